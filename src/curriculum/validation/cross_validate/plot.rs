//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, Array2, ArrayView1, Axis, concatenate};

use super::trial::always_0;
use super::{Contract, CrossValidation, FitModel, Scaler, mean_columns};
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::Plot;
use mlings_plot::{Figure, extent};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "scores", draw: scores }, Plot { name: "learned", draw: learned }];

const FOLDS: usize = 5;
/// Radius, texture, perimeter, area and smoothness: with all ten the folds would differ less.
const FIVE: [usize; 5] = [0, 1, 2, 3, 4];
/// The column `mean_area`.
const AREA: usize = 3;

/// The score of every fold; what its pipeline gets when it is asked for the fold once more, one class after the other;
/// and what it gets on the rows that it has learned from. Whoever learns from the rows to predict learns something else
/// from the rows of one class, so that the second is far below the first.
fn scores(cross: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, targets) = masses(&FIVE)?;
    let validated = five_folds(cross, &records, &targets, &cross.fit_model)?;
    let (mut train, mut by_class) = (Vec::new(), Vec::new());
    for (fold, tested) in validated.folds.iter().enumerate() {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..targets.len()).partition(|row| row % FOLDS == fold);
        let predicted = |rows: &[usize]| (cross.predict)(&tested.pipeline, records.select(Axis(0), rows).view());
        let score = |predictions: ArrayView1<f64>, rows: &[usize]| {
            (fold as f64, 100.0 * (cross.accuracy)(predictions, targets.select(Axis(0), rows).view()))
        };
        train.push(score(predicted(&others).view(), &others));
        let [class_0, class_1]: [Vec<usize>; 2] =
            [0.0, 1.0].map(|class| own.iter().copied().filter(|row| targets[*row] == class).collect());
        let again = concatenate(Axis(0), &[predicted(&class_0).view(), predicted(&class_1).view()])?;
        by_class.push(score(again.view(), &[class_0, class_1].concat()));
    }
    let scored = validated.folds.iter().map(|tested| 100.0 * tested.score).enumerate();
    let held_out: Vec<(f64, f64)> = scored.map(|(fold, score)| (fold as f64, score)).collect();
    let mean = 100.0 * validated.mean_score;
    let all = held_out.iter().chain(&train).chain(&by_class).map(|(_, score)| *score);
    let (low, high) = extent(all).ok_or("no fold has a score")?;
    // Room below the scores for the legend: above 100 % there is nothing.
    let room = (high - low).max(2.0);
    Ok(Figure::new("569 masses in five folds: how often the class is right", "Fold that is held out", "Accuracy (%)")
        .line(&format!("mean of the folds: {mean:.1} %"), 0, [(-0.5, mean), (4.5, mean)])
        .marks("score of the fold", 0, held_out)
        .points("its pipeline asked again, class by class", 2, by_class)
        .points("its pipeline on the rows it was trained on", 1, train)
        .x_names(["0", "1", "2", "3", "4"])
        .y_range(low - 0.7 * room, high + 0.1 * room))
}

/// The mean area that every fold's scaler has learned, and what it could have learned from.
fn learned(cross: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (records, targets) = masses(&[AREA])?;
    // No model is asked for anything here, so none has to be trained.
    let validated = five_folds(cross, &records, &targets, &always_0)?;
    let area = |rows: &Array2<f64>| rows.mean().unwrap_or(f64::NAN);
    let others = |fold: usize| (0..targets.len()).filter(|row| row % FOLDS != fold).collect::<Vec<usize>>();
    let train = (0..FOLDS).map(|fold| (fold as f64, area(&records.select(Axis(0), &others(fold)))));
    let mean = |scaler: &Scaler| scaler.means.first().copied().unwrap_or(f64::NAN);
    let scalers = validated.folds.iter().map(|tested| mean(&tested.pipeline.scaler));
    let all = area(&records);
    Ok(Figure::new(
        "What each fold's scaler has learned: the mean of mean_area",
        "Fold that is held out",
        "Mean of mean_area (units of the image)",
    )
    .line("mean of all 569 rows", 1, [(-0.5, all), (4.5, all)])
    .marks("learned by the scaler", 0, scalers.enumerate().map(|(fold, mean)| (fold as f64, mean)))
    .points("mean of the rows outside the fold", 4, train)
    .x_names(["0", "1", "2", "3", "4"]))
}

/// These of the `mean_` columns, and the classes.
fn masses(columns: &[usize]) -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let masses = datasets::breast_cancer()?;
    Ok((mean_columns(masses).select(Axis(1), columns), masses.targets.clone()))
}

/// Fold i holds the rows i, i + 5, i + 10, ...
fn five_folds(
    cross: &Contract,
    records: &Array2<f64>,
    targets: &Array1<f64>,
    fit_model: FitModel,
) -> Result<CrossValidation, Box<dyn Error>> {
    let folds: Vec<Vec<usize>> = (0..FOLDS).map(|fold| (fold..targets.len()).step_by(FOLDS).collect()).collect();
    Ok((cross.cross_validate)(records.view(), targets.view(), &folds, &Scaler::fit, fit_model)?)
}
