//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{correlation, covariance};
use super::{Contract, CorrelationError, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file whose correlations are made from these covariances.
macro_rules! made_of {
    ($covariance:expr) => {
        Contract { covariance: $covariance, correlation: |records| over_deviations(records, $covariance) }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "does not subtract the means",
        advice: "Add 1000 to every number of a column: does it now go together with the others in another way? Where does a distance start?",
        attempts: &[made_of!(not_centred)],
    },
    Mistake {
        name: "subtracts one mean of the whole table",
        advice: "A mean over grams beside percent is the mean of nothing. How many means does a table of three columns have?",
        attempts: &[made_of!(one_mean)],
    },
    Mistake {
        name: "takes the rows for the columns",
        advice: "A thousand wines with eleven measurements: how large should the answer be? Along which axis did you add up?",
        attempts: &[Contract {
            covariance: |records, ddof| covariance(records.t(), ddof),
            correlation: |records| correlation(records.t()),
        }],
    },
    Mistake {
        name: "divides by the number of rows, whatever ddof is",
        advice: "Ask for ddof 0 and for ddof 1, and compare the two answers. What should be different?",
        attempts: &[made_of!(always_n)],
    },
    Mistake {
        name: "divides by the number of rows less 1, whatever ddof is",
        advice: "What one divides by is the caller's choice here. Which argument says how many to take off?",
        attempts: &[made_of!(always_n_less_1)],
    },
    Mistake {
        name: "never asks whether there are enough rows",
        advice: "One row, and ddof 1: what do you divide by? And what is 1 minus 3 in a usize?",
        attempts: &[Contract { covariance: rows_not_counted, correlation: |records| spread_or_error(records) }],
    },
    Mistake {
        name: "multiplies before it subtracts the means",
        advice: "The mean of the products and the product of the means are both near 1e18 here, and an f64 has 16 digits. What is left of their difference?",
        attempts: &[made_of!(products_first)],
    },
    Mistake {
        name: "divides by n - 1 in the covariance and by n in the standard deviation",
        advice: "A column must have the correlation 1 with itself. What did you divide by above the fraction line, and what below it?",
        attempts: &[Contract { correlation: mixed_divisors, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the variances",
        advice: "A covariance has the unit of one column times that of the other. Which unit is left after your division?",
        attempts: &[Contract { correlation: over_variances, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the variance of one of the two columns",
        advice: "That is the slope of a line through the points: it has a unit, and it changes when the columns change places. Whose spread is missing?",
        attempts: &[Contract { correlation: slopes, ..SOLUTION }],
    },
    Mistake {
        name: "lets rounding carry a correlation beyond 1",
        advice: "Look at all digits of the largest number. What happens to code that later takes the root of 1 - r * r?",
        attempts: &[Contract { correlation: not_limited, ..SOLUTION }],
    },
    Mistake {
        name: "divides 0 by 0 where a column is constant",
        advice: "What is the standard deviation of a constant column? What does the task say should come instead of NaN?",
        attempts: &[Contract { correlation: nan_for_constant, ..SOLUTION }],
    },
    Mistake {
        name: "puts 0 where a column does not vary",
        advice: "A 0 says: looked at it, and these do not go together. Can the data say that about a column that never changes?",
        attempts: &[Contract { correlation: zero_for_constant, ..SOLUTION }],
    },
    Mistake {
        name: "asks whether the standard deviation is exactly 0",
        advice: "Print the standard deviation of six times 0.1 with all its digits. What could you ask the values themselves?",
        attempts: &[Contract { correlation: |records| refusing(records, |deviation| deviation == 0.0), ..SOLUTION }],
    },
    Mistake {
        name: "takes a column of tiny numbers for constant",
        advice: "A coating is 0.000000002 m thick here and 0.000000004 m there. Which limit is small enough for every unit?",
        attempts: &[Contract { correlation: |records| refusing(records, |deviation| deviation < 1e-10), ..SOLUTION }],
    },
];

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

fn not_centred(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(products(records) / enough(records, ddof)?)
}

fn one_mean(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    let mean = records.sum() / records.len() as f64;
    Ok(products((&records - mean).view()) / divisor)
}

fn always_n(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof)?;
    covariance(records, 0)
}

/// A single row is told apart, or 0 would be divided by 0.
fn always_n_less_1(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    enough(records, ddof.max(1))?;
    covariance(records, 1)
}

fn rows_not_counted(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    Ok(products(centred(records).view()) / (records.nrows() - ddof) as f64)
}

fn products_first(records: ArrayView2<f64>, ddof: usize) -> Matrix {
    let divisor = enough(records, ddof)?;
    let (n_samples, means) = (records.nrows() as f64, records.map_axis(Axis(0), naive_mean));
    let of_means = Array2::from_shape_fn((means.len(), means.len()), |(i, j)| means[i] * means[j]);
    Ok((products(records) / n_samples - of_means) * (n_samples / divisor))
}

fn is_constant(column: ArrayView1<f64>) -> bool {
    column.iter().all(|value| *value == column[0])
}

fn spread_or_error(records: ArrayView2<f64>) -> Matrix {
    match records.columns().into_iter().position(is_constant) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => correlation(records),
    }
}

/// The reference's errors, then its division, from other covariances.
fn over_deviations(records: ArrayView2<f64>, covariance: Covariance) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 0)?;
    let deviations = covariance.diag().mapv(f64::sqrt);
    Ok(divided(covariance, &deviations, &deviations).mapv(|r| r.clamp(-1.0, 1.0)))
}

/// Every row divided by its own of the first numbers, every column by its own of the second.
fn divided(matrix: Array2<f64>, rows: &Array1<f64>, columns: &Array1<f64>) -> Array2<f64> {
    matrix / rows.view().insert_axis(Axis(1)) / columns
}

fn mixed_divisors(records: ArrayView2<f64>) -> Matrix {
    let n_samples = records.nrows() as f64;
    Ok(correlation(records)? * (n_samples / (n_samples - 1.0)))
}

fn over_variances(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 1)?;
    let variances = covariance.diag().to_owned();
    Ok(divided(covariance, &variances, &variances))
}

fn slopes(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    let covariance = covariance(records, 1)?;
    let variances = covariance.diag().to_owned();
    Ok(covariance / variances)
}

/// Without looking for constant columns, and without limits.
fn plain(records: ArrayView2<f64>) -> Array2<f64> {
    let sums = products(centred(records).view());
    let lengths = sums.diag().mapv(f64::sqrt);
    divided(sums, &lengths, &lengths)
}

fn not_limited(records: ArrayView2<f64>) -> Matrix {
    correlation(records)?;
    Ok(plain(records))
}

fn nan_for_constant(records: ArrayView2<f64>) -> Matrix {
    enough(records, 1)?;
    Ok(plain(records).mapv(|r| r.clamp(-1.0, 1.0)))
}

fn zero_for_constant(records: ArrayView2<f64>) -> Matrix {
    Ok(plain(records).mapv(|r| if r.is_nan() { 0.0 } else { r.clamp(-1.0, 1.0) }))
}

fn refusing(records: ArrayView2<f64>, constant: fn(f64) -> bool) -> Matrix {
    let n_samples = enough(records, 1)? + 1.0;
    let variances = products(centred(records).view()).diag().mapv(|sum| sum / n_samples);
    match variances.iter().position(|variance| constant(variance.sqrt())) {
        Some(column) => Err(CorrelationError::ConstantColumn(column)),
        None => Ok(plain(records).mapv(|r| r.clamp(-1.0, 1.0))),
    }
}
