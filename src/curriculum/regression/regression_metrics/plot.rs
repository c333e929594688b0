//! What is drawn from the learner's functions.

use std::error::Error;
use std::f64::consts::TAU;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, Axis};

use super::{Batch, Contract};
use mlings_datasets::{self as datasets, BikeHour};
use mlings_grading::Plot;
use mlings_plot::{Figure, pairs};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "residuals", draw: residuals }];

/// The last four weeks of the year are held out.
const HELD_OUT_FROM: u16 = 338;
/// One hour in so many is enough to train on.
const EVERY: usize = 16;

/// What a linear model misses in every hour of the day, and what the learner's metrics make of it.
fn residuals(metrics: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (known, new): (Vec<&BikeHour>, Vec<&BikeHour>) =
        datasets::bike_hours()?.iter().partition(|hour| hour.day < HELD_OUT_FROM);
    let known: Vec<&BikeHour> = known.into_iter().step_by(EVERY).collect();
    let model = LinearRegression::new().fit(&Dataset::new(records(&known), hires(&known)))?;
    let (predictions, targets) = (model.predict(&records(&new)), hires(&new));

    let rmse = (metrics.rmse)(predictions.view(), targets.view())?;
    let mae = (metrics.mae)(predictions.view(), targets.view())?;
    let r2 = (metrics.r2)(predictions.view(), targets.view())?;
    let mape = (metrics.mape)(predictions.view(), targets.view())?;

    let batch = |hour: u8| {
        let rows: Vec<usize> = (0..new.len()).filter(|row| new[*row].hour == hour).collect();
        Batch { predictions: predictions.select(Axis(0), &rows), targets: targets.select(Axis(0), &rows) }
    };
    let batches: Vec<Batch> = (0..24).map(batch).collect();
    let of_batch = |batch: &Batch| (metrics.rmse)(batch.predictions.view(), batch.targets.view());
    let by_hour = batches.iter().map(of_batch).collect::<Result<Array1<f64>, _>>()?;
    let batched = (metrics.batched_rmse)(&batches)?;

    let hours: Array1<f64> = new.iter().map(|hour| f64::from(hour.hour)).collect();
    let across = |height: f64| [(-0.5, height), (23.5, height)];
    Ok(Figure::new(
        format!("{} hours the model has not seen: R² {r2:.2}, MAPE {mape:.2}", new.len()),
        "Hour of the day",
        "Target minus prediction (hires per hour)",
    )
    .points("one hour", 5, pairs(hours.view(), (&targets - &predictions).view()))
    .line(&format!("RMSE: {rmse:.1}"), 1, across(rmse))
    .line("", 1, across(-rmse))
    .line(&format!("MAE: {mae:.1}"), 2, across(mae))
    .line("", 2, across(-mae))
    .line("RMSE of each hour of the day", 0, pairs(Array1::from_iter((0..24).map(f64::from)).view(), by_hour.view()))
    .marks(&format!("these 24 batches together: {batched:.1}"), 3, [(23.5, batched), (23.5, -batched)])
    .x_range(-1.0, 24.5)
    // Room above the points for the legend.
    .y_range(-200.0, 480.0))
}

fn hires(hours: &[&BikeHour]) -> Array1<f64> {
    hours.iter().map(|hour| hour.bikers).collect()
}

/// The weather, and waves of 24, 12 and 8 hours that differ between working days and others.
fn records(hours: &[&BikeHour]) -> Array2<f64> {
    let row = |hour: &BikeHour| {
        let working = f64::from(hour.working_day);
        let mut row = vec![hour.temperature, hour.humidity, hour.wind_speed, working];
        for waves in 1..=3 {
            let (sin, cos) = (TAU * f64::from(waves) * f64::from(hour.hour) / 24.0).sin_cos();
            row.extend([sin, cos, sin * working, cos * working]);
        }
        row
    };
    let rows: Vec<Vec<f64>> = hours.iter().map(|hour| row(hour)).collect();
    Array2::from_shape_fn((rows.len(), 16), |(hour, column)| rows[hour][column])
}
