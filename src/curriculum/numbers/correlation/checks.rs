//! What is graded.

use linfa::DatasetBase;
use ndarray::{Array1, Array2, Axis, array};

use super::{Contract, CorrelationError};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, close, has_shape, identical, refuses, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "covariance is the mean product of the distances from the means", points: 12, run: mean_product },
    Check { name: "ddof is taken off the number of rows", points: 10, run: ddof_is_taken_off },
    Check { name: "the matrix gives every weighted sum of columns its variance", points: 8, run: weighted_sums },
    Check { name: "covariance is right far from the origin", points: 8, run: far_from_the_origin },
    Check { name: "covariance of no more rows than ddof is an error", points: 8, run: too_few_for_covariance },
    Check { name: "correlation is the covariance over both standard deviations", points: 14, run: over_deviations },
    Check { name: "every column has the correlation 1 with itself", points: 6, run: one_with_itself },
    Check { name: "other units change nothing but the sign", points: 10, run: other_units },
    Check { name: "rounding never carries a correlation beyond 1", points: 6, run: never_beyond_one },
    Check { name: "a constant column is an error", points: 8, run: constant_column_is_an_error },
    Check { name: "correlation of fewer than two rows is an error", points: 4, run: too_few_for_correlation },
    Check { name: "finds linfa's correlations among the wines", points: 6, run: agrees_with_linfa },
];

fn mean_product(exercise: &Contract, cases: &mut Cases) -> Outcome {
    // Sums of products 20, 20, 200; 16, 20, 40: each divided by 4.
    let expected = array![[5.0, 4.0, 5.0], [4.0, 5.0, 10.0], [5.0, 10.0, 50.0]];
    has_covariance(exercise, &shops(), 0, &expected)?;
    // Another number of columns than of rows: one row for every column of the answer is not one for every row.
    let records = cases.table(7, 2, -9.0..9.0);
    has_covariance(exercise, &records, 0, &products(&records).mapv(|sum| sum / 7.0))
}

fn ddof_is_taken_off(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let sums = array![[20.0, 16.0, 20.0], [16.0, 20.0, 40.0], [20.0, 40.0, 200.0]];
    has_covariance(exercise, &shops(), 1, &(&sums / 3.0))?;
    has_covariance(exercise, &shops(), 3, &sums)?;
    let records = cases.table(12, 2, -9.0..9.0);
    has_covariance(exercise, &records, 2, &(products(&records) / 10.0))
}

/// The variance of X w is wᵀ C w, for any weights: so C is symmetric and positive semidefinite.
fn weighted_sums(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let records = cases.table(30, 4, -5.0..5.0);
    let covariance = answer("covariance", (exercise.covariance)(records.view(), 1)).given(ROWS_30)?;
    has_shape("covariance", &covariance, &[4, 4]).given(ROWS_30)?;
    close("covariance, rows and columns exchanged", &covariance.t(), &covariance, 1e-12).given(ROWS_30)?;
    for weights in [array![1.0, 1.0, 0.0, 0.0], array![1.0, 0.0, 0.0, -1.0], cases.vector(4, -2.0..2.0)] {
        let sum = records.dot(&weights);
        let variance = products(&sum.insert_axis(Axis(1)))[[0, 0]] / 29.0;
        close("weights · covariance · weights", &weights.dot(&covariance.dot(&weights)), &variance, 1e-9)
            .given(format!("{ROWS_30}; the columns added up with the weights {weights:.3}"))?;
    }
    Ok(())
}

const ROWS_30: &str = "a random table of 30 rows and 4 columns, ddof 1";

fn far_from_the_origin(exercise: &Contract, _: &mut Cases) -> Outcome {
    let records = shops() + 1e9;
    let expected = array![[5.0, 4.0, 5.0], [4.0, 5.0, 10.0], [5.0, 10.0, 50.0]];
    let given = format!("records {} with 1e9 added to every number, ddof 0", shown(&shops()));
    let covariance = answer("covariance", (exercise.covariance)(records.view(), 0)).given(&given)?;
    close("covariance", &covariance, &expected, 1e-6).given(given)
}

