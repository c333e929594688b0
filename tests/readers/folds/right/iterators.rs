//! Folds, with iterators; strata by class, each dealt to the lightest folds.

use mlings::folds::{Fold, FoldError};
use ndarray::ArrayView1;
use std::collections::{BTreeMap, HashMap, HashSet};

fn complement(tests: Vec<Vec<usize>>, n: usize) -> Vec<Fold> {
    tests
        .into_iter()
        .map(|test| {
            let held: HashSet<usize> = test.iter().copied().collect();
            Fold { train: (0..n).rev().filter(|row| !held.contains(row)).collect(), test }
        })
        .collect()
}

fn enough(k: usize) -> Result<(), FoldError> {
    (k >= 2).then_some(()).ok_or(FoldError::TooFewFolds)
}

pub fn k_fold(order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    enough(k)?;
    let n = order.len();
    if n < k {
        return Err(FoldError::TooFewRows);
    }
    let (long, short) = order.split_at((n % k) * (n / k + 1));
    let tests = long.chunks(n / k + 1).chain(short.chunks(n / k)).map(<[usize]>::to_vec).collect();
    Ok(complement(tests, n))
}

pub fn stratified_k_fold(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Result<Vec<Fold>, FoldError> {
    enough(k)?;
    let mut strata: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    order.iter().for_each(|&row| strata.entry(classes[row]).or_default().push(row));
    if let Some((&class, _)) = strata.iter().find(|(_, rows)| rows.len() < k) {
        return Err(FoldError::SmallClass(class));
    }
    // another way to deal: blocks of every class, the longer ones to the lightest folds
    let mut tests = vec![Vec::new(); k];
    for rows in strata.values().rev() {
        let (q, r) = (rows.len() / k, rows.len() % k);
        let mut folds: Vec<usize> = (0..k).collect();
        folds.sort_by_key(|&fold| tests[fold].len());
        let mut rest = &rows[..];
        for (place, &fold) in folds.iter().enumerate() {
            let (block, after) = rest.split_at(q + usize::from(place < r));
            tests[fold].extend_from_slice(block);
            rest = after;
        }
    }
    Ok(complement(tests, classes.len()))
}

pub fn group_k_fold(groups: ArrayView1<usize>, k: usize) -> Result<Vec<Fold>, FoldError> {
    enough(k)?;
    let mut members: HashMap<usize, Vec<usize>> = HashMap::new();
    groups.iter().enumerate().for_each(|(row, &group)| members.entry(group).or_default().push(row));
    if members.len() < k {
        return Err(FoldError::TooFewGroups);
    }
    let mut members: Vec<Vec<usize>> = members.into_values().collect();
    members.sort_by(|a, b| b.len().cmp(&a.len()));
    let mut tests: Vec<Vec<usize>> = vec![Vec::new(); k];
    for rows in members {
        tests.iter_mut().min_by_key(|test| test.len()).unwrap().extend(rows);
    }
    Ok(complement(tests, groups.len()))
}

pub fn time_series_split(times: ArrayView1<f64>, k: usize) -> Result<Vec<Fold>, FoldError> {
    enough(k)?;
    let n = times.len();
    if n <= k {
        return Err(FoldError::TooFewRows);
    }
    let mut by_time: Vec<usize> = (0..n).collect();
    by_time.sort_by(|&a, &b| times[a].partial_cmp(&times[b]).unwrap());
    let m = n / (k + 1);
    let first = n - k * m;
    Ok(by_time[first..]
        .chunks(m)
        .enumerate()
        .map(|(i, block)| Fold { train: by_time[..first + i * m].to_vec(), test: block.to_vec() })
        .collect())
}

mlings::grade!(folds { k_fold, stratified_k_fold, group_k_fold, time_series_split });
