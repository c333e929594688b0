//! Logistic regression: the model of least loss, with slopes of at most 1e-6.
//!
//! The reference is the fast version, as the guide has it under "Make it fast"; the solution is the plain one.

extern crate support as mlings;

#[path = "../tests/alternatives/logistic_regression_fast.rs"]
mod reference;
#[path = "../exercises/06_classification/03_logistic_regression.rs"]
mod yours;

use std::process::ExitCode;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings::datasets::{DatasetError, patients};
use mlings::logistic_regression::{FitError, LogisticModel};
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Array2, Axis, Ix1};

const ALPHA: f64 = 0.01;
const FLAT: f64 = 1e-6;

fn main() -> ExitCode {
    Bench {
        workload: "fit, 5 features, alpha 0.01, until no slope is above 1e-6",
        counts: "rows",
        sizes: [2_000, 4_000, 8_000, 16_000],
        data,
        input: |data| (Dataset::new(data.records, data.targets.mapv(|target| target == 1.0)), data.targets),
        yours: Side::new(
            |(patients, targets)| (yours::functions().fit)(patients.records().view(), targets.view(), ALPHA),
            numbers,
        ),
        reference: Side::new(
            |(patients, targets)| reference::fit(patients.records().view(), targets.view(), ALPHA),
            numbers,
        ),
        linfa: Some(Side::new(linfa, numbers)),
        tolerance: 1e-3,
    }
    .run("logistic_regression")
}

type Fitted = Result<LogisticModel, FitError>;

/// Patients by age, sex, highest heart rate, and pain and ST depression by exercise; 1 for a narrowed vessel.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let patients = patients()?;
    let known = patients.iter().flat_map(|patient| {
        let male = f64::from(patient.gender == "male");
        [patient.age, male, patient.max_heart_rate, patient.exercise_pain, patient.st_depression]
    });
    let known: Vec<f64> = known.collect();
    let real = Array2::from_shape_fn((patients.len(), 5), |(row, column)| known[5 * row + column]);
    let (records, drawn) = like(&real, n_samples, 1);
    let narrowed: Array1<f64> = patients.iter().map(|patient| patient.narrowed).collect();
    Ok(Data { records, targets: narrowed.select(Axis(0), &drawn), ..Data::default() })
}

fn numbers(fitted: Fitted) -> Vec<f64> {
    fitted.map_or(Vec::new(), |model| [model.intercept].into_iter().chain(model.coefficients).collect())
}

/// linfa adds up what we take the mean of.
fn linfa((patients, targets): &(Dataset<f64, bool, Ix1>, Array1<f64>)) -> Fitted {
    let n_samples = targets.len() as f64;
    let params = LogisticRegression::default().alpha(ALPHA * n_samples).gradient_tolerance(FLAT * n_samples);
    let trained = params.fit(patients).map_err(|_| FitError::OneClass)?;
    let sign = if trained.labels().pos.class { 1.0 } else { -1.0 };
    Ok(LogisticModel { intercept: sign * trained.intercept(), coefficients: sign * trained.params() })
}
