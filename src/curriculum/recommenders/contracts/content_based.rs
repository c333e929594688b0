//! Content-based recommending: films that have rare things in common.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// What [`Contract::fit`] learns from a catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocabulary {
    /// Every feature that an item of the catalogue has, once, sorted.
    pub features: Vec<String>,
    /// The weight of every feature, in the same order: the rarer the feature, the larger.
    pub idf: Array1<f64>,
}

contract! {
    /// What the learner implements.
    ///
    /// The conventions are those of scikit-learn: `TfidfVectorizer(binary=True, norm=None)` with its smoothed idf,
    /// and `cosine_similarity`, where a row of zeros is similar to nothing.
    pub struct Contract {
        /// The genres, the countries and the decade of a film, in any order.
        fn features(genres: &str, countries: &str, year: u16) -> Vec<String>;
        /// The features of a catalogue and what each weighs: ln((1 + n) / (1 + n with it)) + 1.
        fn fit(items: &[Vec<String>]) -> Vocabulary;
        /// `n_items` x `n_features`: the weight of every feature that an item has, and 0 elsewhere.
        fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64>;
        /// `n_queries` x `n_items`: the cosine of every query with every item; 0 where either is all zeros.
        fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64>;
        /// `n_features`: the mean of the liked rows; zeros where nothing is liked.
        fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64>;
        /// At most `n` items with a similarity above 0 that were not seen, the most similar first, ties by index.
        fn recommend(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize>;
    }
}

travels!(struct Vocabulary { features, idf });
