//! Correlation, with plain loops.

use mlings::correlation::CorrelationError;
use ndarray::{Array2, ArrayView2};

pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Result<Array2<f64>, CorrelationError> {
    let (n, m) = records.dim();
    if n <= ddof {
        return Err(CorrelationError::TooFewRows);
    }
    let mut means = vec![0.0; m];
    for j in 0..m {
        let mut sum = 0.0;
        for i in 0..n {
            sum += records[[i, j]];
        }
        means[j] = sum / n as f64;
    }
    let divisor = (n - ddof) as f64;
    let mut answer = Array2::zeros((m, m));
    for a in 0..m {
        for b in 0..=a {
            let mut sum = 0.0;
            for i in 0..n {
                sum += (records[[i, a]] - means[a]) * (records[[i, b]] - means[b]);
            }
            answer[[a, b]] = sum / divisor;
            answer[[b, a]] = sum / divisor;
        }
    }
    Ok(answer)
}

pub fn correlation(records: ArrayView2<f64>) -> Result<Array2<f64>, CorrelationError> {
    let (n, m) = records.dim();
    if n < 2 {
        return Err(CorrelationError::TooFewRows);
    }
    for j in 0..m {
        let mut constant = true;
        for i in 1..n {
            if records[[i, j]] != records[[0, j]] {
                constant = false;
            }
        }
        if constant {
            return Err(CorrelationError::ConstantColumn(j));
        }
    }
    let c = covariance(records, 0)?;
    let mut answer = Array2::zeros((m, m));
    for a in 0..m {
        for b in 0..m {
            let spread = c[[a, a]].sqrt() * c[[b, b]].sqrt();
            let r: f64 = c[[a, b]] / spread;
            answer[[a, b]] = r.max(-1.0).min(1.0);
        }
    }
    Ok(answer)
}

mlings::grade!(correlation { covariance, correlation });
