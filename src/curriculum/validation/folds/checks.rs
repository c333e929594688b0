//! What is graded.

use std::collections::BTreeSet;

use ndarray::{Array1, ArrayView1, array};

use super::{Contract, Fold, FoldError};
use mlings_datasets as datasets;
use mlings_grading::Seen;
use mlings_grading::compare::{answer, identical, instead_of, refuses, same_rows};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "k-fold tests every row once and trains on it in all other folds", points: 8, run: k_fold_is_fair },
    Check { name: "k-fold tests blocks of the order, the longer ones first", points: 6, run: k_fold_cuts_blocks },
    Check { name: "k-fold refuses fewer than 2 folds, or more folds than rows", points: 4, run: k_fold_refuses },
    Check {
        name: "stratified folds test every row once and train on it in all other folds",
        points: 6,
        run: stratified_is_fair,
    },
    Check { name: "every class is spread evenly, to within one row", points: 10, run: classes_are_spread_evenly },
    Check { name: "stratified folds are of one size, to within one row", points: 5, run: stratified_sizes },
    Check {
        name: "rows of a class that change places in the order change folds",
        points: 5,
        run: order_decides_within_a_class,
    },
    Check { name: "a class with fewer rows than folds is an error", points: 4, run: small_class_is_refused },
    Check { name: "no group is on both sides of a fold", points: 14, run: groups_stay_together },
    Check { name: "the largest group goes first, each into the lightest fold", points: 6, run: lightest_fold_first },
    Check { name: "fewer groups than folds are an error", points: 3, run: few_groups_are_refused },
    Check { name: "every training row is earlier than every test row", points: 14, run: training_comes_before },
    Check { name: "the newest rows are tested in equal blocks, after all before", points: 12, run: newest_are_tested },
    Check { name: "a split by time refuses fewer than k + 1 rows", points: 3, run: time_refuses },
];

