//! Regression metrics: say how far off predictions of a number are.

#![allow(unused_variables)]

use mlings::regression_metrics::{Batch, MetricError};
use ndarray::{Array1, ArrayView1};

fn misses(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<Array1<f64>, MetricError> {
    if predictions.len() != targets.len() {
        return Err(MetricError::DifferentLengths);
    }
    if targets.is_empty() {
        return Err(MetricError::NoRows);
    }
    Ok(&targets - &predictions)
}

pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    Ok(misses.dot(&misses) / misses.len() as f64)
}

pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    Ok(mse(predictions, targets)?.sqrt())
}

pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    Ok(misses.mapv(f64::abs).sum() / misses.len() as f64)
}

pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    if targets.iter().all(|target| *target == targets[0]) {
        return Err(MetricError::ConstantTargets);
    }
    let mean = targets.sum() / targets.len() as f64;
    let distances = targets.mapv(|target| target - mean);
    let total = distances.dot(&distances);
    Ok(1.0 - misses.dot(&misses) / total)
}

pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, MetricError> {
    let misses = misses(predictions, targets)?;
    if let Some(row) = targets.iter().position(|target| *target == 0.0) {
        return Err(MetricError::ZeroTarget(row));
    }
    let shares: f64 = misses.iter().zip(targets.iter()).map(|(miss, target)| miss.abs() / target.abs()).sum();
    Ok(shares / misses.len() as f64)
}

pub fn batched_rmse(batches: &[Batch]) -> Result<f64, MetricError> {
    let mut squares = 0.0;
    let mut rows = 0;
    for batch in batches {
        if batch.predictions.len() != batch.targets.len() {
            return Err(MetricError::DifferentLengths);
        }
        let misses = &batch.targets - &batch.predictions;
        squares += misses.dot(&misses);
        rows += misses.len();
    }
    if rows == 0 {
        return Err(MetricError::NoRows);
    }
    Ok((squares / rows as f64).sqrt())
}

mlings::grade!(regression_metrics { mse, rmse, mae, r2, mape, batched_rmse });
