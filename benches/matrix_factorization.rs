//! Matrix factorisation: passes of stochastic gradient descent over ratings of films.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../src/curriculum/recommenders/matrix_factorization/solution.rs"]
mod reference;
#[path = "../exercises/09_recommenders/03_matrix_factorization.rs"]
mod yours;

use std::process::ExitCode;

use mlings::datasets::{DatasetError, busiest};
use mlings::matrix_factorization::{Model, Rating, Training};
use mlings::{Bench, Data, Side};
use ndarray::{Array2, Axis};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const N_FILMS: usize = 100;
const N_USERS: usize = 300;
const N_FACTORS: usize = 8;
const N_PASSES: usize = 4;

/// What is timed.
type Fit = fn(&Model, &[Rating], &[Rating], &[Vec<usize>], f64, f64) -> Training;

fn main() -> ExitCode {
    Bench {
        workload: "fit, 100 films, 300 users, 8 factors, 4 passes",
        counts: "ratings",
        sizes: [2_000, 4_000, 8_000, 16_000],
        data,
        input: Input::new,
        yours: Side::new(|input| input.fit(yours::functions().fit), |model| numbers(&model)),
        reference: Side::new(|input| input.fit(reference::fit), |model| numbers(&model)),
        linfa: None,
        tolerance: 1e-9,
    }
    .run("matrix_factorization")
}

/// Ratings drawn from MovieLens, a user, a film and stars in every row.
fn data(n_ratings: usize) -> Result<Data, DatasetError> {
    let rows: Vec<[f64; 3]> = busiest(N_FILMS, N_USERS)?
        .ratings
        .iter()
        .map(|rating| [rating.user as f64, rating.movie as f64, rating.stars])
        .collect();
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let drawn: Vec<usize> = (0..n_ratings).map(|_| random.gen_range(0..rows.len())).collect();
    Ok(Data { records: Array2::from(rows).select(Axis(0), &drawn), ..Data::default() })
}

struct Input {
    start: Option<Model>,
    train: Vec<Rating>,
    validation: Vec<Rating>,
    orders: Vec<Vec<usize>>,
}

impl Input {
    /// The last fifth is held back.
    fn new(data: Data) -> Input {
        let rating =
            |row: ndarray::ArrayView1<f64>| Rating { user: row[0] as usize, item: row[1] as usize, stars: row[2] };
        let mut train: Vec<Rating> = data.records.rows().into_iter().map(rating).collect();
        let validation = train.split_off(train.len() * 4 / 5);
        let mut random = ChaCha8Rng::seed_from_u64(2);
        let mut factors = |n: usize| Array2::from_shape_simple_fn((n, N_FACTORS), || random.gen_range(-0.2..0.2));
        let (users, items) = (factors(N_USERS), factors(N_FILMS));
        let start = reference::untrained(&train, users.view(), items.view()).ok();
        let mut order: Vec<usize> = (0..train.len()).collect();
        let mut shuffled = || {
            order.shuffle(&mut random);
            order.clone()
        };
        let orders = (0..N_PASSES).map(|_| shuffled()).collect();
        Input { start, train, validation, orders }
    }

    fn fit(&self, fit: Fit) -> Option<Model> {
        Some(fit(self.start.as_ref()?, &self.train, &self.validation, &self.orders, 0.02, 0.1).model)
    }
}

fn numbers(model: &Option<Model>) -> Vec<f64> {
    model.iter().flat_map(|model| model.user_factors.iter().chain(&model.item_biases).copied()).collect()
}
