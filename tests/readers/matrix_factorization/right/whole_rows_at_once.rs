//! Matrix factorisation: learn what users like and films offer, from nothing but stars.
//!
//! Guide: exercises/09_recommenders/03_matrix_factorization.md
//! Grade: cargo run -- check matrix_factorization

#![allow(unused_variables)] // for the bodies that are not written yet

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
    let mut sum = 0.0;
    // zeros to begin with, and the given factors only for who has a rating
    let mut model = Model {
        mean: 0.0,
        user_biases: Array1::zeros(user_factors.nrows()),
        item_biases: Array1::zeros(item_factors.nrows()),
        user_factors: Array2::zeros(user_factors.raw_dim()),
        item_factors: Array2::zeros(item_factors.raw_dim()),
    };
    for rating in ratings {
        sum += rating.stars;
        model.user_factors.row_mut(rating.user).assign(&user_factors.row(rating.user));
        model.item_factors.row_mut(rating.item).assign(&item_factors.row(rating.item));
    }
    if ratings.is_empty() {
        return Err(NoRatings);
    }
    model.mean = sum / ratings.len() as f64;
    Ok(model)
}

/// The stars that a user is expected to give an item: `mean + user's bias + item's bias + user's factors · item's
/// factors`.
///
/// A user or an item beyond the model's rows is new: its bias and the product of the factors are left out.
///
/// Returns any number, also one that nobody can give.
pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
    let user_bias = model.user_biases.get(user).copied();
    let item_bias = model.item_biases.get(item).copied();
    let taste = match (user_bias, item_bias) {
        (Some(_), Some(_)) => model.user_factors.row(user).dot(&model.item_factors.row(item)),
        _ => 0.0,
    };
    model.mean + user_bias.unwrap_or(0.0) + item_bias.unwrap_or(0.0) + taste
}

/// The root of the mean of `(stars - prediction)²`.
///
/// - `ratings`: at least one; some of them may be of new users or items
///
/// Returns a number in stars; 0 is perfect.
pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
    let mut sum = 0.0_f64;
    for rating in ratings {
        sum += (rating.stars - predict(model, rating.user, rating.item)).powi(2);
    }
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
    let error = rating.stars - predict(model, rating.user, rating.item);
    let old_p = model.user_factors.row(rating.user).to_owned();
    let old_q = model.item_factors.row(rating.item).to_owned();
    let new_p = &old_p + &((&old_q * error - &old_p * penalty) * learning_rate);
    let new_q = &old_q + &((&old_p * error - &old_q * penalty) * learning_rate);
    model.user_factors.row_mut(rating.user).assign(&new_p);
    model.item_factors.row_mut(rating.item).assign(&new_q);
    let user_bias = &mut model.user_biases[rating.user];
    *user_bias += learning_rate * (error - penalty * *user_bias);
    let item_bias = &mut model.item_biases[rating.item];
    *item_bias += learning_rate * (error - penalty * *item_bias);
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
    let mut model = Model {
        mean: start.mean,
        user_biases: start.user_biases.to_owned(),
        item_biases: start.item_biases.to_owned(),
        user_factors: start.user_factors.to_owned(),
        item_factors: start.item_factors.to_owned(),
    };
    let mut train_errors = Array1::<f64>::zeros(orders.len() + 1);
    let mut validation_errors = Array1::<f64>::zeros(orders.len() + 1);
    train_errors[0] = rmse(start, train);
    validation_errors[0] = rmse(start, validation);
    for (pass, order) in orders.iter().enumerate() {
        order.iter().for_each(|&number| step(&mut model, &train[number], learning_rate, penalty));
        train_errors[pass + 1] = rmse(&model, train);
        validation_errors[pass + 1] = rmse(&model, validation);
    }
    Training { model, train_errors, validation_errors }
}

mlings::grade!(matrix_factorization { untrained, predict, rmse, step, fit });
