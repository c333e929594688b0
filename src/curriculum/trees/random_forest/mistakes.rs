//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;
use ndarray::Array1;

use super::solution::out_of_bag_rows;
use super::{Contract, Limits, NothingOutOfBag, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file whose trees learn from other rows: `rows` makes them of the number of rows, the bags and the tree.
macro_rules! learns_from {
    ($rows:expr) => {
        Contract {
            fit: |records, targets, bags, settings, shuffle| {
                let rows: fn(usize, &[Vec<usize>], usize) -> Vec<usize> = $rows;
                let grow = |tree| {
                    let rows = rows(targets.len(), bags, tree);
                    grown(records, targets, &rows, settings, &mut || taken(shuffle(), settings.max_features))
                };
                (0..bags.len()).map(grow).collect()
            },
            ..SOLUTION
        }
    };
}

/// A learner's file whose splits look at other columns: `columns` makes them of `max_features` and `shuffle`.
macro_rules! looks_at {
    ($columns:expr) => {
        Contract {
            fit: |records, targets, bags, settings, shuffle| {
                let columns: fn(usize, &mut dyn FnMut() -> Vec<usize>) -> Vec<usize> = $columns;
                let mut candidates = || columns(settings.max_features, shuffle);
                bags.iter().map(|bag| grown(records, targets, bag, settings, &mut candidates)).collect()
            },
            ..SOLUTION
        }
    };
}

/// A learner's file that takes these rows for those outside of a bag.
macro_rules! outside {
    ($rows:ident) => {
        Contract {
            out_of_bag_rows: $rows,
            out_of_bag_predictions: |forest, records, bags| {
                averaged(forest, records, bags, $rows, |sum, n_trees, _| sum / n_trees)
            },
            ..SOLUTION
        }
    };
}

/// A learner's file that makes the error of the differences that are there in another way.
macro_rules! error {
    ($of:expr) => {
        Contract {
            out_of_bag_error: |predictions, targets| {
                let of: fn(Array1<f64>) -> f64 = $of;
                let errors = known_errors(predictions, targets);
                if errors.is_empty() { Err(NothingOutOfBag) } else { Ok(of(errors)) }
            },
            ..SOLUTION
        }
    };
}

/// A learner's file whose trees grow within other limits.
macro_rules! grows_within {
    ($limits:expr) => {
        Contract {
            fit: |records, targets, bags, settings, shuffle| {
                let limits: fn(Limits) -> Limits = $limits;
                limited(records, targets, bags, settings, shuffle, limits(settings.limits))
            },
            ..SOLUTION
        }
    };
}

/// A learner's file in which some predictions do not count, or their squares are made in another way.
macro_rules! error_of {
    ($counts:expr, $square:expr, $fewest:expr) => {
        Contract {
            out_of_bag_error: |predictions, targets| error_of(predictions, targets, $counts, $square, $fewest),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "grows every tree on the first bag",
        advice: "Trees that learn from the same rows make much the same errors, and a mean cannot cancel them. What should be different from tree to tree?",
        attempts: &[learns_from!(|_, bags, _| bags[0].clone())],
    },
    Mistake {
        name: "grows every tree on all rows",
        advice: "Count how many rows each tree has not seen. What is the list of bags there for?",
        attempts: &[learns_from!(|n_samples, _, _| (0..n_samples).collect())],
    },
    Mistake {
        name: "grows every tree on the rows outside its bag",
        advice: "One part of the rows is for learning and the other for testing. Which of the two does a bag list?",
        attempts: &[learns_from!(|n_samples, bags, tree| out_of_bag_rows(n_samples, &bags[tree]))],
    },
    Mistake {
        name: "counts a row once, however often it stands in the bag",
        advice: "Drawing with replacement means that a row can be drawn again. What should a row weigh that was drawn three times?",
        attempts: &[learns_from!(|n_samples, bags, tree| (0..n_samples)
            .filter(|row| bags[tree].contains(row))
            .collect())],
    },
    Mistake {
        name: "reads a bag only as far as the table is long",
        advice: "A bag may be longer than the table, and its last draws count as the first do. How many rows do you take from it?",
        attempts: &[learns_from!(|n_samples, bags, tree| bags[tree].iter().take(n_samples).copied().collect())],
    },
    Mistake {
        name: "takes the targets from the top of the table",
        advice: "The rows of a bag were picked out of the table one by one. Were their targets picked by the same list?",
        attempts: &[Contract { fit: targets_from_the_top, ..SOLUTION }],
    },
    Mistake {
        name: "shuffles the columns once for every tree",
        advice: "If the best column is not among the chosen ones, this tree can never use it, at any depth. When should the choice be made anew?",
        attempts: &[Contract { fit: shuffles_per_tree, ..SOLUTION }],
    },
    Mistake {
        name: "shuffles the columns once for the whole forest",
        advice: "Your trees all choose among the same few columns. How often does Tree::fit ask its last argument, and how often is shuffle called?",
        attempts: &[Contract { fit: shuffles_once, ..SOLUTION }],
    },
    Mistake {
        name: "lets every split look at all columns",
        advice: "One strong column would come first in every tree. Which setting keeps the trees apart, and where does your code read it?",
        attempts: &[looks_at!(|_, shuffle| shuffle())],
    },
    Mistake {
        name: "takes the first max_features columns of the table",
        advice: "The last columns of the table are then never looked at, by any tree. Whose first columns does the task ask for?",
        attempts: &[looks_at!(|max_features, shuffle| {
            shuffle();
            (0..max_features).collect()
        })],
    },
    Mistake {
        name: "takes the last max_features columns of the shuffle",
        advice: "One shuffle has both ends in random order, and yet the same shuffle gives two answers. From which end does the task count?",
        attempts: &[
            looks_at!(|max_features, shuffle| shuffle().into_iter().rev().take(max_features).collect()),
            looks_at!(|max_features, shuffle| {
                let mut columns = shuffle();
                columns.split_off(columns.len() - max_features)
            }),
        ],
    },
    Mistake {
        name: "leaves the first max_features columns out and takes the rest",
        advice: "Let max_features be the number of columns. How many are left for your split to look at?",
        attempts: &[looks_at!(|max_features, shuffle| shuffle().split_off(max_features))],
    },
    Mistake {
        name: "does not shuffle where a split may look at all columns",
        advice: "With all columns the order still settles which of equally good ones comes first. How often does the task say that shuffle is called?",
        attempts: &[Contract { fit: unshuffled_where_all, ..SOLUTION }],
    },
    Mistake {
        name: "does not hand min_samples_leaf on to the trees",
        advice: "Your leaves can be as small as a single row. Which part of the settings says how far a tree may grow?",
        attempts: &[grows_within!(|limits| Limits { min_samples_leaf: 1, ..limits })],
    },
    Mistake {
        name: "does not hand max_depth on to the trees",
        advice: "Your trees grow to the end, whatever the settings say. Which part of them says how far a tree may grow?",
        attempts: &[
            grows_within!(|limits| Limits { max_depth: usize::MAX, ..limits }),
            grows_within!(|_| Limits { max_depth: usize::MAX, min_samples_leaf: 1 }),
        ],
    },
    Mistake {
        name: "adds the trees up without dividing",
        advice: "Let all trees say 5. What does your forest say, and what should it?",
        attempts: &[Contract { predict: |forest, records| sum(forest, records), ..SOLUTION }],
    },
    Mistake {
        name: "predicts with the last tree alone",
        advice: "Look at what your loop does with the answer of the tree before. What remains of it at the end?",
        attempts: &[Contract { predict: last_tree, ..SOLUTION }],
    },
    Mistake {
        name: "averages the mean so far with the next tree",
        advice: "With three trees the last one counts for half of your answer, and the first for a quarter. How much should each count?",
        attempts: &[Contract { predict: halved, ..SOLUTION }],
    },
    Mistake {
        name: "takes the median of the trees",
        advice: "One tree that is far off moves the mean and leaves the median where it is. Which of the two does the task ask for?",
        attempts: &[Contract { predict: median, ..SOLUTION }],
    },
    Mistake {
        name: "adds the trees up in single precision",
        advice: "An f32 keeps about seven digits. In which type is your sum?",
        attempts: &[
            Contract { predict: in_single_precision, ..SOLUTION },
            Contract { predict: in_single_precision, out_of_bag_predictions: in_single_precision_outside, ..SOLUTION },
            Contract { out_of_bag_predictions: in_single_precision_outside, ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets the trees vote",
        advice: "A vote suits classes. When three trees say 5, 6 and 9, who has won, and what would their mean be?",
        attempts: &[Contract { predict: rounded, ..SOLUTION }],
    },
    Mistake {
        name: "predicts a row by all trees, also those that have seen it",
        advice: "A deep tree knows the rows it was grown on by heart. Which trees can be asked about a row as if it were new?",
        attempts: &[
            Contract {
                out_of_bag_predictions: |forest, records, _| sum(forest, records) / forest.len() as f64,
                ..SOLUTION
            },
            Contract { out_of_bag_predictions: by_all_if_any, ..SOLUTION },
        ],
    },
    Mistake {
        name: "hands the answers for the first rows to the rows outside of the bag",
        advice: "Your tree answered for the whole table, from its first row on. Whose answer is the first one, and which row gets it?",
        attempts: &[Contract { out_of_bag_predictions: out_of_step, ..SOLUTION }],
    },
    Mistake {
        name: "predicts a row by the trees that have seen it",
        advice: "Follow row 0 through the first two bags. Is it in the bag of the tree that your code asks?",
        attempts: &[Contract { out_of_bag_predictions: by_the_seen, ..SOLUTION }],
    },
    Mistake {
        name: "divides every out-of-bag sum by the number of all trees",
        advice: "About a third of the trees answer for a row. How many numbers were added up for it, and by how many do you divide?",
        attempts: &[
            Contract { out_of_bag_predictions: divides_by_all, ..SOLUTION },
            Contract { out_of_bag_predictions: divides_by_all_if_any, ..SOLUTION },
        ],
    },
    Mistake {
        name: "keeps the answer of the last tree that has not seen the row",
        advice: "Several trees may not have seen a row. What happens in your code when the second of them answers?",
        attempts: &[Contract { out_of_bag_predictions: last_unseen, ..SOLUTION }],
    },
    Mistake {
        name: "predicts 0 for a row that every tree has seen",
        advice: "0 looks like an answer, and it will be measured as one. Did any tree give it?",
        attempts: &[Contract { out_of_bag_predictions: zero_where_none, ..SOLUTION }],
    },
    Mistake {
        name: "asks the whole forest about a row that every tree has seen",
        advice: "All these trees know the row. Is there anything that the forest can say about it as if it were new?",
        attempts: &[Contract { out_of_bag_predictions: by_all_if_none, ..SOLUTION }],
    },
    Mistake {
        name: "takes a sum of 0 for no prediction",
        advice: "Two trees that say 3 and -3 have answered, and so has one that says 0. How do you know whether a tree was asked?",
        attempts: &[Contract { out_of_bag_predictions: none_where_0, ..SOLUTION }],
    },
    Mistake {
        name: "lists the rows that are in the bag",
        advice: "Out of bag means not drawn. Which rows are new to the tree?",
        attempts: &[outside!(rows_inside)],
    },
    Mistake {
        name: "takes the length of the bag for the number of rows",
        advice: "A bag need not be as long as the table. Which argument says how many rows there are?",
        attempts: &[
            outside!(as_many_as_the_bag),
            Contract {
                out_of_bag_predictions: |forest, records, bags| asked(forest, records, bags, out_of_bag_rows),
                ..SOLUTION
            },
            Contract {
                out_of_bag_predictions: |forest, records, bags| asked(forest, records, bags, rows_outside),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "stops at the largest row of the bag",
        advice: "The last rows of the table may not have been drawn at all. Are they in the bag?",
        attempts: &[outside!(up_to_the_largest)],
    },
    Mistake {
        name: "looks rows up as if the bag were sorted",
        advice: "Rows are drawn in any order. What does your way of looking for one count on?",
        attempts: &[outside!(by_binary_search), outside!(side_by_side)],
    },
    Mistake {
        name: "averages the differences without squaring them",
        advice: "The error asked for grows with the square of a difference. What does a difference of 3 add to your sum?",
        attempts: &[error!(|errors| mean(errors.mapv(f64::abs)))],
    },
    Mistake {
        name: "multiplies the squares out",
        advice: "Let predictions and targets be near 100000000. How many digits of their squares are left for the difference?",
        attempts: &[error_of!(|prediction| !prediction.is_nan(), |p, y| p * p - 2.0 * p * y + y * y, 1)],
    },
    Mistake {
        name: "takes the root of the mean of squares",
        advice: "A root would bring the error back into the unit of the targets. Does the task ask for that?",
        attempts: &[error!(|errors| mean(errors.mapv(|error| error * error)).sqrt())],
    },
    Mistake {
        name: "sums the squares without dividing",
        advice: "A table twice as long would have twice the error. Over what is the mean taken?",
        attempts: &[error!(|errors| errors.mapv(|error| error * error).sum())],
    },
    Mistake {
        name: "divides by one row less than there are",
        advice: "That is the habit of a variance, whose mean comes from the same rows. By what does the task divide?",
        attempts: &[error!(|errors| errors.mapv(|error| error * error).sum() / (errors.len() as f64 - 1.0))],
    },
    Mistake {
        name: "halves the mean of squares",
        advice: "The half belongs to a loss that will be differentiated. Does the task have one here?",
        attempts: &[error!(|errors| mean(errors.mapv(|error| error * error)) / 2.0)],
    },
    Mistake {
        name: "divides by the number of all rows, also those without a prediction",
        advice: "Rows without a prediction added nothing to the sum. Should they make the error smaller?",
        attempts: &[Contract { out_of_bag_error: divides_by_all_rows, ..SOLUTION }],
    },
    Mistake {
        name: "counts rows without a prediction in",
        advice: "One NaN in a sum makes the whole sum NaN. Which rows have nothing to be compared with?",
        attempts: &[Contract { out_of_bag_error: with_nan, ..SOLUTION }],
    },
    Mistake {
        name: "takes a prediction of 0 or below for none",
        advice: "A tree may well say 0. Which value stands for a row without a prediction?",
        attempts: &[
            error_of!(f64::is_normal, squared, 1),
            error_of!(|prediction| !prediction.is_nan() && prediction != 0.0, squared, 1),
            error_of!(|prediction| prediction > 0.0, squared, 1),
            error_of!(|prediction| prediction >= 0.0, squared, 1),
        ],
    },
    Mistake {
        name: "answers where no row has a prediction",
        advice: "An error of 0 would be read as a perfect forest. What is known about it when nothing was measured?",
        attempts: &[Contract { out_of_bag_error: zero_of_none, ..SOLUTION }],
    },
    Mistake {
        name: "refuses although a row has a prediction",
        advice: "One prediction is enough to measure an error on, and an error of 0 is one too. When is there nothing at all?",
        attempts: &[
            Contract { out_of_bag_error: refuses_any, ..SOLUTION },
            error_of!(|prediction| !prediction.is_nan(), squared, 2),
            Contract { out_of_bag_error: refuses_0, ..SOLUTION },
        ],
    },
];
