//! Other ways to matrix factorisation.

use mlings::matrix_factorization::{Contract, Model, NoRatings, Rating, Training};
use ndarray::{Array1, Array2, ArrayView2};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "plain loops over users, items and factors",
        Contract {
            untrained: loops::untrained,
            predict: loops::predict,
            rmse: loops::rmse,
            step: loops::step,
            fit: loops::fit,
        },
    ),
    (
        "biases as two more factors, one of them held at 1",
        Contract {
            untrained: longer::untrained,
            predict: longer::predict,
            rmse: longer::rmse,
            step: longer::step,
            fit: longer::fit,
        },
    ),
];

mod loops {
    use super::*;

    pub fn untrained(ratings: &[Rating], p: ArrayView2<f64>, q: ArrayView2<f64>) -> Result<Model, NoRatings> {
        let mut mean = 0.0;
        for (count, rating) in ratings.iter().enumerate() {
            mean += (rating.stars - mean) / (count + 1) as f64;
        }
        let (mut user_factors, mut item_factors) = (p.to_owned(), q.to_owned());
        for user in 0..p.nrows() {
            if !ratings.iter().any(|rating| rating.user == user) {
                user_factors.row_mut(user).fill(0.0);
            }
        }
        for item in 0..q.nrows() {
            if !ratings.iter().any(|rating| rating.item == item) {
                item_factors.row_mut(item).fill(0.0);
            }
        }
        let (user_biases, item_biases) = (Array1::zeros(p.nrows()), Array1::zeros(q.nrows()));
        let model = Model { mean, user_biases, item_biases, user_factors, item_factors };
        if ratings.is_empty() { Err(NoRatings) } else { Ok(model) }
    }

    pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
        let (old_user, old_item) = (user < model.user_biases.len(), item < model.item_biases.len());
        let mut stars = model.mean;
        if old_user {
            stars += model.user_biases[user];
        }
        if old_item {
            stars += model.item_biases[item];
        }
        if old_user && old_item {
            for factor in 0..model.user_factors.ncols() {
                stars += model.user_factors[[user, factor]] * model.item_factors[[item, factor]];
            }
        }
        stars
    }

    pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
        let mut mean = 0.0;
        for rating in ratings {
            mean += (predict(model, rating.user, rating.item) - rating.stars).powi(2) / ratings.len() as f64;
        }
        mean.sqrt()
    }

    pub fn step(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
        let Rating { user, item, stars } = *rating;
        let miss = predict(model, user, item) - stars;
        let keep = 1.0 - rate * penalty;
        for factor in 0..model.user_factors.ncols() {
            let (p, q) = (model.user_factors[[user, factor]], model.item_factors[[item, factor]]);
            model.user_factors[[user, factor]] = keep * p - rate * miss * q;
            model.item_factors[[item, factor]] = keep * q - rate * miss * p;
        }
        model.user_biases[user] = keep * model.user_biases[user] - rate * miss;
        model.item_biases[item] = keep * model.item_biases[item] - rate * miss;
    }

    pub fn fit(
        start: &Model,
        train: &[Rating],
        validation: &[Rating],
        orders: &[Vec<usize>],
        rate: f64,
        penalty: f64,
    ) -> Training {
        let mut model = start.clone();
        let (mut train_errors, mut validation_errors) =
            (Array1::zeros(orders.len() + 1), Array1::zeros(orders.len() + 1));
        for pass in 0..=orders.len() {
            if pass > 0 {
                for number in &orders[pass - 1] {
                    step(&mut model, &train[*number], rate, penalty);
                }
            }
            train_errors[pass] = rmse(&model, train);
            validation_errors[pass] = rmse(&model, validation);
        }
        Training { model, train_errors, validation_errors }
    }
}

/// A user is `[bias, 1, factors]`, an item `[1, bias, factors]`: the product of the two is all but the mean.
mod longer {
    use super::*;

    struct Long {
        mean: f64,
        users: Vec<Vec<f64>>,
        items: Vec<Vec<f64>>,
    }

