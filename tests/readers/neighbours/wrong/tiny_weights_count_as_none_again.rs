//! what is wrong: predict returns the mean where the similarities of those asked are all below 1e-9, as if they were rounding.
//!
//! Neighbours: predict what somebody will like from those who liked the same things.
//!
//! Guide: exercises/09_recommenders/02_neighbours.md
//! Grade: cargo run -- check neighbours

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::neighbours::{Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

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
    let overall = mean_of_known(ratings.iter().copied()).ok_or(NoRatings)?;
    Ok(ratings.outer_iter().map(|row| mean_of_known(row.iter().copied()).unwrap_or(overall)).collect())
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
    let common: Vec<(f64, f64)> = one
        .iter()
        .zip(other.iter())
        .filter(|(a, b)| !a.is_nan() && !b.is_nan())
        .map(|(&a, &b)| (a, b))
        .collect();
    // measured by the largest of each, so that the squares of small deviations are not lost
    let largest_a = common.iter().fold(0.0_f64, |largest, pair| largest.max(pair.0.abs()));
    let largest_b = common.iter().fold(0.0_f64, |largest, pair| largest.max(pair.1.abs()));
    if largest_a == 0.0 || largest_b == 0.0 {
        return 0.0;
    }
    let n = common.len() as f64;
    let (scale_a, scale_b) = (scale(largest_a), scale(largest_b));
    let (mut product, mut square_a, mut square_b) = (0.0_f64, 0.0_f64, 0.0_f64);
    for (a, b) in common {
        let (a, b) = (a / scale_a, b / scale_b);
        product += a * b;
        square_a += a * a;
        square_b += b * b;
    }
    (product / (square_a * square_b).sqrt()).clamp(-1.0, 1.0) * n / (n + shrinkage)
}

/// Learns what `predict` needs.
///
/// - `ratings`: `n_users` x `n_items`, NaN where there is none
/// - `shrinkage`: that of `similarity`
///
/// Returns the users' means, the ratings less their user's mean, with NaN where there is none, and the similarity of
/// each two users. On its diagonal stands whatever `similarity` says of two equal rows.
///
/// # Errors
/// `NoRatings` when there is not a single one.
pub fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings> {
    let means = user_means(ratings)?;
    let centred = &ratings - &means.view().insert_axis(Axis(1));
    let n_users = ratings.nrows();
    let mut similarities = Array2::zeros((n_users, n_users));
    for one in 0..n_users {
        for other in 0..=one {
            let alike = similarity(centred.row(one), centred.row(other), shrinkage);
            similarities[[one, other]] = alike;
            similarities[[other, one]] = alike;
        }
    }
    Ok(Neighbourhood { means, centred, similarities })
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
    let alike = model.similarities.row(user);
    let mut others: Vec<usize> = (0..model.means.len())
        .filter(|&v| v != user && !model.centred[[v, item]].is_nan())
        .collect();
    others.sort_by(|&a, &b| alike[b].partial_cmp(&alike[a]).expect("no NaN among similarities"));
    others.truncate(k);
    let largest = others.iter().fold(0.0_f64, |largest, &v| largest.max(alike[v].abs()));
    if largest < 1e-9 {
        return model.means[user];
    }
    let mut weights = 0.0;
    let mut deviations = 0.0;
    for &v in &others {
        let weight = alike[v] / largest;
        weights += weight.abs();
        deviations += weight * model.centred[[v, item]];
    }
    model.means[user] + deviations / weights
}

/// The mean of what is there, or `None` where nothing is; from the first number on, so that equal numbers have exactly
/// themselves for a mean.
fn mean_of_known(numbers: impl Iterator<Item = f64>) -> Option<f64> {
    let known: Vec<f64> = numbers.filter(|number| !number.is_nan()).collect();
    let first = *known.first()?;
    Some(first + known.iter().map(|number| number - first).sum::<f64>() / known.len() as f64)
}

/// 1 for usual sizes, else the size.
fn scale(largest: f64) -> f64 {
    if largest > 1e-60 && largest < 1e60 {
        1.0
    } else {
        largest
    }
}

mlings::grade!(neighbours { user_means, similarity, fit, predict });
