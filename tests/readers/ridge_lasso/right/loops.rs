//! right: plain loops, elimination for ridge, residuals kept for lasso, path by lasso on a scaled table
use linfa::{Dataset, traits::Fit};
use linfa_elasticnet::ElasticNet;
use mlings::ridge_lasso::{FitError, LinearModel, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn centred(records: ArrayView2<f64>) -> (Array2<f64>, Array1<f64>) {
    let (n, p) = records.dim();
    let mut x = records.to_owned();
    let mut means = Array1::zeros(p);
    for j in 0..p {
        let first = records[[0, j]];
        let mut sum = 0.0;
        for i in 0..n {
            sum += records[[i, j]] - first;
        }
        means[j] = first + sum / n as f64;
        for i in 0..n {
            x[[i, j]] -= means[j];
        }
    }
    (x, means)
}

fn mean(targets: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for t in targets {
        sum += t;
    }
    sum / targets.len() as f64
}

fn model(means: Array1<f64>, mean_target: f64, coefficients: Array1<f64>) -> LinearModel {
    let mut intercept = mean_target;
    for j in 0..means.len() {
        intercept -= means[j] * coefficients[j];
    }
    LinearModel { intercept, coefficients }
}

pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
    let rest = value.abs() - threshold;
    if rest <= 0.0 {
        return 0.0;
    }
    if value < 0.0 { -rest } else { rest }
}

pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    if alpha.is_nan() || alpha < 0.0 || alpha == f64::INFINITY {
        return Err(FitError::InvalidAlpha);
    }
    let (x, means) = centred(records);
    let mean_target = mean(targets);
    let (n, p) = x.dim();
    let mut a = vec![vec![0.0; p + 1]; p];
    for j in 0..p {
        for k in 0..p {
            for i in 0..n {
                a[j][k] += x[[i, j]] * x[[i, k]];
            }
        }
        a[j][j] += alpha;
        for i in 0..n {
            a[j][p] += x[[i, j]] * (targets[i] - mean_target);
        }
    }
    for c in 0..p {
        for r in 0..p {
            if r != c {
                let f = a[r][c] / a[c][c];
                for k in c..=p {
                    let up = a[c][k];
                    a[r][k] -= f * up;
                }
            }
        }
    }
    let mut b = Array1::zeros(p);
    for j in 0..p {
        b[j] = a[j][p] / a[j][j];
    }
    Ok(model(means, mean_target, b))
}

pub fn sweep(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let p = products.len();
    let mut b = coefficients.to_owned();
    for j in 0..p {
        if gram[[j, j]] == 0.0 {
            b[j] = 0.0;
            continue;
        }
        let mut left = products[j];
        for k in 0..p {
            if k != j {
                left -= gram[[j, k]] * b[k];
            }
        }
        b[j] = soft_threshold(left, alpha) / gram[[j, j]];
    }
    b
}

pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    if !(alpha >= 0.0) || alpha.is_infinite() {
        return Err(FitError::InvalidAlpha);
    }
    let (x, means) = centred(records);
    let mean_target = mean(targets);
    let (n, p) = x.dim();
    let mut residuals: Vec<f64> = targets.iter().map(|t| t - mean_target).collect();
    let spread = (residuals.iter().map(|r| r * r).sum::<f64>() / n as f64).sqrt();
    let mut b = Array1::<f64>::zeros(p);
    let columns: Vec<Vec<f64>> = (0..p).map(|j| x.column(j).to_vec()).collect();
    for _ in 0..1_000_000 {
        let mut moved = 0.0_f64;
        for j in 0..p {
            let own = columns[j].iter().map(|v| v * v).sum::<f64>() / n as f64;
            if own == 0.0 {
                continue;
            }
            let mut pull = 0.0;
            for i in 0..n {
                pull += columns[j][i] * residuals[i];
            }
            let new = soft_threshold(pull / n as f64 + own * b[j], alpha) / own;
            let change = new - b[j];
            if change != 0.0 {
                for i in 0..n {
                    residuals[i] -= change * columns[j][i];
                }
            }
            moved = moved.max(change.abs() * own.sqrt());
            b[j] = new;
        }
        if moved <= 1e-12 * spread {
            break;
        }
    }
    Ok(model(means, mean_target, b))
}

pub fn path(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Result<Array2<f64>, FitError> {
    let (mut x, _) = centred(records);
    let (n, p) = x.dim();
    for j in 0..p {
        let mut sum = 0.0;
        for i in 0..n {
            sum += x[[i, j]] * x[[i, j]];
        }
        if sum > 0.0 {
            for i in 0..n {
                x[[i, j]] /= (sum / n as f64).sqrt();
            }
        }
    }
    let mut result = Array2::zeros((alphas.len(), p));
    for i in 0..alphas.len() {
        let fitted = lasso(x.view(), targets, alphas[i])?;
        for j in 0..p {
            result[[i, j]] = fitted.coefficients[j];
        }
    }
    Ok(result)
}

pub fn linfa_lasso(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let (x, means) = centred(records);
    let mean_target = mean(targets);
    let trained = ElasticNet::params()
        .l1_ratio(1.0)
        .penalty(alpha)
        .tolerance(1e-11)
        .max_iterations(200_000)
        .fit(&Dataset::new(x, targets.to_owned()))?;
    Ok(model(means, mean_target, trained.hyperplane().clone()))
}

mlings::grade!(ridge_lasso { soft_threshold, ridge, sweep, lasso, path, linfa_lasso });
