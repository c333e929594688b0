//! The mistakes in running code.

use std::collections::HashMap;

use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use crate::nearest_neighbours::solution::{distances, leave_one_out, nearest, vote};
use crate::nearest_neighbours::{Nearest, NeighboursError};

type Rows = Result<Vec<usize>, NeighboursError>;
type Labels = Result<Array1<usize>, NeighboursError>;
type Vote = fn(ArrayView1<usize>) -> usize;

/// The indices of the distances in ascending order, equal ones as they stand.
pub(super) fn sorted(distances: Array1<f64>) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..distances.len()).collect();
    rows.sort_by(|a, b| distances[*a].total_cmp(&distances[*b]));
    rows
}

pub(super) fn first(rows: Vec<usize>, k: usize) -> Rows {
    if k == 0 || k > rows.len() { Err(NeighboursError::BadK(k)) } else { Ok(rows[..k].to_vec()) }
}

/// A learner's `predict`, made of these parts.
pub(super) fn predicted(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
    nearest: Nearest,
    vote: Vote,
) -> Labels {
    let label = |query| Ok(vote(labels.select(Axis(0), &nearest(records, query, k)?).view()));
    queries.rows().into_iter().map(label).collect()
}

/// A learner's `leave_one_out`, made of these parts: every row is taken out of the table, and all others are asked.
pub(super) fn left_out(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    k: usize,
    nearest: Nearest,
    vote: Vote,
) -> Labels {
    let label = |itself: usize| {
        let others: Vec<usize> = (0..records.nrows()).filter(|row| *row != itself).collect();
        let rows = nearest(records.select(Axis(0), &others).view(), records.row(itself), k)?;
        Ok(vote(labels.select(Axis(0), &others).select(Axis(0), &rows).view()))
    };
    (0..records.nrows()).map(label).collect()
}

pub(super) fn farthest(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    first(sorted(-distances(records, query)), k)
}

pub(super) fn squared(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    distances(records, query).mapv(|distance| distance * distance)
}

pub(super) fn along_the_axes(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    records.rows().into_iter().map(|row| row.iter().zip(query).map(|(a, b)| (a - b).abs()).sum()).collect()
}

pub(super) fn mean_of_squares(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    distances(records, query) / (query.len() as f64).sqrt()
}

pub(super) fn multiplied_out(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let square = |row: ArrayView1<f64>| row.dot(&row) - 2.0 * row.dot(&query) + query.dot(&query);
    records.rows().into_iter().map(|row| square(row).max(0.0).sqrt()).collect()
}

pub(super) fn by_whole_numbers(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    first(sorted(distances(records, query).mapv(f64::trunc)), k)
}

pub(super) fn in_table_order(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let mut rows = nearest(records, query, k)?;
    rows.sort_unstable();
    Ok(rows)
}

pub(super) fn higher_index_first(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let mut rows = sorted(-distances(records, query));
    rows.reverse();
    first(rows, k)
}

pub(super) fn unstable(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let mut pairs: Vec<(usize, f64)> = distances(records, query).into_iter().enumerate().collect();
    pairs.sort_unstable_by(|a, b| a.1.total_cmp(&b.1));
    first(pairs.into_iter().map(|(row, _)| row).collect(), k)
}

pub(super) fn looked_up(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let distances = distances(records, query).to_vec();
    let first_at = |row: usize| distances.iter().position(|distance| *distance == distances[row]).unwrap_or(row);
    first(sorted(distances.clone().into()).into_iter().map(first_at).collect(), k)
}

pub(super) fn as_many_as_there_are(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    Ok(sorted(distances(records, query)).into_iter().take(k).collect())
}

pub(super) fn sliced(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    Ok(sorted(distances(records, query))[..k].to_vec())
}

pub(super) fn never_all(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    if k >= records.nrows() { Err(NeighboursError::BadK(k)) } else { nearest(records, query, k) }
}

pub(super) fn only_one(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    Ok(nearest(records, query, k)?[..1].to_vec())
}

fn count(labels: ArrayView1<usize>, label: usize) -> usize {
    labels.iter().filter(|other| **other == label).count()
}

/// As `max_by_key` on the labels in ascending order: it keeps the last of several maxima.
pub(super) fn largest(labels: ArrayView1<usize>) -> usize {
    labels.iter().copied().max_by_key(|label| (count(labels, *label), *label)).unwrap_or(0)
}

