//! Duplicates and outliers: keep one row for every key, and flag what can hardly be true.
//!
//! Guide: exercises/02_cleaning/05_deduplicate.md
//! Grade: cargo run -- check deduplicate

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::deduplicate::Fences;
use ndarray::{Array1, ArrayView1};

/// Writes a key in the one way in which all its spellings are the same: no white space at the ends, one blank
/// for every run of white space inside, and small letters.
///
/// - `key`: any text
///
/// White space is what `char::is_whitespace` says it is, small letters are those of `str::to_lowercase`.
/// Nothing else changes.
pub fn normalise(key: &str) -> String {
    todo!()
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
    todo!()
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
    todo!()
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
    todo!()
}

/// Flags the values that lie outside of the fences. Nothing is taken away.
///
/// - `values`: `n_samples`, any values, infinite ones too
/// - `fences`: the lowest and the highest value that is not flagged
///
/// Returns one flag for every value. A missing value, NaN, is not flagged.
pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
    todo!()
}

mlings::grade!(deduplicate { normalise, keep_latest, iqr_fences, mad_fences, flag });
