//! Track 09: what to show to whom.

pub mod also_bought;
pub mod content_based;
pub mod matrix_factorization;
pub mod neighbours;
pub mod ranking;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] = &[
    &content_based::EXERCISE,
    &neighbours::EXERCISE,
    &matrix_factorization::EXERCISE,
    &ranking::EXERCISE,
    &also_bought::EXERCISE,
];
