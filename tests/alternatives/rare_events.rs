//! Other ways to weights, splits, thresholds and corrections.

use mlings::rare_events::{ClassWeights, Contract, Costs, RareError, Rates, Scored, Split, Tuned};
use ndarray::{Array1, ArrayView1};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "one walk down the sorted scores, odds",
        Contract {
            class_weights: walk::class_weights,
            oversampled_split: walk::oversampled_split,
            rates: walk::rates,
            precision: walk::precision,
            expected_cost: walk::expected_cost,
            tune: walk::tune,
            correct_prior: walk::correct_prior,
        },
    ),
    (
        "index loops and a list of all costs",
        Contract {
            class_weights: loops::class_weights,
            oversampled_split: loops::oversampled_split,
            rates: loops::rates,
            precision: loops::precision,
            expected_cost: loops::expected_cost,
            tune: loops::tune,
            correct_prior: loops::correct_prior,
        },
    ),
];

/// Sorted once, with running counts.
mod walk {
    use super::*;

    fn frauds(labels: ArrayView1<bool>) -> Result<f64, RareError> {
        let frauds = labels.fold(0, |sum, label| sum + usize::from(*label));
        if frauds == 0 || frauds == labels.len() { Err(RareError::OneClass) } else { Ok(frauds as f64) }
    }

    pub fn class_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
        let share = frauds(labels)? / labels.len() as f64;
        Ok(ClassWeights { fraud: 0.5 / share, legitimate: 0.5 / (1.0 - share) })
    }

    /// The last frauds are repeated once more than the first.
    pub fn oversampled_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Result<Split, RareError> {
        let mut train = order.to_vec();
        let test = train.split_off(order.len() - n_test);
        let known: Array1<bool> = train.iter().map(|row| labels[*row]).collect();
        frauds(known.view())?;
        let rare: Vec<usize> = train.iter().rev().copied().filter(|row| labels[*row]).collect();
        let legitimate = train.len() - rare.len();
        for copy in 0..legitimate.saturating_sub(rare.len()) {
            train.push(rare[copy % rare.len()]);
        }
        Ok(Split { train, test })
    }

    pub fn rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
        let positives = frauds(payments.labels.view())?;
        let flagged = payments.scores.iter().zip(&payments.labels).filter(|(score, _)| **score >= threshold);
        let (caught, alarms): (Vec<bool>, Vec<bool>) = flagged.map(|(_, label)| *label).partition(|label| *label);
        Ok(Rates {
            caught: caught.len() as f64 / positives,
            false_alarms: alarms.len() as f64 / (payments.labels.len() as f64 - positives),
        })
    }

    /// By the odds: those of the shares times the ratio of the rates.
    pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
        match (rates.caught > 0.0, rates.false_alarms > 0.0) {
            (false, false) => None,
            (true, false) => Some(1.0),
            _ => {
                let odds = fraud_share / (1.0 - fraud_share) * rates.caught / rates.false_alarms;
                Some(odds / (1.0 + odds))
            }
        }
    }

    pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
        let nothing = fraud_share * costs.missed + (1.0 - fraud_share) * costs.passed;
        let saved = fraud_share * rates.caught * (costs.missed - costs.caught);
        nothing - saved + (1.0 - fraud_share) * rates.false_alarms * (costs.false_alarm - costs.passed)
    }

    pub fn tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Result<Tuned, RareError> {
        let positives = frauds(validation.labels.view())?;
        let negatives = validation.labels.len() as f64 - positives;
        let mut rows: Vec<(f64, bool)> =
            validation.scores.iter().copied().zip(validation.labels.iter().copied()).collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut caught, mut alarms) = (0.0, 0.0);
        let nothing = expected_cost(Rates { caught: 0.0, false_alarms: 0.0 }, fraud_share, costs);
        let mut best = (f64::INFINITY, nothing);
        for tied in rows.chunk_by(|a, b| a.0 == b.0) {
            for (_, label) in tied {
                *(if *label { &mut caught } else { &mut alarms }) += 1.0;
            }
            let rates = Rates { caught: caught / positives, false_alarms: alarms / negatives };
            let cost = expected_cost(rates, fraud_share, costs);
            if cost < best.1 {
                best = (tied[0].0, cost);
            }
        }
        Ok(Tuned { threshold: best.0, test_cost: expected_cost(rates(test, best.0)?, fraud_share, costs) })
    }

    /// Log-odds move by the same step everywhere.
    pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
        let logit = |p: f64| (p / (1.0 - p)).ln();
        let step = logit(true_share) - logit(sample_share);
        probabilities.mapv(|p| 1.0 / (1.0 + (-logit(p) - step).exp()))
    }
}

