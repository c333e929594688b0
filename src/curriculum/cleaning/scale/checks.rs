//! What is graded.

use ndarray::{Array1, Array2, Axis, array, concatenate};

use super::{Contract, Method, NoRows, Scaler};
use crate::tables::{in_all_layouts, long};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, refuses_numbers, shown};
use mlings_grading::layouts::backwards;
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
    Check { name: "a table without rows is an error", points: 5, run: no_rows },
    Check { name: "transform takes the offset away, then divides by the scale", points: 8, run: transforms },
    Check { name: "a value that the training rows never reached is not cut off", points: 6, run: nothing_is_cut_off },
    Check { name: "a row that comes alone is scaled as among others", points: 5, run: row_alone },
    Check { name: "inverse gives the units back", points: 7, run: inverse_gives_units_back },
    Check { name: "inverse undoes transform", points: 5, run: inverse_undoes_transform },
    Check {
        name: "scaled training wines have mean 0 and deviation 1, or go from 0 to 1",
        points: 5,
        run: scaled_wines,
    },
    Check { name: "both parts are scaled by what the training rows say", points: 9, run: both_parts },
    Check { name: "the held-out rows never change what was learned", points: 10, run: held_out_rows_teach_nothing },
];

const METHODS: [Method; 2] = [Method::Standard, Method::MinMax];

fn mean_is_the_offset(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[2.0, -1.0], [4.0, -2.0], [4.0, 0.0], [6.0, 9.0]];
    for (train, means) in [
        (train, array![4.0, 1.5]),
        (array![[7.0, -3.0, 0.5]], array![7.0, -3.0, 0.5]),
        // The mean is not the median, and a column of 0 and 1 is a column.
        (array![[0.0, 0.0], [1.0, 1.0], [0.0, 0.0], [9.0, 0.0]], array![2.5, 0.25]),
        (array![[1e8 + 0.25, 16_777_217.0], [1e8 + 1.25, 16_777_218.0]], array![1e8 + 0.75, 16_777_217.5]),
        (long(2049), array![1024.0]),
        with_means(cases.table(30, 3, -50.0..100.0)),
    ] {
        let scaler = fitted(scaling, &train, Method::Standard)?;
        close("offsets", &scaler.offsets, &means, 1e-12).given(fit_of(&train, Method::Standard))?;
    }
    let train = array![[1.0, 10.0, -4.0], [3.0, 20.0, 0.0], [5.0, 60.0, -2.0]];
    for (method, offsets) in [(Method::Standard, array![3.0, 30.0, -2.0]), (Method::MinMax, array![1.0, 10.0, -4.0])] {
        in_all_layouts(&train, |view, layout| {
            let given = format!("{}; the table {layout}", fit_of(&train, method));
            let scaler = answer("fit", (scaling.fit)(view, method)).given(&given)?;
            close("offsets", &scaler.offsets, &offsets, 1e-12).given(given)
        })?;
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
    let indicators = array![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]];
    for (train, deviations) in [
        (two_rows, array![1.0, 15.0]),
        (eight_rows, array![2.0]),
        (indicators, array![0.5, 0.1875_f64.sqrt()]),
        // A narrow column is not a constant one.
        (array![[0.1], [0.1], [0.1], [0.3]], array![0.0075_f64.sqrt()]),
        // Nor is one in which a single value differs, wherever that stands.
        (
            Array2::from_shape_fn((5, 5), |(row, column)| if row == column { 6.0 } else { 1.0 }),
            Array1::from_elem(5, 2.0),
        ),
        (random.clone(), of_random),
        (long(2049), array![((2049.0 * 2049.0 - 1.0) / 12.0_f64).sqrt()]),
    ] {
        let scaler = fitted(scaling, &train, Method::Standard)?;
        close("scales", &scaler.scales, &deviations, 1e-12).given(fit_of(&train, Method::Standard))?;
    }
    in_small_and_large_units(scaling, Method::Standard, array![2.0, 4.0], array![3.0, 12.0])
}

