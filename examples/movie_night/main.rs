//! What shall we watch tonight? Three recommenders answer, and are tried on ratings that they have not seen.
//!
//! ```text
//! cargo run --example movie_night
//! cargo run --example movie_night -- "Chicken Run=5" "Alien=1" "Toy Story=4.5"
//! ```
//!
//! The story: join films with what is known of them, hold out everybody's newest ratings, let three
//! recommenders learn from the rest, compare them with what is simply popular, and then ask all three for
//! you. They are the references of the exercises `content_based`, `neighbours`, `matrix_factorization` and
//! `ranking`. Two plots are written to `plots/movie_night`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mlings::curriculum::{content_based, matrix_factorization, neighbours, ranking};
use mlings::datasets::{Film, films, movies, ratings};
use mlings::plot::Figure;
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use matrix_factorization::Rating;

/// Who says nothing likes these.
const EVENING: [(&str, f64); 5] =
    [("Chicken Run", 5.0), ("Amelie", 4.5), ("Monty Python", 5.0), ("Toy Story", 4.0), ("Saving Private Ryan", 2.0)];
const SHOWN: usize = 10;
/// How many neighbours are asked, and how many films in common halve the likeness.
const K: usize = 30;
const SHRINKAGE: f64 = 10.0;
/// A film with fewer ratings is not recommended on the word of a few.
const ENOUGH: usize = 60;

/// Films, and the ratings of all users, oldest first for each.
struct Catalogue {
    titles: Vec<String>,
    facts: Vec<Option<&'static Film>>,
    of_user: Vec<Vec<Rating>>,
}

/// What every recommender has learned.
struct Recommenders {
    /// Features of films, n_films x n_features.
    features: Array2<f64>,
    names: Vec<String>,
    factors: matrix_factorization::Model,
    /// The likeness of those alone who were asked for.
    neighbourhood: neighbours::Neighbourhood,
    likes: Array1<f64>,
    n_ratings: Array1<f64>,
    film_means: Array1<f64>,
    train: Vec<Vec<Rating>>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut catalogue = Catalogue::read()?;
    let n_ratings: usize = catalogue.of_user.iter().map(Vec::len).sum();
    println!("{} films, {} users, {n_ratings} ratings.", catalogue.titles.len(), catalogue.of_user.len());
    let known = catalogue.facts.iter().flatten().count();
    println!("For {known} films genre, country and year are known.\n");

    let evening = catalogue.evening(&std::env::args().skip(1).collect::<Vec<String>>())?;
    let (train, held_out) = split(&catalogue.of_user);
    let quality = compare(&mut Recommenders::fit(&catalogue, train)?, &held_out)?;

    // Now with everything, and with you.
    let you = catalogue.of_user.len();
    catalogue
        .of_user
        .push(evening.iter().map(|(item, stars)| Rating { user: you, item: *item, stars: *stars }).collect());
    let mut all = Recommenders::fit(&catalogue, catalogue.of_user.clone())?;
    println!("\nYou rated:");
    for (item, stars) in &evening {
        println!("  {stars} stars  {}", catalogue.titles[*item]);
    }
    let lists = [
        ("More like what you liked", all.by_content(you)),
        ("People like you liked", all.by_neighbours(you)),
        ("What the factors expect of you", all.by_factors(you)),
    ];
    let (mut proposed, mut agreed) = (HashSet::new(), BTreeSet::new());
    for (number, (heading, scores)) in lists.into_iter().enumerate() {
        println!("\n{heading}:");
        for item in all.page(you, scores.view()) {
            let why = all.reason(number, you, item, scores[item], &catalogue);
            println!("  {:<44} {why}", shortened(&catalogue.titles[item]));
            if !proposed.insert(item) {
                agreed.insert(catalogue.titles[item].as_str());
            }
        }
    }
    println!("\nConclusion");
    match agreed.len() {
        0 => println!("  No film is on two pages. Take the page whose reasons you believe."),
        _ => println!("  These films are on two pages or more, for different reasons. Begin with them:"),
    }
    agreed.iter().for_each(|title| println!("  {title}"));
    println!();
    for (name, figure) in quality {
        println!("Plot: {}", figure.save(Path::new("plots/movie_night"), name)?[1].display());
    }
    Ok(())
}

