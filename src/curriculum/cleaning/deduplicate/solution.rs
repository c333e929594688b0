//! Duplicates and outliers: one spelling for every key, the latest row of each, and fences around what is
//! usual (Tukey 1977; Iglewicz and Hoaglin 1993).

use std::collections::HashMap;

use ndarray::{Array1, ArrayView1};

use mlings::deduplicate::Fences;

/// Writes a key in the one way in which all its spellings are the same: no white space at the ends, one blank
/// for every run of white space inside, and small letters.
///
/// - `key`: any text
///
/// White space is what `char::is_whitespace` says it is, small letters are those of `str::to_lowercase`.
/// Nothing else changes.
pub fn normalise(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Finds the latest row of every key. Keys are compared as they stand.
///
/// - `keys`: the key of every row, `n_samples`
/// - `times`: when every row was written, `n_samples`, finite numbers in any unit: the larger, the later; NaN where it
///   is not known
///
/// Returns the row numbers that are kept, one for every key, in the order of the table. Of equally late rows the
/// last one in the table is kept. A time that is not known is older than any that is.
pub fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let time = |row: usize| if times[row].is_nan() { f64::NEG_INFINITY } else { times[row] };
    let mut latest: HashMap<&str, usize> = HashMap::new();
    for (row, key) in keys.iter().enumerate() {
        let kept = latest.entry(key).or_insert(row);
        if time(row) >= time(*kept) {
            *kept = row;
        }
    }
    let mut rows: Vec<usize> = latest.into_values().collect();
    rows.sort_unstable();
    rows
}

/// The fences of Tukey: a number of spreads below the first and above the third quartile. The spread is the
/// distance from the first to the third, the interquartile range.
///
/// - `values`: `n_samples`; NaN is missing and left out, at least one value is not
/// - `reach`: the number of spreads, usually 1.5
///
/// Returns `Fences { low, high }`. The quantile `q` of `n` sorted values has the place `q · (n - 1)`, counted
/// from 0. Between two places it lies on the straight line from one value to the next.
pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
    let sorted = sorted(values);
    let (first, third) = (quantile(&sorted, 0.25), quantile(&sorted, 0.75));
    let spread = third - first;
    Fences { low: first - reach * spread, high: third + reach * spread }
}

/// The fences of the median absolute deviation, MAD: `cutoff` · MAD / 0.6745 below and above the median.
/// The MAD is the median of the distances from the median.
///
/// - `values`: `n_samples`; NaN is missing and left out, at least one value is not
/// - `cutoff`: how far is too far, usually 3.5
///
/// Returns `Fences { low, high }`. The median is the quantile 0.5, as in `iqr_fences`. When the MAD is 0, both
/// fences are the median.
pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let median = quantile(&sorted(values), 0.5);
    let distances = values.mapv(|value| (value - median).abs());
    let mad = quantile(&sorted(distances.view()), 0.5);
    let reach = cutoff * mad / MAD_OF_NORMAL;
    Fences { low: median - reach, high: median + reach }
}

/// Flags the values that lie outside of the fences. Nothing is taken away.
///
/// - `values`: `n_samples`, any values, infinite ones too
/// - `fences`: the lowest and the highest value that is not flagged
///
/// Returns one flag for every value. A missing value, NaN, is not flagged.
pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
    values.mapv(|value| value < fences.low || value > fences.high)
}

/// Of normally distributed numbers with standard deviation 1, half lie within this distance of the middle.
const MAD_OF_NORMAL: f64 = 0.6745;

fn sorted(values: ArrayView1<f64>) -> Vec<f64> {
    let mut present: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    present.sort_by(f64::total_cmp);
    present
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + place.fract() * (above - below)
}
