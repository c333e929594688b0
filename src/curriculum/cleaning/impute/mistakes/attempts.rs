//! The mistakes in running code.

use std::collections::BTreeMap;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use crate::impute::solution::{fit, transform};
use crate::impute::{EmptyColumn, Imputed, Imputer, Strategy};

type Fit = fn(ArrayView2<f64>, Strategy) -> Result<Imputer, EmptyColumn>;
type Transform = fn(&Imputer, ArrayView2<f64>) -> Array2<f64>;

pub(super) fn split(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
    fit: Fit,
    transform: Transform,
) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train, strategy)?;
    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
    Ok(Imputed { imputer, train, test })
}

pub(super) fn learns_from_both(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(concatenate![Axis(0), train, test].view(), strategy)?;
    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
    Ok(Imputed { imputer, train, test })
}

pub(super) fn test_learns_from_itself(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputed, EmptyColumn> {
    let (of_train, of_test) = (fit(train, strategy)?, fit(test, strategy)?);
    let (train, test) = (transform(&of_train, train), transform(&of_test, test));
    Ok(Imputed { imputer: of_train, train, test })
}

pub(super) fn one_strategy_for_all(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    _: Strategy,
) -> Result<Imputed, EmptyColumn> {
    split(train, test, Strategy::Mean, fit, transform)
}

pub(super) fn test_as_it_came(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputed, EmptyColumn> {
    Ok(Imputed { test: test.to_owned(), ..split(train, test, strategy, fit, transform)? })
}

pub(super) fn transform_learns(_: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let mean = |column: ArrayView1<f64>| {
        let values = present(column);
        values.iter().sum::<f64>() / values.len() as f64
    };
    transform(&Imputer { fills: rows.columns().into_iter().map(mean).collect() }, rows)
}

pub(super) fn puts_zero(_: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(&Imputer { fills: Array1::zeros(rows.ncols()) }, rows)
}

/// Stands for the row's number in place of the column's, and leaves the fills where there are more rows.
pub(super) fn fill_of_the_row(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(rows.dim(), |(row, column)| {
        if rows[[row, column]].is_nan() { imputer.fills[row] } else { rows[[row, column]] }
    })
}

pub(super) fn fills_everything(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(rows.dim(), |(_, column)| imputer.fills[column])
}

/// What fit does when no value ever equals NaN: all are kept, and only a table without rows has none.
pub(super) fn fit_finds_nothing_missing(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    if train.is_empty() {
        return fit(train, strategy);
    }
    let statistic = match strategy {
        Strategy::Mean => mean_of_all,
        Strategy::Median => median_of_all,
        Strategy::MostFrequent => |column: ArrayView1<f64>| modes(column).into_iter().fold(f64::NAN, f64::min),
    };
    Ok(Imputer { fills: train.columns().into_iter().map(statistic).collect() })
}

pub(super) fn transform_finds_nothing_missing(_: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    rows.to_owned()
}

fn zero_to_nan(value: f64) -> f64 {
    if value == 0.0 { f64::NAN } else { value }
}

pub(super) fn fit_drops_zeros(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train.mapv(zero_to_nan).view(), strategy)
}

pub(super) fn transform_fills_zeros(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(imputer, rows.mapv(zero_to_nan).view())
}

fn not_positive_to_nan(value: f64) -> f64 {
    if value > 0.0 { value } else { f64::NAN }
}

pub(super) fn fit_keeps_positive(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train.mapv(not_positive_to_nan).view(), strategy)
}

pub(super) fn transform_keeps_positive(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    transform(imputer, rows.mapv(not_positive_to_nan).view())
}

/// The right fit, but for one strategy another statistic of the whole column, NaN included.
fn but_for(
    wrong: Strategy,
    statistic: fn(ArrayView1<f64>) -> f64,
    train: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputer, EmptyColumn> {
    let mut imputer = fit(train, strategy)?;
    if strategy == wrong {
        imputer.fills = train.columns().into_iter().map(statistic).collect();
    }
    Ok(imputer)
}

pub(super) fn nan_in_mean(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::Mean, mean_of_all, train, strategy)
}

pub(super) fn divides_by_all(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mean = |column: ArrayView1<f64>| present(column).iter().sum::<f64>() / column.len() as f64;
    but_for(Strategy::Mean, mean, train, strategy)
}

pub(super) fn divides_by_one_less(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::Mean, train, strategy, |values| values.iter().sum::<f64>() / (values.len() as f64 - 1.0))
}

/// Each of the two for the other.
pub(super) fn renamed(strategy: Strategy, one: Strategy, other: Strategy) -> Strategy {
    match strategy {
        strategy if strategy == one => other,
        strategy if strategy == other => one,
        strategy => strategy,
    }
}

