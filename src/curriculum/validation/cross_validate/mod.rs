//! Cross-validation: an honest score for a pipeline of two steps, a scaler and a linfa model.

mod checks;
mod mistakes;
mod plot;
pub mod solution;
mod trial;

pub use mlings::cross_validate::*;
use mlings_datasets::Labelled;
use mlings_grading::{About, Exercise};
use ndarray::{Array2, Axis};

/// The columns of `breast_cancer` that checks and plots use: the means over the cell nuclei.
fn mean_columns(masses: &Labelled) -> Array2<f64> {
    let columns: Vec<usize> =
        (0..masses.records.ncols()).filter(|at| masses.feature_names[*at].starts_with("mean_")).collect();
    masses.records.select(Axis(1), &columns)
}

const SOLUTION: Contract = Contract {
    fit_model: solution::fit_model,
    predict: solution::predict,
    accuracy: solution::accuracy,
    cross_validate: solution::cross_validate,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "cross_validate", title: "Cross-validation" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
