//! Track 01: statistics that everything else stands on.

pub mod correlation;
pub mod moments;
pub mod quantiles;
pub mod resampling;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "01_numbers",
    title: "Numbers",
    lessons: &[&moments::EXERCISE, &quantiles::EXERCISE, &correlation::EXERCISE, &resampling::EXERCISE],
};
