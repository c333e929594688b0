//! Track 09: what somebody may like next.

pub mod matrix_factorization;
pub mod neighbours;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "09_recommenders",
    title: "Recommenders",
    lessons: &[&neighbours::EXERCISE, &matrix_factorization::EXERCISE],
};
