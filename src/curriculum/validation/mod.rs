//! Track 04: honest numbers.

pub mod baselines;
pub mod cross_validate;

use super::Track;

pub(super) const TRACK: Track =
    Track { folder: "04_validation", title: "Validation", lessons: &[&cross_validate::EXERCISE, &baselines::EXERCISE] };
