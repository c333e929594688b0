//! Ridge in closed form, and lasso by cyclic coordinate descent on `XᵀX` and `Xᵀy`.
//! Friedman, Hastie and Tibshirani, Regularization Paths for Generalized Linear Models via Coordinate Descent (2010).

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_elasticnet::ElasticNet;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use mlings::ridge_lasso::{self, FitError, LinearModel, TrainingError};

/// Moves a number towards 0 by `threshold`, and leaves it at 0 where that would take it past 0.
///
/// - `threshold`: 0 or more
pub fn soft_threshold(value: f64, threshold: f64) -> f64 {
    if value > threshold {
        value - threshold
    } else if value < -threshold {
        value + threshold
    } else {
        0.0
    }
}

/// The model with the least `Σ r² + alpha · Σ b²`, where `r` are the residuals (target minus prediction) and
/// `b` the coefficients. The intercept is free of charge.
///
/// - `records`: `n_samples` x `n_features`, without a column for the intercept; nothing is scaled
/// - `targets`: `n_samples`
/// - `alpha`: what a squared coefficient costs; with 0 no column is a combination of the others and the constant
///
/// Returns `LinearModel { intercept, coefficients }`, in the units of the columns as given.
///
/// # Errors
/// `FitError::InvalidAlpha` where alpha is negative, infinite or NaN.
pub fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    let alpha = valid(alpha)?;
    let centred = Centred::new(records, targets);
    let penalty = alpha * Array2::<f64>::eye(records.ncols());
    let penalised = centred.records.t().dot(&centred.records) + penalty;
    let products = centred.records.t().dot(&centred.targets);
    Ok(centred.model(ridge_lasso::solve(penalised.view(), products.view())))
}

/// One round of the lasso's coordinate descent: takes the coefficients in their order, from the first to the
/// last, and puts each where `½ · bᵀGb − bᵀc + alpha · Σ |b|` is least while all others stay as they are. The ones
/// before it have been moved already.
///
/// - `gram`: `G = XᵀX / n_samples` of the centred columns, `n_features` x `n_features`
/// - `products`: `c = Xᵀy / n_samples` with the centred targets, `n_features`
/// - `alpha`: 0 or more
/// - `coefficients`: `b` before this round, `n_features`
///
/// Returns `b` after this round. Where the diagonal of `gram` is 0 the column never changes; its coefficient
/// becomes 0.
pub fn sweep(
    gram: ArrayView2<f64>,
    products: ArrayView1<f64>,
    alpha: f64,
    coefficients: ArrayView1<f64>,
) -> Array1<f64> {
    let mut updated = coefficients.to_owned();
    for j in 0..updated.len() {
        let size = gram[[j, j]];
        // What is left for column j when all other columns have had their part.
        let left = products[j] - (gram.row(j).dot(&updated) - size * updated[j]);
        updated[j] = if size == 0.0 { 0.0 } else { soft_threshold(left, alpha) / size };
    }
    updated
}

/// The model with the least `Σ r² / (2 · n_samples) + alpha · Σ |b|`, where `r` are the residuals and `b` the
/// coefficients. The intercept is free of charge.
///
/// - `records`: `n_samples` x `n_features`, without a column for the intercept; nothing is scaled
/// - `targets`: `n_samples`
/// - `alpha`: what a coefficient costs for each unit of its size
///
/// Returns `LinearModel { intercept, coefficients }`, in the units of the columns as given. What the lasso leaves
/// out has exactly 0, and so has a column that never changes. It is done when nothing moves any more: the last round moves no prediction by more than
/// rounding, say by 1e-12 of the targets' standard deviation.
///
/// # Errors
/// `FitError::InvalidAlpha` where alpha is negative, infinite or NaN.
pub fn lasso(records: ArrayView2<f64>, targets: ArrayView1<f64>, alpha: f64) -> Result<LinearModel, FitError> {
    let alpha = valid(alpha)?;
    let centred = Centred::new(records, targets);
    let coefficients = descend(&centred, alpha, Array1::zeros(records.ncols()));
    Ok(centred.model(coefficients))
}

