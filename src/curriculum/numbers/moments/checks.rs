//! What is graded.

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice, array};

use super::{Contract, Running, TooFewValues};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, close, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the mean is the sum divided by how many there are", points: 6, run: mean_is_sum_over_count },
    Check { name: "no values have no mean", points: 5, run: nothing_has_no_mean },
    Check {
        name: "the variance is the sum of squared deviations divided by n - ddof",
        points: 10,
        run: variance_divides_by_n_less_ddof,
    },
    Check { name: "there is a variance when n is above ddof, and only then", points: 8, run: n_is_above_ddof },
    Check { name: "shifting keeps the variance, scaling squares into it", points: 6, run: shift_and_scale },
    Check { name: "the variance is right for values around a billion", points: 10, run: variance_near_a_billion },
    Check { name: "values need not lie side by side in memory", points: 5, run: scattered },
    Check { name: "a running state has the variance of what it has seen", points: 8, run: variance_of_a_state },
    Check { name: "pushing one by one gives the state of all values", points: 11, run: push_is_batch },
    Check { name: "pushing is right for values around a billion", points: 6, run: push_near_a_billion },
    Check { name: "merging two parts gives the state of the whole", points: 10, run: merge_is_whole },
    Check { name: "merging with an empty part changes nothing", points: 5, run: empty_part_changes_nothing },
    Check { name: "any cutting into parts merges to the whole", points: 5, run: any_cutting },
    Check { name: "merging is right for values around a billion", points: 5, run: merge_near_a_billion },
];

/// For small numbers, where every sound way leaves nothing but the last digits to rounding.
const EXACT: f64 = 1e-9;
/// Around a billion neighbouring floats are 1.2e-7 apart, and a running mean is rounded to one at every step.
const FAR: f64 = 1e-5;
const BILLION: f64 = 1e9;
/// What a number's unit may be: its square is still far from the ends of what an f64 holds.
const UNITS: [f64; 2] = [1e-140, 1e140];
/// More than fit into 32 bits, and no multiple of a large power of two.
const MANY: usize = (1 << 40) + 60_000;

fn mean_is_sum_over_count(moments: &Contract, cases: &mut Cases) -> Outcome {
    let random = cases.vector(20, -9.0..9.0);
    let by_definition = total(random.view()) / 20.0;
    for (values, expected) in [
        (eight(), 5.0),
        (array![-1.5, 0.5, -2.0], -1.0),
        (array![7.25], 7.25),
        (array![37.3, 0.1, -0.8], 12.2),
        (random, by_definition),
    ] {
        let mean = answer("mean", (moments.mean)(values.view())).given(of(&values))?;
        close("mean", &mean, &expected, EXACT).given(of(&values))?;
    }
    for unit in UNITS {
        let values = eight() * unit;
        let mean = answer("mean", (moments.mean)(values.view())).given(of(&values))?;
        close(&format!("mean / {unit:?}"), &(mean / unit), &5.0, EXACT).given(of(&values))?;
    }
    Ok(())
}

fn nothing_has_no_mean(moments: &Contract, _: &mut Cases) -> Outcome {
    refuses_numbers("mean", &(moments.mean)(array![].view()), &TooFewValues).given("values []")
}

fn variance_divides_by_n_less_ddof(moments: &Contract, cases: &mut Cases) -> Outcome {
    are_variances("variance", of(&eight()), |ddof| (moments.variance)(eight().view(), ddof))?;
    for (values, ddof, expected) in [
        (array![1.0, 3.0, 8.0], 0, 26.0 / 3.0),
        (array![1.0, 3.0, 8.0], 1, 13.0),
        (array![0.25, -0.5, -1.25, -2.5], 2, 2.0625),
        (array![37.3, 37.3, 37.3], 1, 0.0),
    ] {
        is_variance(moments, &values, ddof, expected, EXACT)?;
    }
    for ddof in [0, 1, cases.index(2..9)] {
        let values = cases.vector(16, -9.0..9.0);
        is_variance(moments, &values, ddof, of_all_pairs(values.view()) / (16 - ddof) as f64, EXACT)?;
    }
    Ok(())
}

