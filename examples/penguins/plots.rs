//! Three plots: the groups, the masses that were predicted, and how far off they are.

use mlings_plot::{Figure, extent, histogram, pairs};
use ndarray::{Array1, Array2};

pub fn groups(records: &Array2<f64>, labels: &Array1<usize>, names: &[&str]) -> Figure {
    let start = Figure::new("Groups found without labels, held-out birds", "Bill length (mm)", "Flipper length (mm)");
    names.iter().enumerate().fold(start, |figure, (cluster, name)| {
        let members = records.rows().into_iter().zip(labels).filter(|(_, label)| **label == cluster);
        let at = members.map(|(bird, _)| (bird[0], bird[2]));
        figure.points(&format!("group {cluster}, mostly {name}"), cluster, at)
    })
}

pub fn mass(predicted: &Array1<f64>, measured: &Array1<f64>) -> Figure {
    let (low, high) = extent(measured.iter().chain(predicted).copied()).unwrap_or_default();
    Figure::new("Body mass of held-out birds", "Measured (g)", "Predicted (g)")
        .line("perfect prediction", 1, [(low, low), (high, high)])
        .points("bird", 0, pairs(measured.view(), predicted.view()))
}

pub fn errors(predicted: &Array1<f64>, measured: &Array1<f64>) -> Figure {
    Figure::new("How far off the predictions are", "Measured minus predicted (g)", "Held-out birds")
        .bars("", 0, histogram(measured - predicted, (-1000.0, 1000.0), 20, &[]))
        .x_range(-1000.0, 1000.0)
}
