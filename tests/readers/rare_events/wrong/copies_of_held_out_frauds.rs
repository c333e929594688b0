//! what is wrong: oversampled_split repeats frauds out of all rows, so copies of held-out frauds are trained on
#![allow(unused_variables)]
use mlings::rare_events::{ClassWeights, Costs, RareError, Rates, Scored, Split, Tuned};
use ndarray::{Array1, ArrayView1};

pub fn class_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
    let n = labels.len();
    let frauds = labels.iter().filter(|&&l| l).count();
    if frauds == 0 || frauds == n {
        return Err(RareError::OneClass);
    }
    let weight = |k: usize| n as f64 / (2.0 * k as f64);
    Ok(ClassWeights { fraud: weight(frauds), legitimate: weight(n - frauds) })
}

pub fn oversampled_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Result<Split, RareError> {
    let (kept, held_out) = order.split_at(order.len() - n_test);
    let (frauds, others): (Vec<usize>, Vec<usize>) = kept.iter().partition(|&&row| labels[row]);
    if frauds.is_empty() || others.is_empty() {
        return Err(RareError::OneClass);
    }
    let copies = frauds.len().max(others.len());
    let mut train = others;
    let all_frauds: Vec<usize> = order.iter().copied().filter(|&row| labels[row]).collect();
    let extra = copies - frauds.len();
    train.extend(frauds);
    train.extend(all_frauds.iter().rev().cycle().take(extra));
    Ok(Split { train, test: held_out.to_vec() })
}

pub fn rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let share = |kind: bool| {
        let own: Vec<bool> = payments
            .scores
            .iter()
            .zip(&payments.labels)
            .filter(|(_, l)| **l == kind)
            .map(|(s, _)| *s >= threshold)
            .collect();
        if own.is_empty() {
            return Err(RareError::OneClass);
        }
        Ok(own.iter().filter(|&&f| f).count() as f64 / own.len() as f64)
    };
    Ok(Rates { caught: share(true)?, false_alarms: share(false)? })
}

pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
    let good = fraud_share * rates.caught;
    let bad = (1.0 - fraud_share) * rates.false_alarms;
    (rates.caught > 0.0 || rates.false_alarms > 0.0).then(|| good / (good + bad))
}

pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
    let fraud = rates.caught * costs.caught + (1.0 - rates.caught) * costs.missed;
    let other = rates.false_alarms * costs.false_alarm + (1.0 - rates.false_alarms) * costs.passed;
    fraud_share * fraud + (1.0 - fraud_share) * other
}

pub fn tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Result<Tuned, RareError> {
    let cost = |part: &Scored, threshold: f64| {
        rates(part, threshold).map(|r| {
            let Costs { caught, missed, false_alarm, passed } = costs;
            expected_cost(r, fraud_share, Costs { caught, missed, false_alarm, passed })
        })
    };
    let mut candidates = validation.scores.to_vec();
    candidates.sort_by(|a, b| b.total_cmp(a));
    let mut best = f64::INFINITY;
    let mut least = cost(validation, best)?;
    for score in candidates {
        let now = cost(validation, score)?;
        if now < least {
            best = score;
            least = now;
        }
    }
    let test_cost = cost(test, best)?;
    Ok(Tuned { threshold: best, test_cost })
}

pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    probabilities.mapv(|p| {
        let yes = p * (true_share / sample_share);
        let no = (1.0 - p) * ((1.0 - true_share) / (1.0 - sample_share));
        yes / (yes + no)
    })
}

mlings::grade!(rare_events { class_weights, oversampled_split, rates, precision, expected_cost, tune, correct_prior });
