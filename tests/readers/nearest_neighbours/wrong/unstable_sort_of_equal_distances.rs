//! what is wrong: sort_unstable_by leaves open which of equally near rows comes first.
//!
//! Nearest neighbours: take a row for what the rows most like it are.
//!
//! Guide: exercises/06_classification/02_nearest_neighbours.md
//! Grade: cargo run -- check nearest_neighbours

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::nearest_neighbours::NeighboursError;
use ndarray::{Array1, ArrayView1, ArrayView2};

/// The Euclidean distance from every row to the query: the root of the sum of squared differences.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `query`: `n_features`
///
/// Returns `n_samples` distances, in the unit of the features. They are right also where the numbers are huge and their
/// differences small.
pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    records
        .rows()
        .into_iter()
        .map(|row| row.iter().zip(query.iter()).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt())
        .collect()
}

/// The indices of the `k` rows that are nearest to the query.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `query`: `n_features`
/// - `k`: how many rows, from 1 to `n_samples`
///
/// Returns `k` indices of rows, the nearest first. Of equally near rows the one with the lower index comes first.
///
/// # Errors
/// `NeighboursError::BadK(k)` where `k` is 0 or larger than `n_samples`.
pub fn nearest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Result<Vec<usize>, NeighboursError> {
    let n = records.nrows();
    if k == 0 || k > n {
        return Err(NeighboursError::BadK(k));
    }
    let distance = distances(records, query);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_unstable_by(|&a, &b| distance[a].total_cmp(&distance[b]));
    order.truncate(k);
    Ok(order)
}

/// The label that occurs most often.
///
/// - `labels`: at least one label; any whole numbers, of up to 19 digits
///
/// Of equally frequent labels the smallest wins.
pub fn vote(labels: ArrayView1<usize>) -> usize {
    let mut sorted = labels.to_vec();
    sorted.sort();
    let mut winner = sorted[0];
    let mut most = 0;
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > most {
            most = run.len();
            winner = run[0];
        }
    }
    winner
}

/// Predicts for every query the label that most of its `k` nearest rows have.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `labels`: `n_samples`, one for every row
/// - `queries`: `n_queries` x `n_features`, at least one
/// - `k`: how many neighbours have a vote, from 1 to `n_samples`
///
/// Returns `n_queries` labels. Ties are settled as in `nearest` and in `vote`.
///
/// # Errors
/// `NeighboursError::BadK(k)` where `k` is 0 or larger than `n_samples`.
pub fn predict(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError> {
    queries
        .rows()
        .into_iter()
        .map(|query| -> Result<usize, NeighboursError> {
            let rows = nearest(records, query, k)?;
            let votes: Array1<usize> = rows.into_iter().map(|row| labels[row]).collect();
            Ok(vote(votes.view()))
        })
        .collect()
}

/// Predicts every row from all rows but itself: what `predict` would say if it had never seen this row.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `labels`: `n_samples`, one for every row
/// - `k`: how many other rows have a vote, from 1 to `n_samples - 1`
///
/// Returns `n_samples` labels. Another row with the very same numbers is another row, and votes.
///
/// # Errors
/// `NeighboursError::BadK(k)` where `k` is 0 or larger than the number of other rows.
pub fn leave_one_out(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    k: usize,
) -> Result<Array1<usize>, NeighboursError> {
    let n = records.nrows();
    if k == 0 || k >= n {
        return Err(NeighboursError::BadK(k));
    }
    (0..n)
        .map(|i| -> Result<usize, NeighboursError> {
            let order = nearest(records, records.row(i), n)?;
            let others = order.into_iter().filter(|&row| row != i).take(k);
            let votes: Array1<usize> = others.map(|row| labels[row]).collect();
            Ok(vote(votes.view()))
        })
        .collect()
}

mlings::grade!(nearest_neighbours { distances, nearest, vote, predict, leave_one_out });
