//! what is wrong: the model's number is cut to f32 before it is compared with 0.5, so numbers a little above 0.5 become class 0

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::cross_validate::{CrossValidation, FitModel, FitScaler, Fold, Model, Pipeline, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError> {
    LinearRegression::new().fit(&Dataset::new(records.to_owned(), targets.to_owned()))
}

pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    let scaled = pipeline.scaler.transform(records.view());
    let numbers: Array1<f64> = pipeline.model.predict(&scaled);
    numbers.mapv(|number| if number as f32 > 0.5 { 1.0 } else { 0.0 })
}

pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let right = predictions.iter().zip(targets).filter(|(p, t)| p == t).count();
    right as f64 / targets.len() as f64
}

pub fn cross_validate(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    folds: &[Vec<usize>],
    fit_scaler: FitScaler,
    fit_model: FitModel,
) -> Result<CrossValidation, TrainingError> {
    let folds: Vec<Fold> = folds
        .iter()
        .map(|fold| {
            let others: Vec<usize> = (0..records.nrows()).filter(|row| !fold.contains(row)).collect();
            let known = records.select(Axis(0), &others);
            let scaler = fit_scaler(known.view());
            let scaled = scaler.transform(known.view());
            let model = fit_model(scaled.view(), targets.select(Axis(0), &others).view())?;
            let pipeline = Pipeline { scaler, model };
            let predictions = predict(&pipeline, records.select(Axis(0), fold).view());
            let score = accuracy(predictions.view(), targets.select(Axis(0), fold).view());
            Ok(Fold { pipeline, score })
        })
        .collect::<Result<_, TrainingError>>()?;
    let mean_score = folds.iter().map(|fold| fold.score).sum::<f64>() / folds.len() as f64;
    Ok(CrossValidation { folds, mean_score })
}

mlings::grade!(cross_validate { fit_model, predict, accuracy, cross_validate });
