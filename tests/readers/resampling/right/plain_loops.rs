//! resampling: plain loops

#![allow(unused_variables)]

use mlings::resampling::{Interval, Statistic};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// The values at a list of indices, in the order of the list.
fn look_up(values: &[f64], list: ArrayView1<usize>) -> Vec<f64> {
    list.iter().map(|&index| values[index]).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * (sorted.len() - 1) as f64;
    let k = (place as usize).min(sorted.len() - 1);
    if k + 1 == sorted.len() {
        return sorted[k];
    }
    sorted[k] + (place - k as f64) * (sorted[k + 1] - sorted[k])
}

pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    let sample = sample.to_vec();
    let mut answers = Vec::with_capacity(resamples.nrows());
    for i in 0..resamples.nrows() {
        let values = Array1::from(look_up(&sample, resamples.row(i)));
        answers.push(statistic(values.view()));
    }
    Array1::from(answers)
}

pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let mut sorted: Vec<f64> = statistics.iter().copied().collect();
    sorted.sort_unstable_by(|a, b| a.total_cmp(b));
    let q = (1.0 - confidence) / 2.0;
    Interval { low: quantile(&sorted, q), high: quantile(&sorted, 1.0 - q) }
}

pub fn permuted_differences(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let pool: Vec<f64> = first.iter().chain(second.iter()).copied().collect();
    let n_first = first.len();
    let mut answers = Array1::zeros(permutations.nrows());
    for i in 0..permutations.nrows() {
        let dealt = look_up(&pool, permutations.row(i));
        answers[i] = mean(&dealt[..n_first]) - mean(&dealt[n_first..]);
    }
    answers
}

pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    // a little below the observed distance: the same numbers, added up in another order
    let limit = observed.abs() * (1.0 - 1e-13);
    let mut as_far = 1.0;
    for difference in permuted.iter() {
        if difference.abs() >= limit {
            as_far += 1.0;
        }
    }
    as_far / (1.0 + permuted.len() as f64)
}

mlings::grade!(resampling { bootstrap, percentile_interval, permuted_differences, p_value });
