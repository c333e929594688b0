//! The mistakes in running code.

use ndarray::{Array, Array1, Array2, ArrayView, ArrayView1, ArrayView2, Axis, Dimension};

use crate::pca::solution::{explained_ratio, fit, inverse_transform, transform};
use crate::pca::{FitError, Pca, eigen};

type Fitted = Result<Pca, FitError>;
type Move = fn(&Pca, ArrayView2<f64>) -> Array2<f64>;

/// Everything from the covariance on, with the columns `chosen` of the eigenvectors.
fn by(means: Array1<f64>, covariance: Array2<f64>, chosen: impl Iterator<Item = usize>) -> Pca {
    let eigen = eigen(covariance.view());
    let chosen: Vec<usize> = chosen.collect();
    Pca {
        means,
        components: eigen.vectors.select(Axis(1), &chosen).reversed_axes(),
        explained_variance: eigen.values.select(Axis(0), &chosen),
        total_variance: covariance.diag().sum(),
    }
}

fn means(train: ArrayView2<f64>) -> Array1<f64> {
    train.sum_axis(Axis(0)) / train.nrows() as f64
}

fn covariance(train: ArrayView2<f64>) -> Array2<f64> {
    let centred = &train - &means(train);
    centred.t().dot(&centred) / (train.nrows() as f64 - 1.0)
}

fn largest(n_features: usize, n_components: usize) -> impl Iterator<Item = usize> {
    (0..n_features).rev().take(n_components)
}

pub(super) fn not_centred(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    let around_zero = train.t().dot(&train) / (train.nrows() - 1) as f64;
    Ok(by(means(train), around_zero, largest(train.ncols(), n_components)))
}

pub(super) fn smallest_first(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    Ok(by(means(train), covariance(train), 0..n_components))
}

pub(super) fn left_ascending(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    Ok(by(means(train), covariance(train), train.ncols() - n_components..train.ncols()))
}

pub(super) fn values_left_ascending(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let ascending = eigen(covariance(train).view()).values;
    let explained_variance = ascending.iter().take(n_components).copied().collect();
    Ok(Pca { explained_variance, ..fit(train, n_components)? })
}

pub(super) fn rows_for_columns(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let rows: Vec<usize> = largest(train.ncols(), n_components).collect();
    let components = eigen(covariance(train).view()).vectors.select(Axis(0), &rows);
    Ok(Pca { components, ..fit(train, n_components)? })
}

pub(super) fn columns_kept(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    Ok(Pca { components: pca.components.reversed_axes(), ..pca })
}

pub(super) fn ddof_0(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    let smaller = (train.nrows() - 1) as f64 / train.nrows() as f64;
    Ok(Pca {
        explained_variance: &pca.explained_variance * smaller,
        total_variance: pca.total_variance * smaller,
        ..pca
    })
}

pub(super) fn total_ddof_0(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    Ok(Pca { total_variance: pca.total_variance * (train.nrows() - 1) as f64 / train.nrows() as f64, ..pca })
}

pub(super) fn variances_ddof_0(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    let smaller = (train.nrows() - 1) as f64 / train.nrows() as f64;
    Ok(Pca { explained_variance: &pca.explained_variance * smaller, ..pca })
}

/// The mean of the products less the product of the means.
pub(super) fn multiplied_out(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    let (n_samples, means) = (train.nrows() as f64, means(train));
    let column = means.view().insert_axis(Axis(1));
    let covariance = (train.t().dot(&train) - column.dot(&column.t()) * n_samples) / (n_samples - 1.0);
    Ok(by(means, covariance, largest(train.ncols(), n_components)))
}

pub(super) fn multiplied_out_in_means(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    let (n_samples, means) = (train.nrows() as f64, means(train));
    let column = means.view().insert_axis(Axis(1));
    let covariance = (train.t().dot(&train) / n_samples - column.dot(&column.t())) * n_samples / (n_samples - 1.0);
    Ok(by(means, covariance, largest(train.ncols(), n_components)))
}

