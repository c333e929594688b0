//! The percentile bootstrap (Efron 1979) and the permutation test (Fisher 1935): instead of a formula,
//! the same calculation over and over, on the data dealt out anew.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate};

use mlings::resampling::{Interval, Statistic};

/// Looks up the values of every resample and takes their statistic.
///
/// - `sample`: `n_samples` values
/// - `resamples`: `n_resamples` x `n_samples`; every row is one resample, a list of indices below
///   `n_samples`, in which an index may stand several times and another not at all
/// - `statistic`: makes one number of the values of a resample
///
/// Returns `n_resamples` numbers, in the order of the rows. The statistic is given the values in the
/// order of the list, one for every index.
pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    let drawn = |indices: ArrayView1<usize>| indices.mapv(|index| sample[index]);
    resamples.rows().into_iter().map(|indices| statistic(drawn(indices).view())).collect()
}

/// The interval in the middle of the statistics that holds the share `confidence` of them.
///
/// - `statistics`: at least one number, in any order; equal ones count as often as they occur
/// - `confidence`: above 0 and below 1, for instance 0.95
///
/// Half of what is left out lies below the interval, half above: its ends are the quantiles
/// (1 - `confidence`) / 2 and 1 - (1 - `confidence`) / 2. The quantile `q` of `n` sorted numbers stands
/// at the index `q * (n - 1)`, counted from 0; between two indices it lies on the straight line.
pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let mut sorted = statistics.to_vec();
    sorted.sort_by(f64::total_cmp);
    let left_out = (1.0 - confidence) / 2.0;
    Interval { low: quantile(&sorted, left_out), high: quantile(&sorted, 1.0 - left_out) }
}

/// Deals the values of both groups out anew, once for every permutation, and takes the difference of the
/// means.
///
/// - `first`: `n_first` values, at least one
/// - `second`: `n_second` values, at least one
/// - `permutations`: `n_permutations` x (`n_first` + `n_second`); every row holds each index once
///
/// The pooled values are those of `first`, then those of `second`. A row of `permutations` says which
/// pooled value comes to each place; the first `n_first` places are the new first group, the rest is
/// the new second one.
///
/// Returns `n_permutations` differences, in the order of the rows: the mean of the new first group minus
/// the mean of the new second one.
pub fn permuted_differences(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let pooled = concatenate![Axis(0), first, second];
    let difference = |order: ArrayView1<usize>| {
        let dealt = order.mapv(|index| pooled[index]);
        let (first, second) = dealt.view().split_at(Axis(0), first.len());
        mean(first) - mean(second)
    };
    permutations.rows().into_iter().map(difference).collect()
}

/// The share of differences that are at least as far from 0 as the observed one, on either side. The
/// observed one is counted in.
///
/// - `observed`: the difference between the groups as they are
/// - `permuted`: the differences after the permutations; may be none
///
/// Returns (1 + how many of `permuted` are as far from 0 or further) / (1 + how many there are): above
/// 0, and at most 1.
pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    // The same groups, added up in another order, may differ from the observed ones in the last digits.
    let far = observed.abs() * (1.0 - ROUNDING);
    let as_far = permuted.iter().filter(|difference| difference.abs() >= far).count();
    (1 + as_far) as f64 / (1 + permuted.len()) as f64
}

/// Two equal differences are at most this share of themselves apart, when rounding alone keeps them apart.
const ROUNDING: f64 = 1e-13;

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place as usize], sorted[place.ceil() as usize]);
    below + place.fract() * (above - below)
}
