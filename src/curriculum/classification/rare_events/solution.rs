//! The reference: two rates say what a threshold does to each kind of payment, and the share of fraud
//! says what that is worth.

use ndarray::{Array1, ArrayView1};

use mlings::rare_events::{ClassWeights, Costs, RareError, Rates, Scored, Split, Tuned};

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
    let (frauds, legitimate) = both_kinds(labels.iter().copied())?;
    let of_each_kind = (frauds + legitimate) / 2.0;
    Ok(ClassWeights { fraud: of_each_kind / frauds, legitimate: of_each_kind / legitimate })
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
    let (known, held_out) = order.split_at(order.len() - n_test);
    both_kinds(known.iter().map(|row| labels[*row]))?;
    let (frauds, legitimate): (Vec<usize>, Vec<usize>) = known.iter().partition(|row| labels[**row]);
    let as_many = frauds.len().max(legitimate.len());
    let repeated = frauds.iter().copied().cycle().take(as_many);
    let train = legitimate.iter().copied().chain(repeated).collect();
    Ok(Split { train, test: held_out.to_vec() })
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
    let (frauds, legitimate) = both_kinds(payments.labels.iter().copied())?;
    let (mut caught, mut false_alarms) = (0.0, 0.0);
    for (score, label) in payments.scores.iter().zip(&payments.labels) {
        if *score >= threshold {
            *(if *label { &mut caught } else { &mut false_alarms }) += 1.0;
        }
    }
    Ok(Rates { caught: caught / frauds, false_alarms: false_alarms / legitimate })
}

/// Of the flagged payments, the share that is fraud.
///
/// - `rates`: what is flagged of each kind
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
///
/// Returns `None` where nothing is flagged: there is no share of nothing.
pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
    let caught = fraud_share * rates.caught;
    let false_alarms = (1.0 - fraud_share) * rates.false_alarms;
    let flagged = caught + false_alarms;
    (flagged > 0.0).then(|| caught / flagged)
}

/// What a payment costs in the mean.
///
/// - `rates`: what is flagged of each kind
/// - `fraud_share`: the share of fraud among all payments, between 0 and 1
/// - `costs`: of each of the four outcomes, in euro
///
/// Returns euro per payment.
pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
    let of_a_fraud = rates.caught * costs.caught + (1.0 - rates.caught) * costs.missed;
    let of_a_legitimate = rates.false_alarms * costs.false_alarm + (1.0 - rates.false_alarms) * costs.passed;
    fraud_share * of_a_fraud + (1.0 - fraud_share) * of_a_legitimate
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
    let cost = |payments, threshold| Ok(expected_cost(rates(payments, threshold)?, fraud_share, costs));
    let mut threshold = f64::INFINITY;
    let mut least = cost(validation, threshold)?;
    for candidate in from_the_highest(&validation.scores) {
        let its_cost = cost(validation, candidate)?;
        if its_cost < least {
            (threshold, least) = (candidate, its_cost);
        }
    }
    Ok(Tuned { threshold, test_cost: cost(test, threshold)? })
}

/// Corrects probabilities of a model that was trained where fraud is more or less frequent than it really is.
///
/// - `probabilities`: of fraud, from 0 to 1, as the model says them
/// - `sample_share`: the share of fraud in the rows that the model was trained on, between 0 and 1
/// - `true_share`: the share of fraud among the payments to come, between 0 and 1
///
/// Returns as many probabilities: the odds of fraud change by the factor by which the odds of the shares do.
pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    let of_fraud = true_share / sample_share;
    let of_legitimate = (1.0 - true_share) / (1.0 - sample_share);
    probabilities.mapv(|p| p * of_fraud / (p * of_fraud + (1.0 - p) * of_legitimate))
}

/// Every score that occurs, once, the highest first.
fn from_the_highest(scores: &Array1<f64>) -> Vec<f64> {
    let mut scores = scores.to_vec();
    scores.sort_by(|a, b| b.total_cmp(a));
    scores.dedup();
    scores
}

/// How many rows are fraud and how many legitimate, if there are both.
fn both_kinds(labels: impl Iterator<Item = bool>) -> Result<(f64, f64), RareError> {
    let (frauds, legitimate): (Vec<bool>, Vec<bool>) = labels.partition(|label| *label);
    if frauds.is_empty() || legitimate.is_empty() {
        return Err(RareError::OneClass);
    }
    Ok((frauds.len() as f64, legitimate.len() as f64))
}
