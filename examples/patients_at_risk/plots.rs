//! Three plots: are the probabilities right, what does every threshold do, and what can be had?

use mlings_classification_grader::roc::RocCurve;
use mlings_plot::{Figure, pairs};
use ndarray::Array1;

use crate::models::Tenth;
use crate::rules::Rule;

/// What was said against what was so.
pub fn calibrated(tenths: &[Tenth]) -> Figure {
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
pub fn trade(curve: &RocCurve, rules: &[Rule]) -> [Figure; 2] {
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
