//! What is graded.

use std::ops::Range;

use linfa::prelude::SingleTargetRegression;
use ndarray::{Array1, Array2, Axis, array};

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
    Check { name: "R² measures the targets from their own mean", points: 9, run: about_the_targets_mean },
    Check { name: "R² is below 0 for predictions worse than the mean", points: 6, run: worse_than_the_mean },
    Check { name: "R² is the same in other units", points: 5, run: other_units },
    Check { name: "MAPE measures every miss by the size of its target", points: 9, run: share_of_the_target },
    Check { name: "batches count by their rows", points: 12, run: batches_count_by_rows },
    Check { name: "constant targets have no R²", points: 6, run: constant_targets_are_refused },
    Check { name: "a target of 0 has no MAPE, and its row is named", points: 6, run: zero_target_is_refused },
    Check { name: "no rows, or two lengths, are an error", points: 5, run: nothing_to_compare },
    Check { name: "agrees with linfa on the cars", points: 5, run: agrees_with_linfa },
];

const EXACT: f64 = 1e-12;

fn mean_of_squares(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "mse";
    for (predictions, targets, expected) in
        [(array![7.0, 10.0, 4.0], array![8.0, 8.0, 6.0], 3.0), (array![-1.0, 2.5], array![1.0, 2.0], 2.125)]
    {
        measures(name, metrics.mse, &predictions, &targets, expected)?;
    }
    is_by_definition(name, metrics.mse, 2, |p, t| mean(p, t, |miss, _| miss * miss), random(cases))
}

fn root_of_the_mean(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "rmse";
    for (predictions, targets, expected) in
        [(array![1.0, 9.0, 5.0, 5.0], array![2.0, 2.0, 5.0, 5.0], 12.5_f64.sqrt()), (array![0.25], array![0.0], 0.25)]
    {
        measures(name, metrics.rmse, &predictions, &targets, expected)?;
    }
    is_by_definition(name, metrics.rmse, 1, |p, t| mean(p, t, |miss, _| miss * miss).sqrt(), random(cases))
}

