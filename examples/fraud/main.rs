//! Which card payments should a bank stop and ask about, when fewer than two in a thousand are fraud?
//!
//! ```text
//! cargo run --example fraud
//! ```
//!
//! The story: learn from the first third of two days of payments (linfa-logistic), bring the probabilities to
//! the real share of fraud, choose on the second third the threshold that costs least, and see on the last
//! third what that is worth in money. Weights, costs and curves are the references of the exercises `scale`,
//! `logistic_regression`, `rare_events`, `roc` and `resampling`. Three plots are written to `plots/fraud`.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings::curriculum::{rare_events, resampling, roc, scale};
use mlings::datasets::card_payments;
use mlings::plot::Figure;
use ndarray::{Array1, Array2, ArrayView1, Axis};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;
use rare_events::{Costs, Scored};

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
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
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
        ("thresholds", thresholds(&rules, [&validation, &test], costs)?),
        ("money", money(&rules, &test, costs)?),
        ("calls", calls(&rules, &test)?),
    ];
    for (name, figure) in figures {
        println!("Plot: {}", figure.save(Path::new("plots/fraud"), name)?[1].display());
    }
    Ok(())
}

/// Learns from one part and gives every payment of two others its probability of fraud at the real share.
fn probabilities(
    (records, labels): (Array2<f64>, Array1<bool>),
    others: [(Array2<f64>, Array1<bool>); 2],
) -> Result<[Scored; 2], Box<dyn Error>> {
    let scaling = scale::EXERCISE.functions;
    let scaler = (scaling.fit)(records.view(), scale::Method::Standard)?;
    let sample_share = share_of_fraud(&labels);
    let dataset = Dataset::new((scaling.transform)(&scaler, records.view()), labels);
    let model = LogisticRegression::default().fit(&dataset)?;
    // linfa gives the probability of the class that it calls positive.
    let fraud_is_positive = model.labels().pos.class;
    Ok(others.map(|(records, labels)| {
        let of_positive = model.predict_probabilities(&(scaling.transform)(&scaler, records.view()));
        let of_fraud = if fraud_is_positive { of_positive } else { 1.0 - of_positive };
        let scores = (rare_events::EXERCISE.functions.correct_prior)(of_fraud.view(), sample_share, TRUE_SHARE);
        Scored { scores, labels }
    }))
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
    // How much of a saving is due to which frauds happened to come? Draw the payments again and again, each in the
    // place of one of its own kind: the share of fraud is known.
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let (frauds, honest): (Vec<usize>, Vec<usize>) = (0..test.labels.len()).partition(|row| test.labels[*row]);
    let resamples = Array2::from_shape_fn((1000, test.labels.len()), |(_, row)| {
        let kind = if test.labels[row] { &frauds } else { &honest };
        kind.choose(&mut random).copied().unwrap_or(row)
    });
    let saving = |instead_of: &Rule| {
        let each = each_cost(test, instead_of.threshold, costs) - each_cost(test, chosen.threshold, costs);
        let functions = resampling::EXERCISE.functions;
        let means = (functions.bootstrap)(each.view(), resamples.view(), mean);
        (PAYMENTS * mean(each.view()), (functions.percentile_interval)((PAYMENTS * means).view(), 0.95))
    };
    println!("\nConclusion");
    println!("  Stop a payment and call from a probability of {:.1} % on, not of 50 %.", 100.0 * chosen.threshold);
    println!("  That finds {:.0} % of the frauds.", 100.0 * rates.caught);
    println!("  In {PAYMENTS} payments it saves, with the range that chance leaves (95 %):");
    for rule in [nothing, usual] {
        let (euro, interval) = saving(rule);
        let verdict = if interval.low > 0.0 { "" } else { "; that may be chance" };
        let (low, high) = (interval.low, interval.high);
        println!("  {euro:>6.0} euro ({low:.0} to {high:.0}) against \"{}\"{verdict}", rule.name);
    }
    println!("  Before you rely on it: {n_false_alarms} false alarms were counted here. Count more of them, and put");
    println!("  in what a call costs you: {CALL} euro is an assumption.");
    Ok(())
}

/// The cost of every payment, in euro, weighted so that fraud has its real share.
fn each_cost(payments: &Scored, threshold: f64, costs: Costs) -> Array1<f64> {
    let sample_share = share_of_fraud(&payments.labels);
    let (of_fraud, of_honest) = (TRUE_SHARE / sample_share, (1.0 - TRUE_SHARE) / (1.0 - sample_share));
    let cost = |(score, is_fraud): (&f64, &bool)| match (*is_fraud, *score >= threshold) {
        (true, true) => of_fraud * costs.caught,
        (true, false) => of_fraud * costs.missed,
        (false, true) => of_honest * costs.false_alarm,
        (false, false) => of_honest * costs.passed,
    };
    payments.scores.iter().zip(&payments.labels).map(cost).collect()
}

