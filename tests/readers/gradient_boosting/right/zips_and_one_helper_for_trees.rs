//! Gradient boosting: add small trees, each fitted to what the others still miss, and know when to stop.
//!
//! Guide: exercises/07_trees/04_gradient_boosting.md
//! Grade: cargo run -- check gradient_boosting

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::gradient_boosting::{Boosted, Limits, Loss, OneClass, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Zip};

/// The mean over the rows of what a score costs: `(y - s)² / 2` or `ln(1 + exp(s)) - y * s`.
///
/// - `targets`: `n_samples` (y), numbers for `Loss::Squared`, 0 or 1 for `Loss::Log`
/// - `scores`: `n_samples` (s)
///
/// Finite for every finite score, also for 1000 or -1000, and right for numbers far from 0 that differ little.
pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    let losses = Zip::from(&targets).and(&scores).map_collect(|&y, &s| match loss {
        Loss::Squared => 0.5 * (y - s).powi(2),
        Loss::Log => y * softplus(-s) + (1.0 - y) * softplus(s),
    });
    losses.sum() / losses.len() as f64
}

/// For every row minus the derivative of its own loss by its score: where to go, and how steep it is there.
///
/// - `targets`, `scores`: `n_samples`
///
/// Returns `n_samples` numbers, positive where the score is too low; finite for every finite score. Every row's own:
/// nothing is divided by `n_samples`.
pub fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    Zip::from(&targets).and(&scores).map_collect(|&y, &s| match loss {
        Loss::Squared => y - s,
        Loss::Log => y - probability(s),
    })
}

/// The one score for all rows that has the smallest mean loss: the mean of the targets, or the logarithm of their
/// odds, `ln(p / (1 - p))` with `p` the share of ones.
///
/// - `targets`: `n_samples`, at least one
///
/// # Errors
/// `OneClass` for `Loss::Log` when all targets are 0 or all are 1, and for nothing else.
pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    match loss {
        Loss::Squared => {
            let first = targets[0];
            let above = targets.mapv(|y| y - first);
            Ok(first + above.sum() / above.len() as f64)
        }
        Loss::Log => {
            let ones = targets.iter().filter(|&&y| y == 1.0).count();
            let zeros = targets.len() - ones;
            if ones == 0 || zeros == 0 {
                Err(OneClass)
            } else {
                Ok((ones as f64).ln() - (zeros as f64).ln())
            }
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
    let missing = residuals(loss, targets, scores);
    let columns: Vec<usize> = (0..records.ncols()).collect();
    let mut all = || columns.clone();
    Tree::fit(records, missing.view(), limits, &mut all)
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
    let mut model = Boosted {
        loss,
        initial: initial_score(loss, targets)?,
        learning_rate: settings.learning_rate,
        trees: Vec::new(),
    };
    let mut scores = Array1::from_elem(records.nrows(), model.initial);
    while model.trees.len() < settings.n_trees {
        let tree = next_tree(loss, records, targets, scores.view(), &settings.limits);
        add_tree(&mut scores, &tree, settings.learning_rate, records);
        model.trees.push(tree);
    }
    Ok(model)
}

/// The scores of every row after 0, 1, 2, ... and all trees.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns a table of `n_trees + 1` x `n_samples`. Row 0 is the initial score, and row `m` adds `learning_rate` times
/// the answers of the first `m` trees to it.
pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let mut scores = Array1::from_elem(records.nrows(), model.initial);
    let mut table = Array2::zeros((model.trees.len() + 1, records.nrows()));
    table.row_mut(0).assign(&scores);
    for (m, tree) in model.trees.iter().enumerate() {
        add_tree(&mut scores, tree, model.learning_rate, records);
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
    let mut scores = Array1::from_elem(records.nrows(), model.initial);
    for tree in &model.trees {
        add_tree(&mut scores, tree, model.learning_rate, records);
    }
    match model.loss {
        Loss::Squared => scores,
        Loss::Log => scores.mapv(probability),
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
    let mut model = fit(loss, records, targets, settings)?;
    let losses: Vec<f64> = staged_scores(&model, held_out_records)
        .outer_iter()
        .map(|scores| mean_loss(loss, held_out_targets, scores))
        .collect();
    // min_by keeps the first of equal ones
    let kept = (0..losses.len()).min_by(|&a, &b| losses[a].total_cmp(&losses[b])).unwrap_or(0);
    model.trees.truncate(kept);
    Ok(model)
}

fn add_tree(scores: &mut Array1<f64>, tree: &Tree, learning_rate: f64, records: ArrayView2<f64>) {
    let answers = tree.predict(records);
    for (score, answer) in scores.iter_mut().zip(answers.iter()) {
        *score += learning_rate * answer;
    }
}

/// `ln(1 + exp(s))`, however large `s` is.
fn softplus(s: f64) -> f64 {
    if s > 0.0 {
        s + (-s).exp().ln_1p()
    } else {
        s.exp().ln_1p()
    }
}

fn probability(s: f64) -> f64 {
    if s >= 0.0 {
        1.0 / (1.0 + (-s).exp())
    } else {
        s.exp() / (1.0 + s.exp())
    }
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
