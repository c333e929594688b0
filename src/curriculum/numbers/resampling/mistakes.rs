//! What goes wrong, and what to say about it.

mod attempts;

use self::attempts::*;
use super::solution::{bootstrap, p_value, percentile_interval, permuted_differences};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "counts a value that is drawn twice only once",
        advice: "Drawing with replacement means that a value goes back and can come again. How many values does a resample of ten have?",
        attempts: &[
            Contract { bootstrap: each_once, ..SOLUTION },
            Contract { bootstrap: each_once_as_drawn, ..SOLUTION },
        ],
    },
    Mistake {
        name: "uses the first list of indices every time",
        advice: "All your resamples are the same one, so nothing ever varies. What should change from one row of the table to the next?",
        attempts: &[
            Contract { bootstrap: first_resample, permuted_differences: first_permutation, ..SOLUTION },
            Contract { bootstrap: first_resample, ..SOLUTION },
            Contract { permuted_differences: first_permutation, ..SOLUTION },
        ],
    },
    Mistake {
        name: "reads the lists of indices down the columns",
        advice: "Count the numbers that you return, and the rows of the table. Which way does one list run?",
        attempts: &[
            Contract { bootstrap: down_the_columns, permuted_differences: dealt_down_the_columns, ..SOLUTION },
            Contract { bootstrap: down_the_columns, ..SOLUTION },
            Contract { permuted_differences: dealt_down_the_columns, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the mean, whatever the statistic is",
        advice: "The interval of a median needs medians. Which argument says what to make of a resample?",
        attempts: &[Contract { bootstrap: |sample, resamples, _| bootstrap(sample, resamples, mean), ..SOLUTION }],
    },
    Mistake {
        name: "leaves out the whole rest on either side",
        advice: "Ask for 90 %, and count how many of 100 statistics lie inside your interval. How is the rest shared out?",
        attempts: &[
            Contract { percentile_interval: rest_on_either_side, ..SOLUTION },
            Contract { percentile_interval: rest_on_either_side_in_order, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the confidence for the share to leave out",
        advice: "The surer one wants to be, the wider the interval must be. What happens to yours when 0.5 becomes 0.9?",
        attempts: &[Contract {
            percentile_interval: |statistics, confidence| percentile_interval(statistics, 1.0 - confidence),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the statistics in the order in which they come",
        advice: "Which resample is the fifth one is chance. What has to be done before a place in the row says how large a number is?",
        attempts: &[Contract { percentile_interval: unsorted, ..SOLUTION }],
    },
    Mistake {
        name: "takes the nearest statistic where the end lies between two",
        advice: "With few statistics the ends jump from one to the next. What does the task say about a place that is not a whole number?",
        attempts: &[
            Contract { percentile_interval: nearest, ..SOLUTION },
            Contract {
                percentile_interval: |statistics, confidence| {
                    placed(statistics, confidence, |q, n| (q * (n - 1.0)).floor())
                },
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| {
                    placed(statistics, confidence, |q, n| (q * (n - 1.0)).ceil())
                },
                ..SOLUTION
            },
            Contract { percentile_interval: outward, ..SOLUTION },
            Contract { percentile_interval: inward, ..SOLUTION },
        ],
    },
    Mistake {
        name: "splits the pooled values in the middle",
        advice: "There are 250 working days and 115 others. How many values should the new first group have?",
        attempts: &[
            Contract { permuted_differences: in_the_middle, ..SOLUTION },
            Contract { permuted_differences: with_sizes_swapped, ..SOLUTION },
        ],
    },
    Mistake {
        name: "shuffles each group in itself",
        advice: "A mean does not care about order, so all your differences are equal. If the groups did not matter, what could a value of one group have become?",
        attempts: &[Contract { permuted_differences: each_in_itself, ..SOLUTION }],
    },
    Mistake {
        name: "sends values to the places that the list names",
        advice: "A list can say where each value goes, or which value comes to each place. Write both down for [2, 0, 1]: which one does the task ask for?",
        attempts: &[Contract { permuted_differences: sent, ..SOLUTION }],
    },
    Mistake {
        name: "subtracts the first mean from the second",
        advice: "The sign says which group has more. Which of the two means does the task take away?",
        attempts: &[Contract { permuted_differences: second_less_first, ..SOLUTION }],
    },
    Mistake {
        name: "takes the sign off the differences of the means",
        advice: "Put your differences on a line: on which side of 0 do they lie? Which of the functions is asked how far they are from it?",
        attempts: &[Contract { permuted_differences: without_sign, ..SOLUTION }],
    },
    Mistake {
        name: "does not count the observed difference in",
        advice: "No finite number of shuffles can show that something is impossible. The groups as they are were one of the possible dealings: where are they in your share?",
        attempts: &[
            Contract { p_value: not_counted_in, ..SOLUTION },
            Contract { p_value: not_counted_in_unless_none, ..SOLUTION },
            Contract { p_value: not_counted_below, ..SOLUTION },
            Contract { p_value: not_counted_above, ..SOLUTION },
        ],
    },
    Mistake {
        name: "looks at one side only",
        advice: "Had the other group been ahead by as much, one would have wondered just the same. Do your counted differences lie on both sides of 0?",
        attempts: &[
            Contract { p_value: one_side, ..SOLUTION },
            Contract { p_value: own_side, ..SOLUTION },
            Contract { p_value: other_side, ..SOLUTION },
            Contract { p_value: sign_kept_of_permuted, ..SOLUTION },
        ],
    },
    Mistake {
        name: "counts only differences that are larger than the observed one",
        advice: "On counts and grades ties are common. What does \"at least as far\" say about an equal difference?",
        attempts: &[
            Contract { p_value: strictly_larger, ..SOLUTION },
            Contract { p_value: strictly_further_on_one_side, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the sign off the permuted differences, but not off the observed one",
        advice: "Try an observed difference below 0. Which of the permuted ones are smaller than that?",
        attempts: &[Contract { p_value: sign_kept, ..SOLUTION }],
    },
    Mistake {
        name: "doubles the smaller side",
        advice: "Some libraries do that, SciPy among them, and it is the same where both sides mirror each other. Look again at what this task counts.",
        attempts: &[Contract { p_value: doubled, ..SOLUTION }],
    },
    Mistake {
        name: "ignores the lists of indices",
        advice: "All your resamples are the sample itself, so nothing ever varies. What does a row of the table say?",
        attempts: &[Contract { bootstrap: the_sample_itself, ..SOLUTION }],
    },
    Mistake {
        name: "gives the statistic the values in another order than the list",
        advice: "A statistic may look at the first value, or at the changes from one to the next. In which order does the list name them?",
        attempts: &[
            Contract { bootstrap: sorted_resample, ..SOLUTION },
            Contract { bootstrap: backward_resample, ..SOLUTION },
        ],
    },
    Mistake {
        name: "counts indices from 1",
        advice: "The list [0, 0, 0] is the first value three times. Which value do you look up at 0?",
        attempts: &[Contract { bootstrap: from_one, ..SOLUTION }],
    },
    Mistake {
        name: "counts equal statistics once",
        advice: "Medians of resamples are often equal, and every one of them is a resample of its own. Does your code still know how often a number occurs?",
        attempts: &[Contract { percentile_interval: distinct, ..SOLUTION }],
    },
    Mistake {
        name: "makes whole numbers of the statistics to sort them",
        advice: "Scores of two models differ by 0.0004, then by 0.0001. What are these as whole numbers, or as thousandths?",
        attempts: &[
            Contract {
                percentile_interval: |statistics, confidence| {
                    by_key(statistics, confidence, |value| whole(value * 1.0))
                },
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| {
                    by_key(statistics, confidence, |value| whole(value * 1e3))
                },
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| {
                    by_key(statistics, confidence, |value| whole(value * 1e6))
                },
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| {
                    by_key(statistics, confidence, |value| whole(value * 1e9))
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "sorts numbers by their size without the sign",
        advice: "-2 is smaller than -1, although it is further away from 0. What does your comparison look at?",
        attempts: &[Contract {
            percentile_interval: |statistics, confidence| by_key(statistics, confidence, f64::abs),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes another place for an end than q times n - 1",
        advice: "Five numbers have the places 0 to 4. Where must q = 0.5 land so that two of them lie on either side?",
        attempts: &[
            Contract {
                percentile_interval: |statistics, confidence| placed(statistics, confidence, |q, n| q * n),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| {
                    placed(statistics, confidence, |q, n| q * (n + 1.0) - 1.0)
                },
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| placed(statistics, confidence, |q, n| q * n - 0.5),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| placed(statistics, confidence, |q, n| q * n - 1.0),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| placed(statistics, confidence, |q, n| (q * n).floor()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "interpolates only one of the two ends",
        advice: "At the place 3.8 the upper end is as little a statistic as the lower one at 0.2. Do both of your ends follow the line?",
        attempts: &[
            Contract {
                percentile_interval: |statistics, confidence| one_end(statistics, confidence, None, Some(f64::ceil)),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| one_end(statistics, confidence, None, Some(f64::floor)),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| one_end(statistics, confidence, None, Some(f64::round)),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| one_end(statistics, confidence, Some(f64::ceil), None),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| one_end(statistics, confidence, Some(f64::floor), None),
                ..SOLUTION
            },
            Contract {
                percentile_interval: |statistics, confidence| one_end(statistics, confidence, Some(f64::round), None),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "mixes up the two neighbours of a place, or the two ends",
        advice: "At the place 2.1 the number at 2 is close and the number at 3 is far. And which end of an interval is the low one?",
        attempts: &[
            Contract { percentile_interval: swapped_weights, ..SOLUTION },
            Contract { percentile_interval: swapped_ends, ..SOLUTION },
        ],
    },
    Mistake {
        name: "goes through f32, which keeps seven digits",
        advice: "How many digits does 1 000 000 000.5 have, and how many of them fit into an f32? Where does your code change the type?",
        attempts: &[
            Contract { bootstrap: drawn_in_f32, ..SOLUTION },
            Contract { bootstrap: statistic_in_f32, ..SOLUTION },
            Contract { percentile_interval: interval_in_f32, ..SOLUTION },
            Contract { percentile_interval: place_in_f32, ..SOLUTION },
            Contract { percentile_interval: compared_in_f32, ..SOLUTION },
            Contract { permuted_differences: sums_in_f32, ..SOLUTION },
            Contract { permuted_differences: values_in_f32, ..SOLUTION },
            Contract { permuted_differences: differences_in_f32, ..SOLUTION },
            Contract { p_value: p_in_f32, ..SOLUTION },
            Contract { p_value: compared_as_f32, ..SOLUTION },
        ],
    },
    Mistake {
        name: "makes whole numbers of the values",
        advice: "0.25 and 0.75 are both 0 as whole numbers. Where do your numbers lose what stands behind the point?",
        attempts: &[
            Contract { bootstrap: whole_resample, ..SOLUTION },
            Contract { permuted_differences: whole_values, ..SOLUTION },
            Contract { p_value: whole_differences, ..SOLUTION },
        ],
    },
    Mistake {
        name: "pools the second group before the first",
        advice: "The index 0 is a value of the pool. Of which group is it, as the conventions put the pool together?",
        attempts: &[Contract { permuted_differences: pooled_the_other_way, ..SOLUTION }],
    },
    Mistake {
        name: "subtracts the sums, or divides both by the same number",
        advice: "Group one has 250 values and group two 115. By what should each of the two sums be divided?",
        attempts: &[
            Contract {
                permuted_differences: |first, second, permutations| {
                    over(first, second, permutations, |_, _| (1.0, 1.0))
                },
                ..SOLUTION
            },
            Contract {
                permuted_differences: |first, second, permutations| {
                    over(first, second, permutations, |a, b| (a + b, a + b))
                },
                ..SOLUTION
            },
            Contract {
                permuted_differences: |first, second, permutations| over(first, second, permutations, |a, _| (a, a)),
                ..SOLUTION
            },
            Contract {
                permuted_differences: |first, second, permutations| over(first, second, permutations, |_, b| (b, b)),
                ..SOLUTION
            },
            Contract {
                permuted_differences: |first, second, permutations| over(first, second, permutations, |a, b| (b, a)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "expects the numbers side by side in memory",
        advice: "A column of a table lies scattered between the other columns, so it is no slice. Which methods of an ndarray view do not mind?",
        attempts: &[
            Contract {
                bootstrap: |sample, resamples, statistic| bootstrap(side_by_side(sample), resamples, statistic),
                ..SOLUTION
            },
            Contract { bootstrap: lists_side_by_side, ..SOLUTION },
            Contract {
                percentile_interval: |statistics, confidence| percentile_interval(side_by_side(statistics), confidence),
                ..SOLUTION
            },
            Contract {
                permuted_differences: |first, second, permutations| {
                    permuted_differences(side_by_side(first), side_by_side(second), permutations)
                },
                ..SOLUTION
            },
            Contract { permuted_differences: orders_side_by_side, ..SOLUTION },
            Contract { p_value: |observed, permuted| p_value(observed, side_by_side(permuted)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "has no p, or 0, where there are no permutations",
        advice: "The groups as they are have been dealt out once, whatever else was tried. What is the share of one among one?",
        attempts: &[
            Contract { p_value: |observed, permuted| unless_none(observed, permuted, 0.0), ..SOLUTION },
            Contract { p_value: |observed, permuted| unless_none(observed, permuted, f64::NAN), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides the counts as whole numbers",
        advice: "4 / 8 of two usize is 0. Where do your counts become numbers with something behind the point, before the division or after it?",
        attempts: &[Contract { p_value: whole_share, ..SOLUTION }],
    },
    Mistake {
        name: "counts the differences that are nearer",
        advice: "A small p says that chance seldom does that. Is it small in your code when the observed difference is far from all others?",
        attempts: &[Contract { p_value: nearer, ..SOLUTION }, Contract { p_value: one_less, ..SOLUTION }],
    },
    Mistake {
        name: "counts differences that are nearer by only a little",
        advice: "A coating differs by 0.000000002 m, and nine tenths of that is less. Which limit is small enough for every unit?",
        attempts: &[
            Contract { p_value: |observed, permuted| nearly(observed, permuted, 1e-6), ..SOLUTION },
            Contract { p_value: |observed, permuted| nearly(observed, permuted, 1e-9), ..SOLUTION },
            Contract { p_value: |observed, permuted| nearly(observed, permuted, 1e-12), ..SOLUTION },
            Contract { p_value: |observed, permuted| nearly(observed, permuted, f64::EPSILON), ..SOLUTION },
            Contract { p_value: |observed, permuted| nearly(observed, permuted, 1e-9 * observed.abs()), ..SOLUTION },
        ],
    },
];
