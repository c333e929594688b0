//! `metro_traffic.csv`: cars on a motorway, hour by hour, with the weather.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One hour, or one of several rows of the same hour when the weather had several names.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct TrafficHour {
    /// The holiday's name in the first hour of a holiday, otherwise "None".
    pub holiday: String,
    /// Air temperature, in kelvin; 0 where the sensor failed.
    #[serde(rename = "temp")]
    pub temperature: f64,
    /// Rain of the last hour, in mm.
    #[serde(rename = "rain_1h")]
    pub rain: f64,
    /// Snow of the last hour, in mm.
    #[serde(rename = "snow_1h")]
    pub snow: f64,
    /// Cloud cover, in per cent.
    #[serde(rename = "clouds_all")]
    pub clouds: f64,
    /// Weather in a word.
    #[serde(rename = "weather_main")]
    pub weather: String,
    /// For instance 2014-01-01 00:00:00.
    pub date_time: String,
    /// Cars in the hour.
    #[serde(rename = "traffic_volume")]
    pub volume: f64,
}

/// All 10768 rows in order of time, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn traffic_hours() -> Result<&'static [TrafficHour], DatasetError> {
    static HOURS: OnceLock<Result<Vec<TrafficHour>, DatasetError>> = OnceLock::new();
    read_once(&HOURS, "metro_traffic.csv", "", 10_768)
}
