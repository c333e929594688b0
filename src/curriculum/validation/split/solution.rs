//! The held-out rows are the beginning of a random order, the training rows its rest: whoever cuts one
//! list in two can neither lose a row nor keep one twice.

use ndarray::{ArrayView1, ArrayView2, Axis};

use mlings::split::{Part, Rows, Split, SplitError};

/// How many rows are held out: `test_share * n_samples`, rounded up to a whole number. The product is taken as an
/// `f64` has it: 0.07 of 100 rows is 7.000000000000001, and so 8 rows.
///
/// - `n_samples`: how many rows there are
/// - `test_share`: the share of them that is held out, for instance 0.2
///
/// # Errors
/// - `SplitError::BadShare` if `test_share` is not above 0 and below 1, NaN included
/// - `SplitError::NothingToTrainOn` if no row would be left for the other part
pub fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let is_share = test_share > 0.0 && test_share < 1.0;
    if !is_share {
        return Err(SplitError::BadShare);
    }
    let n_test = (test_share * n_samples as f64).ceil() as usize;
    if n_test >= n_samples {
        return Err(SplitError::NothingToTrainOn);
    }
    Ok(n_test)
}

/// Cuts the order in two: as many rows as `test_size` says are held out, the first ones of the order. All
/// others are trained on.
///
/// - `order`: the numbers of all rows, 0 to `n_samples - 1`, each once, shuffled by the caller
/// - `test_share`: as for `test_size`
///
/// Returns the row numbers of both parts, in the order in which they stand in `order`.
///
/// # Errors
/// - `SplitError::NotAPermutation` if `order` does not name every row exactly once
/// - the errors of `test_size`
pub fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if !sorted.into_iter().eq(0..order.len()) {
        return Err(SplitError::NotAPermutation);
    }
    let (test, train) = order.split_at(test_size(order.len(), test_share)?);
    Ok(Rows { train: train.to_vec(), test: test.to_vec() })
}

/// The named rows, in the order in which they are named, each with its own target. A row that is named twice comes
/// twice.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
/// - `rows`: row numbers below `n_samples`; there may be none
///
/// Returns a `Part` with `rows.len()` rows.
pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    Part { records: records.select(Axis(0), rows), targets: targets.select(Axis(0), rows) }
}

/// Splits a table into the part to train on and the part that is held out, as `split_rows` divides its rows.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
/// - `order` and `test_share`: as for `split_rows`
///
/// # Errors
/// - `SplitError::DifferentLengths` if records, targets and order do not count the same rows
/// - the errors of `split_rows`
pub fn train_test_split(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    order: &[usize],
    test_share: f64,
) -> Result<Split, SplitError> {
    if records.nrows() != targets.len() || targets.len() != order.len() {
        return Err(SplitError::DifferentLengths);
    }
    let rows = split_rows(order, test_share)?;
    Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
}
