//! what is wrong: the first held-out row is left out of the error of the last value

use mlings::baselines::{Baseline, BaselineError, CurvePoint, FitModel, Rows};
use ndarray::{Array1, ArrayView1, Axis};

pub fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (&predictions - &targets).mapv(f64::abs).sum() / predictions.len() as f64
}

pub fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    let mut sorted = train.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut label = *sorted.first().ok_or(BaselineError::NoTrainingRows)?;
    let mut most = 0;
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > most {
            most = run.len();
            label = run[0];
        }
    }
    let predictions = Array1::from_elem(test.len(), label);
    let wrong = test.iter().filter(|&&truth| truth != label).count();
    Ok(Baseline { predictions, error: wrong as f64 / test.len() as f64 })
}

pub fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    let mean = train.mean().ok_or(BaselineError::NoTrainingRows)?;
    let predictions = Array1::from_elem(test.len(), mean);
    let error = mean_absolute_error(predictions.view(), test);
    Ok(Baseline { predictions, error })
}

pub fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError> {
    let last = *train.last().ok_or(BaselineError::NoTrainingRows)?;
    let predictions: Array1<f64> = std::iter::once(last).chain(test.iter().copied()).take(test.len()).collect();
    let error = if test.len() == 1 {
        mean_absolute_error(predictions.view(), test)
    } else {
        mean_absolute_error(predictions.slice(ndarray::s![1..]), test.slice(ndarray::s![1..]))
    };
    Ok(Baseline { predictions, error })
}

pub fn learning_curve(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Result<Vec<CurvePoint>, BaselineError> {
    let too_much = |size: usize| size > order.len();
    if let Some(&size) = sizes.iter().find(|&&size| size == 0 || too_much(size)) {
        return Err(BaselineError::BadSize(size));
    }
    let mut curve = Vec::new();
    for &size in sizes {
        let records = train.records.select(Axis(0), &order[..size]);
        let targets = train.targets.select(Axis(0), &order[..size]);
        let predict = fit_model(records.view(), targets.view());
        let train_error = mean_absolute_error(predict(records.view()).view(), targets.view());
        let test_error = mean_absolute_error(predict(test.records.view()).view(), test.targets.view());
        curve.push(CurvePoint { size, train_error, test_error });
    }
    Ok(curve)
}

mlings::grade!(baselines { mean_absolute_error, majority, mean, last_value, learning_curve });
