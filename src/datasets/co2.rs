//! `co2_mauna_loa.csv`: carbon dioxide in the air of Mauna Loa, Hawaii, month by month, 1958 to 2020.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One month.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct CarbonDioxide {
    /// The first day of the month, for instance 1958-03-01.
    #[serde(rename = "Date")]
    pub date: String,
    /// Mean of the month, in parts per million.
    #[serde(rename = "CO2")]
    pub ppm: f64,
}

/// All 741 months in order of time, read once. Five months are not in the file.
///
/// # Errors
/// When the file is missing or damaged.
pub fn carbon_dioxide() -> Result<&'static [CarbonDioxide], DatasetError> {
    static MONTHS: OnceLock<Result<Vec<CarbonDioxide>, DatasetError>> = OnceLock::new();
    read_once(&MONTHS, "co2_mauna_loa.csv", "", 741)
}
