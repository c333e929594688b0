//! Content-based recommending: find films that have rare things in common.
//!
//! Guide: exercises/09_recommenders/01_content_based.md
//! Grade: cargo run -- check content_based

#![allow(unused_variables)] // for the bodies that are not written yet

use std::collections::{HashMap, HashSet};
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
    let mut result = vec![format!("{}s", year - year % 10)];
    for text in [genres, countries] {
        if !text.is_empty() {
            result.extend(text.split('|').filter(|name| *name != "").map(|name| name.to_string()));
        }
    }
    result
}

/// Learns which features a catalogue has and what each weighs.
///
/// - `items`: the features of every item; an item may have none, and may name one twice
///
/// Returns `Vocabulary { features, idf }`: every feature once, sorted as `String`s are, and in the same order
/// ln((1 + n) / (1 + m)) + 1, where n is the number of items and m the number of items that have the feature.
pub fn fit(items: &[Vec<String>]) -> Vocabulary {
    let mut features: Vec<String> = items.iter().flatten().cloned().collect();
    features.sort();
    features.dedup();
    let mut n_items_with = vec![0_usize; features.len()];
    for item in items {
        let distinct: HashSet<&str> = item.iter().map(|feature| feature.as_str()).collect();
        for feature in distinct {
            let column = features.binary_search_by(|known| known.as_str().cmp(feature)).expect("all are known");
            n_items_with[column] += 1;
        }
    }
    let n = items.len();
    let idf = Array1::from_shape_fn(features.len(), |column| {
        let m = n_items_with[column];
        ((n + 1) as f64 / (m + 1) as f64).ln() + 1.0
    });
    Vocabulary { features, idf }
}

/// Turns items into rows: the weight of every feature that an item has, 0 for those that it has not.
///
/// - `items`: the features of every item, of the catalogue or new
/// - `vocabulary`: what `fit` learned; nothing else says what a feature weighs
///
/// Returns `n_items` x `n_features`, the columns in the order of the vocabulary. A feature that is named twice
/// counts once; one that the vocabulary does not have is left out.
pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let columns: HashMap<&str, usize> =
        vocabulary.features.iter().enumerate().map(|(column, feature)| (feature.as_str(), column)).collect();
    let mut result = Array2::<f64>::zeros((items.len(), vocabulary.features.len()));
    for (item, mut row) in items.iter().zip(result.outer_iter_mut()) {
        for column in item.iter().filter_map(|feature| columns.get(feature.as_str())) {
            row[*column] = vocabulary.idf[*column];
        }
    }
    result
}

/// The cosine of the angle between every query and every item: a · b / (‖a‖ ‖b‖).
///
/// - `queries`: `n_queries` x `n_features`
/// - `items`: `n_items` x `n_features`
///
/// Returns `n_queries` x `n_items`, from -1 to 1: numbers may be below 0, and of any size. Where the query or the item
/// is all zeros, the similarity is 0.
pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    let queries: Vec<Array1<f64>> = queries.outer_iter().map(direction).collect();
    let items: Vec<Array1<f64>> = items.outer_iter().map(direction).collect();
    Array2::from_shape_fn((queries.len(), items.len()), |(query, item)| {
        queries[query].iter().zip(items[item].iter()).map(|(a, b)| a * b).sum()
    })
}

/// The taste of somebody: the mean of the rows of what they liked.
///
/// - `items`: `n_items` x `n_features`
/// - `liked`: row numbers
///
/// Returns `n_features` numbers; zeros where nothing is liked.
pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    let mut sum = Array1::<f64>::zeros(items.ncols());
    if liked.is_empty() {
        return sum;
    }
    for &number in liked {
        sum += &items.row(number);
    }
    sum / liked.len() as f64
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
    let seen: HashSet<usize> = seen.iter().copied().collect();
    let mut found: Vec<(f64, usize)> = Vec::new();
    for (number, &similarity) in similarities.iter().enumerate() {
        if similarity > 0.0 && !seen.contains(&number) {
            found.push((similarity, number));
        }
    }
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.into_iter().take(n).map(|(_, number)| number).collect()
}

fn direction(row: ArrayView1<f64>) -> Array1<f64> {
    let largest = row.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    if largest == 0.0 {
        return row.to_owned();
    }
    let scaled = row.mapv(|x| x / largest);
    let length = scaled.dot(&scaled).sqrt();
    scaled / length
}

mlings::grade!(content_based { features, fit, transform, similarity, profile, recommend });
