#![allow(unused, clippy::all)]
use mlings::neighbours::{Neighbourhood, NoRatings};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};

fn mean<'a>(numbers: impl Iterator<Item = &'a f64>) -> Option<f64> {
    let (n, sum) = numbers.filter(|x| !x.is_nan()).fold((0usize, 0.0), |(n, s), x| (n + 1, s + x));
    (n > 0).then(|| sum / n as f64)
}

pub fn user_means(ratings: ArrayView2<f64>) -> Result<Array1<f64>, NoRatings> {
    let all = mean(ratings.iter()).ok_or(NoRatings)?;
    Ok(ratings.outer_iter().map(|row| mean(row.iter()).unwrap_or(all)).collect())
}

pub fn similarity(one: ArrayView1<f64>, other: ArrayView1<f64>, shrinkage: f64) -> f64 {
    let (a, b): (Vec<f64>, Vec<f64>) =
        one.iter().zip(other.iter()).filter(|(a, b)| !a.is_nan() && !b.is_nan()).unzip();
    let (n, a, b) = (a.len() as f64, Array1::from(a), Array1::from(b));
    let below = a.dot(&a).sqrt() * b.dot(&b).sqrt();
    if below == 0.0 { 0.0 } else { a.dot(&b) / below * (n / (n + shrinkage)) }
}

// all pairs at once, with products of tables
pub fn fit(ratings: ArrayView2<f64>, shrinkage: f64) -> Result<Neighbourhood, NoRatings> {
    let means = user_means(ratings)?;
    let centred = &ratings - &means.view().insert_axis(Axis(1));
    let filled = centred.mapv(|x| if x.is_nan() { 0.0 } else { x });
    let there = centred.mapv(|x| if x.is_nan() { 0.0 } else { 1.0 });
    let ab = filled.dot(&filled.t());
    let aa = filled.mapv(|x| x * x).dot(&there.t());
    let n = there.dot(&there.t());
    let similarities = Array2::from_shape_fn(ab.dim(), |(u, v)| {
        let below = (aa[[u, v]] * aa[[v, u]]).sqrt();
        if below == 0.0 { 0.0 } else { ab[[u, v]] / below * n[[u, v]] / (n[[u, v]] + shrinkage) }
    });
    Ok(Neighbourhood { means, centred, similarities })
}

pub fn predict(model: &Neighbourhood, user: usize, item: usize, k: usize) -> f64 {
    let mut others: Vec<(f64, usize, f64)> = model
        .centred
        .column(item)
        .iter()
        .enumerate()
        .filter(|&(v, d)| v != user && !d.is_nan())
        .map(|(v, &d)| (model.similarities[[user, v]], v, d))
        .collect();
    others.sort_by(|a, b| b.0.partial_cmp(&a.0).unwrap().then(a.1.cmp(&b.1)));
    let asked = &others[..k.min(others.len())];
    let weights: f64 = asked.iter().map(|o| o.0.abs()).sum();
    let step = if weights > 0.0 { asked.iter().map(|o| o.0 * o.2).sum::<f64>() / weights } else { 0.0 };
    model.means[user] + step
}

mlings::grade!(neighbours { user_means, similarity, fit, predict });
