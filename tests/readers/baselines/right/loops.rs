//! Baselines, with plain loops.

use mlings::baselines::{Baseline, BaselineError, CurvePoint, FitModel, Rows};
use ndarray::{Array1, Array2, ArrayView1};

pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for i in 0..targets.len() {
        sum += if predictions[i] > targets[i] { predictions[i] - targets[i] } else { targets[i] - predictions[i] };
    }
    sum / targets.len() as f64
}

pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    if train.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    let mut best = train[0];
    let mut best_count = 0;
    for &candidate in train {
        let mut count = 0;
        for &label in train {
            if label == candidate {
                count += 1;
            }
        }
        if count > best_count || (count == best_count && candidate < best) {
            best = candidate;
            best_count = count;
        }
    }
    let mut wrong = 0.0;
    for &label in test {
        if label != best {
            wrong += 1.0;
        }
    }
    Ok(Baseline { predictions: Array1::from(vec![best; test.len()]), error: wrong / test.len() as f64 })
}

pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    if train.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    // the running mean
    let mut mean = 0.0;
    for (seen, &target) in train.iter().enumerate() {
        mean += (target - mean) / (seen + 1) as f64;
    }
    let predictions = Array1::from(vec![mean; test.len()]);
    let error = mean_absolute_error(predictions.view(), test);
    Ok(Baseline { predictions, error })
}

pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    if train.is_empty() {
        return Err(BaselineError::NoTrainingRows);
    }
    let mut predictions = Array1::zeros(test.len());
    let mut before = train[train.len() - 1];
    for i in 0..test.len() {
        predictions[i] = before;
        before = test[i];
    }
    let error = mean_absolute_error(predictions.view(), test);
    Ok(Baseline { predictions, error })
}

pub fn learning_curve(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Result<Vec<CurvePoint>, BaselineError> {
    let mut curve = Vec::new();
    for &size in sizes {
        if size == 0 || size > train.targets.len() {
            return Err(BaselineError::BadSize(size));
        }
        let mut records = Array2::zeros((size, train.records.ncols()));
        let mut targets = Array1::zeros(size);
        for i in 0..size {
            records.row_mut(i).assign(&train.records.row(order[i]));
            targets[i] = train.targets[order[i]];
        }
        let predict = fit_model(records.view(), targets.view());
        let on_train = predict(records.view());
        let on_test = predict(test.records.view());
        curve.push(CurvePoint {
            size,
            train_error: mean_absolute_error(on_train.view(), targets.view()),
            test_error: mean_absolute_error(on_test.view(), test.targets.view()),
        });
    }
    Ok(curve)
}

mlings::grade!(baselines { mean_absolute_error, majority, mean, last_value, learning_curve });