/// One value has no distance from its own mean, but says nothing about how far others are. A `ddof` far above `n` comes
/// first: whoever never compares the two and whoever compares them with `<` answer differently there.
fn n_is_above_ddof(moments: &Contract, _: &mut Cases) -> Outcome {
    for (values, ddof) in [
        (array![3.0, 5.0, 5.0], 5),
        (array![7.0], 3),
        (array![7.0], 1),
        (array![3.0, 5.0], 2),
        (array![3.0, 5.0], MANY),
        (array![3.0, 5.0], (1 << 40) + 1),
        (array![], 0),
        (array![], 1),
    ] {
        refuses_numbers("variance", &(moments.variance)(values.view(), ddof), &TooFewValues)
            .given(with_ddof(&values, ddof))?;
    }
    is_variance(moments, &array![7.0], 0, 0.0, EXACT)?;
    is_variance(moments, &array![3.0, 5.0, 10.0], 2, 26.0, EXACT)
}

fn shift_and_scale(moments: &Contract, cases: &mut Cases) -> Outcome {
    let (shift, factor) = (cases.number(-50.0..50.0), cases.number(2.0..5.0));
    for (shift, factor) in [(100.0, 1.0), (0.0, 10.0), (0.0, -1.0), (shift, -factor)] {
        let values = eight() * factor + shift;
        is_variance(moments, &values, 0, 4.0 * factor * factor, EXACT)?;
    }
    for unit in UNITS {
        let values = eight() * unit;
        let variance = answer("variance", (moments.variance)(values.view(), 0)).given(with_ddof(&values, 0))?;
        let what = format!("variance / {unit:?} / {unit:?}");
        close(&what, &(variance / unit / unit), &4.0, EXACT).given(with_ddof(&values, 0))?;
    }
    Ok(())
}

/// Below 8 the squares vanish beside 1e18 altogether, so every way to subtract two sums of squares answers 0.
fn variance_near_a_billion(moments: &Contract, cases: &mut Cases) -> Outcome {
    for (near, ddof) in [(eight() - 2.0, 0), (eight() - 2.0, 1), (eighths(12, cases), 0)] {
        let expected = of_all_pairs(near.view()) / (near.len() - ddof) as f64;
        let given = format!("values 1e9 + {}, ddof {ddof}", shown(&near));
        let variance = answer("variance", (moments.variance)((near + BILLION).view(), ddof)).given(&given)?;
        close("variance", &variance, &expected, FAR).given(given)?;
    }
    Ok(())
}

/// Columns have numbers of other columns between theirs, and a list may be read backwards. The wines' figures are
/// `mean()` and `var(ddof=1)` of NumPy 2.4.6, see `tests/fixtures`.
fn scattered(moments: &Contract, _: &mut Cases) -> Outcome {
    let mut table = Array2::from_elem((8, 3), 100.0);
    table.column_mut(1).assign(&eight());
    let wines = datasets::wine_quality()?;
    for (values, mean, variance, given) in [
        (table.column(1), 5.0, 32.0 / 7.0, format!("the column {} of a table", shown(&eight()))),
        (backwards(table.column(1)), 5.0, 32.0 / 7.0, format!("the column {}, read backwards", shown(&eight()))),
        (
            wines.records.column(ALCOHOL),
            10.422983114446529,
            1.1356473950004737,
            "the column of the alcohol of 1599 wines".to_owned(),
        ),
    ] {
        let got = answer("mean", (moments.mean)(values)).given(&given)?;
        close("mean", &got, &mean, EXACT).given(&given)?;
        let given = format!("{given}, ddof 1");
        let got = answer("variance", (moments.variance)(values, 1)).given(&given)?;
        close("variance", &got, &variance, EXACT).given(given)?;
    }
    Ok(())
}

fn backwards(values: ArrayView1<f64>) -> ArrayView1<f64> {
    values.slice_axis_move(Axis(0), Slice::new(0, None, -1))
}

