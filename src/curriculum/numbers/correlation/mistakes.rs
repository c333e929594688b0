//! What goes wrong, and what to say about it.

mod attempts;

use self::attempts::*;
use super::solution::{correlation, covariance};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file whose correlations are made from these covariances.
macro_rules! made_of {
    ($covariance:expr) => {
        Contract { covariance: $covariance, correlation: |records| over_deviations(records, $covariance) }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "does not subtract the means",
        advice: "Add 1000 to every number of a column: does it now go together with the others in another way? Where does a distance start?",
        attempts: &[
            made_of!(not_centred),
            Contract { covariance: not_centred, ..SOLUTION },
            Contract { correlation: |records| over_deviations(records, not_centred), ..SOLUTION },
        ],
    },
    Mistake {
        name: "subtracts one mean of the whole table",
        advice: "A mean over grams beside percent is the mean of nothing. How many means does a table of three columns have?",
        attempts: &[made_of!(one_mean), Contract { covariance: one_mean, ..SOLUTION }],
    },
    Mistake {
        name: "takes the rows for the columns",
        advice: "A thousand wines with eleven measurements: how large should the answer be? Along which axis did you add up?",
        attempts: &[
            Contract {
                covariance: |records, ddof| covariance(records.t(), ddof),
                correlation: |records| correlation(records.t()),
            },
            Contract { covariance: |records, ddof| covariance(records.t(), ddof), ..SOLUTION },
            Contract { correlation: |records| correlation(records.t()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by the number of rows, whatever ddof is",
        advice: "Ask for ddof 0 and for ddof 1, and compare the two answers. What should be different?",
        attempts: &[made_of!(always_n), made_of!(always_n_unasked)],
    },
    Mistake {
        name: "divides by the number of rows less 1, whatever ddof is",
        advice: "What one divides by is the caller's choice here. Which argument says how many to take off?",
        attempts: &[made_of!(always_n_less_1), made_of!(always_n_less_1_unasked)],
    },
    Mistake {
        name: "never asks whether there are enough rows",
        advice: "One row, and ddof 1: what do you divide by? And what is 1 minus 3 in a usize?",
        attempts: &[
            Contract { covariance: rows_not_counted, correlation: spread_or_error },
            Contract { covariance: rows_not_counted, ..SOLUTION },
            Contract { covariance: rows_not_counted_in_floats, ..SOLUTION },
        ],
    },
    Mistake {
        name: "multiplies before it subtracts the means",
        advice: "The mean of the products and the product of the means are both near 1e18 here, and an f64 has 16 digits. What is left of their difference?",
        attempts: &[
            made_of!(products_first),
            Contract { covariance: products_first, ..SOLUTION },
            made_of!(sums_first),
            Contract { correlation: |records| over_deviations(records, products_first), ..SOLUTION },
            Contract { covariance: less_means, correlation: over_deviations_of_less_means },
        ],
    },
    Mistake {
        name: "divides by the variances",
        advice: "A covariance has the unit of one column times that of the other. Which unit is left after your division?",
        attempts: &[
            Contract { correlation: over_variances, ..SOLUTION },
            Contract { correlation: |records| limited(over_variances(records)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by the variance of one of the two columns",
        advice: "That is the slope of a line through the points: it has a unit, and it changes when the columns change places. Whose spread is missing?",
        attempts: &[
            Contract { correlation: slopes, ..SOLUTION },
            Contract { correlation: |records| limited(slopes(records)), ..SOLUTION },
            Contract { correlation: slopes_of_rows, ..SOLUTION },
            Contract { correlation: |records| limited(slopes_of_rows(records)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets rounding carry a correlation beyond 1",
        advice: "Look at all digits of the largest number. What happens to code that later takes the root of 1 - r * r?",
        attempts: &[
            Contract { correlation: not_limited, ..SOLUTION },
            Contract { correlation: |records| limited_between(records, -1.0, f64::INFINITY), ..SOLUTION },
            Contract { correlation: |records| limited_between(records, f64::NEG_INFINITY, 1.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides 0 by 0 where a column is constant",
        advice: "What is the standard deviation of a constant column? What does the task say should come instead of NaN?",
        attempts: &[Contract { correlation: nan_for_constant, ..SOLUTION }],
    },
    Mistake {
        name: "puts 0 where a column does not vary",
        advice: "A 0 says: looked at it, and these do not go together. Can the data say that about a column that never changes?",
        attempts: &[
            Contract { correlation: zero_for_constant, ..SOLUTION },
            Contract { correlation: zero_beside_constant, ..SOLUTION },
        ],
    },
    Mistake {
        name: "asks whether the standard deviation is exactly 0",
        advice: "Print the standard deviation of six times 0.1 with all its digits. What could you ask the values themselves?",
        attempts: &[Contract { correlation: |records| refusing(records, |deviation, _| deviation == 0.0), ..SOLUTION }],
    },
    Mistake {
        name: "takes a column of tiny numbers for constant",
        advice: "A coating is 0.000000002 m thick here and 0.000000004 m there. Which limit is small enough for every unit?",
        attempts: &[
            Contract { correlation: |records| refusing(records, |deviation, _| deviation < 1e-8), ..SOLUTION },
            Contract { correlation: |records| refusing(records, |deviation, _| deviation < 1e-10), ..SOLUTION },
            Contract { correlation: |records| refusing(records, |deviation, _| deviation < 1e-12), ..SOLUTION },
            Contract { correlation: |records| refusing(records, |deviation, _| deviation < f64::EPSILON), ..SOLUTION },
            Contract {
                correlation: |records| refusing(records, |deviation, _| deviation * deviation < 1e-12),
                ..SOLUTION
            },
            Contract {
                correlation: |records| refusing(records, |deviation, _| deviation * deviation < f64::EPSILON),
                ..SOLUTION
            },
            Contract {
                correlation: |records| refusing(records, |deviation, _| deviation * deviation < 1e-20),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes every ddof above 0 for a 1",
        advice: "ddof is a number and not a switch. By what should be divided for ddof 3?",
        attempts: &[made_of!(switched), made_of!(switched_before_asking)],
    },
    Mistake {
        name: "adds ddof to the number of rows",
        advice: "A smaller divisor makes up for a sum that comes out a little small. Does yours become smaller with a larger ddof?",
        attempts: &[made_of!(added)],
    },
    Mistake {
        name: "lets as many rows as ddof through",
        advice: "Two rows and ddof 2: what do you divide by? Say in words when there is a covariance, and compare with your condition.",
        attempts: &[Contract { covariance: equal_goes_through, ..SOLUTION }],
    },
    Mistake {
        name: "looks for constant columns where there are too few rows",
        advice: "In a single row every column has one value, and so all its values are the same. Which of the two errors should one row be?",
        attempts: &[
            Contract { correlation: constant_before_count, ..SOLUTION },
            Contract { correlation: constant_before_any_count, ..SOLUTION },
        ],
    },
    Mistake {
        name: "refuses a table of two rows",
        advice: "Two rows have a mean, and distances from it. From how many rows on is there a correlation, and how many does your code take off?",
        attempts: &[Contract { correlation: |records| more_than(2, records), ..SOLUTION }],
    },
    Mistake {
        name: "goes through f32, which keeps seven digits",
        advice: "How many digits does 1 000 000 000.25 have, and how many of them fit into an f32? Where does your code change the type?",
        attempts: &[
            made_of!(values_in_f32),
            Contract { covariance: values_in_f32, ..SOLUTION },
            Contract { correlation: |records| over_deviations(records, values_in_f32), ..SOLUTION },
            made_of!(distances_in_f32),
            Contract { covariance: covariance_in_f32, ..SOLUTION },
            Contract { correlation: correlation_in_f32, ..SOLUTION },
        ],
    },
    Mistake {
        name: "makes whole numbers of the values",
        advice: "0.25 and 0.75 are both 0 as whole numbers. Where do your numbers lose what stands behind the point?",
        attempts: &[made_of!(whole_values), Contract { covariance: whole_values, ..SOLUTION }],
    },
    Mistake {
        name: "fills only one half of the matrix",
        advice: "Staff with sales is the same as sales with staff. What stands on the other side of your diagonal?",
        attempts: &[
            made_of!(upper_half),
            made_of!(lower_half),
            Contract { correlation: |records| Ok(half(correlation(records)?, |i, j| i <= j)), ..SOLUTION },
            Contract { correlation: |records| Ok(half(correlation(records)?, |i, j| i >= j)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "expects the table row by row in memory",
        advice: "A transposed table, or every second column of one, is no plain block of memory. Which ways to look up an element do not mind?",
        attempts: &[
            Contract {
                covariance: |records, ddof| covariance(row_by_row(records), ddof),
                correlation: |records| correlation(row_by_row(records)),
            },
            Contract { covariance: |records, ddof| covariance(row_by_row(records), ddof), ..SOLUTION },
            Contract { correlation: |records| correlation(row_by_row(records)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "reads the numbers in the order in which they lie in memory",
        advice: "A transposed table lies in memory column by column, another one from its last row to its first. How do you get at the number in row i and column j?",
        attempts: &[
            made_of!(|records, ddof| covariance(as_it_lies(records).view(), ddof)),
            Contract {
                covariance: |records, ddof| covariance(as_it_lies(records).view(), ddof),
                correlation: |records| correlation(as_it_lies(records).view()),
            },
            Contract { covariance: |records, ddof| covariance(as_it_lies(records).view(), ddof), ..SOLUTION },
            Contract { correlation: |records| correlation(as_it_lies(records).view()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by other numbers of rows in the covariance and in the standard deviations",
        advice: "A column must have the correlation 1 with itself. What did you divide by above the fraction line, and what below it?",
        attempts: &[
            Contract { correlation: |records| scaled(records, |n| n / (n - 1.0)), ..SOLUTION },
            Contract { correlation: |records| scaled(records, |n| (n - 1.0) / n), ..SOLUTION },
            Contract { correlation: |records| limited(scaled(records, |n| n / (n - 1.0))), ..SOLUTION },
            Contract { correlation: |records| scaled(records, |n| 1.0 / n), ..SOLUTION },
            Contract { correlation: |records| scaled(records, |n| 1.0 / (n - 1.0)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by one of the two standard deviations only",
        advice: "A covariance has the unit of one column times that of the other. Which unit is left after your division?",
        attempts: &[
            Contract { correlation: over_one_deviation, ..SOLUTION },
            Contract { correlation: |records| limited(over_one_deviation(records)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "returns the square of the correlation, or loses its sign",
        advice: "One column rises and the other one falls. Can one see that from your numbers?",
        attempts: &[
            Contract { correlation: |records| Ok(correlation(records)?.mapv(|r| r * r)), ..SOLUTION },
            Contract { correlation: |records| Ok(correlation(records)?.abs()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "multiplies two variances before it takes the root",
        advice: "Lengths of 1e-100 m have variances of 1e-200 square metres. What is the product of two of those in an f64, and do you need it?",
        attempts: &[Contract { correlation: root_of_product, ..SOLUTION }],
    },
    Mistake {
        name: "names another constant column than the first",
        advice: "Two columns are constant, and one number comes back. Which of the two does the task ask for, and from where does it count?",
        attempts: &[
            Contract { correlation: |records| renamed(records, |constant| constant[constant.len() - 1]), ..SOLUTION },
            Contract { correlation: |records| renamed(records, |constant| constant[0] + 1), ..SOLUTION },
            Contract { correlation: |records| renamed(records, |constant| constant.len()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a column far from 0 with little spread for constant",
        advice: "Seconds since 1970 are large, and two of them may differ by a quarter. When does the task call a column constant?",
        attempts: &[
            Contract { correlation: |records| nearly_constant(records, 1e-9), ..SOLUTION },
            Contract { correlation: |records| nearly_constant(records, 1e-12), ..SOLUTION },
            Contract {
                correlation: |records| refusing(records, |deviation, mean| deviation < 1e-9 * mean.abs()),
                ..SOLUTION
            },
            Contract {
                correlation: |records| refusing(records, |deviation, mean| deviation <= 1e-12 * mean.abs()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "looks at two rows to call a column constant",
        advice: "The first row and the last one agree in a column, and those between them do not. Which values did your code look at?",
        attempts: &[
            Contract { correlation: |records| two_alike(records, |n| n - 1), ..SOLUTION },
            Contract { correlation: |records| two_alike(records, |_| 1), ..SOLUTION },
        ],
    },
];
