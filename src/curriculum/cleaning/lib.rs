//! Track 02: from what arrives to what can be trained on.

pub mod deduplicate;
pub mod encode;
pub mod impute;
pub mod read_table;
pub mod scale;
mod tables;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] =
    &[&read_table::EXERCISE, &impute::EXERCISE, &scale::EXERCISE, &encode::EXERCISE, &deduplicate::EXERCISE];
