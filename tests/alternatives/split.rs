//! Other ways to train and test.

use mlings::split::{Contract, Part, Rows, Split, SplitError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, stack};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops and marks",
        Contract {
            test_size: loops::test_size,
            split_rows: loops::split_rows,
            take: loops::take,
            train_test_split: loops::train_test_split,
        },
    ),
    (
        "the training part first",
        Contract {
            test_size: training_first::test_size,
            split_rows: training_first::split_rows,
            take: training_first::take,
            train_test_split: training_first::train_test_split,
        },
    ),
];

/// Every row is marked as it is met; the parts are filled entry by entry; the whole does without the pieces.
mod loops {
    use super::*;

    pub fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
        if test_share.is_nan() || test_share <= 0.0 || test_share >= 1.0 {
            return Err(SplitError::BadShare);
        }
        let mut n_test = 0;
        while (n_test as f64) < n_samples as f64 * test_share {
            n_test += 1;
        }
        if n_test == n_samples { Err(SplitError::NothingToTrainOn) } else { Ok(n_test) }
    }

    pub fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
        let n_test = test_size(order.len(), test_share)?;
        let mut met = vec![false; order.len()];
        let mut rows = Rows { train: Vec::new(), test: Vec::new() };
        for (place, &row) in order.iter().enumerate() {
            if row >= order.len() || met[row] {
                return Err(SplitError::NotAPermutation);
            }
            met[row] = true;
            if place < n_test {
                rows.test.push(row);
            } else {
                rows.train.push(row);
            }
        }
        Ok(rows)
    }

    pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
        let mut part =
            Part { records: Array2::zeros((rows.len(), records.ncols())), targets: Array1::zeros(rows.len()) };
        for (place, &row) in rows.iter().enumerate() {
            for column in 0..records.ncols() {
                part.records[[place, column]] = records[[row, column]];
            }
            part.targets[place] = targets[row];
        }
        part
    }

    pub fn train_test_split(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        order: &[usize],
        test_share: f64,
    ) -> Result<Split, SplitError> {
        if [targets.len(), order.len()] != [records.nrows(); 2] {
            return Err(SplitError::DifferentLengths);
        }
        let rows = split_rows(order, test_share)?;
        Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
    }
}

/// Sizes by way of the training part, a set for the order, the shuffled table cut as a whole.
mod training_first {
    use super::*;
    use std::collections::BTreeSet;

    pub fn test_size(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
        match test_share {
            share if share > 0.0 && share < 1.0 => {
                let n_train = n_samples.saturating_sub((share * n_samples as f64).ceil() as usize);
                if n_train > 0 { Ok(n_samples - n_train) } else { Err(SplitError::NothingToTrainOn) }
            }
            _ => Err(SplitError::BadShare),
        }
    }

    pub fn split_rows(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
        let named: BTreeSet<usize> = order.iter().copied().filter(|row| *row < order.len()).collect();
        if named.len() < order.len() {
            return Err(SplitError::NotAPermutation);
        }
        let mut test = order.to_vec();
        let train = test.split_off(test_size(order.len(), test_share)?);
        Ok(Rows { train, test })
    }

    pub fn take(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
        // `stack` wants at least one row.
        if rows.is_empty() {
            return Part { records: Array2::zeros((0, records.ncols())), targets: Array1::zeros(0) };
        }
        let views: Vec<ArrayView1<f64>> = rows.iter().map(|row| records.row(*row)).collect();
        Part {
            records: stack(Axis(0), &views).expect("rows of one table are equally long"),
            targets: rows.iter().map(|row| targets[*row]).collect(),
        }
    }

    pub fn train_test_split(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        order: &[usize],
        test_share: f64,
    ) -> Result<Split, SplitError> {
        if records.nrows() != targets.len() || records.nrows() != order.len() {
            return Err(SplitError::DifferentLengths);
        }
        let n_test = split_rows(order, test_share)?.test.len();
        let shuffled = take(records, targets, order);
        let (test_records, train_records) = shuffled.records.view().split_at(Axis(0), n_test);
        let (test_targets, train_targets) = shuffled.targets.view().split_at(Axis(0), n_test);
        let part = |records: ArrayView2<f64>, targets: ArrayView1<f64>| Part {
            records: records.to_owned(),
            targets: targets.to_owned(),
        };
        Ok(Split { train: part(train_records, train_targets), test: part(test_records, test_targets) })
    }
}
