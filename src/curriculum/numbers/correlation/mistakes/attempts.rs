//! The wrong versions, as running code.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use crate::correlation::CorrelationError;
use crate::correlation::solution::{correlation, covariance};

type Matrix = Result<Array2<f64>, CorrelationError>;
type Covariance = fn(ArrayView2<f64>, usize) -> Matrix;

/// The sum of products of every column with every column. One product at a time rounds the same way everywhere.
fn products(columns: ArrayView2<f64>) -> Array2<f64> {
    let size = columns.ncols();
    let product = |(i, j)| columns.column(i).iter().zip(columns.column(j)).map(|(a, b)| a * b).sum();
    Array2::from_shape_fn((size, size), product)
}

fn naive_mean(column: ArrayView1<f64>) -> f64 {
    column.iter().sum::<f64>() / column.len() as f64
}

fn centred(records: ArrayView2<f64>) -> Array2<f64> {
    &records - &records.map_axis(Axis(0), naive_mean)
}

fn enough(records: ArrayView2<f64>, ddof: usize) -> Result<f64, CorrelationError> {
    let rows = records.nrows();
    if rows > ddof { Ok((rows - ddof) as f64) } else { Err(CorrelationError::TooFewRows) }
}

pub(super) fn not_centred(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(products(records) / enough(records, ddof)?)
}

pub(super) fn one_mean(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    let mean = records.sum() / records.len() as f64;
    Ok(products((&records - mean).view()) / divisor)
}

pub(super) fn always_n(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof)?;
    covariance(records, 0)
}

/// A single row is told apart, or 0 would be divided by 0.
pub(super) fn always_n_less_1(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof.max(1))?;
    covariance(records, 1)
}

pub(super) fn rows_not_counted(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(products(centred(records).view()) / (records.nrows() - ddof) as f64)
}

pub(super) fn products_first(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    let (n_samples, means) = (records.nrows() as f64, records.map_axis(Axis(0), naive_mean));
    let of_means = Array2::from_shape_fn((means.len(), means.len()), |(i, j)| means[i] * means[j]);
    Ok((products(records) / n_samples - of_means) * (n_samples / divisor))
}

fn is_constant(column: ArrayView1<f64>) -> bool {
    column.iter().all(|value| *value == column[0])
}

pub(super) fn spread_or_error(records: ArrayView2<f64>) -> Matrix {
    match records.columns().into_iter().position(is_constant) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => correlation(records),
    }
}

/// The reference's errors, then its division, from other covariances.
pub(super) fn over_deviations(records: ArrayView2<f64>, covariance: Covariance) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 0)?;
    let deviations = covariance.diag().mapv(f64::sqrt);
    Ok(divided(covariance, &deviations, &deviations).mapv(|r| r.clamp(-1.0, 1.0)))
}

/// Every row divided by its own of the first numbers, every column by its own of the second.
fn divided(matrix: Array2<f64>, rows: &Array1<f64>, columns: &Array1<f64>) -> Array2<f64> {
    matrix / rows.view().insert_axis(Axis(1)) / columns
}

pub(super) fn over_variances(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 1)?;
    let variances = covariance.diag().to_owned();
    Ok(divided(covariance, &variances, &variances))
}

pub(super) fn slopes(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 1)?;
    let variances = covariance.diag().to_owned();
    Ok(covariance / variances)
}

pub(super) fn slopes_of_rows(records: ArrayView2<f64>) -> Matrix {
    Ok(slopes(records)?.reversed_axes())
}

pub(super) fn over_one_deviation(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 1)?;
    let deviations = covariance.diag().mapv(f64::sqrt);
    Ok(covariance / deviations)
}

pub(super) fn root_of_product(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 0)?;
    let over = |(i, j): (usize, usize)| covariance[[i, j]] / (covariance[[i, i]] * covariance[[j, j]]).sqrt();
    limited(Ok(Array2::from_shape_fn(covariance.dim(), over)))
}

/// Without looking for constant columns, and without limits.
fn plain(records: ArrayView2<f64>) -> Array2<f64> {
    let sums = products(centred(records).view());
    let lengths = sums.diag().mapv(f64::sqrt);
    divided(sums, &lengths, &lengths)
}

