//! Other ways to logistic regression.

use linfa::traits::Fit;
use linfa::{Dataset, DatasetBase};
use linfa_logistic::LogisticRegression;
use mlings::logistic_regression::{Contract, FitError, Gradient, LogisticModel, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "Newton's method on a column of ones",
        Contract {
            sigmoid: newton::sigmoid,
            predict_probabilities: newton::predict_probabilities,
            loss: newton::loss,
            gradient: newton::gradient,
            fit: fast::fit,
            fit_linfa: newton::fit_linfa,
        },
    ),
    (
        "loops over rows, one coordinate at a time",
        Contract {
            sigmoid: loops::sigmoid,
            predict_probabilities: loops::predict_probabilities,
            loss: loops::loss,
            gradient: loops::gradient,
            fit: loops::fit,
            fit_linfa: loops::fit_linfa,
        },
    ),
    (
        "linfa fits both",
        Contract {
            sigmoid: newton::sigmoid,
            predict_probabilities: loops::predict_probabilities,
            loss: newton::loss,
            gradient: loops::gradient,
            fit: linfas::fit,
            fit_linfa: linfas::fit_linfa,
        },
    ),
];

#[path = "logistic_regression_fast.rs"]
mod fast;

/// Classes of -1 and 1, everything as matrices.
mod newton {
    use super::*;

    pub fn sigmoid(logit: f64) -> f64 {
        // In f64 exp(1000) is infinite, and 1 / infinity is the 0 that is asked for.
        1.0 / (1.0 + (-logit).exp())
    }

    fn with_ones(records: ArrayView2<f64>) -> Array2<f64> {
        concatenate![Axis(1), Array2::ones((records.nrows(), 1)), records]
    }

    fn in_one(model: &LogisticModel) -> Array1<f64> {
        concatenate![Axis(0), ndarray::array![model.intercept], model.coefficients]
    }

    fn split(all: &Array1<f64>) -> (f64, Array1<f64>) {
        (all[0], all.slice(s![1..]).to_owned())
    }

    pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
        with_ones(records).dot(&in_one(model)).mapv_into(sigmoid)
    }

    pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
        let signs = targets.mapv(|target| 2.0 * target - 1.0);
        let margins = with_ones(records).dot(&in_one(model)) * signs;
        let costs = margins.mapv(|margin| if margin > 0.0 { (-margin).exp().ln_1p() } else { margin.exp().ln_1p() - margin });
        costs.mean().expect("a row") + 0.5 * alpha * model.coefficients.mapv(|c| c * c).sum()
    }

    fn slopes(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Array1<f64> {
        let design = with_ones(records);
        let signs = targets.mapv(|target| 2.0 * target - 1.0);
        let margins = design.dot(&in_one(model)) * &signs;
        let weights = margins.mapv(|margin| -sigmoid(-margin)) * &signs;
        let mut slopes = design.t().dot(&weights) / targets.len() as f64;
        slopes.slice_mut(s![1..]).scaled_add(alpha, &model.coefficients);
        slopes
    }

    pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
        let (intercept, coefficients) = split(&slopes(model, records, targets, alpha));
        Gradient { intercept, coefficients }
    }

    pub fn fit_linfa(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alpha: f64,
    ) -> Result<LogisticModel, TrainingError> {
        let words = targets.mapv(|target| if target > 0.5 { "ill" } else { "healthy" });
        let trained = LogisticRegression::new()
            .alpha(alpha * records.nrows() as f64)
            .with_intercept(true)
            .gradient_tolerance(1e-6)
            .fit(&DatasetBase::new(records, words))?;
        let turn = if trained.labels().neg.class == "ill" { -1.0 } else { 1.0 };
        Ok(LogisticModel { intercept: trained.intercept() * turn, coefficients: trained.params() * turn })
    }
}

/// Plain loops, and a minimum that is found along one coordinate after the other.
mod loops {
    use super::*;

    pub fn sigmoid(logit: f64) -> f64 {
        if logit > 0.0 {
            return 1.0 - 1.0 / (1.0 + logit.exp());
        }
        let odds = logit.exp();
        odds / (1.0 + odds)
    }

