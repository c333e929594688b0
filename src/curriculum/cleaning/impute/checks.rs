//! What is graded.

use ndarray::{Array1, Array2, ArrayView1, Axis, array};

use super::{Contract, EmptyColumn, Imputer, Strategy};
use crate::tables::{in_all_layouts, long};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, refuses_numbers, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the mean is taken over the values that are there", points: 8, run: mean_of_what_is_there },
    Check { name: "0 and numbers below 0 are values", points: 6, run: zero_and_below_count },
    Check { name: "the median is the middle one of the sorted values", points: 7, run: median_is_the_middle },
    Check { name: "an even number of values has the mean of the two in the middle", points: 7, run: even_median },
    Check { name: "the most frequent value is the one that occurs most often", points: 8, run: mode_occurs_most },
    Check { name: "of equally frequent values the smallest is taken", points: 6, run: tie_goes_to_the_smallest },
    Check { name: "a column without a single value is an error", points: 7, run: empty_column_is_refused },
    Check { name: "the penguins' fills are those of scikit-learn", points: 5, run: agrees_with_scikit_learn },
    Check { name: "a missing value becomes its own column's fill", points: 8, run: gap_gets_its_columns_fill },
    Check { name: "what was measured stays as it is", points: 6, run: values_stay },
    Check { name: "a row that comes alone is filled too", points: 6, run: row_alone_is_filled },
    Check {
        name: "both parts are filled with what the training rows say",
        points: 10,
        run: both_parts_get_train_fills,
    },
    Check { name: "the held-out rows never change what was learned", points: 10, run: held_out_rows_teach_nothing },
    Check { name: "the training rows decide whether a column is empty", points: 6, run: empty_column_by_part },
];

const NAN: f64 = f64::NAN;
const STRATEGIES: [Strategy; 3] = [Strategy::Mean, Strategy::Median, Strategy::MostFrequent];

fn mean_of_what_is_there(impute: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[1.0, 10.0], [NAN, 20.0], [3.0, NAN], [8.0, 60.0]];
    fits(impute, &train, Strategy::Mean, &array![4.0, 30.0])?;
    // Small steps far from 0, and more digits than an f32 has.
    let train = array![[1e8 + 0.25, 0.1], [1e8 + 0.5, 37.3], [NAN, NAN], [1e8 + 1.5, 16_777_217.0]];
    fits(impute, &train, Strategy::Mean, &array![1e8 + 0.75, 5_592_418.133_333_333])?;
    fits_in(impute, 1e-12, &array![[1.25], [NAN], [4.75]], Strategy::Mean, 3.0)?;
    for value in [-3.25, 9e15] {
        fits(impute, &array![[value]], Strategy::Mean, &array![value])?;
    }
    fits(impute, &long(2049), Strategy::Mean, &array![1024.0])?;
    let train = array![[1.0, 10.0, NAN], [2.0, NAN, 5.0], [NAN, 30.0, 9.0], [6.0, 50.0, 1.0]];
    in_all_layouts(&train, |view, layout| {
        let given = format!("{}; the table {layout}", fit_of(&train, Strategy::Mean));
        let imputer = answer("fit", (impute.fit)(view, Strategy::Mean)).given(&given)?;
        close("fills", &imputer.fills, &array![3.0, 30.0, 5.0], 1e-12).given(given)
    })?;

    let train = with_gaps(cases.table(40, 3, 1.0..100.0), cases);
    let mean = |column: ArrayView1<f64>| {
        let values: Vec<f64> = column.iter().copied().filter(|value| !value.is_nan()).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    fits(impute, &train, Strategy::Mean, &train.map_axis(Axis(0), mean))
}

fn zero_and_below_count(impute: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[0.0, -26.5], [-6.0, -24.0], [NAN, NAN], [3.0, -25.0], [0.0, -26.5]];
    fits(impute, &train, Strategy::Mean, &array![-0.75, -25.5])?;
    let train = array![[0.0, -3.0], [NAN, -1.5], [-6.0, NAN], [0.0, -1.5], [5.0, -7.0], [0.0, -1.0]];
    fits(impute, &train, Strategy::Median, &array![0.0, -1.5])?;
    fits(impute, &train, Strategy::MostFrequent, &array![0.0, -1.5])?;
    for strategy in STRATEGIES {
        fits(impute, &array![[0.0, -4.0], [0.0, -4.0]], strategy, &array![0.0, -4.0])?;
    }
    Ok(())
}

