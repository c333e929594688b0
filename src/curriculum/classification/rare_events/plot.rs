//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::Array1;

use super::{Contract, Costs, Scored};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "cost", draw: cost }, Plot { name: "precision", draw: precision }];

/// A call to the customer costs 5 euro, a fraud that nobody stops 138: the mean amount of the frauds in the file.
const COSTS: Costs = Costs { caught: 5.0, missed: 138.0, false_alarm: 5.0, passed: 0.0 };
/// The share of fraud in the sample and in the full set that it was taken from.
const SHARES: [(&str, f64); 2] = [("2.26 %", 164.0 / 7272.0), ("0.173 %", 492.0 / 284_807.0)];
/// The scores to draw, in steps of 0.2.
const SCORES: std::ops::Range<i32> = -36..26;

/// What every threshold costs, where fraud is as frequent as in the sample and where it is as rare as it really is.
fn cost(functions: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (validation, test) = later_payments()?;
    let mut figure = Figure::new(
        "Card payments: what a threshold costs",
        "Threshold (score of the model, log-odds of fraud)",
        "Cost (share of what it costs to flag nothing)",
    )
    .x_range(-7.5, 5.5)
    .y_range(0.0, 1.35);
    let thresholds = SCORES.map(|step| f64::from(step) / 5.0);
    let rates = thresholds.clone().map(|threshold| (functions.rates)(&validation, threshold));
    let rates = rates.collect::<Result<Vec<_>, _>>()?;
    for (colour, (name, share)) in SHARES.into_iter().enumerate() {
        let nothing = share * COSTS.missed + (1.0 - share) * COSTS.passed;
        let mut curve = Vec::new();
        for (threshold, rates) in thresholds.clone().zip(&rates) {
            let cost = (functions.expected_cost)(*rates, share, COSTS) / nothing;
            // What lies above the frame would be drawn along its edge.
            curve.push((threshold, if cost > 1.35 { f64::NAN } else { cost }));
        }
        let tuned = (functions.tune)(&validation, &test, share, COSTS)?;
        let found = [(tuned.threshold, tuned.test_cost / nothing)];
        let euro = 1000.0 * tuned.test_cost;
        figure = figure.line(&format!("{name} fraud, validation rows"), colour, curve).marks(
            &format!("your threshold, test rows: {euro:.0} euro per 1000"),
            colour,
            found,
        );
    }
    Ok(figure.line("flag nothing", 4, [(-7.5, 1.0), (5.5, 1.0)]))
}

/// The same alarms, told by how many of them are right.
fn precision(functions: &Contract) -> Result<Figure, Box<dyn Error>> {
    let (_, test) = later_payments()?;
    let mut figure = Figure::new(
        "Card payments: the same rates, but fraud is 13 times as rare",
        "Caught (share of the frauds that is flagged)",
        "Precision (share of the flagged that is fraud)",
    )
    .x_range(0.0, 1.02)
    .y_range(0.0, 1.04);
    for (colour, (name, share)) in SHARES.into_iter().enumerate() {
        let mut curve = Vec::new();
        for threshold in (SCORES.start..80).map(|step| f64::from(step) / 5.0) {
            let rates = (functions.rates)(&test, threshold)?;
            curve.extend((functions.precision)(rates, share).map(|precision| (rates.caught, precision)));
        }
        figure = figure.line(&format!("where {name} of the payments are fraud"), colour, curve.clone());
        figure = figure.points("", colour, curve);
    }
    Ok(figure)
}

/// The payments in order of time: a third to train on, a third to choose the threshold by, a third to test.
///
/// The weights come from a logistic regression on the first third, once and for all.
fn later_payments() -> Result<(Scored, Scored), Box<dyn Error>> {
    let payments = datasets::card_payments()?;
    let (v4, v14) = (payments.records.column(4), payments.records.column(14));
    // With one decimal few scores are different, and few thresholds have to be tried.
    let score = |row: usize| (10.0 * (-7.9 + v4[row] - 1.6 * v14[row])).round() / 10.0;
    let third = payments.targets.len() / 3;
    let part = |rows: std::ops::Range<usize>| Scored {
        scores: rows.clone().map(score).collect(),
        labels: rows.map(|row| payments.targets[row] == 1.0).collect::<Array1<bool>>(),
    };
    Ok((part(third..2 * third), part(2 * third..3 * third)))
}
