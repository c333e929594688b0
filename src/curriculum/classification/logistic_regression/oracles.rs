//! Inputs to try a learner's functions on, and what the definition says of them.

use std::f64::consts::LN_2;

use ndarray::{Array1, Array2, ArrayView1, Axis, array};

use super::{Contract, LogisticModel};
use mlings_grading::compare::{answer, close, finite, has_shape, instead_of, shown};
use mlings_grading::layouts::{backwards, by_columns};
use mlings_grading::{Cases, Failure, Given, Outcome, Seen};

/// A model, and rows to see how good it is.
pub(super) struct Trial {
    pub(super) model: LogisticModel,
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
}

impl Trial {
    pub(super) fn random(cases: &mut Cases) -> Trial {
        let (model, records) = (random_model(cases, 3), random_table(cases, 7, 3));
        Trial { model, records, targets: random_classes(cases, 7) }
    }

    /// More rows than fit into any small buffer.
    pub(super) fn long() -> Trial {
        let records = Array2::from_shape_fn((1025, 1), |(row, _)| (row % 7) as f64 / 10.0 - 0.25);
        let targets = (0..1025).map(|row| f64::from(row % 3 == 0 || row > 1000)).collect();
        Trial { model: LogisticModel { intercept: -0.3, coefficients: array![1.7] }, records, targets }
    }

    /// Huge and tiny numbers whose products are neither. The records lie column by column in memory, the targets backwards.
    pub(super) fn far_apart() -> Trial {
        let records = array![[2.345_678_9e-10, -7.654_321e-10, 4.1e-10], [1.234_567_8e9, 2.1e9, -3.3e9]];
        let mut targets = array![0.0, 0.0, 1.0];
        targets.invert_axis(Axis(0));
        let model = LogisticModel { intercept: 0.345_678_9, coefficients: array![1.234_567_8e9, 2.345_678_9e-10] };
        Trial { model, records: records.reversed_axes(), targets }
    }

    pub(super) fn in_words(&self) -> String {
        let Trial { model, records, targets } = self;
        let how = if records.is_standard_layout() { "" } else { ", column by column in memory" };
        let lie = if targets.strides()[0] < 0 { ", backwards in memory" } else { "" };
        format!("{}, records {}{how}, targets {}{lie}", in_words(model), shown(records), shown(targets))
    }

    /// The mean of -ln of the probability that the true class was given. For logits of moderate size.
    pub(super) fn log_loss(&self) -> f64 {
        let logits = logits(&self.model, &self.records);
        let given = |(logit, target): (&f64, &f64)| probability(if *target == 1.0 { *logit } else { -logit });
        -logits.iter().zip(&self.targets).map(|row| given(row).ln()).sum::<f64>() / self.targets.len() as f64
    }

    /// The slopes of the log-loss by central differences: a small step to both sides, in every direction.
    pub(super) fn differences(&self) -> Array1<f64> {
        const STEP: f64 = 1e-5;
        let moved = |at: usize, step: f64| {
            let mut all = in_one(&self.model);
            all[at] += step;
            let coefficients = all.iter().skip(1).copied().collect();
            let model = LogisticModel { intercept: all[0], coefficients };
            Trial { model, records: self.records.clone(), targets: self.targets.clone() }.log_loss()
        };
        Array1::from_shape_fn(self.records.ncols() + 1, |at| (moved(at, STEP) - moved(at, -STEP)) / (2.0 * STEP))
    }

    /// The slopes of the log-loss by its derivative, one at a time: too exact a job for differences.
    pub(super) fn slopes(&self) -> Array1<f64> {
        let logits = logits(&self.model, &self.records);
        let error = |row: usize| (probability(logits[row]) - self.targets[row]) / self.targets.len() as f64;
        let feature = |row: usize, at: usize| if at == 0 { 1.0 } else { self.records[[row, at - 1]] };
        let slope = |at: usize| (0..self.targets.len()).map(|row| error(row) * feature(row, at)).sum();
        Array1::from_shape_fn(self.records.ncols() + 1, slope)
    }

    /// The slopes of the penalty.
    pub(super) fn penalty(&self, alpha: f64) -> Array1<f64> {
        [0.0].into_iter().chain(self.model.coefficients.iter().map(|coefficient| alpha * coefficient)).collect()
    }

