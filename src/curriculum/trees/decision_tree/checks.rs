//! What is graded.

use std::fmt;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};

use super::oracles::{best_by_gini, followed, in_the_middle, leaf, leaves, node, noise, planted, visits, written};
use super::{Contract, FindSplit, Limits, NoRows, Split, Tree};
use mlings_grading::compare::{answer, at_most, equal, holds, identical, refuses, same_items, shown};
use mlings_grading::layouts::{backwards, spread};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "every row follows the questions down to a leaf", points: 9, run: rows_come_to_leaves },
    Check { name: "a value equal to the threshold goes left", points: 6, run: equal_goes_left },
    Check { name: "the majority is the most frequent class, of equals the lowest", points: 8, run: majority },
    Check { name: "the depth is the most questions on any way, 0 for a leaf alone", points: 8, run: depth },
    Check { name: "grows the tree that was worked out by hand", points: 10, run: grows_by_hand },
    Check { name: "no way is longer than max_depth", points: 7, run: depth_is_limited },
    Check {
        name: "every leaf has min_samples_leaf rows, and splits as long as it can",
        points: 8,
        run: leaves_are_limited,
    },
    Check { name: "rows of one class are not split any further", points: 8, run: pure_rows_are_a_leaf },
    Check {
        name: "rows that nothing tells apart become a leaf of their majority",
        points: 7,
        run: equal_rows_are_a_leaf,
    },
    Check { name: "a split that gains nothing is made all the same", points: 6, run: no_gain_is_no_obstacle },
    Check {
        name: "a deeper tree is never worse on its own rows, and at last perfect",
        points: 5,
        run: deeper_is_no_worse,
    },
    Check { name: "classifies the rows as linfa's tree does", points: 5, run: agrees_with_linfa },
    Check { name: "without a row there is no tree", points: 5, run: nothing_to_learn_from },
    Check { name: "the depth is chosen by the validation rows, of equals the smallest", points: 8, run: chooses_depth },
];

const UNLIMITED: Limits = Limits { max_depth: None, min_samples_leaf: 1 };

fn rows_come_to_leaves(trees: &Contract, cases: &mut Cases) -> Outcome {
    let tree = node(0, 2.0, leaf(1, 3), node(1, -0.5, leaf(0, 2), leaf(2, 4)));
    let records = array![[1.0, 5.0], [3.0, -4.0], [3.0, 7.0], [-9.0, -9.0], [2.5, 0.0]];
    predicts(trees, &tree, &records, &array![1, 0, 2, 1, 2])?;
    predicts(trees, &leaf(4, 1), &records, &array![4, 4, 4, 4, 4])?;
    predicts(trees, &tree, &Array2::zeros((0, 2)), &array![])?;

    let tree = random_tree(cases, 4);
    let records = cases.table(8, 3, -5.0..5.0).mapv(f64::round) + 0.25;
    predicts(trees, &tree, &records, &followed(&tree, records.view()))?;
    let (tree, records) =
        (node(0, 1049.5, leaf(0, 1), leaf(1, 1)), Array2::from_shape_fn((1100, 1), |(i, _)| i as f64));
    let classes = (trees.predict)(&tree, backwards(&records).view());
    let given = "1100 rows of one column with the numbers 0 to 1099, stored from the last row to the first";
    identical("classes", &classes, &followed(&tree, records.view())).given(format!("tree {}, {given}", written(&tree)))
}

fn equal_goes_left(trees: &Contract, _: &mut Cases) -> Outcome {
    let tree = node(0, 2.0, leaf(1, 3), node(0, 4.0, leaf(0, 2), leaf(2, 4)));
    predicts(trees, &tree, &array![[2.0], [4.0], [2.5], [4.5]], &array![1, 0, 0, 2])?;
    // The larger of two neighbours is not equal to the lower, however near it is.
    for (low, high) in
        [(0.25, 0.75), (-0.75, -0.25), (1.0, 1.0 + 1e-9), (1e-300, 2e-300), (1e8, 1e8 + 1e-6), (1.0, 1.0_f64.next_up())]
    {
        predicts(trees, &node(0, low, leaf(0, 1), leaf(1, 1)), &array![[low], [high]], &array![0, 1])?;
    }
    Ok(())
}

