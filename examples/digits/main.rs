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

use std::cmp::Reverse;
use std::error::Error;
use std::iter::once;
use std::path::Path;
use std::process::ExitCode;

use mlings::curriculum::{classification_metrics, folds, nearest_neighbours, pca, softmax_regression};
use mlings::datasets;
use mlings::plot::Figure;
use ndarray::{Array1, Array2, ArrayView1, Axis, s};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use folds::Fold;
use softmax_regression::SoftmaxModel;

const N_COMPONENTS: [usize; 6] = [2, 4, 8, 16, 32, 64];
const READERS: [Reader; 4] = [Reader::Neighbours(1), Reader::Neighbours(3), Reader::Neighbours(5), Reader::Softmax];
const N_FOLDS: usize = 4;
const LEARNING_RATE: f64 = 5.0;
const EPOCHS: usize = 60;

/// One image in each row, and the digits that they show.
struct Images {
    records: Array2<f64>,
    digits: Array1<usize>,
}

/// A way to tell digits apart.
#[derive(Clone, Copy, PartialEq)]
enum Reader {
    /// The vote of so many images that are most alike.
    Neighbours(usize),
    Softmax,
}

/// What was read on an image, and whether all who voted agreed.
struct Reading {
    row: usize,
    read: usize,
    is_right: bool,
    is_sure: bool,
}

/// What a reader that sees so many components read, fold by fold.
struct Trial {
    n_components: usize,
    reader: Reader,
    folds: Vec<Vec<Reading>>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
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
        let (name, n_components) = (chosen.reader.name(), chosen.n_components);
        println!(
            "  {name} on {n_components} components: {:.1} %; in the blocks {}",
            100.0 * trial.mean(),
            chosen.shown()
        );
    }
    let read: Array1<usize> = by_neighbours.folds[0].iter().map(|reading| reading.read).collect();
    let digits = images.digits.select(Axis(0), &last[0].test);
    let confusion = (classification_metrics::EXERCISE.functions.confusion_matrix)(digits.view(), read.view(), 10)?;
    conclude(neighbours, &easy, &by_neighbours, &confusion);

    println!();
    let figures = [
        ("components", by_components(&trials, &easy, neighbours)),
        ("confusion", confused(&confusion)),
        ("misread", misread(&images, &last[0], &by_neighbours)),
    ];
    for (name, figure) in figures {
        println!("Plot: {}", figure.save(Path::new("plots/digits"), name)?[1].display());
    }
    Ok(())
}

impl Images {
    fn select(&self, rows: &[usize]) -> Images {
        Images { records: self.records.select(Axis(0), rows), digits: self.digits.select(Axis(0), rows) }
    }

    /// Lets every reader learn from one side of each fold and read the other.
    fn try_out(&self, folds: &[Fold], n_components: usize, readers: &[Reader]) -> Result<Vec<Trial>, pca::FitError> {
        let trial = |reader: &Reader| Trial { n_components, reader: *reader, folds: Vec::new() };
        let mut trials: Vec<Trial> = readers.iter().map(trial).collect();
        for fold in folds {
            // The components too are learned from the images to train on alone.
            let (mut train, mut test) = (self.select(&fold.train), self.select(&fold.test));
            let components = (pca::EXERCISE.functions.fit)(train.records.view(), n_components)?;
            for side in [&mut train, &mut test] {
                side.records = (pca::EXERCISE.functions.transform)(&components, side.records.view());
            }
            for trial in &mut trials {
                let votes = trial.reader.votes(&train, &test.records);
                let reading = |(row, votes): (&usize, Array1<usize>)| {
                    let read = (nearest_neighbours::EXERCISE.functions.vote)(votes.view());
                    let is_sure = votes.iter().all(|vote| *vote == read);
                    Reading { row: *row, read, is_right: read == self.digits[*row], is_sure }
                };
                trial.folds.push(fold.test.iter().zip(votes).map(reading).collect());
            }
        }
        Ok(trials)
    }
}

