//! `penguins_raw.csv`: birds measured at Palmer Station, Antarctica.

use std::sync::OnceLock;

use ndarray::Array2;
use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One bird.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Penguin {
    /// Common and Latin name, for instance "Adelie Penguin (Pygoscelis adeliae)".
    #[serde(rename = "Species")]
    pub species: String,
    /// The island it was found on.
    #[serde(rename = "Island")]
    pub island: String,
    /// Bill length, in mm.
    #[serde(rename = "Culmen Length (mm)")]
    pub bill_length: Option<f64>,
    /// Bill depth, in mm.
    #[serde(rename = "Culmen Depth (mm)")]
    pub bill_depth: Option<f64>,
    /// Flipper length, in mm.
    #[serde(rename = "Flipper Length (mm)")]
    pub flipper_length: Option<f64>,
    /// Body mass, in g.
    #[serde(rename = "Body Mass (g)")]
    pub body_mass: Option<f64>,
    /// MALE or FEMALE.
    #[serde(rename = "Sex")]
    pub sex: Option<String>,
    /// Nitrogen isotope ratio of the blood, in per mille: how high in the food chain it eats.
    #[serde(rename = "Delta 15 N (o/oo)")]
    pub delta_15_n: Option<f64>,
    /// Carbon isotope ratio of the blood, in per mille: where it eats. Always negative.
    #[serde(rename = "Delta 13 C (o/oo)")]
    pub delta_13_c: Option<f64>,
}

impl Penguin {
    /// The first word of the species: Adelie, Chinstrap or Gentoo.
    pub fn short_species(&self) -> &str {
        self.species.split(' ').next().unwrap_or(&self.species)
    }
}

/// The columns of [`measurements`].
pub const PENGUIN_MEASUREMENTS: [&str; 6] = [
    "bill length (mm)",
    "bill depth (mm)",
    "flipper length (mm)",
    "body mass (g)",
    "delta 15 N (per mille)",
    "delta 13 C (per mille)",
];

/// All 344 birds, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn penguins() -> Result<&'static [Penguin], DatasetError> {
    static BIRDS: OnceLock<Result<Vec<Penguin>, DatasetError>> = OnceLock::new();
    read_once(&BIRDS, "penguins_raw.csv", "NA", 344)
}

/// What was measured, 344 x 6 in the order of [`PENGUIN_MEASUREMENTS`]; NaN where it was not.
///
/// # Errors
/// When the file is missing or damaged.
pub fn measurements() -> Result<Array2<f64>, DatasetError> {
    let birds = penguins()?;
    let mut table = Array2::from_elem((birds.len(), PENGUIN_MEASUREMENTS.len()), f64::NAN);
    for (mut row, bird) in table.rows_mut().into_iter().zip(birds) {
        let measured =
            [bird.bill_length, bird.bill_depth, bird.flipper_length, bird.body_mass, bird.delta_15_n, bird.delta_13_c];
        for (cell, value) in row.iter_mut().zip(measured) {
            *cell = value.unwrap_or(f64::NAN);
        }
    }
    Ok(table)
}

/// Bill length and depth in mm of the 342 birds that have both, 342 x 2, in the file's order, and who they are.
///
/// # Errors
/// When the file is missing or damaged.
pub fn measured_bills() -> Result<(Array2<f64>, Vec<&'static Penguin>), DatasetError> {
    let birds: Vec<&Penguin> =
        penguins()?.iter().filter(|bird| bird.bill_length.is_some() && bird.bill_depth.is_some()).collect();
    let value = |(row, column): (usize, usize)| {
        let bird = birds[row];
        [bird.bill_length, bird.bill_depth][column].unwrap_or(f64::NAN)
    };
    Ok((Array2::from_shape_fn((birds.len(), 2), value), birds))
}
