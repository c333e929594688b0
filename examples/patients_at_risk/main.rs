//! Which patients need the X-ray of the heart's vessels, and what does it mean to set a threshold?
//!
//! ```text
//! cargo run --example patients_at_risk
//! ```
//!
//! The story: 303 patients had the examination, which needs a tube pushed up to the heart. Could what was known
//! before have spared some of them? A logistic regression (linfa-logistic) gives every patient a probability,
//! from a model that has not seen this patient. Are the probabilities right? Where to draw the line, and who is
//! missed? The references of the exercises `folds`, `scale`, `roc` and `resampling` help. Three plots are
//! written to `plots/patients_at_risk`. The data are old and few: a story, not advice for patients.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mlings_classification_grader::roc::{self, RocCurve};
use mlings_datasets::patients;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use models::{FOLDS, Judged, Table};
use rules::Rule;

mod models;
mod plots;
mod rules;
#[path = "../story/mod.rs"]
mod story;

/// The share of the ill that the clinic wants to find.
const WANTED: f64 = 0.95;
/// So often all patients are shuffled and dealt into folds anew.
const SHUFFLES: usize = 20;

fn main() -> ExitCode {
    story::tell(run)
}

fn run() -> Result<(), Box<dyn Error>> {
    let table = Table::known_before(patients()?);
    let (n_patients, n_features) = table.records.dim();
    let n_ill = table.is_ill.iter().filter(|ill| **ill).count();
    println!("Read {n_patients} patients. The X-ray found a narrowed vessel in {n_ill} of them.");
    println!("{n_features} columns tell history, blood and electrocardiogram; what pictures showed is left out.");

    let mut random = ChaCha8Rng::seed_from_u64(2);
    let mut order: Vec<usize> = (0..n_patients).collect();
    let mut rounds = Vec::new();
    for _ in 0..SHUFFLES {
        order.shuffle(&mut random);
        rounds.push(table.judged(&order)?);
    }
    let auc = roc::EXERCISE.functions.auc;
    let of_round = |round: &Judged| auc(round.probabilities.view(), table.is_ill.view());
    let auc = rounds.iter().map(of_round).sum::<Result<f64, _>>()? / SHUFFLES as f64;
    println!("\nEvery patient was judged {SHUFFLES} times, each time by a model that had not seen him or her.");
    println!("An ill patient gets a higher probability than a healthy one in {:.0} % of pairs.", 100.0 * auc);

    let tenths = rounds[0].tenths(&table);
    println!("\nAre the probabilities right? The patients in tenths, by what one model each had said:");
    println!("  said    were ill   (range, 95 %)");
    for tenth in &tenths {
        let [said, ill, low, high] = [tenth.said, tenth.ill, tenth.low, tenth.high].map(|share| 100.0 * share);
        println!("{said:>4.0} % {ill:>9.0} %   {low:>3.0} to {high:>3.0} %");
    }
    let right = tenths.iter().filter(|tenth| tenth.low <= tenth.said && tenth.said <= tenth.high).count();
    let verdict = if right >= 9 { "about as often as right ones would" } else { "too seldom for right ones" };
    println!("In {right} of 10 the range holds what was said: {verdict}.");

    let rules = rules::rules(&rounds, &table);
    let curve = rules::curve(&rounds, &table)?;
    compare(&rules, &curve, n_ill / FOLDS);
    conclude(&rules[1], 100.0 * n_ill as f64 / n_patients as f64);

    println!();
    let [by_threshold, roc] = plots::trade(&curve, &rules);
    for (name, figure) in [("calibration", plots::calibrated(&tenths)), ("thresholds", by_threshold), ("roc", roc)] {
        println!("Plot: {}", figure.save(Path::new("plots/patients_at_risk"), name)?[1].display());
    }
    Ok(())
}

/// What each rule does, and why the last one does worse than a fixed threshold.
fn compare(rules: &[Rule; 4], curve: &RocCurve, n_asked: usize) {
    println!("\nWhere to draw the line? Ill patients missed, and healthy ones examined for nothing (range, 95 %):");
    println!("{:<24} {:>14} {:>14} {:>16}", "", "threshold", "missed of 100", "needless of 100");
    for Rule { name, thresholds: [lowest, highest], missed, for_nothing } in rules {
        let in_words = |[mean, low, high]: [f64; 3]| format!("{mean:.0} ({low:.0} to {high:.0})");
        let from = if lowest < highest { format!("{:.1} to ", 100.0 * lowest) } else { String::new() };
        let (thresholds, missed) = (format!("{from}{:.1} %", 100.0 * highest), in_words(*missed));
        println!("{name:<24} {thresholds:>14} {missed:>14} {:>16}", in_words(*for_nothing));
    }
    let [.., Rule { missed: [missed, ..], for_nothing: [for_nothing, ..], .. }] = rules;
    let mut fixed = curve.true_positive_rates.iter().zip(&curve.false_positive_rates);
    let as_good = fixed.find(|(found, _)| 100.0 * (1.0 - **found) <= *missed);
    let fixed = 100.0 * as_good.map_or(f64::NAN, |(_, alarmed)| *alarmed);
    let wanted = 100.0 * (1.0 - WANTED);
    println!("The last has no single threshold. Nobody may have a say in how he or she is judged, so every model");
    println!(
        "chooses its own on some {n_asked} other ill patients. So few make it vary: it was to miss {wanted:.0} and misses {missed:.0},"
    );
    println!(
        "and a fixed threshold that misses {missed:.0} too would examine {fixed:.0} for nothing, not {for_nothing:.0}."
    );
}

/// What a rule does to 100 who come, of whom so many are ill.
fn conclude(rule: &Rule, ill: f64) {
    let missed = ill * rule.missed[0] / 100.0;
    let spared = (100.0 - ill) * (1.0 - rule.for_nothing[0] / 100.0);
    let (weight, threshold, home) = (1.0 / rule.thresholds[0] - 1.0, 100.0 * rule.thresholds[0], missed + spared);
    println!("\nConclusion");
    println!("  If missing one ill patient is as bad as {weight:.0} needless examinations, examine from a");
    println!("  probability of {threshold:.1} % on. Of 100 who come, {ill:.0} are ill. The rule sends home {home:.0}:");
    println!("  {spared:.0} healthy ones, who are spared, and {missed:.0} ill ones, who are missed.");
    println!("  Whether {weight:.0} is right is for doctors and patients to say. A model cannot know it.");
}
