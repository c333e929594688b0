#![allow(unused_variables)]
use mlings::roc::{PrecisionRecall, RocCurve, RocError};
use ndarray::{Array1, ArrayView1};

fn check(labels: &ArrayView1<bool>) -> Result<(f64, f64), RocError> {
    let mut t = 0usize;
    let mut f = 0usize;
    for i in 0..labels.len() {
        if labels[i] {
            t += 1;
        } else {
            f += 1;
        }
    }
    if t == 0 || f == 0 { Err(RocError::OneClass) } else { Ok((t as f64, f as f64)) }
}

// every distinct score from the highest on, and how many true and false rows are flagged by it
fn count(scores: &ArrayView1<f64>, labels: &ArrayView1<bool>) -> (Vec<f64>, Vec<f64>, Vec<f64>) {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].partial_cmp(&scores[a]).unwrap());
    let (mut s, mut t, mut f) = (vec![], vec![], vec![]);
    let mut tp = 0.0;
    let mut fp = 0.0;
    for k in 0..order.len() {
        if labels[order[k]] {
            tp += 1.0;
        } else {
            fp += 1.0;
        }
        if k + 1 == order.len() || scores[order[k + 1]] != scores[order[k]] {
            s.push(scores[order[k]]);
            t.push(tp);
            f.push(fp);
        }
    }
    (s, t, f)
}

pub fn roc_curve(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError> {
    let (positives, negatives) = check(&labels)?;
    let (s, t, f) = count(&scores, &labels);
    let mut thresholds = Array1::from_elem(s.len() + 1, f64::INFINITY);
    let mut x = Array1::zeros(s.len() + 1);
    let mut y = Array1::zeros(s.len() + 1);
    for i in 0..s.len() {
        thresholds[i + 1] = s[i];
        x[i + 1] = f[i] / negatives;
        y[i + 1] = t[i] / positives;
    }
    Ok(RocCurve { thresholds, false_positive_rates: x, true_positive_rates: y })
}

// by ranks: Mann and Whitney
pub fn auc(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
    let (positives, negatives) = check(&labels)?;
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[a].partial_cmp(&scores[b]).unwrap());
    let mut rank_sum = 0.0;
    let mut from = 0;
    while from < order.len() {
        let mut to = from;
        while to < order.len() && scores[order[to]] == scores[order[from]] {
            to += 1;
        }
        let rank = (from + 1 + to) as f64 / 2.0;
        for k in from..to {
            if labels[order[k]] {
                rank_sum += rank;
            }
        }
        from = to;
    }
    Ok((rank_sum - positives * (positives + 1.0) / 2.0) / (positives * negatives))
}

pub fn precision_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError> {
    let (positives, _) = check(&labels)?;
    let (s, t, f) = count(&scores, &labels);
    let mut precision = Array1::zeros(s.len());
    let mut recall = Array1::zeros(s.len());
    for i in 0..s.len() {
        precision[i] = t[i] / (t[i] + f[i]);
        recall[i] = t[i] / positives;
    }
    Ok(PrecisionRecall { thresholds: Array1::from(s), precision, recall })
}

// the mean over the true rows of the precision at their own score
pub fn average_precision(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
    let (positives, _) = check(&labels)?;
    let (_, t, f) = count(&scores, &labels);
    let mut sum = 0.0;
    let mut before = 0.0;
    for i in 0..t.len() {
        sum += (t[i] - before) * t[i] / (t[i] + f[i]);
        before = t[i];
    }
    Ok(sum / positives)
}

// the scores of the true rows alone: the first whose place among them is far enough
pub fn threshold_for_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>, recall: f64) -> Result<f64, RocError> {
    let (positives, _) = check(&labels)?;
    let mut own = vec![];
    for i in 0..scores.len() {
        if labels[i] {
            own.push(scores[i]);
        }
    }
    own.sort_by(|a, b| b.partial_cmp(a).unwrap());
    for k in 0..own.len() {
        if (k + 1) as f64 / positives >= recall {
            return Ok(own[k]);
        }
    }
    Ok(own[own.len() - 1])
}

mlings::grade!(roc { roc_curve, auc, precision_recall, average_precision, threshold_for_recall });
