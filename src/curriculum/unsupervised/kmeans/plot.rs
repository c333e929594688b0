//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array2, Axis};

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "clusters", draw: clusters }];

/// The penguins' bills by cluster, and the way that every centroid went.
fn clusters(kmeans: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (bills, _) = datasets::measured_bills()?;
    // A start that is far from the answer, so that the way can be seen.
    let start = bills.select(Axis(0), &[20, 100, 180]);
    let fitted = (kmeans.fit)(bills.view(), start.view(), ROUNDS);
    let mut figure =
        Figure::new("Penguins by their bills: clusters and the centroids' way", "Bill length (mm)", "Bill depth (mm)");
    for cluster in 0..start.nrows() {
        let members = bills.rows().into_iter().zip(&fitted.labels).filter(|(_, label)| **label == cluster);
        let at: Vec<(f64, f64)> = members.map(|(bill, _)| (bill[0], bill[1])).collect();
        let name = format!("cluster {cluster}: {} birds", at.len());
        figure = figure.points(&name, cluster, at);
    }
    figure = figure.marks("where the ways start", START, start.rows().into_iter().map(|bill| (bill[0], bill[1])));
    // One round at a time shows the stops on the way.
    let step = |from: &Array2<f64>| Some((kmeans.fit)(bills.view(), from.view(), 1).centroids);
    let stops: Vec<Array2<f64>> = std::iter::successors(Some(start.clone()), step).take(ROUNDS + 1).collect();
    for cluster in 0..start.nrows() {
        let way: Vec<(f64, f64)> =
            stops.iter().filter_map(|stop| Some((*stop.get([cluster, 0])?, *stop.get([cluster, 1])?))).collect();
        let arrived = way.last().copied();
        figure = figure.line("", cluster, way).marks("", cluster, arrived);
    }
    Ok(figure)
}

const ROUNDS: usize = 20;
/// A colour that no cluster has.
const START: usize = 3;
