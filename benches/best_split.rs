//! The best split: the one question about one of all features.

extern crate support as mlings;

#[path = "../src/curriculum/trees/best_split/solution.rs"]
#[allow(dead_code, reason = "not all of it is timed")]
mod reference;
#[path = "../exercises/07_trees/01_best_split.rs"]
mod yours;

use std::process::ExitCode;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_trees::{DecisionTree, SplitQuality};
use mlings::best_split::{Criterion, Split};
use mlings::datasets::{DatasetError, iris};
use mlings::{Bench, Data, Side, like};
use ndarray::{Axis, Ix1};

const LEAST: usize = 5;

fn main() -> ExitCode {
    Bench {
        workload: "best_split, 4 features, 3 classes, Gini",
        counts: "rows",
        sizes: [1_000, 2_000, 4_000, 8_000],
        data,
        input: |data| {
            let species = data.targets.mapv(|species| species as usize);
            Dataset::new(data.records, species)
        },
        yours: Side::new(
            |flowers| {
                let (records, species) = (flowers.records().view(), flowers.targets().view());
                (yours::functions().best_split)(records, species, Criterion::Gini, LEAST)
            },
            numbers,
        ),
        reference: Side::new(
            |flowers| reference::best_split(flowers.records().view(), flowers.targets().view(), Criterion::Gini, LEAST),
            numbers,
        ),
        linfa: Some(Side::new(linfa, numbers)),
        tolerance: 1e-5,
    }
    .run("best_split")
}

/// Irises by their four measurements, and their species.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let flowers = iris()?;
    let (records, drawn) = like(&flowers.records, n_samples, 1);
    Ok(Data { records, targets: flowers.targets.select(Axis(0), &drawn), ..Data::default() })
}

fn numbers(split: Option<Split>) -> Vec<f64> {
    split.map_or(Vec::new(), |split| vec![split.feature as f64, split.threshold, split.gain])
}

fn linfa(flowers: &Dataset<f64, usize, Ix1>) -> Option<Split> {
    let params = DecisionTree::params().split_quality(SplitQuality::Gini).max_depth(Some(1));
    let tree = params.min_weight_leaf(LEAST as f32).fit(flowers).ok()?;
    let (feature, threshold, gain) = tree.root_node().split();
    Some(Split { feature, threshold, gain })
}
