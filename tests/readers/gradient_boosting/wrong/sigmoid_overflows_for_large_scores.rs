//! what is wrong: The probability is computed as exp(s) / (1 + exp(s)), which is NaN for a score of 1000.
use mlings::gradient_boosting::{Boosted, Limits, Loss, OneClass, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn sigmoid(s: f64) -> f64 {
    s.exp() / (1.0 + s.exp())
}

fn softplus(s: f64) -> f64 {
    s.max(0.0) + (-s.abs()).exp().ln_1p()
}

pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    let total: f64 = targets
        .iter()
        .zip(scores)
        .map(|(&y, &s)| match loss {
            Loss::Squared => (y - s).powi(2) / 2.0,
            Loss::Log => softplus(s) - y * s,
        })
        .sum();
    total / targets.len() as f64
}

pub fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    match loss {
        Loss::Squared => &targets - &scores,
        Loss::Log => &targets - &scores.mapv(sigmoid),
    }
}

pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    let n = targets.len() as f64;
    match loss {
        Loss::Squared => Ok(targets.sum() / n),
        Loss::Log => {
            let ones = targets.iter().filter(|&&y| y == 1.0).count() as f64;
            if ones == 0.0 || ones == n {
                return Err(OneClass);
            }
            Ok((ones / (n - ones)).ln())
        }
    }
}

pub fn next_tree(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree {
    let missing = residuals(loss, targets, scores);
    Tree::fit(records, missing.view(), limits, &mut || (0..records.ncols()).collect())
}

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

pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let n = records.nrows();
    let mut stages = Array2::zeros((model.trees.len() + 1, n));
    let mut scores = Array1::from_elem(n, model.initial);
    stages.row_mut(0).assign(&scores);
    for (m, tree) in model.trees.iter().enumerate() {
        scores.scaled_add(model.learning_rate, &tree.predict(records));
        stages.row_mut(m + 1).assign(&scores);
    }
    stages
}

pub fn predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let stages = staged_scores(model, records);
    let last = stages.row(model.trees.len()).to_owned();
    match model.loss {
        Loss::Squared => last,
        Loss::Log => last.mapv(sigmoid),
    }
}

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
    let losses: Vec<f64> = stages.rows().into_iter().map(|row| mean_loss(loss, held_out_targets, row)).collect();
    let mut best = 0;
    for m in 1..losses.len() {
        if losses[m] < losses[best] {
            best = m;
        }
    }
    model.trees.truncate(best);
    Ok(model)
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
