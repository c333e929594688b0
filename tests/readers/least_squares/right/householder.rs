//! Least squares, by Householder reflections of the columns scaled to length 1, with ndarray methods.

use mlings::least_squares::{FitError, LinearModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients) + model.intercept
}

pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    &targets - &predict(model, records)
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
    let (n, unknowns) = (records.nrows(), records.ncols() + 1);
    if n < unknowns {
        return Err(FitError::Collinear);
    }
    let mut x = Array2::ones((n, unknowns));
    x.slice_mut(s![.., 1..]).assign(&records);
    let lengths: Array1<f64> = x.axis_iter(Axis(1)).map(|column| column.dot(&column).sqrt()).collect();
    if lengths.iter().any(|&length| length == 0.0) {
        return Err(FitError::Collinear);
    }
    x /= &lengths;
    let mut y = targets.to_owned();
    for j in 0..unknowns {
        let mut v = x.slice(s![j.., j]).to_owned();
        let left = v.dot(&v).sqrt();
        if left <= 1e-8 {
            return Err(FitError::Collinear);
        }
        v[0] += if v[0] < 0.0 { -left } else { left };
        let square = v.dot(&v);
        for k in j..unknowns {
            let share = 2.0 * v.dot(&x.slice(s![j.., k])) / square;
            x.slice_mut(s![j.., k]).scaled_add(-share, &v);
        }
        let share = 2.0 * v.dot(&y.slice(s![j..])) / square;
        y.slice_mut(s![j..]).scaled_add(-share, &v);
    }
    let mut solution = Array1::<f64>::zeros(unknowns);
    for j in (0..unknowns).rev() {
        let known = x.slice(s![j, j + 1..unknowns]).dot(&solution.slice(s![j + 1..]));
        solution[j] = (y[j] - known) / x[[j, j]];
    }
    solution /= &lengths;
    Ok(LinearModel { intercept: solution[0], coefficients: solution.slice(s![1..]).to_owned() })
}

mlings::grade!(least_squares { predict, residuals, fit });
