//! Ranking: order a feed, and measure whether people like what stands on top.

mod checks;
mod mistakes;
mod oracles;
mod plot;
pub mod solution;

use ndarray::{Array1, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

/// What a user thought of an item, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// Users are numbered from 0.
    pub user: usize,
    /// Items are numbered from 0.
    pub item: usize,
    /// 0.5 to 5 stars.
    pub stars: f64,
    /// Seconds since 1970.
    pub time: u64,
}

impl Rating {
    /// What the item is worth in this user's feed: 1 for 4 stars, 1.5 for 4.5 stars, 2 for 5 stars, and 0 below.
    pub fn gain(&self) -> f64 {
        if self.stars >= 4.0 { self.stars - 3.0 } else { 0.0 }
    }
}

/// Ratings on both sides of one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// What is known at that moment, in any order.
    pub train: Vec<Rating>,
    /// What happens from that moment on, in any order.
    pub test: Vec<Rating>,
}

/// How good the feeds of all users are: means over the users who liked a held-out item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// How many users that are.
    pub users: usize,
    /// The mean of [`Contract::precision`].
    pub precision: f64,
    /// The mean of [`Contract::recall`].
    pub recall: f64,
    /// The mean of [`Contract::average_precision`], known as MAP.
    pub average_precision: f64,
    /// The mean of [`Contract::ndcg`].
    pub ndcg: f64,
}

/// Why ratings are not split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RankingError {
    /// The share is not above 0 and below 1.
    #[error("the share of held-out ratings must be above 0 and below 1")]
    BadShare,
    /// No rating is older than the moment of the split.
    #[error("no rating would be left to learn from")]
    NothingToTrainOn,
}

/// The signature of the four measures: item numbers with the best first, the gain of every item, how many places
/// count. An item is liked when its gain is above 0. `None` when the user likes no item.
pub type Measure = fn(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64>;

/// What the learner implements.
#[derive(Clone, Copy)]
pub struct Contract {
    /// Holds out the newest ratings: all from one moment on, the same moment for every user.
    pub split_by_time: fn(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError>,
    /// How often every item was liked, `n_items`.
    pub popularity: fn(train: &[Rating], n_items: usize) -> Array1<f64>,
    /// The items that were not seen, the highest score first; ties: lowest item first; NaN last.
    pub feed: fn(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize>,
    /// The liked ones among the first k, divided by k.
    pub precision: Measure,
    /// The liked ones among the first k, divided by all liked ones.
    pub recall: Measure,
    /// The precisions at the ranks of the liked ones, added up and divided by the smaller of k and the number of
    /// liked items.
    pub average_precision: Measure,
    /// Discounted gains, divided by those of the ideal order. As scikit-learn's `ndcg_score`: gains as they are,
    /// base 2.
    pub ndcg: Measure,
    /// The four measures' means over all users with a liked held-out item; `None` without any. `scores`: `n_users` x
    /// `n_items`.
    pub evaluate: fn(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality>,
}

const SOLUTION: Contract = Contract {
    split_by_time: solution::split_by_time,
    popularity: solution::popularity,
    feed: solution::feed,
    precision: solution::precision,
    recall: solution::recall,
    average_precision: solution::average_precision,
    ndcg: solution::ndcg,
    evaluate: solution::evaluate,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "ranking",
        title: "Ranking",
        summary: "order a feed, and measure whether people like what stands on top",
        place: "09_recommenders/04_ranking",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
