//! From a raw field notebook to two models: which penguins are alike, and what does one weigh?
//!
//! ```text
//! cargo run --example penguins
//! ```
//!
//! The story: read what arrived, look for holes, keep every fifth bird out of sight, scale by what the
//! others show, find groups without labels (linfa-clustering), predict the body mass (linfa-linear), and
//! only then look at the birds that were kept out. Three plots are written to `plots/penguins`.

use std::error::Error;
use std::path::Path;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_clustering::KMeans;
use linfa_linear::LinearRegression;
use mlings::datasets::{Penguin, penguins};
use mlings::plot::{Figure, extent, histogram};
use ndarray::{Array1, Array2, Axis, concatenate};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

const SPECIES: [&str; 3] = ["Adelie", "Chinstrap", "Gentoo"];

fn main() -> Result<(), Box<dyn Error>> {
    let birds = penguins()?;
    println!("Read {} birds.", birds.len());
    println!(
        "Missing: {} have no body measurements, {} no sex.",
        count(birds, |b| b.body_mass.is_none()),
        count(birds, |b| b.sex.is_none())
    );

    // A bird without any measurement cannot teach a model anything, so it goes. Sex is not used here, so
    // a bird without it stays: what is dropped for one question may be needed for another.
    let measured: Vec<&Penguin> = birds.iter().filter(|bird| bird.body_mass.is_some()).collect();
    let (held_out, train): (Vec<_>, Vec<_>) = measured.into_iter().enumerate().partition(|(row, _)| row % 5 == 0);
    let train: Vec<&Penguin> = train.into_iter().map(|(_, bird)| bird).collect();
    let held_out: Vec<&Penguin> = held_out.into_iter().map(|(_, bird)| bird).collect();
    println!("Train on {} birds; {} are kept out of sight until the end.\n", train.len(), held_out.len());

    let (groups, agreed) = find_groups(&train, &held_out)?;
    let ([mass, errors], [guessed, by_size, told]) = predict_mass(&train, &held_out)?;

    println!("\nConclusion");
    let right = 100.0 * agreed;
    println!(
        "  Bills and flippers alone sort penguins into three groups, and {right:.0} of 100 new birds into that of"
    );
    println!("  their species. The names of the groups must come from somebody who knows penguins.");
    println!(
        "  To estimate a mass, note the species too: it takes the typical error from {by_size:.0} g to {told:.0} g."
    );
    println!("  Without any measurement it would be {guessed:.0} g.");

    let folder = Path::new("plots/penguins");
    println!();
    for (name, figure) in [("groups", groups), ("mass", mass), ("errors", errors)] {
        let files = figure.save(folder, name)?;
        println!("Plot: {}", files[1].display());
    }
    Ok(())
}

/// k-means on bills and flippers, without a look at the species. Also the share of held-out birds whose species is
/// their group's.
fn find_groups(train: &[&Penguin], held_out: &[&Penguin]) -> Result<(Figure, f64), Box<dyn Error>> {
    let (train_records, test_records) = (records(train), records(held_out));
    // Flippers vary over 60 mm, bill depth over 8: unscaled, the flipper would decide alone. Mean and
    // spread are learned from the training birds only; anything else would be a look at the held-out ones.
    let scale = Scale::fit(&train_records);
    let dataset = Dataset::from(scale.transform(&train_records));
    let model = KMeans::params_with_rng(3, ChaCha8Rng::seed_from_u64(7)).n_runs(10).tolerance(1e-6).fit(&dataset)?;

    let labels = model.predict(&scale.transform(&train_records));
    let names = majority_species(train, &labels);
    let seen = agreement(train, &labels, &names);
    let unseen_labels = model.predict(&scale.transform(&test_records));
    let unseen = agreement(held_out, &unseen_labels, &names);
    println!("k-means found 3 groups without being told the species.");
    for (cluster, name) in names.iter().enumerate() {
        let size = labels.iter().filter(|label| **label == cluster).count();
        println!("  group {cluster}: {size} birds, mostly {name}");
    }
    println!("  a group's majority is a bird's species for {:.1} % of the training birds,", 100.0 * seen);
    println!("  and for {:.1} % of the birds it never saw.", 100.0 * unseen);

    let mut figure =
        Figure::new("Groups found without labels, held-out birds", "Bill length (mm)", "Flipper length (mm)");
    for (cluster, name) in names.iter().enumerate() {
        let members = test_records.rows().into_iter().zip(&unseen_labels).filter(|(_, label)| **label == cluster);
        let at: Vec<(f64, f64)> = members.map(|(bird, _)| (bird[0], bird[2])).collect();
        figure = figure.points(&format!("group {cluster}, mostly {name}"), cluster, at);
    }
    Ok((figure, unseen))
}

