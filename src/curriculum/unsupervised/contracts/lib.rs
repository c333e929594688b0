//! What track 08 of mlings, Unsupervised learning, asks for: one contract for each exercise.
//!
//! Learners know this crate as `mlings`.

pub mod dbscan;
pub mod kmeans;
pub mod pca;
pub mod silhouette;

pub use mlings_contract::grade;

/// How the programs of this track find their grader.
pub static TRACK: mlings_contract::Track = mlings_contract::Track { grader: "mlings-unsupervised-grader", prepare };

/// linfa's k-means works on rayon's threads.
fn prepare() {
    rayon::current_num_threads();
}

/// The paths that files of earlier versions have.
#[doc(hidden)]
pub mod curriculum {
    pub use super::*;
}
