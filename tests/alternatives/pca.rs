//! Other ways to principal components.

use mlings::pca::{Contract, FitError, Pca, solution};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "power iteration, one component after the other",
        Contract {
            fit: power::fit,
            transform: power::transform,
            inverse_transform: power::inverse_transform,
            explained_ratio: power::explained_ratio,
            reconstruction_errors: power::reconstruction_errors,
            n_components_for: power::n_components_for,
        },
    ),
    (
        "singular values of the centred rows, by rotations of their columns",
        Contract {
            fit: singular::fit,
            transform: singular::transform,
            inverse_transform: singular::inverse_transform,
            explained_ratio: singular::explained_ratio,
            reconstruction_errors: singular::reconstruction_errors,
            n_components_for: singular::n_components_for,
        },
    ),
    (
        "blocks of rows",
        Contract {
            fit: blocks::fit,
            transform: solution::transform,
            inverse_transform: solution::inverse_transform,
            explained_ratio: solution::explained_ratio,
            reconstruction_errors: solution::reconstruction_errors,
            n_components_for: solution::n_components_for,
        },
    ),
];

#[path = "pca_fast.rs"]
mod blocks;

/// Multiplies a direction with the covariance until it stays, at right angles to those that are there. Plain loops.
mod power {
    use super::*;

    /// Far more than are needed: a direction that does not move any more ends the search.
    const ROUNDS: usize = 10_000;

    pub fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError> {
        if !(1..=train.ncols()).contains(&n_components) {
            return Err(FitError::InvalidComponents);
        }
        let means = train.mean_axis(Axis(0)).filter(|_| train.nrows() > 1).ok_or(FitError::TooFewRows)?;
        let n_features = train.ncols();
        let mut covariance = Array2::<f64>::zeros((n_features, n_features));
        for row in train.rows() {
            let centred = (&row - &means).insert_axis(Axis(1));
            covariance += &(centred.dot(&centred.t()) / (train.nrows() as f64 - 1.0));
        }
        let total_variance: f64 = covariance.diag().sum();
        let mut components = Array2::zeros((n_components, n_features));
        let mut explained_variance = Array1::zeros(n_components);
        for i in 0..n_components {
            let found = components.slice(s![..i, ..]).to_owned();
            let mut direction = start(&found, n_features);
            for _ in 0..ROUNDS {
                let image = at_right_angles(&found, covariance.dot(&direction));
                let length = image.dot(&image).sqrt();
                if length <= 1e-10 * total_variance {
                    break;
                }
                let next = image / length;
                let way = (&next - &direction).mapv(f64::abs).sum();
                direction = next;
                if way < 1e-13 {
                    break;
                }
            }
            explained_variance[i] = direction.dot(&covariance.dot(&direction));
            components.row_mut(i).assign(&-direction);
        }
        Ok(Pca { means, components, explained_variance, total_variance })
    }

    /// The first direction that is not among those found already.
    fn start(found: &Array2<f64>, n_features: usize) -> Array1<f64> {
        let any = Array1::from_shape_fn(n_features, |i| ((i * i + 1) as f64).cos());
        let axes = (0..n_features).map(|axis| Array1::from_shape_fn(n_features, |i| f64::from(i == axis)));
        let left = std::iter::once(any).chain(axes).map(|vector| at_right_angles(found, vector));
        let long = left.map(|vector| (vector.dot(&vector).sqrt(), vector)).find(|(length, _)| *length > 0.1);
        let (length, vector) = long.expect("an axis is left");
        vector / length
    }

    /// Twice, because the first time leaves rounding.
    fn at_right_angles(found: &Array2<f64>, vector: Array1<f64>) -> Array1<f64> {
        let once = &vector - &found.t().dot(&found.dot(&vector));
        &once - &found.t().dot(&found.dot(&once))
    }

    pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
        Array2::from_shape_fn((rows.nrows(), pca.components.nrows()), |(i, c)| {
            (0..rows.ncols()).map(|j| (rows[[i, j]] - pca.means[j]) * pca.components[[c, j]]).sum()
        })
    }

    pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
        Array2::from_shape_fn((scores.nrows(), pca.means.len()), |(i, j)| {
            pca.means[j] + (0..scores.ncols()).map(|c| scores[[i, c]] * pca.components[[c, j]]).sum::<f64>()
        })
    }

    pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
        pca.explained_variance.mapv(|variance| if pca.total_variance > 0.0 { variance / pca.total_variance } else { 0.0 })
    }

    /// Takes one component after the other off the row.
    pub fn reconstruction_errors(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
        let error = |i: usize| {
            let mut left = &rows.row(i) - &pca.means;
            for component in pca.components.rows() {
                let score = left.dot(&component);
                left.scaled_add(-score, &component);
            }
            left.dot(&left)
        };
        (0..rows.nrows()).map(error).collect()
    }

    pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
        let too_few = |n: &usize| ratios.slice(s![..*n]).sum() < share;
        (1..ratios.len()).find(|n| !too_few(n)).unwrap_or(ratios.len())
    }
}

/// Hestenes (1958): rotates every pair of columns until all stand at right angles; no covariance is computed.
mod singular {
    use super::*;

    const SWEEPS: usize = 60;

    pub fn fit(train: ArrayView2<f64>, n_components: usize) -> Result<Pca, FitError> {
        let (n_samples, n_features) = train.dim();
        if n_samples < 2 {
            return Err(FitError::TooFewRows);
        }
        if n_components < 1 || n_features < n_components {
            return Err(FitError::InvalidComponents);
        }
        let means = train.mean_axis(Axis(0)).expect("two rows");
        let mut columns = (&train - &means).reversed_axes();
        let total_variance = columns.mapv(|number| number * number).sum() / (n_samples - 1) as f64;
        let mut directions = Array2::<f64>::eye(n_features);
        for _ in 0..SWEEPS {
            let mut settled = true;
            for i in 0..n_features {
                for j in i + 1..n_features {
                    let (a, b) = (columns.row(i).to_owned(), columns.row(j).to_owned());
                    let (product, sizes) = (a.dot(&b), (a.dot(&a), b.dot(&b)));
                    if product.abs() <= 1e-13 * total_variance {
                        continue;
                    }
                    settled = false;
                    let (sin, cos) = (0.5 * (2.0 * product).atan2(sizes.0 - sizes.1)).sin_cos();
                    for table in [&mut columns, &mut directions] {
                        let (a, b) = (table.row(i).to_owned(), table.row(j).to_owned());
                        table.row_mut(i).assign(&(&a * cos + &b * sin));
                        table.row_mut(j).assign(&(&b * cos - &a * sin));
                    }
                }
            }
            if settled {
                break;
            }
        }
        let variances: Array1<f64> = columns.map_axis(Axis(1), |column| column.dot(&column) / (n_samples - 1) as f64);
        let mut order: Vec<usize> = (0..n_features).collect();
        order.sort_by(|a, b| variances[*b].total_cmp(&variances[*a]));
        order.truncate(n_components);
        Ok(Pca {
            means,
            components: directions.select(Axis(0), &order),
            explained_variance: variances.select(Axis(0), &order),
            total_variance,
        })
    }

    pub fn transform(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
        rows.dot(&pca.components.t()) - pca.components.dot(&pca.means)
    }

    pub fn inverse_transform(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
        let mut rows = Array2::zeros((scores.nrows(), pca.means.len())) + &pca.means;
        for (score, component) in scores.columns().into_iter().zip(pca.components.rows()) {
            rows += &score.insert_axis(Axis(1)).dot(&component.insert_axis(Axis(0)));
        }
        rows
    }

    pub fn explained_ratio(pca: &Pca) -> Array1<f64> {
        let ratios = &pca.explained_variance / pca.total_variance;
        ratios.mapv(|ratio| if ratio.is_nan() { 0.0 } else { ratio })
    }

    /// What the projection on everything else leaves.
    pub fn reconstruction_errors(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
        let others = Array2::<f64>::eye(pca.means.len()) - pca.components.t().dot(&pca.components);
        (&rows - &pca.means).dot(&others).map_axis(Axis(1), |lost| lost.dot(&lost))
    }

    pub fn n_components_for(ratios: ArrayView1<f64>, share: f64) -> usize {
        let mut sums = ratios.to_vec();
        for i in 1..sums.len() {
            sums[i] += sums[i - 1];
        }
        (sums.partition_point(|sum| *sum < share) + 1).min(sums.len())
    }
}