fn misses_by_size(metrics: &Contract, cases: &mut Cases) -> Outcome {
    let name = "mae";
    for (predictions, targets, expected) in
        [(array![9.0, 10.0, 4.0], array![8.0, 8.0, 6.0], 5.0 / 3.0), (array![5.0, -5.0], array![-5.0, 5.0], 10.0)]
    {
        measures(name, metrics.mae, &predictions, &targets, expected)?;
    }
    is_by_definition(name, metrics.mae, 1, |p, t| mean(p, t, |miss, _| miss.abs()), random(cases))
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
    is_by_definition("r2", metrics.r2, 0, share_explained, (predictions, targets))
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
    for factor in [1e6, 1e100, 1e-100, 1e-9, 1e-6] {
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
    // Above and below 0, and never 0.
    let targets = tenths(cases, 1.0..90.0) * array![1.0, -1.0, 1.0, 1.0, -1.0, -1.0, 1.0, -1.0, 1.0];
    let by_definition: Measure = |p, t| mean(p, t, |miss, target| miss.abs() / target.abs());
    is_by_definition(name, metrics.mape, 0, by_definition, (tenths(cases, -90.0..90.0), targets))
}

fn batches_count_by_rows(metrics: &Contract, cases: &mut Cases) -> Outcome {
    // Missed by 1, 7 and 2: (1 + 49 + 4) / 3 = 18.
    let uneven = Batch { predictions: array![3.0, 10.0], targets: array![4.0, 3.0] };
    let other = Batch { predictions: array![5.0], targets: array![7.0] };
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
    let in_units = |unit: f64| Batch { predictions: array![3.0, 1.0] * unit, targets: array![0.0, 5.0] * unit };
    let far = Batch { predictions: FAR + array![1.0, 4.0], targets: FAR + array![0.0, 2.0] };
    let many = Batch { predictions: Array1::from_elem(2049, 1.0), targets: Array1::zeros(2049) };
    for (batches, unit, expected) in [
        (vec![uneven, other], 1.0, 18.0_f64.sqrt()),
        (vec![good.clone(), bad.clone()], 1.0, 3.0),
        (vec![good.clone(), empty.clone(), bad.clone()], 1.0, 3.0),
        (vec![empty.clone(), bad.clone(), good.clone(), empty.clone()], 1.0, 3.0),
        (vec![bad.clone()], 1.0, 9.0),
        (vec![in_units(1e100), in_units(1e100)], 1e100, 12.5_f64.sqrt()),
        (vec![in_units(1e-100), in_units(1e-100)], 1e-100, 12.5_f64.sqrt()),
        (vec![in_units(1e-9)], 1e-9, 12.5_f64.sqrt()),
        (vec![far.clone(), far], 1.0, 2.5_f64.sqrt()),
        (vec![part(0, cut), part(cut, 6), part(6, targets.len())], 1.0, whole),
        (vec![many, bad], 1.0, (2130.0_f64 / 2050.0).sqrt()),
    ] {
        let given = in_words(&batches);
        let value = answer("batched_rmse", (metrics.batched_rmse)(&batches)).given(&given)?;
        close(&in_units_of("batched_rmse", unit), &(value / unit), &expected, EXACT).given(given)?;
    }
    let (misses, targets) = long();
    let single = |(miss, target): (&f64, &f64)| Batch { predictions: array![target - miss], targets: array![*target] };
    let batches: Vec<Batch> = misses.iter().zip(&targets).map(single).collect();
    let given = format!("{LONG}, every row a batch of its own");
    let value = answer("batched_rmse", (metrics.batched_rmse)(&batches)).given(&given)?;
    let whole = (misses.dot(&misses) / misses.len() as f64).sqrt();
    close("batched_rmse", &value, &whole, EXACT).given(given)
}

/// The mean of six times 0.1 is not the float 0.1, so the squares about it are not exactly 0.
fn constant_targets_are_refused(metrics: &Contract, _: &mut Cases) -> Outcome {
    for (predictions, targets) in [
        (array![1.0, 2.0, 3.0], array![5.0, 5.0, 5.0]),
        (array![5.0, 5.0, 5.0], array![5.0, 5.0, 5.0]),
        (Array1::from_elem(6, 0.2), Array1::from_elem(6, 0.1)),
        (array![4.0], array![5.0]),
        (array![0.0, 0.0], array![0.0, 0.0]),
        (array![1.0, 2.0, 3.0], Array1::from_elem(3, -37.3)),
        (Array1::zeros(10), Array1::from_elem(10, 1e-100)),
    ] {
        let r2 = (metrics.r2)(predictions.view(), targets.view());
        refuses_numbers("r2", &r2, &MetricError::ConstantTargets).given(both(&predictions, &targets))?;
    }
    // Some are equal, or nearly so, or add up to 0.
    let hair = 0.5_f64.powi(40);
    for targets in [
        array![5.0, 5.0, 8.0],
        array![8.0, 5.0, 5.0],
        array![5.0, 8.0, 5.0],
        array![5.0, 5.0, 8.0, 5.0, 5.0],
        array![-3.0, 3.0],
        array![1.0, 1.0 + hair],
        array![FAR, FAR + 1.0],
    ] {
        measures("r2", metrics.r2, &targets, &targets, 1.0)?;
    }
    Ok(())
}

fn zero_target_is_refused(metrics: &Contract, _: &mut Cases) -> Outcome {
    let name = "mape";
    for (predictions, targets, row) in [
        (array![8.0, 1.0, 9.0], array![10.0, 0.0, 10.0], 1),
        (array![0.0, 2.0], array![0.0, 4.0], 0),
        (array![1.0, 2.0, 3.0, 4.0], array![1.0, 2.0, -0.0, 0.0], 2),
        (array![3.0, 1.0, 0.0, 2.0], array![4.0, -2.0, 0.0, 5.0], 2),
        (array![1e-100], array![0.0], 0),
    ] {
        let share = (metrics.mape)(predictions.view(), targets.view());
        refuses_numbers(name, &share, &MetricError::ZeroTarget(row)).given(both(&predictions, &targets))?;
    }
    // Small is not 0, and a prediction may be 0.
    measures(name, metrics.mape, &array![0.0, 3e-100], &array![5.0, -2e-100], 1.75)?;
    measures(name, metrics.mape, &array![0.0, 3e-9], &array![5.0, 2e-9], 0.75)
}

fn nothing_to_compare(metrics: &Contract, _: &mut Cases) -> Outcome {
    for (predictions, targets, error) in [
        (array![1.0, 2.0], array![1.0, 2.0, 4.0], MetricError::DifferentLengths),
        (array![1.0, 2.0, 4.0], array![1.0, 2.0], MetricError::DifferentLengths),
        (array![2.0], array![1.0, 4.0], MetricError::DifferentLengths),
        (array![1.0, 4.0], array![2.0], MetricError::DifferentLengths),
        // What is wrong with the targets comes after the lengths.
        (array![1.0, 2.0, 3.0], array![0.0, 0.0], MetricError::DifferentLengths),
        (array![], array![3.0, 4.0], MetricError::DifferentLengths),
        (array![3.0, 4.0], array![], MetricError::DifferentLengths),
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
        batches_are_refused(metrics, &[Batch { predictions, targets }], error)?;
    }
    let batch = |predictions: &[f64], targets: &[f64]| Batch {
        predictions: predictions.iter().copied().collect(),
        targets: targets.iter().copied().collect(),
    };
    let (good, none) = (batch(&[1.0, 2.0], &[2.0, 4.0]), batch(&[], &[]));
    batches_are_refused(metrics, &[], MetricError::NoRows)?;
    batches_are_refused(metrics, &[none.clone(), none.clone()], MetricError::NoRows)?;
    for batches in [
        vec![batch(&[1.0, 2.0], &[2.0]), batch(&[3.0], &[4.0, 5.0])],
        vec![good.clone(), batch(&[3.0, 4.0], &[])],
        vec![batch(&[], &[3.0]), good.clone()],
        vec![none, batch(&[3.0], &[])],
        vec![good.clone(), good, batch(&[3.0, 4.0, 5.0], &[3.0, 4.0])],
    ] {
        batches_are_refused(metrics, &batches, MetricError::DifferentLengths)?;
    }
    Ok(())
}

fn batches_are_refused(metrics: &Contract, batches: &[Batch], error: MetricError) -> Outcome {
    refuses_numbers("batched_rmse", &(metrics.batched_rmse)(batches), &error).given(in_words(batches))
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

/// A metric by its definition.
type Measure = fn(&Array1<f64>, &Array1<f64>) -> f64;

/// Right for these rows, far from 0, in other units, for many rows, and wherever the numbers lie in memory. In other
/// units the answer is multiplied with the unit, `power` times.
fn is_by_definition(
    name: &str,
    metric: Metric,
    power: i32,
    by_definition: Measure,
    (predictions, targets): (Array1<f64>, Array1<f64>),
) -> Outcome {
    let (some, came) = (array![1.0, -2.0, 7.5], array![2.0, -2.5, 4.0]);
    let expected = by_definition(&some, &came);
    for unit in [1e100, 1e-100, 1e-9] {
        let (some, came) = (&some * unit, &came * unit);
        let value = measured(name, metric, &some, &came)?;
        close(&in_units_of(name, unit.powi(power)), &(value / unit.powi(power)), &expected, EXACT)
            .given(both(&some, &came))?;
    }

    // Squares of numbers around 2^40 keep nothing of what these differ by. Every mean of the first few is exact.
    let (far, away) = (FAR + array![1.0, 2.0, 3.0, 9.0], FAR + array![0.0, 2.0, 4.0, 6.0]);
    measures(name, metric, &far, &away, by_definition(&far, &away))?;

    let (misses, came) = long();
    let some = &came - &misses;
    let value = measured(name, metric, &some, &came).given(LONG)?;
    close(name, &value, &by_definition(&some, &came), EXACT).given(LONG)?;

    let expected = by_definition(&predictions, &targets);
    measures(name, metric, &predictions, &targets, expected)?;
    let reversed: Array1<f64> = predictions.iter().rev().copied().collect();
    let mut backwards = reversed.view();
    backwards.invert_axis(Axis(0));
    let spaced = Array2::from_shape_fn((targets.len(), 2), |(row, column)| [targets[row], 1e3][column]);
    let given = format!(
        "{}: the predictions lie in memory from the last to the first, the targets are a column of a table",
        both(&predictions, &targets)
    );
    let value = answer(name, metric(backwards, spaced.column(0))).given(&given)?;
    close(name, &value, &expected, EXACT).given(given)
}

/// As large as a time in milliseconds.
const FAR: f64 = 1_099_511_627_776.0;

fn in_units_of(name: &str, unit: f64) -> String {
    if unit == 1.0 { name.to_owned() } else { format!("{name} in units of {unit:e}") }
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

/// More rows than any list has room for, with their misses, which are larger in the last ones.
fn long() -> (Array1<f64>, Array1<f64>) {
    let miss = |row: usize| if row < 1024 { (row % 7) as f64 / 4.0 - 0.5 } else { 2.5 };
    let target = |row: usize| (row % 5) as f64 - 2.25;
    (Array1::from_shape_fn(1100, miss), Array1::from_shape_fn(1100, target))
}

const LONG: &str =
    "1,100 rows: target (row modulo 5) - 2.25, predicted too low by (row modulo 7) / 4 - 0.5, from row 1024 on by 2.5";

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
