#![allow(unused, clippy::all)]
use mlings::matrix_factorization::{Model, NoRatings, Rating, Training};
use ndarray::{Array1, Array2, ArrayView2};
use std::collections::HashSet;

fn only(factors: ArrayView2<f64>, known: &HashSet<usize>) -> Array2<f64> {
    let mut out = Array2::zeros(factors.dim());
    factors
        .outer_iter()
        .zip(out.outer_iter_mut())
        .enumerate()
        .filter(|(i, _)| known.contains(i))
        .for_each(|(_, (from, mut to))| to.assign(&from));
    out
}

pub fn untrained(
    ratings: &[Rating],
    user_factors: ArrayView2<f64>,
    item_factors: ArrayView2<f64>,
) -> Result<Model, NoRatings> {
    let stars: Array1<f64> = ratings.iter().map(|r| r.stars).collect();
    Ok(Model {
        mean: stars.mean().ok_or(NoRatings)?,
        user_biases: Array1::zeros(user_factors.nrows()),
        item_biases: Array1::zeros(item_factors.nrows()),
        user_factors: only(user_factors, &ratings.iter().map(|r| r.user).collect()),
        item_factors: only(item_factors, &ratings.iter().map(|r| r.item).collect()),
    })
}

pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
    let (b, c) = (model.user_biases.get(user), model.item_biases.get(item));
    let taste = match (b, c) {
        (Some(_), Some(_)) => model.user_factors.row(user).dot(&model.item_factors.row(item)),
        _ => 0.0,
    };
    model.mean + b.unwrap_or(&0.0) + c.unwrap_or(&0.0) + taste
}

pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
    let squares: f64 = ratings.iter().map(|r| (r.stars - predict(model, r.user, r.item)).powi(2)).sum();
    (squares / ratings.len() as f64).sqrt()
}

pub fn step(model: &mut Model, rating: &Rating, learning_rate: f64, penalty: f64) {
    let e = rating.stars - predict(model, rating.user, rating.item);
    let shrink = 1.0 - learning_rate * penalty;
    let move_by = learning_rate * e;
    let p = model.user_factors.row(rating.user).to_owned();
    let q = model.item_factors.row(rating.item).to_owned();
    let (b, c) = (model.user_biases[rating.user], model.item_biases[rating.item]);
    model.user_biases[rating.user] = b * shrink + move_by;
    model.item_biases[rating.item] = c * shrink + move_by;
    model.user_factors.row_mut(rating.user).assign(&(&p * shrink + &q * move_by));
    model.item_factors.row_mut(rating.item).assign(&(&q * shrink + &p * move_by));
}

pub fn fit(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    learning_rate: f64,
    penalty: f64,
) -> Training {
    let mut model = start.clone();
    let mut errors = vec![(rmse(&model, train), rmse(&model, validation))];
    errors.extend(orders.iter().map(|order| {
        order.iter().for_each(|&n| step(&mut model, &train[n], learning_rate, penalty));
        (rmse(&model, train), rmse(&model, validation))
    }).collect::<Vec<_>>());
    let (train_errors, validation_errors): (Vec<f64>, Vec<f64>) = errors.into_iter().unzip();
    Training { model, train_errors: train_errors.into(), validation_errors: validation_errors.into() }
}

mlings::grade!(matrix_factorization { untrained, predict, rmse, step, fit });
