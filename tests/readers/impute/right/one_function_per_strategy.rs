//! impute: one function per strategy

#![allow(unused_variables)]

use mlings::impute::{EmptyColumn, Imputed, Imputer, Strategy};
use ndarray::{Array2, ArrayView2};

fn mean(values: &[f64]) -> f64 {
    let mut sum = 0.0;
    for value in values {
        sum += value;
    }
    sum / values.len() as f64
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.total_cmp(b));
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        sorted[middle]
    } else {
        (sorted[middle - 1] + sorted[middle]) / 2.0
    }
}

fn most_frequent(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.total_cmp(b));
    let (mut best, mut most) = (sorted[0], 0);
    let mut start = 0;
    while start < sorted.len() {
        let mut end = start;
        while end < sorted.len() && sorted[end] == sorted[start] {
            end += 1;
        }
        if end - start > most {
            most = end - start;
            best = sorted[start];
        }
        start = end;
    }
    best
}

pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let typical: fn(&[f64]) -> f64 = match strategy {
        Strategy::Mean => mean,
        Strategy::Median => median,
        Strategy::MostFrequent => most_frequent,
    };
    let mut fills = ndarray::Array1::zeros(train.ncols());
    for j in 0..train.ncols() {
        let mut values = Vec::new();
        for i in 0..train.nrows() {
            if !train[[i, j]].is_nan() {
                values.push(train[[i, j]]);
            }
        }
        if values.is_empty() {
            return Err(EmptyColumn(j));
        }
        fills[j] = typical(&values);
    }
    Ok(Imputer { fills })
}

pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(rows.dim(), |(i, j)| {
        if rows[[i, j]].is_nan() {
            imputer.fills[j]
        } else {
            rows[[i, j]]
        }
    })
}

pub fn impute_split(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train.view(), strategy)?;
    Ok(Imputed {
        train: transform(&imputer, train),
        test: transform(&imputer, test),
        imputer,
    })
}

mlings::grade!(impute { fit, transform, impute_split });
