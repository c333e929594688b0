//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::majority;
use super::{Contract, SOLUTION};
use linfa::traits::Fit;
use linfa_trees::DecisionTree;
use mlings_grading::Mistake;

/// A learner's file whose `fit` goes wrong in this way.
macro_rules! grows {
    ($slip:expr) => {
        Contract {
            fit: |records, classes, limits, find_split| fit($slip, majority, records, classes, limits, find_split),
            ..SOLUTION
        }
    };
}

/// A learner's file with this majority, also in the leaves.
macro_rules! elects {
    ($majority:expr) => {
        Contract {
            majority: $majority,
            fit: |records, classes, limits, find_split| {
                fit(Slip::None, $majority, records, classes, limits, find_split)
            },
            ..SOLUTION
        }
    };
}

/// A learner's file whose trees are asked in this way.
macro_rules! asks {
    ($goes_left:expr) => {
        Contract { predict: |tree, records| predict(tree, records, $goes_left), ..SOLUTION }
    };
}

/// A learner's file that chooses by the least cost: how a tree is grown, what a row costs, and what becomes of the sum.
macro_rules! chooses {
    ($grown:expr, $of_row:expr, $of_sum:expr) => {
        Contract {
            choose_depth: |train, validation, depths| least_cost(train, validation, depths, $grown, $of_row, $of_sum),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "asks one question more than max_depth allows",
        advice: "With a max_depth of 0 nothing may be asked at all. How many questions have led to the node that you are about to split?",
        attempts: &[grows!(Slip::OneTooDeep)],
    },
    Mistake {
        name: "asks one question less than max_depth allows",
        advice: "With a max_depth of 1 the root may be split. How many questions have been asked before it?",
        attempts: &[grows!(Slip::OneTooShallow)],
    },
    Mistake {
        name: "does not look at max_depth",
        advice: "A tree that may ask on and on learns its rows by heart. Where do you compare the depth with the limit?",
        attempts: &[grows!(Slip::NoDepthLimit)],
    },
    Mistake {
        name: "takes a max_depth of 0 for no limit",
        advice: "A limit of 0 is a limit too: nothing may be asked. What stands for no limit in this type?",
        attempts: &[grows!(Slip::ZeroIsNoLimit)],
    },
    Mistake {
        name: "counts the questions of the whole tree against max_depth",
        advice: "While the left side grows, it must not use up what the right side may ask. Is your depth that of one way, or of all ways together?",
        attempts: &[grows!(Slip::SharedDepth)],
    },
    Mistake {
        name: "does not tell find_split how many rows a leaf must have",
        advice: "Your leaves can be as small as a single row. What does find_split take as its third argument?",
        attempts: &[grows!(Slip::NoLeafLimit)],
    },
    Mistake {
        name: "gives up when the best split leaves too few rows on a side",
        advice: "The next best split may leave enough on both sides. Who could look for it?",
        attempts: &[grows!(Slip::GivesUp)],
    },
    Mistake {
        name: "looks for the split itself and never asks find_split",
        advice: "Somebody may hand in another way to split, by entropy or by lot. Which argument should decide about every question?",
        attempts: &[grows!(Slip::SearchesItself)],
    },
    Mistake {
        name: "splits rows that are all of one class",
        advice: "Both sides will give the same answer. What can be said about such rows without any question?",
        attempts: &[grows!(Slip::SplitsPure)],
    },
    Mistake {
        name: "looks at a few rows only to see whether all are of one class",
        advice: "The first and the last row may be of one class, and one between them of another. Which rows must be compared?",
        attempts: &[grows!(Slip::PureEnds), grows!(Slip::PureStart), grows!(Slip::PureEndsAndStart)],
    },
    Mistake {
        name: "counts on there being a split",
        advice: "Two rows may be equal in every column and differ in class. What does find_split return then?",
        attempts: &[grows!(Slip::Unwraps)],
    },
    Mistake {
        name: "stops where a split gains nothing",
        advice: "Two columns can say nothing one by one and everything together. What does the task say about a gain of 0?",
        attempts: &[grows!(Slip::StopsAtNoGain)],
    },
    Mistake {
        name: "makes one leaf of two that say the same",
        advice: "linfa does so, and loses how sure each side was. Is it among the three cases in which rows become a leaf?",
        attempts: &[grows!(Slip::MergesLeaves)],
    },
    Mistake {
        name: "looks for every split among all rows",
        advice: "After the first question the two sides are different tables. Which rows should the second question be about?",
        attempts: &[grows!(Slip::SplitsAllRows)],
    },
    Mistake {
        name: "takes the rows of a side, but not their classes",
        advice: "Row 7 of the table may be row 2 of its side. Does its class still stand beside it?",
        attempts: &[grows!(Slip::LeavesClasses)],
    },
    Mistake {
        name: "grows the left branch from the rows that go right",
        advice: "Follow one training row down your tree by hand. Does it meet itself in the leaf?",
        attempts: &[grows!(Slip::SwapsSides)],
    },
    Mistake {
        name: "writes the number of all rows into every leaf",
        advice: "The numbers of all leaves together should be the number of rows. Whose rows does a leaf count?",
        attempts: &[grows!(Slip::CountsAll)],
    },
    Mistake {
        name: "counts only the rows of the majority in a leaf",
        advice: "The numbers of all leaves together should be the number of rows. Which rows came to the leaf and are not counted?",
        attempts: &[grows!(Slip::CountsMajority)],
    },
    Mistake {
        name: "gives every leaf the majority of the whole table",
        advice: "All your leaves say the same, so the questions are for nothing. Whose majority should a leaf hold?",
        attempts: &[grows!(Slip::OneAnswer)],
    },
    Mistake {
        name: "grows a leaf out of no rows",
        advice: "A leaf has to say a class, and here nobody has one. What does the task return in place of a guess?",
        attempts: &[grows!(Slip::LeafOfNothing)],
    },
    Mistake {
        name: "looks at a row before it knows that there is one",
        advice: "Let the table have no row at all. Which line of yours comes first: the one that looks at the rows, or the one that asks whether there are any?",
        attempts: &[grows!(Slip::UnwrapsNothing)],
    },
    Mistake {
        name: "gives a tie to the highest class",
        advice: "Two classes are equally frequent. Which of them does your way of looking for the largest count keep?",
        attempts: &[elects!(highest_of_equals)],
    },
    Mistake {
        name: "gives a tie to the class that comes first among the rows",
        advice: "Put the rows in another order, and your answer changes. Which of two equally frequent classes does the task name?",
        attempts: &[elects!(first_seen_of_equals)],
    },
    Mistake {
        name: "gives a tie to the class that comes last among the rows",
        advice: "Put the rows in another order, and your answer changes. Which of two equally frequent classes does the task name?",
        attempts: &[elects!(last_seen_of_equals)],
    },
    Mistake {
        name: "counts the rows of a class in a byte",
        advice: "A byte counts to 255. What happens to a class with 257 rows?",
        attempts: &[elects!(in_bytes), elects!(in_narrow_bytes)],
    },
    Mistake {
        name: "takes the class of the first row for the majority",
        advice: "Put the rows in another order and the answer changes. What has to be counted?",
        attempts: &[elects!(first)],
    },
    Mistake {
        name: "takes the middle class for the majority",
        advice: "Classes are names that happen to be numbers. What would a class between 0 and 2 mean if they were species?",
        attempts: &[elects!(middle)],
    },
    Mistake {
        name: "counts the nodes on a way, not the questions",
        advice: "A leaf alone asks nothing. What depth does the task give it?",
        attempts: &[Contract { depth: |tree| 1 + super::solution::depth(tree), ..SOLUTION }],
    },
    Mistake {
        name: "follows the left side only when it measures the depth",
        advice: "The longest way may turn right at some point. Which of the two sides has it?",
        attempts: &[Contract { depth: leftmost, ..SOLUTION }],
    },
    Mistake {
        name: "follows the right side only when it measures the depth",
        advice: "The longest way may turn left at some point. Which of the two sides has it?",
        attempts: &[Contract { depth: rightmost, ..SOLUTION }],
    },
    Mistake {
        name: "measures the shortest way",
        advice: "A tree with one quick answer can still have a long way elsewhere. Which of the two sides counts?",
        attempts: &[Contract { depth: shortest, ..SOLUTION }],
    },
    Mistake {
        name: "adds up the depths of both sides",
        advice: "No row goes both left and right. How many questions does one row meet at most?",
        attempts: &[Contract { depth: all_questions, ..SOLUTION }],
    },
    Mistake {
        name: "sends a value equal to the threshold to the right",
        advice: "The question is whether the value is at most the threshold. What is the answer when both are equal?",
        attempts: &[
            asks!(|value, threshold| value < threshold),
            Contract {
                predict: |tree, records| predict(tree, records, |value, threshold| value < threshold),
                ..grows!(Slip::EqualGoesRight)
            },
            grows!(Slip::EqualGoesRight),
        ],
    },
    Mistake {
        name: "compares values that were rounded",
        advice: "A value that is larger than the threshold by its last digit goes right. What is left of that digit after your rounding?",
        attempts: &[
            asks!(|value, threshold| value as f32 <= threshold as f32),
            asks!(|value, threshold| value as i64 <= threshold as i64),
            asks!(|value, threshold| value <= threshold + 1e-9),
            asks!(|value, threshold| value <= threshold + f64::EPSILON),
            Contract {
                predict: |tree, records| predict(tree, records, |value, threshold| value as f32 <= threshold as f32),
                ..grows!(Slip::SinglePrecision)
            },
            grows!(Slip::SinglePrecision),
        ],
    },
    Mistake {
        name: "takes the wrong way at every question",
        advice: "Follow one row by hand through a tree with a single question. Which side is meant for small values?",
        attempts: &[asks!(|value, threshold| value > threshold)],
    },
    Mistake {
        name: "always asks about the first column",
        advice: "Every question names a column of its own. Which value of the row do you compare with the threshold?",
        attempts: &[Contract { predict: first_column, ..SOLUTION }],
    },
    Mistake {
        name: "chooses the depth by the rows that the trees were grown from",
        advice: "On its own rows a deeper tree always looks better. Which rows has it not seen?",
        attempts: &[Contract {
            choose_depth: |train, _, depths| choose_depth(train, train, depths, |errors, best| errors < best),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "keeps the greatest of equally good depths",
        advice: "Two trees make equally many errors. Which of them would you rather explain in a meeting?",
        attempts: &[Contract {
            choose_depth: |train, validation, depths| {
                choose_depth(train, validation, depths, |errors, best| errors <= best)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "keeps the first in the list of equally good depths",
        advice: "Give the same depths in another order, and your answer changes. Which of equally good depths does the task name?",
        attempts: &[Contract {
            choose_depth: |train, validation, depths| {
                in_this_order(train, validation, depths, |errors, best| errors < best, false)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "keeps the last in the list of equally good depths",
        advice: "Give the same depths in another order, and your answer changes. Which of equally good depths does the task name?",
        attempts: &[Contract {
            choose_depth: |train, validation, depths| {
                in_this_order(train, validation, depths, |errors, best| errors <= best, false)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "stops at the first depth that is no better",
        advice: "A tree may get worse with one question more, and better with the next. When is it known which depth is the best of all?",
        attempts: &[
            Contract { choose_depth: stops_ascending, ..SOLUTION },
            Contract {
                choose_depth: |train, validation, depths| {
                    in_this_order(train, validation, depths, |errors, best| errors < best, true)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the depth with the most wrong rows",
        advice: "Count by hand for two depths. Is a larger number of yours a better tree, or a worse one?",
        attempts: &[Contract { choose_depth: most_errors, ..SOLUTION }],
    },
    Mistake {
        name: "compares shares that were rounded",
        advice: "Of two thousand rows one is less than a percent, and still it is one row. What do you compare: numbers of rows, or something coarser?",
        attempts: &[
            chooses!(to_depth, is_wrong, |sum, n| 100 * sum / n),
            chooses!(to_depth, is_wrong, |sum, n| 100 - 100 * (n - sum) / n),
            chooses!(to_depth, is_wrong, |sum, n| (100 * sum + n / 2) / n),
        ],
    },
    Mistake {
        name: "adds up by how much the classes are off",
        advice: "Classes are names that happen to be numbers. Is class 9 more wrong than class 2 where class 1 was right?",
        attempts: &[
            chooses!(to_depth, |ours, theirs| ours.abs_diff(theirs), |sum, _| sum),
            chooses!(to_depth, |ours, theirs| ours.abs_diff(theirs).pow(2), |sum, _| sum),
        ],
    },
    Mistake {
        name: "does not hand the depth on to linfa",
        advice: "Every tree of yours is the same one. Which parameter of linfa says how deep it may grow?",
        attempts: &[chooses!(|train, _| DecisionTree::params().fit(train), is_wrong, |sum, _| sum)],
    },
    Mistake {
        name: "lets linfa's trees grow one question deeper",
        advice: "Try the depth 0, which is a leaf alone. How many questions may the tree that you judge it by ask?",
        attempts: &[chooses!(|train, depth| to_depth(train, depth + 1), is_wrong, |sum, _| sum)],
    },
    Mistake {
        name: "changes other parameters of linfa's trees than the depth",
        advice: "The trees should differ in one thing only. Which of your parameters does the task not name?",
        attempts: &[
            chooses!(
                |train, depth| DecisionTree::params().max_depth(Some(depth)).min_weight_leaf(5.0).fit(train),
                is_wrong,
                |sum, _| sum
            ),
            chooses!(
                |train, depth| DecisionTree::params().max_depth(Some(depth)).min_weight_leaf(2.0).fit(train),
                is_wrong,
                |sum, _| sum
            ),
            chooses!(
                |train, depth| DecisionTree::params().max_depth(Some(depth)).min_weight_split(5.0).fit(train),
                is_wrong,
                |sum, _| sum
            ),
        ],
    },
    Mistake {
        name: "returns the place in the list, not the depth",
        advice: "Somebody tries the depths 6, 1 and 3. What would they do with the answer 2?",
        attempts: &[Contract {
            choose_depth: |train, validation, depths| {
                let depth = super::solution::choose_depth(train, validation, depths)?;
                Ok(depths.iter().position(|other| *other == depth).unwrap_or(0))
            },
            ..SOLUTION
        }],
    },
];