/// The unit of a column changes its numbers, and the scale with them.
fn in_small_and_large_units(scaling: &Contract, method: Method, scales: Array1<f64>, offsets: Array1<f64>) -> Outcome {
    let train = array![[1.0, 8.0], [5.0, 16.0], [5.0, 16.0], [1.0, 8.0]];
    for unit in [1e-3, 1e-6, 1e-9, 1e-12, 1e-16, 1e-40, 1e-140, 1e6, 1e9, 1e13, 1e40, 1e140] {
        let given = format!("{}, times {unit:e}", fit_of(&train, method));
        let scaler = answer("fit", (scaling.fit)((&train * unit).view(), method)).given(&given)?;
        close(&format!("scales, divided by {unit:e}"), &(scaler.scales / unit), &scales, 1e-9).given(&given)?;
        close(&format!("offsets, divided by {unit:e}"), &(scaler.offsets / unit), &offsets, 1e-9).given(given)?;
    }
    Ok(())
}

/// Shifting a column moves its mean and leaves its deviation alone.
fn far_from_zero(scaling: &Contract, _: &mut Cases) -> Outcome {
    let train = array![[4.0], [7.0], [13.0], [16.0]];
    let near = fitted(scaling, &train, Method::Standard)?.scales;
    has_shape("scales", &near, &[1]).given(fit_of(&train, Method::Standard))?;
    finite("scales", &near).given(fit_of(&train, Method::Standard))?;
    for (far, within) in
        [(&train + 1e6, 1e-9), (&train + 1e9, 1e-6), (&train - 1e8, 1e-7), (&train * 0.25 + 1e11, 1e-5)]
    {
        let given = format!("train {}, then {}, Method::Standard", shown(&train), shown(&far));
        let near = if far[[0, 0]] > 1e10 { &near * 0.25 } else { near.clone() };
        close("scales", &fitted(scaling, &far, Method::Standard)?.scales, &near, within).given(given)?;
    }
    // Two values with one number between them differ, however large they are.
    for (value, step) in [(1.0, f64::EPSILON), (1e8, 2.0_f64.powi(-26)), (9e15, 1.0)] {
        let train = array![[value], [value + 2.0 * step]];
        for (method, scale) in [(Method::Standard, 1.0), (Method::MinMax, 2.0)] {
            let given = format!("train {train}, Method::{method:?}");
            let scales = fitted(scaling, &train, method)?.scales / step;
            close(&format!("scales, divided by {step:e}"), &scales, &array![scale], 1e-9).given(given)?;
        }
    }
    Ok(())
}

fn smallest_to_largest(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let train = array![[3.0, -8.0, 20.0], [5.0, -2.0, -5.0], [11.0, -4.0, 0.0]];
    let scaler = fitted(scaling, &train, Method::MinMax)?;
    let given = fit_of(&train, Method::MinMax);
    close("offsets", &scaler.offsets, &array![3.0, -8.0, -5.0], 1e-12).given(&given)?;
    close("scales", &scaler.scales, &array![8.0, 6.0, 25.0], 1e-12).given(given)?;

    // No number to begin the search with is in every column.
    for (train, offset, scale) in [
        (array![[-7e12], [-2e12], [-4e12]], -7e12, 5e12),
        (array![[3e12], [9e12]], 3e12, 6e12),
        (array![[-0.75], [-0.25]], -0.75, 0.5),
        (array![[0.0], [1.0], [1.0]], 0.0, 1.0),
        (array![[1.0], [6.0], [1.0], [1.0], [1.0]], 1.0, 5.0),
        (array![[1e8 + 0.25], [1e8 + 0.75]], 1e8 + 0.25, 0.5),
    ] {
        let scaler = fitted(scaling, &train, Method::MinMax)?;
        close("offsets", &scaler.offsets, &array![offset], 1e-12).given(fit_of(&train, Method::MinMax))?;
        close("scales", &scaler.scales, &array![scale], 1e-12).given(fit_of(&train, Method::MinMax))?;
    }
    in_small_and_large_units(scaling, Method::MinMax, array![4.0, 8.0], array![1.0, 8.0])?;

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
    for constant in [4.0, 0.0, 0.1, 37.3, 1.0, -0.1, 1e8 + 0.1, 1e-12] {
        let train = Array2::from_shape_fn((6, 2), |(row, column)| if column == 0 { row as f64 } else { constant });
        // Both methods are asked before either is judged: who knows the rule in one of them alone should be told so.
        let [standard, min_max] =
            [fitted(scaling, &train, Method::Standard)?, fitted(scaling, &train, Method::MinMax)?];
        let given = format!("train {}, Method::Standard, then Method::MinMax", shown(&train));
        for (what, values, expected) in [
            ("scales", [standard.scales, min_max.scales], 1.0),
            ("offsets", [standard.offsets, min_max.offsets], constant),
        ] {
            has_shape(what, &values[0], &[2]).given(&given)?;
            has_shape(what, &values[1], &[2]).given(&given)?;
            let of_constant = array![values[0][1], values[1][1]];
            close(&format!("{what}[1] of both methods"), &of_constant, &array![expected, expected], 1e-12)
                .given(&given)?;
        }
    }
    // Several constants, each in a column of its own, and many rows of them.
    let train = Array2::from_shape_fn((1025, 3), |(_, column)| [0.1, 37.3, -2.7][column]);
    for method in METHODS {
        let scaler = fitted(scaling, &train, method)?;
        let given = format!("1025 rows [0.1, 37.3, -2.7], Method::{method:?}");
        close("scales", &scaler.scales, &array![1.0, 1.0, 1.0], 1e-12).given(&given)?;
        close("offsets", &scaler.offsets, &array![0.1, 37.3, -2.7], 1e-12).given(given)?;
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
        let scales = (scaling.fit)(Array2::zeros((0, 2)).view(), method).map(|scaler| scaler.scales);
        refuses_numbers("fit", &scales, &NoRows).given(format!("a train of shape [0, 2], Method::{method:?}"))?;
        let (train, test) = (Array2::zeros((0, 2)), array![[1.0, 2.0], [3.0, 4.0]]);
        let scales = (scaling.scale_split)(train.view(), test.view(), method).map(|scaled| scaled.scaler.scales);
        refuses_numbers("scale_split", &scales, &NoRows)
            .given(format!("a train of shape [0, 2], test {}, Method::{method:?}", shown(&test)))?;
    }
    Ok(())
}

