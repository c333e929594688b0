//! The wrong versions, as running code.

use ndarray::ArrayView1;

use crate::moments::solution::{mean, merge, running_variance};
use crate::moments::{Running, TooFewValues};

type Mean = Result<f64, TooFewValues>;
type Variance = Result<f64, TooFewValues>;

/// The right state of values at hand: only what is then made of it is wrong.
pub(super) fn state(values: ArrayView1<f64>) -> Running {
    state_around(values, mean(values).unwrap_or(0.0))
}

fn state_around(values: ArrayView1<f64>, mean: f64) -> Running {
    let squared_deviations = values.fold(0.0, |sum, value| sum + (value - mean).powi(2));
    Running { count: values.len(), mean, squared_deviations }
}

pub(super) fn around(mean: fn(ArrayView1<f64>) -> Mean, values: ArrayView1<f64>, ddof: usize) -> Variance {
    running_variance(&state_around(values, mean(values)?), ddof)
}

pub(super) fn halving_mean(values: ArrayView1<f64>) -> Mean {
    values.iter().copied().reduce(|mean, value| (mean + value) / 2.0).ok_or(TooFewValues)
}

pub(super) fn halving_push(running: &mut Running, value: f64) {
    let from_old_mean = value - running.mean;
    running.mean = if running.count == 0 { value } else { (running.mean + value) / 2.0 };
    running.count += 1;
    running.squared_deviations += from_old_mean * (value - running.mean);
}

pub(super) fn mean_of_whole_numbers(values: ArrayView1<f64>) -> Mean {
    mean(values.mapv(f64::trunc).view())
}

pub(super) fn whole_mean(values: ArrayView1<f64>) -> Mean {
    Ok(mean(values)?.trunc())
}

pub(super) fn around_whole_mean(values: ArrayView1<f64>, ddof: usize) -> Variance {
    around(whole_mean, values, ddof)
}

fn narrow(value: f64) -> f64 {
    f64::from(value as f32)
}

pub(super) fn mean_in_f32(values: ArrayView1<f64>) -> Mean {
    mean(values)?;
    let sum: f32 = values.iter().map(|value| *value as f32).sum();
    Ok(f64::from(sum / values.len() as f32))
}

pub(super) fn narrow_mean(values: ArrayView1<f64>) -> Mean {
    mean(values).map(narrow)
}

pub(super) fn deviations_in_f32(values: ArrayView1<f64>, ddof: usize) -> Variance {
    let mean = mean(values)? as f32;
    let squared = |value: &f64| (*value as f32 - mean).powi(2);
    let squared_deviations = f64::from(values.iter().map(squared).sum::<f32>());
    running_variance(&Running { count: values.len(), mean: 0.0, squared_deviations }, ddof)
}

pub(super) fn push_in_f32(running: &mut Running, value: f64) {
    let from_old_mean = value as f32 - running.mean as f32;
    running.count += 1;
    running.mean = f64::from(running.mean as f32 + from_old_mean / running.count as f32);
    let from_new_mean = value as f32 - running.mean as f32;
    running.squared_deviations += f64::from(from_old_mean * from_new_mean);
}

pub(super) fn push_narrow_distance(running: &mut Running, value: f64) {
    let from_old_mean = f64::from(value as f32 - running.mean as f32);
    running.count += 1;
    running.mean += from_old_mean / running.count as f64;
    running.squared_deviations += from_old_mean * f64::from(value as f32 - running.mean as f32);
}

pub(super) fn merge_in_f32(left: &Running, right: &Running) -> Running {
    let [left, right] = [left, right].map(|part| Running { mean: narrow(part.mean), ..*part });
    let merged = merge(&left, &right);
    Running { mean: narrow(merged.mean), squared_deviations: narrow(merged.squared_deviations), ..merged }
}

pub(super) fn merge_narrow_distance(left: &Running, right: &Running) -> Running {
    let apart = f64::from(right.mean as f32 - left.mean as f32);
    let (a, b) = (left.count as f64, right.count as f64);
    if a + b == 0.0 {
        return Running::default();
    }
    let squared_deviations = left.squared_deviations + right.squared_deviations + apart * apart * a * b / (a + b);
    Running { count: left.count + right.count, mean: left.mean + apart * b / (a + b), squared_deviations }
}

