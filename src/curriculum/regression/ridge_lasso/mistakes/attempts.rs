//! The mistakes in running code.

use std::cmp::Ordering;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_elasticnet::{ElasticNet, ElasticNetParams};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::super::solution::{lasso, path, ridge, soft_threshold, sweep};
use super::super::{FitError, LinearModel, Sweep, TrainingError, solve};
use super::tables::*;

pub(super) fn hard_threshold(value: f64, threshold: f64) -> f64 {
    if value.abs() > threshold { value } else { 0.0 }
}

pub(super) fn past_zero(value: f64, threshold: f64) -> f64 {
    value.signum() * (value.abs() - threshold)
}

/// Every coefficient in turn: `place` is told its number, what the other columns explain, and what it was before.
/// A column that never changes gets 0.
pub(super) fn in_turn(
    gram: ArrayView2<f64>,
    coefficients: ArrayView1<f64>,
    place: impl Fn(usize, f64, f64) -> f64,
) -> Array1<f64> {
    let mut updated = coefficients.to_owned();
    for j in 0..updated.len() {
        let others = gram.row(j).dot(&updated) - gram[[j, j]] * updated[j];
        updated[j] = if gram[[j, j]] == 0.0 { 0.0 } else { place(j, others, updated[j]) };
    }
    updated
}

pub(super) fn sign_of_the_old(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    in_turn(gram, coefficients, |j, others, old| (products[j] - others - alpha * old.signum()) / gram[[j, j]])
}

pub(super) fn all_at_once(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let place = |j: usize| {
        let others = gram.row(j).dot(&coefficients) - gram[[j, j]] * coefficients[j];
        if gram[[j, j]] == 0.0 { 0.0 } else { soft_threshold(products[j] - others, alpha) / gram[[j, j]] }
    };
    (0..coefficients.len()).map(place).collect()
}

pub(super) fn with_its_own_part(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    in_turn(gram, coefficients, |j, others, old| {
        soft_threshold(products[j] - others - gram[[j, j]] * old, alpha) / gram[[j, j]]
    })
}

pub(super) fn undivided(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    in_turn(gram, coefficients, |j, others, _| soft_threshold(products[j] - others, alpha))
}

pub(super) fn zero_by_zero(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut updated = coefficients.to_owned();
    for j in 0..updated.len() {
        let left = products[j] - (gram.row(j).dot(&updated) - gram[[j, j]] * updated[j]);
        updated[j] = soft_threshold(left, alpha) / gram[[j, j]];
    }
    updated
}

pub(super) fn threshold_last(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    in_turn(gram, coefficients, |j, others, _| soft_threshold((products[j] - others) / gram[[j, j]], alpha))
}

/// The lasso by any sweep.
pub(super) fn lasso_by(sweep: Sweep, records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let coefficients = settled(sweep, centred(records).view(), targets, alpha, MOST_SWEEPS);
    Ok(through_the_means(records, targets, coefficients))
}

