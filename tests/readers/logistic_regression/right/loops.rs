//! right: plain loops, Newton's method with halving
use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings::logistic_regression::{FitError, Gradient, LogisticModel, TrainingError};
use ndarray::{Array1, ArrayView1, ArrayView2};

pub fn sigmoid(logit: f64) -> f64 {
    let small = (-logit.abs()).exp();
    if logit < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

fn logit(model: &LogisticModel, row: ArrayView1<f64>) -> f64 {
    let mut z = model.intercept;
    for j in 0..row.len() {
        z += model.coefficients[j] * row[j];
    }
    z
}

pub fn predict_probabilities(model: &LogisticModel, records: ArrayView2<f64>) -> Array1<f64> {
    let mut result = Array1::zeros(records.nrows());
    for i in 0..records.nrows() {
        result[i] = sigmoid(logit(model, records.row(i)));
    }
    result
}

pub fn loss(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> f64 {
    let mut sum = 0.0;
    for i in 0..records.nrows() {
        let mut z = logit(model, records.row(i));
        if targets[i] > 0.5 {
            z = -z;
        }
        sum += if z > 0.0 { z + (-z).exp().ln_1p() } else { z.exp().ln_1p() };
    }
    let mut squares = 0.0;
    for b in &model.coefficients {
        squares += b * b;
    }
    sum / records.nrows() as f64 + 0.5 * alpha * squares
}

pub fn gradient(model: &LogisticModel, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Gradient {
    let (n, p) = records.dim();
    let mut slopes = Gradient { intercept: 0.0, coefficients: Array1::zeros(p) };
    for i in 0..n {
        let e = sigmoid(logit(model, records.row(i))) - targets[i];
        slopes.intercept += e;
        for j in 0..p {
            slopes.coefficients[j] += e * records[[i, j]];
        }
    }
    slopes.intercept /= n as f64;
    for j in 0..p {
        slopes.coefficients[j] = slopes.coefficients[j] / n as f64 + alpha * model.coefficients[j];
    }
    slopes
}

fn largest(g: &Gradient) -> f64 {
    let mut most = g.intercept.abs();
    for s in &g.coefficients {
        most = most.max(s.abs());
    }
    most
}

fn gauss(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for c in 0..n {
        let mut pivot = c;
        for r in c..n {
            if a[r][c].abs() > a[pivot][c].abs() {
                pivot = r;
            }
        }
        a.swap(c, pivot);
        b.swap(c, pivot);
        for r in c + 1..n {
            let f = a[r][c] / a[c][c];
            for k in c..n {
                let up = a[c][k];
                a[r][k] -= f * up;
            }
            b[r] -= f * b[c];
        }
    }
    for c in (0..n).rev() {
        for k in c + 1..n {
            let done = b[k];
            b[c] -= a[c][k] * done;
        }
        b[c] /= a[c][c];
    }
    b
}

pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LogisticModel, FitError> {
    let (n, p) = records.dim();
    let mut ones = 0;
    for &y in targets {
        if y == 1.0 {
            ones += 1;
        }
    }
    if ones == 0 || ones == n {
        return Err(FitError::OneClass);
    }
    let mut model = LogisticModel { intercept: 0.0, coefficients: Array1::zeros(p) };
    for _ in 0..1000 {
        let slopes = gradient(&model, records, targets, alpha);
        let now = largest(&slopes);
        if now <= 1e-9 {
            break;
        }
        let mut hessian = vec![vec![0.0; p + 1]; p + 1];
        for i in 0..n {
            let q = sigmoid(logit(&model, records.row(i)));
            let weight = q * (1.0 - q) / n as f64;
            let x = |j: usize| if j == 0 { 1.0 } else { records[[i, j - 1]] };
            for a in 0..=p {
                for b in 0..=p {
                    hessian[a][b] += weight * x(a) * x(b);
                }
            }
        }
        for j in 1..=p {
            hessian[j][j] += alpha;
        }
        let mut right = vec![slopes.intercept];
        right.extend(slopes.coefficients.iter());
        let way = gauss(hessian, right);
        let mut size = 1.0;
        let next = loop {
            let mut next = model.clone();
            next.intercept -= size * way[0];
            for j in 0..p {
                next.coefficients[j] -= size * way[j + 1];
            }
            if largest(&gradient(&next, records, targets, alpha)) < now || size < 1e-12 {
                break next;
            }
            size /= 2.0;
        };
        model = next;
        if size < 1e-12 {
            break;
        }
    }
    Ok(model)
}

pub fn fit_linfa(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LogisticModel, TrainingError> {
    let dataset = Dataset::new(records.to_owned(), targets.mapv(|y| y > 0.5));
    let trained = LogisticRegression::default().alpha(alpha * records.nrows() as f64).fit(&dataset)?;
    let mut model = LogisticModel { intercept: trained.intercept(), coefficients: trained.params().to_owned() };
    if !trained.labels().pos.class {
        model.intercept = -model.intercept;
        for b in model.coefficients.iter_mut() {
            *b = -*b;
        }
    }
    Ok(model)
}

mlings::grade!(logistic_regression { sigmoid, predict_probabilities, loss, gradient, fit, fit_linfa });
