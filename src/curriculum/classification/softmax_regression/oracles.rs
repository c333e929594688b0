//! Inputs to try a learner's functions on, and what the definition says of them.

use ndarray::{Array1, Array2, Axis, array};

use super::{Contract, Gradient, SoftmaxModel};
use mlings_grading::compare::{close, has_shape, shown};
use mlings_grading::{Cases, Failure, Outcome};

/// A model, and rows to see how good it is.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) model: SoftmaxModel,
    pub(super) records: Array2<f64>,
    pub(super) labels: Array1<usize>,
}

impl Trial {
    /// Two features, three classes, five rows: small enough to be shown.
    pub(super) fn random(cases: &mut Cases) -> Trial {
        let model =
            SoftmaxModel { intercepts: cases.vector(3, -1.5..1.5).mapv(tidy), coefficients: random_table(cases, 2, 3) };
        let labels = cases.permutation(5).into_iter().map(|place| place % 3).collect();
        Trial { model, records: random_table(cases, 5, 2), labels }
    }

    /// Huge and tiny numbers whose products are neither. The records lie column by column in memory, the labels backwards.
    pub(super) fn far_apart() -> Trial {
        let records = array![[2.345_678_9e-10, -7.654_321e-10, 4.1e-10], [1.234_567_8e9, 2.1e9, -3.3e9]];
        let mut labels = array![2, 1, 0];
        labels.invert_axis(Axis(0));
        let model = SoftmaxModel {
            intercepts: array![0.123_456_789, -0.7, 0.2],
            coefficients: array![[1.234_567_8e9, -2e9, 0.3e9], [2.345_678_9e-10, 3.1e-10, -1.7e-10]],
        };
        Trial { model, records: records.reversed_axes(), labels }
    }

    pub(super) fn in_words(&self) -> String {
        let Trial { model, records, labels } = self;
        let how = if records.is_standard_layout() { "" } else { ", column by column in memory" };
        let lie = if labels.strides()[0] < 0 { ", backwards in memory" } else { "" };
        format!("{}, records {}{how}, labels {labels}{lie}", in_words(model), shown(records))
    }

    /// The cross-entropy by its definition. For logits of moderate size.
    pub(super) fn loss(&self) -> f64 {
        cross_entropy(&logits(&self.model, &self.records), &self.labels)
    }

    /// The slopes of the cross-entropy by central differences: a small step to both sides, in every direction.
    pub(super) fn differences(&self) -> Gradient {
        const STEP: f64 = 1e-5;
        let slope = |move_by: &dyn Fn(&mut SoftmaxModel, f64)| {
            let loss = |step| {
                let mut moved = self.clone();
                move_by(&mut moved.model, step);
                moved.loss()
            };
            (loss(STEP) - loss(-STEP)) / (2.0 * STEP)
        };
        Gradient {
            intercepts: Array1::from_shape_fn(self.model.intercepts.len(), |class| {
                slope(&|model, step| model.intercepts[class] += step)
            }),
            coefficients: Array2::from_shape_fn(self.model.coefficients.dim(), |at| {
                slope(&|model, step| model.coefficients[at] += step)
            }),
        }
    }

    /// The slopes of the cross-entropy by its derivative, one number after the other.
    pub(super) fn slopes(&self) -> Gradient {
        let (records, n_samples) = (&self.records, self.labels.len());
        let probabilities = probabilities(&logits(&self.model, records));
        let error = |row: usize, class: usize| {
            (probabilities[[row, class]] - f64::from(u8::from(self.labels[row] == class))) / n_samples as f64
        };
        Gradient {
            intercepts: Array1::from_shape_fn(self.model.intercepts.len(), |class| {
                (0..n_samples).map(|row| error(row, class)).sum()
            }),
            coefficients: Array2::from_shape_fn(self.model.coefficients.dim(), |(at, class)| {
                (0..n_samples).map(|row| error(row, class) * records[[row, at]]).sum()
            }),
        }
    }

    /// Gradient descent.
    pub(super) fn descended(&self, learning_rate: f64, epochs: usize) -> SoftmaxModel {
        let mut there = self.clone();
        for _ in 0..epochs {
            let slopes = there.slopes();
            there.model.intercepts -= &(learning_rate * slopes.intercepts);
            there.model.coefficients -= &(learning_rate * slopes.coefficients);
        }
        there.model
    }

    pub(super) fn fit(&self, softmax: &Contract, learning_rate: f64, epochs: usize) -> Result<SoftmaxModel, Failure> {
        let model = (softmax.fit)(&self.model, self.records.view(), self.labels.view(), learning_rate, epochs);
        has_shape("intercepts", &model.intercepts, self.model.intercepts.shape())?;
        has_shape("coefficients", &model.coefficients, self.model.coefficients.shape())?;
        Ok(model)
    }
}

/// A model that knows nothing: everything is 0.
pub(super) fn zeros(n_features: usize, n_classes: usize) -> SoftmaxModel {
    SoftmaxModel { intercepts: Array1::zeros(n_classes), coefficients: Array2::zeros((n_features, n_classes)) }
}

pub(super) fn is_model(got: &SoftmaxModel, expected: &SoftmaxModel, tolerance: f64) -> Outcome {
    close("intercepts", &got.intercepts, &expected.intercepts, tolerance)?;
    close("coefficients", &got.coefficients, &expected.coefficients, tolerance)
}

/// By the definition, and by nothing else.
pub(super) fn logits(model: &SoftmaxModel, records: &Array2<f64>) -> Array2<f64> {
    Array2::from_shape_fn((records.nrows(), model.intercepts.len()), |(row, class)| {
        let products = (0..records.ncols()).map(|at| records[[row, at]] * model.coefficients[[at, class]]);
        model.intercepts[class] + products.sum::<f64>()
    })
}

/// For logits of moderate size.
pub(super) fn probabilities(logits: &Array2<f64>) -> Array2<f64> {
    let exponentials = logits.mapv(f64::exp);
    let sums = exponentials.sum_axis(Axis(1)).insert_axis(Axis(1));
    exponentials / sums
}

/// For logits of moderate size.
pub(super) fn cross_entropy(logits: &Array2<f64>, labels: &Array1<usize>) -> f64 {
    let probabilities = probabilities(logits);
    -labels.iter().enumerate().map(|(row, label)| probabilities[[row, *label]].ln()).sum::<f64>() / labels.len() as f64
}

/// Two decimals: short enough to be pasted.
pub(super) fn tidy(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

pub(super) fn random_table(cases: &mut Cases, n_samples: usize, n_columns: usize) -> Array2<f64> {
    cases.table(n_samples, n_columns, -2.0..2.0).mapv(tidy)
}

pub(super) fn in_words(model: &SoftmaxModel) -> String {
    format!("intercepts {}, coefficients {}", shown(&model.intercepts), shown(&model.coefficients))
}
