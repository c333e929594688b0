//! The longer wrong versions.

use ndarray::{Array1, ArrayView2};

use super::super::solution::{fit, predict, rmse, step, untrained};
use super::super::{Contract, Model, NoRatings, Rating, Training};

type Predict = fn(&Model, usize, usize) -> f64;

pub fn rmse_by(predict: Predict, model: &Model, ratings: &[Rating]) -> f64 {
    let square = |rating: &Rating| (rating.stars - predict(model, rating.user, rating.item)).powi(2);
    (ratings.iter().map(square).sum::<f64>() / ratings.len() as f64).sqrt()
}

/// A step whose error comes from this prediction.
pub fn step_by(wrong: Predict, model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let error = rating.stars - wrong(model, rating.user, rating.item);
    let stars = predict(model, rating.user, rating.item) + error;
    step(model, &Rating { stars, ..*rating }, rate, penalty);
}

/// A training made of these parts.
pub fn passes(
    parts: &Contract,
    start: &Model,
    [train, validation]: [&[Rating]; 2],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    let mut model = start.clone();
    let mut errors = vec![[(parts.rmse)(&model, train), (parts.rmse)(&model, validation)]];
    for order in orders {
        order.iter().for_each(|number| (parts.step)(&mut model, &train[*number], rate, penalty));
        errors.push([(parts.rmse)(&model, train), (parts.rmse)(&model, validation)]);
    }
    let of = |list: usize| errors.iter().map(|pair| pair[list]).collect();
    Training { model, train_errors: of(0), validation_errors: of(1) }
}

pub fn finds_everybody(model: &Model, user: usize, item: usize) -> f64 {
    model.mean
        + model.user_biases[user]
        + model.item_biases[item]
        + model.user_factors.row(user).dot(&model.item_factors.row(item))
}

/// Takes the first users and items that are new for rows: so many of either.
pub fn rows_too_many(model: &Model, user: usize, item: usize, [more_users, more_items]: [usize; 2]) -> f64 {
    let is_known = user < model.user_biases.len() + more_users && item < model.item_biases.len() + more_items;
    let interest = if is_known { model.user_factors.row(user).dot(&model.item_factors.row(item)) } else { 0.0 };
    let biases = model.user_biases.get(user).unwrap_or(&0.0) + model.item_biases.get(item).unwrap_or(&0.0);
    model.mean + biases + interest
}

pub fn is_known(model: &Model, user: usize, item: usize) -> bool {
    user < model.user_biases.len() && item < model.item_biases.len()
}

pub fn forgets_the_known_half(model: &Model, user: usize, item: usize) -> f64 {
    if is_known(model, user, item) { predict(model, user, item) } else { model.mean }
}

pub fn nothing_for_the_new(model: &Model, user: usize, item: usize) -> f64 {
    if is_known(model, user, item) { predict(model, user, item) } else { 0.0 }
}

pub fn without_biases(model: &Model) -> Model {
    Model { user_biases: &model.user_biases * 0.0, item_biases: &model.item_biases * 0.0, ..model.clone() }
}

pub fn mean_absolute_error(model: &Model, ratings: &[Rating]) -> f64 {
    let miss = |rating: &Rating| (rating.stars - predict(model, rating.user, rating.item)).abs();
    ratings.iter().map(miss).sum::<f64>() / ratings.len() as f64
}

/// The prediction less the stars.
pub fn opposite_error(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let stars = 2.0 * predict(model, rating.user, rating.item) - rating.stars;
    step(model, &Rating { stars, ..*rating }, rate, penalty);
}

pub fn by_its_own_factor(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    factors_moved(model, rating, rate, penalty, |p, q| (p, q));
}

pub fn by_the_error_alone(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    factors_moved(model, rating, rate, penalty, |_, _| (1.0, 1.0));
}

/// A step in which the error is multiplied with these numbers, made of the user's factor and the item's.
fn factors_moved(model: &mut Model, rating: &Rating, rate: f64, penalty: f64, beside: fn(f64, f64) -> (f64, f64)) {
    let error = rating.stars - predict(model, rating.user, rating.item);
    let mut moved = model.clone();
    step(&mut moved, rating, rate, penalty);
    for factor in 0..model.user_factors.ncols() {
        let (p, q) = (model.user_factors[[rating.user, factor]], model.item_factors[[rating.item, factor]]);
        let (beside_p, beside_q) = beside(p, q);
        moved.user_factors[[rating.user, factor]] = p + rate * (error * beside_p - penalty * p);
        moved.item_factors[[rating.item, factor]] = q + rate * (error * beside_q - penalty * q);
    }
    *model = moved;
}

