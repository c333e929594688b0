//! Fresh, seeded inputs for checks: the same seed gives the same inputs on every machine.

use std::ops::Range;

use ndarray::{Array1, Array2};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The source of a check's random inputs.
pub struct Cases {
    rng: ChaCha8Rng,
    is_used: bool,
}

impl Cases {
    /// A source that depends on the seed and the check's name alone, never on which checks ran before.
    pub fn new(seed: u64, check: &str) -> Cases {
        // FNV-1a: short and the same everywhere, which std's hasher does not promise.
        let name = check
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Cases { rng: ChaCha8Rng::seed_from_u64(seed ^ name), is_used: false }
    }

    /// Whether anything was drawn: if not, another seed gives the same inputs.
    pub fn is_used(&self) -> bool {
        self.is_used
    }

    fn rng(&mut self) -> &mut ChaCha8Rng {
        self.is_used = true;
        &mut self.rng
    }

    /// A number from the range, its end left out.
    ///
    /// # Panics
    /// When the range is empty.
    pub fn number(&mut self, range: Range<f64>) -> f64 {
        self.rng().gen_range(range)
    }

    /// A whole number from the range, its end left out.
    ///
    /// # Panics
    /// When the range is empty.
    pub fn index(&mut self, range: Range<usize>) -> usize {
        self.rng().gen_range(range)
    }

    /// `n` numbers from the range.
    ///
    /// # Panics
    /// When the range is empty and `n` is not 0.
    pub fn vector(&mut self, n: usize, range: Range<f64>) -> Array1<f64> {
        let rng = self.rng();
        Array1::from_shape_simple_fn(n, || rng.gen_range(range.clone()))
    }

    /// An `n_samples` x `n_features` table of numbers from the range.
    ///
    /// # Panics
    /// When the range is empty and the table is not.
    pub fn table(&mut self, n_samples: usize, n_features: usize, range: Range<f64>) -> Array2<f64> {
        let rng = self.rng();
        Array2::from_shape_simple_fn((n_samples, n_features), || rng.gen_range(range.clone()))
    }

    /// The numbers 0 to n - 1 in random order.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        order.shuffle(self.rng());
        order
    }
}
