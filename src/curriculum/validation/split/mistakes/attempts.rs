//! Wrong versions, whole or in parts.

use std::collections::BTreeSet;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis, stack};

use super::super::solution::{split_rows, take, test_size, train_test_split};
use super::super::{Part, Rows, Split, SplitError};

pub(super) type TestSize = fn(usize, f64) -> Result<usize, SplitError>;
pub(super) type Cut = fn(&[usize], usize) -> Rows;
pub(super) type Take = fn(ArrayView2<f64>, ArrayView1<f64>, &[usize]) -> Part;

pub(super) fn divide(order: &[usize], test_share: f64, test_size: TestSize, cut: Cut) -> Result<Rows, SplitError> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if !sorted.into_iter().eq(0..order.len()) {
        return Err(SplitError::NotAPermutation);
    }
    Ok(cut(order, test_size(order.len(), test_share)?))
}

pub(super) fn whole(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
    split_rows: fn(&[usize], f64) -> Result<Rows, SplitError>,
    take: Take,
) -> Result<Split, SplitError> {
    if records.nrows() != targets.len() || targets.len() != order.len() {
        return Err(SplitError::DifferentLengths);
    }
    let rows = split_rows(order, test_share)?;
    Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
}

pub(super) fn first_of_the_order(order: &[usize], n_test: usize) -> Rows {
    let (test, train) = order.split_at(n_test);
    Rows { train: train.to_vec(), test: test.to_vec() }
}

pub(super) fn first_of_the_file(order: &[usize], n_test: usize) -> Rows {
    Rows { train: (n_test..order.len()).collect(), test: (0..n_test).collect() }
}

pub(super) fn small_numbers(order: &[usize], n_test: usize) -> Rows {
    let (test, train) = order.iter().partition(|row| **row < n_test);
    Rows { train, test }
}

/// Fisher and Yates's shuffle with a small generator that always starts with the same seed.
pub(super) fn own_shuffle(order: &[usize], n_test: usize) -> Rows {
    let mut own: Vec<usize> = (0..order.len()).collect();
    let mut state = 42_usize;
    for last in (1..own.len()).rev() {
        state = (state * 1103 + 12345) % 65_536;
        own.swap(last, state / 7 % (last + 1));
    }
    first_of_the_order(&own, n_test)
}

pub(super) fn inverse_order(order: &[usize], n_test: usize) -> Rows {
    let mut inverse = vec![0; order.len()];
    for (row, place) in order.iter().enumerate() {
        inverse[*place] = row;
    }
    first_of_the_order(&inverse, n_test)
}

pub(super) fn end_is_held_out(order: &[usize], n_test: usize) -> Rows {
    let (train, test) = order.split_at(order.len() - n_test);
    Rows { train: train.to_vec(), test: test.to_vec() }
}

pub(super) fn swapped(order: &[usize], n_test: usize) -> Rows {
    let Rows { train, test } = first_of_the_order(order, n_test);
    Rows { train: test, test: train }
}

pub(super) fn sorted_train(order: &[usize], n_test: usize) -> Rows {
    Rows { train: sorted_parts(order, n_test).train, ..first_of_the_order(order, n_test) }
}

pub(super) fn sorted_test(order: &[usize], n_test: usize) -> Rows {
    Rows { test: sorted_parts(order, n_test).test, ..first_of_the_order(order, n_test) }
}

pub(super) fn both_turned(order: &[usize], n_test: usize) -> Rows {
    let mut rows = first_of_the_order(order, n_test);
    rows.train.reverse();
    rows.test.reverse();
    rows
}

pub(super) fn train_turned(order: &[usize], n_test: usize) -> Rows {
    Rows { train: both_turned(order, n_test).train, ..first_of_the_order(order, n_test) }
}

pub(super) fn test_turned(order: &[usize], n_test: usize) -> Rows {
    Rows { test: both_turned(order, n_test).test, ..first_of_the_order(order, n_test) }
}

pub(super) fn seam_twice(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order[n_test - 1..].to_vec(), test: order[..n_test].to_vec() }
}

pub(super) fn seam_twice_in_test(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order[n_test..].to_vec(), test: order[..=n_test].to_vec() }
}

pub(super) fn last_of_test_lost(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order[n_test..].to_vec(), test: order[..n_test - 1].to_vec() }
}

pub(super) fn seam_lost(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order[n_test + 1..].to_vec(), test: order[..n_test].to_vec() }
}

pub(super) fn trains_on_all(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order.to_vec(), test: order[..n_test].to_vec() }
}

pub(super) fn sorted_parts(order: &[usize], n_test: usize) -> Rows {
    let mut rows = first_of_the_order(order, n_test);
    rows.train.sort_unstable();
    rows.test.sort_unstable();
    rows
}

/// The right checks around another way to round.
pub(super) fn sized(n_samples: usize, test_share: f64, rounded: fn(f64) -> f64) -> Result<usize, SplitError> {
    match test_size(n_samples, test_share) {
        Ok(_) => Ok(rounded(test_share * n_samples as f64) as usize),
        refused => refused,
    }
}

