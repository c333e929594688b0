//! What is graded.

use std::fmt;

use ndarray::{Array1, Array2, ArrayView1, Axis, array};

use super::{Contract, Part, Rows, SplitError};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, finite, has_shape, identical, refuses, same_rows, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the number of held-out rows is rounded up", points: 8, run: size_is_rounded_up },
    Check { name: "a share that is not above 0 and below 1 is an error", points: 5, run: bad_share_is_refused },
    Check { name: "a split that leaves no row to train on is an error", points: 5, run: empty_training_is_refused },
    Check { name: "the rows at the beginning of the order are held out", points: 14, run: beginning_is_held_out },
    Check { name: "every row is in one of the parts, and in one only", points: 12, run: parts_make_the_whole },
    Check { name: "the rows of a part stand as they stood in the order", points: 6, run: parts_keep_the_order },
    Check { name: "an order that does not name every row once is an error", points: 7, run: bad_order_is_refused },
    Check { name: "the named rows are taken, in the order of naming", points: 7, run: takes_the_named_rows },
    Check { name: "a row that is taken brings its target along", points: 6, run: taken_rows_bring_their_targets },
    Check { name: "in both parts every record still has its own target", points: 14, run: records_keep_their_targets },
    Check { name: "the irises are split as the order says", points: 10, run: irises_follow_the_order },
    Check { name: "parts of a table that differ in length are an error", points: 3, run: unequal_lengths_are_refused },
    Check { name: "train_test_split hands on what split_rows refuses", points: 3, run: errors_are_handed_on },
];

/// Shares of this many parts multiply without rounding, so that only rounding up is graded.
const PARTS: usize = 64;

fn size_is_rounded_up(split: &Contract, cases: &mut Cases) -> Outcome {
    let (n, parts) = (cases.index(20..500), cases.index(4..60));
    let random = (n, parts as f64 / PARTS as f64, (n * parts).div_ceil(PARTS));
    let worked = [(8, 0.25, 2), (10, 0.25, 3), (9, 0.125, 2), (11, 0.375, 5), (7, 0.5, 4), (150, 0.2, 30)];
    for (n_samples, test_share, expected) in worked.into_iter().chain([random]) {
        let given = format!("n_samples {n_samples}, test_share {test_share:?}");
        let n_test = answer("test_size", (split.test_size)(n_samples, test_share)).given(&given)?;
        identical("n_test", &n_test, &expected).given(given)?;
    }
    Ok(())
}

fn bad_share_is_refused(split: &Contract, _: &mut Cases) -> Outcome {
    for test_share in [0.0, 1.0, -0.25, 1.5, 20.0, f64::NAN] {
        refuses("test_size", &(split.test_size)(10, test_share), &SplitError::BadShare)
            .given(format!("n_samples 10, test_share {test_share:?}"))?;
    }
    answer("test_size", (split.test_size)(10, 0.25)).map(|_| ()).given("n_samples 10, test_share 0.25")
}

fn empty_training_is_refused(split: &Contract, _: &mut Cases) -> Outcome {
    for (n_samples, test_share) in [(4, 0.875), (1, 0.25), (0, 0.25)] {
        refuses("test_size", &(split.test_size)(n_samples, test_share), &SplitError::NothingToTrainOn)
            .given(format!("n_samples {n_samples}, test_share {test_share:?}"))?;
    }
    let given = "n_samples 4, test_share 0.75";
    let n_test = answer("test_size, which leaves one row", (split.test_size)(4, 0.75)).given(given)?;
    identical("n_test", &n_test, &3_usize).given(given)
}

/// The shares come out even, so that rounding is not graded again.
fn beginning_is_held_out(split: &Contract, cases: &mut Cases) -> Outcome {
    for (order, n_test) in
        [(vec![6, 3, 0, 7, 2, 5, 1, 4], 2), (cases.permutation(16), 4), (cases.permutation(400), 100)]
    {
        let given = format!("{}, test_share 0.25", in_words(&order));
        let rows = divided(split, &order, 0.25).given(&given)?;
        same_rows("test rows, sorted", &rows.test, &order[..n_test]).given(&given)?;
        same_rows("train rows, sorted", &rows.train, &order[n_test..]).given(&given)?;
    }
    Ok(())
}

fn parts_make_the_whole(split: &Contract, cases: &mut Cases) -> Outcome {
    for n_samples in [5, 10, 17, 23] {
        let (order, test_share) = (cases.permutation(n_samples), cases.index(12..50) as f64 / PARTS as f64);
        let given = format!("{}, test_share {test_share:?}", in_words(&order));
        let rows = divided(split, &order, test_share).given(&given)?;
        let both = [&rows.train[..], &rows.test].concat();
        same_rows("train and test rows together, sorted", &both, &(0..n_samples).collect::<Vec<_>>()).given(given)?;
    }
    Ok(())
}