pub(super) fn side_by_side(values: ArrayView1<f64>) -> ArrayView1<f64> {
    ArrayView1::from(values.to_slice().unwrap())
}

pub(super) fn expected_side_by_side(values: ArrayView1<f64>) -> ArrayView1<f64> {
    ArrayView1::from(values.to_slice().expect("contiguous"))
}

pub(super) fn or_nothing(values: ArrayView1<f64>) -> ArrayView1<f64> {
    ArrayView1::from(values.to_slice().unwrap_or_default())
}

pub(super) fn by_n(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof)?;
    running_variance(running, 0)
}

pub(super) fn by_n_unasked(running: &Running, _: usize) -> Variance {
    running_variance(running, 0)
}

pub(super) fn by_n_less_one(running: &Running, _: usize) -> Variance {
    running_variance(running, 1)
}

pub(super) fn by_n_less_one_unasked(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof)?;
    Ok(running.squared_deviations / (running.count as f64 - 1.0))
}

pub(super) fn swapped(running: &Running, ddof: usize) -> Variance {
    running_variance(running, if ddof == 0 { 1 } else { 0 })
}

pub(super) fn switched(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof)?;
    running_variance(running, ddof.min(1))
}

pub(super) fn switched_before_asking(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof.min(1))
}

pub(super) fn added(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof)?;
    Ok(running.squared_deviations / (running.count + ddof) as f64)
}

pub(super) fn rooted(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof).map(f64::sqrt)
}

pub(super) fn undivided(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof)?;
    Ok(running.squared_deviations)
}

pub(super) fn of_distances(values: ArrayView1<f64>, ddof: usize, what: fn(f64) -> f64) -> Variance {
    let mean = mean(values)?;
    let squared_deviations = values.fold(0.0, |sum, value| sum + what(value - mean));
    running_variance(&Running { count: values.len(), mean, squared_deviations }, ddof)
}

pub(super) fn unasked_mean(values: ArrayView1<f64>) -> Mean {
    Ok(values.sum() / values.len() as f64)
}

pub(super) fn unasked(running: &Running, ddof: usize) -> Variance {
    Ok(running.squared_deviations / (running.count as f64 - ddof as f64))
}

pub(super) fn zero_of_too_few(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof).or(Ok(0.0))
}

pub(super) fn subtracts_first(running: &Running, ddof: usize) -> Variance {
    let degrees_of_freedom = running.count - ddof;
    if degrees_of_freedom == 0 {
        return Err(TooFewValues);
    }
    Ok(running.squared_deviations / degrees_of_freedom as f64)
}

pub(super) fn equal_goes_through(running: &Running, ddof: usize) -> Variance {
    if running.count < ddof {
        return Err(TooFewValues);
    }
    Ok(running.squared_deviations / (running.count - ddof) as f64)
}

pub(super) fn single_is_zero(running: &Running, ddof: usize) -> Variance {
    if running.count == 1 { Ok(0.0) } else { running_variance(running, ddof) }
}

pub(super) fn single_is_refused(running: &Running, ddof: usize) -> Variance {
    if running.count < 2 { Err(TooFewValues) } else { running_variance(running, ddof) }
}

const TINY: f64 = 1e-12;

pub(super) fn tiny_is_zero(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof).map(|variance| if variance < TINY { 0.0 } else { variance })
}

pub(super) fn small_step_is_none(running: &mut Running, value: f64) {
    let from_old_mean = value - running.mean;
    running.count += 1;
    if from_old_mean.abs() > TINY {
        running.mean += from_old_mean / running.count as f64;
        running.squared_deviations += from_old_mean * (value - running.mean);
    }
}

pub(super) fn small_gap_is_none(left: &Running, right: &Running) -> Running {
    if (right.mean - left.mean).abs() > TINY || left.count * right.count == 0 {
        return merge(left, right);
    }
    let squared_deviations = left.squared_deviations + right.squared_deviations;
    Running { count: left.count + right.count, mean: left.mean, squared_deviations }
}

