//! what is wrong: profile brings every liked row to length 1 before it takes the mean, so that each film counts the same.
//!
//! Content-based recommending: find films that have rare things in common.
//!
//! Guide: exercises/09_recommenders/01_content_based.md
//! Grade: cargo run -- check content_based

#![allow(unused_variables)] // for the bodies that are not written yet

use std::collections::{BTreeMap, BTreeSet};
use mlings::content_based::Vocabulary;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

/// The features of a film: its genres, its countries and its decade, in any order.
///
/// - `genres`: separated by `|`, for instance `Comedy|Family`; empty where none is known
/// - `countries`: the same, for instance `France|United Kingdom`
/// - `year`: the year of release; 2014 is in the decade `2010s`, and so is 2010
///
/// Names stay as they are written, with every blank, small letter and capital. The empty text is no feature.
pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
    let mut result: Vec<String> = genres
        .split('|')
        .chain(countries.split('|'))
        .filter(|name| !name.is_empty())
        .map(String::from)
        .collect();
    result.push(format!("{}s", year / 10 * 10));
    result
}

/// Learns which features a catalogue has and what each weighs.
///
/// - `items`: the features of every item; an item may have none, and may name one twice
///
/// Returns `Vocabulary { features, idf }`: every feature once, sorted as `String`s are, and in the same order
/// ln((1 + n) / (1 + m)) + 1, where n is the number of items and m the number of items that have the feature.
pub fn fit(items: &[Vec<String>]) -> Vocabulary {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let distinct: BTreeSet<&String> = item.iter().collect();
        for feature in distinct {
            *counts.entry(feature.clone()).or_insert(0) += 1;
        }
    }
    let n = items.len() as f64;
    let idf = counts.values().map(|&m| ((1.0 + n) / (1.0 + m as f64)).ln() + 1.0).collect();
    Vocabulary { features: counts.into_keys().collect(), idf }
}

/// Turns items into rows: the weight of every feature that an item has, 0 for those that it has not.
///
/// - `items`: the features of every item, of the catalogue or new
/// - `vocabulary`: what `fit` learned; nothing else says what a feature weighs
///
/// Returns `n_items` x `n_features`, the columns in the order of the vocabulary. A feature that is named twice
/// counts once; one that the vocabulary does not have is left out.
pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let mut table = Array2::zeros((items.len(), vocabulary.features.len()));
    for (row, item) in items.iter().enumerate() {
        for feature in item {
            if let Ok(column) = vocabulary.features.binary_search(feature) {
                table[[row, column]] = vocabulary.idf[column];
            }
        }
    }
    table
}

/// The cosine of the angle between every query and every item: a · b / (‖a‖ ‖b‖).
///
/// - `queries`: `n_queries` x `n_features`
/// - `items`: `n_items` x `n_features`
///
/// Returns `n_queries` x `n_items`, from -1 to 1: numbers may be below 0, and of any size. Where the query or the item
/// is all zeros, the similarity is 0.
pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    unit(queries).dot(&unit(items).t())
}

/// The taste of somebody: the mean of the rows of what they liked.
///
/// - `items`: `n_items` x `n_features`
/// - `liked`: row numbers
///
/// Returns `n_features` numbers; zeros where nothing is liked.
pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    let liked_rows = unit(items.select(Axis(0), liked).view()); // no film counts more for its long list of genres
    liked_rows.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(items.ncols()))
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
    let mut numbers: Vec<usize> =
        (0..similarities.len()).filter(|number| similarities[*number] > 0.0 && !seen.contains(number)).collect();
    numbers.sort_by(|&a, &b| similarities[b].total_cmp(&similarities[a]));
    numbers.truncate(n);
    numbers
}

/// Every row divided by its length; a row of zeros stays as it is.
fn unit(rows: ArrayView2<f64>) -> Array2<f64> {
    let mut result = rows.to_owned();
    for mut row in result.rows_mut() {
        // by the largest number first, so that no square is too small or too large
        let largest = row.fold(0.0_f64, |largest, x| largest.max(x.abs()));
        if largest == 0.0 {
            continue;
        }
        row.mapv_inplace(|x| x / largest);
        let length = row.fold(0.0_f64, |sum, x| sum + x * x).sqrt();
        row.mapv_inplace(|x| x / length);
    }
    result
}

mlings::grade!(content_based { features, fit, transform, similarity, profile, recommend });