fn parts_keep_the_order(split: &Contract, cases: &mut Cases) -> Outcome {
    for order in [vec![6, 3, 0, 7, 2, 5, 1, 4], cases.permutation(20)] {
        let given = format!("{}, test_share 0.5", in_words(&order));
        let rows = divided(split, &order, 0.5).given(&given)?;
        for (name, part) in [("test rows", &rows.test), ("train rows", &rows.train)] {
            let unknown: Vec<usize> = part.iter().copied().filter(|row| !order.contains(row)).collect();
            same_rows(&format!("{name} that do not exist"), &unknown, &[]).given(&given)?;
            if part.is_empty() {
                has_shape(name, &ArrayView1::from(part), &[order.len() / 2]).given(&given)?;
            }
            let mut in_order = part.clone();
            in_order.sort_by_key(|row| order.iter().position(|other| other == row));
            identical(name, &ArrayView1::from(part), &Array1::from(in_order)).given(&given)?;
        }
    }
    Ok(())
}

fn bad_order_is_refused(split: &Contract, _: &mut Cases) -> Outcome {
    for order in [vec![2, 0, 2, 1], vec![3, 1, 2, 4], vec![0, 1, 2, 400]] {
        let given = format!("{}, test_share 0.25", in_words(&order));
        refuses("split_rows", &(split.split_rows)(&order, 0.25), &SplitError::NotAPermutation).given(given)?;
    }
    let given = "order [2, 0, 3, 1], test_share 0.25";
    divided(split, &[2, 0, 3, 1], 0.25).map(|_| ()).given(given)
}

fn takes_the_named_rows(split: &Contract, cases: &mut Cases) -> Outcome {
    let (records, targets) = (array![[0.5, 7.0], [1.5, 8.0], [2.5, 9.0], [3.5, 6.0]], array![10.0, 11.0, 12.0, 13.0]);
    for (rows, expected) in [(vec![1, 3], array![[1.5, 8.0], [3.5, 6.0]]), (vec![2, 0], array![[2.5, 9.0], [0.5, 7.0]])]
    {
        let part = (split.take)(records.view(), targets.view(), &rows);
        identical("records", &part.records, &expected).given(format!(
            "records {}, targets {}, rows {rows:?}",
            shown(&records),
            shown(&targets)
        ))?;
    }
    let (records, targets) = (cases.table(30, 3, -5.0..5.0), cases.vector(30, -5.0..5.0));
    let rows = cases.permutation(30).split_off(18);
    let part = (split.take)(records.view(), targets.view(), &rows);
    let expected = Array2::from_shape_fn((12, 3), |(place, column)| records[[rows[place], column]]);
    identical("records", &part.records, &expected).given(format!("30 random records of 3 columns, rows {rows:?}"))
}

fn taken_rows_bring_their_targets(split: &Contract, cases: &mut Cases) -> Outcome {
    let (records, targets) = (array![[0.5], [1.5], [2.5], [3.5]], array![10.0, 11.0, 12.0, 13.0]);
    let part = (split.take)(records.view(), targets.view(), &[3, 1]);
    identical("targets", &part.targets, &array![13.0, 11.0]).given(format!(
        "records {}, targets {}, rows [3, 1]",
        shown(&records),
        shown(&targets)
    ))?;

    let (records, targets) = (cases.table(30, 3, -5.0..5.0), cases.vector(30, -5.0..5.0));
    let rows = cases.permutation(30).split_off(18);
    let part = (split.take)(records.view(), targets.view(), &rows);
    let expected: Array1<f64> = rows.iter().map(|row| targets[*row]).collect();
    identical("targets", &part.targets, &expected).given(format!("30 random records and targets, rows {rows:?}"))
}

