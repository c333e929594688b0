//! Track 08: structure without labels.

pub mod dbscan;
pub mod kmeans;
pub mod pca;
pub mod silhouette;

use super::Track;

pub(super) const TRACK: Track = Track {
    folder: "08_unsupervised",
    title: "Unsupervised learning",
    lessons: &[&kmeans::EXERCISE, &silhouette::EXERCISE, &pca::EXERCISE, &dbscan::EXERCISE],
};
