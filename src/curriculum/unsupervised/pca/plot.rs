//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, Axis};

use super::{Contract, Pca};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "digits", draw: digits }, Plot { name: "scree", draw: scree }];

/// Held-out digits on the first two components of the others: learned without a label, coloured by it.
fn digits(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let Pictures { train, test, digits: labels } = pictures()?;
    let pca = (contract.fit)(train.view(), 2)?;
    let scores = (contract.transform)(&pca, test.view());
    let share: f64 = (contract.explained_ratio)(&pca).sum();
    let title = format!("Held-out digits, 64 pixels in two numbers ({:.0} % of the variance)", 100.0 * share);
    let mut figure = Figure::new(title, "Score on the first component (ink)", "Score on the second component (ink)");
    for (colour, digit) in DRAWN.into_iter().enumerate() {
        let own = scores.rows().into_iter().zip(&labels).filter(|(_, label)| **label == digit);
        let at: Vec<(f64, f64)> = own.filter_map(|(row, _)| Some((*row.get(0)?, *row.get(1)?))).collect();
        figure = figure.points(&format!("digit {digit:.0}"), colour, at);
    }
    let centre = (contract.transform)(&pca, pca.means.view().insert_axis(Axis(0)));
    let centre = centre.rows().into_iter().filter_map(|row| Some((*row.get(0)?, *row.get(1)?)));
    Ok(figure.marks("the training mean", CENTRE, centre))
}

/// How much every component explains, how many are enough, and what so many keep of digits that are held out.
fn scree(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let Pictures { train, test, .. } = pictures()?;
    let pca = (contract.fit)(train.view(), SHOWN)?;
    let ratios = (contract.explained_ratio)(&pca);
    let bar = |(i, ratio): (usize, &f64)| Rect::new(i as f64 + 0.6..i as f64 + 1.4, 0.0..100.0 * ratio);
    let bars = ratios.iter().enumerate().map(bar);
    let sums = ratios.iter().scan(0.0, |sum, ratio| {
        *sum += 100.0 * ratio;
        Some(*sum)
    });
    let sums: Vec<(f64, f64)> = sums.enumerate().map(|(i, sum)| ((i + 1) as f64, sum)).collect();
    let enough = (contract.n_components_for)(ratios.view(), SHARE);
    let reached = enough.checked_sub(1).and_then(|i| sums.get(i)).copied();
    let figure = Figure::new("Digits: what the components explain", "Components", "Share of the variance (%)")
        .bars("each alone", 0, bars)
        .line("all up to this one", 1, sums)
        .line("80 %", 2, [(0.0, 100.0 * SHARE), (SHOWN as f64 + 1.0, 100.0 * SHARE)])
        .marks(&format!("n_components_for 80 %: {enough}"), 2, reached)
        .x_range(0.0, SHOWN as f64 + 1.0)
        .y_range(0.0, 105.0);
    Ok(figure.points("kept of held-out digits", 3, kept(contract, &pca, &test)))
}

/// What is left of the squared distances to the training means when the errors are taken off, in %.
fn kept(contract: &Contract, pca: &Pca, test: &Array2<f64>) -> Vec<(f64, f64)> {
    let rows = test.select(Axis(0), &(0..test.nrows()).step_by(12).collect::<Vec<_>>());
    let distances = (&rows - &pca.means).mapv(|difference| difference * difference).sum();
    let most = pca.components.nrows();
    let share = |n: usize| {
        let first: Vec<usize> = (0..n).collect();
        let fewer = Pca {
            components: pca.components.select(Axis(0), &first),
            explained_variance: pca.explained_variance.select(Axis(0), &first),
            ..pca.clone()
        };
        let errors = (contract.reconstruction_errors)(&fewer, rows.view());
        (n as f64, 100.0 * (1.0 - errors.sum() / distances).max(0.0))
    };
    [1, 2, 4, 7, 10, 16, 22, 30].into_iter().filter(|n| *n <= most).map(share).collect()
}

const DRAWN: [f64; 5] = [0.0, 1.0, 3.0, 4.0, 6.0];
const CENTRE: usize = 5;
const SHOWN: usize = 30;
const SHARE: f64 = 0.8;

/// The first 1200 pictures to learn from; the other 597, mostly by other hands, and their digits.
struct Pictures {
    train: Array2<f64>,
    test: Array2<f64>,
    digits: Array1<f64>,
}

fn pictures() -> Result<Pictures, DatasetError> {
    let all = datasets::digits()?;
    let (train, test): (Vec<usize>, Vec<usize>) = (0..all.records.nrows()).partition(|row| *row < 1200);
    let part = |rows: &[usize]| all.records.select(Axis(0), rows);
    Ok(Pictures { train: part(&train), test: part(&test), digits: all.targets.select(Axis(0), &test) })
}