/// The lasso's coefficients for every alpha, on standardised columns: each has mean 0 and standard deviation 1,
/// where the sum of squares is divided by `n_samples`. So a coefficient is what the prediction gains from one
/// standard deviation more, and it costs the same whatever the unit.
///
/// - `records`: `n_samples` x `n_features`, in any units
/// - `targets`: `n_samples`, not scaled
/// - `alphas`: in any order
///
/// Returns `n_alphas` x `n_features`; row `i` belongs to `alphas[i]`. A column that never changes has 0.
///
/// # Errors
/// `FitError::InvalidAlpha` where one of the alphas is negative, infinite or NaN.
pub fn path(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alphas: ArrayView1<f64>,
) -> Result<Array2<f64>, FitError> {
    let mut centred = Centred::new(records, targets);
    let variances = (&centred.records * &centred.records).sum_axis(Axis(0)) / records.nrows() as f64;
    centred.records /= &variances.mapv(|variance| if variance == 0.0 { 1.0 } else { variance.sqrt() });

    let mut coefficients = Array2::zeros((alphas.len(), records.ncols()));
    let mut warm_start = Array1::zeros(records.ncols());
    for (mut row, alpha) in coefficients.rows_mut().into_iter().zip(alphas) {
        warm_start = descend(&centred, valid(*alpha)?, warm_start);
        row.assign(&warm_start);
    }
    Ok(coefficients)
}

/// The lasso once more, trained by linfa's elastic net: the same model as that of `lasso`, up to 1e-7.
///
/// - `records`: `n_samples` x `n_features`, in any place: a year may be 1970 to 1982
/// - `targets`: `n_samples`
/// - `alpha`: positive, scaled as in `lasso`
///
/// Returns `LinearModel { intercept, coefficients }` for the records as given.
///
/// # Errors
/// What linfa says.
pub fn linfa_lasso(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    alpha: f64,
) -> Result<LinearModel, TrainingError> {
    // linfa centres the targets, but not the columns.
    let centred = Centred::new(records, targets);
    let dataset = Dataset::new(centred.records.clone(), centred.targets.clone());
    let model = ElasticNet::lasso().penalty(alpha).tolerance(1e-10).max_iterations(100_000).fit(&dataset)?;
    Ok(centred.model(model.hyperplane().to_owned()))
}

fn valid(alpha: f64) -> Result<f64, FitError> {
    if alpha >= 0.0 && alpha.is_finite() { Ok(alpha) } else { Err(FitError::InvalidAlpha) }
}

/// Records and targets seen from their means, where no model needs an intercept.
struct Centred {
    means: Array1<f64>,
    mean_target: f64,
    records: Array2<f64>,
    targets: Array1<f64>,
}

impl Centred {
    fn new(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Centred {
        let means = records.map_axis(Axis(0), mean);
        let mean_target = mean(targets);
        Centred { records: &records - &means, targets: &targets - mean_target, means, mean_target }
    }

    /// The plane goes through the means.
    fn model(&self, coefficients: Array1<f64>) -> LinearModel {
        LinearModel { intercept: self.mean_target - self.means.dot(&coefficients), coefficients }
    }
}

/// From the first number on, so that the mean of equal numbers is that number, and what is left of them exactly 0.
fn mean(numbers: ArrayView1<f64>) -> f64 {
    let first = numbers[0];
    first + numbers.iter().map(|number| number - first).sum::<f64>() / numbers.len() as f64
}

/// Sweeps until nothing moves any more.
fn descend(centred: &Centred, alpha: f64, start: Array1<f64>) -> Array1<f64> {
    let n_samples = centred.targets.len() as f64;
    let gram = centred.records.t().dot(&centred.records) / n_samples;
    let products = centred.records.t().dot(&centred.targets) / n_samples;
    let deviation = (centred.targets.dot(&centred.targets) / n_samples).sqrt();

    let mut coefficients = start;
    for _ in 0..MOST_SWEEPS {
        let updated = sweep(gram.view(), products.view(), alpha, coefficients.view());
        let moves = (&updated - &coefficients) * gram.diag().mapv(f64::sqrt);
        coefficients = updated;
        if moves.iter().all(|change| change.abs() <= SETTLED * deviation) {
            break;
        }
    }
    coefficients
}

/// What moves the predictions by less than this share of the targets' deviation is rounding.
const SETTLED: f64 = 1e-12;
/// Columns that are nearly collinear settle slowly; for ever is too long.
const MOST_SWEEPS: usize = 100_000;
