//! resampling: by the hints

#![allow(unused_variables)]

use mlings::resampling::{Interval, Statistic};
use ndarray::{Array1, ArrayView1, ArrayView2};
use ndarray::{concatenate, Axis};

pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    resamples
        .rows()
        .into_iter()
        .map(|list| {
            let values = list.mapv(|index| sample[index]);
            statistic(values.view())
        })
        .collect()
}

pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let mut sorted = statistics.to_vec();
    sorted.sort_by(f64::total_cmp);
    let end = |q: f64| {
        let place = q * (sorted.len() - 1) as f64;
        let below = sorted[place.floor() as usize];
        let above = sorted[place.ceil() as usize];
        below + place.fract() * (above - below)
    };
    let left_out = (1.0 - confidence) / 2.0;
    Interval { low: end(left_out), high: end(1.0 - left_out) }
}

pub fn permuted_differences(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let pool: Array1<f64> = concatenate![Axis(0), first, second];
    permutations
        .rows()
        .into_iter()
        .map(|row| {
            let dealt = row.mapv(|index| pool[index]);
            let (one, other) = dealt.view().split_at(Axis(0), first.len());
            one.sum() / one.len() as f64 - other.sum() / other.len() as f64
        })
        .collect()
}

pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let as_far = permuted.iter().filter(|difference| difference.abs() >= observed.abs()).count();
    (1 + as_far) as f64 / (1 + permuted.len()) as f64
}

mlings::grade!(resampling { bootstrap, percentile_interval, permuted_differences, p_value });
