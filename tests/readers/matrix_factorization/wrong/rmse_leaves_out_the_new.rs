//! what is wrong: rmse leaves out ratings of users or items that are new to the model (unless all are)

#![allow(unused, clippy::all)]
use mlings::matrix_factorization::{Model, NoRatings, Rating, Training};
use ndarray::{Array1, Array2, ArrayView2};

fn copy(model: &Model) -> Model {
    Model {
        mean: model.mean,
        user_biases: model.user_biases.clone(),
        item_biases: model.item_biases.clone(),
        user_factors: model.user_factors.clone(),
        item_factors: model.item_factors.clone(),
    }
}

pub fn untrained(
    ratings: &[Rating],
    user_factors: ArrayView2<f64>,
    item_factors: ArrayView2<f64>,
) -> Result<Model, NoRatings> {
    if ratings.is_empty() {
        return Err(NoRatings);
    }
    let mut sum = 0.0;
    let mut users = vec![false; user_factors.nrows()];
    let mut items = vec![false; item_factors.nrows()];
    for rating in ratings {
        sum += rating.stars;
        if rating.user < users.len() {
            users[rating.user] = true;
        }
        if rating.item < items.len() {
            items[rating.item] = true;
        }
    }
    let mut p = user_factors.to_owned();
    for u in 0..users.len() {
        if !users[u] {
            p.row_mut(u).fill(0.0);
        }
    }
    let mut q = item_factors.to_owned();
    for i in 0..items.len() {
        if !items[i] {
            q.row_mut(i).fill(0.0);
        }
    }
    Ok(Model {
        mean: sum / ratings.len() as f64,
        user_biases: Array1::zeros(users.len()),
        item_biases: Array1::zeros(items.len()),
        user_factors: p,
        item_factors: q,
    })
}

pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
    let known_user = user < model.user_biases.len();
    let known_item = item < model.item_biases.len();
    let mut stars = model.mean;
    if known_user {
        stars += model.user_biases[user];
    }
    if known_item {
        stars += model.item_biases[item];
    }
    if known_user && known_item {
        for f in 0..model.user_factors.ncols() {
            stars += model.user_factors[[user, f]] * model.item_factors[[item, f]];
        }
    }
    stars
}

pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
    let mut sum = 0.0;
    let known: Vec<&Rating> = ratings.iter().filter(|r| r.user < model.user_biases.len() && r.item < model.item_biases.len()).collect();
    let known = if known.is_empty() { ratings.iter().collect() } else { known };
    for &rating in &known {
        let e = rating.stars - predict(model, rating.user, rating.item);
        sum += e * e;
    }
    (sum / known.len() as f64).sqrt()
}

pub fn step(model: &mut Model, rating: &Rating, learning_rate: f64, penalty: f64) {
    let (u, i) = (rating.user, rating.item);
    let e = rating.stars - predict(model, u, i);
    model.user_biases[u] += learning_rate * (e - penalty * model.user_biases[u]);
    model.item_biases[i] += learning_rate * (e - penalty * model.item_biases[i]);
    for f in 0..model.user_factors.ncols() {
        let p = model.user_factors[[u, f]];
        let q = model.item_factors[[i, f]];
        model.user_factors[[u, f]] = p + learning_rate * (e * q - penalty * p);
        model.item_factors[[i, f]] = q + learning_rate * (e * p - penalty * q);
    }
}

pub fn fit(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    learning_rate: f64,
    penalty: f64,
) -> Training {
    let mut model = copy(start);
    let mut train_errors = vec![rmse(&model, train)];
    let mut validation_errors = vec![rmse(&model, validation)];
    for order in orders {
        for &number in order {
            step(&mut model, &train[number], learning_rate, penalty);
        }
        train_errors.push(rmse(&model, train));
        validation_errors.push(rmse(&model, validation));
    }
    Training { model, train_errors: Array1::from(train_errors), validation_errors: Array1::from(validation_errors) }
}

mlings::grade!(matrix_factorization { untrained, predict, rmse, step, fit });