fn median_is_the_middle(impute: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[9.0, -1.0], [NAN, -3.5], [1.0, NAN], [2.0, -2.0], [NAN, NAN]];
    fits(impute, &train, Strategy::Median, &array![2.0, -2.0])?;
    // Alike in their whole part, and some of them equal.
    fits(impute, &array![[2.75], [2.25], [2.5]], Strategy::Median, &array![2.5])?;
    fits(impute, &array![[9.0], [1.0], [1.0], [5.0], [1.0]], Strategy::Median, &array![1.0])?;
    fits(
        impute,
        &array![[16_777_217.5], [NAN], [16_777_217.25], [16_777_217.75]],
        Strategy::Median,
        &array![16_777_217.5],
    )?;
    fits_in(impute, 1e-12, &array![[7.0], [1.5], [NAN], [3.25]], Strategy::Median, 3.25)?;
    fits(impute, &array![[NAN], [-3.5], [NAN]], Strategy::Median, &array![-3.5])?;
    fits(impute, &long(2049), Strategy::Median, &array![1024.0])?;
    agrees_on_random_median(impute, 21, cases)
}

fn even_median(impute: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[7.0, 0.5], [1.0, NAN], [NAN, -0.5], [4.0, NAN], [2.0, 8.0], [NAN, -1.5]];
    fits(impute, &train, Strategy::Median, &array![3.0, 0.0])?;
    fits(impute, &array![[8.0], [-1.0]], Strategy::Median, &array![3.5])?;
    fits(impute, &array![[1e8 + 0.25], [NAN], [1e8 + 0.75]], Strategy::Median, &array![1e8 + 0.5])?;
    fits_in(impute, 1e-12, &array![[7.0], [1.5], [3.25], [2.75]], Strategy::Median, 3.0)?;
    fits(impute, &long(1026), Strategy::Median, &array![512.5])?;
    agrees_on_random_median(impute, 20, cases)
}

/// Among `n` values in random order with three gaps between them.
fn agrees_on_random_median(impute: &Contract, n: usize, cases: &mut Cases) -> Outcome {
    let values = cases.vector(n, -9.0..9.0);
    let order = cases.permutation(n + 3);
    let column: Array1<f64> = order.iter().map(|from| values.get(*from).copied().unwrap_or(NAN)).collect();
    // Sorted by counting: exactly `rank` values are smaller.
    let ranked = |rank: usize| {
        let smaller = |value: &f64| values.iter().filter(|other| *other < value).count();
        values.iter().copied().find(|value| smaller(value) == rank).unwrap_or(NAN)
    };
    let median = (ranked((n - 1) / 2) + ranked(n / 2)) / 2.0;
    fits(impute, &column.insert_axis(Axis(1)), Strategy::Median, &array![median])
}

