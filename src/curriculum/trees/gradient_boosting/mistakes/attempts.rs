//! The parts that go wrong, and the whole that is made of them.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, concatenate};

use super::super::solution::{fit, initial_score, mean_loss, next_tree, residuals, staged_scores};
use super::super::{Boosted, Limits, Loss, NextTree, OneClass, Settings, Tree};

/// What `fit` is given.
pub(super) struct Task<'a, 'b> {
    pub(super) loss: Loss,
    pub(super) records: ArrayView2<'a, f64>,
    pub(super) targets: ArrayView1<'b, f64>,
    pub(super) settings: Settings,
}

type Initial = fn(Loss, ArrayView1<f64>) -> Result<f64, OneClass>;
type Staged = fn(&Boosted, ArrayView2<f64>) -> Array2<f64>;
type MeanLoss = fn(Loss, ArrayView1<f64>, ArrayView1<f64>) -> f64;
/// New scores from the initial one, the old ones, a tree's answers and the learning rate.
type Update = fn(f64, Array1<f64>, Array1<f64>, f64) -> Array1<f64>;

pub(super) fn called(fit: fn(Task) -> Result<Boosted, OneClass>, task: Task) -> Result<Boosted, OneClass> {
    fit(task)
}

pub(super) fn boosted(task: Task, initial: Initial, next: NextTree, update: Update) -> Result<Boosted, OneClass> {
    let Task { loss, records, targets, settings } = task;
    let learning_rate = settings.learning_rate;
    let initial = initial(loss, targets)?;
    let (mut scores, mut trees) = (Array1::from_elem(targets.len(), initial), Vec::new());
    for _ in 0..settings.n_trees {
        let tree = next(loss, records, targets, scores.view(), &settings.limits);
        scores = update(initial, scores, tree.predict(records), learning_rate);
        trees.push(tree);
    }
    Ok(Boosted { loss, initial, learning_rate, trees })
}

pub(super) fn added(_: f64, scores: Array1<f64>, answers: Array1<f64>, rate: f64) -> Array1<f64> {
    scores + rate * answers
}

pub(super) fn grown(records: ArrayView2<f64>, targets: Array1<f64>, limits: &Limits) -> Tree {
    Tree::fit(records, targets.view(), limits, &mut || (0..records.ncols()).collect())
}

pub(super) fn early(
    mut model: Boosted,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    staged: Staged,
    mean_loss: MeanLoss,
) -> Result<Boosted, OneClass> {
    let stages = staged(&model, records);
    let losses: Vec<f64> = stages.rows().into_iter().map(|scores| mean_loss(model.loss, targets, scores)).collect();
    model.trees.truncate(smallest(&losses));
    Ok(model)
}

pub(super) fn keeping(
    mut model: Boosted,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    keep: fn(&[f64]) -> usize,
) -> Result<Boosted, OneClass> {
    let stages = staged_scores(&model, records);
    let losses: Vec<f64> = stages.rows().into_iter().map(|scores| mean_loss(model.loss, targets, scores)).collect();
    model.trees.truncate(keep(&losses));
    Ok(model)
}

pub(super) fn smallest(losses: &[f64]) -> usize {
    (0..losses.len()).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(0)
}

pub(super) fn last_smallest(losses: &[f64]) -> usize {
    (0..losses.len()).rev().min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(0)
}

pub(super) fn until_it_rises(losses: &[f64]) -> usize {
    losses.windows(2).position(|pair| pair[1] >= pair[0]).unwrap_or(losses.len() - 1)
}

/// What a whole model predicts from its stages, under this loss.
pub(super) fn last(stages: Array2<f64>, loss: Loss) -> Array1<f64> {
    let scores = stages.rows().into_iter().next_back().map_or(Array1::zeros(0), |scores| scores.to_owned());
    if loss == Loss::Log { scores.mapv(probability) } else { scores }
}

fn probability(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

pub(super) fn without_half(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    mean_loss(loss, targets, scores) * if loss == Loss::Squared { 2.0 } else { 1.0 }
}

pub(super) fn summed_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    mean_loss(loss, targets, scores) * targets.len() as f64
}

/// The mean of a row's loss, where that is wrong for the log loss.
fn mean_of(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>, log: fn(f64, f64) -> f64) -> f64 {
    if loss == Loss::Squared {
        return mean_loss(loss, targets, scores);
    }
    targets.iter().zip(scores).map(|(y, s)| log(*y, *s)).sum::<f64>() / targets.len() as f64
}

