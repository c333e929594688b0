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
    let (frauds, legitimate) = kinds(labels.iter())?;
    let n = labels.len() as f64;
    Ok(ClassWeights { fraud: n / (2.0 * frauds), legitimate: n / (2.0 * legitimate) })
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
    let n_train = order.len() - n_test;
    let mut train = order[..n_train].to_vec();
    let frauds: Vec<usize> = train.iter().copied().filter(|&row| labels[row]).collect();
    let n_legitimate = n_train - frauds.len();
    if frauds.is_empty() || n_legitimate == 0 {
        return Err(RareError::OneClass);
    }
    // every fraud is there once; go round over them until there are enough
    for copy in frauds.len()..n_legitimate {
        train.push(frauds[copy % frauds.len()]);
    }
    Ok(Split { train, test: order[n_train..].to_vec() })
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
    let (frauds, legitimate) = kinds(payments.labels.iter())?;
    let flagged = |kind: bool| {
        let rows = payments.scores.iter().zip(payments.labels.iter());
        rows.filter(|row| *row.1 == kind && *row.0 >= threshold).count() as f64
    };
    Ok(Rates { caught: flagged(true) / frauds, false_alarms: flagged(false) / legitimate })
}

/// Of the flagged payments, the share that is fraud.
///
/// - `rates`: what is flagged of each kind
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
///
/// Returns `None` where nothing is flagged: there is no share of nothing.
pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
    let hits = fraud_share * rates.caught;
    let flagged = hits + (1.0 - fraud_share) * rates.false_alarms;
    if flagged > 0.0 { Some(hits / flagged) } else { None }
}

/// What a payment costs in the mean.
///
/// - `rates`: what is flagged of each kind
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
/// - `costs`: of each of the four outcomes, in euro
///
/// Returns euro per payment.
pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
    let Rates { caught, false_alarms } = rates;
    fraud_share * (caught * costs.caught + (1.0 - caught) * costs.missed)
        + (1.0 - fraud_share) * (false_alarms * costs.false_alarm + (1.0 - false_alarms) * costs.passed)
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
    let price = |rates: Rates| {
        let Costs { caught, missed, false_alarm, passed } = costs;
        expected_cost(rates, fraud_share, Costs { caught, missed, false_alarm, passed })
    };
    let (frauds, legitimate) = kinds(validation.labels.iter())?;
    let mut rows: Vec<(f64, bool)> =
        validation.scores.iter().copied().zip(validation.labels.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));

    let mut threshold = f64::INFINITY;
    let mut least = price(Rates { caught: 0.0, false_alarms: 0.0 });
    let (mut caught, mut alarms) = (0.0, 0.0);
    for same in rows.chunk_by(|a, b| a.0 == b.0) {
        for row in same {
            if row.1 {
                caught += 1.0;
            } else {
                alarms += 1.0;
            }
        }
        let cost = price(Rates { caught: caught / frauds, false_alarms: alarms / legitimate });
        if cost < least {
            threshold = same[0].0;
            least = cost;
        }
    }
    Ok(Tuned { threshold, test_cost: price(rates(test, threshold)?) })
}

/// Corrects probabilities of a model that was trained where fraud is more or less frequent than it really is.
///
/// - `probabilities`: of fraud, from 0 to 1, as the model says them
/// - `sample_share`: the share of fraud in the rows that the model was trained on, between 0 and 1
/// - `true_share`: the share of fraud among the payments to come, between 0 and 1
///
/// Returns as many probabilities: the odds of fraud change by the factor by which the odds of the shares do.
pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    let mut corrected = Array1::<f64>::zeros(probabilities.len());
    for (i, &p) in probabilities.iter().enumerate() {
        let fraud = p * true_share / sample_share;
        let legitimate = (1.0 - p) * (1.0 - true_share) / (1.0 - sample_share);
        corrected[i] = fraud / (fraud + legitimate);
    }
    corrected
}

/// How many are frauds and how many are not.
fn kinds<'a>(labels: impl Iterator<Item = &'a bool>) -> Result<(f64, f64), RareError> {
    let (mut frauds, mut legitimate) = (0.0, 0.0);
    for &fraud in labels {
        if fraud {
            frauds += 1.0;
        } else {
            legitimate += 1.0;
        }
    }
    if frauds == 0.0 || legitimate == 0.0 { Err(RareError::OneClass) } else { Ok((frauds, legitimate)) }
}

mlings::grade!(rare_events { class_weights, oversampled_split, rates, precision, expected_cost, tune, correct_prior });
