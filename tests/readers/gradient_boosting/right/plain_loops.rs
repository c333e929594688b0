use mlings::gradient_boosting::{Boosted, Limits, Loss, OneClass, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn loss_of_row(loss: Loss, y: f64, s: f64) -> f64 {
    match loss {
        Loss::Squared => {
            let d = y - s;
            d * d / 2.0
        }
        Loss::Log => {
            // what the wrong side of the row costs
            let z = if y == 1.0 { -s } else { s };
            if z > 0.0 { z + (-z).exp().ln_1p() } else { z.exp().ln_1p() }
        }
    }
}

fn probability(s: f64) -> f64 {
    if s >= 0.0 {
        1.0 / (1.0 + (-s).exp())
    } else {
        let e = s.exp();
        e / (1.0 + e)
    }
}

pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for i in 0..targets.len() {
        sum += loss_of_row(loss, targets[i], scores[i]);
    }
    sum / targets.len() as f64
}

pub fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
    let mut r = Array1::zeros(targets.len());
    for i in 0..targets.len() {
        r[i] = match loss {
            Loss::Squared => targets[i] - scores[i],
            Loss::Log => {
                if targets[i] == 1.0 {
                    probability(-scores[i])
                } else {
                    -probability(scores[i])
                }
            }
        };
    }
    r
}

pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
    match loss {
        Loss::Squared => {
            let first = targets[0];
            let mut sum = 0.0;
            for i in 0..targets.len() {
                sum += targets[i] - first;
            }
            Ok(first + sum / targets.len() as f64)
        }
        Loss::Log => {
            let mut ones = 0usize;
            let mut zeros = 0usize;
            for &y in targets.iter() {
                if y == 1.0 { ones += 1 } else { zeros += 1 }
            }
            if ones == 0 || zeros == 0 {
                return Err(OneClass);
            }
            Ok((ones as f64).ln() - (zeros as f64).ln())
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
    let r = residuals(loss, targets, scores);
    let columns: Vec<usize> = (0..records.ncols()).collect();
    Tree::fit(records, r.view(), limits, &mut || columns.clone())
}

pub fn fit(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    settings: &Settings,
) -> Result<Boosted, OneClass> {
    let initial = initial_score(loss, targets)?;
    let mut model = Boosted { loss, initial, learning_rate: settings.learning_rate, trees: Vec::new() };
    let n = targets.len();
    let mut scores = Array1::zeros(n);
    for i in 0..n {
        scores[i] = initial;
    }
    let mut grown = 0;
    while grown < settings.n_trees {
        let tree = next_tree(loss, records, targets, scores.view(), &settings.limits);
        let answers = tree.predict(records);
        for i in 0..n {
            scores[i] += settings.learning_rate * answers[i];
        }
        model.trees.push(tree);
        grown += 1;
    }
    Ok(model)
}

pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
    let n = records.nrows();
    let mut table = Array2::zeros((model.trees.len() + 1, n));
    for i in 0..n {
        table[[0, i]] = model.initial;
    }
    for m in 0..model.trees.len() {
        let answers = model.trees[m].predict(records);
        for i in 0..n {
            table[[m + 1, i]] = table[[m, i]] + model.learning_rate * answers[i];
        }
    }
    table
}

pub fn predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let table = staged_scores(model, records);
    let mut out = Array1::zeros(records.nrows());
    for i in 0..records.nrows() {
        let s = table[[model.trees.len(), i]];
        out[i] = match model.loss {
            Loss::Squared => s,
            Loss::Log => probability(s),
        };
    }
    out
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
    let table = staged_scores(&model, held_out_records);
    let mut best = 0;
    let mut lowest = mean_loss(loss, held_out_targets, table.row(0));
    for m in 1..=model.trees.len() {
        let l = mean_loss(loss, held_out_targets, table.row(m));
        if l < lowest {
            lowest = l;
            best = m;
        }
    }
    while model.trees.len() > best {
        model.trees.pop();
    }
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
