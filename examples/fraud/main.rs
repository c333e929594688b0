//! Which card payments should a bank stop and ask about, when fewer than two in a thousand are fraud?
//!
//! ```text
//! cargo run --example fraud
//! ```
//!
//! The story: learn from the first third of two days of payments (linfa-logistic), bring the probabilities to
//! the real share of fraud, choose on the second third the threshold that costs least, and see on the last
//! third what that is worth in money. Scaling, costs, curves and ranges are the references of the exercises `scale`,
//! `rare_events`, `roc` and `resampling`. Three plots are written to `plots/fraud`.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mlings_classification_grader::{rare_events, roc};
use mlings_datasets::card_payments;
use mlings_numbers_grader::resampling::Interval;
use ndarray::Axis;

use costs::saving;
use models::{probabilities, share_of_fraud};
use rare_events::{Costs, Scored};

mod costs;
mod models;
mod plots;
#[path = "../story/mod.rs"]
mod story;

/// Fraud among all payments of the two days, as published: 492 of 284,807. The sample here has more.
const TRUE_SHARE: f64 = 492.0 / 284_807.0;
/// What it costs to stop a payment and call the customer, in euro. An assumption: put your own figure here.
const CALL: f64 = 5.0;
/// Costs are told for so many payments.
const PAYMENTS: f64 = 10_000.0;

/// A rule: call about every payment whose probability of fraud is at least the threshold.
struct Rule {
    name: &'static str,
    threshold: f64,
}

fn main() -> ExitCode {
    story::tell(run)
}

fn run() -> Result<(), Box<dyn Error>> {
    let payments = card_payments()?;
    let labels = payments.targets.mapv(|class| class == 1.0);
    // In order of time, as it will be at work: learn from the past, choose a little later, be judged later still.
    let third = labels.len() / 3;
    let parts = [0, 1, 2].map(|part| (part * third..(part + 1) * third).collect::<Vec<usize>>());
    let n_frauds = parts.each_ref().map(|rows| rows.iter().filter(|row| labels[**row]).count());
    if payments.records.ncols() != 30 || n_frauds.iter().any(|n| *n == 0 || *n == third) {
        return Err("creditcard_fraud_sample.csv is not whole; restore it with: git checkout -- datasets".into());
    }
    let (seconds, amounts) = (payments.records.column(0), payments.records.column(29));
    // The time is left out: a model must not learn that the frauds of one night came at three. The amounts reach
    // from 0 to thousands, so their logarithm is used.
    let mut records = payments.records.select(Axis(1), &(1..30).collect::<Vec<_>>());
    records.column_mut(28).mapv_inplace(|amount| (1.0 + amount).ln());

    println!("Read {} payments in order of time.", labels.len());
    for (number, to_do) in ["learn from", "choose by", "judge by"].into_iter().enumerate() {
        let until = seconds[parts[number][third - 1]] / 3600.0;
        println!("  {to_do:<11} {third} payments until hour {until:.0}, {} of them fraud", n_frauds[number]);
    }
    let of = |part: usize| (records.select(Axis(0), &parts[part]), labels.select(Axis(0), &parts[part]));
    let [learn, validation, test] = [0, 1, 2].map(of);
    let (here, really) = (100.0 * share_of_fraud(&learn.1), 100.0 * TRUE_SHARE);
    let [validation, test] = probabilities(learn, [validation, test])?;
    println!("\nFraud is {here:.2} % of the payments learned from and {really:.3} % of all there were,");
    println!("so every probability is brought down to the real share.");
    let auc = (roc::EXERCISE.functions.auc)(test.scores.view(), test.labels.view())?;
    println!("A fraud gets a higher probability than an honest payment in {:.1} % of pairs.", 100.0 * auc);

    // A fraud that nobody stops costs what it takes: the mean over the frauds to learn from.
    let mut stolen: Vec<f64> = parts[0].iter().filter(|row| labels[**row]).map(|row| amounts[*row]).collect();
    stolen.sort_by(f64::total_cmp);
    let missed = stolen.iter().sum::<f64>() / stolen.len() as f64;
    let costs = Costs { caught: CALL, missed, false_alarm: CALL, passed: 0.0 };
    println!("\nWhat each outcome costs (euro):  stopped    let through");
    println!("  fraud                          {:>7.2} {:>14.2}", costs.caught, costs.missed);
    println!("  honest                         {:>7.2} {:>14.2}", costs.false_alarm, costs.passed);
    println!("The mean stands for very different frauds: half of them took {:.2} or less.", stolen[stolen.len() / 2]);

    let tuned = (rare_events::EXERCISE.functions.tune)(&validation, &test, TRUE_SHARE, costs)?;
    let rules = [
        Rule { name: "stop nothing", threshold: f64::INFINITY },
        Rule { name: "stop everything", threshold: 0.0 },
        Rule { name: "the usual 50 %", threshold: 0.5 },
        Rule { name: "by the costs", threshold: CALL / missed },
        Rule { name: "chosen", threshold: tuned.threshold },
    ];
    judge(&rules, &test, costs)?;
    conclude(&rules, &test, costs)?;

    println!();
    let figures = [
        ("thresholds", plots::thresholds(&rules, [&validation, &test], costs)?),
        ("money", plots::money(&rules, &test, costs)?),
        ("calls", plots::calls(&rules, &test)?),
    ];
    for (name, figure) in figures {
        println!("Plot: {}", figure.save(Path::new("plots/fraud"), name)?[1].display());
    }
    Ok(())
}

