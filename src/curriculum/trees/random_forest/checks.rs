//! What is graded.

use ndarray::{Array1, Array2, Axis, array};

use super::oracles::{Trial, bag, by_tree, settings, tenths, wines};
use super::{Contract, Limits, NothingOutOfBag, Settings, Tree};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, refuses_numbers, same_items, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the out-of-bag rows are those that are not in the bag", points: 8, run: rows_outside },
    Check { name: "a forest predicts the mean of its trees", points: 10, run: predicts_the_mean },
    Check {
        name: "a bag of every row and a split of all columns grow the tree itself",
        points: 5,
        run: the_tree_itself,
    },
    Check { name: "every tree learns from the rows of its own bag", points: 9, run: own_bag },
    Check { name: "a row that is drawn twice counts twice", points: 6, run: drawn_twice },
    Check { name: "a split looks at the first max_features columns of a shuffle", points: 8, run: first_columns },
    Check { name: "every split has a shuffle of its own", points: 10, run: own_shuffle },
    Check { name: "a row is predicted by the trees that have not seen it", points: 12, run: unseen_by },
    Check { name: "a row that every tree has seen has no out-of-bag prediction", points: 5, run: seen_by_all },
    Check { name: "the target of a row never touches its own out-of-bag prediction", points: 5, run: nothing_leaks },
    Check { name: "the out-of-bag error is the mean of the squared errors", points: 7, run: error_is_mean_square },
    Check { name: "rows without an out-of-bag prediction are left out of the error", points: 5, run: error_skips },
    Check { name: "an error of no rows is refused", points: 5, run: nothing_out_of_bag },
    Check { name: "the out-of-bag error on the wines is that of scikit-learn's trees", points: 5, run: wines_agree },
];

const EXACT: f64 = 1e-9;
/// For numbers far from 0, whose differences are small.
const TIGHT: f64 = 1e-13;

fn rows_outside(forest: &Contract, cases: &mut Cases) -> Outcome {
    for (n_samples, bag, expected) in [
        (6, vec![3, 3, 0, 5, 1, 1], vec![2, 4]),
        (6, vec![1, 4], vec![0, 2, 3, 5]),
        (3, vec![2, 0, 1], vec![]),
        (3, vec![], vec![0, 1, 2]),
    ] {
        let rows = (forest.out_of_bag_rows)(n_samples, &bag);
        same_items("out_of_bag_rows", &rows, &expected).given(format!("n_samples {n_samples}, bag {bag:?}"))?;
    }
    let bag_of_three = [700, 2, 700];
    let expected: Vec<usize> = (0..2049).filter(|row| !bag_of_three.contains(row)).collect();
    let rows = (forest.out_of_bag_rows)(2049, &bag_of_three);
    same_items("out_of_bag_rows", &rows, &expected).given(format!("n_samples 2049, bag {bag_of_three:?}"))?;
    let (long_bag, expected): (Vec<usize>, Vec<usize>) = ((0..1100).collect(), (1100..1200).collect());
    let rows = (forest.out_of_bag_rows)(1200, &long_bag);
    same_items("out_of_bag_rows", &rows, &expected).given("n_samples 1200, bag 0 to 1099")?;
    let bag = bag(cases, 15);
    let expected: Vec<usize> = (0..15).filter(|row| !bag.contains(row)).collect();
    let rows = (forest.out_of_bag_rows)(15, &bag);
    same_items("out_of_bag_rows", &rows, &expected).given(format!("n_samples 15, bag {bag:?}"))
}

