//! what is wrong: f64 cannot be the key of a map, so MostFrequent counts the values rounded to six decimals, and answers with a rounded one

#![allow(unused_variables)]

use mlings::impute::{EmptyColumn, Imputed, Imputer, Strategy};
use ndarray::{Array2, ArrayView2};
use ndarray::{Array1, ArrayView1};

/// The values of a column that are there.
fn present(column: ArrayView1<f64>) -> Vec<f64> {
    column.iter().copied().filter(|value| !value.is_nan()).collect()
}

/// What is typical of the values, of which there is at least one.
fn typical(mut values: Vec<f64>, strategy: &Strategy) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len();
    match strategy {
        Strategy::Mean => values.iter().sum::<f64>() / n as f64,
        Strategy::Median => (values[(n - 1) / 2] + values[n / 2]) / 2.0,
        Strategy::MostFrequent => {
            let mut counts = std::collections::BTreeMap::new();
            for value in &values {
                *counts.entry((value * 1e6).round() as i64).or_insert(0) += 1;
            }
            let mut best = 0;
            let mut most = 0;
            for (key, count) in counts {
                if count > most {
                    best = key;
                    most = count;
                }
            }
            best as f64 / 1e6
        }
    }
}

fn learn(train: ArrayView2<f64>, strategy: &Strategy) -> Result<Imputer, EmptyColumn> {
    let mut fills = Vec::with_capacity(train.ncols());
    for (index, column) in train.columns().into_iter().enumerate() {
        let values = present(column);
        if values.is_empty() {
            return Err(EmptyColumn(index));
        }
        fills.push(typical(values, strategy));
    }
    Ok(Imputer { fills: Array1::from(fills) })
}

pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    learn(train, &strategy)
}

pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let mut filled = rows.to_owned();
    for (mut column, &fill) in filled.columns_mut().into_iter().zip(imputer.fills.iter()) {
        column.mapv_inplace(|value| if value.is_nan() { fill } else { value });
    }
    filled
}

pub fn impute_split(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    let imputer = learn(train.view(), &strategy)?;
    let train = transform(&imputer, train);
    let test = transform(&imputer, test);
    Ok(Imputed { imputer, train, test })
}

mlings::grade!(impute { fit, transform, impute_split });
