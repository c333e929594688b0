//! What is graded.

use std::sync::OnceLock;

use ndarray::{Array1, Array2, ArrayView1, Axis, ShapeBuilder, Slice, array};

use super::{Contract, Interval, Statistic};
use mlings_grading::compare::{close, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "every list of indices gives one statistic", points: 10, run: one_statistic_a_list },
    Check { name: "a value that is drawn twice counts twice", points: 6, run: drawn_twice_counts_twice },
    Check { name: "the statistic is the one that was given", points: 6, run: any_statistic },
    Check { name: "the interval leaves out the same share on both sides", points: 10, run: same_share_on_both_sides },
    Check { name: "the order of the statistics does not matter", points: 7, run: order_does_not_matter },
    Check { name: "between two statistics an end lies on the line", points: 8, run: ends_are_interpolated },
    Check { name: "80 % intervals hold the true mean about 8 times in 10", points: 5, run: covers },
    Check { name: "a permutation deals out groups of the same sizes", points: 10, run: deals_out_groups },
    Check { name: "a permutation inside the groups changes nothing", points: 5, run: inside_the_groups },
    Check { name: "p is the share that is at least as far from 0", points: 10, run: share_as_far },
    Check { name: "far below 0 is as far as far above 0", points: 6, run: two_sided },
    Check { name: "an equally large difference counts", points: 5, run: equal_counts },
    Check { name: "p is above 0 and at most 1", points: 6, run: never_zero },
    Check { name: "numbers need not lie side by side in memory", points: 6, run: scattered },
];

/// Where numbers may lie and what their unit may be: small, close to each other, far from 0, large. All are exact.
const SCALES: [(f64, f64); 4] = [(0.0, 1e-200), (1.0, 1.0 / (1_u64 << 40) as f64), (1e9, 0.5), (0.0, 1e200)];

fn one_statistic_a_list(resampling: &Contract, cases: &mut Cases) -> Outcome {
    let sample = array![1.0, 4.0, 10.0];
    let resamples = array![[0_usize, 1, 2], [1, 0, 1], [2, 2, 1], [0, 0, 0], [1, 2, 2]];
    let means = (resampling.bootstrap)(sample.view(), resamples.view(), mean);
    close("means", &means, &array![5.0, 3.0, 8.0, 1.0, 8.0], 1e-9).given(format!(
        "sample {}, resamples {}",
        shown(&sample),
        shown(&resamples)
    ))?;

    let (sample, resamples) = (cases.vector(12, -9.0..9.0), draws(30, 12, cases));
    let means = (resampling.bootstrap)(sample.view(), resamples.view(), mean);
    let drawn = |row: usize| resamples.row(row).iter().map(|index| sample[*index]).sum::<f64>() / 12.0;
    close("means", &means, &(0..30).map(drawn).collect::<Array1<f64>>(), 1e-9)
        .given(format!("sample {}, 30 random lists of 12 indices", shown(&sample)))?;

    let (sample, resamples) = (Array1::from_iter((0..2049).map(f64::from)), in_some_order(2049));
    let ends = (resampling.bootstrap)(sample.view(), resamples.view(), |values| values[2] + 0.5 * values[2047]);
    close("statistics", &ends, &array![2000.0 + 0.5 * 49.0], 1e-9)
        .given("sample 0 to 2048, one list: all of its indices in some order; the statistic is that of two places")
}

/// The numbers 0 to n - 1, each once, in a table of one row. 1000 and n have no divisor in common.
fn in_some_order(n: usize) -> Array2<usize> {
    Array2::from_shape_fn((1, n), |(_, place)| place * 1000 % n)
}

fn drawn_twice_counts_twice(resampling: &Contract, _: &mut Cases) -> Outcome {
    let sample = array![2.0, 8.0, 5.0, 0.0];
    let resamples = array![[0_usize, 0, 0, 1], [3, 1, 3, 1], [2, 2, 3, 3]];
    let means = (resampling.bootstrap)(sample.view(), resamples.view(), mean);
    let given = format!("sample {}, resamples {}", shown(&sample), shown(&resamples));
    close("means", &means, &array![3.5, 4.0, 2.5], 1e-9).given(&given)?;
    let counts = (resampling.bootstrap)(sample.view(), resamples.view(), |values| values.len() as f64);
    close("how many values the statistic is given", &counts, &array![4.0, 4.0, 4.0], 1e-9).given(given)
}

