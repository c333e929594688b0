//! Wrong versions, whole or in parts.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::ArrayView1;

use super::super::solution::{group_k_fold, k_fold, stratified_k_fold, time_series_split};
use super::super::{Fold, FoldError, Folds};

pub(super) fn ascending(n_samples: usize) -> Vec<usize> {
    (0..n_samples).collect()
}

pub(super) fn trains_on_all(folds: Folds) -> Folds {
    let both = |fold: Fold| Fold { train: [&fold.train[..], &fold.test].concat(), ..fold };
    Ok(folds?.into_iter().map(both).collect())
}

pub(super) fn swapped(folds: Folds) -> Folds {
    Ok(folds?.into_iter().map(|fold| Fold { train: fold.test, test: fold.train }).collect())
}

pub(super) fn from_assignment(tested_in: &[usize], k: usize) -> Vec<Fold> {
    let fold = |number: usize| {
        let (test, train) = (0..tested_in.len()).partition(|row| tested_in[*row] == number);
        Fold { train, test }
    };
    (0..k).map(fold).collect()
}

/// Blocks of these sizes; a row that is in none of them is tested in a fold that does not exist.
pub(super) fn in_blocks(order: &[usize], k: usize, sizes: fn(usize, usize) -> Vec<usize>) -> Folds {
    k_fold(order, k)?;
    let mut tested_in = vec![k; order.len()];
    let mut start = 0;
    for (fold, size) in sizes(order.len(), k).into_iter().enumerate() {
        order[start..start + size].iter().for_each(|row| tested_in[*row] = fold);
        start += size;
    }
    Ok(from_assignment(&tested_in, k))
}

pub(super) fn last_takes_the_rest(n_samples: usize, k: usize) -> Vec<usize> {
    let mut sizes = vec![n_samples / k; k];
    sizes[k - 1] += n_samples % k;
    sizes
}

pub(super) fn first_takes_the_rest(n_samples: usize, k: usize) -> Vec<usize> {
    let mut sizes = last_takes_the_rest(n_samples, k);
    sizes.reverse();
    sizes
}

pub(super) fn last_are_longer(n_samples: usize, k: usize) -> Vec<usize> {
    (0..k).map(|fold| n_samples / k + usize::from(fold >= k - n_samples % k)).collect()
}

pub(super) fn cut_by_share(n_samples: usize, k: usize) -> Vec<usize> {
    (0..k).map(|fold| (fold + 1) * n_samples / k - fold * n_samples / k).collect()
}

pub(super) fn full_until_none_is_left(n_samples: usize, k: usize) -> Vec<usize> {
    let full = n_samples.div_ceil(k);
    (0..k).map(|fold| n_samples.saturating_sub(fold * full).min(full)).collect()
}

/// As many folds as there are chunks.
pub(super) fn in_chunks(order: &[usize], k: usize, size: usize) -> Folds {
    k_fold(order, k)?;
    let blocks: Vec<&[usize]> = order.chunks(size).collect();
    let others =
        |fold: usize| blocks.iter().enumerate().filter(move |(other, _)| *other != fold).flat_map(|(_, block)| *block);
    let fold = |fold: usize| Fold { train: others(fold).copied().collect(), test: blocks[fold].to_vec() };
    Ok((0..blocks.len()).map(fold).collect())
}

pub(super) fn k_fold_from<const LEAST: usize>(order: &[usize], k: usize) -> Folds {
    if k < LEAST {
        return Err(FoldError::TooFewFolds);
    }
    if order.len() < k {
        return Err(FoldError::TooFewRows);
    }
    let (size, longer) = (order.len() / k, order.len() % k);
    let mut tested_in = vec![0; order.len()];
    let mut rest = order;
    for fold in 0..k {
        let (block, later) = rest.split_at(size + usize::from(fold < longer));
        block.iter().for_each(|row| tested_in[*row] = fold);
        rest = later;
    }
    Ok(from_assignment(&tested_in, k))
}

