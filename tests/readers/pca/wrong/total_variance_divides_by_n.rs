//! what is wrong: total_variance divides by n_samples, while the components' variances divide by one less.
use mlings::pca::{FitError, Pca, eigen};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError> {
    let (n, d) = train.dim();
    if n < 2 {
        return Err(FitError::TooFewRows);
    }
    if n_components == 0 || n_components > d {
        return Err(FitError::InvalidComponents);
    }
    let means = train.sum_axis(Axis(0)) / n as f64;
    let centred = &train - &means;
    let covariance = centred.t().dot(&centred) / (n - 1) as f64;
    let solved = eigen(covariance.view());
    let chosen: Vec<usize> = (0..d).rev().take(n_components).collect();
    let components = solved.vectors.select(Axis(1), &chosen).reversed_axes().as_standard_layout().to_owned();
    let explained_variance = solved.values.select(Axis(0), &chosen).mapv(|v| v.max(0.0));
    let total_variance = centred.mapv(|x| x * x).sum() / n as f64;
    Ok(Pca { means, components, explained_variance, total_variance })
}

pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    (&rows - &pca.means).dot(&pca.components.t())
}

pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    scores.dot(&pca.components) + &pca.means
}

pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
    if pca.total_variance == 0.0 {
        return Array1::zeros(pca.explained_variance.len());
    }
    &pca.explained_variance / pca.total_variance
}

pub fn reconstruction_errors(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    let scores = transform(pca, rows);
    let built = inverse_transform(pca, scores.view());
    (&rows - &built).mapv(|d| d * d).sum_axis(Axis(1))
}

pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
    let mut sum = 0.0;
    for (i, ratio) in ratios.iter().enumerate() {
        sum += ratio;
        if sum >= share {
            return i + 1;
        }
    }
    ratios.len()
}

mlings::grade!(pca { fit, transform, inverse_transform, explained_ratio, reconstruction_errors, n_components_for });
