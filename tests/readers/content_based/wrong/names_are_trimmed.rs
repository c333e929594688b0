//! what is wrong: features takes blanks off both ends of a name, though names stay as written

#![allow(unused, clippy::all)]
use mlings::content_based::Vocabulary;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};
use std::collections::{BTreeMap, BTreeSet};

pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
    let mut out = Vec::new();
    for text in [genres, countries] {
        for piece in text.split('|') {
            if !piece.is_empty() {
                out.push(piece.trim().to_string());
            }
        }
    }
    out.push(format!("{}s", year / 10 * 10));
    out
}

pub fn fit(items: &[Vec<String>]) -> Vocabulary {
    let n = items.len();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let set: BTreeSet<&String> = item.iter().collect();
        for feature in set {
            *counts.entry(feature.clone()).or_insert(0) += 1;
        }
    }
    let mut features = Vec::new();
    let mut idf = Vec::new();
    for (feature, m) in counts {
        features.push(feature);
        idf.push(((1.0 + n as f64) / (1.0 + m as f64)).ln() + 1.0);
    }
    Vocabulary { features, idf: Array1::from(idf) }
}

pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let mut table = Array2::zeros((items.len(), vocabulary.features.len()));
    for (i, item) in items.iter().enumerate() {
        for feature in item {
            for j in 0..vocabulary.features.len() {
                if &vocabulary.features[j] == feature {
                    table[[i, j]] = vocabulary.idf[j];
                }
            }
        }
    }
    table
}

fn length(row: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for &x in row {
        sum += x * x;
    }
    sum.sqrt()
}

pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    let mut table = Array2::zeros((queries.nrows(), items.nrows()));
    for i in 0..queries.nrows() {
        let a = length(queries.row(i));
        for j in 0..items.nrows() {
            let b = length(items.row(j));
            let mut dot = 0.0;
            for c in 0..items.ncols() {
                dot += queries[[i, c]] * items[[j, c]];
            }
            if a > 0.0 && b > 0.0 {
                table[[i, j]] = dot / a / b;
            }
        }
    }
    table
}

pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    let mut sum = Array1::zeros(items.ncols());
    if liked.is_empty() {
        return sum;
    }
    for &row in liked {
        for c in 0..items.ncols() {
            sum[c] += items[[row, c]];
        }
    }
    sum / liked.len() as f64
}

pub fn recommend(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    let mut left = Vec::new();
    for i in 0..similarities.len() {
        if similarities[i] > 0.0 && !seen.contains(&i) {
            left.push(i);
        }
    }
    left.sort_by(|&a, &b| similarities[b].partial_cmp(&similarities[a]).unwrap());
    left.truncate(n);
    left
}

mlings::grade!(content_based { features, fit, transform, similarity, profile, recommend });
