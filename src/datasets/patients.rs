//! `heart_disease.csv`: findings of 303 heart patients in Cleveland.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One patient.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Patient {
    /// Age, in years.
    pub age: f64,
    /// male or female.
    pub gender: String,
    /// For instance typical ang, asymptomatic.
    #[serde(rename = "chest pain")]
    pub chest_pain: String,
    /// Systolic blood pressure at rest, in mm Hg.
    #[serde(rename = "rest SBP")]
    pub blood_pressure: f64,
    /// Serum cholesterol, in mg/dl.
    pub cholesterol: f64,
    /// 1 where the fasting blood sugar is above 120 mg/dl, else 0.
    #[serde(rename = "fasting blood sugar > 120")]
    pub high_sugar: f64,
    /// Finding of the electrocardiogram at rest.
    #[serde(rename = "rest ECG")]
    pub rest_ecg: String,
    /// Highest heart rate reached, in beats a minute.
    #[serde(rename = "max HR")]
    pub max_heart_rate: f64,
    /// 1 where exercise brought chest pain, else 0.
    #[serde(rename = "exerc ind ang")]
    pub exercise_pain: f64,
    /// Depression of the ST segment by exercise.
    #[serde(rename = "ST by exercise")]
    pub st_depression: f64,
    /// Slope of the ST segment at the peak of exercise.
    #[serde(rename = "slope peak exc ST")]
    pub st_slope: String,
    /// Vessels coloured by fluoroscopy, 0 to 3.
    #[serde(rename = "major vessels colored")]
    pub vessels: Option<f64>,
    /// Finding of the thallium scan.
    pub thal: Option<String>,
    /// 1 where a vessel is narrowed by more than half (the disease), else 0.
    #[serde(rename = "diameter narrowing")]
    pub narrowed: f64,
}

/// All 303 patients, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn patients() -> Result<&'static [Patient], DatasetError> {
    static PATIENTS: OnceLock<Result<Vec<Patient>, DatasetError>> = OnceLock::new();
    read_once(&PATIENTS, "heart_disease.csv", "?", 303)
}