impl Catalogue {
    fn read() -> Result<Catalogue, Box<dyn Error>> {
        let movies = movies()?;
        let facts: HashMap<&str, &'static Film> = films()?.iter().map(|film| (film.imdb_id.as_str(), film)).collect();
        let items: HashMap<u32, usize> =
            movies.iter().enumerate().map(|(item, movie)| (movie.movie_id, item)).collect();
        let mut in_time: Vec<_> = ratings()?.iter().collect();
        in_time.sort_by_key(|rating| rating.timestamp);
        let mut of_user: BTreeMap<u32, Vec<(usize, f64)>> = BTreeMap::new();
        for rating in in_time {
            of_user.entry(rating.user_id).or_default().push((items[&rating.movie_id], rating.rating));
        }
        let numbered = |(user, rated): (usize, Vec<(usize, f64)>)| {
            rated.into_iter().map(|(item, stars)| Rating { user, item, stars }).collect()
        };
        Ok(Catalogue {
            titles: movies.iter().map(|movie| movie.title.clone()).collect(),
            facts: movies.iter().map(|movie| facts.get(movie.imdb_id.as_str()).copied()).collect(),
            of_user: of_user.into_values().enumerate().map(numbered).collect(),
        })
    }

    /// The films of "title=stars", or the built-in ones. A part of the title is enough.
    fn evening(&self, arguments: &[String]) -> Result<Vec<(usize, f64)>, String> {
        if arguments.is_empty() {
            return EVENING.iter().map(|(title, stars)| Ok((self.find(title)?, *stars))).collect();
        }
        let one = |argument: &String| {
            let usage = || format!("{argument:?} is no rating; write \"title=stars\", for instance \"Alien=4.5\"");
            let (title, stars) = argument.rsplit_once('=').ok_or_else(usage)?;
            let stars: f64 = stars.trim().parse().map_err(|_| usage())?;
            if !(0.5..=5.0).contains(&stars) {
                return Err(format!("{stars} stars for {title:?}; give 0.5 to 5"));
            }
            Ok((self.find(title)?, stars))
        };
        arguments.iter().map(one).collect()
    }

    /// The film with this in its title; of several the one with most ratings.
    fn find(&self, title: &str) -> Result<usize, String> {
        let wanted = title.trim().to_lowercase();
        let mut n_ratings = vec![0; self.titles.len()];
        self.of_user.iter().flatten().for_each(|rating| n_ratings[rating.item] += 1);
        let named = (0..self.titles.len()).filter(|item| self.titles[*item].to_lowercase().contains(&wanted));
        named.max_by_key(|item| n_ratings[*item]).ok_or_else(|| {
            let near = (0..self.titles.len()).max_by(|one, other| {
                let like = |item: &usize| strsim::jaro_winkler(&self.titles[*item].to_lowercase(), &wanted);
                like(one).total_cmp(&like(other))
            });
            let meant = near.map(|item| format!("; did you mean {:?}?", self.titles[item])).unwrap_or_default();
            format!("no film here is called {title:?}{meant}")
        })
    }
}

/// The newest fifth of everybody's ratings is held out: nobody may learn from the future.
fn split(of_user: &[Vec<Rating>]) -> (Vec<Vec<Rating>>, Vec<Vec<Rating>>) {
    of_user
        .iter()
        .map(|rated| rated.split_at(rated.len() - rated.len() / 5))
        .map(|(a, b)| (a.to_vec(), b.to_vec()))
        .unzip()
}

impl Recommenders {
    fn fit(catalogue: &Catalogue, train: Vec<Vec<Rating>>) -> Result<Recommenders, Box<dyn Error>> {
        let n_films = catalogue.titles.len();
        let content = content_based::EXERCISE.functions;
        let features_of = |film: &Option<&'static Film>| match film {
            Some(film) => (content.features)(film.genres.as_deref().unwrap_or_default(), &film.country, film.year),
            None => Vec::new(),
        };
        let items: Vec<Vec<String>> = catalogue.facts.iter().map(features_of).collect();
        let vocabulary = (content.fit)(&items);

        // Random numbers to begin with, and a new order for every pass.
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let mut small = |rows: usize| Array2::from_shape_simple_fn((rows, 8), || random.gen_range(-0.1..0.1));
        let (users, films) = (small(train.len()), small(n_films));
        let ratings: Vec<Rating> = train.iter().flatten().cloned().collect();
        let mut order: Vec<usize> = (0..ratings.len()).collect();
        let mut shuffled = || {
            order.shuffle(&mut random);
            order.clone()
        };
        let orders: Vec<Vec<usize>> = (0..20).map(|_| shuffled()).collect();
        let functions = matrix_factorization::EXERCISE.functions;
        let start = (functions.untrained)(&ratings, users.view(), films.view())?;
        let trained = (functions.fit)(&start, &ratings, &ratings[..1], &orders, 0.02, 0.1);

