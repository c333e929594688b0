//! Content-based recommending: find films that have rare things in common.
//!
//! Guide: exercises/09_recommenders/01_content_based.md
//! Grade: cargo run -- check content_based

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::content_based::Vocabulary;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// The features of a film: its genres, its countries and its decade, in any order.
///
/// - `genres`: separated by `|`, for instance `Comedy|Family`; empty where none is known
/// - `countries`: the same, for instance `France|United Kingdom`
/// - `year`: the year of release; 2014 is in the decade `2010s`, and so is 2010
///
/// Names stay as they are written, with every blank, small letter and capital. The empty text is no feature.
pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
    todo!()
}

/// Learns which features a catalogue has and what each weighs.
///
/// - `items`: the features of every item; an item may have none, and may name one twice
///
/// Returns `Vocabulary { features, idf }`: every feature once, sorted as `String`s are, and in the same order
/// ln((1 + n) / (1 + m)) + 1, where n is the number of items and m the number of items that have the feature.
pub fn fit(items: &[Vec<String>]) -> Vocabulary {
    todo!()
}

/// Turns items into rows: the weight of every feature that an item has, 0 for those that it has not.
///
/// - `items`: the features of every item, of the catalogue or new
/// - `vocabulary`: what `fit` learned; nothing else says what a feature weighs
///
/// Returns `n_items` x `n_features`, the columns in the order of the vocabulary. A feature that is named twice
/// counts once; one that the vocabulary does not have is left out.
pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    todo!()
}

/// The cosine of the angle between every query and every item: a · b / (‖a‖ ‖b‖).
///
/// - `queries`: `n_queries` x `n_features`
/// - `items`: `n_items` x `n_features`
///
/// Returns `n_queries` x `n_items`, from -1 to 1: numbers may be below 0, and of any size. Where the query or the item
/// is all zeros, the similarity is 0.
pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// The taste of somebody: the mean of the rows of what they liked.
///
/// - `items`: `n_items` x `n_features`
/// - `liked`: row numbers
///
/// Returns `n_features` numbers; zeros where nothing is liked.
pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    todo!()
}

/// The items to show: the most similar ones that were not seen yet.
///
/// - `similarities`: how similar every item is to what is asked for, `n_items`
/// - `seen`: the numbers of items that must not be shown, in any order
/// - `n`: the most items to show
///
/// Returns the numbers of the items, the most similar first. Of equally similar items the lower number comes
/// first; only exactly equal is equal. An item whose similarity is not above 0 is never shown, so the list may be shorter than `n`, or empty.
pub fn recommend(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    todo!()
}

mlings::grade!(content_based { features, fit, transform, similarity, profile, recommend });
