//! From a raw field notebook to two models: which penguins are alike, and what does one weigh?
//!
//! ```text
//! cargo run --example penguins
//! ```
//!
//! The story: read what arrived, look for holes, keep every fifth bird out of sight, scale by what the
//! others show, find groups without labels (linfa-clustering), predict the body mass (linfa-linear), and
//! only then look at the birds that were kept out. Scaling and errors are the references of the exercises
//! `scale` and `regression_metrics`. Three plots are written to `plots/penguins`.

use std::error::Error;
use std::path::Path;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_clustering::KMeans;
use linfa_linear::LinearRegression;
use mlings_cleaning_grader::scale;
use mlings_datasets::{Penguin, penguins};
use mlings_plot::Figure;
use mlings_regression_grader::regression_metrics;
use ndarray::{Array1, Array2, Axis, concatenate};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

mod plots;

const SPECIES: [&str; 3] = ["Adelie", "Chinstrap", "Gentoo"];

fn main() -> Result<(), Box<dyn Error>> {
    let birds = penguins()?;
    println!("Read {} birds.", birds.len());
    let count = |holds: fn(&&Penguin) -> bool| birds.iter().filter(holds).count();
    let (no_mass, no_sex) = (count(|bird| bird.body_mass.is_none()), count(|bird| bird.sex.is_none()));
    println!("Missing: {no_mass} have no body measurements, {no_sex} no sex.");

    // A bird without any measurement cannot teach a model anything, so it goes. Sex is not used here, so
    // a bird without it stays: what is dropped for one question may be needed for another.
    let measured: Vec<&Penguin> = birds.iter().filter(|bird| bird.body_mass.is_some()).collect();
    let (held_out, train): (Vec<_>, Vec<_>) = measured.into_iter().enumerate().partition(|(row, _)| row % 5 == 0);
    let train: Vec<&Penguin> = train.into_iter().map(|(_, bird)| bird).collect();
    let held_out: Vec<&Penguin> = held_out.into_iter().map(|(_, bird)| bird).collect();
    println!("Train on {} birds; {} are kept out of sight until the end.\n", train.len(), held_out.len());

    let (groups, agreed) = find_groups(&train, &held_out)?;
    let ([mass, errors], [guessed, by_size, by_both]) = predict_mass(&train, &held_out)?;

    println!("\nConclusion");
    let right = 100.0 * agreed;
    println!(
        "  Bills and flippers alone sort penguins into three groups, and {right:.0} of 100 new birds into that of"
    );
    println!("  their species. The names of the groups must come from somebody who knows penguins.");
    println!(
        "  To estimate a mass, note the species too: it takes the typical error from {by_size:.0} g to {by_both:.0} g."
    );
    println!("  Without any measurement it would be {guessed:.0} g.");

    println!();
    for (name, figure) in [("groups", groups), ("mass", mass), ("errors", errors)] {
        println!("Plot: {}", figure.save(Path::new("plots/penguins"), name)?[1].display());
    }
    Ok(())
}

/// k-means on bills and flippers, without a look at the species. Also the share of held-out birds whose species is
/// their group's.
fn find_groups(train: &[&Penguin], held_out: &[&Penguin]) -> Result<(Figure, f64), Box<dyn Error>> {
    let test_records = records(held_out);
    // Flippers vary over 60 mm, bill depth over 8: unscaled, the flipper would decide alone. Mean and
    // spread are learned from the training birds only; anything else would be a look at the held-out ones.
    let scale = scale::EXERCISE.functions.scale_split;
    let scaled = scale(records(train).view(), test_records.view(), scale::Method::Standard)?;
    let params = KMeans::params_with_rng(3, ChaCha8Rng::seed_from_u64(7)).n_runs(10).tolerance(1e-6);
    let model = params.fit(&Dataset::from(scaled.train.clone()))?;

    let (labels, unseen_labels) = (model.predict(&scaled.train), model.predict(&scaled.test));
    let names = majority_species(train, &labels);
    let seen = agreement(train, &labels, &names);
    let unseen = agreement(held_out, &unseen_labels, &names);
    println!("k-means found 3 groups without being told the species.");
    for (cluster, name) in names.iter().enumerate() {
        let size = labels.iter().filter(|label| **label == cluster).count();
        println!("  group {cluster}: {size} birds, mostly {name}");
    }
    println!("  a group's majority is a bird's species for {:.1} % of the training birds,", 100.0 * seen);
    println!("  and for {:.1} % of the birds it never saw.", 100.0 * unseen);

    Ok((plots::groups(&test_records, &unseen_labels, &names), unseen))
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
    let with_both = LinearRegression::new().fit(&Dataset::new(with_species(train)?, train_mass))?;
    let by_size_and_species = with_both.predict(&with_species(held_out)?);

    let rmse = regression_metrics::EXERCISE.functions.rmse;
    let error = |predicted: &Array1<f64>| rmse(predicted.view(), true_mass.view());
    let typical = [error(&guessed)?, error(&by_size)?, error(&by_size_and_species)?];
    println!("\nBody mass of the held-out birds, typical error (root mean squared):");
    println!("  always the mean                    {:>5.0} g", typical[0]);
    println!("  bill and flipper, linear           {:>5.0} g", typical[1]);
    println!("  bill, flipper and species, linear  {:>5.0} g", typical[2]);
    println!("  one more mm of flipper goes with {:.0} g more, all else equal.", with_both.params()[2]);

    Ok(([plots::mass(&by_size_and_species, &true_mass), plots::errors(&by_size_and_species, &true_mass)], typical))
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
