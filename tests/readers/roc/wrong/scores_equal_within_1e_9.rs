//! what is wrong: scores that differ by at most 1e-9 are flagged together
#![allow(unused_variables)]
use mlings::roc::{PrecisionRecall, RocCurve, RocError};
use ndarray::{Array1, ArrayView1};

fn totals(labels: &ArrayView1<bool>) -> Result<(usize, usize), RocError> {
    let positives = labels.iter().filter(|&&l| l).count();
    let negatives = labels.len() - positives;
    if positives == 0 || negatives == 0 {
        return Err(RocError::OneClass);
    }
    Ok((positives, negatives))
}

fn walk(scores: &ArrayView1<f64>, labels: &ArrayView1<bool>) -> Vec<(f64, usize, usize)> {
    let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut tp, mut fp) = (0, 0);
    let mut points = Vec::new();
    for group in rows.chunk_by(|a, b| (a.0 - b.0).abs() <= 1e-9) {
        let hits = group.iter().filter(|r| r.1).count();
        tp += hits;
        fp += group.len() - hits;
        points.push((group[0].0, tp, fp));
    }
    points
}

pub fn roc_curve(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError> {
    let (positives, negatives) = totals(&labels)?;
    let mut points = vec![(f64::INFINITY, 0, 0)];
    points.extend(walk(&scores, &labels));
    Ok(RocCurve {
        thresholds: points.iter().map(|p| p.0).collect(),
        false_positive_rates: points.iter().map(|p| p.2 as f64 / negatives as f64).collect(),
        true_positive_rates: points.iter().map(|p| p.1 as f64 / positives as f64).collect(),
    })
}

pub fn auc(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
    let curve = roc_curve(scores, labels)?;
    let (x, y) = (&curve.false_positive_rates, &curve.true_positive_rates);
    let area = (1..x.len()).map(|i| (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2.0).sum::<f64>();
    Ok(area)
}

pub fn precision_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError> {
    let (positives, _) = totals(&labels)?;
    let points = walk(&scores, &labels);
    Ok(PrecisionRecall {
        thresholds: points.iter().map(|p| p.0).collect(),
        precision: points.iter().map(|p| p.1 as f64 / (p.1 + p.2) as f64).collect(),
        recall: points.iter().map(|p| p.1 as f64 / positives as f64).collect(),
    })
}

pub fn average_precision(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
    let curve = precision_recall(scores, labels)?;
    let mut before = 0.0;
    let mut sum = 0.0;
    for (p, r) in curve.precision.iter().zip(&curve.recall) {
        sum += (r - before) * p;
        before = *r;
    }
    Ok(sum)
}

pub fn threshold_for_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>, recall: f64) -> Result<f64, RocError> {
    let (positives, _) = totals(&labels)?;
    let points = walk(&scores, &labels);
    let found = points.iter().find(|p| p.1 as f64 / positives as f64 >= recall);
    Ok(found.unwrap_or(&points[points.len() - 1]).0)
}

mlings::grade!(roc { roc_curve, auc, precision_recall, average_precision, threshold_for_recall });
