//! what is wrong: gradient takes the number of classes from the largest label, so it fails where the last class has no row.
//!
//! Softmax regression: read a handwritten digit, and say how sure you are.
//!
//! Guide: exercises/06_classification/04_softmax_regression.md
//! Grade: cargo run -- check softmax_regression

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::softmax_regression::{Gradient, SoftmaxModel};
use ndarray::{Array2, ArrayView1, ArrayView2};
use ndarray::Axis;

/// The probabilities that belong to every row of logits: `exp(logit)` divided by the row's sum of exponentials.
///
/// - `logits`: `n_samples` x `n_classes`
///
/// Returns `n_samples` x `n_classes` numbers from 0 to 1; every row sums to 1, also where logits are 1000 or -1000.
pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    let mut table = logits.to_owned();
    for mut row in table.rows_mut() {
        let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        row.mapv_inplace(|logit| (logit - largest).exp());
        let sum = row.sum();
        row.mapv_inplace(|power| power / sum);
    }
    table
}

/// The mean over the rows of `-ln(p)`, where `p` is the softmax probability of the row's own label.
///
/// - `logits`: `n_samples` x `n_classes`, at least one row
/// - `labels`: `n_samples` classes, 0 to `n_classes - 1`
///
/// It is a finite number for all finite logits: where they are 0 and 1000 and the label is 0, it is 1000.
pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    let n_samples = logits.nrows() as f64;
    let mut mean = 0.0;
    for (row, &label) in logits.rows().into_iter().zip(labels.iter()) {
        let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let sum: f64 = row.iter().map(|logit| (logit - largest).exp()).sum();
        mean += ((largest - row[label]) + sum.ln()) / n_samples;
    }
    mean
}

/// The probability of every class for every row: the softmax of its logits.
///
/// - `model`: the logits of a row are `intercepts + row · coefficients`
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` x `n_classes` numbers.
pub fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    let logits = records.dot(&model.coefficients) + &model.intercepts;
    softmax(logits.view())
}

/// The slopes of the cross-entropy of the model's logits, in the direction of every intercept and coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `labels`: `n_samples` classes, 0 to `n_classes - 1`; some class may not occur
///
/// Returns `Gradient { intercepts, coefficients }`, in the shapes of the model's own.
pub fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let n_samples = records.nrows() as f64;
    let n_classes = labels.iter().max().map_or(0, |&largest| largest + 1);
    let mut wanted = Array2::<f64>::zeros((labels.len(), n_classes));
    for (row, &label) in labels.iter().enumerate() {
        wanted[[row, label]] = 1.0;
    }
    let errors = predict_probabilities(model, records) - &wanted;
    Gradient {
        intercepts: errors.sum_axis(Axis(0)) / n_samples,
        coefficients: records.t().dot(&errors) / n_samples,
    }
}

/// Gradient descent: in every epoch the model moves by `learning_rate` times the slopes over all rows, downhill.
///
/// - `start`: where to begin
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `labels`: `n_samples` classes, 0 to `n_classes - 1`
/// - `epochs`: how many steps; with 0 the answer is `start`
///
/// Returns the model after the last step.
pub fn fit(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let mut model =
        SoftmaxModel { intercepts: start.intercepts.clone(), coefficients: start.coefficients.clone() };
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels);
        model.intercepts.scaled_add(-learning_rate, &slopes.intercepts);
        model.coefficients.scaled_add(-learning_rate, &slopes.coefficients);
    }
    model
}

mlings::grade!(softmax_regression { softmax, cross_entropy, predict_probabilities, gradient, fit });
