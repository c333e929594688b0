//! Resampling, with iterators and ndarray methods; the interval by selection instead of sorting.

use mlings::resampling::{Interval, Statistic};
use ndarray::{concatenate, Array1, ArrayView1, ArrayView2, Axis};

pub fn bootstrap(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    resamples.rows().into_iter().map(|list| statistic(list.mapv(|index| sample[index]).view())).collect()
}

fn end(statistics: ArrayView1<f64>, q: f64) -> f64 {
    let mut copy = statistics.to_vec();
    let place = q * (copy.len() - 1) as f64;
    let (_, &mut below, behind) = copy.select_nth_unstable_by(place as usize, f64::total_cmp);
    let above = behind.iter().copied().fold(f64::INFINITY, f64::min);
    if place.fract() == 0.0 {
        below
    } else {
        (1.0 - place.fract()) * below + place.fract() * above
    }
}

pub fn percentile_interval(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    Interval { low: end(statistics, 0.5 - confidence / 2.0), high: end(statistics, 0.5 + confidence / 2.0) }
}

pub fn permuted_differences(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    let pool = concatenate![Axis(0), first, second];
    permutations
        .rows()
        .into_iter()
        .map(|list| {
            let dealt = list.mapv(|index| pool[index]);
            let (one, two) = dealt.view().split_at(Axis(0), first.len());
            one.sum() / one.len() as f64 - two.sum() / two.len() as f64
        })
        .collect()
}

pub fn p_value(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let far = permuted.iter().filter(|difference| difference.abs() >= observed.abs()).count();
    (1.0 + far as f64) / (1.0 + permuted.len() as f64)
}

mlings::grade!(resampling { bootstrap, percentile_interval, permuted_differences, p_value });
