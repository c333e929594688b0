//! Random forest, row by row.

#![allow(unused_variables)]

use std::collections::HashSet;

use mlings::random_forest::{NothingOutOfBag, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    let seen: HashSet<usize> = bag.iter().copied().collect();
    (0..n_samples).filter(|row| !seen.contains(row)).collect()
}

pub fn fit(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    bags.iter()
        .map(|bag| {
            let drawn = Array2::from_shape_fn((bag.len(), records.ncols()), |(i, j)| records[[bag[i], j]]);
            let answers: Array1<f64> = bag.iter().map(|row| targets[*row]).collect();
            Tree::fit(drawn.view(), answers.view(), &settings.limits, &mut || {
                shuffle().into_iter().take(settings.max_features).collect()
            })
        })
        .collect()
}

pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let answers: Vec<Array1<f64>> = forest.iter().map(|tree| tree.predict(records)).collect();
    Array1::from_shape_fn(records.nrows(), |row| {
        let sum: f64 = answers.iter().map(|answer| answer[row]).sum();
        sum / answers.len() as f64
    })
}

pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let answers: Vec<Array1<f64>> = forest.iter().map(|tree| tree.predict(records)).collect();
    let seen: Vec<HashSet<usize>> = bags.iter().map(|bag| bag.iter().copied().collect()).collect();
    Array1::from_shape_fn(records.nrows(), |row| {
        let votes: Vec<f64> =
            answers.iter().zip(&seen).filter(|(_, seen)| !seen.contains(&row)).map(|(answer, _)| answer[row]).collect();
        if votes.is_empty() {
            return f64::NAN;
        }
        votes.iter().sum::<f64>() / votes.len() as f64
    })
}

pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let squares: Vec<f64> = predictions
        .iter()
        .zip(targets.iter())
        .filter(|(prediction, _)| !prediction.is_nan())
        .map(|(prediction, target)| (prediction - target) * (prediction - target))
        .collect();
    match squares.len() {
        0 => Err(NothingOutOfBag),
        m => Ok(squares.iter().sum::<f64>() / m as f64),
    }
}

mlings::grade!(random_forest { out_of_bag_rows, fit, predict, out_of_bag_predictions, out_of_bag_error });