fn mode_occurs_most(impute: &Contract, cases: &mut Cases) -> Outcome {
    // Only once more than the next in the first column, the last of the sorted values in the second.
    let train = array![[2.5, 6.0], [1.5, 4.0], [2.5, 6.0], [1.5, 6.0], [2.5, 4.0], [9.0, 6.0]];
    fits(impute, &train, Strategy::MostFrequent, &array![2.5, 6.0])?;
    let train = array![[2.9, NAN], [1.5, 30.0], [2.1, NAN], [NAN, 10.0], [1.5, 30.0], [2.5, NAN]];
    fits(impute, &train, Strategy::MostFrequent, &array![1.5, 30.0])?;
    // Values that only a tolerance, or a rounding to this grid, makes equal.
    for grid in [1.0, 0.1, 0.01, 1e-3, 1e-4, 1e-6, 1e-9, 1e-12, 1e-15, 1e-18] {
        let train = array![[1.875, 2.375], [1.375, 1.875], [1.625, 2.125], [1.875, 2.375]] * grid;
        let given = format!("train {train}, Strategy::MostFrequent");
        let imputer = answer("fit", (impute.fit)(train.view(), Strategy::MostFrequent)).given(&given)?;
        close(&format!("fills, divided by {grid:e}"), &(imputer.fills / grid), &array![1.875, 2.375], 1e-9)
            .given(given)?;
    }
    for (near, step) in [(1.0, f64::EPSILON), (1e8, 0.25), (9e15, 1.0)] {
        let train = array![[near], [near + step], [near + step], [near + 2.0 * step], [near + 3.0 * step]];
        let imputer = answer("fit", (impute.fit)(train.view(), Strategy::MostFrequent))?;
        let given = format!("train {train}, Strategy::MostFrequent");
        identical("fills", &imputer.fills, &array![near + step]).given(given)?;
    }
    fits_in(impute, 1e-12, &array![[1.0], [2.0], [2.0], [3.0], [-2.0]], Strategy::MostFrequent, 2.0)?;
    let often: Vec<f64> = (0..360).map(|row| if row < 260 { 1.5 } else { 2.5 }).collect();
    fits(impute, &Array1::from(often).insert_axis(Axis(1)), Strategy::MostFrequent, &array![1.5])?;
    // 0 and -0 are equal.
    let train = array![[-0.0], [1.0], [0.0], [1.0], [-0.0], [1.0], [0.0]];
    fits(impute, &train, Strategy::MostFrequent, &array![0.0])?;
    // Five different values, one of them once, another twice, and so on, in random order.
    let values = cases.vector(5, -0.5..0.5) + array![-2.0, -1.0, 0.0, 1.0, 2.0];
    let counts = cases.permutation(5).iter().map(|count| count + 1).collect::<Vec<usize>>();
    let copies: Vec<f64> = (0..5).flat_map(|value| vec![values[value]; counts[value]]).collect();
    let column: Array1<f64> = cases.permutation(copies.len()).iter().map(|copy| copies[*copy]).collect();
    let most = counts.iter().position(|count| *count == 5).map_or(NAN, |value| values[value]);
    fits(impute, &column.insert_axis(Axis(1)), Strategy::MostFrequent, &array![most])
}

fn tie_goes_to_the_smallest(impute: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[5.0, 4.0], [9.0, -1.0], [NAN, 6.0], [2.0, NAN], [9.0, -3.5], [2.0, NAN], [5.0, 0.0]];
    fits(impute, &train, Strategy::MostFrequent, &array![2.0, -3.5])?;
    fits(impute, &array![[3.0], [NAN], [2.75], [NAN], [2.25], [NAN]], Strategy::MostFrequent, &array![2.25])?;
    let train = array![[-1.0], [7.0], [-1.0], [-8.0], [7.0], [-8.0], [9.0]];
    fits(impute, &train, Strategy::MostFrequent, &array![-8.0])?;
    fits_in(impute, 1e-12, &array![[3.0], [2.0], [4.0]], Strategy::MostFrequent, 2.0)
}

fn empty_column_is_refused(impute: &Contract, _: &mut Cases) -> Outcome {
    let tables = [
        (array![[1.0, NAN, NAN], [2.0, NAN, NAN]], Strategy::Mean, EmptyColumn(1)),
        (array![[NAN, 1.0], [NAN, 2.0]], Strategy::Median, EmptyColumn(0)),
        (array![[NAN, 1.0], [NAN, 2.0]], Strategy::MostFrequent, EmptyColumn(0)),
        (array![[0.0, 1.0, 5.0, NAN]], Strategy::Median, EmptyColumn(3)),
        (Array2::zeros((0, 2)), Strategy::Mean, EmptyColumn(0)),
        (Array2::zeros((0, 1)), Strategy::Median, EmptyColumn(0)),
        (Array2::zeros((0, 3)), Strategy::MostFrequent, EmptyColumn(0)),
    ];
    for (train, strategy, expected) in tables {
        let fills = (impute.fit)(train.view(), strategy).map(|imputer| imputer.fills);
        refuses_numbers("fit", &fills, &expected).given(fit_of(&train, strategy))?;
    }
    Ok(())
}