fn majority(trees: &Contract, cases: &mut Cases) -> Outcome {
    // Class 0 once, class 1 twice and so on, renamed and shuffled.
    let (names, order) = (cases.permutation(5), cases.permutation(15));
    let copies: Vec<usize> = (0..5).flat_map(|class| vec![names[class]; class + 1]).collect();
    let random = order.into_iter().map(|copy| copies[copy]).collect();
    for (classes, expected) in [
        (array![2_usize, 0, 2, 1, 2], 2),
        (array![1, 2, 0, 0, 2, 0], 0),
        (array![7], 7),
        (random, names[4]),
        (array![1, 3, 3, 1], 1),
        (array![3, 1, 3, 1], 1),
        (array![1, 3, 1, 3], 1),
        (array![2, 0, 1], 0),
        (array![0, 1000, 300, 300], 300),
        (array![5, 70_000, 70_000], 70_000),
    ] {
        let class = (trees.majority)(classes.view());
        identical("majority", &class, &expected).given(format!("classes {classes}"))?;
    }
    // More rows of one class than a byte counts.
    let many = Array1::from_shape_fn(259, |row| if row < 2 { 0 } else { 3 });
    identical("majority", &(trees.majority)(many.view()), &3).given("2 rows of class 0, then 257 of class 3")?;
    let many = spread(&Array1::from_shape_fn(1300, |row| if row < 600 { 3 } else { 5 }));
    let given = "every second number of a list: 600 rows of class 3, then 700 of class 5";
    identical("majority", &(trees.majority)(many.view()), &5).given(given)
}

fn depth(trees: &Contract, cases: &mut Cases) -> Outcome {
    let stump = || node(0, 1.0, leaf(0, 1), leaf(1, 1));
    let random = random_tree(cases, 4);
    let deepest = leaves(&random, Array2::zeros((0, 0)).view()).iter().map(|leaf| leaf.questions).max().unwrap_or(0);
    let (to_the_left, to_the_right) = (node(1, 2.0, stump(), leaf(0, 2)), node(1, 2.0, leaf(0, 2), stump()));
    let both = [(trees.depth)(&to_the_left), (trees.depth)(&to_the_right)];
    same_items("depths", &both, &[2, 2]).given(format!(
        "{}, then {}",
        written(&to_the_left),
        written(&to_the_right)
    ))?;
    for (tree, expected) in [
        (leaf(0, 5), 0),
        (stump(), 1),
        (node(1, 2.0, stump(), stump()), 2),
        (node(1, 2.0, leaf(0, 2), node(0, 3.0, stump(), leaf(1, 1))), 3),
        (random, deepest),
    ] {
        identical("depth", &(trees.depth)(&tree), &expected).given(written(&tree))?;
    }
    Ok(())
}

