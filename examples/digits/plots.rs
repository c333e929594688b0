//! Three plots: how many components a digit needs, what is taken for what, and the misread digits themselves.

use std::cmp::Reverse;
use std::iter::once;

use mlings_plot::Figure;
use mlings_validation_grader::folds::Fold;
use ndarray::{Array2, Axis, s};

use crate::N_COMPONENTS;
use crate::readers::{Images, Reader, Trial};

/// How much is read rightly from how many components. Twice as many are one step to the right.
pub fn by_components(trials: &[Trial], easy: &[Trial], chosen: &Trial) -> Figure {
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

pub fn confused(confusion: &Array2<usize>) -> Figure {
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
pub fn misread(images: &Images, fold: &Fold, trial: &Trial) -> Figure {
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
