//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2};

use super::{Contract, Rating, Split};
use mlings_datasets::{self as datasets, DatasetError, Movie};
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "feeds", draw: feeds }];

/// The newest ratings are held out.
const TEST_SHARE: f64 = 0.2;
/// Every fourth user is looked at, so that the picture does not keep a learner waiting.
const EVERY: usize = 4;
/// So many users without a held-out rating.
const GONE: usize = 10;
const PLACES: [usize; 5] = [1, 3, 5, 10, 20];
/// The page has ten places.
const PAGE: usize = 10;
/// So many titles of a feed are shown.
const SHOWN: usize = 5;

/// How good the feeds of three models are on their first places, beside how well the models predict stars.
fn feeds(ranking: &Contract) -> Result<Figure, Box<dyn Error>> {
    let movies = datasets::movies()?;
    let split = (ranking.split_by_time)(&ratings(movies)?, TEST_SHARE)?;
    let likes = (ranking.popularity)(&split.train, movies.len());
    if likes.len() != movies.len() {
        return Err(format!("popularity returned {} counts for {} films", likes.len(), movies.len()).into());
    }
    let mut figure = Figure::new(
        "Films: better at stars, worse at the feed",
        "Places of the feed that count, k",
        "NDCG@k on the held-out ratings",
    );
    let mut words = vec![format!("Held-out ratings that are older than one to learn from: {}", too_old(&split))];
    let mut highest: f64 = 0.0;
    let mut n_known = 0;
    let users = Users::of(&split, movies.len());
    for (colour, (name, scores, stars)) in models(&split, &likes).into_iter().enumerate() {
        let feeds = users.feeds(ranking, &scores);
        n_known += users.n_known(&feeds);
        let curve = curve(ranking, &users, &feeds);
        let error = root_mean_square_error(&split.test, &stars);
        figure = figure.line(&format!("{name}: RMSE {error:.3} stars"), colour, curve.clone());
        // A model that asks nobody who they are gives all users the same scores.
        let table = Array2::from_shape_fn((users.gains.nrows(), scores.len()), |(_, item)| scores[item]);
        let quality = (ranking.evaluate)(table.view(), &users.split, PAGE);
        let name_of_marks = if colour == 2 { "evaluate, k = 10" } else { "" };
        let mark = quality.map(|quality| (PAGE as f64, quality.ndcg));
        let heights = curve.iter().chain(&mark).map(|(_, ndcg)| *ndcg);
        highest = heights.filter(|ndcg| ndcg.is_finite()).fold(highest, f64::max);
        figure = figure.marks(name_of_marks, colour, mark);
        words.extend(top(&(ranking.feed)(scores.view(), &[]), name, &likes, movies));
    }
    words.insert(1, format!("Films on the first {PAGE} places that their user had rated before: {n_known}"));
    figure = words.into_iter().fold(figure, Figure::saying);
    Ok(figure.x_range(0.0, 21.0).y_range(0.0, 1.5 * highest.max(0.28)))
}