fn predicts_the_mean(forest: &Contract, cases: &mut Cases) -> Outcome {
    let trees = [Tree::Leaf(1.0), Tree::Leaf(2.0), stump(0, 5.0, 3.0, 9.0)];
    let records = array![[4.0], [6.0]];
    let predictions = (forest.predict)(&trees, records.view());
    close("predictions", &predictions, &array![2.0, 4.0], EXACT).given(format!(
        "records {}, three trees: Leaf(1), Leaf(2), and one that says 3 up to 5, else 9",
        shown(&records)
    ))?;

    for (trees, expected) in [
        (vec![Tree::Leaf(-1.0), Tree::Leaf(-4.0), Tree::Leaf(-1.0)], -2.0),
        (vec![Tree::Leaf(0.1 + 1e8), Tree::Leaf(0.7 + 1e8)], 0.4 + 1e8),
        ((0..1100).map(|tree| Tree::Leaf(f64::from(tree))).collect(), 549.5),
    ] {
        let predictions = (forest.predict)(&trees, array![[0.0]].view());
        let leaves = if trees.len() > 3 { "Leaf(0) to Leaf(1099)".to_owned() } else { format!("{trees:?}") };
        close("predictions", &predictions, &array![expected], TIGHT).given(format!("1 row, trees {leaves}"))?;
    }
    let (trees, records) = (stumps(cases, 4), tenths(cases, 6, 2));
    let mut expected = Array1::<f64>::zeros(6);
    for tree in by_tree(&trees, records.view()).rows() {
        expected += &tree;
    }
    let predictions = (forest.predict)(&trees, records.view());
    close("predictions", &predictions, &(expected / 4.0), EXACT)
        .given(format!("records {}, trees {trees:?}", shown(&records)))?;
    let (trees, records, given) = near_and_far();
    close("predictions", &(forest.predict)(&trees, records.view()), &Array1::from_iter(NEAR_AND_FAR), EXACT)
        .given(given)
}

/// Values that are hardly apart, and large ones, stored from the last row to the first.
fn near_and_far() -> (Vec<Tree>, Array2<f64>, String) {
    let (low, high) = (0.1 + 1e-10, 0.1 + 2e-10);
    let trees = vec![stump(0, low, 1.0, 3.0), stump(0, 2e6, 10.0, 30.0)];
    let records = backwards(&array![[low], [high], [2e6], [3e6], [-3e6]]);
    let given = format!("records [[{low:?}], [{high:?}], [2e6], [3e6], [-3e6]], read backwards, trees {trees:?}");
    (trees, records, given)
}

/// What the trees of [`near_and_far`] say together.
const NEAR_AND_FAR: [f64; 5] = [5.5, 6.5, 6.5, 16.5, 5.5];

/// Bagging and random columns are all that makes a forest differ from a tree.
fn the_tree_itself(forest: &Contract, cases: &mut Cases) -> Outcome {
    let small = Trial {
        records: array![[1.0], [2.0], [4.0], [7.0]],
        targets: array![10.0, 14.0, 40.0, 44.0],
        bags: vec![vec![3, 1, 0, 2]],
        settings: settings(1, 1),
        shuffles: vec![vec![0]],
    };
    let random = Trial {
        records: tenths(cases, 8, 3),
        targets: tenths(cases, 8, 1).column(0).to_owned(),
        bags: vec![cases.permutation(8)],
        settings: settings(3, 3),
        shuffles: vec![vec![0, 1, 2]],
    };
    let (trees, _) = small.run(forest)?;
    close("predictions of the tree", &small.predicted(&trees), &array![[12.0, 12.0, 42.0, 42.0]], EXACT)
        .given(small.given())?;
    let limited = Trial {
        targets: array![10.0, 14.0, 40.0, 60.0],
        settings: Settings { max_features: 1, limits: Limits { max_depth: 3, min_samples_leaf: 2 } },
        ..small
    };
    let (trees, _) = limited.run(forest)?;
    close("predictions of the tree", &limited.predicted(&trees), &array![[12.0, 12.0, 50.0, 50.0]], EXACT)
        .given(limited.given())?;
    let tree = Tree::fit(random.records.view(), random.targets.view(), &random.settings.limits, &mut || vec![0, 1, 2]);
    let (trees, _) = random.run(forest)?;
    close("predictions of the tree", &random.predicted(&trees), &random.predicted(&[tree]), EXACT).given(random.given())
}

fn own_bag(forest: &Contract, cases: &mut Cases) -> Outcome {
    let small = Trial {
        records: array![[1.0], [2.0], [3.0], [4.0]],
        targets: array![10.0, 20.0, 30.0, 40.0],
        bags: vec![vec![1, 0], vec![2, 3], vec![0, 3]],
        settings: settings(1, 1),
        shuffles: vec![vec![0]],
    };
    let (trees, _) = small.run(forest)?;
    let expected = array![[10.0, 20.0, 20.0, 20.0], [30.0, 30.0, 30.0, 40.0], [10.0, 10.0, 40.0, 40.0]];
    close("predictions, one row for every tree", &small.predicted(&trees), &expected, EXACT).given(small.given())?;

    let random = Trial {
        records: tenths(cases, 10, 2),
        targets: tenths(cases, 10, 1).column(0).to_owned(),
        bags: (0..3).map(|_| bag(cases, 10)).collect(),
        settings: settings(2, 2),
        shuffles: vec![vec![0, 1]],
    };
    let (trees, _) = random.run(forest)?;
    let expected = random.predicted(&random.expected().0);
    close("predictions, one row for every tree", &random.predicted(&trees), &expected, EXACT).given(random.given())?;
    every_digit_counts(forest)
}

