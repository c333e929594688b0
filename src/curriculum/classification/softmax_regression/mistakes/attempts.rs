//! The wrong versions themselves.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

use super::super::solution::{cross_entropy, fit, gradient, predict_probabilities, softmax};
use super::super::{Gradient, SoftmaxModel};

type Slopes = fn(&SoftmaxModel, ArrayView2<f64>, ArrayView1<usize>) -> Gradient;

pub(super) fn logits(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    records.dot(&model.coefficients) + &model.intercepts
}

pub(super) fn descend(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
    gradient: Slopes,
) -> SoftmaxModel {
    let mut model = start.clone();
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels);
        model.intercepts.scaled_add(-learning_rate, &slopes.intercepts);
        model.coefficients.scaled_add(-learning_rate, &slopes.coefficients);
    }
    model
}

/// 1 at every row's label, 0 elsewhere.
fn one_hot(labels: ArrayView1<usize>, n_classes: usize) -> Array2<f64> {
    Array2::from_shape_fn((labels.len(), n_classes), |(row, class)| f64::from(u8::from(labels[row] == class)))
}

/// The gradient, made of these probabilities.
pub(super) fn sloping(records: ArrayView2<f64>, labels: ArrayView1<usize>, probabilities: Array2<f64>) -> Gradient {
    let truth = one_hot(labels, probabilities.ncols());
    from_errors(records, probabilities - truth)
}

fn from_errors(records: ArrayView2<f64>, errors: Array2<f64>) -> Gradient {
    let n_samples = errors.nrows() as f64;
    Gradient { intercepts: errors.sum_axis(Axis(0)) / n_samples, coefficients: records.t().dot(&errors) / n_samples }
}

fn divided(exponentials: Array2<f64>, axis: Axis) -> Array2<f64> {
    let sums = exponentials.sum_axis(axis).insert_axis(axis);
    exponentials / sums
}

pub(super) fn as_they_are(logits: ArrayView2<f64>) -> Array2<f64> {
    divided(logits.mapv(f64::exp), Axis(1))
}

pub(super) fn largest_of_all(logits: ArrayView2<f64>) -> Array2<f64> {
    let largest = logits.fold(f64::NEG_INFINITY, |most, logit| most.max(*logit));
    divided(logits.mapv(|logit| (logit - largest).exp()), Axis(1))
}

/// The exponentials with the largest of each row taken out: what is right before the division.
fn exponentials(logits: ArrayView2<f64>) -> Array2<f64> {
    let largest = logits.fold_axis(Axis(1), f64::NEG_INFINITY, |most, logit| most.max(*logit));
    (&logits - &largest.insert_axis(Axis(1))).mapv(f64::exp)
}

pub(super) fn by_columns(logits: ArrayView2<f64>) -> Array2<f64> {
    divided(exponentials(logits), Axis(0))
}

pub(super) fn by_the_whole(logits: ArrayView2<f64>) -> Array2<f64> {
    let exponentials = exponentials(logits);
    let sum = exponentials.sum();
    exponentials / sum
}

pub(super) fn sigmoids(logits: ArrayView2<f64>) -> Array2<f64> {
    logits.mapv(|logit| 1.0 / (1.0 + (-logit).exp()))
}

/// The mean of a cost for every row of probabilities and its label.
fn mean_cost(logits: ArrayView2<f64>, labels: ArrayView1<usize>, cost: impl Fn(ArrayView1<f64>, usize) -> f64) -> f64 {
    let probabilities = softmax(logits);
    let costs = probabilities.rows().into_iter().zip(labels).map(|(row, label)| cost(row, *label));
    costs.sum::<f64>() / labels.len() as f64
}

pub(super) fn log_of_zero(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    mean_cost(logits, labels, |row, label| -row[label].ln())
}

pub(super) fn cut_off(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    mean_cost(logits, labels, |row, label| -row[label].max(1e-15).ln())
}

pub(super) fn of_the_likeliest(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    mean_cost(logits, labels, |row, _| -row.fold(0.0_f64, |most, p| most.max(*p)).ln())
}

pub(super) fn with_the_others(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    let others = |row: ArrayView1<f64>, label: usize| {
        row.iter().enumerate().filter(|(class, _)| *class != label).map(|(_, p)| -(1.0 - p).ln()).sum::<f64>()
    };
    cross_entropy(logits, labels) + mean_cost(logits, labels, others)
}

pub(super) fn summed(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    cross_entropy(logits, labels) * labels.len() as f64
}

pub(super) fn averaged_twice(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    cross_entropy(logits, labels) / logits.ncols() as f64
}

fn times(Gradient { intercepts, coefficients }: Gradient, factor: f64) -> Gradient {
    Gradient { intercepts: intercepts * factor, coefficients: coefficients * factor }
}

pub(super) fn averaged_twice_gradient(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
) -> Gradient {
    times(gradient(model, records, labels), 1.0 / model.intercepts.len() as f64)
}

pub(super) fn summed_gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    times(gradient(model, records, labels), labels.len() as f64)
}

pub(super) fn uphill(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    times(gradient(model, records, labels), -1.0)
}

pub(super) fn without_intercepts(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    softmax(records.dot(&model.coefficients).view())
}

pub(super) fn without_labels(model: &SoftmaxModel, records: ArrayView2<f64>, _: ArrayView1<usize>) -> Gradient {
    from_errors(records, predict_probabilities(model, records))
}

pub(super) fn own_class_only(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let probabilities = predict_probabilities(model, records);
    let truth = one_hot(labels, probabilities.ncols());
    from_errors(records, (probabilities - &truth) * &truth)
}

/// As many columns of ones as the labels show classes: slopes of fewer classes than the model has.
pub(super) fn classes_from_labels(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
) -> Gradient {
    let n_classes = 1 + labels.iter().max().copied().unwrap_or(0);
    let known: Vec<usize> = (0..n_classes).collect();
    sloping(records, labels, predict_probabilities(model, records).select(Axis(1), &known))
}

pub(super) fn from_zeros(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let zeros = SoftmaxModel { intercepts: &start.intercepts * 0.0, coefficients: &start.coefficients * 0.0 };
    fit(&zeros, records, labels, learning_rate, epochs)
}

pub(super) fn row_by_row(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let rows = || records.axis_chunks_iter(Axis(0), 1).zip(labels.axis_chunks_iter(Axis(0), 1));
    (0..epochs)
        .flat_map(|_| rows())
        .fold(start.clone(), |model, (row, label)| fit(&model, row, label, learning_rate, 1))
}

pub(super) fn one_after_the_other(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let mut model = start.clone();
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels).intercepts;
        model.intercepts.scaled_add(-learning_rate, &slopes);
        let slopes = gradient(&model, records, labels).coefficients;
        model.coefficients.scaled_add(-learning_rate, &slopes);
    }
    model
}
