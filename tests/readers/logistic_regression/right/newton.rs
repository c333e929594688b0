//! Logistic regression by Newton's method, with a small solver of its own.

#![allow(unused_variables)]

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings::logistic_regression::{FitError, Gradient, LogisticModel, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn sigmoid(logit: f64) -> f64 {
    let small = (-logit.abs()).exp();
    let large_side = 1.0 / (1.0 + small);
    if logit < 0.0 { small * large_side } else { large_side }
}

fn logits(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    Array1::from_shape_fn(records.nrows(), |row| model.intercept + records.row(row).dot(&model.coefficients))
}

pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    logits(model, records).mapv(sigmoid)
}

pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    let mut sum = 0.0;
    for (logit, target) in logits(model, records).iter().zip(targets.iter()) {
        // how far the logit is on the side of the other class
        let wrong: f64 = if *target == 0.0 { *logit } else { -*logit };
        sum += if wrong > 0.0 { wrong + (-wrong).exp().ln_1p() } else { wrong.exp().ln_1p() };
    }
    let squares: f64 = model.coefficients.iter().map(|b| b * b).sum();
    sum / records.nrows() as f64 + 0.5 * alpha * squares
}

pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
    let n = records.nrows() as f64;
    let errors = &predict_probabilities(model, records) - &targets;
    let coefficients = Array1::from_shape_fn(records.ncols(), |column| {
        records.column(column).dot(&errors) / n + alpha * model.coefficients[column]
    });
    Gradient { intercept: errors.sum() / n, coefficients }
}

fn steepest(slopes: &Gradient) -> f64 {
    slopes.coefficients.iter().fold(slopes.intercept.abs(), |most, slope| most.max(slope.abs()))
}

/// Solves `a x = b` by elimination.
fn solve(mut a: Array2<f64>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for column in 0..n {
        let mut pivot = column;
        for row in column + 1..n {
            if a[[row, column]].abs() > a[[pivot, column]].abs() {
                pivot = row;
            }
        }
        for k in 0..n {
            let kept = a[[column, k]];
            a[[column, k]] = a[[pivot, k]];
            a[[pivot, k]] = kept;
        }
        b.swap(column, pivot);
        for row in column + 1..n {
            let factor = a[[row, column]] / a[[column, column]];
            for k in column..n {
                let above = a[[column, k]];
                a[[row, k]] -= factor * above;
            }
            let above = b[column];
            b[row] -= factor * above;
        }
    }
    for column in (0..n).rev() {
        let mut value = b[column];
        for k in column + 1..n {
            value -= a[[column, k]] * b[k];
        }
        b[column] = value / a[[column, column]];
    }
    b
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    let has = |class: f64| targets.iter().any(|target| *target == class);
    if !has(0.0) || !has(1.0) {
        return Err(FitError::OneClass);
    }
    let (n_samples, n_features) = records.dim();
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(n_features) };
    let mut slopes = gradient(&model, records, targets, alpha);
    while steepest(&slopes) > 1e-8 {
        let probabilities = predict_probabilities(&model, records);
        let mut curvature = Array2::<f64>::zeros((n_features + 1, n_features + 1));
        for row in 0..n_samples {
            let weight = probabilities[row] * (1.0 - probabilities[row]) / n_samples as f64;
            let mut with_one = vec![1.0];
            with_one.extend(records.row(row).iter().copied());
            for i in 0..=n_features {
                for j in 0..=n_features {
                    curvature[[i, j]] += weight * with_one[i] * with_one[j];
                }
            }
        }
        for j in 1..=n_features {
            curvature[[j, j]] += alpha;
        }
        let mut slope_list = vec![slopes.intercept];
        slope_list.extend(slopes.coefficients.iter().copied());
        let step = solve(curvature, slope_list);

        let mut share = 1.0;
        loop {
            let next = LogisticModel {
                intercept: model.intercept - share * step[0],
                coefficients: Array1::from_shape_fn(n_features, |j| model.coefficients[j] - share * step[j + 1]),
            };
            let next_slopes = gradient(&next, records, targets, alpha);
            if steepest(&next_slopes) < steepest(&slopes) || share < 1e-9 {
                model = next;
                slopes = next_slopes;
                break;
            }
            share /= 2.0;
        }
    }
    Ok(model)
}

pub fn fit_linfa(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    let dataset = Dataset::new(records.to_owned(), targets.mapv(|target| target > 0.5));
    let trained = LogisticRegression::default().alpha(records.nrows() as f64 * alpha).fit(&dataset)?;
    let (intercept, coefficients) = (trained.intercept(), trained.params().to_owned());
    if trained.labels().pos.class {
        Ok(LogisticModel { intercept, coefficients })
    } else {
        Ok(LogisticModel { intercept: -intercept, coefficients: -coefficients })
    }
}

mlings::grade!(logistic_regression { sigmoid, predict_probabilities, loss, gradient, fit, fit_linfa });
