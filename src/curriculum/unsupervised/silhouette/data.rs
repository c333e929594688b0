//! Customers of the gift shop, as the checks and the plots take them.

use ndarray::Array2;

use mlings_datasets::{self as datasets, DatasetError};

/// Every sixtieth customer who ordered anything: days since the last order, orders, pounds spent.
pub(super) fn every_sixtieth() -> Result<Array2<f64>, DatasetError> {
    let rows: Vec<[f64; 3]> = datasets::customers()?
        .iter()
        .filter_map(|customer| Some([customer.recency_days?, customer.orders?, customer.gross_spend?]))
        .step_by(60)
        .collect();
    Ok(Array2::from(rows))
}

/// Logarithms in deviations from the column's mean, by the definition.
pub(super) fn in_deviations(records: &Array2<f64>) -> Array2<f64> {
    datasets::standardised(&records.mapv(|amount| (1.0 + amount).ln()))
}

/// Customers to begin with: the first two for two segments, and so on.
pub(super) const START: [usize; 5] = [95, 4, 83, 2, 78];
