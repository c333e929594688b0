//! Encoding: turn categories into numbers, without letting a row's own target into its number.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::encode::*;
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::{About, Exercise};
use ndarray::Array1;

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
    about: About { id: "encode", title: "Encoding" },
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
