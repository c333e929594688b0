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

pub(super) fn multiplied_out(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    if loss == Loss::Log {
        return mean_loss(loss, targets, scores);
    }
    targets.iter().zip(scores).map(|(y, s)| (y * y - 2.0 * y * s + s * s) / 2.0).sum::<f64>() / targets.len() as f64
}

/// The log loss of a probability that is kept away from 0 and 1.
fn clipped_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>, by: f64) -> f64 {
    if loss == Loss::Squared {
        return mean_loss(loss, targets, scores);
    }
    let of_row = |(y, s): (&f64, &f64)| {
        let p = probability(*s).clamp(by, 1.0 - by);
        -(y * p.ln() + (1.0 - y) * (1.0 - p).ln())
    };
    targets.iter().zip(scores).map(of_row).sum::<f64>() / targets.len() as f64
}

pub(super) fn clipped_by_1e_15(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    clipped_loss(loss, targets, scores, 1e-15)
}

pub(super) fn clipped_by_1e_12(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    clipped_loss(loss, targets, scores, 1e-12)
}

pub(super) fn clipped_by_epsilon(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    clipped_loss(loss, targets, scores, f64::EPSILON)
}

pub(super) fn in_bits(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    mean_loss(loss, targets, scores) / if loss == Loss::Log { std::f64::consts::LN_2 } else { 1.0 }
}

/// Infinity by infinity for a large score.
fn probability_that_overflows(score: f64) -> f64 {
    score.exp() / (1.0 + score.exp())
}

pub(super) fn overflowing_residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    match loss {
        Loss::Squared => &targets - &scores,
        Loss::Log => &targets - &scores.mapv(probability_that_overflows),
    }
}

pub(super) fn overflowing_predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let scores = last(staged_scores(model, records), Loss::Squared);
    if model.loss == Loss::Log { scores.mapv(probability_that_overflows) } else { scores }
}

pub(super) fn newton(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    let residuals = residuals(loss, targets, scores);
    let slope = |score: f64| probability(score) * (1.0 - probability(score));
    if loss == Loss::Log { residuals / scores.mapv(slope) } else { residuals }
}

pub(super) fn to_the_class(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    if loss == Loss::Squared {
        return residuals(loss, targets, scores);
    }
    &targets - &scores.mapv(|score| f64::from(score > 0.0))
}

pub(super) fn rare_is_none(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let share = targets.sum() / targets.len() as f64;
    if loss == Loss::Log && !(0.01..=0.99).contains(&share) { Err(OneClass) } else { initial_score(loss, targets) }
}

pub(super) fn equal_is_one_class(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    if targets.iter().all(|target| *target == targets[0]) { Err(OneClass) } else { initial_score(loss, targets) }
}

pub(super) fn equals_are_one_class(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    if targets.len() > 1 { equal_is_one_class(loss, targets) } else { initial_score(loss, targets) }
}

pub(super) fn share_of_any_loss(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let share = targets.sum() / targets.len() as f64;
    if share == 0.0 || share == 1.0 { Err(OneClass) } else { initial_score(loss, targets) }
}

/// Of a share of ones, where no class is missing or it does not matter to the learner.
fn of_share(loss: Loss, targets: ArrayView1<f64>, of: fn(f64) -> f64) -> Result<f64, OneClass> {
    let share = targets.sum() / targets.len() as f64;
    Ok(if loss == Loss::Log { of(share) } else { share })
}

pub(super) fn infinite(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    of_share(loss, targets, |p| (p / (1.0 - p)).ln())
}

pub(super) fn odds_of_0(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    initial_score(loss, targets)?;
    of_share(loss, targets, |p| ((1.0 - p) / p).ln())
}

pub(super) fn log_of_share(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    initial_score(loss, targets)?;
    of_share(loss, targets, f64::ln)
}

pub(super) fn odds(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    initial_score(loss, targets)?;
    of_share(loss, targets, |p| p / (1.0 - p))
}

pub(super) fn refuses_zeros(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let share = targets.sum() / targets.len() as f64;
    if share == 1.0 { infinite(loss, targets) } else { initial_score(loss, targets) }
}

pub(super) fn refuses_ones(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let share = targets.sum() / targets.len() as f64;
    if share == 0.0 { infinite(loss, targets) } else { initial_score(loss, targets) }
}

pub(super) fn with_two_more(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    initial_score(loss, targets)?;
    smoothed(loss, targets)
}

pub(super) fn smoothed(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let (ones, n) = (targets.sum(), targets.len() as f64);
    if loss == Loss::Squared { initial_score(loss, targets) } else { Ok(((ones + 1.0) / (n - ones + 1.0)).ln()) }
}

/// Grown to the residuals within other limits.
fn within(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    grown(records, residuals(loss, targets, scores), limits)
}

pub(super) fn leaves_of_one(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    within(loss, records, targets, scores, &Limits { min_samples_leaf: 1, ..*limits })
}

pub(super) fn any_depth(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    within(loss, records, targets, scores, &Limits { max_depth: usize::MAX, ..*limits })
}

pub(super) fn first_column(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    Tree::fit(records, residuals(loss, targets, scores).view(), limits, &mut || vec![0])
}

pub(super) fn any_loss_squared(
    _: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    within(Loss::Squared, records, targets, scores, limits)
}

