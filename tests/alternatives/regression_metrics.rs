//! Other ways to regression metrics.

use mlings::regression_metrics::{Batch, Contract, MetricError};
use ndarray::{Array1, ArrayView1};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops",
        Contract {
            mse: loops::mse,
            rmse: loops::rmse,
            mae: loops::mae,
            r2: loops::r2,
            mape: loops::mape,
            batched_rmse: loops::batched_rmse,
        },
    ),
    (
        "running means, one row after the other",
        Contract {
            mse: running::mse,
            rmse: running::rmse,
            mae: running::mae,
            r2: running::r2,
            mape: running::mape,
            batched_rmse: running::batched_rmse,
        },
    ),
    (
        "linfa's metrics, and all batches put together",
        Contract {
            mse: linfas::mse,
            rmse: linfas::rmse,
            mae: linfas::mae,
            r2: linfas::r2,
            mape: linfas::mape,
            batched_rmse: linfas::batched_rmse,
        },
    ),
];

type Measured = Result<f64, MetricError>;

/// The number of rows, if there is something to measure.
fn n_samples(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<usize, MetricError> {
    match (predictions.len(), targets.len()) {
        (0, 0) => Err(MetricError::NoRows),
        (p, t) if p != t => Err(MetricError::DifferentLengths),
        (_, n) => Ok(n),
    }
}

mod loops {
    use super::*;

    pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        let n = n_samples(predictions, targets)?;
        let mut sum = 0.0;
        for i in 0..n {
            sum += (predictions[i] - targets[i]).powi(2);
        }
        Ok(sum / n as f64)
    }

    pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        mse(predictions, targets).map(f64::sqrt)
    }

    pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        let n = n_samples(predictions, targets)?;
        let mut sum = 0.0;
        for i in 0..n {
            sum += (predictions[i] - targets[i]).abs();
        }
        Ok(sum / n as f64)
    }

    /// By the mean squared errors of the predictions and of the constant mean.
    pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        let n = n_samples(predictions, targets)?;
        let (mut low, mut high, mut sum) = (f64::INFINITY, f64::NEG_INFINITY, 0.0);
        for i in 0..n {
            low = low.min(targets[i]);
            high = high.max(targets[i]);
            sum += targets[i];
        }
        if low == high {
            return Err(MetricError::ConstantTargets);
        }
        let mean = Array1::from_elem(n, sum / n as f64);
        Ok(1.0 - mse(predictions, targets)? / mse(mean.view(), targets)?)
    }

    pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        let n = n_samples(predictions, targets)?;
        let mut sum = 0.0;
        for i in 0..n {
            if targets[i] == 0.0 {
                return Err(MetricError::ZeroTarget(i));
            }
            sum += (predictions[i] / targets[i] - 1.0).abs();
        }
        Ok(sum / n as f64)
    }

    pub fn batched_rmse(batches: &[Batch]) -> Measured {
        let (mut sum, mut n) = (0.0, 0);
        for batch in batches {
            match mse(batch.predictions.view(), batch.targets.view()) {
                Ok(mean) => {
                    sum += mean * batch.targets.len() as f64;
                    n += batch.targets.len();
                }
                Err(MetricError::NoRows) => {}
                Err(error) => return Err(error),
            }
        }
        if n == 0 { Err(MetricError::NoRows) } else { Ok((sum / n as f64).sqrt()) }
    }
}

/// Every mean is kept up to date as the rows come by (Welford 1962).
mod running {
    use super::*;

    #[derive(Default)]
    struct Mean {
        count: f64,
        mean: f64,
        squared_deviations: f64,
    }

    impl Mean {
        fn push(mut self, value: f64) -> Mean {
            let distance = value - self.mean;
            self.count += 1.0;
            self.mean += distance / self.count;
            self.squared_deviations += distance * (value - self.mean);
            self
        }
    }

    fn mean_of(
        predictions: ArrayView1<f64>,
        targets: ArrayView1<f64>,
        of: impl Fn((&f64, &f64)) -> f64,
    ) -> Measured {
        n_samples(predictions, targets)?;
        Ok(predictions.iter().zip(targets).map(of).fold(Mean::default(), Mean::push).mean)
    }

    pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        mean_of(predictions, targets, |(prediction, target)| (target - prediction) * (target - prediction))
    }

    pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        Ok(mse(predictions, targets)?.powf(0.5))
    }

    pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        mean_of(predictions, targets, |(prediction, target)| (target - prediction).abs())
    }

    pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        let left = mse(predictions, targets)? * targets.len() as f64;
        let mut different: Vec<f64> = targets.to_vec();
        different.sort_by(f64::total_cmp);
        different.dedup();
        if different.len() == 1 {
            return Err(MetricError::ConstantTargets);
        }
        let there = targets.iter().copied().fold(Mean::default(), Mean::push).squared_deviations;
        Ok((there - left) / there)
    }

    pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        n_samples(predictions, targets)?;
        match targets.iter().enumerate().find(|(_, target)| target.abs() == 0.0) {
            Some((row, _)) => Err(MetricError::ZeroTarget(row)),
            None => mean_of(predictions, targets, |(prediction, target)| {
                (target - prediction).abs() / target.abs()
            }),
        }
    }

    pub fn batched_rmse(batches: &[Batch]) -> Measured {
        let mut all = Mean::default();
        for Batch { predictions, targets } in batches {
            if predictions.len() != targets.len() {
                return Err(MetricError::DifferentLengths);
            }
            let squares = predictions.iter().zip(targets).map(|(p, t)| (p - t).powi(2));
            all = squares.fold(all, Mean::push);
        }
        if all.count == 0.0 { Err(MetricError::NoRows) } else { Ok(all.mean.sqrt()) }
    }
}

mod linfas {
    use super::*;
    use linfa::prelude::SingleTargetRegression;
    use ndarray::{Axis, concatenate};

    pub fn mse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        n_samples(predictions, targets)?;
        predictions.mean_squared_error(&targets).map_err(|_| MetricError::NoRows)
    }

    pub fn rmse(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        Ok(mse(predictions, targets)?.sqrt())
    }

    pub fn mae(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        n_samples(predictions, targets)?;
        predictions.mean_absolute_error(&targets).map_err(|_| MetricError::NoRows)
    }

    /// linfa's `r2` adds 1e-10 to what it divides by, so the two parts are taken from elsewhere in it.
    pub fn r2(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        let left = mse(predictions, targets)?;
        if targets.iter().skip(1).all(|target| *target == targets[0]) {
            return Err(MetricError::ConstantTargets);
        }
        Ok(1.0 - left / targets.var(0.0))
    }

    /// linfa divides by the one in front.
    pub fn mape(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Measured {
        n_samples(predictions, targets)?;
        if let Some(row) = targets.iter().position(|target| *target == 0.0) {
            return Err(MetricError::ZeroTarget(row));
        }
        targets.mean_absolute_percentage_error(&predictions).map_err(|_| MetricError::NoRows)
    }

    pub fn batched_rmse(batches: &[Batch]) -> Measured {
        if batches.iter().any(|batch| batch.predictions.len() != batch.targets.len()) {
            return Err(MetricError::DifferentLengths);
        }
        let together = |part: fn(&Batch) -> &Array1<f64>| {
            let parts: Vec<ArrayView1<f64>> = batches.iter().map(|batch| part(batch).view()).collect();
            concatenate(Axis(0), &parts).map_err(|_| MetricError::NoRows)
        };
        let (predictions, targets) = (together(|batch| &batch.predictions)?, together(|batch| &batch.targets)?);
        rmse(predictions.view(), targets.view())
    }
}
