//! Other ways to ridge and lasso.

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_elasticnet::ElasticNet;
use mlings::ridge_lasso::{Contract, FitError, LinearModel, TrainingError, solve};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "residuals kept up to date, and ridge as least squares with more rows",
        Contract {
            soft_threshold: residuals::soft_threshold,
            ridge: residuals::ridge,
            sweep: residuals::sweep,
            lasso: residuals::lasso,
            path: residuals::path,
            linfa_lasso: residuals::linfa_lasso,
        },
    ),
    (
        "every pattern of signs solved exactly, and ridge with a free column of ones",
        Contract {
            soft_threshold: patterns::soft_threshold,
            ridge: patterns::ridge,
            sweep: patterns::sweep,
            lasso: patterns::lasso,
            path: patterns::path,
            linfa_lasso: patterns::linfa_lasso,
        },
    ),
    (
        "ridge one coefficient at a time, and a path from the largest alpha on",
        Contract {
            soft_threshold: patterns::soft_threshold,
            ridge: turns::ridge,
            sweep: residuals::sweep,
            lasso: turns::lasso,
            path: turns::path,
            linfa_lasso: residuals::linfa_lasso,
        },
    ),
];

/// The mean is that of what a column differs by from its first number, so nothing is left of equal numbers.
fn centred(records: ArrayView2<f64>) -> Array2<f64> {
    let differences = &records - &records.row(0);
    let means = differences.mean_axis(Axis(0)).expect("rows");
    differences - &means
}

fn model(records: ArrayView2<f64>, targets: ArrayView1<f64>, coefficients: Array1<f64>) -> LinearModel {
    let intercept = (&targets - &records.dot(&coefficients)).mean().expect("rows");
    LinearModel { intercept, coefficients }
}

fn refuse(alpha: f64) -> Result<(), FitError> {
    if (0.0..f64::INFINITY).contains(&alpha) { Ok(()) } else { Err(FitError::InvalidAlpha) }
}

/// Columns of `n_samples` numbers, and what they leave of the targets.
mod residuals {
    use super::*;

    pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
        value - value.clamp(-threshold, threshold)
    }

    /// A row for each coefficient that asks it to be 0.
    pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
        refuse(alpha)?;
        let (n, p) = records.dim();
        let mut rows = Array2::zeros((n + p, p));
        rows.slice_mut(s![..n, ..]).assign(&centred(records));
        rows.slice_mut(s![n.., ..]).diag_mut().fill(alpha.sqrt());
        let mut wanted = Array1::zeros(n + p);
        wanted.slice_mut(s![..n]).assign(&(&targets - targets.mean().expect("rows")));
        let coefficients = solve(rows.t().dot(&rows).view(), rows.t().dot(&wanted).view());
        Ok(model(records, targets, coefficients))
    }

    /// Keeps `c - Gb` up to date.
    pub fn sweep(
        gram: ArrayView2<f64>,
        products: ArrayView1<f64>,
        alpha: f64,
        coefficients: ArrayView1<f64>,
    ) -> Array1<f64> {
        let mut updated = coefficients.to_owned();
        let mut pull = &products - &gram.dot(&updated);
        for j in (0..updated.len()).filter(|j| gram[[*j, *j]] > 0.0) {
            let place = soft_threshold(pull[j] + gram[[j, j]] * updated[j], alpha) / gram[[j, j]];
            pull.scaled_add(updated[j] - place, &gram.column(j));
            updated[j] = place;
        }
        for j in (0..updated.len()).filter(|j| gram[[*j, *j]] == 0.0) {
            updated[j] = 0.0;
        }
        updated
    }

    pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
        refuse(alpha)?;
        let columns = centred(records);
        let n = targets.len() as f64;
        let sizes: Vec<f64> = columns.columns().into_iter().map(|column| column.dot(&column) / n).collect();
        let mut rest = &targets - targets.mean().expect("rows");
        let scale = rest.dot(&rest).sqrt();
        let mut coefficients = Array1::<f64>::zeros(records.ncols());
        loop {
            let mut most = 0.0_f64;
            for (j, column) in columns.columns().into_iter().enumerate() {
                if sizes[j] == 0.0 {
                    continue;
                }
                let pull = column.dot(&rest) / n;
                let place = soft_threshold(pull + sizes[j] * coefficients[j], alpha) / sizes[j];
                let change = place - coefficients[j];
                rest.scaled_add(-change, &column);
                coefficients[j] = place;
                most = most.max(change.abs() * (sizes[j] * n).sqrt());
            }
            if most <= 1e-11 * scale {
                return Ok(model(records, targets, coefficients));
            }
        }
    }

    pub fn path(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alphas: ArrayView1<f64>,
    ) -> Result<Array2<f64>, FitError> {
        let mut scaled = records.to_owned();
        for mut column in scaled.columns_mut() {
            let (mean, deviation) = (column.mean().expect("rows"), column.std(0.0));
            column.mapv_inplace(|value| if deviation > 0.0 { (value - mean) / deviation } else { 0.0 });
        }
        let mut path = Array2::zeros((0, records.ncols()));
        for alpha in alphas {
            let model = lasso(scaled.view(), targets, *alpha)?;
            path.push_row(model.coefficients.view()).expect("one for every column");
        }
        Ok(path)
    }

    pub fn linfa_lasso(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alpha: f64,
    ) -> Result<LinearModel, TrainingError> {
        let mean = targets.mean().expect("rows");
        let dataset = DatasetBase::new(centred(records), &targets - mean);
        let params = ElasticNet::params().l1_ratio(1.0).penalty(alpha).with_intercept(false);
        let fitted = params.tolerance(1e-9).max_iterations(20_000).fit(&dataset)?;
        Ok(model(records, targets, fitted.hyperplane().clone()))
    }
}

