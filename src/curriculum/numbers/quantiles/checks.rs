//! What is graded.

use ndarray::{Array1, Array2, Axis, array};

use super::{Contract, QuantileError};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, close, identical, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "between two values a quantile follows the straight line", points: 11, run: follows_the_line },
    Check { name: "the order of the values does not matter", points: 9, run: order_does_not_matter },
    Check { name: "0 is the smallest value and 1 the largest", points: 7, run: ends_are_min_and_max },
    Check { name: "a single value is every quantile", points: 5, run: single_value },
    Check { name: "equal values count as often as they occur", points: 8, run: equal_values_count },
    Check { name: "numbers of any size and sign are sorted by size", points: 8, run: sorted_by_size },
    Check { name: "NaN among the values is an error", points: 7, run: nan_is_refused },
    Check { name: "a q outside of 0 to 1, and no values, are errors", points: 7, run: nothing_and_nowhere },
    Check { name: "the MAD is the median of the distances from the median", points: 10, run: deviation },
    Check { name: "the MAD of NaN, or of no values, is an error", points: 5, run: deviation_refuses },
    Check { name: "winsorizing pulls in both ends and leaves every value at its place", points: 12, run: winsorizes },
    Check { name: "what winsorizing refuses stays as it was", points: 6, run: refused_stays },
    Check { name: "the wines' sugar has the figures of NumPy and SciPy", points: 5, run: agrees_with_numpy },
];

const EXACT: f64 = 1e-9;
const NAN: f64 = f64::NAN;
/// Where values may lie and what their unit may be: small, close to each other, far from 0, large. All are exact.
const SCALES: [(f64, f64); 4] = [(0.0, 1e-200), (1.0, 1.0 / (1_u64 << 40) as f64), (1e9, 0.5), (0.0, 1e200)];

/// Given in order, so that a quantile that does not sort yet can pass.
fn follows_the_line(quantiles: &Contract, cases: &mut Cases) -> Outcome {
    let (four, five) = (array![10.0, 20.0, 30.0, 40.0], array![1.0, 2.0, 4.0, 8.0, 16.0]);
    // Nearer to the one neighbour, then to the other: one question, since a rounded position is right about one of them.
    let found: Result<Array1<f64>, QuantileError> =
        [0.4, 0.9].into_iter().map(|q| (quantiles.quantile)(four.view(), q)).collect();
    let given = format!("values {}, q 0.4, then 0.9", shown(&four));
    close("quantile", &answer("quantile", found).given(&given)?, &array![22.0, 37.0], EXACT).given(given)?;
    for (values, q, expected) in [
        (&four, 0.5, 25.0),
        (&four, 0.25, 17.5),
        (&five, 0.5, 4.0),
        (&five, 0.65, 6.4),
        (&five, 0.95, 14.4),
        (&array![0.0, 1000.0], 0.12345, 123.45),
        (&array![-3e6, 7e6], 0.9999999, 6_999_999.0),
        (&array![0.1, 37.3, 37.4], 1.0 / 3.0, 24.9),
    ] {
        is_quantile(quantiles, values, q, expected)?;
    }
    let values = halves(9, cases);
    let (q, values) = (hundredth(cases), by_rank(&values));
    is_quantile(quantiles, &values, q, by_hats(&values, q))
}

/// At whole positions, so that a quantile that does not follow the line yet can pass.
fn order_does_not_matter(quantiles: &Contract, cases: &mut Cases) -> Outcome {
    let five = array![9.0, 1.0, 8.0, 2.0, 7.0];
    for (q, expected) in [(0.5, 7.0), (0.25, 2.0), (0.75, 8.0)] {
        is_quantile(quantiles, &five, q, expected)?;
    }
    let (values, place) = (halves(9, cases), cases.index(1..8));
    let expected = by_rank(&values)[place];
    for order in [(0..9).collect(), (0..9).rev().collect(), cases.permutation(9)] {
        is_quantile(quantiles, &values.select(Axis(0), &order), place as f64 / 8.0, expected)?;
    }
    let given = "the numbers 0 to 2048 in some order, q 0.25";
    let got = answer("quantile", (quantiles.quantile)(in_some_order().view(), 0.25)).given(given)?;
    close("quantile", &got, &512.0, EXACT).given(given)
}

