//! Other ways to folds.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

use mlings::folds::{Contract, Fold, FoldError};
use ndarray::ArrayView1;

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "lists of test rows",
        Contract {
            k_fold: lists::k_fold,
            stratified_k_fold: lists::stratified_k_fold,
            group_k_fold: lists::group_k_fold,
            time_series_split: lists::time_series_split,
        },
    ),
    (
        "quotas, a heap and dates",
        Contract {
            k_fold: quotas::k_fold,
            stratified_k_fold: quotas::stratified_k_fold,
            group_k_fold: quotas::group_k_fold,
            time_series_split: quotas::time_series_split,
        },
    ),
];

/// Collects the rows that every fold tests; the others are looked for afterwards.
mod lists {
    use super::*;

    fn others(test: Vec<usize>, n_samples: usize) -> Fold {
        Fold { train: (0..n_samples).filter(|row| !test.contains(row)).collect(), test }
    }

    pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        let n = order.len();
        if n < k {
            return Err(FoldError::TooFewRows);
        }
        let mut folds = Vec::new();
        let mut start = 0;
        for i in 0..k {
            let end = start + (n - start).div_ceil(k - i);
            let train = [&order[..start], &order[end..]].concat();
            folds.push(Fold { train, test: order[start..end].to_vec() });
            start = end;
        }
        Ok(folds)
    }

    /// One class after the other; a pointer that is never set back says who gets the next row.
    pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
        for &row in order {
            members.entry(classes[row]).or_default().push(row);
        }
        let mut labels: Vec<usize> = members.keys().copied().collect();
        labels.sort_unstable();
        if let Some(class) = labels.iter().find(|class| members[class].len() < k) {
            return Err(FoldError::SmallClass(*class));
        }
        let mut tests = vec![Vec::new(); k];
        let mut next = 0;
        for class in labels.iter().rev() {
            for &row in &members[class] {
                tests[next].push(row);
                next = (next + 1) % k;
            }
        }
        Ok(tests.into_iter().map(|test| others(test, order.len())).collect())
    }

    pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        let mut rows_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (row, group) in groups.iter().enumerate() {
            rows_of.entry(*group).or_default().push(row);
        }
        if rows_of.len() < k {
            return Err(FoldError::TooFewGroups);
        }
        let mut tests: Vec<Vec<usize>> = vec![Vec::new(); k];
        while let Some(largest) = rows_of.values().map(Vec::len).max() {
            let group = *rows_of.iter().rev().find(|(_, rows)| rows.len() == largest).expect("a group").0;
            let rows = rows_of.remove(&group).expect("its rows");
            let mut lightest = 0;
            for fold in 1..k {
                if tests[fold].len() < tests[lightest].len() {
                    lightest = fold;
                }
            }
            tests[lightest].extend(rows);
        }
        Ok(tests.into_iter().map(|test| others(test, groups.len())).collect())
    }

    pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        if times.len() <= k {
            return Err(FoldError::TooFewRows);
        }
        let mut dated: Vec<(f64, usize)> = times.iter().copied().zip(0..).collect();
        dated.sort_by(|a, b| b.0.total_cmp(&a.0));
        let newest_first: Vec<usize> = dated.into_iter().map(|(_, row)| row).collect();
        let size = times.len() / (k + 1);
        let mut folds: Vec<Fold> = newest_first
            .chunks(size)
            .take(k)
            .enumerate()
            .map(|(i, test)| Fold { train: newest_first[(i + 1) * size..].to_vec(), test: test.to_vec() })
            .collect();
        folds.reverse();
        Ok(folds)
    }
}

/// Works out first how much every fold is to get, and then fills it up.
mod quotas {
    use super::*;
    use std::cmp::Reverse;

    fn by_fold(tested_in: &BTreeMap<usize, usize>, k: usize) -> Vec<Fold> {
        let mut folds = vec![Fold { train: Vec::new(), test: Vec::new() }; k];
        for (row, tested) in tested_in {
            for (number, fold) in folds.iter_mut().enumerate() {
                if number == *tested { fold.test.push(*row) } else { fold.train.push(*row) }
            }
        }
        folds
    }

    pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
        let n = order.len();
        match k {
            0 | 1 => Err(FoldError::TooFewFolds),
            _ if k > n => Err(FoldError::TooFewRows),
            _ => {
                // The place belongs to a long block or, behind all of these, to a short one.
                let (short, long) = (n / k, n % k);
                let edge = long * (short + 1);
                let fold =
                    |place: usize| if place < edge { place / (short + 1) } else { long + (place - edge) / short };
                Ok(by_fold(&order.iter().enumerate().map(|(place, row)| (*row, fold(place))).collect(), k))
            }
        }
    }

    /// As scikit-learn does: every fold's quota of every class, then blocks of these lengths.
    pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        let mut sorted = classes.to_vec();
        sorted.sort_unstable();
        let labels: BTreeSet<usize> = sorted.iter().copied().collect();
        let mut tested_in = BTreeMap::new();
        for class in labels {
            let mut members = order.iter().copied().filter(|row| classes[*row] == class);
            if members.clone().count() < k {
                return Err(FoldError::SmallClass(class));
            }
            for fold in 0..k {
                let quota = sorted.iter().skip(fold).step_by(k).filter(|other| **other == class).count();
                for row in members.by_ref().take(quota) {
                    tested_in.insert(row, fold);
                }
            }
        }
        Ok(by_fold(&tested_in, k))
    }

    pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        let mut sizes: HashMap<usize, usize> = HashMap::new();
        for group in groups {
            *sizes.entry(*group).or_default() += 1;
        }
        if sizes.len() < k {
            return Err(FoldError::TooFewGroups);
        }
        let mut waiting: BinaryHeap<(usize, usize)> = sizes.into_iter().map(|(group, size)| (size, group)).collect();
        let mut lightest: BinaryHeap<Reverse<(usize, usize)>> = (0..k).map(|fold| Reverse((0, fold))).collect();
        let mut fold_of = HashMap::new();
        while let Some((size, group)) = waiting.pop() {
            let Reverse((rows, fold)) = lightest.pop().expect("k folds");
            fold_of.insert(group, fold);
            lightest.push(Reverse((rows + size, fold)));
        }
        Ok(by_fold(&groups.iter().enumerate().map(|(row, group)| (row, fold_of[group])).collect(), k))
    }

    /// Every part by its dates: test from one date to before the next, train whatever is earlier.
    pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
        if k < 2 {
            return Err(FoldError::TooFewFolds);
        }
        let size = times.len() / (k + 1);
        if size == 0 {
            return Err(FoldError::TooFewRows);
        }
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted.push(f64::INFINITY);
        let between =
            |from: f64, to: f64| (0..times.len()).filter(|row| times[*row] >= from && times[*row] < to).collect();
        let fold = |number: usize| {
            let start = times.len() - (k - number) * size;
            Fold {
                train: between(f64::NEG_INFINITY, sorted[start]),
                test: between(sorted[start], sorted[start + size]),
            }
        };
        Ok((0..k).map(fold).collect())
    }
}
