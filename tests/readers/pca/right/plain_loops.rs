use mlings::pca::{FitError, Pca};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// Jacobi's method: turns two columns at a time until nothing is left beside the diagonal.
fn jacobi(mut a: Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let d = a.nrows();
    let mut v = Array2::<f64>::eye(d);
    for _ in 0..100 {
        let mut turned = false;
        for p in 0..d {
            for q in p + 1..d {
                let off = a[[p, q]];
                if off == 0.0 || off.abs() <= 1e-17 * (a[[p, p]].abs() * a[[q, q]].abs()).sqrt() {
                    continue;
                }
                turned = true;
                let theta = (a[[q, q]] - a[[p, p]]) / (2.0 * off);
                let t = if theta.is_infinite() {
                    0.0
                } else {
                    theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt())
                };
                if t == 0.0 {
                    a[[p, q]] = 0.0;
                    a[[q, p]] = 0.0;
                    continue;
                }
                let c = 1.0 / (t * t + 1.0).sqrt();
                let s = t * c;
                for k in 0..d {
                    let (x, y) = (a[[k, p]], a[[k, q]]);
                    a[[k, p]] = c * x - s * y;
                    a[[k, q]] = s * x + c * y;
                }
                for k in 0..d {
                    let (x, y) = (a[[p, k]], a[[q, k]]);
                    a[[p, k]] = c * x - s * y;
                    a[[q, k]] = s * x + c * y;
                }
                a[[p, q]] = 0.0;
                a[[q, p]] = 0.0;
                for k in 0..d {
                    let (x, y) = (v[[k, p]], v[[k, q]]);
                    v[[k, p]] = c * x - s * y;
                    v[[k, q]] = s * x + c * y;
                }
            }
        }
        if !turned {
            break;
        }
    }
    let mut values = Vec::new();
    for i in 0..d {
        values.push(a[[i, i]]);
    }
    (values, v)
}

pub fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError> {
    let n = train.nrows();
    let d = train.ncols();
    if n < 2 {
        return Err(FitError::TooFewRows);
    }
    if n_components < 1 || n_components > d {
        return Err(FitError::InvalidComponents);
    }
    let mut means = Array1::<f64>::zeros(d);
    for j in 0..d {
        let first = train[[0, j]];
        let mut sum = 0.0;
        for i in 0..n {
            sum += train[[i, j]] - first;
        }
        means[j] = first + sum / n as f64;
    }
    let mut c = Array2::<f64>::zeros((d, d));
    for j in 0..d {
        for l in j..d {
            let mut sum = 0.0;
            for i in 0..n {
                sum += (train[[i, j]] - means[j]) * (train[[i, l]] - means[l]);
            }
            c[[j, l]] = sum / (n - 1) as f64;
            c[[l, j]] = c[[j, l]];
        }
    }
    let mut total_variance = 0.0;
    for j in 0..d {
        total_variance += c[[j, j]];
    }
    let (values, vectors) = jacobi(c);
    let mut order: Vec<usize> = (0..d).collect();
    order.sort_by(|&x, &y| values[y].total_cmp(&values[x]));
    let mut components = Array2::zeros((n_components, d));
    let mut explained_variance = Array1::zeros(n_components);
    for k in 0..n_components {
        explained_variance[k] = values[order[k]];
        for j in 0..d {
            components[[k, j]] = vectors[[j, order[k]]];
        }
    }
    Ok(Pca { means, components, explained_variance, total_variance })
}

pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    let k = pca.components.nrows();
    let mut scores = Array2::zeros((rows.nrows(), k));
    for i in 0..rows.nrows() {
        for c in 0..k {
            let mut sum = 0.0;
            for j in 0..rows.ncols() {
                sum += (rows[[i, j]] - pca.means[j]) * pca.components[[c, j]];
            }
            scores[[i, c]] = sum;
        }
    }
    scores
}

pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    let d = pca.means.len();
    let mut rows = Array2::zeros((scores.nrows(), d));
    for i in 0..scores.nrows() {
        for j in 0..d {
            let mut x = pca.means[j];
            for c in 0..scores.ncols() {
                x += scores[[i, c]] * pca.components[[c, j]];
            }
            rows[[i, j]] = x;
        }
    }
    rows
}

pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
    let k = pca.explained_variance.len();
    let mut ratios = Array1::zeros(k);
    if pca.total_variance > 0.0 {
        for c in 0..k {
            ratios[c] = pca.explained_variance[c] / pca.total_variance;
        }
    }
    ratios
}

pub fn reconstruction_errors(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    let d = rows.ncols();
    let k = pca.components.nrows();
    let mut errors = Array1::zeros(rows.nrows());
    for i in 0..rows.nrows() {
        // what is left of the row after each component has been taken away
        let mut rest = Vec::new();
        for j in 0..d {
            rest.push(rows[[i, j]] - pca.means[j]);
        }
        for c in 0..k {
            let mut score = 0.0;
            for j in 0..d {
                score += pca.components[[c, j]] * rest[j];
            }
            for j in 0..d {
                rest[j] -= score * pca.components[[c, j]];
            }
        }
        errors[i] = rest.iter().map(|r| r * r).sum();
    }
    errors
}

pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
    let mut kept = 0;
    let mut sum = 0.0;
    while kept < ratios.len() && sum < share {
        sum += ratios[kept];
        kept += 1;
    }
    kept
}

mlings::grade!(pca { fit, transform, inverse_transform, explained_ratio, reconstruction_errors, n_components_for });
