//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{Contract, Rating, Training};
use mlings_datasets::{self as datasets, Busiest};
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "passes", draw: passes }];

const N_MOVIES: usize = 50;
const N_USERS: usize = 150;
const N_FACTORS: usize = 6;
const N_PASSES: usize = 16;
const LEARNING_RATE: f64 = 0.05;
const PENALTY: f64 = 0.1;

/// The error after every pass on both lists, with factors and with biases alone, and what somebody may like.
fn passes(mf: &Contract) -> Result<Figure, Box<dyn Error>> {
    let busiest = datasets::busiest(N_MOVIES, N_USERS)?;
    let [train, validation] = by_time(&busiest);
    let mut random = ChaCha8Rng::seed_from_u64(0);
    let mut factors = |n: usize| Array2::from_shape_simple_fn((n, N_FACTORS), || random.gen_range(-0.2..0.2));
    let (users, items) = (factors(N_USERS), factors(N_MOVIES));
    let orders: Vec<Vec<usize>> = (0..N_PASSES).map(|_| shuffled(train.len(), &mut random)).collect();

    let start = (mf.untrained)(&train, users.view(), items.view())?;
    let nothing = [Array2::zeros((N_USERS, 0)), Array2::zeros((N_MOVIES, 0))];
    let plain = (mf.untrained)(&train, nothing[0].view(), nothing[1].view())?;
    let with_factors = (mf.fit)(&start, &train, &validation, &orders, LEARNING_RATE, PENALTY);
    let biases_alone = (mf.fit)(&plain, &train, &validation, &orders, LEARNING_RATE, PENALTY);

    let simple = item_means_error(&train, &validation);
    let last = N_PASSES as f64;
    let figure = Figure::new(
        "50 films, 150 users: error on ratings that came later",
        "Passes over the training ratings",
        "RMSE (stars)",
    )
    .line(&format!("mean of each film: {simple:.3}"), 5, [(0.0, simple), (last, simple)])
    .line(
        &named("biases alone, later ratings", &biases_alone.validation_errors),
        1,
        curve(&biases_alone.validation_errors),
    )
    .line(
        &named("with factors, later ratings", &with_factors.validation_errors),
        0,
        curve(&with_factors.validation_errors),
    )
    .line(&named("with factors, training ratings", &with_factors.train_errors), 2, curve(&with_factors.train_errors))
    .x_range(0.0, last)
    .y_range(0.55, 1.1);
    saying(figure, mf, &with_factors, &busiest)
}

/// What the learner's model recommends to one user, by title, beside what that user liked.
fn saying(figure: Figure, mf: &Contract, training: &Training, busiest: &Busiest) -> Result<Figure, Box<dyn Error>> {
    let titles = datasets::movies()?;
    let title = |item: usize| {
        let found = titles.iter().find(|movie| movie.movie_id == busiest.movies[item]);
        found.map_or("a film without a title", |movie| movie.title.as_str())
    };
    let mut rated: Vec<(usize, f64)> =
        busiest.ratings.iter().filter(|rating| rating.user == WHO).map(|rating| (rating.movie, rating.stars)).collect();
    rated.sort_by(|a, b| b.1.total_cmp(&a.1));
    let unrated = (0..N_MOVIES).filter(|item| rated.iter().all(|(other, _)| other != item));
    let mut hoped: Vec<(usize, f64)> = unrated.map(|item| (item, (mf.predict)(&training.model, WHO, item))).collect();
    hoped.sort_by(|a, b| b.1.total_cmp(&a.1));

    let mut figure = figure.saying(format!("User {} of MovieLens liked", busiest.users[WHO]));
    for (item, stars) in rated.iter().take(5) {
        figure = figure.saying(format!("  {stars:.1}  {}", title(*item)));
    }
    figure = figure.saying("and may like, of the films not rated yet (stars that your model predicts)");
    for (item, stars) in hoped.iter().take(5) {
        figure = figure.saying(format!("  {stars:.2}  {}", title(*item)));
    }
    Ok(figure.saying("but perhaps not").saying(match hoped.last() {
        Some((item, stars)) => format!("  {stars:.2}  {}", title(*item)),
        None => "  anything".to_owned(),
    }))
}

/// A user who has not rated a third of the films.
const WHO: usize = 120;

fn named(what: &str, errors: &Array1<f64>) -> String {
    let last = errors.last().copied().unwrap_or(f64::NAN);
    // What grows beyond all bounds still has to fit into the legend.
    if last.abs() < 1000.0 { format!("{what}: {last:.3} at the end") } else { format!("{what}: {last:.0e} at the end") }
}

fn curve(errors: &Array1<f64>) -> impl Iterator<Item = (f64, f64)> + use<> {
    errors.clone().into_iter().enumerate().map(|(pass, error)| (pass as f64, error))
}

/// Everybody's earlier ratings, and the latest fifth.
fn by_time(busiest: &Busiest) -> [Vec<Rating>; 2] {
    [false, true].map(|late| {
        let of_part = busiest.ratings.iter().filter(|rating| rating.is_late == late);
        of_part.map(|rating| Rating { user: rating.user, item: rating.movie, stars: rating.stars }).collect()
    })
}

fn shuffled(n: usize, random: &mut ChaCha8Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.shuffle(random);
    order
}

/// The error of a prediction that knows the film and not the user.
fn item_means_error(train: &[Rating], validation: &[Rating]) -> f64 {
    let mut sums = vec![(0.0, 0.0); N_MOVIES];
    for rating in train {
        sums[rating.item].0 += rating.stars;
        sums[rating.item].1 += 1.0;
    }
    let square = |rating: &Rating| (rating.stars - sums[rating.item].0 / sums[rating.item].1).powi(2);
    (validation.iter().map(square).sum::<f64>() / validation.len() as f64).sqrt()
}
