//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, Axis};

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "regions", draw: regions }, Plot { name: "by_k", draw: by_k }];

const SPECIES: [&str; 3] = ["setosa", "versicolor", "virginica"];
const K: usize = 5;
/// How many places are asked, across and upwards, and the range of petal length and width, in cm.
const PLACES: (usize, usize) = (26, 14);
const LENGTH: (f64, f64) = (0.8, 7.2);
const WIDTH: (f64, f64) = (0.0, 2.7);

/// What every place of the map is taken for, and the flowers that were asked.
fn regions(knn: &Contract) -> Result<Figure, Box<dyn Error>> {
    let irises = datasets::iris()?;
    let petals = irises.records.select(Axis(1), &[2, 3]);
    let species = irises.targets.mapv(|species| species as usize);
    let at = |place: usize, (low, high): (f64, f64), places: usize| {
        low + (high - low) * (place as f64 + 0.5) / places as f64
    };
    let places = Array2::from_shape_fn((PLACES.0 * PLACES.1, 2), |(place, axis)| match axis {
        0 => at(place % PLACES.0, LENGTH, PLACES.0),
        _ => at(place / PLACES.0, WIDTH, PLACES.1),
    });
    let taken_for = (knn.predict)(petals.view(), species.view(), places.view(), K)?;
    let named = (knn.predict)(petals.view(), species.view(), petals.view(), K)?;
    let right = named.iter().zip(&species).filter(|(label, species)| label == species).count();
    let mut figure = Figure::new(
        format!("What the {K} nearest irises are, at every place ({right} of the 150 are named rightly)"),
        "Petal length (cm)",
        "Petal width (cm)",
    );
    let of = |rows: &Array2<f64>, labels: &Array1<usize>, class: usize| -> Vec<(f64, f64)> {
        rows.rows()
            .into_iter()
            .zip(labels)
            .filter(|(_, label)| **label == class)
            .map(|(row, _)| (row[0], row[1]))
            .collect()
    };
    for class in 0..SPECIES.len() {
        figure = figure.points("", class, of(&places, &taken_for, class));
    }
    for (class, name) in SPECIES.iter().enumerate() {
        figure = figure.marks(name, class, of(&petals, &species, class));
    }
    Ok(figure.x_range(LENGTH.0, LENGTH.1).y_range(WIDTH.0, 1.25 * WIDTH.1))
}

/// How many flowers are taken for what they are, by the number of neighbours: flowers that vote on themselves, and
/// flowers that are left out.
fn by_k(knn: &Contract) -> Result<Figure, Box<dyn Error>> {
    let irises = datasets::iris()?;
    let some: Vec<usize> = (0..irises.targets.len()).step_by(2).collect();
    // In whole mm equal distances are exactly equal, so that every way to compare them gives one picture.
    let sepals = irises.records.select(Axis(1), &[0, 1]).select(Axis(0), &some).mapv(|cm| (10.0 * cm).round());
    let species = irises.targets.select(Axis(0), &some).mapv(|species| species as usize);
    let accuracy = |labels: Array1<usize>| {
        labels.iter().zip(&species).filter(|(label, species)| label == species).count() as f64 / species.len() as f64
    };
    let (mut seen, mut left_out) = (Vec::new(), Vec::new());
    for k in NEIGHBOURS {
        seen.push((k as f64, accuracy((knn.predict)(sepals.view(), species.view(), sepals.view(), k)?)));
        left_out.push((k as f64, accuracy((knn.leave_one_out)(sepals.view(), species.view(), k)?)));
    }
    Ok(Figure::new(
        "75 irises by their sepals: how many neighbours to ask",
        "Neighbours asked, k",
        "Share of flowers taken for what they are (0 to 1)",
    )
    .line("flowers that were seen", 1, seen.clone())
    .points("", 1, seen)
    .line("flowers that were left out", 0, left_out.clone())
    .points("", 0, left_out)
    .y_range(0.0, 1.1))
}

const NEIGHBOURS: [usize; 7] = [1, 3, 7, 15, 25, 40, 60];