pub(super) fn stratified_from<const LEAST: usize>(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds {
    if k < LEAST {
        return Err(FoldError::TooFewFolds);
    }
    if let Some(class) = numbers(classes).into_iter().find(|class| size(classes, *class) < k) {
        return Err(FoldError::SmallClass(class));
    }
    Ok(dealt(&by_class(classes, order), k))
}

pub(super) fn group_from<const LEAST: usize>(groups: ArrayView1<usize>, k: usize) -> Folds {
    if k < LEAST {
        return Err(FoldError::TooFewFolds);
    }
    if numbers(groups).len() < k {
        return Err(FoldError::TooFewGroups);
    }
    Ok(lightest_first(groups, k, largest_first))
}

pub(super) fn time_from<const LEAST: usize>(times: ArrayView1<f64>, k: usize) -> Folds {
    if k < LEAST {
        return Err(FoldError::TooFewFolds);
    }
    if times.len() < k + 1 {
        return Err(FoldError::TooFewRows);
    }
    Ok(newest_blocks(&earliest_first(times), k))
}

/// The answer, unless this is the reason for none.
pub(super) fn enough(is_enough: bool, reason: FoldError, answer: Folds) -> Folds {
    if answer.is_ok() && !is_enough { Err(reason) } else { answer }
}

pub(super) fn wants_one_more_of_a_class(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds {
    let folds = stratified_k_fold(classes, order, k)?;
    let small = numbers(classes).into_iter().find(|class| size(classes, *class) <= k);
    small.map_or(Ok(folds), |class| Err(FoldError::SmallClass(class)))
}

pub(super) fn many_folds(order: &[usize], k: usize) -> Folds {
    match k_fold(order, k) {
        Err(FoldError::TooFewRows) => Ok(blocks_or_nothing(order, k)),
        result => result,
    }
}

pub(super) fn many_folds_by_time(times: ArrayView1<f64>, k: usize) -> Folds {
    match time_series_split(times, k) {
        Err(FoldError::TooFewRows) => Ok(newest_blocks(&earliest_first(times), k)),
        result => result,
    }
}

pub(super) fn as_many_rows_as_folds(times: ArrayView1<f64>, k: usize) -> Folds {
    if times.len() == k { many_folds_by_time(times, k) } else { time_series_split(times, k) }
}

/// The classes that are too small, as they come in the table.
pub(super) fn small(classes: ArrayView1<usize>, k: usize) -> Vec<usize> {
    by_appearance(classes).into_iter().filter(|class| size(classes, *class) < k).collect()
}

pub(super) fn first_small(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    small(classes, k).first().copied()
}

pub(super) fn last_small(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    let small = small(classes, k);
    classes.iter().rev().find(|class| small.contains(*class)).copied()
}

pub(super) fn smallest(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    small(classes, k).into_iter().min_by_key(|class| size(classes, *class))
}

pub(super) fn highest_small(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    small(classes, k).into_iter().max()
}

pub(super) fn lowest_small(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    small(classes, k).into_iter().min()
}

pub(super) fn place_of_lowest(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    numbers(classes).into_iter().position(|class| Some(class) == lowest_small(classes, k))
}

pub(super) fn size_of_lowest(classes: ArrayView1<usize>, k: usize) -> Option<usize> {
    lowest_small(classes, k).map(|class| size(classes, class))
}

pub(super) fn few_rows_for_few_groups(error: FoldError) -> FoldError {
    if error == FoldError::TooFewGroups { FoldError::TooFewRows } else { error }
}

pub(super) fn few_rows_for_small_class(error: FoldError) -> FoldError {
    if matches!(error, FoldError::SmallClass(_)) { FoldError::TooFewRows } else { error }
}

pub(super) fn few_rows_for_few_folds(error: FoldError) -> FoldError {
    if error == FoldError::TooFewFolds { FoldError::TooFewRows } else { error }
}

/// Any error.
pub(super) fn few_folds(_: FoldError) -> FoldError {
    FoldError::TooFewFolds
}

pub(super) fn in_memory<'a, T>(values: &ArrayView1<'a, T>) -> ArrayView1<'a, T> {
    values.to_slice_memory_order().map_or(*values, ArrayView1::from)
}