fn share_of_fraud(labels: &Array1<bool>) -> f64 {
    labels.iter().filter(|label| **label).count() as f64 / labels.len() as f64
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

/// What every threshold costs. Places count powers of ten: place 0 is 0.001 %, place 5 is 100 %.
fn thresholds(rules: &[Rule], parts: [&Scored; 2], costs: Costs) -> Result<Figure, Box<dyn Error>> {
    let functions = rare_events::EXERCISE.functions;
    let cost = |part: &Scored, threshold: f64| -> Result<f64, rare_events::RareError> {
        Ok(PAYMENTS * (functions.expected_cost)((functions.rates)(part, threshold)?, TRUE_SHARE, costs))
    };
    let mut figure = Figure::new(
        "What a threshold costs",
        "Threshold: call from this probability of fraud on",
        "Cost (euro per 10,000 payments)",
    );
    let highest = 1.6 * cost(parts[1], f64::INFINITY)?;
    for (colour, (name, part)) in ["payments to choose by", "later payments"].into_iter().zip(parts).enumerate() {
        let mut curve = Vec::new();
        for place in (0..=200).map(|step| f64::from(step) / 40.0) {
            let cost = cost(part, 10_f64.powf(place - 5.0))?;
            curve.push((place, if cost > highest { f64::NAN } else { cost }));
        }
        figure = figure.line(name, colour, curve);
    }
    for (colour, rule) in [(5, &rules[2]), (3, &rules[4])] {
        let place = 5.0 + rule.threshold.log10();
        figure = figure.marks(rule.name, colour, [(place, cost(parts[1], rule.threshold)?)]);
    }
    let nothing = cost(parts[1], f64::INFINITY)?;
    let names = ["0.001 %", "0.01 %", "0.1 %", "1 %", "10 %", "100 %"];
    Ok(figure
        .line("stop nothing", 2, [(0.0, nothing), (5.0, nothing)])
        .x_names(names)
        .x_range(0.0, 5.0)
        .y_range(0.0, highest))
}

/// What the money is lost to, rule by rule.
fn money(rules: &[Rule], test: &Scored, costs: Costs) -> Result<Figure, Box<dyn Error>> {
    let functions = rare_events::EXERCISE.functions;
    let (mut missed, mut calls) = (Vec::new(), Vec::new());
    let shown: Vec<&Rule> = rules.iter().filter(|rule| rule.threshold > 0.0).collect();
    for (place, rule) in shown.iter().enumerate() {
        let rates = (functions.rates)(test, rule.threshold)?;
        let all = PAYMENTS * (functions.expected_cost)(rates, TRUE_SHARE, costs);
        let frauds = PAYMENTS * TRUE_SHARE * (1.0 - rates.caught) * costs.missed;
        let (left, right) = (place as f64 - 0.3, place as f64 + 0.3);
        missed.push([left, right, 0.0, frauds]);
        calls.push([left, right, frauds, all]);
    }
    let note = format!("Not drawn: to stop everything, {:.0} euro", PAYMENTS * CALL);
    Ok(Figure::new("What fraud costs under each rule, later payments", note, "Cost (euro per 10,000 payments)")
        .bars("missed frauds", 1, missed)
        .bars("calls", 0, calls)
        .x_names(shown.iter().map(|rule| rule.name)))
}

/// The part of the ROC curve where a bank can live, in numbers of people.
fn calls(rules: &[Rule], test: &Scored) -> Result<Figure, Box<dyn Error>> {
    let honest = PAYMENTS * (1.0 - TRUE_SHARE);
    let curve = (roc::EXERCISE.functions.roc_curve)(test.scores.view(), test.labels.view())?;
    let at = curve.false_positive_rates.iter().zip(&curve.true_positive_rates);
    let mut figure = Figure::new(
        "How many honest customers are called to find how many frauds",
        "Honest customers called (per 10,000 payments)",
        "Frauds found (%)",
    )
    .line(
        "every threshold, later payments",
        0,
        at.map(|(x, y)| (honest * x, 100.0 * y)).filter(|(x, _)| *x <= 100.0),
    );
    for (colour, rule) in [(5, &rules[2]), (3, &rules[4])] {
        let rates = (rare_events::EXERCISE.functions.rates)(test, rule.threshold)?;
        figure = figure.marks(rule.name, colour, [(honest * rates.false_alarms, 100.0 * rates.caught)]);
    }
    Ok(figure.x_range(-2.0, 100.0).y_range(0.0, 100.0))
}
