//! Neighbourhood prediction: how far from their own mean did those go who are like you?

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use mlings::neighbours::{Neighbourhood, NoRatings};

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
    let overall = mean(ratings.iter()).ok_or(NoRatings)?;
    Ok(ratings.rows().into_iter().map(|of_user| mean(of_user.iter()).unwrap_or(overall)).collect())
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
    let (mut n, mut product, mut squares, mut other_squares) = (0.0, 0.0, 0.0, 0.0);
    for (a, b) in one.iter().zip(other) {
        if !a.is_nan() && !b.is_nan() {
            n += 1.0;
            product += a * b;
            squares += a * a;
            other_squares += b * b;
        }
    }
    let lengths = f64::sqrt(squares * other_squares);
    if lengths == 0.0 { 0.0 } else { product / lengths * n / (n + shrinkage) }
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
    let means = user_means(ratings)?;
    let centred = &ratings - &means.view().insert_axis(Axis(1));
    let n_users = ratings.nrows();
    let mut similarities = Array2::zeros((n_users, n_users));
    for one in 0..n_users {
        for other in one..n_users {
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
    let opinions = model.similarities.row(user).into_iter().zip(model.centred.column(item)).enumerate();
    let others = opinions.filter(|(other, (_, deviation))| *other != user && !deviation.is_nan());
    let mut neighbours: Vec<(f64, f64)> = others.map(|(_, (alike, deviation))| (*alike, *deviation)).collect();
    // This sort keeps the order of equals, which is that of their numbers.
    neighbours.sort_by(|one, other| other.0.total_cmp(&one.0));
    neighbours.truncate(k);

    let weights: f64 = neighbours.iter().map(|(alike, _)| alike.abs()).sum();
    let deviations: f64 = neighbours.iter().map(|(alike, deviation)| alike * deviation).sum();
    model.means[user] + if weights == 0.0 { 0.0 } else { deviations / weights }
}

/// The mean of the ratings that are there, if any is.
fn mean<'a>(ratings: impl Iterator<Item = &'a f64>) -> Option<f64> {
    let given: Vec<f64> = ratings.copied().filter(|stars| !stars.is_nan()).collect();
    if given.is_empty() { None } else { Some(given.iter().sum::<f64>() / given.len() as f64) }
}
