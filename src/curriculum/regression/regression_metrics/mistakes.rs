//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, ArrayView1, Zip};

use super::solution::{batched_rmse, mae, mape, mse, r2, rmse};
use super::{Batch, Contract, MetricError, SOLUTION};
use mlings_grading::Mistake;

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
        name: "adds up the squared misses and does not divide",
        advice: "Twice as many rows, each missed by as much, would double your number. Is the model twice as bad then?",
        attempts: &[mean_squared!(sum_of_squares)],
    },
    Mistake {
        name: "divides by n - 1",
        advice: "That divisor belongs to a variance, whose mean was estimated from the same rows. Was anything estimated here?",
        attempts: &[mean_squared!(by_n_less_one)],
    },
    Mistake {
        name: "forgets the root",
        advice: "Your number is in the square of the targets' unit. In which unit would you want to say how far off a prediction is?",
        attempts: &[Contract { rmse: mse, ..SOLUTION }],
    },
    Mistake {
        name: "divides by n after taking the root",
        advice: "Let every row be missed by 3. Root, mean and squares have an order: what is the name of the metric, read from its end?",
        attempts: &[Contract { rmse: root_of_the_sum, ..SOLUTION }],
    },
    Mistake {
        name: "takes the root of each square",
        advice: "The root of a square undoes it. When should the root be taken, so that a large miss still weighs more than two small ones?",
        attempts: &[Contract { rmse: mae, ..SOLUTION }],
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
        name: "measures the targets from the mean of the predictions",
        advice: "R² compares the model with somebody who knows one number and nothing else. Whose mean does that person know?",
        attempts: &[Contract { r2: about_the_predictions_mean, ..SOLUTION }],
    },
    Mistake {
        name: "swaps predictions and targets in R²",
        advice: "The misses are the same either way round, what they are divided by is not. Which argument of yours comes first?",
        attempts: &[Contract { r2: |predictions, targets| r2(targets, predictions), ..SOLUTION }],
    },
    Mistake {
        name: "returns the squared correlation",
        advice: "Predictions that are all too large by 1 are as well correlated as perfect ones. Is that model perfect?",
        attempts: &[Contract { r2: squared_correlation, ..SOLUTION }],
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
        attempts: &[Contract { r2: zero_or_one, ..SOLUTION }],
    },
    Mistake {
        name: "asks whether the squares about the mean are exactly 0",
        advice: "Take the mean of six times 0.1 and print it with all digits. What can you compare the targets with that was never rounded?",
        attempts: &[Contract { r2: exactly_zero, ..SOLUTION }],
    },
    Mistake {
        name: "adds a small number to what it divides by",
        advice: "Measure lengths in kilometres instead of millimetres, and squares shrink by 1e12. Is your number still small beside them?",
        attempts: &[Contract { r2: never_quite_zero, ..SOLUTION }],
    },
    Mistake {
        name: "returns per cent instead of a share",
        advice: "The name says percentage, the task asks for another form. What does it return when every row is off by a quarter?",
        attempts: &[Contract { mape: |p, t| Ok(100.0 * mape(p, t)?), ..SOLUTION }],
    },
    Mistake {
        name: "divides a miss by the prediction",
        advice: "Predict 8 where 10 came true, then 10 where 8 came true. The size of which of the two is the miss a share of?",
        attempts: &[Contract { mape: share_of_the_prediction, ..SOLUTION }],
    },
    Mistake {
        name: "lets a target below 0 make its share negative",
        advice: "A frost of -2 °C can be missed too. What sign has your share there, and what happens when it is added to the others?",
        attempts: &[Contract { mape: share_with_sign, ..SOLUTION }],
    },
    Mistake {
        name: "divides the sum of the misses by the sum of the targets",
        advice: "In your number a busy hour counts more than a quiet one. Is it a mean of shares, or a share of means?",
        attempts: &[Contract { mape: share_of_the_sums, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out rows whose target is 0",
        advice: "A report of your number does not say how many rows it is about. What does the task want to hear about such a row?",
        attempts: &[Contract { mape: without_zeros, ..SOLUTION }],
    },
    Mistake {
        name: "divides by a target of 0",
        advice: "One such row makes the mean infinite, or NaN where the prediction is 0 as well. Can that be seen before dividing?",
        attempts: &[Contract { mape: infinite_share, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the batches' errors",
        advice: "Nine rows are missed by 1, and one row, alone in its batch, by 9. Root and mean do not change places, and who is counted here?",
        attempts: &[Contract { batched_rmse: mean_of_roots, ..SOLUTION }],
    },
    Mistake {
        name: "gives every batch the same weight",
        advice: "Your last batch may have a single row. How much should it say beside one of a thousand?",
        attempts: &[Contract { batched_rmse: equal_weights, ..SOLUTION }],
    },
    Mistake {
        name: "refuses batches of which one is empty",
        advice: "A station that was closed for the day sends an empty batch. Does it take anything away from the other rows?",
        attempts: &[Contract { batched_rmse: every_batch_has_rows, ..SOLUTION }],
    },
    Mistake {
        name: "stops at the shorter of the two",
        advice: "zip ends with whichever ends first, and says nothing. Whose rows have then been compared with whose?",
        attempts: &[Contract {
            mse: |p, t| short(p, t, mse),
            rmse: |p, t| short(p, t, rmse),
            mae: |p, t| short(p, t, mae),
            r2: |p, t| short(p, t, r2),
            mape: |p, t| short(p, t, mape),
            batched_rmse,
        }],
    },
    Mistake {
        name: "divides by the number of rows before asking whether there are any",
        advice: "What is 0 / 0 in f64? Nobody sees a NaN in a mean of many numbers before it has spread everywhere.",
        attempts: &[Contract { mse: unguarded, ..SOLUTION }],
    },
];

type Measured = Result<f64, MetricError>;

fn sum_of_squares(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    Ok(mse(predictions, targets)? * targets.len() as f64)
}

fn by_n_less_one(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    Ok(sum_of_squares(predictions, targets)? / (targets.len() as f64 - 1.0))
}

fn root_of_the_sum(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    Ok(sum_of_squares(predictions, targets)?.sqrt() / targets.len() as f64)
}

fn signed(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    Ok((&targets - &predictions).sum() / targets.len() as f64)
}

/// R² as a learner has it who finds another number to divide by.
fn explained(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    total: fn(ArrayView1<f64>, ArrayView1<f64>) -> f64,
) -> Measured {
    Ok(1.0 - sum_of_squares(predictions, targets)? / total(predictions, targets))
}

/// The squared distances of values from some number.
fn spread(values: ArrayView1<f64>, from: f64) -> f64 {
    values.mapv(|value| (value - from).powi(2)).sum()
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

fn about_the_predictions_mean(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)?;
    explained(predictions, targets, |predictions, targets| spread(targets, mean(predictions)))
}

fn squared_correlation(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)?;
    let (p, t) = (&predictions - mean(predictions), &targets - mean(targets));
    Ok(p.dot(&t).powi(2) / (p.dot(&p) * t.dot(&t)))
}

fn zero_or_one(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    match r2(predictions, targets) {
        Err(MetricError::ConstantTargets) => Ok(if predictions == targets { 1.0 } else { 0.0 }),
        answer => answer,
    }
}

fn exactly_zero(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    if spread(targets, mean(targets)) == 0.0 {
        return Err(MetricError::ConstantTargets);
    }
    explained(predictions, targets, |_, targets| spread(targets, mean(targets)))
}

fn never_quite_zero(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    explained(predictions, targets, |_, targets| spread(targets, mean(targets)) + 1e-10)
}

/// The mean of something made of every prediction and its target, where both are as long.
fn mean_of(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, of: fn(f64, f64) -> f64) -> Measured {
    mse(predictions, targets)?;
    Ok(Zip::from(predictions)
        .and(targets)
        .map_collect(|prediction, target| of(*prediction, *target))
        .mean()
        .unwrap_or(0.0))
}

/// The same for a share of the target, where no target is 0.
fn mean_share(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, of: fn(f64, f64) -> f64) -> Measured {
    mape(predictions, targets)?;
    mean_of(predictions, targets, of)
}

fn share_of_the_prediction(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mean_share(predictions, targets, |prediction, target| ((target - prediction) / prediction).abs())
}

fn share_with_sign(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mean_share(predictions, targets, |prediction, target| (target - prediction).abs() / target)
}

fn share_of_the_sums(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mape(predictions, targets)?;
    Ok((&targets - &predictions).mapv(f64::abs).sum() / targets.mapv(f64::abs).sum())
}

fn without_zeros(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    let kept = |values: ArrayView1<f64>| -> Array1<f64> {
        values.iter().zip(targets).filter(|(_, target)| **target != 0.0).map(|(value, _)| *value).collect()
    };
    mape(kept(predictions).view(), kept(targets).view())
}

fn infinite_share(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mean_of(predictions, targets, |prediction, target| ((target - prediction) / target).abs())
}

fn mean_of_roots(batches: &[Batch]) -> Measured {
    let errors = errors_of(batches, rmse)?;
    Ok(errors.iter().sum::<f64>() / errors.len() as f64)
}

fn equal_weights(batches: &[Batch]) -> Measured {
    let errors = errors_of(batches, mse)?;
    Ok((errors.iter().sum::<f64>() / errors.len() as f64).sqrt())
}

/// One error for every batch that has rows.
fn errors_of(batches: &[Batch], metric: super::Metric) -> Result<Vec<f64>, MetricError> {
    batched_rmse(batches)?;
    let full = batches.iter().filter(|batch| !batch.targets.is_empty());
    full.map(|batch| metric(batch.predictions.view(), batch.targets.view())).collect()
}

fn every_batch_has_rows(batches: &[Batch]) -> Measured {
    for Batch { predictions, targets } in batches {
        mse(predictions.view(), targets.view())?;
    }
    batched_rmse(batches)
}

fn short(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: super::Metric) -> Measured {
    let n_samples = predictions.len().min(targets.len());
    let first = |values: ArrayView1<f64>| values.iter().take(n_samples).copied().collect::<Array1<f64>>();
    metric(first(predictions).view(), first(targets).view())
}

fn unguarded(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    match mse(predictions, targets) {
        Err(MetricError::NoRows) => Ok(f64::NAN),
        answer => answer,
    }
}
