//! Other ways to the scores of a classifier.

use mlings::classification_metrics::{Contract, MetricsError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "products of one-hot tables, and precision and recall for everything",
        Contract {
            confusion_matrix: products::confusion_matrix,
            accuracy: products::accuracy,
            precision: products::precision,
            recall: products::recall,
            f1: products::f1,
            macro_f1: products::macro_f1,
            micro_f1: products::accuracy,
        },
    ),
    (
        "one class against the rest, in plain loops",
        Contract {
            confusion_matrix: loops::confusion_matrix,
            accuracy: loops::accuracy,
            precision: |confusion| loops::by_class(confusion, |hits, wrong, _| loops::over(hits, hits + wrong)),
            recall: |confusion| loops::by_class(confusion, |hits, _, missed| loops::over(hits, hits + missed)),
            f1: |confusion| loops::by_class(confusion, loops::f1),
            macro_f1: loops::macro_f1,
            micro_f1: loops::micro_f1,
        },
    ),
];

mod products {
    use super::*;

    fn one_hot(classes: ArrayView1<usize>, n_classes: usize) -> Array2<f64> {
        Array2::from_shape_fn((classes.len(), n_classes), |(row, class)| f64::from(classes[row] == class))
    }

    pub fn confusion_matrix(
        actual: ArrayView1<usize>,
        predicted: ArrayView1<usize>,
        n_classes: usize,
    ) -> Result<Array2<usize>, MetricsError> {
        if let Some(class) = actual.iter().chain(predicted.iter()).find(|class| **class >= n_classes) {
            return Err(MetricsError::UnknownClass(*class));
        }
        if actual.len() != predicted.len() {
            return Err(MetricsError::DifferentLengths { actual: actual.len(), predicted: predicted.len() });
        }
        let counts = one_hot(actual, n_classes).t().dot(&one_hot(predicted, n_classes));
        Ok(counts.mapv(|count| count as usize))
    }

    pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
        confusion.diag().sum() as f64 / confusion.sum().max(1) as f64
    }

    /// The sums of the columns are `ones · confusion`; a sum of 0 goes with 0 hits.
    pub fn precision(confusion: ArrayView2<usize>) -> Array1<f64> {
        let sums = Array1::<usize>::ones(confusion.nrows()).dot(&confusion);
        confusion.diag().mapv(|hits| hits as f64) / sums.mapv(|sum| sum.max(1) as f64)
    }

    pub fn recall(confusion: ArrayView2<usize>) -> Array1<f64> {
        precision(confusion.t())
    }

    pub fn f1(confusion: ArrayView2<usize>) -> Array1<f64> {
        let (precision, recall) = (precision(confusion), recall(confusion));
        let f1 = 2.0 * &precision * &recall / (precision + recall);
        f1.mapv(|score| if score.is_nan() { 0.0 } else { score })
    }

    pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
        f1(confusion).mean().unwrap_or(0.0)
    }
}

mod loops {
    use super::*;

    pub fn confusion_matrix(
        actual: ArrayView1<usize>,
        predicted: ArrayView1<usize>,
        n_classes: usize,
    ) -> Result<Array2<usize>, MetricsError> {
        if actual.len() != predicted.len() {
            return Err(MetricsError::DifferentLengths { actual: actual.len(), predicted: predicted.len() });
        }
        let mut cells = vec![0; n_classes * n_classes];
        for row in 0..actual.len() {
            for class in [actual[row], predicted[row]] {
                if class >= n_classes {
                    return Err(MetricsError::UnknownClass(class));
                }
            }
            cells[actual[row] * n_classes + predicted[row]] += 1;
        }
        Ok(Array2::from_shape_fn((n_classes, n_classes), |(row, column)| cells[row * n_classes + column]))
    }

    /// What `score` makes of the hits, the false positives and the false negatives of every class.
    pub fn by_class(confusion: ArrayView2<usize>, score: fn(usize, usize, usize) -> f64) -> Array1<f64> {
        (0..confusion.nrows())
            .map(|class| {
                let (hits, wrong, missed) = of_class(confusion, class);
                score(hits, wrong, missed)
            })
            .collect()
    }

    fn of_class(confusion: ArrayView2<usize>, class: usize) -> (usize, usize, usize) {
        let (mut wrong, mut missed) = (0, 0);
        for other in (0..confusion.nrows()).filter(|other| *other != class) {
            wrong += confusion[[other, class]];
            missed += confusion[[class, other]];
        }
        (confusion[[class, class]], wrong, missed)
    }

    pub fn over(part: usize, whole: usize) -> f64 {
        if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
    }

    pub fn f1(hits: usize, wrong: usize, missed: usize) -> f64 {
        over(2 * hits, 2 * hits + wrong + missed)
    }

    pub fn accuracy(confusion: ArrayView2<usize>) -> f64 {
        let hits = (0..confusion.nrows()).map(|class| confusion[[class, class]]).sum();
        over(hits, confusion.iter().sum())
    }

    pub fn macro_f1(confusion: ArrayView2<usize>) -> f64 {
        let mut sum = 0.0;
        for class in 0..confusion.nrows() {
            let (hits, wrong, missed) = of_class(confusion, class);
            sum += f1(hits, wrong, missed);
        }
        sum / confusion.nrows() as f64
    }

    pub fn micro_f1(confusion: ArrayView2<usize>) -> f64 {
        let (mut hits, mut wrong, mut missed) = (0, 0, 0);
        for class in 0..confusion.nrows() {
            let of_class = of_class(confusion, class);
            (hits, wrong, missed) = (hits + of_class.0, wrong + of_class.1, missed + of_class.2);
        }
        f1(hits, wrong, missed)
    }
}
