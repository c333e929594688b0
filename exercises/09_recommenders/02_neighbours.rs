//! Neighbours: predict what somebody will like from those who liked the same things.
//!
//! Guide: exercises/09_recommenders/02_neighbours.md
//! Grade: cargo run -- check neighbours

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::neighbours::{Neighbourhood, NoRatings};
use ndarray::{Array1, ArrayView1, ArrayView2};

/// What each user gives on average.
///
/// - `ratings`: `n_users` x `n_items`, NaN where there is none
///
/// Returns for every user the mean of the ratings that are there; a rating is any number but NaN, 0 too. Who rated nothing gets the mean of all ratings, every
/// rating counting the same.
///
/// # Errors
/// `NoRatings` when there is not a single one.
pub fn user_means(ratings: ArrayView2<f64>) -> Result<Array1<f64>, NoRatings> {
    todo!()
}

/// How alike two users are: `cosine · n / (n + shrinkage)`, over the `n` items that both of them rated.
///
/// The cosine is `Σ aᵢ bᵢ / √(Σ aᵢ² · Σ bᵢ²)`; every sum goes over these items only.
///
/// - `one`, `other`: ratings less their user's mean, `n_items` each, NaN where there is none
/// - `shrinkage`: 0 or more; so many common items halve the cosine
///
/// Returns a number from -1 to 1; 0 where there is no common item, or one of the two has exactly 0 in all of them. Small
/// deviations are deviations.
pub fn similarity(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    todo!()
}

/// Learns what `predict` needs.
///
/// - `ratings`: `n_users` x `n_items`, NaN where there is none; at most 1,000 users
/// - `shrinkage`: that of `similarity`
///
/// Returns the users' means, the ratings less their user's mean, with NaN where there is none, and the similarity of
/// each two users. On its diagonal stands whatever `similarity` says of two equal rows.
///
/// # Errors
/// `NoRatings` when there is not a single one.
pub fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings> {
    todo!()
}

/// The stars that a user is expected to give an item: `mean + Σ similarity · deviation / Σ |similarity|`, over the
/// neighbours.
///
/// The neighbours are those `k` of the other users who rated the item and are most similar to the user, or all of
/// them, where they are fewer. Similarities below 0 are the smallest, and take part when it is their turn. Of equally
/// similar users the one with the lower number comes first.
///
/// - `user`, `item`: a row and a column of the ratings
/// - `k`: at least 1
///
/// Returns any number, also one that nobody can give; the user's mean where there is no neighbour, or none whose
/// similarity differs from 0, however little.
pub fn predict(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    todo!()
}

mlings::grade!(neighbours { user_means, similarity, fit, predict });
