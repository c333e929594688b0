//! Other ways to covariance and correlation.

use mlings::correlation::{Contract, CorrelationError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "running means, one row at a time",
        Contract { covariance: running::covariance, correlation: running::correlation },
    ),
    ("standardised columns", Contract { covariance: standardised::covariance, correlation: standardised::correlation }),
    (
        "plain loops over half of the matrix",
        Contract { covariance: loops::covariance, correlation: loops::correlation },
    ),
    ("seen from the first row", Contract { covariance: shifted::covariance, correlation: shifted::correlation }),
];

type Matrix = Result<Array2<f64>, CorrelationError>;

/// Welford's update for pairs of columns: no row is looked at twice.
mod running {
    use super::*;

    pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Matrix {
        let size = records.ncols();
        let (mut means, mut sums) = (Array1::<f64>::zeros(size), Array2::<f64>::zeros((size, size)));
        for (seen, row) in (1..).zip(records.rows()) {
            let before = &row - &means;
            means.scaled_add(1.0 / f64::from(seen), &before);
            let after = &row - &means;
            sums += &(before.insert_axis(Axis(1)).to_owned() * &after);
        }
        let divisor = records.nrows().checked_sub(ddof).filter(|left| *left > 0);
        divisor.map(|divisor| sums / divisor as f64).ok_or(CorrelationError::TooFewRows)
    }

    pub fn correlation(records: ArrayView2<f64>) -> Matrix {
        let covariance = covariance(records, 1)?;
        for (index, column) in records.columns().into_iter().enumerate() {
            let least = column.iter().copied().fold(f64::INFINITY, f64::min);
            let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            if least == most {
                return Err(CorrelationError::ConstantColumn(index));
            }
        }
        Ok(Array2::from_shape_fn(covariance.dim(), |(i, j)| {
            (covariance[[i, j]] / (covariance[[i, i]].sqrt() * covariance[[j, j]].sqrt())).clamp(-1.0, 1.0)
        }))
    }
}

/// The correlation is the covariance of columns with mean 0 and standard deviation 1.
mod standardised {
    use super::*;

    pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Matrix {
        if records.nrows() <= ddof {
            return Err(CorrelationError::TooFewRows);
        }
        let centred = |column: ArrayView1<f64>| {
            let mean = column.mean().expect("at least one row");
            column.mapv(|value| value - mean)
        };
        let columns: Vec<Array1<f64>> = records.columns().into_iter().map(centred).collect();
        let size = columns.len();
        let divisor = (records.nrows() - ddof) as f64;
        Ok(Array2::from_shape_fn((size, size), |(i, j)| columns[i].dot(&columns[j]) / divisor))
    }

    pub fn correlation(records: ArrayView2<f64>) -> Matrix {
        if records.nrows() < 2 {
            return Err(CorrelationError::TooFewRows);
        }
        let mut standard = records.to_owned();
        for (index, mut column) in standard.columns_mut().into_iter().enumerate() {
            if column.windows(2).into_iter().all(|pair| pair[0] == pair[1]) {
                return Err(CorrelationError::ConstantColumn(index));
            }
            column -= column.sum() / column.len() as f64;
            column /= column.dot(&column).sqrt();
        }
        Ok(covariance(standard.view(), 0)?.mapv(|r| (r * records.nrows() as f64).clamp(-1.0, 1.0)))
    }
}

/// Index loops; what is below the diagonal is copied from above, and the diagonal is 1 by itself.
mod loops {
    use super::*;

    pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Matrix {
        let (n, p) = records.dim();
        if n <= ddof {
            return Err(CorrelationError::TooFewRows);
        }
        let mut means = vec![0.0; p];
        for j in 0..p {
            for i in 0..n {
                means[j] += records[[i, j]] / n as f64;
            }
        }
        let mut covariance = Array2::zeros((p, p));
        for j in 0..p {
            for k in j..p {
                let mut sum = 0.0;
                for i in 0..n {
                    sum += (records[[i, j]] - means[j]) * (records[[i, k]] - means[k]);
                }
                covariance[[j, k]] = sum / (n - ddof) as f64;
                covariance[[k, j]] = covariance[[j, k]];
            }
        }
        Ok(covariance)
    }

    pub fn correlation(records: ArrayView2<f64>) -> Matrix {
        let covariance = covariance(records, 1)?;
        let p = covariance.nrows();
        for j in 0..p {
            if !records.column(j).iter().any(|value| *value != records[[0, j]]) {
                return Err(CorrelationError::ConstantColumn(j));
            }
        }
        let mut correlation = Array2::eye(p);
        for j in 0..p {
            for k in 0..p {
                if j != k {
                    let r: f64 = covariance[[j, k]] / covariance[[j, j]].sqrt() / covariance[[k, k]].sqrt();
                    correlation[[j, k]] = if r.abs() > 1.0 { r.signum() } else { r };
                }
            }
        }
        Ok(correlation)
    }
}

/// Distances from the first row in place of the means; what that adds is taken off the products at the end.
mod shifted {
    use super::*;

    pub fn covariance(records: ArrayView2<f64>, ddof: usize) -> Matrix {
        if records.nrows() <= ddof {
            return Err(CorrelationError::TooFewRows);
        }
        let n_samples = records.nrows() as f64;
        let from_first = &records - &records.row(0);
        let sums = from_first.sum_axis(Axis(0));
        let of_sums = sums.view().insert_axis(Axis(1)).dot(&sums.view().insert_axis(Axis(0))) / n_samples;
        Ok((from_first.t().dot(&from_first) - of_sums) / (n_samples - ddof as f64))
    }

    pub fn correlation(records: ArrayView2<f64>) -> Matrix {
        let covariance = covariance(records, 1)?;
        let varies = |column: ArrayView1<f64>| column.iter().any(|value| *value != column[0]);
        if let Some(index) = records.columns().into_iter().position(|column| !varies(column)) {
            return Err(CorrelationError::ConstantColumn(index));
        }
        let scale = Array2::from_diag(&covariance.diag().mapv(|variance| 1.0 / variance.sqrt()));
        Ok(scale.dot(&covariance).dot(&scale).mapv(|r| r.clamp(-1.0, 1.0)))
    }
}
