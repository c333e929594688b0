//! A key to the penguins, whose answers are to be scored.

use ndarray::Array1;

use mlings_datasets::{self as datasets, DatasetError, Penguin};

/// The species by their numbers.
pub(super) const SPECIES: [&str; 3] = ["Adelie", "Chinstrap", "Gentoo"];

/// Flippers of at least so many mm are taken for those of a Gentoo.
const LONG_FLIPPERS: f64 = 200.0;
/// Other birds with a bill of at least so many mm are taken for a Chinstrap.
const LONG_BILL: f64 = 44.0;

/// What the 342 measured birds are, and what the key takes them for.
pub(super) fn judged() -> Result<(Array1<usize>, Array1<usize>), DatasetError> {
    let (_, birds) = datasets::measured_bills()?;
    let actual = birds.iter().map(|bird| SPECIES.iter().position(|name| *name == bird.short_species()).unwrap_or(0));
    Ok((actual.collect(), birds.iter().map(|bird| by_the_key(bird)).collect()))
}

fn by_the_key(bird: &Penguin) -> usize {
    let at_least = |measured: Option<f64>, limit: f64| measured.is_some_and(|length| length >= limit);
    match (at_least(bird.flipper_length, LONG_FLIPPERS), at_least(bird.bill_length, LONG_BILL)) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}
