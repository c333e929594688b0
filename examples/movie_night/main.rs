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

use std::collections::{BTreeSet, HashSet};
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mlings_recommenders_grader::{matrix_factorization::Rating, ranking};
use ndarray::{Array1, ArrayView1, array};

use catalogue::Catalogue;
use recommenders::{LIKED, Recommenders};

mod catalogue;
mod plots;
mod recommenders;
#[path = "../story/mod.rs"]
mod story;

/// Who says nothing likes these.
const EVENING: [(&str, f64); 5] =
    [("Chicken Run", 5.0), ("Amelie", 4.5), ("Monty Python", 5.0), ("Toy Story", 4.0), ("Saving Private Ryan", 2.0)];
const NAMES: [&str; 4] = ["popularity", "content", "neighbours", "factors"];
/// A page is so long.
const SHOWN: usize = 10;
/// A film with fewer ratings is not recommended on the word of a few.
const ENOUGH: f64 = 60.0;

fn main() -> ExitCode {
    story::tell(run)
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut catalogue = Catalogue::read()?;
    let n_ratings: usize = catalogue.of_user.iter().map(Vec::len).sum();
    println!("{} films, {} users, {n_ratings} ratings.", catalogue.titles.len(), catalogue.of_user.len());
    let known = catalogue.facts.iter().flatten().count();
    println!("For {known} films genre, country and year are known.\n");

    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let evening: Vec<(usize, f64)> = if arguments.is_empty() {
        EVENING.iter().map(|(title, stars)| Ok((catalogue.find(title)?, *stars))).collect::<Result<_, String>>()?
    } else {
        arguments.iter().map(|argument| catalogue.parse(argument)).collect::<Result<_, _>>()?
    };

    // The newest fifth of everybody's ratings is held out: nobody may learn from the future.
    let by_time = |rated: &Vec<Rating>| {
        let (older, newer) = rated.split_at(rated.len() - rated.len() / 5);
        (older.to_vec(), newer.to_vec())
    };
    let (train, held_out): (Vec<_>, Vec<_>) = catalogue.of_user.iter().map(by_time).unzip();
    let [rmse, ndcg] = try_out(&mut Recommenders::fit(&catalogue, train)?, &held_out);

    // Now with everything, and with you.
    let user = catalogue.of_user.len();
    catalogue.of_user.push(evening.iter().map(|(item, stars)| Rating { user, item: *item, stars: *stars }).collect());
    println!("\nYou rated:");
    for (item, stars) in &evening {
        println!("  {stars} stars  {}", catalogue.titles[*item]);
    }
    recommend(&mut Recommenders::fit(&catalogue, catalogue.of_user.clone())?, user, &catalogue);

    println!();
    for (name, figure) in [("errors", plots::errors(NAMES, &rmse)), ("pages", plots::pages(NAMES, &ndcg))] {
        println!("Plot: {}", figure.save(Path::new("plots/movie_night"), name)?[1].display());
    }
    Ok(())
}

/// Error and NDCG of popularity and the three recommenders, on the held-out ratings of every twelfth user.
fn try_out(recommenders: &mut Recommenders, held_out: &[Vec<Rating>]) -> [Array1<f64>; 2] {
    let functions = ranking::EXERCISE.functions;
    let (mut squares, mut n_errors) = (Array1::<f64>::zeros(4), 0.0);
    let (mut ndcg, mut n_users) = (Array1::<f64>::zeros(4), 0.0);
    for user in (0..held_out.len()).step_by(12) {
        let [content, neighbours, factors] =
            [recommenders.by_content(user), recommenders.by_neighbours(user), recommenders.by_factors(user)];
        let mut gains = Array1::zeros(content.len());
        for Rating { item, stars, .. } in &held_out[user] {
            let by_content = recommenders.stars_by_content(user, *item);
            let expected = array![recommenders.film_means[*item], by_content, neighbours[*item], factors[*item]];
            squares += &(expected - *stars).mapv(|error| error * error);
            n_errors += 1.0;
            gains[*item] = if *stars >= LIKED { stars - 3.0 } else { 0.0 };
        }
        let rated = recommenders.rated(user);
        let measure =
            |scores: &Array1<f64>| (functions.ndcg)(&(functions.feed)(scores.view(), &rated), gains.view(), SHOWN);
        // Who liked none of the held-out films says nothing about a page.
        let scores = [&recommenders.likes, &content, &neighbours, &factors];
        if let Some(measured) = scores.into_iter().map(measure).collect::<Option<Array1<f64>>>() {
            ndcg += &measured;
            n_users += 1.0;
        }
    }
    let (rmse, ndcg) = ((squares / n_errors).mapv(f64::sqrt), ndcg / n_users);
    println!("{n_errors} held-out ratings, and the first {SHOWN} films for {n_users} users:");
    println!("{:<12} {:>14} {:>9}", "", "error (stars)", "NDCG@10");
    for (number, name) in NAMES.iter().enumerate() {
        println!("{name:<12} {:>14.3} {:>9.3}", rmse[number], ndcg[number]);
    }
    println!("The smallest error and the best page need not be the same recommender's.");
    [rmse, ndcg]
}

/// A page of each recommender, with its reasons, and the films on which they agree.
fn recommend(recommenders: &mut Recommenders, user: usize, catalogue: &Catalogue) {
    let (content, neighbours, factors) =
        (recommenders.by_content(user), recommenders.by_neighbours(user), recommenders.by_factors(user));
    let (mut proposed, mut agreed) = (HashSet::new(), BTreeSet::new());
    let mut show = |heading: &str, scores: &Array1<f64>, why: &dyn Fn(usize) -> String| {
        println!("\n{heading}:");
        for item in page(recommenders, user, scores.view()) {
            println!("  {:<44} {}", catalogue.short_title(item), why(item));
            if !proposed.insert(item) {
                agreed.insert(&catalogue.titles[item]);
            }
        }
    };
    show("More like what you liked", &content, &|item| recommenders.why_by_content(user, item, catalogue));
    show("People like you liked", &neighbours, &|item| recommenders.why_by_neighbours(item, neighbours[item]));
    show("What the factors expect of you", &factors, &|item| recommenders.why_by_factors(user, item, factors[item]));
    println!("\nConclusion");
    match agreed.len() {
        0 => println!("  No film is on two pages. Take the page whose reasons you believe."),
        _ => println!("  These films are on two pages or more, for different reasons. Begin with them:"),
    }
    agreed.iter().for_each(|title| println!("  {title}"));
}

/// The best films that a user has not rated and that enough others have.
fn page(recommenders: &Recommenders, user: usize, scores: ArrayView1<f64>) -> Vec<usize> {
    let mut feed = (ranking::EXERCISE.functions.feed)(scores, &recommenders.rated(user));
    feed.retain(|item| recommenders.n_ratings[*item] >= ENOUGH);
    feed.truncate(SHOWN);
    feed
}
