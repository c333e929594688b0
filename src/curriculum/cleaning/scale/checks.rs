//! What is graded.

use ndarray::{Array1, Array2, Axis, array};

use super::{Contract, Method, NoRows, Scaler};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, refuses, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the offset of standard scaling is the mean", points: 6, run: mean_is_the_offset },
    Check {
        name: "its scale is the standard deviation, divided by the number of rows",
        points: 10,
        run: standard_deviation_is_the_scale,
    },
    Check { name: "values far from 0 keep their standard deviation", points: 6, run: far_from_zero },
    Check { name: "min-max scaling goes from the smallest value to the largest", points: 8, run: smallest_to_largest },
    Check { name: "a constant column has the scale 1", points: 10, run: constant_column },
    Check { name: "a table without rows is an error", points: 4, run: no_rows },
    Check { name: "transform takes the offset away, then divides by the scale", points: 8, run: transforms },
    Check { name: "a value that the training rows never reached is not cut off", points: 6, run: nothing_is_cut_off },
    Check { name: "a row that comes alone is scaled as among others", points: 6, run: row_alone },
    Check { name: "inverse gives the units back", points: 8, run: inverse_gives_units_back },
    Check { name: "inverse undoes transform", points: 6, run: inverse_undoes_transform },
    Check {
        name: "scaled training wines have mean 0 and deviation 1, or go from 0 to 1",
        points: 6,
        run: scaled_wines,
    },
    Check { name: "both parts are scaled by what the training rows say", points: 6, run: both_parts },
    Check { name: "the held-out rows never change what was learned", points: 10, run: held_out_rows_teach_nothing },
];

const METHODS: [Method; 2] = [Method::Standard, Method::MinMax];

fn mean_is_the_offset(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[2.0, -1.0], [4.0, -2.0], [4.0, 0.0], [6.0, 9.0]];
    for (train, means) in [
        (train, array![4.0, 1.5]),
        (array![[7.0, -3.0, 0.5]], array![7.0, -3.0, 0.5]),
        with_means(cases.table(30, 3, -50.0..100.0)),
    ] {
        let scaler = fitted(scaling, &train, Method::Standard)?;
        close("offsets", &scaler.offsets, &means, 1e-12).given(fit_of(&train, Method::Standard))?;
    }
    Ok(())
}

fn with_means(table: Array2<f64>) -> (Array2<f64>, Array1<f64>) {
    let means = table.columns().into_iter().map(|column| column.iter().sum::<f64>() / column.len() as f64).collect();
    (table, means)
}

fn standard_deviation_is_the_scale(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let two_rows = array![[1.0, 40.0], [3.0, 10.0]];
    let eight_rows = array![[2.0], [4.0], [4.0], [4.0], [5.0], [5.0], [7.0], [9.0]];
    // Mean squared distance of all pairs of rows: twice the variance, and no mean is needed.
    let random = cases.table(20, 3, -5.0..5.0);
    let deviation = |column: usize| {
        let squares = random.iter().skip(column).step_by(3);
        let pairs = squares.flat_map(|a| random.iter().skip(column).step_by(3).map(move |b| (a - b) * (a - b)));
        (pairs.sum::<f64>() / 800.0).sqrt()
    };
    let of_random = Array1::from_shape_fn(3, deviation);
    for (train, deviations) in [(two_rows, array![1.0, 15.0]), (eight_rows, array![2.0]), (random.clone(), of_random)] {
        let scaler = fitted(scaling, &train, Method::Standard)?;
        close("scales", &scaler.scales, &deviations, 1e-12).given(fit_of(&train, Method::Standard))?;
    }
    Ok(())
}

/// Shifting a column moves its mean and leaves its deviation alone.
fn far_from_zero(scaling: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[4.0], [7.0], [13.0], [16.0]];
    let near = fitted(scaling, &train, Method::Standard)?.scales;
    has_shape("scales", &near, &[1]).given(fit_of(&train, Method::Standard))?;
    finite("scales", &near).given(fit_of(&train, Method::Standard))?;
    for (far, within) in [(&train + 1e6, 1e-9), (&train + 1e9, 1e-6)] {
        let given = format!("train {}, then {}, Method::Standard", shown(&train), shown(&far));
        close("scales", &fitted(scaling, &far, Method::Standard)?.scales, &near, within).given(given)?;
    }
    Ok(())
}