fn too_few_for_covariance(exercise: &Contract, _: &mut Cases) -> Outcome {
    for (records, ddof) in [
        (array![[3.0, 5.0]], 1),
        (array![[3.0, 5.0], [4.0, 1.0]], 2),
        (Array2::zeros((0, 2)), 0),
        (array![[3.0, 5.0]], 3),
    ] {
        let covariance = (exercise.covariance)(records.view(), ddof);
        refuses_numbers("covariance", &covariance, &CorrelationError::TooFewRows).given(of(&records, ddof))?;
    }
    let enough = array![[3.0, 5.0], [4.0, 1.0]];
    answer("covariance", (exercise.covariance)(enough.view(), 1)).map(|_| ()).given(of(&enough, 1))
}

fn over_deviations(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let r = 20.0 / 4000.0_f64.sqrt();
    has_correlation(exercise, &shops(), &array![[1.0, 0.8, r], [0.8, 1.0, 2.0 * r], [r, 2.0 * r, 1.0]])?;
    has_correlation(exercise, &array![[1.0, 7.0], [4.0, 2.0]], &array![[1.0, -1.0], [-1.0, 1.0]])?;
    let records = cases.table(9, 3, -9.0..9.0);
    has_correlation(exercise, &records, &by_definition(&records))
}

fn one_with_itself(exercise: &Contract, cases: &mut Cases) -> Outcome {
    for (records, given) in
        [(cases.table(25, 5, -3.0..100.0), "a random table of 25 rows and 5 columns"), (some_wines()?, SOME_WINES)]
    {
        let n_features = records.ncols();
        let correlation = answer("correlation", (exercise.correlation)(records.view())).given(given)?;
        has_shape("correlation", &correlation, &[n_features, n_features]).given(given)?;
        close("the diagonal", &correlation.diag(), &Array1::<f64>::ones(n_features), 1e-12).given(given)?;
    }
    Ok(())
}

/// Fahrenheit for Celsius, debts for assets, metres for nanometres.
fn other_units(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let records = cases.table(20, 3, 1.0..9.0);
    let before = by_definition(&records);
    for (factor, shift) in [(1.8, 32.0), (-1.0, 0.0), (1e-9, 0.0), (-1e-12, 5e-12), (-250.0, 1000.0)] {
        let mut other = records.clone();
        other.column_mut(1).mapv_inplace(|value| factor * value + shift);
        let sign = |column: usize| if column == 1 { f64::signum(factor) } else { 1.0 };
        let expected = Array2::from_shape_fn((3, 3), |(i, j)| sign(i) * sign(j) * before[[i, j]]);
        let given = format!("a random table of 20 rows and 3 columns, then column 1 times {factor:?}, plus {shift:?}");
        let correlation = answer("correlation", (exercise.correlation)(other.view())).given(&given)?;
        close("correlation", &correlation, &expected, 1e-9).given(given)?;
    }
    Ok(())
}

fn never_beyond_one(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let (column, factors) = (cases.vector(9, -1.0..1.0), cases.vector(12, 0.1..9.0));
    let records = Array2::from_shape_fn((9, 12), |(row, times)| factors[times] * column[row]);
    let given = "12 columns, each the same 9 random numbers times a factor of its own, above 0";
    let correlation = answer("correlation", (exercise.correlation)(records.view())).given(given)?;
    close("correlation", &correlation, &Array2::<f64>::ones((12, 12)), 1e-9).given(given)?;
    let largest = correlation.iter().fold(0.0_f64, |largest, r| largest.max(*r));
    identical("the largest correlation", &largest, &largest.min(1.0)).given(given)
}

