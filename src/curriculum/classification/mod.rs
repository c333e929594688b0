//! Track 06: predicting a class.

pub mod classification_metrics;
pub mod logistic_regression;
pub mod nearest_neighbours;
pub mod rare_events;
pub mod roc;
pub mod softmax_regression;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "06_classification",
    title: "Classification",
    lessons: &[
        &classification_metrics::EXERCISE,
        &nearest_neighbours::EXERCISE,
        &logistic_regression::EXERCISE,
        &softmax_regression::EXERCISE,
        &roc::EXERCISE,
        &rare_events::EXERCISE,
    ],
};
