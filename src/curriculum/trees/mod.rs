//! Track 07: trees, and forests of them.

pub mod best_split;
pub mod decision_tree;
pub mod gradient_boosting;
pub mod random_forest;
pub mod regression_tree;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "07_trees",
    title: "Trees",
    lessons: &[&best_split::EXERCISE, &decision_tree::EXERCISE, &random_forest::EXERCISE, &gradient_boosting::EXERCISE],
};
