//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array2, Axis, concatenate};

use super::{BRITISH_ANIMATION, Contract, features_of};
use mlings_datasets::{self as datasets, Film};
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "films", draw: films }];

/// Three kinds of films that nobody would mix up.
const KNOWN: [&str; 12] = [
    "Paddington",
    "Chicken Run",
    "A Close Shave",
    "Toy Story",
    "Shrek",
    "Alien",
    "Aliens",
    "The Matrix",
    "Blade Runner",
    "Unforgiven",
    "True Grit",
    "Goodfellas",
];
/// Somebody's taste.
const LIKED: [&str; 3] = ["Alien", "Aliens", "Blade Runner"];

/// How alike twelve films are, and what would be shown to three people.
fn films(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let films = datasets::films()?;
    let items: Vec<Vec<String>> = films.iter().map(|film| features_of(contract, film)).collect();
    let vocabulary = (contract.fit)(&items);
    let rows = (contract.transform)(&items, &vocabulary);
    let n_features = vocabulary.features.len();
    has_shape("transform", &rows, (films.len(), n_features))?;
    let wish = (contract.transform)(&[BRITISH_ANIMATION.map(str::to_owned).to_vec()], &vocabulary);
    has_shape("transform", &wish, (1, n_features))?;
    let (known, liked) = (numbers(films, &KNOWN)?, numbers(films, &LIKED)?);
    let taste = (contract.profile)(rows.view(), &liked);
    if taste.len() != n_features {
        return Err(format!("profile returns {} numbers for {n_features} features", taste.len()).into());
    }

    let asked = rows.select(Axis(0), &known);
    let queries = concatenate![Axis(0), asked, wish, taste.insert_axis(Axis(0))];
    let similarity = (contract.similarity)(queries.view(), rows.view());
    has_shape("similarity", &similarity, (queries.nrows(), films.len()))?;
    let among_known = similarity.select(Axis(0), &(0..known.len()).collect::<Vec<_>>()).select(Axis(1), &known);
    let figure = Figure::new("How alike twelve films are, by genre, country and decade", "", "").heat_map(
        "Cosine",
        among_known.view(),
        &KNOWN,
        &KNOWN,
        (0.0, 1.0),
    );

    let shown = |query: usize, seen: &[usize], n: usize| -> Vec<String> {
        let similarities = similarity.row(query);
        let numbers = (contract.recommend)(similarities, seen, n).into_iter().filter(|film| *film < films.len());
        numbers.enumerate().map(|(place, film)| line(place + 1, &films[film], similarities[film])).collect()
    };
    let said = ["Wanted, British family comedies, animated:".to_owned()]
        .into_iter()
        .chain(shown(known.len(), &[], 6))
        .chain(["More like Paddington:".to_owned()])
        .chain(shown(0, &known[..1], 5))
        .chain(["For somebody who liked Alien, Aliens and Blade Runner:".to_owned()])
        .chain(shown(known.len() + 1, &liked, 5));
    Ok(said.fold(figure, Figure::saying))
}

fn line(place: usize, film: &Film, similarity: f64) -> String {
    format!("  {place}. {similarity:.2}  {} ({}, {})", film.title, film.country.replace('|', ", "), film.year)
}

/// The first film of each title.
fn numbers(films: &[Film], titles: &[&str]) -> Result<Vec<usize>, String> {
    let number = |title: &&str| {
        let at = films.iter().position(|film| film.title == **title);
        at.ok_or_else(|| format!("{title} is not among the films"))
    };
    titles.iter().map(number).collect()
}

fn has_shape(function: &str, table: &Array2<f64>, expected: (usize, usize)) -> Result<(), String> {
    if table.dim() == expected {
        return Ok(());
    }
    Err(format!("{function} returns a table of {:?}, not of {expected:?}", table.dim()))
}
