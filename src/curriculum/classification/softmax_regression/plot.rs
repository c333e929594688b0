//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, ArrayView1, Axis};

use super::oracles::zeros;
use super::{Contract, SoftmaxModel};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect, extent};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "loss", draw: loss }, Plot { name: "by_class", draw: by_class }];

const LEARNING_RATE: f64 = 0.5;
const EPOCHS: usize = 60;

/// Images to train on, and others that the model has not seen.
struct Digits {
    records: Array2<f64>,
    labels: Array1<usize>,
}

/// Rows of the file, with pixels from 0 to 1.
fn digits(rows: std::ops::Range<usize>) -> Result<Digits, DatasetError> {
    let (digits, rows) = (datasets::digits()?, rows.collect::<Vec<_>>());
    let labels = digits.targets.select(Axis(0), &rows).mapv(|digit| digit as usize);
    Ok(Digits { records: digits.records.select(Axis(0), &rows) / 16.0, labels })
}

/// The loss as training goes on, on the images that it learns from and on others.
fn loss(softmax: &Contract) -> Result<Figure, Box<dyn Error>> {
    const STRIDE: usize = 4;
    let (seen, new) = (digits(0..200)?, digits(200..400)?);
    let (mut on_seen, mut on_new) = (Vec::new(), Vec::new());
    let mut model = zeros(64, 10);
    for epoch in (0..=EPOCHS).step_by(STRIDE) {
        let loss = |digits: &Digits| {
            let logits = digits.records.dot(&model.coefficients) + &model.intercepts;
            (epoch as f64, (softmax.cross_entropy)(logits.view(), digits.labels.view()))
        };
        on_seen.push(loss(&seen));
        on_new.push(loss(&new));
        model = (softmax.fit)(&model, seen.records.view(), seen.labels.view(), LEARNING_RATE, STRIDE);
    }
    let nothing_known = 10_f64.ln();
    // A loss that rises stays in the picture.
    let (_, highest) = extent(on_seen.iter().chain(&on_new).map(|(_, loss)| *loss)).ok_or("no loss is a number")?;
    let at_the_end = |losses: &[(f64, f64)]| losses.last().map_or(f64::NAN, |(_, loss)| *loss);
    let named =
        |what: &str, losses: &[(f64, f64)]| format!("200 images that it {what}: {:.2} at the end", at_the_end(losses));
    Ok(Figure::new("Learning to read digits from 200 images", "Epochs of training", "Cross-entropy")
        .line("ln 10: every digit equally likely", 4, [(0.0, nothing_known), (EPOCHS as f64, nothing_known)])
        .line(&named("has not seen", &on_new), 1, on_new)
        .line(&named("learns from", &on_seen), 0, on_seen)
        .y_range(0.0, highest.max(3.0)))
}

/// How many of each digit are read rightly, of images that the model has not seen.
fn by_class(softmax: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (seen, new) = (digits(0..200)?, digits(200..600)?);
    let model = (softmax.fit)(&zeros(64, 10), seen.records.view(), seen.labels.view(), LEARNING_RATE, EPOCHS);
    let read = likeliest(softmax, &model, &new);
    let share = |digit: usize| {
        let of_it = || read.iter().zip(&new.labels).filter(move |(_, label)| **label == digit);
        let right = of_it().filter(|(read, label)| read == label).count();
        100.0 * right as f64 / of_it().count() as f64
    };
    let bar = |digit: usize| Rect::new(digit as f64 - 0.4..digit as f64 + 0.4, 0.0..share(digit));
    let right = read.iter().zip(&new.labels).filter(|(read, label)| read == label).count();
    let all = 100.0 * right as f64 / read.len() as f64;
    Ok(Figure::new(format!("400 new digits, {all:.1} % read rightly"), "Digit that was written", "Read rightly (%)")
        .bars("of this digit", 0, (0..10).map(bar))
        .line("of all", 1, [(-0.5, all), (9.5, all)])
        .x_names(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
        // Above 100 % there is nothing but the legend.
        .y_range(0.0, 118.0))
}

/// The class of the highest probability for every image.
fn likeliest(softmax: &Contract, model: &SoftmaxModel, digits: &Digits) -> Vec<usize> {
    let probabilities = (softmax.predict_probabilities)(model, digits.records.view());
    let best = |row: ArrayView1<f64>| (0..row.len()).max_by(|a, b| row[*a].total_cmp(&row[*b])).unwrap_or(0);
    probabilities.rows().into_iter().map(best).collect()
}
