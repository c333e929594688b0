//! Track 04: honest numbers.

pub mod baselines;
pub mod cross_validate;
pub mod folds;
mod refusals;
pub mod split;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] =
    &[&split::EXERCISE, &folds::EXERCISE, &cross_validate::EXERCISE, &baselines::EXERCISE];