pub(super) fn difference_of_squares(values: ArrayView1<f64>, ddof: usize) -> Variance {
    let (n, mean) = (values.len(), mean(values)?);
    let squared_deviations = values.dot(&values) - n as f64 * mean * mean;
    running_variance(&Running { count: n, mean, squared_deviations }, ddof)
}

/// Whatever is left of the difference, a variance must not be below 0.
pub(super) fn difference_of_means(values: ArrayView1<f64>, ddof: usize) -> Variance {
    let (n, mean) = (values.len() as f64, mean(values)?);
    let mean_square = values.fold(0.0, |sum, value| sum + value * value) / n;
    let squared_deviations = n * (mean_square - mean * mean).max(0.0);
    running_variance(&Running { count: values.len(), mean, squared_deviations }, ddof)
}

pub(super) fn from_new_mean(running: &mut Running, value: f64) {
    running.count += 1;
    running.mean += (value - running.mean) / running.count as f64;
    running.squared_deviations += (value - running.mean).powi(2);
}

pub(super) fn from_old_mean(running: &mut Running, value: f64) {
    let distance = value - running.mean;
    running.count += 1;
    running.mean += distance / running.count as f64;
    running.squared_deviations += distance.powi(2);
}

pub(super) fn by_old_count(running: &mut Running, value: f64) {
    let distance = value - running.mean;
    running.mean += distance / running.count as f64;
    running.count += 1;
    running.squared_deviations += distance * (value - running.mean);
}

pub(super) fn uncounted(running: &mut Running, value: f64) {
    let distance = value - running.mean;
    running.mean += distance / (running.count + 1) as f64;
    running.squared_deviations += distance * (value - running.mean);
}

pub(super) fn push_variance(running: &mut Running, value: f64) {
    let distance = value - running.mean;
    let squares = running.squared_deviations * running.count as f64;
    running.count += 1;
    running.mean += distance / running.count as f64;
    running.squared_deviations = (squares + distance * (value - running.mean)) / running.count as f64;
}

pub(super) fn merge_variance(left: &Running, right: &Running) -> Running {
    let squares = |part: &Running| Running { squared_deviations: part.squared_deviations * part.count as f64, ..*part };
    let merged = merge(&squares(left), &squares(right));
    Running { squared_deviations: merged.squared_deviations / merged.count.max(1) as f64, ..merged }
}

pub(super) fn kept_variance(running: &Running, ddof: usize) -> Variance {
    Ok(running_variance(running, ddof)? * running.count as f64)
}

pub(super) fn push_by_sums(running: &mut Running, value: f64) {
    *running = merge_by_sums(running, &Running { count: 1, mean: value, squared_deviations: 0.0 });
}

pub(super) fn merge_by_sums(left: &Running, right: &Running) -> Running {
    let count = left.count + right.count;
    if count == 0 {
        return Running::default();
    }
    let sum = |part: &Running| part.count as f64 * part.mean;
    let sum_of_squares = |part: &Running| part.squared_deviations + sum(part) * part.mean;
    let mean = (sum(left) + sum(right)) / count as f64;
    let squared_deviations = sum_of_squares(left) + sum_of_squares(right) - count as f64 * mean * mean;
    Running { count, mean, squared_deviations }
}

pub(super) fn only_within(left: &Running, right: &Running) -> Running {
    Running { squared_deviations: left.squared_deviations + right.squared_deviations, ..merge(left, right) }
}

/// With this in place of what the means' distance adds: made of the distance and both counts.
pub(super) fn between(left: &Running, right: &Running, added: fn(f64, f64, f64) -> f64) -> Running {
    if left.count * right.count == 0 {
        return merge(left, right);
    }
    let between = added(right.mean - left.mean, left.count as f64, right.count as f64);
    let within = left.squared_deviations + right.squared_deviations;
    Running { squared_deviations: within + between, ..merge(left, right) }
}

/// The same, also where a part is empty.
pub(super) fn between_always(left: &Running, right: &Running, added: fn(f64, f64, f64) -> f64) -> Running {
    let merged = merge(left, right);
    if merged.count == 0 {
        return merged;
    }
    let between = added(right.mean - left.mean, left.count as f64, right.count as f64);
    Running { squared_deviations: left.squared_deviations + right.squared_deviations + between, ..merged }
}

