//! The mistakes in running code.

use ndarray::{Array1, ArrayView1, Zip};

use super::super::solution::{batched_rmse, mae, mape, mse, r2, rmse};
use super::super::{Batch, Metric, MetricError};

pub(super) type Measured = Result<f64, MetricError>;

pub(super) fn sum_of_squares(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    Ok(mse(predictions, targets)? * targets.len() as f64)
}

pub(super) fn by_n_less_one(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    Ok(sum_of_squares(predictions, targets)? / (targets.len() as f64 - 1.0))
}

pub(super) fn root_of_the_sum(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    Ok(sum_of_squares(predictions, targets)?.sqrt() / targets.len() as f64)
}

pub(super) fn signed(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    Ok((&targets - &predictions).sum() / targets.len() as f64)
}

/// R² as a learner has it who finds another number to divide by.
pub(super) fn explained(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    total: fn(ArrayView1<f64>, ArrayView1<f64>) -> f64,
) -> Measured {
    Ok(1.0 - sum_of_squares(predictions, targets)? / total(predictions, targets))
}

/// The squared distances of values from some number.
pub(super) fn spread(values: ArrayView1<f64>, from: f64) -> f64 {
    values.mapv(|value| (value - from).powi(2)).sum()
}

pub(super) fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

pub(super) fn about_the_predictions_mean(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)?;
    explained(predictions, targets, |predictions, targets| spread(targets, mean(predictions)))
}

pub(super) fn squared_correlation(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)?;
    let (p, t) = (&predictions - mean(predictions), &targets - mean(targets));
    Ok(p.dot(&t).powi(2) / (p.dot(&p) * t.dot(&t)))
}

pub(super) fn zero_or_one(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    match r2(predictions, targets) {
        Err(MetricError::ConstantTargets) => Ok(if predictions == targets { 1.0 } else { 0.0 }),
        answer => answer,
    }
}

pub(super) fn exactly_zero(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    if spread(targets, mean(targets)) == 0.0 {
        return Err(MetricError::ConstantTargets);
    }
    explained(predictions, targets, |_, targets| spread(targets, mean(targets)))
}

pub(super) fn never_quite_zero(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    explained(predictions, targets, |_, targets| spread(targets, mean(targets)) + 1e-10)
}

/// The mean of something made of every prediction and its target, where both are as long.
pub(super) fn mean_of(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, of: fn(f64, f64) -> f64) -> Measured {
    mse(predictions, targets)?;
    Ok(Zip::from(predictions)
        .and(targets)
        .map_collect(|prediction, target| of(*prediction, *target))
        .mean()
        .unwrap_or(0.0))
}

/// The same for a share of the target, where no target is 0.
pub(super) fn mean_share(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, of: fn(f64, f64) -> f64) -> Measured {
    mape(predictions, targets)?;
    mean_of(predictions, targets, of)
}

pub(super) fn share_of_the_prediction(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mean_share(predictions, targets, |prediction, target| ((target - prediction) / prediction).abs())
}

pub(super) fn share_with_sign(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mean_share(predictions, targets, |prediction, target| (target - prediction).abs() / target)
}

pub(super) fn share_of_the_sums(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mape(predictions, targets)?;
    Ok((&targets - &predictions).mapv(f64::abs).sum() / targets.mapv(f64::abs).sum())
}

pub(super) fn without_zeros(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    let kept = |values: ArrayView1<f64>| -> Array1<f64> {
        values.iter().zip(targets).filter(|(_, target)| **target != 0.0).map(|(value, _)| *value).collect()
    };
    mape(kept(predictions).view(), kept(targets).view())
}

pub(super) fn infinite_share(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mean_of(predictions, targets, |prediction, target| ((target - prediction) / target).abs())
}

/// The mean of the batches' errors, the empty ones counted as 0.
pub(super) fn mean_over_all(batches: &[Batch], metric: Metric) -> Measured {
    Ok(errors_of(batches, metric)?.iter().sum::<f64>() / batches.len() as f64)
}

pub(super) fn roots_by_rows(batches: &[Batch]) -> Measured {
    batched_rmse(batches)?;
    let full = batches.iter().filter(|batch| !batch.targets.is_empty());
    let weighted = full.map(|batch| {
        let root = rmse(batch.predictions.view(), batch.targets.view())?;
        Ok(root * batch.targets.len() as f64)
    });
    Ok(weighted.sum::<Measured>()? / rows_of(batches))
}

