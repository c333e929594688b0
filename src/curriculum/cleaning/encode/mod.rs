//! Encoding: turn categories into numbers, without letting a row's own target into its number.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use std::collections::BTreeMap;

use ndarray::{Array1, Array2, ArrayView1};

use crate::datasets::{self, DatasetError};
use crate::grading::{About, Exercise};

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

/// What the learner implements. A missing value is `None`.
///
/// The conventions are those of scikit-learn: `OneHotEncoder(handle_unknown="ignore")`,
/// `OrdinalEncoder(categories=[order], handle_unknown="use_encoded_value", unknown_value=nan)`, and
/// `TargetEncoder(smooth=smoothing)`, whose `fit_transform` codes out of fold; except that a missing value is
/// not a category.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The categories of the training rows, in ascending order.
    pub fit_one_hot: fn(train: Categories) -> OneHotEncoder,
    /// A 1 in the column of every row's category; no 1 where it is missing or unseen.
    pub one_hot: fn(encoder: &OneHotEncoder, rows: Categories) -> Array2<f64>,
    /// Every category's place in the given order; NaN where it is missing or not in the order.
    pub ordinal: fn(order: &[&str], rows: Categories) -> Array1<f64>,
    /// The mean target of every category, drawn towards the mean of all.
    pub fit_target: fn(train: Categories, targets: ArrayView1<f64>, smoothing: f64) -> TargetEncoder,
    /// The code of every row's category; the prior where it is missing or unseen.
    pub target_codes: fn(encoder: &TargetEncoder, rows: Categories) -> Array1<f64>,
    /// The code of every training row, learned from the rows of all other folds.
    pub out_of_fold_codes:
        fn(train: Categories, targets: ArrayView1<f64>, folds: &[usize], smoothing: f64) -> Array1<f64>,
}

const SOLUTION: Contract = Contract {
    fit_one_hot: solution::fit_one_hot,
    one_hot: solution::one_hot,
    ordinal: solution::ordinal,
    fit_target: solution::fit_target,
    target_codes: solution::target_codes,
    out_of_fold_codes: solution::out_of_fold_codes,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "encode",
        title: "Encoding",
        summary: "turn categories into numbers, without letting the target leak into them",
        place: "02_cleaning/04_encode",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};

/// Which animal was hit in which state, and 1 where that did damage, else 0. The four reports whose damage is
/// a "C" that nobody has documented are left out: 3330 remain.
fn damaged() -> Result<(Vec<String>, Array1<f64>), DatasetError> {
    let known = datasets::bird_strikes()?.iter().filter(|strike| strike.damage != "C");
    let pair = |strike: &datasets::BirdStrike| {
        (format!("{}, {}", strike.species, strike.state), f64::from(strike.damage != "None"))
    };
    let (pairs, targets): (Vec<String>, Vec<f64>) = known.map(pair).unzip();
    Ok((pairs, Array1::from(targets)))
}

/// Every fifth report, from row 0 on, is not learned from.
fn is_held_out(row: usize) -> bool {
    row.is_multiple_of(5)
}
