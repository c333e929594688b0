//! right: plain loops, an insertion list of the k nearest, a map of counts
use mlings::nearest_neighbours::NeighboursError;
use ndarray::{Array1, ArrayView1, ArrayView2};
use std::collections::BTreeMap;

fn distance(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for j in 0..a.len() {
        let d = a[j] - b[j];
        sum += d * d;
    }
    sum.sqrt()
}

pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let mut result = Array1::zeros(records.nrows());
    for i in 0..records.nrows() {
        result[i] = distance(records.row(i), query);
    }
    result
}

fn k_nearest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize, without: Option<usize>) -> Vec<usize> {
    let mut kept: Vec<(f64, usize)> = Vec::new();
    for i in 0..records.nrows() {
        if Some(i) == without {
            continue;
        }
        let d = distance(records.row(i), query);
        let mut at = kept.len();
        while at > 0 && kept[at - 1].0 > d {
            at -= 1;
        }
        if at < k {
            kept.insert(at, (d, i));
            if kept.len() > k {
                kept.pop();
            }
        }
    }
    kept.iter().map(|pair| pair.1).collect()
}

pub fn nearest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Result<Vec<usize>, NeighboursError> {
    if k < 1 || k > records.nrows() {
        return Err(NeighboursError::BadK(k));
    }
    Ok(k_nearest(records, query, k, None))
}

fn most_frequent(labels: &[usize]) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &label in labels {
        *counts.entry(label).or_default() += 1;
    }
    let mut winner = labels[0];
    let mut most = 0;
    for (label, count) in counts {
        if count > most {
            winner = label;
            most = count;
        }
    }
    winner
}

pub fn vote(labels: ArrayView1<usize>) -> usize {
    most_frequent(&labels.to_vec())
}

pub fn predict(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError> {
    let mut result = Array1::zeros(queries.nrows());
    for q in 0..queries.nrows() {
        let mut votes = Vec::new();
        for row in nearest(records, queries.row(q), k)? {
            votes.push(labels[row]);
        }
        result[q] = most_frequent(&votes);
    }
    Ok(result)
}

pub fn leave_one_out(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError> {
    let n = records.nrows();
    if k < 1 || k > n - 1 {
        return Err(NeighboursError::BadK(k));
    }
    let mut result = Array1::zeros(n);
    for i in 0..n {
        let mut votes = Vec::new();
        for row in k_nearest(records, records.row(i), k, Some(i)) {
            votes.push(labels[row]);
        }
        result[i] = most_frequent(&votes);
    }
    Ok(result)
}

mlings::grade!(nearest_neighbours { distances, nearest, vote, predict, leave_one_out });
