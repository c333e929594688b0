//! Other ways to a random forest.

use mlings::random_forest::{Contract, NothingOutOfBag, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops over sorted bags",
        Contract {
            out_of_bag_rows: loops::out_of_bag_rows,
            fit: loops::fit,
            predict: loops::predict,
            out_of_bag_predictions: loops::out_of_bag_predictions,
            out_of_bag_error: loops::out_of_bag_error,
        },
    ),
    (
        "a matrix of answers and one of who has not seen what",
        Contract {
            out_of_bag_rows: matrices::out_of_bag_rows,
            fit: matrices::fit,
            predict: matrices::predict,
            out_of_bag_predictions: matrices::out_of_bag_predictions,
            out_of_bag_error: matrices::out_of_bag_error,
        },
    ),
];

mod loops {
    use super::*;

    pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
        let mut rows = Vec::new();
        for row in 0..n_samples {
            if !bag.contains(&row) {
                rows.push(row);
            }
        }
        rows
    }

    pub fn fit(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        bags: &[Vec<usize>],
        settings: &Settings,
        shuffle: &mut dyn FnMut() -> Vec<usize>,
    ) -> Vec<Tree> {
        let mut trees = Vec::new();
        for bag in bags {
            let mut bag = bag.clone();
            bag.sort_unstable();
            let mut rows = Array2::zeros((bag.len(), records.ncols()));
            let mut of_rows = Array1::zeros(bag.len());
            for (at, row) in bag.iter().enumerate() {
                rows.row_mut(at).assign(&records.row(*row));
                of_rows[at] = targets[*row];
            }
            trees.push(Tree::fit(rows.view(), of_rows.view(), &settings.limits, &mut || {
                let mut columns = shuffle();
                columns.truncate(settings.max_features);
                columns
            }));
        }
        trees
    }

    pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
        let share = 1.0 / forest.len() as f64;
        let mut predictions = Array1::zeros(records.nrows());
        for tree in forest.iter().rev() {
            predictions.scaled_add(share, &tree.predict(records));
        }
        predictions
    }

    pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
        let mut predictions = Array1::from_elem(records.nrows(), f64::NAN);
        for row in 0..records.nrows() {
            let mut answers = Vec::new();
            for (tree, bag) in forest.iter().zip(bags) {
                if !bag.contains(&row) {
                    answers.push(tree.predict(records.select(Axis(0), &[row]).view())[0]);
                }
            }
            if !answers.is_empty() {
                predictions[row] = answers.iter().sum::<f64>() / answers.len() as f64;
            }
        }
        predictions
    }

    pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
        let (mut mean, mut count) = (0.0, 0.0);
        for (prediction, target) in predictions.iter().zip(targets) {
            if prediction.is_finite() {
                count += 1.0;
                mean += ((prediction - target).powi(2) - mean) / count;
            }
        }
        if count == 0.0 { Err(NothingOutOfBag) } else { Ok(mean) }
    }
}

mod matrices {
    use std::collections::BTreeSet;

    use super::*;

    pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
        let drawn: BTreeSet<usize> = bag.iter().copied().collect();
        (0..n_samples).collect::<BTreeSet<usize>>().difference(&drawn).copied().collect()
    }

    pub fn fit(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        bags: &[Vec<usize>],
        settings: &Settings,
        shuffle: &mut dyn FnMut() -> Vec<usize>,
    ) -> Vec<Tree> {
        // The targets as one more column, so that a row and its target are picked together; no split may look at it.
        let mut table = Array2::zeros((records.nrows(), records.ncols() + 1));
        for (mut row, (record, target)) in table.rows_mut().into_iter().zip(records.rows().into_iter().zip(targets)) {
            row.iter_mut().zip(record.iter().chain([target])).for_each(|(to, from)| *to = *from);
        }
        let mut columns = || shuffle()[..settings.max_features].to_vec();
        let grow = |bag: &Vec<usize>| {
            let rows = table.select(Axis(0), bag);
            Tree::fit(rows.view(), rows.column(records.ncols()), &settings.limits, &mut columns)
        };
        bags.iter().map(grow).collect()
    }

    fn answers(forest: &[Tree], records: ArrayView2<f64>) -> Array2<f64> {
        let mut answers = Array2::zeros((forest.len(), records.nrows()));
        for (mut row, tree) in answers.rows_mut().into_iter().zip(forest) {
            row.assign(&tree.predict(records));
        }
        answers
    }

    pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
        answers(forest, records).mean_axis(Axis(0)).expect("a tree")
    }

    pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
        let mut unseen = Array2::ones((forest.len(), records.nrows()));
        for (tree, bag) in bags.iter().enumerate() {
            bag.iter().for_each(|row| unseen[[tree, *row]] = 0.0);
        }
        (answers(forest, records) * &unseen).sum_axis(Axis(0)) / unseen.sum_axis(Axis(0))
    }

    pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
        let known: Vec<usize> = (0..targets.len()).filter(|row| !predictions[*row].is_nan()).collect();
        let errors = predictions.select(Axis(0), &known) - targets.select(Axis(0), &known);
        if known.is_empty() { Err(NothingOutOfBag) } else { Ok(errors.dot(&errors) / known.len() as f64) }
    }
}
