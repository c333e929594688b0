//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use ndarray::{Axis, concatenate};

use super::solution::{fit, transform};
use super::{Contract, Imputed, Imputer, SOLUTION, Strategy};
use mlings_grading::Mistake;

/// A learner's file in which these two are the parts that `impute_split` is made of.
macro_rules! made_of {
    ($fit:expr, $transform:expr) => {
        Contract {
            fit: $fit,
            transform: $transform,
            impute_split: |train, test, strategy| split(train, test, strategy, $fit, $transform),
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "learns from the training rows and the held-out rows together",
        advice: "The held-out rows stand for rows that nobody has seen yet. Which rows are there on the day when the fills are learned?",
        attempts: &[
            Contract { impute_split: learns_from_both, ..SOLUTION },
            Contract {
                impute_split: |train, test, strategy| {
                    Ok(Imputed { imputer: fit(train, strategy)?, ..learns_from_both(train, test, strategy)? })
                },
                ..SOLUTION
            },
            Contract {
                impute_split: |train, test, strategy| {
                    let of_both = learns_from_both(train, test, strategy)?;
                    Ok(Imputed { test: of_both.test, ..split(train, test, strategy, fit, transform)? })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "fills the held-out rows with statistics of their own",
        advice: "In use the rows may come one at a time, and one row has no statistics. What is already known when it comes?",
        attempts: &[
            Contract { impute_split: test_learns_from_itself, ..SOLUTION },
            Contract { impute_split: test_learns_from_itself_if_it_can, ..SOLUTION },
            Contract { impute_split: every_column_of_test_learns_if_it_can, ..SOLUTION },
        ],
    },
    Mistake {
        name: "learns from the held-out rows instead of the training rows",
        advice: "You pass two tables on to fit and transform. Which of the two does the model learn from?",
        attempts: &[Contract {
            impute_split: |train, test, strategy| {
                let imputer = fit(test, strategy)?;
                let (train, test) = (transform(&imputer, train), transform(&imputer, test));
                Ok(Imputed { imputer, train, test })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "refuses a column that is empty in the held-out rows alone",
        advice: "The fill of that column is known from the training rows. What could still be missing?",
        attempts: &[
            Contract { impute_split: |train, test, strategy| refusing(train, test, strategy, 0), ..SOLUTION },
            Contract { impute_split: |train, test, strategy| refusing(train, test, strategy, 1), ..SOLUTION },
            Contract {
                impute_split: |train, test, strategy| {
                    fit(test, strategy)?;
                    split(train, test, strategy, fit, transform)
                },
                ..SOLUTION
            },
            Contract {
                impute_split: |train, test, strategy| {
                    let done = split(train, test, strategy, fit, transform)?;
                    if test.nrows() > 0 {
                        fit(test, strategy)?;
                    }
                    Ok(done)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "asks the held-out rows where a column of the training rows is empty",
        advice: "The training rows know nothing of that column, and nobody else may say anything. What does the task say that comes back then?",
        attempts: &[
            Contract {
                impute_split: |train, test, strategy| {
                    let imputer =
                        fit(train, strategy).or_else(|_| fit(concatenate![Axis(0), train, test].view(), strategy))?;
                    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
                    Ok(Imputed { imputer, train, test })
                },
                ..SOLUTION
            },
            Contract {
                impute_split: |train, test, strategy| {
                    let imputer = fit(train, strategy).or_else(|_| fit(test, strategy))?;
                    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
                    Ok(Imputed { imputer, train, test })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "fills every part in one way, whatever the strategy",
        advice: "With one of the strategies all is well. Which of the arguments of impute_split do you never use?",
        attempts: &[
            Contract { impute_split: one_strategy_for_all, ..SOLUTION },
            Contract {
                impute_split: |train, test, _| split(train, test, Strategy::Median, fit, transform),
                ..SOLUTION
            },
            Contract {
                impute_split: |train, test, _| split(train, test, Strategy::MostFrequent, fit, transform),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "learns once more from rows that are filled already",
        advice: "A value that was filled in is no measurement. What had the table to say before you put the fills there?",
        attempts: &[Contract {
            impute_split: |train, test, strategy| {
                let Imputed { train, test, .. } = split(train, test, strategy, fit, transform)?;
                Ok(Imputed { imputer: fit(train.view(), strategy)?, train, test })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes one strategy for another",
        advice: "Mean, median and most frequent of 1, 1, 4 and 10 are three numbers. Which one comes from each arm of your match?",
        attempts: &[
            made_of!(|train, strategy| fit(train, renamed(strategy, Strategy::Mean, Strategy::Median)), transform),
            made_of!(
                |train, strategy| fit(train, renamed(strategy, Strategy::Median, Strategy::MostFrequent)),
                transform
            ),
            made_of!(
                |train, strategy| fit(train, renamed(strategy, Strategy::Mean, Strategy::MostFrequent)),
                transform
            ),
            made_of!(|train, _| fit(train, Strategy::Mean), transform),
            made_of!(|train, _| fit(train, Strategy::Median), transform),
        ],
    },
    Mistake {
        name: "returns the held-out rows with their gaps",
        advice: "A model is tried on the held-out rows too, and it cannot take a gap. Which of the two parts have you filled?",
        attempts: &[Contract { impute_split: test_as_it_came, ..SOLUTION }],
    },
    Mistake {
        name: "returns the training rows with their gaps",
        advice: "The model learns from the training rows, and it cannot take a gap. Which of the two parts have you filled?",
        attempts: &[Contract {
            impute_split: |train, test, strategy| {
                Ok(Imputed { train: train.to_owned(), ..split(train, test, strategy, fit, transform)? })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "changes the two parts for each other",
        advice: "Look at the order in which your answer names its parts. Which of them has as many rows as the training rows?",
        attempts: &[Contract {
            impute_split: |train, test, strategy| {
                let Imputed { imputer, train, test } = split(train, test, strategy, fit, transform)?;
                Ok(Imputed { imputer, train: test, test: train })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "learns anew from the rows that it is to fill",
        advice: "Think of a single row with a gap in it. What could be learned from that row, and what has transform been given besides?",
        attempts: &[made_of!(fit, transform_learns), made_of!(fit, transform_learns_if_it_can)],
    },
    Mistake {
        name: "takes the numbers as they lie in memory",
        advice: "A table may lie in memory column by column, or backwards. What gives you its numbers row by row, however it lies?",
        attempts: &[
            made_of!(fit, |imputer, rows| transform(imputer, as_it_lies(rows).view())),
            made_of!(fit, |imputer, rows| {
                let fills = imputer.fills.as_slice_memory_order().map_or(imputer.fills.to_vec(), <[f64]>::to_vec);
                transform(&Imputer { fills: fills.into() }, rows)
            }),
            made_of!(|train, strategy| fit(as_it_lies(train).view(), strategy), transform),
            made_of!(|train, strategy| fit(as_it_lies(train).view(), strategy), |imputer, rows| transform(
                imputer,
                as_it_lies(rows).view()
            )),
        ],
    },
    Mistake {
        name: "keeps numbers in f32 on the way",
        advice: "An f32 has seven digits. How many have the numbers that come in?",
        attempts: &[
            made_of!(|train, strategy| fit(train.mapv(short).view(), strategy), transform),
            made_of!(|train, strategy| Ok(Imputer { fills: fit(train, strategy)?.fills.mapv(short) }), transform),
            made_of!(fit, |imputer, rows| transform(imputer, rows).mapv(short)),
            made_of!(|train, strategy| fit(train.mapv(short).view(), strategy), |imputer, rows| {
                transform(imputer, rows).mapv(short)
            }),
        ],
    },
    Mistake {
        name: "rounds the fills",
        advice: "How many digits a column needs, its unit decides. Who has asked for fewer?",
        attempts: &[
            made_of!(|train, strategy| rounded(train, strategy, 1e6, &[Strategy::Mean]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1e4, &[Strategy::Mean]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1e3, &[Strategy::Mean]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1e2, &[Strategy::Mean]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1.0, &[Strategy::Mean]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1e6, &[Strategy::Mean, Strategy::Median]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1e2, &[Strategy::Mean, Strategy::Median]), transform),
            made_of!(|train, strategy| rounded(train, strategy, 1.0, &[Strategy::Median]), transform),
            made_of!(
                |train, strategy| {
                    rounded(train, strategy, 1e6, &[Strategy::Mean, Strategy::Median, Strategy::MostFrequent])
                },
                transform
            ),
        ],
    },
    Mistake {
        name: "counts equal values once in mean and median",
        advice: "A value that was measured three times has three votes. Where do its copies get lost in your code?",
        attempts: &[
            made_of!(|train, strategy| distinct(train, strategy, &[Strategy::Mean, Strategy::Median]), transform),
            made_of!(|train, strategy| distinct(train, strategy, &[Strategy::Median]), transform),
            made_of!(|train, strategy| distinct(train, strategy, &[Strategy::Mean]), transform),
        ],
    },
    Mistake {
        name: "looks for missing values with == f64::NAN",
        advice: "Print f64::NAN == f64::NAN and be surprised. What does f64 offer to ask a number whether it is one?",
        attempts: &[made_of!(fit_finds_nothing_missing, transform_finds_nothing_missing)],
    },
    Mistake {
        name: "finds nothing to fill",
        advice: "Print f64::NAN == f64::NAN and be surprised. Is the condition in transform ever true, and does what it fills reach the answer?",
        attempts: &[made_of!(fit, transform_finds_nothing_missing)],
    },
    Mistake {
        name: "lets missing values into the mean",
        advice: "One NaN makes the whole sum NaN. Which of the column's entries are values that can be added up?",
        attempts: &[made_of!(nan_in_mean, transform)],
    },
    Mistake {
        name: "divides the sum by the number of all rows",
        advice: "A mean divides by how many were added up. How many of the column's entries did you add up?",
        attempts: &[made_of!(divides_by_all, transform)],
    },
    Mistake {
        name: "divides the sum by one less than the number of values",
        advice: "That divisor belongs to a variance, not to a mean. What is the mean of a single value?",
        attempts: &[made_of!(divides_by_one_less, transform)],
    },
    Mistake {
        name: "learns from the complete rows alone",
        advice: "A row with one gap still has its other values. What does the gap of one column say about the values of another?",
        attempts: &[made_of!(complete_rows, transform), made_of!(complete_rows_if_any, transform)],
    },
    Mistake {
        name: "puts 0 where a value is missing",
        advice: "To a model this 0 is a measurement like any other. What was learned about the column, and where does it stand?",
        attempts: &[made_of!(fit, puts_zero)],
    },
    Mistake {
        name: "fills a gap with the fill that has the number of the row",
        advice: "The table has two indices and the fills have one. What does one fill belong to: a bird or a measurement?",
        attempts: &[made_of!(fit, fill_of_the_row)],
    },
    Mistake {
        name: "puts the fills over what was measured too",
        advice: "After your transform all rows are alike. What did the bird that was measured have to do with the gaps of others?",
        attempts: &[made_of!(fit, fills_everything)],
    },
    Mistake {
        name: "takes 0 for missing",
        advice: "A count, a balance or a temperature may well be 0. What alone marks a missing value here?",
        attempts: &[
            made_of!(fit_drops_zeros, transform_fills_zeros),
            made_of!(fit_drops_zeros, transform),
            made_of!(fit_drops_zeros_among_others, transform),
            made_of!(fit_drops_zeros_among_others, transform_fills_zeros),
            made_of!(fit, transform_fills_zeros),
        ],
    },
    Mistake {
        name: "takes everything that is not above 0 for missing",
        advice: "NaN > 0.0 is false, and so is -26.5 > 0.0. Which of these two is a measurement?",
        attempts: &[
            made_of!(fit_keeps_positive, transform_keeps_positive),
            made_of!(fit_keeps_positive, transform),
            made_of!(fit, transform_keeps_positive),
        ],
    },
    Mistake {
        name: "takes numbers below 0 for missing",
        advice: "Isotopes, balances and temperatures go below 0. What alone marks a missing value here?",
        attempts: &[
            made_of!(|train, strategy| fit(train.mapv(negative_to_nan).view(), strategy), transform),
            made_of!(fit, |imputer, rows| transform(imputer, rows.mapv(negative_to_nan).view())),
            made_of!(|train, strategy| fit(train.mapv(negative_to_nan).view(), strategy), |imputer, rows| {
                transform(imputer, rows.mapv(negative_to_nan).view())
            }),
        ],
    },
    Mistake {
        name: "takes the middle of values that are not sorted",
        advice: "Which value stands in the middle of the file is chance. Put the rows into another order: should the median change?",
        attempts: &[
            made_of!(unsorted, transform),
            // Sorted, but by the whole part alone.
            made_of!(|train, strategy| median_sorted_by(train, strategy, |value| value as i64), transform),
            made_of!(|train, strategy| median_sorted_by(train, strategy, |value| (value * 10.0) as i64), transform),
            made_of!(|train, strategy| median_sorted_by(train, strategy, |value| (value * 1000.0) as i64), transform),
            made_of!(|train, strategy| median_sorted_by(train, strategy, |value| value.to_bits() as i64), transform),
        ],
    },
    Mistake {
        name: "takes the upper one of the two middle values",
        advice: "Write down four sorted values and draw a line in the middle. Which values touch the line, and what does the task say about them?",
        attempts: &[made_of!(upper_middle, transform)],
    },
    Mistake {
        name: "takes the lower one of the two middle values",
        advice: "Write down four sorted values and draw a line in the middle. Which values touch the line, and what does the task say about them?",
        attempts: &[made_of!(lower_middle, transform)],
    },
    Mistake {
        name: "looks for the two middle values one place too far",
        advice: "Write 0, 1, 2, 3 under four sorted values. Which two of these numbers stand under the middle, and what is n / 2?",
        attempts: &[made_of!(one_too_far, transform)],
    },
    Mistake {
        name: "lets missing values take part in the median",
        advice: "A sort has to put NaN somewhere, and there it pushes the middle aside. How many values does the column really have?",
        attempts: &[made_of!(nan_in_median, transform)],
    },
    Mistake {
        name: "sorts with partial_cmp while NaN is among the values",
        advice: "NaN is neither smaller nor larger than a number, so partial_cmp answers None. Which of the column's entries should be sorted?",
        attempts: &[made_of!(panics_at_nan, transform)],
    },
    Mistake {
        name: "gives a tie to the value that comes first in the table",
        advice: "The same rows in another order should teach the same fill. Which of equally frequent values does the task ask for?",
        attempts: &[made_of!(first_of_tie, transform)],
    },
    Mistake {
        name: "gives a tie to the largest value",
        advice: "Several values are equally frequent, and your code keeps the last of them. Which one does the task ask for?",
        attempts: &[made_of!(largest_of_tie, transform)],
    },
    Mistake {
        name: "orders the values by their bits",
        advice: "The bits of -1.0 are a smaller number than those of -3.0, and both are larger than those of 2.0. What is the smallest of the tied values?",
        attempts: &[made_of!(ordered_by_bits, transform)],
    },
    Mistake {
        name: "counts every run of equal values but the first one too short",
        advice: "Two equal values side by side are two values. With which number does your count begin when a new value comes?",
        attempts: &[made_of!(runs_from_zero, transform)],
    },
    Mistake {
        name: "never looks at the last run of equal values",
        advice: "Your code compares a run with the best when a new value comes. What comes after the last run?",
        attempts: &[made_of!(last_run_lost, transform), made_of!(last_run_lost_and_nothing_found, transform)],
    },
    Mistake {
        name: "counts the missing values as if they were one frequent value",
        advice: "A gap does not become a value by occurring often. Which of the column's entries should be counted?",
        attempts: &[made_of!(nan_is_frequent, transform)],
    },
    Mistake {
        name: "rounds or cuts the values to count them",
        advice: "As integers 2.1 and 2.9 are both 2. How can equal values be counted as they are, when an f64 cannot be the key of a HashMap?",
        attempts: &[
            made_of!(counts_whole_numbers, transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| value.trunc()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| value.round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 10.0).trunc()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 10.0).round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 100.0).trunc()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 100.0).round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e3).trunc()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e3).round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e4).round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e6).trunc()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e6).round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e9).trunc()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e9).round()), transform),
            made_of!(|train, strategy| counted_by(train, strategy, |value| (value * 1e12).round()), transform),
            // The fill is rounded with them.
            made_of!(|train, strategy| counted_in_steps(train, strategy, 1e2), transform),
            made_of!(|train, strategy| counted_in_steps(train, strategy, 1e3), transform),
            made_of!(|train, strategy| counted_in_steps(train, strategy, 1e4), transform),
            made_of!(|train, strategy| counted_in_steps(train, strategy, 1e6), transform),
            made_of!(|train, strategy| counted_in_steps(train, strategy, 1e9), transform),
        ],
    },
    Mistake {
        name: "takes values that lie close together for equal",
        advice: "In a small unit all values of a column lie close together. When are two values equal, and what has a tolerance to do with it?",
        attempts: &[
            made_of!(|train, strategy| runs_within(train, strategy, 1e-9), transform),
            made_of!(|train, strategy| runs_within(train, strategy, 1e-12), transform),
            made_of!(|train, strategy| runs_within(train, strategy, 1e-10), transform),
            made_of!(|train, strategy| runs_within(train, strategy, 1e-6), transform),
            made_of!(|train, strategy| runs_within(train, strategy, 1e-3), transform),
            made_of!(|train, strategy| runs_within(train, strategy, f64::EPSILON), transform),
            made_of!(|train, strategy| near_each(train, strategy, 1e-9), transform),
            made_of!(|train, strategy| near_each(train, strategy, 1e-12), transform),
            made_of!(|train, strategy| near_each(train, strategy, 1e-10), transform),
            made_of!(|train, strategy| near_each(train, strategy, 1e-6), transform),
            made_of!(|train, strategy| near_each(train, strategy, 1e-3), transform),
            made_of!(|train, strategy| near_each(train, strategy, f64::EPSILON), transform),
        ],
    },
    Mistake {
        name: "counts 0 and -0 as two values",
        advice: "Their bits differ, and yet 0.0 == -0.0. What does your code compare when it counts?",
        attempts: &[made_of!(counted_by_bits, transform)],
    },
    Mistake {
        name: "has a fill even for a column without any value",
        advice: "Nothing was seen, so nothing can be typical. What does the task say that fit returns for such a column?",
        attempts: &[
            made_of!(nan_for_empty, transform),
            made_of!(|train, strategy| filled_if_empty(train, strategy, 0.0), transform),
            made_of!(zero_for_empty_among_rows, transform),
        ],
    },
    Mistake {
        name: "learns from a table without rows",
        advice: "Nothing was seen, so nothing can be typical. Which column is the first that has no value?",
        attempts: &[
            made_of!(|train, strategy| without_rows(train, strategy, 0.0), transform),
            made_of!(|train, strategy| without_rows(train, strategy, f64::NAN), transform),
        ],
    },
    Mistake {
        name: "reports the last of several empty columns",
        advice: "Two columns have no value. Which of them does the task ask for, and does your search end when it has met it?",
        attempts: &[made_of!(last_empty, transform)],
    },
    Mistake {
        name: "counts the columns from 1 in its error",
        advice: "The caller will look the column up in the same table. With which number does Rust count the first one?",
        attempts: &[made_of!(counted_from_one, transform)],
    },
    Mistake {
        name: "learns one fill for every row",
        advice: "A row holds millimetres beside grams. Which entries of the table are of one kind, so that a mean of them says something?",
        attempts: &[made_of!(by_row, transform)],
    },
];
