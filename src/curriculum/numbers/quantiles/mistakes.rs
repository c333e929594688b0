//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, ArrayView1, ArrayViewMut1};

use super::solution::{median_absolute_deviation, quantile, winsorize};
use super::{Contract, QuantileError, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which everything is made of this quantile.
macro_rules! made_of {
    ($quantile:ident) => {
        Contract {
            quantile: $quantile,
            median_absolute_deviation: |values| deviation(values, $quantile),
            winsorize: |values, lower, upper| clipped(values, lower, upper, $quantile),
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "does not sort the values",
        advice: "Which value stands in the middle of the file is chance. Put the rows into another order: should a quantile change?",
        attempts: &[made_of!(unsorted)],
    },
    Mistake {
        name: "takes q times n for the position",
        advice: "Two values have the positions 0 and 1. Where does q = 0.5 have to land so that the median is halfway between them?",
        attempts: &[made_of!(of_n)],
    },
    Mistake {
        name: "rounds the position to the nearest value",
        advice: "You answer with one of the values, also where the position lies between two. What does the task say about the way from one to the other?",
        attempts: &[made_of!(nearest)],
    },
    Mistake {
        name: "cuts the fraction off the position",
        advice: "`as usize` throws away what stands behind the point. What did it say about the way from one value to the next?",
        attempts: &[made_of!(truncated)],
    },
    Mistake {
        name: "takes the nearest rank",
        advice: "The value up to which a share q of all values lies is a quantile too, of another kind. What does the task put between two values?",
        attempts: &[made_of!(nearest_rank)],
    },
    Mistake {
        name: "gives each of the two neighbours the other one's weight",
        advice: "At the position 2.1 the value at 2 is close and the value at 3 is far. Which of them should count more?",
        attempts: &[made_of!(swapped_weights)],
    },
    Mistake {
        name: "looks for a neighbour behind the last value",
        advice: "At q = 1 the position is that of the last value. Is there anything above it, and does it matter there?",
        attempts: &[made_of!(behind_the_end)],
    },
    Mistake {
        name: "reads beyond the last value",
        advice: "Where the position is that of the last value, k + 1 is no position any more. Which share of that neighbour did you want to add?",
        attempts: &[made_of!(behind_the_end_of_an_array)],
    },
    Mistake {
        name: "does not look whether q is from 0 to 1",
        advice: "Somebody will ask for 25 and mean per cent. At which position do you look then, and what should they be told?",
        attempts: &[made_of!(any_q)],
    },
    Mistake {
        name: "subtracts 1 from the number of no values",
        advice: "An empty column has no last position, and a usize cannot be -1. When should your code notice that there is nothing?",
        attempts: &[made_of!(empty_underflows)],
    },
    Mistake {
        name: "sorts NaN as the largest value",
        advice: "total_cmp has to put NaN somewhere, and takes the end. What does the task say that a NaN among the values means?",
        attempts: &[made_of!(nan_largest)],
    },
    Mistake {
        name: "sorts with partial_cmp while NaN is among the values",
        advice: "NaN is neither smaller nor larger than a number, so partial_cmp answers None. When should your code look for NaN?",
        attempts: &[made_of!(panics_at_nan)],
    },
    Mistake {
        name: "leaves NaN out without a word",
        advice: "Whoever calls you will believe that all values were there. What does the task say that a NaN among the values means?",
        attempts: &[made_of!(nan_left_out)],
    },
    Mistake {
        name: "counts equal values once",
        advice: "Three customers who wait 1 minute are three, not one. Does your code still know how often a value occurs?",
        attempts: &[made_of!(distinct)],
    },
    Mistake {
        name: "makes whole numbers of the values to sort them",
        advice: "As integers -0.75, 0.25 and 0.5 are all 0. How can an f64 be compared with an f64 as it is?",
        attempts: &[made_of!(by_whole_numbers)],
    },
    Mistake {
        name: "expects the values side by side in memory",
        advice: "A column of a table lies scattered between the other columns, so it is no slice. Which methods of an ndarray view do not mind?",
        attempts: &[made_of!(needs_a_slice)],
    },
    Mistake {
        name: "sorts the caller's values",
        advice: "Every value belongs to a row of a table, and its neighbours in the row have stayed where they were. Whose values may be sorted?",
        attempts: &[Contract { winsorize: sorts_in_place, ..SOLUTION }],
    },
    Mistake {
        name: "changes the values before it knows whether it can",
        advice: "An error should leave everything as it was. What has already happened when your code finds out about the upper end?",
        attempts: &[Contract { winsorize: too_soon, ..SOLUTION }],
    },
    Mistake {
        name: "takes the second quantile from values that are already pulled in",
        advice: "Once the low end is pulled in, these are no longer the values that came. When does your code ask for the high quantile?",
        attempts: &[Contract { winsorize: lower_end_first, ..SOLUTION }],
    },
    Mistake {
        name: "keeps the sign of the distances",
        advice: "Half of the values lie below the median. What is the middle of distances of which half are negative?",
        attempts: &[Contract { median_absolute_deviation: signed, ..SOLUTION }],
    },
    Mistake {
        name: "measures the distances from the mean",
        advice: "A single value of 100 among small ones moves the mean, and with it all distances. From where should they be measured?",
        attempts: &[Contract { median_absolute_deviation: from_the_mean, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the distances",
        advice: "There is a mean absolute deviation too, and both are called MAD. Which of the two does a single wild value hardly move?",
        attempts: &[Contract { median_absolute_deviation: mean_distance, ..SOLUTION }],
    },
    Mistake {
        name: "multiplies the median distance with 1.4826",
        advice: "That factor makes it comparable with the standard deviation of a bell curve; R does it without being asked. What does the task say?",
        attempts: &[Contract {
            median_absolute_deviation: |values| Ok(1.4826 * median_absolute_deviation(values)?),
            ..SOLUTION
        }],
    },
];

type Found = Result<f64, QuantileError>;
type Quantile = fn(ArrayView1<f64>, f64) -> Found;

fn deviation(values: ArrayView1<f64>, quantile: Quantile) -> Found {
    let median = quantile(values, 0.5)?;
    quantile(values.mapv(|value| (value - median).abs()).view(), 0.5)
}

fn clipped(values: ArrayViewMut1<f64>, lower: f64, upper: f64, quantile: Quantile) -> Result<(), QuantileError> {
    let (low, high) = (quantile(values.view(), lower)?, quantile(values.view(), upper)?);
    for value in values {
        *value = value.max(low).min(high);
    }
    Ok(())
}

/// What a right quantile refuses, and a sorted copy of what it does not.
fn sorted(values: ArrayView1<f64>, q: f64) -> Result<Vec<f64>, QuantileError> {
    quantile(values, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Ok(sorted)
}

/// On the straight line through values that are not looked at any further.
fn along(values: &[f64], position: f64) -> f64 {
    let (below, above) = (values[position.floor() as usize], values[position.ceil() as usize]);
    below + position.fract() * (above - below)
}

fn last(values: &[f64]) -> f64 {
    (values.len() - 1) as f64
}

fn unsorted(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, q)?;
    let values = values.to_vec();
    Ok(along(&values, q * last(&values)))
}

fn of_n(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(along(&sorted, (q * sorted.len() as f64).min(last(&sorted))))
}

fn nearest(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(sorted[(q * last(&sorted)).round() as usize])
}

fn truncated(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    Ok(sorted[(q * last(&sorted)) as usize])
}

fn nearest_rank(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    let rank = (q * sorted.len() as f64).ceil().max(1.0) as usize;
    Ok(sorted[rank - 1])
}

fn swapped_weights(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    let position = q * last(&sorted);
    let (below, above) = (sorted[position.floor() as usize], sorted[position.ceil() as usize]);
    Ok(position.fract() * below + (1.0 - position.fract()) * above)
}

fn behind_the_end(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, q)?;
    let position = q * last(&sorted);
    let below = position as usize;
    Ok(sorted[below] + position.fract() * (sorted[below + 1] - sorted[below]))
}

fn behind_the_end_of_an_array(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = Array1::from(sorted(values, q)?);
    let position = q * (sorted.len() - 1) as f64;
    let below = position as usize;
    Ok(sorted[below] + position.fract() * (sorted[below + 1] - sorted[below]))
}

fn any_q(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = sorted(values, 0.5)?;
    Ok(along(&sorted, q * last(&sorted)))
}

fn empty_underflows(values: ArrayView1<f64>, q: f64) -> Found {
    let sorted = if values.is_empty() { Vec::new() } else { sorted(values, q)? };
    Ok(along(&sorted, q * last(&sorted)))
}

fn nan_largest(values: ArrayView1<f64>, q: f64) -> Found {
    let key = |value: &f64| if value.is_nan() { f64::INFINITY } else { *value };
    quantile(values.map(key).view(), q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| key(a).total_cmp(&key(b)));
    Ok(along(&sorted, q * last(&sorted)))
}

fn panics_at_nan(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values.mapv(|_| 0.0).view(), q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).unwrap());
    Ok(along(&sorted, q * last(&sorted)))
}

fn nan_left_out(values: ArrayView1<f64>, q: f64) -> Found {
    let there: Vec<f64> = values.iter().copied().filter(|value| !value.is_nan()).collect();
    quantile(ArrayView1::from(&there), q)
}

fn distinct(values: ArrayView1<f64>, q: f64) -> Found {
    let mut sorted = sorted(values, q)?;
    sorted.dedup();
    Ok(along(&sorted, q * last(&sorted)))
}

fn by_whole_numbers(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(values, q)?;
    let mut sorted = values.to_vec();
    sorted.sort_by_key(|value| *value as i64);
    Ok(along(&sorted, q * last(&sorted)))
}

fn needs_a_slice(values: ArrayView1<f64>, q: f64) -> Found {
    quantile(ArrayView1::from(values.as_slice().unwrap()), q)
}

fn sorts_in_place(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let sorted = sorted(values.view(), lower.max(upper))?;
    values.assign(&ArrayView1::from(&sorted));
    winsorize(values, lower, upper)
}

fn too_soon(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let before = values.to_owned();
    let low = quantile(before.view(), lower)?;
    values.mapv_inplace(|value| value.max(low));
    let high = quantile(before.view(), upper)?;
    values.mapv_inplace(|value| value.min(high));
    Ok(())
}

fn lower_end_first(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
    let low = quantile(values.view(), lower)?;
    values.mapv_inplace(|value| value.max(low));
    let high = quantile(values.view(), upper)?;
    values.mapv_inplace(|value| value.min(high));
    Ok(())
}

fn signed(values: ArrayView1<f64>) -> Found {
    let median = quantile(values, 0.5)?;
    quantile(values.mapv(|value| value - median).view(), 0.5)
}

fn from_the_mean(values: ArrayView1<f64>) -> Found {
    quantile(values, 0.5)?;
    let mean = values.sum() / values.len() as f64;
    quantile(values.mapv(|value| (value - mean).abs()).view(), 0.5)
}

fn mean_distance(values: ArrayView1<f64>) -> Found {
    let median = quantile(values, 0.5)?;
    Ok(values.fold(0.0, |sum, value| sum + (value - median).abs()) / values.len() as f64)
}
