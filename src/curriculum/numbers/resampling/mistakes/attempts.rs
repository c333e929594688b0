//! The wrong versions, as running code.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate};

use crate::resampling::solution::{bootstrap, p_value, percentile_interval, permuted_differences};
use crate::resampling::{Interval, Statistic};

pub(super) fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

pub(super) fn each_once(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    let drawn = |indices: ArrayView1<usize>| {
        let mut known = indices.to_vec();
        known.sort_unstable();
        known.dedup();
        statistic(sample.select(Axis(0), &known).view())
    };
    resamples.rows().into_iter().map(drawn).collect()
}

pub(super) fn first_resample(
    sample: ArrayView1<f64>,
    resamples: ArrayView2<usize>,
    statistic: Statistic,
) -> Array1<f64> {
    let first = bootstrap(sample, resamples.select(Axis(0), &[0]).view(), statistic);
    Array1::from_elem(resamples.nrows(), first[0])
}

pub(super) fn first_permutation(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let difference = permuted_differences(first, second, permutations.select(Axis(0), &[0]).view());
    Array1::from_elem(permutations.nrows(), difference[0])
}

pub(super) fn down_the_columns(
    sample: ArrayView1<f64>,
    resamples: ArrayView2<usize>,
    statistic: Statistic,
) -> Array1<f64> {
    bootstrap(sample, resamples.t(), statistic)
}

pub(super) fn dealt_down_the_columns(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    permuted_differences(first, second, permutations.t())
}

