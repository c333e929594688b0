//! What is graded.

use std::collections::BTreeSet;

use ndarray::{Array1, ArrayView1, array};

use super::{Contract, Fold, FoldError, Folds};
use crate::refusals::{Asked, refuses_each};
use mlings_datasets as datasets;
use mlings_grading::Seen;
use mlings_grading::compare::{answer, close, identical, instead_of, same_rows};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "k-fold tests every row once and trains on it in all other folds", points: 8, run: k_fold_is_fair },
    Check { name: "k-fold tests blocks of the order, the longer ones first", points: 8, run: k_fold_cuts_blocks },
    Check { name: "k-fold refuses fewer than 2 folds, or more folds than rows", points: 5, run: k_fold_refuses },
    Check {
        name: "stratified folds test every row once and train on it in all other folds",
        points: 6,
        run: stratified_is_fair,
    },
    Check { name: "every class is spread evenly, to within one row", points: 9, run: classes_are_spread_evenly },
    Check { name: "stratified folds are of one size, to within one row", points: 5, run: stratified_sizes },
    Check {
        name: "rows of a class that change places in the order change folds",
        points: 5,
        run: order_decides_within_a_class,
    },
    Check { name: "a class with fewer rows than folds is an error", points: 5, run: small_class_is_refused },
    Check { name: "no group is on both sides of a fold", points: 12, run: groups_stay_together },
    Check { name: "the largest group goes first, each into the lightest fold", points: 8, run: lightest_fold_first },
    Check { name: "fewer groups than folds are an error", points: 5, run: few_groups_are_refused },
    Check { name: "every training row is earlier than every test row", points: 11, run: training_comes_before },
    Check { name: "the newest rows are tested in equal blocks, after all before", points: 8, run: newest_are_tested },
    Check { name: "a split by time refuses fewer than k + 1 rows", points: 5, run: time_refuses },
];

fn k_fold_is_fair(folds: &Contract, cases: &mut Cases) -> Outcome {
    for (n_samples, k) in [(6, 3), (7, 3), (5, 5), (23, 9), (23, cases.index(2..23)), (300, 17), (2_050, 2)] {
        let order = cases.permutation(n_samples);
        let given = format!("{}, k {k}", in_words("order", &order));
        let made = made("k_fold", (folds.k_fold)(&order, k), k).given(&given)?;
        is_fair(&made, n_samples).given(given)?;
    }
    Ok(())
}

fn k_fold_cuts_blocks(folds: &Contract, cases: &mut Cases) -> Outcome {
    for (order, k, sizes) in [
        (vec![5, 0, 3, 1, 4, 2], 3, vec![2, 2, 2]),
        (vec![4, 1, 6, 0, 2, 5, 7, 3], 3, vec![3, 3, 2]),
        (vec![4, 1, 6, 0, 2, 5, 3], 3, vec![3, 2, 2]),
        (cases.permutation(14), 4, vec![4, 4, 3, 3]),
        (cases.permutation(103), 5, vec![21, 21, 21, 20, 20]),
        (cases.permutation(2_050), 2, vec![1_025, 1_025]),
    ] {
        let given = format!("{}, k {k}", in_words("order", &order));
        let made = made("k_fold", (folds.k_fold)(&order, k), k).given(&given)?;
        let tested: Array1<usize> = made.iter().map(|fold| fold.test.len()).collect();
        identical("number of test rows, fold by fold", &tested, &Array1::from(sizes.clone())).given(&given)?;
        let mut start = 0;
        for (number, (fold, size)) in made.iter().zip(sizes).enumerate() {
            same_rows(&format!("fold {number}, test rows sorted"), &fold.test, &order[start..start + size])
                .given(&given)?;
            start += size;
        }
    }
    Ok(())
}

fn k_fold_refuses(folds: &Contract, _: &mut Cases) -> Outcome {
    let asked = [
        (vec![3, 0, 2, 1], 0, FoldError::TooFewFolds),
        (vec![3, 0, 2, 1], 1, FoldError::TooFewFolds),
        (vec![], 2, FoldError::TooFewRows),
        (vec![0], 2, FoldError::TooFewRows),
        (vec![3, 0, 2, 1], 5, FoldError::TooFewRows),
        (vec![3, 0, 2, 1], 258, FoldError::TooFewRows),
    ]
    .map(|(order, k, expected)| asked(format!("order {order:?}, k {k}"), (folds.k_fold)(&order, k), expected));
    refuses_each("k_fold", &asked)?;
    for k in [4, 2] {
        made("k_fold", (folds.k_fold)(&[3, 0, 2, 1], k), k).map(|_| ()).given(format!("order [3, 0, 2, 1], k {k}"))?;
    }
    Ok(())
}