    /// The learner's gradient here, with one slope for every number of the model.
    pub(super) fn gradient(&self, logistic: &Contract, alpha: f64) -> Result<Array1<f64>, Failure> {
        let slopes = (logistic.gradient)(&self.model, self.records.view(), self.targets.view(), alpha);
        has_shape("coefficients of the gradient", &slopes.coefficients, &[self.records.ncols()])?;
        Ok([slopes.intercept].into_iter().chain(slopes.coefficients).collect())
    }
}

/// Rows to fit a model to.
pub(super) struct Task {
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
    pub(super) alpha: f64,
    pub(super) given: String,
}

impl Task {
    pub(super) fn new(records: Array2<f64>, targets: Array1<f64>, alpha: f64) -> Task {
        let given = format!("records {}, targets {}, alpha {alpha}", shown(&records), shown(&targets));
        Task { records, targets, alpha, given }
    }

    /// At `place` three of four are of class 1, at `-place` one of four. Without a penalty the logit there would be ln 3;
    /// with this one it is ln 2, where the slopes `place · (2/3 - 3/4)` of the log-loss and `alpha · ln 2 / place` of the
    /// penalty cancel.
    pub(super) fn mirrored(place: f64) -> Task {
        let records = array![[1.0], [1.0], [1.0], [1.0], [-1.0], [-1.0], [-1.0], [-1.0]] * place;
        let targets = array![1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0];
        Task::new(records, targets, place * place / (12.0 * LN_2))
    }

    /// At 1 three of four are of class 1, at -1 none. The logits are 0 and -ln 3: at 1 the errors sum to -1, at -1 to 1,
    /// and the slopes `-2/8` of the log-loss and `alpha · ln 3 / 2` of the penalty cancel.
    pub(super) fn leaning() -> Task {
        let records = array![[1.0], [1.0], [1.0], [1.0], [-1.0], [-1.0], [-1.0], [-1.0]];
        Task::new(records, array![1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0], 1.0 / (2.0 * 3_f64.ln()))
    }

    /// A column that says something and one that says nothing.
    pub(super) fn two_columns() -> Task {
        let Task { records, targets, alpha, .. } = Task::mirrored(1.25);
        let both = Array2::from_shape_fn((8, 2), |(row, column)| if column == 0 { records[[row, 0]] } else { 0.0 });
        Task::new(both, targets, alpha)
    }

    /// More rows than fit into any small buffer: classes by turns, and only class 1 behind the 1024th row. There are 512 of
    /// class 0 and 688 of class 1.
    pub(super) fn long() -> Task {
        Task::without_a_feature(Array1::from_shape_fn(1200, |row| if row < 1024 { (row % 2) as f64 } else { 1.0 }))
    }

    /// The same task, with the records column by column in memory and the targets backwards.
    pub(super) fn turned(self) -> Task {
        let (records, targets) = (by_columns(&self.records), backwards(&self.targets));
        let given = format!("{}; records lie column by column in memory, targets backwards", self.given);
        Task { records, targets, given, ..self }
    }

    /// Two columns that are nearly the same, and classes that depend on their difference: most directions are steep, one
    /// is flat, and the lowest place is far along that one: 12,000 of the steps that the last hint takes.
    pub(super) fn nearly_twins() -> Task {
        let records = Array2::from_shape_fn((12, 2), |(row, column)| {
            let (common, own) = (if row < 6 { 1.0 } else { -1.0 }, if row % 2 == 0 { 0.06 } else { -0.06 });
            if column == 0 { common } else { 0.99 * common + own }
        });
        let targets = (0..12).map(|row| f64::from((row % 2 == 0) != (row % 6 > 3))).collect();
        Task::new(records, targets, 1e-4)
    }

    /// As many columns as a small text has words, all the same: in the direction of all of them the slope changes fast.
    pub(super) fn wide() -> Task {
        let Task { records, targets, .. } = Task::leaning();
        let given =
            format!("64 columns that are all {}, targets {}, alpha 4", shown(&records.column(0)), shown(&targets));
        let records = Array2::from_shape_fn((targets.len(), 64), |(row, _)| records[[row, 0]]);
        Task { records, targets, alpha: 4.0, given }
    }