fn k_fold_is_fair(folds: &Contract, cases: &mut Cases) -> Outcome {
    for (n_samples, k) in [(6, 3), (7, 3), (5, 5), (23, cases.index(2..23)), (200, cases.index(2..30))] {
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
        (vec![4, 1, 6, 0, 2, 5, 3], 3, vec![3, 2, 2]),
        (cases.permutation(14), 4, vec![4, 4, 3, 3]),
        (cases.permutation(103), 5, vec![21, 21, 21, 20, 20]),
    ] {
        let given = format!("{}, k {k}", in_words("order", &order));
        let made = made("k_fold", (folds.k_fold)(&order, k), k).given(&given)?;
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
    let order = [3, 0, 2, 1];
    for (k, expected) in [(1, FoldError::TooFewFolds), (0, FoldError::TooFewFolds), (5, FoldError::TooFewRows)] {
        refuses("k_fold", &(folds.k_fold)(&order, k), &expected).given(format!("order {order:?}, k {k}"))?;
    }
    made("k_fold", (folds.k_fold)(&order, 4), 4).map(|_| ()).given(format!("order {order:?}, k 4"))
}

fn stratified_is_fair(folds: &Contract, cases: &mut Cases) -> Outcome {
    for (counts, k) in [(vec![3, 3], 3), (vec![4, 9, 5], 3), (vec![80, 17, 23], 10)] {
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
    for (counts, k) in [(vec![4, 9, 5], 3), (vec![80, 17, 23], 10)] {
        let (classes, order) = shuffled_labels(&counts, cases);
        spreads_evenly(folds, &classes, &order, k)?;
    }
    let masses = datasets::breast_cancer()?;
    let classes: Vec<usize> = masses.targets.iter().map(|benign| *benign as usize).collect();
    spreads_evenly(folds, &classes, &cases.permutation(classes.len()), 10)
}

/// Of a class with n rows, a fold tests n / k of them, rounded down or up.
fn spreads_evenly(folds: &Contract, classes: &[usize], order: &[usize], k: usize) -> Outcome {
    let given = format!("{}, {}, k {k}", in_words("classes", classes), in_words("order", order));
    let made = stratified(folds, classes, order, k).given(&given)?;
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
    let mut expected = Array1::zeros(classes.len());
    for (from, to) in becomes.iter().enumerate() {
        expected[*to] = before[from];
    }
    identical("the fold that tests row 0, 1, 2, ... in the second order", &after, &expected).given(given)
}

fn small_class_is_refused(folds: &Contract, _: &mut Cases) -> Outcome {
    let order: Vec<usize> = (0..9).collect();
    for (classes, k, expected) in [
        (vec![0, 0, 0, 0, 0, 0, 0, 1, 1], 3, FoldError::SmallClass(1)),
        (vec![8, 5, 5, 8, 2, 2, 2, 8, 8], 4, FoldError::SmallClass(2)),
        (vec![0, 0, 0, 0, 0, 1, 1, 1, 1], 1, FoldError::TooFewFolds),
    ] {
        let result = (folds.stratified_k_fold)(ArrayView1::from(&classes), &order, k);
        refuses("stratified_k_fold", &result, &expected)
            .given(format!("classes {classes:?}, order {order:?}, k {k}"))?;
    }
    let classes = [0, 0, 0, 0, 0, 0, 0, 1, 1];
    let given = format!("classes {classes:?}, order {order:?}, k 2");
    stratified(folds, &classes, &order, 2).map(|_| ()).given(given)
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

/// The groups differ in size, so it does not matter which of two equal ones goes first.
fn lightest_fold_first(folds: &Contract, _: &mut Cases) -> Outcome {
    let groups = vec![7, 2, 7, 9, 7, 2, 4, 9, 7, 2, 9, 7, 1, 2, 7, 4, 2, 9];
    let by_hand = vec![vec![7], vec![2, 1], vec![9, 4]];
    // Sized as the nine speakers of `japanese_vowels.csv`, placed by scikit-learn 1.9.1, see `tests/fixtures`.
    let frames = [1096, 991, 1614, 1473, 782, 963, 1170, 1011, 861];
    let speakers: Vec<usize> = (1..=9).flat_map(|speaker| vec![speaker; frames[speaker - 1]]).collect();
    let by_scikit_learn = vec![vec![2, 3, 5], vec![4, 8, 9], vec![1, 6, 7]];
    for (groups, members, given) in [
        (&groups, by_hand, format!("groups {groups:?}, k 3")),
        (&speakers, by_scikit_learn, format!("groups 1 to 9 with {frames:?} rows, one group after the other, k 3")),
    ] {
        let made = grouped(folds, groups, 3).given(&given)?;
        for (number, (fold, members)) in made.iter().zip(members).enumerate() {
            let tested: BTreeSet<usize> = fold.test.iter().filter_map(|row| groups.get(*row)).copied().collect();
            let tested: Vec<usize> = tested.into_iter().collect();
            same_rows(&format!("fold {number}, groups in test"), &tested, &members).given(&given)?;
        }
    }
    Ok(())
}

fn few_groups_are_refused(folds: &Contract, _: &mut Cases) -> Outcome {
    let groups = array![6_usize, 6, 6, 1, 1, 1, 1, 6];
    for (k, expected) in [(3, FoldError::TooFewGroups), (9, FoldError::TooFewGroups), (1, FoldError::TooFewFolds)] {
        refuses("group_k_fold", &(folds.group_k_fold)(groups.view(), k), &expected)
            .given(format!("groups {groups}, k {k}"))?;
    }
    made("group_k_fold", (folds.group_k_fold)(groups.view(), 2), 2).map(|_| ()).given(format!("groups {groups}, k 2"))
}

fn training_comes_before(folds: &Contract, cases: &mut Cases) -> Outcome {
    let random: Array1<f64> = cases.permutation(40).into_iter().map(|day| day as f64 + 0.5).collect();
    for (times, k) in [
        (array![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 3),
        // Parts of an hour, and then also times before zero: whole numbers can't tell them apart.
        (array![1.5, 0.25, 0.75, 1.25, 0.5, 1.0, 0.0, 1.75], 3),
        (array![0.5, -0.5, -3.0, 0.25, -7.0, -0.25, 2.0], 2),
        (array![20.0, -3.0, 8.0, 15.0, 2.0, 31.0, 11.0], 2),
        (random, 4),
    ] {
        let given = format!("times {times}, k {k}");
        for (number, fold) in in_time(folds, &times, k).given(&given)?.iter().enumerate() {
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
    for (n_samples, k, never_tested, size) in [(8, 3, 2, 2), (11, 3, 5, 2), (3, 2, 1, 1), (103, 5, 18, 17)] {
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
    let times = array![1.0, 2.0, 3.0, 4.0];
    for (k, expected) in [(4, FoldError::TooFewRows), (9, FoldError::TooFewRows), (1, FoldError::TooFewFolds)] {
        refuses("time_series_split", &(folds.time_series_split)(times.view(), k), &expected)
            .given(format!("times {times}, k {k}"))?;
    }
    in_time(folds, &times, 3).map(|_| ()).given(format!("times {times}, k 3"))
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
