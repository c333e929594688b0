//! Other ways to the bootstrap and the permutation test.

use mlings::resampling::{Contract, Interval, Statistic};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "sums of one group, and selection in place of sorting",
        Contract {
            bootstrap: selection::bootstrap,
            percentile_interval: selection::percentile_interval,
            permuted_differences: selection::permuted_differences,
            p_value: selection::p_value,
        },
    ),
    (
        "plain loops",
        Contract {
            bootstrap: loops::bootstrap,
            percentile_interval: loops::percentile_interval,
            permuted_differences: loops::permuted_differences,
            p_value: loops::p_value,
        },
    ),
    (
        "one matrix product for all permutations",
        Contract {
            bootstrap: products::bootstrap,
            percentile_interval: products::percentile_interval,
            permuted_differences: products::permuted_differences,
            p_value: products::p_value,
        },
    ),
];

/// The second group's sum is what the first leaves over.
mod selection {
    use super::*;

    pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
        resamples.map_axis(Axis(1), |list| statistic(sample.select(Axis(0), &list.to_vec()).view()))
    }

    pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
        let mut values = statistics.to_vec();
        let mut quantile = |q: f64| {
            let place = q * (values.len() as f64 - 1.0);
            let (_, below, rest) = values.select_nth_unstable_by(place as usize, f64::total_cmp);
            let above = rest.iter().copied().fold(f64::INFINITY, f64::min);
            if place.fract() == 0.0 { *below } else { *below * (1.0 - place.fract()) + above * place.fract() }
        };
        Interval { low: quantile(0.5 - confidence / 2.0), high: quantile(0.5 + confidence / 2.0) }
    }

    pub fn permuted_differences(
        first: ArrayView1<f64>,
        second: ArrayView1<f64>,
        permutations: ArrayView2<usize>,
    ) -> Array1<f64> {
        let (n_first, n_second) = (first.len() as f64, second.len() as f64);
        let pooled: Vec<f64> = first.iter().copied().chain(second.iter().copied()).collect();
        let total: f64 = pooled.iter().sum();
        permutations.map_axis(Axis(1), |order| {
            let sum: f64 = order.iter().take(first.len()).map(|index| pooled[*index]).sum();
            sum / n_first - (total - sum) / n_second
        })
    }

    pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
        let mut sizes: Vec<f64> = permuted.iter().copied().chain([observed]).map(f64::abs).collect();
        sizes.sort_by(f64::total_cmp);
        let nearer = sizes.partition_point(|size| *size < observed.abs());
        (sizes.len() - nearer) as f64 / sizes.len() as f64
    }
}

/// Index loops, and a permutation as an iterator that is dealt out.
mod loops {
    use super::*;

    pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
        let mut statistics = Array1::zeros(resamples.nrows());
        let mut resample = Array1::zeros(resamples.ncols());
        for b in 0..resamples.nrows() {
            for i in 0..resamples.ncols() {
                resample[i] = sample[resamples[[b, i]]];
            }
            statistics[b] = statistic(resample.view());
        }
        statistics
    }

    pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
        let mut sorted: Vec<f64> = Vec::new();
        for value in statistics {
            let place = sorted.iter().position(|other| other > value).unwrap_or(sorted.len());
            sorted.insert(place, *value);
        }
        let end = |q: f64| {
            let place = q * (sorted.len() - 1) as f64;
            let last = sorted.len() - 1;
            let (below, above) = (sorted[place as usize], sorted[(place as usize + 1).min(last)]);
            above - (1.0 - place % 1.0) * (above - below)
        };
        Interval { low: end((1.0 - confidence) / 2.0), high: end((1.0 + confidence) / 2.0) }
    }

    pub fn permuted_differences(
        first: ArrayView1<f64>,
        second: ArrayView1<f64>,
        permutations: ArrayView2<usize>,
    ) -> Array1<f64> {
        let mut differences = Array1::zeros(permutations.nrows());
        for (row, difference) in differences.iter_mut().enumerate() {
            let mut dealt = permutations.row(row).to_vec().into_iter().map(|index| {
                if index < first.len() { first[index] } else { second[index - first.len()] }
            });
            let mut mean = |n: usize| {
                let mut sum = 0.0;
                for _ in 0..n {
                    sum += dealt.next().expect("one index for every value");
                }
                sum / n as f64
            };
            let (one, other) = (mean(first.len()), mean(second.len()));
            *difference = one - other;
        }
        differences
    }

    pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
        let mut as_far = 1.0;
        for difference in permuted {
            if *difference >= observed.abs() || *difference <= -observed.abs() {
                as_far += 1.0;
            }
        }
        as_far / (permuted.len() as f64 + 1.0)
    }
}

/// Every place of a permutation has a weight: 1 / n_first in the first group, -1 / n_second in the second.
/// Differences that rounding alone keeps below the observed one count as equal, as in SciPy.
mod products {
    use super::*;

    pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
        let drawn = resamples.mapv(|index| sample[index]);
        drawn.rows().into_iter().map(statistic).collect()
    }

    pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
        let mut sorted = statistics.to_vec();
        sorted.sort_by(|a, b| b.total_cmp(a));
        // From the largest down: what was a quantile from below is one from above.
        let end = |q: f64| {
            let place = q * (sorted.len() - 1) as f64;
            let weight = |at: usize| (1.0 - (place - at as f64).abs()).max(0.0);
            sorted.iter().enumerate().map(|(at, value)| weight(at) * value).sum::<f64>()
        };
        let left_out = (1.0 - confidence) / 2.0;
        Interval { low: end(1.0 - left_out), high: end(left_out) }
    }

    pub fn permuted_differences(
        first: ArrayView1<f64>,
        second: ArrayView1<f64>,
        permutations: ArrayView2<usize>,
    ) -> Array1<f64> {
        let value = |index: usize| first.get(index).copied().unwrap_or_else(|| second[index - first.len()]);
        let dealt: Array2<f64> = permutations.mapv(value);
        let weight = |place: usize| if place < first.len() { 1.0 / first.len() as f64 } else { -1.0 / second.len() as f64 };
        dealt.dot(&Array1::from_shape_fn(first.len() + second.len(), weight))
    }

    pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
        let nearly = observed.abs() * (1.0 - 1e-14);
        let as_far = permuted.mapv(|difference| f64::from(difference.abs() >= nearly)).sum();
        (as_far + 1.0) / (permuted.len() + 1) as f64
    }
}
