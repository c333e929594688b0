//! what is wrong: what is left of a column is compared with the column after its mean was taken out, so a constant column that leaves rounding is no error

use mlings::least_squares::{FitError, LinearModel};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    let mut predictions = Array1::zeros(records.nrows());
    for i in 0..records.nrows() {
        let mut sum = model.intercept;
        for j in 0..records.ncols() {
            sum += model.coefficients[j] * records[[i, j]];
        }
        predictions[i] = sum;
    }
    predictions
}

pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    let mut misses = predict(model, records);
    for i in 0..targets.len() {
        misses[i] = targets[i] - misses[i];
    }
    misses
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
    let (n, unknowns) = (records.nrows(), records.ncols() + 1);
    if n < unknowns {
        return Err(FitError::Collinear);
    }
    let means: Vec<f64> = (0..unknowns - 1).map(|j| records.column(j).sum() / n as f64).collect();
    let mean_y = targets.sum() / n as f64;
    let p = unknowns - 1;
    let x = |i: usize, j: usize| records[[i, j]] - means[j];
    let mut a = vec![vec![0.0; p]; p];
    let mut b = vec![0.0; p];
    for i in 0..n {
        for j in 0..p {
            for k in 0..p {
                a[j][k] += x(i, j) * x(i, k);
            }
            b[j] += x(i, j) * (targets[i] - mean_y);
        }
    }
    let first: Vec<f64> = (0..p).map(|j| a[j][j]).collect();
    for j in 0..p {
        if a[j][j] <= 1e-10 * first[j] {
            return Err(FitError::Collinear);
        }
        for k in 0..p {
            if k != j {
                let share = a[k][j] / a[j][j];
                for l in 0..p {
                    a[k][l] -= share * a[j][l];
                }
                b[k] -= share * b[j];
            }
        }
    }
    let coefficients: Vec<f64> = (0..p).map(|j| b[j] / a[j][j]).collect();
    let intercept = mean_y - coefficients.iter().zip(&means).map(|(c, m)| c * m).sum::<f64>();
    Ok(LinearModel { intercept, coefficients: Array1::from(coefficients) })
}

mlings::grade!(least_squares { predict, residuals, fit });
