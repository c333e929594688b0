//! Neighbours: predict what somebody will like from those who liked the same things.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// What [`Contract::fit`] learns.
#[derive(Clone, Debug, PartialEq)]
pub struct Neighbourhood {
    /// What each user gives on average, in stars, `n_users`.
    pub means: Array1<f64>,
    /// Every rating less its user's mean, NaN where there is none, `n_users` x `n_items`.
    pub centred: Array2<f64>,
    /// How alike each two users are, from -1 to 1, `n_users` x `n_users`.
    pub similarities: Array2<f64>,
}

/// There is no rating, so there is no mean of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is not a single rating to learn from")]
pub struct NoRatings;

contract! {
    /// What the learner implements. Ratings are `n_users` x `n_items`, in stars; NaN says that there is none.
    ///
    /// Prediction from the deviations of like-minded users is that of Resnick and others (1994), with the weights divided
    /// by their absolute sum; shrinking by the number of common items as in Bell and Koren (2007).
    pub struct Contract {
        /// The mean of what each user gave; for who gave nothing, the mean of all ratings.
        fn user_means(ratings: ArrayView2<f64>) -> Result<Array1<f64>, NoRatings>;
        /// The cosine of two users' centred ratings, `n_items` each, over the `n` items that both rated, times
        /// `n / (n + shrinkage)`. Where that is 0/0, it is 0.
        fn similarity(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64;
        /// Means, centred ratings, and the similarity of each two users.
        fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings>;
        /// The user's mean, plus the mean deviation of the `k` most similar other users who rated the item, weighted by
        /// similarity. Ties: the lower number.
        fn predict(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64;
    }
}

travels!(struct Neighbourhood { means, centred, similarities });
travels!(struct NoRatings);
