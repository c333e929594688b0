//! Track 05: predicting a number.

pub mod gradient_descent;
pub mod least_squares;
pub mod regression_metrics;
pub mod ridge_lasso;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "05_regression",
    title: "Regression",
    lessons: &[
        &regression_metrics::EXERCISE,
        &least_squares::EXERCISE,
        &gradient_descent::EXERCISE,
        &ridge_lasso::EXERCISE,
    ],
};
