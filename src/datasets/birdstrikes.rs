//! `birdstrikes.csv`: reports of birds that hit aircraft in the USA.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One report.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct BirdStrike {
    /// Airport, in capitals and shortened.
    #[serde(rename = "Airport Name")]
    pub airport: String,
    /// Make and model of the aircraft.
    #[serde(rename = "Aircraft Make Model")]
    pub aircraft: String,
    /// None, Minor, Medium or Substantial; a stray "C" also occurs.
    #[serde(rename = "Effect Amount of damage")]
    pub damage: String,
    /// Day of the flight, for instance 1990-01-08.
    #[serde(rename = "Flight Date")]
    pub date: String,
    /// Airline or operator.
    #[serde(rename = "Aircraft Airline Operator")]
    pub operator: String,
    /// State of the airport.
    #[serde(rename = "Origin State")]
    pub state: String,
    /// For instance Approach, Climb, Take-off run.
    #[serde(rename = "Phase of flight")]
    pub phase: String,
    /// Small, Medium or Large.
    #[serde(rename = "Wildlife Size")]
    pub size: String,
    /// The animal, where it was recognised.
    #[serde(rename = "Wildlife Species")]
    pub species: String,
    /// Day, Night, Dawn or Dusk.
    #[serde(rename = "Time of day")]
    pub time_of_day: String,
    /// All costs, in US dollars.
    #[serde(rename = "Cost Total $")]
    pub cost: f64,
    /// Indicated air speed, in knots.
    #[serde(rename = "Speed IAS in knots")]
    pub speed: Option<f64>,
}

/// All 3334 reports, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn bird_strikes() -> Result<&'static [BirdStrike], DatasetError> {
    static STRIKES: OnceLock<Result<Vec<BirdStrike>, DatasetError>> = OnceLock::new();
    read_once(&STRIKES, "birdstrikes.csv", "", 3334)
}
