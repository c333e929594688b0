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

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings::curriculum::{folds, resampling, roc, scale};
use mlings::datasets::{Patient, patients};
use mlings::plot::{Figure, extent, pairs};
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use roc::RocCurve;

/// The share of the ill that the clinic wants to find.
const WANTED: f64 = 0.95;
/// So often all patients are shuffled and dealt into folds anew.
const SHUFFLES: usize = 20;
const FOLDS: usize = 5;

/// What was known of every patient before the examination, and what it found.
struct Table {
    records: Array2<f64>,
    is_ill: Array1<bool>,
}

/// What models that had not seen a patient said, patient by patient.
struct Judged {
    probabilities: Array1<f64>,
    /// The threshold that was chosen for the patient, on other patients.
    thresholds: Array1<f64>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let all = patients()?;
    let table =
        Table { records: known_before(all), is_ill: all.iter().map(|patient| patient.narrowed == 1.0).collect() };
    let n_ill = table.is_ill.iter().filter(|ill| **ill).count();
    println!("Read {} patients. The X-ray found a narrowed vessel in {n_ill} of them.", all.len());
    let n_features = table.records.ncols();
    println!("{n_features} columns tell history, blood and electrocardiogram; what pictures showed is left out.");

    let mut random = ChaCha8Rng::seed_from_u64(2);
    let mut order: Vec<usize> = (0..all.len()).collect();
    let mut rounds = Vec::new();
    for _ in 0..SHUFFLES {
        order.shuffle(&mut random);
        rounds.push(judged(&table, &order)?);
    }
    let auc = roc::EXERCISE.functions.auc;
    let of_round = |round: &Judged| auc(round.probabilities.view(), table.is_ill.view());
    let auc = mean(rounds.iter().map(of_round).collect::<Result<Array1<f64>, _>>()?.view());
    println!("\nEvery patient was judged {SHUFFLES} times, each time by a model that had not seen him or her.");
    println!("An ill patient gets a higher probability than a healthy one in {:.0} % of pairs.", 100.0 * auc);

    let tenths = tenths(&rounds[0], &table);
    println!("\nAre the probabilities right? The patients in tenths, by what one model each had said:");
    println!("  said    were ill   (range, 95 %)");
    for tenth in &tenths {
        let percent = [tenth.said, tenth.ill, tenth.low, tenth.high].map(|share| 100.0 * share);
        println!("{:>4.0} % {:>9.0} %   {:>3.0} to {:>3.0} %", percent[0], percent[1], percent[2], percent[3]);
    }
    let right = tenths.iter().filter(|tenth| tenth.low <= tenth.said && tenth.said <= tenth.high).count();
    let verdict = if right >= 9 { "about as often as right ones would" } else { "too seldom for right ones" };
    println!("In {right} of 10 the range holds what was said: {verdict}.");

    let rules = rules(&rounds, &table);
    let curve = curve(&rounds, &table)?;
    compare(&rules, &curve, n_ill / FOLDS);
    conclude(&rules[1], &table);

    println!();
    let [by_threshold, roc] = trade(&curve, &rules);
    for (name, figure) in [("calibration", calibrated(&tenths)), ("thresholds", by_threshold), ("roc", roc)] {
        println!("Plot: {}", figure.save(Path::new("plots/patients_at_risk"), name)?[1].display());
    }
    Ok(())
}

/// Age and sex, complaints, pressure, blood, and the electrocardiogram at rest and under effort; n x 14.
fn known_before(patients: &[Patient]) -> Array2<f64> {
    let of = |one: &Patient| {
        let is = |holds: bool| f64::from(holds);
        [
            one.age,
            is(one.gender == "male"),
            is(one.chest_pain == "typical ang"),
            is(one.chest_pain == "atypical ang"),
            is(one.chest_pain == "non-anginal"),
            one.blood_pressure,
            one.cholesterol,
            one.high_sugar,
            is(one.rest_ecg != "normal"),
            one.max_heart_rate,
            one.exercise_pain,
            one.st_depression,
            is(one.st_slope == "flat"),
            is(one.st_slope == "downsloping"),
        ]
    };
    Array2::from(patients.iter().map(of).collect::<Vec<[f64; 14]>>())
}

