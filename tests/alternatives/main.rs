//! Correct versions in another style or by another algorithm. All of them get full marks: the grader
//! asks for the result, never for a way to it.

use mlings::grading::Exercise;
use mlings::grading::grade_here;
use mlings::{lessons, seeds};
use mlings_contract::Table;

/// Lists the exercises, one module of this folder each.
macro_rules! alternatives {
    ($($id:ident),+ $(,)?) => {
        $(mod $id;)+

        /// The exercises that have alternatives.
        const IDS: &[&str] = &[$(stringify!($id)),+];

        $(#[test]
        fn $id() {
            accepts_all(&mlings::$id::EXERCISE, $id::ALTERNATIVES);
        })+
    };
}

alternatives!(
    moments,
    quantiles,
    correlation,
    resampling,
    read_table,
    impute,
    scale,
    encode,
    deduplicate,
    split,
    folds,
    cross_validate,
    baselines,
    regression_metrics,
    least_squares,
    gradient_descent,
    ridge_lasso,
    classification_metrics,
    nearest_neighbours,
    logistic_regression,
    softmax_regression,
    roc,
    rare_events,
    best_split,
    decision_tree,
    random_forest,
    gradient_boosting,
    kmeans,
    silhouette,
    pca,
    dbscan,
    content_based,
    neighbours,
    matrix_factorization,
    ranking,
    also_bought
);

/// At least two versions, each with a name that says how it differs, each accepted on every seed.
fn accepts_all<C: Table>(exercise: &Exercise<C>, alternatives: &[(&str, C)]) {
    assert!(alternatives.len() >= 2, "{} needs two alternatives", exercise.about.id);
    for (name, functions) in alternatives {
        for seed in seeds(20) {
            let verdict = grade_here(&exercise.with(*functions), seed);
            let failed: Vec<_> = verdict.checks.iter().filter(|check| !check.explanation().is_empty()).collect();
            assert_eq!(verdict.score, 100, "{}: {name} with seed {seed}: {failed:#?}", exercise.about.id);
        }
    }
}

#[test]
fn every_exercise_has_alternatives() {
    let without: Vec<&str> = lessons().map(|lesson| lesson.about().id).filter(|id| !IDS.contains(id)).collect();
    assert!(without.is_empty(), "no alternatives for {without:?}");
}
