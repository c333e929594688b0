//! Classification metrics: see which classes are mistaken for which, and score them one by one.
//!
//! Guide: exercises/06_classification/01_classification_metrics.md
//! Grade: cargo run -- check classification_metrics

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::classification_metrics::MetricsError;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

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
    let (rows, columns) = (actual.len(), predicted.len());
    if rows != columns {
        return Err(MetricsError::DifferentLengths { actual: rows, predicted: columns });
    }
    if let Some(&class) = actual.iter().chain(predicted.iter()).find(|&&class| class >= n_classes) {
        return Err(MetricsError::UnknownClass(class));
    }
    let mut matrix = Array2::<usize>::zeros((n_classes, n_classes));
    for i in 0..rows {
        matrix[[actual[i], predicted[i]]] += 1;
    }
    Ok(matrix)
}

/// The share of all rows that were predicted right, from 0 to 1.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Without any row it is 0.
pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
    let n_classes = confusion.nrows();
    let hits: u128 = (0..n_classes).map(|c| hits_of(confusion, c)).sum();
    let all: u128 = (0..n_classes).map(|c| support_of(confusion, c)).sum();
    share(hits, all)
}

/// For every class: of the rows that were predicted as this class, the share that are of it.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 for a class that was never predicted.
pub fn precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    (0..confusion.nrows()).map(|c| share(hits_of(confusion, c), called(confusion, c))).collect()
}

/// For every class: of the rows that are of this class, the share that were predicted as it.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 for a class that no row has.
pub fn recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    (0..confusion.nrows()).map(|c| share(hits_of(confusion, c), support_of(confusion, c))).collect()
}

/// For every class: the harmonic mean of its precision and its recall, `2 · P · R / (P + R)`.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 where precision and recall are both 0.
pub fn f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    (0..confusion.nrows())
        .map(|c| share(2 * hits_of(confusion, c), support_of(confusion, c) + called(confusion, c)))
        .collect()
}

/// The mean of F1 over all classes: every class counts alike, however many rows it has.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// A class that neither occurs nor is predicted counts too, with an F1 of 0.
pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
    f1(confusion).mean().unwrap_or(0.0)
}

/// F1 of all classes pooled: hits, false positives and false negatives are added up over the classes first,
/// then `2 · hits / (2 · hits + false positives + false negatives)` is computed once.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Without any row it is 0.
pub fn micro_f1(confusion: ArrayView2<usize>) -> f64 {
    let mut hits: u128 = 0;
    let mut false_positives: u128 = 0;
    let mut false_negatives: u128 = 0;
    for c in 0..confusion.nrows() {
        hits += hits_of(confusion, c);
        false_positives += called(confusion, c) - hits_of(confusion, c);
        false_negatives += support_of(confusion, c) - hits_of(confusion, c);
    }
    share(2 * hits, 2 * hits + false_positives + false_negatives)
}

/// The rows of class `c` that were called `c`.
fn hits_of(confusion: ArrayView2<usize>, c: usize) -> u128 {
    confusion[[c, c]] as u128
}

/// The rows that are of class `c`.
fn support_of(confusion: ArrayView2<usize>, c: usize) -> u128 {
    confusion.row(c).iter().map(|&count| count as u128).sum()
}

/// The rows that were called `c`.
fn called(confusion: ArrayView2<usize>, c: usize) -> u128 {
    confusion.column(c).iter().map(|&count| count as u128).sum()
}

fn share(part: u128, whole: u128) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}

mlings::grade!(classification_metrics { confusion_matrix, accuracy, precision, recall, f1, macro_f1, micro_f1 });
