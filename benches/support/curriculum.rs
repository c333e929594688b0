//! The exercises, and what they are given: the library is built without optimisation, this is not.

#[path = "../../src/curriculum/unsupervised/pca/eigen.rs"]
mod eigen;

pub use mlings::curriculum::*;

/// With eigenvectors that are found as fast as all else in a benchmark.
pub mod pca {
    pub use super::eigen::{Eigen, eigen};
    pub use mlings::curriculum::pca::*;
}