/// Body mass as a straight-line function of the other measurements, with and without the species. Also the typical
/// errors in g, that of the mean first.
fn predict_mass(train: &[&Penguin], held_out: &[&Penguin]) -> Result<([Figure; 2], [f64; 3]), Box<dyn Error>> {
    let (train_mass, true_mass) = (masses(train), masses(held_out));
    // The simplest prediction there is: everybody weighs the mean. A model must beat it.
    let mean = train_mass.mean().ok_or("no training birds")?;
    let guessed = Array1::from_elem(true_mass.len(), mean);

    let plain = LinearRegression::new().fit(&Dataset::new(records(train), train_mass.clone()))?;
    let by_size = plain.predict(&records(held_out));
    let told = LinearRegression::new().fit(&Dataset::new(with_species(train)?, train_mass))?;
    let by_size_and_species = told.predict(&with_species(held_out)?);

    let typical = [&guessed, &by_size, &by_size_and_species].map(|predicted| rmse(predicted, &true_mass));
    println!("\nBody mass of the held-out birds, typical error (root mean squared):");
    println!("  always the mean                    {:>5.0} g", typical[0]);
    println!("  bill and flipper, linear           {:>5.0} g", typical[1]);
    println!("  bill, flipper and species, linear  {:>5.0} g", typical[2]);
    println!("  one more mm of flipper goes with {:.0} g more, all else equal.", told.params()[2]);

    let (low, high) = extent(true_mass.iter().chain(&by_size_and_species).copied()).ok_or("no held-out birds")?;
    let predicted = true_mass.iter().copied().zip(by_size_and_species.iter().copied());
    let scatter = Figure::new("Body mass of held-out birds", "Measured (g)", "Predicted (g)")
        .line("perfect prediction", 1, [(low, low), (high, high)])
        .points("bird", 0, predicted);
    let errors = &true_mass - &by_size_and_species;
    let histogram = Figure::new("How far off the predictions are", "Measured minus predicted (g)", "Held-out birds")
        .bars("", 0, histogram(errors, (-1000.0, 1000.0), 20, &[]))
        .x_range(-1000.0, 1000.0);
    Ok(([scatter, histogram], typical))
}

/// Bill length, bill depth and flipper length in mm, n x 3.
fn records(birds: &[&Penguin]) -> Array2<f64> {
    let value = |(row, column): (usize, usize)| {
        let bird = birds[row];
        [bird.bill_length, bird.bill_depth, bird.flipper_length][column].unwrap_or(f64::NAN)
    };
    Array2::from_shape_fn((birds.len(), 3), value)
}

/// The same, and one column for each species but the first. With all three, the columns would sum to
/// one, the intercept would be a combination of them, and the coefficients would not be unique.
fn with_species(birds: &[&Penguin]) -> Result<Array2<f64>, ndarray::ShapeError> {
    let is = |(row, column): (usize, usize)| f64::from(birds[row].short_species() == SPECIES[column + 1]);
    concatenate(Axis(1), &[records(birds).view(), Array2::from_shape_fn((birds.len(), 2), is).view()])
}

fn masses(birds: &[&Penguin]) -> Array1<f64> {
    birds.iter().map(|bird| bird.body_mass.unwrap_or(f64::NAN)).collect()
}

/// Brings every column to mean 0 and standard deviation 1.
struct Scale {
    mean: Array1<f64>,
    deviation: Array1<f64>,
}

impl Scale {
    fn fit(records: &Array2<f64>) -> Scale {
        let mean = records.sum_axis(Axis(0)) / records.nrows() as f64;
        Scale { mean, deviation: records.std_axis(Axis(0), 0.0) }
    }

    fn transform(&self, records: &Array2<f64>) -> Array2<f64> {
        (records - &self.mean) / &self.deviation
    }
}

/// The species that most of a group's birds belong to.
fn majority_species(birds: &[&Penguin], labels: &Array1<usize>) -> Vec<&'static str> {
    let members = |cluster, name| {
        birds.iter().zip(labels).filter(|(bird, label)| **label == cluster && bird.short_species() == name).count()
    };
    let majority = |cluster| SPECIES.into_iter().max_by_key(|name| members(cluster, *name)).unwrap_or(SPECIES[0]);
    (0..3).map(majority).collect()
}

/// The share of birds whose species is their group's.
fn agreement(birds: &[&Penguin], labels: &Array1<usize>, names: &[&str]) -> f64 {
    let alike = birds.iter().zip(labels).filter(|(bird, label)| bird.short_species() == names[**label]).count();
    alike as f64 / birds.len() as f64
}

fn rmse(predicted: &Array1<f64>, actual: &Array1<f64>) -> f64 {
    (predicted - actual).mapv(|error| error * error).mean().unwrap_or(f64::NAN).sqrt()
}

fn count(birds: &[Penguin], holds: impl Fn(&Penguin) -> bool) -> usize {
    birds.iter().filter(|bird| holds(bird)).count()
}