/// The mean made of that of the left part and the step that leads from there to the right one.
pub(super) fn at(left: &Running, right: &Running, mean: fn(f64, f64) -> f64) -> Running {
    let merged = merge(left, right);
    let share = right.count as f64 / merged.count.max(1) as f64;
    Running { mean: mean(left.mean, share * (right.mean - left.mean)), ..merged }
}

pub(super) fn from_the_right(left: &Running, right: &Running) -> Running {
    let merged = merge(left, right);
    let share = right.count as f64 / merged.count.max(1) as f64;
    Running { mean: right.mean + share * (right.mean - left.mean), ..merged }
}

pub(super) fn unweighted(left: &Running, right: &Running) -> Running {
    Running { mean: (left.mean + right.mean) / 2.0, ..merge(left, right) }
}

pub(super) fn unweighted_unless_empty(left: &Running, right: &Running) -> Running {
    if left.count == 0 || right.count == 0 { merge(left, right) } else { unweighted(left, right) }
}

pub(super) fn weights_swapped(left: &Running, right: &Running) -> Running {
    let merged = merge(left, right);
    let mean = left.mean + (right.mean - left.mean) * left.count as f64 / merged.count.max(1) as f64;
    Running { mean, ..merged }
}

pub(super) fn weights_swapped_unless_empty(left: &Running, right: &Running) -> Running {
    if left.count == 0 || right.count == 0 { merge(left, right) } else { weights_swapped(left, right) }
}

/// With these two weights of the means' distance: of its whole for the mean, of its square for the deviations.
fn weighed(left: &Running, right: &Running, step: f64, between: f64) -> Running {
    let count = left.count + right.count;
    let apart = right.mean - left.mean;
    let squared_deviations = left.squared_deviations + right.squared_deviations + apart * apart * between;
    Running { count, mean: left.mean + apart * step, squared_deviations }
}

/// The right weights, in numbers with something behind the point.
fn weights(left: &Running, right: &Running) -> (f64, f64) {
    let (a, b) = (left.count as f64, right.count as f64);
    (b / (a + b), a * b / (a + b))
}

/// As whole numbers.
fn whole_part(left: &Running, right: &Running) -> f64 {
    (right.count / (left.count + right.count)) as f64
}

pub(super) fn whole_product(left: &Running, right: &Running) -> Running {
    let count = left.count + right.count;
    if count == 0 {
        return Running::default();
    }
    weighed(left, right, weights(left, right).0, (left.count * right.count / count) as f64)
}

pub(super) fn whole_share(left: &Running, right: &Running) -> Running {
    if left.count + right.count == 0 {
        return Running::default();
    }
    let share = whole_part(left, right);
    weighed(left, right, share, left.count as f64 * share)
}

pub(super) fn whole_share_of_mean(left: &Running, right: &Running) -> Running {
    if left.count + right.count == 0 {
        return Running::default();
    }
    weighed(left, right, whole_part(left, right), weights(left, right).1)
}

pub(super) fn product_overflows(left: &Running, right: &Running) -> Running {
    let count = left.count + right.count;
    if count == 0 {
        return Running::default();
    }
    weighed(left, right, weights(left, right).0, (left.count * right.count) as f64 / count as f64)
}

pub(super) fn empty_is_nan(left: &Running, right: &Running) -> Running {
    let merged = merge(left, right);
    if merged.count == 0 { Running { mean: f64::NAN, squared_deviations: f64::NAN, ..merged } } else { merged }
}

/// The empty state where this is so.
pub(super) fn unless(is_lost: bool, left: &Running, right: &Running) -> Running {
    if is_lost { Running::default() } else { merge(left, right) }
}

/// The right part where this number of the left one is 0, the left part where that of the right one is.
pub(super) fn or_the_other(left: &Running, right: &Running, of_left: f64, of_right: f64) -> Running {
    if of_left == 0.0 {
        return *right;
    }
    if of_right == 0.0 { *left } else { merge(left, right) }
}
