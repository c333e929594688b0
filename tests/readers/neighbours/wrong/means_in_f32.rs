//! what is wrong: user_means adds up in f32

#![allow(unused, clippy::all)]
use mlings::neighbours::{Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn is_there(rating: f64) -> bool {
    !rating.is_nan()
}

pub fn user_means(ratings: ArrayView2<f64>) -> Result<Array1<f64>, NoRatings> {
    let (n_users, n_items) = ratings.dim();
    let mut sums = vec![0.0f64; n_users];
    let mut counts = vec![0.0; n_users];
    for u in 0..n_users {
        for i in 0..n_items {
            if is_there(ratings[[u, i]]) {
                sums[u] = (sums[u] as f32 + ratings[[u, i]] as f32) as f64;
                counts[u] += 1.0;
            }
        }
    }
    let total: f64 = sums.iter().sum();
    let count: f64 = counts.iter().sum();
    if count == 0.0 {
        return Err(NoRatings);
    }
    let overall = total / count;
    let mut means = Array1::zeros(n_users);
    for u in 0..n_users {
        means[u] = if counts[u] > 0.0 { sums[u] / counts[u] } else { overall };
    }
    Ok(means)
}

pub fn similarity(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let (mut n, mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0, 0.0);
    for i in 0..one.len() {
        let (a, b) = (one[i], other[i]);
        if a.is_nan() || b.is_nan() {
            continue;
        }
        n += 1.0;
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    if aa == 0.0 || bb == 0.0 {
        return 0.0;
    }
    ab / (aa.sqrt() * bb.sqrt()) * n / (n + shrinkage)
}

pub fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings> {
    let means = user_means(ratings)?;
    let (n_users, n_items) = ratings.dim();
    let mut centred = Array2::from_elem((n_users, n_items), f64::NAN);
    for u in 0..n_users {
        for i in 0..n_items {
            centred[[u, i]] = ratings[[u, i]] - means[u];
        }
    }
    let mut similarities = Array2::zeros((n_users, n_users));
    for u in 0..n_users {
        for v in 0..n_users {
            similarities[[u, v]] = similarity(centred.row(u), centred.row(v), shrinkage);
        }
    }
    Ok(Neighbourhood { means, centred, similarities })
}

pub fn predict(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    let mut others = Vec::new();
    for v in 0..model.means.len() {
        if v != user && !model.centred[[v, item]].is_nan() {
            others.push(v);
        }
    }
    let s = model.similarities.row(user);
    others.sort_by(|&a, &b| s[b].partial_cmp(&s[a]).unwrap());
    others.truncate(k);
    let (mut top, mut weights) = (0.0, 0.0);
    for &v in &others {
        top += s[v] * model.centred[[v, item]];
        weights += s[v].abs();
    }
    if weights == 0.0 {
        return model.means[user];
    }
    model.means[user] + top / weights
}

mlings::grade!(neighbours { user_means, similarity, fit, predict });
