//! Ridge and lasso, around one type that holds the centred table.

#![allow(unused_variables)]

use linfa::{Dataset, traits::Fit};
use linfa_elasticnet::ElasticNet;
use mlings::ridge_lasso::{FitError, LinearModel, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

/// A table and its targets, seen from their means.
struct Centred {
    x: Array2<f64>,
    y: Array1<f64>,
    means: Array1<f64>,
    mean_target: f64,
}

fn mean_of(values: ArrayView1<f64>) -> f64 {
    let first = values[0];
    first + values.mapv(|v| v - first).sum() / values.len() as f64
}

impl Centred {
    fn new(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Centred {
        let means: Array1<f64> = records.axis_iter(Axis(1)).map(|column| mean_of(column)).collect();
        let mean_target = mean_of(targets);
        let x = records.to_owned() - &means;
        let y = targets.mapv(|t| t - mean_target);
        Centred { x, y, means, mean_target }
    }

    /// The model goes through the means.
    fn model(&self, coefficients: Array1<f64>) -> LinearModel {
        let intercept = self.mean_target - self.means.dot(&coefficients);
        LinearModel { intercept, coefficients }
    }

    fn lasso_coefficients(&self, alpha: f64) -> Array1<f64> {
        let n = self.x.nrows() as f64;
        let gram: Array2<f64> = self.x.t().dot(&self.x) / n;
        let products: Array1<f64> = self.x.t().dot(&self.y) / n;
        let deviations: Array1<f64> = gram.diag().mapv(f64::sqrt);
        let little = 1e-12 * (self.y.dot(&self.y) / n).sqrt();

        let mut now: Array1<f64> = Array1::zeros(products.len());
        loop {
            let next = sweep(gram.view(), products.view(), alpha, now.view());
            let moved = ((&next - &now) * &deviations).iter().fold(0.0_f64, |most, step| most.max(step.abs()));
            now = next;
            if moved <= little {
                return now;
            }
        }
    }
}

fn accept(alpha: f64) -> Result<(), FitError> {
    if alpha.is_nan() || alpha.is_infinite() || alpha < 0.0 { Err(FitError::InvalidAlpha) } else { Ok(()) }
}

pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
    if value.abs() <= threshold { 0.0 } else { value - threshold * value.signum() }
}

pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    accept(alpha)?;
    let table = Centred::new(records, targets);
    let mut matrix = table.x.t().dot(&table.x);
    matrix.diag_mut().mapv_inplace(|v| v + alpha);
    let right = table.x.t().dot(&table.y);
    Ok(table.model(mlings::ridge_lasso::solve(matrix.view(), right.view())))
}

pub fn sweep(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut b = coefficients.to_owned();
    for j in 0..b.len() {
        b[j] = 0.0; // out of its own way
        if gram[[j, j]] != 0.0 {
            let left = products[j] - gram.row(j).dot(&b);
            b[j] = soft_threshold(left, alpha) / gram[[j, j]];
        }
    }
    b
}

pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    accept(alpha)?;
    let table = Centred::new(records, targets);
    Ok(table.model(table.lasso_coefficients(alpha)))
}

pub fn path(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Result<Array2<f64>, FitError> {
    for &alpha in alphas.iter() {
        accept(alpha)?;
    }
    let mut table = Centred::new(records, targets);
    let n = table.x.nrows() as f64;
    let deviations = table.x.columns().into_iter().map(|column| (column.dot(&column) / n).sqrt());
    // a column that never changes is left as it is
    let scales: Array1<f64> = deviations.map(|d| if d == 0.0 { 1.0 } else { d }).collect();
    table.x /= &scales;

    let mut result = Array2::<f64>::zeros((alphas.len(), records.ncols()));
    for (mut row, &alpha) in result.rows_mut().into_iter().zip(alphas.iter()) {
        row.assign(&table.lasso_coefficients(alpha));
    }
    Ok(result)
}

pub fn linfa_lasso(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let table = Centred::new(records, targets);
    let fitted = ElasticNet::lasso()
        .penalty(alpha)
        .tolerance(1e-10)
        .max_iterations(100_000)
        .fit(&Dataset::new(table.x.clone(), table.y.clone()))?;
    Ok(table.model(fitted.hyperplane().clone()))
}

mlings::grade!(ridge_lasso { soft_threshold, ridge, sweep, lasso, path, linfa_lasso });
