//! Other ways to neighbours.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use mlings::curriculum::neighbours::{Contract, Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};

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

/// `Σ aᵢ bᵢ` over common items is a product of tables in which what is missing is 0.
mod masked {
    use super::*;

    fn mask(table: ArrayView2<f64>) -> Array2<f64> {
        table.mapv(|number| f64::from(u8::from(!number.is_nan())))
    }

    fn filled(table: ArrayView2<f64>) -> Array2<f64> {
        table.mapv(|number| if number.is_nan() { 0.0 } else { number })
    }

    pub fn user_means(ratings: ArrayView2<f64>) -> Result<Array1<f64>, NoRatings> {
        let (stars, there) = (filled(ratings), mask(ratings));
        if there.sum() == 0.0 {
            return Err(NoRatings);
        }
        let overall = stars.sum() / there.sum();
        let means = stars.sum_axis(Axis(1)) / there.sum_axis(Axis(1));
        Ok(means.mapv(|mean| if mean.is_nan() { overall } else { mean }))
    }

    fn similarities(centred: ArrayView2<f64>, shrinkage: f64) -> Array2<f64> {
        let (numbers, there) = (filled(centred), mask(centred));
        let products = numbers.dot(&numbers.t());
        let squares = (&numbers * &numbers).dot(&there.t());
        let common = there.dot(&there.t());
        Zip::from(&products).and(&squares).and(squares.t()).and(&common).map_collect(|product, one, other, n| {
            let cosine = product / (one.sqrt() * other.sqrt());
            if cosine.is_nan() { 0.0 } else { cosine * (n / (n + shrinkage)) }
        })
    }

    pub fn similarity(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
        let both = ndarray::stack![Axis(0), one, other];
        similarities(both.view(), shrinkage)[[0, 1]]
    }

    pub fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings> {
        let means = user_means(ratings)?;
        let centred = (&ratings.t() - &means).reversed_axes();
        let similarities = similarities(centred.view(), shrinkage);
        Ok(Neighbourhood { means, centred, similarities })
    }

    pub fn predict(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
        let there = |other: &usize| *other != user && !model.centred[[*other, item]].is_nan();
        let mut order: Vec<usize> = (0..model.means.len()).filter(there).collect();
        let similarity = |other: usize| model.similarities[[user, other]];
        order.sort_unstable_by(|a, b| similarity(*b).partial_cmp(&similarity(*a)).unwrap().then(a.cmp(b)));
        let chosen = &order[..k.min(order.len())];
        let weights: Array1<f64> = chosen.iter().map(|other| similarity(*other)).collect();
        let deviations: Array1<f64> = chosen.iter().map(|other| model.centred[[*other, item]]).collect();
        let moved = weights.dot(&deviations) / weights.mapv(f64::abs).sum();
        model.means[user] + if moved.is_nan() { 0.0 } else { moved }
    }
}

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
