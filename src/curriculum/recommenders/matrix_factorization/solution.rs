//! Biased matrix factorisation, trained by stochastic gradient descent: one rating, one small correction.

use ndarray::{Array1, Array2, ArrayView2};

use mlings::matrix_factorization::{Model, NoRatings, Rating, Training};

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
    let mut model = Model {
        mean: ratings.iter().map(|rating| rating.stars).sum::<f64>() / ratings.len() as f64,
        user_biases: Array1::zeros(user_factors.nrows()),
        item_biases: Array1::zeros(item_factors.nrows()),
        user_factors: Array2::zeros(user_factors.dim()),
        item_factors: Array2::zeros(item_factors.dim()),
    };
    for rating in ratings {
        model.user_factors.row_mut(rating.user).assign(&user_factors.row(rating.user));
        model.item_factors.row_mut(rating.item).assign(&item_factors.row(rating.item));
    }
    Ok(model)
}

/// The stars that a user is expected to give an item: `mean + user's bias + item's bias + user's factors · item's
/// factors`.
///
/// A user or an item beyond the model's rows is new: its bias and the product of the factors are left out.
///
/// Returns any number, also one that nobody can give.
pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
    let user_bias = model.user_biases.get(user).unwrap_or(&0.0);
    let item_bias = model.item_biases.get(item).unwrap_or(&0.0);
    let is_known = user < model.user_biases.len() && item < model.item_biases.len();
    let interest = if is_known { model.user_factors.row(user).dot(&model.item_factors.row(item)) } else { 0.0 };
    model.mean + user_bias + item_bias + interest
}

/// The root of the mean of `(stars - prediction)²`.
///
/// - `ratings`: at least one; some of them may be of new users or items
///
/// Returns a number in stars; 0 is perfect.
pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
    let squares = ratings.iter().map(|rating| error(model, rating).powi(2));
    (squares.sum::<f64>() / ratings.len() as f64).sqrt()
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
    let error = error(model, rating);
    let downhill = |weight: f64, beside: f64| weight + learning_rate * (error * beside - penalty * weight);

    let (user, item) = (rating.user, rating.item);
    model.user_biases[user] = downhill(model.user_biases[user], 1.0);
    model.item_biases[item] = downhill(model.item_biases[item], 1.0);
    let (mut likes, mut offers) = (model.user_factors.row_mut(user), model.item_factors.row_mut(item));
    for (p, q) in likes.iter_mut().zip(&mut offers) {
        (*p, *q) = (downhill(*p, *q), downhill(*q, *p));
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
    let mut model = start.clone();
    let (mut train_errors, mut validation_errors) = (vec![rmse(&model, train)], vec![rmse(&model, validation)]);
    for order in orders {
        for number in order {
            step(&mut model, &train[*number], learning_rate, penalty);
        }
        train_errors.push(rmse(&model, train));
        validation_errors.push(rmse(&model, validation));
    }
    Training { model, train_errors: Array1::from(train_errors), validation_errors: Array1::from(validation_errors) }
}

fn error(model: &Model, rating: &Rating) -> f64 {
    rating.stars - predict(model, rating.user, rating.item)
}