/// `SimpleImputer(strategy=...).fit(train).statistics_` of scikit-learn 1.9.1, see `tests/fixtures`.
fn agrees_with_scikit_learn(impute: &Contract, _: &mut Cases) -> Outcome {
    let (train, _) = penguins()?;
    let statistics = [
        (Strategy::Mean, [43.929304029, 17.175457875, 200.956043956, 4203.021978022, 8.732365817, -25.68684973]),
        (Strategy::Median, [44.9, 17.3, 197.0, 4050.0, 8.63701, -25.858425]),
        (Strategy::MostFrequent, [41.1, 17.0, 190.0, 3800.0, 7.6322, -27.01854]),
    ];
    for (strategy, expected) in statistics {
        let given = format!("the 275 penguins that are not held out, Strategy::{strategy:?}");
        let imputer = answer("fit", (impute.fit)(train.view(), strategy)).given(&given)?;
        close("fills", &imputer.fills, &Array1::from_iter(expected), 1e-9).given(given)?;
    }
    Ok(())
}

fn gap_gets_its_columns_fill(impute: &Contract, cases: &mut Cases) -> Outcome {
    let imputer = Imputer { fills: array![10.0, -20.0] };
    let rows = array![[1.0, NAN], [NAN, NAN], [NAN, 4.0]];
    let filled = (impute.transform)(&imputer, rows.view());
    identical("filled", &filled, &array![[1.0, -20.0], [10.0, -20.0], [10.0, 4.0]])
        .given(format!("fills [10, -20], rows {}", shown(&rows)))?;

    let imputer = Imputer { fills: array![7.0, 0.1, -1e-9] };
    let rows = array![[1.0, 4.0, NAN], [2.0, NAN, 5.0], [NAN, 6.0, 8.0], [NAN, 3.0, NAN]];
    let expected = array![[1.0, 4.0, -1e-9], [2.0, 0.1, 5.0], [7.0, 6.0, 8.0], [7.0, 3.0, -1e-9]];
    in_all_layouts(&rows, |view, layout| {
        identical("filled", &(impute.transform)(&imputer, view), &expected)
            .given(format!("fills [7, 0.1, -1e-9], rows {}; the table {layout}", shown(&rows)))
    })?;
    let fills = long(1100).column(0).mapv(|fill| fill * 1e4 + 0.25);
    let filled = (impute.transform)(&Imputer { fills: backwards(&fills) }, Array2::from_elem((1, 1100), NAN).view());
    identical("filled", &filled, &fills.insert_axis(Axis(0)))
        .given("1100 fills up to 1e7, stored from the last to the first, and one row without a value")?;

    let imputer = Imputer { fills: cases.vector(5, 100.0..200.0) };
    let rows = with_gaps(cases.table(30, 5, 1.0..9.0), cases);
    let expected = Array2::from_shape_fn(rows.dim(), |(row, column)| {
        if rows[[row, column]].is_nan() { imputer.fills[column] } else { rows[[row, column]] }
    });
    identical("filled", &(impute.transform)(&imputer, rows.view()), &expected)
        .given("5 random fills, a random table of 30 rows and 5 columns with gaps")
}

fn values_stay(impute: &Contract, _: &mut Cases) -> Outcome {
    let imputer = Imputer { fills: array![7.0, 8.0, 9.0] };
    let rows = array![[0.0, -4.0, 1e12], [7.0, 0.1, -1e-12], [-0.5, 0.0, 9.0]];
    identical("filled", &(impute.transform)(&imputer, rows.view()), &rows)
        .given(format!("fills [7, 8, 9], rows without a gap {}", shown(&rows)))?;
    let rows = array![[1e8 + 0.25, 16_777_217.0, 9_007_199_254_740_991.0], [1e-300, -1e300, 0.1 + 0.2]];
    identical("filled", &(impute.transform)(&imputer, rows.view()), &rows)
        .given(format!("fills [7, 8, 9], rows without a gap {rows}"))
}

/// In use rows often come one at a time: there is nothing around them to learn from.
fn row_alone_is_filled(impute: &Contract, _: &mut Cases) -> Outcome {
    let imputer = Imputer { fills: array![3.0, 5.0] };
    for (row, expected) in [(array![[NAN, 1.0]], array![[3.0, 1.0]]), (array![[NAN, NAN]], array![[3.0, 5.0]])] {
        identical("filled", &(impute.transform)(&imputer, row.view()), &expected)
            .given(format!("fills [3, 5], rows {}", shown(&row)))?;
    }
    let none = Array2::zeros((0, 2));
    identical("filled", &(impute.transform)(&imputer, none.view()), &none).given("fills [3, 5], rows of shape [0, 2]")
}

