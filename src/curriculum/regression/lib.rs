//! Track 05: predicting a number.

pub mod gradient_descent;
pub mod least_squares;
pub mod regression_metrics;
pub mod ridge_lasso;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] =
    &[&regression_metrics::EXERCISE, &least_squares::EXERCISE, &gradient_descent::EXERCISE, &ridge_lasso::EXERCISE];