fn stratified_is_fair(folds: &Contract, cases: &mut Cases) -> Outcome {
    for (counts, k) in [(vec![3, 3], 3), (vec![4, 9, 5], 3), (vec![80, 17, 23], 10), (vec![700, 350], 2)] {
        let (classes, order) = shuffled_labels(&counts, cases);
        let given = format!("{}, {}, k {k}", in_words("classes", &classes), in_words("order", &order));
        let made = stratified(folds, &classes, &order, k).given(&given)?;
        is_fair(&made, classes.len()).given(given)?;
    }
    Ok(())
}

fn classes_are_spread_evenly(folds: &Contract, cases: &mut Cases) -> Outcome {
    let sorted = [vec![1; 6], vec![4; 4], vec![7; 2]].concat();
    spreads_evenly(folds, &sorted, &(0..12).collect::<Vec<_>>(), 2)?;
    for (counts, k) in [(vec![4, 9, 5], 3), (vec![80, 17, 23], 10), (vec![1_400, 700], 2)] {
        let (classes, order) = shuffled_labels(&counts, cases);
        spreads_evenly(folds, &classes, &order, k)?;
    }
    // By turns, so that two classes that are taken for one come into a fold each.
    for labels in ALIKE {
        let classes = labels.repeat(4);
        spreads_evenly(folds, &classes, &(0..8).collect::<Vec<_>>(), 2)?;
    }
    let masses = datasets::breast_cancer()?;
    let classes: Vec<usize> = masses.targets.iter().map(|benign| *benign as usize).collect();
    spreads_evenly(folds, &classes, &cases.permutation(classes.len()), 10)
}

/// Classes or groups that are equal in their last 8, 16 or 32 bits, or in the digits that an `f32` or an `f64` keeps.
const ALIKE: [[usize; 2]; 5] =
    [[1, (1 << 8) + 1], [1, (1 << 16) + 1], [1, (1 << 32) + 1], [1 << 24, (1 << 24) + 1], [1 << 53, (1 << 53) + 1]];

/// Of a class with n rows, a fold tests n / k of them, rounded down or up.
fn spreads_evenly(folds: &Contract, classes: &[usize], order: &[usize], k: usize) -> Outcome {
    let given = format!("{}, {}, k {k}", in_words("classes", classes), in_words("order", order));
    let stored = backwards(&Array1::from(classes.to_vec()));
    let made = made("stratified_k_fold", (folds.stratified_k_fold)(stored.view(), order, k), k).given(&given)?;
    for class in classes.iter().collect::<BTreeSet<_>>() {
        let of_class = |row: &&usize| classes.get(**row) == Some(class);
        let counts: Vec<usize> = made.iter().map(|fold| fold.test.iter().filter(of_class).count()).collect();
        let n = classes.iter().filter(|other| *other == class).count();
        evenly(&format!("class {class}: the fewest and the most rows that a fold tests"), &counts, n).given(&given)?;
    }
    Ok(())
}

fn stratified_sizes(folds: &Contract, cases: &mut Cases) -> Outcome {
    for (counts, k) in [(vec![3, 3, 3], 2), (vec![4, 4, 7, 4], 3), (vec![17, 16, 26, 17, 18], 5)] {
        let (classes, order) = shuffled_labels(&counts, cases);
        let given = format!("{}, {}, k {k}", in_words("classes", &classes), in_words("order", &order));
        let made = stratified(folds, &classes, &order, k).given(&given)?;
        let sizes: Vec<usize> = made.iter().map(|fold| fold.test.len()).collect();
        evenly("the fewest and the most rows that a fold tests", &sizes, classes.len()).given(given)?;
    }
    Ok(())
}

