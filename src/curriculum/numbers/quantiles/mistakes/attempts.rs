//! The wrong versions, as running code.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use crate::quantiles::QuantileError;
use crate::quantiles::solution::{quantile, winsorize};

type Found = Result<f64, QuantileError>;
type Changed = Result<(), QuantileError>;
type Quantile = fn(ArrayView1<f64>, f64) -> Found;

pub(super) fn deviation(values: ArrayView1<f64>, quantile: Quantile) -> Found {
    deviation_by(values, quantile, quantile)
}

pub(super) fn clipped(values: ArrayViewMut1<f64>, lower: f64, upper: f64, quantile: Quantile) -> Changed {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    for value in values {
        *value = value.max(low).min(high);
    }
    Ok(())
}

pub(super) fn compared(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64, quantile: Quantile) -> Changed {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    values.mapv_inplace(|value| match value {
        value if value < low => low,
        value if value > high => high,
        value => value,
    });
    Ok(())
}

/// What a right quantile refuses, and a sorted copy of what it does not.
fn sorted(values: ArrayView1<f64>, q: f64) -> Result<Vec<f64>, QuantileError> {
    quantile(values, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(sorted)
}

/// On the straight line through values that are not looked at any further.
fn along(values: &[f64], position: f64) -> f64 {
    let (below, above) = (values[position.floor() as usize], values[position.ceil() as usize]);
    below + position.fract() * (above - below)
}

fn last(values: &[f64]) -> f64 {
    (values.len() - 1) as f64
}

pub(super) fn unsorted(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, q)?;
    let values = values.to_vec();
    Ok(along(&values, q * last(&values)))
}

pub(super) fn of_n(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(along(&sorted, (q * sorted.len() as f64).min(last(&sorted))))
}

pub(super) fn nearest(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(sorted[(q * last(&sorted)).round() as usize])
}

pub(super) fn truncated(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(sorted[(q * last(&sorted)) as usize])
}

pub(super) fn nearest_rank(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    Ok(sorted[rank - 1])
}

pub(super) fn swapped_weights(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    let position = q * last(&sorted);
    let (below, above) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
    Ok(position.fract() * below + (1.0 - position.fract()) * above)
}

pub(super) fn behind_the_end(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    let position = q * last(&sorted);
    let below = position as usize;
    Ok(sorted[below] + position.fract() * (sorted[below + 1] - sorted[below]))
}

pub(super) fn behind_the_end_of_an_array(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = Array1::from(sorted(values, q)?);
    let position = q * (sorted.len() - 1) as f64;
    let below = position as usize;
    Ok(sorted[below] + position.fract() * (sorted[below + 1] - sorted[below]))
}

