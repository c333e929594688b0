//! Decision tree: grown from the rows, which it then classifies.

extern crate support as mlings;

#[path = "../src/curriculum/trees/best_split/solution.rs"]
#[allow(dead_code, reason = "not all of it is timed")]
mod best_split;
#[path = "../src/curriculum/trees/decision_tree/solution.rs"]
#[allow(dead_code, reason = "not all of it is timed")]
mod reference;
#[path = "../exercises/07_trees/02_decision_tree.rs"]
mod yours;

use std::process::ExitCode;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_trees::DecisionTree;
use mlings::best_split::Criterion;
use mlings::datasets::{DatasetError, measurements, penguins};
use mlings::decision_tree::{Contract, Limits, Rows};
use mlings::{Bench, Data, Side, like};
use ndarray::{Array1, Axis};

const LIMITS: Limits = Limits { max_depth: Some(5), min_samples_leaf: 5 };

fn main() -> ExitCode {
    Bench {
        workload: "fit and predict, 4 features, 3 classes, depth 5",
        counts: "rows",
        sizes: [1_000, 2_000, 4_000, 8_000],
        data,
        input: |data| {
            let species = data.targets.mapv(|species| species as usize);
            Dataset::new(data.records, species)
        },
        yours: Side::new(|birds| grown(yours::functions(), birds), numbers),
        reference: Side::new(|birds| grown(REFERENCE, birds), numbers),
        linfa: Some(Side::new(linfa, numbers)),
        tolerance: 0.0,
    }
    .run("decision_tree")
}

const REFERENCE: Contract = Contract {
    majority: reference::majority,
    depth: reference::depth,
    predict: reference::predict,
    fit: reference::fit,
    choose_depth: reference::choose_depth,
};

/// Penguins by their four measurements, and their species.
fn data(n_samples: usize) -> Result<Data, DatasetError> {
    let measured = measurements()?.select(Axis(1), &[0, 1, 2, 3]);
    let is_complete = |bird: &usize| measured.row(*bird).iter().all(|value| value.is_finite());
    let complete: Vec<usize> = (0..measured.nrows()).filter(is_complete).collect();
    let number = |name: &str| ["Adelie", "Chinstrap", "Gentoo"].iter().position(|other| *other == name).unwrap_or(0);
    let birds = penguins()?;
    let species: Array1<f64> = complete.iter().map(|bird| number(birds[*bird].short_species()) as f64).collect();
    let (records, drawn) = like(&measured.select(Axis(0), &complete), n_samples, 1);
    Ok(Data { records, targets: species.select(Axis(0), &drawn), ..Data::default() })
}

/// Every question of every tree is the reference's best split.
fn grown(functions: Contract, birds: &Rows) -> Array1<usize> {
    let records = birds.records().view();
    let tree = (functions.fit)(records, birds.targets().view(), &LIMITS, &|records, classes, least| {
        best_split::best_split(records, classes, Criterion::Gini, least)
    });
    tree.map_or(Array1::zeros(0), |tree| (functions.predict)(&tree, records))
}

fn numbers(classes: Array1<usize>) -> Vec<f64> {
    classes.into_iter().map(|class| class as f64).collect()
}

fn linfa(birds: &Rows) -> Array1<usize> {
    let params = DecisionTree::params().max_depth(LIMITS.max_depth).min_weight_leaf(LIMITS.min_samples_leaf as f32);
    params.fit(birds).map_or(Array1::zeros(0), |tree| tree.predict(birds.records()))
}
