//! Encoding: a column for every category, a place in an order, or the mean target of the category
//! (Micci-Barreca 2001), learned for every training row from the other folds.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, Array2, ArrayView1, Axis};

use mlings::encode::{OneHotEncoder, TargetEncoder};

/// Learns which categories there are. A missing value, `None`, is not one of them.
///
/// - `train`: the categories of the training rows, `n_train`
///
/// Returns the `OneHotEncoder` with its `categories`: each once, in ascending order, as Rust compares strings.
pub fn fit_one_hot(train: &[Option<&str>]) -> OneHotEncoder {
    let seen: BTreeSet<&str> = train.iter().copied().flatten().collect();
    OneHotEncoder { categories: seen.into_iter().map(str::to_owned).collect() }
}

/// Writes a 1 into the column of every row's category, and 0 into all others. Learns nothing from `rows`.
///
/// - `encoder`: its `n_categories` categories, one for each column
/// - `rows`: the categories of any rows, `n_samples`
///
/// Returns `n_samples` x `n_categories`. A category that the encoder does not know, and a missing value,
/// have no 1.
pub fn one_hot(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let matches = |row: usize, column: usize| rows[row] == Some(encoder.categories[column].as_str());
    Array2::from_shape_fn((rows.len(), encoder.categories.len()), |(row, column)| f64::from(matches(row, column)))
}

/// Numbers every row's category by its place in an order that has a meaning: 0, 1, 2 and so on.
///
/// - `order`: the categories, from the lowest to the highest
/// - `rows`: the categories of any rows, `n_samples`
///
/// Returns `n_samples` codes. A category that is not in the order, and a missing value, are NaN: missing.
pub fn ordinal(order: &[&str], rows: &[Option<&str>]) -> Array1<f64> {
    let code = |category: &Option<&str>| {
        let place = order.iter().position(|known| Some(*known) == *category);
        place.map_or(f64::NAN, |place| place as f64)
    };
    rows.iter().map(code).collect()
}

/// Learns a code for every category: the mean target of its rows, drawn towards the mean of all rows.
///
/// code = (sum of the category's targets + `smoothing` · prior) / (number of the category's rows + `smoothing`)
///
/// - `train`: the categories of the training rows, `n_train`, at least one row
/// - `targets`: their targets, `n_train`
/// - `smoothing`: how many rows of average target every category is given on top of its own; 0 or more
///
/// Returns the `TargetEncoder` with the `codes` by category and the `prior`: the mean of all targets, those
/// of rows with a missing category included. A missing value has no code of its own.
pub fn fit_target(train: &[Option<&str>], targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder {
    let prior = targets.sum() / targets.len() as f64;
    let mut totals: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    for (category, target) in train.iter().zip(targets) {
        if let Some(category) = category {
            let (sum, count) = totals.entry(category).or_default();
            *sum += target;
            *count += 1.0;
        }
    }
    let code = |(sum, count): (f64, f64)| (sum + smoothing * prior) / (count + smoothing);
    let codes = totals.into_iter().map(|(category, total)| (category.to_owned(), code(total))).collect();
    TargetEncoder { codes, prior }
}

/// Looks up the code of every row's category. Learns nothing from `rows`.
///
/// - `encoder`: its codes and its prior
/// - `rows`: the categories of any rows, `n_samples`
///
/// Returns `n_samples` codes. A category that the encoder does not know, and a missing value, get the prior.
pub fn target_codes(encoder: &TargetEncoder, rows: &[Option<&str>]) -> Array1<f64> {
    let known = |category: &Option<&str>| category.and_then(|category| encoder.codes.get(category)).copied();
    rows.iter().map(|category| known(category).unwrap_or(encoder.prior)).collect()
}

/// Codes the training rows themselves: every row by an encoder that was fitted to the rows of all other
/// folds, prior included.
///
/// - `train`: the categories of the training rows, `n_train`
/// - `targets`: their targets, `n_train`
/// - `folds`: the id of the fold that each row belongs to, `n_train`; any numbers, at least two different ones
/// - `smoothing`: as for `fit_target`
///
/// Returns `n_train` codes, in the order of the rows.
pub fn out_of_fold_codes(
    train: &[Option<&str>],
    targets: ArrayView1<f64>,
    folds: &[usize],
    smoothing: f64,
) -> Array1<f64> {
    let mut codes = Array1::zeros(train.len());
    let ids: BTreeSet<usize> = folds.iter().copied().collect();
    for id in ids {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|row| folds[*row] == id);
        let encoder = fit_target(&select(train, &others), targets.select(Axis(0), &others).view(), smoothing);
        for (row, code) in own.iter().zip(target_codes(&encoder, &select(train, &own))) {
            codes[*row] = code;
        }
    }
    codes
}

fn select<'a>(categories: &[Option<&'a str>], rows: &[usize]) -> Vec<Option<&'a str>> {
    rows.iter().map(|row| categories[*row]).collect()
}
