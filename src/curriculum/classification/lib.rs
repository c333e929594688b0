//! Track 06: predicting a class.

pub mod classification_metrics;
pub mod logistic_regression;
pub mod nearest_neighbours;
pub mod rare_events;
pub mod roc;
pub mod softmax_regression;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] = &[
    &classification_metrics::EXERCISE,
    &nearest_neighbours::EXERCISE,
    &logistic_regression::EXERCISE,
    &softmax_regression::EXERCISE,
    &roc::EXERCISE,
    &rare_events::EXERCISE,
];