/// Rows that are hardly apart, rows far from 0, and small targets. The trees tell all rows of their bag apart. Records and
/// targets are stored from the last row to the first.
fn every_digit_counts(forest: &Contract) -> Outcome {
    let values = array![-3e6, -2e6, 0.1, 0.1 + 1e-10, 2e6, 3e6];
    let answers = array![1.234_567_891, -2.5, 0.123_456_789, 3.75, -0.75, 7.25];
    let expected = answers.view().insert_axis(Axis(0));
    let bag: Vec<usize> = (1094..1100).collect();
    let records = Array2::from_shape_fn((1100, 1), |(row, _)| if row < 1094 { 5.0 } else { values[row - 1094] });
    for unit in [1e-10, 1e6] {
        let targets = Array1::from_shape_fn(1100, |row| if row < 1094 { 0.0 } else { unit * answers[row - 1094] });
        let mut shuffle = || vec![0];
        let trees = (forest.fit)(
            backwards(&records).view(),
            backwards(&targets).view(),
            std::slice::from_ref(&bag),
            &settings(1, 6),
            &mut shuffle,
        );
        let predictions = by_tree(&trees, records.select(Axis(0), &bag).view()) / unit;
        close(&format!("predictions for the last six rows / {unit:?}"), &predictions, &expected, EXACT).given(
            format!(
                "1094 rows of value 5 and target 0, then the values {:?} with the targets {unit:?} times {:?}; records and targets stored from the last row to the first; bag 1094 to 1099, max_features 1, max_depth 6, min_samples_leaf 1",
                values.to_vec(),
                answers.to_vec()
            ),
        )?;
    }
    Ok(())
}

/// A column that is the same everywhere cannot be split: the tree is a leaf with the mean of its bag.
fn drawn_twice(forest: &Contract, cases: &mut Cases) -> Outcome {
    let targets = [array![0.0, 3.0, 9.0], cases.vector(3, 0.0..9.0).mapv(f64::round)];
    for (targets, bags) in targets.into_iter().zip([vec![vec![0, 0, 1]], vec![vec![2, 2, 2, 1], vec![0, 1, 0]]]) {
        let mean = |bag: &Vec<usize>| bag.iter().map(|row| targets[*row]).sum::<f64>() / bag.len() as f64;
        let expected: Array1<f64> = bags.iter().map(mean).collect();
        let trial = Trial {
            records: array![[1.0], [1.0], [1.0]],
            targets: targets.clone(),
            bags,
            settings: settings(1, 1),
            shuffles: vec![vec![0]],
        };
        let (trees, _) = trial.run(forest)?;
        let predictions = by_tree(&trees, array![[1.0]].view()).column(0).to_owned();
        close("predictions of row 0, one for every tree", &predictions, &expected, EXACT).given(trial.given())?;
    }
    Ok(())
}

/// Column j sets row j apart from the others. That helps most in column 3, then 0, then 1, then 2.
fn first_columns(forest: &Contract, cases: &mut Cases) -> Outcome {
    const OTHERS: [[f64; 4]; 4] = [
        [1.0, 14.0 / 3.0, 14.0 / 3.0, 14.0 / 3.0],
        [13.0 / 3.0, 2.0, 13.0 / 3.0, 13.0 / 3.0],
        [11.0 / 3.0, 11.0 / 3.0, 4.0, 11.0 / 3.0],
        [7.0 / 3.0, 7.0 / 3.0, 7.0 / 3.0, 8.0],
    ];
    const BEST_FIRST: [usize; 4] = [3, 0, 1, 2];
    let everything: Vec<usize> = (0..4).collect();
    let by_hand = vec![vec![2, 1, 0, 3], vec![1, 0, 3, 2], vec![3, 2, 1, 0]];
    for (max_features, shuffles) in
        [(2, by_hand.clone()), (1, by_hand), (cases.index(1..5), (0..5).map(|_| cases.permutation(4)).collect())]
    {
        let split_by = |shuffle: &Vec<usize>| {
            let first = &shuffle[..max_features];
            BEST_FIRST.into_iter().find(|column| first.contains(column)).unwrap_or(0)
        };
        let expected = Array2::from_shape_fn((shuffles.len(), 4), |(tree, row)| OTHERS[split_by(&shuffles[tree])][row]);
        let trial = Trial {
            records: Array2::eye(4),
            targets: array![1.0, 2.0, 4.0, 8.0],
            bags: vec![everything.clone(); shuffles.len()],
            settings: settings(max_features, 1),
            shuffles,
        };
        let (trees, _) = trial.run(forest)?;
        close("predictions, one row for every tree", &trial.predicted(&trees), &expected, EXACT)
            .given(trial.given())?;
    }
    Ok(())
}

