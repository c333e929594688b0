//! Principal components with a covariance that is added up from blocks of rows: a block is still in the processor's
//! cache when it has been centred and is needed again.

use mlings::pca::{self, FitError, Pca};
use ndarray::{Array2, ArrayView2, Axis};

pub fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError> {
    let (n_samples, n_features) = train.dim();
    if n_samples < 2 {
        return Err(FitError::TooFewRows);
    }
    if n_components == 0 || n_components > n_features {
        return Err(FitError::InvalidComponents);
    }
    let means = train.sum_axis(Axis(0)) / n_samples as f64;
    let mut covariance = Array2::zeros((n_features, n_features));
    for rows in train.axis_chunks_iter(Axis(0), 256) {
        let centred = &rows - &means;
        covariance += &centred.t().dot(&centred);
    }
    covariance /= (n_samples - 1) as f64;

    let eigen = pca::eigen(covariance.view());
    let largest: Vec<usize> = (0..n_features).rev().take(n_components).collect();
    Ok(Pca {
        means,
        components: eigen.vectors.select(Axis(1), &largest).reversed_axes(),
        explained_variance: eigen.values.select(Axis(0), &largest).mapv(|variance| variance.max(0.0)),
        total_variance: covariance.diag().sum(),
    })
}
