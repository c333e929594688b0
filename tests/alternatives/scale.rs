//! Other ways to scaling.

use mlings::scale::{Contract, Method, NoRows, Scaled, Scaler};
use ndarray::{Array1, Array2, ArrayView2, Axis, Zip};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "whole tables",
        Contract {
            fit: tables::fit,
            transform: tables::transform,
            inverse: tables::inverse,
            scale_split: tables::scale_split,
        },
    ),
    (
        "running moments in plain loops",
        Contract {
            fit: loops::fit,
            transform: loops::transform,
            inverse: loops::inverse,
            scale_split: loops::scale_split,
        },
    ),
];

/// ndarray's own statistics over an axis, and a product with the reciprocal in place of the quotient.
mod tables {
    use super::*;

    pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
        let means = train.mean_axis(Axis(0)).ok_or(NoRows)?;
        let smallest = train.fold_axis(Axis(0), f64::INFINITY, |a, b| a.min(*b));
        let largest = train.fold_axis(Axis(0), f64::NEG_INFINITY, |a, b| a.max(*b));
        let (offsets, spreads) = match method {
            Method::Standard => (means, train.std_axis(Axis(0), 0.0)),
            Method::MinMax => (smallest.clone(), &largest - &smallest),
        };
        let scales = Zip::from(&spreads)
            .and(&smallest)
            .and(&largest)
            .map_collect(|spread, low, high| if low < high { *spread } else { 1.0 });
        Ok(Scaler { offsets, scales })
    }

    pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
        (&rows - &scaler.offsets) * scaler.scales.recip()
    }

    pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
        let mut rows = scaled.to_owned();
        rows *= &scaler.scales;
        rows += &scaler.offsets;
        rows
    }

    pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
        fit(train, method).map(|scaler| Scaled {
            train: transform(&scaler, train),
            test: transform(&scaler, test),
            scaler,
        })
    }
}

/// Welford's way to mean and variance, one value after the other; the split scales its parts without `transform`.
mod loops {
    use super::*;

    pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
        if train.nrows() < 1 {
            return Err(NoRows);
        }
        let mut offsets = Vec::new();
        let mut scales = Vec::new();
        for j in 0..train.ncols() {
            let (mut mean, mut squares) = (0.0, 0.0);
            let (mut low, mut high) = (train[[0, j]], train[[0, j]]);
            for i in 0..train.nrows() {
                let value = train[[i, j]];
                let before = value - mean;
                mean += before / (i + 1) as f64;
                squares += before * (value - mean);
                if value < low {
                    low = value;
                }
                if value > high {
                    high = value;
                }
            }
            let (offset, scale) = match method {
                Method::Standard => (mean, (squares / train.nrows() as f64).sqrt()),
                Method::MinMax => (low, high - low),
            };
            offsets.push(offset);
            scales.push(if low == high { 1.0 } else { scale });
        }
        Ok(Scaler { offsets: Array1::from(offsets), scales: Array1::from(scales) })
    }

    pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
        Array2::from_shape_fn(rows.dim(), |(i, j)| (rows[[i, j]] - scaler.offsets[j]) / scaler.scales[j])
    }

    pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
        Array2::from_shape_fn(scaled.dim(), |(i, j)| scaler.offsets[j] + scaler.scales[j] * scaled[[i, j]])
    }

    pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
        let scaler = fit(train, method)?;
        let scaled = |part: ArrayView2<f64>| {
            let mut part = part.to_owned();
            for mut row in part.rows_mut() {
                for (j, value) in row.iter_mut().enumerate() {
                    *value -= scaler.offsets[j];
                    *value /= scaler.scales[j];
                }
            }
            part
        };
        let (train, test) = (scaled(train), scaled(test));
        Ok(Scaled { scaler, train, test })
    }
}
