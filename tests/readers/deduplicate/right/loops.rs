use std::cmp::Ordering;

use mlings::deduplicate::Fences;
use ndarray::{Array1, ArrayView1};

pub fn normalise(key: &str) -> String {
    let mut out = String::new();
    let mut pending = false;
    for c in key.chars() {
        if c.is_whitespace() {
            pending = !out.is_empty();
        } else {
            if pending {
                out.push(' ');
                pending = false;
            }
            out.push(c);
        }
    }
    out.to_lowercase()
}

// sorts by key, time and row; the last of every key stays
pub fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let later = |a: f64, b: f64| match (a.is_nan(), b.is_nan()) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.partial_cmp(&b).unwrap(),
    };
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| keys[a].cmp(&keys[b]).then(later(times[a], times[b])).then(a.cmp(&b)));
    let mut rows = Vec::new();
    for i in 0..order.len() {
        if i + 1 == order.len() || keys[order[i]] != keys[order[i + 1]] {
            rows.push(order[i]);
        }
    }
    rows.sort();
    rows
}

fn part(sorted: &[f64], quarters: usize) -> f64 {
    let steps = quarters * (sorted.len() - 1);
    let low = sorted[steps / 4];
    match steps % 4 {
        0 => low,
        rest => {
            let t = rest as f64 / 4.0;
            low + t * (sorted[steps / 4 + 1] - low)
        }
    }
}

pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
    let mut there = Vec::new();
    for &v in values {
        if !v.is_nan() {
            there.push(v);
        }
    }
    there.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let q1 = part(&there, 1);
    let q3 = part(&there, 3);
    Fences { low: q1 - reach * (q3 - q1), high: q3 + reach * (q3 - q1) }
}

pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let mut there = Vec::new();
    for &v in values {
        if !v.is_nan() {
            there.push(v);
        }
    }
    there.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let median = part(&there, 2);
    for v in there.iter_mut() {
        *v = (*v - median).abs();
    }
    there.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let mad = part(&there, 2);
    Fences { low: median - cutoff * mad / 0.6745, high: median + cutoff * mad / 0.6745 }
}

pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
    let mut flags = Array1::from_elem(values.len(), false);
    for i in 0..values.len() {
        if values[i].is_nan() {
            continue;
        }
        flags[i] = !(values[i] >= fences.low && values[i] <= fences.high);
    }
    flags
}

mlings::grade!(deduplicate { normalise, keep_latest, iqr_fences, mad_fences, flag });