pub(super) fn unsorted(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::Median, |column| middle(&present(column)), train, strategy)
}

pub(super) fn lower_middle(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let median = |column: ArrayView1<f64>| {
        let values = sorted(present(column));
        values[(values.len() - 1) / 2]
    };
    but_for(Strategy::Median, median, train, strategy)
}

/// The two in the middle are thought to be n / 2 and the one behind it.
pub(super) fn one_too_far(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let median = |column: ArrayView1<f64>| {
        let values = sorted(present(column));
        let half = values.len() / 2;
        if values.len() % 2 == 1 { values[half] } else { (values[half] + values[half + 1]) / 2.0 }
    };
    but_for(Strategy::Median, median, train, strategy)
}

pub(super) fn upper_middle(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let median = |column: ArrayView1<f64>| {
        let values = sorted(present(column));
        values[values.len() / 2]
    };
    but_for(Strategy::Median, median, train, strategy)
}

pub(super) fn nan_in_median(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::Median, median_of_all, train, strategy)
}

pub(super) fn panics_at_nan(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let median = |column: ArrayView1<f64>| {
        let mut values = column.to_vec();
        values.sort_by(|a, b| a.partial_cmp(b).unwrap());
        middle(&values)
    };
    but_for(Strategy::Median, median, train, strategy)
}

pub(super) fn first_of_tie(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::MostFrequent, |column| modes(column)[0], train, strategy)
}

pub(super) fn largest_of_tie(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for(Strategy::MostFrequent, |column| modes(column).into_iter().fold(f64::NAN, f64::max), train, strategy)
}

/// A map whose keys are bits, walked in the order of its keys.
pub(super) fn ordered_by_bits(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mode = |column: ArrayView1<f64>| {
        let first = modes(column).into_iter().map(f64::to_bits).min();
        first.map_or(f64::NAN, f64::from_bits)
    };
    but_for(Strategy::MostFrequent, mode, train, strategy)
}

pub(super) fn runs_from_zero(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mode = |column: ArrayView1<f64>| {
        let values = sorted(present(column));
        let (mut best, mut most, mut count) = (values[0], 1, 1);
        for pair in values.windows(2) {
            count = if pair[0] == pair[1] { count + 1 } else { 0 };
            if count > most {
                (best, most) = (pair[1], count);
            }
        }
        best
    };
    but_for(Strategy::MostFrequent, mode, train, strategy)
}

pub(super) fn last_run_lost(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mode = |column: ArrayView1<f64>| {
        let values = sorted(present(column));
        let (mut best, mut most, mut count) = (values[0], 0, 1);
        for pair in values.windows(2) {
            if pair[0] == pair[1] {
                count += 1;
                continue;
            }
            if count > most {
                (best, most) = (pair[0], count);
            }
            count = 1;
        }
        best
    };
    but_for(Strategy::MostFrequent, mode, train, strategy)
}

pub(super) fn nan_is_frequent(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mode = |column: ArrayView1<f64>| {
        let (frequent, missing) = (modes(column), column.len() - present(column).len());
        let often = column.iter().filter(|value| **value == frequent[0]).count();
        if missing > often { f64::NAN } else { frequent.into_iter().fold(f64::NAN, f64::min) }
    };
    but_for(Strategy::MostFrequent, mode, train, strategy)
}

pub(super) fn counts_whole_numbers(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let whole = |value: f64| if value.is_nan() { value } else { (value as i64) as f64 };
    match strategy {
        Strategy::MostFrequent => fit(train.mapv(whole).view(), strategy),
        _ => fit(train, strategy),
    }
}

pub(super) fn nan_for_empty(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let fill = |column: ArrayView1<f64>| match fit(column.insert_axis(Axis(1)), strategy) {
        Ok(imputer) => imputer.fills[0],
        Err(_) => f64::NAN,
    };
    Ok(Imputer { fills: train.columns().into_iter().map(fill).collect() })
}

pub(super) fn complete_rows(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let is_complete = |row: &usize| train.row(*row).iter().all(|value| !value.is_nan());
    let complete: Vec<usize> = (0..train.nrows()).filter(is_complete).collect();
    fit(train.select(Axis(0), &complete).view(), strategy)
}

pub(super) fn counted_from_one(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train, strategy).map_err(|EmptyColumn(index)| EmptyColumn(index + 1))
}

pub(super) fn by_row(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    fit(train.t(), strategy)
}

fn present(column: ArrayView1<f64>) -> Vec<f64> {
    column.iter().copied().filter(|value| !value.is_nan()).collect()
}

fn sorted(mut values: Vec<f64>) -> Vec<f64> {
    values.sort_by(f64::total_cmp);
    values
}

fn middle(values: &[f64]) -> f64 {
    (values[(values.len() - 1) / 2] + values[values.len() / 2]) / 2.0
}