fn ends_are_min_and_max(quantiles: &Contract, cases: &mut Cases) -> Outcome {
    let random = halves(8, cases);
    for values in [array![3.0, 7.0, 9.5], array![6.0, -2.0, 11.0, 4.0], array![0.1, -37.3], random] {
        is_quantile(quantiles, &values, 0.0, values.fold(f64::INFINITY, |least, value| least.min(*value)))?;
        is_quantile(quantiles, &values, 1.0, values.fold(f64::NEG_INFINITY, |most, value| most.max(*value)))?;
    }
    Ok(())
}

fn single_value(quantiles: &Contract, _: &mut Cases) -> Outcome {
    for q in [0.0, 0.3, 0.5, 1.0] {
        is_quantile(quantiles, &array![7.5], q, 7.5)?;
        is_quantile(quantiles, &array![-37.3], q, -37.3)?;
    }
    Ok(())
}

fn equal_values_count(quantiles: &Contract, _: &mut Cases) -> Outcome {
    let (low, high) = (array![1.0, 1.0, 1.0, 5.0, 7.0], array![2.0, 4.0, 9.0, 9.0, 9.0]);
    for (values, q, expected) in [
        (&low, 0.5, 1.0),
        (&low, 0.75, 5.0),
        (&low, 0.625, 3.0),
        (&high, 0.5, 9.0),
        (&high, 0.25, 4.0),
        (&array![3.0, 3.0, 3.0], 0.5, 3.0),
        (&array![0.1, 0.1, 0.1, 0.1], 0.4, 0.1),
    ] {
        is_quantile(quantiles, values, q, expected)?;
    }
    Ok(())
}

fn sorted_by_size(quantiles: &Contract, _: &mut Cases) -> Outcome {
    let (below_0, fractions) = (array![2.0, -0.5, 30.0, -4.0, -25.0], array![0.75, -0.25, 0.5, -0.75, 0.25]);
    for (values, q, expected) in [
        (&below_0, 0.5, -0.5),
        (&below_0, 0.25, -4.0),
        (&fractions, 0.5, 0.25),
        (&fractions, 0.75, 0.5),
        (&fractions, 0.0, -0.75),
    ] {
        is_quantile(quantiles, values, q, expected)?;
    }
    let base = array![2.0, -1.0, 30.0, -4.0, -25.0];
    for (middle, unit) in SCALES {
        let values = middle + unit * &base;
        let found: Result<Array1<f64>, QuantileError> =
            [0.0, 0.25, 0.5, 0.75].into_iter().map(|q| (quantiles.quantile)(values.view(), q)).collect();
        let given = format!("values {}, q 0, then 0.25, 0.5 and 0.75", in_unit(middle, unit, &base));
        let found = answer("quantile", found).given(&given)?;
        let what = format!("(quantile - {middle:?}) / {unit:?}");
        close(&what, &((found - middle) / unit), &array![-25.0, -4.0, -1.0, 2.0], EXACT).given(given)?;
    }
    Ok(())
}

fn nan_is_refused(quantiles: &Contract, _: &mut Cases) -> Outcome {
    for (values, q) in [
        (array![2.0, NAN, 4.0], 0.5),
        (array![NAN, 2.0, 4.0], 0.25),
        (array![2.0, 4.0, NAN], 1.0),
        (array![2.0, -NAN, 4.0], 0.0),
        (array![NAN], 0.5),
    ] {
        let got = (quantiles.quantile)(values.view(), q);
        refuses_numbers("quantile", &got, &QuantileError::NotANumber).given(of(&values, q))?;
    }
    Ok(())
}

