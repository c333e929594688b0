//! `bikeshare.csv`: bicycle hires in Washington, D.C., hour by hour, in 2011.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One hour.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BikeHour {
    /// 1 winter, 2 spring, 3 summer, 4 autumn.
    pub season: u8,
    /// Month as a word, for instance Jan, March, Sept.
    #[serde(rename = "mnth")]
    pub month: String,
    /// Day of the year, 1 to 365.
    pub day: u16,
    /// Hour of the day, 0 to 23.
    #[serde(rename = "hr")]
    pub hour: u8,
    /// 1 on a public holiday, else 0.
    pub holiday: u8,
    /// 0 Sunday to 6 Saturday.
    pub weekday: u8,
    /// 1 if neither weekend nor holiday, else 0.
    #[serde(rename = "workingday")]
    pub working_day: u8,
    /// clear, cloudy/misty, light rain/snow or heavy rain/snow.
    #[serde(rename = "weathersit")]
    pub weather: String,
    /// Air temperature, scaled to 0..1.
    #[serde(rename = "temp")]
    pub temperature: f64,
    /// Felt temperature, scaled to 0..1.
    #[serde(rename = "atemp")]
    pub felt_temperature: f64,
    /// Relative humidity, 0..1.
    #[serde(rename = "hum")]
    pub humidity: f64,
    /// Wind speed, scaled to 0..1.
    #[serde(rename = "windspeed")]
    pub wind_speed: f64,
    /// Hires by casual users. With `registered` it adds up to `bikers`, so it gives the target away.
    pub casual: f64,
    /// Hires by registered users.
    pub registered: f64,
    /// All hires in the hour.
    pub bikers: f64,
}

/// All 8645 hours in order of time, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn bike_hours() -> Result<&'static [BikeHour], DatasetError> {
    static HOURS: OnceLock<Result<Vec<BikeHour>, DatasetError>> = OnceLock::new();
    read_once(&HOURS, "bikeshare.csv", "", 8645)
}
