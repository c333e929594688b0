//! Matrix factorisation: learn what users like and films offer, from nothing but stars.
//!
//! Guide: exercises/09_recommenders/03_matrix_factorization.md
//! Grade: cargo run -- check matrix_factorization

#![allow(unused_variables)] // for the bodies that are not written yet

use std::collections::HashSet;
use mlings::matrix_factorization::{Model, NoRatings, Rating, Training};
use ndarray::{Array1, Array2, ArrayView2};

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
    if ratings.is_empty() {
        return Err(NoRatings);
    }
    let users: HashSet<usize> = ratings.iter().map(|rating| rating.user).collect();
    let items: HashSet<usize> = ratings.iter().map(|rating| rating.item).collect();
    Ok(Model {
        mean: ratings.iter().map(|rating| rating.stars).sum::<f64>() / ratings.len() as f64,
        user_biases: Array1::zeros(user_factors.nrows()),
        item_biases: Array1::zeros(item_factors.nrows()),
        user_factors: only_rated(user_factors, &users),
        item_factors: only_rated(item_factors, &items),
    })
}

/// The stars that a user is expected to give an item: `mean + user's bias + item's bias + user's factors · item's
/// factors`.
///
/// A user or an item beyond the model's rows is new: its bias and the product of the factors are left out.
///
/// Returns any number, also one that nobody can give.
pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
    let mut stars = model.mean;
    if let Some(bias) = model.user_biases.get(user) {
        stars += bias;
    }
    if let Some(bias) = model.item_biases.get(item) {
        stars += bias;
    }
    if user < model.user_factors.nrows() && item < model.item_factors.nrows() {
        stars += model.user_factors.row(user).dot(&model.item_factors.row(item));
    }
    stars
}

/// The root of the mean of `(stars - prediction)²`.
///
/// - `ratings`: at least one; some of them may be of new users or items
///
/// Returns a number in stars; 0 is perfect.
pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
    let sum: f64 = ratings
        .iter()
        .map(|rating| {
            let error = rating.stars - predict(model, rating.user, rating.item);
            error * error
        })
        .sum();
    (sum / ratings.len() as f64).sqrt()
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
    let (user, item) = (rating.user, rating.item);
    let error = rating.stars - predict(model, user, item);
    let moved = |w: f64, x: f64| w + learning_rate * (error * x - penalty * w);
    model.user_biases[user] = moved(model.user_biases[user], 1.0);
    model.item_biases[item] = moved(model.item_biases[item], 1.0);
    for factor in 0..model.user_factors.ncols() {
        let p = model.user_factors[[user, factor]];
        let q = model.item_factors[[item, factor]];
        model.user_factors[[user, factor]] = moved(p, q);
        model.item_factors[[item, factor]] = moved(q, p);
    }
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
    let mut model = copy_of(start);
    let mut train_errors = vec![rmse(&model, train)];
    let mut validation_errors = vec![rmse(&model, validation)];
    for order in orders {
        for &number in order {
            step(&mut model, &train[number], learning_rate, penalty);
        }
        train_errors.push(rmse(&model, train));
        validation_errors.push(rmse(&model, validation));
    }
    Training {
        model,
        train_errors: Array1::from(train_errors),
        validation_errors: Array1::from(validation_errors),
    }
}

fn only_rated(factors: ArrayView2<f64>, rated: &HashSet<usize>) -> Array2<f64> {
    let mut factors = factors.to_owned();
    for (number, mut row) in factors.outer_iter_mut().enumerate() {
        if !rated.contains(&number) {
            row.fill(0.0);
        }
    }
    factors
}

fn copy_of(model: &Model) -> Model {
    Model {
        mean: model.mean,
        user_biases: model.user_biases.clone(),
        item_biases: model.item_biases.clone(),
        user_factors: model.user_factors.clone(),
        item_factors: model.item_factors.clone(),
    }
}

mlings::grade!(matrix_factorization { untrained, predict, rmse, step, fit });
