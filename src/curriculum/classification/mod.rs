//! Track 06: predicting a class.

pub mod classification_metrics;

use super::Track;

pub(super) const TRACK: Track =
    Track { folder: "06_classification", title: "Classification", lessons: &[&classification_metrics::EXERCISE] };