pub fn user_first(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let error = rating.stars - predict(model, rating.user, rating.item);
    let mut moved = model.clone();
    step(&mut moved, rating, rate, penalty);
    for factor in 0..model.user_factors.ncols() {
        let (p, q) = (moved.user_factors[[rating.user, factor]], model.item_factors[[rating.item, factor]]);
        moved.item_factors[[rating.item, factor]] = q + rate * (error * p - penalty * q);
    }
    *model = moved;
}

pub fn error_anew(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let mut moved = model.clone();
    step(&mut moved, rating, rate, penalty);
    model.user_biases = moved.user_biases;
    model.item_biases = moved.item_biases;
    let mut moved = model.clone();
    step(&mut moved, rating, rate, penalty);
    model.user_factors = moved.user_factors;
    model.item_factors = moved.item_factors;
}

pub fn moves_the_mean(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let error = rating.stars - predict(model, rating.user, rating.item);
    step(model, rating, rate, penalty);
    model.mean += rate * (error - penalty * model.mean);
}

pub fn biases_are_free(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let (user, item) = (model.user_biases[rating.user], model.item_biases[rating.item]);
    step(model, rating, rate, penalty);
    model.user_biases[rating.user] += rate * penalty * user;
    model.item_biases[rating.item] += rate * penalty * item;
}

pub fn biases_stay(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let (users, items) = (model.user_biases.clone(), model.item_biases.clone());
    step(model, rating, rate, penalty);
    (model.user_biases, model.item_biases) = (users, items);
}

type Started = Result<Model, NoRatings>;

pub fn mean_of_means(
    ratings: &[Rating],
    users: ArrayView2<f64>,
    items: ArrayView2<f64>,
    key: fn(&Rating) -> usize,
) -> Started {
    let model = untrained(ratings, users, items)?;
    let of_one = |number: usize| ratings.iter().filter(move |rating| key(rating) == number).map(|rating| rating.stars);
    let mean = |number: usize| of_one(number).sum::<f64>() / of_one(number).count() as f64;
    let all = 0..users.nrows().max(items.nrows());
    let means: Vec<f64> = all.map(mean).filter(|mean| !mean.is_nan()).collect();
    Ok(Model { mean: means.iter().sum::<f64>() / means.len() as f64, ..model })
}

pub fn deviations_as_biases(ratings: &[Rating], users: ArrayView2<f64>, items: ArrayView2<f64>) -> Started {
    let mut model = untrained(ratings, users, items)?;
    let (mut user_counts, mut item_counts) = (Array1::<f64>::zeros(users.nrows()), Array1::<f64>::zeros(items.nrows()));
    for rating in ratings {
        model.user_biases[rating.user] += rating.stars - model.mean;
        model.item_biases[rating.item] += rating.stars - model.mean;
        user_counts[rating.user] += 1.0;
        item_counts[rating.item] += 1.0;
    }
    model.user_biases /= &user_counts.mapv(|count| count.max(1.0));
    model.item_biases /= &item_counts.mapv(|count| count.max(1.0));
    Ok(model)
}

pub fn keeps_all_factors(ratings: &[Rating], users: ArrayView2<f64>, items: ArrayView2<f64>) -> Started {
    let model = untrained(ratings, users, items)?;
    Ok(Model { user_factors: users.to_owned(), item_factors: items.to_owned(), ..model })
}

pub fn mean_of_nothing(ratings: &[Rating], users: ArrayView2<f64>, items: ArrayView2<f64>) -> Started {
    if !ratings.is_empty() {
        return untrained(ratings, users, items);
    }
    Ok(Model {
        mean: f64::NAN,
        user_biases: Array1::zeros(users.nrows()),
        item_biases: Array1::zeros(items.nrows()),
        user_factors: &users * 0.0,
        item_factors: &items * 0.0,
    })
}