fn own_shuffle(forest: &Contract, cases: &mut Cases) -> Outcome {
    let small = Trial {
        records: array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]],
        targets: array![0.0, 1.0, 10.0, 12.0],
        bags: vec![vec![0, 1, 2, 3]],
        settings: settings(1, 2),
        shuffles: vec![vec![0, 1], vec![1, 0], vec![1, 0]],
    };
    let (trees, calls) = small.run(forest)?;
    let expected = array![[0.0, 1.0, 10.0, 12.0]];
    close("predictions of the tree", &small.predicted(&trees), &expected, EXACT).given(small.given())?;
    identical("calls of shuffle", &calls, &3).given(small.given())?;
    // All columns are asked for, and shuffled all the same.
    let all = Trial { settings: settings(2, 2), shuffles: vec![vec![1, 0]], ..small };
    let (trees, calls) = all.run(forest)?;
    close("predictions of the tree", &all.predicted(&trees), &expected, EXACT).given(all.given())?;
    identical("calls of shuffle", &calls, &3).given(all.given())?;

    let random = Trial {
        records: tenths(cases, 8, 3),
        targets: tenths(cases, 8, 1).column(0).to_owned(),
        bags: (0..3).map(|_| bag(cases, 8)).collect(),
        settings: settings(1, 3),
        shuffles: (0..7).map(|_| cases.permutation(3)).collect(),
    };
    let (trees, calls) = random.run(forest)?;
    let (grown, shuffled) = random.expected();
    let expected = random.predicted(&grown);
    close("predictions, one row for every tree", &random.predicted(&trees), &expected, EXACT).given(random.given())?;
    identical("calls of shuffle", &calls, &shuffled).given(random.given())
}

fn unseen_by(forest: &Contract, cases: &mut Cases) -> Outcome {
    let trees = [Tree::Leaf(1.0), Tree::Leaf(2.0), Tree::Leaf(6.0)];
    let bags = [vec![0, 0, 1, 1], vec![1, 2, 2, 1], vec![0, 2, 2, 2]];
    let records = array![[0.0], [1.0], [2.0], [3.0]];
    let predictions = (forest.out_of_bag_predictions)(&trees, records.view(), &bags);
    close("out_of_bag_predictions", &predictions, &array![2.0, 6.0, 1.0, 3.0], EXACT)
        .given(format!("4 rows, trees Leaf(1), Leaf(2), Leaf(6), bags {bags:?}"))?;
    // A mean of 0 is a prediction, and so is one below.
    let trees = [Tree::Leaf(-3.0), Tree::Leaf(3.0), Tree::Leaf(0.0)];
    let bags = [vec![1, 2], vec![1, 3, 3, 2], vec![0, 3]];
    let predictions = (forest.out_of_bag_predictions)(&trees, records.view(), &bags);
    close("out_of_bag_predictions", &predictions, &array![0.0, 0.0, 0.0, -3.0], EXACT)
        .given(format!("4 rows, trees Leaf(-3), Leaf(3), Leaf(0), bags {bags:?}"))?;
    // So many trees that a byte does not count them.
    let (trees, bags): (Vec<_>, Vec<_>) = (0..1100).map(|tree| (Tree::Leaf(f64::from(tree)), Vec::new())).unzip();
    let predictions = (forest.out_of_bag_predictions)(&trees, array![[0.0]].view(), &bags);
    close("out_of_bag_predictions", &predictions, &array![549.5], EXACT)
        .given("1 row, trees Leaf(0) to Leaf(1099), every bag empty")?;
    let (trees, records, given) = near_and_far();
    let predictions = (forest.out_of_bag_predictions)(&trees, records.view(), &[vec![], vec![]]);
    close("out_of_bag_predictions", &predictions, &Array1::from_iter(NEAR_AND_FAR), EXACT)
        .given(format!("{given}, both bags empty"))?;

    let (trees, records) = (stumps(cases, 4), tenths(cases, 8, 2));
    // The last bag leaves every row out, so that every row has a prediction.
    let mut bags: Vec<Vec<usize>> = (0..3).map(|_| bag(cases, 8)).collect();
    bags.push(Vec::new());
    let by_tree = by_tree(&trees, records.view());
    let expected = Array1::from_shape_fn(8, |row| {
        let unseen: Vec<usize> = (0..4).filter(|tree| !bags[*tree].contains(&row)).collect();
        unseen.iter().map(|tree| by_tree[[*tree, row]]).sum::<f64>() / unseen.len() as f64
    });
    let predictions = (forest.out_of_bag_predictions)(&trees, records.view(), &bags);
    close("out_of_bag_predictions", &predictions, &expected, EXACT)
        .given(format!("records {}, trees {trees:?}, bags {bags:?}", shown(&records)))
}

