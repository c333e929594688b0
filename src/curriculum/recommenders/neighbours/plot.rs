//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array2, Axis};

use super::{Contract, Neighbourhood};
use mlings_datasets::{self as datasets, Busiest, BusyRating};
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "neighbours", draw: neighbours }];

const N_MOVIES: usize = 60;
const N_USERS: usize = 80;
/// Equally far apart in the picture, each about four times the one before.
const SIZES: [usize; 4] = [1, 5, 20, 79];
const SHRINKAGE: f64 = 30.0;
/// Where the vertical axis begins and ends, in stars; worse errors move its end up, so far at most.
const LOW: f64 = 0.7;
const HIGH: f64 = 1.2;
const HIGHEST: f64 = 2.5;

/// The error on ratings that came later, against the number of neighbours, and what somebody may like.
fn neighbours(functions: &Contract) -> Result<Figure, Box<dyn Error>> {
    let busiest = datasets::busiest(N_MOVIES, N_USERS)?;
    let mut ratings = Array2::from_elem((N_USERS, N_MOVIES), f64::NAN);
    for rating in busiest.ratings.iter().filter(|rating| !rating.is_late) {
        ratings[[rating.user, rating.movie]] = rating.stars;
    }
    let later: Vec<BusyRating> = busiest.ratings.iter().copied().filter(|rating| rating.is_late).step_by(3).collect();
    let rmse = |predict: &dyn Fn(&BusyRating) -> f64| {
        let squares = later.iter().map(|rating| (rating.stars - predict(rating)).powi(2));
        (squares.sum::<f64>() / later.len() as f64).sqrt()
    };

    let shrunk = (functions.fit)(ratings.view(), SHRINKAGE)?;
    let plain = (functions.fit)(ratings.view(), 0.0)?;
    let last = (SIZES.len() - 1) as f64;
    let own = rmse(&|rating| shrunk.means.get(rating.user).copied().unwrap_or(f64::NAN));
    let mut highest = own;
    let mut figure = Figure::new(
        "60 films, 80 users: error on 237 ratings that came later",
        "Neighbours that are asked (k)",
        "RMSE (stars)",
    )
    .line(&format!("each user's own mean: {own:.3}"), 5, [(-0.5, own), (last + 0.5, own)]);
    for (name, colour, model) in [("no shrinkage", 1, &plain), ("shrinkage 30", 0, &shrunk)] {
        let models: Vec<(Neighbourhood, usize)> = (0..N_MOVIES).map(|item| about(model, item)).collect();
        let error = |k: usize| {
            rmse(&|rating| {
                let (model, item) = &models[rating.movie];
                (functions.predict)(model, rating.user, *item, k)
            })
        };
        let errors: Vec<f64> = SIZES.iter().map(|k| error(*k)).collect();
        let at = || errors.iter().enumerate().map(|(place, error)| (place as f64, *error));
        let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
        highest = errors.iter().copied().fold(highest, f64::max);
        figure = figure.line(&format!("neighbours, {name}: {best:.3} at best"), colour, at());
        figure = figure.points("", colour, at());
    }
    let names: Vec<String> = SIZES.iter().map(usize::to_string).collect();
    let figure = figure.x_names(names.iter().map(String::as_str)).y_range(LOW, (1.05 * highest).clamp(HIGH, HIGHEST));
    saying(figure, functions, &shrunk, &ratings, &busiest)
}

/// What the model knows about one item, and where that stands: a table of all items takes its time on the way.
fn about(model: &Neighbourhood, item: usize) -> (Neighbourhood, usize) {
    if item >= model.centred.ncols() {
        return (model.clone(), item);
    }
    (Neighbourhood { centred: model.centred.select(Axis(1), &[item]), ..model.clone() }, 0)
}

/// Whom the learner's model takes for most alike, and what it recommends, by title.
fn saying(
    mut figure: Figure,
    functions: &Contract,
    model: &Neighbourhood,
    ratings: &Array2<f64>,
    busiest: &Busiest,
) -> Result<Figure, Box<dyn Error>> {
    let titles = datasets::movies()?;
    let title = |item: usize| {
        let found = titles.iter().find(|movie| movie.movie_id == busiest.movies[item]);
        found.map_or("a film without a title", |movie| movie.title.as_str())
    };
    let sorted = |stars: &dyn Fn(usize) -> f64, rated: bool| {
        let items = (0..N_MOVIES).filter(|item| ratings[[WHO, *item]].is_nan() != rated);
        let mut items: Vec<(usize, f64)> = items.map(|item| (item, stars(item))).collect();
        items.sort_by(|a, b| b.1.total_cmp(&a.1));
        items
    };
    figure = figure.saying(format!("User {} of MovieLens liked", busiest.users[WHO]));
    for (item, stars) in sorted(&|item| ratings[[WHO, item]], true).iter().take(5) {
        figure = figure.saying(format!("  {stars:.1}  {}", title(*item)));
    }
    figure = figure.saying("and may like, as 20 neighbours say (stars that you predict)");
    let hoped = sorted(&|item| (functions.predict)(model, WHO, item, 20), false);
    for (item, stars) in hoped.iter().take(5) {
        figure = figure.saying(format!("  {stars:.2}  {}", title(*item)));
    }
    Ok(match hoped.last() {
        Some((item, stars)) => figure.saying("but perhaps not").saying(format!("  {stars:.2}  {}", title(*item))),
        None => figure,
    })
}

/// A user who has not rated all of the films.
const WHO: usize = 60;
