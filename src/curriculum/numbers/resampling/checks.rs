//! What is graded.

use ndarray::{Array1, Array2, ArrayView1, array};

use super::{Contract, Statistic};
use mlings_grading::compare::{close, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "every list of indices gives one statistic", points: 10, run: one_statistic_a_list },
    Check { name: "a value that is drawn twice counts twice", points: 6, run: drawn_twice_counts_twice },
    Check { name: "the statistic is the one that was given", points: 6, run: any_statistic },
    Check { name: "the interval leaves out the same share on both sides", points: 10, run: same_share_on_both_sides },
    Check { name: "the order of the statistics does not matter", points: 6, run: order_does_not_matter },
    Check { name: "between two statistics an end lies on the line", points: 8, run: ends_are_interpolated },
    Check { name: "80 % intervals hold the true mean about 8 times in 10", points: 8, run: covers },
    Check { name: "a permutation deals out groups of the same sizes", points: 10, run: deals_out_groups },
    Check { name: "a permutation inside the groups changes nothing", points: 6, run: inside_the_groups },
    Check { name: "p is the share that is at least as far from 0", points: 10, run: share_as_far },
    Check { name: "far below 0 is as far as far above 0", points: 6, run: two_sided },
    Check { name: "an equally large difference counts", points: 4, run: equal_counts },
    Check { name: "p is above 0 and at most 1", points: 6, run: never_zero },
    Check { name: "swapping the groups changes no p", points: 4, run: swapping_changes_nothing },
];

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
        .given(format!("sample {}, 30 random lists of 12 indices", shown(&sample)))
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
    let statistics: [(&str, Statistic, Array1<f64>); 3] = [
        ("medians", median, array![4.0, 1.0, 4.0]),
        ("largest values", |values| values.iter().copied().fold(f64::NEG_INFINITY, f64::max), array![9.0, 9.0, 7.0]),
        ("first values", |values| values[0], array![3.0, 9.0, 4.0]),
    ];
    for (what, statistic, expected) in statistics {
        let got = (resampling.bootstrap)(sample.view(), resamples.view(), statistic);
        close(what, &got, &expected, 1e-9).given(format!("{given}; the statistic gives the {what}"))?;
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
        .given("statistics 0, 10, 20, ... 400 in random order, confidence 0.8")
}

fn ends_are_interpolated(resampling: &Contract, _: &mut Cases) -> Outcome {
    for (statistics, confidence, ends) in [
        (array![1.0, 2.0, 3.0, 5.0, 8.0], 0.9, [1.2, 7.4]),
        (array![10.0, 20.0], 0.5, [12.5, 17.5]),
        (array![-4.0, 0.0, 1.0, 9.0], 0.2, [0.2, 0.8]),
        (array![7.0], 0.95, [7.0, 7.0]),
    ] {
        has_ends(resampling, &statistics, confidence, ends)
            .given(format!("statistics {}, confidence {confidence}", shown(&statistics)))?;
    }
    Ok(())
}

/// The promise of the whole method, kept on data whose true mean is known.
fn covers(resampling: &Contract, cases: &mut Cases) -> Outcome {
    let resamples = draws(50, 20, cases);
    let mut held = 0_usize;
    for _ in 0..100 {
        let means = (resampling.bootstrap)(cases.vector(20, 0.0..1.0).view(), resamples.view(), mean);
        if !means.is_empty() {
            let interval = (resampling.percentile_interval)(means.view(), 0.8);
            held += usize::from(interval.low <= 0.5 && 0.5 <= interval.high);
        }
    }
    // Intervals from so few values come out a little short. The band is about five standard deviations of a count wide
    // on either side: a right answer falls out of it once in a million seeds.
    close("intervals that hold the true mean, 0.5,", &held, &75.0, 0.28).given(
        "100 samples of 20 random numbers from 0 to 1; 50 resamples of each, the mean, confidence 0.8; then the count",
    )
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
    ))
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
    let (observed, permuted) = (cases.number(2.0..8.0), cases.vector(99, -10.0..10.0));
    let as_far = permuted.iter().filter(|difference| **difference >= observed || **difference <= -observed).count();
    has_p(resampling, observed, &permuted, (as_far as f64 + 1.0) / 100.0)
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
    has_p(resampling, 3.0, &array![], 1.0)
}

/// The same days in the same groups, only that the groups have changed places.
fn swapping_changes_nothing(resampling: &Contract, cases: &mut Cases) -> Outcome {
    let (first, second) = (cases.vector(6, 4.0..12.0), cases.vector(4, 0.0..9.0));
    let mut permutations = orders(39, 10, cases);
    for mut order in permutations.rows_mut() {
        // Where all stay in their groups, rounding would decide whether the difference equals the observed one.
        if order.iter().take(6).all(|index| *index < 6) {
            order.swap(0, 9);
        }
    }
    let swapped = Array2::from_shape_fn((39, 10), |(row, place)| {
        // The second group's four places come first now, and so do its four values.
        let index = permutations[[row, (place + 6) % 10]];
        (index + 4) % 10
    });
    let observed = mean(first.view()) - mean(second.view());
    let permuted = by_definition(&first, &second, &permutations);
    let as_far = permuted.iter().filter(|difference| difference.abs() >= observed.abs()).count();
    for (one, other, lists, observed) in
        [(&first, &second, &permutations, observed), (&second, &first, &swapped, -observed)]
    {
        let differences = (resampling.permuted_differences)(one.view(), other.view(), lists.view());
        let p = (resampling.p_value)(observed, differences.view());
        close("p", &p, &((as_far as f64 + 1.0) / 40.0), 1e-9).given(format!(
            "first {}, second {}, 39 random permutations, observed {}",
            shown(one),
            shown(other),
            shown(&observed)
        ))?;
    }
    Ok(())
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
