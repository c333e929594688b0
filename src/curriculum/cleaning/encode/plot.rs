//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, ArrayView1, Axis};

use super::{Contract, damaged, is_held_out};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "codes", draw: codes }, Plot { name: "sizes", draw: sizes }];

/// Target codes of species and state against how often there was damage: for the rows that the codes were learned
/// from, and for new ones.
fn codes(encode: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (pairs, targets) = damaged()?;
    let (test, train): (Vec<usize>, Vec<usize>) = (0..pairs.len()).partition(|row| is_held_out(*row));
    let select = |rows: &[usize]| rows.iter().map(|row| Some(pairs[*row].as_str())).collect::<Vec<_>>();
    let (known, known_targets) = (select(&train), targets.select(Axis(0), &train));
    let folds: Vec<usize> = (0..train.len()).map(|row| row % 5).collect();

    let of_train = (encode.out_of_fold_codes)(&known, known_targets.view(), &folds, SMOOTHING);
    let encoder = (encode.fit_target)(&known, known_targets.view(), SMOOTHING);
    let of_test = (encode.target_codes)(&encoder, &select(&test));
    let trained = rates(&of_train, known_targets.view());
    let new = rates(&of_test, targets.select(Axis(0), &test).view());
    Ok(Figure::new(
        "Target codes of species and state, against what happened",
        "Code, mean of a group of rows",
        "Share of the group's strikes that did damage",
    )
    .line("code = share", 1, [(0.0, 0.0), (0.45, 0.45)])
    .line("", 0, trained.iter().copied())
    .marks(&format!("{} training rows, coded out of fold", train.len()), 0, trained)
    .marks(&format!("{} new rows", test.len()), 2, new)
    .x_range(0.0, 0.45)
    .y_range(-0.02, 0.7))
}

/// Sorts the rows into groups of similar codes: for each, the mean code and the mean target.
fn rates(codes: &Array1<f64>, targets: ArrayView1<f64>) -> Vec<(f64, f64)> {
    let edges = EDGES.windows(2).map(|edge| edge[0]..edge[1]);
    let group = |edge: std::ops::Range<f64>| {
        let group: Vec<_> = codes.iter().zip(targets).filter(|(code, _)| edge.contains(code)).collect();
        let mean = |of: fn(&(&f64, &f64)) -> f64| group.iter().map(of).sum::<f64>() / group.len() as f64;
        (group.len() >= FEWEST).then(|| (mean(|row| *row.0), mean(|row| *row.1)))
    };
    edges.filter_map(group).collect()
}

/// The share of strikes with damage for every ordinal code of the animal's size.
fn sizes(encode: &Contract) -> Result<Figure, Box<dyn Error>> {
    let strikes = datasets::bird_strikes()?;
    let rows: Vec<Option<&str>> = strikes.iter().map(|strike| Some(strike.size.as_str())).collect();
    let codes = (encode.ordinal)(&["Small", "Medium", "Large"], &rows);
    let bar = |code: f64| {
        let hit: Vec<bool> = strikes
            .iter()
            .zip(&codes)
            .filter(|(_, of)| **of == code)
            .map(|(strike, _)| strike.damage != "None")
            .collect();
        let share = 100.0 * hit.iter().filter(|hit| **hit).count() as f64 / hit.len() as f64;
        Rect::new(code - 0.4..code + 0.4, 0.0..share)
    };
    let coded = codes.iter().filter(|code| code.is_finite()).count();
    Ok(Figure::new(
        "Damage, by the ordinal code of the animal's size",
        "Code of the size: Small 0, Medium 1, Large 2",
        "Strikes that did damage (per cent)",
    )
    .bars(&format!("{coded} of {} strikes have a code", strikes.len()), 0, [0.0, 1.0, 2.0].map(bar))
    .x_range(-0.6, 2.6)
    .y_range(0.0, 50.0))
}

const SMOOTHING: f64 = 5.0;
/// Narrow where most codes are.
const EDGES: [f64; 9] = [0.0, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5];
/// Smaller groups say little.
const FEWEST: usize = 20;