fn smallest_to_largest(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[3.0, -8.0, 20.0], [5.0, -2.0, -5.0], [11.0, -4.0, 0.0]];
    let scaler = fitted(scaling, &train, Method::MinMax)?;
    let given = fit_of(&train, Method::MinMax);
    close("offsets", &scaler.offsets, &array![3.0, -8.0, -5.0], 1e-12).given(&given)?;
    close("scales", &scaler.scales, &array![8.0, 6.0, 25.0], 1e-12).given(given)?;

    // Sorted by construction, then put into random order.
    let steps = cases.vector(12, 0.1..3.0);
    let mut sorted = vec![cases.number(-90.0..-50.0)];
    sorted.extend(steps.iter().scan(sorted[0], |at, step| {
        *at += step;
        Some(*at)
    }));
    let train = Array1::from_iter(cases.permutation(13).into_iter().map(|rank| sorted[rank])).insert_axis(Axis(1));
    let scaler = fitted(scaling, &train, Method::MinMax)?;
    let given = fit_of(&train, Method::MinMax);
    close("offsets", &scaler.offsets, &array![sorted[0]], 1e-12).given(&given)?;
    close("scales", &scaler.scales, &array![sorted[12] - sorted[0]], 1e-12).given(given)
}

fn constant_column(scaling: &Contract, _: &mut Cases) -> Outcome {
    // The mean of six times 0.1 is not the float 0.1, so the distances from it are not exactly 0.
    for constant in [4.0, 0.0, 0.1] {
        let train = Array2::from_shape_fn((6, 2), |(row, column)| if column == 0 { row as f64 } else { constant });
        for method in METHODS {
            let scaler = fitted(scaling, &train, method)?;
            for (what, values, expected) in [("scales", scaler.scales, 1.0), ("offsets", scaler.offsets, constant)] {
                has_shape(what, &values, &[2]).given(fit_of(&train, method))?;
                close(&format!("{what}[1]"), &values[1], &expected, 1e-12).given(fit_of(&train, method))?;
            }
        }
    }
    let one_row = array![[7.0, -3.0]];
    for method in METHODS {
        let scaler = fitted(scaling, &one_row, method)?;
        close("scales", &scaler.scales, &array![1.0, 1.0], 1e-12).given(fit_of(&one_row, method))?;
    }
    Ok(())
}

fn no_rows(scaling: &Contract, _: &mut Cases) -> Outcome {
    for method in METHODS {
        let scales = (scaling.fit)(Array2::zeros((0, 2)).view(), method).map(|scaler| scaler.scales.to_vec());
        refuses("fit", &scales, &NoRows).given(format!("a train of shape [0, 2], Method::{method:?}"))?;
    }
    Ok(())
}

fn transforms(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let scaler = Scaler { offsets: array![10.0, -1.0], scales: array![2.0, 0.5] };
    let rows = array![[10.0, -1.0], [14.0, 0.0], [7.0, -2.0]];
    is_scaled(scaling, &scaler, &rows, &array![[0.0, 0.0], [2.0, 2.0], [-1.5, -2.0]])?;

    let scaler = Scaler { offsets: cases.vector(4, -50.0..50.0), scales: cases.vector(4, 2.0..9.0) };
    let rows = cases.table(20, 4, -90.0..90.0);
    let by_hand = |(row, column)| (rows[[row, column]] - scaler.offsets[column]) / scaler.scales[column];
    is_scaled(scaling, &scaler, &rows, &Array2::from_shape_fn(rows.dim(), by_hand))
}

fn nothing_is_cut_off(scaling: &Contract, _: &mut Cases) -> Outcome {
    // As min-max scaling learns them from a column that goes from 20 to 30.
    let scaler = Scaler { offsets: array![20.0], scales: array![10.0] };
    is_scaled(
        scaling,
        &scaler,
        &array![[20.0], [30.0], [35.0], [10.0], [120.0]],
        &array![[0.0], [1.0], [1.5], [-1.0], [10.0]],
    )
}

