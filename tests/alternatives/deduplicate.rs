//! Other ways to duplicates and outliers.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

use mlings::deduplicate::{Contract, Fences};
use ndarray::{Array1, ArrayView1, Zip};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "sort, then take the last of every run",
        Contract {
            normalise: sorting::normalise,
            keep_latest: sorting::keep_latest,
            iqr_fences: sorting::iqr_fences,
            mad_fences: sorting::mad_fences,
            flag: sorting::flag,
        },
    ),
    (
        "plain loops, character by character and row by row",
        Contract {
            normalise: loops::normalise,
            keep_latest: loops::keep_latest,
            iqr_fences: loops::iqr_fences,
            mad_fences: loops::mad_fences,
            flag: loops::flag,
        },
    ),
];

/// Sorted row numbers for the keys, quickselect for the quantiles.
mod sorting {
    use super::*;

    pub fn normalise(key: &str) -> String {
        let lower = key.to_lowercase();
        lower.split(char::is_whitespace).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    pub fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..keys.len()).collect();
        // false sorts before true: what is not known comes first.
        rows.sort_by(|&a, &b| {
            let known = |row: usize| !times[row].is_nan();
            let by_time = || times[a].partial_cmp(&times[b]).unwrap_or(Ordering::Equal);
            keys[a].cmp(&keys[b]).then(known(a).cmp(&known(b))).then_with(by_time).then(a.cmp(&b))
        });
        let mut kept: Vec<usize> =
            rows.chunk_by(|a, b| keys[*a] == keys[*b]).filter_map(|run| run.last().copied()).collect();
        kept.sort();
        kept
    }

    fn quantile(values: &mut [f64], numerator: usize, denominator: usize) -> f64 {
        let place = (values.len() - 1) * numerator;
        let (whole, rest) = (place / denominator, place % denominator);
        let (_, below, above) = values.select_nth_unstable_by(whole, f64::total_cmp);
        let below = *below;
        if rest == 0 {
            return below;
        }
        let next = above.iter().copied().fold(f64::INFINITY, f64::min);
        let share = rest as f64 / denominator as f64;
        (1.0 - share) * below + share * next
    }

    fn there(values: ArrayView1<f64>) -> Vec<f64> {
        values.into_iter().filter(|value| !value.is_nan()).copied().collect()
    }

    pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
        let mut values = there(values);
        let (first, third) = (quantile(&mut values, 1, 4), quantile(&mut values, 3, 4));
        Fences { low: (1.0 + reach) * first - reach * third, high: (1.0 + reach) * third - reach * first }
    }

    pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
        let mut values = there(values);
        let median = quantile(&mut values, 1, 2);
        values.iter_mut().for_each(|value| *value = (*value - median).abs());
        let deviation = quantile(&mut values, 1, 2) / 0.6745;
        Fences { low: median - cutoff * deviation, high: median + cutoff * deviation }
    }

    pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
        let mut flags = Array1::from_elem(values.len(), false);
        Zip::from(&mut flags).and(&values).for_each(|flag, &value| {
            *flag = !value.is_nan() && !(fences.low..=fences.high).contains(&value);
        });
        flags
    }
}

/// Nothing but loops and comparisons, and a heap for the quantiles.
mod loops {
    use super::*;

    pub fn normalise(key: &str) -> String {
        let mut normal = String::new();
        let mut blank = false;
        for character in key.chars() {
            if character.is_whitespace() {
                blank = true;
                continue;
            }
            if blank && !normal.is_empty() {
                normal.push(' ');
            }
            blank = false;
            normal.push(character);
        }
        normal.to_lowercase()
    }

    /// Goes through the table from behind; a row is beaten by a later one that is kept already.
    pub fn keep_latest(keys: &[String], times: ArrayView1<f64>) -> Vec<usize> {
        let mut kept: BTreeMap<&str, usize> = BTreeMap::new();
        for row in (0..keys.len()).rev() {
            match kept.get_mut(keys[row].as_str()) {
                None => {
                    kept.insert(&keys[row], row);
                }
                Some(best) if times[*best].is_nan() && !times[row].is_nan() => *best = row,
                Some(best) if times[row] > times[*best] => *best = row,
                Some(_) => {}
            }
        }
        (0..keys.len()).filter(|row| kept.get(keys[*row].as_str()) == Some(row)).collect()
    }

    fn there(values: ArrayView1<f64>) -> Vec<f64> {
        let mut there = Vec::new();
        for &value in values {
            if value.is_nan() {
                continue;
            }
            there.push(value);
        }
        there
    }

    /// Takes the smallest value out of a heap, again and again.
    fn quantile(values: &[f64], q: f64) -> f64 {
        let mut heap: BinaryHeap<Reverse<Ordered>> = values.iter().map(|value| Reverse(Ordered(*value))).collect();
        let place = q * (values.len() as f64 - 1.0);
        let mut pop = || heap.pop().map_or(f64::NAN, |Reverse(Ordered(value))| value);
        for _ in 0..place.trunc() as usize {
            pop();
        }
        let below = pop();
        if place.fract() > 0.0 { below + place.fract() * (pop() - below) } else { below }
    }

    /// A number that is not NaN.
    #[derive(PartialEq)]
    struct Ordered(f64);

    impl Eq for Ordered {}

    impl PartialOrd for Ordered {
        fn partial_cmp(&self, other: &Ordered) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }

    impl Ord for Ordered {
        fn cmp(&self, other: &Ordered) -> Ordering {
            self.0.total_cmp(&other.0)
        }
    }

    pub fn iqr_fences(values: ArrayView1<f64>, reach: f64) -> Fences {
        let there = there(values);
        let (first, third) = (quantile(&there, 0.25), quantile(&there, 0.75));
        Fences { low: first - (third - first) * reach, high: third + (third - first) * reach }
    }

    pub fn mad_fences(values: ArrayView1<f64>, cutoff: f64) -> Fences {
        let mut there = there(values);
        let median = quantile(&there, 0.5);
        for value in &mut there {
            *value = if *value < median { median - *value } else { *value - median };
        }
        let reach = cutoff / 0.6745 * quantile(&there, 0.5);
        Fences { low: median - reach, high: median + reach }
    }

    pub fn flag(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool> {
        let mut flags = Vec::new();
        for &value in values {
            let (too_low, too_high) = (value < fences.low, value > fences.high);
            flags.push(too_low | too_high);
        }
        Array1::from(flags)
    }
}
