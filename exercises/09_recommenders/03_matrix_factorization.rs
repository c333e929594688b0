//! Matrix factorisation: learn what users like and films offer, from nothing but stars.
//!
//! Guide: exercises/09_recommenders/03_matrix_factorization.md
//! Grade: cargo run -- check matrix_factorization

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::matrix_factorization::{Model, NoRatings, Rating, Training};
use ndarray::ArrayView2;

/// The model before the first step.
///
/// - `ratings`: what will be learned from
/// - `user_factors`: `n_users` x `n_factors`, small random numbers to begin with
/// - `item_factors`: `n_items` x `n_factors`, the same
///
/// Returns the mean of the ratings' stars, biases of 0, and the given factors; but a user or an item without a single
/// rating has factors of 0, since nothing will ever be learned about them.
///
/// # Errors
/// `NoRatings` when there is none.
pub fn untrained(
    ratings: &[Rating],
    user_factors: ArrayView2<f64>,
    item_factors: ArrayView2<f64>,
) -> Result<Model, NoRatings> {
    todo!()
}

/// The stars that a user is expected to give an item: `mean + user's bias + item's bias + user's factors · item's
/// factors`.
///
/// A user or an item beyond the model's rows is new: its bias and the product of the factors are left out.
///
/// Returns any number, also one that nobody can give.
pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
    todo!()
}

/// The root of the mean of `(stars - prediction)²`.
///
/// - `ratings`: at least one; some of them may be of new users or items
///
/// Returns a number in stars; 0 is perfect.
pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
    todo!()
}

/// One step of stochastic gradient descent, on one rating: `w ← w - learning_rate · slope` for both biases and all
/// factors of the rating's user and item, with the slopes of
///
/// `½ · (error² + penalty · (user's bias² + item's bias² + squares of both factors))`, `error = stars - prediction`
///
/// at the model as it was before the step. All else stays as it is, the mean included.
///
/// - `rating`: its user and item are rows of the model
pub fn step(model: &mut Model, rating: &Rating, learning_rate: f64, penalty: f64) {
    todo!()
}

/// Trains: for every order, one pass over the training ratings, with a step for each of them.
///
/// - `start`: the model before the first step, from `untrained`
/// - `train`: what is learned from, at least one rating
/// - `validation`: what the model is tried on, and never learns from; at least one rating
/// - `orders`: `n_passes` lists of the numbers 0 to `n_train - 1`; a pass takes the ratings in its list's order, and
///   every pass is taken
///
/// Returns the model after the last pass, and for both lists `n_passes + 1` RMSEs: that of `start`, then one after
/// every pass.
pub fn fit(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    learning_rate: f64,
    penalty: f64,
) -> Training {
    todo!()
}

mlings::grade!(matrix_factorization { untrained, predict, rmse, step, fit });