        let (mut likes, mut n_ratings, mut sums) =
            (Array1::zeros(n_films), Array1::zeros(n_films), Array1::zeros(n_films));
        for rating in &ratings {
            likes[rating.item] += f64::from(rating.stars >= 4.0);
            n_ratings[rating.item] += 1.0;
            sums[rating.item] += rating.stars;
        }
        let mut table = Array2::from_elem((train.len(), n_films), f64::NAN);
        for rating in &ratings {
            table[[rating.user, rating.item]] = rating.stars;
        }
        let means = (neighbours::EXERCISE.functions.user_means)(table.view())?;
        let neighbourhood = neighbours::Neighbourhood {
            centred: &table - &means.view().insert_axis(Axis(1)),
            means,
            similarities: Array2::zeros((train.len(), train.len())),
        };
        // Five ratings of the mean for every film, so that one rating does not make a classic.
        let film_means = (&sums + 5.0 * trained.model.mean) / (&n_ratings + 5.0);
        Ok(Recommenders {
            features: (content.transform)(&items, &vocabulary),
            names: vocabulary.features,
            factors: trained.model,
            neighbourhood,
            likes,
            n_ratings,
            film_means,
            train,
        })
    }

    /// Likeness of every film to what a user liked.
    fn by_content(&self, user: usize) -> Array1<f64> {
        let content = content_based::EXERCISE.functions;
        let liked: Vec<usize> =
            self.train[user].iter().filter(|rated| rated.stars >= 4.0).map(|rated| rated.item).collect();
        let profile = (content.profile)(self.features.view(), &liked);
        (content.similarity)(profile.view().insert_axis(Axis(0)), self.features.view()).row(0).to_owned()
    }

    /// The stars that users with the same taste give.
    fn by_neighbours(&mut self, user: usize) -> Array1<f64> {
        let functions = neighbours::EXERCISE.functions;
        let model = &mut self.neighbourhood;
        // Only this user's likeness is asked for, so only it is computed.
        let own = model.centred.row(user);
        let alike = model.centred.rows().into_iter().map(|other| (functions.similarity)(own, other, SHRINKAGE));
        model.similarities.row_mut(user).assign(&alike.collect::<Array1<f64>>());
        (0..self.likes.len()).map(|item| (functions.predict)(model, user, item, K)).collect()
    }

    /// The stars that the factors expect.
    fn by_factors(&self, user: usize) -> Array1<f64> {
        let predict = matrix_factorization::EXERCISE.functions.predict;
        (0..self.likes.len()).map(|item| predict(&self.factors, user, item)).collect()
    }

    /// The best films that a user has not rated and that enough others have.
    fn page(&self, user: usize, scores: ArrayView1<f64>) -> Vec<usize> {
        let rated: Vec<usize> = self.train[user].iter().map(|rated| rated.item).collect();
        let mut feed = (ranking::EXERCISE.functions.feed)(scores, &rated);
        feed.retain(|item| self.n_ratings[*item] >= ENOUGH as f64);
        feed.truncate(SHOWN);
        feed
    }

    /// Why a film is on a page.
    fn reason(&self, list: usize, user: usize, item: usize, score: f64, catalogue: &Catalogue) -> String {
        match list {
            0 => {
                let liked = self.train[user].iter().filter(|rated| rated.stars >= 4.0);
                let alike = |rated: &&Rating| self.features.row(rated.item).dot(&self.features.row(item));
                let Some(nearest) = liked.max_by(|one, other| alike(one).total_cmp(&alike(other))) else {
                    return "you liked nothing yet".to_owned();
                };
                let both = self.features.row(item).to_owned() * self.features.row(nearest.item);
                let mut shared: Vec<usize> = (0..both.len()).filter(|feature| both[*feature] > 0.0).collect();
                shared.sort_by(|one, other| both[*other].total_cmp(&both[*one]));
                let names: Vec<&str> = shared.iter().take(3).map(|feature| self.names[*feature].as_str()).collect();
                format!("as {}: {}", shortened(&catalogue.titles[nearest.item]), names.join(", "))
            }
            1 => format!("{score:.1} stars from users like you; all others gave {:.1}", self.film_means[item]),
            _ => {
                let interest =
                    score - self.factors.mean - self.factors.user_biases[user] - self.factors.item_biases[item];
                format!(
                    "{score:.1} stars: {:+.2} as a film, {interest:+.2} as one for you",
                    self.factors.item_biases[item]
                )
            }
        }
    }
}

