//! What goes wrong, as running code, and what to say about it.

mod attempts;
mod tables;

use attempts::*;
use ndarray::ArrayView1;
use tables::{deviations, mean, standardised};

use super::solution::{lasso, path, ridge, soft_threshold, sweep};
use super::{Contract, LinearModel, SOLUTION};
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

/// Learners' files with a wrong ridge, a wrong lasso, and both.
macro_rules! fits {
    ($($ridge:expr, $lasso:expr);+ $(;)?) => {
        &[$(
            Contract { ridge: $ridge, lasso: $lasso, ..SOLUTION },
            Contract { ridge: $ridge, ..SOLUTION },
            Contract { lasso: $lasso, ..SOLUTION },
        )+]
    };
}

/// Learners' files that pay so many times the penalty: everywhere, in both that sweep, and in each function alone.
macro_rules! pays {
    ($($times:expr),+ $(,)?) => {
        &[$(
            Contract {
                ridge: |r, t, alpha| ridge(r, t, $times * alpha),
                lasso: |r, t, alpha| lasso(r, t, $times * alpha),
                path: |r, t, alphas| path(r, t, alphas.mapv(|alpha| $times * alpha).view()),
                ..SOLUTION
            },
            Contract {
                lasso: |r, t, alpha| lasso(r, t, $times * alpha),
                path: |r, t, alphas| path(r, t, alphas.mapv(|alpha| $times * alpha).view()),
                ..SOLUTION
            },
            Contract {
                ridge: |r, t, alpha| ridge(r, t, $times * alpha),
                lasso: |r, t, alpha| lasso(r, t, $times * alpha),
                ..SOLUTION
            },
            Contract { ridge: |r, t, alpha| ridge(r, t, $times * alpha), ..SOLUTION },
            Contract { lasso: |r, t, alpha| lasso(r, t, $times * alpha), ..SOLUTION },
            Contract { path: |r, t, alphas| path(r, t, alphas.mapv(|alpha| $times * alpha).view()), ..SOLUTION },
        )+]
    };
}

/// Learners' files with another intercept: made of the right model and the targets, everywhere and in each function alone.
macro_rules! starts_at {
    ($wrong:expr) => {{
        const WRONG: fn(LinearModel, ArrayView1<f64>) -> LinearModel = $wrong;
        &[
            Contract {
                ridge: |r, t, alpha| ridge(r, t, alpha).map(|model| WRONG(model, t)),
                lasso: |r, t, alpha| lasso(r, t, alpha).map(|model| WRONG(model, t)),
                linfa_lasso: |r, t, alpha| linfa_exact(r, t, alpha).map(|model| WRONG(model, t)),
                ..SOLUTION
            },
            Contract {
                ridge: |r, t, alpha| ridge(r, t, alpha).map(|model| WRONG(model, t)),
                lasso: |r, t, alpha| lasso(r, t, alpha).map(|model| WRONG(model, t)),
                ..SOLUTION
            },
            Contract { ridge: |r, t, alpha| ridge(r, t, alpha).map(|model| WRONG(model, t)), ..SOLUTION },
            Contract { lasso: |r, t, alpha| lasso(r, t, alpha).map(|model| WRONG(model, t)), ..SOLUTION },
            Contract { linfa_lasso: |r, t, alpha| linfa_exact(r, t, alpha).map(|model| WRONG(model, t)), ..SOLUTION },
        ]
    }};
}

/// Learners' files with another answer to an alpha: everywhere, and in each function alone.
macro_rules! alphas {
    ($ridge:expr, $lasso:expr, $path:expr) => {
        &[
            Contract { ridge: $ridge, lasso: $lasso, path: $path, ..SOLUTION },
            Contract { ridge: $ridge, ..SOLUTION },
            Contract { lasso: $lasso, ..SOLUTION },
            Contract { path: $path, ..SOLUTION },
        ]
    };
}