pub(super) fn mean_of_roots(batches: &[Batch]) -> Measured {
    let errors = errors_of(batches, rmse)?;
    Ok(errors.iter().sum::<f64>() / errors.len() as f64)
}

pub(super) fn equal_weights(batches: &[Batch]) -> Measured {
    let errors = errors_of(batches, mse)?;
    Ok((errors.iter().sum::<f64>() / errors.len() as f64).sqrt())
}

/// One error for every batch that has rows.
pub(super) fn errors_of(batches: &[Batch], metric: Metric) -> Result<Vec<f64>, MetricError> {
    batched_rmse(batches)?;
    let full = batches.iter().filter(|batch| !batch.targets.is_empty());
    full.map(|batch| metric(batch.predictions.view(), batch.targets.view())).collect()
}

pub(super) fn every_batch_has_rows(batches: &[Batch]) -> Measured {
    for Batch { predictions, targets } in batches {
        mse(predictions.view(), targets.view())?;
    }
    batched_rmse(batches)
}

pub(super) fn rows_of(batches: &[Batch]) -> f64 {
    batches.iter().map(|batch| batch.targets.len()).sum::<usize>() as f64
}

pub(super) fn less_one(mean: f64, targets: ArrayView1<f64>) -> Measured {
    let n_samples = targets.len() as f64;
    Ok(mean * n_samples / (n_samples - 1.0))
}

/// All batches as two lists.
pub(super) fn together(batches: &[Batch]) -> (Array1<f64>, Array1<f64>) {
    let all = |part: fn(&Batch) -> &Array1<f64>| batches.iter().flat_map(part).copied().collect();
    (all(|batch| &batch.predictions), all(|batch| &batch.targets))
}

pub(super) fn strung_together(batches: &[Batch]) -> Measured {
    let (predictions, targets) = together(batches);
    rmse(predictions.view(), targets.view())
}

pub(super) fn mean_of_all(batches: &[Batch], of: fn(f64) -> f64) -> Measured {
    batched_rmse(batches)?;
    let (predictions, targets) = together(batches);
    Ok((targets - predictions).mapv(of).sum() / rows_of(batches))
}

pub(super) fn multiplied_out(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mse(predictions, targets)?;
    let product = predictions.dot(&targets);
    Ok((predictions.dot(&predictions) - 2.0 * product + targets.dot(&targets)) / targets.len() as f64)
}

pub(super) fn batches_multiplied_out(batches: &[Batch]) -> Measured {
    batched_rmse(batches)?;
    let (predictions, targets) = together(batches);
    Ok(multiplied_out(predictions.view(), targets.view())?.max(0.0).sqrt())
}

pub(super) fn about_the_mean_multiplied_out(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)?;
    explained(predictions, targets, |_, targets| {
        targets.dot(&targets) - targets.len() as f64 * mean(targets) * mean(targets)
    })
}

pub(super) fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

pub(super) fn of_short_numbers(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    metric(predictions.mapv(short).view(), targets.mapv(short).view())
}

pub(super) fn short_answer(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    metric(predictions, targets).map(short)
}

pub(super) fn shortened(batches: &[Batch]) -> Vec<Batch> {
    let batch =
        |batch: &Batch| Batch { predictions: batch.predictions.mapv(short), targets: batch.targets.mapv(short) };
    batches.iter().map(batch).collect()
}

pub(super) fn summed_short(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    of: fn(f64, f64) -> f64,
) -> Measured {
    mse(predictions, targets)?;
    let sum: f32 = predictions.iter().zip(targets).map(|(p, t)| of(*p, *t) as f32).sum();
    Ok(f64::from(sum) / targets.len() as f64)
}

pub(super) fn batches_summed_short(batches: &[Batch]) -> Measured {
    batched_rmse(batches)?;
    let squares = |batch: &Batch| {
        let misses = &batch.targets - &batch.predictions;
        misses.dot(&misses) as f32
    };
    let sum: f32 = batches.iter().map(squares).sum();
    Ok((f64::from(sum) / rows_of(batches)).sqrt())
}

/// What a careless eye takes for rounding.
pub(super) const LITTLE: f64 = 1e-12;

pub(super) fn small_is_nothing(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    let value = metric(predictions, targets)?;
    Ok(if value.abs() < LITTLE { 0.0 } else { value })
}

pub(super) fn median(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    mae(predictions, targets)?;
    let mut sizes: Vec<f64> = predictions.iter().zip(targets).map(|(p, t)| (t - p).abs()).collect();
    sizes.sort_by(f64::total_cmp);
    let half = sizes.len() / 2;
    Ok(if sizes.len() % 2 == 1 { sizes[half] } else { (sizes[half - 1] + sizes[half]) / 2.0 })
}

