//! what is wrong: in predict equally frequent labels are settled by the nearest of them, not by the smallest label
use mlings::nearest_neighbours::NeighboursError;
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    records.map_axis(Axis(1), |row| row.iter().zip(query).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt())
}

fn order(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Vec<usize> {
    let far = distances(records, query);
    let mut order: Vec<usize> = (0..far.len()).collect();
    order.sort_by(|&a, &b| far[a].total_cmp(&far[b]));
    order
}

pub fn nearest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Result<Vec<usize>, NeighboursError> {
    if k == 0 || k > records.nrows() {
        return Err(NeighboursError::BadK(k));
    }
    let mut order = order(records, query);
    order.truncate(k);
    Ok(order)
}

pub fn vote(labels: ArrayView1<usize>) -> usize {
    let mut sorted = labels.to_vec();
    sorted.sort_unstable();
    let mut best = (0, 0);
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > best.0 {
            best = (run.len(), run[0]);
        }
    }
    best.1
}

pub fn predict(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError> {
    queries
        .rows()
        .into_iter()
        .map(|query| {
            let rows = nearest(records, query, k)?;
            let votes = labels.select(Axis(0), &rows);
            let count = |label: usize| votes.iter().filter(|&&other| other == label).count();
            let mut best = votes[0];
            for &label in &votes {
                if count(label) > count(best) {
                    best = label;
                }
            }
            Ok(best)
        })
        .collect()
}

pub fn leave_one_out(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError> {
    if k == 0 || k >= records.nrows() {
        return Err(NeighboursError::BadK(k));
    }
    let predictions = (0..records.nrows()).map(|i| {
        let mut others = order(records, records.row(i));
        others.retain(|&row| row != i);
        others.truncate(k);
        vote(labels.select(Axis(0), &others).view())
    });
    Ok(predictions.collect())
}

mlings::grade!(nearest_neighbours { distances, nearest, vote, predict, leave_one_out });