/// Whatever way the rows are dealt out: if the order alone decides, rows of one class that swap their places in
/// it swap their folds.
fn order_decides_within_a_class(folds: &Contract, cases: &mut Cases) -> Outcome {
    let (counts, k) = (vec![5, 4], 2);
    let (classes, order) = shuffled_labels(&counts, cases);
    let mut becomes: Vec<usize> = (0..classes.len()).collect();
    for class in 0..counts.len() {
        let members: Vec<usize> = (0..classes.len()).filter(|row| classes[*row] == class).collect();
        for (from, to) in members.iter().zip(members.iter().skip(1).chain(&members)) {
            becomes[*from] = *to;
        }
    }
    let other: Vec<usize> = order.iter().map(|row| becomes[*row]).collect();
    let given = format!("classes {classes:?}, order {order:?}, k {k}, and then order {other:?}");
    let before = tested_in(&stratified(folds, &classes, &order, k).given(&given)?, classes.len()).given(&given)?;
    let after = tested_in(&stratified(folds, &classes, &other, k).given(&given)?, classes.len()).given(&given)?;
    let moved = (0..classes.len()).filter(|row| before[*row] != after[*row]).count();
    at_least_one("rows that change their fold", moved).given(&given)?;
    let mut expected = Array1::zeros(classes.len());
    for (from, to) in becomes.iter().enumerate() {
        expected[*to] = before[from];
    }
    identical("the fold that tests row 0, 1, 2, ... in the second order", &after, &expected).given(given)
}

fn small_class_is_refused(folds: &Contract, _: &mut Cases) -> Outcome {
    let asked = [
        (vec![0, 0, 0, 1, 1, 1], 0, FoldError::TooFewFolds),
        (vec![0, 0, 0, 1, 1, 1], 1, FoldError::TooFewFolds),
        (vec![0, 0, 1, 1, 1], 4, FoldError::SmallClass(0)),
        (vec![0, 0, 0, 0, 0, 0, 0, 1, 1], 3, FoldError::SmallClass(1)),
        // Class 8 stands first, 5 last, 6 has the fewest rows, 9 is the highest and 2 the lowest.
        (vec![7, 8, 2, 9, 9, 2, 7, 8, 8, 6, 7, 5, 7, 5], 4, FoldError::SmallClass(2)),
        (vec![300, 300, 70_000, 300, 300, 300, 5_000_000_000], 2, FoldError::SmallClass(70_000)),
    ]
    .map(|(classes, k, expected)| {
        let order: Vec<usize> = (0..classes.len()).rev().collect();
        let made = (folds.stratified_k_fold)(ArrayView1::from(&classes), &order, k);
        asked(format!("classes {classes:?}, order {order:?}, k {k}"), made, expected)
    });
    refuses_each("stratified_k_fold", &asked)?;
    for (classes, k) in [(vec![0, 0, 0, 0, 0, 0, 0, 1, 1], 2), (vec![0, 1, 1, 0, 1, 0], 3), (vec![4, 4], 2)] {
        let order: Vec<usize> = (0..classes.len()).collect();
        let given = format!("classes {classes:?}, order {order:?}, k {k}");
        stratified(folds, &classes, &order, k).map(|_| ()).given(given)?;
    }
    Ok(())
}

fn groups_stay_together(folds: &Contract, cases: &mut Cases) -> Outcome {
    let (customers, _) = shuffled_labels(&[9, 4, 6, 1, 3, 7], cases);
    let numbers = [17_850, 12, 400, 401, 9, 3];
    let customers: Vec<usize> = customers.into_iter().map(|customer| numbers[customer]).collect();
    let many: Vec<usize> = (0..300).map(|_| cases.index(0..25)).collect();
    for (groups, k) in [(vec![3, 3, 8, 8, 8, 5, 3, 5], 2), (customers, 3), (many, 7)] {
        let given = format!("{}, k {k}", in_words("groups", &groups));
        let made = grouped(folds, &groups, k).given(&given)?;
        is_fair(&made, groups.len()).given(&given)?;
        for (number, fold) in made.iter().enumerate() {
            let members = |rows: &[usize]| -> BTreeSet<usize> { rows.iter().map(|row| groups[*row]).collect() };
            let both: Vec<usize> = members(&fold.train).intersection(&members(&fold.test)).copied().collect();
            same_rows(&format!("fold {number}, groups in both train and test"), &both, &[]).given(&given)?;
        }
    }
    Ok(())
}

/// The groups of a fold's test rows.
fn tested(fold: &Fold, groups: &[usize]) -> Vec<usize> {
    let tested: BTreeSet<usize> = fold.test.iter().filter_map(|row| groups.get(*row)).copied().collect();
    tested.into_iter().collect()
}

