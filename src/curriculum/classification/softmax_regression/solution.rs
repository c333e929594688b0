//! Softmax regression, also multinomial logistic regression, by gradient descent: a logit for every class, and the
//! softmax (Bridle 1990) makes probabilities of them.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

use mlings::softmax_regression::{Gradient, SoftmaxModel};

/// The probabilities that belong to every row of logits: `exp(logit)` divided by the row's sum of exponentials.
///
/// - `logits`: `n_samples` x `n_classes`
///
/// Returns `n_samples` x `n_classes` numbers from 0 to 1; every row sums to 1, also where logits are 1000 or -1000.
pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    let mut probabilities = logits.to_owned();
    for mut row in probabilities.rows_mut() {
        // The largest exponential is then 1: none overflows, and their sum is not 0.
        let largest = largest(row.view());
        row.mapv_inplace(|logit| (logit - largest).exp());
        let sum = row.sum();
        row /= sum;
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
    // -ln(exp(z) / sum of exponentials) = ln(sum of exponentials) - z
    let surprise = |(row, label): (ArrayView1<f64>, &usize)| log_sum_exp(row) - row[*label];
    logits.rows().into_iter().zip(labels).map(surprise).sum::<f64>() / labels.len() as f64
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
    let n_samples = labels.len() as f64;
    // Each probability should be 1 at the row's label and 0 elsewhere.
    let mut errors = predict_probabilities(model, records);
    for (mut row, &label) in errors.rows_mut().into_iter().zip(labels) {
        row[label] -= 1.0;
    }
    Gradient { intercepts: errors.sum_axis(Axis(0)) / n_samples, coefficients: records.t().dot(&errors) / n_samples }
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
    let mut model = start.clone();
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels);
        model.intercepts.scaled_add(-learning_rate, &slopes.intercepts);
        model.coefficients.scaled_add(-learning_rate, &slopes.coefficients);
    }
    model
}

fn largest(logits: ArrayView1<f64>) -> f64 {
    logits.iter().copied().fold(f64::NEG_INFINITY, f64::max)
}

/// The logarithm of a sum of exponentials, with the largest taken out of it.
fn log_sum_exp(logits: ArrayView1<f64>) -> f64 {
    let largest = largest(logits);
    largest + logits.iter().map(|logit| (logit - largest).exp()).sum::<f64>().ln()
}
