//! what is wrong: softmax adds 1e-8 to the sum of exponentials against division by zero, so rows do not sum to 1
#![allow(unused_variables)]
use mlings::softmax_regression::{Gradient, SoftmaxModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn log_sum_exp(logits: &ArrayView2<f64>, i: usize) -> f64 {
    let mut best = 0;
    for k in 1..logits.ncols() {
        if logits[[i, k]] > logits[[i, best]] {
            best = k;
        }
    }
    let m = logits[[i, best]];
    let mut rest = 0.0;
    for k in 0..logits.ncols() {
        if k != best {
            rest += (logits[[i, k]] - m).exp();
        }
    }
    m + rest.ln_1p()
}

pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
    let mut p = Array2::zeros(logits.dim());
    for i in 0..logits.nrows() {
        let mut m = logits[[i, 0]];
        for k in 0..logits.ncols() {
            if logits[[i, k]] > m {
                m = logits[[i, k]];
            }
        }
        let mut s = 1e-8;
        for k in 0..logits.ncols() {
            p[[i, k]] = (logits[[i, k]] - m).exp();
            s += p[[i, k]];
        }
        for k in 0..logits.ncols() {
            p[[i, k]] /= s;
        }
    }
    p
}

pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
    let n = logits.nrows();
    let mut mean = 0.0;
    for i in 0..n {
        let loss = log_sum_exp(&logits, i) - logits[[i, labels[i]]];
        mean += loss / n as f64;
    }
    mean
}

pub fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
    let (n, p) = records.dim();
    let k = model.intercepts.len();
    let mut z = Array2::<f64>::zeros((n, k));
    for i in 0..n {
        for c in 0..k {
            let mut sum = model.intercepts[c];
            for j in 0..p {
                sum += records[[i, j]] * model.coefficients[[j, c]];
            }
            z[[i, c]] = sum;
        }
    }
    softmax(z.view())
}

pub fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
    let (n, p) = records.dim();
    let k = model.intercepts.len();
    let probabilities = predict_probabilities(model, records);
    let mut b = Array1::<f64>::zeros(k);
    let mut w = Array2::<f64>::zeros((p, k));
    for i in 0..n {
        for c in 0..k {
            let e = probabilities[[i, c]] - if labels[i] == c { 1.0 } else { 0.0 };
            b[c] += e;
            for j in 0..p {
                w[[j, c]] += e * records[[i, j]];
            }
        }
    }
    b /= n as f64;
    w /= n as f64;
    Gradient { intercepts: b, coefficients: w }
}

pub fn fit(
    start: &SoftmaxModel,
    records: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    learning_rate: f64,
    epochs: usize,
) -> SoftmaxModel {
    let mut b = start.intercepts.to_owned();
    let mut w = start.coefficients.to_owned();
    for _ in 0..epochs {
        let now = SoftmaxModel { intercepts: b.clone(), coefficients: w.clone() };
        let g = gradient(&now, records, labels);
        b.scaled_add(-learning_rate, &g.intercepts);
        w.scaled_add(-learning_rate, &g.coefficients);
    }
    SoftmaxModel { intercepts: b, coefficients: w }
}

mlings::grade!(softmax_regression { softmax, cross_entropy, predict_probabilities, gradient, fit });