    /// A feature that says nothing leaves the share of class 1 to the intercept: its odds are the exponential.
    pub(super) fn without_a_feature(targets: Array1<f64>) -> Task {
        Task::new(Array2::zeros((targets.len(), 1)), targets, 0.5)
    }

    pub(super) fn fit(&self, logistic: &Contract) -> Result<LogisticModel, Failure> {
        let model = answer("fit", (logistic.fit)(self.records.view(), self.targets.view(), self.alpha))?;
        self.complete(model)
    }

    pub(super) fn fit_linfa(&self, logistic: &Contract) -> Result<LogisticModel, Failure> {
        let model = (logistic.fit_linfa)(self.records.view(), self.targets.view(), self.alpha);
        self.complete(answer("fit_linfa", model)?)
    }

    /// Requires that no number in the gradient of the learner's fit is larger than 1e-6, either sign. How much larger it is
    /// differs from one early end to the next, so that is shown and not remembered.
    pub(super) fn ends_flat(self, logistic: &Contract) -> Outcome {
        let model = self.fit(logistic).given(&self.given)?;
        let Task { records, targets, alpha, given } = self;
        let there = Trial { model, records, targets };
        let gradient = there.slopes() + there.penalty(alpha);
        let steepest = gradient.fold(0.0_f64, |most, slope| most.max(slope.abs()));
        if steepest <= 1e-6 + 1e-9 {
            return Ok(());
        }
        let steep = Seen::Words("too steep".to_owned());
        Err(instead_of("largest number in the gradient of at most 1e-6").got(shown(&steepest), steep)).given(given)
    }

    /// A model of numbers, one for every column, so that a check may look inside.
    fn complete(&self, model: LogisticModel) -> Result<LogisticModel, Failure> {
        has_shape("coefficients", &model.coefficients, &[self.records.ncols()])?;
        finite("intercept, coefficients", &in_one(&model))?;
        Ok(model)
    }
}

/// A fit ends where the slopes are small, not where they are 0, and each way there ends elsewhere. So models are
/// compared as they are written in a report, with three decimals.
pub(super) fn is_model(model: &LogisticModel, intercept: f64, coefficients: &Array1<f64>) -> Outcome {
    let expected = LogisticModel { intercept, coefficients: coefficients.clone() };
    let rounded = |model: &LogisticModel| in_one(model).mapv(|number| (number * 1e3).round() / 1e3 + 0.0);
    close("intercept, coefficients", &rounded(model), &rounded(&expected), 2e-3)
}

pub(super) fn in_one(model: &LogisticModel) -> Array1<f64> {
    [model.intercept].into_iter().chain(model.coefficients.iter().copied()).collect()
}

/// By the definition, and by nothing else.
pub(super) fn logits(model: &LogisticModel, records: &Array2<f64>) -> Array1<f64> {
    let logit = |row: ArrayView1<f64>| {
        let products = row.iter().zip(&model.coefficients).map(|(feature, coefficient)| feature * coefficient);
        model.intercept + products.sum::<f64>()
    };
    records.rows().into_iter().map(logit).collect()
}

pub(super) fn probability(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// Two decimals: short enough to be pasted.
pub(super) fn tidy(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

pub(super) fn random_model(cases: &mut Cases, n_features: usize) -> LogisticModel {
    LogisticModel {
        intercept: tidy(cases.number(0.5..1.5)),
        coefficients: cases.vector(n_features, -1.5..1.5).mapv(tidy),
    }
}

pub(super) fn random_table(cases: &mut Cases, n_samples: usize, n_features: usize) -> Array2<f64> {
    cases.table(n_samples, n_features, -2.0..2.0).mapv(tidy)
}

/// Both classes, in random order.
pub(super) fn random_classes(cases: &mut Cases, n_samples: usize) -> Array1<f64> {
    let order = cases.permutation(n_samples);
    order.into_iter().map(|place| f64::from(place % 5 < 2)).collect()
}

pub(super) fn in_words(model: &LogisticModel) -> String {
    format!("intercept {}, coefficients {}", shown(&model.intercept), shown(&model.coefficients))
}
