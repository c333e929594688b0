//! Small tables for the checks, and gradient descent on them by the definition.

use ndarray::{Array1, Array2, Axis, array};

use super::LinearModel;
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::Cases;
use mlings_grading::compare::shown;

/// Some rows and a model to begin with.
#[derive(Clone)]
pub(super) struct Table {
    pub(super) model: LinearModel,
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
}

/// The misses are 1, 2 and -2, so the loss is 3.
pub(super) fn small() -> Table {
    let model = LinearModel { intercept: 1.0, coefficients: array![2.0] };
    Table { model, records: array![[0.0], [1.0], [2.0]], targets: array![2.0, 5.0, 3.0] }
}

/// The same in other units; what the features are multiplied by stays.
pub(super) fn in_units(unit: f64) -> Table {
    let Table { model, records, targets } = small();
    let model = LinearModel { intercept: unit * model.intercept, coefficients: unit * model.coefficients };
    Table { model, records, targets: unit * targets }
}

/// The same with the features in another unit, so that the predictions stay.
pub(super) fn in_units_of_features(unit: f64) -> Table {
    let Table { model, records, targets } = small();
    let model = LinearModel { coefficients: model.coefficients / unit, ..model };
    Table { model, records: unit * records, targets }
}

/// Numbers of either sign that need all their digits.
pub(super) fn fractions() -> Table {
    let model =
        LinearModel { intercept: 0.123_456_789_012, coefficients: array![1.357_924_680_135, -0.987_654_321_098] };
    let records = array![
        [1.000_000_123_4, -2.417_283_828_459],
        [3.614_159_265_358, 0.775_521_664_901],
        [-1.241_421_356_237, 1.327_050_807_568]
    ];
    Table { model, records, targets: array![2.362_067_977_499, -2.564_751_311_064, 0.403_029_995_663] }
}

/// One row, missed by 2.5.
pub(super) fn single() -> Table {
    let model = LinearModel { intercept: 0.5, coefficients: array![-1.0, 2.0] };
    Table { model, records: array![[-2.0, 0.5]], targets: array![1.0] }
}

/// Times in milliseconds, which are around 2^40, missed by 1, -2 and 3 and 0.
pub(super) fn far_away() -> Table {
    const FAR: f64 = 1_099_511_627_776.0;
    let model = LinearModel { intercept: FAR, coefficients: array![2.0] };
    let records = array![[0.0], [1.0], [2.0], [3.0]];
    Table { model, records, targets: FAR + array![1.0, 0.0, 7.0, 6.0] }
}

/// More rows than fit into any batch.
pub(super) fn many_rows() -> Table {
    let model = LinearModel { intercept: 0.5, coefficients: array![-0.25] };
    let records = Array2::from_shape_fn((1100, 1), |(row, _)| (7 * row % 11) as f64 / 4.0 - 1.0);
    Table { model, records, targets: Array1::from_shape_fn(1100, |row| (row % 5) as f64) }
}

/// What [`Table::in_another_order`] is called.
pub(super) const IN_ANOTHER_ORDER: &str =
    "the records column by column in memory, the targets the first column of a table";

/// The courier of the least squares' guide, at the best line: 2 minutes, and 2.5 for every kilometre.
pub(super) fn courier() -> Table {
    let model = LinearModel { intercept: 2.0, coefficients: array![2.5] };
    Table { model, records: array![[1.0], [2.0], [3.0]], targets: array![5.0, 6.0, 10.0] }
}

/// 6 rows and 3 features of either sign.
pub(super) fn random(cases: &mut Cases) -> Table {
    Table {
        model: model_of(&cases.vector(4, -3.0..3.0).mapv(to_tenths)),
        records: cases.table(6, 3, -3.0..3.0).mapv(to_tenths),
        targets: cases.vector(6, 10.0..30.0).mapv(to_tenths),
    }
}

/// Short enough to be shown as it is.
pub(super) fn to_tenths(value: f64) -> f64 {
    (10.0 * value).round() / 10.0
}

/// Weight and horsepower of every eighth car, standardised: mean 0, standard deviation 1.
pub(super) fn cars() -> Result<Table, DatasetError> {
    let (records, targets) = datasets::complete_cars()?;
    let every_eighth: Vec<usize> = (0..targets.len()).step_by(8).collect();
    let records = datasets::standardised(&records.select(Axis(1), &[3, 2]).select(Axis(0), &every_eighth));
    let model = LinearModel { intercept: 0.0, coefficients: Array1::zeros(2) };
    Ok(Table { model, records, targets: targets.select(Axis(0), &every_eighth) })
}

impl Table {
    /// Records whose transpose is the table, and a table whose first column are the targets.
    pub(super) fn in_another_order(&self) -> (Array2<f64>, Array2<f64>) {
        let spaced = |(row, column)| [self.targets[row], 1e3][column];
        (self.records.t().as_standard_layout().into_owned(), Array2::from_shape_fn((self.targets.len(), 2), spaced))
    }

    /// By the definition, and by nothing else, of a model as one list.
    pub(super) fn loss(&self, model: &Array1<f64>) -> f64 {
        let miss = |row: usize| self.targets[row] - self.predicted(model, row);
        (0..self.targets.len()).map(|row| miss(row) * miss(row)).sum::<f64>() / self.targets.len() as f64
    }

    fn predicted(&self, model: &Array1<f64>, row: usize) -> f64 {
        model[0] + self.records.row(row).iter().zip(model.iter().skip(1)).map(|(x, b)| x * b).sum::<f64>()
    }

    /// By the definition, of a model as one list.
    pub(super) fn slopes(&self, model: &Array1<f64>) -> Array1<f64> {
        let mut slopes = Array1::zeros(model.len());
        for row in 0..self.targets.len() {
            let push = 2.0 * (self.predicted(model, row) - self.targets[row]) / self.targets.len() as f64;
            slopes[0] += push;
            for column in 0..self.records.ncols() {
                slopes[column + 1] += push * self.records[[row, column]];
            }
        }
        slopes
    }

    /// The model after the steps, and the losses on the way.
    pub(super) fn way(&self, rate: f64, n_steps: usize) -> (Array1<f64>, Array1<f64>) {
        let mut model = numbers(&self.model);
        let mut losses = vec![self.loss(&model)];
        for _ in 0..n_steps {
            model = &model - rate * self.slopes(&model);
            losses.push(self.loss(&model));
        }
        (model, Array1::from(losses))
    }

    pub(super) fn given(&self) -> String {
        let (records, targets) = (shown(&self.records), shown(&self.targets));
        format!("model {}, records {records}, targets {targets}", in_words(&numbers(&self.model)))
    }

    pub(super) fn given_steps(&self, rate: f64, n_steps: usize) -> String {
        let (start, rate) = (self.given(), shown(&rate));
        format!("start {}, learning_rate {rate}, n_steps {n_steps}", start.trim_start_matches("model "))
    }
}

pub(super) fn in_words(model: &Array1<f64>) -> String {
    format!("(intercept {}, coefficients {})", model[0], shown(&model_of(model).coefficients))
}

pub(super) fn model_of(numbers: &Array1<f64>) -> LinearModel {
    LinearModel { intercept: numbers[0], coefficients: numbers.iter().skip(1).copied().collect() }
}

pub(super) fn numbers(model: &LinearModel) -> Array1<f64> {
    in_one(model.intercept, &model.coefficients)
}

pub(super) fn in_one(intercept: f64, coefficients: &Array1<f64>) -> Array1<f64> {
    [intercept].into_iter().chain(coefficients.iter().copied()).collect()
}
