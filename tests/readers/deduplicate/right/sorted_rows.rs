//! Duplicates and outliers; the rows are sorted, the last of each key is kept.

#![allow(unused_variables)]

use mlings::deduplicate::Fences;
use ndarray::{Array1, ArrayView1};
use std::cmp::Ordering;

pub fn normalise(key: &str) -> String {
    let mut normal = String::new();
    let mut gap = false;
    for c in key.chars() {
        if c.is_whitespace() {
            gap = true;
        } else {
            if gap && !normal.is_empty() {
                normal.push(' ');
            }
            gap = false;
            normal.push(c);
        }
    }
    normal.to_lowercase()
}

/// Earlier first, and what is not known before everything else.
fn by_time(a: f64, b: f64) -> Ordering {
    match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.partial_cmp(&b).unwrap(),
    }
}

pub fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..keys.len()).collect();
    rows.sort_by(|&a, &b| keys[a].cmp(&keys[b]).then(by_time(times[a], times[b])).then(a.cmp(&b)));
    let mut kept = Vec::new();
    for (place, &row) in rows.iter().enumerate() {
        let is_last = place + 1 == rows.len() || keys[rows[place + 1]] != keys[row];
        if is_last {
            kept.push(row);
        }
    }
    kept.sort();
    kept
}

/// The quantile of numbers in any order, all of which are known.
fn quantile(numbers: &[f64], q: f64) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let place = q * (sorted.len() as f64 - 1.0);
    let low = place as usize;
    let share = place - low as f64;
    match sorted.get(low + 1) {
        Some(next) => sorted[low] + share * (next - sorted[low]),
        None => sorted[low],
    }
}

fn known(values: ArrayView1<f64>) -> Vec<f64> {
    values.iter().cloned().filter(|v| !v.is_nan()).collect()
}

pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
    let numbers = known(values);
    let (first, third) = (quantile(&numbers, 0.25), quantile(&numbers, 0.75));
    let margin = reach * (third - first);
    Fences { low: first - margin, high: third + margin }
}

pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let numbers = known(values);
    let median = quantile(&numbers, 0.5);
    let distances: Vec<f64> = numbers.iter().map(|v| (v - median).abs()).collect();
    let margin = cutoff * quantile(&distances, 0.5) / 0.6745;
    Fences { low: median - margin, high: median + margin }
}

pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
    values.iter().map(|&v| !v.is_nan() && !(fences.low <= v && v <= fences.high)).collect()
}

mlings::grade!(deduplicate { normalise, keep_latest, iqr_fences, mad_fences, flag });
