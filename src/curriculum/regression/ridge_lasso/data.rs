//! The wines that checks and plots use.

use ndarray::{Array1, Array2, Axis};

use mlings_datasets::{self as datasets, DatasetError, Labelled};

/// Every tenth wine, by the columns volatile acidity, total sulfur dioxide, pH, sulphates and alcohol, with its
/// quality.
pub(super) fn every_tenth() -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let wines = datasets::wine_quality()?;
    let rows: Vec<usize> = (0..wines.targets.len()).step_by(10).collect();
    Ok((wines.records.select(Axis(0), &rows).select(Axis(1), &COLUMNS), wines.targets.select(Axis(0), &rows)))
}

const COLUMNS: [usize; 5] = [1, 6, 8, 9, 10];

/// What [`every_tenth`] is called.
pub(super) const EVERY_TENTH: &str =
    "every tenth wine, columns volatile acidity, total sulfur dioxide, pH, sulphates, alcohol";

/// Every fourth wine with all its columns.
pub(super) fn every_fourth() -> Result<Labelled, DatasetError> {
    let wines = datasets::wine_quality()?;
    let rows: Vec<usize> = (0..wines.targets.len()).step_by(4).collect();
    Ok(Labelled {
        feature_names: wines.feature_names.clone(),
        records: wines.records.select(Axis(0), &rows),
        targets: wines.targets.select(Axis(0), &rows),
    })
}
