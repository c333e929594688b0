//! What rules cost a bank, and how sure a saving is.

use mlings_classification_grader::rare_events::{Costs, Scored};
use mlings_numbers_grader::resampling::{self, Interval};
use ndarray::{Array1, Array2};
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use crate::models::share_of_fraud;
use crate::{PAYMENTS, Rule, TRUE_SHARE};

/// How much one rule saves against another, in euro, and the range that is left by which frauds happened to come. The
/// payments are drawn again and again, each in the place of one of its own kind: the share of fraud is known.
pub fn saving(chosen: &Rule, instead_of: &Rule, test: &Scored, costs: Costs) -> (f64, Interval) {
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let (frauds, honest): (Vec<usize>, Vec<usize>) = (0..test.labels.len()).partition(|row| test.labels[*row]);
    let resamples = Array2::from_shape_fn((1000, test.labels.len()), |(_, row)| {
        let kind = if test.labels[row] { &frauds } else { &honest };
        kind.choose(&mut random).copied().unwrap_or(row)
    });
    let each = each_cost(test, instead_of.threshold, costs) - each_cost(test, chosen.threshold, costs);
    let functions = resampling::EXERCISE.functions;
    let means = (functions.bootstrap)(each.view(), resamples.view(), |drawn| drawn.sum() / drawn.len() as f64);
    let interval = (functions.percentile_interval)((PAYMENTS * means).view(), 0.95);
    (PAYMENTS * (each.sum() / each.len() as f64), interval)
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
