//! Inputs for the checks, what should come out, every sum written out by the definitions alone, and the comparison of
//! two models.

use ndarray::{Array1, Array2, array};

use super::{Model, Rating};
use mlings_grading::compare::{close, has_shape, shown};
use mlings_grading::layouts::by_columns;
use mlings_grading::{Cases, Outcome};

pub(super) fn rating(user: usize, item: usize, stars: f64) -> Rating {
    Rating { user, item, stars }
}

/// Two users, three items, two factors, with round numbers.
pub(super) fn small() -> Model {
    Model {
        mean: 3.6,
        user_biases: array![0.5, -0.5],
        item_biases: array![0.2, -0.3, 0.0],
        user_factors: array![[1.0, 2.0], [0.0, -1.0]],
        item_factors: array![[0.5, 0.5], [1.0, -1.0], [0.0, 2.0]],
    }
}

/// Three users, three items, two factors; every number has one decimal, so that it can be written down.
pub(super) fn random(cases: &mut Cases) -> Model {
    Model {
        mean: tenths(cases.number(2.5..4.0)),
        user_biases: cases.vector(3, -1.0..1.0).mapv(tenths),
        item_biases: cases.vector(3, -1.0..1.0).mapv(tenths),
        user_factors: cases.table(3, 2, -1.5..1.5).mapv(not_zero),
        item_factors: cases.table(3, 2, -1.5..1.5).mapv(not_zero),
    }
}

/// All nine pairs of three users and three items in random order, with half stars.
pub(super) fn random_ratings(cases: &mut Cases) -> Vec<Rating> {
    let order = cases.permutation(9);
    order.iter().map(|pair| rating(pair / 3, pair % 3, cases.index(1..11) as f64 / 2.0)).collect()
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// A factor of 0 would hide what its partner does.
fn not_zero(number: f64) -> f64 {
    let rounded = tenths(number);
    if rounded == 0.0 { 0.3 } else { rounded }
}

pub(super) fn in_words(model: &Model) -> String {
    format!(
        "mean {}, user_biases {}, item_biases {}, user_factors {}, item_factors {}",
        model.mean,
        shown(&model.user_biases),
        shown(&model.item_biases),
        shown(&model.user_factors),
        shown(&model.item_factors)
    )
}

/// `(user, item, stars)` for each.
pub(super) fn listed(ratings: &[Rating]) -> String {
    let one = |rating: &Rating| format!("({}, {}, {})", rating.user, rating.item, rating.stars);
    format!("[{}]", ratings.iter().map(one).collect::<Vec<_>>().join(", "))
}

pub(super) fn expected(model: &Model, user: usize, item: usize) -> f64 {
    let mut stars = model.mean + model.user_biases[user] + model.item_biases[item];
    for factor in 0..model.user_factors.ncols() {
        stars += model.user_factors[[user, factor]] * model.item_factors[[item, factor]];
    }
    stars
}

/// What a step goes down.
pub(super) fn penalised(model: &Model, rating: &Rating, penalty: f64) -> f64 {
    let Rating { user, item, stars } = *rating;
    let mut squares = model.user_biases[user].powi(2) + model.item_biases[item].powi(2);
    for factor in 0..model.user_factors.ncols() {
        squares += model.user_factors[[user, factor]].powi(2) + model.item_factors[[item, factor]].powi(2);
    }
    0.5 * ((stars - expected(model, user, item)).powi(2) + penalty * squares)
}

/// The numbers that a rating is about, for reading and for changing.
pub(super) fn numbers_of<'a>(model: &'a mut Model, rating: &Rating) -> Vec<&'a mut f64> {
    let factors = model.user_factors.row_mut(rating.user).into_iter();
    let factors = factors.chain(model.item_factors.row_mut(rating.item));
    let biases = [&mut model.user_biases[rating.user], &mut model.item_biases[rating.item]];
    biases.into_iter().chain(factors).collect()
}

pub(super) fn root_mean_square(model: &Model, ratings: &[Rating]) -> f64 {
    let square = |rating: &Rating| (expected(model, rating.user, rating.item) - rating.stars).powi(2);
    (ratings.iter().map(square).sum::<f64>() / ratings.len() as f64).sqrt()
}

