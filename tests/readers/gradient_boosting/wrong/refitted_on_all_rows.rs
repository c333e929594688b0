//! what is wrong: fit_early lets the held-out rows choose the number of trees and then fits that many anew on the training and the held-out rows together.
//!
//! Gradient boosting: add small trees, each fitted to what the others still miss, and know when to stop.
//!
//! Guide: exercises/07_trees/04_gradient_boosting.md
//! Grade: cargo run -- check gradient_boosting

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::gradient_boosting::{Boosted, Limits, Loss, OneClass, Settings, Tree};
use ndarray::{concatenate, Array1, Array2, ArrayView1, ArrayView2, Axis};

/// The mean over the rows of what a score costs: `(y - s)² / 2` or `ln(1 + exp(s)) - y * s`.
///
/// - `targets`: `n_samples` (y), numbers for `Loss::Squared`, 0 or 1 for `Loss::Log`
/// - `scores`: `n_samples` (s)
///
/// Finite for every finite score, also for 1000 or -1000, and right for numbers far from 0 that differ little.
pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    let sum: f64 = match loss {
        Loss::Squared => targets.iter().zip(scores.iter()).map(|(y, s)| (y - s) * (y - s) / 2.0).sum(),
        Loss::Log => targets.iter().zip(scores.iter()).map(|(&y, &s)| log_loss(y, s)).sum(),
    };
    sum / targets.len() as f64
}

/// For every row minus the derivative of its own loss by its score: where to go, and how steep it is there.
///
/// - `targets`, `scores`: `n_samples`
///
/// Returns `n_samples` numbers, positive where the score is too low; finite for every finite score. Every row's own:
/// nothing is divided by `n_samples`.
pub fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    match loss {
        Loss::Squared => &targets - &scores,
        Loss::Log => &targets - &scores.mapv(sigmoid),
    }
}

/// The one score for all rows that has the smallest mean loss: the mean of the targets, or the logarithm of their
/// odds, `ln(p / (1 - p))` with `p` the share of ones.
///
/// - `targets`: `n_samples`, at least one
///
/// # Errors
/// `OneClass` for `Loss::Log` when all targets are 0 or all are 1, and for nothing else.
pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let n_samples = targets.len() as f64;
    match loss {
        Loss::Squared => {
            // what the rows have in common is taken off first, so that rounding has less to spoil
            let first = targets[0];
            Ok(first + targets.iter().map(|y| y - first).sum::<f64>() / n_samples)
        }
        Loss::Log => {
            let ones = targets.sum();
            if ones == 0.0 || ones == n_samples {
                return Err(OneClass);
            }
            Ok((ones / (n_samples - ones)).ln())
        }
    }
}

/// The next tree of a model: grown by `Tree::fit` to the residuals of the scores. Every split may look at all columns.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`, `scores`: `n_samples`
/// - `limits`: how far it may grow
pub fn next_tree(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    let residuals = residuals(loss, targets, scores);
    Tree::fit(records, residuals.view(), limits, &mut || (0..records.ncols()).collect())
}

/// A model of an initial score and `settings.n_trees` trees.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`, at least one
///
/// Every row starts at the initial score. Then, again and again: the next tree is grown, and `learning_rate` times its
/// answers are added to the scores.
///
/// Returns `Boosted { loss, initial, learning_rate, trees }`, the trees as they were grown.
///
/// # Errors
/// `OneClass` as in `initial_score`.
pub fn fit(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let initial = initial_score(loss, targets)?;
    let mut scores = Array1::from_elem(targets.len(), initial);
    let mut trees = Vec::new();
    for _ in 0..settings.n_trees {
        let tree = next_tree(loss, records, targets, scores.view(), &settings.limits);
        scores.scaled_add(settings.learning_rate, &tree.predict(records));
        trees.push(tree);
    }
    Ok(Boosted { loss, initial, learning_rate: settings.learning_rate, trees })
}

/// The scores of every row after 0, 1, 2, ... and all trees.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns a table of `n_trees + 1` x `n_samples`. Row 0 is the initial score, and row `m` adds `learning_rate` times
/// the answers of the first `m` trees to it.
pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let mut table = Array2::from_elem((model.trees.len() + 1, records.nrows()), model.initial);
    for (m, tree) in model.trees.iter().enumerate() {
        let mut scores = table.row(m).to_owned();
        scores.scaled_add(model.learning_rate, &tree.predict(records));
        table.row_mut(m + 1).assign(&scores);
    }
    table
}

/// What the whole model predicts: the scores after the last tree for `Loss::Squared`, and for `Loss::Log` the
/// probability of a 1 that goes with each, `1 / (1 + exp(-score))`, which is finite for every finite score.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns `n_samples` numbers.
pub fn predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let stages = staged_scores(model, records);
    let scores = stages.row(model.trees.len());
    match model.loss {
        Loss::Squared => scores.to_owned(),
        Loss::Log => scores.mapv(sigmoid),
    }
}

/// As `fit`, but only with as many of the first trees as have the smallest mean loss on rows that no tree was grown on.
///
/// - `records`, `targets`: the rows to learn from
/// - `held_out_records`, `held_out_targets`: rows that decide how many trees are kept, and nothing else
///
/// All `n_trees` trees are grown before one is dropped. No tree at all is one of the choices. Of equally good choices
/// the one with the fewest trees wins.
///
/// # Errors
/// `OneClass` as in `initial_score`, for the rows to learn from; the held-out rows may be of one class.
pub fn fit_early(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    held_out_records: ArrayView2<f64>,
    held_out_targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let model = fit(loss, records, targets, settings)?;
    let stages = staged_scores(&model, held_out_records);
    let mut kept = 0;
    let mut smallest = f64::INFINITY;
    for (m, scores) in stages.outer_iter().enumerate() {
        let held_out_loss = mean_loss(loss, held_out_targets, scores);
        if held_out_loss < smallest {
            smallest = held_out_loss;
            kept = m;
        }
    }
    // now that the number is known, no row need be wasted
    let all_records = concatenate![Axis(0), records, held_out_records];
    let all_targets = concatenate![Axis(0), targets, held_out_targets];
    fit(loss, all_records.view(), all_targets.view(), &Settings { n_trees: kept, ..*settings })
}

/// `ln(1 + exp(s)) - y * s`: for a 1 the same as `ln(1 + exp(-s))`.
fn log_loss(y: f64, s: f64) -> f64 {
    let wrong_way = if y == 1.0 { -s } else { s };
    wrong_way.max(0.0) + (-wrong_way.abs()).exp().ln_1p()
}

fn sigmoid(s: f64) -> f64 {
    1.0 / (1.0 + (-s).exp())
}

mlings::grade!(gradient_boosting {
    mean_loss,
    residuals,
    initial_score,
    next_tree,
    fit,
    staged_scores,
    predict,
    fit_early
});