/// k-fold without a look at k: one fold tests everything, and some of too many folds test nothing.
pub(super) fn blocks_or_nothing(order: &[usize], k: usize) -> Vec<Fold> {
    if k < 1 {
        return Vec::new();
    }
    let ends: Vec<usize> = (0..=k).map(|fold| fold * (order.len() / k) + fold.min(order.len() % k)).collect();
    let mut tested_in = vec![0; order.len()];
    for fold in 0..k {
        order[ends[fold]..ends[fold + 1]].iter().for_each(|row| tested_in[*row] = fold);
    }
    from_assignment(&tested_in, k)
}

pub(super) fn by_class(classes: ArrayView1<usize>, order: &[usize]) -> Vec<usize> {
    let mut sorted = order.to_vec();
    sorted.sort_by_key(|row| classes[*row]);
    sorted
}

/// Like cards: one row for each fold, and round again.
pub(super) fn dealt(rows: &[usize], k: usize) -> Vec<Fold> {
    let mut tested_in = vec![0; rows.len()];
    rows.iter().enumerate().for_each(|(place, row)| tested_in[*row] = place % k);
    from_assignment(&tested_in, k)
}

pub(super) fn largest_label_only(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds {
    stratified_k_fold(classes, order, k)?;
    let largest = classes.iter().max().copied().unwrap_or(0);
    let (chosen, rest): (Vec<usize>, Vec<usize>) = order.iter().partition(|row| classes[**row] == largest);
    let mut tested_in = vec![0; order.len()];
    chosen.iter().enumerate().for_each(|(place, row)| tested_in[*row] = place % k);
    let others = |place: usize| k - 1 - place * k / rest.len().max(1);
    rest.iter().enumerate().for_each(|(place, row)| tested_in[*row] = others(place));
    Ok(from_assignment(&tested_in, k))
}

pub(super) fn restarts(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds {
    stratified_k_fold(classes, order, k)?;
    let mut tested_in = vec![0; order.len()];
    for class in classes.iter().collect::<BTreeSet<_>>() {
        let members = order.iter().filter(|row| classes[**row] == *class);
        members.enumerate().for_each(|(place, row)| tested_in[*row] = place % k);
    }
    Ok(from_assignment(&tested_in, k))
}

/// Every group in this order, each into the fold with the fewest rows so far.
pub(super) fn lightest_first(groups: ArrayView1<usize>, k: usize, in_order: InOrder) -> Vec<Fold> {
    into_folds(groups, k, in_order, |rows_in| (0..rows_in.len()).min_by_key(|fold| rows_in[*fold]))
}

pub(super) fn into_folds(
    groups: ArrayView1<usize>,
    k: usize,
    in_order: InOrder,
    next: fn(&[usize]) -> Option<usize>,
) -> Vec<Fold> {
    let mut rows_in = vec![0; k];
    let mut fold_of = BTreeMap::new();
    for group in in_order(groups) {
        let Some(fold) = next(&rows_in) else { break };
        rows_in[fold] += size(groups, group);
        fold_of.insert(group, fold);
    }
    let tested_in: Vec<usize> = groups.iter().map(|group| fold_of.get(group).copied().unwrap_or(k)).collect();
    from_assignment(&tested_in, k)
}

pub(super) type InOrder = fn(ArrayView1<usize>) -> Vec<usize>;

/// Every label once, the lowest first.
pub(super) fn numbers(labels: ArrayView1<usize>) -> Vec<usize> {
    labels.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
}

pub(super) fn by_appearance(labels: ArrayView1<usize>) -> Vec<usize> {
    let mut met = Vec::new();
    for &label in labels {
        if !met.contains(&label) {
            met.push(label);
        }
    }
    met
}

pub(super) fn size(labels: ArrayView1<usize>, label: usize) -> usize {
    labels.iter().filter(|other| **other == label).count()
}

pub(super) fn by_size(labels: ArrayView1<usize>, key: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut sized: Vec<(usize, usize)> =
        numbers(labels).into_iter().map(|label| (label, size(labels, label))).collect();
    sized.sort_by_key(|(_, size)| key(*size));
    sized.into_iter().map(|(label, _)| label).collect()
}

pub(super) fn largest_first(labels: ArrayView1<usize>) -> Vec<usize> {
    by_size(labels, |size| usize::MAX - size)
}

pub(super) fn smallest_first(labels: ArrayView1<usize>) -> Vec<usize> {
    by_size(labels, |size| size)
}

pub(super) fn largest_in_u8_first(labels: ArrayView1<usize>) -> Vec<usize> {
    by_size(labels, |size| usize::from(u8::MAX - size as u8))
}

pub(super) fn highest_number_first(labels: ArrayView1<usize>) -> Vec<usize> {
    numbers(labels).into_iter().rev().collect()
}

/// How often the label changes from one row to the next, and one.
pub(super) fn runs(labels: ArrayView1<usize>) -> usize {
    labels.to_vec().chunk_by(|a, b| a == b).count()
}

pub(super) fn group_if(are_enough: bool, groups: ArrayView1<usize>, k: usize) -> Folds {
    match group_k_fold(groups, k) {
        Err(FoldError::TooFewGroups) if are_enough => Ok(lightest_first(groups, k, largest_first)),
        result => result,
    }
}

pub(super) fn cuts_through_groups(groups: ArrayView1<usize>, k: usize) -> Folds {
    group_k_fold(groups, k)?;
    k_fold(&by_class(groups, &ascending(groups.len())), k)
}

pub(super) fn earliest_first(times: ArrayView1<f64>) -> Vec<usize> {
    let mut rows = ascending(times.len());
    rows.sort_by(|a, b| times[*a].total_cmp(&times[*b]));
    rows
}

pub(super) fn sorted_by(times: ArrayView1<f64>, key: impl Fn(f64) -> f64) -> Vec<usize> {
    let mut rows = ascending(times.len());
    rows.sort_by(|a, b| key(times[*a]).total_cmp(&key(times[*b])));
    rows
}

pub(super) fn sorted_by_bits(times: ArrayView1<f64>) -> Vec<usize> {
    let mut rows = ascending(times.len());
    rows.sort_by_key(|row| times[*row].to_bits());
    rows
}

/// Every fold trains on so many of the rows before its test rows.
pub(super) fn window(times: ArrayView1<f64>, k: usize, length: fn(&[Fold]) -> usize) -> Folds {
    let mut folds = time_series_split(times, k)?;
    let length = length(&folds);
    folds.iter_mut().for_each(|fold| fold.train = fold.train.split_off(fold.train.len() - length));
    Ok(folds)
}

/// The newest `k` blocks of these rows, each with all rows before it.
pub(super) fn newest_blocks(rows: &[usize], k: usize) -> Vec<Fold> {
    newest_blocks_of(rows, k, rows.len() / (k + 1))
}

pub(super) fn newest_blocks_of(rows: &[usize], k: usize, size: usize) -> Vec<Fold> {
    let fold = |number: usize| {
        let start = rows.len() - (k - number) * size;
        Fold { train: rows[..start].to_vec(), test: rows[start..start + size].to_vec() }
    };
    (0..k).map(fold).collect()
}

pub(super) fn newest_left_over(times: ArrayView1<f64>, k: usize) -> Folds {
    time_series_split(times, k)?;
    let rows = earliest_first(times);
    Ok(newest_blocks(&rows[..rows.len() / (k + 1) * (k + 1)], k))
}

pub(super) fn tests_to_the_end(times: ArrayView1<f64>, k: usize) -> Folds {
    let rows = earliest_first(times);
    let longer = |fold: Fold| Fold { test: rows[fold.train.len()..].to_vec(), ..fold };
    Ok(time_series_split(times, k)?.into_iter().map(longer).collect())
}

pub(super) fn without_the_oldest(times: ArrayView1<f64>, k: usize) -> Folds {
    time_series_split(times, k)?;
    let rows = earliest_first(times);
    Ok(newest_blocks(&rows[rows.len() % (k + 1)..], k))
}

pub(super) fn shuffled_time(times: ArrayView1<f64>, k: usize) -> Folds {
    time_series_split(times, k)?;
    let mut rows = earliest_first(times);
    let mut state = 42_usize;
    for last in (1..rows.len()).rev() {
        state = (state * 1103 + 12345) % 65_536;
        rows.swap(last, state / 7 % (last + 1));
    }
    Ok(newest_blocks(&rows, k))
}
