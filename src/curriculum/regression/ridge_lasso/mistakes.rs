//! What goes wrong, as running code, and what to say about it.

mod attempts;
mod tables;

use attempts::*;

use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file with this sweep, and with a lasso and a path that are made of it.
macro_rules! sweeps {
    ($sweep:expr) => {
        Contract {
            sweep: $sweep,
            lasso: |records, targets, alpha| lasso_by($sweep, records, targets, alpha),
            path: |records, targets, alphas| path_by($sweep, records, targets, alphas),
            ..SOLUTION
        }
    };
}

/// A learner's file with this threshold, and with everything that is made of it.
macro_rules! softens {
    ($soft:expr) => {
        Contract {
            soft_threshold: $soft,
            ..sweeps!(|gram, products, alpha, coefficients| in_turn(gram, coefficients, |j, others, _| {
                $soft(products[j] - others, alpha) / gram[[j, j]]
            }))
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "leaves what is beyond the threshold as large as it was",
        advice: "Small numbers become 0, but the large ones pay nothing. What becomes of a number that is a hair above the threshold, and of one a hair below?",
        attempts: &[softens!(hard_threshold)],
    },
    Mistake {
        name: "lets a number below the threshold come out on the other side of 0",
        advice: "The distance from 0 less the threshold can be negative, and a sign is put before it afterwards. How far can a number move towards 0 at most?",
        attempts: &[softens!(past_zero)],
    },
    Mistake {
        name: "takes the sign of the penalty from the old coefficient",
        advice: "At the start all coefficients are 0, and for Rust the signum of 0.0 is 1. Which sign will the new coefficient have, and what decides that?",
        attempts: &[sweeps!(sign_of_the_old)],
    },
    Mistake {
        name: "moves all coefficients of a sweep from the same old ones",
        advice: "Two columns that say the same both see the whole of it unexplained. When the second one is asked, what has the first one explained already?",
        attempts: &[sweeps!(all_at_once)],
    },
    Mistake {
        name: "leaves the column's own part in what the others explain",
        advice: "A coefficient is put to a new place, not moved on from the old one. What would be left to explain if this column were not there yet?",
        attempts: &[sweeps!(with_its_own_part)],
    },
    Mistake {
        name: "does not divide by the column's number on the diagonal",
        advice: "Your update fits columns whose mean square is 1. What does a column with numbers ten times as large need?",
        attempts: &[sweeps!(undivided)],
    },
    Mistake {
        name: "divides 0 by 0 for a column that never changes",
        advice: "Seen from its mean such a column is 0 everywhere. What stands on its diagonal, and what did you divide by it?",
        attempts: &[sweeps!(zero_by_zero)],
    },
    Mistake {
        name: "stops after one sweep",
        advice: "When the last coefficient moves, what the first one was told is out of date. How can you see that nothing moves any more?",
        attempts: &[Contract { lasso: one_sweep, path: path_of_one_sweep, ..SOLUTION }],
    },
    Mistake {
        name: "multiplies ridge's alpha by the number of rows",
        advice: "Is the sum of squared residuals divided by anything in the sum that ridge makes least? Write both terms down as they stand in the guide.",
        attempts: &[Contract { ridge: alpha_times_n, ..SOLUTION }],
    },
    Mistake {
        name: "does not divide by the number of rows in the lasso",
        advice: "Give every row twice, and your lasso pays half as much attention to its penalty. What does the guide divide the squared residuals by?",
        attempts: &[Contract { lasso: lasso_of_sums, path: path_of_sums, ..SOLUTION }],
    },
    Mistake {
        name: "adds alpha to every number of the matrix",
        advice: "A matrix plus a number adds it everywhere. Which numbers of the matrix belong to the square of one coefficient?",
        attempts: &[Contract { ridge: alpha_everywhere, ..SOLUTION }],
    },
    Mistake {
        name: "penalises the intercept",
        advice: "Quality is about 5.6 whatever is measured. Should a model pay for saying so, and where do its predictions go when alpha is very large?",
        attempts: &[Contract { ridge: ridge_with_ones, lasso: lasso_with_ones, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the targets for the intercept",
        advice: "That is the prediction where every centred column is 0. Where is that for the columns that you were given, and what is the prediction at their 0?",
        attempts: &[Contract { ridge: ridge_at_the_mean, lasso: lasso_at_the_mean, ..SOLUTION }],
    },
    Mistake {
        name: "standardises the columns of ridge and lasso",
        advice: "Here the penalty is asked for in the units of the columns as they are. Which function standardises, and which ones take what they are given?",
        attempts: &[Contract { ridge: ridge_of_scaled, lasso: lasso_of_scaled, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the columns of a path in their own units",
        advice: "In mg a column has large numbers and a small coefficient, in g the other way round. Which of the two is cheaper, and is it another column?",
        attempts: &[Contract { path: unscaled_path, ..SOLUTION }],
    },
    Mistake {
        name: "standardises with n - 1",
        advice: "On few rows your coefficients are well off, on many rows hardly. What is the sum of squares divided by here?",
        attempts: &[Contract { path: path_with_ddof_1, ..SOLUTION }],
    },
    Mistake {
        name: "divides by a deviation of 0",
        advice: "A column that is the same in every row has no deviation. What comes out when you divide by it, and what does every later sum become?",
        attempts: &[Contract { path: path_of_nothing, ..SOLUTION }],
    },
    Mistake {
        name: "returns the rows of a path from the largest alpha to the smallest",
        advice: "It is sensible to begin with the largest alpha. Which row does someone look at who asked for the second one in the list?",
        attempts: &[Contract { path: path_from_the_largest, ..SOLUTION }],
    },
    Mistake {
        name: "trusts linfa to centre the columns",
        advice: "linfa takes the mean of the targets for the intercept, and stops there. For which columns is that the right one?",
        attempts: &[Contract { linfa_lasso: linfa_uncentred, ..SOLUTION }],
    },
    Mistake {
        name: "lets linfa mix the two penalties",
        advice: "An elastic net pays for the size and for the square, half and half unless told otherwise. Which share of it is the lasso?",
        attempts: &[Contract { linfa_lasso: linfa_mixed, ..SOLUTION }],
    },
    Mistake {
        name: "leaves linfa's tolerance as it is",
        advice: "The answer is nearly right. When does linfa stop, and who decides how near is near enough?",
        attempts: &[Contract { linfa_lasso: linfa_in_a_hurry, ..SOLUTION }],
    },
    Mistake {
        name: "takes any alpha",
        advice: "With a negative penalty a coefficient earns by growing. Who is told that such an alpha makes no sense?",
        attempts: &[Contract { ridge: ridge_for_any, lasso: lasso_for_any, path: path_for_any, ..SOLUTION }],
    },
    Mistake {
        name: "lets NaN pass as a penalty",
        advice: "NaN is neither below 0 nor above it. What does your comparison answer for it, and which comparison would it fail?",
        attempts: &[Contract { ridge: ridge_for_nan, lasso: lasso_for_nan, path: path_for_nan, ..SOLUTION }],
    },
    Mistake {
        name: "refuses an alpha of 0",
        advice: "Nothing to pay is a price too. What are ridge and lasso without a penalty?",
        attempts: &[Contract { ridge: ridge_above_0, lasso: lasso_above_0, path: path_above_0, ..SOLUTION }],
    },
];