fn nothing_and_nowhere(quantiles: &Contract, _: &mut Cases) -> Outcome {
    for (values, q, expected) in [
        (array![2.0, 4.0], 1.1, QuantileError::OutOfRange),
        (array![2.0, 4.0], 25.0, QuantileError::OutOfRange),
        (array![2.0, 4.0], -0.1, QuantileError::OutOfRange),
        (array![2.0, 4.0], NAN, QuantileError::OutOfRange),
        (array![2.0, 4.0], 1.0 + 1e-12, QuantileError::OutOfRange),
        (array![2.0, 4.0], -1e-12, QuantileError::OutOfRange),
        (array![2.0, 4.0], f64::INFINITY, QuantileError::OutOfRange),
        (array![7.5], 2.0, QuantileError::OutOfRange),
        (array![7.5], NAN, QuantileError::OutOfRange),
        (array![], 0.5, QuantileError::NoValues),
        (array![], 0.0, QuantileError::NoValues),
        (array![], 1.0, QuantileError::NoValues),
    ] {
        refuses_numbers("quantile", &(quantiles.quantile)(values.view(), q), &expected).given(of(&values, q))?;
    }
    Ok(())
}

fn deviation(quantiles: &Contract, cases: &mut Cases) -> Outcome {
    let random = halves(11, cases);
    let middle = by_rank(&random)[5];
    let typical = by_rank(&random.mapv(|value| (value - middle).abs()))[5];
    for (values, expected) in [
        // Distances from 3.5: 0.5, 5.5, 2.5, 1.5, 26.5, 0.5.
        (array![4.0, 9.0, 1.0, 2.0, 30.0, 3.0], 2.0),
        // Distances from 5: 2, 3, 4, 0, 95.
        (array![3.0, 8.0, 1.0, 5.0, 100.0], 3.0),
        (array![4.0, 4.0, 4.0, 60.0], 0.0),
        (array![-3.0], 0.0),
        (random, typical),
    ] {
        let given = format!("values {}", shown(&values));
        let got =
            answer("median_absolute_deviation", (quantiles.median_absolute_deviation)(values.view())).given(&given)?;
        close("median_absolute_deviation", &got, &expected, EXACT).given(given)?;
    }
    let base = array![4.0, 9.0, 1.0, 2.0, 30.0, 3.0];
    for (middle, unit) in SCALES {
        let values = middle + unit * &base;
        let given = format!("values {}", in_unit(middle, unit, &base));
        let got =
            answer("median_absolute_deviation", (quantiles.median_absolute_deviation)(values.view())).given(&given)?;
        close(&format!("median_absolute_deviation / {unit:?}"), &(got / unit), &2.0, EXACT).given(given)?;
    }
    let given = "the numbers 0 to 2048 in some order";
    let got = answer("median_absolute_deviation", (quantiles.median_absolute_deviation)(in_some_order().view()));
    close("median_absolute_deviation", &got.given(given)?, &512.0, EXACT).given(given)
}

fn deviation_refuses(quantiles: &Contract, _: &mut Cases) -> Outcome {
    for (values, expected) in [
        (array![1.0, NAN, 4.0, 9.0], QuantileError::NotANumber),
        (array![NAN], QuantileError::NotANumber),
        (array![], QuantileError::NoValues),
    ] {
        let got = (quantiles.median_absolute_deviation)(values.view());
        refuses_numbers("median_absolute_deviation", &got, &expected).given(format!("values {}", shown(&values)))?;
    }
    Ok(())
}