/// For every choice of which coefficients are positive, negative and 0, what is left is a linear system. One of
/// them meets all conditions.
mod patterns {
    use super::*;

    pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
        value.signum() * (value.abs() - threshold).max(0.0)
    }

    pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
        refuse(alpha)?;
        let p = records.ncols();
        let mut design = Array2::ones((records.nrows(), p + 1));
        design.slice_mut(s![.., ..p]).assign(&records);
        let mut matrix = design.t().dot(&design);
        for j in 0..p {
            matrix[[j, j]] += alpha;
        }
        let all = solve(matrix.view(), design.t().dot(&targets).view());
        Ok(LinearModel { intercept: all[p], coefficients: all.slice(s![..p]).to_owned() })
    }

    /// The lowest of three places: 0, and the bottom of the parabola on either side.
    pub fn sweep(
        gram: ArrayView2<f64>,
        products: ArrayView1<f64>,
        alpha: f64,
        coefficients: ArrayView1<f64>,
    ) -> Array1<f64> {
        let mut b = coefficients.to_vec();
        for j in 0..b.len() {
            b[j] = 0.0;
            let left: f64 = products[j] - (0..b.len()).map(|k| gram[[j, k]] * b[k]).sum::<f64>();
            let size = gram[[j, j]];
            let height = |place: f64| 0.5 * size * place * place - left * place + alpha * place.abs();
            for place in [(left - alpha) / size, (left + alpha) / size] {
                if size > 0.0 && height(place) < height(b[j]) {
                    b[j] = place;
                }
            }
        }
        Array1::from(b)
    }

    fn exact(columns: &Array2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Array1<f64> {
        let (n, p) = (targets.len() as f64, columns.ncols());
        let rest = &targets - targets.mean().expect("rows");
        let (gram, products) = (columns.t().dot(columns) / n, columns.t().dot(&rest) / n);
        let mut best = (f64::INFINITY, Array1::zeros(p));
        for pattern in 0..3_usize.pow(p as u32) {
            let signs: Vec<f64> = (0..p).map(|j| (pattern / 3_usize.pow(j as u32) % 3) as f64 - 1.0).collect();
            let used: Vec<usize> = (0..p).filter(|j| signs[*j] != 0.0).collect();
            if used.iter().any(|j| gram[[*j, *j]] == 0.0) {
                continue;
            }
            let part = gram.select(Axis(0), &used).select(Axis(1), &used);
            let right: Array1<f64> = used.iter().map(|j| products[*j] - alpha * signs[*j]).collect();
            let mut b = Array1::zeros(p);
            for (j, value) in used.iter().zip(solve(part.view(), right.view())) {
                b[*j] = value;
            }
            let agrees = used.iter().all(|j| b[*j] * signs[*j] > 0.0);
            let sum = 0.5 * b.dot(&gram.dot(&b)) - b.dot(&products) + alpha * b.mapv(f64::abs).sum();
            if agrees && sum < best.0 {
                best = (sum, b);
            }
        }
        best.1
    }

    pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
        refuse(alpha)?;
        Ok(model(records, targets, exact(&centred(records), targets, alpha)))
    }

    pub fn path(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alphas: ArrayView1<f64>,
    ) -> Result<Array2<f64>, FitError> {
        let deviations =
            records.std_axis(Axis(0), 0.0).mapv(|deviation| if deviation == 0.0 { 1.0 } else { deviation });
        let scaled = centred(records) / &deviations;
        let mut path = Array2::zeros((alphas.len(), records.ncols()));
        for i in 0..alphas.len() {
            refuse(alphas[i])?;
            path.row_mut(i).assign(&exact(&scaled, targets, alphas[i]));
        }
        Ok(path)
    }

    /// linfa on columns of deviation 1 would be another lasso; columns around 0 are the same.
    pub fn linfa_lasso(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alpha: f64,
    ) -> Result<LinearModel, TrainingError> {
        let dataset = DatasetBase::new(centred(records), targets.to_owned());
        let fitted = ElasticNet::lasso().penalty(alpha).tolerance(1e-8).fit(&dataset)?;
        let shift = records.mean_axis(Axis(0)).expect("rows").dot(fitted.hyperplane());
        Ok(LinearModel { intercept: fitted.intercept() - shift, coefficients: fitted.hyperplane().clone() })
    }
}