fn any_statistic(resampling: &Contract, _: &mut Cases) -> Outcome {
    let sample = array![3.0, 7.0, 4.0, 9.0, 1.0];
    let resamples = array![[0_usize, 1, 2, 3, 4], [3, 3, 4, 4, 4], [2, 1, 0, 1, 2]];
    let given = format!("sample {}, resamples {}", shown(&sample), shown(&resamples));
    let statistics: [(&str, Statistic, Array1<f64>); 4] = [
        ("medians", median, array![4.0, 1.0, 4.0]),
        ("largest values", |values| values.iter().copied().fold(f64::NEG_INFINITY, f64::max), array![9.0, 9.0, 7.0]),
        ("first values", |values| values[0], array![3.0, 9.0, 4.0]),
        ("changes from the second value to the last", |values| values[4] - values[1], array![-6.0, -8.0, -3.0]),
    ];
    for (what, statistic, expected) in statistics {
        let got = (resampling.bootstrap)(sample.view(), resamples.view(), statistic);
        close(what, &got, &expected, 1e-9).given(format!("{given}; the statistic gives the {what}"))?;
    }
    for (middle, unit) in SCALES {
        let got = (resampling.bootstrap)((middle + unit * &sample).view(), resamples.view(), |values| values[0]);
        let what = format!("(first values - {middle:?}) / {unit:?}");
        close(&what, &((got - middle) / unit), &array![3.0, 9.0, 4.0], 1e-9).given(format!(
            "sample {}, resamples {}; the statistic gives the first value",
            in_unit(middle, unit, &sample),
            shown(&resamples)
        ))?;
    }
    Ok(())
}

fn same_share_on_both_sides(resampling: &Contract, _: &mut Cases) -> Outcome {
    let statistics = Array1::from_iter((0..=100).map(f64::from));
    for (confidence, low, high) in [(0.9, 5.0, 95.0), (0.5, 25.0, 75.0), (0.98, 1.0, 99.0)] {
        let given = format!("statistics 0, 1, 2, ... 100, confidence {confidence}");
        has_ends(resampling, &statistics, confidence, [low, high]).given(given)?;
    }
    Ok(())
}

fn order_does_not_matter(resampling: &Contract, cases: &mut Cases) -> Outcome {
    let statistics = array![8.0, 1.0, 5.0, 3.0, 2.0];
    has_ends(resampling, &statistics, 0.5, [2.0, 5.0])
        .given(format!("statistics {}, confidence 0.5", shown(&statistics)))?;
    let statistics: Array1<f64> = cases.permutation(41).into_iter().map(|rank| 10.0 * rank as f64).collect();
    has_ends(resampling, &statistics, 0.8, [40.0, 360.0])
        .given("statistics 0, 10, 20, ... 400 in random order, confidence 0.8")?;
    let base = array![8.0, -1.0, 5.0, 3.0, -2.0];
    for (middle, unit) in SCALES {
        let interval = (resampling.percentile_interval)((middle + unit * &base).view(), 0.5);
        let ends = array![interval.low - middle, interval.high - middle] / unit;
        close(&format!("(low - {middle:?}, high - {middle:?}) / {unit:?}"), &ends, &array![-1.0, 5.0], 1e-9)
            .given(format!("statistics {}, confidence 0.5", in_unit(middle, unit, &base)))?;
    }
    let many = in_some_order(2049).row(0).mapv(|number| number as f64);
    has_ends(resampling, &many, 0.5, [512.0, 1536.0]).given("statistics 0 to 2048 in some order, confidence 0.5")
}

fn ends_are_interpolated(resampling: &Contract, _: &mut Cases) -> Outcome {
    for (statistics, confidence, ends) in [
        (array![1.0, 2.0, 3.0, 5.0, 8.0], 0.9, [1.2, 7.4]),
        (array![10.0, 20.0], 0.5, [12.5, 17.5]),
        (array![-4.0, 0.0, 1.0, 9.0], 0.2, [0.2, 0.8]),
        (array![7.0], 0.95, [7.0, 7.0]),
        (array![1.0, 1.0, 1.0, 5.0], 0.5, [1.0, 2.0]),
        (array![0.1, 0.1, 0.1], 0.9, [0.1, 0.1]),
        (array![0.0, 1000.0], 0.123456, [438.272, 561.728]),
        (array![0.0, 1000.0], 0.123_456_78, [438.271_61, 561.728_39]),
        (array![0.0, 1e6], 0.999999, [0.5, 999_999.5]),
    ] {
        has_ends(resampling, &statistics, confidence, ends)
            .given(format!("statistics {}, confidence {confidence}", shown(&statistics)))?;
    }
    Ok(())
}

