//! What is graded.

use ndarray::{Array1, ArrayView1, Axis, array};

use super::{Contract, Running, TooFewValues};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, close, refuses_numbers, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the mean is the sum divided by how many there are", points: 6, run: mean_is_sum_over_count },
    Check { name: "no values have no mean", points: 4, run: nothing_has_no_mean },
    Check {
        name: "the variance is the sum of squared deviations divided by n - ddof",
        points: 10,
        run: variance_divides_by_n_less_ddof,
    },
    Check { name: "there is a variance when n is above ddof, and only then", points: 8, run: n_is_above_ddof },
    Check { name: "shifting keeps the variance, scaling squares into it", points: 6, run: shift_and_scale },
    Check { name: "the variance is right for values around a billion", points: 10, run: variance_near_a_billion },
    Check { name: "a running state has the variance of what it has seen", points: 8, run: variance_of_a_state },
    Check { name: "pushing one by one gives the state of all values", points: 12, run: push_is_batch },
    Check { name: "pushing is right for values around a billion", points: 6, run: push_near_a_billion },
    Check { name: "merging two parts gives the state of the whole", points: 10, run: merge_is_whole },
    Check { name: "merging with an empty part changes nothing", points: 6, run: empty_part_changes_nothing },
    Check { name: "any cutting into parts merges to the whole", points: 6, run: any_cutting },
    Check { name: "merging is right for values around a billion", points: 4, run: merge_near_a_billion },
    Check { name: "the wines, grade by grade, add up to NumPy's figures", points: 4, run: wines_add_up },
];

/// For small numbers, where every sound way leaves nothing but the last digits to rounding.
const EXACT: f64 = 1e-9;
/// Around a billion neighbouring floats are 1.2e-7 apart, and a running mean is rounded to one at every step.
const FAR: f64 = 1e-5;
const BILLION: f64 = 1e9;

fn mean_is_sum_over_count(moments: &Contract, cases: &mut Cases) -> Outcome {
    let random = cases.vector(20, -9.0..9.0);
    let by_definition = total(random.view()) / 20.0;
    for (values, expected) in
        [(eight(), 5.0), (array![-1.5, 0.5, -2.0], -1.0), (array![7.25], 7.25), (random, by_definition)]
    {
        let mean = answer("mean", (moments.mean)(values.view())).given(of(&values))?;
        close("mean", &mean, &expected, EXACT).given(of(&values))?;
    }
    Ok(())
}

fn nothing_has_no_mean(moments: &Contract, _: &mut Cases) -> Outcome {
    refuses_numbers("mean", &(moments.mean)(array![].view()), &TooFewValues).given("values []")
}

fn variance_divides_by_n_less_ddof(moments: &Contract, cases: &mut Cases) -> Outcome {
    for (values, ddof, expected) in [
        (eight(), 0, 4.0),
        (eight(), 1, 32.0 / 7.0),
        (eight(), 3, 6.4),
        (array![1.0, 3.0, 8.0], 0, 26.0 / 3.0),
        (array![1.0, 3.0, 8.0], 1, 13.0),
    ] {
        is_variance(moments, &values, ddof, expected, EXACT)?;
    }
    for ddof in [0, 1, cases.index(2..9)] {
        let values = cases.vector(16, -9.0..9.0);
        is_variance(moments, &values, ddof, of_all_pairs(values.view()) / (16 - ddof) as f64, EXACT)?;
    }
    Ok(())
}

/// One value has no distance from its own mean, but says nothing about how far others are.
fn n_is_above_ddof(moments: &Contract, _: &mut Cases) -> Outcome {
    for (values, ddof) in
        [(array![7.0], 1), (array![7.0], 3), (array![3.0, 5.0], 2), (array![3.0, 5.0, 5.0], 4), (array![], 0)]
    {
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

fn variance_of_a_state(moments: &Contract, _: &mut Cases) -> Outcome {
    for (running, ddof, expected) in [
        (Running { count: 8, mean: 5.0, squared_deviations: 32.0 }, 0, Ok(4.0)),
        (Running { count: 8, mean: 5.0, squared_deviations: 32.0 }, 1, Ok(32.0 / 7.0)),
        (Running { count: 4, mean: -6.5, squared_deviations: 11.0 }, 2, Ok(5.5)),
        (Running { count: 1, mean: 7.0, squared_deviations: 0.0 }, 0, Ok(0.0)),
        (Running { count: 1, mean: 7.0, squared_deviations: 0.0 }, 1, Err(TooFewValues)),
        (Running { count: 1, mean: 7.0, squared_deviations: 0.0 }, 3, Err(TooFewValues)),
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
    for values in [eight(), cases.vector(15, -9.0..9.0)] {
        is_state(pushed(moments, values.view()), &state(values.view())).given(after_pushing(values.view()))?;
    }
    Ok(())
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
    for (values, cut) in [(array![1.0, 3.0, 8.0], 2), (eight(), 4), (eight(), 1), (random, cases.index(1..7))] {
        let (left, right) = values.view().split_at(Axis(0), cut);
        let (left, right) = (state(left), state(right));
        is_state((moments.merge)(&left, &right), &state(values.view())).given(format!("{left:?} and {right:?}"))?;
    }
    Ok(())
}

fn empty_part_changes_nothing(moments: &Contract, _: &mut Cases) -> Outcome {
    let (empty, seen) = (Running::default(), Running { count: 4, mean: -6.5, squared_deviations: 11.0 });
    for (left, right, expected) in [(seen, empty, seen), (empty, seen, seen), (empty, empty, empty)] {
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

/// `mean()`, `var(ddof=0)` and `var(ddof=1)` of NumPy 2.4.6, see `tests/fixtures`.
fn wines_add_up(moments: &Contract, _: &mut Cases) -> Outcome {
    let (n_samples, mean, variances) = (1599.0, 10.422983114446529, [1.1349371714889036, 1.1356473950004737]);
    let wines = datasets::wine_quality()?;
    let alcohol = wines.records.column(ALCOHOL);
    let grade = |grade: u8| {
        let of_grade = |(value, quality): (&f64, &f64)| (*quality == f64::from(grade)).then_some(*value);
        pushed(moments, alcohol.iter().zip(&wines.targets).filter_map(of_grade).collect::<Array1<f64>>().view())
    };
    let whole = (0..=10).map(grade).fold(Running::default(), |left, right| (moments.merge)(&left, &right));
    let given = "the alcohol of 1599 wines, pushed into a state for every grade from 0 to 10, all merged";
    close("count, mean", &array![whole.count as f64, whole.mean], &array![n_samples, mean], EXACT).given(given)?;
    for (ddof, expected) in [0, 1].into_iter().zip(variances) {
        let given = format!("{given}, ddof {ddof}");
        let variance = answer("running_variance", (moments.running_variance)(&whole, ddof)).given(&given)?;
        close("running_variance", &variance, &expected, EXACT).given(given)?;
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
