//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::Array1;

use super::{Contract, Criterion};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, extent};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "gains", draw: gains }];

/// What every threshold of every feature gains, and the thresholds that were chosen.
fn gains(trees: &Contract) -> Result<Figure, Box<dyn Error>> {
    let flowers = datasets::iris()?;
    let classes: Array1<usize> = flowers.targets.mapv(|species| species as usize);
    let mut figure = Figure::new(
        "150 irises of three species: what a split at every threshold gains",
        "Threshold (cm)",
        "Gain (Gini impurity)",
    );
    let (mut best, mut all) = (Vec::new(), Vec::new());
    for (feature, values) in flowers.records.columns().into_iter().enumerate() {
        let (low, high) = extent(values.iter().copied()).unwrap_or((0.0, 1.0));
        let steps = ((high - low) / STEP).round() as usize;
        let at = (0..=steps).map(|step| low + (step as f64 - 0.5) * STEP);
        let gain = |threshold| (trees.gain)(values, classes.view(), threshold, Criterion::Gini);
        let curve: Vec<(f64, f64)> = at.map(|threshold| (threshold, gain(threshold))).collect();
        all.extend(curve.iter().map(|(_, gain)| *gain));
        figure = figure.line(&flowers.feature_names[feature].replace('_', " "), feature, curve);
        best.extend((trees.best_threshold)(values, classes.view(), Criterion::Gini, 1));
    }
    let best: Vec<(f64, f64)> = best.into_iter().map(|cut| (cut.threshold, cut.gain)).collect();
    all.extend(best.iter().map(|(_, gain)| *gain));
    let highest = extent(all).map_or(1.0, |(_, highest)| highest.max(0.1));
    figure = figure.points("the best threshold of each", OTHER, best);
    let split = (trees.best_split)(flowers.records.view(), classes.view(), Criterion::Gini, 1);
    let (name, colour) = match split {
        Some(split) => (
            format!(
                "the best split: {} ≤ {:.2}",
                flowers.feature_names[split.feature].replace('_', " "),
                split.threshold
            ),
            split.feature,
        ),
        None => ("no split found".to_owned(), 0),
    };
    // Room above the curves for the legend.
    Ok(figure.marks(&name, colour, split.map(|split| (split.threshold, split.gain))).y_range(-0.03, 1.45 * highest))
}

/// The irises are measured in tenths of a centimetre; the thresholds lie between.
const STEP: f64 = 0.1;
/// A colour that no feature has.
const OTHER: usize = 4;