impl Reader {
    fn name(self) -> String {
        match self {
            Reader::Neighbours(1) => "1 neighbour".to_owned(),
            Reader::Neighbours(k) => format!("{k} neighbours"),
            Reader::Softmax => "softmax".to_owned(),
        }
    }

    /// For every unseen image the digits that are voted for: one of each neighbour, or the most probable one.
    fn votes(self, train: &Images, unseen: &Array2<f64>) -> Vec<Array1<usize>> {
        match self {
            Reader::Neighbours(k) => {
                // The exercise takes one query after the other. Here one product of matrices serves all:
                // |a - b|² = |a|² - 2 a·b + |b|², and for an unseen image b the last is the same everywhere.
                let lengths = (&train.records * &train.records).sum_axis(Axis(1));
                let distances = &lengths - 2.0 * unseen.dot(&train.records.t());
                let vote = |distances: ArrayView1<f64>| {
                    let mut rows: Vec<usize> = (0..distances.len()).collect();
                    rows.select_nth_unstable_by(k, |one, other| distances[*one].total_cmp(&distances[*other]));
                    train.digits.select(Axis(0), &rows[..k])
                };
                distances.rows().into_iter().map(vote).collect()
            }
            Reader::Softmax => {
                let softmax = softmax_regression::EXERCISE.functions;
                let coefficients = Array2::zeros((unseen.ncols(), 10));
                let start = SoftmaxModel { intercepts: Array1::zeros(10), coefficients };
                let model = (softmax.fit)(&start, train.records.view(), train.digits.view(), LEARNING_RATE, EPOCHS);
                let likeliest = |chances: ArrayView1<f64>| {
                    let digit = (0..10).max_by(|one, other| chances[*one].total_cmp(&chances[*other]));
                    digit.into_iter().collect()
                };
                (softmax.predict_probabilities)(&model, unseen.view()).rows().into_iter().map(likeliest).collect()
            }
        }
    }
}

impl Trial {
    /// The share that was read rightly, from 0 to 1, in every fold.
    fn accuracies(&self) -> Array1<f64> {
        let right = |fold: &Vec<Reading>| fold.iter().filter(|reading| reading.is_right).count() as f64;
        self.folds.iter().map(|fold| right(fold) / fold.len() as f64).collect()
    }

    fn mean(&self) -> f64 {
        self.accuracies().sum() / self.folds.len() as f64
    }

    /// The mean over the folds, and their standard deviation.
    fn shown(&self) -> String {
        format!("{:.1} ± {:.1}", 100.0 * self.mean(), 100.0 * self.accuracies().std(1.0))
    }

    /// What becomes of it when a person reads wherever the votes differ.
    fn with_help(&self) -> String {
        let all: Vec<&Reading> = self.folds.iter().flatten().collect();
        let alone: Vec<_> = all.iter().filter(|reading| reading.is_sure).collect();
        let wrong = alone.iter().filter(|reading| !reading.is_right).count();
        let asked = 100.0 * (1.0 - alone.len() as f64 / all.len() as f64);
        format!("{asked:.0} % are shown, {:.1} % of the others are wrong", 100.0 * wrong as f64 / alone.len() as f64)
    }
}

fn conclude(chosen: &Trial, easy: &[Trial], trial: &Trial, confusion: &Array2<usize>) {
    let pairs = confusion.indexed_iter().filter(|((digit, read), n)| digit != read && **n > 1);
    let pairs: Vec<String> = pairs.map(|((digit, read), n)| format!("{digit} as {read} ({n})")).collect();
    println!("What {} misread more than once: {}.", chosen.reader.name(), pairs.join(", "));
    println!("\nConclusion");
    println!("- Read with {} on {} components.", chosen.reader.name(), chosen.n_components);
    let easy = easy.iter().find(|trial| trial.n_components == chosen.n_components);
    println!(
        "- Promise {} %, as the blocks say. Shuffled images would say {}: there no hand",
        chosen.shown(),
        easy.map(Trial::shown).unwrap_or_default()
    );
    println!("  is new. On the new hands it was {:.1} %.", 100.0 * trial.mean());
    println!("- Show an image to a person where the {} do not agree:", chosen.reader.name());
    println!("  in the blocks {},", chosen.with_help());
    println!("  with the new hands {}.", trial.with_help());
}