/// The promise of the whole method, kept on data whose true mean is known. From so few values the intervals come out a
/// little short.
fn covers(resampling: &Contract, _: &mut Cases) -> Outcome {
    let (means, expected) = resampled_means();
    let held = how_many_hold(means, |means| (resampling.percentile_interval)(means, 0.8));
    close("intervals that hold the true mean, 0.5,", &held, expected, 0.0).given(
        "100 samples of 20 random numbers from 0 to 1; the means of 50 resamples of each, confidence 0.8; then the count",
    )
}

fn how_many_hold(means: &Array2<f64>, interval: impl Fn(ArrayView1<f64>) -> Interval) -> usize {
    let holds = |means: &ArrayView1<f64>| {
        let interval = interval(means.view());
        interval.low <= 0.5 && 0.5 <= interval.high
    };
    means.rows().into_iter().filter(holds).count()
}

/// A row for each of 100 samples, and how many intervals hold the true mean. The samples are the same at every seed, so
/// all of it is made once.
fn resampled_means() -> &'static (Array2<f64>, usize) {
    static MEANS: OnceLock<(Array2<f64>, usize)> = OnceLock::new();
    MEANS.get_or_init(|| {
        let mut cases = Cases::new(0, "resampled means");
        let mut means = Array2::zeros((100, 50));
        for mut of_sample in means.rows_mut() {
            let sample = cases.vector(20, 0.0..1.0);
            of_sample.mapv_inplace(|_: f64| (0..20).map(|_| sample[cases.index(0..20)]).sum::<f64>() / 20.0);
        }
        let expected = how_many_hold(&means, |means| Interval { low: by_hats(means, 0.1), high: by_hats(means, 0.9) });
        (means, expected)
    })
}

/// A quantile without any place: every number weighs the less the further its rank is from where the quantile stands.
fn by_hats(numbers: ArrayView1<f64>, q: f64) -> f64 {
    let place = q * (numbers.len() - 1) as f64;
    let rank = |number: &f64| numbers.iter().filter(|other| *other < number).count() as f64;
    numbers.iter().map(|number| number * (1.0 - (place - rank(number)).abs()).max(0.0)).sum()
}

fn deals_out_groups(resampling: &Contract, cases: &mut Cases) -> Outcome {
    let (first, second) = (array![5.0, 7.0, 9.0], array![1.0, 3.0]);
    let permutations = array![[3_usize, 0, 1, 2, 4], [1, 2, 3, 4, 0], [4, 3, 0, 1, 2]];
    let differences = (resampling.permuted_differences)(first.view(), second.view(), permutations.view());
    // Dealt out: 1, 5, 7 and 9, 3; then 7, 9, 1 and 3, 5; then 3, 1, 5 and 7, 9.
    close("differences", &differences, &array![-5.0 / 3.0, 5.0 / 3.0, -5.0], 1e-9).given(format!(
        "first {}, second {}, permutations {}",
        shown(&first),
        shown(&second),
        shown(&permutations)
    ))?;

    let (first, second) = (cases.vector(7, 0.0..9.0), cases.vector(4, 0.0..9.0));
    let permutations = orders(30, 11, cases);
    let differences = (resampling.permuted_differences)(first.view(), second.view(), permutations.view());
    close("differences", &differences, &by_definition(&first, &second, &permutations), 1e-9).given(format!(
        "first {}, second {}, 30 random permutations",
        shown(&first),
        shown(&second)
    ))?;

    for (first, second, permutations, expected) in [
        (array![37.3], array![0.1], array![[0_usize, 1], [1, 0]], array![37.2, -37.2]),
        (array![8.0], array![1.0, 3.0, 5.0], array![[2_usize, 0, 3, 1], [0, 3, 2, 1]], array![-5.0 / 3.0, 5.0]),
    ] {
        let differences = (resampling.permuted_differences)(first.view(), second.view(), permutations.view());
        close("differences", &differences, &expected, 1e-9).given(format!(
            "first {}, second {}, permutations {}",
            shown(&first),
            shown(&second),
            shown(&permutations)
        ))?;
    }
    let (first, second) = (array![5.0, 7.0, 9.0], array![1.0, 3.0]);
    for ((middle, unit), tolerance) in SCALES.into_iter().zip([1e-9, 1e-2, 1e-5, 1e-9]) {
        let [one, other] = [&first, &second].map(|group| middle + unit * group);
        let differences = (resampling.permuted_differences)(one.view(), other.view(), array![[3, 0, 1, 2, 4]].view());
        close(&format!("differences / {unit:?}"), &(differences / unit), &array![-5.0 / 3.0], tolerance).given(
            format!(
                "first {}, second {}, permutations [[3, 0, 1, 2, 4]]",
                in_unit(middle, unit, &first),
                in_unit(middle, unit, &second)
            ),
        )?;
    }
    let [first, second] = [0..1100, 1100..2049]
        .map(|numbers| Array1::from_iter(numbers.map(|number| f64::from(number * 7 % 2049) - 1024.0)));
    let permutations = in_some_order(2049);
    let differences = (resampling.permuted_differences)(first.view(), second.view(), permutations.view());
    close("differences", &differences, &by_definition(&first, &second, &permutations), 1e-9)
        .given("first 1100 whole numbers from -1024 to 1024, second 949 others, one permutation")
}

