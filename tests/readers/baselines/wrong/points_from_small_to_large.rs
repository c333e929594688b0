//! what is wrong: the sizes are sorted first, so the points (and the first bad size) do not come in the order of sizes

#![allow(unused_variables)]

use mlings::baselines::{Baseline, BaselineError, CurvePoint, FitModel, Rows};
use ndarray::ArrayView1;
use ndarray::{Array1, Axis};

pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (&predictions - &targets).mapv(f64::abs).sum() / targets.len() as f64
}

pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    if train.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    let mut labels = train.to_vec();
    labels.sort_by(f64::total_cmp);
    let mut label = labels[0];
    let mut most = 0;
    for run in labels.chunk_by(|a, b| a == b) {
        if run.len() > most {
            label = run[0];
            most = run.len();
        }
    }
    let predictions = Array1::from_elem(test.len(), label);
    let wrong = test.iter().filter(|&&other| other != label).count();
    let error = wrong as f64 / test.len() as f64;
    Ok(Baseline { predictions, error })
}

pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    let value = train.mean().ok_or(BaselineError::NoTrainingRows)?;
    let predictions = Array1::from_elem(test.len(), value);
    let error = mean_absolute_error(predictions.view(), test);
    Ok(Baseline { predictions, error })
}

pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    let mut before = *train.last().ok_or(BaselineError::NoTrainingRows)?;
    let mut predictions = Vec::with_capacity(test.len());
    for &target in test.iter() {
        predictions.push(before);
        before = target;
    }
    let predictions = Array1::from(predictions);
    let error = mean_absolute_error(predictions.view(), test);
    Ok(Baseline { predictions, error })
}

pub fn learning_curve(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Result<Vec<CurvePoint>, BaselineError> {
    let mut curve = Vec::with_capacity(sizes.len());
    let mut sizes = sizes.to_vec();
    sizes.sort_unstable();
    for &size in sizes.iter() {
        if size == 0 || size > order.len() {
            return Err(BaselineError::BadSize(size));
        }
        let known: Vec<usize> = order[..size].to_vec();
        let records = train.records.select(Axis(0), &known);
        let targets = train.targets.select(Axis(0), &known);
        let predict = fit_model(records.view(), targets.view());
        let train_error = mean_absolute_error(predict(records.view()).view(), targets.view());
        let test_error = mean_absolute_error(predict(test.records.view()).view(), test.targets.view());
        curve.push(CurvePoint { size, train_error, test_error });
    }
    Ok(curve)
}

mlings::grade!(baselines { mean_absolute_error, majority, mean, last_value, learning_curve });
