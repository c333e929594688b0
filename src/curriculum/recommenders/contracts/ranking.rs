//! Ranking: order a feed, and measure whether people like what stands on top.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1, ArrayView2};

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

contract! {
    /// What the learner implements.
    pub struct Contract {
        /// Holds out the newest ratings: all from one moment on, the same moment for every user.
        fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError>;
        /// How often every item was liked, `n_items`.
        fn popularity(train: &[Rating], n_items: usize) -> Array1<f64>;
        /// The items that were not seen, the highest score first; ties: lowest item first; NaN last.
        fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize>;
        /// The liked ones among the first k, divided by k.
        fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64>;
        /// The liked ones among the first k, divided by all liked ones.
        fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64>;
        /// The precisions at the ranks of the liked ones, added up and divided by the smaller of k and the number of
        /// liked items.
        fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64>;
        /// Discounted gains, divided by those of the ideal order. As scikit-learn's `ndcg_score`: gains as they are,
        /// base 2.
        fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64>;
        /// The four measures' means over all users with a liked held-out item; `None` without any. `scores`: `n_users` x
        /// `n_items`.
        fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality>;
    }
}

travels!(struct Rating { user, item, stars, time });
travels!(struct Split { train, test });
travels!(struct Quality { users, precision, recall, average_precision, ndcg });
travels!(
    enum RankingError {
        BadShare,
        NothingToTrainOn,
    }
);
