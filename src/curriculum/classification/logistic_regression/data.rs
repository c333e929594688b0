//! The patients, by what can be measured without surgery.

use ndarray::{Array1, Array2, Axis};

use mlings_datasets::{self as datasets, DatasetError, Patient};

/// The columns that checks and plots use: name with unit, and how to read it.
pub(super) type Column = (&'static str, fn(&Patient) -> f64);

pub(super) const HEART_RATE: Column = ("Highest heart rate (beats per minute)", |patient| patient.max_heart_rate);
pub(super) const AGE: Column = ("Age (years)", |patient| patient.age);
pub(super) const MALE: Column = ("Male (1 or 0)", |patient| f64::from(patient.gender == "male"));
pub(super) const EXERCISE_PAIN: Column = ("Chest pain by exercise (1 or 0)", |patient| patient.exercise_pain);
pub(super) const ST_DEPRESSION: Column = ("ST depression by exercise", |patient| patient.st_depression);

/// The columns as measured, and 1 for a narrowed vessel, 0 for none.
pub(super) fn measured(columns: &[Column]) -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let patients = datasets::patients()?;
    let records = Array2::from_shape_fn((patients.len(), columns.len()), |(row, at)| columns[at].1(&patients[row]));
    Ok((records, patients.iter().map(|patient| patient.narrowed).collect()))
}

/// Mean 0 and standard deviation 1 (ddof 0) in every column; also both, to scale other rows alike.
pub(super) fn scaled(records: &Array2<f64>) -> (Array2<f64>, Array1<f64>, Array1<f64>) {
    let n_samples = records.nrows() as f64;
    let means = records.sum_axis(Axis(0)) / n_samples;
    let centred = records - &means;
    let deviations = ((&centred * &centred).sum_axis(Axis(0)) / n_samples).mapv(f64::sqrt);
    (centred / &deviations, means, deviations)
}