/// Error and NDCG on the held-out ratings of every twelfth user.
fn compare(
    recommenders: &mut Recommenders,
    held_out: &[Vec<Rating>],
) -> Result<Vec<(&'static str, Figure)>, Box<dyn Error>> {
    let names = ["popularity", "content", "neighbours", "factors"];
    let (mut squares, mut n_errors) = ([0.0; 4], 0.0);
    let (mut ndcg, mut n_users) = ([0.0; 4], 0.0);
    for user in (0..held_out.len()).step_by(12) {
        let rated: Vec<usize> = recommenders.train[user].iter().map(|rating| rating.item).collect();
        let mut gains = Array1::zeros(recommenders.likes.len());
        for rating in &held_out[user] {
            gains[rating.item] = (rating.stars - 3.0).max(0.0) * f64::from(rating.stars >= 4.0);
        }
        let (content, neighbours, factors) =
            (recommenders.by_content(user), recommenders.by_neighbours(user), recommenders.by_factors(user));
        for rating in &held_out[user] {
            let expected = [
                recommenders.film_means[rating.item],
                by_likeness(recommenders, user, rating.item),
                neighbours[rating.item],
                factors[rating.item],
            ];
            for (square, expected) in squares.iter_mut().zip(expected) {
                *square += (rating.stars - expected).powi(2);
            }
            n_errors += 1.0;
        }
        let measure = |scores: &Array1<f64>| {
            let functions = ranking::EXERCISE.functions;
            (functions.ndcg)(&(functions.feed)(scores.view(), &rated), gains.view(), SHOWN)
        };
        let scores = [&recommenders.likes, &content, &neighbours, &factors];
        if let Some(measured) = scores.into_iter().map(measure).collect::<Option<Vec<f64>>>() {
            ndcg.iter_mut().zip(measured).for_each(|(sum, one)| *sum += one);
            n_users += 1.0;
        }
    }
    let rmse = squares.map(|sum| f64::sqrt(sum / n_errors));
    let ndcg = ndcg.map(|sum| sum / n_users);
    println!("{n_errors} held-out ratings, and the first {SHOWN} films for {n_users} users:");
    println!("{:<12} {:>14} {:>9}", "", "error (stars)", "NDCG@10");
    for (name, (rmse, ndcg)) in names.iter().zip(rmse.iter().zip(&ndcg)) {
        println!("{name:<12} {rmse:>14.3} {ndcg:>9.3}");
    }
    println!("The smallest error and the best page need not be the same recommender's.");
    let bars = |values: [f64; 4]| {
        values
            .into_iter()
            .enumerate()
            .map(|(place, value)| [place as f64 - 0.3, place as f64 + 0.3, 0.0, value])
            .collect::<Vec<_>>()
    };
    Ok(vec![
        (
            "errors",
            Figure::new("How far off are the stars?", "", "Root mean squared error (stars)")
                .bars("", 0, bars(rmse))
                .x_names(names),
        ),
        (
            "pages",
            Figure::new("How good is the first page?", "", "NDCG@10 (0 to 1)").bars("", 1, bars(ndcg)).x_names(names),
        ),
    ])
}

/// The stars that a user gave to films with the same features.
fn by_likeness(recommenders: &Recommenders, user: usize, item: usize) -> f64 {
    let rated: Vec<usize> = recommenders.train[user].iter().map(|rating| rating.item).collect();
    let stars: Array1<f64> = recommenders.train[user].iter().map(|rating| rating.stars).collect();
    let mean = stars.sum() / stars.len() as f64;
    let film = recommenders.features.row(item).insert_axis(Axis(0));
    let similarity = content_based::EXERCISE.functions.similarity;
    let alike = similarity(film, recommenders.features.select(Axis(0), &rated).view()).row(0).to_owned();
    let weights = alike.sum();
    mean + if weights > 0.0 { alike.dot(&(stars - mean)) / weights } else { 0.0 }
}

fn shortened(title: &str) -> String {
    let short: String = title.chars().take(40).collect();
    if short.len() < title.len() { format!("{short}...") } else { short }
}
