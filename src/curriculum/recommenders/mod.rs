//! Track 09: what to show to whom.

pub mod ranking;

use super::Track;

pub(super) const TRACK: Track =
    Track { folder: "09_recommenders", title: "Recommenders", lessons: &[&ranking::EXERCISE] };
