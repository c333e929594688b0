//! what is wrong: the MAD is multiplied by the rounded constant 1.4826 of other texts instead of divided by 0.6745

#![allow(unused)]

use mlings::deduplicate::Fences;
use ndarray::{Array1, ArrayView1};
use std::collections::HashMap;

pub fn normalise(key: &str) -> String {
    let words: Vec<&str> = key.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

pub fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let time = |row: usize| if times[row].is_nan() { f64::NEG_INFINITY } else { times[row] };
    let mut kept: HashMap<&str, usize> = HashMap::new();
    for (row, key) in keys.iter().enumerate() {
        let best = kept.entry(key.as_str()).or_insert(row);
        if time(row) >= time(*best) {
            *best = row;
        }
    }
    let mut rows: Vec<usize> = kept.into_values().collect();
    rows.sort_unstable();
    rows
}

/// What is not missing, the smallest first.
fn sorted_known(values: ArrayView1<f64>) -> Vec<f64> {
    let mut known: Vec<f64> = values.iter().copied().filter(|v| !v.is_nan()).collect();
    known.sort_by(|a, b| a.total_cmp(b));
    known
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * (sorted.len() - 1) as f64;
    let below = sorted[place.floor() as usize];
    let above = sorted[place.ceil() as usize];
    below + place.fract() * (above - below)
}

pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
    let sorted = sorted_known(values);
    let q1 = quantile(&sorted, 0.25);
    let q3 = quantile(&sorted, 0.75);
    let iqr = q3 - q1;
    Fences { low: q1 - reach * iqr, high: q3 + reach * iqr }
}

pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let sorted = sorted_known(values);
    let median = quantile(&sorted, 0.5);
    let mut distances: Vec<f64> = sorted.iter().map(|v| (v - median).abs()).collect();
    distances.sort_by(|a, b| a.total_cmp(b));
    let mad = quantile(&distances, 0.5);
    let spread = 1.4826 * mad;
    Fences { low: median - cutoff * spread, high: median + cutoff * spread }
}

pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
    values.mapv(|v| v < fences.low || v > fences.high)
}

mlings::grade!(deduplicate { normalise, keep_latest, iqr_fences, mad_fences, flag });
