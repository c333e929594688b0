//! Folds: whoever knows for every row which fold tests it knows everything; all other folds train on it.
//! Only time is different, where nobody may train on what comes later.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use ndarray::ArrayView1;

use mlings::folds::{Fold, FoldError};

/// k-fold: the order is cut into `k` blocks, and fold number i tests block number i. Where `k` does not
/// divide the number of rows, the first blocks have one row more than the others.
///
/// - `order`: the numbers of all rows, 0 to `n_samples - 1`, each once, shuffled by the caller
/// - `k`: how many folds
///
/// Returns `k` folds. Every fold trains on all rows that it does not test.
///
/// # Errors
/// - `FoldError::TooFewFolds` if `k` is below 2
/// - `FoldError::TooFewRows` if there are fewer rows than folds
pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    at_least_two(k)?;
    if order.len() < k {
        return Err(FoldError::TooFewRows);
    }
    let (size, longer) = (order.len() / k, order.len() % k);
    let mut tested_in = vec![0; order.len()];
    let mut rest = order;
    for fold in 0..k {
        let (block, later) = rest.split_at(size + usize::from(fold < longer));
        for &row in block {
            tested_in[row] = fold;
        }
        rest = later;
    }
    Ok(folds(&tested_in, k))
}

/// Stratified k-fold: every class is spread over the folds as evenly as it can be. Of every class, two folds
/// test equally many rows or differ by one; and so they do of all rows together.
///
/// - `classes`: the class of every row, `n_samples`, any numbers, also of sixteen digits
/// - `order`: as for `k_fold`; it decides which rows of a class come into the same fold
/// - `k`: how many folds
///
/// Returns `k` folds. Every fold trains on all rows that it does not test.
///
/// # Errors
/// - `FoldError::TooFewFolds` if `k` is below 2
/// - `FoldError::SmallClass` with the lowest class that has fewer rows than there are folds
pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    at_least_two(k)?;
    if let Some((class, _)) = sizes(classes).into_iter().find(|(_, size)| *size < k) {
        return Err(FoldError::SmallClass(class));
    }
    // Class after class, within a class as the order has it, the rows are dealt out like cards.
    let mut by_class = order.to_vec();
    by_class.sort_by_key(|&row| classes[row]);
    let mut tested_in = vec![0; by_class.len()];
    for (place, row) in by_class.into_iter().enumerate() {
        tested_in[row] = place % k;
    }
    Ok(folds(&tested_in, k))
}

/// Grouped k-fold: all rows of a group are tested in the same fold, so no group is ever on both sides. The
/// groups are placed from the largest to the smallest, each into the fold that has the fewest rows so far, of
/// equal folds into the lowest number. Which of two equally large groups goes first is free.
///
/// - `groups`: the group of every row, `n_samples`, any numbers, also of sixteen digits
/// - `k`: how many folds
///
/// Returns `k` folds. Every fold trains on all rows that it does not test.
///
/// # Errors
/// - `FoldError::TooFewFolds` if `k` is below 2
/// - `FoldError::TooFewGroups` if there are fewer groups than folds
pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
    at_least_two(k)?;
    let mut largest_first: Vec<(usize, usize)> = sizes(groups).into_iter().collect();
    if largest_first.len() < k {
        return Err(FoldError::TooFewGroups);
    }
    largest_first.sort_by_key(|(_, size)| Reverse(*size));
    let mut rows_in = vec![0; k];
    let mut fold_of = BTreeMap::new();
    for (group, size) in largest_first {
        let lightest = (0..k).min_by_key(|fold| rows_in[*fold]).unwrap_or(0);
        rows_in[lightest] += size;
        fold_of.insert(group, lightest);
    }
    let tested_in: Vec<usize> = groups.iter().map(|group| fold_of[group]).collect();
    Ok(folds(&tested_in, k))
}

/// Splits in order of time: every fold trains on all rows that are earlier than its test rows, and on no
/// others. The newest rows are tested: from the end backwards there are `k` blocks of
/// `n_samples / (k + 1)` rows, rounded down. Fold 0 tests the earliest of the blocks, the last fold the newest.
///
/// - `times`: when every row happened, `n_samples`, any numbers, in any order, no two equal
/// - `k`: how many folds
///
/// Returns `k` folds. The rows before all blocks are never tested.
///
/// # Errors
/// - `FoldError::TooFewFolds` if `k` is below 2
/// - `FoldError::TooFewRows` if there are fewer than `k + 1` rows
pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
    at_least_two(k)?;
    if times.len() < k + 1 {
        return Err(FoldError::TooFewRows);
    }
    let mut earliest_first: Vec<usize> = (0..times.len()).collect();
    earliest_first.sort_by(|&a, &b| times[a].total_cmp(&times[b]));
    let size = times.len() / (k + 1);
    let never_tested = times.len() - k * size;
    let fold = |number: usize| {
        let (train, rest) = earliest_first.split_at(never_tested + number * size);
        Fold { train: train.to_vec(), test: rest[..size].to_vec() }
    };
    Ok((0..k).map(fold).collect())
}

fn at_least_two(k: usize) -> Result<(), FoldError> {
    if k < 2 { Err(FoldError::TooFewFolds) } else { Ok(()) }
}

/// How many rows every class or group has.
fn sizes(labels: ArrayView1<usize>) -> BTreeMap<usize, usize> {
    let mut sizes = BTreeMap::new();
    for &label in labels {
        *sizes.entry(label).or_insert(0) += 1;
    }
    sizes
}

/// From the fold that tests each row to the folds: the others train on it.
fn folds(tested_in: &[usize], k: usize) -> Vec<Fold> {
    let fold = |number: usize| {
        let (test, train) = (0..tested_in.len()).partition(|&row| tested_in[row] == number);
        Fold { train, test }
    };
    (0..k).map(fold).collect()
}
