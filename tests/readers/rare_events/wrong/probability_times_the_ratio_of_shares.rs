//! what is wrong: correct_prior multiplies the probability, and not the odds, by the ratio of the shares, and stops at 1.
//!
//! Rare events: find a few frauds among many payments, at the least cost.
//!
//! Guide: exercises/06_classification/06_rare_events.md
//! Grade: cargo run -- check rare_events

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::rare_events::{ClassWeights, Costs, RareError, Rates, Scored, Split, Tuned};
use ndarray::{Array1, ArrayView1};

/// Weights for training under which all frauds together count as much as all legitimate payments together,
/// and all payments together as much as without weights.
///
/// - `labels`: `n_samples`; `true` for fraud
///
/// Returns the weight of a fraud, `n_samples / (2 * number of frauds)`, and that of a legitimate payment,
/// `n_samples / (2 * number of legitimate payments)`.
///
/// # Errors
/// `RareError::OneClass` where all labels are the same, or there are none.
pub fn class_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
    let frauds = labels.iter().filter(|&&fraud| fraud).count();
    let legitimate = labels.len() - frauds;
    if frauds == 0 || legitimate == 0 {
        return Err(RareError::OneClass);
    }
    let half = labels.len() as f64 / 2.0;
    Ok(ClassWeights { fraud: half / frauds as f64, legitimate: half / legitimate as f64 })
}

/// Holds out rows, and repeats frauds among the training rows until both kinds are equally frequent there.
///
/// - `labels`: `n_samples`; `true` for fraud
/// - `order`: every row number once
/// - `n_test`: how many rows are held out, fewer than `n_samples`: the last of the order
///
/// Returns row numbers, in any order. `test` has every held-out row once. `train` has every other
/// legitimate payment once, and as many frauds: every other fraud at least once, and none more than one
/// time more often than another. Where the frauds are not fewer to begin with, nothing is repeated.
///
/// # Errors
/// `RareError::OneClass` where the rows to train on are all of one kind.
pub fn oversampled_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Result<Split, RareError> {
    let (rest, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate): (Vec<usize>, Vec<usize>) = rest.iter().partition(|&&row| labels[row]);
    if frauds.is_empty() || legitimate.is_empty() {
        return Err(RareError::OneClass);
    }
    let wanted = frauds.len().max(legitimate.len());
    let mut train = legitimate;
    train.extend(frauds.iter().cycle().take(wanted));
    Ok(Split { train, test: test.to_vec() })
}

/// What a threshold does to each kind of payment.
///
/// - `payments`: their scores and labels, `n_samples` each
/// - `threshold`: a payment is flagged where its score is at least this
///
/// Returns the share of the frauds that is flagged and the share of the legitimate payments that is.
///
/// # Errors
/// `RareError::OneClass` where all labels are the same, or there are none.
pub fn rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let mut frauds = 0_usize;
    let mut caught = 0_usize;
    let mut legitimate = 0_usize;
    let mut alarms = 0_usize;
    for (&score, &fraud) in payments.scores.iter().zip(payments.labels.iter()) {
        let flagged = if score >= threshold { 1 } else { 0 };
        if fraud {
            frauds += 1;
            caught += flagged;
        } else {
            legitimate += 1;
            alarms += flagged;
        }
    }
    if frauds == 0 || legitimate == 0 {
        return Err(RareError::OneClass);
    }
    Ok(Rates { caught: caught as f64 / frauds as f64, false_alarms: alarms as f64 / legitimate as f64 })
}

/// Of the flagged payments, the share that is fraud.
///
/// - `rates`: what is flagged of each kind
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
///
/// Returns `None` where nothing is flagged: there is no share of nothing.
pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
    if rates.caught == 0.0 && rates.false_alarms == 0.0 {
        return None;
    }
    let right = fraud_share * rates.caught;
    let wrong = (1.0 - fraud_share) * rates.false_alarms;
    Some(right / (right + wrong))
}

/// What a payment costs in the mean.
///
/// - `rates`: what is flagged of each kind
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
/// - `costs`: of each of the four outcomes, in euro
///
/// Returns euro per payment.
pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
    cost_of(&rates, fraud_share, &costs)
}

/// The threshold with the smallest expected cost on the validation rows, and what it costs on the test rows.
///
/// - `validation`: the payments to choose by
/// - `test`: the payments to measure on; they have no say in the threshold
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
/// - `costs`: of each of the four outcomes, in euro
///
/// The candidates are infinity, which flags nothing, and every score of the validation rows. Of equally
/// cheap ones the highest is taken.
///
/// # Errors
/// `RareError::OneClass` where all labels of either part are the same, or there are none.
pub fn tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Result<Tuned, RareError> {
    let mut candidates = validation.scores.to_vec();
    candidates.sort_by(|a, b| b.total_cmp(a));
    let mut best = f64::INFINITY;
    let mut least = cost_of(&rates(validation, best)?, fraud_share, &costs);
    for score in candidates {
        let cost = cost_of(&rates(validation, score)?, fraud_share, &costs);
        if cost < least {
            best = score;
            least = cost;
        }
    }
    let test_cost = cost_of(&rates(test, best)?, fraud_share, &costs);
    Ok(Tuned { threshold: best, test_cost })
}

/// Corrects probabilities of a model that was trained where fraud is more or less frequent than it really is.
///
/// - `probabilities`: of fraud, from 0 to 1, as the model says them
/// - `sample_share`: the share of fraud in the rows that the model was trained on, between 0 and 1
/// - `true_share`: the share of fraud among the payments to come, between 0 and 1
///
/// Returns as many probabilities: the odds of fraud change by the factor by which the odds of the shares do.
pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    // fraud is so many times more or less frequent than the model believes
    let factor = true_share / sample_share;
    probabilities.mapv(|p| (p * factor).min(1.0))
}

/// Euro per payment.
fn cost_of(rates: &Rates, fraud_share: f64, costs: &Costs) -> f64 {
    let fraud = rates.caught * costs.caught + (1.0 - rates.caught) * costs.missed;
    let legitimate = rates.false_alarms * costs.false_alarm + (1.0 - rates.false_alarms) * costs.passed;
    fraud_share * fraud + (1.0 - fraud_share) * legitimate
}

mlings::grade!(rare_events { class_weights, oversampled_split, rates, precision, expected_cost, tune, correct_prior });
