//! Inputs to try a learner's functions on, and what the definition says of them.

use std::f64::consts::LN_2;

use ndarray::{Array1, Array2, ArrayView1, array};

use super::{Contract, LogisticModel};
use mlings_grading::compare::{answer, close, finite, has_shape, shown};
use mlings_grading::{Cases, Failure, Outcome};

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

    pub(super) fn in_words(&self) -> String {
        let Trial { model, records, targets } = self;
        format!("{}, records {}, targets {}", in_words(model), shown(records), shown(targets))
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

    /// At 1 three of four are of class 1, at -1 one of four. Without a penalty the logit would be ln 3 at 1; with
    /// this one it is ln 2, where the slopes `2/3 - 3/4` of the log-loss and `alpha · ln 2` of the penalty cancel.
    pub(super) fn mirrored() -> Task {
        let records = array![[1.0], [1.0], [1.0], [1.0], [-1.0], [-1.0], [-1.0], [-1.0]];
        let task = Task::new(records, array![1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0], 1.0 / (12.0 * LN_2));
        Task { given: format!("{} (1 / (12 ln 2))", task.given), ..task }
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