/// How much is read rightly from how many components. Twice as many are one step to the right.
fn by_components(trials: &[Trial], easy: &[Trial], chosen: &Trial) -> Figure {
    let place = |trial: &Trial| (f64::from(trial.n_components.ilog2()) - 1.0, 100.0 * trial.mean());
    let of = |reader| trials.iter().filter(move |trial| trial.reader == reader).map(place).collect::<Vec<_>>();
    let curves = [
        (format!("{}, images shuffled", chosen.reader.name()), easy.iter().map(place).collect()),
        (format!("{}, other hands", chosen.reader.name()), of(chosen.reader)),
        ("softmax, other hands".to_owned(), of(Reader::Softmax)),
    ];
    let start = Figure::new("How many numbers does a digit need?", "Components of the PCA", "Read rightly (%)");
    let figure = curves
        .into_iter()
        .zip([2, 0, 1])
        .fold(start, |figure, ((name, at), colour)| figure.line("", colour, at.clone()).points(&name, colour, at));
    let names = N_COMPONENTS.map(|n_components| n_components.to_string());
    figure.marks("chosen", 0, [place(chosen)]).x_names(names.iter().map(String::as_str)).y_range(40.0, 101.0)
}

fn confused(confusion: &Array2<usize>) -> Figure {
    let digits: Vec<String> = (0..10).map(|digit| digit.to_string()).collect();
    let counts = confusion.mapv(|count| count as f64);
    // The scale ends early, so that a few errors are seen beside many hits.
    Figure::new("What the digits of new hands were taken for", "Read as", "Digit").heat_map(
        "Images (5 and more are alike)",
        counts.view(),
        &digits,
        &digits,
        (0.0, 5.0),
    )
}

/// The four digits with most errors, a row for each: what the known ones are like on average, then the misread.
fn misread(images: &Images, fold: &Fold, trial: &Trial) -> Figure {
    // An image and the paper around it.
    const TILE: usize = 10;
    let wrong = |digit: usize| {
        let of_digit = trial.folds.iter().flatten().filter(move |reading| images.digits[reading.row] == digit);
        of_digit.filter(|reading| !reading.is_right)
    };
    let mut digits: Vec<usize> = (0..10).collect();
    digits.sort_by_key(|digit| Reverse(wrong(*digit).count()));
    let mut paper = Array2::zeros((4 * TILE, 5 * TILE));
    let mut names = vec![String::new(); 4 * TILE];
    for (line, digit) in digits.into_iter().take(4).enumerate() {
        let known: Vec<usize> = fold.train.iter().copied().filter(|row| images.digits[*row] == digit).collect();
        let average = images.records.select(Axis(0), &known).sum_axis(Axis(0)) / known.len() as f64;
        let pictures = once(average).chain(wrong(digit).map(|reading| images.records.row(reading.row).to_owned()));
        // What is no number is drawn grey: a frame around the average.
        paper.slice_mut(s![line * TILE..(line + 1) * TILE, ..TILE]).fill(f64::NAN);
        for (place, picture) in pictures.take(5).enumerate() {
            for (pixel, ink) in picture.iter().enumerate() {
                paper[[line * TILE + 1 + pixel / 8, place * TILE + 1 + pixel % 8]] = *ink;
            }
        }
        let read: Vec<String> = wrong(digit).take(4).map(|reading| reading.read.to_string()).collect();
        names[line * TILE + 4] = format!("{digit} read as {}", read.join(", "));
    }
    Figure::new(
        "Digits of new hands that were misread",
        "In a grey frame: all known images of the digit, on average",
        "",
    )
    .heat_map("Ink", paper.view(), &names, &[""], (0.0, 1.0))
}
