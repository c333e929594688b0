//! Other ways to gradient boosting.

use mlings::gradient_boosting::{Boosted, Contract, Limits, Loss, OneClass, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops, scores from the stages of the model so far",
        Contract {
            mean_loss: loops::mean_loss,
            residuals: loops::residuals,
            initial_score: loops::initial_score,
            next_tree: loops::next_tree,
            fit: loops::fit,
            staged_scores: loops::staged_scores,
            predict: loops::predict,
            fit_early: loops::fit_early,
        },
    ),
    (
        "what is left instead of scores, and labels of -1 and 1",
        Contract {
            mean_loss: margins::mean_loss,
            residuals: margins::residuals,
            initial_score: margins::initial_score,
            next_tree: margins::next_tree,
            fit: margins::fit,
            staged_scores: margins::staged_scores,
            predict: margins::predict,
            fit_early: margins::fit_early,
        },
    ),
];

mod loops {
    use super::*;

    pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
        let mut sum = 0.0;
        for row in 0..targets.len() {
            let (y, s) = (targets[row], scores[row]);
            sum += match loss {
                Loss::Squared => 0.5 * (s - y) * (s - y),
                Loss::Log if s > 30.0 => s - y * s,
                Loss::Log => s.exp().ln_1p() - y * s,
            };
        }
        sum / targets.len() as f64
    }

    pub fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
        let mut residuals = targets.to_owned();
        for row in 0..targets.len() {
            residuals[row] -= match loss {
                Loss::Squared => scores[row],
                Loss::Log => 0.5 * (1.0 + (0.5 * scores[row]).tanh()),
            };
        }
        residuals
    }

    pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
        let n = targets.len() as f64;
        let ones = targets.iter().filter(|target| **target == 1.0).count() as f64;
        match loss {
            Loss::Squared => Ok(targets.iter().map(|target| target / n).sum()),
            Loss::Log if ones == 0.0 || ones == n => Err(OneClass),
            Loss::Log => Ok(ones.ln() - (n - ones).ln()),
        }
    }

    pub fn next_tree(
        loss: Loss,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        scores: ArrayView1<f64>,
        limits: &Limits,
    ) -> Tree {
        let columns: Vec<usize> = (0..records.ncols()).collect();
        Tree::fit(records, residuals(loss, targets, scores).view(), limits, &mut || columns.clone())
    }

    pub fn fit(
        loss: Loss,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        settings: &Settings,
    ) -> Result<Boosted, OneClass> {
        let Settings { n_trees, learning_rate, limits } = settings;
        let initial = initial_score(loss, targets)?;
        let mut model = Boosted { loss, initial, learning_rate: *learning_rate, trees: Vec::new() };
        while model.trees.len() < *n_trees {
            let stages = staged_scores(&model, records);
            model.trees.push(next_tree(loss, records, targets, stages.row(model.trees.len()), limits));
        }
        Ok(model)
    }

    pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
        let mut stages = Array2::from_elem((model.trees.len() + 1, records.nrows()), model.initial);
        for (m, tree) in model.trees.iter().enumerate() {
            let answers = tree.predict(records) * model.learning_rate;
            for mut stage in stages.axis_iter_mut(Axis(0)).skip(m + 1) {
                stage += &answers;
            }
        }
        stages
    }

    pub fn predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
        let scores = staged_scores(model, records).row(model.trees.len()).to_owned();
        if model.loss == Loss::Squared { scores } else { scores.mapv(|s| if s > 0.0 { 1.0 / (1.0 + (-s).exp()) } else { s.exp() / (1.0 + s.exp()) }) }
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
        let (mut best, mut smallest) = (0, f64::INFINITY);
        for m in 0..=model.trees.len() {
            let loss = mean_loss(loss, held_out_targets, stages.row(m));
            if loss < smallest {
                (best, smallest) = (m, loss);
            }
        }
        model.trees.drain(best..);
        Ok(model)
    }
}

mod margins {
    use super::*;

    fn signs(targets: ArrayView1<f64>) -> Array1<f64> {
        targets.mapv(|target| 2.0 * target - 1.0)
    }

    pub fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64 {
        if loss == Loss::Squared {
            return (&targets - &scores).mapv(|left| left * left / 2.0).mean().expect("a row");
        }
        // ln(1 + exp(-m)) of the margin m = ±s.
        let margins = signs(targets) * scores;
        margins.mapv(|m| if m > -30.0 { (-m).exp().ln_1p() } else { -m }).mean().expect("a row")
    }

    pub fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64> {
        match loss {
            Loss::Squared => &scores * -1.0 + targets,
            Loss::Log => {
                let signs = signs(targets);
                let margins = &signs * &scores;
                signs / (margins.mapv(f64::exp) + 1.0)
            }
        }
    }

    pub fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass> {
        let mean = targets.mean().expect("a row");
        if loss == Loss::Squared {
            return Ok(mean);
        }
        if targets.iter().all(|target| *target == targets[0]) { Err(OneClass) } else { Ok(2.0 * (2.0 * mean - 1.0).atanh()) }
    }

    pub fn next_tree(
        loss: Loss,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        scores: ArrayView1<f64>,
        limits: &Limits,
    ) -> Tree {
        let left = residuals(loss, targets, scores);
        Tree::fit(records, left.view(), limits, &mut || Vec::from_iter(0..records.ncols()))
    }

    pub fn fit(
        loss: Loss,
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        settings: &Settings,
    ) -> Result<Boosted, OneClass> {
        let (initial, rate) = (initial_score(loss, targets)?, settings.learning_rate);
        let grow = |scores: &mut Array1<f64>, _| {
            let tree = next_tree(loss, records, targets, scores.view(), &settings.limits);
            *scores += &(tree.predict(records) * rate);
            Some(tree)
        };
        let trees = (0..settings.n_trees).scan(Array1::from_elem(targets.len(), initial), grow).collect();
        Ok(Boosted { loss, initial, learning_rate: rate, trees })
    }

    pub fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64> {
        let mut stages = Array2::from_elem((model.trees.len() + 1, records.nrows()), model.initial);
        for (m, tree) in model.trees.iter().enumerate() {
            stages.row_mut(m + 1).assign(&(tree.predict(records) * model.learning_rate));
        }
        let (_, mut rest) = stages.view_mut().split_at(Axis(0), 1);
        rest.accumulate_axis_inplace(Axis(0), |before, stage| *stage += before);
        rest += model.initial;
        stages
    }

    pub fn predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
        let answers = model.trees.iter().map(|tree| tree.predict(records) * model.learning_rate);
        let scores = answers.fold(Array1::from_elem(records.nrows(), model.initial), |sum, answers| sum + answers);
        match model.loss {
            Loss::Squared => scores,
            Loss::Log => scores.mapv(|score| (1.0 + (score / 2.0).tanh()) / 2.0),
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
        let model = fit(loss, records, targets, settings)?;
        let shortened = |n_trees: usize| Boosted { trees: model.trees[..n_trees].to_vec(), ..model.clone() };
        let held_out_loss = |n_trees: usize| {
            let stages = staged_scores(&shortened(n_trees), held_out_records);
            mean_loss(loss, held_out_targets, stages.row(n_trees))
        };
        let mut order: Vec<usize> = (0..=model.trees.len()).collect();
        order.sort_by(|a, b| held_out_loss(*a).total_cmp(&held_out_loss(*b)));
        Ok(shortened(order[0]))
    }
}