/// A value belongs to its row, so it must not change places with another. The column lies scattered in its table.
fn winsorizes(quantiles: &Contract, cases: &mut Cases) -> Outcome {
    for (values, lower, upper, expected) in [
        (array![5.0, 1.0, 9.0, 2.0, 30.0], 0.25, 0.75, array![5.0, 2.0, 9.0, 2.0, 9.0]),
        (array![8.0, 0.0, 6.0, 4.0], 0.1, 0.9, array![7.4, 1.2, 6.0, 4.0]),
        (array![8.0, 0.0, 6.0, 4.0], 0.0, 1.0, array![8.0, 0.0, 6.0, 4.0]),
        // Both quantiles lie between the same two values.
        (array![0.0, 10.0], 0.2, 0.6, array![2.0, 6.0]),
        (array![5.0, 1.0, 9.0, 2.0, 30.0], 0.25, 1.0, array![5.0, 2.0, 9.0, 2.0, 30.0]),
        (array![5.0, 1.0, 9.0, 2.0, 30.0], 0.0, 0.5, array![5.0, 1.0, 5.0, 2.0, 5.0]),
        (array![5.0, 1.0, 9.0, 2.0, 30.0], 0.5, 0.5, array![5.0, 5.0, 5.0, 5.0, 5.0]),
        (array![-37.3], 0.25, 0.75, array![-37.3]),
        (array![0.0, 1000.0], 0.123_456_78, 0.987_654_32, array![123.456_78, 987.654_32]),
    ] {
        is_winsorized(quantiles, values, lower, upper, &expected)?;
    }
    for (middle, unit) in SCALES {
        let base = array![5.0, 1.0, 9.0, 2.0, 30.0];
        let mut values = middle + unit * &base;
        let given = format!("values {}, lower 0.25, upper 0.75", in_unit(middle, unit, &base));
        answer("winsorize", (quantiles.winsorize)(values.view_mut(), 0.25, 0.75)).given(&given)?;
        let what = format!("(values afterwards - {middle:?}) / {unit:?}");
        close(&what, &((values - middle) / unit), &array![5.0, 2.0, 9.0, 2.0, 9.0], EXACT).given(given)?;
    }
    let (values, lower, upper) = (halves(10, cases), hundredth(cases) / 2.0, 0.5 + hundredth(cases) / 2.0);
    let sorted = by_rank(&values);
    let (low, high) = (by_hats(&sorted, lower), by_hats(&sorted, upper));
    let expected = values.mapv(|value| value.max(low).min(high));
    is_winsorized(quantiles, values, lower, upper, &expected)?;

    let mut many = in_some_order();
    let expected = many.mapv(|value| value.clamp(512.0, 1536.0));
    let given = "the numbers 0 to 2048 in some order, lower 0.25, upper 0.75";
    answer("winsorize", (quantiles.winsorize)(many.view_mut(), 0.25, 0.75)).given(given)?;
    close("values afterwards", &many, &expected, EXACT).given(given)?;

    for order in ["", ", read from the last row to the first"] {
        let mut table = array![[8.0, 1.0], [0.0, 2.0], [6.0, 3.0], [4.0, 4.0]];
        let given = format!("column 0 of {}{order}, lower 0.1, upper 0.9", shown(&table));
        let mut column = table.column_mut(0);
        if !order.is_empty() {
            column.invert_axis(Axis(0));
        }
        answer("winsorize", (quantiles.winsorize)(column, 0.1, 0.9)).given(&given)?;
        let expected: Array2<f64> = array![[7.4, 1.0], [1.2, 2.0], [6.0, 3.0], [4.0, 4.0]];
        close("the table afterwards", &table, &expected, EXACT).given(given)?;
    }
    Ok(())
}

fn refused_stays(quantiles: &Contract, _: &mut Cases) -> Outcome {
    for (before, lower, upper, expected) in [
        (array![9.0, NAN, 1.0, 4.0, 2.0], 0.25, 0.75, QuantileError::NotANumber),
        (array![9.0, 3.0, 1.0, 4.0, 2.0], 0.25, 75.0, QuantileError::OutOfRange),
        (array![9.0, 3.0, 1.0, 4.0, 2.0], 0.25, NAN, QuantileError::OutOfRange),
        (array![9.0, 3.0, 1.0, 4.0, 2.0], 0.25, 1.0 + 1e-12, QuantileError::OutOfRange),
        (array![9.0, 3.0, 1.0, 4.0, 2.0], -1e-12, 0.75, QuantileError::OutOfRange),
        (array![9.0, 3.0, 1.0, 4.0, 2.0], -0.25, 0.75, QuantileError::OutOfRange),
        (array![9.0, 3.0, 1.0, 4.0, 2.0], NAN, 0.75, QuantileError::OutOfRange),
        (array![], 0.25, 0.75, QuantileError::NoValues),
    ] {
        let mut values = before.clone();
        let refused = (quantiles.winsorize)(values.view_mut(), lower, upper).map(|()| values.clone());
        let given = format!("values {}, lower {lower}, upper {upper}", shown(&before));
        refuses_numbers("winsorize", &refused, &expected).given(&given)?;
        identical("values after the error", &values, &before).given(given)?;
    }
    Ok(())
}

