//! Cross-validation, with plain loops.

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::cross_validate::{CrossValidation, FitModel, FitScaler, Fold, Model, Pipeline, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<Model, TrainingError> {
    let dataset = Dataset::new(records.to_owned(), targets.to_owned());
    let model = LinearRegression::default().with_intercept(true).fit(&dataset)?;
    Ok(model)
}

pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    let scaled = pipeline.scaler.transform(records.view());
    let mut classes: Array1<f64> = pipeline.model.predict(&scaled);
    for class in classes.iter_mut() {
        *class = f64::from(u8::from(*class > 0.5));
    }
    classes
}

pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let mut right = 0;
    for i in 0..predictions.len() {
        if predictions[i] == targets[i] {
            right += 1;
        }
    }
    f64::from(right) / predictions.len() as f64
}

fn pick(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows: &[usize]) -> (Array2<f64>, Array1<f64>) {
    let mut table = Array2::zeros((rows.len(), records.ncols()));
    let mut values = Array1::zeros(rows.len());
    for (to, &from) in rows.iter().enumerate() {
        for j in 0..records.ncols() {
            table[[to, j]] = records[[from, j]];
        }
        values[to] = targets[from];
    }
    (table, values)
}

pub fn cross_validate(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    folds: &[Vec<usize>],
    fit_scaler: FitScaler,
    fit_model: FitModel,
) -> Result<CrossValidation, TrainingError> {
    let mut results = Vec::new();
    let mut sum = 0.0;
    for (i, fold) in folds.iter().enumerate() {
        // the training rows, fold by fold
        let mut others = Vec::new();
        for (other, rows) in folds.iter().enumerate() {
            if other != i {
                others.extend_from_slice(rows);
            }
        }
        let (known, known_targets) = pick(records, targets, &others);
        let (held, held_targets) = pick(records, targets, fold);
        let scaler = fit_scaler(known.view());
        let scaled = scaler.transform(known.view());
        let model = fit_model(scaled.view(), known_targets.view())?;
        let pipeline = Pipeline { scaler, model };
        let score = accuracy(predict(&pipeline, held.view()).view(), held_targets.view());
        sum += score;
        results.push(Fold { pipeline, score });
    }
    Ok(CrossValidation { folds: results, mean_score: sum / folds.len() as f64 })
}

mlings::grade!(cross_validate { fit_model, predict, accuracy, cross_validate });