/// The groups differ in size, so it does not matter which of two equal ones goes first.
fn lightest_fold_first(folds: &Contract, _: &mut Cases) -> Outcome {
    // Every other way to place these groups that comes to mind has another answer.
    let groups = [vec![12; 2], vec![9; 6], vec![7; 4], vec![5; 5], vec![1; 3], vec![2; 1]].concat();
    let by_hand = vec![vec![9, 2], vec![5, 12], vec![7, 1]];
    // Fold 0 has 5 rows, then fold 1 has 4 and 7, fold 0 has 7 as well, and the last group goes there.
    let tied = [vec![3; 5], vec![40; 4], vec![5; 3], vec![60; 2], vec![70; 1]].concat();
    let into_the_lowest = vec![vec![3, 60, 70], vec![40, 5]];
    // Sized as the nine speakers of `japanese_vowels.csv`, placed by scikit-learn 1.9.1, see `tests/fixtures`.
    let frames = [1096, 991, 1614, 1473, 782, 963, 1170, 1011, 861];
    let speakers: Vec<usize> = (1..=9).flat_map(|speaker| vec![speaker; frames[speaker - 1]]).collect();
    let by_scikit_learn = vec![vec![2, 3, 5], vec![4, 8, 9], vec![1, 6, 7]];
    for (groups, members, given) in [
        (&groups, by_hand, format!("groups {groups:?}, k 3")),
        (&tied, into_the_lowest, format!("groups {tied:?}, k 2")),
        (&speakers, by_scikit_learn, format!("groups 1 to 9 with {frames:?} rows, one group after the other, k 3")),
    ] {
        places(folds, groups, &members).given(given)?;
    }
    for [one, other] in ALIKE {
        let groups = [vec![one; 4], vec![8; 2], vec![other; 3]].concat();
        places(folds, &groups, &[vec![one], vec![other, 8]]).given(format!("groups {groups:?}, k 2"))?;
    }
    Ok(())
}

/// Requires that fold number i tests these groups.
fn places(folds: &Contract, groups: &[usize], members: &[Vec<usize>]) -> Outcome {
    let stored = backwards(&Array1::from(groups.to_vec()));
    let made = made("group_k_fold", (folds.group_k_fold)(stored.view(), members.len()), members.len())?;
    // All folds at once, so that one way to place the groups is told from another.
    let labels: BTreeSet<usize> = groups.iter().copied().collect();
    let fold_of = |label: &usize| made.iter().position(|fold| tested(fold, groups).contains(label));
    let placed: Array1<f64> = labels.iter().map(|label| fold_of(label).map_or(f64::NAN, |fold| fold as f64)).collect();
    let should = |label: &usize| members.iter().position(|members| members.contains(label)).unwrap_or(0) as f64;
    let expected: Array1<f64> = labels.iter().map(should).collect();
    close(&format!("the first fold that tests each of the groups {labels:?}"), &placed, &expected, 0.0)?;
    for (number, (fold, members)) in made.iter().zip(members).enumerate() {
        same_rows(&format!("fold {number}, groups in test"), &tested(fold, groups), members)?;
    }
    Ok(())
}

fn few_groups_are_refused(folds: &Contract, _: &mut Cases) -> Outcome {
    // Two groups, three runs of rows that stand together, eight rows, and 6 is the highest number.
    let groups = vec![6, 6, 6, 1, 1, 1, 1, 6];
    let asked = [
        (groups.clone(), 0, FoldError::TooFewFolds),
        (groups.clone(), 1, FoldError::TooFewFolds),
        (groups.clone(), 3, FoldError::TooFewGroups),
        (groups.clone(), 4, FoldError::TooFewGroups),
        (groups.clone(), 8, FoldError::TooFewGroups),
        (groups.clone(), 258, FoldError::TooFewGroups),
        (vec![5, 5, 5], 2, FoldError::TooFewGroups),
        (vec![], 2, FoldError::TooFewGroups),
    ]
    .map(|(groups, k, expected)| {
        asked(format!("groups {groups:?}, k {k}"), (folds.group_k_fold)(ArrayView1::from(&groups), k), expected)
    });
    refuses_each("group_k_fold", &asked)?;
    for (groups, k) in [(groups, 2), (vec![17_850, 3, 3], 2), (vec![9, 40, 2], 3)] {
        grouped(folds, &groups, k).map(|_| ()).given(format!("groups {groups:?}, k {k}"))?;
    }
    Ok(())
}

