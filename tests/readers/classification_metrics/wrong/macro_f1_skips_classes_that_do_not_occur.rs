//! what is wrong: macro F1 is the mean over the classes that occur or were predicted only.
//!
//! Classification metrics: see which classes are mistaken for which, and score them one by one.
//!
//! Guide: exercises/06_classification/01_classification_metrics.md
//! Grade: cargo run -- check classification_metrics

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::classification_metrics::MetricsError;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};
use ndarray::Axis;

/// Counts how often each actual class was predicted as each class.
///
/// - `actual`: `n_samples` classes, each from 0 to `n_classes - 1`
/// - `predicted`: `n_samples` classes, one for every row of `actual`
/// - `n_classes`: how many classes there are, at least one
///
/// Returns `n_classes` x `n_classes` counts: a row for every actual class, a column for every predicted one. A
/// class that does not occur has its row and its column too.
///
/// # Errors
/// - `MetricsError::DifferentLengths` where `actual` and `predicted` are not equally long
/// - `MetricsError::UnknownClass` with a class that is not below `n_classes`, wherever it stands
pub fn confusion_matrix(
    actual: ArrayView1<usize>,
    predicted: ArrayView1<usize>,
    n_classes: usize,
) -> Result<Array2<usize>, MetricsError> {
    if actual.len() != predicted.len() {
        return Err(MetricsError::DifferentLengths { actual: actual.len(), predicted: predicted.len() });
    }
    let mut matrix = Array2::<usize>::zeros((n_classes, n_classes));
    for (&row, &column) in actual.iter().zip(predicted.iter()) {
        let unknown = if row >= n_classes { row } else { column };
        *matrix.get_mut([row, column]).ok_or(MetricsError::UnknownClass(unknown))? += 1;
    }
    Ok(matrix)
}

/// The share of all rows that were predicted right, from 0 to 1.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Without any row it is 0.
pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
    let counts = floats(confusion);
    share(counts.diag().sum(), counts.sum())
}

/// For every class: of the rows that were predicted as this class, the share that are of it.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 for a class that was never predicted.
pub fn precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    let counts = floats(confusion);
    shares(&counts.diag().to_owned(), &counts.sum_axis(Axis(0)))
}

/// For every class: of the rows that are of this class, the share that were predicted as it.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 for a class that no row has.
pub fn recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    let counts = floats(confusion);
    shares(&counts.diag().to_owned(), &counts.sum_axis(Axis(1)))
}

/// For every class: the harmonic mean of its precision and its recall, `2 · P · R / (P + R)`.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 where precision and recall are both 0.
pub fn f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    let counts = floats(confusion);
    let both = counts.sum_axis(Axis(0)) + counts.sum_axis(Axis(1));
    shares(&(&counts.diag() * 2.0), &both)
}

/// The mean of F1 over all classes: every class counts alike, however many rows it has.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// A class that neither occurs nor is predicted counts too, with an F1 of 0.
pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
    let present = (0..confusion.nrows())
        .filter(|&c| confusion.row(c).iter().any(|&n| n > 0) || confusion.column(c).iter().any(|&n| n > 0))
        .count();
    share(f1(confusion).sum(), present as f64)
}

/// F1 of all classes pooled: hits, false positives and false negatives are added up over the classes first,
/// then `2 · hits / (2 · hits + false positives + false negatives)` is computed once.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Without any row it is 0.
pub fn micro_f1(confusion: ArrayView2<usize>) -> f64 {
    let counts = floats(confusion);
    let hits = counts.diag().sum();
    let errors = counts.sum() - hits;
    share(2.0 * hits, 2.0 * hits + errors + errors)
}

/// Counts as floats: their sums never overflow.
fn floats(confusion: ArrayView2<usize>) -> Array2<f64> {
    confusion.mapv(|count| count as f64)
}

/// `part / whole`, and 0 of nothing is 0.
fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

fn shares(parts: &Array1<f64>, wholes: &Array1<f64>) -> Array1<f64> {
    parts.iter().zip(wholes.iter()).map(|(&part, &whole)| share(part, whole)).collect()
}

mlings::grade!(classification_metrics { confusion_matrix, accuracy, precision, recall, f1, macro_f1, micro_f1 });
