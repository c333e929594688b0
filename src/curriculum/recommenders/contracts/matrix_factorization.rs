//! Matrix factorisation: learn what users like and films offer, from nothing but stars.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView2};

/// Somebody gave something stars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rating {
    /// Who: a row of [`Model::user_factors`].
    pub user: usize,
    /// What: a row of [`Model::item_factors`].
    pub item: usize,
    /// How many.
    pub stars: f64,
}

/// `prediction = mean + user's bias + item's bias + user's factors · item's factors`.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The mean of all training ratings, in stars.
    pub mean: f64,
    /// How much more than others each user gives, `n_users`.
    pub user_biases: Array1<f64>,
    /// How much more than others each item gets, `n_items`.
    pub item_biases: Array1<f64>,
    /// What each user likes, `n_users` x `n_factors`.
    pub user_factors: Array2<f64>,
    /// What each item offers, `n_items` x `n_factors`.
    pub item_factors: Array2<f64>,
}

/// What [`Contract::fit`] returns.
#[derive(Clone, Debug, PartialEq)]
pub struct Training {
    /// The model after the last pass.
    pub model: Model,
    /// The RMSE on the training ratings: of the start, then after every pass, `n_passes + 1`.
    pub train_errors: Array1<f64>,
    /// The same on the validation ratings.
    pub validation_errors: Array1<f64>,
}

/// There is no rating, so there is no mean of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is not a single rating to learn from")]
pub struct NoRatings;

contract! {
    /// What the learner implements. Users and items of ratings that are learned from are rows of the model.
    ///
    /// The model, its penalty and its steps are those of Koren, Bell and Volinsky (2009), and of `SVD` in the Python
    /// package Surprise with one learning rate and one penalty for all.
    pub struct Contract {
        /// The model before the first step: the ratings' mean, biases 0, and the given factors, which are 0 for users and
        /// items without a rating. `user_factors` `n_users` x `n_factors`, `item_factors` `n_items` x `n_factors`.
        fn untrained(
            ratings: &[Rating],
            user_factors: ArrayView2<f64>,
            item_factors: ArrayView2<f64>,
        ) -> Result<Model, NoRatings>;
        /// The stars to expect. Who is beyond the model's rows is new, and has neither bias nor factors.
        fn predict(model: &Model, user: usize, item: usize) -> f64;
        /// The root of the mean squared error on one rating or more.
        fn rmse(model: &Model, ratings: &[Rating]) -> f64;
        /// One step of stochastic gradient descent, down `½ (error² + penalty · squares of the numbers used)`.
        fn step(model: &mut Model, rating: &Rating, learning_rate: f64, penalty: f64);
        /// One pass over the training ratings for every order, with both errors on the way.
        fn fit(
            start: &Model,
            train: &[Rating],
            validation: &[Rating],
            orders: &[Vec<usize>],
            learning_rate: f64,
            penalty: f64,
        ) -> Training;
    }
}

travels!(struct Rating { user, item, stars });
travels!(struct Model { mean, user_biases, item_biases, user_factors, item_factors });
travels!(struct Training { model, train_errors, validation_errors });
travels!(struct NoRatings);
