//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::ArrayView1;

use super::{Contract, Part, Split};
use mlings_datasets as datasets;
use mlings_grading::{Cases, Plot};
use mlings_plot::{Figure, Rect};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "shares", draw: shares }, Plot { name: "flowers", draw: flowers }];

/// How much of the whole file and of each part every species has.
fn shares(split: &Contract) -> Result<Figure, Box<dyn Error>> {
    let halves = split_irises(split)?;
    let all = datasets::iris()?.targets.view();
    let mut figure = Figure::new(
        "Irises: the species in the file and in both parts",
        "Species (0 setosa, 1 versicolor, 2 virginica)",
        "Share of the flowers (%)",
    );
    let parts = [("the whole file", all), ("train", halves.train.targets.view()), ("test", halves.test.targets.view())];
    for (place, (name, targets)) in parts.into_iter().enumerate() {
        let bar = |species: usize| {
            let left = species as f64 + 0.25 * (place as f64 - 1.5);
            let share = 100.0 * count(targets, species) as f64 / targets.len().max(1) as f64;
            Rect::new(left..left + 0.25, 0.0..share)
        };
        figure = figure.bars(&format!("{name}: {} flowers", targets.len()), place, (0..SPECIES.len()).map(bar));
    }
    Ok(figure.x_range(-0.6, 2.6).y_range(0.0, 119.0))
}

/// Every flower of both parts at its own petal, with the species that its target says.
fn flowers(split: &Contract) -> Result<Figure, Box<dyn Error>> {
    let halves = split_irises(split)?;
    let mut figure = Figure::new(
        "Irises by petal: the small ones train, the large ones are held out",
        "Petal length (cm)",
        "Petal width (cm)",
    );
    let mut held_out = Vec::new();
    for (species, name) in SPECIES.into_iter().enumerate() {
        let (train, test) = (petals(&halves.train, species), petals(&halves.test, species));
        figure = figure.points(&format!("{name}: {} train, {} test", train.len(), test.len()), species, train);
        held_out.push(test);
    }
    Ok(held_out.into_iter().enumerate().fold(figure, |figure, (species, test)| figure.marks("", species, test)))
}

fn split_irises(split: &Contract) -> Result<Split, Box<dyn Error>> {
    let flowers = datasets::iris()?;
    let order = Cases::new(0, "the order of the irises").permutation(flowers.targets.len());
    Ok((split.train_test_split)(flowers.records.view(), flowers.targets.view(), &order, 0.2)?)
}

fn petals(part: &Part, species: usize) -> Vec<(f64, f64)> {
    let rows = part.records.rows().into_iter().zip(&part.targets);
    let of_species = rows.filter(|(_, target)| **target == species as f64);
    of_species.filter_map(|(record, _)| Some((*record.get(2)?, *record.get(3)?))).collect()
}

fn count(targets: ArrayView1<f64>, species: usize) -> usize {
    targets.iter().filter(|target| **target == species as f64).count()
}

const SPECIES: [&str; 3] = ["setosa", "versicolor", "virginica"];