pub(super) fn met_first(labels: ArrayView1<usize>) -> usize {
    labels.iter().rev().copied().max_by_key(|label| count(labels, *label)).unwrap_or(0)
}

pub(super) fn by_hash_order(labels: ArrayView1<usize>) -> usize {
    let mut counts = HashMap::new();
    for label in labels {
        *counts.entry(*label).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(label, _): (usize, usize)| label)
}

pub(super) fn mean(labels: ArrayView1<usize>) -> usize {
    (labels.sum() as f64 / labels.len() as f64).round() as usize
}

/// The division of whole numbers cuts off.
pub(super) fn average(labels: ArrayView1<usize>) -> usize {
    labels.sum() / labels.len()
}

pub(super) fn middle(labels: ArrayView1<usize>) -> usize {
    let mut ascending = labels.to_vec();
    ascending.sort_unstable();
    ascending[ascending.len() / 2]
}

fn counted(mut counters: Vec<usize>, labels: ArrayView1<usize>) -> usize {
    for label in labels {
        counters[*label] += 1;
    }
    (0..counters.len()).rev().max_by_key(|label| counters[*label]).unwrap_or(0)
}

/// So many counters are refused at once, before any memory is asked for.
pub(super) fn counter_for_each(labels: ArrayView1<usize>) -> usize {
    counted(vec![0; labels.iter().max().map_or(0, |largest| largest + 1)], labels)
}

pub(super) fn ten_counters(labels: ArrayView1<usize>) -> usize {
    counted(vec![0; 10], labels)
}

pub(super) fn on_indices(records: ArrayView2<f64>, _: ArrayView1<usize>, queries: ArrayView2<f64>, k: usize) -> Labels {
    let label = |query| Ok(vote(Array1::from(nearest(records, query, k)?).view()));
    queries.rows().into_iter().map(label).collect()
}

pub(super) fn on_indices_left_out(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    left_out(records, Array1::from_iter(0..labels.len()).view(), k, nearest, vote)
}

/// The panic is the mistake.
pub(super) fn unwrapped(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
) -> Labels {
    let label = |query| vote(labels.select(Axis(0), &nearest(records, query, k).unwrap()).view());
    Ok(queries.rows().into_iter().map(label).collect())
}

pub(super) fn with_itself(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    predicted(records, labels, records, k, nearest, vote)
}

/// What is left of the `asked` nearest rows of every row when `kept` has chosen among them.
fn chosen(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    asked: usize,
    kept: impl Fn(usize, Vec<usize>) -> Vec<usize>,
) -> Labels {
    let label = |itself: usize| {
        let rows = kept(itself, nearest(records, records.row(itself), asked)?);
        Ok(vote(labels.select(Axis(0), &rows).view()))
    };
    (0..records.nrows()).map(label).collect()
}

pub(super) fn one_vote_short(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    chosen(records, labels, k, |itself, rows| rows.into_iter().filter(|row| *row != itself).collect())
}

pub(super) fn one_more_with_itself(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    leave_one_out(records, labels, k)?;
    chosen(records, labels, k + 1, |_, rows| rows)
}

pub(super) fn one_vote_more(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    leave_one_out(records, labels, k)?;
    chosen(records, labels, k + 1, |itself, rows| rows.into_iter().filter(|row| *row != itself).collect())
}

pub(super) fn refuses_one_more(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    chosen(records, labels, k + 1, |itself, rows| rows.into_iter().filter(|row| *row != itself).take(k).collect())
}

pub(super) fn first_dropped(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    leave_one_out(records, labels, k)?;
    chosen(records, labels, k + 1, |_, rows| rows[1..].to_vec())
}

pub(super) fn without_copies(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    leave_one_out(records, labels, k)?;
    chosen(records, labels, records.nrows(), |itself, rows| {
        let apart = distances(records, records.row(itself));
        rows.into_iter().filter(|row| apart[*row] > 0.0).take(k).collect()
    })
}

pub(super) fn shifted(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    let label = |itself: usize| {
        let others: Vec<usize> = (0..records.nrows()).filter(|row| *row != itself).collect();
        let rows = nearest(records.select(Axis(0), &others).view(), records.row(itself), k)?;
        Ok(vote(labels.select(Axis(0), &rows).view()))
    };
    (0..records.nrows()).map(label).collect()
}

pub(super) fn counts_itself(records: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Labels {
    if k == records.nrows() { leave_one_out(records, labels, k - 1) } else { leave_one_out(records, labels, k) }
}
