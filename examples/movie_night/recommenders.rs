//! What three recommenders learn from ratings, what they say, and why.

use std::error::Error;

use mlings_datasets::Film;
use mlings_recommenders_grader::{content_based, matrix_factorization, neighbours};
use ndarray::{Array1, Array2, Axis};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::catalogue::Catalogue;
use matrix_factorization::Rating;

/// How many neighbours are asked, and how many films in common halve the likeness.
const K: usize = 30;
const SHRINKAGE: f64 = 10.0;
/// From so many stars on a film was liked.
pub const LIKED: f64 = 4.0;

/// What every recommender has learned.
pub struct Recommenders {
    /// By film: how many liked it, how many rated it, and the mean of their stars.
    pub likes: Array1<f64>,
    pub n_ratings: Array1<f64>,
    pub film_means: Array1<f64>,
    /// Features of films, n_films x n_features.
    features: Array2<f64>,
    feature_names: Vec<String>,
    /// The likeness of those alone who were asked for.
    neighbourhood: neighbours::Neighbourhood,
    factors: matrix_factorization::Model,
    train: Vec<Vec<Rating>>,
}

impl Recommenders {
    pub fn fit(catalogue: &Catalogue, train: Vec<Vec<Rating>>) -> Result<Recommenders, Box<dyn Error>> {
        let ratings: Vec<Rating> = train.iter().flatten().cloned().collect();
        let n_films = catalogue.titles.len();
        let [mut likes, mut n_ratings, mut sums] = [0; 3].map(|_| Array1::zeros(n_films));
        let mut table = Array2::from_elem((train.len(), n_films), f64::NAN);
        for rating in &ratings {
            likes[rating.item] += f64::from(rating.stars >= LIKED);
            n_ratings[rating.item] += 1.0;
            sums[rating.item] += rating.stars;
            table[[rating.user, rating.item]] = rating.stars;
        }

        let content = content_based::EXERCISE.functions;
        let features_of = |film: &Option<&'static Film>| match film {
            Some(film) => (content.features)(film.genres.as_deref().unwrap_or_default(), &film.country, film.year),
            None => Vec::new(),
        };
        let items: Vec<Vec<String>> = catalogue.facts.iter().map(features_of).collect();
        let vocabulary = (content.fit)(&items);

        let means = (neighbours::EXERCISE.functions.user_means)(table.view())?;
        let neighbourhood = neighbours::Neighbourhood {
            centred: &table - &means.view().insert_axis(Axis(1)),
            means,
            similarities: Array2::zeros((train.len(), train.len())),
        };

        let factors = factorized(&ratings, train.len(), n_films)?;
        Ok(Recommenders {
            // Five ratings of the mean for every film, so that one rating does not make a classic.
            film_means: (&sums + 5.0 * factors.mean) / (&n_ratings + 5.0),
            likes,
            n_ratings,
            features: (content.transform)(&items, &vocabulary),
            feature_names: vocabulary.features,
            neighbourhood,
            factors,
            train,
        })
    }

    pub fn rated(&self, user: usize) -> Vec<usize> {
        self.train[user].iter().map(|rating| rating.item).collect()
    }

    fn liked(&self, user: usize) -> Vec<usize> {
        self.train[user].iter().filter(|rating| rating.stars >= LIKED).map(|rating| rating.item).collect()
    }

    /// Likeness of every film to what a user liked.
    pub fn by_content(&self, user: usize) -> Array1<f64> {
        let content = content_based::EXERCISE.functions;
        let profile = (content.profile)(self.features.view(), &self.liked(user));
        (content.similarity)(profile.view().insert_axis(Axis(0)), self.features.view()).row(0).to_owned()
    }

    /// The stars that a user gave to films with the same features.
    pub fn stars_by_content(&self, user: usize, item: usize) -> f64 {
        let stars: Array1<f64> = self.train[user].iter().map(|rating| rating.stars).collect();
        let mean = stars.sum() / stars.len() as f64;
        let (film, rated) =
            (self.features.row(item).insert_axis(Axis(0)), self.features.select(Axis(0), &self.rated(user)));
        let alike = (content_based::EXERCISE.functions.similarity)(film, rated.view()).row(0).to_owned();
        let weights = alike.sum();
        mean + if weights > 0.0 { alike.dot(&(stars - mean)) / weights } else { 0.0 }
    }

    /// The stars that users with the same taste give.
    pub fn by_neighbours(&mut self, user: usize) -> Array1<f64> {
        let functions = neighbours::EXERCISE.functions;
        let model = &mut self.neighbourhood;
        // Only this user's likeness is asked for, so only it is computed.
        let own = model.centred.row(user);
        let alike = model.centred.rows().into_iter().map(|other| (functions.similarity)(own, other, SHRINKAGE));
        model.similarities.row_mut(user).assign(&alike.collect::<Array1<f64>>());
        (0..self.likes.len()).map(|item| (functions.predict)(model, user, item, K)).collect()
    }

    /// The stars that the factors expect.
    pub fn by_factors(&self, user: usize) -> Array1<f64> {
        let predict = matrix_factorization::EXERCISE.functions.predict;
        (0..self.likes.len()).map(|item| predict(&self.factors, user, item)).collect()
    }

    /// The film that a user liked and that is most like this one, and what the two have in common.
    pub fn why_by_content(&self, user: usize, item: usize, catalogue: &Catalogue) -> String {
        let alike = |liked: &usize| self.features.row(*liked).dot(&self.features.row(item));
        let Some(nearest) = self.liked(user).into_iter().max_by(|one, other| alike(one).total_cmp(&alike(other)))
        else {
            return "you liked nothing yet".to_owned();
        };
        let both = self.features.row(item).to_owned() * self.features.row(nearest);
        let mut shared: Vec<usize> = (0..both.len()).filter(|feature| both[*feature] > 0.0).collect();
        shared.sort_by(|one, other| both[*other].total_cmp(&both[*one]));
        let names: Vec<&str> = shared.iter().take(3).map(|feature| self.feature_names[*feature].as_str()).collect();
        format!("as {}: {}", catalogue.short_title(nearest), names.join(", "))
    }

    pub fn why_by_neighbours(&self, item: usize, stars: f64) -> String {
        format!("{stars:.1} stars from users like you; all others gave {:.1}", self.film_means[item])
    }

    pub fn why_by_factors(&self, user: usize, item: usize, stars: f64) -> String {
        let as_a_film = self.factors.item_biases[item];
        let for_you = stars - self.factors.mean - self.factors.user_biases[user] - as_a_film;
        format!("{stars:.1} stars: {as_a_film:+.2} as a film, {for_you:+.2} as one for you")
    }
}

/// Random numbers to begin with, and a new order for every pass.
fn factorized(
    ratings: &[Rating],
    n_users: usize,
    n_films: usize,
) -> Result<matrix_factorization::Model, matrix_factorization::NoRatings> {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let [users, films] =
        [n_users, n_films].map(|rows| Array2::from_shape_simple_fn((rows, 8), || random.gen_range(-0.1..0.1)));
    let mut order: Vec<usize> = (0..ratings.len()).collect();
    let mut shuffled = || {
        order.shuffle(&mut random);
        order.clone()
    };
    let orders: Vec<Vec<usize>> = (0..20).map(|_| shuffled()).collect();
    let functions = matrix_factorization::EXERCISE.functions;
    let start = (functions.untrained)(ratings, users.view(), films.view())?;
    Ok((functions.fit)(&start, ratings, &ratings[..1], &orders, 0.02, 0.1).model)
}
