//! Track 01: statistics that everything else stands on.

pub mod correlation;
pub mod moments;
pub mod quantiles;
pub mod resampling;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] =
    &[&moments::EXERCISE, &quantiles::EXERCISE, &correlation::EXERCISE, &resampling::EXERCISE];
