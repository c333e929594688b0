//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis, concatenate};

use super::solution::{bootstrap, percentile_interval, permuted_differences};
use super::{Contract, Interval, SOLUTION, Statistic};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "counts a value that is drawn twice only once",
        advice: "Drawing with replacement means that a value goes back and can come again. How many values does a resample of ten have?",
        attempts: &[Contract { bootstrap: each_once, ..SOLUTION }],
    },
    Mistake {
        name: "uses the first list of indices every time",
        advice: "All your resamples are the same one, so nothing ever varies. What should change from one row of the table to the next?",
        attempts: &[Contract { bootstrap: first_resample, permuted_differences: first_permutation, ..SOLUTION }],
    },
    Mistake {
        name: "reads the lists of indices down the columns",
        advice: "Count the numbers that you return, and the rows of the table. Which way does one list run?",
        attempts: &[Contract { bootstrap: down_the_columns, permuted_differences: dealt_down_the_columns, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean, whatever the statistic is",
        advice: "The interval of a median needs medians. Which argument says what to make of a resample?",
        attempts: &[Contract { bootstrap: |sample, resamples, _| bootstrap(sample, resamples, mean), ..SOLUTION }],
    },
    Mistake {
        name: "leaves out the whole rest on either side",
        advice: "Ask for 90 %, and count how many of 100 statistics lie inside your interval. How is the rest shared out?",
        attempts: &[Contract { percentile_interval: rest_on_either_side, ..SOLUTION }],
    },
    Mistake {
        name: "takes the confidence for the share to leave out",
        advice: "The surer one wants to be, the wider the interval must be. What happens to yours when 0.5 becomes 0.9?",
        attempts: &[Contract {
            percentile_interval: |statistics, confidence| percentile_interval(statistics, 1.0 - confidence),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the statistics in the order in which they come",
        advice: "Which resample is the fifth one is chance. What has to be done before a place in the row says how large a number is?",
        attempts: &[Contract { percentile_interval: unsorted, ..SOLUTION }],
    },
    Mistake {
        name: "takes the nearest statistic where the end lies between two",
        advice: "With few statistics the ends jump from one to the next. What does the task say about a place that is not a whole number?",
        attempts: &[Contract { percentile_interval: nearest, ..SOLUTION }],
    },
    Mistake {
        name: "splits the pooled values in the middle",
        advice: "There are 250 working days and 115 others. How many values should the new first group have?",
        attempts: &[Contract { permuted_differences: in_the_middle, ..SOLUTION }],
    },
    Mistake {
        name: "shuffles each group in itself",
        advice: "A mean does not care about order, so all your differences are equal. If the groups did not matter, what could a value of one group have become?",
        attempts: &[Contract { permuted_differences: each_in_itself, ..SOLUTION }],
    },
    Mistake {
        name: "sends values to the places that the list names",
        advice: "A list can say where each value goes, or which value comes to each place. Write both down for [2, 0, 1]: which one does the task ask for?",
        attempts: &[Contract { permuted_differences: sent, ..SOLUTION }],
    },
    Mistake {
        name: "subtracts the first mean from the second",
        advice: "The sign says which group has more. Which of the two means does the task take away?",
        attempts: &[Contract { permuted_differences: second_less_first, ..SOLUTION }],
    },
    Mistake {
        name: "does not count the observed difference in",
        advice: "No finite number of shuffles can show that something is impossible. The groups as they are were one of the possible dealings: where are they in your share?",
        attempts: &[Contract { p_value: not_counted_in, ..SOLUTION }],
    },
    Mistake {
        name: "looks at one side only",
        advice: "Had the other group been ahead by as much, one would have wondered just the same. Do your counted differences lie on both sides of 0?",
        attempts: &[Contract { p_value: one_side, ..SOLUTION }],
    },
    Mistake {
        name: "counts only differences that are larger than the observed one",
        advice: "On counts and grades ties are common. What does \"at least as far\" say about an equal difference?",
        attempts: &[Contract { p_value: strictly_larger, ..SOLUTION }],
    },
    Mistake {
        name: "takes the sign off the permuted differences, but not off the observed one",
        advice: "Try an observed difference below 0. Which of the permuted ones are smaller than that?",
        attempts: &[Contract { p_value: sign_kept, ..SOLUTION }],
    },
    Mistake {
        name: "doubles the smaller side",
        advice: "Some libraries do that, SciPy among them, and it is the same where both sides mirror each other. Look again at what this task counts.",
        attempts: &[Contract { p_value: doubled, ..SOLUTION }],
    },
];

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

fn each_once(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    let drawn = |indices: ArrayView1<usize>| {
        let mut known = indices.to_vec();
        known.sort_unstable();
        known.dedup();
        statistic(sample.select(Axis(0), &known).view())
    };
    resamples.rows().into_iter().map(drawn).collect()
}

fn first_resample(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    let first = bootstrap(sample, resamples.select(Axis(0), &[0]).view(), statistic);
    Array1::from_elem(resamples.nrows(), first[0])
}

fn first_permutation(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64> {
    let difference = permuted_differences(first, second, permutations.select(Axis(0), &[0]).view());
    Array1::from_elem(permutations.nrows(), difference[0])
}

fn down_the_columns(sample: ArrayView1<f64>, resamples: ArrayView2<usize>, statistic: Statistic) -> Array1<f64> {
    bootstrap(sample, resamples.t(), statistic)
}

fn dealt_down_the_columns(
    first: ArrayView1<f64>,
    second: ArrayView1<f64>,
    permutations: ArrayView2<usize>,
) -> Array1<f64> {
    permuted_differences(first, second, permutations.t())
}

fn sorted(statistics: ArrayView1<f64>) -> Vec<f64> {
    let mut sorted = statistics.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn quantile(values: &[f64], q: f64) -> f64 {
    let place = q * (values.len() - 1) as f64;
    let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

fn rest_on_either_side(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let sorted = sorted(statistics);
    Interval { low: quantile(&sorted, 1.0 - confidence), high: quantile(&sorted, confidence) }
}

fn unsorted(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let left_out = (1.0 - confidence) / 2.0;
    let values = statistics.to_vec();
    Interval { low: quantile(&values, left_out), high: quantile(&values, 1.0 - left_out) }
}

fn nearest(statistics: ArrayView1<f64>, confidence: f64) -> Interval {
    let (sorted, left_out) = (sorted(statistics), (1.0 - confidence) / 2.0);
    let at = |q: f64| sorted[(q * (sorted.len() - 1) as f64).round() as usize];
    Interval { low: at(left_out), high: at(1.0 - left_out) }
}

/// The difference of means after every permutation, with the new first group as long as asked for.
fn dealt(
    pooled: &Array1<f64>,
    permutations: ArrayView2<usize>,
    deal: fn(&Array1<f64>, ArrayView1<usize>) -> Array1<f64>,
    n_first: usize,
) -> Array1<f64> {
    let difference = |order: ArrayView1<usize>| {
        let dealt = deal(pooled, order);
        let (first, second) = dealt.view().split_at(Axis(0), n_first);
        mean(first) - mean(second)
    };
    permutations.rows().into_iter().map(difference).collect()
}

fn taken(pooled: &Array1<f64>, order: ArrayView1<usize>) -> Array1<f64> {
    order.mapv(|index| pooled[index])
}

fn in_the_middle(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64> {
    let pooled = concatenate![Axis(0), first, second];
    dealt(&pooled, permutations, taken, pooled.len() / 2)
}

fn each_in_itself(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64> {
    Array1::from_elem(permutations.nrows(), mean(first) - mean(second))
}

fn sent(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64> {
    let send = |pooled: &Array1<f64>, order: ArrayView1<usize>| {
        let mut places = pooled.clone();
        for (value, &place) in pooled.iter().zip(order) {
            places[place] = *value;
        }
        places
    };
    dealt(&concatenate![Axis(0), first, second], permutations, send, first.len())
}

fn second_less_first(first: ArrayView1<f64>, second: ArrayView1<f64>, permutations: ArrayView2<usize>) -> Array1<f64> {
    -permuted_differences(first, second, permutations)
}

fn how_many(permuted: ArrayView1<f64>, counts: impl Fn(f64) -> bool) -> f64 {
    permuted.iter().filter(|difference| counts(**difference)).count() as f64
}

fn not_counted_in(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    how_many(permuted, |difference| difference.abs() >= observed.abs()) / permuted.len() as f64
}

fn one_side(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    (1.0 + how_many(permuted, |difference| difference >= observed)) / (1.0 + permuted.len() as f64)
}

fn strictly_larger(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    (1.0 + how_many(permuted, |difference| difference.abs() > observed.abs())) / (1.0 + permuted.len() as f64)
}

fn sign_kept(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    (1.0 + how_many(permuted, |difference| difference.abs() >= observed)) / (1.0 + permuted.len() as f64)
}

fn doubled(observed: f64, permuted: ArrayView1<f64>) -> f64 {
    let side = |counts: fn(f64, f64) -> bool| 1.0 + how_many(permuted, |difference| counts(difference, observed));
    let smaller = side(|one, other| one >= other).min(side(|one, other| one <= other));
    (2.0 * smaller / (1.0 + permuted.len() as f64)).min(1.0)
}
