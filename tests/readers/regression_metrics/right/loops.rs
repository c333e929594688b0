//! Regression metrics, with plain loops.

use mlings::regression_metrics::{Batch, MetricError};
use ndarray::{Array1, ArrayView1};

fn check(predictions: &ArrayView1<f64>, targets: &ArrayView1<f64>) -> Result<f64, MetricError> {
    match (predictions.len(), targets.len()) {
        (0, 0) => Err(MetricError::NoRows),
        (p, t) if p == t => Ok(p as f64),
        _ => Err(MetricError::DifferentLengths),
    }
}

pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = check(&predictions, &targets)?;
    let mut mean = 0.0;
    for i in 0..targets.len() {
        mean += (predictions[i] - targets[i]).powi(2) / n;
    }
    Ok(mean)
}

pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = check(&predictions, &targets)?;
    let mut sum = 0.0;
    for i in 0..targets.len() {
        sum += (predictions[i] - targets[i]).powi(2);
    }
    Ok(sum.sqrt() / n.sqrt())
}

pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = check(&predictions, &targets)?;
    let mut sum = 0.0;
    for i in 0..targets.len() {
        sum += (predictions[i] - targets[i]).abs();
    }
    Ok(sum / n)
}

pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    check(&predictions, &targets)?;
    let (mut low, mut high) = (targets[0], targets[0]);
    for &target in targets.iter() {
        low = low.min(target);
        high = high.max(target);
    }
    if low == high {
        return Err(MetricError::ConstantTargets);
    }
    // Welford's running mean and sum of squares
    let (mut mean, mut total, mut missed) = (0.0, 0.0, 0.0);
    for i in 0..targets.len() {
        let before = targets[i] - mean;
        mean += before / (i + 1) as f64;
        total += before * (targets[i] - mean);
        missed += (targets[i] - predictions[i]) * (targets[i] - predictions[i]);
    }
    Ok((total - missed) / total)
}

pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let n = check(&predictions, &targets)?;
    let mut sum = 0.0;
    for i in 0..targets.len() {
        if targets[i] == 0.0 {
            return Err(MetricError::ZeroTarget(i));
        }
        sum += (targets[i] - predictions[i]).abs() / targets[i].abs();
    }
    Ok(sum / n)
}

pub fn batched_rmse(batches: &[Batch]) -> Result<f64, MetricError> {
    let mut predictions = Vec::new();
    let mut targets = Vec::new();
    for batch in batches {
        if batch.predictions.len() != batch.targets.len() {
            return Err(MetricError::DifferentLengths);
        }
        predictions.extend(batch.predictions.iter().copied());
        targets.extend(batch.targets.iter().copied());
    }
    rmse(Array1::from(predictions).view(), Array1::from(targets).view())
}

mlings::grade!(regression_metrics { mse, rmse, mae, r2, mape, batched_rmse });