pub(super) fn about_zero(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)?;
    explained(predictions, targets, |_, targets| targets.dot(&targets))
}

pub(super) fn ratio_times(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, factor: fn(f64) -> f64) -> Measured {
    Ok(1.0 - (1.0 - r2(predictions, targets)?) * factor(targets.len() as f64))
}

pub(super) fn for_constants(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, answer: f64) -> Measured {
    match r2(predictions, targets) {
        Err(MetricError::ConstantTargets) => Ok(answer),
        other => other,
    }
}

pub(super) fn one_row_is_none(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    let is_one = targets.len() == 1;
    r2(predictions, targets)
        .map_err(|error| if is_one && error == MetricError::ConstantTargets { MetricError::NoRows } else { error })
}

pub(super) fn none_are_constant(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    r2(predictions, targets)
        .map_err(|error| if error == MetricError::NoRows { MetricError::ConstantTargets } else { error })
}

pub(super) fn constant_if(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    is_constant: fn(ArrayView1<f64>) -> bool,
) -> Measured {
    let answer = r2(predictions, targets)?;
    if is_constant(targets) { Err(MetricError::ConstantTargets) } else { Ok(answer) }
}

pub(super) fn range_of(values: ArrayView1<f64>) -> f64 {
    values.fold(f64::NEG_INFINITY, |most, value| most.max(*value))
        - values.fold(f64::INFINITY, |least, value| least.min(*value))
}

/// The rows whose target is 0, and which of them is named.
pub(super) fn zero_at(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    which: fn(&[usize]) -> usize,
) -> Measured {
    mse(predictions, targets)?;
    let rows: Vec<usize> = (0..targets.len()).filter(|row| targets[*row] == 0.0).collect();
    if rows.is_empty() { mape(predictions, targets) } else { Err(MetricError::ZeroTarget(which(&rows))) }
}

/// `counted` is 1 where a row without a share still counts.
pub(super) fn zero_unless_right(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, counted: f64) -> Measured {
    mse(predictions, targets)?;
    let (mut sum, mut count) = (0.0, 0.0);
    for (row, (prediction, target)) in predictions.iter().zip(targets).enumerate() {
        if *target != 0.0 {
            sum += ((target - prediction) / target).abs();
            count += 1.0;
        } else if *prediction == 0.0 {
            count += counted;
        } else {
            return Err(MetricError::ZeroTarget(row));
        }
    }
    Ok(sum / count)
}

pub(super) fn zero_below(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, limit: f64) -> Measured {
    mse(predictions, targets)?;
    match targets.iter().position(|target| target.abs() < limit) {
        Some(row) => Err(MetricError::ZeroTarget(row)),
        None => mape(predictions, targets),
    }
}

pub(super) fn of_the_shorter(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    let n_samples = predictions.len().min(targets.len());
    let first = |values: ArrayView1<f64>| values.iter().take(n_samples).copied().collect::<Array1<f64>>();
    metric(first(predictions).view(), first(targets).view())
}

/// Predictions that are too many are left out, and only such.
pub(super) fn without_the_rest_of_the_predictions(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    metric: Metric,
) -> Measured {
    let first: Array1<f64> = predictions.iter().take(targets.len()).copied().collect();
    metric(first.view(), targets)
}

pub(super) fn cut_predictions(batches: &[Batch]) -> Vec<Batch> {
    let batch = |batch: &Batch| Batch {
        predictions: batch.predictions.iter().take(batch.targets.len()).copied().collect(),
        targets: batch.targets.clone(),
    };
    batches.iter().map(batch).collect()
}

pub(super) fn cut(batches: &[Batch]) -> Vec<Batch> {
    let batch = |batch: &Batch| {
        let n_samples = batch.predictions.len().min(batch.targets.len());
        let first = |values: &Array1<f64>| values.iter().take(n_samples).copied().collect();
        Batch { predictions: first(&batch.predictions), targets: first(&batch.targets) }
    };
    batches.iter().map(batch).collect()
}

pub(super) fn one_prediction_for_all(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    metric: Metric,
) -> Measured {
    match predictions.len() {
        1 if !targets.is_empty() => metric(Array1::from_elem(targets.len(), predictions[0]).view(), targets),
        _ => metric(predictions, targets),
    }
}

