//! baselines: own loops

#![allow(unused_variables)]

use mlings::baselines::{Baseline, BaselineError, CurvePoint, FitModel, Rows};
use ndarray::ArrayView1;
use ndarray::{s, Array1, Array2};

pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for (prediction, target) in predictions.iter().zip(targets.iter()) {
        sum += (prediction - target).abs();
    }
    sum / predictions.len() as f64
}

/// Numbers were predicted: the error is the mean absolute error.
fn measured(predictions: Array1<f64>, test: ArrayView1<f64>) -> Baseline {
    let error = mean_absolute_error(predictions.view(), test);
    Baseline { predictions, error }
}

pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    // label and how often it occurs, in the order in which the labels turn up
    let mut counts: Vec<(f64, usize)> = Vec::new();
    for &label in train.iter() {
        match counts.iter().position(|entry| entry.0 == label) {
            Some(place) => counts[place].1 += 1,
            None => counts.push((label, 1)),
        }
    }
    if counts.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    let mut best = counts[0];
    for &(label, count) in &counts {
        if count > best.1 || (count == best.1 && label < best.0) {
            best = (label, count);
        }
    }
    let hits = test.iter().filter(|&&label| label == best.0).count();
    Ok(Baseline {
        predictions: Array1::from_elem(test.len(), best.0),
        error: (test.len() - hits) as f64 / test.len() as f64,
    })
}

pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    if train.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    let value = train.sum() / train.len() as f64;
    Ok(measured(Array1::from_elem(test.len(), value), test))
}

pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    if train.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    let n_test = test.len();
    let mut predictions = Array1::zeros(n_test);
    predictions[0] = train[train.len() - 1];
    predictions.slice_mut(s![1..]).assign(&test.slice(s![..n_test - 1]));
    Ok(measured(predictions, test))
}

pub fn learning_curve(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Result<Vec<CurvePoint>, BaselineError> {
    let n_train = train.targets.len();
    if let Some(&size) = sizes.iter().find(|&&size| size == 0 || size > n_train) {
        return Err(BaselineError::BadSize(size));
    }
    let point = |size: usize| {
        let records = Array2::from_shape_fn((size, train.records.ncols()), |(i, j)| train.records[[order[i], j]]);
        let targets = Array1::from_shape_fn(size, |i| train.targets[order[i]]);
        let predict = fit_model(records.view(), targets.view());
        let on_train = predict(records.view());
        let on_test = predict(test.records.view());
        CurvePoint {
            size,
            train_error: mean_absolute_error(on_train.view(), targets.view()),
            test_error: mean_absolute_error(on_test.view(), test.targets.view()),
        }
    };
    Ok(sizes.iter().map(|&size| point(size)).collect())
}

mlings::grade!(baselines { mean_absolute_error, majority, mean, last_value, learning_curve });