fn variance_of_a_state(moments: &Contract, _: &mut Cases) -> Outcome {
    let state = |count, mean, squared_deviations| Running { count, mean, squared_deviations };
    let eight = state(8, 5.0, 32.0);
    are_variances("running_variance", format!("{eight:?}"), |ddof| (moments.running_variance)(&eight, ddof))?;
    for (running, ddof, expected) in [
        (state(4, -6.5, 11.0), 2, Ok(5.5)),
        (state(7, 0.1, 37.3), 3, Ok(9.325)),
        (state(5, -0.1, 37.312_345_678), 1, Ok(9.328_086_419_5)),
        (state(1, 7.0, 0.0), 0, Ok(0.0)),
        (state(MANY, 0.5, 37.3), MANY - 8, Ok(4.6625)),
        (state(3, 7.0, 2.0), 5, Err(TooFewValues)),
        (state(1, 7.0, 0.0), 3, Err(TooFewValues)),
        (state(1, 7.0, 0.0), 1, Err(TooFewValues)),
        (state(3, 7.0, 2.0), 3, Err(TooFewValues)),
        (state(3, 7.0, 2.0), MANY, Err(TooFewValues)),
        (state(MANY, 7.0, 2.0), MANY, Err(TooFewValues)),
        (Running::default(), 0, Err(TooFewValues)),
    ] {
        let got = (moments.running_variance)(&running, ddof);
        let given = format!("{running:?}, ddof {ddof}");
        match expected {
            Ok(variance) => {
                let got = answer("running_variance", got).given(&given)?;
                close("running_variance", &got, &variance, EXACT).given(given)?;
            }
            Err(error) => refuses_numbers("running_variance", &got, &error).given(given)?,
        }
    }
    for unit in UNITS {
        let running = state(3, 4.0 * unit, 26.0 * unit * unit);
        let given = format!("{running:?}, ddof 1");
        let got = answer("running_variance", (moments.running_variance)(&running, 1)).given(&given)?;
        let what = format!("running_variance / {unit:?} / {unit:?}");
        close(&what, &(got / unit / unit), &13.0, EXACT).given(given)?;
    }
    Ok(())
}

fn push_is_batch(moments: &Contract, cases: &mut Cases) -> Outcome {
    let three = array![1.0, 3.0, 8.0];
    let states = [(1, 1.0, 0.0), (2, 2.0, 2.0), (3, 4.0, 26.0)];
    for (count, mean, squared_deviations) in states {
        let values = three.slice_axis(Axis(0), (..count).into());
        let expected = Running { count, mean, squared_deviations };
        is_state(pushed(moments, values), &expected).given(after_pushing(values))?;
    }
    let zeros = array![0.0, 0.0, 9.0, 9.0];
    for values in [eight(), array![-1.0, 1.0, 4.0], zeros, array![37.3, 0.1, -0.8], cases.vector(15, -9.0..9.0)] {
        is_state(pushed(moments, values.view()), &state(values.view())).given(after_pushing(values.view()))?;
    }
    for unit in UNITS {
        let values = &three * unit;
        is_state_in(unit, pushed(moments, values.view()), three.view()).given(after_pushing(values.view()))?;
    }
    // All before were 0, and n pulls the mean up to 1: one square of n - 1, and n - 1 squares of 1.
    let mut running = Running { count: MANY - 1, mean: 0.0, squared_deviations: 0.0 };
    let (given, n) = (format!("{running:?}, pushed {MANY}"), MANY as f64);
    (moments.push)(&mut running, n);
    is_state(running, &Running { count: MANY, mean: 1.0, squared_deviations: n * (n - 1.0) }).given(given)
}

fn push_near_a_billion(moments: &Contract, cases: &mut Cases) -> Outcome {
    for near in [eight() - 2.0, eighths(12, cases)] {
        let given = format!("Running::default(), pushed 1e9 + {} one by one", shown(&near));
        is_far_state(pushed(moments, (&near + BILLION).view()), near.view()).given(given)?;
    }
    Ok(())
}

