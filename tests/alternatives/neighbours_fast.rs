//! Neighbours by products of whole tables: what is missing is 0, and so adds nothing to `Σ aᵢ bᵢ`; a second table
//! says with 1 and 0 what is there.

use mlings::neighbours::{Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};

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