pub(super) fn log_of_probability(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    mean_of(loss, targets, scores, |y, s| {
        let p = probability(s);
        -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
    })
}

pub(super) fn overflowing(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    mean_of(loss, targets, scores, |y, s| (1.0 + s.exp()).ln() - y * s)
}

pub(super) fn squared_probability(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    mean_of(loss, targets, scores, |y, s| (y - probability(s)).powi(2) / 2.0)
}

pub(super) fn turned_round(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    -residuals(loss, targets, scores)
}

pub(super) fn score_as_probability(_: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    &targets - &scores
}

pub(super) fn doubled(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    residuals(loss, targets, scores) * if loss == Loss::Squared { 2.0 } else { 1.0 }
}

pub(super) fn through_the_curve(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    let residuals = residuals(loss, targets, scores);
    let slope = |score: f64| probability(score) * (1.0 - probability(score));
    if loss == Loss::Log { residuals * scores.mapv(slope) } else { residuals }
}

pub(super) fn divided(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    residuals(loss, targets, scores) / targets.len() as f64
}

pub(super) fn share(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    initial_score(loss, targets)?;
    initial_score(Loss::Squared, targets)
}

pub(super) fn median(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    if loss == Loss::Log {
        return initial_score(loss, targets);
    }
    let mut sorted = targets.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    Ok((sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0)
}

pub(super) fn clipped(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    initial_score(loss, targets).or_else(|_| {
        let share = (targets.sum() / targets.len() as f64).clamp(1e-15, 1.0 - 1e-15);
        Ok((share / (1.0 - share)).ln())
    })
}

pub(super) fn fits_targets(
    _: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    _: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    grown(records, targets.to_owned(), limits)
}

pub(super) fn one_tree_fewer(task: Task) -> Result<Boosted, OneClass> {
    let settings = Settings { n_trees: task.settings.n_trees.saturating_sub(1), ..task.settings };
    boosted(Task { settings, ..task }, initial_score, next_tree, added)
}

/// Row `m` from the initial score, the learning rate and the answers of the first `m` trees, one row each.
fn stages(model: &Boosted, records: ArrayView2<f64>, of: fn(f64, f64, &[Array1<f64>]) -> Array1<f64>) -> Array2<f64> {
    let answers: Vec<Array1<f64>> = model.trees.iter().map(|tree| tree.predict(records)).collect();
    let mut stages = Array2::from_elem((answers.len() + 1, records.nrows()), of(model.initial, 1.0, &[]).sum());
    for (m, mut stage) in stages.rows_mut().into_iter().enumerate().skip(1) {
        stage.assign(&of(model.initial, model.learning_rate, &answers[..m]));
    }
    stages
}

/// The sum of all answers.
fn total(answers: &[Array1<f64>]) -> Array1<f64> {
    let n = answers.first().map_or(1, Array1::len);
    answers.iter().fold(Array1::zeros(n), |sum, answers| sum + answers)
}

pub(super) fn whole_trees(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    stages(model, records, |initial, _, answers| total(answers) + initial)
}

pub(super) fn without_initial(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    stages(model, records, |_, rate, answers| total(answers) * rate)
}

pub(super) fn without_row_0(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let all: Vec<usize> = (1..=model.trees.len()).collect();
    staged_scores(model, records).select(Axis(0), &all)
}

pub(super) fn own_tree_alone(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    stages(model, records, |initial, rate, answers| total(&answers[answers.len().saturating_sub(1)..]) * rate + initial)
}

pub(super) fn averaged(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    stages(model, records, |initial, rate, answers| total(answers) * rate / answers.len().max(1) as f64 + initial)
}

pub(super) fn classes(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let predictions = last(staged_scores(model, records), model.loss);
    if model.loss == Loss::Log { predictions.mapv(|p| f64::from(p > 0.5)) } else { predictions }
}

pub(super) fn by_training_loss(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    _: ArrayView2<f64>,
    _: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    early(fit(loss, records, targets, settings)?, records, targets, staged_scores, mean_loss)
}

pub(super) fn learns_from_all(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    held_out_records: ArrayView2<f64>,
    held_out_targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let all = concatenate![Axis(0), records, held_out_records];
    let all_targets = concatenate![Axis(0), targets, held_out_targets];
    let model = fit(loss, all.view(), all_targets.view(), settings)?;
    early(model, held_out_records, held_out_targets, staged_scores, mean_loss)
}
