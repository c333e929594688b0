//! Other ways to the nearest neighbours.

use mlings::nearest_neighbours::{Contract, NeighboursError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "products for distances, selection for a sort, a row infinitely far from itself",
        Contract {
            distances: products::distances,
            nearest: products::nearest,
            vote: products::vote,
            predict: products::predict,
            leave_one_out: products::leave_one_out,
        },
    ),
    (
        "a heap of the k nearest so far, and a table without the row that is left out",
        Contract {
            distances: heap::distances,
            nearest: heap::nearest,
            vote: heap::vote,
            predict: heap::predict,
            leave_one_out: heap::leave_one_out,
        },
    ),
    (
        "the k nearest so far in order, and columns in one piece",
        Contract {
            distances: heap::distances,
            nearest: fast::nearest,
            vote: fast::vote,
            predict: fast::predict,
            leave_one_out: heap::leave_one_out,
        },
    ),
];

#[path = "nearest_neighbours_fast.rs"]
mod fast;

/// |a - b|² = a·a - 2 a·b + b·b, for all pairs at once, seen from the first row so that no digits are lost.
mod products {
    use std::collections::BTreeMap;

    use super::*;

    fn all_distances(records: ArrayView2<f64>, queries: ArrayView2<f64>) -> Array2<f64> {
        let squares = |table: &Array2<f64>| table.map_axis(Axis(1), |row| row.dot(&row));
        let origin = records.row(0);
        let (records, queries) = (&records - &origin, &queries - &origin);
        let pairs = -2.0 * queries.dot(&records.t()) + squares(&records) + squares(&queries).insert_axis(Axis(1));
        pairs.mapv(|square| square.max(0.0).sqrt())
    }

    pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
        all_distances(records, query.insert_axis(Axis(0))).row(0).to_owned()
    }

    fn smallest(distances: ArrayView1<f64>, k: usize) -> Vec<usize> {
        let mut left: Vec<usize> = (0..distances.len()).collect();
        let pick = |_| {
            let mut best = 0;
            for place in 1..left.len() {
                if distances[left[place]] < distances[left[best]] {
                    best = place;
                }
            }
            left.remove(best)
        };
        (0..k).map(pick).collect()
    }

    pub fn nearest(
        records: ArrayView2<f64>,
        query: ArrayView1<f64>,
        k: usize,
    ) -> Result<Vec<usize>, NeighboursError> {
        if !(1..=records.nrows()).contains(&k) {
            return Err(NeighboursError::BadK(k));
        }
        Ok(smallest(distances(records, query).view(), k))
    }

    pub fn vote(labels: ArrayView1<usize>) -> usize {
        let mut counts = BTreeMap::new();
        for label in labels {
            *counts.entry(*label).or_insert(0) += 1;
        }
        let most: usize = counts.values().copied().max().unwrap_or(0);
        counts.into_iter().find(|(_, count)| *count == most).map_or(0, |(label, _)| label)
    }

    fn labelled(distances: &Array2<f64>, labels: ArrayView1<usize>, k: usize) -> Array1<usize> {
        distances.map_axis(Axis(1), |row| vote(labels.select(Axis(0), &smallest(row, k)).view()))
    }

    pub fn predict(
        records: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        queries: ArrayView2<f64>,
        k: usize,
    ) -> Result<Array1<usize>, NeighboursError> {
        if k < 1 || labels.len() < k {
            return Err(NeighboursError::BadK(k));
        }
        Ok(labelled(&all_distances(records, queries), labels, k))
    }

    pub fn leave_one_out(
        records: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        k: usize,
    ) -> Result<Array1<usize>, NeighboursError> {
        if k < 1 || labels.len() <= k {
            return Err(NeighboursError::BadK(k));
        }
        let mut distances = all_distances(records, records);
        distances.diag_mut().fill(f64::INFINITY);
        Ok(labelled(&distances, labels, k))
    }
}

mod heap {
    use std::cmp::{Ordering, Reverse};
    use std::collections::BinaryHeap;

    use super::*;

    /// The farthest comes first out of the heap; of equally far ones the highest index.
    struct Neighbour(f64, usize);

    impl Ord for Neighbour {
        fn cmp(&self, other: &Self) -> Ordering {
            self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
        }
    }

    impl PartialOrd for Neighbour {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }

    impl PartialEq for Neighbour {
        fn eq(&self, other: &Self) -> bool {
            self.cmp(other) == Ordering::Equal
        }
    }

    impl Eq for Neighbour {}

    pub fn distances(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
        let mut squares = Array1::<f64>::zeros(records.nrows());
        for (column, of_query) in records.columns().into_iter().zip(query) {
            squares += &column.mapv(|value| (value - of_query) * (value - of_query));
        }
        squares.mapv(f64::sqrt)
    }

    pub fn nearest(
        records: ArrayView2<f64>,
        query: ArrayView1<f64>,
        k: usize,
    ) -> Result<Vec<usize>, NeighboursError> {
        if k == 0 || records.nrows() < k {
            return Err(NeighboursError::BadK(k));
        }
        let mut kept = BinaryHeap::new();
        for (row, distance) in distances(records, query).into_iter().enumerate() {
            kept.push(Neighbour(distance, row));
            if kept.len() > k {
                kept.pop();
            }
        }
        Ok(kept.into_sorted_vec().into_iter().map(|Neighbour(_, row)| row).collect())
    }

    pub fn vote(labels: ArrayView1<usize>) -> usize {
        let count = |label: &usize| labels.iter().filter(|other| *other == label).count();
        labels.iter().copied().max_by_key(|label| (count(label), Reverse(*label))).unwrap_or(0)
    }

    pub fn predict(
        records: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        queries: ArrayView2<f64>,
        k: usize,
    ) -> Result<Array1<usize>, NeighboursError> {
        let mut predicted = Array1::zeros(queries.nrows());
        for (query, label) in queries.rows().into_iter().zip(&mut predicted) {
            *label = vote(labels.select(Axis(0), &nearest(records, query, k)?).view());
        }
        Ok(predicted)
    }

    pub fn leave_one_out(
        records: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        k: usize,
    ) -> Result<Array1<usize>, NeighboursError> {
        let mut predicted = Array1::zeros(labels.len());
        for row in 0..labels.len() {
            let others: Vec<usize> = (0..row).chain(row + 1..labels.len()).collect();
            let (known, names) = (records.select(Axis(0), &others), labels.select(Axis(0), &others));
            predicted[row] = predict(known.view(), names.view(), records.select(Axis(0), &[row]).view(), k)?[0];
        }
        Ok(predicted)
    }
}