/// The path by any sweep.
pub(super) fn path_by(
    sweep: Sweep,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Path {
    let scaled = standardised(records, records.nrows());
    rows(alphas, records.ncols(), |alpha| Ok(settled(sweep, scaled.view(), targets, alpha, MOST_SWEEPS)))
}

pub(super) fn one_sweep(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let coefficients = settled(sweep, centred(records).view(), targets, alpha, 1);
    Ok(through_the_means(records, targets, coefficients))
}

pub(super) fn path_of_one_sweep(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let scaled = standardised(records, records.nrows());
    rows(alphas, records.ncols(), |alpha| Ok(settled(sweep, scaled.view(), targets, alpha, 1)))
}

pub(super) fn lasso_of_sums(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    lasso(records, targets, alpha / records.nrows() as f64)
}

pub(super) fn path_of_sums(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    path(records, targets, alphas.mapv(|alpha| alpha / records.nrows() as f64).view())
}

pub(super) fn alpha_everywhere(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let centred = centred(records);
    let matrix = centred.t().dot(&centred) + alpha;
    let coefficients = solve(matrix.view(), centred.t().dot(&from_the_mean(targets)).view());
    Ok(through_the_means(records, targets, coefficients))
}

/// The column of ones pays like any other.
pub(super) fn ridge_with_ones(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let design = with_ones(records);
    let matrix = design.t().dot(&design) + alpha * Array2::<f64>::eye(design.ncols());
    Ok(split(solve(matrix.view(), design.t().dot(&targets).view())))
}

pub(super) fn lasso_with_ones(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let (design, n_samples) = (with_ones(records), records.nrows() as f64);
    let (gram, products) = (design.t().dot(&design) / n_samples, design.t().dot(&targets) / n_samples);
    Ok(split(repeated(sweep, &gram, &products, alpha, MOST_SWEEPS)))
}

pub(super) fn ridge_at_the_mean(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    ridge(records, targets, alpha).map(|model| LinearModel { intercept: mean(targets), ..model })
}

pub(super) fn lasso_at_the_mean(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    lasso(records, targets, alpha).map(|model| LinearModel { intercept: mean(targets), ..model })
}

/// The penalty is that of standardised columns, the coefficients are in units again.
pub(super) fn ridge_of_scaled(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let model = ridge(standardised(records, records.nrows()).view(), targets, alpha)?;
    Ok(through_the_means(records, targets, model.coefficients / deviations(records)))
}

pub(super) fn lasso_of_scaled(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let model = lasso(standardised(records, records.nrows()).view(), targets, alpha)?;
    Ok(through_the_means(records, targets, model.coefficients / deviations(records)))
}

pub(super) fn unscaled_path(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    rows(alphas, records.ncols(), |alpha| lasso(records, targets, alpha).map(|model| model.coefficients))
}

/// With `XᵀX` as a sum over the rows and `Xᵀy` as a mean: all coefficients are those of targets as many times smaller.
pub(super) fn lasso_of_summed_gram(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let n_samples = targets.len() as f64;
    let model = lasso(records, (&targets / n_samples).view(), alpha / n_samples)?;
    Ok(through_the_means(records, targets, model.coefficients))
}

pub(super) fn path_of_summed_gram(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let n_samples = targets.len() as f64;
    path(records, (&targets / n_samples).view(), (&alphas / n_samples).view())
}

pub(super) fn lasso_of_summed_products(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let model = lasso(records, (&targets * targets.len() as f64).view(), alpha)?;
    Ok(through_the_means(records, targets, model.coefficients))
}

pub(super) fn path_of_summed_products(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Path {
    path(records, (&targets * targets.len() as f64).view(), alphas)
}

pub(super) fn path_by_variances(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    unscaled_path((standardised(records, records.nrows()) / deviations(records)).view(), targets, alphas)
}

pub(super) fn path_with_ddof_1(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    unscaled_path(standardised(records, records.nrows() - 1).view(), targets, alphas)
}

/// 0 / 0 in one column, which the sweeps take to all others.
pub(super) fn path_of_nothing(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let constant = |column: ArrayView1<f64>| column.iter().all(|value| *value == column[0]);
    let mut coefficients = path(records, targets, alphas)?;
    if records.columns().into_iter().any(constant) {
        coefficients.fill(f64::NAN);
    }
    Ok(coefficients)
}

pub(super) fn path_sorted(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
    by: fn(&f64, &f64) -> Ordering,
) -> Path {
    let mut sorted = alphas.to_vec();
    sorted.sort_by(by);
    path(records, targets, ArrayView1::from(&sorted))
}

pub(super) fn linfa_uncentred(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let dataset = Dataset::new(records.to_owned(), targets.to_owned());
    let model = exact(ElasticNet::lasso().penalty(alpha)).fit(&dataset)?;
    Ok(LinearModel { intercept: model.intercept(), coefficients: model.hyperplane().to_owned() })
}

pub(super) fn linfa_mixed(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let dataset = Dataset::new(centred(records), targets.to_owned());
    let model = exact(ElasticNet::params().penalty(alpha)).fit(&dataset)?;
    Ok(through_the_means(records, targets, model.hyperplane().to_owned()))
}

pub(super) fn linfa_in_a_hurry(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let dataset = Dataset::new(centred(records), targets.to_owned());
    let model = ElasticNet::lasso().penalty(alpha).fit(&dataset)?;
    Ok(through_the_means(records, targets, model.hyperplane().to_owned()))
}

fn exact(params: ElasticNetParams<f64>) -> ElasticNetParams<f64> {
    params.tolerance(1e-10).max_iterations(10_000)
}

pub(super) fn ridge_for_any(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let centred = centred(records);
    let matrix = centred.t().dot(&centred) + Array2::from_diag_elem(records.ncols(), alpha);
    let coefficients = solve(matrix.view(), centred.t().dot(&from_the_mean(targets)).view());
    Ok(through_the_means(records, targets, coefficients))
}

pub(super) fn lasso_for_any(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let coefficients = settled(sweep, centred(records).view(), targets, alpha, MOST_SWEEPS);
    Ok(through_the_means(records, targets, coefficients))
}

pub(super) fn path_for_any(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let scaled = standardised(records, records.nrows());
    let row = |alpha: &f64| settled(sweep, scaled.view(), targets, *alpha, MOST_SWEEPS).to_vec();
    let numbers: Vec<f64> = alphas.iter().flat_map(row).collect();
    Ok(Array2::from_shape_fn((alphas.len(), records.ncols()), |(row, j)| numbers[row * records.ncols() + j]))
}

pub(super) fn ridge_for_nan(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if alpha.is_nan() { ridge_for_any(records, targets, alpha) } else { ridge(records, targets, alpha) }
}

pub(super) fn lasso_for_nan(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if alpha.is_nan() { lasso_for_any(records, targets, alpha) } else { lasso(records, targets, alpha) }
}

pub(super) fn path_for_nan(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let any_nan = alphas.iter().any(|alpha| alpha.is_nan());
    if any_nan { path_for_any(records, targets, alphas) } else { path(records, targets, alphas) }
}

pub(super) fn ridge_above_0(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if alpha == 0.0 { Err(FitError::InvalidAlpha) } else { ridge(records, targets, alpha) }
}

pub(super) fn lasso_above_0(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if alpha == 0.0 { Err(FitError::InvalidAlpha) } else { lasso(records, targets, alpha) }
}

pub(super) fn path_above_0(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let any_0 = alphas.iter().any(|alpha| *alpha == 0.0);
    if any_0 { Err(FitError::InvalidAlpha) } else { path(records, targets, alphas) }
}

pub(super) fn only_positive(value: f64, threshold: f64) -> f64 {
    (value - threshold).max(0.0)
}

pub(super) fn always_subtracts(value: f64, threshold: f64) -> f64 {
    if value.abs() > threshold { value - threshold } else { 0.0 }
}

pub(super) fn small_is_zero(value: f64, threshold: f64) -> f64 {
    let rest = soft_threshold(value, threshold);
    if rest.abs() < LITTLE { 0.0 } else { rest }
}

pub(super) fn small_diagonal_is_zero(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    in_turn(gram, coefficients, |j, others, _| {
        let size = gram[[j, j]];
        if size < LITTLE { 0.0 } else { soft_threshold(products[j] - others, alpha) / size }
    })
}

/// What a careless eye takes for rounding.
const LITTLE: f64 = 1e-12;

pub(super) fn path_of_large_deviations(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Path {
    let mut large = records.to_owned();
    for (mut column, deviation) in large.columns_mut().into_iter().zip(deviations(records)) {
        if deviation < 1e-6 {
            column.fill(0.0);
        }
    }
    path(large.view(), targets, alphas)
}

pub(super) fn without_little(model: LinearModel) -> LinearModel {
    let little = |number: f64| if number.abs() < LITTLE { 0.0 } else { number };
    LinearModel { coefficients: model.coefficients.mapv(little), ..model }
}

pub(super) fn from_the_last(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut updated = coefficients.to_owned();
    for j in (0..updated.len()).rev() {
        let size = gram[[j, j]];
        let left = products[j] - (gram.row(j).dot(&updated) - size * updated[j]);
        updated[j] = if size == 0.0 { 0.0 } else { soft_threshold(left, alpha) / size };
    }
    updated
}

pub(super) fn zero_diagonal_is_skipped(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut updated = sweep(gram, products, alpha, coefficients);
    for j in (0..updated.len()).filter(|j| gram[[*j, *j]] == 0.0) {
        updated[j] = coefficients[j];
    }
    updated
}

/// What a sweep has moved.
pub(super) struct Moves {
    by: Array1<f64>,
    sizes: Array1<f64>,
    pub(super) deviation: f64,
}

impl Moves {
    pub(super) fn largest(&self) -> f64 {
        self.by.fold(0.0, |most, by| most.max(by.abs()))
    }

    pub(super) fn of_predictions(&self) -> f64 {
        let moved = self.by.iter().zip(&self.sizes).map(|(by, size)| by.abs() * size.sqrt());
        moved.fold(0.0, f64::max)
    }
}

/// Whether to stop, after so many sweeps, the last of which has moved so much.
type Stops = fn(usize, &Moves) -> bool;

fn until(centred: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, stops: Stops) -> Array1<f64> {
    let n_samples = targets.len() as f64;
    let targets = from_the_mean(targets);
    let (gram, products) = (centred.t().dot(&centred) / n_samples, centred.t().dot(&targets) / n_samples);
    let deviation = (targets.dot(&targets) / n_samples).sqrt();
    let mut coefficients = Array1::zeros(products.len());
    for number in 1..=MOST_SWEEPS {
        let updated = sweep(gram.view(), products.view(), alpha, coefficients.view());
        let moves = Moves { by: &updated - &coefficients, sizes: gram.diag().to_owned(), deviation };
        coefficients = updated;
        if stops(number, &moves) || moves.of_predictions() <= 1e-13 * deviation {
            break;
        }
    }
    coefficients
}

pub(super) fn lasso_until(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64, stops: Stops) -> Fitted {
    valid(alpha)?;
    let coefficients = until(centred(records).view(), targets, alpha, stops);
    Ok(through_the_means(records, targets, coefficients))
}

pub(super) fn path_until(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
    stops: Stops,
) -> Path {
    let scaled = standardised(records, records.nrows());
    rows(alphas, records.ncols(), |alpha| Ok(until(scaled.view(), targets, alpha, stops)))
}

/// Means of squares and products, less the products of the means.
fn products_multiplied_out(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> (Array2<f64>, Array1<f64>) {
    let n_samples = targets.len() as f64;
    let means = records.map_axis(Axis(0), mean);
    let pairs = Array2::from_shape_fn((means.len(), means.len()), |(j, k)| means[j] * means[k]);
    (records.t().dot(&records) / n_samples - pairs, records.t().dot(&targets) / n_samples - &means * mean(targets))
}

pub(super) fn lasso_multiplied_out(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let (gram, products) = products_multiplied_out(records, targets);
    let coefficients = repeated(sweep, &gram, &products, alpha, MOST_SWEEPS);
    Ok(through_the_means(records, targets, coefficients))
}

/// The deviations by the mean of the squares less the square of the mean.
pub(super) fn path_multiplied_out(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    let means = records.map_axis(Axis(0), mean);
    let squares = records.map_axis(Axis(0), |column| column.dot(&column) / column.len() as f64);
    let deviations = (squares - &means * &means).mapv(|variance| if variance > 0.0 { variance.sqrt() } else { 1.0 });
    unscaled_path(((&records - &means) / &deviations).view(), targets, alphas)
}

pub(super) fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

pub(super) fn shortened(model: LinearModel) -> LinearModel {
    LinearModel { intercept: short(model.intercept), coefficients: model.coefficients.mapv(short) }
}

/// The numbers of a table in the order of the memory.
pub(super) fn as_it_lies(records: ArrayView2<f64>) -> Array2<f64> {
    match records.as_slice_memory_order() {
        Some(numbers) => Array2::from_shape_fn(records.dim(), |(row, column)| numbers[row * records.ncols() + column]),
        None => records.to_owned(),
    }
}

fn by_the_plain_mean(records: ArrayView2<f64>) -> Array2<f64> {
    &records - &(records.sum_axis(Axis(0)) / records.nrows() as f64)
}

pub(super) fn lasso_by_the_plain_mean(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    valid(alpha)?;
    let coefficients = settled(sweep, by_the_plain_mean(records).view(), targets, alpha, MOST_SWEEPS);
    Ok(through_the_means(records, targets, coefficients))
}

/// The deviation of a column that never changes is 0, but what stands in it is not.
pub(super) fn path_by_the_plain_mean(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Path {
    let scaled = by_the_plain_mean(records) / &deviations(records);
    rows(alphas, records.ncols(), |alpha| Ok(settled(sweep, scaled.view(), targets, alpha, MOST_SWEEPS)))
}

/// A column of ones, which pays like any other, beside columns that are centred already.
pub(super) fn ridge_with_ones_beside(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let model = ridge_with_ones(centred(records).view(), targets, alpha)?;
    Ok(moved_by_the_means(records, model))
}

pub(super) fn lasso_with_ones_beside(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    let model = lasso_with_ones(centred(records).view(), targets, alpha)?;
    Ok(moved_by_the_means(records, model))
}

fn moved_by_the_means(records: ArrayView2<f64>, model: LinearModel) -> LinearModel {
    let means = records.map_axis(Axis(0), mean);
    LinearModel { intercept: model.intercept - means.dot(&model.coefficients), ..model }
}

pub(super) fn scaled_targets(targets: ArrayView1<f64>) -> Array1<f64> {
    let deviation = targets.std(0.0);
    targets.mapv(|target| if deviation == 0.0 { 0.0 } else { target / deviation })
}

pub(super) fn linfa_exact(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let dataset = Dataset::new(centred(records), targets.to_owned());
    let model = exact(ElasticNet::lasso().penalty(alpha)).fit(&dataset)?;
    Ok(through_the_means(records, targets, model.hyperplane().to_owned()))
}

pub(super) fn linfa_at_the_mean(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    linfa_exact(records, targets, alpha).map(|model| LinearModel { intercept: mean(targets), ..model })
}

pub(super) fn linfa_uncentred_through_the_means(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    let model = linfa_uncentred(records, targets, alpha)?;
    Ok(through_the_means(records, targets, model.coefficients))
}

pub(super) fn ridge_for_infinity(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if alpha == f64::INFINITY { Ok(flat(records, targets)) } else { ridge(records, targets, alpha) }
}

pub(super) fn lasso_for_infinity(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Fitted {
    if alpha == f64::INFINITY { Ok(flat(records, targets)) } else { lasso(records, targets, alpha) }
}

/// Where nothing can be paid.
fn flat(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> LinearModel {
    LinearModel { intercept: mean(targets), coefficients: Array1::zeros(records.ncols()) }
}

pub(super) fn path_for_infinity(records: ArrayView2<f64>, targets: ArrayView1<f64>, alphas: ArrayView1<f64>) -> Path {
    path(records, targets, alphas.mapv(|alpha| if alpha == f64::INFINITY { f64::MAX } else { alpha }).view())
}

/// One alpha is asked whether it is a price, and the others are taken as they are.
pub(super) fn path_looking_at(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
    place: usize,
) -> Path {
    valid(alphas[place])?;
    path_for_any(records, targets, alphas)
}
