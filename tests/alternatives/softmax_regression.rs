//! Other ways to softmax regression.

use mlings::softmax_regression::{Contract, Gradient, SoftmaxModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "one table of ones for the labels, and a column of ones",
        Contract {
            softmax: tables::softmax,
            cross_entropy: tables::cross_entropy,
            predict_probabilities: tables::predict_probabilities,
            gradient: tables::gradient,
            fit: tables::fit,
        },
    ),
    (
        "loops over rows and classes",
        Contract {
            softmax: loops::softmax,
            cross_entropy: loops::cross_entropy,
            predict_probabilities: loops::predict_probabilities,
            gradient: loops::gradient,
            fit: loops::fit,
        },
    ),
    (
        "differences of logits, two classes at a time",
        Contract {
            softmax: differences::softmax,
            cross_entropy: differences::cross_entropy,
            predict_probabilities: loops::predict_probabilities,
            gradient: tables::gradient,
            fit: loops::fit,
        },
    ),
];

/// Whole tables at once, no loop.
mod tables {
    use super::*;

    fn shifted(logits: ArrayView2<f64>) -> Array2<f64> {
        let largest = logits.map_axis(Axis(1), |row| row.fold(f64::MIN, |most, logit| most.max(*logit)));
        &logits - &largest.insert_axis(Axis(1))
    }

    fn one_hot(labels: ArrayView1<usize>, n_classes: usize) -> Array2<f64> {
        Array2::eye(n_classes).select(Axis(0), &labels.to_vec())
    }

    pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
        let exponentials = shifted(logits).mapv_into(f64::exp);
        let sums = exponentials.sum_axis(Axis(1)).insert_axis(Axis(1));
        exponentials / sums
    }

    pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
        let shifted = shifted(logits);
        let sums = shifted.mapv(f64::exp).sum_axis(Axis(1)).insert_axis(Axis(1));
        let log_probabilities = shifted - sums.mapv_into(f64::ln);
        -(log_probabilities * one_hot(labels, logits.ncols())).sum() / logits.nrows() as f64
    }

    fn with_ones(records: ArrayView2<f64>) -> Array2<f64> {
        concatenate![Axis(1), records, Array2::ones((records.nrows(), 1))]
    }

    fn in_one(model: &SoftmaxModel) -> Array2<f64> {
        concatenate![Axis(0), model.coefficients, model.intercepts.view().insert_axis(Axis(0))]
    }

    fn split(all: &Array2<f64>) -> (Array1<f64>, Array2<f64>) {
        let last = all.nrows() - 1;
        (all.row(last).to_owned(), all.slice(s![..last, ..]).to_owned())
    }

    fn slopes(all: &Array2<f64>, design: &Array2<f64>, truth: &Array2<f64>) -> Array2<f64> {
        let errors = truth - softmax(design.dot(all).view());
        design.t().dot(&errors) / -(design.nrows() as f64)
    }

    pub fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
        softmax(with_ones(records).dot(&in_one(model)).view())
    }

    pub fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
        let truth = one_hot(labels, model.intercepts.len());
        let (intercepts, coefficients) = split(&slopes(&in_one(model), &with_ones(records), &truth));
        Gradient { intercepts, coefficients }
    }

    pub fn fit(
        start: &SoftmaxModel,
        records: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        learning_rate: f64,
        epochs: usize,
    ) -> SoftmaxModel {
        let (design, truth) = (with_ones(records), one_hot(labels, start.intercepts.len()));
        let step = |all: Array2<f64>, _| &all - learning_rate * slopes(&all, &design, &truth);
        let (intercepts, coefficients) = split(&(0..epochs).fold(in_one(start), step));
        SoftmaxModel { intercepts, coefficients }
    }
}

/// Every number on its own.
mod loops {
    use super::*;

