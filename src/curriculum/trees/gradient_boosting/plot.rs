//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, ArrayView2};

use super::oracles::hours;
use super::{Boosted, Contract, Limits, Loss, Settings};
use mlings_grading::Plot;
use mlings_plot::{Figure, extent};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "losses", draw: losses }];

const TREES: usize = 30;

/// The loss on hours that were learned from and on hours of later days, after every tree; with whole steps and small.
fn losses(boosting: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, targets) = hours(1..=243, 29)?;
    let (later, later_targets) = hours(244..=365, 17)?;
    let mut series = Vec::new();
    for learning_rate in [1.0, 0.3] {
        let limits = Limits { max_depth: 3, min_samples_leaf: 1 };
        let settings = Settings { n_trees: TREES, learning_rate, limits };
        let model = (boosting.fit)(Loss::Squared, records.view(), targets.view(), &settings)?;
        series.push(staged_losses(boosting, &model, records.view(), &targets));
        series.push(staged_losses(boosting, &model, later.view(), &later_targets));
    }
    let settings =
        Settings { n_trees: TREES, learning_rate: 1.0, limits: Limits { max_depth: 3, min_samples_leaf: 1 } };
    let stopped = (boosting.fit_early)(
        Loss::Squared,
        records.view(),
        targets.view(),
        later.view(),
        later_targets.view(),
        &settings,
    )?;
    let n_trees = stopped.trees.len();
    // By what the shortened model predicts: it lies on its line if predict and the stages agree.
    let predictions = (boosting.predict)(&stopped, later.view());
    let loss = (boosting.mean_loss)(Loss::Squared, later_targets.view(), predictions.view());
    let stop = Some((n_trees as f64, loss));
    // Far above the first losses there is nothing to compare.
    let first = series.iter().filter_map(|losses| losses.first().map(|(_, loss)| *loss));
    let (_, high) = extent(first).ok_or("no loss is a number")?;
    let [whole, whole_later, small, small_later] = [0, 1, 2, 3].map(|at| series[at].clone());
    Ok(Figure::new(
        "Bicycle hire: the loss after every tree",
        "Trees in the model",
        "Mean loss (half the squared bicycles per hour)",
    )
    .line(&format!("{} later hours, learning_rate 1", later_targets.len()), 1, whole_later)
    .line(&format!("{} later hours, learning_rate 0.3", later_targets.len()), 0, small_later)
    .line("hours learned from, learning_rate 1", 4, whole)
    .line("hours learned from, learning_rate 0.3", 2, small)
    .marks(&format!("fit_early keeps {n_trees} trees"), 1, stop)
    .x_range(0.0, TREES as f64)
    .y_range(0.0, 1.1 * high))
}

fn staged_losses(
    boosting: &Contract,
    model: &Boosted,
    records: ArrayView2<f64>,
    targets: &Array1<f64>,
) -> Vec<(f64, f64)> {
    let stages: Array2<f64> = (boosting.staged_scores)(model, records);
    let losses = stages.rows().into_iter().map(|scores| (boosting.mean_loss)(model.loss, targets.view(), scores));
    losses.enumerate().map(|(n_trees, loss)| (n_trees as f64, loss)).collect()
}
