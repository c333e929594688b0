//! Track 02: from what arrives to what can be trained on.

pub mod deduplicate;
pub mod encode;
pub mod impute;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "02_cleaning",
    title: "Cleaning",
    lessons: &[&impute::EXERCISE, &encode::EXERCISE, &deduplicate::EXERCISE],
};
