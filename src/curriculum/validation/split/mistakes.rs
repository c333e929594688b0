//! What goes wrong, as running code, and what to say about it.

use ndarray::{ArrayView1, ArrayView2, Axis};

use super::solution::{split_rows, take, test_size, train_test_split};
use super::{Contract, Part, Rows, SOLUTION, Split, SplitError};
use mlings_grading::Mistake;

/// A learner's file in which these are the parts that the other functions are made of.
macro_rules! made_of {
    ($test_size:expr, $cut:expr, $take:expr) => {
        Contract {
            test_size: $test_size,
            split_rows: |order, test_share| divide(order, test_share, $test_size, $cut),
            take: $take,
            train_test_split: |records, targets, order, test_share| {
                let division = |order: &[usize], test_share| divide(order, test_share, $test_size, $cut);
                whole(records, targets, order, test_share, division, $take)
            },
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "holds out the first rows of the file",
        advice: "Many files are sorted, by date, by customer or by species. Which kinds of rows stand at the beginning, and which argument is there to mix them?",
        attempts: &[made_of!(test_size, first_of_the_file, take)],
    },
    Mistake {
        name: "compares row numbers with the number of held-out rows",
        advice: "order[0] is the number of a row, 0 is its place in the order. Which of the two decides whether the row is held out?",
        attempts: &[made_of!(test_size, small_numbers, take)],
    },
    Mistake {
        name: "shuffles with an order of its own",
        advice: "Two people who are given the same order should hold out the same rows. What in your code decides which rows these are?",
        attempts: &[made_of!(test_size, own_shuffle, take)],
    },
    Mistake {
        name: "puts row i where order[i] says",
        advice: "Try the order [2, 0, 1] on paper. Which row comes first: the row whose number stands first, or the row that is sent to the first place?",
        attempts: &[made_of!(test_size, inverse_order, take)],
    },
    Mistake {
        name: "holds out the end of the order",
        advice: "Both ends of a random order are equally random, but all who use the same order should agree. Which end does the task name?",
        attempts: &[made_of!(test_size, end_is_held_out, take)],
    },
    Mistake {
        name: "calls the held-out rows train and the others test",
        advice: "Print how many rows each part has. Which of the two should be the small one when test_share is 0.25?",
        attempts: &[made_of!(test_size, swapped, take)],
    },
    Mistake {
        name: "loses the row between the two parts",
        advice: "Count the rows of both parts together. Where does the first part end, and where does the second one begin?",
        attempts: &[made_of!(test_size, seam_lost, take)],
    },
    Mistake {
        name: "leaves the held-out rows in the training part",
        advice: "Somebody who has seen the questions does well in the exam. Which rows does the model see before it is tried?",
        attempts: &[made_of!(test_size, trains_on_all, take)],
    },
    Mistake {
        name: "sorts the rows of each part",
        advice: "A model that learns in small batches would see one species after the other again. What has become of the order that you were given?",
        attempts: &[made_of!(test_size, sorted_parts, take)],
    },
    Mistake {
        name: "rounds the number of held-out rows down",
        advice: "Work out 0.25 of 10 rows by hand and look at what is left over. Which way does the task round?",
        attempts: &[made_of!(size_rounded_down, first_of_the_order, take)],
    },
    Mistake {
        name: "rounds to the nearest whole number",
        advice: "Rounding to the nearest goes up or down, as it happens. Which way does the task round, whatever is left over?",
        attempts: &[made_of!(size_rounded_to_nearest, first_of_the_order, take)],
    },
    Mistake {
        name: "takes the share for that of the training part",
        advice: "With test_share 0.25 a quarter of the rows goes into one part and the rest into the other. Which part does the name of the argument speak of?",
        attempts: &[made_of!(size_of_training, first_of_the_order, take)],
    },
    Mistake {
        name: "takes any number for a share",
        advice: "Somebody writes 20 and means 20 %, somebody else divides 0 by 0. What would your code hold out, and would anyone notice?",
        attempts: &[made_of!(any_share, first_of_the_order, take)],
    },
    Mistake {
        name: "lets the training part be empty",
        advice: "Four rows and a share of 0.875: how many are held out once that is rounded? Which rows are left for the model?",
        attempts: &[made_of!(all_held_out, first_of_the_order, take)],
    },
    Mistake {
        name: "does not look whether the order names every row once",
        advice: "A row that is named twice can end up in both parts, and another one in neither. What do the numbers of a proper order look like once they are sorted?",
        attempts: &[Contract {
            split_rows: unchecked_order,
            train_test_split: |records, targets, order, test_share| {
                whole(records, targets, order, test_share, unchecked_order, take)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the records as the file has them and the targets as the order has them",
        advice: "Follow a single row with your finger through both lists. Do its record and its target arrive at the same place?",
        attempts: &[made_of!(test_size, first_of_the_order, records_by_mask)],
    },
    Mistake {
        name: "takes the first targets of the file, whichever rows are named",
        advice: "The records that come are the named ones. Which rows do the targets beside them belong to?",
        attempts: &[made_of!(test_size, first_of_the_order, first_targets)],
    },
    Mistake {
        name: "shuffles the records, but not the targets",
        advice: "Nothing fails and every count is right, yet the model learns labels that belong to other rows. What happens to row 0's target when row 0 moves?",
        attempts: &[Contract { train_test_split: targets_in_file_order, ..SOLUTION }],
    },
    Mistake {
        name: "does not compare the lengths of records, targets and order",
        advice: "A table with one target more than records has slipped somewhere, and from there on every pair is wrong. What could you compare before you split?",
        attempts: &[Contract {
            train_test_split: |records, targets, order, test_share| {
                let rows = split_rows(order, test_share)?;
                Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "unwraps the answer of split_rows",
        advice: "A panic ends the whole program, an error lets the caller say what to do. What does train_test_split return, and how does an error get there?",
        attempts: &[Contract { train_test_split: unwraps, ..SOLUTION }],
    },
];

type TestSize = fn(usize, f64) -> Result<usize, SplitError>;
type Cut = fn(&[usize], usize) -> Rows;
type Take = fn(ArrayView2<f64>, ArrayView1<f64>, &[usize]) -> Part;

fn divide(order: &[usize], test_share: f64, test_size: TestSize, cut: Cut) -> Result<Rows, SplitError> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if !sorted.into_iter().eq(0..order.len()) {
        return Err(SplitError::NotAPermutation);
    }
    Ok(cut(order, test_size(order.len(), test_share)?))
}

fn whole(
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

fn first_of_the_order(order: &[usize], n_test: usize) -> Rows {
    let (test, train) = order.split_at(n_test);
    Rows { train: train.to_vec(), test: test.to_vec() }
}

fn first_of_the_file(order: &[usize], n_test: usize) -> Rows {
    Rows { train: (n_test..order.len()).collect(), test: (0..n_test).collect() }
}

fn small_numbers(order: &[usize], n_test: usize) -> Rows {
    let (test, train) = order.iter().partition(|row| **row < n_test);
    Rows { train, test }
}

/// Fisher and Yates's shuffle with a small generator that always starts with the same seed.
fn own_shuffle(order: &[usize], n_test: usize) -> Rows {
    let mut own: Vec<usize> = (0..order.len()).collect();
    let mut state = 42_usize;
    for last in (1..own.len()).rev() {
        state = (state * 1103 + 12345) % 65_536;
        own.swap(last, state / 7 % (last + 1));
    }
    first_of_the_order(&own, n_test)
}

fn inverse_order(order: &[usize], n_test: usize) -> Rows {
    let mut inverse = vec![0; order.len()];
    for (row, place) in order.iter().enumerate() {
        inverse[*place] = row;
    }
    first_of_the_order(&inverse, n_test)
}

fn end_is_held_out(order: &[usize], n_test: usize) -> Rows {
    let (train, test) = order.split_at(order.len() - n_test);
    Rows { train: train.to_vec(), test: test.to_vec() }
}

fn swapped(order: &[usize], n_test: usize) -> Rows {
    let Rows { train, test } = first_of_the_order(order, n_test);
    Rows { train: test, test: train }
}

fn seam_lost(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order[n_test + 1..].to_vec(), test: order[..n_test].to_vec() }
}

fn trains_on_all(order: &[usize], n_test: usize) -> Rows {
    Rows { train: order.to_vec(), test: order[..n_test].to_vec() }
}

fn sorted_parts(order: &[usize], n_test: usize) -> Rows {
    let mut rows = first_of_the_order(order, n_test);
    rows.train.sort_unstable();
    rows.test.sort_unstable();
    rows
}

/// The right checks around another way to round.
fn sized(n_samples: usize, test_share: f64, rounded: fn(f64) -> f64) -> Result<usize, SplitError> {
    match test_size(n_samples, test_share) {
        Ok(_) => Ok(rounded(test_share * n_samples as f64) as usize),
        refused => refused,
    }
}

fn size_rounded_down(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    sized(n_samples, test_share, f64::floor)
}

fn size_rounded_to_nearest(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    sized(n_samples, test_share, f64::round)
}

fn size_of_training(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    test_size(n_samples, test_share).map(|n_test| n_samples - n_test)
}

fn any_share(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    let n_test = (test_share * n_samples as f64).ceil() as usize;
    if n_test >= n_samples { Err(SplitError::NothingToTrainOn) } else { Ok(n_test) }
}

fn all_held_out(n_samples: usize, test_share: f64) -> Result<usize, SplitError> {
    match test_size(n_samples, test_share) {
        Err(SplitError::NothingToTrainOn) => Ok(n_samples),
        other => other,
    }
}

fn unchecked_order(order: &[usize], test_share: f64) -> Result<Rows, SplitError> {
    Ok(first_of_the_order(order, test_size(order.len(), test_share)?))
}

fn records_by_mask(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    let masked: Vec<usize> = (0..records.nrows()).filter(|row| rows.contains(row)).collect();
    Part { records: records.select(Axis(0), &masked), targets: targets.select(Axis(0), rows) }
}

fn first_targets(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> Part {
    Part { records: records.select(Axis(0), rows), targets: targets.iter().take(rows.len()).copied().collect() }
}

fn targets_in_file_order(
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

fn unwraps(
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
