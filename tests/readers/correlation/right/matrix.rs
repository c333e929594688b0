//! Correlation, as a product of matrices; the correlation from columns brought to length 1.

use mlings::correlation::CorrelationError;
use ndarray::{Array2, ArrayView2, Axis};

fn centred(records: ArrayView2<f64>) -> Array2<f64> {
    let means = records.sum_axis(Axis(0)) / records.nrows() as f64;
    &records - &means
}

pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError> {
    let divisor = match records.nrows().checked_sub(ddof) {
        None | Some(0) => return Err(CorrelationError::TooFewRows),
        Some(divisor) => divisor as f64,
    };
    let centred = centred(records);
    Ok(centred.t().dot(&centred) / divisor)
}

pub fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError> {
    if records.nrows() < 2 {
        return Err(CorrelationError::TooFewRows);
    }
    let constant = records.columns().into_iter().position(|column| column.iter().all(|&value| value == column[0]));
    if let Some(index) = constant {
        return Err(CorrelationError::ConstantColumn(index));
    }
    let mut unit = centred(records);
    for mut column in unit.columns_mut() {
        let length = column.dot(&column).sqrt();
        column /= length;
    }
    Ok(unit.t().dot(&unit).mapv(|r| r.clamp(-1.0, 1.0)))
}

mlings::grade!(correlation { covariance, correlation });