fn both_parts_get_train_fills(impute: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[7.0, 10.0], [1.0, NAN], [NAN, 10.0], [3.0, 60.0], [1.0, 20.0]];
    let test = array![[NAN, 5.0], [100.0, NAN], [140.0, 5.0]];
    for (strategy, first, second) in
        [(Strategy::Mean, 3.0, 25.0), (Strategy::Median, 2.0, 15.0), (Strategy::MostFrequent, 1.0, 10.0)]
    {
        let given = format!("train {}, test {}, Strategy::{strategy:?}", shown(&train), shown(&test));
        let imputed =
            answer("impute_split", (impute.impute_split)(train.view(), test.view(), strategy)).given(&given)?;
        close("imputer.fills", &imputed.imputer.fills, &array![first, second], 1e-12).given(&given)?;
        let expected = array![[7.0, 10.0], [1.0, second], [first, 10.0], [3.0, 60.0], [1.0, 20.0]];
        close("train", &imputed.train, &expected, 1e-12).given(&given)?;
        close("test", &imputed.test, &array![[first, 5.0], [100.0, second], [140.0, 5.0]], 1e-12).given(&given)?;
    }
    // One training row, and held-out rows that have nothing of their own to say.
    let (train, test) = (array![[0.1, -4.0]], array![[NAN, NAN], [NAN, 2.0], [NAN, NAN]]);
    for strategy in STRATEGIES {
        let given = format!("train {}, test {}, Strategy::{strategy:?}", shown(&train), shown(&test));
        let imputed =
            answer("impute_split", (impute.impute_split)(train.view(), test.view(), strategy)).given(&given)?;
        close("train", &imputed.train, &train, 1e-12).given(&given)?;
        close("test", &imputed.test, &array![[0.1, -4.0], [0.1, 2.0], [0.1, -4.0]], 1e-12).given(given)?;
    }
    many_rows_are_filled(impute)
}

/// The two parts lie backwards in memory, one column has large values and the other small ones.
fn many_rows_are_filled(impute: &Contract) -> Outcome {
    let row = |n: usize| [1e7 + n as f64 / 3.0, n as f64 * -1e-13];
    let mut train = Array2::from_shape_fn((1100, 2), |(n, column)| row(n)[column]);
    let mut test = Array2::from_shape_fn((3, 2), |(n, column)| row(n + 2000)[column]);
    (train[[1099, 0]], train[[0, 1]], test[[1, 0]], test[[2, 1]]) = (NAN, NAN, NAN, NAN);
    let given = "train row n [1e7 + n/3, n * -1e-13] with n from 0 to 1099, test the same with n from 2000 to 2002; \
                 missing are train[[1099, 0]], train[[0, 1]], test[[1, 0]] and test[[2, 1]]; \
                 both are stored from the last row to the first; Strategy::Median";
    let stored = [backwards(&train), backwards(&test)];
    let imputed = answer("impute_split", (impute.impute_split)(stored[0].view(), stored[1].view(), Strategy::Median))
        .given(given)?;
    let fills = [row(549)[0], row(550)[1]];
    for (what, got, part) in [("train", imputed.train, train), ("test", imputed.test, test)] {
        let filled = Array2::from_shape_fn(part.dim(), |(n, column)| match part[[n, column]] {
            value if value.is_nan() => fills[column],
            value => value,
        });
        identical(what, &got, &filled).given(given)?;
    }
    Ok(())
}

/// Compares what was learned beside some held-out rows with what is learned beside others, to the last bit.
fn held_out_rows_teach_nothing(impute: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[1.0, NAN], [3.0, 8.0], [NAN, 4.0]];
    let test = array![[5.0, NAN], [NAN, 10.0]];
    let others = [&test * 1e9, array![[NAN, 10.0], [5.0, NAN]], array![[NAN, NAN]], Array2::zeros((0, 2))];
    for other in others {
        let given =
            format!("train {}, test {}, then test {}, Strategy::Mean", shown(&train), shown(&test), shown(&other));
        learns_the_same(impute, [&train, &test, &other], Strategy::Mean).given(given)?;
    }
    let (train, test) = penguins()?;
    for strategy in STRATEGIES {
        let given =
            format!("the penguins, every fifth held out, then the held-out rows times 1e9, Strategy::{strategy:?}");
        learns_the_same(impute, [&train, &test, &(&test * 1e9)], strategy).given(given)?;
    }
    Ok(())
}