pub(super) fn size_rounded_down(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    sized(n_samples, test_share, f64::floor)
}

pub(super) fn size_rounded_to_nearest(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    sized(n_samples, test_share, f64::round)
}

pub(super) fn size_of_training(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    test_size(n_samples, test_share).map(|n_test| n_samples - n_test)
}

pub(super) fn any_share(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let n_test = (test_share * n_samples as f64).ceil() as usize;
    if n_test >= n_samples { Err(SplitError::NothingToTrainOn) } else { Ok(n_test) }
}

pub(super) fn all_held_out(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    match test_size(n_samples, test_share) {
        Err(SplitError::NothingToTrainOn) => Ok(n_samples),
        other => other,
    }
}

/// The size by the task, once the share is taken.
pub(super) fn size_unless(is_bad: bool, n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if is_bad {
        return Err(SplitError::BadShare);
    }
    any_share(n_samples, test_share)
}

/// A learner's whole `test_size` around another way to get at the number.
pub(super) fn counted(n_samples: usize, test_share: f64, count: impl Fn(f64) -> usize) -> Result<usize, SplitError> {
    if !(test_share > 0.0 && test_share < 1.0) {
        return Err(SplitError::BadShare);
    }
    let n_test = count(test_share * n_samples as f64);
    if n_test >= n_samples { Err(SplitError::NothingToTrainOn) } else { Ok(n_test) }
}

pub(super) fn size_floor(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| product as usize)
}

pub(super) fn size_floor_of_one_at_least(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| (product as usize).max(1))
}

pub(super) fn size_nearest(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| product.round() as usize)
}

pub(super) fn size_nearest_of_one_at_least(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| product.round().max(1.0) as usize)
}

pub(super) fn training_rounded_up(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let n_train = ((1.0 - test_share) * n_samples as f64).ceil() as usize;
    counted(n_samples, test_share, |_| n_samples - n_train.min(n_samples))
}

pub(super) fn training_first(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let n_train = ((1.0 - test_share) * n_samples as f64).floor() as usize;
    counted(n_samples, test_share, |_| n_samples - n_train.min(n_samples))
}

pub(super) fn one_more(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| product as usize + 1)
}

pub(super) fn half_more_to_nearest(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| (product + 0.5).round() as usize)
}

pub(super) fn in_per_cent(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |_| (n_samples * (test_share * 100.0).round() as usize).div_ceil(100))
}

pub(super) fn in_per_cent_cut_off(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |_| (n_samples * (test_share * 100.0) as usize).div_ceil(100))
}

pub(super) fn share_of_two_digits(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let share = (test_share * 100.0).round() / 100.0;
    counted(n_samples, test_share, |_| (share * n_samples as f64).ceil() as usize)
}

pub(super) fn in_f32(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |_| (test_share as f32 * n_samples as f32).ceil() as usize)
}

pub(super) fn share_in_f32(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |_| (f64::from(test_share as f32) * n_samples as f64).ceil() as usize)
}

pub(super) fn rows_in_u32(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |_| (test_share * f64::from(n_samples as u32)).ceil() as usize)
}

pub(super) fn a_little_less(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| (product - 1e-9).ceil() as usize)
}

pub(super) fn a_little_less_but_one_row(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| (product - 1e-9).ceil().max(1.0) as usize)
}

pub(super) fn rounded_before(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| ((product * 1e9).round() / 1e9).ceil() as usize)
}

pub(super) fn size_of_the_rest(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    counted(n_samples, test_share, |product| n_samples - product as usize)
}

pub(super) fn all_but_an_empty_table(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if n_samples == 0 { Err(SplitError::NothingToTrainOn) } else { all_held_out(n_samples, test_share) }
}

/// One row is no part that can be empty.
pub(super) fn one_or_more_held_out(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if n_samples < 2 { test_size(n_samples, test_share) } else { all_held_out(n_samples, test_share) }
}

pub(super) fn one_kept(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    match test_size(n_samples, test_share) {
        Err(SplitError::NothingToTrainOn) => Ok(n_samples.saturating_sub(1)),
        other => other,
    }
}

pub(super) fn one_kept_of_one(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if n_samples == 0 { test_size(n_samples, test_share) } else { one_kept(n_samples, test_share) }
}

pub(super) fn one_kept_of_two(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    if n_samples < 2 { test_size(n_samples, test_share) } else { one_kept(n_samples, test_share) }
}

pub(super) fn one_is_not_enough(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let n_test = test_size(n_samples, test_share)?;
    if n_test + 1 >= n_samples { Err(SplitError::NothingToTrainOn) } else { Ok(n_test) }
}

pub(super) fn divide_if(is_good: fn(&[usize]) -> bool, order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
    let n_test = test_size(order.len(), test_share)?;
    if is_good(order) { Ok(first_of_the_order(order, n_test)) } else { Err(SplitError::NotAPermutation) }
}

