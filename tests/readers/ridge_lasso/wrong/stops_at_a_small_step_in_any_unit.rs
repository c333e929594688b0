//! what is wrong: lasso stops when no coefficient moves by more than 1e-8, whatever the column's unit

#![allow(unused)]

use linfa::{Dataset, traits::Fit};
use linfa_elasticnet::ElasticNet;
use mlings::ridge_lasso::{FitError, LinearModel, TrainingError, solve};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

fn mean(values: ArrayView1<f64>) -> f64 {
    let first = values[0];
    let differences: f64 = values.iter().map(|value| value - first).sum();
    first + differences / values.len() as f64
}

/// The columns less their means, and the means.
fn centre(records: ArrayView2<f64>) -> (Array2<f64>, Array1<f64>) {
    let mut means = Array1::<f64>::zeros(records.ncols());
    for j in 0..records.ncols() {
        means[j] = mean(records.column(j));
    }
    (&records - &means, means)
}

fn is_valid(alpha: f64) -> bool {
    alpha >= 0.0 && alpha.is_finite()
}

pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
    if value > threshold {
        value - threshold
    } else if value < -threshold {
        value + threshold
    } else {
        0.0
    }
}

pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    if !is_valid(alpha) {
        return Err(FitError::InvalidAlpha);
    }
    let (x, means) = centre(records);
    let mean_target = mean(targets);
    let y = &targets - mean_target;
    let matrix = x.t().dot(&x) + Array2::<f64>::eye(records.ncols()) * alpha;
    let right = x.t().dot(&y);
    let coefficients = solve(matrix.view(), right.view());
    let intercept = mean_target - means.dot(&coefficients);
    Ok(LinearModel { intercept, coefficients })
}

pub fn sweep(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut updated = coefficients.to_owned();
    for j in 0..updated.len() {
        let diagonal = gram[[j, j]];
        if diagonal == 0.0 {
            updated[j] = 0.0;
            continue;
        }
        let mut left = products[j];
        for k in 0..updated.len() {
            if k != j {
                left -= gram[[j, k]] * updated[k];
            }
        }
        updated[j] = soft_threshold(left, alpha) / diagonal;
    }
    updated
}

/// Sweeps over centred columns and targets until nothing moves any more.
fn descend(x: &Array2<f64>, y: &Array1<f64>, alpha: f64, start: &Array1<f64>) -> Array1<f64> {
    let n = x.nrows() as f64;
    let gram = x.t().dot(x) / n;
    let products = x.t().dot(y) / n;
    let deviation = (y.dot(y) / n).sqrt();
    let mut b = start.clone();
    for _ in 0..1_000_000 {
        let new = sweep(gram.view(), products.view(), alpha, b.view());
        let settled = (0..b.len()).all(|j| (new[j] - b[j]).abs() <= 1e-8);
        b = new;
        if settled {
            break;
        }
    }
    b
}

pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    if !is_valid(alpha) {
        return Err(FitError::InvalidAlpha);
    }
    let (x, means) = centre(records);
    let mean_target = mean(targets);
    let y = &targets - mean_target;
    let coefficients = descend(&x, &y, alpha, &Array1::zeros(records.ncols()));
    let intercept = mean_target - means.dot(&coefficients);
    Ok(LinearModel { intercept, coefficients })
}

pub fn path(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Result<Array2<f64>, FitError> {
    if alphas.iter().any(|&alpha| !is_valid(alpha)) {
        return Err(FitError::InvalidAlpha);
    }
    let (mut x, _) = centre(records);
    let n = records.nrows() as f64;
    for mut column in x.columns_mut() {
        let deviation = (column.iter().map(|v| v * v).sum::<f64>() / n).sqrt();
        if deviation > 0.0 {
            column /= deviation;
        }
    }
    let y = &targets - mean(targets);

    let mut rows = Array2::<f64>::zeros((alphas.len(), records.ncols()));
    let mut b = Array1::<f64>::zeros(records.ncols());
    for (i, &alpha) in alphas.iter().enumerate() {
        b = descend(&x, &y, alpha, &b);
        rows.row_mut(i).assign(&b);
    }
    Ok(rows)
}

pub fn linfa_lasso(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let (x, means) = centre(records);
    let dataset = Dataset::new(x, targets.to_owned());
    let model = ElasticNet::lasso().penalty(alpha).tolerance(1e-10).max_iterations(100_000).fit(&dataset)?;
    let coefficients = model.hyperplane().to_owned();
    let intercept = mean(targets) - means.dot(&coefficients);
    Ok(LinearModel { intercept, coefficients })
}

mlings::grade!(ridge_lasso { soft_threshold, ridge, sweep, lasso, path, linfa_lasso });
