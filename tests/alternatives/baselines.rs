//! Other ways to baselines and the learning curve.

use mlings::baselines::{Baseline, BaselineError, Contract, CurvePoint, FitModel, Rows};
use ndarray::{Array1, Array2, ArrayView1, Axis, concatenate, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "maps, slices and shuffled copies",
        Contract {
            mean_absolute_error: slices::mean_absolute_error,
            majority: slices::majority,
            mean: slices::mean,
            last_value: slices::last_value,
            learning_curve: slices::learning_curve,
        },
    ),
    (
        "index loops, one row at a time",
        Contract {
            mean_absolute_error: loops::mean_absolute_error,
            majority: loops::majority,
            mean: loops::mean,
            last_value: loops::last_value,
            learning_curve: loops::learning_curve,
        },
    ),
];

type Fitted = Result<Baseline, BaselineError>;
type Curve = Result<Vec<CurvePoint>, BaselineError>;

/// A map of counts; series and tables that are put together once and then cut.
mod slices {
    use super::*;
    use std::collections::BTreeMap;

    pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
        (&targets - &predictions).mapv_into(f64::abs).mean().unwrap_or(f64::NAN)
    }

    pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for label in train {
            *counts.entry(*label as i64).or_default() += 1;
        }
        // Of equal keys `max_by_key` keeps the last, so the labels go from the largest to the smallest.
        let most = counts.iter().rev().max_by_key(|(_, count)| **count);
        let label = *most.ok_or(BaselineError::NoTrainingRows)?.0 as f64;
        let error = test.mapv(|target| if target == label { 0.0 } else { 1.0 }).mean().unwrap_or(f64::NAN);
        Ok(Baseline { predictions: Array1::from_elem(test.dim(), label), error })
    }

    pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
        if train.is_empty() {
            return Err(BaselineError::NoTrainingRows);
        }
        let value = train.sum() / train.len() as f64;
        let error = test.fold(0.0, |sum, target| sum + (target - value).abs()) / test.len() as f64;
        Ok(Baseline { predictions: Array1::ones(test.len()) * value, error })
    }

    pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
        let n = train.len();
        if n == 0 {
            return Err(BaselineError::NoTrainingRows);
        }
        let series = concatenate![Axis(0), train, test];
        let predictions = series.slice(s![n - 1..series.len() - 1]).to_owned();
        Ok(Baseline { error: mean_absolute_error(predictions.view(), test), predictions })
    }

    pub fn learning_curve(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
        let (records, targets) = (train.records.select(Axis(0), order), train.targets.select(Axis(0), order));
        if let Some(size) = sizes.iter().find(|size| !(1..=order.len()).contains(*size)) {
            return Err(BaselineError::BadSize(*size));
        }
        let point = |size: usize| {
            let (records, targets) = (records.slice(s![..size, ..]), targets.slice(s![..size]));
            let model = fit_model(records, targets);
            CurvePoint {
                size,
                train_error: mean_absolute_error(model(records).view(), targets),
                test_error: mean_absolute_error(model(test.records.view()).view(), test.targets.view()),
            }
        };
        Ok(sizes.iter().copied().map(point).collect())
    }
}

/// Everything by index; a model is asked for one row at a time.
mod loops {
    use super::*;

    pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
        let mut mean = 0.0;
        for i in 0..targets.len() {
            mean += ((predictions[i] - targets[i]).powi(2).sqrt() - mean) / (i + 1) as f64;
        }
        mean
    }

    pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
        let mut best: Option<(f64, usize)> = None;
        for i in 0..train.len() {
            let mut count = 0;
            for j in 0..train.len() {
                if train[i] == train[j] {
                    count += 1;
                }
            }
            if best.is_none_or(|(label, most)| count > most || (count == most && train[i] < label)) {
                best = Some((train[i], count));
            }
        }
        let Some((label, _)) = best else { return Err(BaselineError::NoTrainingRows) };
        let mut right = 0.0;
        for target in test {
            if *target == label {
                right += 1.0;
            }
        }
        Ok(Baseline { predictions: Array1::from(vec![label; test.len()]), error: 1.0 - right / test.len() as f64 })
    }

    pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
        let mut running = None;
        for (seen, target) in train.iter().enumerate() {
            let mean: f64 = running.unwrap_or(0.0);
            running = Some(mean + (target - mean) / (seen + 1) as f64);
        }
        let mean = running.ok_or(BaselineError::NoTrainingRows)?;
        let predictions = Array1::from(vec![mean; test.len()]);
        let error = mean_absolute_error(predictions.view(), test);
        Ok(Baseline { predictions, error })
    }

    pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
        if train.is_empty() {
            return Err(BaselineError::NoTrainingRows);
        }
        let mut last = train[train.len() - 1];
        let mut predictions = Vec::new();
        let mut sum = 0.0;
        for target in test {
            predictions.push(last);
            sum += (target - last).abs();
            last = *target;
        }
        Ok(Baseline { predictions: Array1::from(predictions), error: sum / test.len() as f64 })
    }

    pub fn learning_curve(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
        let mut curve = Vec::new();
        for &size in sizes {
            if size < 1 || size > train.targets.len() {
                return Err(BaselineError::BadSize(size));
            }
            let mut known =
                Rows { records: Array2::zeros((size, train.records.ncols())), targets: Array1::zeros(size) };
            for (i, &row) in order[..size].iter().enumerate() {
                known.records.row_mut(i).assign(&train.records.row(row));
                known.targets[i] = train.targets[row];
            }
            let predict = fit_model(known.records.view(), known.targets.view());
            let mut errors = [0.0, 0.0];
            for (error, rows) in errors.iter_mut().zip([&known, test]) {
                for i in 0..rows.targets.len() {
                    let row = rows.records.row(i).insert_axis(Axis(0));
                    *error += (predict(row)[0] - rows.targets[i]).abs() / rows.targets.len() as f64;
                }
            }
            curve.push(CurvePoint { size, train_error: errors[0], test_error: errors[1] });
        }
        Ok(curve)
    }
}
