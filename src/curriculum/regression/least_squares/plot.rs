//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Axis};

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, extent, pairs};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "predicted", draw: predicted }];

/// Every fifth car is held out; the model has not seen it when it predicts it.
fn predicted(least_squares: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, targets) = datasets::complete_cars()?;
    let (held_out, fitted_on): (Vec<usize>, Vec<usize>) = (0..targets.len()).partition(|row| row % 5 == 0);
    let rows = |rows: &[usize]| (records.select(Axis(0), rows), targets.select(Axis(0), rows));
    let (known, known_targets) = rows(&fitted_on);
    let (new, actual) = rows(&held_out);
    let model = (least_squares.fit)(known.view(), known_targets.view())?;
    let predictions = (least_squares.predict)(&model, new.view());
    let diagonal = extent(actual.iter().copied()).map(|(low, high)| [(low, low), (high, high)]);
    Ok(Figure::new(
        format!("Cars the model has not seen: off by {} on average", mean_miss(&predictions, &actual)),
        "Actual (miles per gallon)",
        "Predicted (miles per gallon)",
    )
    .line("predicted = actual", 1, diagonal.into_iter().flatten())
    .points(&format!("{} held-out cars", held_out.len()), 0, pairs(actual.view(), predictions.view())))
}

fn mean_miss(predictions: &Array1<f64>, actual: &Array1<f64>) -> String {
    let misses = predictions.iter().zip(actual).map(|(prediction, target)| (prediction - target).abs());
    format!("{:.1} mpg", misses.sum::<f64>() / actual.len() as f64)
}
