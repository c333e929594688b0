//! Encoding: turn categories into numbers, without letting a row's own target into its number.

use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1};
use std::collections::BTreeMap;

/// What [`Contract::fit_one_hot`] learns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneHotEncoder {
    /// The categories of the training rows, each once, in ascending order; one column for each.
    pub categories: Vec<String>,
}

/// What [`Contract::fit_target`] learns.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetEncoder {
    /// The code of every category of the training rows.
    pub codes: BTreeMap<String, f64>,
    /// The mean target of all training rows: the code where nothing is known about the category.
    pub prior: f64,
}

/// A column of words; `None` where one is missing.
pub type Categories<'a> = &'a [Option<&'a str>];

contract! {
    /// What the learner implements. A missing value is `None`.
    ///
    /// The conventions are those of scikit-learn: `OneHotEncoder(handle_unknown="ignore")`,
    /// `OrdinalEncoder(categories=[order], handle_unknown="use_encoded_value", unknown_value=nan)`, and
    /// `TargetEncoder(smooth=smoothing)`, whose `fit_transform` codes out of fold; except that a missing value is
    /// not a category.
    pub struct Contract {
        /// The categories of the training rows, in ascending order.
        fn fit_one_hot(train: Categories) -> OneHotEncoder;
        /// A 1 in the column of every row's category; no 1 where it is missing or unseen.
        fn one_hot(encoder: &OneHotEncoder, rows: Categories) -> Array2<f64>;
        /// Every category's place in the given order; NaN where it is missing or not in the order.
        fn ordinal(order: &[&str], rows: Categories) -> Array1<f64>;
        /// The mean target of every category, drawn towards the mean of all.
        fn fit_target(train: Categories, targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder;
        /// The code of every row's category; the prior where it is missing or unseen.
        fn target_codes(encoder: &TargetEncoder, rows: Categories) -> Array1<f64>;
        /// The code of every training row, learned from the rows of all other folds.
        fn out_of_fold_codes(
            train: Categories,
            targets: ArrayView1<f64>,
            folds: &[usize],
            smoothing: f64,
        ) -> Array1<f64>;
    }
}

travels!(struct OneHotEncoder { categories });
travels!(struct TargetEncoder { codes, prior });