pub(super) fn not_limited(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    Ok(plain(records))
}

pub(super) fn nan_for_constant(records: ArrayView2<f64>) -> Matrix {
    enough(records, 1)?;
    Ok(plain(records).mapv(|r| r.clamp(-1.0, 1.0)))
}

pub(super) fn zero_for_constant(records: ArrayView2<f64>) -> Matrix {
    Ok(plain(records).mapv(|r| if r.is_nan() { 0.0 } else { r.clamp(-1.0, 1.0) }))
}

/// Calls columns constant by their standard deviation and their mean.
pub(super) fn refusing(records: ArrayView2<f64>, constant: fn(f64, f64) -> bool) -> Matrix {
    let n_samples = enough(records, 1)? + 1.0;
    let variances = products(centred(records).view()).diag().mapv(|sum| sum / n_samples);
    let means = records.map_axis(Axis(0), naive_mean);
    match variances.iter().zip(&means).position(|(variance, mean)| constant(variance.sqrt(), *mean)) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => Ok(plain(records).mapv(|r| r.clamp(-1.0, 1.0))),
    }
}

pub(super) fn always_n_unasked(records: ArrayView2<f64>, _: usize) -> Matrix {
    covariance(records, 0)
}

pub(super) fn always_n_less_1_unasked(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof)?;
    Ok(products(centred(records).view()) / (records.nrows() as f64 - 1.0))
}

pub(super) fn switched(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof)?;
    covariance(records, ddof.min(1))
}

pub(super) fn switched_before_asking(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    covariance(records, ddof.min(1))
}

pub(super) fn added(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof)?;
    Ok(products(centred(records).view()) / (records.nrows() + ddof) as f64)
}

pub(super) fn rows_not_counted_in_floats(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(products(centred(records).view()) / (records.nrows() as f64 - ddof as f64))
}

pub(super) fn equal_goes_through(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    if records.nrows() < ddof { Err(CorrelationError::TooFewRows) } else { rows_not_counted(records, ddof) }
}

fn first_constant(records: ArrayView2<f64>) -> Result<(), CorrelationError> {
    match records.columns().into_iter().position(is_constant) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => Ok(()),
    }
}

pub(super) fn constant_before_count(records: ArrayView2<f64>) -> Matrix {
    enough(records, 0)?;
    first_constant(records)?;
    correlation(records)
}

pub(super) fn constant_before_any_count(records: ArrayView2<f64>) -> Matrix {
    first_constant(records)?;
    correlation(records)
}

pub(super) fn more_than(rows: usize, records: ArrayView2<f64>) -> Matrix {
    enough(records, rows)?;
    correlation(records)
}

/// The products in one sum, less the product of the two sums.
pub(super) fn sums_first(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    let sums = records.map_axis(Axis(0), |column| column.iter().sum::<f64>());
    let of_sums = Array2::from_shape_fn((sums.len(), sums.len()), |(i, j)| sums[i] * sums[j] / records.nrows() as f64);
    Ok((products(records) - of_sums) / divisor)
}

/// The products in one sum, less n times the product of the two means.
pub(super) fn less_means(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    let (n_samples, means) = (records.nrows() as f64, records.map_axis(Axis(0), naive_mean));
    let of_means = Array2::from_shape_fn((means.len(), means.len()), |(i, j)| n_samples * means[i] * means[j]);
    Ok((products(records) - of_means) / divisor)
}

/// NaN becomes -1 on the way to the limits.
#[expect(clippy::manual_clamp, reason = "clamp would keep the NaN")]
pub(super) fn over_deviations_of_less_means(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = less_means(records, 0)?;
    let deviations = covariance.diag().mapv(f64::sqrt);
    let over = |(i, j): (usize, usize)| covariance[[i, j]] / (deviations[i] * deviations[j]);
    Ok(Array2::from_shape_fn(covariance.dim(), over).mapv(|r: f64| r.max(-1.0).min(1.0)))
}

fn narrow(value: f64) -> f64 {
    f64::from(value as f32)
}

