//! Which digit is this? A machine is to read hands that it has never seen, from as few numbers as will do.
//!
//! ```text
//! cargo run --example digits
//! ```
//!
//! The story: the file seems to be sorted by writer, so its last fifth is put away as the new hands. On the rest,
//! block against block, a few components of a PCA stand in for 64 pixels, and nearest neighbours compete with
//! softmax regression. Then the new hands are read, once: what is taken for what, and when is a person to be asked?
//! All of it stands on the references of the exercises `folds`, `pca`, `nearest_neighbours`, `softmax_regression`
//! and `classification_metrics`. Three plots are written to `plots/digits`.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mlings_classification_grader::classification_metrics;
use mlings_datasets as datasets;
use mlings_validation_grader::folds;
use ndarray::{Array1, Array2, Axis};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use folds::Fold;
use readers::{Images, Reader, Trial};

mod plots;
mod readers;
#[path = "../story/mod.rs"]
mod story;

const N_COMPONENTS: [usize; 6] = [2, 4, 8, 16, 32, 64];
const READERS: [Reader; 4] = [Reader::Neighbours(1), Reader::Neighbours(3), Reader::Neighbours(5), Reader::Softmax];
const N_FOLDS: usize = 4;

fn main() -> ExitCode {
    story::tell(run)
}

fn run() -> Result<(), Box<dyn Error>> {
    let file = datasets::digits()?;
    // From 0 for paper to 1 for ink.
    let images = Images { records: &file.records / 16.0, digits: file.targets.mapv(|digit| digit as usize) };
    let n_images = images.digits.len();
    let (known, new): (Vec<usize>, Vec<usize>) = (0..n_images).partition(|row| row * 5 < n_images * 4);
    println!("{n_images} images of handwritten digits, 64 pixels each. The file seems to be sorted by writer, so the");
    println!("last {} are put away: mostly hands that nobody has seen, as on the day of use.\n", new.len());

    // A block of the file holds mostly whole writers. Once shuffled, everybody is on both sides.
    let blocks = (folds::EXERCISE.functions.k_fold)(&known, N_FOLDS)?;
    let mut order = known.clone();
    order.shuffle(&mut ChaCha8Rng::seed_from_u64(1));
    let shuffled = (folds::EXERCISE.functions.k_fold)(&order, N_FOLDS)?;

    println!("A PCA makes weighted sums of the 64 pixels, the components, and begins with those in which images");
    println!("differ most. Readers see the first few. \"3 neighbours\" is the vote of the 3 known images most alike.");
    println!("\"softmax\" learns a weighted sum of the components for every digit, and the largest sum wins.\n");
    println!(
        "The other images are cut into {N_FOLDS} blocks, and each is read by readers who learned from the other blocks."
    );
    println!("Read rightly, in % (mean ± standard deviation over the blocks):");
    println!("components{}", READERS.map(|reader| format!("{:>15}", reader.name())).concat());
    let mut trials = Vec::new();
    for n_components in N_COMPONENTS {
        let row = images.try_out(&blocks, n_components, &READERS)?;
        println!("{n_components:>10}{}", row.iter().map(|trial| format!("{:>15}", trial.shown())).collect::<String>());
        trials.extend(row);
    }
    println!("64 components are the 64 pixels, only turned: every distance stays as it was.\n");
    let best = |is_wanted: fn(Reader) -> bool| {
        let wanted = trials.iter().filter(|trial| is_wanted(trial.reader));
        wanted.max_by(|one, other| one.mean().total_cmp(&other.mean())).ok_or("no reader was tried")
    };
    let neighbours = best(|reader| reader != Reader::Softmax)?;
    let softmax = best(|reader| reader == Reader::Softmax)?;
    let mut easy = Vec::new();
    for n_components in N_COMPONENTS {
        easy.extend(images.try_out(&shuffled, n_components, &[neighbours.reader])?);
    }

    // From here on nothing is chosen any more: the new hands are one more fold.
    let last = [Fold { train: known, test: new }];
    let read_last = |chosen: &Trial| images.try_out(&last, chosen.n_components, &[chosen.reader]);
    let (by_neighbours, by_softmax) = (read_last(neighbours)?.remove(0), read_last(softmax)?.remove(0));
    println!("The best of both kinds, and what they make of the images that were put away:");
    for (chosen, trial) in [(neighbours, &by_neighbours), (softmax, &by_softmax)] {
        let (name, n_components, new) = (chosen.reader.name(), chosen.n_components, 100.0 * trial.mean());
        println!("  {name} on {n_components} components: {new:.1} %; in the blocks {}", chosen.shown());
    }
    let read: Array1<usize> = by_neighbours.folds[0].iter().map(|reading| reading.read).collect();
    let digits = images.digits.select(Axis(0), &last[0].test);
    let confusion = (classification_metrics::EXERCISE.functions.confusion_matrix)(digits.view(), read.view(), 10)?;
    conclude(neighbours, &easy, &by_neighbours, &confusion);

    println!();
    let figures = [
        ("components", plots::by_components(&trials, &easy, neighbours)),
        ("confusion", plots::confused(&confusion)),
        ("misread", plots::misread(&images, &last[0], &by_neighbours)),
    ];
    for (name, figure) in figures {
        println!("Plot: {}", figure.save(Path::new("plots/digits"), name)?[1].display());
    }
    Ok(())
}

/// What to do, what to promise, and when to ask a person.
fn conclude(chosen: &Trial, easy: &[Trial], trial: &Trial, confusion: &Array2<usize>) {
    let (name, n_components) = (chosen.reader.name(), chosen.n_components);
    let pairs = confusion.indexed_iter().filter(|((digit, read), n)| digit != read && **n > 1);
    let pairs: Vec<String> = pairs.map(|((digit, read), n)| format!("{digit} as {read} ({n})")).collect();
    println!("What {name} misread more than once: {}.", pairs.join(", "));
    println!("\nConclusion");
    println!("- Read with {name} on {n_components} components.");
    let easy = easy.iter().find(|trial| trial.n_components == n_components);
    let (blocks, shuffled) = (chosen.shown(), easy.map(Trial::shown).unwrap_or_default());
    println!("- Promise {blocks} %, as the blocks say. Shuffled images would say {shuffled}: there no hand");
    println!("  is new. On the new hands it was {:.1} %.", 100.0 * trial.mean());
    println!("- Show an image to a person where the {name} do not agree:");
    println!("  in the blocks {},", chosen.with_help());
    println!("  with the new hands {}.", trial.with_help());
}
