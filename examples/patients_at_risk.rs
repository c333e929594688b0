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
use mlings::plot::{Figure, pairs};
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

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
    println!("\nWhere to draw the line? Ill patients missed, and healthy ones examined for nothing (range, 95 %):");
    println!("{:<24} {:>9} {:>16} {:>16}", "", "threshold", "missed of 100", "needless of 100");
    for Rule { name, threshold, missed, for_nothing } in &rules {
        let in_words = |[mean, low, high]: [f64; 3]| format!("{mean:.0} ({low:.0} to {high:.0})");
        let (threshold, missed, for_nothing) = (100.0 * threshold, in_words(*missed), in_words(*for_nothing));
        println!("{name:<24} {threshold:>7.1} % {missed:>16} {for_nothing:>16}");
    }
    let (wanted, missed) = (100.0 * (1.0 - WANTED), rules[3].missed[0]);
    println!(
        "The last was to miss {wanted:.0}. Chosen on {} ill patients, it misses {missed:.0} of new ones.",
        n_ill / FOLDS
    );
    conclude(&rules[3], &table);

    println!();
    let [by_threshold, roc] = trade(&rounds, &table, &rules)?;
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

/// A threshold, and what it does to patients who had no say in it.
struct Rule {
    name: String,
    threshold: f64,
    /// Of 100 ill patients how many are not examined: the mean, and the range that the choice of patients leaves.
    missed: [f64; 3],
    /// Of 100 healthy patients how many are examined.
    for_nothing: [f64; 3],
}

/// If the probabilities are right, a threshold follows from what a missed patient weighs. At the probability p the
/// risk `p * weight` of a miss is as bad as the risk `1 - p` of a needless examination where p = 1 / (1 + weight).
fn rules(rounds: &[Judged], table: &Table) -> Vec<Rule> {
    let weighed = [20.0, 5.0, 1.0]
        .map(|weight: f64| rule(format!("a miss weighs {weight} : 1"), rounds, table, &|_, _| 1.0 / (1.0 + weight)));
    let name = format!("chosen to find {:.0} of 100", 100.0 * WANTED);
    let chosen = rule(name, rounds, table, &|round, row| round.thresholds[row]);
    weighed.into_iter().chain([chosen]).collect()
}

fn rule(name: String, rounds: &[Judged], table: &Table, threshold: &dyn Fn(&Judged, usize) -> f64) -> Rule {
    let (ill, healthy): (Vec<usize>, Vec<usize>) = (0..table.is_ill.len()).partition(|row| table.is_ill[*row]);
    let share = |row: usize, holds: &dyn Fn(bool) -> bool| {
        let examined = rounds.iter().map(|round| round.probabilities[row] >= threshold(round, row));
        examined.filter(|examined| holds(*examined)).count() as f64 / rounds.len() as f64
    };
    let missed: Array1<f64> = ill.iter().map(|row| share(*row, &|examined| !examined)).collect();
    let for_nothing: Array1<f64> = healthy.iter().map(|row| share(*row, &|examined| examined)).collect();
    let thresholds: Array1<f64> =
        rounds.iter().flat_map(|round| (0..table.is_ill.len()).map(|row| threshold(round, row))).collect();
    Rule { name, threshold: mean(thresholds.view()), missed: of_100(&missed), for_nothing: of_100(&for_nothing) }
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

fn conclude(chosen: &Rule, table: &Table) {
    let ill = 100.0 * mean(table.is_ill.mapv(f64::from).view());
    let missed = ill * chosen.missed[0] / 100.0;
    let spared = (100.0 - ill) * (1.0 - chosen.for_nothing[0] / 100.0);
    let threshold = chosen.threshold;
    println!("\nConclusion");
    println!("  Examine from a probability of about {:.0} % on. Of 100 who come, {ill:.0} are ill:", 100.0 * threshold);
    println!("  {spared:.0} are spared the examination, and {missed:.0} ill ones are sent home.");
    println!(
        "  This line says that one missed patient is as bad as {:.0} needless examinations.",
        1.0 / threshold - 1.0
    );
    println!("  Whether that is so is for doctors and patients to say. A model cannot know it.");
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
fn trade(rounds: &[Judged], table: &Table, rules: &[Rule]) -> Result<[Figure; 2], Box<dyn Error>> {
    let probabilities: Array1<f64> = rounds.iter().flat_map(|round| &round.probabilities).copied().collect();
    let is_ill: Array1<bool> = rounds.iter().flat_map(|_| &table.is_ill).copied().collect();
    let curve = (roc::EXERCISE.functions.roc_curve)(probabilities.view(), is_ill.view())?;
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
    .line("drawing lots", 4, [(0.0, 0.0), (100.0, 100.0)]);
    for (colour, rule) in [(1, &rules[0]), (2, &rules[3]), (3, &rules[2])] {
        let (x, found, alarmed) = (100.0 * rule.threshold, 100.0 - rule.missed[0], rule.for_nothing[0]);
        by_threshold = by_threshold.marks(&rule.name, colour, [(x, found), (x, 100.0 - alarmed)]);
        roc = roc.marks(&rule.name, colour, [(alarmed, found)]);
    }
    let (by_threshold, roc) = (by_threshold.x_range(0.0, 60.0), roc.x_range(0.0, 100.0));
    Ok([by_threshold, roc].map(|figure| figure.y_range(0.0, 102.0)))
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}