/// `numpy.quantile` of NumPy 2.4.6 and `scipy.stats.median_abs_deviation` of SciPy 1.17.1, see `tests/fixtures`.
fn agrees_with_numpy(quantiles: &Contract, _: &mut Cases) -> Outcome {
    let wines = datasets::wine_quality()?;
    let sugar = wines.records.column(SUGAR);
    let given = "the residual sugar of 1599 wines, records.column(3)";
    for (q, expected) in [(0.05, 1.59), (0.5, 2.2), (0.99, 8.306)] {
        let given = format!("{given}, q {q}");
        let got = answer("quantile", (quantiles.quantile)(sugar, q)).given(&given)?;
        close("quantile", &got, &expected, EXACT).given(given)?;
    }
    let got = answer("median_absolute_deviation", (quantiles.median_absolute_deviation)(sugar)).given(given)?;
    close("median_absolute_deviation", &got, &0.3, EXACT).given(given)
}

/// The column of the wines that holds the residual sugar, in g/dm³.
const SUGAR: usize = 3;

fn found(quantiles: &Contract, values: &Array1<f64>, q: f64) -> Result<f64, Failure> {
    answer("quantile", (quantiles.quantile)(values.view(), q)).given(of(values, q))
}

fn is_quantile(quantiles: &Contract, values: &Array1<f64>, q: f64, expected: f64) -> Outcome {
    close("quantile", &found(quantiles, values, q)?, &expected, EXACT).given(of(values, q))
}

fn is_winsorized(
    quantiles: &Contract,
    mut values: Array1<f64>,
    lower: f64,
    upper: f64,
    expected: &Array1<f64>,
) -> Outcome {
    let given = format!("values {}, lower {lower}, upper {upper}", shown(&values));
    answer("winsorize", (quantiles.winsorize)(values.view_mut(), lower, upper)).given(&given)?;
    close("values afterwards", &values, expected, EXACT).given(given)
}

/// The quantile of sorted values without any index: every value weighs the less the further its place is from
/// the position, and nothing from a step away.
fn by_hats(sorted: &Array1<f64>, q: f64) -> f64 {
    let position = q * (sorted.len() - 1) as f64;
    sorted.iter().enumerate().map(|(place, value)| value * (1.0 - (position - place as f64).abs()).max(0.0)).sum()
}

/// Sorted by counting: the value at a place has at most so many smaller ones and more that are not larger.
fn by_rank(values: &Array1<f64>) -> Array1<f64> {
    let count = |keep: &dyn Fn(f64) -> bool| values.iter().filter(|value| keep(**value)).count();
    let at = |place: usize| {
        values
            .iter()
            .copied()
            .find(|value| (count(&|other| other < *value)..count(&|other| other <= *value)).contains(&place))
    };
    (0..values.len()).filter_map(at).collect()
}

/// Different multiples of a half, between -20 and 20 and in random order.
fn halves(n: usize, cases: &mut Cases) -> Array1<f64> {
    cases.permutation(80).into_iter().take(n).map(|step| step as f64 / 2.0 - 20.0).collect()
}

/// The numbers 0 to 2048, each once. 1000 and 2049 have no divisor in common.
fn in_some_order() -> Array1<f64> {
    (0..2049).map(|place| f64::from(place * 1000 % 2049)).collect()
}

/// A q strictly between 0 and 1.
fn hundredth(cases: &mut Cases) -> f64 {
    cases.index(1..100) as f64 / 100.0
}

fn in_unit(middle: f64, unit: f64, base: &Array1<f64>) -> String {
    format!("{middle:?} + {unit:?} times {}", shown(base))
}

fn of(values: &Array1<f64>, q: f64) -> String {
    format!("values {}, q {q}", shown(values))
}
