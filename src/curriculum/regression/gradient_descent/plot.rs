//! What is drawn from the learner's functions.

use std::error::Error;

use linfa::Dataset;
use linfa::traits::{Fit as _, Predict};
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, Axis};

use super::{Contract, Diverged, LinearModel};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "learning_rates", draw: learning_rates }];

const N_STEPS: usize = 60;
/// The first is too small, the last too large.
const RATES: [f64; 4] = [0.002, 0.02, 0.2, 0.25];

/// How far off the model of the cars is after every step, for four learning rates.
fn learning_rates(descent: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, targets) = standardised_cars()?;
    let start = LinearModel { intercept: 0.0, coefficients: Array1::zeros(records.ncols()) };
    let best = LinearRegression::new().fit(&Dataset::new(records.clone(), targets.clone()))?;
    let misses = &targets - &best.predict(&records);
    let bottom = (misses.dot(&misses) / misses.len() as f64).sqrt();
    let mut figure = Figure::new(
        "131 cars, five standardised columns: what a step is worth",
        "Steps",
        "Root of the loss (miles per gallon)",
    )
    .line(&format!("least squares: {bottom:.2}"), 5, [(0.0, bottom), (N_STEPS as f64, bottom)]);
    for (colour, rate) in RATES.into_iter().enumerate() {
        let (name, losses) = match (descent.fit)(&start, records.view(), targets.view(), rate, N_STEPS) {
            Ok(after) => {
                let last = after.losses.last().copied().unwrap_or(f64::NAN).sqrt();
                (format!("learning rate {rate}: {} at the end", short(last)), after.losses)
            }
            Err(Diverged(step)) => (format!("learning rate {rate}: diverged at step {step}"), Array1::zeros(0)),
        };
        let roots = losses.iter().enumerate().map(|(step, loss)| (step as f64, loss.sqrt()));
        figure = figure.line(&name, colour, roots.take_while(|(_, root)| *root <= HIGHEST));
    }
    Ok(figure.x_range(0.0, N_STEPS as f64).y_range(0.0, HIGHEST))
}

const HIGHEST: f64 = 40.0;

/// What grows beyond all bounds still has to fit into the legend.
fn short(number: f64) -> String {
    if number.abs() < 1000.0 { format!("{number:.2}") } else { format!("{number:.0e}") }
}

/// Every third car, every column with mean 0 and standard deviation 1.
fn standardised_cars() -> Result<(Array2<f64>, Array1<f64>), Box<dyn Error>> {
    let (records, targets) = datasets::complete_cars()?;
    let some: Vec<usize> = (0..targets.len()).step_by(3).collect();
    Ok((datasets::standardised(&records.select(Axis(0), &some)), targets.select(Axis(0), &some)))
}
