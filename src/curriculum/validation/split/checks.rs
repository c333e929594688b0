//! What is graded.

use ndarray::{Array1, Array2, ArrayView1, Axis, array};

use super::{Contract, Part, Rows, Split, SplitError};
use crate::refusals::{Asked, refuses_each};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, finite, has_shape, identical, same_rows, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the number of held-out rows is rounded up", points: 10, run: size_is_rounded_up },
    Check { name: "a share that is not above 0 and below 1 is an error", points: 6, run: bad_share_is_refused },
    Check { name: "a split that leaves no row to train on is an error", points: 6, run: empty_training_is_refused },
    Check { name: "the rows at the beginning of the order are held out", points: 12, run: beginning_is_held_out },
    Check { name: "every row is in one of the parts, and in one only", points: 10, run: parts_make_the_whole },
    Check { name: "the rows of a part stand as they stood in the order", points: 6, run: parts_keep_the_order },
    Check { name: "an order that does not name every row once is an error", points: 8, run: bad_order_is_refused },
    Check { name: "the named rows are taken, in the order of naming", points: 8, run: takes_the_named_rows },
    Check { name: "a row that is taken brings its target along", points: 7, run: taken_rows_bring_their_targets },
    Check { name: "in both parts every record still has its own target", points: 12, run: records_keep_their_targets },
    Check { name: "the irises are split as the order says", points: 5, run: irises_follow_the_order },
    Check { name: "parts of a table that differ in length are an error", points: 5, run: unequal_lengths_are_refused },
    Check { name: "split_rows and train_test_split hand on what is refused", points: 5, run: errors_are_handed_on },
];

/// Shares of this many parts multiply without rounding.
const PARTS: usize = 64;
/// Of 8 rows it is 2 and a trace of the third.
const A_LITTLE_MORE: f64 = 0.25 + 1e-9;

fn size_is_rounded_up(split: &Contract, cases: &mut Cases) -> Outcome {
    let (n, parts) = (cases.index(20..500), cases.index(4..60));
    let random = (n, parts as f64 / PARTS as f64, (n * parts).div_ceil(PARTS));
    let worked = [(8, 0.25, 2), (10, 0.25, 3), (9, 0.125, 2), (11, 0.375, 5), (7, 0.5, 4), (150, 0.2, 30)];
    // Shares that are no whole per cent; more rows than an f32 or a u32 can count; very little above a whole number.
    let fine = [
        (1000, 0.125, 125),
        (1000, 0.9985, 999),
        ((1 << 24) + 1, 0.5_f64.powi(20), 17),
        (5_000_000_000, 2.5e-10, 2),
        (10, 1e-12, 1),
    ];
    for (n_samples, test_share, expected) in worked.into_iter().chain(fine).chain([random]) {
        let given = format!("n_samples {n_samples}, test_share {test_share:?}");
        let n_test = answer("test_size", (split.test_size)(n_samples, test_share)).given(&given)?;
        identical("n_test", &n_test, &expected).given(given)?;
    }
    // Products that are not exact; asked together, since each alone is wrong in several ways.
    let given = "100 rows with test_share 0.07, and 10 rows with 0.9";
    let of = |n_samples, test_share| answer("test_size", (split.test_size)(n_samples, test_share)).given(given);
    identical("n_test, n_test", &array![of(100, 0.07)?, of(10, 0.9)?], &array![8, 9]).given(given)
}