fn mean_of_all(column: ArrayView1<f64>) -> f64 {
    column.sum() / column.len() as f64
}

fn median_of_all(column: ArrayView1<f64>) -> f64 {
    middle(&sorted(column.to_vec()))
}

/// The most frequent values, each once, in the order of the table; none where every entry is missing.
fn modes(column: ArrayView1<f64>) -> Vec<f64> {
    let often = |value: &f64| column.iter().filter(|other| *other == value).count();
    let most = column.iter().map(often).max().unwrap_or(0);
    let mut modes = Vec::new();
    for value in column.iter().filter(|value| !value.is_nan() && often(value) == most) {
        if !modes.contains(value) {
            modes.push(*value);
        }
    }
    modes
}

/// Statistics of their own, or those of the training rows where the held-out rows have none.
pub(super) fn test_learns_from_itself_if_it_can(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train, strategy)?;
    let of_test = fit(test, strategy).unwrap_or_else(|_| imputer.clone());
    let (train, test) = (transform(&imputer, train), transform(&of_test, test));
    Ok(Imputed { imputer, train, test })
}

pub(super) fn every_column_of_test_learns_if_it_can(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train, strategy)?;
    let own = |(column, known): (ArrayView1<f64>, &f64)| {
        fit(column.insert_axis(Axis(1)), strategy).map_or(*known, |own| own.fills[0])
    };
    let of_test = Imputer { fills: test.columns().into_iter().zip(&imputer.fills).map(own).collect() };
    let (train, test) = (transform(&imputer, train), transform(&of_test, test));
    Ok(Imputed { imputer, train, test })
}

/// Looks at the held-out rows first, where there are at least so many.
pub(super) fn refusing(
    train: ArrayView2<f64>,
    test: ArrayView2<f64>,
    strategy: Strategy,
    fewest: usize,
) -> Result<Imputed, EmptyColumn> {
    let empty = test.columns().into_iter().position(|column| column.iter().all(|value| value.is_nan()));
    match empty {
        Some(column) if test.nrows() >= fewest => Err(EmptyColumn(column)),
        _ => split(train, test, strategy, fit, transform),
    }
}

pub(super) fn transform_learns_if_it_can(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let fill = |(column, known): (ArrayView1<f64>, &f64)| {
        let values = present(column);
        if values.is_empty() { *known } else { values.iter().sum::<f64>() / values.len() as f64 }
    };
    transform(&Imputer { fills: rows.columns().into_iter().zip(&imputer.fills).map(fill).collect() }, rows)
}

/// The numbers in the order of memory, where they lie side by side.
pub(super) fn as_it_lies(rows: ArrayView2<f64>) -> Array2<f64> {
    match rows.as_slice_memory_order() {
        Some(numbers) => Array2::from_shape_vec(rows.dim(), numbers.to_vec()).expect("as many as before"),
        None => rows.to_owned(),
    }
}

pub(super) fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

pub(super) fn rounded(
    train: ArrayView2<f64>,
    strategy: Strategy,
    steps: f64,
    wrong: &[Strategy],
) -> Result<Imputer, EmptyColumn> {
    let fills = fit(train, strategy)?.fills;
    let round = |fill: f64| (fill * steps).round() / steps;
    Ok(Imputer { fills: if wrong.contains(&strategy) { fills.mapv(round) } else { fills } })
}

pub(super) fn distinct(train: ArrayView2<f64>, strategy: Strategy, wrong: &[Strategy]) -> Result<Imputer, EmptyColumn> {
    let mut imputer = fit(train, strategy)?;
    if wrong.contains(&strategy) {
        for (fill, column) in imputer.fills.iter_mut().zip(train.columns()) {
            let mut values = sorted(present(column));
            values.dedup();
            *fill = fit(Array1::from(values).insert_axis(Axis(1)).view(), strategy)?.fills[0];
        }
    }
    Ok(imputer)
}

pub(super) fn complete_rows_if_any(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let is_complete = |row: &usize| train.row(*row).iter().all(|value| !value.is_nan());
    let complete: Vec<usize> = (0..train.nrows()).filter(is_complete).collect();
    if complete.is_empty() { fit(train, strategy) } else { fit(train.select(Axis(0), &complete).view(), strategy) }
}

/// Leaves the zeros of a column that has nothing else.
pub(super) fn fit_drops_zeros_among_others(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let mut dropped = train.mapv(zero_to_nan);
    for (mut column, before) in dropped.columns_mut().into_iter().zip(train.columns()) {
        if column.iter().all(|value| value.is_nan()) {
            column.assign(&before);
        }
    }
    fit(dropped.view(), strategy)
}

pub(super) fn negative_to_nan(value: f64) -> f64 {
    if value < 0.0 { f64::NAN } else { value }
}

