//! Content-based recommending: from a catalogue to ten films for each of twenty people.

extern crate support as mlings;

#[allow(dead_code)]
#[path = "../src/curriculum/recommenders/content_based/solution.rs"]
mod reference;
#[path = "../exercises/09_recommenders/01_content_based.rs"]
mod yours;

use std::collections::BTreeSet;
use std::process::ExitCode;

use mlings::content_based::Contract;
use mlings::datasets::{DatasetError, Film, films};
use mlings::{Bench, Data, Side};
use ndarray::{Array2, ArrayView1, Axis, stack};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// How many films everybody likes.
const N_LIKED: usize = 5;
const N_PEOPLE: usize = 20;
const N_SHOWN: usize = 10;

fn main() -> ExitCode {
    Bench {
        workload: "fit, transform, 20 profiles, the similarity of every film, 10 films for each",
        counts: "films",
        sizes: [500, 1_000, 2_000, 4_000],
        data,
        input: |data| Input { items: named(&data.records), liked: numbers(&data.others) },
        yours: Side::new(|input| shown(&yours::functions(), input), |shown| shown),
        reference: Side::new(|input| shown(&REFERENCE, input), |shown| shown),
        linfa: None,
        tolerance: 1e-9,
    }
    .run("content_based")
}

const REFERENCE: Contract = Contract {
    features: reference::features,
    fit: reference::fit,
    transform: reference::transform,
    similarity: reference::similarity,
    profile: reference::profile,
    recommend: reference::recommend,
};

/// A catalogue, and what each of some people liked.
struct Input {
    items: Vec<Vec<String>>,
    liked: Vec<Vec<usize>>,
}

/// Films that are drawn with replacement, as numbers of their features, filled up with -1; and five films that
/// everybody likes.
fn data(n_films: usize) -> Result<Data, DatasetError> {
    let all = films()?;
    let genres = |film: &Film| film.genres.clone().unwrap_or_default();
    let features: Vec<Vec<String>> =
        all.iter().map(|film| reference::features(&genres(film), &film.country, film.year)).collect();
    let names: Vec<&String> = features.iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let longest = features.iter().map(Vec::len).max().unwrap_or(0);
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let mut records = Array2::from_elem((n_films, longest), -1.0);
    for mut row in records.rows_mut() {
        let film = &features[random.gen_range(0..features.len())];
        for (number, feature) in row.iter_mut().zip(film) {
            *number = names.partition_point(|name| *name < feature) as f64;
        }
    }
    let others = Array2::from_shape_simple_fn((N_PEOPLE, N_LIKED), || random.gen_range(0..n_films) as f64);
    Ok(Data { records, others, ..Data::default() })
}

fn numbers(table: &Array2<f64>) -> Vec<Vec<usize>> {
    let of_row = |row: ArrayView1<f64>| row.iter().filter(|n| **n >= 0.0).map(|n| *n as usize).collect();
    table.rows().into_iter().map(of_row).collect()
}

fn named(records: &Array2<f64>) -> Vec<Vec<String>> {
    let names = |row: Vec<usize>| row.into_iter().map(|number| format!("feature {number:03}")).collect();
    numbers(records).into_iter().map(names).collect()
}

/// The similarities of what is shown. Of films that are equally similar, rounding may show one or the other.
fn shown(contract: &Contract, Input { items, liked }: &Input) -> Vec<f64> {
    let vocabulary = (contract.fit)(items);
    let rows = (contract.transform)(items, &vocabulary);
    let profiles: Vec<_> = liked.iter().map(|liked| (contract.profile)(rows.view(), liked)).collect();
    let profiles: Vec<_> = profiles.iter().map(|profile| profile.view()).collect();
    let Ok(queries) = stack(Axis(0), &profiles) else { return Vec::new() };
    let alike = (contract.similarity)(queries.view(), rows.view());
    let people = alike.rows().into_iter().zip(liked);
    let of_person = |(alike, liked): (ArrayView1<f64>, &Vec<usize>)| {
        let films = (contract.recommend)(alike, liked, N_SHOWN);
        films.into_iter().map(|film| alike[film]).collect::<Vec<_>>()
    };
    people.flat_map(of_person).collect()
}
