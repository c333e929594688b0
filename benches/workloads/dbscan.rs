//! DBSCAN: crowds of customers, and those who belong to none.

use std::process::ExitCode;

use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use ndarray::{Array1, Array2};
use support::datasets::{DatasetError, customers};
use support::dbscan::{Clusters, DbscanError};
use support::{Bench, Data, Side, like};

use crate::{reference, yours};

const EPS: f64 = 0.1;
const MIN_POINTS: usize = 5;

/// Times them, under this name.
pub fn run(name: &str) -> ExitCode {
    Bench {
        workload: "dbscan, 2 features, eps 0.1, min_points 5",
        counts: "rows",
        sizes: [500, 1_000, 2_000, 4_000],
        data,
        input: |data| data.records,
        yours: Side::new(|points| (yours::functions().dbscan)(points.view(), EPS, MIN_POINTS), labels),
        reference: Side::new(|points| reference::dbscan(points.view(), EPS, MIN_POINTS), labels),
        linfa: Some(Side::new(linfa, |found| numbers(&found))),
        tolerance: 0.0,
    }
    .run_as(name, "dbscan")
}

/// Customers by their orders and what they spent, as logarithms.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let all = customers()?.iter();
    let rows: Vec<[f64; 2]> =
        all.filter_map(|customer| Some([customer.orders?.ln_1p(), customer.gross_spend?.ln_1p()])).collect();
    let (records, _) = like(&Array2::from(rows), n_samples, 1);
    Ok(Data { records, ..Data::default() })
}

fn labels(found: Result<Clusters, DbscanError>) -> Vec<f64> {
    found.map(|found| numbers(&found.labels)).unwrap_or_default()
}

/// How many clusters there are, and who is noise. A border point between two clusters may have gone to either.
fn numbers(labels: &Array1<Option<usize>>) -> Vec<f64> {
    let n_clusters = labels.iter().flatten().max().map_or(0, |last| last + 1);
    let is_noise = labels.iter().map(|label| f64::from(u8::from(label.is_none())));
    [n_clusters as f64].into_iter().chain(is_noise).collect()
}

fn linfa(points: &Array2<f64>) -> Array1<Option<usize>> {
    let params = Dbscan::params(MIN_POINTS).tolerance(EPS).check();
    params.map(|params| params.transform(points)).unwrap_or_default()
}
