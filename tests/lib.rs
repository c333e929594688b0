//! All that is proven, under one name.

pub use mlings_datasets as datasets;
pub use mlings_grading as grading;
pub use mlings_plot as plot;
pub use mlings_verdict as verdict;

pub use mlings_classification_grader::{
    classification_metrics, logistic_regression, nearest_neighbours, rare_events, roc, softmax_regression,
};
pub use mlings_cleaning_grader::{deduplicate, encode, impute, read_table, scale};
pub use mlings_numbers_grader::{correlation, moments, quantiles, resampling};
pub use mlings_recommenders_grader::{also_bought, content_based, matrix_factorization, neighbours, ranking};
pub use mlings_regression_grader::{gradient_descent, least_squares, regression_metrics, ridge_lasso};
pub use mlings_trees_grader::{best_split, decision_tree, gradient_boosting, random_forest};
pub use mlings_unsupervised_grader::{dbscan, kmeans, pca, silhouette};
pub use mlings_validation_grader::{baselines, cross_validate, folds, split};

use mlings_grading::Lesson;

/// A track: its folder below `exercises/`, and its exercises.
pub type Track = (&'static str, &'static [&'static dyn Lesson]);

/// Every track, in order.
pub static TRACKS: &[Track] = &[
    ("01_numbers", mlings_numbers_grader::LESSONS),
    ("02_cleaning", mlings_cleaning_grader::LESSONS),
    ("04_validation", mlings_validation_grader::LESSONS),
    ("05_regression", mlings_regression_grader::LESSONS),
    ("06_classification", mlings_classification_grader::LESSONS),
    ("07_trees", mlings_trees_grader::LESSONS),
    ("08_unsupervised", mlings_unsupervised_grader::LESSONS),
    ("09_recommenders", mlings_recommenders_grader::LESSONS),
];

/// Every exercise, in order.
pub fn lessons() -> impl Iterator<Item = &'static dyn Lesson> {
    TRACKS.iter().flat_map(|(_, lessons)| lessons.iter().copied())
}

/// Whether everything is to be proven, as before a change is taken. Without `MLINGS_THOROUGH` in the environment a part
/// of it is, in a time that one can wait for.
pub fn is_thorough() -> bool {
    std::env::var_os("MLINGS_THOROUGH").is_some()
}

/// The seeds that are tried: so many, or two.
pub fn seeds(most: u64) -> std::ops::Range<u64> {
    0..if is_thorough() { most } else { most.min(2) }
}
