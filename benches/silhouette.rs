//! Silhouettes: the mean over all customers, for segments that are given.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../src/curriculum/unsupervised/silhouette/solution.rs"]
mod reference;
#[path = "../exercises/08_unsupervised/02_silhouette.rs"]
mod yours;

use std::process::ExitCode;

use linfa::DatasetBase;
use linfa::metrics::SilhouetteScore;
use mlings::datasets::{DatasetError, customers};
use mlings::silhouette::SilhouetteError;
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Array2};

/// How many segments there are.
const K: usize = 4;

fn main() -> ExitCode {
    Bench {
        workload: "silhouettes, 3 features, 4 segments",
        counts: "rows",
        sizes: [250, 500, 1_000, 2_000],
        data,
        input: |data| DatasetBase::new(data.records, data.targets.mapv(|label| label as usize)),
        yours: Side::new(
            |segments| (yours::functions().silhouettes)(segments.records.view(), segments.targets.view()),
            mean,
        ),
        reference: Side::new(|segments| reference::silhouettes(segments.records.view(), segments.targets.view()), mean),
        linfa: Some(Side::new(|segments: &Segments| segments.silhouette_score(), |score| score.into_iter().collect())),
        tolerance: 1e-9,
    }
    .run("silhouette")
}

type Segments = DatasetBase<Array2<f64>, Array1<usize>>;

/// Customers by their last order, the number of their orders and what they spent, as logarithms. Everybody is in the
/// segment of the nearest of the first four.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let logarithms = |row: [f64; 3]| row.map(f64::ln_1p);
    let all = customers()?.iter();
    let rows = all.filter_map(|one| Some(logarithms([one.recency_days?, one.orders?, one.gross_spend?])));
    let (records, _) = like(&Array2::from(rows.collect::<Vec<_>>()), n_samples, 1);
    let square = |row: usize, k: usize| (&records.row(row) - &records.row(k)).mapv(|d| d * d).sum();
    let nearest = |row: usize| (0..K).min_by(|a, b| square(row, *a).total_cmp(&square(row, *b))).unwrap_or(0);
    let targets = (0..n_samples).map(|row| nearest(row) as f64).collect();
    Ok(Data { records, targets, ..Data::default() })
}

/// linfa has no more than this.
fn mean(silhouettes: Result<Array1<f64>, SilhouetteError>) -> Vec<f64> {
    silhouettes.ok().and_then(|silhouettes| silhouettes.mean()).into_iter().collect()
}
