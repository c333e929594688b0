//! what is wrong: macro F1 weighs each class by its number of rows
use mlings::classification_metrics::MetricsError;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};

pub fn confusion_matrix(
    actual: ArrayView1<usize>,
    predicted: ArrayView1<usize>,
    n_classes: usize,
) -> Result<Array2<usize>, MetricsError> {
    if actual.len() != predicted.len() {
        return Err(MetricsError::DifferentLengths { actual: actual.len(), predicted: predicted.len() });
    }
    if let Some(&class) = actual.iter().chain(&predicted).find(|&&class| class >= n_classes) {
        return Err(MetricsError::UnknownClass(class));
    }
    let mut matrix = Array2::zeros((n_classes, n_classes));
    for (&a, &p) in actual.iter().zip(predicted) {
        matrix[[a, p]] += 1;
    }
    Ok(matrix)
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
    share(confusion.diag().sum(), confusion.sum())
}

pub fn precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    Zip::from(confusion.diag()).and(&confusion.sum_axis(Axis(0))).map_collect(|&hits, &called| share(hits, called))
}

pub fn recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    Zip::from(confusion.diag()).and(&confusion.sum_axis(Axis(1))).map_collect(|&hits, &rows| share(hits, rows))
}

pub fn f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    let both = confusion.sum_axis(Axis(0)) + confusion.sum_axis(Axis(1));
    Zip::from(confusion.diag()).and(&both).map_collect(|&hits, &sum| share(2 * hits, sum))
}

pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
    let rows = confusion.sum_axis(Axis(1));
    let all = rows.sum();
    f1(confusion).iter().zip(&rows).map(|(score, &count)| score * share(count, all)).sum()
}

pub fn micro_f1(confusion: ArrayView2<usize>) -> f64 {
    let hits = confusion.diag().sum();
    let errors = confusion.sum() - hits;
    share(2 * hits, 2 * hits + errors + errors)
}

mlings::grade!(classification_metrics { confusion_matrix, accuracy, precision, recall, f1, macro_f1, micro_f1 });
