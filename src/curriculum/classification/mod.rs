//! Track 06: predicting a class.

pub mod classification_metrics;
pub mod nearest_neighbours;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "06_classification",
    title: "Classification",
    lessons: &[&classification_metrics::EXERCISE, &nearest_neighbours::EXERCISE],
};
