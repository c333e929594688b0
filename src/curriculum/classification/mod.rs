//! Track 06: predicting a class.

pub mod logistic_regression;
pub mod softmax_regression;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "06_classification",
    title: "Classification",
    lessons: &[&logistic_regression::EXERCISE, &softmax_regression::EXERCISE],
};
