//! what is wrong: transform leaves columns with the scale 1 alone and does not take their offset away

#![allow(unused_variables)]

use mlings::scale::{Method, NoRows, Scaled, Scaler};
use ndarray::{Array2, ArrayView2};
use ndarray::{Array1, ArrayView1};

/// Mean and standard deviation of a column with at least one value. Counted from the first value, so that a column
/// far from 0 keeps its digits.
fn mean_and_deviation(column: ArrayView1<f64>) -> (f64, f64) {
    let n = column.len() as f64;
    let origin = column[0];
    let shift = column.iter().map(|value| value - origin).sum::<f64>() / n;
    let squares = column.iter().map(|value| (value - origin - shift).powi(2)).sum::<f64>();
    (origin + shift, (squares / n).sqrt())
}

pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    if train.nrows() == 0 {
        return Err(NoRows);
    }
    let mut offsets = Vec::with_capacity(train.ncols());
    let mut scales = Vec::with_capacity(train.ncols());
    for column in train.columns() {
        let low = column.iter().copied().fold(f64::INFINITY, f64::min);
        let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (offset, spread) = match method {
            Method::Standard => mean_and_deviation(column.view()),
            Method::MinMax => (low, high - low),
        };
        offsets.push(offset);
        scales.push(if low == high { 1.0 } else { spread });
    }
    Ok(Scaler { offsets: Array1::from(offsets), scales: Array1::from(scales) })
}

pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    let mut scaled = rows.to_owned();
    for (j, mut column) in scaled.columns_mut().into_iter().enumerate() {
        let (offset, scale) = (scaler.offsets[j], scaler.scales[j]);
        if scale != 1.0 {
            column.mapv_inplace(|value| (value - offset) / scale);
        }
    }
    scaled
}

pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
    &scaled * &scaler.scales + &scaler.offsets
}

pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let scaler = fit(train.view(), method)?;
    let train = transform(&scaler, train);
    let test = transform(&scaler, test);
    Ok(Scaled { scaler, train, test })
}

mlings::grade!(scale { fit, transform, inverse, scale_split });
