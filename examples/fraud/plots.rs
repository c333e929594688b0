//! Three plots: what every threshold costs, what the money is lost to, and how many customers are called.

use mlings_classification_grader::rare_events::{self, Costs, RareError, Scored};
use mlings_classification_grader::roc;
use mlings_plot::{Figure, Rect};

use crate::{CALL, PAYMENTS, Rule, TRUE_SHARE};

/// What every threshold costs. Places count powers of ten: place 0 is 0.001 %, place 5 is 100 %.
pub fn thresholds(rules: &[Rule], parts: [&Scored; 2], costs: Costs) -> Result<Figure, RareError> {
    let functions = rare_events::EXERCISE.functions;
    let cost = |part: &Scored, threshold: f64| -> Result<f64, RareError> {
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
            let euro = cost(part, 10_f64.powf(place - 5.0))?;
            curve.push((place, if euro > highest { f64::NAN } else { euro }));
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
pub fn money(rules: &[Rule], test: &Scored, costs: Costs) -> Result<Figure, RareError> {
    let functions = rare_events::EXERCISE.functions;
    let (mut missed, mut calls) = (Vec::new(), Vec::new());
    let shown: Vec<&Rule> = rules.iter().filter(|rule| rule.threshold > 0.0).collect();
    for (place, rule) in shown.iter().enumerate() {
        let rates = (functions.rates)(test, rule.threshold)?;
        let all = PAYMENTS * (functions.expected_cost)(rates, TRUE_SHARE, costs);
        let frauds = PAYMENTS * TRUE_SHARE * (1.0 - rates.caught) * costs.missed;
        let across = place as f64 - 0.3..place as f64 + 0.3;
        missed.push(Rect::new(across.clone(), 0.0..frauds));
        calls.push(Rect::new(across, frauds..all));
    }
    let note = format!("Not drawn: to stop everything, {:.0} euro", PAYMENTS * CALL);
    Ok(Figure::new("What fraud costs under each rule, later payments", note, "Cost (euro per 10,000 payments)")
        .bars("missed frauds", 1, missed)
        .bars("calls", 0, calls)
        .x_names(shown.iter().map(|rule| rule.name)))
}

/// The part of the ROC curve where a bank can live, in numbers of people.
pub fn calls(rules: &[Rule], test: &Scored) -> Result<Figure, Box<dyn std::error::Error>> {
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
