//! The confusion matrix counts every row once, by what it is and what it was taken for. All scores are
//! sums of its cells: the diagonal over a row, over a column, over both.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use mlings::classification_metrics::MetricsError;

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
    let mut counts = Array2::zeros((n_classes, n_classes));
    for (&actual, &predicted) in actual.iter().zip(predicted) {
        let cell = counts.get_mut([actual, predicted]);
        *cell.ok_or(MetricsError::UnknownClass(actual.max(predicted)))? += 1;
    }
    Ok(counts)
}

/// The share of all rows that were predicted right, from 0 to 1.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Without any row it is 0.
pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
    share(confusion.diag().sum(), confusion.sum())
}

/// For every class: of the rows that were predicted as this class, the share that are of it.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 for a class that was never predicted.
pub fn precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    let predicted = confusion.sum_axis(Axis(0));
    confusion.diag().iter().zip(&predicted).map(|(hits, all)| share(*hits, *all)).collect()
}

/// For every class: of the rows that are of this class, the share that were predicted as it.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 for a class that no row has.
pub fn recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    let actual = confusion.sum_axis(Axis(1));
    confusion.diag().iter().zip(&actual).map(|(hits, all)| share(*hits, *all)).collect()
}

/// For every class: the harmonic mean of its precision and its recall, `2 · P · R / (P + R)`.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Returns `n_classes` numbers from 0 to 1; 0 where precision and recall are both 0.
pub fn f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    // With P = hits / predicted and R = hits / actual this is 2 P R / (P + R), and hits cancel out.
    let actual_and_predicted = confusion.sum_axis(Axis(1)) + confusion.sum_axis(Axis(0));
    confusion.diag().iter().zip(&actual_and_predicted).map(|(hits, both)| share(2 * hits, *both)).collect()
}

/// The mean of F1 over all classes: every class counts alike, however many rows it has.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// A class that neither occurs nor is predicted counts too, with an F1 of 0.
pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
    f1(confusion).sum() / confusion.nrows() as f64
}

/// F1 of all classes pooled: hits, false positives and false negatives are added up over the classes first,
/// then `2 · hits / (2 · hits + false positives + false negatives)` is computed once.
///
/// - `confusion`: `n_classes` x `n_classes` counts, a row for every actual class, a column for every predicted one
///
/// Without any row it is 0.
pub fn micro_f1(confusion: ArrayView2<usize>) -> f64 {
    let hits = confusion.diag().sum();
    // A row in the wrong cell is a false positive of one class and a false negative of another.
    let false_positives = confusion.sum() - hits;
    let false_negatives = confusion.sum() - hits;
    share(2 * hits, 2 * hits + false_positives + false_negatives)
}

/// 0 of 0 is 0.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
