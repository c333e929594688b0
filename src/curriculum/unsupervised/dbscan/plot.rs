//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::Array2;

use super::Contract;
use super::data::{every, prepared};
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "customers", draw: customers }, Plot { name: "reach", draw: reach }];

const EVERY: usize = 30;
const EPS: f64 = 0.5;
const MIN_POINTS: usize = 5;
/// Clusters after these share the last colour.
const CLUSTERS: [usize; 3] = [0, 2, 5];
const NOISE: usize = 1;

/// The customers' clusters, and those who belong to none.
fn customers(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let records = every(EVERY)?;
    let found = (contract.dbscan)(prepared(&records).view(), EPS, MIN_POINTS)?;
    let at = |wanted: &dyn Fn(usize) -> bool| -> Vec<(f64, f64)> {
        let rows = (0..records.nrows()).filter(|row| wanted(*row));
        rows.map(|row| (records[[row, 0]].log10(), records[[row, 1]].log10())).collect()
    };
    let label = |row: usize| found.labels.get(row).copied().flatten();
    let mut numbers: Vec<usize> = found.labels.iter().copied().flatten().collect();
    numbers.sort_unstable();
    numbers.dedup();
    let title = format!("{} customers, eps {EPS}, min_points {MIN_POINTS}: clusters and noise", records.nrows());
    let mut figure = Figure::new(title, "Orders (log10)", "Spent in all (log10 of £)");
    for (place, number) in numbers.iter().enumerate() {
        let members = at(&|row| label(row) == Some(*number));
        let name = match place {
            0..=3 => format!("cluster of {}", members.len()),
            4 => format!("and {} clusters more", numbers.len() - 4),
            _ => String::new(),
        };
        figure = figure.points(&name, CLUSTERS[place.min(2)], members);
    }
    let noise = at(&|row| label(row).is_none());
    Ok(figure.marks(&format!("noise: {}", noise.len()), NOISE, noise))
}

/// How far eps must reach to make core points of the customers.
fn reach(contract: &Contract) -> Result<Figure, Box<dyn Error>> {
    let points: Array2<f64> = prepared(&every(EVERY)?);
    let reach = (contract.reach)(points.view(), MIN_POINTS);
    let core = reach.iter().filter(|distance| **distance <= EPS).count();
    let title = format!("Of {} customers {core} are core points for eps {EPS}", points.nrows());
    let curve = reach.iter().enumerate().map(|(place, distance)| (place as f64 + 1.0, *distance));
    let figure =
        Figure::new(title, "Customers, the densest places first", "Distance to the fifth nearest row (deviations)");
    let figure = figure.line("reach for min_points 5", 0, curve);
    Ok(figure.line(&format!("eps {EPS}"), NOISE, [(0.0, EPS), (points.nrows() as f64, EPS)]))
}
