//! what is wrong: with MinMax the held-out rows are clipped to 0..1
use mlings::scale::{Method, NoRows, Scaled, Scaler};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

fn offset_and_scale(column: ArrayView1<f64>, method: &Method) -> (f64, f64) {
    let n = column.len() as f64;
    let low = column.iter().copied().fold(f64::INFINITY, f64::min);
    let high = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (offset, mut scale) = match method {
        Method::Standard => {
            let mean = column.sum() / n;
            let variance = column.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n;
            (mean, variance.sqrt())
        }
        Method::MinMax => (low, high - low),
    };
    if low == high {
        scale = 1.0;
    }
    (offset, scale)
}

pub fn fit(train: ArrayView2<f64>, method: Method) -> Result<Scaler, NoRows> {
    if train.nrows() == 0 {
        return Err(NoRows);
    }
    let (offsets, scales): (Vec<f64>, Vec<f64>) =
        train.axis_iter(Axis(1)).map(|column| offset_and_scale(column, &method)).unzip();
    Ok(Scaler { offsets: Array1::from(offsets), scales: Array1::from(scales) })
}

pub fn transform(scaler: &Scaler, rows: ArrayView2<f64>) -> Array2<f64> {
    (&rows - &scaler.offsets) / &scaler.scales
}

pub fn inverse(scaler: &Scaler, scaled: ArrayView2<f64>) -> Array2<f64> {
    &scaled * &scaler.scales + &scaler.offsets
}

pub fn scale_split(train: ArrayView2<f64>, test: ArrayView2<f64>, method: Method) -> Result<Scaled, NoRows> {
    let clip = matches!(method, Method::MinMax);
    let scaler = fit(train, method)?;
    let scaled_train = transform(&scaler, train);
    let mut scaled_test = transform(&scaler, test);
    if clip {
        scaled_test.mapv_inplace(|v| v.clamp(0.0, 1.0));
    }
    Ok(Scaled { scaler, train: scaled_train, test: scaled_test })
}

mlings::grade!(scale { fit, transform, inverse, scale_split });
