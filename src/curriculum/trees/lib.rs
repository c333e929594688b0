//! Track 07: trees, and forests of them.

pub mod best_split;
pub mod decision_tree;
pub mod gradient_boosting;
pub mod random_forest;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] =
    &[&best_split::EXERCISE, &decision_tree::EXERCISE, &random_forest::EXERCISE, &gradient_boosting::EXERCISE];
