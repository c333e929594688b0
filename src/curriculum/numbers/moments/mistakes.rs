//! What goes wrong, and what to say about it.

mod attempts;

use self::attempts::*;
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// Learners' files in which this is the last step of both variances, of that of values, and of that of a state.
macro_rules! finished_by {
    ($finish:ident) => {
        &[
            finished_by!(both $finish),
            Contract { variance: |values, ddof| $finish(&state(values), ddof), ..SOLUTION },
            Contract { running_variance: $finish, ..SOLUTION },
        ]
    };
    ($finish:ident, $other:ident) => {
        &[
            finished_by!(both $finish),
            Contract { variance: |values, ddof| $finish(&state(values), ddof), ..SOLUTION },
            Contract { running_variance: $finish, ..SOLUTION },
            finished_by!(both $other),
            Contract { variance: |values, ddof| $other(&state(values), ddof), ..SOLUTION },
            Contract { running_variance: $other, ..SOLUTION },
        ]
    };
    (both $finish:ident) => {
        Contract { variance: |values, ddof| $finish(&state(values), ddof), running_variance: $finish, ..SOLUTION }
    };
}

/// A file whose variance measures the distances from this mean.
macro_rules! around {
    ($mean:expr) => {
        Contract { mean: $mean, variance: |values, ddof| around($mean, values, ddof), ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "gives the last value as much weight as all before it together",
        advice: "Take the mean of 0, 0 and 9, step by step. How much should the 9 count, being one value of three?",
        attempts: &[
            Contract { push: halving_push, ..around!(halving_mean) },
            around!(halving_mean),
            Contract { push: halving_push, ..SOLUTION },
        ],
    },
    Mistake {
        name: "makes whole numbers of the values or of their mean",
        advice: "The mean of 1 and 2 is neither of them. At which step does your code lose what stands behind the point?",
        attempts: &[
            around!(mean_of_whole_numbers),
            around!(whole_mean),
            Contract { mean: mean_of_whole_numbers, ..SOLUTION },
            Contract { mean: whole_mean, ..SOLUTION },
            Contract { variance: around_whole_mean, ..SOLUTION },
        ],
    },
    Mistake {
        name: "goes through f32, which keeps seven digits",
        advice: "How many digits does 1 000 000 000.5 have, and how many of them fit into an f32? Where does your code change the type?",
        attempts: &[
            around!(mean_in_f32),
            Contract { mean: mean_in_f32, ..SOLUTION },
            Contract { mean: narrow_mean, ..SOLUTION },
            Contract { variance: deviations_in_f32, ..SOLUTION },
            Contract { variance: |values, ddof| around(mean_in_f32, values, ddof), ..SOLUTION },
            Contract { push: push_in_f32, ..SOLUTION },
            Contract { push: push_narrow_distance, ..SOLUTION },
            Contract { merge: merge_in_f32, ..SOLUTION },
            Contract { merge: merge_narrow_distance, ..SOLUTION },
        ],
    },
    Mistake {
        name: "expects the values side by side in memory",
        advice: "A column of a table lies scattered between the other columns, so it is no slice. Which methods of an ndarray view do not mind?",
        attempts: &[
            Contract { variance: |values, ddof| (SOLUTION.variance)(side_by_side(values), ddof), ..SOLUTION },
            Contract { mean: |values| (SOLUTION.mean)(side_by_side(values)), ..SOLUTION },
            Contract { mean: |values| (SOLUTION.mean)(expected_side_by_side(values)), ..SOLUTION },
            Contract { variance: |values, ddof| (SOLUTION.variance)(or_nothing(values), ddof), ..SOLUTION },
            Contract { mean: |values| (SOLUTION.mean)(or_nothing(values)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives no values the mean 0",
        advice: "Who reads the 0 will believe that there were values, and that they lie around 0. What does the task say about none?",
        attempts: &[Contract { mean: |values| Ok((SOLUTION.mean)(values).unwrap_or(0.0)), ..SOLUTION }],
    },
    Mistake {
        name: "divides by n, whatever ddof says",
        advice: "Compare your answers for ddof 0 and for ddof 1. What does ddof change in the formula?",
        attempts: finished_by!(by_n, by_n_unasked),
    },
    Mistake {
        name: "divides by n - 1, whatever ddof says",
        advice: "For ddof 1 you are right. What should the divisor be for ddof 0, and for ddof 3?",
        attempts: finished_by!(by_n_less_one, by_n_less_one_unasked),
    },
    Mistake {
        name: "mixes up ddof 0 and ddof 1",
        advice: "ddof is a number that is taken away from something. What is left of n when you take away 0, and when you take away 1?",
        attempts: finished_by!(swapped),
    },
    Mistake {
        name: "takes every ddof above 0 for a 1",
        advice: "ddof is a number and not a switch. By what should be divided for ddof 3?",
        attempts: finished_by!(switched, switched_before_asking),
    },
    Mistake {
        name: "adds ddof to the number of values",
        advice: "A smaller divisor makes up for a sum that comes out a little small. Does yours become smaller with a larger ddof?",
        attempts: finished_by!(added),
    },
    Mistake {
        name: "returns the standard deviation",
        advice: "Values in metres have a variance in square metres. In which unit is your answer?",
        attempts: finished_by!(rooted),
    },
    Mistake {
        name: "returns the squared deviations without dividing them",
        advice: "Twice as many values spread as far as before. What does your number do when every value comes twice?",
        attempts: finished_by!(undivided),
    },
    Mistake {
        name: "adds up the distances without squaring them",
        advice: "Distances above and below the mean cancel out, and without their signs they say something else. What does the formula make of each distance?",
        attempts: &[
            Contract { variance: |values, ddof| of_distances(values, ddof, f64::abs), ..SOLUTION },
            Contract { variance: |values, ddof| of_distances(values, ddof, |distance| distance), ..SOLUTION },
        ],
    },
    Mistake {
        name: "never asks whether there are enough values",
        advice: "A division by 0 does not stop the program, and NaN travels far before somebody sees it. What should be looked at before you divide?",
        attempts: &[
            Contract { mean: unasked_mean, ..finished_by!(both unasked) },
            Contract { mean: unasked_mean, ..SOLUTION },
            finished_by!(both unasked),
            Contract { variance: |values, ddof| unasked(&state(values), ddof), ..SOLUTION },
            Contract { running_variance: unasked, ..SOLUTION },
        ],
    },
    Mistake {
        name: "answers 0 where there are too few values",
        advice: "A spread of 0 says that all values are equal, and somebody will believe it. What do the conventions return in its place?",
        attempts: finished_by!(zero_of_too_few),
    },
    Mistake {
        name: "subtracts a large ddof from a small n",
        advice: "A usize cannot be below 0. Which comparison of n and ddof is safe before you subtract?",
        attempts: finished_by!(subtracts_first),
    },
    Mistake {
        name: "lets as many values as ddof through",
        advice: "Two values and ddof 2: what do you divide by? Say in words when there is a variance, and compare with your condition.",
        attempts: finished_by!(equal_goes_through),
    },
    Mistake {
        name: "gives a single value the variance 0, whatever ddof says",
        advice: "With ddof 1 the variance is an estimate for values that you have not seen. What can a single value tell about how far others are?",
        attempts: finished_by!(single_is_zero),
    },
    Mistake {
        name: "refuses a single value, whatever ddof says",
        advice: "With ddof 0 only these values matter, also when there is one of them. How far is it from its own mean?",
        attempts: finished_by!(single_is_refused),
    },
    Mistake {
        name: "takes what is tiny for 0",
        advice: "A coating is 0.000000002 m thick here and 0.000000004 m there, and that is a spread. Which limit is small enough for every unit?",
        attempts: &[
            finished_by!(both tiny_is_zero),
            Contract { variance: |values, ddof| tiny_is_zero(&state(values), ddof), ..SOLUTION },
            Contract { running_variance: tiny_is_zero, ..SOLUTION },
            Contract { push: small_step_is_none, ..SOLUTION },
            Contract { merge: small_gap_is_none, ..SOLUTION },
        ],
    },
    Mistake {
        name: "subtracts the square of the mean from the mean of the squares",
        advice: "Around a billion both are about 1e18, and there neighbouring floats are 128 apart. How small can a difference of the two be and still mean something?",
        attempts: &[
            Contract { variance: difference_of_squares, ..SOLUTION },
            Contract { variance: difference_of_means, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes both distances of a pushed value from the new mean",
        advice: "Push 1 and then 3, on paper. The squared deviations should grow by 2: by how much do yours, and which means were there on the way?",
        attempts: &[Contract { push: from_new_mean, ..SOLUTION }],
    },
    Mistake {
        name: "takes both distances of a pushed value from the old mean",
        advice: "Push a single 7 onto the empty state, on paper. How far is one value from the mean of just that value?",
        attempts: &[Contract { push: from_old_mean, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the count from before the push",
        advice: "Push a single 7 onto the empty state, on paper. How many values has the state seen when the mean takes its step?",
        attempts: &[Contract { push: by_old_count, ..SOLUTION }],
    },
    Mistake {
        name: "forgets to count the pushed value",
        advice: "Push three values and look at the whole state. Which of its three numbers does your code never touch?",
        attempts: &[Contract { push: uncounted, ..SOLUTION }],
    },
    Mistake {
        name: "keeps the variance in the state in place of the squared deviations",
        advice: "Others read the state too. What do the conventions say that `squared_deviations` is, and what is it not yet?",
        attempts: &[
            Contract { push: push_variance, merge: merge_variance, running_variance: kept_variance, ..SOLUTION },
            Contract { push: push_variance, ..SOLUTION },
        ],
    },
    Mistake {
        name: "turns the state back into plain sums of squares",
        advice: "A count times a squared mean is a huge number around a billion, and small differences drown in it. Can the state be brought up to date with distances alone?",
        attempts: &[
            Contract { push: push_by_sums, merge: merge_by_sums, ..SOLUTION },
            Contract { push: push_by_sums, ..SOLUTION },
            Contract { merge: merge_by_sums, ..SOLUTION },
        ],
    },
    Mistake {
        name: "adds the spreads of the parts and forgets how far apart their means are",
        advice: "Merge the state of 0, 0, 0 with that of 9, 9, 9, on paper. Does the whole spread as little as its parts?",
        attempts: &[Contract { merge: only_within, ..SOLUTION }],
    },
    Mistake {
        name: "gives the distance between the means another weight",
        advice: "Merge the state of 0, 0, 0 with that of 9, on paper: how far is each of the four from the mean of all? Compare the sum of the squares with yours.",
        attempts: &[
            Contract { merge: |left, right| between(left, right, |apart, _, _| apart * apart), ..SOLUTION },
            Contract {
                merge: |left, right| between(left, right, |apart, a, b| apart * apart * b / (a + b)),
                ..SOLUTION
            },
            Contract {
                merge: |left, right| between(left, right, |apart, a, b| apart * apart * a / (a + b)),
                ..SOLUTION
            },
            Contract { merge: |left, right| between(left, right, |apart, a, b| apart * apart * a * b), ..SOLUTION },
            Contract {
                merge: |left, right| between(left, right, |apart, a, b| apart.abs() * a * b / (a + b)),
                ..SOLUTION
            },
            Contract { merge: |left, right| between(left, right, |apart, a, b| apart * a * b / (a + b)), ..SOLUTION },
            Contract { merge: |left, right| between_always(left, right, |apart, _, _| apart * apart), ..SOLUTION },
            Contract {
                merge: |left, right| between_always(left, right, |apart, a, b| apart * apart * b / (a + b)),
                ..SOLUTION
            },
            Contract {
                merge: |left, right| between_always(left, right, |apart, a, b| apart * apart * a / (a + b)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the plain average of the two means",
        advice: "One part has seen a thousand values and the other one. Should both have the same say?",
        attempts: &[
            Contract { merge: unweighted, ..SOLUTION },
            Contract { merge: unweighted_unless_empty, ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives each mean the other part's weight",
        advice: "Merge the state of 0, 0, 0 with that of 9, on paper. To which of the two means should the new one be nearer?",
        attempts: &[
            Contract { merge: weights_swapped, ..SOLUTION },
            Contract { merge: weights_swapped_unless_empty, ..SOLUTION },
        ],
    },
    Mistake {
        name: "goes from one mean to the other in the wrong direction",
        advice: "Merge the state of 9, 9 with that of 1, on paper. On which side of 9 is the new mean, and where does yours lie?",
        attempts: &[
            Contract { merge: |left, right| at(left, right, |left, apart| left + apart.abs()), ..SOLUTION },
            Contract { merge: |left, right| at(left, right, |left, apart| left - apart), ..SOLUTION },
            Contract { merge: from_the_right, ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides counts as whole numbers",
        advice: "1 / 3 of two usize is 0. Where do your counts become numbers with something behind the point, before the division or after it?",
        attempts: &[
            Contract { merge: whole_product, ..SOLUTION },
            Contract { merge: whole_share, ..SOLUTION },
            Contract { merge: whole_share_of_mean, ..SOLUTION },
        ],
    },
    Mistake {
        name: "multiplies counts as whole numbers, which overflows",
        advice: "Two machines have seen five billion values each. How large is the product of the counts, and how large can a usize be?",
        attempts: &[Contract { merge: product_overflows, ..SOLUTION }],
    },
    Mistake {
        name: "divides by 0 when both parts are empty",
        advice: "A machine that had nothing to do also sends its state. What is 0 / 0, and what is the state of nothing and nothing?",
        attempts: &[Contract { merge: empty_is_nan, ..SOLUTION }],
    },
    Mistake {
        name: "loses a part when the other one is empty",
        advice: "A machine that had nothing to do must not undo the work of another one. What should come out when one part is empty and the other is not?",
        attempts: &[
            Contract { merge: |left, right| unless(left.count == 0, left, right), ..SOLUTION },
            Contract { merge: |left, right| unless(right.count == 0, left, right), ..SOLUTION },
            Contract { merge: |left, right| unless(left.count * right.count == 0, left, right), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a part without squared deviations for an empty one",
        advice: "A part that has seen one value, or the same value often, does not spread. Which of the three numbers says that a part has seen nothing?",
        attempts: &[
            Contract {
                merge: |left, right| or_the_other(left, right, left.squared_deviations, right.squared_deviations),
                ..SOLUTION
            },
            Contract { merge: |left, right| or_the_other(left, right, left.squared_deviations, 1.0), ..SOLUTION },
            Contract { merge: |left, right| or_the_other(left, right, 1.0, right.squared_deviations), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a part whose mean is 0 for an empty one",
        advice: "The values -1 and 1 have the mean 0, and there are two of them. Which of the three numbers says that a part has seen nothing?",
        attempts: &[
            Contract { merge: |left, right| or_the_other(left, right, left.mean, right.mean), ..SOLUTION },
            Contract { merge: |left, right| or_the_other(left, right, left.mean, 1.0), ..SOLUTION },
            Contract { merge: |left, right| or_the_other(left, right, 1.0, right.mean), ..SOLUTION },
        ],
    },
];
