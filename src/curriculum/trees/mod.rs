//! Track 07: trees, and many of them.

pub mod gradient_boosting;
pub mod random_forest;
pub mod regression_tree;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "07_trees",
    title: "Trees and ensembles",
    lessons: &[&random_forest::EXERCISE, &gradient_boosting::EXERCISE],
};