pub(super) fn total_multiplied_out(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    let (n_samples, squares) = (train.nrows() as f64, train.iter().map(|number| number * number).sum::<f64>());
    Ok(Pca { total_variance: (squares - n_samples * pca.means.dot(&pca.means)) / (n_samples - 1.0), ..pca })
}

fn short(table: ArrayView2<f64>) -> Array2<f64> {
    table.mapv(|number| f64::from(number as f32))
}

pub(super) fn fit_in_f32(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(short(train).view(), n_components)
}

pub(super) fn transform_in_f32(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(pca, short(rows).view())
}

pub(super) fn inverse_in_f32(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    short(inverse_transform(pca, scores).view())
}

pub(super) fn errors_in_f32(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    errors_by(transform, inverse_transform, pca, short(rows).view())
}

pub(super) fn fit_to_whole(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train.mapv(f64::trunc).view(), n_components)
}

pub(super) fn transform_whole(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(pca, rows.mapv(f64::trunc).view())
}

pub(super) fn in_one_piece<D: Dimension, T>(numbers: ArrayView<f64, D>, answer: impl FnOnce() -> T) -> T {
    let _ = numbers.as_slice().unwrap();
    answer()
}

pub(super) fn transform_in_one_piece(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    in_one_piece(rows, || transform(pca, rows))
}

pub(super) fn inverse_in_one_piece(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    in_one_piece(scores, || inverse_transform(pca, scores))
}

/// What the memory holds that the numbers lie in.
pub(super) fn raw<D: Dimension>(view: ArrayView<f64, D>) -> Array<f64, D> {
    let numbers = view.as_slice_memory_order().map_or_else(|| view.iter().copied().collect(), <[f64]>::to_vec);
    Array::from_shape_vec(view.raw_dim(), numbers).unwrap_or_else(|_| view.to_owned())
}

pub(super) fn transform_raw(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(pca, raw(rows).view())
}

pub(super) fn inverse_raw(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    inverse_transform(pca, raw(scores).view())
}

/// Multiplies a direction with the covariance so often and no more, and then the next one.
pub(super) fn iterated(train: ArrayView2<f64>, n_components: usize, rounds: usize, first: First) -> Fitted {
    let pca = fit(train, n_components)?;
    let (n_features, covariance) = (train.ncols(), covariance(train));
    let mut components = Array2::<f64>::zeros((n_components, n_features));
    for component in 0..n_components {
        let beside = |vector: Array1<f64>| &vector - &components.t().dot(&components.dot(&vector));
        let mut direction = match first {
            First::Ones => Array1::ones(n_features),
            First::Axis => Array1::from_shape_fn(n_features, |i| f64::from(u8::from(i == 0))),
        };
        for _ in 0..rounds {
            let next = beside(beside(covariance.dot(&direction)));
            let length = next.dot(&next).sqrt();
            if length > 0.0 {
                direction = next / length;
            }
        }
        components.row_mut(component).assign(&direction);
    }
    let explained_variance = components.rows().into_iter().map(|v| v.dot(&covariance.dot(&v))).collect();
    Ok(Pca { components, explained_variance, ..pca })
}

/// Where an iteration begins.
pub(super) enum First {
    Ones,
    Axis,
}

pub(super) fn standardised(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    let covariance = covariance(train);
    let deviations = covariance.diag().mapv(|variance| if variance == 0.0 { 1.0 } else { variance.sqrt() });
    let correlation = covariance / deviations.view().insert_axis(Axis(1)) / &deviations;
    Ok(by(means(train), correlation, largest(train.ncols(), n_components)))
}

pub(super) fn loadings(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    let deviations = pca.explained_variance.mapv(|variance| variance.max(0.0).sqrt()).insert_axis(Axis(1));
    Ok(Pca { components: &pca.components * &deviations, ..pca })
}

pub(super) fn deviations(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    Ok(Pca { explained_variance: pca.explained_variance.mapv(|variance| variance.max(0.0).sqrt()), ..pca })
}

