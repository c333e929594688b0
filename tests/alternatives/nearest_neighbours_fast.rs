//! Nearest neighbours without a sort of all rows, on a table whose columns lie in one piece each.

use mlings::nearest_neighbours::NeighboursError;
use ndarray::{Array1, ArrayView1, ArrayView2, Zip};

pub fn nearest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Result<Vec<usize>, NeighboursError> {
    if k == 0 || k > records.nrows() {
        return Err(NeighboursError::BadK(k));
    }
    Ok(smallest(squared_distances(records, query), k))
}

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