/// Every model with the scores that it ranks by and the stars that it predicts.
fn models(split: &Split, likes: &Array1<f64>) -> [(&'static str, Array1<f64>, Array1<f64>); 3] {
    let all_stars = split.train.iter().map(|rating| rating.stars).sum::<f64>() / split.train.len().max(1) as f64;
    let popularity = stars_by_popularity(split, likes);
    let mean = mean_stars(split, likes.len(), all_stars, 0.0);
    let careful = mean_stars(split, likes.len(), all_stars, 10.0);
    [
        ("most liked", likes.clone(), popularity),
        ("shrunk mean of the stars", careful.clone(), careful),
        ("mean of the stars", mean.clone(), mean),
    ]
}

/// The mean of a film's stars, as if `extra` more ratings had given it the mean of all films.
fn mean_stars(split: &Split, n_items: usize, all_stars: f64, extra: f64) -> Array1<f64> {
    let (mut sums, mut counts) = (Array1::from_elem(n_items, extra * all_stars), Array1::from_elem(n_items, extra));
    for rating in &split.train {
        sums[rating.item] += rating.stars;
        counts[rating.item] += 1.0;
    }
    let mean = |(sum, count): (&f64, &f64)| if *count > 0.0 { sum / count } else { all_stars };
    sums.iter().zip(&counts).map(mean).collect()
}

/// The least-squares line of stars over the logarithm of likes.
fn stars_by_popularity(split: &Split, likes: &Array1<f64>) -> Array1<f64> {
    let fame = likes.mapv(|likes| likes.ln_1p());
    let mean = |of: &dyn Fn(&Rating) -> f64| split.train.iter().map(of).sum::<f64>() / split.train.len().max(1) as f64;
    let (x, y) = (mean(&|rating| fame[rating.item]), mean(&|rating| rating.stars));
    let covariance = mean(&|rating| (fame[rating.item] - x) * (rating.stars - y));
    let variance = mean(&|rating| (fame[rating.item] - x).powi(2));
    fame.mapv(|fame| y + covariance / variance * (fame - x))
}

fn root_mean_square_error(test: &[Rating], stars: &Array1<f64>) -> f64 {
    let squares = test.iter().map(|rating| (rating.stars - stars[rating.item]).powi(2));
    (squares.sum::<f64>() / test.len() as f64).sqrt()
}

/// The users whose feeds are measured.
struct Users {
    /// Their ratings, with the users numbered anew.
    split: Split,
    /// What each of them has rated before.
    seen: Vec<Vec<usize>>,
    /// What every film is worth to each of them.
    gains: Array2<f64>,
}

impl Users {
    /// Every fourth of those who rated in the end, and a few who had gone by then.
    fn of(split: &Split, n_items: usize) -> Users {
        let n_users = split.train.iter().chain(&split.test).map(|rating| rating.user + 1).max().unwrap_or(0);
        let mut stayed = vec![false; n_users];
        split.test.iter().for_each(|rating| stayed[rating.user] = true);
        let (stayed, gone): (Vec<usize>, Vec<usize>) = (0..n_users).partition(|user| stayed[*user]);
        let chosen: Vec<usize> = stayed.into_iter().step_by(EVERY).chain(gone.into_iter().take(GONE)).collect();
        let mut numbers = vec![None; n_users];
        chosen.iter().enumerate().for_each(|(number, user)| numbers[*user] = Some(number));
        let of_chosen = |ratings: &[Rating]| -> Vec<Rating> {
            ratings.iter().filter_map(|rating| Some(Rating { user: numbers[rating.user]?, ..*rating })).collect()
        };
        let split = Split { train: of_chosen(&split.train), test: of_chosen(&split.test) };
        let mut seen = vec![Vec::new(); chosen.len()];
        split.train.iter().for_each(|rating| seen[rating.user].push(rating.item));
        let mut gains = Array2::zeros((chosen.len(), n_items));
        split.test.iter().for_each(|rating| gains[[rating.user, rating.item]] = rating.gain());
        Users { split, seen, gains }
    }

    /// The first places of every user's feed; no more of them are looked at.
    fn feeds(&self, ranking: &Contract, scores: &Array1<f64>) -> Vec<Vec<usize>> {
        let first = |seen: &[usize]| {
            let mut feed = (ranking.feed)(scores.view(), seen);
            feed.truncate(PLACES[PLACES.len() - 1]);
            feed
        };
        let of_a_new_user = first(&[]);
        let of_user = |seen: &Vec<usize>| if seen.is_empty() { of_a_new_user.clone() } else { first(seen) };
        self.seen.iter().map(of_user).collect()
    }

    /// How many films on the first places are known to their user.
    fn n_known(&self, feeds: &[Vec<usize>]) -> usize {
        let of_user = |(feed, seen): (&Vec<usize>, &Vec<usize>)| {
            feed.iter().take(PAGE).filter(|item| seen.contains(item)).count()
        };
        feeds.iter().zip(&self.seen).map(of_user).sum()
    }
}

/// How many held-out ratings are older than the newest one to learn from.
fn too_old(split: &Split) -> usize {
    let newest = split.train.iter().map(|rating| rating.time).max();
    split.test.iter().filter(|rating| Some(rating.time) < newest).count()
}

/// The mean NDCG of the users' feeds, by the number of places.
fn curve(ranking: &Contract, users: &Users, feeds: &[Vec<usize>]) -> Vec<(f64, f64)> {
    let mut measured: [Vec<f64>; PLACES.len()] = Default::default();
    for (feed, gains) in feeds.iter().zip(users.gains.rows()) {
        if gains.iter().all(|gain| *gain == 0.0) {
            continue;
        }
        for (of_users, k) in measured.iter_mut().zip(PLACES) {
            of_users.extend((ranking.ndcg)(feed, gains, k));
        }
    }
    let mean = |values: &Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    PLACES.iter().zip(&measured).map(|(k, values)| (*k as f64, mean(values))).collect()
}

/// What a new user would see first.
fn top(feed: &[usize], name: &str, likes: &Array1<f64>, movies: &[Movie]) -> Vec<String> {
    let title = |item: &usize| Some(format!("{} ({:.0} likes)", movies.get(*item)?.title, likes.get(*item)?));
    let titles: Vec<String> = feed.iter().take(SHOWN).filter_map(title).collect();
    std::iter::once(format!("A new user sees first, by {name}:"))
        .chain(titles.into_iter().map(|title| format!("    {title}")))
        .collect()
}

/// All ratings; a film's number is its place in the list of films.
fn ratings(movies: &[Movie]) -> Result<Vec<Rating>, DatasetError> {
    let most = movies.iter().map(|movie| movie.movie_id as usize).max().unwrap_or(0);
    let mut numbers = vec![None; most + 1];
    movies.iter().enumerate().for_each(|(item, movie)| numbers[movie.movie_id as usize] = Some(item));
    let rating = |rating: &datasets::Rating| {
        let (user, item) = (rating.user_id as usize - 1, (*numbers.get(rating.movie_id as usize)?)?);
        Some(Rating { user, item, stars: rating.rating, time: rating.timestamp })
    };
    Ok(datasets::ratings()?.iter().filter_map(rating).collect())
}