fn grows_by_hand(trees: &Contract, _: &mut Cases) -> Outcome {
    let records = array![[1.0, 7.0], [2.0, 3.0], [3.0, 8.0], [6.0, 2.0], [8.0, 6.0], [9.0, 9.0]];
    let expected = node(0, 4.5, node(1, 5.0, leaf(1, 1), leaf(0, 2)), leaf(2, 3));
    is_tree(trees, &records, &array![0, 1, 0, 2, 2, 2], UNLIMITED, &expected)?;
    // Another find_split, another tree: whoever looks for the splits decides.
    let records = array![[1.0, 2.5], [2.0, -1.5], [3.0, 0.5], [4.0, 3.5], [5.0, 1.5], [6.0, 9.5]];
    let expected = node(1, 1.5, leaf(0, 3), leaf(1, 3));
    let by = ("split of the last column at its lower middle value", &in_the_middle as FindSplit);
    is_tree_by(trees, by, &records, &array![0, 0, 1, 1, 0, 1], UNLIMITED, &expected)?;
    let records = Array2::from_shape_fn((9, 2), |(row, column)| if column == 0 { 0.0 } else { 0.1 * row as f64 });
    let [left, right] = [node(1, 0.2, leaf(0, 3), leaf(1, 2)), node(1, 0.1 * 6.0, leaf(1, 2), leaf(0, 2))];
    let expected = node(1, 0.4, left, right);
    is_tree_by(trees, by, &records, &array![0, 0, 1, 1, 1, 1, 1, 0, 0], UNLIMITED, &expected)?;
    // Far from 0, and told apart all the same.
    let records = array![[1e8], [1e8 + 1.0], [1e8 + 2.0], [1e8 + 3.0]];
    let limits = Limits { max_depth: Some(2), ..UNLIMITED };
    is_tree(trees, &records, &array![0, 0, 1, 1], limits, &node(0, 1e8 + 1.5, leaf(0, 2), leaf(1, 2)))?;
    let records = array![[-3.0], [-1.0], [2.0], [4.0]];
    is_tree(trees, &records, &array![0, 0, 1, 1], UNLIMITED, &node(0, 0.5, leaf(0, 2), leaf(1, 2)))?;
    grows_from_many(trees)
}

/// Each list in turn lies backwards in memory.
fn grows_from_many(trees: &Contract) -> Outcome {
    let records = Array2::from_shape_fn((1100, 1), |(row, _)| f64::from(u8::from(row >= 1050)));
    let classes = Array1::from_shape_fn(1100, |row| if row < 1050 { 3 } else { 1 });
    let expected = Words(written(&node(0, 0.5, leaf(3, 1050), leaf(1, 50))));
    for (records, classes) in [(backwards(&records), classes.clone()), (records, backwards(&classes))] {
        let given = "1050 rows with value 0 and class 3, then 50 with value 1 and class 1; records or classes are stored from the last to the first; no limits, find_split returns the best split by Gini";
        let tree =
            answer("fit", (trees.fit)(records.view(), classes.view(), &UNLIMITED, &best_by_gini)).given(given)?;
        equal("tree", &Words(written(&tree)), &expected).given(given)?;
    }
    Ok(())
}

fn depth_is_limited(trees: &Contract, cases: &mut Cases) -> Outcome {
    let (small, small_classes) = (array![[1.0], [2.0], [3.0], [4.0], [5.0]], array![0, 1, 1, 2, 1]);
    let limits = |max_depth| Limits { max_depth: Some(max_depth), ..UNLIMITED };
    is_tree(trees, &small, &small_classes, limits(0), &leaf(1, 5))?;
    is_tree(trees, &small, &small_classes, limits(1), &node(0, 1.5, leaf(0, 1), leaf(1, 4)))?;
    // Both sides may ask once more.
    let line = Array2::from_shape_fn((8, 1), |(row, _)| row as f64);
    let [left, right] = [node(0, 0.5, leaf(1, 1), leaf(0, 3)), node(0, 6.5, leaf(1, 3), leaf(0, 1))];
    is_tree(trees, &line, &array![1, 0, 0, 0, 1, 1, 1, 0], limits(2), &node(0, 3.5, left, right))?;
    let (records, classes) = noise(cases, 24, 2);
    for max_depth in 0..4 {
        let given = rows_in_words(&records, &classes, limits(max_depth));
        let tree = grown(trees, &records, &classes, limits(max_depth))?;
        let longest = leaves(&tree, records.view()).iter().map(|leaf| leaf.questions).max().unwrap_or(0);
        identical("questions on the longest way", &longest, &max_depth).given(given)?;
    }
    Ok(())
}

