//! k-means: Lloyd's rounds from the same first centroids, until no label changes.
//!
//! The reference is the fast version, as the guide has it under "Make it fast"; the solution is the plain one.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../tests/alternatives/kmeans_fast.rs"]
mod reference;
#[path = "../exercises/08_unsupervised/01_kmeans.rs"]
mod yours;

use std::process::ExitCode;

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_clustering::{KMeans, KMeansInit};
use mlings::datasets::{DatasetError, measurements};
use mlings::kmeans;
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Array2, Axis};

const K: usize = 3;
/// More than are ever needed.
const ROUNDS: usize = 300;

fn main() -> ExitCode {
    Bench {
        workload: "fit, 4 features, 3 clusters",
        counts: "rows",
        sizes: [2_000, 4_000, 8_000, 16_000],
        data,
        input: |data| (DatasetBase::from(data.records), data.others),
        yours: Side::new(
            |(points, start)| (yours::functions().fit)(points.records().view(), start.view(), ROUNDS),
            numbers,
        ),
        reference: Side::new(|(points, start)| reference::fit(points.records().view(), start.view(), ROUNDS), numbers),
        linfa: Some(Side::new(linfa, |centroids: Array2<f64>| centroids.into_iter().collect())),
        tolerance: 1e-3,
    }
    .run("kmeans")
}

/// Penguins by their four measurements, and every so many-th of them for a start.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let measured = measurements()?.select(Axis(1), &[0, 1, 2, 3]);
    let complete = (0..measured.nrows()).filter(|bird| measured.row(*bird).iter().all(|value| value.is_finite()));
    let measured = measured.select(Axis(0), &complete.collect::<Vec<_>>());
    let (records, _) = like(&measured, n_samples, 1);
    let others = records.select(Axis(0), &Array1::from_iter((0..K).map(|k| k * n_samples / K)).to_vec());
    Ok(Data { records, others, ..Data::default() })
}

type Points = DatasetBase<Array2<f64>, Array1<()>>;

fn numbers(found: kmeans::Clustering) -> Vec<f64> {
    found.centroids.into_iter().collect()
}

fn linfa((points, start): &(Points, Array2<f64>)) -> Array2<f64> {
    let params = KMeans::params(K).n_runs(1).max_n_iterations(ROUNDS as u64).tolerance(1e-9);
    let trained = params.init_method(KMeansInit::Precomputed(start.clone())).fit(points);
    trained.map(|model| model.centroids().clone()).unwrap_or_default()
}
