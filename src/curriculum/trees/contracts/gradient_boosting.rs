//! Gradient boosting: trees one after the other, each fitted to what the trees before it have missed.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub use super::regression_tree::{Limits, Tree};

/// What a wrong score costs, row by row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Loss {
    /// `(target - score)² / 2`, for targets that are numbers.
    Squared,
    /// `ln(1 + exp(score)) - target * score`, for targets that are 0 or 1. The score is the log odds of a 1.
    Log,
}

/// How a model grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// How many trees; 0 is allowed.
    pub n_trees: usize,
    /// The share of a tree's answer that is added to the scores, above 0 and at most 1.
    pub learning_rate: f64,
    /// How far every tree may grow.
    pub limits: Limits,
}

/// What [`Contract::fit`] learns.
#[derive(Clone, Debug, PartialEq)]
pub struct Boosted {
    /// The loss that was made small.
    pub loss: Loss,
    /// The score of every row before the first tree.
    pub initial: f64,
    /// The share of a tree's answer that is added to the scores.
    pub learning_rate: f64,
    /// In the order in which they were grown.
    pub trees: Vec<Tree>,
}

/// What [`Contract::initial_score`] says when the targets of [`Loss::Log`] are all 0 or all 1.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("all targets are of one class: its log odds are infinite")]
pub struct OneClass;

/// The signature of [`Contract::next_tree`].
pub type NextTree = fn(
    loss: Loss,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    scores: ArrayView1<f64>,
    limits: &Limits,
) -> Tree;

contract! {
    /// What the learner implements: gradient boosting (Friedman 2001). For [`Loss::Squared`] as scikit-learn's
    /// `GradientBoostingRegressor`. For [`Loss::Log`] a leaf answers with the mean of its
    /// residuals; scikit-learn's `GradientBoostingClassifier` then replaces that with a longer step.
    pub struct Contract {
        /// The mean over the rows of what a score costs.
        fn mean_loss(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> f64;
        /// For every row minus the derivative of its loss by its score.
        fn residuals(loss: Loss, targets: ArrayView1<f64>, scores: ArrayView1<f64>) -> Array1<f64>;
        /// The one number with the smallest loss: the mean, or the log odds.
        fn initial_score(loss: Loss, targets: ArrayView1<f64>) -> Result<f64, OneClass>;
        /// A tree that is fitted to the residuals of the scores.
        fn next_tree(
            loss: Loss,
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            scores: ArrayView1<f64>,
            limits: &Limits,
        ) -> Tree;
        /// The initial score and `n_trees` trees, each fitted to what is left.
        fn fit(
            loss: Loss,
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            settings: &Settings,
        ) -> Result<Boosted, OneClass>;
        /// Row `m` holds the scores after `m` trees, `n_trees + 1` x `n_samples`.
        fn staged_scores(model: &Boosted, records: ArrayView2<f64>) -> Array2<f64>;
        /// The numbers, or the probabilities of a 1.
        fn predict(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64>;
        /// As `fit`, with as many of the trees as have the smallest loss on the held-out rows.
        fn fit_early(
            loss: Loss,
            records: ArrayView2<f64>,
            targets: ArrayView1<f64>,
            held_out_records: ArrayView2<f64>,
            held_out_targets: ArrayView1<f64>,
            settings: &Settings,
        ) -> Result<Boosted, OneClass>;
    }
}

travels!(
    enum Loss {
        Squared,
        Log,
    }
);
travels!(struct Settings { n_trees, learning_rate, limits });
travels!(struct Boosted { loss, initial, learning_rate, trees });
travels!(struct OneClass);