/// Another fill for the values that are there, for one strategy.
fn but_for_values(
    wrong: Strategy,
    train: ArrayView2<f64>,
    strategy: Strategy,
    fill: impl Fn(Vec<f64>) -> f64,
) -> Result<Imputer, EmptyColumn> {
    let mut imputer = fit(train, strategy)?;
    if strategy == wrong {
        imputer.fills = train.columns().into_iter().map(|column| fill(present(column))).collect();
    }
    Ok(imputer)
}

pub(super) fn median_sorted_by(
    train: ArrayView2<f64>,
    strategy: Strategy,
    key: fn(f64) -> i64,
) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::Median, train, strategy, |mut values| {
        values.sort_by_key(|value| key(*value));
        middle(&values)
    })
}

/// Of the values with one key, the first in the table; of equally frequent keys the smallest.
pub(super) fn counted_by(
    train: ArrayView2<f64>,
    strategy: Strategy,
    key: fn(f64) -> f64,
) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::MostFrequent, train, strategy, |values| {
        let values = sorted(values);
        let often = |value: &f64| values.iter().filter(|other| key(**other) == key(*value)).count();
        let most = values.iter().map(often).max().unwrap_or(0);
        values.iter().copied().find(|value| often(value) == most).unwrap_or(f64::NAN)
    })
}

/// Counted as whole numbers of so many steps, and made of the most frequent one.
pub(super) fn counted_in_steps(train: ArrayView2<f64>, strategy: Strategy, steps: f64) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::MostFrequent, train, strategy, |values| {
        let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
        for value in values {
            *counts.entry((value * steps).round() as i64).or_default() += 1;
        }
        let most = counts.iter().rev().max_by_key(|(_, count)| **count);
        most.map_or(f64::NAN, |(key, _)| *key as f64 / steps)
    })
}

pub(super) fn runs_within(train: ArrayView2<f64>, strategy: Strategy, tolerance: f64) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::MostFrequent, train, strategy, |values| {
        let values = sorted(values);
        let mut longest: &[f64] = &[];
        for run in values.chunk_by(|a, b| (a - b).abs() < tolerance) {
            if run.len() > longest.len() {
                longest = run;
            }
        }
        longest[0]
    })
}

pub(super) fn near_each(train: ArrayView2<f64>, strategy: Strategy, tolerance: f64) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::MostFrequent, train, strategy, |values| {
        let values = sorted(values);
        let often = |value: &f64| values.iter().filter(|other| (*other - value).abs() < tolerance).count();
        let most = values.iter().map(often).max().unwrap_or(0);
        values.iter().copied().find(|value| often(value) == most).unwrap_or(f64::NAN)
    })
}

pub(super) fn counted_by_bits(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::MostFrequent, train, strategy, |values| {
        let values = sorted(values);
        let mut longest: &[f64] = &[];
        for run in values.chunk_by(|a, b| a.to_bits() == b.to_bits()) {
            if run.len() > longest.len() {
                longest = run;
            }
        }
        longest[0]
    })
}

/// The last run is never looked at, and where there is no other, nothing is found.
pub(super) fn last_run_lost_and_nothing_found(
    train: ArrayView2<f64>,
    strategy: Strategy,
) -> Result<Imputer, EmptyColumn> {
    but_for_values(Strategy::MostFrequent, train, strategy, |values| {
        let values = sorted(values);
        let (mut best, mut most, mut count) = (f64::NAN, 0, 1);
        for pair in values.windows(2) {
            if pair[0] == pair[1] {
                count += 1;
                continue;
            }
            if count > most {
                (best, most) = (pair[0], count);
            }
            count = 1;
        }
        best
    })
}

pub(super) fn filled_if_empty(train: ArrayView2<f64>, strategy: Strategy, fill: f64) -> Result<Imputer, EmptyColumn> {
    let fills = nan_for_empty(train, strategy)?.fills;
    Ok(Imputer { fills: fills.mapv(|known| if known.is_nan() { fill } else { known }) })
}

pub(super) fn zero_for_empty_among_rows(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    if train.nrows() == 0 { fit(train, strategy) } else { filled_if_empty(train, strategy, 0.0) }
}

pub(super) fn without_rows(train: ArrayView2<f64>, strategy: Strategy, fill: f64) -> Result<Imputer, EmptyColumn> {
    if train.nrows() == 0 {
        Ok(Imputer { fills: Array1::from_elem(train.ncols(), fill) })
    } else {
        fit(train, strategy)
    }
}

pub(super) fn last_empty(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let is_empty = |column: ArrayView1<f64>| column.iter().all(|value| value.is_nan());
    let last = (0..train.ncols()).rev().find(|column| is_empty(train.column(*column)));
    fit(train, strategy).map_err(|first| last.map_or(first, EmptyColumn))
}
