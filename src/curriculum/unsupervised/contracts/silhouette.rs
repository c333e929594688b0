//! Silhouettes: how well every row sits in its cluster, and how many clusters a table has.

use linfa::Error as LibraryError;
use linfa_clustering::{KMeansError, KMeansParamsError};
use mlings_contract::{contract, travels};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

/// What [`Contract::choose`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The index of the labelling with the highest score; of equal ones the first.
    pub best: usize,
    /// For every labelling the mean silhouette of its points, `n_labellings`.
    pub scores: Array1<f64>,
}

/// Why there are no silhouettes.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum SilhouetteError {
    /// All points carry the same label, or there is no point.
    #[error("a silhouette needs two clusters or more")]
    TooFewClusters,
}

/// What linfa says when it cannot train.
pub type TrainingError = KMeansError;

/// The signature of [`Contract::silhouettes`].
pub type Silhouettes = fn(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError>;

/// The signature of [`Contract::segment`].
pub type Segment = fn(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError>;

contract! {
    /// What the learner implements.
    ///
    /// Silhouettes are those of Rousseeuw (1987), with the conventions of scikit-learn's `silhouette_samples`: a point
    /// alone in its cluster has 0. scikit-learn refuses as many clusters as points; here all of them have 0.
    pub struct Contract {
        /// `ln(1 + x)`, then every column to mean 0 and standard deviation 1 (ddof 0); a constant column becomes 0.
        fn prepare(records: ArrayView2<f64>) -> Array2<f64>;
        /// `(b - a) / max(a, b)` for every point: `a` is the mean distance to the others of its cluster, `b` the mean
        /// distance to the points of the other cluster that is nearest by this mean.
        fn silhouettes(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError>;
        /// The mean silhouette of every labelling, and which is highest. As scikit-learn's `silhouette_score`.
        fn choose(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError>;
        /// k-means from given centroids, trained by linfa: the segment of every point.
        fn segment(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError>;
    }
}

travels!(struct Choice { best, scores });
travels!(
    enum SilhouetteError {
        TooFewClusters,
    }
);
travels!(for Contract: enum TrainingError {
    InvalidParams(error),
    InertiaError,
    LinfaError(error),
});
travels!(for Contract: enum KMeansParamsError { NClusters, NRuns, Tolerance, MaxIterations });
travels!(for Contract: enum LibraryError {
    Parameters(words),
    Priors(words),
    NotConverged(words),
    NotEnoughSamples,
    MismatchedShapes(one, other),
} else error => LibraryError::NotConverged(error.to_string()));
