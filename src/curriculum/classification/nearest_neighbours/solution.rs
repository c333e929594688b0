//! Nearest neighbours (Fix and Hodges 1951): there is nothing to fit. The training rows are the model, and
//! all work is done when a query comes.

use ndarray::{Array1, ArrayView1, ArrayView2};

use mlings::nearest_neighbours::NeighboursError;

/// The Euclidean distance from every row to the query: the root of the sum of squared differences.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `query`: `n_features`
///
/// Returns `n_samples` distances, in the unit of the features. They are right also where the numbers are huge and their
/// differences small.
pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let distance = |row: ArrayView1<f64>| row.iter().zip(query).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    records.rows().into_iter().map(distance).collect()
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
    if k == 0 || k > records.nrows() {
        return Err(NeighboursError::BadK(k));
    }
    let mut nearest = by_distance(records, query);
    nearest.truncate(k);
    Ok(nearest)
}

/// The label that occurs most often.
///
/// - `labels`: at least one label; any whole numbers, of up to 19 digits
///
/// Of equally frequent labels the smallest wins.
pub fn vote(labels: ArrayView1<usize>) -> usize {
    let mut ascending = labels.to_vec();
    ascending.sort();
    // Equal labels now stand side by side, and a later run has to be longer to win.
    let mut longest: &[usize] = &[];
    for run in ascending.chunk_by(|a, b| a == b) {
        if run.len() > longest.len() {
            longest = run;
        }
    }
    longest[0]
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
    let label = |query| {
        let neighbours = nearest(records, query, k)?;
        let votes: Array1<usize> = neighbours.iter().map(|row| labels[*row]).collect();
        Ok(vote(votes.view()))
    };
    queries.rows().into_iter().map(label).collect()
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
    if k == 0 || k >= records.nrows() {
        return Err(NeighboursError::BadK(k));
    }
    let label = |itself: usize| {
        let others = by_distance(records, records.row(itself)).into_iter().filter(|row| *row != itself);
        let votes: Array1<usize> = others.take(k).map(|row| labels[row]).collect();
        vote(votes.view())
    };
    Ok((0..records.nrows()).map(label).collect())
}

/// The indices of all rows, the nearest first.
fn by_distance(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Vec<usize> {
    let distances = distances(records, query);
    let mut rows: Vec<usize> = (0..records.nrows()).collect();
    // This sort leaves equal ones in their order.
    rows.sort_by(|a, b| distances[*a].total_cmp(&distances[*b]));
    rows
}