fn seen_by_all(forest: &Contract, _: &mut Cases) -> Outcome {
    let trees = [Tree::Leaf(4.0), Tree::Leaf(8.0)];
    let bags = [vec![0, 2, 2], vec![0, 1, 0]];
    let predictions = (forest.out_of_bag_predictions)(&trees, array![[0.0], [1.0], [2.0]].view(), &bags);
    close("out_of_bag_predictions", &predictions, &array![f64::NAN, 4.0, 8.0], EXACT)
        .given(format!("3 rows, trees Leaf(4), Leaf(8), bags {bags:?}"))
}

/// Fitted and asked as a whole: whatever the target of a row is, the trees that answer for it have not heard of it.
fn nothing_leaks(forest: &Contract, cases: &mut Cases) -> Outcome {
    let (records, targets) = (tenths(cases, 10, 2), tenths(cases, 10, 1).column(0).to_owned());
    // Every row is in two of four bags, at least.
    let mut bags = vec![Vec::new(); 4];
    for row in 0..10 {
        bags[row % 4].extend([row, row]);
        bags[(row + 1) % 4].push(row);
    }
    let predictions = |targets: Array1<f64>| {
        let trial = Trial {
            records: records.clone(),
            targets,
            bags: bags.clone(),
            settings: settings(2, 2),
            shuffles: vec![vec![0, 1]],
        };
        let (trees, _) = trial.run(forest)?;
        let predictions = (forest.out_of_bag_predictions)(&trees, trial.records.view(), &trial.bags);
        has_shape("out_of_bag_predictions", &predictions, &[10]).given(trial.given())?;
        finite("out_of_bag_predictions", &predictions).given(trial.given())?;
        Ok::<_, mlings_grading::Failure>((predictions, trial.given()))
    };
    let (before, given) = predictions(targets.clone())?;
    for row in [3, 8] {
        let mut changed = targets.clone();
        changed[row] = 1e6;
        let given = format!("{given}; then the same with 1000000 as the target of row {row}");
        let (after, _) = predictions(changed).given(&given)?;
        identical(&format!("out-of-bag prediction of row {row} as before"), &after[row], &before[row]).given(given)?;
    }
    Ok(())
}

fn error_is_mean_square(forest: &Contract, cases: &mut Cases) -> Outcome {
    let random = cases.vector(6, 3.0..8.0).mapv(|grade| (grade * 10.0).round() / 10.0);
    let squares = random.iter().map(|grade| (grade - 6.0).powi(2)).sum::<f64>();
    for (predictions, targets, expected) in [
        (array![2.0, 6.0, 1.0], array![1.0, 6.0, 4.0], 10.0 / 3.0),
        (array![5.5, 5.0], array![5.0, 6.0], 0.625),
        // 0 is a prediction like any other, and so is one below it.
        (array![0.0, 5.0], array![3.0, 5.0], 4.5),
        (array![-2.0, 1.0, -0.0], array![-4.0, 1.0, 1.0], 5.0 / 3.0),
        (array![4.0, 4.0], array![4.0, 4.0], 0.0),
        // Far from 0, and in small units.
        (array![1e8 + 0.5, 1e8 - 0.25], array![1e8, 1e8], 0.15625),
        (array![3e-9, -1e-9], array![1e-9, -2e-9], 2.5e-18),
        (array![2.5e-9, 2.25e-9], array![1.123_456_789e-9, 3.5e-9], 1.728_685_605_875_095_2e-18),
        (random, Array1::from_elem(6, 6.0), squares / 6.0),
    ] {
        let given = format!("predictions {:?}, targets {:?}", predictions.to_vec(), targets.to_vec());
        let error = answer("out_of_bag_error", (forest.out_of_bag_error)(predictions.view(), targets.view()));
        // Relative also below 1.
        let within = EXACT * expected.clamp(0.0, 1.0);
        close("out_of_bag_error", &error.given(&given)?, &expected, within).given(given)?;
    }
    let numbers = Array1::from_shape_fn(2049, |row| row as f64);
    let targets = numbers.mapv(|number| if number < 1500.0 { number } else { number - 1.5 });
    let given = "predictions 0 to 2048, targets the same, but from number 1500 on less by 1.5; both stored from the last row to the first";
    let error = (forest.out_of_bag_error)(backwards(&numbers).view(), backwards(&targets).view());
    close("out_of_bag_error", &answer("out_of_bag_error", error).given(given)?, &(549.0 * 2.25 / 2049.0), EXACT)
        .given(given)
}

