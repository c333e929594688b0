//! Content-based recommending: items as rows of weights, rare features weighing more, compared by the angle
//! between them (Spärck Jones 1972; Salton, Wong and Yang 1975).

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use mlings::content_based::Vocabulary;

/// The features of a film: its genres, its countries and its decade, in any order.
///
/// - `genres`: separated by `|`, for instance `Comedy|Family`; empty where none is known
/// - `countries`: the same, for instance `France|United Kingdom`
/// - `year`: the year of release; 2014 is in the decade `2010s`, and so is 2010
///
/// Names stay as they are written, with every blank, small letter and capital. The empty text is no feature.
pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
    let named = genres.split('|').chain(countries.split('|')).filter(|name| !name.is_empty());
    let decade = format!("{}s", year / 10 * 10);
    named.map(str::to_owned).chain([decade]).collect()
}

/// Learns which features a catalogue has and what each weighs.
///
/// - `items`: the features of every item; an item may have none, and may name one twice
///
/// Returns `Vocabulary { features, idf }`: every feature once, sorted as `String`s are, and in the same order
/// ln((1 + n) / (1 + m)) + 1, where n is the number of items and m the number of items that have the feature.
pub fn fit(items: &[Vec<String>]) -> Vocabulary {
    let mut n_items_with: BTreeMap<&str, usize> = BTreeMap::new();
    for item in items {
        let distinct: BTreeSet<&String> = item.iter().collect();
        for feature in distinct {
            *n_items_with.entry(feature).or_insert(0) += 1;
        }
    }
    let n = items.len() as f64;
    let idf = |m: &usize| ((1.0 + n) / (1.0 + *m as f64)).ln() + 1.0;
    Vocabulary {
        features: n_items_with.keys().map(|feature| (*feature).to_owned()).collect(),
        idf: n_items_with.values().map(idf).collect(),
    }
}

/// Turns items into rows: the weight of every feature that an item has, 0 for those that it has not.
///
/// - `items`: the features of every item, of the catalogue or new
/// - `vocabulary`: what `fit` learned; nothing else says what a feature weighs
///
/// Returns `n_items` x `n_features`, the columns in the order of the vocabulary. A feature that is named twice
/// counts once; one that the vocabulary does not have is left out.
pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let mut rows = Array2::zeros((items.len(), vocabulary.features.len()));
    for (item, mut row) in items.iter().zip(rows.rows_mut()) {
        for feature in item {
            if let Ok(column) = vocabulary.features.binary_search(feature) {
                row[column] = vocabulary.idf[column];
            }
        }
    }
    rows
}

/// The cosine of the angle between every query and every item: a · b / (‖a‖ ‖b‖).
///
/// - `queries`: `n_queries` x `n_features`
/// - `items`: `n_items` x `n_features`
///
/// Returns `n_queries` x `n_items`, from -1 to 1: numbers may be below 0, and of any size. Where the query or the item
/// is all zeros, the similarity is 0.
pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    unit_rows(queries).dot(&unit_rows(items).t())
}

/// The same directions, each of length 1. A row of zeros has no direction and stays as it is.
fn unit_rows(rows: ArrayView2<f64>) -> Array2<f64> {
    let lengths = rows.map_axis(Axis(1), |row| row.dot(&row).sqrt());
    let divisors = lengths.mapv(|length| if length > 0.0 { length } else { 1.0 });
    &rows / &divisors.insert_axis(Axis(1))
}

/// The taste of somebody: the mean of the rows of what they liked.
///
/// - `items`: `n_items` x `n_features`
/// - `liked`: row numbers
///
/// Returns `n_features` numbers; zeros where nothing is liked.
pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    let rows = items.select(Axis(0), liked);
    rows.mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(items.ncols()))
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
    let is_new = |item: &usize| similarities[*item] > 0.0 && !seen.contains(item);
    let mut items: Vec<usize> = (0..similarities.len()).filter(is_new).collect();
    // The sort is stable: equally similar items stay in the order of their numbers.
    items.sort_by(|one, other| similarities[*other].total_cmp(&similarities[*one]));
    items.truncate(n);
    items
}
