//! what is wrong: the fold's rows are sorted before they are picked, its targets are picked in the fold's own order

#![allow(unused)]

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::cross_validate::{CrossValidation, FitModel, FitScaler, Fold, Model, Pipeline, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError> {
    let dataset = Dataset::new(records.to_owned(), targets.to_owned());
    LinearRegression::new().fit(&dataset)
}

pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    let scaled = pipeline.scaler.transform(records.view());
    let numbers: Array1<f64> = pipeline.model.predict(&scaled);
    numbers.mapv(|number| if number > 0.5 { 1.0 } else { 0.0 })
}

pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let mut right = 0;
    for (p, t) in predictions.iter().zip(targets.iter()) {
        if p == t {
            right += 1;
        }
    }
    right as f64 / targets.len() as f64
}

pub fn cross_validate(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    folds: &[Vec<usize>],
    fit_scaler: FitScaler,
    fit_model: FitModel,
) -> Result<CrossValidation, TrainingError> {
    let mut results: Vec<Fold> = Vec::new();
    for fold in folds {
        let mut held_out = vec![false; records.nrows()];
        for &row in fold {
            held_out[row] = true;
        }
        let others: Vec<usize> = (0..records.nrows()).filter(|&row| !held_out[row]).collect();

        let train = records.select(Axis(0), &others);
        let train_targets = targets.select(Axis(0), &others);
        let scaler = fit_scaler(train.view());
        let scaled = scaler.transform(train.view());
        let model = fit_model(scaled.view(), train_targets.view())?;
        let pipeline = Pipeline { scaler, model };

        let mut rows = fold.clone();
        rows.sort();
        let test = records.select(Axis(0), &rows);
        let test_targets = targets.select(Axis(0), fold);
        let predictions = predict(&pipeline, test.view());
        let score = accuracy(predictions.view(), test_targets.view());
        results.push(Fold { pipeline, score });
    }
    let mean_score = results.iter().map(|fold| fold.score).sum::<f64>() / results.len() as f64;
    Ok(CrossValidation { folds: results, mean_score })
}

mlings::grade!(cross_validate { fit_model, predict, accuracy, cross_validate });