pub(super) fn one_for_all_in_batches(batches: &[Batch]) -> Measured {
    let stretched = |batch: &Batch| match batch.predictions.len() {
        1 if !batch.targets.is_empty() => {
            Batch { predictions: Array1::from_elem(batch.targets.len(), batch.predictions[0]), ..batch.clone() }
        }
        _ => batch.clone(),
    };
    batched_rmse(&batches.iter().map(stretched).collect::<Vec<Batch>>())
}

pub(super) fn one_of_any_for_all(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    match targets.len() {
        1 if !predictions.is_empty() => metric(predictions, Array1::from_elem(predictions.len(), targets[0]).view()),
        _ => one_prediction_for_all(predictions, targets, metric),
    }
}

pub(super) fn one_of_any_for_all_in_batches(batches: &[Batch]) -> Measured {
    let stretched = |batch: &Batch| match batch.targets.len() {
        1 if !batch.predictions.is_empty() => {
            Batch { targets: Array1::from_elem(batch.predictions.len(), batch.targets[0]), ..batch.clone() }
        }
        _ => batch.clone(),
    };
    one_for_all_in_batches(&batches.iter().map(stretched).collect::<Vec<Batch>>())
}

/// Where ndarray can stretch one of them it does, and elsewhere it stops the program.
pub(super) fn subtracts_first(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    let misses = &targets - &predictions;
    if misses.len() == targets.len() && misses.len() == predictions.len() {
        return metric(predictions, targets);
    }
    one_of_any_for_all(predictions, targets, metric)
}

pub(super) fn batches_subtract_first(batches: &[Batch]) -> Measured {
    for batch in batches {
        let _ = &batch.targets - &batch.predictions;
    }
    one_of_any_for_all_in_batches(batches)
}

pub(super) fn rows_first(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    if predictions.is_empty() { Err(MetricError::NoRows) } else { targets_first(predictions, targets, metric) }
}

pub(super) fn targets_first(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    if targets.is_empty() { Err(MetricError::NoRows) } else { metric(predictions, targets) }
}

pub(super) fn rows_first_in_batches(batches: &[Batch], targets_alone: bool) -> Measured {
    let rows = |of: fn(&Batch) -> usize| batches.iter().map(of).sum::<usize>();
    let predictions = rows(|batch| batch.predictions.len());
    if rows(|batch| batch.targets.len()) == 0 || !targets_alone && predictions == 0 {
        return Err(MetricError::NoRows);
    }
    batched_rmse(batches)
}

pub(super) fn without(batches: &[Batch], left_out: fn(&Batch) -> bool) -> Measured {
    let kept: Vec<Batch> = batches.iter().filter(|batch| !left_out(batch)).cloned().collect();
    batched_rmse(&kept)
}

pub(super) fn lengths_in_total(batches: &[Batch]) -> Measured {
    let (predictions, targets) = together(batches);
    if predictions.len() != targets.len() {
        return Err(MetricError::DifferentLengths);
    }
    batched_rmse(&cut(batches))
}

pub(super) fn lengths_of_the_first(batches: &[Batch]) -> Measured {
    match batches.split_first() {
        Some((first, others)) => batched_rmse(&[vec![first.clone()], cut(others)].concat()),
        None => batched_rmse(batches),
    }
}

pub(super) fn targets_before_lengths(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    let is_constant = !targets.is_empty() && targets.iter().all(|target| *target == targets[0]);
    if is_constant { Err(MetricError::ConstantTargets) } else { r2(predictions, targets) }
}

pub(super) fn zeros_before_lengths(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
    match targets.iter().position(|target| *target == 0.0) {
        Some(row) => Err(MetricError::ZeroTarget(row)),
        None => mape(predictions, targets),
    }
}

pub(super) fn for_no_rows(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    metric: Metric,
    answer: f64,
) -> Measured {
    if predictions.is_empty() && targets.is_empty() { Ok(answer) } else { metric(predictions, targets) }
}

pub(super) fn batches_without_rows(batches: &[Batch], answer: f64) -> Measured {
    match batched_rmse(batches) {
        Err(MetricError::NoRows) => Ok(answer),
        other => other,
    }
}

/// The numbers of a view in the order of the memory.
pub(super) fn as_they_lie(predictions: ArrayView1<f64>, targets: ArrayView1<f64>, metric: Metric) -> Measured {
    let lying = |values: ArrayView1<f64>| -> Array1<f64> {
        values.as_slice_memory_order().map_or_else(|| values.to_owned(), |slice| Array1::from(slice.to_vec()))
    };
    metric(lying(predictions).view(), lying(targets).view())
}
