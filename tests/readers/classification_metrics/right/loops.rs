//! right: plain loops, F1 from precision and recall
use mlings::classification_metrics::MetricsError;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn confusion_matrix(
    actual: ArrayView1<usize>,
    predicted: ArrayView1<usize>,
    n_classes: usize,
) -> Result<Array2<usize>, MetricsError> {
    if actual.len() != predicted.len() {
        return Err(MetricsError::DifferentLengths { actual: actual.len(), predicted: predicted.len() });
    }
    let mut matrix = Array2::zeros((n_classes, n_classes));
    for i in 0..actual.len() {
        if predicted[i] >= n_classes {
            return Err(MetricsError::UnknownClass(predicted[i]));
        }
        if actual[i] >= n_classes {
            return Err(MetricsError::UnknownClass(actual[i]));
        }
        matrix[[actual[i], predicted[i]]] += 1;
    }
    Ok(matrix)
}

fn div(a: f64, b: f64) -> f64 {
    if b == 0.0 { 0.0 } else { a / b }
}

pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
    let k = confusion.nrows();
    let (mut hits, mut all) = (0.0, 0.0);
    for a in 0..k {
        for b in 0..k {
            all += confusion[[a, b]] as f64;
            if a == b {
                hits += confusion[[a, b]] as f64;
            }
        }
    }
    div(hits, all)
}

pub fn precision(confusion: ArrayView2<usize>) -> Array1<f64> {
    let k = confusion.nrows();
    let mut scores = Array1::zeros(k);
    for c in 0..k {
        let mut called = 0;
        for a in 0..k {
            called += confusion[[a, c]];
        }
        scores[c] = div(confusion[[c, c]] as f64, called as f64);
    }
    scores
}

pub fn recall(confusion: ArrayView2<usize>) -> Array1<f64> {
    precision(confusion.t())
}

pub fn f1(confusion: ArrayView2<usize>) -> Array1<f64> {
    let (p, r) = (precision(confusion), recall(confusion));
    let mut scores = Array1::zeros(p.len());
    for c in 0..p.len() {
        scores[c] = div(2.0 * p[c] * r[c], p[c] + r[c]);
    }
    scores
}

pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
    let mut sum = 0.0;
    for score in f1(confusion) {
        sum += score;
    }
    sum / confusion.nrows() as f64
}

pub fn micro_f1(confusion: ArrayView2<usize>) -> f64 {
    let k = confusion.nrows();
    let (mut h, mut fp, mut fneg) = (0.0, 0.0, 0.0);
    for c in 0..k {
        h += confusion[[c, c]] as f64;
        for o in 0..k {
            if o != c {
                fp += confusion[[o, c]] as f64;
                fneg += confusion[[c, o]] as f64;
            }
        }
    }
    div(2.0 * h, 2.0 * h + fp + fneg)
}

mlings::grade!(classification_metrics { confusion_matrix, accuracy, precision, recall, f1, macro_f1, micro_f1 });
