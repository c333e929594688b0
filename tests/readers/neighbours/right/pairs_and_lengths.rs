//! Neighbours: predict what somebody will like from those who liked the same things.
//!
//! Guide: exercises/09_recommenders/02_neighbours.md
//! Grade: cargo run -- check neighbours

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::neighbours::{Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

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
    let mut first = None;
    let (mut sum, mut count) = (0.0, 0_usize);
    for &stars in ratings.iter().filter(|stars| !stars.is_nan()) {
        sum += stars - *first.get_or_insert(stars);
        count += 1;
    }
    let Some(first) = first else {
        return Err(NoRatings);
    };
    let overall = first + sum / count as f64;
    let mut means = Array1::from_elem(ratings.nrows(), overall);
    for (mean, row) in means.iter_mut().zip(ratings.outer_iter()) {
        let there: Vec<f64> = row.iter().copied().filter(|stars| !stars.is_nan()).collect();
        if !there.is_empty() {
            let above: f64 = there.iter().map(|stars| stars - there[0]).sum();
            *mean = there[0] + above / there.len() as f64;
        }
    }
    Ok(means)
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
    let both = || one.iter().zip(other.iter()).filter(|(a, b)| !(a.is_nan() || b.is_nan()));
    let n = both().count() as f64;
    let length_one = length(both().map(|(a, _)| *a));
    let length_other = length(both().map(|(_, b)| *b));
    if length_one == 0.0 || length_other == 0.0 {
        return 0.0;
    }
    let product: f64 = both().map(|(a, b)| a * b).sum();
    let squares: f64 = both().map(|(a, _)| a * a).sum::<f64>() * both().map(|(_, b)| b * b).sum::<f64>();
    let cosine: f64 = if squares > 1e-250 && squares < f64::INFINITY {
        product / squares.sqrt()
    } else {
        both().map(|(a, b)| (a / length_one) * (b / length_other)).sum()
    };
    cosine.clamp(-1.0, 1.0) * (n / (n + shrinkage))
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
    let mut centred = ratings.to_owned();
    for (mut row, &mean) in centred.outer_iter_mut().zip(means.iter()) {
        row.mapv_inplace(|stars| stars - mean);
    }
    let similarities = Array2::from_shape_fn((means.len(), means.len()), |(one, other)| {
        similarity(centred.row(one), centred.row(other), shrinkage)
    });
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
    let mut others: Vec<(f64, f64)> = Vec::new();
    for v in 0..model.centred.nrows() {
        let deviation = model.centred[[v, item]];
        if v != user && !deviation.is_nan() {
            others.push((model.similarities[[user, v]], deviation));
        }
    }
    others.sort_by(|a, b| b.0.partial_cmp(&a.0).expect("similarities are numbers"));
    let neighbours = &others[..k.min(others.len())];
    let weights: f64 = neighbours.iter().map(|(alike, _)| alike.abs()).sum();
    if weights == 0.0 {
        return model.means[user];
    }
    let shift: f64 = neighbours.iter().map(|(alike, deviation)| alike / weights * deviation).sum();
    model.means[user] + shift
}

/// The root of the sum of squares, also where a square alone is too small or too large for a float.
fn length(numbers: impl Iterator<Item = f64>) -> f64 {
    numbers.fold(0.0_f64, |length, number| length.hypot(number))
}

mlings::grade!(neighbours { user_means, similarity, fit, predict });
