//! Content-based recommending: films that have rare things in common.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::content_based::*;
use mlings_datasets::Film;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    features: solution::features,
    fit: solution::fit,
    transform: solution::transform,
    similarity: solution::similarity,
    profile: solution::profile,
    recommend: solution::recommend,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "content_based", title: "Content-based recommending" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};

/// What somebody asks for who wants a British family comedy, an animated one.
const BRITISH_ANIMATION: [&str; 4] = ["Animation", "Comedy", "Family", "United Kingdom"];

/// A film's features, by the functions that are graded.
fn features_of(contract: &Contract, film: &Film) -> Vec<String> {
    (contract.features)(film.genres.as_deref().unwrap_or_default(), &film.country, film.year)
}
