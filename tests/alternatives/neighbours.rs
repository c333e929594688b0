//! Other ways to neighbours.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use mlings::neighbours::{Contract, Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "products of whole tables, with zeros and a mask of what is there",
        Contract {
            user_means: masked::user_means,
            similarity: masked::similarity,
            fit: masked::fit,
            predict: masked::predict,
        },
    ),
    (
        "lists of what each user rated, and the best neighbour taken out k times",
        Contract {
            user_means: lists::user_means,
            similarity: lists::similarity,
            fit: lists::fit,
            predict: lists::predict,
        },
    ),
];

#[path = "neighbours_fast.rs"]
mod masked;

mod lists {
    use super::*;

    fn given(row: ArrayView1<f64>) -> BTreeMap<usize, f64> {
        row.iter().copied().enumerate().filter(|(_, number)| !number.is_nan()).collect()
    }

    pub fn user_means(ratings: ArrayView2<f64>) -> Result<Array1<f64>, NoRatings> {
        let lists: Vec<BTreeMap<usize, f64>> = ratings.rows().into_iter().map(given).collect();
        let (mut sum, mut count) = (0.0, 0);
        for stars in lists.iter().flat_map(BTreeMap::values) {
            sum += stars;
            count += 1;
        }
        if count == 0 {
            return Err(NoRatings);
        }
        let mut means = Array1::from_elem(lists.len(), sum / f64::from(count));
        for (mean, list) in means.iter_mut().zip(lists).filter(|(_, list)| !list.is_empty()) {
            *mean = list.values().sum::<f64>() / list.len() as f64;
        }
        Ok(means)
    }

    pub fn similarity(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
        let (one, other) = (given(one), given(other));
        let pairs: Vec<(f64, f64)> =
            one.iter().filter_map(|(item, a)| other.get(item).map(|b| (*a, *b))).collect();
        let length = |side: fn(&(f64, f64)) -> f64| pairs.iter().map(|pair| side(pair).powi(2)).sum::<f64>().sqrt();
        let (a, b) = (length(|pair| pair.0), length(|pair| pair.1));
        if a == 0.0 || b == 0.0 {
            return 0.0;
        }
        let cosine: f64 = pairs.iter().map(|(x, y)| (x / a) * (y / b)).sum();
        cosine / (1.0 + shrinkage / pairs.len() as f64)
    }

    pub fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings> {
        let means = user_means(ratings)?;
        let mut centred = ratings.to_owned();
        for (mut row, mean) in centred.rows_mut().into_iter().zip(&means) {
            row -= *mean;
        }
        let n = means.len();
        let similarities =
            Array2::from_shape_fn((n, n), |(one, other)| similarity(centred.row(one), centred.row(other), shrinkage));
        Ok(Neighbourhood { means, centred, similarities })
    }

    pub fn predict(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
        let mut left = given(model.centred.column(item));
        left.remove(&user);
        let (mut deviation, mut weight) = (0.0, 0.0);
        for _ in 0..k {
            let better = |one: &usize, other: &usize| {
                let (a, b) = (model.similarities[[user, *one]], model.similarities[[user, *other]]);
                a.partial_cmp(&b).unwrap_or(Ordering::Equal).then(other.cmp(one))
            };
            let Some(best) = left.keys().copied().max_by(better) else { break };
            let alike = model.similarities[[user, best]];
            deviation += alike * left.remove(&best).unwrap_or_default();
            weight += alike.abs();
        }
        if weight > 0.0 { model.means[user] + deviation / weight } else { model.means[user] }
    }
}
