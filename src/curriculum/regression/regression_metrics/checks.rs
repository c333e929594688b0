//! What is graded.

use std::ops::Range;

use linfa::prelude::SingleTargetRegression;
use ndarray::{Array1, array};

use super::{Batch, Contract, Metric, MetricError};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, at_most, close, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the mean squared error is the mean of the squared misses", points: 8, run: mean_of_squares },
    Check { name: "the root mean squared error is the root of that mean", points: 8, run: root_of_the_mean },
    Check { name: "the mean absolute error counts every miss by its size", points: 8, run: misses_by_size },
    Check { name: "RMSE is the MAE where all misses are equal, and never below it", points: 5, run: rmse_above_mae },
    Check { name: "R² is 1 for the targets themselves and 0 for their mean", points: 8, run: perfect_and_mean },
    Check { name: "R² measures the targets from their own mean", points: 10, run: about_the_targets_mean },
    Check { name: "R² is below 0 for predictions worse than the mean", points: 6, run: worse_than_the_mean },
    Check { name: "R² is the same in other units", points: 5, run: other_units },
    Check { name: "MAPE measures every miss by the size of its target", points: 9, run: share_of_the_target },
    Check { name: "batches count by their rows", points: 12, run: batches_count_by_rows },
    Check { name: "constant targets have no R²", points: 6, run: constant_targets_are_refused },
    Check { name: "a target of 0 has no MAPE, and its row is named", points: 6, run: zero_target_is_refused },
    Check { name: "no rows, or two lengths, are an error", points: 5, run: nothing_to_compare },
    Check { name: "agrees with linfa on the cars", points: 4, run: agrees_with_linfa },
];

const EXACT: f64 = 1e-12;

fn mean_of_squares(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "mse";
    for (predictions, targets, expected) in
        [(array![7.0, 10.0, 4.0], array![8.0, 8.0, 6.0], 3.0), (array![-1.0, 2.5], array![1.0, 2.0], 2.125)]
    {
        measures(name, metrics.mse, &predictions, &targets, expected)?;
    }
    let (predictions, targets) = random(cases);
    let expected = mean(&predictions, &targets, |miss, _| miss * miss);
    measures(name, metrics.mse, &predictions, &targets, expected)
}

fn root_of_the_mean(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "rmse";
    for (predictions, targets, expected) in
        [(array![1.0, 9.0, 5.0, 5.0], array![2.0, 2.0, 5.0, 5.0], 12.5_f64.sqrt()), (array![0.25], array![0.0], 0.25)]
    {
        measures(name, metrics.rmse, &predictions, &targets, expected)?;
    }
    let (predictions, targets) = random(cases);
    let expected = mean(&predictions, &targets, |miss, _| miss * miss).sqrt();
    measures(name, metrics.rmse, &predictions, &targets, expected)
}

fn misses_by_size(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "mae";
    for (predictions, targets, expected) in
        [(array![9.0, 10.0, 4.0], array![8.0, 8.0, 6.0], 5.0 / 3.0), (array![5.0, -5.0], array![-5.0, 5.0], 10.0)]
    {
        measures(name, metrics.mae, &predictions, &targets, expected)?;
    }
    let (predictions, targets) = random(cases);
    let expected = mean(&predictions, &targets, |miss, _| miss.abs());
    measures(name, metrics.mae, &predictions, &targets, expected)
}

/// The mean of squares is at least the square of the mean.
fn rmse_above_mae(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let (predictions, targets) = (array![4.0, 0.0, 10.0, 6.0], array![1.0, -3.0, 13.0, 3.0]);
    let given = format!("every miss is 3 or -3: {}", both(&predictions, &targets));
    for (name, metric) in [("rmse", metrics.rmse), ("mae", metrics.mae)] {
        let value = measured(name, metric, &predictions, &targets).given(&given)?;
        close(name, &value, &3.0, EXACT).given(&given)?;
    }
    let (predictions, targets) = random(cases);
    let given = both(&predictions, &targets);
    let rmse = measured("rmse", metrics.rmse, &predictions, &targets)?;
    let mae = measured("mae", metrics.mae, &predictions, &targets)?;
    at_most("mae", mae, rmse).given(format!("{given}, where your rmse is {rmse:?}"))
}

fn perfect_and_mean(metrics: &Contract, cases: &mut Cases) -> Outcome {
    for targets in [array![2.0, 4.0, 9.0], tenths(cases, -20.0..50.0)] {
        measures("r2", metrics.r2, &targets, &targets, 1.0)?;
        let mean = targets.iter().sum::<f64>() / targets.len() as f64;
        measures("r2", metrics.r2, &Array1::from_elem(targets.len(), mean), &targets, 0.0)?;
    }
    Ok(())
}