fn inside_the_groups(resampling: &Contract, _: &mut Cases) -> Outcome {
    let (first, second) = (array![10.0, 30.0, 20.0, 40.0], array![1.0, 3.0]);
    let permutations = array![[0_usize, 1, 2, 3, 4, 5], [3, 0, 2, 1, 4, 5], [1, 2, 3, 0, 5, 4], [3, 2, 1, 0, 5, 4]];
    let differences = (resampling.permuted_differences)(first.view(), second.view(), permutations.view());
    close("differences", &differences, &Array1::from_elem(4, 23.0), 1e-9).given(format!(
        "first {}, second {}, permutations {}",
        shown(&first),
        shown(&second),
        shown(&permutations)
    ))
}

fn share_as_far(resampling: &Contract, cases: &mut Cases) -> Outcome {
    has_p(resampling, 3.0, &array![-5.0, 1.0, 4.0, 0.0, -1.0, 2.0, 6.0], 4.0 / 8.0)?;
    has_p(resampling, 1.5, &array![1.0, -2.0, 0.5, 1.0], 2.0 / 5.0)?;
    has_p(resampling, 1.234_567, &array![1.234_568, -1.234_568, 1.234_566, -1.234_566], 3.0 / 5.0)?;
    let (observed, permuted) = (cases.number(2.0..8.0), cases.vector(99, -10.0..10.0));
    let as_far = permuted.iter().filter(|difference| **difference >= observed || **difference <= -observed).count();
    has_p(resampling, observed, &permuted, (as_far as f64 + 1.0) / 100.0)?;
    has_p(resampling, -1e9, &array![1e9 - 20.0, 20.0 - 1e9, -1e9 - 20.0, 0.0], 2.0 / 5.0)?;
    for unit in [1e-200, 1e200] {
        has_p(resampling, 3.0 * unit, &(unit * array![-5.0, 1.0, 4.0, 0.0, -1.0, 2.0, 6.0]), 4.0 / 8.0)?;
    }
    has_p(resampling, 3.0, &array![3.0 - 1e-9, 1e-9 - 3.0, 3.0 + 1e-9, 0.1], 2.0 / 5.0)?;
    has_p(resampling, -1e9, &array![1e9 - 0.5, 0.5 - 1e9, -1e9 - 0.5, 0.0], 2.0 / 5.0)?;
    let many = in_some_order(2049).row(0).mapv(|number| number as f64 - 1024.0);
    let p = (resampling.p_value)(512.0, many.view());
    close("p", &p, &(1027.0 / 2050.0), 1e-9).given("observed 512.0, permuted -1024 to 1024 in some order")
}

fn two_sided(resampling: &Contract, _: &mut Cases) -> Outcome {
    let permuted = array![-9.0, -8.0, -4.0, -1.0, 0.0, 2.0, 3.0, 7.0, 10.0];
    has_p(resampling, -5.0, &permuted, 5.0 / 10.0)?;
    has_p(resampling, 5.0, &permuted, 5.0 / 10.0)?;
    has_p(resampling, -5.0, &-permuted, 5.0 / 10.0)
}

fn equal_counts(resampling: &Contract, _: &mut Cases) -> Outcome {
    has_p(resampling, 2.0, &array![2.0, 1.0, -2.0, 0.0], 3.0 / 5.0)?;
    has_p(resampling, 0.0, &array![0.0, 1.0, -1.0], 1.0)
}

fn never_zero(resampling: &Contract, cases: &mut Cases) -> Outcome {
    has_p(resampling, 50.0, &array![-3.0, 0.0, 1.0, 2.0], 1.0 / 5.0)?;
    has_p(resampling, 1.0, &array![-3.0, 4.0, 2.0], 1.0)?;
    has_p(resampling, -50.0, &cases.vector(199, -10.0..10.0), 1.0 / 200.0)?;
    has_p(resampling, 3.0, &array![], 1.0)?;
    has_p(resampling, -0.1, &array![], 1.0)
}

