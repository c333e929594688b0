//! What is graded.

use linfa::DatasetBase;
use ndarray::{Array1, Array2, ArrayView2, Axis, ShapeBuilder, Slice, array};

use super::{Contract, CorrelationError};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, close, has_shape, identical, refuses, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "covariance is the mean product of the distances from the means", points: 11, run: mean_product },
    Check { name: "ddof is taken off the number of rows", points: 9, run: ddof_is_taken_off },
    Check { name: "the matrix gives every weighted sum of columns its variance", points: 6, run: weighted_sums },
    Check { name: "covariance is right far from the origin", points: 8, run: far_from_the_origin },
    Check { name: "covariance of no more rows than ddof is an error", points: 7, run: too_few_for_covariance },
    Check { name: "correlation is the covariance over both standard deviations", points: 12, run: over_deviations },
    Check { name: "every column has the correlation 1 with itself", points: 5, run: one_with_itself },
    Check { name: "other units change nothing but the sign", points: 8, run: other_units },
    Check { name: "correlation is right far from the origin", points: 6, run: correlation_far_from_the_origin },
    Check { name: "rounding never carries a correlation beyond 1", points: 5, run: never_beyond_one },
    Check {
        name: "a constant column is an error, and no other column is",
        points: 8,
        run: constant_column_is_an_error,
    },
    Check { name: "correlation of fewer than two rows is an error", points: 5, run: too_few_for_correlation },
    Check { name: "a table may lie in memory in any way", points: 5, run: any_layout },
    Check { name: "finds linfa's correlations among the wines", points: 5, run: agrees_with_linfa },
];

/// What the unit of a column may be, as the guide says it: the product of two covariances need not be a number any more.
const UNITS: [f64; 2] = [1e-100, 1e100];
/// More than fit into 32 bits.
const MANY: usize = 1 << 40;

fn mean_product(exercise: &Contract, cases: &mut Cases) -> Outcome {
    // Sums of products 20, 20, 200; 16, 20, 40: each divided by 4.
    let expected = array![[5.0, 4.0, 5.0], [4.0, 5.0, 10.0], [5.0, 10.0, 50.0]];
    has_covariance(exercise, &shops(), 0, &expected)?;
    // Another number of columns than of rows: one row for every column of the answer is not one for every row.
    let records = cases.table(7, 2, -9.0..9.0);
    has_covariance(exercise, &records, 0, &products(&records).mapv(|sum| sum / 7.0))?;
    has_covariance(
        exercise,
        &array![[0.1], [37.3], [-0.8]],
        0,
        &array![[(12.1 * 12.1 + 25.1 * 25.1 + 13.0 * 13.0) / 3.0]],
    )?;
    for unit in UNITS {
        let records = shops() * unit;
        let given = of(&records, 0);
        let covariance = answer("covariance", (exercise.covariance)(records.view(), 0)).given(&given)?;
        let what = format!("covariance / {unit:?} / {unit:?}");
        close(&what, &(covariance / unit / unit), &expected, 1e-9).given(given)?;
    }
    let (many, given) = (long(), format!("{LONG}, ddof 0"));
    let covariance = answer("covariance", (exercise.covariance)(many.view(), 0)).given(&given)?;
    close("covariance", &covariance, &(products(&many) / 2049.0), 1e-9).given(given)
}

fn long() -> Array2<f64> {
    Array2::from_shape_fn((2049, 2), |(row, column)| (row * [1, 1000][column] % 2049) as f64)
}

const LONG: &str = "2049 rows and 2 columns, each with the numbers 0 to 2048 in an order of its own";