pub(super) fn total_of_kept(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    Ok(Pca { total_variance: pca.explained_variance.sum(), ..pca })
}

pub(super) fn means_of_rows(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components)?;
    let means = train.sum_axis(Axis(1)) / train.ncols() as f64;
    let centred = &train - &means.view().insert_axis(Axis(1));
    let covariance = centred.t().dot(&centred) / (train.nrows() - 1) as f64;
    Ok(by(means, covariance, largest(train.ncols(), n_components)))
}

pub(super) fn rows_with_rows(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let pca = fit(train, n_components)?;
    // The eigenvectors of so large a matrix take long, and nobody looks at more of them than their shape.
    if train.nrows() > 100 {
        return Ok(Pca { components: Array2::zeros((n_components, train.nrows())), ..pca });
    }
    let means = means(train);
    let centred = &train - &means;
    let products = centred.dot(&centred.t()) / (train.nrows() - 1) as f64;
    Ok(by(means, products, largest(train.nrows(), n_components)))
}

pub(super) fn any_number(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    if n_components == 0 {
        return Ok(by(means(train), covariance(train), 0..0));
    }
    fit(train, n_components.min(train.ncols()))
}

pub(super) fn none_at_all(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    if n_components == 0 { any_number(train, 0) } else { fit(train, n_components) }
}

pub(super) fn as_many_as_there_are(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    fit(train, n_components.min(train.ncols()))
}

pub(super) fn any_rows(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    match fit(train, n_components) {
        Err(FitError::TooFewRows) => Ok(by(means(train), covariance(train), largest(train.ncols(), n_components))),
        other => other,
    }
}

pub(super) fn fewer_than_columns(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    if n_components >= train.ncols() { Err(FitError::InvalidComponents) } else { fit(train, n_components) }
}

pub(super) fn no_more_than_rows(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    if n_components > train.nrows().max(1) { Err(FitError::InvalidComponents) } else { fit(train, n_components) }
}

pub(super) fn fewer_than_rows(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    let too_many = train.nrows() > 1 && n_components >= train.nrows();
    if too_many { Err(FitError::InvalidComponents) } else { fit(train, n_components) }
}

pub(super) fn three_rows_or_more(train: ArrayView2<f64>, n_components: usize) -> Fitted {
    if train.nrows() < 3 { Err(FitError::TooFewRows) } else { fit(train, n_components) }
}

pub(super) fn errors_by(transform: Move, inverse: Move, pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    let lost = &rows - &inverse(pca, transform(pca, rows).view());
    (&lost * &lost).sum_axis(Axis(1))
}

pub(super) fn recentred(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    (&rows - &means(rows)).dot(&pca.components.t())
}

pub(super) fn from_the_origin(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    rows.dot(&pca.components.t())
}

pub(super) fn whitened(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(pca, rows) / pca.explained_variance.mapv(f64::sqrt)
}

pub(super) fn untransposed(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    (&rows - &pca.means).dot(&pca.components)
}

pub(super) fn around_the_origin(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    scores.dot(&pca.components)
}

pub(super) fn around_the_origin_if_all_are_kept(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    if pca.components.is_square() { scores.dot(&pca.components) } else { inverse_transform(pca, scores) }
}

pub(super) fn transposed_back(pca: &Pca, scores: ArrayView2<f64>) -> Array2<f64> {
    scores.dot(&pca.components.t()) + &pca.means
}

pub(super) fn nothing_below(pca: &Pca, least: f64) -> Array1<f64> {
    if pca.total_variance < least { Array1::zeros(pca.explained_variance.len()) } else { explained_ratio(pca) }
}

pub(super) fn share_and_a_bit(pca: &Pca, bit: f64) -> Array1<f64> {
    &pca.explained_variance / (pca.total_variance + bit)
}

/// Pythagoras, with squares that are nearly equal.
pub(super) fn squares_less_squares(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    let squares = |table: Array2<f64>| table.map_axis(Axis(1), |row| row.dot(&row));
    squares(&rows - &pca.means) - squares(transform(pca, rows))
}

