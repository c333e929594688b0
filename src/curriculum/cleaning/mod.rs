//! Track 02: from what arrives to what can be trained on.

pub mod deduplicate;
pub mod encode;
pub mod impute;
pub mod read_table;
pub mod scale;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "02_cleaning",
    title: "Cleaning",
    lessons: &[&read_table::EXERCISE, &impute::EXERCISE, &scale::EXERCISE, &encode::EXERCISE, &deduplicate::EXERCISE],
};