/// Deals the patients into five folds. Each fold is judged by a model from three others, with a threshold from
/// the fifth: no patient has a say in either the model or the threshold that he or she is judged by.
fn judged(table: &Table, order: &[usize]) -> Result<Judged, Box<dyn Error>> {
    let scaling = scale::EXERCISE.functions;
    let classes = table.is_ill.mapv(usize::from);
    let dealt = (folds::EXERCISE.functions.stratified_k_fold)(classes.view(), order, FOLDS)
        .map_err(|_| "heart_disease.csv is not whole; restore it with: git checkout -- datasets")?;
    let n_samples = table.is_ill.len();
    let mut judged = Judged { probabilities: Array1::zeros(n_samples), thresholds: Array1::zeros(n_samples) };
    for number in 0..FOLDS {
        let (test, validation) = (&dealt[number].test, &dealt[(number + 1) % FOLDS].test);
        let train: Vec<usize> = dealt[number].train.iter().copied().filter(|row| !validation.contains(row)).collect();
        let (records, labels) = (table.records.select(Axis(0), &train), table.is_ill.select(Axis(0), &train));
        let scaler = (scaling.fit)(records.view(), scale::Method::Standard)?;
        let scaled = |rows: &[usize]| (scaling.transform)(&scaler, table.records.select(Axis(0), rows).view());
        let model = LogisticRegression::default().fit(&Dataset::new(scaled(&train), labels))?;
        // linfa gives the probability of the class that it calls positive.
        let ill_is_positive = model.labels().pos.class;
        let probabilities = |rows: &[usize]| {
            let of_positive = model.predict_probabilities(&scaled(rows));
            if ill_is_positive { of_positive } else { 1.0 - of_positive }
        };
        let labels = table.is_ill.select(Axis(0), validation);
        let threshold = roc::EXERCISE.functions.threshold_for_recall;
        let threshold = threshold(probabilities(validation).view(), labels.view(), WANTED)?;
        for (row, probability) in test.iter().zip(probabilities(test)) {
            judged.probabilities[*row] = probability;
            judged.thresholds[*row] = threshold;
        }
    }
    Ok(judged)
}

/// A tenth of the patients, all with similar probabilities, as shares from 0 to 1.
struct Tenth {
    /// Their mean probability.
    said: f64,
    ill: f64,
    low: f64,
    high: f64,
}

/// From the lowest probabilities to the highest.
fn tenths(round: &Judged, table: &Table) -> Vec<Tenth> {
    let mut rows: Vec<usize> = (0..round.probabilities.len()).collect();
    rows.sort_by(|one, other| round.probabilities[*one].total_cmp(&round.probabilities[*other]));
    let tenth = |number: usize| {
        let members = &rows[number * rows.len() / 10..(number + 1) * rows.len() / 10];
        let size = members.len() as f64;
        let said = members.iter().map(|row| round.probabilities[*row]).sum::<f64>() / size;
        let ill = members.iter().filter(|row| table.is_ill[**row]).count() as f64 / size;
        // Wilson's interval (1927) for a share: it stays between 0 and 1, also where nobody is ill.
        let z: f64 = 1.96;
        let shrink = 1.0 + z * z / size;
        let middle = (ill + z * z / (2.0 * size)) / shrink;
        let reach = z * (ill * (1.0 - ill) / size + (z / (2.0 * size)).powi(2)).sqrt() / shrink;
        Tenth { said, ill, low: middle - reach, high: middle + reach }
    };
    (0..10).map(tenth).collect()
}

/// Who is examined, and what that does to patients who had no say in it.
struct Rule {
    name: String,
    /// The lowest and the highest threshold: the same, unless every model chooses its own.
    thresholds: [f64; 2],
    /// Of 100 ill patients how many are not examined: the mean, and the range that the choice of patients leaves.
    missed: [f64; 3],
    /// Of 100 healthy patients how many are examined.
    for_nothing: [f64; 3],
}

/// If the probabilities are right, a threshold follows from what a missed patient weighs. At the probability p the
/// risk `p * weight` of a miss is as bad as the risk `1 - p` of a needless examination where p = 1 / (1 + weight).
fn rules(rounds: &[Judged], table: &Table) -> [Rule; 4] {
    let [heavy, middling, light] = [20.0, 5.0, 1.0]
        .map(|weight: f64| rule(format!("a miss weighs {weight} : 1"), rounds, table, &|_, _| 1.0 / (1.0 + weight)));
    let name = format!("chosen to find {:.0} of 100", 100.0 * WANTED);
    [heavy, middling, light, rule(name, rounds, table, &|round, row| round.thresholds[row])]
}

fn rule(name: String, rounds: &[Judged], table: &Table, threshold: &dyn Fn(&Judged, usize) -> f64) -> Rule {
    let (ill, healthy): (Vec<usize>, Vec<usize>) = (0..table.is_ill.len()).partition(|row| table.is_ill[*row]);
    let share = |row: usize, holds: &dyn Fn(bool) -> bool| {
        let examined = rounds.iter().map(|round| round.probabilities[row] >= threshold(round, row));
        examined.filter(|examined| holds(*examined)).count() as f64 / rounds.len() as f64
    };
    let missed: Array1<f64> = ill.iter().map(|row| share(*row, &|examined| !examined)).collect();
    let for_nothing: Array1<f64> = healthy.iter().map(|row| share(*row, &|examined| examined)).collect();
    let thresholds = rounds.iter().flat_map(|round| (0..table.is_ill.len()).map(|row| threshold(round, row)));
    let (low, high) = extent(thresholds).unwrap_or_default();
    Rule { name, thresholds: [low, high], missed: of_100(&missed), for_nothing: of_100(&for_nothing) }
}