fn transforms(scaling: &Contract, cases: &mut Cases) -> Outcome {
    let scaler = Scaler { offsets: array![10.0, -1.0], scales: array![2.0, 0.5] };
    let rows = array![[10.0, -1.0], [14.0, 0.0], [7.0, -2.0]];
    is_scaled(scaling, &scaler, &rows, &array![[0.0, 0.0], [2.0, 2.0], [-1.5, -2.0]])?;

    // A scale of 1 is a scale, and so is a tiny one; and far from 0 the difference comes first.
    let scaler = Scaler { offsets: array![6.0, 1e8, 0.1, -0.3], scales: array![1.0, 7.0, 1e-9, 7e9] };
    let rows = array![[8.0, 1e8 + 6.75, 0.1, 7e9 - 0.3], [6.0, 1e8 - 0.75, 0.1 + 2e-6, -0.3]];
    let expected = array![[2.0, 6.75 / 7.0, 0.0, 1.0], [0.0, -0.75 / 7.0, ((0.1 + 2e-6) - 0.1) / 1e-9, 0.0]];
    is_scaled(scaling, &scaler, &rows, &expected)?;
    let scaler = Scaler { offsets: array![1.0, 2.0, -3.0], scales: array![2.0, 4.0, 0.5] };
    let rows = array![[1.0, 2.0, -3.0], [3.0, 10.0, -2.0], [2.0, 4.0, -4.0]];
    let expected = array![[0.0, 0.0, 0.0], [1.0, 2.0, 2.0], [0.5, 0.5, -2.0]];
    in_all_layouts(&rows, |view, layout| {
        close("scaled", &(scaling.transform)(&scaler, view), &expected, 1e-12)
            .given(format!("{}; the table {layout}", with(&scaler, "rows", &rows)))
    })?;

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
        &array![[20.0], [30.0], [35.0], [10.0], [120.0], [1e13 + 20.0], [-1e13 + 20.0]],
        &array![[0.0], [1.0], [1.5], [-1.0], [10.0], [1e12], [-1e12]],
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

    let scaler = Scaler { offsets: array![6.0, 1e8, 0.1], scales: array![1.0, 0.25, 1e-9] };
    let scaled = array![[2.0, 3.0, 5e6], [0.0, -1.0, 0.0], [-7.5, 12.0, -3.0]];
    let expected = array![[8.0, 1e8 + 0.75, 0.105], [6.0, 1e8 - 0.25, 0.1], [-1.5, 1e8 + 3.0, 0.1 - 3e-9]];
    is_unscaled(scaling, &scaler, &scaled, &expected)?;
    let scaler = Scaler { offsets: array![1.0, 2.0, -3.0], scales: array![2.0, 4.0, 0.5] };
    let scaled = array![[0.0, 0.0, 0.0], [1.0, 2.0, 2.0], [0.5, 0.5, -2.0]];
    let expected = array![[1.0, 2.0, -3.0], [3.0, 10.0, -2.0], [2.0, 4.0, -4.0]];
    in_all_layouts(&scaled, |view, layout| {
        close("rows", &(scaling.inverse)(&scaler, view), &expected, 1e-12)
            .given(format!("{}; the table {layout}", with(&scaler, "scaled", &scaled)))
    })?;
    is_unscaled(scaling, &scaler, &array![[1.0, 1.0, 1.0]], &array![[3.0, 6.0, -2.5]])?;
    is_unscaled(scaling, &scaler, &Array2::zeros((0, 3)), &Array2::zeros((0, 3)))?;

    let scaler = Scaler { offsets: cases.vector(4, -50.0..50.0), scales: cases.vector(4, 2.0..9.0) };
    let scaled = cases.table(20, 4, -3.0..3.0);
    let by_hand = |(row, column)| scaler.offsets[column] + scaler.scales[column] * scaled[[row, column]];
    is_unscaled(scaling, &scaler, &scaled, &Array2::from_shape_fn(scaled.dim(), by_hand))
}