    impl Long {
        fn of(model: &Model) -> Long {
            let rows = |biases: &Array1<f64>, factors: &Array2<f64>, at: usize| -> Vec<Vec<f64>> {
                let row = |(bias, factors): (&f64, ndarray::ArrayView1<f64>)| {
                    let mut row = vec![1.0, 1.0];
                    row[at] = *bias;
                    row.extend(factors);
                    row
                };
                biases.iter().zip(factors.rows()).map(row).collect()
            };
            Long {
                mean: model.mean,
                users: rows(&model.user_biases, &model.user_factors, 0),
                items: rows(&model.item_biases, &model.item_factors, 1),
            }
        }

        fn back(&self, like: &Model) -> Model {
            let factors = |rows: &[Vec<f64>], like: &Array2<f64>| {
                Array2::from_shape_fn(like.dim(), |(row, factor)| rows[row][factor + 2])
            };
            Model {
                mean: self.mean,
                user_biases: self.users.iter().map(|row| row[0]).collect(),
                item_biases: self.items.iter().map(|row| row[1]).collect(),
                user_factors: factors(&self.users, &like.user_factors),
                item_factors: factors(&self.items, &like.item_factors),
            }
        }

        fn predict(&self, user: usize, item: usize) -> f64 {
            self.mean
                + match (self.users.get(user), self.items.get(item)) {
                    (Some(user), Some(item)) => user.iter().zip(item).map(|(u, i)| u * i).sum(),
                    (Some(user), None) => user[0],
                    (None, Some(item)) => item[1],
                    (None, None) => 0.0,
                }
        }

        fn rmse(&self, ratings: &[Rating]) -> f64 {
            let squares = ratings.iter().map(|r| (r.stars - self.predict(r.user, r.item)).powi(2));
            (squares.sum::<f64>() / ratings.len() as f64).sqrt()
        }

        fn step(&mut self, rating: &Rating, rate: f64, penalty: f64) {
            let error = rating.stars - self.predict(rating.user, rating.item);
            let (user, item) = (self.users[rating.user].clone(), self.items[rating.item].clone());
            let moved = |own: &[f64], other: &[f64], held: usize| -> Vec<f64> {
                let one = |number: usize| match number == held {
                    true => 1.0,
                    false => own[number] + rate * (error * other[number] - penalty * own[number]),
                };
                (0..own.len()).map(one).collect()
            };
            self.users[rating.user] = moved(&user, &item, 1);
            self.items[rating.item] = moved(&item, &user, 0);
        }
    }

    pub fn untrained(ratings: &[Rating], p: ArrayView2<f64>, q: ArrayView2<f64>) -> Result<Model, NoRatings> {
        let n = ratings.len() as f64;
        let stars = ratings.iter().map(|rating| rating.stars).reduce(|a, b| a + b).ok_or(NoRatings)?;
        let rated = |n: usize, of: fn(&Rating) -> usize| {
            let mut rated = Array2::<f64>::zeros((n, 1));
            ratings.iter().for_each(|rating| rated[[of(rating), 0]] = 1.0);
            rated
        };
        Ok(Model {
            mean: stars / n,
            user_biases: Array1::zeros(p.nrows()),
            item_biases: Array1::zeros(q.nrows()),
            user_factors: &p * &rated(p.nrows(), |rating| rating.user),
            item_factors: &q * &rated(q.nrows(), |rating| rating.item),
        })
    }

    pub fn predict(model: &Model, user: usize, item: usize) -> f64 {
        Long::of(model).predict(user, item)
    }

    pub fn rmse(model: &Model, ratings: &[Rating]) -> f64 {
        Long::of(model).rmse(ratings)
    }

    pub fn step(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
        let mut long = Long::of(model);
        long.step(rating, rate, penalty);
        *model = long.back(model);
    }

    pub fn fit(
        start: &Model,
        train: &[Rating],
        validation: &[Rating],
        orders: &[Vec<usize>],
        rate: f64,
        penalty: f64,
    ) -> Training {
        let mut long = Long::of(start);
        let mut errors = vec![(long.rmse(train), long.rmse(validation))];
        errors.extend(orders.iter().map(|order| {
            order.iter().for_each(|number| long.step(&train[*number], rate, penalty));
            (long.rmse(train), long.rmse(validation))
        }));
        let (train_errors, validation_errors): (Vec<f64>, Vec<f64>) = errors.into_iter().unzip();
        Training {
            model: long.back(start),
            train_errors: train_errors.into(),
            validation_errors: validation_errors.into(),
        }
    }
}