pub(super) fn empty_underflows(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = if values.is_empty() { Vec::new() } else { sorted(values, q)? };
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn nan_largest(values: ArrayView1<f64>, q: f64) -> Found {
    let key = |value: &f64| if value.is_nan() { f64::INFINITY } else { *value };
    quantile(values.map(key).view(), q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| key(a).total_cmp(&key(b)));
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn nan_looked_for_at_the_end(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values.mapv(|_| 0.0).view(), q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.last() {
        Some(largest) if largest.is_nan() => Err(QuantileError::NotANumber),
        _ => Ok(along(&sorted, q * last(&sorted))),
    }
}

pub(super) fn panics_at_nan(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values.mapv(|_| 0.0).view(), q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn nan_left_out(values: ArrayView1<f64>, q: f64) -> Found {
    let there: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    quantile(ArrayView1::from(&there), q)
}

pub(super) fn distinct(values: ArrayView1<f64>, q: f64) -> Found {
    let mut sorted = sorted(values, q)?;
    sorted.dedup();
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn by_whole_numbers(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by_key(|value| *value as i64);
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn needs_a_slice(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(ArrayView1::from(values.as_slice().unwrap()), q)
}

pub(super) fn sorts_in_place(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    let sorted = sorted(values.view(), lower.max(upper))?;
    values.assign(&ArrayView1::from(&sorted));
    winsorize(values, lower, upper)
}

pub(super) fn too_soon(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    let before = values.to_owned();
    let low = quantile(before.view(), lower)?;
    values.mapv_inplace(|value| value.max(low));
    let high = quantile(before.view(), upper)?;
    values.mapv_inplace(|value| value.min(high));
    Ok(())
}

pub(super) fn lower_end_first(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    let low = quantile(values.view(), lower)?;
    values.mapv_inplace(|value| value.max(low));
    let high = quantile(values.view(), upper)?;
    values.mapv_inplace(|value| value.min(high));
    Ok(())
}

pub(super) fn signed(values: ArrayView1<f64>) -> Found {
    let median = quantile(values, 0.5)?;
    quantile(values.mapv(|value| value - median).view(), 0.5)
}

pub(super) fn from_the_mean(values: ArrayView1<f64>) -> Found {
    quantile(values, 0.5)?;
    let mean = values.sum() / values.len() as f64;
    quantile(values.mapv(|value| (value - mean).abs()).view(), 0.5)
}

pub(super) fn mean_distance(values: ArrayView1<f64>) -> Found {
    let median = quantile(values, 0.5)?;
    Ok(values.fold(0.0, |sum, value| sum + (value - median).abs()) / values.len() as f64)
}

/// What the quantile is at a position that is made of q and the number of values.
fn placed(values: ArrayView1<f64>, q: f64, position: fn(f64, f64) -> f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(along(&sorted, position(q, sorted.len() as f64).clamp(0.0, last(&sorted))))
}

pub(super) fn weibull(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| q * (n + 1.0) - 1.0)
}

pub(super) fn hazen(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| q * n - 0.5)
}

pub(super) fn median_unbiased(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| q * (n + 1.0 / 3.0) - 2.0 / 3.0)
}

pub(super) fn of_n_plus_one(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| q * (n + 1.0))
}

pub(super) fn of_n_less_a_step(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| q * n - 1.0)
}

pub(super) fn of_n_in_range(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(sorted[((q * sorted.len() as f64) as usize).min(sorted.len() - 1)])
}

pub(super) fn upper_neighbour(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| (q * (n - 1.0)).ceil())
}

pub(super) fn middle(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| {
        let position = q * (n - 1.0);
        (position.floor() + position.ceil()) / 2.0
    })
}

pub(super) fn position_in_f32(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| f64::from(q as f32 * (n - 1.0) as f32))
}

pub(super) fn q_in_f32(values: ArrayView1<f64>, q: f64) -> Found {
    placed(values, q, |q, n| f64::from(q as f32) * (n - 1.0))
}

pub(super) fn values_in_f32(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values.mapv(|value| f64::from(value as f32)).view(), q)
}

pub(super) fn compared_in_f32(values: ArrayView1<f64>, q: f64) -> Found {
    by_key(values, q, |value| f64::from(value as f32))
}

/// Sorted by this in place of the values themselves.
fn by_key(values: ArrayView1<f64>, q: f64, key: fn(f64) -> f64) -> Found {
    quantile(values, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| key(*a).total_cmp(&key(*b)));
    Ok(along(&sorted, q * last(&sorted)))
}

/// A cast to a whole number cuts off, and ends at the largest one.
fn whole(value: f64) -> f64 {
    value as i64 as f64
}

pub(super) fn by_thousandths(values: ArrayView1<f64>, q: f64) -> Found {
    by_key(values, q, |value| whole(value * 1e3))
}

pub(super) fn by_millionths(values: ArrayView1<f64>, q: f64) -> Found {
    by_key(values, q, |value| whole(value * 1e6))
}

pub(super) fn by_billionths(values: ArrayView1<f64>, q: f64) -> Found {
    by_key(values, q, |value| whole(value * 1e9))
}

pub(super) fn by_size(values: ArrayView1<f64>, q: f64) -> Found {
    by_key(values, q, f64::abs)
}

