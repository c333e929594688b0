//! Softmax regression: read a handwritten digit, and say how sure you are.
//!
//! Guide: exercises/06_classification/04_softmax_regression.md
//! Grade: cargo run -- check softmax_regression

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::softmax_regression::{Gradient, SoftmaxModel};
use ndarray::{Array2, ArrayView1, ArrayView2};
use ndarray::Array1;

/// The probabilities that belong to every row of logits: `exp(logit)` divided by the row's sum of exponentials.
///
/// - `logits`: `n_samples` x `n_classes`
///
/// Returns `n_samples` x `n_classes` numbers from 0 to 1; every row sums to 1, also where logits are 1000 or -1000.
pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    let mut probabilities = Array2::<f64>::zeros(logits.dim());
    for i in 0..logits.nrows() {
        let (largest, ln_sum) = log_sum(logits.row(i));
        for k in 0..logits.ncols() {
            probabilities[[i, k]] = ((logits[[i, k]] - largest) - ln_sum).exp();
        }
    }
    probabilities
}

/// The mean over the rows of `-ln(p)`, where `p` is the softmax probability of the row's own label.
///
/// - `logits`: `n_samples` x `n_classes`, at least one row
/// - `labels`: `n_samples` classes, 0 to `n_classes - 1`
///
/// It is a finite number for all finite logits: where they are 0 and 1000 and the label is 0, it is 1000.
pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    let n_samples = labels.len() as f64;
    let mut total = 0.0;
    for i in 0..labels.len() {
        let (largest, ln_sum) = log_sum(logits.row(i));
        let cost = (largest - logits[[i, labels[i]]]) + ln_sum;
        total += cost / n_samples;
    }
    total
}

/// The probability of every class for every row: the softmax of its logits.
///
/// - `model`: the logits of a row are `intercepts + row · coefficients`
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` x `n_classes` numbers.
pub fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    let n_classes = model.intercepts.len();
    let mut logits = Array2::<f64>::zeros((records.nrows(), n_classes));
    for (i, row) in records.rows().into_iter().enumerate() {
        for k in 0..n_classes {
            logits[[i, k]] = model.intercepts[k] + row.dot(&model.coefficients.column(k));
        }
    }
    softmax(logits.view())
}

/// The slopes of the cross-entropy of the model's logits, in the direction of every intercept and coefficient.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `labels`: `n_samples` classes, 0 to `n_classes - 1`; some class may not occur
///
/// Returns `Gradient { intercepts, coefficients }`, in the shapes of the model's own.
pub fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let n_samples = labels.len() as f64;
    let (n_features, n_classes) = model.coefficients.dim();
    let probabilities = predict_probabilities(model, records);
    let mut intercepts = Array1::<f64>::zeros(n_classes);
    let mut coefficients = Array2::<f64>::zeros((n_features, n_classes));
    for i in 0..labels.len() {
        for k in 0..n_classes {
            let wanted = if labels[i] == k { 1.0 } else { 0.0 };
            let error = probabilities[[i, k]] - wanted;
            intercepts[k] += error / n_samples;
            for j in 0..n_features {
                coefficients[[j, k]] += error * records[[i, j]] / n_samples;
            }
        }
    }
    Gradient { intercepts, coefficients }
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
    let mut intercepts = start.intercepts.to_owned();
    let mut coefficients = start.coefficients.to_owned();
    for _ in 0..epochs {
        let model = SoftmaxModel { intercepts: intercepts.clone(), coefficients: coefficients.clone() };
        let slopes = gradient(&model, records, labels);
        intercepts = intercepts - slopes.intercepts * learning_rate;
        coefficients = coefficients - slopes.coefficients * learning_rate;
    }
    SoftmaxModel { intercepts, coefficients }
}

/// The largest logit, and the logarithm of the sum of the exponentials after it is taken out of all.
fn log_sum(row: ArrayView1<f64>) -> (f64, f64) {
    let mut largest = row[0];
    for &logit in row.iter() {
        if logit > largest {
            largest = logit;
        }
    }
    let sum: f64 = row.iter().map(|logit| (logit - largest).exp()).sum();
    (largest, sum.ln())
}

mlings::grade!(softmax_regression { softmax, cross_entropy, predict_probabilities, gradient, fit });
