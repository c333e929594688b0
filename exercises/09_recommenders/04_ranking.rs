//! Ranking: order a feed, and measure whether people like what stands on top.
//!
//! Guide: exercises/09_recommenders/04_ranking.md
//! Grade: cargo run -- check ranking

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::ranking::{Quality, RankingError, Rating, Split};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// Cuts the ratings at one moment: everything earlier is known, everything from then on is held out.
///
/// - `ratings`: in any order
/// - `test_share`: the share to hold out, above 0 and below 1
///
/// With n ratings, the moment is the time of the `⌈test_share · n⌉`-th newest one (the product as `f64` has it). Ratings
/// of that very second are all held out. Every rating comes back as it was.
///
/// # Errors
/// - `RankingError::BadShare` if `test_share` is not above 0 and below 1, NaN included; this is looked at first
/// - `RankingError::NothingToTrainOn` if no rating is earlier than that moment, or there are none
pub fn split_by_time(ratings: &[Rating], test_share: f64) -> Result<Split, RankingError> {
    todo!()
}

/// How often every item was liked: its ratings with a gain above 0.
///
/// - `train`: the ratings that are known
/// - `n_items`: how many items there are, at most 50,000; all item numbers are below
///
/// Returns `n_items` counts, 0 for an item that nobody has liked or rated.
pub fn popularity(train: &[Rating], n_items: usize) -> Array1<f64> {
    todo!()
}

/// Orders what a user may see: the numbers of all items that are not in `seen`, the highest score first.
///
/// - `scores`: `n_items`, one score for every item
/// - `seen`: the items that the user knows already, in any order; empty for a new user
///
/// Of items with equal scores the lowest number comes first; 0 and -0 are equal, nearly equal ones are not. Items whose score is NaN come last, among
/// themselves the lowest number first.
pub fn feed(scores: ArrayView1<f64>, seen: &[usize]) -> Vec<usize> {
    todo!()
}

/// The share of the first `k` places that hold a liked item.
///
/// - `feed`: item numbers, the best first, each at most once
/// - `gains`: `n_items`, what every item is worth to the user, never negative; liked is what is above 0
/// - `k`: at least 1
///
/// Divides by `k` also where the feed is shorter. `None` if the user likes no item at all.
pub fn precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    todo!()
}

/// The share of the liked items that are among the first `k` of the feed.
///
/// - `feed`, `gains`, `k`: as for `precision`
///
/// `None` if the user likes no item at all.
pub fn recall(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    todo!()
}

/// At every rank up to `k` that holds a liked item, the precision at this rank; all of them added up, and divided
/// by the most that there could be: the smaller of `k` and the number of liked items.
///
/// - `feed`, `gains`, `k`: as for `precision`
///
/// `None` if the user likes no item at all.
pub fn average_precision(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    todo!()
}

/// The gains of the first `k`, each divided by `log2(rank + 1)`, added up, and divided by what the ideal order of
/// all items would give on its first `k` places. The first rank is 1.
///
/// - `feed`, `gains`, `k`: as for `precision`
///
/// `None` if the user likes no item at all.
pub fn ndcg(feed: &[usize], gains: ArrayView1<f64>, k: usize) -> Option<f64> {
    todo!()
}

/// The four measures of every user's feed, and their means over the users.
///
/// - `scores`: `n_users` x `n_items`, what a model says about every pair
/// - `split`: user and item numbers are below `n_users` and `n_items`; nobody has rated an item twice
/// - `k`: at least 1
///
/// A user's feed leaves out what this user has rated in `split.train`, and nothing else. Gains are those of the
/// ratings in `split.test`; an item without one there has the gain 0. Users without a liked item in `split.test` are
/// left out of the means, all others count once each. `None` if there is no such user.
pub fn evaluate(scores: ArrayView2<f64>, split: &Split, k: usize) -> Option<Quality> {
    todo!()
}

mlings::grade!(ranking { split_by_time, popularity, feed, precision, recall, average_precision, ndcg, evaluate });
