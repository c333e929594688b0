//! Content-based recommending: films that have rare things in common.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::datasets::Film;
use crate::grading::{About, Exercise};

/// What [`Contract::fit`] learns from a catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocabulary {
    /// Every feature that an item of the catalogue has, once, sorted.
    pub features: Vec<String>,
    /// The weight of every feature, in the same order: the rarer the feature, the larger.
    pub idf: Array1<f64>,
}

/// What the learner implements.
///
/// The conventions are those of scikit-learn: `TfidfVectorizer(binary=True, norm=None)` with its smoothed idf,
/// and `cosine_similarity`, where a row of zeros is similar to nothing.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The genres, the countries and the decade of a film, in any order.
    pub features: fn(genres: &str, countries: &str, year: u16) -> Vec<String>,
    /// The features of a catalogue and what each weighs: ln((1 + n) / (1 + n with it)) + 1.
    pub fit: fn(items: &[Vec<String>]) -> Vocabulary,
    /// `n_items` x `n_features`: the weight of every feature that an item has, and 0 elsewhere.
    pub transform: fn(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64>,
    /// `n_queries` x `n_items`: the cosine of every query with every item; 0 where either is all zeros.
    pub similarity: fn(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64>,
    /// `n_features`: the mean of the liked rows; zeros where nothing is liked.
    pub profile: fn(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64>,
    /// At most `n` items with a similarity above 0 that were not seen, the most similar first, ties by index.
    pub recommend: fn(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize>,
}

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
    about: About {
        id: "content_based",
        title: "Content-based recommending",
        summary: "find films that have rare things in common",
        place: "09_recommenders/01_content_based",
        source: include_str!("solution.rs"),
    },
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