/// Columns have numbers of other columns between theirs, lists may be read backwards, and tables lie column by column.
fn scattered(resampling: &Contract, _: &mut Cases) -> Outcome {
    let table = array![[1.0, 50.0, 5.0], [4.0, 50.0, 7.0], [10.0, 50.0, 9.0]];
    let (sample, other) = (table.column(0), table.column(2));
    let backwards = sample.slice_axis_move(Axis(0), Slice::new(0, None, -1));
    let resamples = array![[0_usize, 1, 2], [1, 0, 1]];
    let mut by_columns = Array2::zeros((2, 3).f());
    by_columns.assign(&resamples);
    let given = format!("sample: column 0 of {}, resamples {}", shown(&table), shown(&resamples));
    for lists in [resamples.view(), by_columns.view()] {
        let first = (resampling.bootstrap)(sample, lists, |values| values[0] - 0.5 * values[2]);
        close("statistics", &first, &array![-4.0, 2.0], 1e-9).given(&given)?;
    }
    for (statistics, lie) in [(sample, ""), (backwards, ", read backwards")] {
        let interval = (resampling.percentile_interval)(statistics, 0.5);
        close("low, high", &array![interval.low, interval.high], &array![2.5, 7.0], 1e-9)
            .given(format!("statistics: column 0 of {}{lie}, confidence 0.5", shown(&table)))?;
    }
    let permutations = array![[0_usize, 1, 2, 3, 4, 5], [3, 1, 2, 0, 4, 5]];
    let mut by_columns = Array2::zeros((2, 6).f());
    by_columns.assign(&permutations);
    for lists in [permutations.view(), by_columns.view()] {
        let differences = (resampling.permuted_differences)(sample, other, lists);
        close("differences", &differences, &array![-2.0, 2.0 / 3.0], 1e-9).given(format!(
            "first and second: columns 0 and 2 of {}, permutations {}",
            shown(&table),
            shown(&permutations)
        ))?;
    }
    let p = (resampling.p_value)(4.0, sample);
    close("p", &p, &0.75, 1e-9).given(format!("observed 4.0, permuted: column 0 of {}", shown(&table)))
}

fn has_ends(resampling: &Contract, statistics: &Array1<f64>, confidence: f64, ends: [f64; 2]) -> Outcome {
    let interval = (resampling.percentile_interval)(statistics.view(), confidence);
    close("low, high", &array![interval.low, interval.high], &Array1::from_iter(ends), 1e-9)
}

fn has_p(resampling: &Contract, observed: f64, permuted: &Array1<f64>, expected: f64) -> Outcome {
    let p = (resampling.p_value)(observed, permuted.view());
    let permuted = if permuted.len() < 10 { shown(permuted) } else { format!("{} random numbers", permuted.len()) };
    close("p", &p, &expected, 1e-9).given(format!("observed {}, permuted {permuted}", shown(&observed)))
}

fn in_unit(middle: f64, unit: f64, base: &Array1<f64>) -> String {
    format!("{middle:?} + {unit:?} times {}", shown(base))
}

/// Lists of indices with repetitions.
fn draws(n_lists: usize, n: usize, cases: &mut Cases) -> Array2<usize> {
    Array2::from_shape_simple_fn((n_lists, n), || cases.index(0..n))
}

fn orders(n_lists: usize, n: usize, cases: &mut Cases) -> Array2<usize> {
    let lists: Vec<Vec<usize>> = (0..n_lists).map(|_| cases.permutation(n)).collect();
    Array2::from_shape_fn((n_lists, n), |(row, place)| lists[row][place])
}

/// The differences of means, value by value.
fn by_definition(first: &Array1<f64>, second: &Array1<f64>, permutations: &Array2<usize>) -> Array1<f64> {
    let (n_first, n_second) = (first.len(), second.len());
    let value = |index: usize| if index < n_first { first[index] } else { second[index - n_first] };
    let difference = |row: ArrayView1<usize>| {
        let share = |(place, index): (usize, &usize)| {
            if place < n_first { value(*index) / n_first as f64 } else { -value(*index) / n_second as f64 }
        };
        row.iter().enumerate().map(share).sum::<f64>()
    };
    permutations.rows().into_iter().map(difference).collect()
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

/// Of an odd number of values.
fn median(values: ArrayView1<f64>) -> f64 {
    let smaller = |value: &&f64| values.iter().filter(|other| other < value).count() <= values.len() / 2;
    values.iter().filter(smaller).copied().fold(f64::NEG_INFINITY, f64::max)
}
