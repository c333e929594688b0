//! What goes wrong, as running code, and what to say about it.

use ndarray::ArrayView1;

use super::solution::{mean, merge, running_variance};
use super::{Contract, Running, SOLUTION, TooFewValues};
use mlings_grading::Mistake;

/// A learner's file in which this is the last step of both variances.
macro_rules! finished_by {
    ($finish:ident) => {
        Contract {
            variance: |values, ddof| $finish(&state(values), ddof),
            running_variance: |running, ddof| $finish(running, ddof),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "gives the last value as much weight as all before it together",
        advice: "Take the mean of 0, 0 and 9, step by step. How much should the 9 count, being one value of three?",
        attempts: &[Contract { mean: halving_mean, variance: around_halving_mean, push: halving_push, ..SOLUTION }],
    },
    Mistake {
        name: "divides by n, whatever ddof says",
        advice: "Compare your answers for ddof 0 and for ddof 1. What does ddof change in the formula?",
        attempts: &[finished_by!(by_n)],
    },
    Mistake {
        name: "divides by n - 1, whatever ddof says",
        advice: "For ddof 1 you are right. What should the divisor be for ddof 0, and for ddof 3?",
        attempts: &[finished_by!(by_n_less_one)],
    },
    Mistake {
        name: "mixes up ddof 0 and ddof 1",
        advice: "ddof is a number that is taken away from something. What is left of n when you take away 0, and when you take away 1?",
        attempts: &[finished_by!(swapped)],
    },
    Mistake {
        name: "returns the standard deviation",
        advice: "Values in metres have a variance in square metres. In which unit is your answer?",
        attempts: &[finished_by!(rooted)],
    },
    Mistake {
        name: "divides by 0 where there are too few values",
        advice: "A division by 0 does not stop the program, and NaN travels far before somebody sees it. What should be looked at before you divide?",
        attempts: &[Contract { mean: |values| Ok(values.sum() / values.len() as f64), ..finished_by!(unguarded) }],
    },
    Mistake {
        name: "subtracts a large ddof from a small n",
        advice: "A usize cannot be below 0. Which comparison of n and ddof is safe before you subtract?",
        attempts: &[finished_by!(subtracts_first)],
    },
    Mistake {
        name: "gives a single value the variance 0, whatever ddof says",
        advice: "With ddof 1 the variance is an estimate for values that you have not seen. What can a single value tell about how far others are?",
        attempts: &[finished_by!(single_is_zero)],
    },
    Mistake {
        name: "subtracts the square of the mean from the mean of the squares",
        advice: "Around a billion both are about 1e18, and there neighbouring floats are 128 apart. How small can a difference of the two be and still mean something?",
        attempts: &[Contract { variance: difference_of_squares, ..SOLUTION }],
    },
    Mistake {
        name: "takes both distances of a pushed value from the new mean",
        advice: "Push 1 and then 3, on paper. The squared deviations should grow by 2: by how much do yours, and which means were there on the way?",
        attempts: &[Contract { push: from_new_mean, ..SOLUTION }],
    },
    Mistake {
        name: "takes both distances of a pushed value from the old mean",
        advice: "Push a single 7 onto the empty state, on paper. How far is one value from the mean of just that value?",
        attempts: &[Contract { push: from_old_mean, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the count from before the push",
        advice: "Push a single 7 onto the empty state, on paper. How many values has the state seen when the mean takes its step?",
        attempts: &[Contract { push: by_old_count, ..SOLUTION }],
    },
    Mistake {
        name: "turns the state back into plain sums of squares",
        advice: "A count times a squared mean is a huge number around a billion, and small differences drown in it. Can the state be brought up to date with distances alone?",
        attempts: &[Contract { push: push_by_sums, merge: merge_by_sums, ..SOLUTION }],
    },
    Mistake {
        name: "adds the spreads of the parts and forgets how far apart their means are",
        advice: "Merge the state of 0, 0, 0 with that of 9, 9, 9, on paper. Does the whole spread as little as its parts?",
        attempts: &[Contract { merge: only_within, ..SOLUTION }],
    },
    Mistake {
        name: "takes the plain average of the two means",
        advice: "One part has seen a thousand values and the other one. Should both have the same say?",
        attempts: &[Contract { merge: unweighted, ..SOLUTION }],
    },
    Mistake {
        name: "divides by 0 when both parts are empty",
        advice: "A machine that had nothing to do also sends its state. What is 0 / 0, and what is the state of nothing and nothing?",
        attempts: &[Contract { merge: empty_is_nan, ..SOLUTION }],
    },
];

type Variance = Result<f64, TooFewValues>;

/// The right state of values at hand: only what is then made of it is wrong.
fn state(values: ArrayView1<f64>) -> Running {
    let mean = mean(values).unwrap_or(0.0);
    let squared_deviations = values.fold(0.0, |sum, value| sum + (value - mean).powi(2));
    Running { count: values.len(), mean, squared_deviations }
}

fn halving_mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
    values.iter().copied().reduce(|mean, value| (mean + value) / 2.0).ok_or(TooFewValues)
}

fn around_halving_mean(values: ArrayView1<f64>, ddof: usize) -> Variance {
    let mean = halving_mean(values)?;
    let squared_deviations = values.fold(0.0, |sum, value| sum + (value - mean).powi(2));
    running_variance(&Running { count: values.len(), mean, squared_deviations }, ddof)
}

fn halving_push(running: &mut Running, value: f64) {
    let from_old_mean = value - running.mean;
    running.mean = if running.count == 0 { value } else { (running.mean + value) / 2.0 };
    running.count += 1;
    running.squared_deviations += from_old_mean * (value - running.mean);
}

fn by_n(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof)?;
    running_variance(running, 0)
}

fn by_n_less_one(running: &Running, _: usize) -> Variance {
    running_variance(running, 1)
}

fn swapped(running: &Running, ddof: usize) -> Variance {
    running_variance(running, if ddof == 0 { 1 } else { 0 })
}

fn rooted(running: &Running, ddof: usize) -> Variance {
    running_variance(running, ddof).map(f64::sqrt)
}

fn unguarded(running: &Running, ddof: usize) -> Variance {
    Ok(running.squared_deviations / (running.count as f64 - ddof as f64))
}

fn subtracts_first(running: &Running, ddof: usize) -> Variance {
    let degrees_of_freedom = running.count - ddof;
    if degrees_of_freedom == 0 {
        return Err(TooFewValues);
    }
    Ok(running.squared_deviations / degrees_of_freedom as f64)
}

fn single_is_zero(running: &Running, ddof: usize) -> Variance {
    if running.count == 1 { Ok(0.0) } else { running_variance(running, ddof) }
}

fn difference_of_squares(values: ArrayView1<f64>, ddof: usize) -> Variance {
    let (n, mean) = (values.len(), mean(values)?);
    let squared_deviations = values.dot(&values) - n as f64 * mean * mean;
    running_variance(&Running { count: n, mean, squared_deviations }, ddof)
}

fn from_new_mean(running: &mut Running, value: f64) {
    running.count += 1;
    running.mean += (value - running.mean) / running.count as f64;
    running.squared_deviations += (value - running.mean).powi(2);
}

fn from_old_mean(running: &mut Running, value: f64) {
    let distance = value - running.mean;
    running.count += 1;
    running.mean += distance / running.count as f64;
    running.squared_deviations += distance.powi(2);
}

fn by_old_count(running: &mut Running, value: f64) {
    let distance = value - running.mean;
    running.mean += distance / running.count as f64;
    running.count += 1;
    running.squared_deviations += distance * (value - running.mean);
}

fn push_by_sums(running: &mut Running, value: f64) {
    *running = merge_by_sums(running, &Running { count: 1, mean: value, squared_deviations: 0.0 });
}

fn merge_by_sums(left: &Running, right: &Running) -> Running {
    let count = left.count + right.count;
    if count == 0 {
        return Running::default();
    }
    let sum = |part: &Running| part.count as f64 * part.mean;
    let sum_of_squares = |part: &Running| part.squared_deviations + sum(part) * part.mean;
    let mean = (sum(left) + sum(right)) / count as f64;
    let squared_deviations = sum_of_squares(left) + sum_of_squares(right) - count as f64 * mean * mean;
    Running { count, mean, squared_deviations }
}

fn only_within(left: &Running, right: &Running) -> Running {
    Running { squared_deviations: left.squared_deviations + right.squared_deviations, ..merge(left, right) }
}

fn unweighted(left: &Running, right: &Running) -> Running {
    Running { mean: (left.mean + right.mean) / 2.0, ..merge(left, right) }
}

fn empty_is_nan(left: &Running, right: &Running) -> Running {
    let merged = merge(left, right);
    if merged.count == 0 { Running { mean: f64::NAN, squared_deviations: f64::NAN, ..merged } } else { merged }
}