fn leaves_are_limited(trees: &Contract, cases: &mut Cases) -> Outcome {
    let small = array![[1.0], [2.0], [3.0], [4.0], [5.0], [6.0]];
    let limits = |min_samples_leaf| Limits { min_samples_leaf, ..UNLIMITED };
    // The best split would leave the first row alone.
    let one_question = Limits { max_depth: Some(1), min_samples_leaf: 2 };
    is_tree(trees, &small, &array![0, 1, 1, 0, 1, 1], one_question, &node(0, 4.5, leaf(0, 4), leaf(1, 2)))?;
    let (records, classes) = noise(cases, 24, 2);
    for least in [2, 4, 9] {
        let given = rows_in_words(&records, &classes, limits(least));
        let tree = grown(trees, &records, &classes, limits(least))?;
        for leaf in leaves(&tree, records.view()) {
            let what = format!("at least {least} rows in the leaf that has the rows {:?}", leaf.rows);
            holds(&what, leaf.rows.len() >= least).given(&given)?;
            let (records, classes) = part(&records, &classes, &leaf.rows);
            let is_pure = classes.iter().all(|class| *class == classes[0]);
            let split = if is_pure { None } else { best_by_gini(records.view(), classes.view(), least) };
            let what = format!("what could still be asked of the rows {:?}, all in one leaf", leaf.rows);
            equal(&what, &split.map(|split| (split.feature, split.threshold)), &None).given(&given)?;
        }
    }
    Ok(())
}

fn pure_rows_are_a_leaf(trees: &Contract, cases: &mut Cases) -> Outcome {
    is_tree(trees, &array![[1.0], [2.0], [3.0]], &array![1, 1, 1], UNLIMITED, &leaf(1, 3))?;
    let expected = node(0, 2.5, leaf(0, 2), leaf(1, 2));
    is_tree(trees, &array![[1.0], [2.0], [3.0], [4.0]], &array![0, 0, 1, 1], UNLIMITED, &expected)?;
    // A few rows do not show whether all are of one class.
    let line = array![[1.0], [2.0], [3.0], [4.0], [5.0]];
    let ends = node(0, 2.5, leaf(1, 2), node(0, 3.5, leaf(0, 1), leaf(1, 2)));
    is_tree(trees, &line, &array![1, 1, 0, 1, 1], UNLIMITED, &ends)?;
    is_tree(trees, &line, &array![1, 1, 1, 1, 0], UNLIMITED, &node(0, 4.5, leaf(1, 4), leaf(0, 1)))?;
    let (records, classes) = noise(cases, 20, 2);
    let given = rows_in_words(&records, &classes, UNLIMITED);
    let tree = grown(trees, &records, &classes, UNLIMITED)?;
    for visit in visits(&tree, records.view()) {
        let of_rows: Vec<usize> = visit.rows.iter().map(|row| classes[*row]).collect();
        if of_rows.windows(2).all(|pair| pair[0] == pair[1]) {
            let what = format!("node with the rows {:?}, all of one class", visit.rows);
            let kind = if matches!(visit.tree, Tree::Leaf { .. }) { "a leaf" } else { "a question" };
            equal(&what, &kind, &"a leaf").given(&given)?;
        }
    }
    Ok(())
}

fn equal_rows_are_a_leaf(trees: &Contract, _: &mut Cases) -> Outcome {
    let equal_rows = array![[5.0, 2.0], [5.0, 2.0], [5.0, 2.0]];
    is_tree(trees, &equal_rows, &array![1, 0, 1], UNLIMITED, &leaf(1, 3))?;
    let four = Array2::from_elem((4, 1), 0.5);
    is_tree(trees, &four, &array![2, 2, 1, 1], UNLIMITED, &leaf(1, 4))?;
    let two_kinds = array![[1.0], [1.0], [1.0], [2.0], [2.0], [2.0]];
    let expected = node(0, 1.5, leaf(0, 3), leaf(1, 3));
    is_tree(trees, &two_kinds, &array![0, 1, 0, 1, 1, 0], UNLIMITED, &expected)
}

