//! What goes wrong, as running code, and what to say about it.

use std::collections::BTreeMap;

use ndarray::{Array1, ArrayView1};

use super::solution::{flag, keep_latest, mad_fences};
use super::{Contract, Fences, SOLUTION};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "tells capitals from small letters",
        advice: "One clerk types 85123A, the next one 85123a. Are these two articles?",
        attempts: &[Contract { normalise: |key| words(key).join(" "), ..SOLUTION }],
    },
    Mistake {
        name: "replaces two blanks by one, and leaves runs of three or other white space",
        advice: "Try it with three blanks, and with a tab. Is there a way to the words of a text that does not ask what stands between them?",
        attempts: &[Contract { normalise: |key| key.trim().replace("  ", " ").to_lowercase(), ..SOLUTION }],
    },
    Mistake {
        name: "takes out the blanks between the words too",
        advice: "Without its blanks a key may look like another one. What does the task say that a run of white space becomes?",
        attempts: &[Contract { normalise: |key| words(key).concat().to_lowercase(), ..SOLUTION }],
    },
    Mistake {
        name: "keeps the first row of every key",
        advice: "The first price that was ever asked is not what an article costs now. Which of the rows says what is true today?",
        attempts: &[Contract { keep_latest: first_of_table, ..SOLUTION }],
    },
    Mistake {
        name: "takes the last row of the table for the latest",
        advice: "The file is only nearly in the order of time. Which of the arguments knows when a row was written?",
        attempts: &[Contract { keep_latest: |keys, _| pick(keys, |_, _| true), ..SOLUTION }],
    },
    Mistake {
        name: "keeps the first of equally late rows",
        advice: "Two rows carry the same minute, and the second was typed after the first. What does your comparison do when the times are equal?",
        attempts: &[Contract {
            keep_latest: |keys, times| pick(keys, |row, kept| known(times[row]) > known(times[kept])),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "never replaces a row whose time is not known",
        advice: "Every comparison with NaN is false. What happens in your code when the first row of a key has no time?",
        attempts: &[Contract {
            keep_latest: |keys, times| pick(keys, |row, kept| times[row] >= times[kept]),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes a time that is not known for the latest of all",
        advice: "total_cmp and many sorts put NaN behind every number. Is a row later because nobody wrote down when?",
        attempts: &[Contract {
            keep_latest: |keys, times| pick(keys, |row, kept| times[row].total_cmp(&times[kept]).is_ge()),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "looks for copies in neighbouring rows only",
        advice: "Vec::dedup and its relatives compare each row with the one before it. Where do the rows of one key stand in a table?",
        attempts: &[Contract { keep_latest: neighbours_only, ..SOLUTION }],
    },
    Mistake {
        name: "returns the rows in the order of their times",
        advice: "Sorting is a way to find the latest row, but the table had an order of its own. In which order does the task ask for the rows?",
        attempts: &[Contract { keep_latest: in_order_of_time, ..SOLUTION }],
    },
    Mistake {
        name: "takes mean and standard deviation for the fences",
        advice: "One value of 9831 moves the mean, and the standard deviation still more. Which values does your fence then let through, and which middle would not have moved?",
        attempts: &[Contract { mad_fences: by_standard_deviations, ..SOLUTION }],
    },
    Mistake {
        name: "forgets to divide by 0.6745",
        advice: "The MAD of normal numbers is about two thirds of their standard deviation, so your fences stand too near. What does the formula do about it?",
        attempts: &[Contract { mad_fences: |values, cutoff| mad_fences(values, 0.6745 * cutoff), ..SOLUTION }],
    },
    Mistake {
        name: "takes quartiles without going between two values",
        advice: "A quartile of six values has the place 1.25, and your index drops the 0.25. How far is it on the way from one value to the next?",
        attempts: &[Contract {
            iqr_fences: |values, reach| {
                iqr_by(&sorted(&present(values)), |sorted, place| sorted[place as usize], reach)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "puts the IQR fences around the median",
        advice: "Rain is crowded near 0 and has a long way up, so the quartiles are not equally far from the median. From where does the formula measure the reach?",
        attempts: &[Contract { iqr_fences: around_the_median, ..SOLUTION }],
    },
    Mistake {
        name: "takes quartiles and medians of values that are not sorted",
        advice: "What stands a quarter down the file is chance. Put the rows into another order: should the fences change?",
        attempts: &[Contract {
            iqr_fences: |values, reach| iqr_by(&present(values), between, reach),
            mad_fences: |values, cutoff| mad_by(&present(values), <[f64]>::to_vec, cutoff),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "counts missing values when it looks for quartiles and medians",
        advice: "A sort has to put NaN somewhere, and there it pushes quartiles and median aside. How many values are there really?",
        attempts: &[Contract {
            iqr_fences: |values, reach| iqr_by(&sorted(&values.to_vec()), between, reach),
            mad_fences: |values, cutoff| mad_by(&values.to_vec(), sorted, cutoff),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "marks the values to keep instead of those that stand out",
        advice: "A flag says: somebody should look at this. Does your answer say so of the usual values?",
        attempts: &[Contract { flag: |values, fences| flag(values, fences).mapv(|flagged| !flagged), ..SOLUTION }],
    },
    Mistake {
        name: "drops the missing values, and with them the places of the flags",
        advice: "Count the values that come in and the flags that go out. To which row does the last flag belong?",
        attempts: &[Contract { flag: |values, fences| flag(Array1::from(present(values)).view(), fences), ..SOLUTION }],
    },
    Mistake {
        name: "flags a missing value",
        advice: "NaN is not between the fences, and just as little outside of them. What does !(a && b) say when both comparisons are false?",
        attempts: &[Contract {
            flag: |values, fences| values.mapv(|value| !(value >= fences.low && value <= fences.high)),
            ..SOLUTION
        }],
    },
];

fn words(key: &str) -> Vec<&str> {
    key.split_whitespace().collect()
}

/// A time that is not known is older than any that is.
fn known(time: f64) -> f64 {
    if time.is_nan() { f64::NEG_INFINITY } else { time }
}

/// Goes through the table once; a row takes the place of the kept one where it wins.
fn pick(keys: &[String], wins: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, key) in keys.iter().enumerate() {
        let so_far = kept.entry(key).or_insert(row);
        if wins(row, *so_far) {
            *so_far = row;
        }
    }
    let mut rows: Vec<usize> = kept.into_values().collect();
    rows.sort_unstable();
    rows
}

fn first_of_table(keys: &[String], _: ArrayView1<f64>) -> Vec<usize> {
    pick(keys, |_, _| false)
}

fn neighbours_only(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for row in 0..keys.len() {
        match kept.last_mut() {
            Some(last) if keys[*last] == keys[row] => {
                if known(times[row]) >= known(times[*last]) {
                    *last = row;
                }
            }
            _ => kept.push(row),
        }
    }
    kept
}

fn in_order_of_time(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
    let mut rows = keep_latest(keys, times);
    rows.sort_by(|one, other| known(times[*one]).total_cmp(&known(times[*other])));
    rows
}

fn by_standard_deviations(values: ArrayView1<f64>, cutoff: f64) -> Fences {
    let present = Array1::from(present(values));
    let (mean, deviation) = (present.sum() / present.len() as f64, present.std(0.0));
    Fences { low: mean - cutoff * deviation, high: mean + cutoff * deviation }
}

fn present(values: ArrayView1<f64>) -> Vec<f64> {
    values.iter().copied().filter(|value| !value.is_nan()).collect()
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

/// The value at a place that may lie between two.
fn between(values: &[f64], place: f64) -> f64 {
    let (below, above) = (values[place.floor() as usize], values[place.ceil() as usize]);
    below + place.fract() * (above - below)
}

fn iqr_by(values: &[f64], at: fn(&[f64], f64) -> f64, reach: f64) -> Fences {
    let last = (values.len() - 1) as f64;
    let (first, third) = (at(values, 0.25 * last), at(values, 0.75 * last));
    Fences { low: first - reach * (third - first), high: third + reach * (third - first) }
}

fn around_the_median(values: ArrayView1<f64>, reach: f64) -> Fences {
    let values = sorted(&present(values));
    let at = |q: f64| between(&values, q * (values.len() - 1) as f64);
    let spread = reach * (at(0.75) - at(0.25));
    Fences { low: at(0.5) - spread, high: at(0.5) + spread }
}

fn mad_by(values: &[f64], arranged: fn(&[f64]) -> Vec<f64>, cutoff: f64) -> Fences {
    let median = |values: &[f64]| between(&arranged(values), 0.5 * (values.len() - 1) as f64);
    let middle = median(values);
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    let reach = cutoff * median(&distances) / 0.6745;
    Fences { low: middle - reach, high: middle + reach }
}
