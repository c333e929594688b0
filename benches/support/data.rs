//! Seeded data in the shape of real files.

use mlings_datasets::standardised;
use ndarray::{Array1, Array2, Axis};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a benchmark is given. What it does not need is empty.
#[derive(Clone, Default)]
pub struct Data {
    /// `n_samples` x `n_features`.
    pub records: Array2<f64>,
    /// `n_samples`.
    pub targets: Array1<f64>,
    /// What else there is: the first centroids, or the queries.
    pub others: Array2<f64>,
}

/// `n_samples` rows that look like those of a real file: rows drawn from it with replacement, their columns
/// standardised, each number moved by a tenth of its column's standard deviation or less.
///
/// Returns the rows, and which row of the file each was drawn from.
pub fn like(real: &Array2<f64>, n_samples: usize, seed: u64) -> (Array2<f64>, Vec<usize>) {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let drawn: Vec<usize> = (0..n_samples).map(|_| random.gen_range(0..real.nrows())).collect();
    let mut rows = standardised(real).select(Axis(0), &drawn);
    rows.mapv_inplace(|value| value + random.gen_range(-0.1..0.1));
    (rows, drawn)
}
