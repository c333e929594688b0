//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::Array1;

use super::oracles::{bag, wines};
use super::{Contract, Limits, Settings};
use mlings_grading::{Cases, Plot};
use mlings_plot::{Figure, extent};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "errors", draw: errors }];

const TREES: usize = 24;
/// How large the forest is when its error is measured.
const MEASURED_AT: [usize; 10] = [1, 2, 3, 4, 6, 8, 11, 15, 19, 24];
const SETTINGS: Settings = Settings { max_features: 4, limits: Limits { max_depth: 8, min_samples_leaf: 1 } };

/// The error against the number of trees: out of bag, on wines that no tree has seen, and on those it was grown on.
fn errors(forest: &Contract) -> Result<Figure, Box<dyn Error>> {
    let ((records, targets), (held_out, held_out_targets)) = (wines(0, 8)?, wines(1, 8)?);
    let n_samples = targets.len();
    let mut cases = Cases::new(0, "errors");
    let bags: Vec<Vec<usize>> = (0..TREES).map(|_| bag(&mut cases, n_samples)).collect();
    let mut shuffle = || cases.permutation(records.ncols());
    let trees = (forest.fit)(records.view(), targets.view(), &bags, &SETTINGS, &mut shuffle);

    let (mut out_of_bag, mut unseen, mut seen) = (Vec::new(), Vec::new(), Vec::new());
    let mean_square = |predictions: Array1<f64>, targets: &Array1<f64>| (predictions - targets).mapv(|e| e * e).mean();
    for n in MEASURED_AT {
        let (trees, wide) = (trees.get(..n).ok_or("there is not a tree for every bag")?, n as f64);
        let predictions = (forest.out_of_bag_predictions)(trees, records.view(), &bags[..n]);
        let error = (forest.out_of_bag_error)(predictions.view(), targets.view())?;
        out_of_bag.push((wide, error));
        unseen.extend(mean_square((forest.predict)(trees, held_out.view()), &held_out_targets).map(|e| (wide, e)));
        seen.extend(mean_square((forest.predict)(trees, records.view()), &targets).map(|e| (wide, e)));
    }
    let all = out_of_bag.iter().chain(&unseen).chain(&seen).map(|(_, error)| *error);
    let (_, high) = extent(all).ok_or("no error is a number")?;
    Ok(Figure::new(
        format!("{n_samples} wines: the error of a growing forest"),
        "Trees in the forest",
        "Mean squared error (points of quality, squared)",
    )
    .line(&format!("{} other wines", held_out_targets.len()), 1, unseen)
    .line("the wines that the forest was grown on", 2, seen)
    .marks("the same, out of bag", 0, out_of_bag)
    .x_range(0.0, TREES as f64 + 1.0)
    .y_range(0.0, 1.25 * high))
}