/// Neither column says anything alone; both together say everything.
fn no_gain_is_no_obstacle(trees: &Contract, _: &mut Cases) -> Outcome {
    let records = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let side = |left, right| node(1, 0.5, leaf(left, 1), leaf(right, 1));
    is_tree(trees, &records, &array![0, 1, 1, 0], UNLIMITED, &node(0, 0.5, side(0, 1), side(1, 0)))?;
    // Two leaves that say the same stay two.
    let (line, one_question) = (array![[1.0], [2.0], [3.0], [4.0], [5.0]], Limits { max_depth: Some(1), ..UNLIMITED });
    let by = ("split at 3.5", &after_three as FindSplit);
    let same = node(0, 3.5, leaf(1, 3), leaf(1, 2));
    is_tree_by(trees, by, &line, &array![1, 0, 1, 1, 1], one_question, &same)
}

fn deeper_is_no_worse(trees: &Contract, cases: &mut Cases) -> Outcome {
    let (records, classes) = noise(cases, 24, 2);
    let mut before = classes.len();
    for max_depth in [Some(0), Some(1), Some(2), Some(4), None] {
        let limits = Limits { max_depth, ..UNLIMITED };
        let tree = grown(trees, &records, &classes, limits)?;
        let predicted = followed(&tree, records.view());
        let errors = predicted.iter().zip(&classes).filter(|(ours, theirs)| ours != theirs).count();
        let given = rows_in_words(&records, &classes, limits);
        let most = if max_depth.is_none() { 0 } else { before };
        at_most("number of training rows that are classified wrongly,", errors as f64, most as f64).given(given)?;
        before = errors;
    }
    Ok(())
}

/// On rows where no two splits are equally good; which one linfa then takes is a matter of rounding.
fn agrees_with_linfa(trees: &Contract, cases: &mut Cases) -> Outcome {
    let limits = Limits { max_depth: Some(2), min_samples_leaf: 3 };
    let rows = planted(cases, 36, limits.min_samples_leaf);
    let params = linfa_trees::DecisionTree::params().max_depth(limits.max_depth).min_weight_leaf(3.0);
    let theirs = params.fit(&rows)?.predict(rows.records());
    let tree = grown(trees, rows.records(), rows.targets(), limits)?;
    identical("classes of the training rows", &followed(&tree, rows.records().view()), &theirs).given(rows_in_words(
        rows.records(),
        rows.targets(),
        limits,
    ))
}

fn nothing_to_learn_from(trees: &Contract, _: &mut Cases) -> Outcome {
    let (none, one) = (Array2::zeros((0, 2)), array![[3.0, 4.0]]);
    let tree = (trees.fit)(none.view(), Array1::zeros(0).view(), &UNLIMITED, &best_by_gini);
    let in_words = tree.map(|tree| fmt::from_fn(move |f| f.write_str(&written(&tree))));
    refuses("fit", &in_words, &NoRows).given("records of shape [0, 2], no classes")?;
    is_tree(trees, &one, &array![2], UNLIMITED, &leaf(2, 1))
}

