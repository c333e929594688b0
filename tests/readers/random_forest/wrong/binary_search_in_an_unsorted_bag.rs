//! what is wrong: rows are looked up in the bag by binary search, though a bag comes in any order
//!
//! Random forest: let many different trees predict, and test each on the rows that it has not seen.

#![allow(unused_variables)]

use mlings::random_forest::{NothingOutOfBag, Settings, Tree};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    (0..n_samples).filter(|row| bag.binary_search(row).is_err()).collect()
}

pub fn fit(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let mut forest = Vec::new();
    for bag in bags {
        let bag_records = records.select(Axis(0), bag);
        let bag_targets = targets.select(Axis(0), bag);
        let mut candidates = || {
            let mut columns = shuffle();
            columns.truncate(settings.max_features);
            columns
        };
        forest.push(Tree::fit(bag_records.view(), bag_targets.view(), &settings.limits, &mut candidates));
    }
    forest
}

pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let mut sum = Array1::<f64>::zeros(records.nrows());
    for tree in forest {
        sum += &tree.predict(records);
    }
    sum / forest.len() as f64
}

pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let mut sum = Array1::<f64>::zeros(records.nrows());
    let mut count = Array1::<f64>::zeros(records.nrows());
    for (tree, bag) in forest.iter().zip(bags) {
        let answers = tree.predict(records);
        for row in out_of_bag_rows(records.nrows(), bag) {
            sum[row] += answers[row];
            count[row] += 1.0;
        }
    }
    sum / count
}

pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let mut squares = 0.0;
    let mut rows = 0;
    for (prediction, target) in predictions.iter().zip(targets.iter()) {
        if prediction.is_nan() {
            continue;
        }
        let miss: f64 = prediction - target;
        squares += miss * miss;
        rows += 1;
    }
    if rows == 0 {
        return Err(NothingOutOfBag);
    }
    Ok(squares / rows as f64)
}

mlings::grade!(random_forest { out_of_bag_rows, fit, predict, out_of_bag_predictions, out_of_bag_error });
