//! What is drawn from the learner's functions.

use std::error::Error;

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2};

use super::Contract;
use mlings_datasets::{self as datasets, Patient};
use mlings_grading::Plot;
use mlings_plot::{Figure, pairs};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "roc", draw: roc }, Plot { name: "precision_recall", draw: precision_recall }];

/// How many of the ill must be found.
const WANTED: f64 = 0.95;

/// Three scores of the same patients, by what they find and what they alarm for nothing.
fn roc(functions: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (scores, labels) = held_out_patients()?;
    let mut figure = Figure::new(
        "Heart patients: what each score finds, and what it alarms for nothing",
        "False positive rate (share of the healthy that is sent to the catheter)",
        "True positive rate (share of the ill that is found)",
    )
    .x_range(-0.02, 1.02)
    .y_range(-0.02, 1.02);
    for (colour, (name, score)) in scores.iter().enumerate() {
        let curve = (functions.roc_curve)(score.view(), labels.view())?;
        let area = (functions.auc)(score.view(), labels.view())?;
        let points = pairs(curve.false_positive_rates.view(), curve.true_positive_rates.view());
        figure = figure.line(&format!("{name}: AUC {area:.3}"), colour, points);
    }
    Ok(figure.line("a coin", 4, [(0.0, 0.0), (1.0, 1.0)]))
}

/// The same scores, by how pure their alarms are, and the threshold that finds 95 % of the ill.
fn precision_recall(functions: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (scores, labels) = held_out_patients()?;
    let mut figure = Figure::new(
        "Heart patients: how many of the alarms are right",
        "Recall (share of the ill that is found)",
        "Precision (share of the alarms that are ill)",
    )
    .x_range(-0.02, 1.02)
    // Room below the curves for the legend.
    .y_range(0.0, 1.04);
    for (colour, (name, score)) in scores.iter().enumerate() {
        let curve = (functions.precision_recall)(score.view(), labels.view())?;
        let average = (functions.average_precision)(score.view(), labels.view())?;
        // A precision holds for the whole step of recall that it is weighted with.
        let starts = [0.0].into_iter().chain(curve.recall.iter().copied()).zip(curve.precision.iter().copied());
        let steps = starts.zip(pairs(curve.recall.view(), curve.precision.view()));
        let points = steps.flat_map(|(start, end)| [start, end]);
        figure = figure.line(&format!("{name}: average precision {average:.3}"), colour, points);
    }
    let ill = labels.iter().filter(|label| **label).count() as f64 / labels.len() as f64;
    let model = &scores[0].1;
    let threshold = (functions.threshold_for_recall)(model.view(), labels.view(), WANTED)?;
    let marked = format!("your threshold for a recall of {WANTED}");
    Ok(figure.line(&format!("a coin: {ill:.3}"), 4, [(0.0, ill), (1.0, ill)]).marks(
        &marked,
        0,
        [really(model, &labels, threshold)],
    ))
}

/// Every second patient is held out. Three scores for each of them, and whether a vessel is narrowed.
fn held_out_patients() -> Result<(Scores, Array1<bool>), Box<dyn Error>> {
    let patients = datasets::patients()?;
    let every_second = |first: usize| patients.iter().skip(first).step_by(2).collect::<Vec<&Patient>>();
    let (known, new) = (every_second(0), every_second(1));
    let targets: Array1<f64> = known.iter().map(|patient| patient.narrowed).collect();
    let model = LinearRegression::new().fit(&Dataset::new(features(&known), targets))?;
    let scores = vec![
        ("linear model of 6 findings", model.predict(&features(&new))),
        ("ST depression alone", new.iter().map(|patient| patient.st_depression).collect()),
        ("age alone", new.iter().map(|patient| patient.age).collect()),
    ];
    Ok((scores, new.iter().map(|patient| patient.narrowed == 1.0).collect()))
}

/// The name of a score, and the score of every patient.
type Scores = Vec<(&'static str, Array1<f64>)>;

fn features(patients: &[&Patient]) -> Array2<f64> {
    let of_patient = |patient: &Patient| {
        let male = f64::from(patient.gender == "male");
        let asymptomatic = f64::from(patient.chest_pain == "asymptomatic");
        [patient.age, male, asymptomatic, patient.max_heart_rate, patient.exercise_pain, patient.st_depression]
    };
    let rows: Vec<[f64; 6]> = patients.iter().map(|patient| of_patient(patient)).collect();
    Array2::from_shape_fn((rows.len(), 6), |(row, column)| rows[row][column])
}

/// Recall and precision of a threshold, by counting: where it really lies.
fn really(scores: &Array1<f64>, labels: &Array1<bool>, threshold: f64) -> (f64, f64) {
    let flagged = || scores.iter().zip(labels).filter(|(score, _)| **score >= threshold);
    let found = flagged().filter(|(_, label)| **label).count() as f64;
    (found / labels.iter().filter(|label| **label).count() as f64, found / flagged().count() as f64)
}
