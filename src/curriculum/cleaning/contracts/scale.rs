//! Scaling: bring columns of different units to one scale, and back again.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView2};

/// What a column's offset and scale are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The mean, and the standard deviation with the number of rows as the divisor (ddof 0), as scikit-learn's
    /// `StandardScaler`.
    Standard,
    /// The smallest value, and the largest less the smallest, as scikit-learn's `MinMaxScaler`.
    MinMax,
}

/// What [`Contract::fit`] learns: `scaled = (value - offset) / scale`, column by column.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaler {
    /// What is taken away from a column, in the column's unit, `n_features`.
    pub offsets: Array1<f64>,
    /// What a column is then divided by, in the column's unit, `n_features`; 1 for a constant column.
    pub scales: Array1<f64>,
}

/// What [`Contract::scale_split`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Scaled {
    /// What was learned.
    pub scaler: Scaler,
    /// The training rows, scaled.
    pub train: Array2<f64>,
    /// The held-out rows, scaled.
    pub test: Array2<f64>,
}

/// A table without rows has nothing to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a table without rows has no mean and no range")]
pub struct NoRows;

contract! {
    /// What the learner implements. Every number is finite.
    pub struct Contract {
        /// An offset and a scale for every column; a column whose values are all equal has the scale 1.
        fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows>;
        /// The rows less the offsets, divided by the scales.
        fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64>;
        /// The way back: scaled rows in the units of the columns.
        fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64>;
        /// Both parts scaled with what the training rows alone have taught.
        fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows>;
    }
}

travels!(
    enum Method {
        Standard,
        MinMax,
    }
);
travels!(struct Scaler { offsets, scales });
travels!(struct Scaled { scaler, train, test });
travels!(struct NoRows);
