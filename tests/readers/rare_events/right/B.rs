#![allow(unused_variables)]
use mlings::rare_events::{ClassWeights, Costs, RareError, Rates, Scored, Split, Tuned};
use ndarray::{Array1, ArrayView1};

pub fn class_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
    let mut yes = 0.0;
    let mut no = 0.0;
    for i in 0..labels.len() {
        if labels[i] {
            yes += 1.0;
        } else {
            no += 1.0;
        }
    }
    if yes == 0.0 || no == 0.0 {
        return Err(RareError::OneClass);
    }
    let n = yes + no;
    Ok(ClassWeights { fraud: n / yes / 2.0, legitimate: n / no / 2.0 })
}

pub fn oversampled_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Result<Split, RareError> {
    let n_train = order.len() - n_test;
    let mut train = vec![];
    let mut test = vec![];
    let mut frauds = vec![];
    let mut others = 0;
    for k in 0..order.len() {
        if k >= n_train {
            test.push(order[k]);
            continue;
        }
        train.push(order[k]);
        if labels[order[k]] {
            frauds.push(order[k]);
        } else {
            others += 1;
        }
    }
    if frauds.len() == 0 || others == 0 {
        return Err(RareError::OneClass);
    }
    let mut next = 0;
    let mut have = frauds.len();
    while have < others {
        train.push(frauds[next % frauds.len()]);
        next += 1;
        have += 1;
    }
    Ok(Split { train, test })
}

pub fn rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let mut all = [0usize; 2];
    let mut flagged = [0usize; 2];
    for i in 0..payments.scores.len() {
        let kind = payments.labels[i] as usize;
        all[kind] += 1;
        if payments.scores[i] >= threshold {
            flagged[kind] += 1;
        }
    }
    if all[0] == 0 || all[1] == 0 {
        return Err(RareError::OneClass);
    }
    Ok(Rates { caught: flagged[1] as f64 / all[1] as f64, false_alarms: flagged[0] as f64 / all[0] as f64 })
}

pub fn precision(rates: Rates, fraud_share: f64) -> Option<f64> {
    let flagged = fraud_share * rates.caught + (1.0 - fraud_share) * rates.false_alarms;
    if flagged == 0.0 {
        return None;
    }
    Some(fraud_share * rates.caught / flagged)
}

pub fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64 {
    let mut sum = 0.0;
    sum += fraud_share * rates.caught * costs.caught;
    sum += fraud_share * (1.0 - rates.caught) * costs.missed;
    sum += (1.0 - fraud_share) * rates.false_alarms * costs.false_alarm;
    sum += (1.0 - fraud_share) * (1.0 - rates.false_alarms) * costs.passed;
    sum
}

fn copy(c: &Costs) -> Costs {
    Costs { caught: c.caught, missed: c.missed, false_alarm: c.false_alarm, passed: c.passed }
}

// one walk from the highest score down, with counts that move along
pub fn tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Result<Tuned, RareError> {
    let n = validation.scores.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| validation.scores[b].partial_cmp(&validation.scores[a]).unwrap());
    let mut all = [0.0f64; 2];
    for i in 0..n {
        all[validation.labels[i] as usize] += 1.0;
    }
    if all[0] == 0.0 || all[1] == 0.0 {
        return Err(RareError::OneClass);
    }
    let mut flagged = [0.0f64; 2];
    let mut best = f64::INFINITY;
    let mut least = expected_cost(Rates { caught: 0.0, false_alarms: 0.0 }, fraud_share, copy(&costs));
    for k in 0..n {
        flagged[validation.labels[order[k]] as usize] += 1.0;
        let score = validation.scores[order[k]];
        if k + 1 < n && validation.scores[order[k + 1]] == score {
            continue;
        }
        let now = Rates { caught: flagged[1] / all[1], false_alarms: flagged[0] / all[0] };
        let cost = expected_cost(now, fraud_share, copy(&costs));
        if cost < least {
            least = cost;
            best = score;
        }
    }
    let there = rates(test, best)?;
    Ok(Tuned { threshold: best, test_cost: expected_cost(there, fraud_share, costs) })
}

pub fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    let a = true_share * (1.0 - sample_share);
    let b = sample_share * (1.0 - true_share);
    let mut out = Array1::zeros(probabilities.len());
    for i in 0..probabilities.len() {
        let p = probabilities[i];
        out[i] = p * a / (p * a + (1.0 - p) * b);
    }
    out
}

mlings::grade!(rare_events { class_weights, oversampled_split, rates, precision, expected_cost, tune, correct_prior });