    fn probabilities(logits: &[f64]) -> Vec<f64> {
        let mut largest = logits[0];
        for logit in logits {
            largest = logit.max(largest);
        }
        let mut sum = 0.0;
        for logit in logits {
            sum += (logit - largest).exp();
        }
        logits.iter().map(|logit| (logit - largest).exp() / sum).collect()
    }

    fn logits(model: &SoftmaxModel, row: ArrayView1<f64>) -> Vec<f64> {
        let mut logits = model.intercepts.to_vec();
        for (k, logit) in logits.iter_mut().enumerate() {
            for j in 0..row.len() {
                *logit += row[j] * model.coefficients[[j, k]];
            }
        }
        logits
    }

    pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
        let mut table = Array2::zeros(logits.dim());
        for i in 0..logits.nrows() {
            for (k, probability) in probabilities(&logits.row(i).to_vec()).into_iter().enumerate() {
                table[[i, k]] = probability;
            }
        }
        table
    }

    pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
        let mut total = 0.0;
        for i in 0..labels.len() {
            // The label's own logit taken out: what is left is the logarithm of 1 and the other exponentials.
            let own = logits[[i, labels[i]]];
            let largest = logits.row(i).fold(0.0_f64, |most, logit| most.max(logit - own));
            let mut sum = 0.0;
            for k in 0..logits.ncols() {
                sum += (logits[[i, k]] - own - largest).exp();
            }
            total += largest + sum.ln();
        }
        total / labels.len() as f64
    }

    pub fn predict_probabilities(model: &SoftmaxModel, records: ArrayView2<f64>) -> Array2<f64> {
        let mut table = Array2::zeros((records.nrows(), model.intercepts.len()));
        for i in 0..records.nrows() {
            let row = probabilities(&logits(model, records.row(i)));
            table.row_mut(i).assign(&Array1::from(row));
        }
        table
    }

    pub fn gradient(model: &SoftmaxModel, records: ArrayView2<f64>, labels: ArrayView1<usize>) -> Gradient {
        let n = labels.len() as f64;
        let mut slopes = Gradient {
            intercepts: Array1::zeros(model.intercepts.len()),
            coefficients: Array2::zeros(model.coefficients.dim()),
        };
        for i in 0..labels.len() {
            for (k, probability) in probabilities(&logits(model, records.row(i))).into_iter().enumerate() {
                let error = if k == labels[i] { probability - 1.0 } else { probability };
                slopes.intercepts[k] += error / n;
                for j in 0..records.ncols() {
                    slopes.coefficients[[j, k]] += error * records[[i, j]] / n;
                }
            }
        }
        slopes
    }

    pub fn fit(
        start: &SoftmaxModel,
        records: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        learning_rate: f64,
        epochs: usize,
    ) -> SoftmaxModel {
        let mut model = start.clone();
        for _ in 0..epochs {
            let slopes = gradient(&model, records, labels);
            model = SoftmaxModel {
                intercepts: &model.intercepts - &(&slopes.intercepts * learning_rate),
                coefficients: &model.coefficients - &(&slopes.coefficients * learning_rate),
            };
        }
        model
    }
}

/// A probability is 1 over the sum of e^(other - own): infinite sums become probabilities of 0.
mod differences {
    use super::*;

    pub fn softmax(logits: ArrayView2<f64>) -> Array2<f64> {
        Array2::from_shape_fn(logits.dim(), |(i, k)| {
            1.0 / logits.row(i).iter().map(|other| (other - logits[[i, k]]).exp()).sum::<f64>()
        })
    }

    /// ln(e^a + e^b) for two at a time.
    pub fn cross_entropy(logits: ArrayView2<f64>, labels: ArrayView1<usize>) -> f64 {
        let add = |a: f64, b: f64| if a == f64::NEG_INFINITY { b } else { a.max(b) + (-(a - b).abs()).exp().ln_1p() };
        let costs = logits.rows().into_iter().zip(labels).map(|(row, label)| {
            row.iter().copied().fold(f64::NEG_INFINITY, add) - row[*label]
        });
        costs.sum::<f64>() / labels.len() as f64
    }
}
