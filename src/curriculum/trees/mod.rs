//! Track 07: trees and what is built of them.

pub mod best_split;
pub mod decision_tree;

use super::Track;

pub(super) const TRACK: Track =
    Track { folder: "07_trees", title: "Trees", lessons: &[&best_split::EXERCISE, &decision_tree::EXERCISE] };
