//! Least squares by successive orthogonalisation (modified Gram-Schmidt): every column is reduced to
//! what it adds to the columns before it, and what it adds has a slope of its own.
//! Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, algorithm 3.1.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use mlings::least_squares::{FitError, LinearModel};

/// The model's prediction for every row: the intercept, plus every coefficient times its feature.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers, in the unit of the targets that the model was fitted to.
pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    model.intercept + records.dot(&model.coefficients)
}

/// What the model misses: the target minus the prediction, for every row.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
///
/// Returns `n_samples` numbers; positive where the model predicts too little.
pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    &targets - &predict(model, records)
}

/// The model with an intercept whose squared residuals have the smallest sum.
///
/// - `records`: `n_samples` x `n_features`, without a column for the intercept
/// - `targets`: `n_samples`
///
/// Returns `LinearModel { intercept, coefficients }`, with one coefficient for every column, in the
/// columns' order and in their units as given.
///
/// # Errors
/// `FitError::Collinear` where many models are equally good:
/// - there are fewer rows than unknowns (`n_features` coefficients and the intercept), or
/// - a column is a combination of the other columns and the constant. Rounding seldom leaves an exact 0,
///   so compare with the column as it was given: at most 1e-8 of its length is left when the other
///   columns and the constant are taken out of it. In normal equations that is a pivot of at most 1e-10
///   of what it was before the elimination. Of a column of zeros 0 is left, and that is too little.
pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
    let (n_samples, n_features) = records.dim();
    // Every column in one piece of memory, the targets behind the others: they too give up what a column explains.
    let mut columns = concatenate![Axis(0), records.t(), targets.insert_axis(Axis(0))];
    let squares: Vec<f64> = columns.rows().into_iter().map(|column| column.dot(&column)).collect();
    // Seen from its mean, nothing needs an intercept; the means bring it back at the end.
    let means = columns.sum_axis(Axis(1)) / n_samples as f64;
    columns.rows_mut().into_iter().zip(&means).for_each(|(mut column, mean)| column -= *mean);

    // `new` is what column j adds to the columns before it: all later ones give up their share of it. With fewer rows
    // than unknowns, sooner or later a column adds nothing.
    let mut shares = Array2::<f64>::zeros((n_features, columns.nrows()));
    for j in 0..n_features {
        let (done, mut later) = columns.view_mut().split_at(Axis(0), j + 1);
        let new = done.row(j);
        let size = new.dot(&new);
        if size <= NOTHING_LEFT * squares[j] {
            return Err(FitError::Collinear);
        }
        for (k, mut column) in (j + 1..).zip(later.rows_mut()) {
            shares[[j, k]] = new.dot(&column) / size;
            column.scaled_add(-shares[[j, k]], &new);
        }
    }
    // The targets' share of what a column adds still holds what later columns share with it.
    let mut coefficients = shares.column(n_features).to_owned();
    for j in (0..n_features).rev() {
        for k in j + 1..n_features {
            coefficients[j] -= shares[[j, k]] * coefficients[k];
        }
    }
    let explained: f64 = coefficients.iter().zip(&means).map(|(coefficient, mean)| coefficient * mean).sum();
    Ok(LinearModel { intercept: means[n_features] - explained, coefficients })
}

/// The share of a column's squared length below which nothing but rounding is left of it: 1e-8 of its length.
const NOTHING_LEFT: f64 = 1e-16;
