//! Track 04: honest numbers.

pub mod baselines;
pub mod cross_validate;
pub mod folds;
pub mod split;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "04_validation",
    title: "Validation",
    lessons: &[&split::EXERCISE, &folds::EXERCISE, &cross_validate::EXERCISE, &baselines::EXERCISE],
};