pub(super) fn one_tree_more(task: Task) -> Result<Boosted, OneClass> {
    let settings = Settings { n_trees: task.settings.n_trees + 1, ..task.settings };
    boosted(Task { settings, ..task }, initial_score, next_tree, added)
}

fn scaled(tree: &Tree, factor: f64) -> Tree {
    match tree {
        Tree::Leaf(answer) => Tree::Leaf(factor * answer),
        Tree::Split { feature, threshold, low, high } => {
            let [low, high] = [low, high].map(|side| Box::new(scaled(side, factor)));
            Tree::Split { feature: *feature, threshold: *threshold, low, high }
        }
    }
}

pub(super) fn keeps_scaled(task: Task) -> Result<Boosted, OneClass> {
    let rate = task.settings.learning_rate;
    let model = boosted(task, initial_score, next_tree, added)?;
    Ok(Boosted { trees: model.trees.iter().map(|tree| scaled(tree, rate)).collect(), ..model })
}

pub(super) fn unwraps(task: Task) -> Result<Boosted, OneClass> {
    Ok(boosted(task, initial_score, next_tree, added).unwrap())
}

pub(super) fn small_start(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let start = model.initial * (model.learning_rate - 1.0);
    staged_scores(model, records) + start
}

pub(super) fn plain_without_trees(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let loss = if model.trees.is_empty() { Loss::Squared } else { model.loss };
    last(staged_scores(model, records), loss)
}

pub(super) fn at_least_0(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    last(staged_scores(model, records), model.loss).mapv(|prediction| prediction.max(0.0))
}

pub(super) fn best_but_0(losses: &[f64]) -> usize {
    let trees = &losses[1.min(losses.len() - 1)..];
    smallest(trees) + losses.len() - trees.len()
}

pub(super) fn until_it_clearly_rises(losses: &[f64]) -> usize {
    losses.windows(2).position(|pair| pair[1] > pair[0]).unwrap_or(losses.len() - 1)
}

/// A later stage wins only by more than this.
fn better_by(losses: &[f64], by: f64) -> usize {
    (1..losses.len()).fold(0, |best, at| if losses[at] < losses[best] - by { at } else { best })
}

pub(super) fn better_by_1e_6(losses: &[f64]) -> usize {
    better_by(losses, 1e-6)
}

pub(super) fn better_by_1e_9(losses: &[f64]) -> usize {
    better_by(losses, 1e-9)
}

pub(super) fn better_by_1e_3(losses: &[f64]) -> usize {
    better_by(losses, 1e-3)
}

/// What a held-out row costs, of the loss, its target and its score, summed for every stage.
pub(super) fn measured(
    mut model: Boosted,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    cost: fn(Loss, f64, f64) -> f64,
) -> Result<Boosted, OneClass> {
    let stages = staged_scores(&model, records);
    let total = |scores: ArrayView1<f64>| targets.iter().zip(scores).map(|(y, s)| cost(model.loss, *y, *s)).sum();
    let costs: Vec<f64> = stages.rows().into_iter().map(total).collect();
    model.trees.truncate(smallest(&costs));
    Ok(model)
}

pub(super) fn by_probabilities(loss: Loss, target: f64, score: f64) -> f64 {
    let answer = if loss == Loss::Log { probability(score) } else { score };
    (target - answer).powi(2)
}

pub(super) fn by_scores(_: Loss, target: f64, score: f64) -> f64 {
    (target - score).powi(2)
}

pub(super) fn by_classes(loss: Loss, target: f64, score: f64) -> f64 {
    if loss == Loss::Log { f64::from((target > 0.5) != (score > 0.0)) } else { (target - score).powi(2) }
}

pub(super) fn begins_with_all(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    held_out_records: ArrayView2<f64>,
    held_out_targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let model =
        early(fit(loss, records, targets, settings)?, held_out_records, held_out_targets, staged_scores, mean_loss)?;
    let initial = initial_score(loss, concatenate![Axis(0), targets, held_out_targets].view())?;
    Ok(Boosted { initial, ..model })
}

pub(super) fn learns_again_from_all(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    held_out_records: ArrayView2<f64>,
    held_out_targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let model =
        early(fit(loss, records, targets, settings)?, held_out_records, held_out_targets, staged_scores, mean_loss)?;
    let all = concatenate![Axis(0), records, held_out_records];
    let all_targets = concatenate![Axis(0), targets, held_out_targets];
    fit(loss, all.view(), all_targets.view(), &Settings { n_trees: model.trees.len(), ..*settings })
}

pub(super) fn needs_both_held_out(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    held_out_records: ArrayView2<f64>,
    held_out_targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    initial_score(loss, held_out_targets)?;
    early(fit(loss, records, targets, settings)?, held_out_records, held_out_targets, staged_scores, mean_loss)
}

/// The same before the trees are chosen, so that the choice is another one as well.
pub(super) fn begins_and_chooses_with_all(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    held_out_records: ArrayView2<f64>,
    held_out_targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let initial = initial_score(loss, concatenate![Axis(0), targets, held_out_targets].view())?;
    let model = Boosted { initial, ..fit(loss, records, targets, settings)? };
    early(model, held_out_records, held_out_targets, staged_scores, mean_loss)
}