/// Class 0 up to 4 and class 1 above, but for the row at 7. With three questions a tree has learned that row by heart.
fn chooses_depth(trees: &Contract, _: &mut Cases) -> Outcome {
    let line = |values: &[f64]| Array2::from_shape_fn((values.len(), 1), |(row, _)| values[row]);
    let (train, classes) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0], array![0_usize, 0, 0, 0, 1, 1, 0, 1, 1]);
    let (held_out, a_slip, a_rule) =
        ([2.2, 3.8, 6.8, 7.2, 8.4], array![0_usize, 0, 1, 1, 1], array![0_usize, 0, 0, 0, 1]);
    let mut given = vec![format!("train {train:?} of the classes {classes}, validation {held_out:?}")];
    let mut chosen = Vec::new();
    for (copies, validation, depths) in [
        (1, &a_slip, vec![1, 3]),
        (1, &a_slip, vec![0, 1, 2, 3, 6]),
        (1, &a_slip, vec![3, 2, 1, 0]),
        (1, &a_rule, vec![0, 1, 2, 3, 6]),
        (1, &a_rule, vec![6, 1, 3]),
        (5, &a_slip, vec![0, 1]),
    ] {
        let often = if copies > 1 { format!(", every training row {copies} times") } else { String::new() };
        given.push(format!("classes {validation} with depths {depths:?}{often}"));
        let rows: Vec<usize> = (0..copies).flat_map(|_| 0..train.len()).collect();
        let rows = Dataset::new(line(&train).select(Axis(0), &rows), classes.select(Axis(0), &rows));
        let validation = Dataset::new(line(&held_out), validation.clone());
        let depth = answer("choose_depth", (trees.choose_depth)(&rows, &validation, &depths));
        chosen.push(depth.given(given.join("; "))?);
    }
    same_items("depths, one for each time", &chosen, &[1, 1, 1, 3, 3, 1]).given(given.join("; "))?;
    // One row of each class: whoever misses either has nothing to ask about.
    let two = Dataset::new(line(&[1.0, 2.0]), array![0_usize, 1]);
    let depth = answer("choose_depth", (trees.choose_depth)(&two, &two, &[0, 1]));
    let words = "train and validation [1, 2] of the classes [0, 1], depths [0, 1]";
    identical("depth", &depth.given(words)?, &1).given(words)?;
    counts_every_wrong_row(trees)?;
    every_digit_counts(trees)
}

/// One question parts the classes, if the numbers are taken as they are: little apart, or far from 0.
fn every_digit_counts(trees: &Contract) -> Outcome {
    let near = (array![[0.0], [0.0], [1.0 + 4e-10]], array![[0.5 + 3e-10], [0.5 + 1e-10]]);
    let far = (array![[-3e6], [-3e6], [-2e6]], array![[-2e6], [-3e6]]);
    for (train, validation) in [near, far] {
        let given = format!(
            "train {:?} of the classes [0, 0, 1], validation {:?} of the classes [1, 0], depths [0, 1]",
            train.column(0).to_vec(),
            validation.column(0).to_vec()
        );
        let train = Dataset::new(train, array![0_usize, 0, 1]);
        let validation = Dataset::new(validation, array![1_usize, 0]);
        let depth = answer("choose_depth", (trees.choose_depth)(&train, &validation, &[0, 1])).given(&given)?;
        identical("depth", &depth, &1).given(given)?;
    }
    Ok(())
}

/// One row of two thousand is enough to be worse by, and a class that is far off is no more wrong than its neighbour.
fn counts_every_wrong_row(trees: &Contract) -> Outcome {
    let train = Dataset::new(array![[1.0], [2.0], [2.5], [3.0], [3.2], [4.0]], array![0_usize, 0, 0, 1, 1, 9]);
    let value = |row: usize| [1.0, 4.0, 4.0, 3.0][row.saturating_sub(1999).min(3)];
    let class = |row: usize| if row == 2000 || row == 2001 { 9 } else { 0 };
    let many =
        Dataset::new(Array2::from_shape_fn((2003, 1), |(row, _)| value(row)), Array1::from_shape_fn(2003, class));
    let far_off = Dataset::new(array![[4.0], [3.0], [3.0]], array![1_usize, 1, 1]);
    for (validation, in_words, depths, expected) in [
        (&many, "2000 rows with value 1 and class 0, two with 4 and class 9, one with 3 and class 0", vec![1, 2], 2),
        (&far_off, "[4, 3, 3] of the classes [1, 1, 1]", vec![2, 0], 2),
    ] {
        let given = format!(
            "train [1, 2, 2.5, 3, 3.2, 4] of the classes [0, 0, 0, 1, 1, 9], validation {in_words}, depths {depths:?}"
        );
        let depth = answer("choose_depth", (trees.choose_depth)(&train, validation, &depths)).given(&given)?;
        identical("depth", &depth, &expected).given(given)?;
    }
    Ok(())
}