    fn logit(model: &LogisticModel, row: ArrayView1<f64>) -> f64 {
        let mut logit = model.intercept;
        for j in 0..row.len() {
            logit += row[j] * model.coefficients[j];
        }
        logit
    }

    pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
        records.map_axis(Axis(1), |row| sigmoid(logit(model, row)))
    }

    pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
        let mut total = 0.0;
        for i in 0..records.nrows() {
            let z = logit(model, records.row(i));
            total += z.max(0.0) - targets[i] * z + (-z.abs()).exp().ln_1p();
        }
        let mut squares = 0.0;
        for coefficient in &model.coefficients {
            squares += coefficient * coefficient;
        }
        total / records.nrows() as f64 + alpha * squares / 2.0
    }

    pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
        let n = records.nrows() as f64;
        let mut slopes = Gradient { intercept: 0.0, coefficients: alpha * &model.coefficients };
        for i in 0..records.nrows() {
            let error = (sigmoid(logit(model, records.row(i))) - targets[i]) / n;
            slopes.intercept += error;
            for j in 0..records.ncols() {
                slopes.coefficients[j] += error * records[[i, j]];
            }
        }
        slopes
    }

    pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
        if targets.iter().all(|target| *target == 0.0) || targets.iter().all(|target| *target == 1.0) {
            return Err(FitError::OneClass);
        }
        let (n, p) = records.dim();
        let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(p) };
        let mut logits = vec![0.0; n];
        let feature = |i: usize, j: usize| if j == 0 { 1.0 } else { records[[i, j - 1]] };
        loop {
            let mut steepest = 0.0_f64;
            for j in 0..=p {
                let (mut slope, mut curvature) = if j == 0 { (0.0, 0.0) } else { (alpha * model.coefficients[j - 1], alpha) };
                for i in 0..n {
                    slope += (sigmoid(logits[i]) - targets[i]) * feature(i, j) / n as f64;
                    curvature += feature(i, j) * feature(i, j) / 4.0 / n as f64;
                }
                let step = -slope / curvature;
                if j == 0 {
                    model.intercept += step;
                } else {
                    model.coefficients[j - 1] += step;
                }
                for (i, logit) in logits.iter_mut().enumerate() {
                    *logit += step * feature(i, j);
                }
                steepest = steepest.max(slope.abs());
            }
            if steepest < 1e-8 {
                return Ok(model);
            }
        }
    }

    pub fn fit_linfa(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alpha: f64,
    ) -> Result<LogisticModel, TrainingError> {
        let mut classes = Vec::new();
        for target in targets {
            classes.push(*target as usize);
        }
        let dataset = Dataset::new(records.to_owned(), Array1::from(classes));
        let params = LogisticRegression::default().alpha(alpha * targets.len() as f64).max_iterations(1000);
        let trained = params.fit(&dataset)?;
        let (mut intercept, mut coefficients) = (trained.intercept(), trained.params().clone());
        if trained.labels().pos.class == 0 {
            intercept = -intercept;
            coefficients.mapv_inplace(|coefficient| -coefficient);
        }
        Ok(LogisticModel { intercept, coefficients })
    }
}

/// The sign is found by looking at the probabilities: exchanged classes have exchanged errors.
mod linfas {
    use super::*;

    pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
        fit_linfa(records, targets, alpha).map_err(|_| FitError::OneClass)
    }

    pub fn fit_linfa(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alpha: f64,
    ) -> Result<LogisticModel, TrainingError> {
        let classes = targets.mapv(|target| target as usize);
        let trained = LogisticRegression::default()
            .alpha(alpha * targets.len() as f64)
            .gradient_tolerance(1e-6)
            .fit(&Dataset::new(records.to_owned(), classes))?;
        let ours = LogisticModel { intercept: trained.intercept(), coefficients: trained.params().to_owned() };
        let turned = LogisticModel { intercept: -ours.intercept, coefficients: -&ours.coefficients };
        let loss = |model| loops::loss(model, records, targets, alpha);
        Ok(if loss(&turned) < loss(&ours) { turned } else { ours })
    }
}