fn error_skips(forest: &Contract, _: &mut Cases) -> Outcome {
    for (predictions, targets, expected) in [
        (array![2.0, f64::NAN, 1.0, f64::NAN], array![1.0, 6.0, 4.0, 5.0], 5.0),
        (array![f64::NAN, 1.0, f64::NAN], array![2.0, 3.0, 2.0], 4.0),
        (array![2.5], array![2.0], 0.25),
    ] {
        let given = format!("predictions {}, targets {}", shown(&predictions), shown(&targets));
        let error = answer("out_of_bag_error", (forest.out_of_bag_error)(predictions.view(), targets.view()));
        close("out_of_bag_error", &error.given(&given)?, &expected, EXACT).given(given)?;
    }
    Ok(())
}

fn nothing_out_of_bag(forest: &Contract, _: &mut Cases) -> Outcome {
    let (predictions, targets) = (array![f64::NAN, f64::NAN], array![5.0, 6.0]);
    let error = (forest.out_of_bag_error)(predictions.view(), targets.view());
    refuses_numbers("out_of_bag_error", &error, &NothingOutOfBag).given(format!(
        "predictions {}, targets {}",
        shown(&predictions),
        shown(&targets)
    ))
}

/// scikit-learn's trees on the same bags, as `tests/fixtures/random_forest.json` has it.
fn wines_agree(forest: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = wines(0, 9)?;
    let n_samples = targets.len();
    let settings = Settings { max_features: 11, limits: Limits { max_depth: 3, min_samples_leaf: 8 } };
    let bags: Vec<Vec<usize>> = (0..4).map(|tree| spread_bag(tree, n_samples)).collect();
    let mut shuffle = || (0..11).collect();
    let trees = (forest.fit)(records.view(), targets.view(), &bags, &settings, &mut shuffle);
    let given = "every ninth of the 1359 different wines, row i of bag t is (i + 1) * (3 * i + 50 * t + 17) % 1009 % 151, max_features 11, max_depth 3, min_samples_leaf 8";
    identical("trees in the forest", &trees.len(), &bags.len()).given(given)?;
    let predictions = (forest.out_of_bag_predictions)(&trees, records.view(), &bags);
    let error =
        answer("out_of_bag_error", (forest.out_of_bag_error)(predictions.view(), targets.view())).given(given)?;
    close("out_of_bag_error", &error, &OUT_OF_BAG_ERROR, EXACT).given(given)
}

/// By scikit-learn 1.8.0.
const OUT_OF_BAG_ERROR: f64 = 0.535_948_101_238_929_8;

/// A bag that needs no generator.
fn spread_bag(tree: usize, n_samples: usize) -> Vec<usize> {
    (0..n_samples).map(|i| (i + 1) * (3 * i + 50 * tree + 17) % 1009 % n_samples).collect()
}

fn stump(feature: usize, threshold: f64, low: f64, high: f64) -> Tree {
    Tree::Split { feature, threshold, low: Box::new(Tree::Leaf(low)), high: Box::new(Tree::Leaf(high)) }
}

/// Trees of one split in one of two columns, with numbers that a learner can copy.
fn stumps(cases: &mut Cases, n_trees: usize) -> Vec<Tree> {
    let mut number = || (cases.number(-5.0..5.0) * 100.0).round() / 100.0;
    (0..n_trees).map(|tree| stump(tree % 2, number(), number(), number())).collect()
}
