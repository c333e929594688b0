//! Gradient boosting (Friedman 2001): gradient descent, in which every step is a tree.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use mlings::gradient_boosting::{Boosted, Limits, Loss, OneClass, Settings, Tree};

/// The mean over the rows of what a score costs: `(y - s)² / 2` or `ln(1 + exp(s)) - y * s`.
///
/// - `targets`: `n_samples` (y), numbers for `Loss::Squared`, 0 or 1 for `Loss::Log`
/// - `scores`: `n_samples` (s)
///
/// Finite for every finite score, also for 1000 or -1000, and right for numbers far from 0 that differ little.
pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    let of_row = |(y, s): (&f64, &f64)| match loss {
        Loss::Squared => (y - s).powi(2) / 2.0,
        // ln(1 + exp(s)) is the same as s + ln(1 + exp(-s)), and one of the two exponentials is at most 1.
        Loss::Log => s.max(0.0) + (-s.abs()).exp().ln_1p() - y * s,
    };
    targets.iter().zip(&scores).map(of_row).sum::<f64>() / targets.len() as f64
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
        Loss::Log => &targets - &scores.mapv(probability),
    }
}

/// The probability of a 1 whose log odds are `score`.
fn probability(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// The one score for all rows that has the smallest mean loss: the mean of the targets, or the logarithm of their
/// odds, `ln(p / (1 - p))` with `p` the share of ones.
///
/// - `targets`: `n_samples`, at least one
///
/// # Errors
/// `OneClass` for `Loss::Log` when all targets are 0 or all are 1, and for nothing else.
pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let mean = targets.sum() / targets.len() as f64;
    match loss {
        Loss::Squared => Ok(mean),
        Loss::Log if mean == 0.0 || mean == 1.0 => Err(OneClass),
        Loss::Log => Ok((mean / (1.0 - mean)).ln()),
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
    let learning_rate = settings.learning_rate;
    let initial = initial_score(loss, targets)?;
    let mut scores = Array1::from_elem(targets.len(), initial);
    let mut trees = Vec::new();
    for _ in 0..settings.n_trees {
        let tree = next_tree(loss, records, targets, scores.view(), &settings.limits);
        scores.scaled_add(learning_rate, &tree.predict(records));
        trees.push(tree);
    }
    Ok(Boosted { loss, initial, learning_rate, trees })
}

/// The scores of every row after 0, 1, 2, ... and all trees.
///
/// - `records`: `n_samples` x `n_features`
///
/// Returns a table of `n_trees + 1` x `n_samples`. Row 0 is the initial score, and row `m` adds `learning_rate` times
/// the answers of the first `m` trees to it.
pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let mut stages = Array2::zeros((model.trees.len() + 1, records.nrows()));
    let mut scores = Array1::from_elem(records.nrows(), model.initial);
    stages.row_mut(0).assign(&scores);
    for (m, tree) in model.trees.iter().enumerate() {
        scores.scaled_add(model.learning_rate, &tree.predict(records));
        stages.row_mut(m + 1).assign(&scores);
    }
    stages
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
    let stages = staged_scores(&model, held_out_records);
    let held_out_loss = |n_trees: &usize| mean_loss(loss, held_out_targets, stages.row(*n_trees));
    let best = (0..=model.trees.len()).min_by(|a, b| held_out_loss(a).total_cmp(&held_out_loss(b)));
    model.trees.truncate(best.unwrap_or(0));
    Ok(model)
}