pub(super) fn squares_less_squares_from_0(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    squares_less_squares(pca, rows).mapv(|error| error.max(0.0))
}

pub(super) fn share_of_kept(pca: &Pca) -> Array1<f64> {
    let kept = pca.explained_variance.sum();
    if kept == 0.0 { explained_ratio(pca) } else { &pca.explained_variance / kept }
}

pub(super) fn in_percent(pca: &Pca) -> Array1<f64> {
    explained_ratio(pca) * 100.0
}

pub(super) fn zero_by_zero(pca: &Pca) -> Array1<f64> {
    &pca.explained_variance / pca.total_variance
}

pub(super) fn running_shares(pca: &Pca) -> Array1<f64> {
    let mut sum = 0.0;
    explained_ratio(pca).mapv(|ratio| {
        sum += ratio;
        sum
    })
}

fn lost(pca: &Pca, rows: ArrayView2<f64>) -> Array2<f64> {
    &rows - &inverse_transform(pca, transform(pca, rows).view())
}

pub(super) fn unsquared(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    lost(pca, rows).map_axis(Axis(1), |row| row.dot(&row).sqrt())
}

pub(super) fn sum_of_differences(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    lost(pca, rows).mapv(f64::abs).sum_axis(Axis(1))
}

pub(super) fn averaged(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    lost(pca, rows).map_axis(Axis(1), |row| row.dot(&row) / row.len() as f64)
}

pub(super) fn for_every_column(pca: &Pca, rows: ArrayView2<f64>) -> Array1<f64> {
    lost(pca, rows).map_axis(Axis(0), |column| column.dot(&column))
}

pub(super) fn counts_from_zero(ratios: ArrayView1<f64>, share: f64) -> usize {
    let mut explained = 0.0;
    let reached = ratios.iter().position(|ratio| {
        explained += ratio;
        explained >= share
    });
    reached.unwrap_or(ratios.len())
}

pub(super) fn more_than_the_share(ratios: ArrayView1<f64>, share: f64) -> usize {
    let mut explained = 0.0;
    let passed = ratios.iter().position(|ratio| {
        explained += ratio;
        explained > share
    });
    passed.map_or(ratios.len(), |index| index + 1)
}

pub(super) fn none_where_not_reached(ratios: ArrayView1<f64>, share: f64) -> usize {
    let mut explained = 0.0;
    let reached = ratios.iter().position(|ratio| {
        explained += ratio;
        explained >= share
    });
    reached.map_or(0, |index| index + 1)
}

pub(super) fn one_too_many(ratios: ArrayView1<f64>, share: f64) -> usize {
    let needed = none_where_not_reached(ratios, share);
    if needed == 0 { ratios.len() + 1 } else { needed }
}

/// Sums these shares of the ratios, and counts until this one of the share is reached.
pub(super) fn counted(ratios: ArrayView1<f64>, share: f64, of: fn(f64) -> f64) -> usize {
    let mut explained = 0.0;
    let reached = ratios.iter().position(|ratio| {
        explained = of(explained + ratio);
        explained >= of(share)
    });
    reached.map_or(ratios.len(), |index| index + 1)
}

pub(super) fn sum_rounded(ratios: ArrayView1<f64>, share: f64, of: fn(f64) -> f64) -> usize {
    let mut explained = 0.0;
    let reached = ratios.iter().position(|ratio| {
        explained += ratio;
        of(explained) >= of(share)
    });
    reached.map_or(ratios.len(), |index| index + 1)
}

pub(super) fn nearly_reached(ratios: ArrayView1<f64>, share: f64, allowance: f64) -> usize {
    let mut explained = 0.0;
    let reached = ratios.iter().position(|ratio| {
        explained += ratio;
        explained >= share - allowance
    });
    reached.map_or(ratios.len(), |index| index + 1)
}

pub(super) fn one_that_explains_it(ratios: ArrayView1<f64>, share: f64) -> usize {
    ratios.iter().position(|ratio| *ratio >= share).map_or(ratios.len(), |index| index + 1)
}
