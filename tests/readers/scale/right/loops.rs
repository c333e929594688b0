use mlings::scale::{Method, NoRows, Scaled, Scaler};
use ndarray::{Array1, Array2, ArrayView2};

pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    let (n, d) = train.dim();
    if n < 1 {
        return Err(NoRows);
    }
    let mut offsets = Array1::zeros(d);
    let mut scales = Array1::ones(d);
    for j in 0..d {
        let mut low = train[[0, j]];
        let mut high = low;
        // Welford
        let mut mean = 0.0;
        let mut m2 = 0.0;
        for i in 0..n {
            let v = train[[i, j]];
            if v < low {
                low = v;
            }
            if v > high {
                high = v;
            }
            let delta = v - mean;
            mean += delta / (i + 1) as f64;
            m2 += delta * (v - mean);
        }
        match method {
            Method::Standard => {
                offsets[j] = mean;
                if low < high {
                    scales[j] = (m2 / n as f64).sqrt();
                }
            }
            Method::MinMax => {
                offsets[j] = low;
                if low < high {
                    scales[j] = high - low;
                }
            }
        }
    }
    Ok(Scaler { offsets, scales })
}

pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    let mut out = Array2::zeros(rows.dim());
    for i in 0..rows.nrows() {
        for j in 0..rows.ncols() {
            out[[i, j]] = (rows[[i, j]] - scaler.offsets[j]) / scaler.scales[j];
        }
    }
    out
}

pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
    let mut out = Array2::zeros(scaled.dim());
    for i in 0..scaled.nrows() {
        for j in 0..scaled.ncols() {
            out[[i, j]] = scaler.offsets[j] + scaler.scales[j] * scaled[[i, j]];
        }
    }
    out
}

pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let scaler = fit(train.view(), method)?;
    Ok(Scaled { train: transform(&scaler, train), test: transform(&scaler, test), scaler })
}

mlings::grade!(scale { fit, transform, inverse, scale_split });
