//! Folds: choose who is held out when, by chance, by class, by group and by time.
//!
//! Guide: exercises/04_validation/02_folds.md
//! Grade: cargo run -- check folds

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::folds::{Fold, FoldError};
use ndarray::ArrayView1;

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
    todo!()
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
    todo!()
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
    todo!()
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
    todo!()
}

mlings::grade!(folds { k_fold, stratified_k_fold, group_k_fold, time_series_split });
