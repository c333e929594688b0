//! Files of numbers alone, whose last column is the target.

use std::num::ParseFloatError;
use std::sync::OnceLock;

use csv::StringRecord;
use ndarray::{Array1, Array2};

use super::row::{BadField, NOT_FINITE};
use mlings_data::folder;

use super::table::{DatasetError, for_each_row, require_rows};

/// A table of numbers and what is to be predicted from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The names of the columns of `records`, as the file has them.
    pub feature_names: Vec<String>,
    /// The features, `n_samples` x `n_features`.
    pub records: Array2<f64>,
    /// The last column of the file, `n_samples`.
    pub targets: Array1<f64>,
}

type Cache = OnceLock<Result<Labelled, DatasetError>>;

/// 1599 red wines: 11 chemical measurements, and the quality from 0 to 10 that tasters gave.
///
/// # Errors
/// When the file is missing or damaged.
pub fn wine_quality() -> Result<&'static Labelled, DatasetError> {
    static WINES: Cache = OnceLock::new();
    labelled(&WINES, "wine_quality_red.csv", 1599)
}

/// 150 irises: four lengths in cm, and the species 0, 1 or 2. Sorted by species.
///
/// # Errors
/// When the file is missing or damaged.
pub fn iris() -> Result<&'static Labelled, DatasetError> {
    static FLOWERS: Cache = OnceLock::new();
    labelled(&FLOWERS, "iris.csv", 150)
}

/// 569 breast masses: 30 measurements of cell nuclei, and 1 for benign, 0 for malignant.
///
/// # Errors
/// When the file is missing or damaged.
pub fn breast_cancer() -> Result<&'static Labelled, DatasetError> {
    static MASSES: Cache = OnceLock::new();
    labelled(&MASSES, "breast_cancer.csv", 569)
}

/// 1797 handwritten digits: 64 pixels from 0 to 16, row by row, and the digit from 0 to 9.
///
/// # Errors
/// When the file is missing or damaged.
pub fn digits() -> Result<&'static Labelled, DatasetError> {
    static DIGITS: Cache = OnceLock::new();
    labelled(&DIGITS, "digits.csv", 1797)
}

/// 7272 card payments: the second since the start, 28 anonymous features, the amount; 1 for fraud, 0 for none.
///
/// # Errors
/// When the file is missing or damaged.
pub fn card_payments() -> Result<&'static Labelled, DatasetError> {
    static PAYMENTS: Cache = OnceLock::new();
    labelled(&PAYMENTS, "creditcard_fraud_sample.csv", 7272)
}

fn labelled(cache: &'static Cache, file: &str, n_samples: usize) -> Result<&'static Labelled, DatasetError> {
    cache.get_or_init(|| read_labelled(file, n_samples)).as_ref().map_err(Clone::clone)
}

fn read_labelled(file: &str, n_samples: usize) -> Result<Labelled, DatasetError> {
    let path = folder().join(file);
    let (mut features, mut targets) = (Vec::new(), Vec::new());
    let header = for_each_row(&path, |header, record| {
        let target = header.len() - 1;
        for column in 0..target {
            features.push(number(header, record, column)?);
        }
        targets.push(number(header, record, target)?);
        Ok(())
    })?;
    require_rows(&path, targets.len(), n_samples)?;
    let mut feature_names: Vec<String> = header.iter().map(str::to_owned).collect();
    feature_names.pop();
    let records = Array2::from_shape_vec((targets.len(), feature_names.len()), features);
    let records = records.map_err(|error| DatasetError::Unreadable { path, reason: error.to_string() })?;
    Ok(Labelled { feature_names, records, targets: Array1::from(targets) })
}

fn number(header: &StringRecord, record: &StringRecord, column: usize) -> Result<f64, BadField> {
    let bad = |reason: String| BadField { column: Some(header[column].to_owned()), reason };
    let number: f64 = record[column].parse().map_err(|error: ParseFloatError| bad(error.to_string()))?;
    if number.is_finite() { Ok(number) } else { Err(bad(NOT_FINITE.to_owned())) }
}