fn merge_is_whole(moments: &Contract, cases: &mut Cases) -> Outcome {
    let random = cases.vector(7, -9.0..9.0);
    for (values, cut) in [
        (array![1.0, 3.0, 8.0], 2),
        (eight(), 4),
        (eight(), 1),
        (array![0.0, 0.0, 9.0, 9.0, 9.0], 2),
        (array![-1.0, 1.0, 4.0], 2),
        (array![5.0, 5.0, -2.0, 2.0], 2),
        (array![37.3, 0.1, -0.8], 1),
        (random, cases.index(1..7)),
    ] {
        let (left, right) = values.view().split_at(Axis(0), cut);
        let (left, right) = (state(left), state(right));
        is_state((moments.merge)(&left, &right), &state(values.view())).given(format!("{left:?} and {right:?}"))?;
    }
    for unit in UNITS {
        let (left, right) = (Running { count: 2, mean: 2.0 * unit, squared_deviations: 2.0 * unit * unit }, 8.0 * unit);
        let right = Running { count: 1, mean: right, squared_deviations: 0.0 };
        let merged = (moments.merge)(&left, &right);
        is_state_in(unit, merged, array![1.0, 3.0, 8.0].view()).given(format!("{left:?} and {right:?}"))?;
    }
    // Three quarters around 2, one around 6. The counts' product is above 2⁶⁴, and divided by n it is 3 · 2³⁰.
    let left = Running { count: 3 << 32, mean: 2.0, squared_deviations: 8e9 };
    let right = Running { count: 1 << 32, mean: 6.0, squared_deviations: 4e9 };
    let whole = Running { count: 1 << 34, mean: 3.0, squared_deviations: 12e9 + 16.0 * (3_u64 << 30) as f64 };
    is_state((moments.merge)(&left, &right), &whole).given(format!("{left:?} and {right:?}"))
}

fn empty_part_changes_nothing(moments: &Contract, _: &mut Cases) -> Outcome {
    let (empty, seen) = (Running::default(), Running { count: 4, mean: -6.5, squared_deviations: 11.0 });
    let single = Running { count: 1, mean: 0.1, squared_deviations: 0.0 };
    for (left, right, expected) in [
        (seen, empty, seen),
        (empty, seen, seen),
        (empty, empty, empty),
        (single, empty, single),
        (empty, single, single),
    ] {
        is_state((moments.merge)(&left, &right), &expected).given(format!("{left:?} and {right:?}"))?;
    }
    Ok(())
}

/// From the left, from the right, and pair by pair as many machines would do it.
fn any_cutting(moments: &Contract, cases: &mut Cases) -> Outcome {
    let values = eighths(12, cases);
    let mut cuts: Vec<usize> = (0..4).map(|_| cases.index(0..13)).collect();
    cuts.sort_unstable();
    let (starts, ends) = ([0].iter().chain(&cuts), cuts.iter().chain(&[12]));
    let part = |(start, end): (&usize, &usize)| values.slice_axis(Axis(0), (*start..*end).into());
    let parts: Vec<ArrayView1<f64>> = starts.zip(ends).map(part).collect();
    let states: Vec<Running> = parts.iter().map(|part| state(part.view())).collect();

    let merge = |left: Running, right: &Running| (moments.merge)(&left, right);
    for (order, merged) in [
        ("from the left, beginning with Running::default()", states.iter().fold(Running::default(), merge)),
        ("from the right, beginning with Running::default()", states.iter().rev().fold(Running::default(), merge)),
        ("first and second, then the other three, then both", {
            let (left, right) = (merge(states[0], &states[1]), merge(states[2], &states[3]));
            merge(left, &merge(right, &states[4]))
        }),
    ] {
        let parts: Vec<String> = parts.iter().map(shown).collect();
        is_state(merged, &state(values.view()))
            .given(format!("the states of {}, merged {order}", parts.join(" | ")))?;
    }
    Ok(())
}

fn merge_near_a_billion(moments: &Contract, cases: &mut Cases) -> Outcome {
    let far_state = |near: ArrayView1<f64>| {
        let near = state(near);
        Running { mean: near.mean + BILLION, ..near }
    };
    for near in [eight() - 2.0, eighths(12, cases)] {
        let (left, right) = near.view().split_at(Axis(0), 4);
        let (left, right) = (far_state(left), far_state(right));
        is_far_state((moments.merge)(&left, &right), near.view()).given(format!("{left:?} and {right:?}"))?;
    }
    Ok(())
}

