//! What goes wrong, and what to say about it.

mod attempts;

use self::attempts::*;
use super::solution::{median_absolute_deviation, quantile};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which everything is made of this quantile. A NaN goes to an end by `max` and `min`, and stays where
/// it is compared with both ends.
macro_rules! made_of {
    ($quantile:ident) => {
        Contract {
            quantile: $quantile,
            median_absolute_deviation: |values| deviation(values, $quantile),
            winsorize: |values, lower, upper| clipped(values, lower, upper, $quantile),
        }
    };
    ($quantile:ident, comparing) => {
        Contract { winsorize: |values, lower, upper| compared(values, lower, upper, $quantile), ..made_of!($quantile) }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "does not sort the values",
        advice: "Which value stands in the middle of the file is chance. Put the rows into another order: should a quantile change?",
        attempts: &[
            made_of!(unsorted),
            Contract { quantile: unsorted, ..SOLUTION },
            Contract { median_absolute_deviation: |values| deviation_by(values, quantile, unsorted), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes q times n for the position",
        advice: "Two values have the positions 0 and 1. Where does q = 0.5 have to land so that the median is halfway between them?",
        attempts: &[made_of!(of_n), made_of!(of_n_less_a_step), made_of!(of_n_in_range)],
    },
    Mistake {
        name: "places a quantile by another of the nine formulas",
        advice: "There are at least nine ways to place a quantile, and with five values they differ. At which position does the task put the 0.9 of five values, and where do you?",
        attempts: &[made_of!(weibull), made_of!(hazen), made_of!(median_unbiased), made_of!(of_n_plus_one)],
    },
    Mistake {
        name: "rounds the position to the nearest value",
        advice: "You answer with one of the values, also where the position lies between two. What does the task say about the way from one to the other?",
        attempts: &[made_of!(nearest), Contract { quantile: nearest, ..SOLUTION }],
    },
    Mistake {
        name: "cuts the fraction off the position",
        advice: "`as usize` throws away what stands behind the point. What did it say about the way from one value to the next?",
        attempts: &[made_of!(truncated), Contract { quantile: truncated, ..SOLUTION }],
    },
    Mistake {
        name: "takes the upper one of the two neighbours",
        advice: "You answer with one of the values, also where the position lies between two. What does the task say about the way from one to the other?",
        attempts: &[made_of!(upper_neighbour), Contract { quantile: upper_neighbour, ..SOLUTION }],
    },
    Mistake {
        name: "takes the middle between the two neighbours, wherever the position lies",
        advice: "At the position 2.1 the value at 2 is close and the value at 3 is far. Does your answer know which of the two is nearer?",
        attempts: &[made_of!(middle), Contract { quantile: middle, ..SOLUTION }],
    },
    Mistake {
        name: "takes the nearest rank",
        advice: "The value up to which a share q of all values lies is a quantile too, of another kind. What does the task put between two values?",
        attempts: &[made_of!(nearest_rank)],
    },
    Mistake {
        name: "gives each of the two neighbours the other one's weight",
        advice: "At the position 2.1 the value at 2 is close and the value at 3 is far. Which of them should count more?",
        attempts: &[made_of!(swapped_weights)],
    },
    Mistake {
        name: "looks for a neighbour behind the last value",
        advice: "At q = 1 the position is that of the last value. Is there anything above it, and does it matter there?",
        attempts: &[made_of!(behind_the_end)],
    },
    Mistake {
        name: "reads beyond the last value",
        advice: "Where the position is that of the last value, k + 1 is no position any more. Which share of that neighbour did you want to add?",
        attempts: &[made_of!(behind_the_end_of_an_array)],
    },
    Mistake {
        name: "does not look whether q is from 0 to 1",
        advice: "Somebody will ask for 25 and mean per cent. At which position do you look then, and what should they be told?",
        attempts: &[made_of!(any_q), made_of!(q_looked_at_above), made_of!(q_looked_at_below)],
    },
    Mistake {
        name: "subtracts 1 from the number of no values",
        advice: "An empty column has no last position, and a usize cannot be -1. When should your code notice that there is nothing?",
        attempts: &[made_of!(empty_underflows)],
    },
    Mistake {
        name: "sorts NaN as the largest value",
        advice: "total_cmp has to put NaN somewhere, and takes the end. What does the task say that a NaN among the values means?",
        attempts: &[made_of!(nan_largest), made_of!(nan_largest, comparing)],
    },
    Mistake {
        name: "sorts with partial_cmp while NaN is among the values",
        advice: "NaN is neither smaller nor larger than a number, so partial_cmp answers None. When should your code look for NaN?",
        attempts: &[made_of!(panics_at_nan)],
    },
    Mistake {
        name: "leaves NaN out without a word",
        advice: "Whoever calls you will believe that all values were there. What does the task say that a NaN among the values means?",
        attempts: &[
            made_of!(nan_left_out),
            made_of!(nan_left_out, comparing),
            made_of!(nan_left_out_unless_all),
            made_of!(nan_left_out_unless_all, comparing),
            Contract {
                median_absolute_deviation: |values| median_absolute_deviation(without_nan(values).view()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "looks for NaN at the end of the sorted values only",
        advice: "A NaN with a minus sign is sorted before all numbers, one without it behind them. Which of the values does your code ask whether they are NaN?",
        attempts: &[made_of!(nan_looked_for_at_the_end)],
    },
    Mistake {
        name: "counts equal values once",
        advice: "Three customers who wait 1 minute are three, not one. Does your code still know how often a value occurs?",
        attempts: &[
            made_of!(distinct),
            Contract { quantile: distinct, ..SOLUTION },
            Contract { median_absolute_deviation: |values| deviation_by(values, quantile, distinct), ..SOLUTION },
        ],
    },
    Mistake {
        name: "makes whole numbers of the values to sort them",
        advice: "As integers -0.75, 0.25 and 0.5 are all 0. How can an f64 be compared with an f64 as it is?",
        attempts: &[
            made_of!(by_whole_numbers),
            made_of!(by_thousandths),
            made_of!(by_millionths),
            made_of!(by_billionths),
            Contract { quantile: by_millionths, ..SOLUTION },
        ],
    },
    Mistake {
        name: "expects the values side by side in memory",
        advice: "A column of a table lies scattered between the other columns, so it is no slice. Which methods of an ndarray view do not mind?",
        attempts: &[
            made_of!(needs_a_slice),
            Contract { winsorize: needs_a_mutable_slice, ..SOLUTION },
            Contract {
                median_absolute_deviation: |values| median_absolute_deviation(side_by_side(values)),
                ..SOLUTION
            },
            Contract { quantile: needs_a_slice, ..SOLUTION },
        ],
    },
    Mistake {
        name: "sorts the caller's values",
        advice: "Every value belongs to a row of a table, and its neighbours in the row have stayed where they were. Whose values may be sorted?",
        attempts: &[Contract { winsorize: sorts_in_place, ..SOLUTION }],
    },
    Mistake {
        name: "changes the values before it knows whether it can",
        advice: "An error should leave everything as it was. What has already happened when your code finds out about the upper end?",
        attempts: &[Contract { winsorize: too_soon, ..SOLUTION }, Contract { winsorize: too_soon_above, ..SOLUTION }],
    },
    Mistake {
        name: "takes the second quantile from values that are already pulled in",
        advice: "Once the low end is pulled in, these are no longer the values that came. When does your code ask for the high quantile?",
        attempts: &[
            Contract { winsorize: lower_end_first, ..SOLUTION },
            Contract { winsorize: lower_end_first_once_asked, ..SOLUTION },
            Contract { winsorize: upper_end_first, ..SOLUTION },
        ],
    },
    Mistake {
        name: "keeps the sign of the distances",
        advice: "Half of the values lie below the median. What is the middle of distances of which half are negative?",
        attempts: &[Contract { median_absolute_deviation: signed, ..SOLUTION }],
    },
    Mistake {
        name: "measures the distances from the mean",
        advice: "A single value of 100 among small ones moves the mean, and with it all distances. From where should they be measured?",
        attempts: &[Contract { median_absolute_deviation: from_the_mean, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the distances",
        advice: "There is a mean absolute deviation too, and both are called MAD. Which of the two does a single wild value hardly move?",
        attempts: &[
            Contract { median_absolute_deviation: mean_distance, ..SOLUTION },
            Contract { median_absolute_deviation: mean_distance_from_the_mean, ..SOLUTION },
        ],
    },
    Mistake {
        name: "multiplies the median distance with 1.4826",
        advice: "That factor makes it comparable with the standard deviation of a bell curve; R does it without being asked. What does the task say?",
        attempts: &[Contract {
            median_absolute_deviation: |values| Ok(1.4826 * median_absolute_deviation(values)?),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "goes through f32, which keeps seven digits",
        advice: "How many digits does 0.12345678 have, and how many of them does an f32 keep? Where does your code change the type?",
        attempts: &[made_of!(position_in_f32), made_of!(q_in_f32), made_of!(values_in_f32), made_of!(compared_in_f32)],
    },
    Mistake {
        name: "lets a q pass that is NaN",
        advice: "Every comparison with NaN is false, also `q < 0.0` and `q > 1.0`. Which question about q is true for the right ones and for no other?",
        attempts: &[made_of!(nan_as_q), made_of!(nan_as_q, comparing), made_of!(nan_as_q_is_a_value)],
    },
    Mistake {
        name: "moves a q outside of 0 to 1 back into it",
        advice: "Somebody asks for 25 and means per cent. You answer with the largest value: will they notice?",
        attempts: &[made_of!(clamped_q), made_of!(clamped_above), made_of!(percent)],
    },
    Mistake {
        name: "takes a q for valid that is a little outside",
        advice: "A little above 1 is above 1. Which numbers does the task call valid, and which limits does your code have?",
        attempts: &[made_of!(lenient)],
    },
    Mistake {
        name: "answers NaN where an error is due",
        advice: "NaN travels far before somebody sees it, and nobody can tell where it began. What does the task ask for in place of it?",
        attempts: &[made_of!(nan_for_nan), made_of!(nan_for_nan, comparing), made_of!(nan_for_none)],
    },
    Mistake {
        name: "mixes up the errors",
        advice: "The caller reads the error to know what to do. Which of the three says that values are missing, and which that one is no number?",
        attempts: &[
            made_of!(none_is_not_a_number),
            made_of!(nan_is_no_values),
            made_of!(none_is_out_of_range),
            made_of!(nan_is_out_of_range),
        ],
    },
    Mistake {
        name: "sorts numbers by their size without the sign",
        advice: "-25 is smaller than 2, although it is further away from 0. What does your comparison look at?",
        attempts: &[made_of!(by_size)],
    },
    Mistake {
        name: "sorts by the bits of the numbers",
        advice: "The bits of numbers above 0 are in order, but what about those below? Which method of f64 compares any two of them?",
        attempts: &[made_of!(by_bits)],
    },
    Mistake {
        name: "sorts from the largest value to the smallest",
        advice: "At q = 0 you look at the first of the sorted values. Which one stands there?",
        attempts: &[made_of!(descending), Contract { quantile: descending, ..SOLUTION }],
    },
    Mistake {
        name: "takes values for equal that differ by little",
        advice: "A coating is 0.000000002 m thick here and 0.000000004 m there. Which limit is small enough for every unit?",
        attempts: &[made_of!(nearly_distinct)],
    },
    Mistake {
        name: "changes a copy of the values",
        advice: "Your winsorized values exist, and at the end they are gone. Into which values does the caller look afterwards?",
        attempts: &[Contract { winsorize: changes_a_copy, ..SOLUTION }],
    },
    Mistake {
        name: "takes upper for the share to cut off",
        advice: "Above an upper of 0.99 lies the hundredth part of the values. How many of them does your code pull in?",
        attempts: &[Contract { winsorize: share_above, ..SOLUTION }],
    },
    Mistake {
        name: "takes 1 - lower for the upper end",
        advice: "The two ends need not be cut alike. Which argument says where the upper one is?",
        attempts: &[
            Contract { winsorize: symmetric, ..SOLUTION },
            Contract { winsorize: symmetric_unasked, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes 1 - upper for the lower end",
        advice: "The two ends need not be cut alike. Which argument says where the lower one is?",
        attempts: &[Contract { winsorize: symmetric_below, ..SOLUTION }],
    },
    Mistake {
        name: "pulls in only one of the two ends",
        advice: "Put one wild value below the others and one above. Which of them is still there afterwards?",
        attempts: &[Contract { winsorize: only_above, ..SOLUTION }, Contract { winsorize: only_below, ..SOLUTION }],
    },
    Mistake {
        name: "pulls wild values to the nearest value inside, and not to the quantile",
        advice: "The quantile may lie between two of the values. To which number do yours go?",
        attempts: &[Contract { winsorize: to_the_next_inside, ..SOLUTION }],
    },
    Mistake {
        name: "puts something else in place of wild values than the quantile",
        advice: "A wild value tells at least on which side it lies. Where should a value below the low quantile be afterwards?",
        attempts: &[
            Contract { winsorize: |values, lower, upper| replaced(values, lower, upper, |_| f64::NAN), ..SOLUTION },
            Contract {
                winsorize: |values, lower, upper| {
                    replaced(values, lower, upper, |values| quantile(values, 0.5).unwrap_or(0.0))
                },
                ..SOLUTION
            },
            Contract {
                winsorize: |values, lower, upper| {
                    replaced(values, lower, upper, |values| values.sum() / values.len() as f64)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "leaves what lies outside by only a little",
        advice: "In metres a coating is 0.000000002 thick, and twice as much is wild there. Which limit is small enough for every unit?",
        attempts: &[
            Contract { winsorize: |values, lower, upper| lenient_winsorize(values, lower, upper, 1e-9), ..SOLUTION },
            Contract { winsorize: |values, lower, upper| lenient_winsorize(values, lower, upper, 1e-12), ..SOLUTION },
            Contract {
                winsorize: |values, lower, upper| lenient_winsorize(values, lower, upper, f64::EPSILON),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes one of the two middle distances",
        advice: "An even number of distances has two in the middle. Where between them is the quantile 0.5?",
        attempts: &[
            Contract { median_absolute_deviation: upper_middle_distance, ..SOLUTION },
            Contract { median_absolute_deviation: lower_middle_distance, ..SOLUTION },
        ],
    },
    Mistake {
        name: "measures the distances from 0",
        advice: "Add 1000 to every value: they spread as before. What happens to your answer?",
        attempts: &[Contract {
            median_absolute_deviation: |values| quantile(values.mapv(f64::abs).view(), 0.5),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the distance of the two quartiles for the MAD",
        advice: "The quartiles say how far the middle half reaches, and that is another measure of spread. From where does the MAD measure?",
        attempts: &[
            Contract {
                median_absolute_deviation: |values| Ok(quantile(values, 0.75)? - quantile(values, 0.25)?),
                ..SOLUTION
            },
            Contract {
                median_absolute_deviation: |values| Ok((quantile(values, 0.75)? - quantile(values, 0.25)?) / 2.0),
                ..SOLUTION
            },
        ],
    },
];