pub(super) fn by_bits(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by_key(|value| value.to_bits());
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn descending(values: ArrayView1<f64>, q: f64) -> Found {
    by_key(values, q, |value| -value)
}

const LITTLE: f64 = 1e-9;

pub(super) fn nearly_distinct(values: ArrayView1<f64>, q: f64) -> Found {
    let mut sorted = sorted(values, q)?;
    sorted.dedup_by(|one, other| one != other && (*one - *other).abs() < LITTLE);
    Ok(along(&sorted, q * last(&sorted)))
}

/// Without a look at q.
pub(super) fn any_q(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, 0.5)?;
    Ok(along(&sorted, q * last(&sorted)))
}

pub(super) fn q_looked_at_above(values: ArrayView1<f64>, q: f64) -> Found {
    if q <= 1.0 { any_q(values, q) } else { Err(QuantileError::OutOfRange) }
}

pub(super) fn q_looked_at_below(values: ArrayView1<f64>, q: f64) -> Found {
    if q >= 0.0 { any_q(values, q) } else { Err(QuantileError::OutOfRange) }
}

pub(super) fn nan_as_q(values: ArrayView1<f64>, q: f64) -> Found {
    match q {
        below if below < 0.0 => Err(QuantileError::OutOfRange),
        above if above > 1.0 => Err(QuantileError::OutOfRange),
        q => any_q(values, q),
    }
}

pub(super) fn nan_as_q_is_a_value(values: ArrayView1<f64>, q: f64) -> Found {
    match q.is_nan() {
        true => quantile(values, 0.0),
        false => quantile(values, q),
    }
}

pub(super) fn clamped_q(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, q.clamp(0.0, 1.0))
}

pub(super) fn clamped_above(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, if q > 1.0 { 1.0 } else { q })
}

pub(super) fn percent(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, if q > 1.0 { q / 100.0 } else { q })
}

pub(super) fn lenient(values: ArrayView1<f64>, q: f64) -> Found {
    let is_near = (-LITTLE..=1.0 + LITTLE).contains(&q);
    quantile(values, if is_near { q.clamp(0.0, 1.0) } else { q })
}

/// Another answer where there is this error.
fn instead(values: ArrayView1<f64>, q: f64, of: QuantileError, answer: Found) -> Found {
    match quantile(values, q) {
        Err(error) if error == of => answer,
        other => other,
    }
}

pub(super) fn nan_for_nan(values: ArrayView1<f64>, q: f64) -> Found {
    instead(values, q, QuantileError::NotANumber, Ok(f64::NAN))
}

pub(super) fn nan_for_none(values: ArrayView1<f64>, q: f64) -> Found {
    instead(values, q, QuantileError::NoValues, Ok(f64::NAN))
}

pub(super) fn none_is_not_a_number(values: ArrayView1<f64>, q: f64) -> Found {
    instead(values, q, QuantileError::NoValues, Err(QuantileError::NotANumber))
}

pub(super) fn none_is_out_of_range(values: ArrayView1<f64>, q: f64) -> Found {
    instead(values, q, QuantileError::NoValues, Err(QuantileError::OutOfRange))
}

pub(super) fn nan_is_no_values(values: ArrayView1<f64>, q: f64) -> Found {
    instead(values, q, QuantileError::NotANumber, Err(QuantileError::NoValues))
}

pub(super) fn nan_is_out_of_range(values: ArrayView1<f64>, q: f64) -> Found {
    instead(values, q, QuantileError::NotANumber, Err(QuantileError::OutOfRange))
}

pub(super) fn without_nan(values: ArrayView1<f64>) -> Array1<f64> {
    values.iter().copied().filter(|value| !value.is_nan()).collect()
}

pub(super) fn nan_left_out_unless_all(values: ArrayView1<f64>, q: f64) -> Found {
    let there = without_nan(values);
    if there.is_empty() { quantile(values, q) } else { quantile(there.view(), q) }
}

/// The MAD with one quantile for the middle and another for the distances.
pub(super) fn deviation_by(values: ArrayView1<f64>, middle: Quantile, typical: Quantile) -> Found {
    let median = middle(values, 0.5)?;
    typical(values.mapv(|value| (value - median).abs()).view(), 0.5)
}