pub(super) fn values_in_f32(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    covariance(records.mapv(narrow).view(), ddof)
}

pub(super) fn distances_in_f32(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    Ok(products(centred(records).mapv(narrow).view()) / divisor)
}

pub(super) fn covariance_in_f32(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(covariance(records, ddof)?.mapv(narrow))
}

pub(super) fn correlation_in_f32(records: ArrayView2<f64>) -> Matrix {
    Ok(correlation(records)?.mapv(narrow))
}

pub(super) fn whole_values(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    covariance(records.mapv(|value| value as i64 as f64).view(), ddof)
}

/// 0 where this is not so.
pub(super) fn half(matrix: Array2<f64>, is_filled: fn(usize, usize) -> bool) -> Array2<f64> {
    Array2::from_shape_fn(matrix.dim(), |(i, j)| if is_filled(i, j) { matrix[[i, j]] } else { 0.0 })
}

pub(super) fn upper_half(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(half(covariance(records, ddof)?, |i, j| i <= j))
}

pub(super) fn lower_half(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(half(covariance(records, ddof)?, |i, j| i >= j))
}

pub(super) fn row_by_row(records: ArrayView2<f64>) -> ArrayView2<f64> {
    let slice = records.to_slice().unwrap();
    ArrayView2::from_shape(records.raw_dim(), slice).expect("as many as in the table")
}

/// The numbers as the memory has them, where they lie in one piece.
pub(super) fn as_it_lies(records: ArrayView2<f64>) -> Array2<f64> {
    let numbers = records.as_slice_memory_order().map_or_else(|| records.iter().copied().collect(), <[f64]>::to_vec);
    Array2::from_shape_vec(records.dim(), numbers).unwrap_or_else(|_| records.to_owned())
}

/// What is left of the fraction when different numbers of rows stand above and below the line.
pub(super) fn scaled(records: ArrayView2<f64>, factor: fn(f64) -> f64) -> Matrix {
    Ok(correlation(records)? * factor(records.nrows() as f64))
}

pub(super) fn limited(matrix: Matrix) -> Matrix {
    Ok(matrix?.mapv(|r| r.clamp(-1.0, 1.0)))
}

pub(super) fn limited_between(records: ArrayView2<f64>, low: f64, high: f64) -> Matrix {
    Ok(not_limited(records)?.mapv(|r| r.clamp(low, high)))
}

/// Whatever a constant column is beside gets 0, itself 1.
pub(super) fn zero_beside_constant(records: ArrayView2<f64>) -> Matrix {
    enough(records, 1)?;
    let constant: Vec<bool> = records.columns().into_iter().map(is_constant).collect();
    let correlation = plain(records);
    Ok(Array2::from_shape_fn(correlation.dim(), |(i, j)| match (i == j, constant[i] || constant[j]) {
        (true, true) => 1.0,
        (false, true) => 0.0,
        _ => correlation[[i, j]].clamp(-1.0, 1.0),
    }))
}

/// With another number for the constant column than that of the first.
pub(super) fn renamed(records: ArrayView2<f64>, name: fn(&[usize]) -> usize) -> Matrix {
    enough(records, 1)?;
    let columns = records.columns().into_iter().enumerate();
    let constant: Vec<usize> = columns.filter(|(_, column)| is_constant(*column)).map(|(index, _)| index).collect();
    match constant.is_empty() {
        true => correlation(records),
        false => Err(CorrelationError::ConstantColumn(name(&constant))),
    }
}

pub(super) fn nearly_constant(records: ArrayView2<f64>, share: f64) -> Matrix {
    enough(records, 1)?;
    let is_near =
        |column: ArrayView1<f64>| column.iter().all(|value| (value - column[0]).abs() <= share * column[0].abs());
    match records.columns().into_iter().position(is_near) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => correlation(records),
    }
}

/// Calls a column constant when the first row and this one agree.
pub(super) fn two_alike(records: ArrayView2<f64>, other: fn(usize) -> usize) -> Matrix {
    enough(records, 1)?;
    let other = other(records.nrows());
    match records.columns().into_iter().position(|column| column[0] == column[other]) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => correlation(records),
    }
}
