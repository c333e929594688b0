#![allow(unused_variables)]
use mlings::softmax_regression::{Gradient, SoftmaxModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    let mut table = logits.to_owned();
    for mut row in table.rows_mut() {
        let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        row.mapv_inplace(|z| (z - largest).exp());
        let sum = row.sum();
        row.mapv_inplace(|e| e / sum);
    }
    table
}

pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    let total: f64 = logits
        .rows()
        .into_iter()
        .zip(labels.iter())
        .map(|(row, &label)| {
            let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = row.iter().map(|z| (z - largest).exp()).sum();
            sum.ln() + (largest - row[label])
        })
        .sum();
    total / labels.len() as f64
}

pub fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    let logits = records.dot(&model.coefficients) + &model.intercepts;
    softmax(logits.view())
}

pub fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let mut errors = predict_probabilities(model, records);
    for (row, &label) in labels.iter().enumerate() {
        errors[[row, label]] -= 1.0;
    }
    let n = records.nrows() as f64;
    let intercepts: Array1<f64> = errors.sum_axis(Axis(0)) / n;
    let coefficients: Array2<f64> = records.t().dot(&errors) / n;
    Gradient { intercepts, coefficients }
}

pub fn fit(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let mut model = SoftmaxModel { intercepts: start.intercepts.clone(), coefficients: start.coefficients.clone() };
    for _ in 0..epochs {
        let slopes = gradient(&model, records, labels);
        model.intercepts = &model.intercepts - &(&slopes.intercepts * learning_rate);
        model.coefficients = &model.coefficients - &(&slopes.coefficients * learning_rate);
    }
    model
}

mlings::grade!(softmax_regression { softmax, cross_entropy, predict_probabilities, gradient, fit });
