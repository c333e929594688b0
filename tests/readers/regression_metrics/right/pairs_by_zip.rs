//! Regression metrics, with iterators over pairs.

#![allow(unused_variables)]

use mlings::regression_metrics::{Batch, MetricError};
use ndarray::ArrayView1;

/// How many rows there are, or one of the two errors that all metrics have in common.
fn rows(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    match (predictions.len(), targets.len()) {
        (p, t) if p != t => Err(MetricError::DifferentLengths),
        (0, _) => Err(MetricError::NoRows),
        (n, _) => Ok(n as f64),
    }
}

fn squares(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for (prediction, target) in predictions.iter().zip(targets.iter()) {
        let miss: f64 = target - prediction;
        sum += miss * miss;
    }
    sum
}

pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = rows(predictions, targets)?;
    Ok(squares(predictions, targets) / n)
}

pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    mse(predictions, targets).map(f64::sqrt)
}

pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = rows(predictions, targets)?;
    let sum: f64 = predictions.iter().zip(targets.iter()).map(|(p, t)| f64::abs(t - p)).sum();
    Ok(sum / n)
}

pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = rows(predictions, targets)?;
    let first = targets[0];
    if targets.iter().all(|target| *target == first) {
        return Err(MetricError::ConstantTargets);
    }
    // counted from the first target, so that the mean loses no digits
    let shifted = targets.mapv(|target| target - first);
    let mean = shifted.sum() / n;
    let total: f64 = shifted.iter().map(|value| (*value - mean) * (*value - mean)).sum();
    Ok(1.0 - squares(predictions, targets) / total)
}

pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = rows(predictions, targets)?;
    let mut sum = 0.0;
    for (row, (prediction, target)) in predictions.iter().zip(targets.iter()).enumerate() {
        if *target == 0.0 {
            return Err(MetricError::ZeroTarget(row));
        }
        sum += f64::abs((target - prediction) / target);
    }
    Ok(sum / n)
}

pub fn batched_rmse(batches: &[Batch]) -> Result<f64, MetricError> {
    if batches.iter().any(|batch| batch.predictions.len() != batch.targets.len()) {
        return Err(MetricError::DifferentLengths);
    }
    let n: usize = batches.iter().map(|batch| batch.targets.len()).sum();
    if n == 0 {
        return Err(MetricError::NoRows);
    }
    let sum: f64 = batches.iter().map(|batch| squares(batch.predictions.view(), batch.targets.view())).sum();
    Ok((sum / n as f64).sqrt())
}

mlings::grade!(regression_metrics { mse, rmse, mae, r2, mape, batched_rmse });
