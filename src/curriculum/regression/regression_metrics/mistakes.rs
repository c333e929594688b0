//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{batched_rmse, mae, mape, mse, r2, rmse};
use super::{Batch, Contract, MetricError, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which every metric of two lists is changed in this way.
macro_rules! all_metrics {
    ($wrong:expr, $batched:expr) => {
        Contract {
            mse: |p, t| $wrong(p, t, mse),
            rmse: |p, t| $wrong(p, t, rmse),
            mae: |p, t| $wrong(p, t, mae),
            r2: |p, t| $wrong(p, t, r2),
            mape: |p, t| $wrong(p, t, mape),
            batched_rmse: $batched,
        }
    };
}

/// The same slip everywhere, in every metric of two lists, in that of the squares and its root, and in each alone; and
/// further attempts at it.
macro_rules! anywhere {
    ($([$wrong:expr, $batched:expr]),+ $(; $($further:expr),+)?) => {
        &[
            $(
                all_metrics!($wrong, batched_rmse),
                all_metrics!($wrong, $batched),
                Contract { mse: |p, t| $wrong(p, t, mse), rmse: |p, t| $wrong(p, t, rmse), ..SOLUTION },
                Contract {
                    mse: |p, t| $wrong(p, t, mse),
                    rmse: |p, t| $wrong(p, t, rmse),
                    batched_rmse: $batched,
                    ..SOLUTION
                },
                Contract { mse: |p, t| $wrong(p, t, mse), ..SOLUTION },
                Contract { rmse: |p, t| $wrong(p, t, rmse), ..SOLUTION },
                Contract { mae: |p, t| $wrong(p, t, mae), ..SOLUTION },
                Contract { r2: |p, t| $wrong(p, t, r2), ..SOLUTION },
                Contract { mape: |p, t| $wrong(p, t, mape), ..SOLUTION },
                Contract { batched_rmse: $batched, ..SOLUTION },
            )+
            $($($further),+)?
        ]
    };
}

/// A learner's file in which this is the mean squared error, and its root is taken for the other one.
macro_rules! mean_squared {
    ($mean_squared:expr) => {
        Contract {
            mse: $mean_squared,
            rmse: |predictions, targets| Ok($mean_squared(predictions, targets)?.sqrt()),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "adds up the misses and does not divide by the number of rows",
        advice: "Twice as many rows, each missed by as much, would double your number. Is the model twice as bad then?",
        attempts: &[
            mean_squared!(sum_of_squares),
            Contract { mse: sum_of_squares, ..SOLUTION },
            Contract { rmse: |p, t| Ok(sum_of_squares(p, t)?.sqrt()), ..SOLUTION },
            Contract { mae: |p, t| Ok(mae(p, t)? * t.len() as f64), ..SOLUTION },
            Contract { mape: |p, t| Ok(mape(p, t)? * t.len() as f64), ..SOLUTION },
            Contract { batched_rmse: |batches| Ok(batched_rmse(batches)? * rows_of(batches).sqrt()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by n - 1",
        advice: "That divisor belongs to a variance, whose mean was estimated from the same rows. Was anything estimated here?",
        attempts: &[
            mean_squared!(by_n_less_one),
            Contract { mse: by_n_less_one, ..SOLUTION },
            Contract { rmse: |p, t| Ok(by_n_less_one(p, t)?.sqrt()), ..SOLUTION },
            Contract { mae: |p, t| less_one(mae(p, t)?, t), ..SOLUTION },
            Contract { mape: |p, t| less_one(mape(p, t)?, t), ..SOLUTION },
            Contract {
                batched_rmse: |batches| {
                    let rows = rows_of(batches);
                    Ok(batched_rmse(batches)? * (rows / (rows - 1.0)).sqrt())
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "forgets the root",
        advice: "Your number is in the square of the targets' unit. In which unit would you want to say how far off a prediction is?",
        attempts: &[
            Contract { rmse: mse, ..SOLUTION },
            Contract { batched_rmse: |batches| Ok(batched_rmse(batches)?.powi(2)), ..SOLUTION },
            Contract { rmse: mse, batched_rmse: |batches| Ok(batched_rmse(batches)?.powi(2)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by n after taking the root",
        advice: "Let every row be missed by 3. Root, mean and squares have an order: what is the name of the metric, read from its end?",
        attempts: &[Contract { rmse: root_of_the_sum, ..SOLUTION }],
    },
    Mistake {
        name: "takes the root of each square",
        advice: "The root of a square undoes it. When should the root be taken, so that a large miss still weighs more than two small ones?",
        attempts: &[
            Contract { rmse: mae, ..SOLUTION },
            Contract { batched_rmse: |batches| mean_of_all(batches, f64::abs), ..SOLUTION },
        ],
    },
    Mistake {
        name: "multiplies the squares out",
        advice: "Times in milliseconds are around 1.7e12, and their squares beyond 1e24. How many digits of a square are left for what they differ by?",
        attempts: &[
            mean_squared!(multiplied_out),
            Contract { mse: multiplied_out, ..SOLUTION },
            Contract { rmse: |p, t| Ok(multiplied_out(p, t)?.max(0.0).sqrt()), ..SOLUTION },
            Contract { batched_rmse: batches_multiplied_out, ..SOLUTION },
            Contract {
                mse: multiplied_out,
                rmse: |p, t| Ok(multiplied_out(p, t)?.sqrt()),
                batched_rmse: batches_multiplied_out,
                ..SOLUTION
            },
            Contract { r2: about_the_mean_multiplied_out, ..SOLUTION },
        ],
    },
    Mistake {
        name: "calculates with f32",
        advice: "Seven digits are kept of every number, and nothing beyond 3e38. What is 16777217 in an f32?",
        attempts: anywhere!(
            [of_short_numbers, |batches| batched_rmse(&shortened(batches))],
            [short_answer, |batches| Ok(short(batched_rmse(batches)?))];
            Contract { mae: |p, t| mean_of(p, t, |p, t| short((t - p).abs())), ..SOLUTION },
            Contract { mae: |p, t| summed_short(p, t, |p, t| (t - p).abs()), ..SOLUTION },
            Contract {
                mae: |p, t| {
                    let sum = mae(p, t).map(|_| (&t - &p).mapv(|miss| miss.abs() as f32).sum())?;
                    Ok(f64::from(sum) / t.len() as f64)
                },
                ..SOLUTION
            },
            mean_squared!(|p, t| summed_short(p, t, |p, t| (t - p) * (t - p))),
            Contract { mse: |p, t| summed_short(p, t, |p, t| (t - p) * (t - p)), ..SOLUTION },
            Contract { rmse: |p, t| Ok(summed_short(p, t, |p, t| (t - p) * (t - p))?.sqrt()), ..SOLUTION },
            Contract { batched_rmse: batches_summed_short, ..SOLUTION }
        ),
    },
    Mistake {
        name: "takes a small miss for none",
        advice: "A lens may be missed by 1e-9 m, and that is much for a lens. Which unit did you think of when you chose your limit?",
        attempts: &[
            Contract {
                mse: |p, t| small_is_nothing(p, t, mse),
                rmse: |p, t| small_is_nothing(p, t, rmse),
                mae: |p, t| small_is_nothing(p, t, mae),
                ..SOLUTION
            },
            Contract { mse: |p, t| small_is_nothing(p, t, mse), rmse: |p, t| small_is_nothing(p, t, rmse), ..SOLUTION },
            Contract { mse: |p, t| small_is_nothing(p, t, mse), ..SOLUTION },
            Contract { rmse: |p, t| small_is_nothing(p, t, rmse), ..SOLUTION },
            Contract { mae: |p, t| small_is_nothing(p, t, mae), ..SOLUTION },
            Contract {
                batched_rmse: |batches| {
                    let error = batched_rmse(batches)?;
                    Ok(if error < LITTLE { 0.0 } else { error })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "adds up the misses with their signs",
        advice: "Ten too many and ten too few is not the same as being right twice. What becomes of your misses when they are added?",
        attempts: &[Contract { mae: signed, ..SOLUTION }],
    },
    Mistake {
        name: "takes the distance between the two means",
        advice: "Swap the predictions of two rows, and your number stays the same. When should the sign be dropped, before adding or after?",
        attempts: &[Contract { mae: |p, t| signed(p, t).map(f64::abs), ..SOLUTION }],
    },
    Mistake {
        name: "takes the middle one of the sizes of the misses",
        advice: "Let one row of five be missed by a thousand, and your number does not notice. Which M is it in MAE?",
        attempts: &[Contract { mae: median, ..SOLUTION }],
    },
    Mistake {
        name: "measures the targets from the mean of the predictions",
        advice: "R² compares the model with somebody who knows one number and nothing else. Whose mean does that person know?",
        attempts: &[Contract { r2: about_the_predictions_mean, ..SOLUTION }],
    },
    Mistake {
        name: "measures the targets from 0 in R²",
        advice: "Add 1000 to all targets and all predictions: no miss changes, but your number does. What does somebody know who always says the mean?",
        attempts: &[Contract { r2: about_zero, ..SOLUTION }],
    },
    Mistake {
        name: "divides the two sums of R² by different numbers",
        advice: "Predict the mean for every row, and the two are the same squares. What has each of them been divided by in your code?",
        attempts: &[
            Contract { r2: |p, t| ratio_times(p, t, |n| (n - 1.0) / n), ..SOLUTION },
            Contract { r2: |p, t| ratio_times(p, t, |n| n / (n - 1.0)), ..SOLUTION },
            Contract { r2: |p, t| ratio_times(p, t, |n| n - 1.0), ..SOLUTION },
            Contract { r2: |p, t| ratio_times(p, t, |n| n), ..SOLUTION },
            Contract { r2: |p, t| ratio_times(p, t, |n| 1.0 / n), ..SOLUTION },
        ],
    },
    Mistake {
        name: "swaps predictions and targets in R²",
        advice: "The misses are the same either way round, what they are divided by is not. Which argument of yours comes first?",
        attempts: &[Contract { r2: |predictions, targets| r2(targets, predictions), ..SOLUTION }],
    },
    Mistake {
        name: "returns the squared correlation",
        advice: "Predictions that are all too large by 1 are as well correlated as perfect ones. Is that model perfect?",
        attempts: &[
            Contract { r2: squared_correlation, ..SOLUTION },
            Contract {
                r2: |p, t| squared_correlation(p, t).map(|r2| if r2.is_finite() { r2 } else { 0.0 }),
                ..SOLUTION
            },
            Contract {
                r2: |p, t| {
                    let square = squared_correlation(p, t)?;
                    let is_constant = p.iter().all(|prediction| *prediction == p[0]);
                    Ok(if is_constant { 0.0 } else { square })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "returns the share that is left, not the share that is explained",
        advice: "Put in predictions that are all right. Which number does the task ask for there, and which one do you return?",
        attempts: &[Contract { r2: |predictions, targets| Ok(1.0 - r2(predictions, targets)?), ..SOLUTION }],
    },
    Mistake {
        name: "raises an R² below 0 to 0",
        advice: "The name looks like a square, but nothing is squared in the end. Who would want to know that a model is worse than a constant?",
        attempts: &[Contract { r2: |predictions, targets| Ok(r2(predictions, targets)?.max(0.0)), ..SOLUTION }],
    },
    Mistake {
        name: "answers constant targets with 0 or 1",
        advice: "scikit-learn does that, and the number goes into a report like any other. What is there to be explained when nothing varies?",
        attempts: &[
            Contract { r2: zero_or_one, ..SOLUTION },
            Contract { r2: |p, t| for_constants(p, t, 0.0), ..SOLUTION },
            Contract { r2: |p, t| for_constants(p, t, 1.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "does not look for constant targets",
        advice: "Let all targets be 5, and write down what you divide by. What is left when nothing varies?",
        attempts: &[
            Contract { r2: |p, t| explained(p, t, |_, targets| spread(targets, mean(targets))), ..SOLUTION },
            Contract { r2: |p, t| for_constants(p, t, f64::NAN), ..SOLUTION },
            Contract { r2: |p, t| for_constants(p, t, f64::NEG_INFINITY), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a single row for none in R²",
        advice: "One row is a row, and it was measured. What is true of its targets that is true of five equal ones as well?",
        attempts: &[
            Contract { r2: |p, t| if t.len() == 1 { Err(MetricError::NoRows) } else { r2(p, t) }, ..SOLUTION },
            Contract { r2: one_row_is_none, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes no rows for constant targets",
        advice: "All of no targets are equal, that is true. Which question comes first?",
        attempts: &[Contract { r2: none_are_constant, ..SOLUTION }],
    },
    Mistake {
        name: "compares only some of the targets with each other",
        advice: "Try 1, 2, 1 and 1, 1, 2. Which pairs of targets does your code look at?",
        attempts: &[
            Contract { r2: |p, t| constant_if(p, t, |t| t[0] == t[t.len() - 1]), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| t[0] == t[1]), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| t.windows(2).into_iter().any(|w| w[0] == w[1])), ..SOLUTION },
        ],
    },
    Mistake {
        name: "calls targets constant that differ by little",
        advice: "Measure lengths in km instead of mm, and everything differs by less than your limit. Which comparison needs none?",
        attempts: &[
            Contract { r2: |p, t| constant_if(p, t, |t| spread(t, mean(t)) < 1e-12), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| spread(t, mean(t)) < f64::EPSILON), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| spread(t, mean(t)) < 1e-30), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| (t[0] - t[1]).abs().max(range_of(t)) < 1e-9), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| range_of(t) < f64::EPSILON), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| range_of(t) < 1e-9 * mean(t).abs()), ..SOLUTION },
            Contract { r2: |p, t| constant_if(p, t, |t| range_of(t) < 1e-9 * mean(t).abs().max(1.0)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "asks whether the squares about the mean are exactly 0",
        advice: "Take the mean of six times 0.1 and print it with all digits. What can you compare the targets with that was never rounded?",
        attempts: &[
            Contract { r2: exactly_zero, ..SOLUTION },
            Contract {
                r2: |p, t| match exactly_zero(p, t)? {
                    explained if explained.is_finite() => Ok(explained),
                    _ => Err(MetricError::ConstantTargets),
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "adds a small number to what it divides by",
        advice: "Measure lengths in kilometres instead of millimetres, and squares shrink by 1e12. Is your number still small beside them?",
        attempts: &[
            Contract { r2: never_quite_zero, ..SOLUTION },
            Contract { r2: |p, t| r2(p, t).and_then(|_| never_quite_zero(p, t)), ..SOLUTION },
            Contract { r2: |p, t| explained(p, t, |_, t| spread(t, mean(t)) + f64::EPSILON), ..SOLUTION },
            Contract { r2: |p, t| explained(p, t, |_, t| spread(t, mean(t)).max(1e-12)), ..SOLUTION },
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p).abs() / (t.abs() + 1e-10)), ..SOLUTION },
            Contract { mape: |p, t| mean_of(p, t, |p, t| (t - p).abs() / (t.abs() + 1e-10)), ..SOLUTION },
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p).abs() / t.abs().max(f64::EPSILON)), ..SOLUTION },
            Contract { mape: |p, t| mean_of(p, t, |p, t| (t - p).abs() / t.abs().max(f64::EPSILON)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "returns per cent instead of a share",
        advice: "The name says percentage, the task asks for another form. What does it return when every row is off by a quarter?",
        attempts: &[Contract { mape: |p, t| Ok(100.0 * mape(p, t)?), ..SOLUTION }],
    },
    Mistake {
        name: "divides a miss by the prediction",
        advice: "Predict 8 where 10 came true, then 10 where 8 came true. The size of which of the two is the miss a share of?",
        attempts: &[
            Contract { mape: share_of_the_prediction, ..SOLUTION },
            Contract { mape: |predictions, targets| mape(targets, predictions), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides a miss by both target and prediction",
        advice: "Predict 30 where 10 came true. The miss is twice the target: what is it in your code?",
        attempts: &[
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p).abs() / ((t.abs() + p.abs()) / 2.0)), ..SOLUTION },
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p).abs() / (t.abs() + p.abs())), ..SOLUTION },
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p).abs() / t.abs().max(p.abs())), ..SOLUTION },
        ],
    },
    Mistake {
        name: "cuts off what lies beyond the whole target",
        advice: "Predict 3 where 1 came true. How large is the miss beside the target, and what does your code say?",
        attempts: &[Contract { mape: |p, t| mean_share(p, t, |p, t| ((t - p).abs() / t.abs()).min(1.0)), ..SOLUTION }],
    },
    Mistake {
        name: "lets a target below 0 make its share negative",
        advice: "A frost of -2 °C can be missed too. What sign has your share there, and what happens when it is added to the others?",
        attempts: &[
            Contract { mape: share_with_sign, ..SOLUTION },
            Contract { mape: |p, t| Ok(share_with_sign(p, t)?.abs()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "adds up the shares with their signs",
        advice: "Half too much and half too little are not right twice. Where is the sign dropped in the formula, before adding or after?",
        attempts: &[
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p) / t.abs()), ..SOLUTION },
            Contract { mape: |p, t| mean_share(p, t, |p, t| (t - p) / t), ..SOLUTION },
            Contract { mape: |p, t| Ok(mean_share(p, t, |p, t| (t - p) / t)?.abs()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides the sum of the misses by the sum of the targets",
        advice: "In your number a busy hour counts more than a quiet one. Is it a mean of shares, or a share of means?",
        attempts: &[
            Contract { mape: share_of_the_sums, ..SOLUTION },
            Contract {
                mape: |p, t| {
                    mape(p, t)?;
                    Ok(mae(p, t)? / mean(t).abs())
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "leaves out rows whose target is 0",
        advice: "A report of your number does not say how many rows it is about. What does the task want to hear about such a row?",
        attempts: &[Contract { mape: without_zeros, ..SOLUTION }],
    },
    Mistake {
        name: "divides by a target of 0",
        advice: "One such row makes the mean infinite, or NaN where the prediction is 0 as well. Can that be seen before dividing?",
        attempts: &[
            Contract { mape: infinite_share, ..SOLUTION },
            Contract { mape: |p, t| mean_of(p, t, |p, t| if t == p { 0.0 } else { ((t - p) / t).abs() }), ..SOLUTION },
        ],
    },
    Mistake {
        name: "names the last row whose target is 0",
        advice: "Somebody mends the row that you named, and asks again. Which of several rows is the first to be looked at?",
        attempts: &[Contract { mape: |p, t| zero_at(p, t, |rows| rows[rows.len() - 1]), ..SOLUTION }],
    },
    Mistake {
        name: "counts rows from 1 in the error",
        advice: "The row is looked up in an array. At which index does its first number stand?",
        attempts: &[Contract { mape: |p, t| zero_at(p, t, |rows| rows[0] + 1), ..SOLUTION }],
    },
    Mistake {
        name: "lets a target of 0 pass where the prediction is 0 too",
        advice: "Nothing was missed there, that is true. But which share is it, of what?",
        attempts: &[
            Contract { mape: |p, t| zero_unless_right(p, t, 1.0), ..SOLUTION },
            Contract { mape: |p, t| zero_unless_right(p, t, 0.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a small target for 0",
        advice: "A wave of 2e-9 m is small in metres and is not 0. Which unit did you think of when you chose your limit?",
        attempts: &[
            Contract { mape: |p, t| zero_below(p, t, 1e-12), ..SOLUTION },
            Contract { mape: |p, t| zero_below(p, t, f64::EPSILON), ..SOLUTION },
            Contract { mape: |p, t| zero_below(p, t, 1e-8), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the mean of the batches' errors",
        advice: "Nine rows are missed by 1, and one row, alone in its batch, by 9. Root and mean do not change places, and who is counted here?",
        attempts: &[
            Contract { batched_rmse: mean_of_roots, ..SOLUTION },
            Contract { batched_rmse: |batches| mean_over_all(batches, rmse), ..SOLUTION },
        ],
    },
    Mistake {
        name: "weights the batches' roots by their rows",
        advice: "Rows are counted now, but squares are added only before the root. What is the root of a mean, and what is a mean of roots?",
        attempts: &[Contract { batched_rmse: roots_by_rows, ..SOLUTION }],
    },
    Mistake {
        name: "gives every batch the same weight",
        advice: "Your last batch may have a single row. How much should it say beside one of a thousand?",
        attempts: &[
            Contract { batched_rmse: equal_weights, ..SOLUTION },
            Contract { batched_rmse: |batches| Ok(mean_over_all(batches, mse)?.sqrt()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "refuses batches of which one is empty",
        advice: "A station that was closed for the day sends an empty batch. Does it take anything away from the other rows?",
        attempts: &[
            Contract { batched_rmse: every_batch_has_rows, ..SOLUTION },
            Contract {
                batched_rmse: |batches| {
                    let is_empty = |batch: &Batch| batch.targets.is_empty() && batch.predictions.is_empty();
                    if batches.iter().any(is_empty) { Err(MetricError::NoRows) } else { batched_rmse(batches) }
                },
                ..SOLUTION
            },
            Contract {
                batched_rmse: |batches| match batched_rmse(batches) {
                    Ok(_) if batches.iter().any(|batch| batch.targets.is_empty()) => Err(MetricError::NoRows),
                    other => other,
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "stops at the shorter of the two",
        advice: "zip ends with whichever ends first, and says nothing. Whose rows have then been compared with whose?",
        attempts: anywhere!(
            [of_the_shorter, |batches| batched_rmse(&cut(batches))],
            [without_the_rest_of_the_predictions, |batches| batched_rmse(&cut_predictions(batches))]
        ),
    },
    Mistake {
        name: "uses one number for all rows",
        advice: "ndarray stretches an array of length 1 to any length. Who predicted the other rows?",
        attempts: anywhere!(
            [one_prediction_for_all, one_for_all_in_batches],
            [one_of_any_for_all, one_of_any_for_all_in_batches]
        ),
    },
    Mistake {
        name: "subtracts before it compares the lengths",
        advice: "The program stopped at the subtraction. What must be known of two arrays before one is taken from the other?",
        attempts: anywhere!([subtracts_first, batches_subtract_first]),
    },
    Mistake {
        name: "looks for rows before it compares the lengths",
        advice: "Three predictions and no target: is that nothing, or a mistake of whoever called? Which question comes first in the conventions?",
        attempts: anywhere!(
            [rows_first, |batches| rows_first_in_batches(batches, false)],
            [targets_first, |batches| rows_first_in_batches(batches, true)];
            Contract { batched_rmse: |batches| without(batches, |batch| batch.targets.is_empty()), ..SOLUTION },
            Contract { batched_rmse: |batches| without(batches, |batch| batch.predictions.is_empty()), ..SOLUTION },
            Contract {
                batched_rmse: |batches| {
                    without(batches, |batch| batch.targets.is_empty() || batch.predictions.is_empty())
                },
                ..SOLUTION
            }
        ),
    },
    Mistake {
        name: "compares the lengths of all batches together",
        advice: "Two predictions for one target, then one for two. The totals agree: do the rows?",
        attempts: &[
            Contract { batched_rmse: lengths_in_total, ..SOLUTION },
            Contract { batched_rmse: strung_together, ..SOLUTION },
        ],
    },
    Mistake {
        name: "compares the lengths of the first batch only",
        advice: "The first batch is as it should be. Who looks at the second?",
        attempts: &[Contract { batched_rmse: lengths_of_the_first, ..SOLUTION }],
    },
    Mistake {
        name: "looks at the targets before it compares the lengths",
        advice: "Two targets of 0 and three predictions: two things are wrong. Which of them is said first everywhere?",
        attempts: &[
            Contract { r2: targets_before_lengths, ..SOLUTION },
            Contract { mape: zeros_before_lengths, ..SOLUTION },
            Contract { r2: targets_before_lengths, mape: zeros_before_lengths, ..SOLUTION },
        ],
    },
    Mistake {
        name: "answers no rows with a number",
        advice: "What is 0 / 0 in f64? Nobody sees a NaN, or a made-up 0, in a mean of many numbers before it has spread everywhere.",
        attempts: anywhere!(
            [|p, t, metric| for_no_rows(p, t, metric, f64::NAN), |batches| batches_without_rows(batches, f64::NAN)],
            [|p, t, metric| for_no_rows(p, t, metric, 0.0), |batches| batches_without_rows(batches, 0.0)]
        ),
    },
    Mistake {
        name: "reads the numbers as they lie in memory",
        advice: "A view may go through its numbers backwards, or skip some. Which numbers of the memory belong to it, and in which order?",
        attempts: &[
            all_metrics!(as_they_lie, batched_rmse),
            Contract { mse: |p, t| as_they_lie(p, t, mse), rmse: |p, t| as_they_lie(p, t, rmse), ..SOLUTION },
            Contract { mse: |p, t| as_they_lie(p, t, mse), ..SOLUTION },
            Contract { rmse: |p, t| as_they_lie(p, t, rmse), ..SOLUTION },
            Contract { mae: |p, t| as_they_lie(p, t, mae), ..SOLUTION },
            Contract { r2: |p, t| as_they_lie(p, t, r2), ..SOLUTION },
            Contract { mape: |p, t| as_they_lie(p, t, mape), ..SOLUTION },
        ],
    },
];