pub(super) fn side_by_side(values: ArrayView1<f64>) -> ArrayView1<f64> {
    ArrayView1::from(values.to_slice().unwrap())
}

pub(super) fn needs_a_mutable_slice(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    for value in values.as_slice_mut().unwrap() {
        *value = value.max(low).min(high);
    }
    Ok(())
}

pub(super) fn changes_a_copy(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    winsorize(values.to_owned().view_mut(), lower, upper)
}

pub(super) fn too_soon_above(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    let before = values.to_owned();
    let high = quantile(before.view(), upper)?;
    values.mapv_inplace(|value| value.min(high));
    let low = quantile(before.view(), lower)?;
    values.mapv_inplace(|value| value.max(low));
    Ok(())
}

pub(super) fn lower_end_first_once_asked(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    quantile(values.view(), lower)?;
    quantile(values.view(), upper)?;
    lower_end_first(values, lower, upper)
}

pub(super) fn upper_end_first(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    quantile(values.view(), lower)?;
    let high = quantile(values.view(), upper)?;
    values.mapv_inplace(|value| value.min(high));
    let low = quantile(values.view(), lower)?;
    values.mapv_inplace(|value| value.max(low));
    Ok(())
}

/// What is right to refuse is refused, and everything else cut at these two.
fn cut(values: ArrayViewMut1<f64>, asked: [f64; 2], used: [f64; 2]) -> Changed {
    for q in asked {
        quantile(values.view(), q)?;
    }
    clipped(values, used[0], used[1], quantile)
}

pub(super) fn share_above(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    cut(values, [lower, upper], [lower, 1.0 - upper])
}

pub(super) fn symmetric(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    cut(values, [lower, upper], [lower, 1.0 - lower])
}

pub(super) fn symmetric_unasked(values: ArrayViewMut1<f64>, lower: f64, _: f64) -> Changed {
    cut(values, [lower, lower], [lower, 1.0 - lower])
}

pub(super) fn symmetric_below(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    cut(values, [lower, upper], [1.0 - upper, upper])
}

pub(super) fn only_above(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    cut(values, [lower, upper], [0.0, upper])
}

pub(super) fn only_below(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    cut(values, [lower, upper], [lower, 1.0])
}

pub(super) fn to_the_next_inside(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Changed {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    let inside = || values.iter().copied().filter(|value| (low..=high).contains(value));
    let (low, high) = (inside().reduce(f64::min).unwrap_or(low), inside().reduce(f64::max).unwrap_or(high));
    values.mapv_inplace(|value| value.max(low).min(high));
    Ok(())
}

pub(super) fn replaced(
    mut values: ArrayViewMut1<f64>,
    lower: f64,
    upper: f64,
    by: fn(ArrayView1<f64>) -> f64,
) -> Changed {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    let other = by(values.view());
    values.mapv_inplace(|value| if (low..=high).contains(&value) { value } else { other });
    Ok(())
}

pub(super) fn lenient_winsorize(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64, little: f64) -> Changed {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    values.mapv_inplace(|value| match value {
        value if value < low - little => low,
        value if value > high + little => high,
        value => value,
    });
    Ok(())
}

fn distances(values: ArrayView1<f64>) -> Result<Vec<f64>, QuantileError> {
    let median = quantile(values, 0.5)?;
    sorted(values.mapv(|value| (value - median).abs()).view(), 0.5)
}

pub(super) fn upper_middle_distance(values: ArrayView1<f64>) -> Found {
    let distances = distances(values)?;
    Ok(distances[distances.len() / 2])
}

pub(super) fn lower_middle_distance(values: ArrayView1<f64>) -> Found {
    let distances = distances(values)?;
    Ok(distances[(distances.len() - 1) / 2])
}

pub(super) fn mean_distance_from_the_mean(values: ArrayView1<f64>) -> Found {
    quantile(values, 0.5)?;
    let n = values.len() as f64;
    let mean = values.sum() / n;
    Ok(values.fold(0.0, |sum, value| sum + (value - mean).abs()) / n)
}