/// Learners' files whose lasso, and whose path too, stops sweeping here: told how often it has swept, the move of each
/// coefficient and how large it is, the columns' mean squares and the targets' deviation.
macro_rules! stops {
    ($($stops:expr),+ $(,)?) => {
        &[$(
            Contract {
                lasso: |records, targets, alpha| lasso_until(records, targets, alpha, $stops),
                path: |records, targets, alphas| path_until(records, targets, alphas, $stops),
                ..SOLUTION
            },
            Contract { lasso: |records, targets, alpha| lasso_until(records, targets, alpha, $stops), ..SOLUTION },
        )+]
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "leaves what is beyond the threshold as large as it was",
        advice: "Small numbers become 0, but the large ones pay nothing. What becomes of a number that is a hair above the threshold, and of one a hair below?",
        attempts: &[softens!(hard_threshold), Contract { soft_threshold: hard_threshold, ..SOLUTION }],
    },
    Mistake {
        name: "lets a number below the threshold come out on the other side of 0",
        advice: "The distance from 0 less the threshold can be negative, and a sign is put before it afterwards. How far can a number move towards 0 at most?",
        attempts: &[softens!(past_zero), Contract { soft_threshold: past_zero, ..SOLUTION }],
    },
    Mistake {
        name: "forgets that a number can be below 0",
        advice: "Try the value -3 with the threshold 1. Which numbers move down to 0, and which ones up?",
        attempts: &[
            softens!(only_positive),
            softens!(always_subtracts),
            Contract { soft_threshold: only_positive, ..SOLUTION },
            Contract { soft_threshold: always_subtracts, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a small number for 0",
        advice: "In metres a wavelength is 5e-7. Which unit did you think of when you chose your limit?",
        attempts: &[
            softens!(small_is_zero),
            Contract { soft_threshold: small_is_zero, ..SOLUTION },
            sweeps!(small_diagonal_is_zero),
            Contract { sweep: small_diagonal_is_zero, ..SOLUTION },
            Contract { path: path_of_large_deviations, ..SOLUTION },
            Contract {
                ridge: |records, targets, alpha| ridge(records, targets, alpha).map(without_little),
                lasso: |records, targets, alpha| lasso(records, targets, alpha).map(without_little),
                ..SOLUTION
            },
            Contract {
                ridge: |records, targets, alpha| ridge(records, targets, alpha).map(without_little),
                ..SOLUTION
            },
            Contract {
                lasso: |records, targets, alpha| lasso(records, targets, alpha).map(without_little),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the sign of the penalty from the old coefficient",
        advice: "At the start all coefficients are 0, and for Rust the signum of 0.0 is 1. Which sign will the new coefficient have, and what decides that?",
        attempts: &[sweeps!(sign_of_the_old), Contract { sweep: sign_of_the_old, ..SOLUTION }],
    },
    Mistake {
        name: "moves all coefficients of a sweep from the same old ones",
        advice: "Two columns that say the same both see the whole of it unexplained. When the second one is asked, what has the first one explained already?",
        attempts: &[sweeps!(all_at_once), Contract { sweep: all_at_once, ..SOLUTION }],
    },
    Mistake {
        name: "sweeps from the last coefficient to the first",
        advice: "Both orders come to the same rest, but one sweep is asked for too. Whose turn is first?",
        attempts: &[sweeps!(from_the_last), Contract { sweep: from_the_last, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the coefficient of a column that never changes as it was",
        advice: "Such a column says nothing, but its coefficient costs something. Where is the sum least?",
        attempts: &[sweeps!(zero_diagonal_is_skipped), Contract { sweep: zero_diagonal_is_skipped, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the column's own part in what the others explain",
        advice: "A coefficient is put to a new place, not moved on from the old one. What would be left to explain if this column were not there yet?",
        attempts: &[sweeps!(with_its_own_part), Contract { sweep: with_its_own_part, ..SOLUTION }],
    },
    Mistake {
        name: "does not divide by the column's number on the diagonal",
        advice: "Your update fits columns whose mean square is 1. What does a column with numbers ten times as large need?",
        attempts: &[sweeps!(undivided), Contract { sweep: undivided, ..SOLUTION }],
    },
    Mistake {
        name: "takes alpha off after the division",
        advice: "Let a column's number on the diagonal be 4: the penalty is weighed against what is left before that is divided. What is taken from your coefficient, and what should be?",
        attempts: &[sweeps!(threshold_last), Contract { sweep: threshold_last, ..SOLUTION }],
    },
    Mistake {
        name: "divides 0 by 0 for a column that never changes",
        advice: "Seen from its mean such a column is 0 everywhere. What stands on its diagonal, and what did you divide by it?",
        attempts: &[sweeps!(zero_by_zero), Contract { sweep: zero_by_zero, ..SOLUTION }],
    },
    Mistake {
        name: "stops after one sweep",
        advice: "When the last coefficient moves, what the first one was told is out of date. How can you see that nothing moves any more?",
        attempts: &[Contract { lasso: one_sweep, path: path_of_one_sweep, ..SOLUTION }],
    },
    Mistake {
        name: "gives up after a fixed number of sweeps",
        advice: "Let two columns be nearly the same, and print the coefficients after your last sweep and a thousand later. How can you see that nothing moves any more?",
        attempts: stops![
            |sweeps, _| sweeps >= 100,
            |sweeps, _| sweeps >= 20,
            |sweeps, _| sweeps >= 50,
            |sweeps, _| sweeps >= 200,
            |sweeps, _| sweeps >= 500,
            |sweeps, _| sweeps >= 1000,
        ],
    },
    Mistake {
        name: "stops while something still moves",
        advice: "A small move may be one of many, and coefficients are small or large by their unit. What does the guide compare a move with?",
        attempts: stops![
            |_, moves| moves.largest() <= 1e-8,
            |_, moves| moves.largest() <= 1e-4,
            |_, moves| moves.largest() <= 1e-6,
            |_, moves| moves.largest() <= 1e-10,
            |_, moves| moves.of_predictions() <= 1e-4 * moves.deviation,
            |_, moves| moves.of_predictions() <= 1e-6 * moves.deviation,
            |_, moves| moves.of_predictions() <= 1e-8 * moves.deviation,
        ],
    },
    Mistake {
        name: "scales ridge's alpha with the number of rows",
        advice: "Is the sum of squared residuals divided by anything in the sum that ridge makes least? Write both terms down as they stand in the guide.",
        attempts: &[
            Contract { ridge: |r, t, alpha| ridge(r, t, alpha * t.len() as f64), ..SOLUTION },
            Contract { ridge: |r, t, alpha| ridge(r, t, alpha / t.len() as f64), ..SOLUTION },
            Contract { ridge: |r, t, alpha| ridge(r, t, 2.0 * alpha * t.len() as f64), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the penalty twice, or half of it",
        advice: "A derivative brings a 2, and some books put a half before one of the terms. Which factors stand before the two terms in the guide?",
        attempts: pays![2.0, 0.5],
    },
    Mistake {
        name: "multiplies products and squares out before the means are subtracted",
        advice: "Times in milliseconds are around 1.7e12, and their squares beyond 1e24. How many digits of a square are left for what they differ by?",
        attempts: &[
            Contract { lasso: lasso_multiplied_out, ..SOLUTION },
            Contract { path: path_multiplied_out, ..SOLUTION },
            Contract { lasso: lasso_multiplied_out, path: path_multiplied_out, ..SOLUTION },
        ],
    },
    Mistake {
        name: "calculates with f32",
        advice: "Seven digits are kept of every number, and nothing beyond 3e38. What is 16777217 in an f32?",
        attempts: &[
            Contract { soft_threshold: |value, threshold| short(soft_threshold(value, threshold)), ..SOLUTION },
            Contract { ridge: |r, t, alpha| ridge(r.mapv(short).view(), t.mapv(short).view(), alpha), ..SOLUTION },
            Contract { lasso: |r, t, alpha| lasso(r.mapv(short).view(), t.mapv(short).view(), alpha), ..SOLUTION },
            Contract { path: |r, t, alphas| path(r.mapv(short).view(), t.mapv(short).view(), alphas), ..SOLUTION },
            Contract {
                ridge: |r, t, alpha| ridge(r.mapv(short).view(), t.mapv(short).view(), alpha),
                lasso: |r, t, alpha| lasso(r.mapv(short).view(), t.mapv(short).view(), alpha),
                path: |r, t, alphas| path(r.mapv(short).view(), t.mapv(short).view(), alphas),
                ..SOLUTION
            },
            Contract { ridge: |r, t, alpha| ridge(r, t, alpha).map(shortened), ..SOLUTION },
            Contract { lasso: |r, t, alpha| lasso(r, t, alpha).map(shortened), ..SOLUTION },
            Contract { path: |r, t, alphas| Ok(path(r, t, alphas)?.mapv(short)), ..SOLUTION },
            Contract { sweep: |g, c, alpha, b| sweep(g, c, alpha, b).mapv(short), ..SOLUTION },
        ],
    },
    Mistake {
        name: "reads the numbers as they lie in memory",
        advice: "A table may lie column by column, and a view may skip numbers. What does its place in memory say about a number's row and column?",
        attempts: &[
            Contract {
                ridge: |r, t, alpha| ridge(as_it_lies(r).view(), t, alpha),
                lasso: |r, t, alpha| lasso(as_it_lies(r).view(), t, alpha),
                path: |r, t, alphas| path(as_it_lies(r).view(), t, alphas),
                linfa_lasso: |r, t, alpha| linfa_exact(as_it_lies(r).view(), t, alpha),
                ..SOLUTION
            },
            Contract { ridge: |r, t, alpha| ridge(as_it_lies(r).view(), t, alpha), ..SOLUTION },
            Contract { lasso: |r, t, alpha| lasso(as_it_lies(r).view(), t, alpha), ..SOLUTION },
            Contract { path: |r, t, alphas| path(as_it_lies(r).view(), t, alphas), ..SOLUTION },
            Contract { linfa_lasso: |r, t, alpha| linfa_exact(as_it_lies(r).view(), t, alpha), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes what rounding leaves of a constant column for data",
        advice: "Add 0.1 ten times, divide by ten and print it with all digits. What is left of a column of 0.1 when that is subtracted?",
        attempts: &[
            Contract { lasso: lasso_by_the_plain_mean, ..SOLUTION },
            Contract { path: path_by_the_plain_mean, ..SOLUTION },
            Contract { lasso: lasso_by_the_plain_mean, path: path_by_the_plain_mean, ..SOLUTION },
        ],
    },
    Mistake {
        name: "does not divide by the number of rows in the lasso",
        advice: "Give every row twice, and your lasso pays half as much attention to its penalty. What does the guide divide the squared residuals by?",
        attempts: &[
            Contract { lasso: lasso_of_sums, path: path_of_sums, ..SOLUTION },
            Contract { lasso: lasso_of_sums, ..SOLUTION },
            Contract { path: path_of_sums, ..SOLUTION },
        ],
    },
    Mistake {
        name: "adds alpha to every number of the matrix",
        advice: "A matrix plus a number adds it everywhere. Which numbers of the matrix belong to the square of one coefficient?",
        attempts: &[Contract { ridge: alpha_everywhere, ..SOLUTION }],
    },
    Mistake {
        name: "penalises the intercept",
        advice: "Quality is about 5.6 whatever is measured. Should a model pay for saying so, and where do its predictions go when alpha is very large?",
        attempts: fits![ridge_with_ones, lasso_with_ones; ridge_with_ones_beside, lasso_with_ones_beside],
    },
    Mistake {
        name: "has no penalty in ridge",
        advice: "Fit your ridge with alpha 1 and with alpha 1000. Where does your code read the difference?",
        attempts: &[Contract { ridge: |r, t, alpha| ridge(r, t, alpha).and_then(|_| ridge(r, t, 0.0)), ..SOLUTION }],
    },
    Mistake {
        name: "leaves the intercept at 0",
        advice: "The columns and the targets lost their means before the fit. What does your model predict for wines that are average in everything?",
        attempts: starts_at!(|model, _| LinearModel { intercept: 0.0, ..model }),
    },
    Mistake {
        name: "adds what the means explain to the intercept",
        advice: "At the means of the columns the prediction is the mean of the targets. Put the means into your model: what comes out?",
        attempts: starts_at!(|model, targets| LinearModel {
            intercept: 2.0 * mean(targets) - model.intercept,
            ..model
        }),
    },
    Mistake {
        name: "divides only one of the two tables of a sweep by the number of rows",
        advice: "Where nothing is penalised the slopes are 0, and both parts of a slope count the same rows. Which of your two sums over rows became a mean?",
        attempts: &[
            Contract { lasso: lasso_of_summed_gram, path: path_of_summed_gram, ..SOLUTION },
            Contract { lasso: lasso_of_summed_products, path: path_of_summed_products, ..SOLUTION },
            Contract { lasso: lasso_of_summed_gram, ..SOLUTION },
            Contract { lasso: lasso_of_summed_products, ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides the columns of a path by their variances",
        advice: "The variance of metres is in square metres. What is the unit of your columns after the division, and what should it be?",
        attempts: &[Contract { path: path_by_variances, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the targets for the intercept",
        advice: "That is the prediction where every centred column is 0. Where is that for the columns that you were given, and what is the prediction at their 0?",
        attempts: &[
            Contract { ridge: ridge_at_the_mean, lasso: lasso_at_the_mean, ..SOLUTION },
            Contract { ridge: ridge_at_the_mean, lasso: lasso_at_the_mean, linfa_lasso: linfa_at_the_mean, ..SOLUTION },
            Contract { ridge: ridge_at_the_mean, ..SOLUTION },
            Contract { lasso: lasso_at_the_mean, ..SOLUTION },
            Contract { linfa_lasso: linfa_at_the_mean, ..SOLUTION },
        ],
    },
    Mistake {
        name: "standardises the columns of ridge and lasso",
        advice: "Here the penalty is asked for in the units of the columns as they are. Which function standardises, and which ones take what they are given?",
        attempts: fits![
            ridge_of_scaled, lasso_of_scaled;
            |r, t, alpha| ridge(standardised(r, r.nrows()).view(), t, alpha),
            |r, t, alpha| lasso(standardised(r, r.nrows()).view(), t, alpha);
        ],
    },
    Mistake {
        name: "leaves the columns of a path in their own units",
        advice: "In mg a column has large numbers and a small coefficient, in g the other way round. Which of the two is cheaper, and is it another column?",
        attempts: &[Contract { path: unscaled_path, ..SOLUTION }],
    },
    Mistake {
        name: "turns the coefficients of a path back into the columns' units",
        advice: "To compare columns they were brought to one scale. On which scale does the task want to see them side by side?",
        attempts: &[Contract { path: |r, t, alphas| Ok(path(r, t, alphas)? / &deviations(r)), ..SOLUTION }],
    },
    Mistake {
        name: "scales the targets of a path",
        advice: "Your coefficients change when the targets are in other units, or do not when they should. Which of the two, columns or targets, are standardised?",
        attempts: &[
            Contract { path: |r, t, alphas| path(r, scaled_targets(t).view(), alphas), ..SOLUTION },
            Contract { path: |r, t, alphas| Ok(path(r, scaled_targets(t).view(), alphas)? * t.std(0.0)), ..SOLUTION },
        ],
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
        name: "sorts the rows of a path by alpha",
        advice: "It is sensible to begin with the largest alpha. Which row does someone look at who asked for the second one in the list?",
        attempts: &[
            Contract { path: |r, t, alphas| path_sorted(r, t, alphas, |a, b| b.total_cmp(a)), ..SOLUTION },
            Contract { path: |r, t, alphas| path_sorted(r, t, alphas, f64::total_cmp), ..SOLUTION },
        ],
    },
    Mistake {
        name: "trusts linfa to centre the columns",
        advice: "linfa takes the mean of the targets for the intercept, and stops there. For which columns is that the right one?",
        attempts: &[
            Contract { linfa_lasso: linfa_uncentred, ..SOLUTION },
            Contract { linfa_lasso: linfa_uncentred_through_the_means, ..SOLUTION },
        ],
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
        attempts: alphas!(ridge_for_any, lasso_for_any, path_for_any),
    },
    Mistake {
        name: "lets NaN pass as a penalty",
        advice: "NaN is neither below 0 nor above it. What does your comparison answer for it, and which comparison would it fail?",
        attempts: alphas!(ridge_for_nan, lasso_for_nan, path_for_nan),
    },
    Mistake {
        name: "lets infinity pass as a penalty",
        advice: "Nobody can pay that price, so all coefficients are 0. But is it a number that somebody meant, and what does the task say about it?",
        attempts: alphas!(ridge_for_infinity, lasso_for_infinity, path_for_infinity),
    },
    Mistake {
        name: "looks at only one alpha of a path",
        advice: "The list may begin well and go on badly. Which alphas does your code look at?",
        attempts: &[
            Contract { path: |r, t, alphas| path_looking_at(r, t, alphas, 0), ..SOLUTION },
            Contract { path: |r, t, alphas| path_looking_at(r, t, alphas, alphas.len() - 1), ..SOLUTION },
        ],
    },
    Mistake {
        name: "refuses an alpha of 0",
        advice: "Nothing to pay is a price too. What are ridge and lasso without a penalty?",
        attempts: alphas!(ridge_above_0, lasso_above_0, path_above_0),
    },
];
