//! `cars.csv`: cars of the model years 1970 to 1982 and how far they go on a gallon.

use std::sync::OnceLock;

use ndarray::{Array1, Array2};
use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One model.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Car {
    /// Make and model, as spelt in the source.
    #[serde(rename = "Name")]
    pub name: String,
    /// Miles per US gallon.
    #[serde(rename = "Miles_per_Gallon")]
    pub miles_per_gallon: Option<f64>,
    /// Number of cylinders.
    #[serde(rename = "Cylinders")]
    pub cylinders: f64,
    /// Displacement, in cubic inches.
    #[serde(rename = "Displacement")]
    pub displacement: f64,
    /// Power, in horsepower.
    #[serde(rename = "Horsepower")]
    pub horsepower: Option<f64>,
    /// Weight, in pounds.
    #[serde(rename = "Weight_in_lbs")]
    pub weight: f64,
    /// Seconds from 0 to 60 miles per hour.
    #[serde(rename = "Acceleration")]
    pub acceleration: f64,
    /// Model year as a date, for instance 1970-01-01.
    #[serde(rename = "Year")]
    pub year: String,
    /// USA, Europe or Japan.
    #[serde(rename = "Origin")]
    pub origin: String,
}

/// The columns of [`complete_cars`].
pub const CAR_FEATURES: [&str; 5] =
    ["cylinders", "displacement (cubic inches)", "horsepower", "weight (lb)", "0 to 60 mph (s)"];

/// All 406 cars, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn cars() -> Result<&'static [Car], DatasetError> {
    static CARS: OnceLock<Result<Vec<Car>, DatasetError>> = OnceLock::new();
    read_once(&CARS, "cars.csv", "", 406)
}

/// The 392 cars with nothing missing: records 392 x 5 in the order of [`CAR_FEATURES`], targets in miles per gallon.
///
/// # Errors
/// When the file is missing or damaged.
pub fn complete_cars() -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let complete: Vec<([f64; 5], f64)> = cars()?
        .iter()
        .filter_map(|car| {
            let features = [car.cylinders, car.displacement, car.horsepower?, car.weight, car.acceleration];
            Some((features, car.miles_per_gallon?))
        })
        .collect();
    let records = Array2::from_shape_fn((complete.len(), 5), |(row, column)| complete[row].0[column]);
    Ok((records, complete.iter().map(|(_, target)| *target).collect()))
}