/// Coordinate descent for both; the penalty only changes what a turn does.
mod turns {
    use super::*;

    fn descend(
        columns: &Array2<f64>,
        targets: ArrayView1<f64>,
        mut b: Array1<f64>,
        turn: impl Fn(f64, f64) -> f64,
    ) -> Array1<f64> {
        let n = targets.len() as f64;
        let gram = columns.t().dot(columns) / n;
        let products =
            columns.t().dot(&targets) / n - columns.mean_axis(Axis(0)).expect("rows") * targets.mean().expect("rows");
        for _ in 0..20_000 {
            let before = b.clone();
            for j in 0..b.len() {
                let others = gram.row(j).dot(&b) - gram[[j, j]] * b[j];
                b[j] = turn(products[j] - others, gram[[j, j]]);
            }
            if before == b {
                break;
            }
        }
        b
    }

    pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
        refuse(alpha)?;
        let per_row = alpha / targets.len() as f64;
        let start = Array1::zeros(records.ncols());
        let b = descend(&centred(records), targets, start, |left, size| left / (size + per_row));
        Ok(model(records, targets, b))
    }

    fn lasso_from(columns: &Array2<f64>, targets: ArrayView1<f64>, alpha: f64, start: Array1<f64>) -> Array1<f64> {
        let turn = |left: f64, size: f64| if left.abs() <= alpha { 0.0 } else { (left - alpha.copysign(left)) / size };
        descend(columns, targets, start, turn)
    }

    pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
        refuse(alpha)?;
        let b = lasso_from(&centred(records), targets, alpha, Array1::zeros(records.ncols()));
        Ok(model(records, targets, b))
    }

    pub fn path(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        alphas: ArrayView1<f64>,
    ) -> Result<Array2<f64>, FitError> {
        alphas.iter().try_for_each(|alpha| refuse(*alpha))?;
        let mut scaled = centred(records);
        for mut column in scaled.columns_mut() {
            let deviation = column.std(0.0);
            if deviation > 0.0 {
                column /= deviation;
            }
        }
        let mut order: Vec<usize> = (0..alphas.len()).collect();
        order.sort_by(|a, b| alphas[*b].total_cmp(&alphas[*a]));
        let mut path = Array2::zeros((alphas.len(), records.ncols()));
        let mut b = Array1::zeros(records.ncols());
        for place in order {
            b = lasso_from(&scaled, targets, alphas[place], b);
            path.row_mut(place).assign(&b);
        }
        Ok(path)
    }
}
