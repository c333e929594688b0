//! Track 06: predicting a class.

pub mod rare_events;
pub mod roc;

use super::Track;

pub(super) const TRACK: Track =
    Track { folder: "06_classification", title: "Classification", lessons: &[&roc::EXERCISE, &rare_events::EXERCISE] };