/// Every record says in column 0 which row it is, so it knows its target.
fn records_keep_their_targets(split: &Contract, cases: &mut Cases) -> Outcome {
    for order in [vec![6, 3, 0, 7, 2, 5, 1, 4], cases.permutation(16), cases.permutation(200)] {
        let n_samples = order.len();
        let records = Array2::from_shape_fn((n_samples, 2), |(row, column)| (row + 1000 * column) as f64);
        let targets = Array1::from_shape_fn(n_samples, |row| 100.0 + row as f64);
        let given = format!(
            "records [[0, 1000], [1, 1001], ...], targets [100, 101, ...], {}, test_share 0.25",
            in_words(&order)
        );
        let halves = (split.train_test_split)(records.view(), targets.view(), &order, 0.25);
        let halves = answer("train_test_split", halves).given(&given)?;
        let sizes = [n_samples / 4, n_samples - n_samples / 4];
        for (name, part, size) in [("test", &halves.test, sizes[0]), ("train", &halves.train, sizes[1])] {
            own_targets(name, part, size).given(&given)?;
        }
    }
    Ok(())
}

fn own_targets(name: &str, part: &Part, size: usize) -> Outcome {
    if part.targets.is_empty() {
        has_shape(&format!("{name}.targets"), &part.targets, &[size])?;
    }
    finite(&format!("{name}.targets"), &part.targets)?;
    let target = |record: ArrayView1<f64>| record.first().map_or(f64::NAN, |row| 100.0 + row);
    let expected: Array1<f64> = part.records.rows().into_iter().map(target).collect();
    identical(&format!("{name}.targets, as {name}.records have them"), &part.targets, &expected)
}

fn irises_follow_the_order(split: &Contract, cases: &mut Cases) -> Outcome {
    let flowers = datasets::iris()?;
    let order = cases.permutation(flowers.targets.len());
    let given = format!("the 150 irises, {}, test_share 0.2", in_words(&order));
    let halves = (split.train_test_split)(flowers.records.view(), flowers.targets.view(), &order, 0.2);
    let halves = answer("train_test_split", halves).given(&given)?;
    let (test, train) = order.split_at(30);
    for (name, part, rows) in [("test", &halves.test, test), ("train", &halves.train, train)] {
        let (records, targets) = (flowers.records.select(Axis(0), rows), flowers.targets.select(Axis(0), rows));
        identical(&format!("{name}.records"), &part.records, &records).given(&given)?;
        identical(&format!("{name}.targets"), &part.targets, &targets).given(&given)?;
    }
    Ok(())
}

fn unequal_lengths_are_refused(split: &Contract, _: &mut Cases) -> Outcome {
    for (n_records, n_targets, order) in [(4, 5, vec![2, 0, 3, 1]), (4, 4, vec![2, 0, 1]), (4, 3, vec![2, 0, 3, 1])] {
        let given = format!("{n_records} records, {n_targets} targets, {}, test_share 0.25", in_words(&order));
        refused(split, n_records, n_targets, &order, 0.25, SplitError::DifferentLengths).given(given)?;
    }
    let (records, targets, order) = (Array2::zeros((4, 2)), Array1::zeros(4), [2, 0, 3, 1]);
    let halves = (split.train_test_split)(records.view(), targets.view(), &order, 0.25);
    answer("train_test_split", halves)
        .map(|_| ())
        .given(format!("4 records, 4 targets, order {order:?}, test_share 0.25"))
}

fn errors_are_handed_on(split: &Contract, _: &mut Cases) -> Outcome {
    for (order, test_share, expected) in [
        (vec![2, 0, 1, 3], 0.875, SplitError::NothingToTrainOn),
        (vec![2, 0, 1, 3], 0.0, SplitError::BadShare),
        (vec![2, 0, 2, 1], 0.25, SplitError::NotAPermutation),
    ] {
        let given = format!("4 records, 4 targets, {}, test_share {test_share:?}", in_words(&order));
        refused(split, 4, 4, &order, test_share, expected).given(given)?;
    }
    Ok(())
}

fn refused(
    split: &Contract,
    n_records: usize,
    n_targets: usize,
    order: &[usize],
    test_share: f64,
    expected: SplitError,
) -> Outcome {
    let (records, targets) = (Array2::zeros((n_records, 2)), Array1::zeros(n_targets));
    let halves = (split.train_test_split)(records.view(), targets.view(), order, test_share);
    let sizes = halves.map(|halves| {
        let (train, test) = (halves.train.targets.len(), halves.test.targets.len());
        fmt::from_fn(move |f| write!(f, "{train} train rows and {test} test rows"))
    });
    refuses("train_test_split", &sizes, &expected)
}

fn divided(split: &Contract, order: &[usize], test_share: f64) -> Result<Rows, Failure> {
    answer("split_rows", (split.split_rows)(order, test_share))
}

fn in_words(order: &[usize]) -> String {
    const WHOLE: usize = 24;
    match order.len() {
        0..=WHOLE => format!("order {order:?}"),
        n => format!("a random order of {n} rows that begins with {:?}", &order[..8]),
    }
}