/// In use rows often come one at a time: there is nothing around them to learn from.
fn row_alone(scaling: &Contract, _: &mut Cases) -> Outcome {
    let scaler = Scaler { offsets: array![3.0, 5.0], scales: array![2.0, 10.0] };
    is_scaled(scaling, &scaler, &array![[4.0, 25.0]], &array![[0.5, 2.0]])?;
    is_scaled(scaling, &scaler, &array![[3.0, 5.0]], &array![[0.0, 0.0]])?;
    is_scaled(scaling, &scaler, &Array2::zeros((0, 2)), &Array2::zeros((0, 2)))
}

fn inverse_gives_units_back(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let scaler = Scaler { offsets: array![10.0, -1.0], scales: array![2.0, 0.5] };
    let scaled = array![[0.0, 0.0], [2.0, 2.0], [-1.5, -2.0]];
    is_unscaled(scaling, &scaler, &scaled, &array![[10.0, -1.0], [14.0, 0.0], [7.0, -2.0]])?;

    let scaler = Scaler { offsets: cases.vector(4, -50.0..50.0), scales: cases.vector(4, 2.0..9.0) };
    let scaled = cases.table(20, 4, -3.0..3.0);
    let by_hand = |(row, column)| scaler.offsets[column] + scaler.scales[column] * scaled[[row, column]];
    is_unscaled(scaling, &scaler, &scaled, &Array2::from_shape_fn(scaled.dim(), by_hand))
}

fn inverse_undoes_transform(scaling: &Contract, cases: &mut Cases) -> Outcome {
    // A scale of 1 and an offset far away: what a constant column of 1e6 teaches.
    let scaler = Scaler { offsets: array![-3.0, 0.25, 1e6], scales: array![7.0, 1e-3, 1.0] };
    let mut rows = cases.table(15, 3, -9.0..9.0);
    rows.column_mut(2).fill(1e6);
    let given = format!("offsets {}, scales {}, 15 rows", shown(&scaler.offsets), shown(&scaler.scales));
    let scaled = (scaling.transform)(&scaler, rows.view());
    has_shape("scaled", &scaled, &[15, 3]).given(&given)?;
    close("inverse of transform", &(scaling.inverse)(&scaler, scaled.view()), &rows, 1e-9).given(given)
}

fn scaled_wines(scaling: &Contract, _: &mut Cases) -> Outcome {
    let (train, test) = wines()?;
    let (n_samples, n_features) = train.dim();
    let scaled = |method| {
        let given = format!("{WINES}, Method::{method:?}");
        let split = answer("scale_split", (scaling.scale_split)(train.view(), test.view(), method)).given(&given)?;
        has_shape("train", &split.train, &[n_samples, n_features]).given(&given)?;
        finite("train", &split.train).given(&given)?;
        Ok::<_, Failure>((split.train, given))
    };
    let of_columns =
        |table: &Array2<f64>, from: f64, add: fn(f64, f64) -> f64| table.fold_axis(Axis(0), from, |a, b| add(*a, *b));

    let (standard, given) = scaled(Method::Standard)?;
    let means = of_columns(&standard, 0.0, |sum, value| sum + value) / n_samples as f64;
    close("means of the scaled columns", &means, &Array1::<f64>::zeros(n_features), 1e-9).given(&given)?;
    let squares = of_columns(&standard, 0.0, |sum, value| sum + value * value) / n_samples as f64;
    close("mean squares of the scaled columns", &squares, &Array1::<f64>::ones(n_features), 1e-9).given(given)?;

    let (min_max, given) = scaled(Method::MinMax)?;
    let smallest = of_columns(&min_max, f64::INFINITY, f64::min);
    close("smallest values of the scaled columns", &smallest, &Array1::<f64>::zeros(n_features), 1e-9).given(&given)?;
    let largest = of_columns(&min_max, f64::NEG_INFINITY, f64::max);
    close("largest values of the scaled columns", &largest, &Array1::<f64>::ones(n_features), 1e-9).given(given)
}