fn constant_column_is_an_error(exercise: &Contract, _: &mut Cases) -> Outcome {
    let varying = array![2.0, 3.0, 5.0, 7.0, 8.0, 9.0];
    // The mean of six times 0.1 may miss 0.1 by the last digit; then the standard deviation is not exactly 0.
    for (constant, at) in [(4.0, 1), (0.0, 0), (0.1, 1), (0.7, 0), (1e-3, 1)] {
        let records = Array2::from_shape_fn((6, 3), |(row, column)| {
            if column < at {
                varying[row]
            } else if column == at {
                constant
            } else {
                2.0 * constant
            }
        });
        let correlation = (exercise.correlation)(records.view());
        let (what, expected) = ("correlation", CorrelationError::ConstantColumn(at));
        // An answer is remembered by its numbers, unless rounding made them: that differs from code to code.
        let refused = if constant.fract() == 0.0 {
            refuses_numbers(what, &correlation, &expected)
        } else {
            refuses(what, &correlation, &expected)
        };
        refused.given(format!("records {}", shown(&records)))?;
    }
    Ok(())
}

fn too_few_for_correlation(exercise: &Contract, _: &mut Cases) -> Outcome {
    for records in [array![[3.0, 5.0]], Array2::zeros((0, 2))] {
        let correlation = (exercise.correlation)(records.view());
        refuses_numbers("correlation", &correlation, &CorrelationError::TooFewRows).given(format!(
            "records of shape {:?}: {}",
            records.shape(),
            shown(&records)
        ))?;
    }
    Ok(())
}

fn agrees_with_linfa(exercise: &Contract, _: &mut Cases) -> Outcome {
    let records = some_wines()?;
    let correlation = answer("correlation", (exercise.correlation)(records.view())).given(SOME_WINES)?;
    has_shape("correlation", &correlation, &[11, 11]).given(SOME_WINES)?;
    let theirs = DatasetBase::from(records).pearson_correlation();
    let pairs = (0..11).flat_map(|i| (i + 1..11).map(move |j| [i, j]));
    let above: Array1<f64> = pairs.map(|pair| correlation[pair]).collect();
    close("the correlations above the diagonal, row by row", &above, theirs.get_coeffs(), 1e-9).given(SOME_WINES)
}

/// Staff, sales and floor of four shops.
fn shops() -> Array2<f64> {
    array![[1.0, 2.0, 10.0], [3.0, 6.0, 10.0], [5.0, 4.0, 0.0], [7.0, 8.0, 20.0]]
}

fn of(records: &Array2<f64>, ddof: usize) -> String {
    format!("records {}, ddof {ddof}", shown(records))
}

fn has_covariance(exercise: &Contract, records: &Array2<f64>, ddof: usize, expected: &Array2<f64>) -> Outcome {
    let covariance = answer("covariance", (exercise.covariance)(records.view(), ddof)).given(of(records, ddof))?;
    close("covariance", &covariance, expected, 1e-9).given(of(records, ddof))
}

fn has_correlation(exercise: &Contract, records: &Array2<f64>, expected: &Array2<f64>) -> Outcome {
    let given = format!("records {}", shown(records));
    let correlation = answer("correlation", (exercise.correlation)(records.view())).given(&given)?;
    close("correlation", &correlation, expected, 1e-9).given(given)
}

/// The sums of products of distances from the means: by the definition, and by nothing else.
fn products(records: &Array2<f64>) -> Array2<f64> {
    let (n_samples, n_features) = records.dim();
    let mean = |column: usize| (0..n_samples).map(|row| records[[row, column]]).sum::<f64>() / n_samples as f64;
    let distance = |row: usize, column: usize| records[[row, column]] - mean(column);
    let product = |(i, j)| (0..n_samples).map(|row| distance(row, i) * distance(row, j)).sum();
    Array2::from_shape_fn((n_features, n_features), product)
}

fn by_definition(records: &Array2<f64>) -> Array2<f64> {
    let sums = products(records);
    Array2::from_shape_fn(sums.dim(), |(i, j)| sums[[i, j]] / (sums[[i, i]] * sums[[j, j]]).sqrt())
}

const SOME_WINES: &str = "every eighth of the 1599 wines: 200 rows, 11 columns";

fn some_wines() -> Result<Array2<f64>, DatasetError> {
    let wines = datasets::wine_quality()?;
    let rows: Vec<usize> = (0..wines.records.nrows()).step_by(8).collect();
    Ok(wines.records.select(Axis(0), &rows))
}
