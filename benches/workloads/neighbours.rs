//! Neighbours: how alike everybody is, and the stars that the likest twenty let expect.

use std::process::ExitCode;

use ndarray::{Array2, ArrayView2};
use support::datasets::{DatasetError, busiest};
use support::neighbours::{Neighbourhood, NoRatings};
use support::{Bench, Data, Side};

use crate::{reference, yours};

const N_FILMS: usize = 100;
const K: usize = 20;
const SHRINKAGE: f64 = 30.0;

/// Times them, under this name.
pub fn run(name: &str) -> ExitCode {
    Bench {
        workload: "fit, 100 films, shrinkage 30, then one prediction for every user from 20 neighbours",
        counts: "users",
        sizes: [50, 100, 200, 400],
        data,
        input: |data| data.records,
        yours: Side::new(
            |ratings| expected(ratings, yours::functions().fit, yours::functions().predict),
            |stars| stars,
        ),
        reference: Side::new(|ratings| expected(ratings, reference::fit, reference::predict), |stars| stars),
        linfa: None,
        tolerance: 1e-9,
    }
    .run_as(name, "neighbours")
}

/// The most active users of MovieLens and the films that are rated most. These are real ratings, none is drawn.
fn data(n_users: usize) -> Result<Data, DatasetError> {
    let mut records = Array2::from_elem((n_users, N_FILMS), f64::NAN);
    for rating in busiest(N_FILMS, n_users)?.ratings {
        records[[rating.user, rating.movie]] = rating.stars;
    }
    Ok(Data { records, ..Data::default() })
}

type Fit = fn(ArrayView2<f64>, f64) -> Result<Neighbourhood, NoRatings>;
type Predict = fn(&Neighbourhood, usize, usize, usize) -> f64;

fn expected(ratings: &Array2<f64>, fit: Fit, predict: Predict) -> Vec<f64> {
    let Ok(model) = fit(ratings.view(), SHRINKAGE) else { return Vec::new() };
    (0..ratings.nrows()).map(|user| predict(&model, user, user % N_FILMS, K)).collect()
}
