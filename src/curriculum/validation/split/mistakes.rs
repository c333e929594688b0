//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{split_rows, take, test_size};
use super::{Contract, SOLUTION, Split, SplitError};
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

/// A learner's file in which this says how many rows are held out.
macro_rules! sized {
    ($test_size:expr) => {
        made_of!($test_size, first_of_the_order, take)
    };
}

/// A learner's file in which this cuts the order in two.
macro_rules! cut {
    ($cut:expr) => {
        made_of!(test_size, $cut, take)
    };
}

/// A learner's file in which the order is good if this says so.
macro_rules! good_if {
    ($is_good:expr) => {
        Contract {
            split_rows: |order, test_share| divide_if($is_good, order, test_share),
            train_test_split: |records, targets, order, test_share| {
                whole(records, targets, order, test_share, |order, share| divide_if($is_good, order, share), take)
            },
            ..SOLUTION
        }
    };
}

/// A learner's file in which `train_test_split` asks nobody whether the lengths are equal but this.
macro_rules! equal_if {
    ($is_equal:expr) => {
        Contract {
            train_test_split: |records, targets, order, test_share| {
                let is_equal: fn(usize, usize, usize) -> bool = $is_equal;
                if !is_equal(records.nrows(), targets.len(), order.len()) {
                    return Err(SplitError::DifferentLengths);
                }
                let rows = split_rows(order, test_share)?;
                Ok(Split { train: take(records, targets, &rows.train), test: take(records, targets, &rows.test) })
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "holds out the first rows of the file",
        advice: "Many files are sorted, by date, by customer or by species. Which kinds of rows stand at the beginning, and which argument is there to mix them?",
        attempts: &[cut!(first_of_the_file), Contract { train_test_split: ignores_the_order, ..SOLUTION }],
    },
    Mistake {
        name: "compares row numbers with the number of held-out rows",
        advice: "order[0] is the number of a row, 0 is its place in the order. Which of the two decides whether the row is held out?",
        attempts: &[cut!(small_numbers)],
    },
    Mistake {
        name: "shuffles with an order of its own",
        advice: "Two people who are given the same order should hold out the same rows. What in your code decides which rows these are?",
        attempts: &[cut!(own_shuffle)],
    },
    Mistake {
        name: "puts row i where order[i] says",
        advice: "Try the order [2, 0, 1] on paper. Which row comes first: the row whose number stands first, or the row that is sent to the first place?",
        attempts: &[cut!(inverse_order)],
    },
    Mistake {
        name: "holds out the end of the order",
        advice: "Both ends of a random order are equally random, but all who use the same order should agree. Which end does the task name?",
        attempts: &[cut!(end_is_held_out), Contract { train_test_split: end_of_the_table, ..SOLUTION }],
    },
    Mistake {
        name: "calls the held-out rows train and the others test",
        advice: "Print how many rows each part has. Which of the two should be the small one when test_share is 0.25?",
        attempts: &[cut!(swapped), Contract { train_test_split: swaps_the_parts, ..SOLUTION }],
    },
    Mistake {
        name: "loses the row between the two parts",
        advice: "Count the rows of both parts together. Where does the first part end, and where does the second one begin?",
        attempts: &[cut!(seam_lost), cut!(last_of_test_lost)],
    },
    Mistake {
        name: "leaves the held-out rows in the training part",
        advice: "Somebody who has seen the questions does well in the exam. Which rows does the model see before it is tried?",
        attempts: &[cut!(trains_on_all)],
    },
    Mistake {
        name: "sorts the rows of each part",
        advice: "A model that learns in small batches would see one species after the other again. What has become of the order that you were given?",
        attempts: &[cut!(sorted_parts), cut!(sorted_train), cut!(sorted_test)],
    },
    Mistake {
        name: "turns the rows of a part round",
        advice: "Write down the first three rows of the part and look for them in the order. From which end did you take them?",
        attempts: &[cut!(both_turned), cut!(train_turned), cut!(test_turned)],
    },
    Mistake {
        name: "puts the row between the two parts into both",
        advice: "Count the rows of both parts together. Where does the first part end, and where does the second one begin?",
        attempts: &[cut!(seam_twice), cut!(seam_twice_in_test)],
    },
    Mistake {
        name: "rounds the number of held-out rows down and keeps the rest to train on",
        advice: "Work out 0.25 of 10 rows by hand and look at what is left over. Which part does the task give it to?",
        attempts: &[
            sized!(size_rounded_down),
            sized!(size_floor),
            sized!(size_floor_of_one_at_least),
            sized!(training_rounded_up),
        ],
    },
    Mistake {
        name: "rounds to the nearest whole number",
        advice: "Rounding to the nearest goes up or down, as it happens. Which way does the task round, whatever is left over?",
        attempts: &[sized!(size_rounded_to_nearest), sized!(size_nearest), sized!(size_nearest_of_one_at_least)],
    },
    Mistake {
        name: "holds out one row more where the share comes out even, too",
        advice: "A quarter of eight rows is two, and nothing is left over. How many rows do you hold out then, and why?",
        attempts: &[sized!(one_more), sized!(half_more_to_nearest)],
    },
    Mistake {
        name: "rounds the share to whole per cent",
        advice: "Somebody asks for 12.5 % of 1000 rows. What is left of the half per cent when you get to count rows?",
        attempts: &[sized!(in_per_cent), sized!(in_per_cent_cut_off), sized!(share_of_two_digits)],
    },
    Mistake {
        name: "works out the number of rows in a type that is too small for it",
        advice: "How many digits does an f32 keep, and how far does a u32 count? Some tables are longer, and some shares are finer.",
        attempts: &[sized!(in_f32), sized!(share_in_f32), sized!(rows_in_u32)],
    },
    Mistake {
        name: "takes a product just above a whole number for that number",
        advice: "Something is taken away before you round, or rounded twice. What becomes of a share that is very small, and what does the task say of 0.07 of 100 rows?",
        attempts: &[sized!(a_little_less), sized!(rounded_before), sized!(a_little_less_but_one_row)],
    },
    Mistake {
        name: "counts the training rows first, from 1 - test_share",
        advice: "1 - 0.07 is not exactly 0.93 in an f64, and rounding it can win or lose a row. Which product does the task round?",
        attempts: &[sized!(training_first)],
    },
    Mistake {
        name: "takes the share for that of the training part",
        advice: "With test_share 0.25 a quarter of the rows goes into one part and the rest into the other. Which part does the name of the argument speak of?",
        attempts: &[sized!(size_of_training), sized!(size_of_the_rest)],
    },
    Mistake {
        name: "takes any number for a share",
        advice: "Somebody writes 20 and means 20 %, somebody else divides 0 by 0. What would your code hold out, and would anyone notice?",
        attempts: &[sized!(any_share)],
    },
    Mistake {
        name: "lets a share through that is not a number",
        advice: "Every comparison with NaN is false. What does your condition say when both of its comparisons are false?",
        attempts: &[sized!(|n, share| size_unless(share <= 0.0 || share >= 1.0, n, share))],
    },
    Mistake {
        name: "takes 0 or 1 for a share",
        advice: "With a share of 0 nothing is tested, with 1 nothing is learned. Do the two ends belong to the range that the task allows?",
        attempts: &[
            sized!(|n, share| size_unless(!(0.0..1.0).contains(&share), n, share)),
            sized!(|n, share| size_unless(!(share > 0.0 && share <= 1.0), n, share)),
            sized!(|n, share| size_unless(!(0.0..=1.0).contains(&share), n, share)),
            sized!(|n, share| size_unless(!share.is_nan() && !(0.0..1.0).contains(&share), n, share)),
            sized!(|n, share| size_unless(share <= 0.0 || share > 1.0, n, share)),
            sized!(|n, share| size_unless(!share.is_nan() && !(0.0..=1.0).contains(&share), n, share)),
        ],
    },
    Mistake {
        name: "looks at one end of the range of shares only",
        advice: "A share can be too small, and it can be too large. Which of the two does your code notice?",
        attempts: &[
            sized!(|n, share| size_unless(share >= 1.0, n, share)),
            sized!(|n, share| size_unless(share.is_nan() || share >= 1.0, n, share)),
            sized!(|n, share| size_unless(share <= 0.0, n, share)),
            sized!(|n, share| size_unless(share.is_nan() || share <= 0.0, n, share)),
        ],
    },
    Mistake {
        name: "lets the training part be empty",
        advice: "Four rows and a share of 0.875: how many are held out once that is rounded? Which rows are left for the model?",
        attempts: &[sized!(all_held_out), sized!(all_but_an_empty_table), sized!(one_or_more_held_out)],
    },
    Mistake {
        name: "holds out fewer rows so that one is left to train on",
        advice: "Whoever asked for 0.875 of four rows gets another share than they asked for. What does the task want them to be told?",
        attempts: &[sized!(one_kept), sized!(one_kept_of_two), sized!(one_kept_of_one)],
    },
    Mistake {
        name: "refuses a split that leaves one row to train on",
        advice: "Two rows and a share of 0.5 leave one row for the model. Is that nothing to train on, and where does your comparison draw the line?",
        attempts: &[sized!(one_is_not_enough)],
    },
    Mistake {
        name: "does not look whether the order names every row once",
        advice: "A row that is named twice can end up in both parts, and another one in neither. What do the numbers of a proper order look like once they are sorted?",
        attempts: &[good_if!(|_| true), Contract { train_test_split: cuts_any_order, ..SOLUTION }],
    },
    Mistake {
        name: "looks a row number up before it knows that there is such a row",
        advice: "Somebody hands in the order [3, 1, 2, 4] for four rows. What does your list of marks say to row 4, and what should the caller be told?",
        attempts: &[good_if!(is_marked_once)],
    },
    Mistake {
        name: "checks the order by something that is also true of wrong orders",
        advice: "Try to write down a wrong order that your check lets through, with a row that comes twice, or one that does not exist. Can you?",
        attempts: &[
            good_if!(is_without_repeats),
            good_if!(is_in_range),
            good_if!(|order| is_in_range(order) && has_the_sum(order)),
            good_if!(has_the_sum),
            good_if!(|order| order.iter().max() == order.len().checked_sub(1).as_ref()),
            good_if!(|order| is_in_range(order) && order.contains(&0)),
            good_if!(|order| order.windows(2).all(|pair| pair[0] != pair[1])),
            good_if!(|order| is_in_range(order) && order.windows(2).all(|pair| pair[0] != pair[1])),
        ],
    },
    Mistake {
        name: "takes the records as the file has them and the targets as the order has them",
        advice: "Follow a single row with your finger through both lists. Do its record and its target arrive at the same place?",
        attempts: &[made_of!(test_size, first_of_the_order, records_by_mask)],
    },
    Mistake {
        name: "takes the targets as the file has them and the records as the order has them",
        advice: "Follow a single row with your finger through both lists. Do its target and its record arrive at the same place?",
        attempts: &[made_of!(test_size, first_of_the_order, targets_by_mask)],
    },
    Mistake {
        name: "takes the named rows in the order of the file",
        advice: "Every record has its own target, but look at the first row of the part. Is it the row that is named first?",
        attempts: &[made_of!(test_size, first_of_the_order, both_by_mask)],
    },
    Mistake {
        name: "takes a row only once, however often it is named",
        advice: "Somebody draws rows at random and draws one of them twice. How many rows should come back for three names?",
        attempts: &[made_of!(test_size, first_of_the_order, without_repeats)],
    },
    Mistake {
        name: "gives a part without rows no columns",
        advice: "A part that names no row is still a part of the same table. From what does your code learn how many columns there are, and is it there when no row is?",
        attempts: &[made_of!(test_size, first_of_the_order, as_wide_as_its_first_row)],
    },
    Mistake {
        name: "stacks the named rows, and fails when there are none",
        advice: "A list of rows may be empty, and the answer is then a part of no rows. What does the function that puts your rows together need at least?",
        attempts: &[made_of!(test_size, first_of_the_order, stacked)],
    },
    Mistake {
        name: "reads a view as a slice",
        advice: "A view may be every second number of a table, or a table that lies in memory column by column. When do its numbers make one slice, and what do you get when they don't?",
        attempts: &[
            made_of!(test_size, first_of_the_order, by_slices),
            made_of!(test_size, first_of_the_order, targets_by_slice),
        ],
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
        name: "shuffles the targets, but not the records",
        advice: "Nothing fails and every count is right, yet the model learns labels that belong to other rows. What happens to row 0's record when its target moves?",
        attempts: &[Contract { train_test_split: records_in_file_order, ..SOLUTION }],
    },
    Mistake {
        name: "does not compare the lengths of records, targets and order",
        advice: "A table with one target more than records has slipped somewhere, and from there on every pair is wrong. What could you compare before you split?",
        attempts: &[equal_if!(|_, _, _| true)],
    },
    Mistake {
        name: "compares only two of the three lengths",
        advice: "Three things have to count the same rows. Which of the three could be longer or shorter without your code noticing?",
        attempts: &[
            equal_if!(|n_records, n_targets, _| n_records == n_targets),
            equal_if!(|n_records, _, n_order| n_records == n_order),
            equal_if!(|_, n_targets, n_order| n_targets == n_order),
        ],
    },
    Mistake {
        name: "gives an order of another length the wrong error",
        advice: "Three names for four rows may be a fine order of another table. Which of the errors says that the lengths do not fit?",
        attempts: &[Contract { train_test_split: length_is_no_permutation, ..SOLUTION }],
    },
    Mistake {
        name: "unwraps the answer of split_rows",
        advice: "A panic ends the whole program, an error lets the caller say what to do. What does train_test_split return, and how does an error get there?",
        attempts: &[Contract { train_test_split: unwraps, ..SOLUTION }],
    },
];
