//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{fit, transform};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which these two are the parts that `impute_split` is made of.
macro_rules! made_of {
    ($fit:ident, $transform:ident) => {
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
        attempts: &[Contract { impute_split: learns_from_both, ..SOLUTION }],
    },
    Mistake {
        name: "fills the held-out rows with statistics of their own",
        advice: "In use the rows may come one at a time, and one row has no statistics. What is already known when it comes?",
        attempts: &[Contract { impute_split: test_learns_from_itself, ..SOLUTION }],
    },
    Mistake {
        name: "fills every part with means, whatever the strategy",
        advice: "With Strategy::Mean all is well. Which of the arguments of impute_split do you never use?",
        attempts: &[Contract { impute_split: one_strategy_for_all, ..SOLUTION }],
    },
    Mistake {
        name: "returns the held-out rows with their gaps",
        advice: "A model is tried on the held-out rows too, and it cannot take a gap. Which of the two parts have you filled?",
        attempts: &[Contract { impute_split: test_as_it_came, ..SOLUTION }],
    },
    Mistake {
        name: "learns anew from the rows that it is to fill",
        advice: "Think of a single row with a gap in it. What could be learned from that row, and what has transform been given besides?",
        attempts: &[made_of!(fit, transform_learns)],
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
        name: "learns from the complete rows alone",
        advice: "A row with one gap still has its other values. What does the gap of one column say about the values of another?",
        attempts: &[made_of!(complete_rows, transform)],
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
        attempts: &[made_of!(fit_drops_zeros, transform_fills_zeros)],
    },
    Mistake {
        name: "takes everything that is not above 0 for missing",
        advice: "NaN > 0.0 is false, and so is -26.5 > 0.0. Which of these two is a measurement?",
        attempts: &[made_of!(fit_keeps_positive, transform_keeps_positive)],
    },
    Mistake {
        name: "takes the middle of values that are not sorted",
        advice: "Which value stands in the middle of the file is chance. Put the rows into another order: should the median change?",
        attempts: &[made_of!(unsorted, transform)],
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
        attempts: &[made_of!(last_run_lost, transform)],
    },
    Mistake {
        name: "counts the missing values as if they were one frequent value",
        advice: "A gap does not become a value by occurring often. Which of the column's entries should be counted?",
        attempts: &[made_of!(nan_is_frequent, transform)],
    },
    Mistake {
        name: "makes whole numbers of the values to count them",
        advice: "As integers 2.1 and 2.9 are both 2. How can equal values be counted as they are, when an f64 cannot be the key of a HashMap?",
        attempts: &[made_of!(counts_whole_numbers, transform)],
    },
    Mistake {
        name: "has a fill even for a column without any value",
        advice: "Nothing was seen, so nothing can be typical. What does the task say that fit returns for such a column?",
        attempts: &[made_of!(nan_for_empty, transform)],
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
