//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, Axis};

use super::Contract;
use super::data::{AGE, HEART_RATE, measured, scaled};
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "curve", draw: curve }, Plot { name: "boundary", draw: boundary }];

const ALPHA: f64 = 0.01;

/// The probability by heart rate alone, and beside it how many of the patients with about that rate are ill.
fn curve(logistic: &Contract) -> Result<Figure, Box<dyn Error>> {
    const WIDTH: f64 = 15.0;
    let (records, targets) = measured(&[HEART_RATE])?;
    let (scaled, means, deviations) = scaled(&records);
    let model = (logistic.fit)(scaled.view(), targets.view(), ALPHA)?;
    let rates = Array1::linspace(70.0, 205.0, 136).insert_axis(Axis(1));
    let probabilities = (logistic.predict_probabilities)(&model, ((&rates - &means) / &deviations).view());
    let share = |bin: usize| {
        let low = 85.0 + WIDTH * bin as f64;
        let there = |rate: f64| rate >= low && rate < low + WIDTH;
        let ill: Vec<f64> =
            records.iter().zip(&targets).filter(|(rate, _)| there(**rate)).map(|(_, target)| *target).collect();
        (ill.len() >= 5).then(|| (low + WIDTH / 2.0, 100.0 * ill.iter().sum::<f64>() / ill.len() as f64))
    };
    let curve = rates.iter().zip(&probabilities).map(|(rate, probability)| (*rate, 100.0 * probability));
    Ok(Figure::new("Narrowed vessels by the highest heart rate of 303 patients", HEART_RATE.0, "Narrowed vessel (%)")
        .marks("patients within 15 beats: share that is ill", 1, (0..8).filter_map(share))
        .line("your model", 0, curve)
        .x_range(70.0, 205.0)
        .y_range(0.0, 100.0))
}

/// All patients by age and heart rate, and where your model's probability is a half, and a fifth.
fn boundary(logistic: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, targets) = measured(&[AGE, HEART_RATE])?;
    let (scaled, means, deviations) = scaled(&records);
    let model = (logistic.fit)(scaled.view(), targets.view(), ALPHA)?;
    let probabilities = (logistic.predict_probabilities)(&model, scaled.view());
    let price = |limit: f64| {
        let count = |class: f64, above: bool| {
            let of_class = probabilities.iter().zip(&targets).filter(|(_, target)| **target == class);
            of_class.filter(|(probability, _)| (**probability >= limit) == above).count()
        };
        format!("limit {:.0} %: {} ill missed, {} healthy alarmed", 100.0 * limit, count(1.0, false), count(0.0, true))
    };
    let patients = |class: f64| {
        let rows = records.rows().into_iter().zip(&targets).filter(move |(_, target)| **target == class);
        rows.map(|(row, _)| (row[0], row[1])).collect::<Vec<_>>()
    };
    // Every age with every rate; along each age, the rate at which the probability passes the limit.
    let (ages, rates) = (Array1::linspace(28.0, 78.0, 26), Array1::linspace(65.0, 210.0, 146));
    let grid = Array2::from_shape_fn((ages.len() * rates.len(), 2), |(cell, column)| {
        if column == 0 { ages[cell / rates.len()] } else { rates[cell % rates.len()] }
    });
    let levels = (logistic.predict_probabilities)(&model, ((&grid - &means) / &deviations).view());
    if levels.len() != grid.nrows() {
        return Err("predict_probabilities returned another number of probabilities than there are rows".into());
    }
    let border = |limit: f64| {
        let crossing = |cell: &usize| {
            let (here, next) = (levels[*cell] - limit, levels[*cell + 1] - limit);
            grid[[*cell, 0]] == grid[[*cell + 1, 0]] && (here > 0.0) != (next > 0.0)
        };
        let at = |cell: usize| {
            let (here, next) = (levels[cell] - limit, levels[cell + 1] - limit);
            (grid[[cell, 0]], grid[[cell, 1]] + here / (here - next))
        };
        (0..grid.nrows() - 1).filter(crossing).map(at).collect::<Vec<_>>()
    };
    Ok(Figure::new("303 patients, and a limit on the probability: below it are the alarms", AGE.0, HEART_RATE.0)
        .points("no vessel narrowed", 0, patients(0.0))
        .points("a vessel narrowed", 1, patients(1.0))
        .line(&price(0.5), 3, border(0.5))
        .line(&price(0.2), 2, border(0.2))
        .y_range(40.0, 210.0))
}
