//! what is wrong: residuals are sizes without a sign

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
        misses[i] = (targets[i] - misses[i]).abs();
    }
    misses
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
    let (n, unknowns) = (records.nrows(), records.ncols() + 1);
    if n < unknowns {
        return Err(FitError::Collinear);
    }
    let x = |i: usize, j: usize| if j == 0 { 1.0 } else { records[[i, j - 1]] };
    let mut a = vec![vec![0.0; unknowns]; unknowns];
    let mut b = vec![0.0; unknowns];
    for i in 0..n {
        for j in 0..unknowns {
            for k in 0..unknowns {
                a[j][k] += x(i, j) * x(i, k);
            }
            b[j] += x(i, j) * targets[i];
        }
    }
    let first: Vec<f64> = (0..unknowns).map(|j| a[j][j]).collect();
    for j in 0..unknowns {
        let limit = 1e-10 * first[j];
        if a[j][j] <= limit {
            return Err(FitError::Collinear);
        }
        for k in 0..unknowns {
            if k != j {
                let share = a[k][j] / a[j][j];
                for l in 0..unknowns {
                    a[k][l] -= share * a[j][l];
                }
                b[k] -= share * b[j];
            }
        }
    }
    let solution: Vec<f64> = (0..unknowns).map(|j| b[j] / a[j][j]).collect();
    Ok(LinearModel { intercept: solution[0], coefficients: Array1::from(solution[1..].to_vec()) })
}

mlings::grade!(least_squares { predict, residuals, fit });