/// Everything by index.
mod loops {
    use super::*;

    pub fn class_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
        let mut counts = [0.0, 0.0];
        for i in 0..labels.len() {
            counts[usize::from(labels[i])] += 1.0;
        }
        if counts.contains(&0.0) {
            return Err(RareError::OneClass);
        }
        let [legitimate, fraud] = counts.map(|count| labels.len() as f64 / (2.0 * count));
        Ok(ClassWeights { fraud, legitimate })
    }

    pub fn oversampled_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Result<Split, RareError> {
        let n_train = order.len() - n_test;
        let (mut train, mut rare) = (Vec::new(), Vec::new());
        for &row in &order[..n_train] {
            train.push(row);
            if labels[row] {
                rare.push(row);
            }
        }
        if rare.is_empty() || rare.len() == n_train {
            return Err(RareError::OneClass);
        }
        let mut frauds = rare.len();
        while frauds < n_train - rare.len() {
            train.insert(0, rare[frauds % rare.len()]);
            frauds += 1;
        }
        Ok(Split { train, test: order[n_train..].to_vec() })
    }

    pub fn rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
        let mut counts = [[0.0; 2]; 2];
        for i in 0..payments.labels.len() {
            counts[usize::from(payments.labels[i])][usize::from(payments.scores[i] >= threshold)] += 1.0;
        }
        if counts.iter().any(|kind| kind[0] + kind[1] == 0.0) {
            return Err(RareError::OneClass);
        }
        let [legitimate, fraud] = counts.map(|kind| kind[1] / (kind[0] + kind[1]));
        Ok(Rates { caught: fraud, false_alarms: legitimate })
    }

    pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
        let precision = fraud_share * rates.caught / (fraud_share * rates.caught + (1.0 - fraud_share) * rates.false_alarms);
        if precision.is_nan() { None } else { Some(precision) }
    }

    pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
        let mut cost = fraud_share * rates.caught * costs.caught;
        cost += fraud_share * (1.0 - rates.caught) * costs.missed;
        cost += (1.0 - fraud_share) * rates.false_alarms * costs.false_alarm;
        cost + (1.0 - fraud_share) * (1.0 - rates.false_alarms) * costs.passed
    }

    /// All candidates with their costs, sorted by cost and then from the highest threshold down.
    pub fn tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Result<Tuned, RareError> {
        let mut candidates = validation.scores.to_vec();
        candidates.push(f64::INFINITY);
        let mut priced = Vec::new();
        for threshold in candidates {
            priced.push((expected_cost(rates(validation, threshold)?, fraud_share, costs), threshold));
        }
        priced.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let threshold = priced[0].1;
        Ok(Tuned { threshold, test_cost: expected_cost(rates(test, threshold)?, fraud_share, costs) })
    }

    pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
        let mut corrected = Array1::zeros(probabilities.len());
        for i in 0..probabilities.len() {
            let fraud = probabilities[i] * true_share * (1.0 - sample_share);
            let legitimate = (1.0 - probabilities[i]) * (1.0 - true_share) * sample_share;
            corrected[i] = fraud / (fraud + legitimate);
        }
        corrected
    }
}
