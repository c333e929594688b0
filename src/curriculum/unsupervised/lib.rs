//! Track 08: structure without labels.

pub mod dbscan;
pub mod kmeans;
pub mod pca;
pub mod silhouette;

use mlings_grading::Lesson;

/// Its exercises, in order.
pub static LESSONS: &[&dyn Lesson] = &[&kmeans::EXERCISE, &silhouette::EXERCISE, &pca::EXERCISE, &dbscan::EXERCISE];
