//! what is wrong: max_by_key returns the last of equal counts, so the largest of equally frequent labels wins.
//!
//! Nearest neighbours: take a row for what the rows most like it are.
//!
//! Guide: exercises/06_classification/02_nearest_neighbours.md
//! Grade: cargo run -- check nearest_neighbours

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::nearest_neighbours::NeighboursError;
use ndarray::{Array1, ArrayView1, ArrayView2};
use ndarray::Axis;
use std::collections::BTreeMap;

/// The Euclidean distance from every row to the query: the root of the sum of squared differences.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `query`: `n_features`
///
/// Returns `n_samples` distances, in the unit of the features. They are right also where the numbers are huge and their
/// differences small.
pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let differences = &records - &query;
    differences.mapv(|difference| difference * difference).sum_axis(Axis(1)).mapv(f64::sqrt)
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
    if !(1..=records.nrows()).contains(&k) {
        return Err(NeighboursError::BadK(k));
    }
    let mut rows: Vec<(f64, usize)> = distances(records, query).into_iter().zip(0..).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    Ok(rows[..k].iter().map(|row| row.1).collect())
}

/// The label that occurs most often.
///
/// - `labels`: at least one label; any whole numbers, of up to 19 digits
///
/// Of equally frequent labels the smallest wins.
pub fn vote(labels: ArrayView1<usize>) -> usize {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &label in labels.iter() {
        *counts.entry(label).or_insert(0) += 1;
    }
    // the labels come in ascending order, so the first one is the smallest
    counts.into_iter().max_by_key(|entry| entry.1).unwrap().0
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
    let mut answers = Vec::with_capacity(queries.nrows());
    for query in queries.rows() {
        let rows = nearest(records, query, k)?;
        answers.push(vote(labels.select(Axis(0), &rows).view()));
    }
    Ok(Array1::from(answers))
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
    let mut answers = Array1::<usize>::zeros(n);
    for i in 0..n {
        let others: Vec<usize> = (0..n).filter(|&row| row != i).collect();
        let rest = records.select(Axis(0), &others);
        let rest_labels = labels.select(Axis(0), &others);
        let rows = nearest(rest.view(), records.row(i), k)?;
        answers[i] = vote(rest_labels.select(Axis(0), &rows).view());
    }
    Ok(answers)
}

mlings::grade!(nearest_neighbours { distances, nearest, vote, predict, leave_one_out });