fn both_parts(scaling: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[1.0, 10.0], [3.0, 10.0], [1.0, 40.0], [3.0, 40.0]];
    let test = array![[2.0, 70.0], [5.0, -20.0]];
    let standard = (array![[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]], array![[0.0, 3.0], [3.0, -3.0]]);
    let min_max = (array![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]], array![[0.5, 2.0], [2.0, -1.0]]);
    for (method, (scaled_train, scaled_test)) in [(Method::Standard, standard), (Method::MinMax, min_max)] {
        let given = format!("train {}, test {}, Method::{method:?}", shown(&train), shown(&test));
        let scaled = answer("scale_split", (scaling.scale_split)(train.view(), test.view(), method)).given(&given)?;
        close("train", &scaled.train, &scaled_train, 1e-12).given(&given)?;
        close("test", &scaled.test, &scaled_test, 1e-12).given(given)?;
    }
    Ok(())
}

/// Compares what was learned beside some held-out rows with what is learned beside others, to the last bit.
fn held_out_rows_teach_nothing(scaling: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[1.0, 10.0], [3.0, 25.0], [2.0, 40.0]];
    let test = array![[2.0, 20.0], [1.0, 15.0]];
    for other in [&test * 1e9, array![[1.5, 11.0]], Array2::zeros((0, 2))] {
        for method in METHODS {
            let given = format!(
                "train {}, test {}, then test {}, Method::{method:?}",
                shown(&train),
                shown(&test),
                shown(&other)
            );
            learns_the_same(scaling, [&train, &test, &other], method).given(given)?;
        }
    }
    let (train, test) = wines()?;
    for method in METHODS {
        let given = format!("{WINES}, then the held-out rows times 1e9, Method::{method:?}");
        learns_the_same(scaling, [&train, &test, &(&test * 1e9)], method).given(given)?;
    }
    Ok(())
}

fn learns_the_same(scaling: &Contract, [train, test, other]: [&Array2<f64>; 3], method: Method) -> Outcome {
    let before = answer("scale_split", (scaling.scale_split)(train.view(), test.view(), method))?;
    let after =
        answer("scale_split with other held-out rows", (scaling.scale_split)(train.view(), other.view(), method))?;
    for (what, before, after) in [
        ("scaler.offsets", before.scaler.offsets, after.scaler.offsets),
        ("scaler.scales", before.scaler.scales, after.scaler.scales),
    ] {
        has_shape(what, &before, &[train.ncols()])?;
        finite(what, &before)?;
        identical(&format!("{what} as before"), &after, &before)?;
    }
    identical("train as before", &after.train, &before.train)
}

fn fitted(scaling: &Contract, train: &Array2<f64>, method: Method) -> Result<Scaler, Failure> {
    answer("fit", (scaling.fit)(train.view(), method)).given(fit_of(train, method))
}

fn fit_of(train: &Array2<f64>, method: Method) -> String {
    format!("train {}, Method::{method:?}", shown(train))
}

fn is_scaled(scaling: &Contract, scaler: &Scaler, rows: &Array2<f64>, expected: &Array2<f64>) -> Outcome {
    let scaled = (scaling.transform)(scaler, rows.view());
    close("scaled", &scaled, expected, 1e-12).given(with(scaler, "rows", rows))
}

fn is_unscaled(scaling: &Contract, scaler: &Scaler, scaled: &Array2<f64>, expected: &Array2<f64>) -> Outcome {
    let rows = (scaling.inverse)(scaler, scaled.view());
    close("rows", &rows, expected, 1e-12).given(with(scaler, "scaled", scaled))
}

fn with(scaler: &Scaler, what: &str, table: &Array2<f64>) -> String {
    format!("offsets {}, scales {}, {what} {}", shown(&scaler.offsets), shown(&scaler.scales), shown(table))
}

const WINES: &str = "the chemistry of every fourth wine, every fifth of these held out";

/// The rows to learn from, and every fifth held out.
fn wines() -> Result<(Array2<f64>, Array2<f64>), DatasetError> {
    let wines = &datasets::wine_quality()?.records;
    let (test, train): (Vec<usize>, Vec<usize>) = (0..wines.nrows()).step_by(4).partition(|row| row % 5 == 0);
    Ok((wines.select(Axis(0), &train), wines.select(Axis(0), &test)))
}
