//! The mistakes in running code.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::super::solution::{fit, gradient, loss, step};
use super::super::{Contract, Descent, Diverged, Gradient, LinearModel};

/// Gradient descent made of these parts, for as long as the loss is good.
pub(super) fn descend(
    parts: &Contract,
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    is_good: fn(f64) -> bool,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![(parts.loss)(&model, records, targets)];
    for number in 1..=n_steps {
        model = (parts.step)(&model, &(parts.gradient)(&model, records, targets), learning_rate);
        losses.push((parts.loss)(&model, records, targets));
        if !is_good(losses[number]) {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

pub(super) fn scaled(gradient: &Gradient, factor: f64) -> Gradient {
    Gradient { intercept: factor * gradient.intercept, coefficients: factor * &gradient.coefficients }
}

pub(super) fn scaled_apart(gradient: &Gradient, of_intercept: f64, of_coefficients: f64) -> Gradient {
    Gradient { intercept: of_intercept * gradient.intercept, coefficients: of_coefficients * &gradient.coefficients }
}

pub(super) fn scaled_model(model: &LinearModel, of_intercept: f64, of_coefficients: f64) -> LinearModel {
    LinearModel { intercept: of_intercept * model.intercept, coefficients: of_coefficients * &model.coefficients }
}

pub(super) fn each(gradient: &Gradient, of: impl Fn(f64) -> f64) -> Gradient {
    Gradient { intercept: of(gradient.intercept), coefficients: gradient.coefficients.mapv(of) }
}

pub(super) fn without_little(gradient: &Gradient, limit: f64) -> Gradient {
    each(gradient, |slope| if slope.abs() < limit { 0.0 } else { slope })
}

pub(super) fn clamped(gradient: &Gradient, limit: f64) -> Gradient {
    each(gradient, |slope| slope.clamp(-limit, limit))
}

pub(super) fn length(gradient: &Gradient) -> f64 {
    (gradient.intercept.powi(2) + gradient.coefficients.pow2().sum()).sqrt()
}

pub(super) fn no_longer_than(gradient: &Gradient, most: f64) -> Gradient {
    scaled(gradient, (most / length(gradient)).min(1.0))
}

pub(super) fn less_one(targets: ArrayView1<f64>) -> f64 {
    targets.len() as f64 / (targets.len() as f64 - 1.0)
}

pub(super) fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

pub(super) fn short_gradient(gradient: &Gradient) -> Gradient {
    each(gradient, short)
}

pub(super) fn short_model(model: &LinearModel) -> LinearModel {
    LinearModel { intercept: short(model.intercept), coefficients: model.coefficients.mapv(short) }
}

/// The numbers of a table in the order of the memory.
pub(super) fn as_it_lies(records: ArrayView2<f64>) -> Array2<f64> {
    match records.as_slice_memory_order() {
        Some(numbers) => Array2::from_shape_fn(records.dim(), |(row, column)| numbers[row * records.ncols() + column]),
        None => records.to_owned(),
    }
}

pub(super) fn standardised(records: ArrayView2<f64>) -> Array2<f64> {
    (&records - &records.mean_axis(Axis(0)).expect("rows")) / &records.std_axis(Axis(0), 0.0)
}

pub(super) fn multiplied_out(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    let predictions = model.intercept + records.dot(&model.coefficients);
    let product = predictions.dot(&targets);
    (predictions.dot(&predictions) - 2.0 * product + targets.dot(&targets)) / targets.len() as f64
}

/// How much the loss changes between two places around the model, by the distance of the two.
pub(super) fn by_differences(
    model: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    up: f64,
    down: f64,
) -> Gradient {
    let slope = |change: &dyn Fn(&mut LinearModel, f64)| {
        let (mut above, mut below) = (model.clone(), model.clone());
        change(&mut above, up);
        change(&mut below, -down);
        (loss(&above, records, targets) - loss(&below, records, targets)) / (up + down)
    };
    let of_coefficient = |j: usize| slope(&|model: &mut LinearModel, by: f64| model.coefficients[j] += by);
    Gradient {
        intercept: slope(&|model, by| model.intercept += by),
        coefficients: (0..records.ncols()).map(of_coefficient).collect(),
    }
}

pub(super) fn through_the_origin(model: &LinearModel) -> LinearModel {
    LinearModel { intercept: 0.0, ..model.clone() }
}

pub(super) fn mean_absolute(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    let misses = model.intercept + records.dot(&model.coefficients) - targets;
    misses.mapv(f64::abs).sum() / misses.len() as f64
}

/// Descends in a way of its own: `next` makes the model of a step from the one before, the step's number and the losses
/// so far.
fn stepwise(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    n_steps: usize,
    mut next: impl FnMut(LinearModel, usize, &[f64]) -> LinearModel,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(start, records, targets)];
    for number in 1..=n_steps {
        model = next(model, number, &losses);
        losses.push(loss(&model, records, targets));
        if !losses[number].is_finite() {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

pub(super) fn always_the_first_slopes(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let slopes = gradient(start, records, targets);
    stepwise(start, records, targets, n_steps, |model, _, _| step(&model, &slopes, learning_rate))
}

/// Stops where two losses in a row look like this; the rest of the losses is filled up with the last, or left out.
pub(super) fn settles(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    is_settled: impl Fn(f64, f64) -> bool,
    filled_up: bool,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(start, records, targets)];
    for number in 1..=n_steps {
        model = step(&model, &gradient(&model, records, targets), learning_rate);
        losses.push(loss(&model, records, targets));
        if !losses[number].is_finite() {
            return Err(Diverged(number));
        }
        if is_settled(losses[number - 1], losses[number]) {
            break;
        }
    }
    let last = losses[losses.len() - 1];
    if filled_up {
        losses.resize(n_steps + 1, last);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

pub(super) fn stops_before_the_rise(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let stopped = settles(start, records, targets, learning_rate, n_steps, |before, after| after > before, false)?;
    let n_losses = stopped.losses.len();
    let rose = n_losses > 1 && stopped.losses[n_losses - 1] > stopped.losses[n_losses - 2];
    if rose { fit(start, records, targets, learning_rate, n_losses - 2) } else { Ok(stopped) }
}

/// Stops where all slopes are below a limit.
pub(super) fn flat_at(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    limit: f64,
    filled_up: bool,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(start, records, targets)];
    for number in 1..=n_steps {
        let slopes = gradient(&model, records, targets);
        if length(&slopes) < limit {
            break;
        }
        model = step(&model, &slopes, learning_rate);
        losses.push(loss(&model, records, targets));
        if !losses[number].is_finite() {
            return Err(Diverged(number));
        }
    }
    let last = losses[losses.len() - 1];
    if filled_up {
        losses.resize(n_steps + 1, last);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

pub(super) fn finite_models(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    is_good: fn(&LinearModel) -> bool,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(start, records, targets)];
    for number in 1..=n_steps {
        model = step(&model, &gradient(&model, records, targets), learning_rate);
        losses.push(loss(&model, records, targets));
        if !is_good(&model) {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

/// The intercept and all coefficients are moved apart, the second of the two with new slopes.
pub(super) fn in_two_parts(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    intercept_first: bool,
) -> Result<Descent, Diverged> {
    stepwise(start, records, targets, n_steps, |mut model, _, _| {
        for moves_intercept in [intercept_first, !intercept_first] {
            let moved = step(&model, &gradient(&model, records, targets), learning_rate);
            model = if moves_intercept {
                LinearModel { intercept: moved.intercept, ..model }
            } else {
                LinearModel { intercept: model.intercept, ..moved }
            };
        }
        model
    })
}

/// So many rows for a step, and the next ones for the next.
pub(super) fn in_batches(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    size: usize,
) -> Result<Descent, Diverged> {
    stepwise(start, records, targets, n_steps, |model, number, _| {
        let from = (number - 1) % records.nrows().div_ceil(size) * size;
        let rows: Vec<usize> = (from..records.nrows().min(from + size)).collect();
        let slopes = gradient(&model, records.select(Axis(0), &rows).view(), targets.select(Axis(0), &rows).view());
        step(&model, &slopes, learning_rate)
    })
}

pub(super) fn with_momentum(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    kept: f64,
) -> Result<Descent, Diverged> {
    let mut speed = Gradient { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    stepwise(start, records, targets, n_steps, |model, _, _| {
        let slopes = gradient(&model, records, targets);
        speed.intercept = kept * speed.intercept + slopes.intercept;
        speed.coefficients = kept * &speed.coefficients + slopes.coefficients;
        step(&model, &speed, learning_rate)
    })
}

/// Every step has a learning rate of its own, made of its number and of how often the loss has risen before.
pub(super) fn at_rates(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    n_steps: usize,
    rate_of: impl Fn(usize, i32) -> f64,
) -> Result<Descent, Diverged> {
    stepwise(start, records, targets, n_steps, |model, number, losses| {
        let rises = losses.windows(2).filter(|pair| pair[1] > pair[0]).count() as i32;
        step(&model, &gradient(&model, records, targets), rate_of(number, rises))
    })
}

/// A step that makes the loss larger is not made, and the next is half as long.
pub(super) fn takes_back_what_rises(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    mut learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    stepwise(start, records, targets, n_steps, |model, number, losses| {
        let moved = step(&model, &gradient(&model, records, targets), learning_rate);
        if loss(&moved, records, targets) > losses[number - 1] {
            learning_rate /= 2.0;
            return model;
        }
        moved
    })
}

pub(super) fn stops_where_it_is_flat(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    const LITTLE: f64 = 1e-12;
    let descent = fit(start, records, targets, learning_rate, n_steps)?;
    let flat = descent.losses.windows(2).into_iter().position(|pair| (pair[0] - pair[1]).abs() < LITTLE);
    flat.map_or(Ok(descent), |step| fit(start, records, targets, learning_rate, step + 1))
}

pub(super) fn best_on_the_way(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let Descent { losses, .. } = fit(start, records, targets, learning_rate, n_steps)?;
    let best = (0..losses.len()).reduce(|best, step| if losses[step] < losses[best] { step } else { best });
    let Descent { model, .. } = fit(start, records, targets, learning_rate, best.unwrap_or(n_steps))?;
    Ok(Descent { model, losses })
}

pub(super) fn stops_silently(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    match fit(start, records, targets, learning_rate, n_steps) {
        Err(Diverged(step)) => fit(start, records, targets, learning_rate, step - 1),
        finite => finite,
    }
}

pub(super) fn one_after_the_other(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    stepwise(start, records, targets, n_steps, |mut model, _, _| {
        model.intercept -= learning_rate * gradient(&model, records, targets).intercept;
        for column in 0..records.ncols() {
            model.coefficients[column] -= learning_rate * gradient(&model, records, targets).coefficients[column];
        }
        model
    })
}

pub(super) fn refuses_to_rise(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let (mut model, mut before) = (start.clone(), loss(start, records, targets));
    for number in 1..=n_steps {
        model = step(&model, &gradient(&model, records, targets), learning_rate);
        let after = loss(&model, records, targets);
        if !after.is_finite() || after > before + 1e-9 * before {
            return Err(Diverged(number));
        }
        before = after;
    }
    fit(start, records, targets, learning_rate, n_steps)
}
