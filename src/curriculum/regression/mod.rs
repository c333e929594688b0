//! Track 05: predicting a number.

pub mod least_squares;
pub mod ridge_lasso;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "05_regression",
    title: "Regression",
    lessons: &[&least_squares::EXERCISE, &ridge_lasso::EXERCISE],
};