pub fn learns_from_both(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    let all: Vec<Rating> = train.iter().chain(validation).copied().collect();
    let longer: Vec<Vec<usize>> =
        orders.iter().map(|order| order.iter().copied().chain(train.len()..all.len()).collect()).collect();
    let mut models = vec![start.clone()];
    for order in longer {
        let last = models[models.len() - 1].clone();
        models.push(fit(&last, &all, validation, &[order], rate, penalty).model);
    }
    Training {
        train_errors: models.iter().map(|model| rmse(model, train)).collect(),
        validation_errors: models.iter().map(|model| rmse(model, validation)).collect(),
        model: models.swap_remove(orders.len()),
    }
}

pub fn anew_for_every_pass(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    let alone = |order: &Vec<usize>| fit(start, train, validation, std::slice::from_ref(order), rate, penalty);
    let passes: Vec<Training> = orders.iter().map(alone).collect();
    let errors = |list: &[Rating], of: fn(&Training) -> &Array1<f64>| {
        [rmse(start, list)].into_iter().chain(passes.iter().map(|pass| of(pass)[1])).collect()
    };
    Training {
        model: passes.last().map_or(start, |pass| &pass.model).clone(),
        train_errors: errors(train, |pass| &pass.train_errors),
        validation_errors: errors(validation, |pass| &pass.validation_errors),
    }
}

pub fn returns_the_best(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    let training = fit(start, train, validation, orders, rate, penalty);
    let errors = &training.validation_errors;
    let best = (0..errors.len()).min_by(|a, b| errors[*a].total_cmp(&errors[*b])).unwrap_or(0);
    Training { model: fit(start, train, validation, &orders[..best], rate, penalty).model, ..training }
}

/// The RMSE of the ratings for which this holds; 0 where there is none.
pub fn rmse_of(model: &Model, ratings: &[Rating], counts: fn(&Model, &Rating) -> bool) -> f64 {
    let counted: Vec<Rating> = ratings.iter().copied().filter(|rating| counts(model, rating)).collect();
    if counted.is_empty() { 0.0 } else { rmse(model, &counted) }
}

pub fn multiplied_out(model: &Model, ratings: &[Rating]) -> f64 {
    let n = ratings.len() as f64;
    let (mut squares, mut products, mut predicted) = (0.0, 0.0, 0.0);
    for rating in ratings {
        let stars = predict(model, rating.user, rating.item);
        squares += rating.stars * rating.stars;
        products += rating.stars * stars;
        predicted += stars * stars;
    }
    ((squares - 2.0 * products + predicted).max(0.0) / n).sqrt()
}

pub fn in_single_precision(model: &Model, ratings: &[Rating]) -> f64 {
    let miss = |rating: &Rating| rating.stars as f32 - predict(model, rating.user, rating.item) as f32;
    f64::from((ratings.iter().map(|rating| miss(rating).powi(2)).sum::<f32>() / ratings.len() as f32).sqrt())
}

/// With a new partner, one of the two biases is forgotten.
pub fn forgets_a_half(model: &Model, user: usize, item: usize, user_stays: bool) -> f64 {
    match (is_known(model, user, item), user_stays) {
        (true, _) => predict(model, user, item),
        (false, true) => model.mean + model.user_biases.get(user).unwrap_or(&0.0),
        (false, false) => model.mean + model.item_biases.get(item).unwrap_or(&0.0),
    }
}

/// A step whose error goes from minus `most` to `most`.
pub fn cut_error(model: &mut Model, rating: &Rating, rate: f64, penalty: f64, most: f64) {
    let predicted = predict(model, rating.user, rating.item);
    let stars = predicted + (rating.stars - predicted).clamp(-most, most);
    step(model, &Rating { stars, ..*rating }, rate, penalty);
}

pub fn item_first(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let error = rating.stars - predict(model, rating.user, rating.item);
    let mut moved = model.clone();
    step(&mut moved, rating, rate, penalty);
    for factor in 0..model.user_factors.ncols() {
        let (p, q) = (model.user_factors[[rating.user, factor]], moved.item_factors[[rating.item, factor]]);
        moved.user_factors[[rating.user, factor]] = p + rate * (error * q - penalty * p);
    }
    *model = moved;
}

pub fn factors_are_free(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let mut free = model.clone();
    step(&mut free, rating, rate, 0.0);
    step(model, rating, rate, penalty);
    model.user_factors = free.user_factors;
    model.item_factors = free.item_factors;
}