/// Every number of the rating's user and item at once, with the slopes that are found on paper.
pub(super) fn stepped(model: &mut Model, rating: &Rating, rate: f64, penalty: f64) {
    let Rating { user, item, stars } = *rating;
    let error = stars - expected(model, user, item);
    model.user_biases[user] += rate * (error - penalty * model.user_biases[user]);
    model.item_biases[item] += rate * (error - penalty * model.item_biases[item]);
    for factor in 0..model.user_factors.ncols() {
        let (p, q) = (model.user_factors[[user, factor]], model.item_factors[[item, factor]]);
        model.user_factors[[user, factor]] += rate * (error * q - penalty * p);
        model.item_factors[[item, factor]] += rate * (error * p - penalty * q);
    }
}

/// A whole training: the model at its end, and the errors on both lists.
pub(super) fn trained(
    start: &Model,
    [train, validation]: [&[Rating]; 2],
    orders: &[Vec<usize>],
    (rate, penalty): (f64, f64),
) -> (Model, Array1<f64>, Array1<f64>) {
    let mut model = start.clone();
    let mut errors = vec![[root_mean_square(&model, train), root_mean_square(&model, validation)]];
    for order in orders {
        order.iter().for_each(|number| stepped(&mut model, &train[*number], rate, penalty));
        errors.push([root_mean_square(&model, train), root_mean_square(&model, validation)]);
    }
    (model, errors.iter().map(|pair| pair[0]).collect(), errors.iter().map(|pair| pair[1]).collect())
}

/// Stars that a mean, biases and one factor explain to the last digit: the model that made them, four fifths of
/// the ratings, and the others.
pub(super) fn planted(cases: &mut Cases) -> (Vec<Rating>, Vec<Rating>) {
    let signs = |n: usize| Array1::from_shape_fn(n, |row| if row % 2 == 0 { 1.0 } else { -1.0 });
    let likes = cases.vector(USERS, 0.7..1.3) * signs(USERS);
    let offers = cases.vector(ITEMS, 0.7..1.3) * signs(ITEMS);
    let model = Model {
        mean: 3.0,
        user_biases: cases.vector(USERS, -0.5..0.5),
        item_biases: cases.vector(ITEMS, -0.5..0.5),
        user_factors: likes.insert_axis(ndarray::Axis(1)),
        item_factors: offers.insert_axis(ndarray::Axis(1)),
    };
    let all = (0..USERS * ITEMS).map(|pair| (pair / ITEMS, pair % ITEMS));
    let rated = all.map(|(user, item)| rating(user, item, expected(&model, user, item)));
    rated.partition(|rating| (rating.user + rating.item) % 5 > 0)
}

pub(super) const USERS: usize = 16;
pub(super) const ITEMS: usize = 14;

/// Small numbers for a start.
pub(super) fn small_factors(n: usize, cases: &mut Cases) -> Array2<f64> {
    cases.table(n, 1, 0.2..0.4)
}

pub(super) const EXACT: f64 = 1e-10;

pub(super) fn is_model(got: &Model, expected: &Model) -> Outcome {
    has_model_shape(got, expected)?;
    close("mean", &got.mean, &expected.mean, EXACT)?;
    close("user_biases", &got.user_biases, &expected.user_biases, EXACT)?;
    close("item_biases", &got.item_biases, &expected.item_biases, EXACT)?;
    close("user_factors", &got.user_factors, &expected.user_factors, EXACT)?;
    close("item_factors", &got.item_factors, &expected.item_factors, EXACT)
}

/// Before a check may look inside.
pub(super) fn has_model_shape(got: &Model, expected: &Model) -> Outcome {
    has_shape("user_biases", &got.user_biases, expected.user_biases.shape())?;
    has_shape("item_biases", &got.item_biases, expected.item_biases.shape())?;
    has_shape("user_factors", &got.user_factors, expected.user_factors.shape())?;
    has_shape("item_factors", &got.item_factors, expected.item_factors.shape())
}

/// The numbers of every table of the model lie column by column, as those of a table that was turned do.
pub(super) fn turned(model: Model) -> Model {
    let [user_factors, item_factors] = [&model.user_factors, &model.item_factors].map(by_columns);
    Model { user_factors, item_factors, ..model }
}

/// One user and one item with one factor each.
pub(super) fn tiny(mean: f64, biases: [f64; 2], factors: [f64; 2]) -> Model {
    Model {
        mean,
        user_biases: array![biases[0]],
        item_biases: array![biases[1]],
        user_factors: array![[factors[0]]],
        item_factors: array![[factors[1]]],
    }
}

pub(super) fn in_one(model: &Model) -> Array1<f64> {
    let biases = [model.mean].into_iter().chain(model.user_biases.iter().chain(&model.item_biases).copied());
    biases.chain(model.user_factors.iter().chain(&model.item_factors).copied()).collect()
}
