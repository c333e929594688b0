//! Nearest neighbours (Fix and Hodges 1951): there is nothing to fit. The training rows are the model, and
//! all work is done when a query comes.

use ndarray::{Array1, ArrayView1, ArrayView2, Zip};

use mlings::nearest_neighbours::NeighboursError;

/// The Euclidean distance from every row to the query: the root of the sum of squared differences.
///
/// - `records`: `n_samples` x `n_features`, at least one row
/// - `query`: `n_features`
///
/// Returns `n_samples` distances, in the unit of the features. They are right also where the numbers are huge and their
/// differences small.
pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    squared_distances(records, query).sqrt()
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
    Ok(smallest(squared_distances(records, query), k))
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
    // The same table with every column in one piece, for `squared_distances`.
    let columns = records.t().as_standard_layout().into_owned();
    let label = |query| {
        let neighbours = nearest(columns.t(), query, k)?;
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
        let nearest = smallest(squared_distances(records, records.row(itself)), k + 1).into_iter();
        let others = nearest.filter(|row| *row != itself);
        let votes: Array1<usize> = others.take(k).map(|row| labels[row]).collect();
        vote(votes.view())
    };
    Ok((0..records.nrows()).map(label).collect())
}

/// Column by column: numbers that lie side by side are computed several at a time. The nearest by the squares are the
/// nearest, so most distances need no root.
fn squared_distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let mut squares = Array1::zeros(records.nrows());
    for (column, at) in records.columns().into_iter().zip(query) {
        Zip::from(&mut squares).and(column).for_each(|sum, value| *sum += (value - at).powi(2));
    }
    squares
}

/// The indices of the `k` smallest numbers, the smallest first; of equal ones the lower index comes first.
fn smallest(numbers: Array1<f64>, k: usize) -> Vec<usize> {
    let mut kept: Vec<(f64, usize)> = numbers.iter().copied().zip(0..k).collect();
    kept.sort_by(|a, b| a.0.total_cmp(&b.0));
    for index in k..numbers.len() {
        let number = numbers[index];
        // For most numbers this one comparison is all.
        if number < kept[k - 1].0 {
            let mut place = k - 1;
            while place > 0 && number < kept[place - 1].0 {
                kept[place] = kept[place - 1];
                place -= 1;
            }
            kept[place] = (number, index);
        }
    }
    kept.into_iter().map(|(_, index)| index).collect()
}