fn ddof_is_taken_off(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let sums = array![[20.0, 16.0, 20.0], [16.0, 20.0, 40.0], [20.0, 40.0, 200.0]];
    // Together: what is made of one ddof may look right.
    let found: Result<Vec<Array2<f64>>, CorrelationError> =
        [0, 1, 3].into_iter().map(|ddof| (exercise.covariance)(shops().view(), ddof)).collect();
    let given = format!("records {}, ddof 0, then 1, then 3", shown(&shops()));
    let found = answer("covariance", found).given(&given)?;
    let first = |covariance: &Array2<f64>| covariance.first().copied().unwrap_or(f64::NAN);
    let firsts: Array1<f64> = found.iter().map(first).collect();
    close("the first number of each covariance", &firsts, &array![5.0, 20.0 / 3.0, 20.0], 1e-9).given(given)?;
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

/// The larger the numbers, the fewer digits are left for what tells the rows apart: still enough for a correlation.
fn correlation_far_from_the_origin(exercise: &Contract, _: &mut Cases) -> Outcome {
    let expected = by_definition(&shops());
    for (middle, unit, tolerance) in [(1.0, 1.0 / (1_u64 << 44) as f64, 1e-2), (1e9, 0.25, 1e-6), (-1e9, 1.0, 1e-6)] {
        let records = middle + unit * shops();
        let given = format!("records {middle:?} + {unit:?} times {}", shown(&shops()));
        let correlation = answer("correlation", (exercise.correlation)(records.view())).given(&given)?;
        close("correlation", &correlation, &expected, tolerance).given(given)?;
    }
    Ok(())
}

fn too_few_for_covariance(exercise: &Contract, _: &mut Cases) -> Outcome {
    for (records, ddof) in [
        (array![[3.0, 5.0], [4.0, 1.0]], 5),
        (array![[3.0, 5.0], [4.0, 1.0]], 2),
        (array![[3.0, 5.0]], 1),
        (array![[3.0, 5.0]], MANY),
        (Array2::zeros((0, 2)), 0),
    ] {
        let covariance = (exercise.covariance)(records.view(), ddof);
        refuses_numbers("covariance", &covariance, &CorrelationError::TooFewRows).given(of(&records, ddof))?;
    }
    has_covariance(exercise, &array![[3.0, 5.0], [4.0, 1.0]], 1, &array![[0.5, -2.0], [-2.0, 8.0]])?;
    has_covariance(exercise, &array![[3.0, 5.0]], 0, &array![[0.0, 0.0], [0.0, 0.0]])
}

fn over_deviations(exercise: &Contract, cases: &mut Cases) -> Outcome {
    let r = 20.0 / 4000.0_f64.sqrt();
    has_correlation(exercise, &shops(), &array![[1.0, 0.8, r], [0.8, 1.0, 2.0 * r], [r, 2.0 * r, 1.0]])?;
    has_correlation(exercise, &array![[1.0, 7.0], [4.0, 2.0]], &array![[1.0, -1.0], [-1.0, 1.0]])?;
    has_correlation(exercise, &array![[0.1], [37.3], [0.1]], &array![[1.0]])?;
    let records = cases.table(9, 3, -9.0..9.0);
    has_correlation(exercise, &records, &by_definition(&records))?;
    let correlation = answer("correlation", (exercise.correlation)(long().view())).given(LONG)?;
    close("correlation", &correlation, &by_definition(&long()), 1e-9).given(LONG)
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
    for [first, second, third] in [[1.0, 1e-100, 1.0], [1e-100, -1e-100, 1e-100], [1e100, 1e100, -1e100]] {
        let factors = array![first, second, third];
        let signs = factors.mapv(f64::signum);
        let records = shops() * &factors;
        let expected = by_definition(&(shops() * &signs));
        has_correlation(exercise, &records, &expected)?;
    }
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
    let (column, factors) = (cases.vector(10, -1.0..1.0), cases.vector(24, 0.1..9.0));
    let sign = |times: usize| if times.is_multiple_of(2) { 1.0 } else { -1.0 };
    let records = Array2::from_shape_fn((10, 24), |(row, times)| sign(times) * factors[times] * column[row]);
    let given = "24 columns, each the same 10 random numbers times a factor of its own, every second factor below 0";
    let correlation = answer("correlation", (exercise.correlation)(records.view())).given(given)?;
    let expected = Array2::from_shape_fn((24, 24), |(i, j)| sign(i) * sign(j));
    close("correlation", &correlation, &expected, 1e-9).given(given)?;
    let ends = correlation.iter().fold([0.0_f64; 2], |[low, high], r| [low.min(*r), high.max(*r)]);
    let ends = Array1::from_iter(ends);
    identical("the smallest correlation and the largest", &ends, &ends.mapv(|r| r.clamp(-1.0, 1.0))).given(given)
}

fn constant_column_is_an_error(exercise: &Contract, _: &mut Cases) -> Outcome {
    let varying = array![2.0, 3.0, 5.0, 7.0, 8.0, 9.0];
    // The mean of six times 0.1 may miss 0.1 by the last digit; then the standard deviation is not exactly 0.
    for (constant, at) in [(4.0, 1), (0.0, 0), (0.1, 1), (0.7, 0), (1e-3, 1), (37.3, 1), (1e-200, 0), (-1e9, 1)] {
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
    // All rows but one agree, and it stands at each place in turn; column 1 has its ends in common as well.
    for place in 0..5 {
        let records = Array2::from_shape_fn((5, 2), |(row, column)| {
            if column == 0 { f64::from(u8::from(row == place)) } else { [4.0, 9.0, 1.0, 6.0, 4.0][row] }
        });
        has_correlation(exercise, &records, &by_definition(&records))?;
    }
    // So many times 0.1 add up to something else than 0.1 times so many.
    let records = Array2::from_shape_fn((1025, 2), |(row, column)| if column == 0 { row as f64 } else { 0.1 });
    refuses("correlation", &(exercise.correlation)(records.view()), &CorrelationError::ConstantColumn(1))
        .given("1025 rows: column 0 counts them, column 1 is 0.1 in all")
}

fn too_few_for_correlation(exercise: &Contract, _: &mut Cases) -> Outcome {
    for records in [array![[3.0, 5.0]], array![[0.0, 0.0, 0.0]], Array2::zeros((0, 2))] {
        let correlation = (exercise.correlation)(records.view());
        refuses_numbers("correlation", &correlation, &CorrelationError::TooFewRows).given(format!(
            "records of shape {:?}: {}",
            records.shape(),
            shown(&records)
        ))?;
    }
    Ok(())
}

/// The columns of a table may be its rows in memory, others may lie between them, and all may be read backwards.
fn any_layout(exercise: &Contract, _: &mut Cases) -> Outcome {
    let (covariance, correlation) = (products(&shops()) / 4.0, by_definition(&shops()));
    let mut by_columns = Array2::zeros((4, 3).f());
    by_columns.assign(&shops());
    let spaced = Array2::from_shape_fn((8, 6), |(row, column)| shops()[[row / 2, column / 2]] + (row % 2 * 50) as f64);
    let every_second = Slice::new(0, None, 2);
    let spaced = spaced.view().slice_axis_move(Axis(0), every_second).slice_axis_move(Axis(1), every_second);
    let upside_down = Array2::from_shape_fn((4, 3), |(row, column)| shops()[[3 - row, column]]);
    let upside_down = upside_down.slice_axis(Axis(0), Slice::new(0, None, -1));
    let lies: [(&str, ArrayView2<f64>); 3] = [
        ("stored column by column", by_columns.view()),
        ("with other rows and columns between these in memory", spaced),
        ("stored from the last row to the first", upside_down),
    ];
    for (lie, records) in lies {
        let given = format!("records {}, {lie}", shown(&shops()));
        let found = answer("covariance", (exercise.covariance)(records, 0)).given(&given)?;
        close("covariance", &found, &covariance, 1e-9).given(&given)?;
        let found = answer("correlation", (exercise.correlation)(records)).given(&given)?;
        close("correlation", &found, &correlation, 1e-9).given(given)?;
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
    let means: Vec<f64> = (0..n_features).map(mean).collect();
    let distance = |row: usize, column: usize| records[[row, column]] - means[column];
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
