//! Cross-validation, with one function for one fold and an iterator over all of them.

#![allow(unused_variables)]

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::cross_validate::Fold;
use mlings::cross_validate::{CrossValidation, FitModel, FitScaler, Model, Pipeline, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};
use std::collections::HashSet;

pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError> {
    let model = LinearRegression::default().fit(&Dataset::new(records.to_owned(), targets.to_owned()))?;
    Ok(model)
}

pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    let numbers: Array1<f64> = pipeline.model.predict(&pipeline.scaler.transform(records));
    numbers.iter().map(|&number| f64::from(u8::from(number > 0.5))).collect()
}

pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let right = predictions.iter().zip(targets).filter(|pair| pair.0 == pair.1).count();
    right as f64 / predictions.len() as f64
}

pub fn cross_validate(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    folds: &[Vec<usize>],
    fit_scaler: FitScaler,
    fit_model: FitModel,
) -> Result<CrossValidation, TrainingError> {
    let pick = |rows: &[usize]| (records.select(Axis(0), rows), targets.select(Axis(0), rows));

    let one_fold = |fold: &Vec<usize>| -> Result<Fold, TrainingError> {
        let inside: HashSet<usize> = fold.iter().copied().collect();
        let outside: Vec<usize> = (0..records.nrows()).filter(|row| !inside.contains(row)).collect();

        let (rows, classes) = pick(&outside[..]);
        let scaler = fit_scaler(rows.view());
        let model = fit_model(scaler.transform(rows.view()).view(), classes.view())?;
        let pipeline = Pipeline { scaler, model };

        let (rows, classes) = pick(&fold[..]);
        let score = accuracy(predict(&pipeline, rows.view()).view(), classes.view());
        Ok(Fold { pipeline, score })
    };

    // collecting stops at the first error
    let folds = folds.iter().map(one_fold).collect::<Result<Vec<Fold>, TrainingError>>()?;
    let total: f64 = folds.iter().map(|fold| fold.score).sum();
    let mean_score = total / folds.len() as f64;
    Ok(CrossValidation { folds, mean_score })
}

mlings::grade!(cross_validate { fit_model, predict, accuracy, cross_validate });