fn bad_share_is_refused(split: &Contract, _: &mut Cases) -> Outcome {
    let shares = [0.0, 1.0, -0.25, 1.5, 20.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let asked = shares.map(|test_share| sized(split, 10, test_share, SplitError::BadShare));
    refuses_each("test_size", &asked)?;
    answer("test_size", (split.test_size)(10, 0.25)).map(|_| ()).given("n_samples 10, test_share 0.25")
}

fn empty_training_is_refused(split: &Contract, _: &mut Cases) -> Outcome {
    let too_much = [(4, 0.875), (1, 0.25), (0, 0.25), (10, 0.999_999_999_9)];
    let asked = too_much.map(|(n, test_share)| sized(split, n, test_share, SplitError::NothingToTrainOn));
    refuses_each("test_size", &asked)?;
    for (n_samples, test_share, left) in [(4, 0.75, 3), (2, 0.5, 1), (2, 0.01, 1)] {
        let given = format!("n_samples {n_samples}, test_share {test_share:?}");
        let n_test =
            answer("test_size, which leaves one row", (split.test_size)(n_samples, test_share)).given(&given)?;
        identical("n_test", &n_test, &left).given(given)?;
    }
    Ok(())
}

fn sized(split: &Contract, n_samples: usize, test_share: f64, expected: SplitError) -> Asked<usize, SplitError> {
    let given = format!("n_samples {n_samples}, test_share {test_share:?}");
    (given, (split.test_size)(n_samples, test_share), expected)
}

/// The shares come out even, so that rounding is not graded again; but for the last one, which is a row more only if
/// all its digits count.
fn beginning_is_held_out(split: &Contract, cases: &mut Cases) -> Outcome {
    for (order, test_share, n_test) in [
        (vec![6, 3, 0, 7, 2, 5, 1, 4], 0.25, 2),
        (cases.permutation(16), 0.25, 4),
        (cases.permutation(2_060), 0.25, 515),
        (vec![6, 3, 0, 7, 2, 5, 1, 4], A_LITTLE_MORE, 3),
    ] {
        let given = format!("{}, test_share {test_share:?}", in_words(&order));
        let rows = divided(split, &order, test_share).given(&given)?;
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
    let bad = [
        vec![2, 0, 2, 1],
        vec![3, 1, 2, 4],
        vec![0, 1, 2, 400],
        // The sum is that of 0 to 3; in the next one, of 0 to 6, so is the sum of the squares.
        vec![3, 0, 0, 3],
        vec![6, 1, 3, 2, 6, 1, 2],
        vec![1, 1, 1],
        vec![(1 << 32) + 1, 0, 3, 2],
    ];
    let asked = bad.map(|order| rows_of(split, &order, 0.25, SplitError::NotAPermutation));
    refuses_each("split_rows", &asked)?;
    for order in [vec![2, 0, 3, 1], vec![0, 1, 2, 3], vec![3, 2, 1, 0]] {
        divided(split, &order, 0.25).map(|_| ()).given(format!("{}, test_share 0.25", in_words(&order)))?;
    }
    Ok(())
}

fn rows_of(split: &Contract, order: &[usize], test_share: f64, expected: SplitError) -> Asked<String, SplitError> {
    let given = format!("{}, test_share {test_share:?}", in_words(order));
    let answer = (split.split_rows)(order, test_share);
    (given, answer.map(|rows| sizes(rows.train.len(), rows.test.len())), expected)
}

fn sizes(n_train: usize, n_test: usize) -> String {
    format!("{n_train} train rows and {n_test} test rows")
}

/// Copied as they are: large, small and negative numbers, rows that are equal, and tables that lie in memory column by
/// column or the other way round.
fn takes_the_named_rows(split: &Contract, cases: &mut Cases) -> Outcome {
    let records = array![[0.5, 7e300], [-1.5, 8e-300], [0.5, 7e300], [3.5, 0.1]];
    let targets = array![10.0, 11.0, 12.0, 13.0];
    for (rows, expected) in [
        (vec![1, 3], array![[-1.5, 8e-300], [3.5, 0.1]]),
        (vec![2, 0, 3], array![[0.5, 7e300], [0.5, 7e300], [3.5, 0.1]]),
        (vec![3, 0, 3], array![[3.5, 0.1], [0.5, 7e300], [3.5, 0.1]]),
        (vec![], Array2::zeros((0, 2))),
    ] {
        let part = (split.take)(records.view(), targets.view(), &rows);
        identical("records", &part.records, &expected).given(format!(
            "records {}, targets {}, rows {rows:?}",
            shown(&records),
            shown(&targets)
        ))?;
    }
    let (table, targets) = (cases.table(3, 30, -5.0..5.0), cases.vector(30, -5.0..5.0));
    let rows = cases.permutation(30).split_off(18);
    let mut backwards = table.t();
    backwards.invert_axis(Axis(0));
    for (records, lies) in [(table.t(), "column by column"), (backwards, "backwards")] {
        let part = (split.take)(records, targets.view(), &rows);
        let expected = Array2::from_shape_fn((12, 3), |(place, column)| records[[rows[place], column]]);
        identical("records", &part.records, &expected)
            .given(format!("30 random records of 3 columns that lie {lies} in memory, rows {rows:?}"))?;
    }
    Ok(())
}

fn taken_rows_bring_their_targets(split: &Contract, cases: &mut Cases) -> Outcome {
    let (records, targets) = (array![[0.5], [1.5], [1.5], [3.5]], array![10.0, -11.0, 12.5, 13e-9]);
    for (rows, expected) in
        [(vec![3, 1], array![13e-9, -11.0]), (vec![2, 1, 2], array![12.5, -11.0, 12.5]), (vec![], Array1::zeros(0))]
    {
        let part = (split.take)(records.view(), targets.view(), &rows);
        identical("targets", &part.targets, &expected).given(format!(
            "records {}, targets {}, rows {rows:?}",
            shown(&records),
            shown(&targets)
        ))?;
    }
    let (records, table) = (cases.table(1_100, 1, -5.0..5.0), of_all_sizes(cases, 1_100, 2));
    let rows: Vec<usize> = cases.permutation(30).iter().take(12).map(|row| 1_099 - row).collect();
    let mut backwards = table.column(1);
    backwards.invert_axis(Axis(0));
    for (targets, are) in [(table.column(0), "a column of a table"), (backwards, "a column from its end to its top")] {
        let part = (split.take)(records.view(), targets, &rows);
        let expected: Array1<f64> = rows.iter().map(|row| targets[*row]).collect();
        identical("targets", &part.targets, &expected)
            .given(format!("1,100 random records, 1,100 random targets that are {are}, rows {rows:?}"))?;
    }
    Ok(())
}

/// From tiny to huge, of both signs, with all digits that they can have.
fn of_all_sizes(cases: &mut Cases, n_samples: usize, n_features: usize) -> Array2<f64> {
    let mut table = cases.table(n_samples, n_features, -9.0..9.0);
    table.indexed_iter_mut().for_each(|((row, _), number)| *number *= 10_f64.powi(row as i32 % 25 - 12));
    table
}

/// Every record says in column 0 which row it is, so it knows its target.
fn records_keep_their_targets(split: &Contract, cases: &mut Cases) -> Outcome {
    for order in [vec![6, 3, 0, 7, 2, 5, 1, 4], cases.permutation(16)] {
        let n_samples = order.len();
        let columns = Array2::from_shape_fn((2, n_samples), |(column, row)| (row + 1000 * column) as f64);
        let records = columns.reversed_axes();
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
    let (records, targets) = (of_all_sizes(cases, 1_100, 2), of_all_sizes(cases, 1_100, 1).remove_axis(Axis(1)));
    let order = cases.permutation(1_100);
    let given = format!("1,100 random records and targets, from 1e-12 to 1e12, {}, test_share 0.25", in_words(&order));
    let halves = (split.train_test_split)(records.view(), backwards(&targets).view(), &order, 0.25);
    let halves = answer("train_test_split", halves).given(&given)?;
    follow_the_order(&halves, &records, &targets, order.split_at(275)).given(given)
}

fn follow_the_order(
    halves: &Split,
    records: &Array2<f64>,
    targets: &Array1<f64>,
    (test, train): (&[usize], &[usize]),
) -> Outcome {
    for (name, part, rows) in [("test", &halves.test, test), ("train", &halves.train, train)] {
        identical(&format!("{name}.records"), &part.records, &records.select(Axis(0), rows))?;
        identical(&format!("{name}.targets"), &part.targets, &targets.select(Axis(0), rows))?;
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
    for (test_share, n_test) in [(0.2, 30), (0.2 + 1e-8, 31)] {
        let given = format!("the 150 irises, {}, test_share {test_share:?}", in_words(&order));
        let halves = (split.train_test_split)(flowers.records.view(), flowers.targets.view(), &order, test_share);
        let halves = answer("train_test_split", halves).given(&given)?;
        follow_the_order(&halves, &flowers.records, &flowers.targets, order.split_at(n_test)).given(given)?;
    }
    Ok(())
}

fn unequal_lengths_are_refused(split: &Contract, _: &mut Cases) -> Outcome {
    let lengths = [
        (4, 5, vec![2, 0, 1]),
        (4, 5, vec![2, 0, 3, 1]),
        (4, 4, vec![2, 0, 1]),
        (4, 4, vec![2, 0, 4, 3, 1]),
        (5, 4, vec![2, 0, 3, 1]),
        (5, 4, vec![2, 0, 4, 3, 1]),
        (4, 5, vec![2, 0, 4, 3, 1]),
    ];
    // Each by itself: an answer to one of them may be a panic.
    for (n_records, n_targets, order) in lengths {
        let asked = refused(split, n_records, n_targets, &order, 0.25, SplitError::DifferentLengths);
        refuses_each("train_test_split", &[asked])?;
    }
    let (records, targets, order) = (Array2::zeros((4, 2)), Array1::zeros(4), [2, 0, 3, 1]);
    let halves = (split.train_test_split)(records.view(), targets.view(), &order, 0.25);
    answer("train_test_split", halves)
        .map(|_| ())
        .given(format!("4 records, 4 targets, order {order:?}, test_share 0.25"))
}

fn errors_are_handed_on(split: &Contract, _: &mut Cases) -> Outcome {
    let bad = [
        (vec![2, 0, 1, 3], 0.875, SplitError::NothingToTrainOn),
        (vec![0], 0.25, SplitError::NothingToTrainOn),
        (vec![], 0.25, SplitError::NothingToTrainOn),
        (vec![2, 0, 1, 3], 0.0, SplitError::BadShare),
        (vec![2, 0, 1, 3], 20.0, SplitError::BadShare),
        (vec![2, 0, 1, 3], f64::NAN, SplitError::BadShare),
        (vec![2, 0, 2, 1], 0.25, SplitError::NotAPermutation),
    ];
    let rows = bad.each_ref().map(|(order, test_share, expected)| rows_of(split, order, *test_share, *expected));
    refuses_each("split_rows", &rows)?;
    let halves =
        bad.map(|(order, test_share, expected)| refused(split, order.len(), order.len(), &order, test_share, expected));
    refuses_each("train_test_split", &halves)
}

fn refused(
    split: &Contract,
    n_records: usize,
    n_targets: usize,
    order: &[usize],
    test_share: f64,
    expected: SplitError,
) -> Asked<String, SplitError> {
    let (records, targets) = (Array2::zeros((n_records, 2)), Array1::zeros(n_targets));
    let halves = (split.train_test_split)(records.view(), targets.view(), order, test_share);
    let given = format!("{n_records} records, {n_targets} targets, {}, test_share {test_share:?}", in_words(order));
    (given, halves.map(|halves| sizes(halves.train.targets.len(), halves.test.targets.len())), expected)
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
