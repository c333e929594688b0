//! What came is compared with what is expected, and the input is said.

use ndarray::{Array1, Array2, array};

use crate::best_split::{Contract, Criterion, Cut, Split};
use mlings_grading::compare::{close, equal, shown};
use mlings_grading::{Given, Outcome};

/// Gains of small tables, whatever the order of the sums.
const ROUNDED: f64 = 1e-9;

pub(super) fn is_cut(
    trees: &Contract,
    values: &Array1<f64>,
    classes: &Array1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
    expected: Option<Cut>,
) -> Outcome {
    let cut = (trees.best_threshold)(values.view(), classes.view(), criterion, min_samples_leaf);
    let numbers = |cut: Cut| array![cut.threshold, cut.gain];
    some_or_none("threshold, gain", cut.map(numbers), expected.map(numbers)).given(format!(
        "values {}, classes {classes}, {criterion:?}, min_samples_leaf {min_samples_leaf}",
        all_digits(values)
    ))
}

pub(super) fn is_split(
    trees: &Contract,
    records: &Array2<f64>,
    classes: &Array1<usize>,
    criterion: Criterion,
    min_samples_leaf: usize,
    expected: Option<Split>,
) -> Outcome {
    let split = (trees.best_split)(records.view(), classes.view(), criterion, min_samples_leaf);
    let numbers = |split: Split| array![split.feature as f64, split.threshold, split.gain];
    some_or_none("feature, threshold, gain", split.map(numbers), expected.map(numbers)).given(format!(
        "records {}, classes {classes}, {criterion:?}, min_samples_leaf {min_samples_leaf}",
        written(records)
    ))
}

fn some_or_none(what: &str, got: Option<Array1<f64>>, expected: Option<Array1<f64>>) -> Outcome {
    match (got, expected) {
        (Some(got), Some(expected)) => close(what, &got, &expected, ROUNDED),
        (got, expected) => {
            let in_words = |answer: Option<Array1<f64>>| answer.map(|numbers| numbers.to_vec());
            equal(what, &in_words(got), &in_words(expected))
        }
    }
}

/// Whole tables, however large: what a learner cannot rebuild must be there to paste.
fn written(records: &Array2<f64>) -> String {
    let rows: Vec<String> = records.rows().into_iter().map(|row| shown(&row)).collect();
    format!("[{}]", rows.join(", "))
}

pub(super) fn asked(values: &Array1<f64>, classes: &Array1<usize>, threshold: f64, criterion: Criterion) -> String {
    format!("values {}, classes {classes}, threshold {threshold:?}, {criterion:?}", all_digits(values))
}

/// Two values may differ in their last digit alone.
pub(super) fn all_digits(values: &Array1<f64>) -> String {
    format!("{:?}", values.to_vec())
}