/// The predictions have another mean and another spread than the targets, so nothing can be taken for the other.
fn about_the_targets_mean(metrics: &Contract, cases: &mut Cases) -> Outcome {
    // Squared misses 1 + 1 + 4 + 9 = 15, squared distances from 3: 9 + 1 + 1 + 9 = 20.
    let (predictions, targets) = (array![1.0, 3.0, 6.0, 9.0], array![0.0, 2.0, 4.0, 6.0]);
    measures("r2", metrics.r2, &predictions, &targets, 0.25)?;
    // All too large by 1: 3 squared misses of 1, and squared distances 4 + 1 + 9 from 3.
    let (predictions, targets) = (array![2.0, 3.0, 7.0], array![1.0, 2.0, 6.0]);
    measures("r2", metrics.r2, &predictions, &targets, 11.0 / 14.0)?;

    let targets = tenths(cases, -20.0..50.0);
    let predictions = &targets * 0.5 + tenths(cases, 0.0..10.0);
    measures("r2", metrics.r2, &predictions, &targets, share_explained(&predictions, &targets))
}

fn worse_than_the_mean(metrics: &Contract, _: &mut Cases) -> Outcome {
    for (predictions, targets, expected) in
        [(array![3.0, 2.0, 1.0], array![1.0, 2.0, 3.0], -3.0), (array![10.0, 10.0], array![1.0, 3.0], -64.0)]
    {
        measures("r2", metrics.r2, &predictions, &targets, expected)?;
    }
    Ok(())
}

fn other_units(metrics: &Contract, _: &mut Cases) -> Outcome {
    let (predictions, targets) = (array![1.0, 3.0, 6.0, 9.0], array![0.0, 2.0, 4.0, 6.0]);
    for factor in [1e-6, 1e6] {
        measures("r2", metrics.r2, &(&predictions * factor), &(&targets * factor), 0.25)?;
    }
    Ok(())
}

fn share_of_the_target(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "mape";
    for (predictions, targets, expected) in [
        (array![8.0, 25.0, 75.0], array![10.0, 20.0, 100.0], 0.7 / 3.0),
        // Temperatures: both are off by half of the target's size.
        (array![-3.0, -30.0], array![-2.0, -20.0], 0.5),
        (array![3.0], array![1.0], 2.0),
    ] {
        measures(name, metrics.mape, &predictions, &targets, expected)?;
    }
    let (predictions, targets) = (tenths(cases, 1.0..90.0), tenths(cases, 1.0..90.0));
    let expected = mean(&predictions, &targets, |miss, target| miss.abs() / target.abs());
    measures(name, metrics.mape, &predictions, &targets, expected)
}

fn batches_count_by_rows(metrics: &Contract, cases: &mut Cases) -> Outcome {
    // 9 rows missed by 1 and one by 9: (9 + 81) / 10 = 9.
    let good = Batch { predictions: Array1::ones(9), targets: Array1::zeros(9) };
    let bad = Batch { predictions: array![9.0], targets: array![0.0] };
    let empty = Batch { predictions: array![], targets: array![] };
    let (predictions, targets) = random(cases);
    let cut = cases.index(1..4);
    let part = |from: usize, to: usize| Batch {
        predictions: predictions.iter().take(to).skip(from).copied().collect(),
        targets: targets.iter().take(to).skip(from).copied().collect(),
    };
    let whole = mean(&predictions, &targets, |miss, _| miss * miss).sqrt();
    for (batches, expected) in [
        (vec![good.clone(), bad.clone()], 3.0),
        (vec![good, empty, bad], 3.0),
        (vec![part(0, cut), part(cut, targets.len())], whole),
    ] {
        let given = in_words(&batches);
        let value = answer("batched_rmse", (metrics.batched_rmse)(&batches)).given(&given)?;
        close("batched_rmse", &value, &expected, EXACT).given(given)?;
    }
    Ok(())
}

/// The mean of six times 0.1 is not the float 0.1, so the squares about it are not exactly 0.
fn constant_targets_are_refused(metrics: &Contract, _: &mut Cases) -> Outcome {
    for (predictions, targets) in [
        (array![1.0, 2.0, 3.0], array![5.0, 5.0, 5.0]),
        (array![5.0, 5.0, 5.0], array![5.0, 5.0, 5.0]),
        (Array1::from_elem(6, 0.2), Array1::from_elem(6, 0.1)),
        (array![4.0], array![5.0]),
        (array![0.0, 0.0], array![0.0, 0.0]),
    ] {
        let r2 = (metrics.r2)(predictions.view(), targets.view());
        refuses_numbers("r2", &r2, &MetricError::ConstantTargets).given(both(&predictions, &targets))?;
    }
    measures("r2", metrics.r2, &array![5.0, 5.0, 8.0], &array![5.0, 5.0, 8.0], 1.0)
}