fn learns_the_same(impute: &Contract, [train, test, other]: [&Array2<f64>; 3], strategy: Strategy) -> Outcome {
    let before = answer("impute_split", (impute.impute_split)(train.view(), test.view(), strategy))?;
    let after =
        answer("impute_split with other held-out rows", (impute.impute_split)(train.view(), other.view(), strategy))?;
    has_shape("imputer.fills", &before.imputer.fills, &[train.ncols()])?;
    finite("imputer.fills", &before.imputer.fills)?;
    identical("imputer.fills as before", &after.imputer.fills, &before.imputer.fills)?;
    identical("train as before", &after.train, &before.train)?;
    let filled = Array2::from_shape_fn(other.dim(), |(row, column)| match other[[row, column]] {
        value if value.is_nan() => before.imputer.fills[column],
        value => value,
    });
    identical("the other test, filled with imputer.fills", &after.test, &filled)
}

fn empty_column_by_part(impute: &Contract, _: &mut Cases) -> Outcome {
    let (full, empty) = (array![[1.0, 6.0], [3.0, 8.0]], array![[5.0, NAN], [NAN, NAN]]);
    let given = format!("train {}, test {}, Strategy::Mean", shown(&full), shown(&empty));
    let imputed =
        answer("impute_split", (impute.impute_split)(full.view(), empty.view(), Strategy::Mean)).given(&given)?;
    close("test", &imputed.test, &array![[5.0, 7.0], [2.0, 7.0]], 1e-12).given(&given)?;
    for (strategy, test) in [
        (Strategy::Mean, full.clone()),
        (Strategy::Median, full),
        (Strategy::MostFrequent, array![[NAN, NAN]]),
        (Strategy::Median, Array2::zeros((0, 2))),
    ] {
        let fills = (impute.impute_split)(empty.view(), test.view(), strategy).map(|imputed| imputed.imputer.fills);
        refuses_numbers("impute_split", &fills, &EmptyColumn(1)).given(format!(
            "train {}, test {}, Strategy::{strategy:?}",
            shown(&empty),
            shown(&test)
        ))?;
    }
    Ok(())
}

fn fits(impute: &Contract, train: &Array2<f64>, strategy: Strategy, expected: &Array1<f64>) -> Outcome {
    let imputer = answer("fit", (impute.fit)(train.view(), strategy)).given(fit_of(train, strategy))?;
    close("fills", &imputer.fills, expected, 1e-12).given(fit_of(train, strategy))
}

/// The same in another unit, in which every number is very small.
fn fits_in(impute: &Contract, unit: f64, train: &Array2<f64>, strategy: Strategy, expected: f64) -> Outcome {
    let small = train * unit;
    let given = format!("{}, times {unit:e}", fit_of(train, strategy));
    let imputer = answer("fit", (impute.fit)(small.view(), strategy)).given(&given)?;
    close(&format!("fills, divided by {unit:e}"), &(imputer.fills / unit), &array![expected], 1e-9).given(given)
}

fn fit_of(train: &Array2<f64>, strategy: Strategy) -> String {
    format!("train {}, Strategy::{strategy:?}", shown(train))
}

/// The penguins' measurements: the rows to learn from, and every fifth held out.
fn penguins() -> Result<(Array2<f64>, Array2<f64>), DatasetError> {
    let birds = datasets::measurements()?;
    let (test, train): (Vec<usize>, Vec<usize>) = (0..birds.nrows()).partition(|row| row % 5 == 0);
    Ok((birds.select(Axis(0), &train), birds.select(Axis(0), &test)))
}

/// Makes about a third of the entries missing; the first row keeps all of its own.
fn with_gaps(mut table: Array2<f64>, cases: &mut Cases) -> Array2<f64> {
    for mut row in table.rows_mut().into_iter().skip(1) {
        row.mapv_inplace(|value| if cases.index(0..3) == 0 { NAN } else { value });
    }
    table
}