fn training_comes_before(folds: &Contract, cases: &mut Cases) -> Outcome {
    let random: Array1<f64> = cases.permutation(40).into_iter().map(|day| day as f64 + 0.5).collect();
    for (times, k) in [
        (array![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 3),
        // Parts of an hour, and then also times before zero: whole numbers can't tell them apart.
        (array![1.5, 0.25, 0.75, 1.25, 0.5, 1.0, 0.0, 1.75], 3),
        (array![0.5, -0.5, -3.0, 0.25, -7.0, -0.25, 2.0], 2),
        (array![20.0, -3.0, 8.0, 15.0, 2.0, 31.0, 11.0], 2),
        (array![-1.5, -0.5, -2.5, -4.5, -3.5], 2),
        // Seconds since 1970 that an f32 can't tell apart, whole numbers that nothing shorter than an f64 can,
        // parts of a billionth, and times far from zero that differ by a thousandth.
        (array![1_700_000_030.0, 1_700_000_010.0, 1_700_000_040.0, 1_700_000_020.0], 2),
        (array![9_007_199_254_740_991.0, 9_007_199_254_740_989.0, 9_007_199_254_740_990.0], 2),
        (array![4e-10, 2e-10, 3e-10, -1e-10, 1e-10], 2),
        (array![1e8 + 0.003, 1e8 + 0.001, 1e8 + 0.002, 1e8], 2),
        (array![2e300, -3e300, 1e300, -1e300], 2),
        (random, 4),
    ] {
        let given = format!("times {times}, k {k}");
        let stored = backwards(&times);
        let made = made("time_series_split", (folds.time_series_split)(stored.view(), k), k).given(&given)?;
        for (number, fold) in made.iter().enumerate() {
            for (part, rows) in [("training", &fold.train), ("test", &fold.test)] {
                at_least_one(&format!("fold {number}: number of {part} rows"), rows.len()).given(&given)?;
            }
            in_range(&[&fold.train[..], &fold.test].concat(), times.len()).given(&given)?;
            let first = fold.test.iter().map(|row| times[*row]).fold(f64::INFINITY, f64::min);
            let late: Vec<usize> = fold.train.iter().copied().filter(|row| times[*row] >= first).collect();
            same_rows(&format!("fold {number}, train rows that are not earlier than test"), &late, &[])
                .given(&given)?;
        }
    }
    Ok(())
}

/// Here the rows stand in order of time already.
fn newest_are_tested(folds: &Contract, _: &mut Cases) -> Outcome {
    for (n_samples, k, never_tested, size) in
        [(8, 3, 2, 2), (14, 2, 6, 4), (11, 3, 5, 2), (3, 2, 1, 1), (103, 5, 18, 17), (2_050, 2, 684, 683)]
    {
        let given = format!("times [0.5, 1.5, 2.5, ...], {n_samples} of them, k {k}");
        let times = Array1::from_iter((0..n_samples).map(|hour| hour as f64 + 0.5));
        for (number, fold) in in_time(folds, &times, k).given(&given)?.iter().enumerate() {
            let (start, end) = (never_tested + number * size, never_tested + (number + 1) * size);
            let rows = |range: std::ops::Range<usize>| range.collect::<Vec<usize>>();
            same_rows(&format!("fold {number}, test rows sorted"), &fold.test, &rows(start..end)).given(&given)?;
            same_rows(&format!("fold {number}, train rows sorted"), &fold.train, &rows(0..start)).given(&given)?;
        }
    }
    Ok(())
}

fn time_refuses(folds: &Contract, _: &mut Cases) -> Outcome {
    let asked = [
        (array![1.0, 2.0, 3.0, 4.0], 0, FoldError::TooFewFolds),
        (array![1.0, 2.0, 3.0, 4.0], 1, FoldError::TooFewFolds),
        (array![1.0, 2.0, 3.0, 4.0], 4, FoldError::TooFewRows),
        (array![1.0, 2.0, 3.0, 4.0], 9, FoldError::TooFewRows),
        (array![7.5, 0.5], 2, FoldError::TooFewRows),
        (array![], 2, FoldError::TooFewRows),
    ]
    .map(|(times, k, expected)| {
        asked(format!("times {times}, k {k}"), (folds.time_series_split)(times.view(), k), expected)
    });
    refuses_each("time_series_split", &asked)?;
    for (times, k) in [(array![1.0, 2.0, 3.0, 4.0], 3), (array![3.0, 1.0, 2.0], 2)] {
        in_time(folds, &times, k).map(|_| ()).given(format!("times {times}, k {k}"))?;
    }
    Ok(())
}

fn asked(given: String, answer: Folds, expected: FoldError) -> Asked<String, FoldError> {
    (given, answer.map(|folds| format!("{} folds", folds.len())), expected)
}

/// As many folds as were asked for.
fn made(name: &str, result: Result<Vec<Fold>, FoldError>, k: usize) -> Result<Vec<Fold>, Failure> {
    let folds = answer(name, result)?;
    identical("number of folds", &folds.len(), &k)?;
    Ok(folds)
}

fn stratified(folds: &Contract, classes: &[usize], order: &[usize], k: usize) -> Result<Vec<Fold>, Failure> {
    made("stratified_k_fold", (folds.stratified_k_fold)(ArrayView1::from(classes), order, k), k)
}

fn grouped(folds: &Contract, groups: &[usize], k: usize) -> Result<Vec<Fold>, Failure> {
    made("group_k_fold", (folds.group_k_fold)(ArrayView1::from(groups), k), k)
}

fn in_time(folds: &Contract, times: &Array1<f64>, k: usize) -> Result<Vec<Fold>, Failure> {
    made("time_series_split", (folds.time_series_split)(times.view(), k), k)
}

/// Every row is tested in one fold, and no fold leaves out a row or trains on one that it tests.
fn is_fair(folds: &[Fold], n_samples: usize) -> Outcome {
    let all: Vec<usize> = (0..n_samples).collect();
    let tested: Vec<usize> = folds.iter().flat_map(|fold| fold.test.clone()).collect();
    same_rows("test rows of all folds together, sorted", &tested, &all)?;
    for (number, fold) in folds.iter().enumerate() {
        same_rows(
            &format!("fold {number}, test and train rows together, sorted"),
            &[&fold.test[..], &fold.train].concat(),
            &all,
        )?;
    }
    Ok(())
}

fn at_least_one(what: &str, count: usize) -> Outcome {
    if count > 0 {
        return Ok(());
    }
    let seen = Seen::numbers(vec![], &[count as f64]);
    Err(instead_of(format!("{what} of at least 1")).got(count.to_string(), seen))
}

fn in_range(rows: &[usize], n_samples: usize) -> Outcome {
    let unknown: Vec<usize> = rows.iter().copied().filter(|row| *row >= n_samples).collect();
    same_rows("row numbers that do not exist", &unknown, &[])
}

/// Requires that `n` things are spread over the counts as evenly as they can be.
fn evenly(what: &str, counts: &[usize], n: usize) -> Outcome {
    let fewest_and_most = |counts: &[usize]| {
        let (fewest, most) = (counts.iter().min(), counts.iter().max());
        array![fewest.copied().unwrap_or(0), most.copied().unwrap_or(0)]
    };
    let expected = array![n / counts.len(), n.div_ceil(counts.len())];
    identical(what, &fewest_and_most(counts), &expected)
}

/// The first fold that tests each row.
fn tested_in(folds: &[Fold], n_samples: usize) -> Result<Array1<usize>, Failure> {
    let fold = |row: usize| folds.iter().position(|fold| fold.test.contains(&row));
    let untested: Vec<usize> = (0..n_samples).filter(|row| fold(*row).is_none()).collect();
    same_rows("rows that no fold tests", &untested, &[])?;
    Ok((0..n_samples).filter_map(fold).collect())
}

/// As many rows of label 0, 1, ... as said, in random order; and another random order of the rows.
fn shuffled_labels(counts: &[usize], cases: &mut Cases) -> (Vec<usize>, Vec<usize>) {
    let sorted: Vec<usize> = counts.iter().enumerate().flat_map(|(label, count)| vec![label; *count]).collect();
    let labels = cases.permutation(sorted.len()).into_iter().map(|row| sorted[row]).collect();
    (labels, cases.permutation(sorted.len()))
}

fn in_words(name: &str, numbers: &[usize]) -> String {
    const WHOLE: usize = 30;
    match numbers.len() {
        0..=WHOLE => format!("{name} {numbers:?}"),
        n => format!("{n} {name}, beginning with {:?}", &numbers[..8]),
    }
}
