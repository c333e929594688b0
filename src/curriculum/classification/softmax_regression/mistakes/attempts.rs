//! The wrong versions themselves.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

use super::super::solution::gradient;
pub(super) use super::super::solution::{cross_entropy, fit, predict_probabilities, softmax};
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

pub(super) fn coefficients_averaged_twice(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
) -> Gradient {
    let Gradient { intercepts, coefficients } = gradient(model, records, labels);
    Gradient { intercepts, coefficients: coefficients / model.intercepts.len() as f64 }
}

pub(super) fn intercepts_averaged_twice(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
) -> Gradient {
    let Gradient { intercepts, coefficients } = gradient(model, records, labels);
    Gradient { intercepts: intercepts / model.intercepts.len() as f64, coefficients }
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

/// The probabilities keep all classes, so the two tables do not fit: the panic is the mistake.
pub(super) fn ones_for_labels_met(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
) -> Gradient {
    let n_classes = 1 + labels.iter().max().copied().unwrap_or(0);
    from_errors(records, predict_probabilities(model, records) - one_hot(labels, n_classes))
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

fn from_0(logits: ArrayView2<f64>) -> Array2<f64> {
    let largest = logits.fold_axis(Axis(1), 0.0, |most: &f64, logit| most.max(*logit));
    (&logits - &largest.insert_axis(Axis(1))).mapv(f64::exp)
}

pub(super) fn largest_from_0(logits: ArrayView2<f64>) -> Array2<f64> {
    divided(from_0(logits), Axis(1))
}

pub(super) fn loss_from_0(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    let sums = from_0(logits).sum_axis(Axis(1));
    let surprise = |(row, label): (usize, &usize)| {
        let largest = logits.row(row).fold(0.0, |most: f64, logit| most.max(*logit));
        largest + sums[row].ln() - logits[[row, *label]]
    };
    labels.iter().enumerate().map(surprise).sum::<f64>() / labels.len() as f64
}

/// The sum is larger by one in the last of so many digits.
pub(super) fn padded<const DIGITS: i32>(logits: ArrayView2<f64>) -> Array2<f64> {
    let exponentials = exponentials(logits);
    let sums = exponentials.sum_axis(Axis(1)).insert_axis(Axis(1)) + 10_f64.powi(-DIGITS);
    exponentials / sums
}

pub(super) fn single_logits(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn((records.nrows(), model.intercepts.len()), |(row, class)| {
        let product = |at: usize| records[[row, at]] as f32 * model.coefficients[[at, class]] as f32;
        f64::from((0..records.ncols()).fold(model.intercepts[class] as f32, |sum, at| sum + product(at)))
    })
}

/// As if every row lay in one piece.
pub(super) fn by_memory(records: ArrayView2<f64>) -> Array2<f64> {
    let numbers = records.as_slice_memory_order().map_or_else(|| records.iter().copied().collect(), <[f64]>::to_vec);
    Array2::from_shape_vec(records.dim(), numbers).unwrap_or_else(|_| records.to_owned())
}

pub(super) fn clipped(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    cross_entropy(logits.mapv(|logit| logit.clamp(-500.0, 500.0)).view(), labels)
}

/// The slopes of the intercepts are means, those of the coefficients are sums.
pub(super) fn half_summed(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let Gradient { intercepts, coefficients } = gradient(model, records, labels);
    Gradient { intercepts, coefficients: coefficients * labels.len() as f64 }
}

pub(super) fn intercepts_summed(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let Gradient { intercepts, coefficients } = gradient(model, records, labels);
    Gradient { intercepts: intercepts * labels.len() as f64, coefficients }
}

/// Whether the intercepts are moved, and whether the coefficients are.
pub(super) fn half_moved(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
    [intercepts, coefficients]: [bool; 2],
) -> SoftmaxModel {
    let mut model = start.clone();
    for _ in 0..epochs {
        let next = fit(&model, records, labels, learning_rate, 1);
        if intercepts {
            model.intercepts = next.intercepts;
        }
        if coefficients {
            model.coefficients = next.coefficients;
        }
    }
    model
}

/// How many rows each class has.
fn rows_of(labels: ArrayView1<usize>, n_classes: usize) -> Vec<usize> {
    (0..n_classes).map(|class| labels.iter().filter(|label| **label == class).count()).collect()
}

fn by_class(slopes: Gradient, factor: impl Fn(usize) -> f64) -> Gradient {
    let Gradient { mut intercepts, mut coefficients } = slopes;
    for (class, slope) in intercepts.iter_mut().enumerate() {
        *slope *= factor(class);
        coefficients.column_mut(class).mapv_inplace(|slope| slope * factor(class));
    }
    Gradient { intercepts, coefficients }
}

pub(super) fn over_rows_of_the_class(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
) -> Gradient {
    let rows = rows_of(labels, model.intercepts.len());
    by_class(gradient(model, records, labels), |class| labels.len() as f64 / rows[class].max(1) as f64)
}

pub(super) fn absent_stay(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let rows = rows_of(labels, model.intercepts.len());
    by_class(gradient(model, records, labels), |class| if rows[class] == 0 { 0.0 } else { 1.0 })
}

pub(super) fn pulled(
    model: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    strength: f64,
) -> Gradient {
    let Gradient { intercepts, coefficients } = gradient(model, records, labels);
    Gradient { intercepts, coefficients: coefficients + strength * &model.coefficients }
}

/// What share of the start's intercepts is kept, and what share of its coefficients.
pub(super) fn from_half(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
    [intercepts, coefficients]: [f64; 2],
) -> SoftmaxModel {
    let half =
        SoftmaxModel { intercepts: &start.intercepts * intercepts, coefficients: &start.coefficients * coefficients };
    fit(&half, records, labels, learning_rate, epochs)
}

pub(super) fn stopping(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
    flat: f64,
) -> SoftmaxModel {
    let mut model = start.clone();
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels);
        if slopes.intercepts.iter().chain(&slopes.coefficients).all(|slope| slope.abs() < flat) {
            break;
        }
        model = fit(&model, records, labels, learning_rate, 1);
    }
    model
}

/// Ends with the first step that hardly changes the loss.
pub(super) fn settling(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let loss = |model: &SoftmaxModel| cross_entropy(logits(model, records).view(), labels);
    let mut model = start.clone();
    for _ in 0..epochs {
        let next = fit(&model, records, labels, learning_rate, 1);
        let fallen = loss(&model) - loss(&next);
        model = next;
        if fallen.abs() < 1e-6 {
            break;
        }
    }
    model
}

pub(super) fn row_by_row_in_small_steps(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    row_by_row(start, records, labels, learning_rate / labels.len() as f64, epochs)
}

pub(super) fn coefficients_first(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let mut model = start.clone();
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels).coefficients;
        model.coefficients.scaled_add(-learning_rate, &slopes);
        let slopes = gradient(&model, records, labels).intercepts;
        model.intercepts.scaled_add(-learning_rate, &slopes);
    }
    model
}