fn zero_target_is_refused(metrics: &Contract, _: &mut Cases) -> Outcome {
    let name = "mape";
    for (predictions, targets, row) in [
        (array![8.0, 1.0, 9.0], array![10.0, 0.0, 10.0], 1),
        (array![0.0, 2.0], array![0.0, 4.0], 0),
        (array![1.0, 2.0, 3.0, 4.0], array![1.0, 2.0, -0.0, 0.0], 2),
    ] {
        let share = (metrics.mape)(predictions.view(), targets.view());
        refuses_numbers(name, &share, &MetricError::ZeroTarget(row)).given(both(&predictions, &targets))?;
    }
    // Small is not 0, and a prediction may be 0.
    measures(name, metrics.mape, &array![0.0, 3e-20], &array![5.0, 2e-20], 0.75)
}

fn nothing_to_compare(metrics: &Contract, _: &mut Cases) -> Outcome {
    for (predictions, targets, error) in [
        (array![1.0, 2.0], array![1.0, 2.0, 4.0], MetricError::DifferentLengths),
        (array![2.0], array![1.0, 4.0], MetricError::DifferentLengths),
        (array![], array![3.0, 4.0], MetricError::DifferentLengths),
        (array![], array![], MetricError::NoRows),
    ] {
        for (name, metric) in [
            ("mse", metrics.mse),
            ("rmse", metrics.rmse),
            ("mae", metrics.mae),
            ("r2", metrics.r2),
            ("mape", metrics.mape),
        ] {
            refuses_numbers(name, &metric(predictions.view(), targets.view()), &error)
                .given(both(&predictions, &targets))?;
        }
        let batches = [Batch { predictions, targets }];
        let batched = (metrics.batched_rmse)(&batches);
        refuses_numbers("batched_rmse", &batched, &error).given(in_words(&batches))?;
    }
    let none = (metrics.batched_rmse)(&[]);
    refuses_numbers("batched_rmse", &none, &MetricError::NoRows).given(in_words(&[]))
}

/// linfa calls the predictions' method with the targets as its argument.
fn agrees_with_linfa(metrics: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = datasets::complete_cars()?;
    let predictions = records.column(WEIGHT).mapv(|pounds| 47.0 - 0.0076 * pounds);
    let given = "the 392 cars: predictions 47 - 0.0076 * weight in pounds, targets their miles per gallon";
    for (name, metric, theirs) in [
        ("mse", metrics.mse, predictions.mean_squared_error(&targets)?),
        ("mae", metrics.mae, predictions.mean_absolute_error(&targets)?),
        ("r2", metrics.r2, predictions.r2(&targets)?),
    ] {
        let value = measured(name, metric, &predictions, &targets).given(given)?;
        close(name, &value, &theirs, 1e-9).given(given)?;
    }
    Ok(())
}

/// The column of [`datasets::complete_cars`] that holds the weight in pounds.
const WEIGHT: usize = 3;

fn measured(name: &str, metric: Metric, predictions: &Array1<f64>, targets: &Array1<f64>) -> Result<f64, Failure> {
    answer(name, metric(predictions.view(), targets.view())).given(both(predictions, targets))
}

fn measures(name: &str, metric: Metric, predictions: &Array1<f64>, targets: &Array1<f64>, expected: f64) -> Outcome {
    let value = measured(name, metric, predictions, targets)?;
    close(name, &value, &expected, EXACT).given(both(predictions, targets))
}

fn both(predictions: &Array1<f64>, targets: &Array1<f64>) -> String {
    format!("predictions {}, targets {}", shown(predictions), shown(targets))
}

fn in_words(batches: &[Batch]) -> String {
    let batches: Vec<String> =
        batches.iter().map(|batch| format!("({})", both(&batch.predictions, &batch.targets))).collect();
    format!("batches [{}]", batches.join(", "))
}

/// Misses of every size and sign.
fn random(cases: &mut Cases) -> (Array1<f64>, Array1<f64>) {
    (tenths(cases, -20.0..50.0), tenths(cases, -20.0..50.0))
}

/// Short enough to be shown as they are.
fn tenths(cases: &mut Cases, range: Range<f64>) -> Array1<f64> {
    cases.vector(9, range).mapv(|value| (10.0 * value).round() / 10.0)
}

/// By the definition, and by nothing else: the mean of something made of every miss and its target.
fn mean(predictions: &Array1<f64>, targets: &Array1<f64>, of: fn(f64, f64) -> f64) -> f64 {
    let rows = predictions.iter().zip(targets).map(|(prediction, target)| of(target - prediction, *target));
    rows.sum::<f64>() / targets.len() as f64
}

fn share_explained(predictions: &Array1<f64>, targets: &Array1<f64>) -> f64 {
    let typical = Array1::from_elem(targets.len(), targets.iter().sum::<f64>() / targets.len() as f64);
    1.0 - mean(predictions, targets, |miss, _| miss * miss) / mean(&typical, targets, |miss, _| miss * miss)
}
