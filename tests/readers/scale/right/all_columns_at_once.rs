//! scale: all columns at once

#![allow(unused_variables)]

use mlings::scale::{Method, NoRows, Scaled, Scaler};
use ndarray::{Array2, ArrayView2};
use ndarray::Axis;

pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let n_samples = train.nrows();
    if n_samples == 0 {
        return Err(NoRows);
    }
    // smallest and largest value of all columns, row by row
    let mut low = train.row(0).to_owned();
    let mut high = low.clone();
    for row in train.rows() {
        for (j, &value) in row.iter().enumerate() {
            if value < low[j] {
                low[j] = value;
            }
            if value > high[j] {
                high[j] = value;
            }
        }
    }
    // 0 for constant columns alone
    let range = &high - &low;
    let unit = range.mapv(|width| if width == 0.0 { 1.0 } else { width });
    match method {
        Method::MinMax => Ok(Scaler { offsets: low, scales: unit }),
        Method::Standard => {
            // first to 0..1, in which no square can be lost
            let shares = (&train - &low) / &unit;
            let means = shares.sum_axis(Axis(0)) / n_samples as f64;
            let distances = &shares - &means;
            let variances = distances.mapv(|distance| distance * distance).sum_axis(Axis(0)) / n_samples as f64;
            let mut scales = variances.mapv(f64::sqrt) * &unit;
            for (scale, &width) in scales.iter_mut().zip(range.iter()) {
                if width == 0.0 {
                    *scale = 1.0;
                }
            }
            let offsets = means * &unit + &low;
            Ok(Scaler { offsets, scales })
        }
    }
}

pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(rows.dim(), |(i, j)| (rows[[i, j]] - scaler.offsets[j]) / scaler.scales[j])
}

pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(scaled.dim(), |(i, j)| scaled[[i, j]] * scaler.scales[j] + scaler.offsets[j])
}

pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    fit(train.view(), method).map(|scaler| Scaled {
        train: transform(&scaler, train),
        test: transform(&scaler, test),
        scaler,
    })
}

mlings::grade!(scale { fit, transform, inverse, scale_split });
