//! The references agree with scikit-learn, SciPy, NumPy, pandas and Python's csv on the same files. The figures, and
//! the script that made them, stand in `tests/fixtures/`.

mod classification;
mod cleaning;
mod numbers;
mod recommenders;
mod regression;
mod trees;
mod unsupervised;
mod validation;

use std::path::Path;

use ndarray::{Array1, Array2};
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON")
}

fn vector(value: &Value) -> Array1<f64> {
    let numbers = value.as_array().expect("a list");
    assert!(!numbers.is_empty());
    numbers.iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn number(value: &Value) -> Array1<f64> {
    Array1::from_elem(1, value.as_f64().expect("a number"))
}

fn rows(value: &Value) -> Vec<usize> {
    let numbers = value.as_array().expect("a list").iter();
    numbers.map(|number| number.as_u64().expect("a row number") as usize).collect()
}

fn list(value: &Value, length: usize) -> &[Value] {
    let items = value.as_array().expect("a list");
    assert_eq!(items.len(), length);
    items
}

fn table(value: &Value) -> Array2<f64> {
    let rows: Vec<Array1<f64>> = value.as_array().expect("a list").iter().map(vector).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(row, column)| rows[row][column])
}

/// Relative to the larger of the two.
fn assert_close(got: &Array1<f64>, expected: &Array1<f64>, what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        let scale = got.abs().max(expected.abs());
        assert!((got - expected).abs() <= TOLERANCE * scale, "{what}: {got} instead of {expected}");
    }
}