pub(super) fn is_without_repeats(order: &[usize]) -> bool {
    order.iter().collect::<BTreeSet<_>>().len() == order.len()
}

pub(super) fn is_marked_once(order: &[usize]) -> bool {
    let mut met = vec![false; order.len()];
    order.iter().all(|row| !std::mem::replace(&mut met[*row], true))
}

pub(super) fn is_in_range(order: &[usize]) -> bool {
    order.iter().all(|row| *row < order.len())
}

pub(super) fn has_the_sum(order: &[usize]) -> bool {
    order.iter().sum::<usize>() == (0..order.len()).sum::<usize>()
}

pub(super) fn records_by_mask(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let masked: Vec<usize> = (0..records.nrows()).filter(|row| rows.contains(row)).collect();
    Part { records: records.select(Axis(0), &masked), targets: targets.select(Axis(0), rows) }
}

pub(super) fn in_file_order(rows: &[usize]) -> Vec<usize> {
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    sorted
}

pub(super) fn targets_by_mask(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    Part { records: records.select(Axis(0), rows), targets: targets.select(Axis(0), &in_file_order(rows)) }
}

pub(super) fn both_by_mask(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    take(records, targets, &in_file_order(rows))
}

pub(super) fn without_repeats(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let first = |at: usize| !rows[..at].contains(&rows[at]);
    let once: Vec<usize> = (0..rows.len()).filter(|at| first(*at)).map(|at| rows[at]).collect();
    take(records, targets, &once)
}

pub(super) fn as_wide_as_its_first_row(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let named: Vec<ArrayView1<f64>> = rows.iter().map(|row| records.row(*row)).collect();
    let n_features = named.first().map_or(0, |row| row.len());
    let records = Array2::from_shape_fn((rows.len(), n_features), |(place, column)| named[place][column]);
    Part { records, targets: targets.select(Axis(0), rows) }
}

pub(super) fn stacked(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let named: Vec<ArrayView1<f64>> = rows.iter().map(|row| records.row(*row)).collect();
    Part { records: stack(Axis(0), &named).unwrap(), targets: targets.select(Axis(0), rows) }
}

pub(super) fn by_slices(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let (numbers, width) = (records.as_slice().unwrap(), records.ncols());
    let named: Vec<f64> = rows.iter().flat_map(|row| numbers[row * width..(row + 1) * width].to_vec()).collect();
    let records = Array2::from_shape_vec((rows.len(), width), named).unwrap();
    let numbers = targets.as_slice().unwrap();
    Part { records, targets: rows.iter().map(|row| numbers[*row]).collect() }
}

pub(super) fn targets_by_slice(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let numbers = targets.as_slice().unwrap();
    Part { records: records.select(Axis(0), rows), targets: rows.iter().map(|row| numbers[*row]).collect() }
}

pub(super) fn first_targets(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    Part { records: records.select(Axis(0), rows), targets: targets.iter().take(rows.len()).copied().collect() }
}

pub(super) fn targets_in_file_order(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    let mut halves = train_test_split(records, targets, order, test_share)?;
    let n_test = halves.test.targets.len();
    halves.test.targets = targets.iter().take(n_test).copied().collect();
    halves.train.targets = targets.iter().skip(n_test).copied().collect();
    Ok(halves)
}

pub(super) fn records_in_file_order(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    let mut halves = train_test_split(records, targets, order, test_share)?;
    let (test, train) = records.split_at(Axis(0), halves.test.targets.len());
    (halves.test.records, halves.train.records) = (test.to_owned(), train.to_owned());
    Ok(halves)
}

pub(super) fn ignores_the_order(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    train_test_split(records, targets, order, test_share)?;
    let as_it_stands: Vec<usize> = (0..order.len()).collect();
    train_test_split(records, targets, &as_it_stands, test_share)
}

pub(super) fn end_of_the_table(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    let n_test = train_test_split(records, targets, order, test_share)?.test.targets.len();
    let rows = end_is_held_out(order, n_test);
    Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
}

pub(super) fn cuts_any_order(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    if records.nrows() != targets.len() || targets.len() != order.len() {
        return Err(SplitError::DifferentLengths);
    }
    let rows = first_of_the_order(order, test_size(order.len(), test_share)?);
    Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
}

pub(super) fn length_is_no_permutation(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    if records.nrows() == targets.len() && order.len() != records.nrows() {
        return Err(SplitError::NotAPermutation);
    }
    train_test_split(records, targets, order, test_share)
}

pub(super) fn swaps_the_parts(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    let Split { train, test } = train_test_split(records, targets, order, test_share)?;
    Ok(Split { train: test, test: train })
}

pub(super) fn unwraps(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    if records.nrows() != targets.len() || targets.len() != order.len() {
        return Err(SplitError::DifferentLengths);
    }
    let rows = split_rows(order, test_share).unwrap();
    Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
}
