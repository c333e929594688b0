//! what is wrong: the dealt values are cut in the middle of the pool, not after n_first

use mlings::resampling::{Interval, Statistic};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    let mut answer = Array1::zeros(resamples.nrows());
    for i in 0..resamples.nrows() {
        let mut drawn = Array1::zeros(resamples.ncols());
        for j in 0..resamples.ncols() {
            drawn[j] = sample[resamples[[i, j]]];
        }
        answer[i] = statistic(drawn.view());
    }
    answer
}

pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let mut sorted = statistics.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let end = |q: f64| {
        let place = q * (n - 1) as f64;
        let below = sorted[place.floor() as usize];
        let above = sorted[place.ceil() as usize];
        below + place.fract() * (above - below)
    };
    let out = (1.0 - confidence) / 2.0;
    let low = end(out);
    let high = end(1.0 - out);
    Interval { low, high }
}

pub fn permuted_differences(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let total = first.len() + second.len();
    let n_first = total / 2;
    let n_second = total - n_first;
    let mut pool = Vec::new();
    for &value in first {
        pool.push(value);
    }
    for &value in second {
        pool.push(value);
    }
    let mut answer = Array1::zeros(permutations.nrows());
    for k in 0..permutations.nrows() {
        let mut sum_first = 0.0;
        let mut sum_second = 0.0;
        for place in 0..n_first + n_second {
            let value = pool[permutations[[k, place]]];
            if place < n_first {
                sum_first += value;
            } else {
                sum_second += value;
            }
        }
        answer[k] = sum_first / n_first as f64 - sum_second / n_second as f64;
    }
    answer
}

pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let mut far = 1;
    for difference in permuted {
        if difference.abs() >= observed.abs() {
            far += 1;
        }
    }
    far as f64 / (1 + permuted.len()) as f64
}

mlings::grade!(resampling { bootstrap, percentile_interval, permuted_differences, p_value });