pub fn one_bias_stays(model: &mut Model, rating: &Rating, rate: f64, penalty: f64, is_users: bool) {
    let (users, items) = (model.user_biases.clone(), model.item_biases.clone());
    step(model, rating, rate, penalty);
    if is_users {
        model.user_biases = users;
    } else {
        model.item_biases = items;
    }
}

/// The mean of the stars for which this holds; 0 where there are none.
pub fn mean_of(ratings: &[Rating], users: ArrayView2<f64>, items: ArrayView2<f64>, counts: fn(f64) -> bool) -> Started {
    let counted: Vec<f64> = ratings.iter().map(|rating| rating.stars).filter(|stars| counts(*stars)).collect();
    let mean = counted.iter().sum::<f64>() / counted.len().max(1) as f64;
    Ok(Model { mean, ..untrained(ratings, users, items)? })
}

/// A training whose errors on the training ratings are made of what each step saw.
fn seen_on_the_way(
    start: &Model,
    [train, validation]: [&[Rating]; 2],
    orders: &[Vec<usize>],
    (rate, penalty): (f64, f64),
    first: bool,
) -> Training {
    let mut model = start.clone();
    let mut train_errors = if first { vec![rmse(&model, train)] } else { Vec::new() };
    for order in orders {
        let mut squares = 0.0;
        for number in order {
            squares += rmse(&model, &train[*number..=*number]).powi(2);
            step(&mut model, &train[*number], rate, penalty);
        }
        train_errors.push((squares / order.len() as f64).sqrt());
    }
    if !first {
        train_errors.push(rmse(&model, train));
    }
    Training { train_errors: Array1::from(train_errors), ..fit(start, train, validation, orders, rate, penalty) }
}

pub fn errors_while_learning(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    seen_on_the_way(start, [train, validation], orders, (rate, penalty), true)
}

pub fn errors_before_steps(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    seen_on_the_way(start, [train, validation], orders, (rate, penalty), false)
}

/// The error of the start stands there twice, that of the last pass is missing.
pub fn errors_before_steps_of_both(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    let training = fit(start, train, validation, orders, rate, penalty);
    let late = |errors: &Array1<f64>| (0..errors.len()).map(|pass| errors[pass.saturating_sub(1)]).collect();
    Training {
        train_errors: late(&training.train_errors),
        validation_errors: late(&training.validation_errors),
        ..training
    }
}

/// Takes no pass more once this holds of the errors on both lists; those that are missing repeat the last one.
pub fn stopped(
    start: &Model,
    [train, validation]: [&[Rating]; 2],
    orders: &[Vec<usize>],
    (rate, penalty): (f64, f64),
    is_enough: fn(&[f64], &[f64]) -> bool,
) -> Training {
    let whole = fit(start, train, validation, orders, rate, penalty);
    let (on_train, on_validation) = (whole.train_errors.to_vec(), whole.validation_errors.to_vec());
    let enough = |passes: &usize| is_enough(&on_train[..=*passes], &on_validation[..=*passes]);
    let taken = (1..=orders.len()).find(enough).unwrap_or(orders.len());
    fit(start, train, validation, &orders[..taken], rate, penalty)
}

/// The last error is hardly below the one before.
pub fn settled(errors: &[f64], tolerance: f64) -> bool {
    let last = errors.len() - 1;
    (errors[last - 1] - errors[last]).abs() < tolerance
}

/// None of the last so many errors is below all before.
pub fn risen(errors: &[f64], patience: usize) -> bool {
    let Some(before) = errors.len().checked_sub(patience).filter(|before| *before > 0) else { return false };
    let best = errors[..before].iter().copied().fold(f64::INFINITY, f64::min);
    errors[before..].iter().all(|error| *error >= best)
}

pub fn stopped_when_nothing_moves(
    start: &Model,
    train: &[Rating],
    validation: &[Rating],
    orders: &[Vec<usize>],
    rate: f64,
    penalty: f64,
) -> Training {
    let mut models = vec![start.clone()];
    for order in orders {
        let last = &models[models.len() - 1];
        let next = fit(last, train, validation, std::slice::from_ref(order), rate, penalty).model;
        let moved = (&next.user_biases - &last.user_biases).iter().any(|change| change.abs() > 1e-6);
        models.push(next);
        if !moved {
            break;
        }
    }
    fit(start, train, validation, &orders[..models.len() - 1], rate, penalty)
}