/// What every rule does to payments that had no say in it.
fn judge(rules: &[Rule], test: &Scored, costs: Costs) -> Result<(), Box<dyn Error>> {
    let functions = rare_events::EXERCISE.functions;
    println!("\nThe last third, as if it were {PAYMENTS} payments with the real share of fraud:");
    println!("{:<17} {:>10} {:>12} {:>13} {:>11}", "", "threshold", "frauds found", "honest called", "cost (euro)");
    for Rule { name, threshold } in rules {
        let rates = (functions.rates)(test, *threshold)?;
        println!(
            "{name:<17} {:>10} {:>10.0} % {:>13.0} {:>11.0}",
            if threshold.is_finite() { format!("{:.1} %", 100.0 * threshold) } else { "-".to_owned() },
            100.0 * rates.caught,
            PAYMENTS * (1.0 - TRUE_SHARE) * rates.false_alarms,
            PAYMENTS * (functions.expected_cost)(rates, TRUE_SHARE, costs)
        );
    }
    let Costs { missed, false_alarm, .. } = costs;
    println!("By the costs: {false_alarm} / {missed:.2}, the best threshold if every probability were right.");
    Ok(())
}

/// What to do, and how sure that is.
fn conclude(rules: &[Rule; 5], test: &Scored, costs: Costs) -> Result<(), Box<dyn Error>> {
    let [nothing, _, usual, _, chosen] = rules;
    let rates = (rare_events::EXERCISE.functions.rates)(test, chosen.threshold)?;
    let flagged = test.scores.iter().zip(&test.labels).filter(|(score, _)| **score >= chosen.threshold);
    let n_false_alarms = flagged.filter(|(_, is_fraud)| !**is_fraud).count();
    println!("\nConclusion");
    println!("  Stop a payment and call from a probability of {:.1} % on, not of 50 %.", 100.0 * chosen.threshold);
    println!("  That finds {:.0} % of the frauds.", 100.0 * rates.caught);
    println!("  In {PAYMENTS} payments it saves, with the range that chance leaves (95 %):");
    for rule in [nothing, usual] {
        let (euro, Interval { low, high }) = saving(chosen, rule, test, costs);
        let verdict = if low > 0.0 { "" } else { "; that may be chance" };
        println!("  {euro:>6.0} euro ({low:.0} to {high:.0}) against \"{}\"{verdict}", rule.name);
    }
    println!("  Before you rely on it: {n_false_alarms} false alarms were counted here. Count more of them, and put");
    println!("  in what a call costs you: {CALL} euro is an assumption.");
    Ok(())
}
