//! what is wrong: path returns its rows by ascending alpha, not in the order of the alphas
use linfa::{Dataset, traits::Fit};
use linfa_elasticnet::ElasticNet;
use mlings::ridge_lasso::{FitError, LinearModel, TrainingError, solve};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

fn mean(values: ArrayView1<f64>) -> f64 {
    let first = values[0]; // so that the mean of equal numbers is that number
    first + values.iter().map(|v| v - first).sum::<f64>() / values.len() as f64
}

fn centre(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> (Array2<f64>, Array1<f64>, Array1<f64>, f64) {
    let means = records.map_axis(Axis(0), mean);
    let mean_target = mean(targets);
    (&records - &means, &targets - mean_target, means, mean_target)
}

fn through_means(means: &Array1<f64>, mean_target: f64, coefficients: Array1<f64>) -> LinearModel {
    LinearModel { intercept: mean_target - means.dot(&coefficients), coefficients }
}

fn check(alpha: f64) -> Result<(), FitError> {
    if alpha >= 0.0 && alpha.is_finite() { Ok(()) } else { Err(FitError::InvalidAlpha) }
}

pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
    if value > threshold {
        value - threshold
    } else if value < -threshold {
        value + threshold
    } else {
        0.0
    }
}

pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    check(alpha)?;
    let (x, y, means, mean_target) = centre(records, targets);
    let matrix = x.t().dot(&x) + Array2::<f64>::eye(x.ncols()) * alpha;
    let coefficients = solve(matrix.view(), x.t().dot(&y).view());
    Ok(through_means(&means, mean_target, coefficients))
}

pub fn sweep(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut b = coefficients.to_owned();
    for j in 0..b.len() {
        let own = gram[[j, j]];
        let left = products[j] - (gram.row(j).dot(&b) - own * b[j]);
        b[j] = if own == 0.0 { 0.0 } else { soft_threshold(left, alpha) / own };
    }
    b
}

fn descend(x: &Array2<f64>, y: &Array1<f64>, alpha: f64, start: Array1<f64>) -> Array1<f64> {
    let n = x.nrows() as f64;
    let gram = x.t().dot(x) / n;
    let products = x.t().dot(y) / n;
    let small = 1e-12 * (y.dot(y) / n).sqrt();
    let mut b = start;
    for _ in 0..1_000_000 {
        let new = sweep(gram.view(), products.view(), alpha, b.view());
        let settled = (0..b.len()).all(|j| (new[j] - b[j]).abs() * gram[[j, j]].sqrt() <= small);
        b = new;
        if settled {
            break;
        }
    }
    b
}

pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    check(alpha)?;
    let (x, y, means, mean_target) = centre(records, targets);
    let coefficients = descend(&x, &y, alpha, Array1::zeros(x.ncols()));
    Ok(through_means(&means, mean_target, coefficients))
}

pub fn path(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Result<Array2<f64>, FitError> {
    for &alpha in alphas {
        check(alpha)?;
    }
    let (mut x, y, _, _) = centre(records, targets);
    let n = x.nrows() as f64;
    for mut column in x.columns_mut() {
        let deviation = (column.dot(&column) / n).sqrt();
        if deviation > 0.0 {
            column /= deviation;
        }
    }
    let mut alphas = alphas.to_vec();
    alphas.sort_by(f64::total_cmp);
    let mut result = Array2::zeros((alphas.len(), x.ncols()));
    for (i, &alpha) in alphas.iter().enumerate() {
        let b = descend(&x, &y, alpha, Array1::zeros(x.ncols()));
        result.row_mut(i).assign(&b);
    }
    Ok(result)
}

pub fn linfa_lasso(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let (x, _, means, mean_target) = centre(records, targets);
    let dataset = Dataset::new(x, targets.to_owned());
    let trained = ElasticNet::lasso().penalty(alpha).tolerance(1e-10).max_iterations(100_000).fit(&dataset)?;
    Ok(through_means(&means, mean_target, trained.hyperplane().to_owned()))
}

mlings::grade!(ridge_lasso { soft_threshold, ridge, sweep, lasso, path, linfa_lasso });
