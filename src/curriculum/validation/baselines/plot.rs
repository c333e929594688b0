//! What is drawn from the learner's functions.

use std::error::Error;
use std::f64::consts::TAU;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ShapeError};

use super::{Contract, CurvePoint, Predictor, Rows};
use mlings_datasets::{self as datasets, BikeHour};
use mlings_grading::{Cases, Plot};
use mlings_plot::{Figure, extent};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "learning_curve", draw: learning_curve }];

/// The last four weeks of the year are held out.
const HELD_OUT_FROM: u16 = 338;
const SIZES: [usize; 4] = [100, 170, 300, 600];

/// A linear model of the bicycle hires, trained on more and more hours, and the baselines beside it.
fn learning_curve(baselines: &Contract) -> Result<Figure, Box<dyn Error>> {
    let hours = datasets::bike_hours()?;
    let (known, new) = hours.split_at(hours.partition_point(|hour| hour.day < HELD_OUT_FROM));
    let (train, test) = (rows(known)?, rows(new)?);
    let order = Cases::new(0, "the order of the plot").permutation(known.len());
    let curve = (baselines.learning_curve)(&train, &test, &order, &SIZES, &linear)?;
    let by_size = |error: fn(&CurvePoint) -> f64| -> Vec<(f64, f64)> {
        curve.iter().map(|point| (point.size as f64, error(point))).collect()
    };
    let (on_train, on_test) = (by_size(|point| point.train_error), by_size(|point| point.test_error));
    let across = |error: f64| [(0.0, error), (640.0, error)];
    let mean = (baselines.mean)(train.targets.view(), test.targets.view())?.error;
    let last = (baselines.last_value)(train.targets.view(), test.targets.view())?.error;

    let errors = on_train.iter().chain(&on_test).map(|(_, error)| *error).chain([mean, last]);
    let (_, high) = extent(errors).ok_or("no error is a number")?;
    Ok(Figure::new(
        "Bicycle hires in December: what more hours of training bring",
        "Hours the model was trained on",
        "Mean absolute error (hires per hour)",
    )
    .line(&format!("always the mean: {mean:.1}"), 3, across(mean))
    .line(&format!("the hour before: {last:.1}"), 2, across(last))
    .line("linear model, held-out hours", 0, on_test.clone())
    .points("", 0, on_test)
    .line("linear model, the hours it was trained on", 1, on_train.clone())
    .points("", 1, on_train)
    .x_range(0.0, 640.0)
    // Room above the curves for the legend.
    .y_range(0.0, 1.5 * high.max(1.0)))
}

/// The weather, and waves of 24, 12, 8, 6, 4.8 and 4 hours that differ between working days and others.
fn rows(hours: &[BikeHour]) -> Result<Rows, ShapeError> {
    // Worked out once for every hour of the clock, first of other days, then of working days.
    let by_hour: Vec<Vec<f64>> = (0..48).map(|place| waves(place % 24, place / 24)).collect();
    let mut records = Vec::new();
    for hour in hours {
        records.extend([hour.temperature, hour.humidity, hour.wind_speed, f64::from(hour.working_day)]);
        records.extend_from_slice(&by_hour[usize::from(hour.hour) + 24 * usize::from(hour.working_day)]);
    }
    let n_features = records.len() / hours.len().max(1);
    Ok(Rows {
        records: Array2::from_shape_vec((hours.len(), n_features), records)?,
        targets: hours.iter().map(|hour| hour.bikers).collect(),
    })
}

fn waves(hour: u8, working_day: u8) -> Vec<f64> {
    let wave = |waves: u8| {
        let (sin, cos) = (TAU * f64::from(waves) * f64::from(hour) / 24.0).sin_cos();
        [sin, cos, sin * f64::from(working_day), cos * f64::from(working_day)]
    };
    (1..=6).flat_map(wave).collect()
}

/// linfa's linear regression. Where it finds no model, neither does the plot.
fn linear(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Predictor {
    match LinearRegression::new().fit(&Dataset::new(records.to_owned(), targets.to_owned())) {
        Ok(model) => Box::new(move |records| model.predict(&records)),
        Err(_) => Box::new(|records| Array1::from_elem(records.nrows(), f64::NAN)),
    }
}