/// The column of the wines that holds the alcohol, in per cent by volume.
const ALCOHOL: usize = 10;

/// Sum 40, mean 5, squared deviations 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32.
fn eight() -> Array1<f64> {
    array![2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]
}

/// Numbers that stay exact when a billion is added.
fn eighths(n: usize, cases: &mut Cases) -> Array1<f64> {
    Array1::from_shape_simple_fn(n, || cases.index(0..80) as f64 / 8.0)
}

/// Asks for the `ddof` 0, 1 and 3 of eight values together: what is made of one of them may look right.
fn are_variances(what: &str, given: String, variance: impl Fn(usize) -> Result<f64, TooFewValues>) -> Outcome {
    let got: Result<Array1<f64>, TooFewValues> = [0, 1, 3].into_iter().map(variance).collect();
    let given = format!("{given}, ddof 0, then 1, then 3");
    let got = answer(what, got).given(&given)?;
    close(what, &got, &array![4.0, 32.0 / 7.0, 6.4], EXACT).given(given)
}

fn is_variance(moments: &Contract, values: &Array1<f64>, ddof: usize, expected: f64, tolerance: f64) -> Outcome {
    let variance = answer("variance", (moments.variance)(values.view(), ddof)).given(with_ddof(values, ddof))?;
    close("variance", &variance, &expected, tolerance).given(with_ddof(values, ddof))
}

fn pushed(moments: &Contract, values: ArrayView1<f64>) -> Running {
    let mut running = Running::default();
    for value in values {
        (moments.push)(&mut running, *value);
    }
    running
}

fn is_state(got: Running, expected: &Running) -> Outcome {
    let numbers = |state: &Running| array![state.count as f64, state.mean, state.squared_deviations];
    close("count, mean, squared_deviations", &numbers(&got), &numbers(expected), EXACT)
}

/// Compares with the state of the same values in another unit.
fn is_state_in(unit: f64, got: Running, values: ArrayView1<f64>) -> Outcome {
    let Running { count, mean, squared_deviations } = state(values);
    close(
        &format!("count, mean / {unit:?}, squared_deviations / {unit:?} / {unit:?}"),
        &array![got.count as f64, got.mean / unit, got.squared_deviations / unit / unit],
        &array![count as f64, mean, squared_deviations],
        EXACT,
    )
}

/// Compares with the state of the same values a billion lower.
fn is_far_state(got: Running, near: ArrayView1<f64>) -> Outcome {
    let Running { count, mean, squared_deviations } = state(near);
    close(
        "count, mean - 1e9, squared_deviations",
        &array![got.count as f64, got.mean - BILLION, got.squared_deviations],
        &array![count as f64, mean, squared_deviations],
        FAR,
    )
}

/// By the definition, and by nothing else.
fn state(values: ArrayView1<f64>) -> Running {
    let count = values.len();
    let mean = if count == 0 { 0.0 } else { total(values) / count as f64 };
    let squares = values.mapv(|value| (value - mean) * (value - mean));
    Running { count, mean, squared_deviations: total(squares.view()) }
}

/// The squared deviations without any mean: the squared distances of all pairs, divided by n.
fn of_all_pairs(values: ArrayView1<f64>) -> f64 {
    let squared = |other: &f64| values.iter().map(|value| (value - other) * (value - other)).sum::<f64>();
    values.iter().map(squared).sum::<f64>() / 2.0 / values.len() as f64
}

fn total(values: ArrayView1<f64>) -> f64 {
    let mut total = 0.0;
    for value in values {
        total += value;
    }
    total
}

fn of(values: &Array1<f64>) -> String {
    format!("values {}", shown(values))
}

fn with_ddof(values: &Array1<f64>, ddof: usize) -> String {
    format!("{}, ddof {ddof}", of(values))
}

fn after_pushing(values: ArrayView1<f64>) -> String {
    format!("Running::default(), pushed {} one by one", shown(&values))
}