fn inverse_undoes_transform(scaling: &Contract, cases: &mut Cases) -> Outcome {
    // A scale of 1 and an offset far away: what a constant column of 1e6 teaches. New rows may have other values.
    let scaler = Scaler { offsets: array![-3.0, 0.25, 1e6], scales: array![7.0, 1e-3, 1.0] };
    let mut rows = cases.table(15, 3, -9.0..9.0);
    rows.column_mut(2).mapv_inplace(|value| 1e6 + value.round());
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
    // A training column that is constant, and held-out rows that are not.
    let (train, test) = (array![[0.1, 2.0], [0.1, 6.0], [0.1, 4.0], [0.1, 4.0]], array![[5.1, 4.0], [-0.9, 10.0]]);
    let given = format!("train {}, test {}, Method::Standard, then Method::MinMax", shown(&train), shown(&test));
    let mut both = Array2::zeros((0, 2));
    for method in METHODS {
        let scaled = answer("scale_split", (scaling.scale_split)(train.view(), test.view(), method)).given(&given)?;
        has_shape("test", &scaled.test, &[2, 2]).given(&given)?;
        both = concatenate![Axis(0), both, scaled.test];
    }
    let expected = array![[5.0, 0.0], [-1.0, 6.0 / 2.0_f64.sqrt()], [5.0, 0.5], [-1.0, 2.0]];
    close("test of both methods, one below the other", &both, &expected, 1e-12).given(given)?;
    many_rows_are_scaled(scaling)
}

/// The two parts lie backwards in memory, one column has large values and the other small ones.
fn many_rows_are_scaled(scaling: &Contract) -> Outcome {
    let part = |first: usize, n_rows: usize, row: fn(f64) -> [f64; 2]| {
        Array2::from_shape_fn((n_rows, 2), |(n, column)| row((first + n) as f64)[column])
    };
    let measured = |n: f64| [1e7 + n / 4.0, n * -1e-13];
    let scaled = |n: f64| [n / 1099.0, 1.0 - n / 1099.0];
    let given = "train row n [1e7 + n/4, n * -1e-13] with n from 0 to 1099, test the same with n from 2000 to 2002; \
                 both are stored from the last row to the first; Method::MinMax";
    let (train, test) = (backwards(&part(0, 1100, measured)), backwards(&part(2000, 3, measured)));
    let got = answer("scale_split", (scaling.scale_split)(train.view(), test.view(), Method::MinMax)).given(given)?;
    close("train", &got.train, &part(0, 1100, scaled), 1e-12).given(given)?;
    close("test", &got.test, &part(2000, 3, scaled), 1e-12).given(given)
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
    let before_scaler = before.scaler.clone();
    for (what, before, after) in [
        ("scaler.offsets", before.scaler.offsets, after.scaler.offsets),
        ("scaler.scales", before.scaler.scales, after.scaler.scales),
    ] {
        has_shape(what, &before, &[train.ncols()])?;
        finite(what, &before)?;
        identical(&format!("{what} as before"), &after, &before)?;
    }
    identical("train as before", &after.train, &before.train)?;
    let scaled = (other - &before_scaler.offsets) / &before_scaler.scales;
    close("the other test, scaled by the scaler", &after.test, &scaled, 1e-9)
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