/// The mean, and from where to where it lies when patients are drawn again and again (95 %).
fn of_100(shares: &Array1<f64>) -> [f64; 3] {
    let functions = resampling::EXERCISE.functions;
    let mut random = ChaCha8Rng::seed_from_u64(9);
    let resamples = Array2::from_shape_simple_fn((1000, shares.len()), || random.gen_range(0..shares.len()));
    let means = (functions.bootstrap)(shares.view(), resamples.view(), mean);
    let interval = (functions.percentile_interval)(means.view(), 0.95);
    [mean(shares.view()), interval.low, interval.high].map(|share| 100.0 * share)
}

/// What every fixed threshold does to the patients of all rounds.
fn curve(rounds: &[Judged], table: &Table) -> Result<RocCurve, roc::RocError> {
    let probabilities: Array1<f64> = rounds.iter().flat_map(|round| &round.probabilities).copied().collect();
    let is_ill: Array1<bool> = rounds.iter().flat_map(|_| &table.is_ill).copied().collect();
    (roc::EXERCISE.functions.roc_curve)(probabilities.view(), is_ill.view())
}

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

fn conclude(rule: &Rule, table: &Table) {
    let ill = 100.0 * mean(table.is_ill.mapv(f64::from).view());
    let missed = ill * rule.missed[0] / 100.0;
    let spared = (100.0 - ill) * (1.0 - rule.for_nothing[0] / 100.0);
    let (weight, threshold, home) = (1.0 / rule.thresholds[0] - 1.0, 100.0 * rule.thresholds[0], missed + spared);
    println!("\nConclusion");
    println!("  If missing one ill patient is as bad as {weight:.0} needless examinations, examine from a");
    println!("  probability of {threshold:.1} % on. Of 100 who come, {ill:.0} are ill. The rule sends home {home:.0}:");
    println!("  {spared:.0} healthy ones, who are spared, and {missed:.0} ill ones, who are missed.");
    println!("  Whether {weight:.0} is right is for doctors and patients to say. A model cannot know it.");
}

/// What was said against what was so.
fn calibrated(tenths: &[Tenth]) -> Figure {
    let start = Figure::new(
        "Are the probabilities right? Patients in tenths",
        "Said: mean probability of the tenth (%)",
        "So: ill patients in the tenth (%)",
    )
    .line("as many as were said", 4, [(0.0, 0.0), (100.0, 100.0)]);
    let bars = tenths.iter().enumerate().fold(start, |figure, (number, tenth)| {
        let name = if number == 0 { "range that chance leaves (95 %)" } else { "" };
        let ends = [tenth.low, tenth.high].map(|share| (100.0 * tenth.said, 100.0 * share));
        figure.line(name, 5, ends)
    });
    let at = tenths.iter().map(|tenth| (100.0 * tenth.said, 100.0 * tenth.ill));
    bars.marks("about 30 patients", 0, at).x_range(0.0, 100.0).y_range(0.0, 100.0)
}

/// How finding the ill and sparing the healthy pull against each other: by threshold, and against each other.
fn trade(curve: &RocCurve, rules: &[Rule]) -> [Figure; 2] {
    let thresholds = 100.0 * &curve.thresholds;
    let (found, alarmed) = (100.0 * &curve.true_positive_rates, 100.0 * &curve.false_positive_rates);
    let shown = |shares: &Array1<f64>| pairs(thresholds.view(), shares.view()).into_iter().filter(|(x, _)| *x <= 60.0);
    let mut by_threshold = Figure::new(
        "Every threshold is a choice between two mistakes",
        "Threshold: examine from this probability on (%)",
        "Share (%)",
    )
    .line("ill patients who are found (sensitivity)", 0, shown(&found))
    .line("healthy ones who are spared (specificity)", 1, shown(&(100.0 - &alarmed)));
    let mut roc = Figure::new(
        "What can be had: the ROC curve",
        "Healthy patients examined for nothing (%)",
        "Ill patients found (%)",
    )
    .line("every threshold", 0, pairs(alarmed.view(), found.view()))
    .line("drawing lots", 5, [(0.0, 0.0), (100.0, 100.0)]);
    for (colour, rule) in rules.iter().enumerate() {
        let ([lowest, highest], found, alarmed) = (rule.thresholds, 100.0 - rule.missed[0], rule.for_nothing[0]);
        if lowest == highest {
            let x = 100.0 * lowest;
            by_threshold = by_threshold.marks(&rule.name, colour + 1, [(x, found), (x, 100.0 - alarmed)]);
        }
        roc = roc.marks(&rule.name, colour + 1, [(alarmed, found)]);
    }
    let (by_threshold, roc) = (by_threshold.x_range(0.0, 60.0), roc.x_range(0.0, 100.0));
    [by_threshold, roc].map(|figure| figure.y_range(0.0, 102.0))
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}