/// One split, wherever it leaves rows on both sides.
fn after_three(records: ArrayView2<f64>, _: ArrayView1<usize>, _: usize) -> Option<Split> {
    let n_left = records.column(0).iter().filter(|value| **value <= 3.5).count();
    (0 < n_left && n_left < records.nrows()).then_some(Split { feature: 0, threshold: 3.5, gain: 0.05 })
}

fn predicts(trees: &Contract, tree: &Tree, records: &Array2<f64>, expected: &Array1<usize>) -> Outcome {
    let classes = (trees.predict)(tree, records.view());
    identical("classes", &classes, expected).given(format!(
        "tree {}, records {:?}",
        written(tree),
        records.rows().into_iter().map(|row| row.to_vec()).collect::<Vec<_>>()
    ))
}

fn grown(trees: &Contract, records: &Array2<f64>, classes: &Array1<usize>, limits: Limits) -> Result<Tree, Failure> {
    let tree = (trees.fit)(records.view(), classes.view(), &limits, &best_by_gini);
    answer("fit", tree).given(rows_in_words(records, classes, limits))
}

fn is_tree(
    trees: &Contract,
    records: &Array2<f64>,
    classes: &Array1<usize>,
    limits: Limits,
    expected: &Tree,
) -> Outcome {
    is_tree_by(trees, (BY_GINI, &best_by_gini), records, classes, limits, expected)
}

/// Grown by this `find_split`, which is said in words.
fn is_tree_by(
    trees: &Contract,
    (by, find_split): (&str, FindSplit),
    records: &Array2<f64>,
    classes: &Array1<usize>,
    limits: Limits,
    expected: &Tree,
) -> Outcome {
    let given = rows_and_split_in_words(records, classes, limits, by);
    let tree = answer("fit", (trees.fit)(records.view(), classes.view(), &limits, find_split)).given(&given)?;
    let in_words = |tree: &Tree| Words(written(tree));
    equal("tree", &in_words(&tree), &in_words(expected)).given(given)
}

/// Is written without quotation marks.
#[derive(PartialEq)]
struct Words(String);

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What `find_split` finds nearly everywhere.
const BY_GINI: &str = "best split by Gini";

fn rows_in_words(records: &Array2<f64>, classes: &Array1<usize>, limits: Limits) -> String {
    rows_and_split_in_words(records, classes, limits, BY_GINI)
}

fn rows_and_split_in_words(records: &Array2<f64>, classes: &Array1<usize>, limits: Limits, by: &str) -> String {
    let rows: Vec<String> = records.rows().into_iter().map(|row| shown(&row)).collect();
    let Limits { max_depth, min_samples_leaf } = limits;
    format!(
        "records [{}], classes {classes}, max_depth {max_depth:?}, min_samples_leaf {min_samples_leaf}, find_split returns the {by}",
        rows.join(", ")
    )
}

fn part(records: &Array2<f64>, classes: &Array1<usize>, rows: &[usize]) -> (Array2<f64>, Array1<usize>) {
    (records.select(Axis(0), rows), classes.select(Axis(0), rows))
}

/// A tree of three columns with questions about whole numbers, its ways of different lengths.
fn random_tree(cases: &mut Cases, depth: usize) -> Tree {
    if depth == 0 || (depth < 3 && cases.index(0..3) == 0) {
        return leaf(cases.index(0..5), 1);
    }
    let (feature, threshold) = (cases.index(0..3), cases.index(0..7) as f64 - 3.0);
    let left = random_tree(cases, depth - 1);
    node(feature, threshold, left, random_tree(cases, depth - 1))
}
