//! What goes wrong, as running code, and what to say about it.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice, concatenate};

use super::solution::{fit_one_hot, fit_target, one_hot, ordinal, out_of_fold_codes, target_codes};
use super::{Contract, OneHotEncoder, SOLUTION, TargetEncoder};
use mlings_grading::Mistake;

/// A learner's file in which these two are the parts that `out_of_fold_codes` is made of.
macro_rules! target_made_of {
    ($fit:expr, $codes:expr) => {
        Contract {
            fit_target: $fit,
            target_codes: $codes,
            out_of_fold_codes: |train, targets, folds, smoothing| {
                fold_by_fold(train, targets, folds, |others, targets, own| {
                    $codes(&$fit(others, targets.view(), smoothing), own)
                })
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "makes the columns anew from the rows that it codes",
        advice: "A model has one weight for every column, and cannot know that a column has moved or gone. Which categories were there when the columns were decided?",
        attempts: &[Contract { one_hot: |_, rows| one_hot(&fit_one_hot(rows), rows), ..SOLUTION }],
    },
    Mistake {
        name: "puts the columns in the order in which the categories turn up",
        advice: "Shuffle the rows, and your columns change places. Which order depends on the categories alone?",
        attempts: &[Contract { fit_one_hot: by_first_appearance, ..SOLUTION }],
    },
    Mistake {
        name: "gives a category a column for every time that it occurs",
        advice: "Two columns with the same name hold the same numbers. How often should each word stand in the list, whatever its rows?",
        attempts: &[
            Contract { fit_one_hot: |train| all_of(train, true, false), ..SOLUTION },
            Contract { fit_one_hot: |train| all_of(train, false, true), ..SOLUTION },
            Contract { fit_one_hot: |train| all_of(train, false, false), ..SOLUTION },
        ],
    },
    Mistake {
        name: "puts the rows where the columns should be",
        advice: "Write the shape of your table beside the one in the task. Which of the two numbers belongs to the rows?",
        attempts: &[Contract { one_hot: |encoder, rows| one_hot(encoder, rows).reversed_axes(), ..SOLUTION }],
    },
    Mistake {
        name: "adds a column for what it does not know",
        advice: "Count the columns of your table, and the categories of the encoder. What does a row look like that belongs to none of them?",
        attempts: &[
            Contract { one_hot: |encoder, rows| with_column(encoder, rows, |row| row.is_none()), ..SOLUTION },
            Contract { one_hot: |encoder, rows| with_column(encoder, rows, |_| true), ..SOLUTION },
        ],
    },
    Mistake {
        name: "leaves out the rows whose category it does not know",
        advice: "Count the rows that come in and those that go out. To which row of the table does the second row of your answer belong?",
        attempts: &[
            Contract { one_hot: |encoder, rows| one_hot(encoder, &known(&words(encoder), rows)), ..SOLUTION },
            Contract { ordinal: |order, rows| ordinal(order, &known(order, rows)), ..SOLUTION },
            Contract {
                one_hot: |encoder, rows| one_hot(encoder, &known(&words(encoder), rows)),
                ordinal: |order, rows| ordinal(order, &known(order, rows)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "gives NaN to what it does not know in another encoding than the ordinal one",
        advice: "The three encodings have three answers for what they do not know. Which one stands in the task for this one?",
        attempts: &[
            target_made_of!(fit_target, |encoder: &TargetEncoder, rows| {
                target_codes(&TargetEncoder { prior: f64::NAN, ..encoder.clone() }, rows)
            }),
            target_made_of!(fit_target, |encoder, rows: &[Option<&str>]| {
                let codes = target_codes(encoder, rows);
                rows.iter().zip(codes).map(|(row, code)| if row.is_none() { f64::NAN } else { code }).collect()
            }),
            Contract {
                one_hot: |encoder, rows| {
                    let mut ones = one_hot(encoder, rows);
                    for mut row in ones.rows_mut() {
                        if row.sum() == 0.0 {
                            row.fill(f64::NAN);
                        }
                    }
                    ones
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "leaves out the column of the first category",
        advice: "Some linear models need a column less, but nobody has asked for that here. How does a row of the first category then differ from one that nobody knows?",
        attempts: &[Contract { one_hot: without_the_first, ..SOLUTION }],
    },
    Mistake {
        name: "takes a missing value for a category of its own",
        advice: "Nothing was written down, and your code counts that as a word. What does the task say that a missing value is?",
        attempts: &[
            Contract {
                fit_one_hot: |train| fit_one_hot(&named(train)),
                one_hot: |encoder, rows| one_hot(encoder, &named(rows)),
                ..target_made_of!(fit_counts_missing, codes_look_up_missing)
            },
            Contract { fit_one_hot: |train| fit_one_hot(&named_none(train)), ..SOLUTION },
            Contract {
                fit_one_hot: |train| fit_one_hot(&named_none(train)),
                one_hot: |encoder, rows| one_hot(encoder, &named_none(rows)),
                ..SOLUTION
            },
            Contract { fit_one_hot: |train| fit_one_hot(&named(train)), ..SOLUTION },
            Contract {
                fit_one_hot: |train| fit_one_hot(&named(train)),
                one_hot: |encoder, rows| one_hot(encoder, &named(rows)),
                ..SOLUTION
            },
            target_made_of!(fit_counts_missing, codes_look_up_missing),
        ],
    },
    Mistake {
        name: "looks a missing value up as if it were an empty word",
        advice: "An empty word may be a category like any other. What does a row get from you in which nothing was written, once that category is known?",
        attempts: &[
            Contract {
                one_hot: |encoder, rows| one_hot(encoder, &named(rows)),
                ordinal: |order, rows| ordinal(order, &named(rows)),
                ..target_made_of!(fit_target, codes_look_up_missing)
            },
            target_made_of!(fit_target, codes_look_up_missing),
            Contract { one_hot: |encoder, rows| one_hot(encoder, &named(rows)), ..SOLUTION },
            Contract { ordinal: |order, rows| ordinal(order, &named(rows)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "skips missing values, and with them the places of their rows",
        advice: "Count the rows that come in and the codes that go out. After a skipped row, whose target meets whose category?",
        attempts: &[Contract {
            one_hot: |encoder, rows| one_hot(encoder, &present(rows)),
            ordinal: |order, rows| ordinal(order, &present(rows)),
            ..target_made_of!(fit_skips_missing, codes_skip_missing)
        }],
    },
    Mistake {
        name: "takes an empty word for a missing value",
        advice: "`Some(\"\")` says that something was written, and `None` that nothing was. Which of the two does the task call missing?",
        attempts: &[
            Contract {
                fit_one_hot: |train| fit_one_hot(&not_empty(train)),
                one_hot: |encoder, rows| one_hot(encoder, &not_empty(rows)),
                ordinal: |order, rows| ordinal(order, &not_empty(rows)),
                ..target_made_of!(fit_without_empty, codes_without_empty)
            },
            Contract { fit_one_hot: |train| fit_one_hot(&not_empty(train)), ..SOLUTION },
            Contract { one_hot: |encoder, rows| one_hot(encoder, &not_empty(rows)), ..SOLUTION },
            Contract { ordinal: |order, rows| ordinal(order, &not_empty(rows)), ..SOLUTION },
            Contract {
                fit_one_hot: |train| fit_one_hot(&not_empty(train)),
                one_hot: |encoder, rows| one_hot(encoder, &not_empty(rows)),
                ..SOLUTION
            },
            target_made_of!(fit_without_empty, codes_without_empty),
            target_made_of!(fit_without_empty, target_codes),
            target_made_of!(fit_target, codes_without_empty),
        ],
    },
    Mistake {
        name: "takes the blanks off a category",
        advice: "A word with a blank behind it is another word. Who has to decide that both mean the same, and where would that be written down?",
        attempts: &[
            Contract {
                fit_one_hot: |train| fit_one_hot(&trimmed(train)),
                one_hot: |encoder, rows| one_hot(encoder, &trimmed(rows)),
                ordinal: |order, rows| ordinal(order, &trimmed(rows)),
                ..target_made_of!(
                    |train, targets, smoothing| fit_target(&trimmed(train), targets, smoothing),
                    |encoder, rows| target_codes(encoder, &trimmed(rows))
                )
            },
            Contract { fit_one_hot: |train| fit_one_hot(&trimmed(train)), ..SOLUTION },
            Contract { one_hot: |encoder, rows| one_hot(encoder, &trimmed(rows)), ..SOLUTION },
            Contract { ordinal: |order, rows| ordinal(order, &trimmed(rows)), ..SOLUTION },
            Contract {
                ordinal: |order, rows| {
                    let order: Vec<&str> = order.iter().map(|word| word.trim()).collect();
                    ordinal(&order, &trimmed(rows))
                },
                ..SOLUTION
            },
            target_made_of!(fit_target, |encoder, rows| target_codes(encoder, &trimmed(rows))),
            target_made_of!(|train, targets, smoothing| fit_target(&trimmed(train), targets, smoothing), target_codes),
            target_made_of!(
                |train, targets, smoothing| fit_target(&trimmed(train), targets, smoothing),
                |encoder, rows| target_codes(encoder, &trimmed(rows))
            ),
        ],
    },
    Mistake {
        name: "orders the columns otherwise than Rust orders strings",
        advice: "Capitals and small letters, short words and long ones: each rule gives another order. Which one does the task name?",
        attempts: &[
            Contract {
                fit_one_hot: |train| ordered_by(train, |a, b| a.to_lowercase().cmp(&b.to_lowercase())),
                ..SOLUTION
            },
            Contract {
                fit_one_hot: |train| ordered_by(train, |a, b| a.to_lowercase().cmp(&b.to_lowercase()).then(b.cmp(a))),
                ..SOLUTION
            },
            Contract { fit_one_hot: |train| ordered_by(train, |a, b| a.len().cmp(&b.len())), ..SOLUTION },
            Contract { fit_one_hot: |train| ordered_by(train, |a, b| b.cmp(a)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "compares categories without regard to case",
        advice: "`Owl` and `owl` may mean the same, but somebody has to decide that, and write it down. What does the task say about how categories are compared?",
        attempts: &[
            Contract {
                fit_one_hot: fit_without_case,
                one_hot: |encoder, rows| ones_where(encoder, rows, str::eq_ignore_ascii_case),
                ordinal: |order, rows| places_where(order, rows, str::eq_ignore_ascii_case),
                ..SOLUTION
            },
            Contract { fit_one_hot: fit_without_case, ..SOLUTION },
            Contract { one_hot: |encoder, rows| ones_where(encoder, rows, str::eq_ignore_ascii_case), ..SOLUTION },
            Contract { ordinal: |order, rows| places_where(order, rows, str::eq_ignore_ascii_case), ..SOLUTION },
            target_made_of!(fit_target, codes_without_case),
        ],
    },
    Mistake {
        name: "takes a part of a category for the whole",
        advice: "`Owl` is a part of `Owlet`, and another animal. When are two words equal, and when does one just contain the other?",
        attempts: &[
            Contract {
                one_hot: |encoder, rows| ones_where(encoder, rows, |known, row| known.starts_with(row)),
                ordinal: |order, rows| places_where(order, rows, |known, row| known.starts_with(row)),
                ..SOLUTION
            },
            Contract {
                one_hot: |encoder, rows| ones_where(encoder, rows, |known, row| known.starts_with(row)),
                ..SOLUTION
            },
            Contract {
                one_hot: |encoder, rows| ones_where(encoder, rows, |known, row| known.contains(row)),
                ..SOLUTION
            },
            Contract {
                one_hot: |encoder, rows| ones_where(encoder, rows, |known, row| row.contains(known)),
                ..SOLUTION
            },
            Contract {
                ordinal: |order, rows| places_where(order, rows, |known, row| known.starts_with(row)),
                ..SOLUTION
            },
            Contract { ordinal: |order, rows| places_where(order, rows, |known, row| known.contains(row)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "codes a category that it does not know as if it were the first one",
        advice: "An animal that nobody has seen before is not a bat. What does the task say that such a row looks like?",
        attempts: &[Contract { one_hot: first_for_unknown, ordinal: zero_for_unknown, ..SOLUTION }],
    },
    Mistake {
        name: "panics at a category that it does not know",
        advice: "Tomorrow's rows bring words that the training rows did not have. What should come back for them, and which method of Option gives it?",
        attempts: &[Contract {
            one_hot: panics_at_unknown,
            ordinal: |order, rows| rows.iter().map(|row| place(order, *row).unwrap() as f64).collect(),
            ..target_made_of!(fit_target, codes_panic)
        }],
    },
    Mistake {
        name: "numbers the categories by the alphabet",
        advice: "In the alphabet Large stands before Small. Who knows what the right order is, and where does your function get it from?",
        attempts: &[Contract { ordinal: alphabetical, ..SOLUTION }],
    },
    Mistake {
        name: "searches the order by halves, as if it were sorted",
        advice: "A binary search throws away half of the words with every step. Which half would Medium be in, between Small and Large?",
        attempts: &[
            Contract {
                ordinal: |order, rows| {
                    let place = |row: &Option<&str>| row.and_then(|row| order.binary_search(&row).ok());
                    rows.iter().map(|row| place(row).map_or(f64::NAN, |place| place as f64)).collect()
                },
                ..SOLUTION
            },
            Contract {
                ordinal: |order, rows| {
                    let place = |row: &Option<&str>| row.map(|row| order.partition_point(|known| *known < row));
                    let code = |row: &Option<&str>| match place(row) {
                        Some(place) if order.get(place) == row.as_ref() => place as f64,
                        _ => f64::NAN,
                    };
                    rows.iter().map(code).collect()
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts the places in the order from 1",
        advice: "Read the example again. With which number does the lowest category begin?",
        attempts: &[
            Contract { ordinal: |order, rows| ordinal(order, rows) + 1.0, ..SOLUTION },
            Contract {
                ordinal: |order, rows| (ordinal(order, rows) + 1.0).mapv(|code| if code.is_nan() { 0.0 } else { code }),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts the order from its last category",
        advice: "The order is given from the lowest category to the highest. Which end of it gets the largest number?",
        attempts: &[Contract { ordinal: |order, rows| order.len() as f64 - 1.0 - ordinal(order, rows), ..SOLUTION }],
    },
    Mistake {
        name: "divides the places by the length of the order",
        advice: "Small, Medium and Large are 0, 1 and 2 in the task. Who has asked for numbers from 0 to 1?",
        attempts: &[
            Contract { ordinal: |order, rows| ordinal(order, rows) / (order.len() as f64 - 1.0), ..SOLUTION },
            Contract { ordinal: |order, rows| ordinal(order, rows) / order.len() as f64, ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives what is not in the order a place behind the last",
        advice: "For a model that place is one step above the highest category. Does the row say that?",
        attempts: &[Contract {
            ordinal: |order, rows| {
                let behind = order.len() as f64;
                ordinal(order, rows).mapv(|code| if code.is_nan() { behind } else { code })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives what is not in the order the code -1",
        advice: "For a model -1 lies just below the lowest category, at a distance of one step. Does the row say that?",
        attempts: &[Contract { ordinal: |order, rows| ordinal(order, rows).mapv(minus_one_for_nan), ..SOLUTION }],
    },
    Mistake {
        name: "lets a row's own target into its code",
        advice: "Take a category with a single row and look at its code: it is the answer itself. Which rows may the code of a row be learned from?",
        attempts: &[Contract {
            out_of_fold_codes: |train, targets, _, smoothing| {
                target_codes(&fit_target(train, targets, smoothing), train)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out the row itself, but not the rest of its fold",
        advice: "Without its own target, a row's code moves the other way when that target changes, so a model can read it off. Which rows have to be left out together?",
        attempts: &[Contract {
            out_of_fold_codes: |train, targets, _, smoothing| {
                let each_its_own: Vec<usize> = (0..train.len()).collect();
                out_of_fold_codes(train, targets, &each_its_own, smoothing)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the prior from all rows, the row's own fold included",
        advice: "The codes keep to the other folds, but something else that goes into them does not. What is an unseen category given, and from which rows does that come?",
        attempts: &[
            Contract { out_of_fold_codes: prior_of_all, ..SOLUTION },
            Contract {
                out_of_fold_codes: |train, all, folds, smoothing| {
                    let prior = all.sum() / all.len() as f64;
                    fold_by_fold(train, all, folds, |others, targets, own| {
                        target_codes(&TargetEncoder { prior, ..fit_target(others, targets.view(), smoothing) }, own)
                    })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "gives fit_target the categories of some rows and the targets of others",
        advice: "You have picked the rows of the other folds out of one of the lists. What must be true of the other list, so that row meets row?",
        attempts: &[
            Contract {
                out_of_fold_codes: |train, all, folds, smoothing| {
                    fold_by_fold(train, all, folds, |others, _, own| {
                        target_codes(&fit_target(others, all, smoothing), own)
                    })
                },
                ..SOLUTION
            },
            Contract {
                out_of_fold_codes: |train, all, folds, smoothing| {
                    fold_by_fold(train, all, folds, |others, targets, own| {
                        let first = all.slice_axis(Axis(0), Slice::from(..targets.len()));
                        target_codes(&fit_target(others, first, smoothing), own)
                    })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "learns the codes of a fold from a single other fold",
        advice: "With two folds all is well. With three, whose rows may teach the codes of the first?",
        attempts: &[Contract {
            out_of_fold_codes: |train, targets, folds, smoothing| {
                let mut codes = Array1::zeros(train.len());
                for id in folds.iter().collect::<BTreeSet<_>>() {
                    let (others, own): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|row| folds[*row] == *id);
                    let select = |rows: &[usize]| rows.iter().map(|row| train[*row]).collect::<Vec<_>>();
                    let encoder = fit_target(&select(&others), targets.select(Axis(0), &others).view(), smoothing);
                    for (row, code) in own.iter().zip(target_codes(&encoder, &select(&own))) {
                        codes[*row] = code;
                    }
                }
                codes
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "expects the fold ids to be 0, 1, 2 and so on",
        advice: "The ids came from somebody else, perhaps as years or as hospital numbers. Which ids does your loop visit, and which are there?",
        attempts: &[
            Contract { out_of_fold_codes: counted_folds, ..SOLUTION },
            Contract {
                out_of_fold_codes: |train, targets, folds, smoothing| {
                    let right = out_of_fold_codes(train, targets, folds, smoothing);
                    let most = folds.iter().collect::<BTreeSet<_>>().len();
                    right
                        .iter()
                        .zip(folds)
                        .map(|(code, fold)| if (1..=most).contains(fold) { *code } else { 0.0 })
                        .collect()
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "casts fold ids to a smaller type",
        advice: "Two ids that differ must stay two. How many bits does each need, and how many has your type?",
        attempts: &[
            Contract { out_of_fold_codes: |c, t, f, m| with_folds(c, t, f, m, |fold| fold as u8 as usize), ..SOLUTION },
            Contract {
                out_of_fold_codes: |c, t, f, m| with_folds(c, t, f, m, |fold| fold as u16 as usize),
                ..SOLUTION
            },
            Contract {
                out_of_fold_codes: |c, t, f, m| with_folds(c, t, f, m, |fold| fold as u32 as usize),
                ..SOLUTION
            },
            Contract {
                out_of_fold_codes: |c, t, f, m| with_folds(c, t, f, m, |fold| fold as f64 as usize),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "learns the codes of a fold from that fold alone",
        advice: "You divide the rows into own and others. Which of the two hold the targets that a row may not see?",
        attempts: &[Contract {
            out_of_fold_codes: |train, targets, folds, smoothing| {
                let mut codes = Array1::zeros(train.len());
                for id in folds.iter().collect::<BTreeSet<_>>() {
                    let own: Vec<usize> = (0..train.len()).filter(|row| folds[*row] == *id).collect();
                    let select: Vec<Option<&str>> = own.iter().map(|row| train[*row]).collect();
                    let encoder = fit_target(&select, targets.select(Axis(0), &own).view(), smoothing);
                    for (row, code) in own.iter().zip(target_codes(&encoder, &select)) {
                        codes[*row] = code;
                    }
                }
                codes
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "returns the codes fold by fold instead of row by row",
        advice: "The first code that you return is for the first row of which fold? Where in the table does that row stand?",
        attempts: &[Contract {
            out_of_fold_codes: |train, targets, folds, smoothing| {
                let codes = out_of_fold_codes(train, targets, folds, smoothing);
                let mut rows: Vec<usize> = (0..folds.len()).collect();
                rows.sort_by_key(|row| folds[*row]);
                rows.into_iter().map(|row| codes[row]).collect()
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives the code 0 to a category that it does not know",
        advice: "As a mean target 0 says that such rows were looked at and none was hit. What is the best guess when nothing is known but the targets of all?",
        attempts: &[target_made_of!(fit_target, zero_for_unseen)],
    },
    Mistake {
        name: "forgets the smoothing",
        advice: "A category with one row has the code 0 or 1, as sure as one with a thousand rows. Where does the argument smoothing enter your formula?",
        attempts: &[
            target_made_of!(unsmoothed, target_codes),
            Contract {
                out_of_fold_codes: |train, targets, folds, _| out_of_fold_codes(train, targets, folds, 0.0),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "forgets to divide by the number of rows",
        advice: "A species that is often hit gets a large number from you, whatever was damaged. What turns a sum into a mean?",
        attempts: &[
            target_made_of!(
                |train, targets, smoothing| by_formula(train, targets, smoothing, |s, _, _, _| s),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| by_formula(train, targets, smoothing, |s, _, m, p| s + m * p),
                target_codes
            ),
        ],
    },
    Mistake {
        name: "gives the category the weight of the prior, and the prior that of the category",
        advice: "Take a category with a thousand rows. Does its code come near to its own mean, or to the mean of all?",
        attempts: &[target_made_of!(
            |train, targets, smoothing| by_formula(train, targets, smoothing, |s, n, m, p| (n * p + m * s / n)
                / (n + m)),
            target_codes
        )],
    },
    Mistake {
        name: "adds the average rows to the category's mean instead of its sum",
        advice: "One row and a thousand rows are then drawn alike. What in the formula knows how many rows there are?",
        attempts: &[target_made_of!(
            |train, targets, smoothing| by_formula(train, targets, smoothing, |s, n, m, p| (s / n + m * p) / (1.0 + m)),
            target_codes
        )],
    },
    Mistake {
        name: "adds the smoothing to the sum of targets, but not to the number of rows",
        advice: "Take targets that are all 1 and compute a code by hand. Which number can no mean of them exceed?",
        attempts: &[target_made_of!(
            |train, targets, smoothing| by_formula(train, targets, smoothing, |s, n, m, p| (s + m * p) / n),
            target_codes
        )],
    },
    Mistake {
        name: "adds rows of target 1 instead of average rows",
        advice: "With a large smoothing all your codes come near to 1. What target does an average row bring along?",
        attempts: &[target_made_of!(
            |train, targets, smoothing| by_formula(train, targets, smoothing, |s, n, m, _| (s + m) / (n + m)),
            target_codes
        )],
    },
    Mistake {
        name: "smooths only the categories with few rows",
        advice: "With the formula every category is drawn, the large ones a little. Where does your code look at the number of rows before it draws?",
        attempts: &[
            target_made_of!(
                |train, targets, smoothing| smoothed_if(train, targets, smoothing, |n, m| n <= m),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| smoothed_if(train, targets, smoothing, |n, m| n < m),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| smoothed_if(train, targets, smoothing, |n, _| n <= 1.0),
                target_codes
            ),
        ],
    },
    Mistake {
        name: "makes a whole number of the smoothing",
        advice: "Half a row of average target is a smoothing too. Which type does the argument have, and what does a cast cut off?",
        attempts: &[
            target_made_of!(
                |train, targets, smoothing| fit_target(train, targets, f64::trunc(smoothing)),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| fit_target(train, targets, f64::round(smoothing)),
                target_codes
            ),
            target_made_of!(|train, targets, smoothing| fit_target(train, targets, f64::ceil(smoothing)), target_codes),
        ],
    },
    Mistake {
        name: "counts targets instead of adding them up",
        advice: "With targets of 0 and 1 both are the same. What is the sum of 2.5 and -1?",
        attempts: &[
            target_made_of!(|train, targets, smoothing| counting(train, targets, smoothing, |t| t > 0.0), target_codes),
            target_made_of!(
                |train, targets, smoothing| counting(train, targets, smoothing, |t| t == 1.0),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| counting(train, targets, smoothing, |t| t != 0.0),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| counting_all(train, targets, smoothing, |t| t > 0.0),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| counting_all(train, targets, smoothing, |t| t == 1.0),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| counting_all(train, targets, smoothing, |t| t != 0.0),
                target_codes
            ),
        ],
    },
    Mistake {
        name: "keeps sums in f32 or in whole numbers",
        advice: "An f32 has seven digits, and an integer none behind the point. Which numbers may a target be?",
        attempts: &[
            target_made_of!(
                |train, targets, smoothing| summed(train, targets, smoothing, |t| f64::from(t as f32)),
                target_codes
            ),
            target_made_of!(|train, targets, smoothing| summed(train, targets, smoothing, f64::trunc), target_codes),
            target_made_of!(
                |train, targets: ArrayView1<f64>, smoothing| fit_target(
                    train,
                    targets.mapv(|t| f64::from(t as f32)).view(),
                    smoothing
                ),
                target_codes
            ),
            target_made_of!(
                |train, targets: ArrayView1<f64>, smoothing| fit_target(
                    train,
                    targets.mapv(f64::trunc).view(),
                    smoothing
                ),
                target_codes
            ),
            target_made_of!(
                |train, targets: ArrayView1<f64>, smoothing| fit_target(
                    train,
                    targets.mapv(|t| t as u64 as f64).view(),
                    smoothing
                ),
                target_codes
            ),
        ],
    },
    Mistake {
        name: "takes the prior from the rows with a category alone",
        advice: "A row whose category is missing has a target all the same. Which rows does the task count for the prior?",
        attempts: &[
            target_made_of!(prior_of_known, target_codes),
            target_made_of!(prior_of_known_or_nan, target_codes),
        ],
    },
    Mistake {
        name: "divides the sum of all targets by another number than that of all rows",
        advice: "A mean divides by how many were added up. How many targets did you add up for the prior?",
        attempts: &[
            target_made_of!(
                |train, targets, smoothing| sum_divided_by(train, targets, smoothing, present(train).len()),
                target_codes
            ),
            target_made_of!(
                |train, targets, smoothing| {
                    sum_divided_by(train, targets, smoothing, fit_one_hot(train).categories.len())
                },
                target_codes
            ),
        ],
    },
    Mistake {
        name: "takes a code of 0 for one that is not there",
        advice: "A category none of whose rows was hit has the code 0, and that says a lot. How does your code tell 0 from not found?",
        attempts: &[
            target_made_of!(fit_target, |encoder, rows| found_if(encoder, rows, |code| code != 0.0)),
            target_made_of!(fit_target, |encoder, rows| found_if(encoder, rows, |code| code > 0.0)),
        ],
    },
    Mistake {
        name: "computes a code for a category of which it has no rows",
        advice: "Without rows and without smoothing the formula is 0/0. What does the task say an unseen category gets?",
        attempts: &[Contract {
            out_of_fold_codes: |train, targets, folds, smoothing| {
                fold_by_fold(train, targets, folds, |others, targets, own| {
                    let encoder = fit_target(others, targets.view(), smoothing);
                    let by_formula = smoothing * encoder.prior / smoothing;
                    let code = |row: &Option<&str>| match row {
                        Some(category) => encoder.codes.get(*category).copied().unwrap_or(by_formula),
                        None => encoder.prior,
                    };
                    own.iter().map(code).collect()
                })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the mean of the categories' means for the prior",
        advice: "A species seen once and a species seen a thousand times then have the same say. What is the mean target of a row that you pick blindly?",
        attempts: &[target_made_of!(mean_of_means, target_codes)],
    },
    Mistake {
        name: "adds the smoothing to the number of rows, but not to the sum of targets",
        advice: "The rows that smoothing adds are average rows, yet your small categories are drawn to 0. What target does an average row bring along?",
        attempts: &[target_made_of!(drawn_to_zero, target_codes)],
    },
];

fn by_first_appearance(train: &[Option<&str>]) -> OneHotEncoder {
    let mut categories: Vec<String> = Vec::new();
    for category in train.iter().flatten() {
        if !categories.iter().any(|known| known == category) {
            categories.push((*category).to_owned());
        }
    }
    OneHotEncoder { categories }
}

/// A word for every row that has one.
fn all_of(train: &[Option<&str>], is_sorted: bool, is_without_repeats: bool) -> OneHotEncoder {
    let mut categories: Vec<String> = train.iter().flatten().map(|word| (*word).to_owned()).collect();
    if is_sorted {
        categories.sort();
    }
    if is_without_repeats {
        categories.dedup();
    }
    OneHotEncoder { categories }
}

/// One column more, with a 1 in the rows without another that are meant.
fn with_column(encoder: &OneHotEncoder, rows: &[Option<&str>], is_meant: fn(&Option<&str>) -> bool) -> Array2<f64> {
    let ones = one_hot(encoder, rows);
    let unknown = Array2::from_shape_fn((rows.len(), 1), |(row, _)| {
        f64::from(ones.row(row).sum() == 0.0 && is_meant(&rows[row]))
    });
    concatenate![Axis(1), ones, unknown]
}

/// The rows whose category is among these.
fn known<'a>(categories: &[&str], rows: &[Option<&'a str>]) -> Vec<Option<&'a str>> {
    rows.iter().copied().filter(|row| place(categories, *row).is_some()).collect()
}

fn named_none<'a>(rows: &[Option<&'a str>]) -> Vec<Option<&'a str>> {
    rows.iter().map(|category| Some(category.unwrap_or("None"))).collect()
}

/// Codes by another formula of sum, count, smoothing and prior.
fn by_formula(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    smoothing: f64,
    formula: fn(f64, f64, f64, f64) -> f64,
) -> TargetEncoder {
    let TargetEncoder { prior, .. } = fit_target(train, targets, 0.0);
    let code = |(sum, count): (f64, f64)| formula(sum, count, smoothing, prior);
    let codes = totals(train, targets).into_iter().map(|(category, total)| (category.to_owned(), code(total)));
    TargetEncoder { codes: codes.collect(), prior }
}

fn sum_divided_by(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64, divisor: usize) -> TargetEncoder {
    let prior = targets.sum() / divisor as f64;
    TargetEncoder { codes: codes(totals(train, targets), prior, smoothing), prior }
}

fn without_the_first(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let columns: Vec<usize> = (1..encoder.categories.len()).collect();
    one_hot(encoder, rows).select(Axis(1), &columns)
}

/// What `unwrap_or("")` makes of missing values.
fn named<'a>(rows: &[Option<&'a str>]) -> Vec<Option<&'a str>> {
    rows.iter().map(|category| Some(category.unwrap_or(""))).collect()
}

fn fit_counts_missing(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    fit_target(&named(train), targets, smoothing)
}

fn codes_look_up_missing(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    target_codes(encoder, &named(rows))
}

/// What `flatten` leaves of the rows.
fn present<'a>(rows: &[Option<&'a str>]) -> Vec<Option<&'a str>> {
    rows.iter().copied().filter(Option::is_some).collect()
}

fn fit_skips_missing(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let prior = targets.sum() / targets.len() as f64;
    TargetEncoder { codes: codes(totals(&present(train), targets), prior, smoothing), prior }
}

fn codes_skip_missing(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    target_codes(encoder, &present(rows))
}

fn not_empty<'a>(rows: &[Option<&'a str>]) -> Vec<Option<&'a str>> {
    rows.iter().map(|category| category.filter(|word| !word.is_empty())).collect()
}

fn fit_without_empty(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    fit_target(&not_empty(train), targets, smoothing)
}

fn codes_without_empty(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    target_codes(encoder, &not_empty(rows))
}

fn trimmed<'a>(rows: &[Option<&'a str>]) -> Vec<Option<&'a str>> {
    rows.iter().map(|category| category.map(str::trim)).collect()
}

fn ordered_by(train: &[Option<&str>], order: fn(&str, &str) -> std::cmp::Ordering) -> OneHotEncoder {
    let mut encoder = fit_one_hot(train);
    encoder.categories.sort_by(|a, b| order(a, b));
    encoder
}

fn codes_without_case(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    let code = |row: &Option<&str>| {
        let row = row.as_ref()?;
        encoder.codes.iter().find(|(known, _)| known.eq_ignore_ascii_case(row)).map(|(_, code)| *code)
    };
    rows.iter().map(|row| code(row).unwrap_or(encoder.prior)).collect()
}

fn found_if(encoder: &TargetEncoder, rows: &[Option<&str>], is_found: fn(f64) -> bool) -> Array1<f64> {
    let code = |row: &Option<&str>| row.and_then(|row| encoder.codes.get(row).copied()).filter(|code| is_found(*code));
    rows.iter().map(|row| code(row).unwrap_or(encoder.prior)).collect()
}

fn smoothed_if(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    smoothing: f64,
    is_smoothed: fn(f64, f64) -> bool,
) -> TargetEncoder {
    let TargetEncoder { prior, .. } = fit_target(train, targets, 0.0);
    let code = |(sum, n): (f64, f64)| {
        if is_smoothed(n, smoothing) { (sum + smoothing * prior) / (n + smoothing) } else { sum / n }
    };
    let codes = totals(train, targets).into_iter().map(|(category, total)| (category.to_owned(), code(total)));
    TargetEncoder { codes: codes.collect(), prior }
}

/// The sums of the categories are counts, the prior is right.
fn counting(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    smoothing: f64,
    counts: fn(f64) -> bool,
) -> TargetEncoder {
    let TargetEncoder { prior, .. } = fit_target(train, targets, 0.0);
    let counted = targets.mapv(|target| f64::from(counts(target)));
    TargetEncoder { codes: codes(totals(train, counted.view()), prior, smoothing), prior }
}

/// The prior is a share of counts too.
fn counting_all(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    smoothing: f64,
    counts: fn(f64) -> bool,
) -> TargetEncoder {
    fit_target(train, targets.mapv(|target| f64::from(counts(target))).view(), smoothing)
}

/// The sum of every category goes through this after every step; the prior is right.
fn summed(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64, kept: fn(f64) -> f64) -> TargetEncoder {
    let TargetEncoder { prior, .. } = fit_target(train, targets, 0.0);
    let mut totals: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (category, target) in train.iter().zip(targets) {
        if let Some(category) = category {
            let (sum, count) = totals.entry(category).or_default();
            *sum = kept(*sum + kept(*target));
            *count += 1.0;
        }
    }
    TargetEncoder { codes: codes(totals, prior, smoothing), prior }
}

fn prior_of_known(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    if train.iter().all(Option::is_none) {
        return fit_target(train, targets, smoothing);
    }
    prior_of_known_or_nan(train, targets, smoothing)
}

fn prior_of_known_or_nan(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let known: Vec<f64> =
        train.iter().zip(targets).filter(|(category, _)| category.is_some()).map(|(_, target)| *target).collect();
    let prior = known.iter().sum::<f64>() / known.len() as f64;
    TargetEncoder { codes: codes(totals(train, targets), prior, smoothing), prior }
}

fn with_folds(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    smoothing: f64,
    cast: fn(usize) -> usize,
) -> Array1<f64> {
    let folds: Vec<usize> = folds.iter().map(|fold| cast(*fold)).collect();
    out_of_fold_codes(train, targets, &folds, smoothing)
}

fn fit_without_case(train: &[Option<&str>]) -> OneHotEncoder {
    let mut categories: Vec<String> = train.iter().flatten().map(|category| (*category).to_owned()).collect();
    categories.sort_by_key(|category| category.to_lowercase());
    categories.dedup_by(|a, b| a.eq_ignore_ascii_case(b));
    OneHotEncoder { categories }
}

fn ones_where(encoder: &OneHotEncoder, rows: &[Option<&str>], same: fn(&str, &str) -> bool) -> Array2<f64> {
    Array2::from_shape_fn((rows.len(), encoder.categories.len()), |(row, column)| {
        f64::from(rows[row].is_some_and(|row| same(&encoder.categories[column], row)))
    })
}

fn places_where(order: &[&str], rows: &[Option<&str>], same: fn(&str, &str) -> bool) -> Array1<f64> {
    let place = |row: &str| order.iter().position(|known| same(known, row));
    rows.iter().map(|row| row.and_then(place).map_or(f64::NAN, |place| place as f64)).collect()
}

fn place(categories: &[&str], category: Option<&str>) -> Option<usize> {
    categories.iter().position(|known| Some(*known) == category)
}

fn words(encoder: &OneHotEncoder) -> Vec<&str> {
    encoder.categories.iter().map(String::as_str).collect()
}

fn ones_at(places: &[usize], n_categories: usize) -> Array2<f64> {
    Array2::from_shape_fn((places.len(), n_categories), |(row, column)| f64::from(places[row] == column))
}

fn first_for_unknown(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let places: Vec<usize> = rows.iter().map(|row| place(&words(encoder), *row).unwrap_or(0)).collect();
    ones_at(&places, encoder.categories.len())
}

fn zero_for_unknown(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    rows.iter().map(|row| place(order, *row).unwrap_or(0) as f64).collect()
}

fn panics_at_unknown(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let places: Vec<usize> = rows.iter().map(|row| place(&words(encoder), *row).unwrap()).collect();
    ones_at(&places, encoder.categories.len())
}

fn codes_panic(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    rows.iter().map(|category| encoder.codes[category.unwrap()]).collect()
}

fn alphabetical(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    ordinal(&sorted, rows)
}

fn minus_one_for_nan(code: f64) -> f64 {
    if code.is_nan() { -1.0 } else { code }
}

fn zero_for_unseen(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    target_codes(&TargetEncoder { prior: 0.0, ..encoder.clone() }, rows)
}

fn unsmoothed(train: &[Option<&str>], targets: ArrayView1<f64>, _: f64) -> TargetEncoder {
    fit_target(train, targets, 0.0)
}

fn mean_of_means(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let means = fit_target(train, targets, 0.0).codes;
    let prior = means.values().sum::<f64>() / means.len() as f64;
    TargetEncoder { codes: codes(totals(train, targets), prior, smoothing), prior }
}

fn drawn_to_zero(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let TargetEncoder { prior, .. } = fit_target(train, targets, 0.0);
    TargetEncoder { codes: codes(totals(train, targets), 0.0, smoothing), prior }
}

fn prior_of_all(train: &[Option<&str>], targets: ArrayView1<f64>, folds: &[usize], smoothing: f64) -> Array1<f64> {
    let prior = targets.sum() / targets.len() as f64;
    fold_by_fold(train, targets, folds, |others, targets, own| {
        let encoder = TargetEncoder { codes: codes(totals(others, targets.view()), prior, smoothing), prior };
        target_codes(&encoder, own)
    })
}

fn counted_folds(train: &[Option<&str>], targets: ArrayView1<f64>, folds: &[usize], smoothing: f64) -> Array1<f64> {
    let n_folds = folds.iter().collect::<BTreeSet<_>>().len();
    let right = out_of_fold_codes(train, targets, folds, smoothing);
    right.iter().zip(folds).map(|(code, fold)| if *fold < n_folds { *code } else { 0.0 }).collect()
}

/// Codes every fold's rows, given the other folds' rows and their targets.
fn fold_by_fold(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    code: impl Fn(&[Option<&str>], Array1<f64>, &[Option<&str>]) -> Array1<f64>,
) -> Array1<f64> {
    let mut all = Array1::zeros(train.len());
    let select = |rows: &[usize]| rows.iter().map(|row| train[*row]).collect::<Vec<_>>();
    for id in folds.iter().collect::<BTreeSet<_>>() {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|row| folds[*row] == *id);
        let codes = code(&select(&others), targets.select(Axis(0), &others), &select(&own));
        for (row, code) in own.iter().zip(codes) {
            all[*row] = code;
        }
    }
    all
}

/// The sum of every category's targets, and how many they are.
fn totals<'a>(train: &[Option<&'a str>], targets: ArrayView1<f64>) -> BTreeMap<&'a str, (f64, f64)> {
    let mut totals: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (category, target) in train.iter().zip(targets) {
        if let Some(category) = category {
            let (sum, count) = totals.entry(category).or_default();
            *sum += target;
            *count += 1.0;
        }
    }
    totals
}

/// Every category's mean target, drawn towards `centre`.
fn codes(totals: BTreeMap<&str, (f64, f64)>, centre: f64, smoothing: f64) -> BTreeMap<String, f64> {
    let code = |(sum, count): (f64, f64)| (sum + smoothing * centre) / (count + smoothing);
    totals.into_iter().map(|(category, total)| (category.to_owned(), code(total))).collect()
}
