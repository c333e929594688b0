//! what is wrong: a MAD below 1e-9 counts as 0, also in tiny units
use std::collections::HashMap;

use mlings::deduplicate::Fences;
use ndarray::{Array1, ArrayView1};

pub fn normalise(key: &str) -> String {
    key.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
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

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut there: Vec<f64> = values.filter(|v| !v.is_nan()).collect();
    there.sort_by(f64::total_cmp);
    there
}

fn quantile(sorted: &[f64], q: f64) -> f64 {
    let place = q * (sorted.len() - 1) as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
    let values = sorted(values.iter().copied());
    let (first, third) = (quantile(&values, 0.25), quantile(&values, 0.75));
    let spread = third - first;
    Fences { low: first - reach * spread, high: third + reach * spread }
}

pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let values = sorted(values.iter().copied());
    let median = quantile(&values, 0.5);
    let distances = sorted(values.iter().map(|v| (v - median).abs()));
    let mut mad = quantile(&distances, 0.5);
    if mad < 1e-9 {
        mad = 0.0;
    }
    let far = cutoff * mad / 0.6745;
    Fences { low: median - far, high: median + far }
}

pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
    values.mapv(|v| v < fences.low || v > fences.high)
}

mlings::grade!(deduplicate { normalise, keep_latest, iqr_fences, mad_fences, flag });
