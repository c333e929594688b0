//! Nearest neighbours: the vote of five, for 200 queries.
//!
//! The reference is the fast version, as the guide has it under "Make it fast"; the solution is the plain one.

extern crate support as mlings;

#[path = "../tests/alternatives/nearest_neighbours_fast.rs"]
mod reference;
#[path = "../exercises/06_classification/02_nearest_neighbours.rs"]
mod yours;

use std::process::ExitCode;

use linfa_nn::distance::L2Dist;
use linfa_nn::{CommonNearestNeighbour, NearestNeighbour};
use mlings::datasets::{DatasetError, iris};
use mlings::nearest_neighbours::NeighboursError;
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

const K: usize = 5;
const QUERIES: usize = 200;

/// What is timed.
type Predict = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>, usize) -> Result<Array1<usize>, NeighboursError>;

fn main() -> ExitCode {
    Bench {
        workload: "predict 200 queries, 5 neighbours, 4 features",
        counts: "rows",
        sizes: [1_000, 2_000, 4_000, 8_000],
        data,
        input: |data| (data.records, data.targets.mapv(|species| species as usize), data.others),
        yours: Side::new(|flowers| predicted(yours::functions().predict, flowers), numbers),
        reference: Side::new(|flowers| predicted(reference::predict, flowers), numbers),
        linfa: Some(Side::new(linfa, numbers)),
        tolerance: 0.0,
    }
    .run("nearest_neighbours")
}

/// Irises, and more of them as queries.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let irises = iris()?;
    let (all, drawn) = like(&irises.records, n_samples + QUERIES, 1);
    let (records, others) = all.view().split_at(Axis(0), n_samples);
    let targets = irises.targets.select(Axis(0), &drawn[..n_samples]);
    Ok(Data { records: records.to_owned(), targets, others: others.to_owned() })
}

type Flowers = (Array2<f64>, Array1<usize>, Array2<f64>);

fn predicted(predict: Predict, (records, labels, queries): &Flowers) -> Array1<usize> {
    predict(records.view(), labels.view(), queries.view(), K).unwrap_or_default()
}

/// linfa finds the neighbours; the vote is the reference's.
fn linfa((records, labels, queries): &Flowers) -> Array1<usize> {
    let Ok(index) = CommonNearestNeighbour::KdTree.from_batch(records, L2Dist) else { return Array1::default(0) };
    let label = |query| {
        let nearest = index.k_nearest(query, K).unwrap_or_default();
        reference::vote(nearest.into_iter().map(|(_, row)| labels[row]).collect::<Array1<usize>>().view())
    };
    queries.rows().into_iter().map(label).collect()
}

fn numbers(labels: Array1<usize>) -> Vec<f64> {
    labels.iter().map(|label| *label as f64).collect()
}
