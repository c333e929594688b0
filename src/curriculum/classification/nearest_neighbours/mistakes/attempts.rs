//! The mistakes in running code.

use std::collections::{BTreeMap, HashMap};

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

pub(super) fn multiplied_out_at_once(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let squares = records.map_axis(Axis(1), |row| row.dot(&row));
    (squares - 2.0 * records.dot(&query) + query.dot(&query)).mapv(f64::sqrt)
}

pub(super) fn in_single(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let square = |(a, b): (&f64, &f64)| (*a as f32 - *b as f32).powi(2);
    records.map_axis(Axis(1), |row| f64::from(row.iter().zip(query).map(square).sum::<f32>().sqrt()))
}

/// As if every row lay in one piece.
pub(super) fn by_memory(records: ArrayView2<f64>, query: ArrayView1<f64>) -> Array1<f64> {
    let numbers = records.as_slice_memory_order().map_or_else(|| records.iter().copied().collect(), <[f64]>::to_vec);
    let distance = |row: &[f64]| row.iter().zip(query).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    numbers.chunks(query.len()).map(distance).collect()
}

pub(super) fn by_whole_numbers(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    first(sorted(distances(records, query).mapv(f64::trunc)), k)
}

fn by_key(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize, key: fn(f64) -> f64) -> Rows {
    first(sorted(distances(records, query).mapv(key)), k)
}

pub(super) fn by_billionths(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    by_key(records, query, k, |distance| (distance * 1e9).round())
}

/// What is too large for the whole numbers becomes the largest of them.
pub(super) fn by_counted_billionths(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let distances = distances(records, query).mapv(|distance| (distance * 1e9).round() as i64);
    let mut rows: Vec<usize> = (0..distances.len()).collect();
    rows.sort_by_key(|row| distances[*row]);
    first(rows, k)
}

pub(super) fn by_millionths(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    by_key(records, query, k, |distance| (distance * 1e6).round())
}

pub(super) fn by_single(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    by_key(records, query, k, |distance| f64::from(distance as f32))
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

pub(super) fn unstable_indices(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let distances = distances(records, query);
    let mut rows: Vec<usize> = (0..distances.len()).collect();
    rows.sort_unstable_by(|a, b| distances[*a].total_cmp(&distances[*b]));
    first(rows, k)
}

/// The k nearest are found by a selection that moves equal ones about; then they are sorted.
pub(super) fn selected(records: ArrayView2<f64>, query: ArrayView1<f64>, k: usize) -> Rows {
    let distances = distances(records, query);
    if k == 0 || k > distances.len() {
        return Err(NeighboursError::BadK(k));
    }
    let mut rows: Vec<usize> = (0..distances.len()).collect();
    rows.select_nth_unstable_by(k - 1, |a, b| distances[*a].total_cmp(&distances[*b]));
    rows.truncate(k);
    rows.sort_by(|a, b| distances[*a].total_cmp(&distances[*b]));
    Ok(rows)
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

/// Until one label leads.
pub(super) fn without_the_farthest(labels: ArrayView1<usize>) -> usize {
    let winner = vote(labels);
    let is_tied = labels.iter().any(|label| *label != winner && count(labels, *label) == count(labels, winner));
    if is_tied { without_the_farthest(labels.split_at(Axis(0), labels.len() - 1).0) } else { winner }
}

pub(super) fn by_hash_order(labels: ArrayView1<usize>) -> usize {
    let mut counts = HashMap::new();
    for label in labels {
        *counts.entry(*label).or_insert(0) += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(label, _): (usize, usize)| label)
}

/// The length of every run, as the labels come, and its label.
fn runs(labels: ArrayView1<usize>) -> Vec<(usize, usize)> {
    labels.to_vec().chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect()
}

pub(super) fn by_runs(labels: ArrayView1<usize>) -> usize {
    let longest = runs(labels).into_iter().max_by_key(|(length, label)| (*length, usize::MAX - label));
    longest.map_or(0, |(_, label)| label)
}

/// A later run has to be longer to win.
pub(super) fn by_first_runs(labels: ArrayView1<usize>) -> usize {
    runs(labels).into_iter().rev().max_by_key(|(length, _)| *length).map_or(0, |(_, label)| label)
}

pub(super) fn through_floats(labels: ArrayView1<usize>) -> usize {
    vote(labels.mapv(|label| label as f64 as usize).view())
}

pub(super) fn through_32_bits(labels: ArrayView1<usize>) -> usize {
    vote(labels.mapv(|label| label as u32 as usize).view())
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

/// Of equally heavy labels the smallest wins.
pub(super) fn weighted(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    queries: ArrayView2<f64>,
    k: usize,
    weight: fn(f64) -> f64,
) -> Labels {
    let label = |query| {
        let (rows, apart) = (nearest(records, query, k)?, distances(records, query));
        let mut weights = BTreeMap::new();
        for row in rows {
            *weights.entry(labels[row]).or_insert(0.0) += weight(apart[row]);
        }
        let heaviest = weights.into_iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
        Ok(heaviest.map_or(0, |(label, _): (usize, f64)| label))
    };
    queries.rows().into_iter().map(label).collect()
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

pub(super) fn without_copies_if_others_are_left(
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    k: usize,
) -> Labels {
    leave_one_out(records, labels, k)?;
    chosen(records, labels, records.nrows(), |itself, rows| {
        let apart = distances(records, records.row(itself));
        let others: Vec<usize> = rows.into_iter().filter(|row| *row != itself).collect();
        let strangers: Vec<usize> = others.iter().copied().filter(|row| apart[*row] > 0.0).collect();
        (if strangers.len() >= k { strangers } else { others }).into_iter().take(k).collect()
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