fn sorted(statistics: ArrayView1<f64>) -> Vec<f64> {
    let mut sorted = statistics.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn quantile(values: &[f64], q: f64) -> f64 {
    let place = q * (values.len() - 1) as f64;
    let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

pub(super) fn rest_on_either_side(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let sorted = sorted(statistics);
    Interval { low: quantile(&sorted, 1.0 - confidence), high: quantile(&sorted, confidence) }
}

pub(super) fn unsorted(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let left_out = (1.0 - confidence) / 2.0;
    let values = statistics.to_vec();
    Interval { low: quantile(&values, left_out), high: quantile(&values, 1.0 - left_out) }
}

pub(super) fn nearest(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let (sorted, left_out) = (sorted(statistics), (1.0 - confidence) / 2.0);
    let at = |q: f64| sorted[(q * (sorted.len() - 1) as f64).round() as usize];
    Interval { low: at(left_out), high: at(1.0 - left_out) }
}

/// The difference of means after every permutation, with the new first group as long as asked for.
fn dealt(
    pooled: &Array1<f64>,
    permutations: ArrayView2<usize>,
    deal: fn(&Array1<f64>, ArrayView1<usize>) -> Array1<f64>,
    n_first: usize,
) -> Array1<f64> {
    let difference = |order: ArrayView1<usize>| {
        let dealt = deal(pooled, order);
        let (first, second) = dealt.view().split_at(Axis(0), n_first);
        mean(first) - mean(second)
    };
    permutations.rows().into_iter().map(difference).collect()
}

fn taken(pooled: &Array1<f64>, order: ArrayView1<usize>) -> Array1<f64> {
    order.mapv(|index| pooled[index])
}

pub(super) fn in_the_middle(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let pooled = concatenate![Axis(0), first, second];
    dealt(&pooled, permutations, taken, pooled.len() / 2)
}

pub(super) fn each_in_itself(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    Array1::from_elem(permutations.nrows(), mean(first) - mean(second))
}

pub(super) fn sent(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64> {
    let send = |pooled: &Array1<f64>, order: ArrayView1<usize>| {
        let mut places = pooled.clone();
        for (value, &place) in pooled.iter().zip(order) {
            places[place] = *value;
        }
        places
    };
    dealt(&concatenate![Axis(0), first, second], permutations, send, first.len())
}

pub(super) fn second_less_first(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    -permuted_differences(first, second, permutations)
}

fn how_many(permuted: ArrayView1<f64>, counts: impl Fn(f64) -> bool) -> f64 {
    permuted.iter().filter(|difference| counts(**difference)).count() as f64
}

pub(super) fn not_counted_in(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    how_many(permuted, |difference| difference.abs() >= observed.abs()) / permuted.len() as f64
}

pub(super) fn one_side(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    (1.0 + how_many(permuted, |difference| difference >= observed)) / (1.0 + permuted.len() as f64)
}

pub(super) fn strictly_larger(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    (1.0 + how_many(permuted, |difference| difference.abs() > observed.abs())) / (1.0 + permuted.len() as f64)
}

pub(super) fn sign_kept(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    (1.0 + how_many(permuted, |difference| difference.abs() >= observed)) / (1.0 + permuted.len() as f64)
}

pub(super) fn doubled(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let side = |counts: fn(f64, f64) -> bool| 1.0 + how_many(permuted, |difference| counts(difference, observed));
    let smaller = side(|one, other| one >= other).min(side(|one, other| one <= other));
    (2.0 * smaller / (1.0 + permuted.len() as f64)).min(1.0)
}

type Statistics<'a> = ArrayView1<'a, f64>;

pub(super) fn each_once_as_drawn(
    sample: ArrayView1<f64>,
    resamples: ArrayView2<usize>,
    statistic: Statistic,
) -> Array1<f64> {
    let drawn = |indices: ArrayView1<usize>| {
        let mut known: Vec<usize> = Vec::new();
        for index in indices {
            if !known.contains(index) {
                known.push(*index);
            }
        }
        statistic(sample.select(Axis(0), &known).view())
    };
    resamples.rows().into_iter().map(drawn).collect()
}

/// Every resample is made into something else before the statistic sees it.
fn remade(
    sample: ArrayView1<f64>,
    resamples: ArrayView2<usize>,
    statistic: Statistic,
    remake: fn(Vec<f64>) -> Vec<f64>,
) -> Array1<f64> {
    let drawn = |list: ArrayView1<usize>| list.iter().map(|index| sample[*index]).collect();
    resamples.rows().into_iter().map(|list| statistic(ArrayView1::from(&remake(drawn(list))))).collect()
}

pub(super) fn the_sample_itself(
    sample: ArrayView1<f64>,
    lists: ArrayView2<usize>,
    statistic: Statistic,
) -> Array1<f64> {
    lists.rows().into_iter().map(|_| statistic(sample)).collect()
}

pub(super) fn sorted_resample(sample: ArrayView1<f64>, lists: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    remade(sample, lists, statistic, |values| sorted(ArrayView1::from(&values)))
}

pub(super) fn backward_resample(
    sample: ArrayView1<f64>,
    lists: ArrayView2<usize>,
    statistic: Statistic,
) -> Array1<f64> {
    remade(sample, lists, statistic, |values| values.into_iter().rev().collect())
}

pub(super) fn from_one(sample: ArrayView1<f64>, lists: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    bootstrap(sample, lists.mapv(|index| index - 1).view(), statistic)
}

fn narrow(value: f64) -> f64 {
    f64::from(value as f32)
}

/// A cast to a whole number cuts off, and ends at the largest one.
pub(super) fn whole(value: f64) -> f64 {
    value as i64 as f64
}

pub(super) fn drawn_in_f32(sample: ArrayView1<f64>, lists: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    bootstrap(sample.mapv(narrow).view(), lists, statistic)
}

pub(super) fn statistic_in_f32(sample: ArrayView1<f64>, lists: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    bootstrap(sample, lists, statistic).mapv(narrow)
}

pub(super) fn whole_resample(sample: ArrayView1<f64>, lists: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    bootstrap(sample.mapv(whole).view(), lists, statistic)
}

pub(super) fn lists_side_by_side(
    sample: ArrayView1<f64>,
    lists: ArrayView2<usize>,
    statistic: Statistic,
) -> Array1<f64> {
    let rows = lists.rows().into_iter().map(|list| bootstrap(sample, one_row(list), statistic)[0]);
    rows.collect()
}

/// A list that is a slice, as a table.
fn one_row(list: ArrayView1<usize>) -> ArrayView2<usize> {
    ArrayView1::from(list.to_slice().unwrap()).insert_axis(Axis(0))
}

pub(super) fn side_by_side(values: ArrayView1<f64>) -> ArrayView1<f64> {
    ArrayView1::from(values.to_slice().unwrap())
}

fn ends(sorted: &[f64], confidence: f64) -> Interval {
    let left_out = (1.0 - confidence) / 2.0;
    Interval { low: quantile(sorted, left_out), high: quantile(sorted, 1.0 - left_out) }
}

pub(super) fn distinct(statistics: Statistics, confidence: f64) -> Interval {
    let mut sorted = sorted(statistics);
    sorted.dedup();
    ends(&sorted, confidence)
}

pub(super) fn by_key(statistics: Statistics, confidence: f64, key: fn(f64) -> f64) -> Interval {
    let mut sorted = statistics.to_vec();
    sorted.sort_by(|a, b| key(*a).total_cmp(&key(*b)));
    ends(&sorted, confidence)
}

/// However little the confidence is, the upper end stays above the lower one.
pub(super) fn rest_on_either_side_in_order(statistics: Statistics, confidence: f64) -> Interval {
    rest_on_either_side(statistics, confidence.max(0.5))
}

/// The ends at places that are made of q and the number of statistics.
pub(super) fn placed(statistics: Statistics, confidence: f64, place: fn(f64, f64) -> f64) -> Interval {
    let (sorted, left_out) = (sorted(statistics), (1.0 - confidence) / 2.0);
    let n = sorted.len() as f64;
    let at = |q: f64| along(&sorted, place(q, n).clamp(0.0, n - 1.0));
    Interval { low: at(left_out), high: at(1.0 - left_out) }
}

fn along(sorted: &[f64], place: f64) -> f64 {
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

type Rounding = Option<fn(f64) -> f64>;

/// With a place that is rounded for either end, or not.
pub(super) fn one_end(statistics: Statistics, confidence: f64, low: Rounding, high: Rounding) -> Interval {
    let (sorted, left_out) = (sorted(statistics), (1.0 - confidence) / 2.0);
    let at = |q: f64, rounding: Rounding| {
        let place = q * (sorted.len() - 1) as f64;
        along(&sorted, rounding.map_or(place, |round| round(place)))
    };
    Interval { low: at(left_out, low), high: at(1.0 - left_out, high) }
}

pub(super) fn outward(statistics: Statistics, confidence: f64) -> Interval {
    one_end(statistics, confidence, Some(f64::floor), Some(f64::ceil))
}

pub(super) fn inward(statistics: Statistics, confidence: f64) -> Interval {
    one_end(statistics, confidence, Some(f64::ceil), Some(f64::floor))
}

pub(super) fn swapped_weights(statistics: Statistics, confidence: f64) -> Interval {
    let (sorted, left_out) = (sorted(statistics), (1.0 - confidence) / 2.0);
    let at = |q: f64| {
        let place = q * (sorted.len() - 1) as f64;
        let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        above + place.fract() * (below - above)
    };
    Interval { low: at(left_out), high: at(1.0 - left_out) }
}

pub(super) fn swapped_ends(statistics: Statistics, confidence: f64) -> Interval {
    let Interval { low, high } = percentile_interval(statistics, confidence);
    Interval { low: high, high: low }
}

pub(super) fn interval_in_f32(statistics: Statistics, confidence: f64) -> Interval {
    percentile_interval(statistics.mapv(narrow).view(), confidence)
}

pub(super) fn place_in_f32(statistics: Statistics, confidence: f64) -> Interval {
    placed(statistics, confidence, |q, n| narrow(q * (n - 1.0)))
}

pub(super) fn compared_in_f32(statistics: Statistics, confidence: f64) -> Interval {
    by_key(statistics, confidence, narrow)
}

pub(super) fn with_sizes_swapped(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    dealt(&concatenate![Axis(0), first, second], permutations, taken, second.len())
}

pub(super) fn without_sign(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    permuted_differences(first, second, permutations).abs()
}

pub(super) fn pooled_the_other_way(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    dealt(&concatenate![Axis(0), second, first], permutations, taken, first.len())
}

/// The sums of the new groups, divided by numbers that are made of the sizes of both.
pub(super) fn over(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
    divisors: fn(f64, f64) -> (f64, f64),
) -> Array1<f64> {
    let pooled = concatenate![Axis(0), first, second];
    let divisors = divisors(first.len() as f64, second.len() as f64);
    let difference = |order: ArrayView1<usize>| {
        let dealt = taken(&pooled, order);
        let (first, second) = dealt.view().split_at(Axis(0), first.len());
        first.sum() / divisors.0 - second.sum() / divisors.1
    };
    permutations.rows().into_iter().map(difference).collect()
}

pub(super) fn sums_in_f32(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let pooled = concatenate![Axis(0), first, second];
    let mean = |values: ArrayView1<f64>| {
        f64::from(values.iter().fold(0.0_f32, |sum, value| sum + *value as f32)) / values.len() as f64
    };
    let difference = |order: ArrayView1<usize>| {
        let dealt = taken(&pooled, order);
        let (first, second) = dealt.view().split_at(Axis(0), first.len());
        mean(first) - mean(second)
    };
    permutations.rows().into_iter().map(difference).collect()
}

pub(super) fn values_in_f32(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    permuted_differences(first.mapv(narrow).view(), second.mapv(narrow).view(), permutations)
}

pub(super) fn differences_in_f32(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    permuted_differences(first, second, permutations).mapv(narrow)
}

pub(super) fn whole_values(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    permuted_differences(first.mapv(whole).view(), second.mapv(whole).view(), permutations)
}

pub(super) fn orders_side_by_side(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let rows = permutations.rows().into_iter().map(|order| permuted_differences(first, second, one_row(order))[0]);
    rows.collect()
}

/// The observed one counted in, as it should be.
fn share(permuted: ArrayView1<f64>, counts: impl Fn(f64) -> bool) -> f64 {
    (1.0 + how_many(permuted, counts)) / (1.0 + permuted.len() as f64)
}

pub(super) fn not_counted_in_unless_none(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    if permuted.is_empty() { 1.0 } else { not_counted_in(observed, permuted) }
}

pub(super) fn not_counted_above(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let as_far = how_many(permuted, |difference| difference.abs() >= observed.abs());
    as_far / (1.0 + permuted.len() as f64)
}

pub(super) fn not_counted_below(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let as_far = how_many(permuted, |difference| difference.abs() >= observed.abs());
    (1.0 + as_far) / permuted.len() as f64
}

pub(super) fn unless_none(observed: f64, permuted: ArrayView1<f64>, none: f64) -> f64 {
    if permuted.is_empty() { none } else { p_value(observed, permuted) }
}

pub(super) fn whole_share(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let as_far = permuted.iter().filter(|difference| difference.abs() >= observed.abs()).count();
    ((1 + as_far) / (1 + permuted.len())) as f64
}

pub(super) fn own_side(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    share(permuted, |difference| difference.abs() >= observed.abs() && difference * observed >= 0.0)
}

pub(super) fn other_side(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    share(permuted, |difference| difference <= observed)
}

pub(super) fn nearer(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    share(permuted, |difference| difference.abs() <= observed.abs())
}

pub(super) fn one_less(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    1.0 - p_value(observed, permuted)
}

pub(super) fn strictly_further_on_one_side(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    share(permuted, |difference| difference >= observed.abs() || difference < -observed.abs())
}

pub(super) fn nearly(observed: f64, permuted: ArrayView1<f64>, little: f64) -> f64 {
    share(permuted, |difference| difference.abs() >= observed.abs() - little)
}

pub(super) fn sign_kept_of_permuted(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    share(permuted, |difference| difference >= observed.abs())
}

pub(super) fn p_in_f32(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    narrow(p_value(observed, permuted))
}

pub(super) fn compared_as_f32(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    p_value(narrow(observed), permuted.mapv(narrow).view())
}

pub(super) fn whole_differences(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    p_value(whole(observed), permuted.mapv(whole).view())
}
