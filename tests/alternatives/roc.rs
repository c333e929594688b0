//! Other ways to the ROC curve and its figures.

use mlings::roc::{Contract, PrecisionRecall, RocCurve, RocError};
use ndarray::{Array1, ArrayView1, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "every threshold by counting, every pair by comparing",
        Contract {
            roc_curve: counting::roc_curve,
            auc: counting::auc,
            precision_recall: counting::precision_recall,
            average_precision: counting::average_precision,
            threshold_for_recall: counting::threshold_for_recall,
        },
    ),
    (
        "ranks and running sums over sorted columns",
        Contract {
            roc_curve: ranks::roc_curve,
            auc: ranks::auc,
            precision_recall: ranks::precision_recall,
            average_precision: ranks::average_precision,
            threshold_for_recall: ranks::threshold_for_recall,
        },
    ),
];

/// By the definitions, and slowly.
mod counting {
    use super::*;

    fn of_kind(scores: ArrayView1<f64>, labels: ArrayView1<bool>, kind: bool) -> Result<Vec<f64>, RocError> {
        let rows = scores.into_iter().zip(labels);
        let scores: Vec<f64> = rows.filter(|(_, label)| **label == kind).map(|(score, _)| *score).collect();
        if scores.is_empty() { Err(RocError::OneClass) } else { Ok(scores) }
    }

    fn thresholds(scores: ArrayView1<f64>) -> Vec<f64> {
        let mut thresholds: Vec<f64> = Vec::new();
        for score in scores {
            if !thresholds.contains(score) {
                thresholds.push(*score);
            }
        }
        thresholds.sort_by(|a, b| b.partial_cmp(a).expect("finite scores"));
        thresholds
    }

    fn at_least(scores: &[f64], threshold: f64) -> f64 {
        scores.iter().filter(|score| **score >= threshold).count() as f64
    }

    pub fn roc_curve(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError> {
        let (ill, healthy) = (of_kind(scores, labels, true)?, of_kind(scores, labels, false)?);
        let mut thresholds = thresholds(scores);
        thresholds.insert(0, f64::INFINITY);
        let thresholds = Array1::from(thresholds);
        Ok(RocCurve {
            false_positive_rates: thresholds.mapv(|threshold| at_least(&healthy, threshold) / healthy.len() as f64),
            true_positive_rates: thresholds.mapv(|threshold| at_least(&ill, threshold) / ill.len() as f64),
            thresholds,
        })
    }

    pub fn auc(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
        let (ill, healthy) = (of_kind(scores, labels, true)?, of_kind(scores, labels, false)?);
        let mut halves = 0;
        for a in &ill {
            for b in &healthy {
                halves += 1 + (*a > *b) as i32 - (*a < *b) as i32;
            }
        }
        Ok(f64::from(halves) / 2.0 / (ill.len() * healthy.len()) as f64)
    }

    pub fn precision_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError> {
        let (ill, healthy) = (of_kind(scores, labels, true)?, of_kind(scores, labels, false)?);
        let thresholds = Array1::from(thresholds(scores));
        let found = thresholds.mapv(|threshold| at_least(&ill, threshold));
        let alarms = thresholds.mapv(|threshold| at_least(&healthy, threshold)) + &found;
        Ok(PrecisionRecall { precision: &found / alarms, recall: found / ill.len() as f64, thresholds })
    }

    /// Every true row brings the precision of its own score.
    pub fn average_precision(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
        let (ill, healthy) = (of_kind(scores, labels, true)?, of_kind(scores, labels, false)?);
        let precision = |score: &f64| at_least(&ill, *score) / (at_least(&ill, *score) + at_least(&healthy, *score));
        Ok(ill.iter().map(precision).sum::<f64>() / ill.len() as f64)
    }

    pub fn threshold_for_recall(
        scores: ArrayView1<f64>,
        labels: ArrayView1<bool>,
        recall: f64,
    ) -> Result<f64, RocError> {
        let (mut ill, _) = (of_kind(scores, labels, true)?, of_kind(scores, labels, false)?);
        ill.sort_by(f64::total_cmp);
        let wanted = (1..=ill.len()).find(|found| *found as f64 / ill.len() as f64 >= recall).unwrap_or(ill.len());
        Ok(ill[ill.len() - wanted])
    }
}

/// Sorted once; everything else is done on whole columns.
mod ranks {
    use super::*;

    /// Scores in falling order, and how many true rows there are up to each.
    fn sorted(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<(Vec<f64>, Vec<f64>), RocError> {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let mut sum = 0.0;
        let mut sums = Vec::new();
        for row in &order {
            sum += if labels[*row] { 1.0 } else { 0.0 };
            sums.push(sum);
        }
        if sum == 0.0 || sum == scores.len() as f64 {
            return Err(RocError::OneClass);
        }
        Ok((order.iter().map(|row| scores[*row]).collect(), sums))
    }

    pub fn roc_curve(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<RocCurve, RocError> {
        let (sorted, sums) = sorted(scores, labels)?;
        let n = sorted.len();
        let positives = sums[n - 1];
        let mut points = vec![[f64::INFINITY, 0.0, 0.0]];
        for row in 0..n {
            if row + 1 == n || sorted[row + 1] < sorted[row] {
                let passed = (row + 1) as f64;
                points.push([sorted[row], (passed - sums[row]) / (n as f64 - positives), sums[row] / positives]);
            }
        }
        let column = |place: usize| points.iter().map(|point| point[place]).collect();
        Ok(RocCurve { thresholds: column(0), false_positive_rates: column(1), true_positive_rates: column(2) })
    }

    /// Mann and Whitney's U from the sum of the ranks; equal scores share the mean of their ranks.
    pub fn auc(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
        let (_, sums) = sorted(scores, labels)?;
        let n = scores.len() as f64;
        let positives = sums[sums.len() - 1];
        let rank = |score: f64| {
            let below = scores.iter().filter(|other| **other < score).count() as f64;
            let equal = scores.iter().filter(|other| **other == score).count() as f64;
            below + (equal + 1.0) / 2.0
        };
        let of_the_ill = scores.iter().zip(labels).filter(|(_, label)| **label).map(|(score, _)| rank(*score));
        let u = of_the_ill.sum::<f64>() - positives * (positives + 1.0) / 2.0;
        Ok(u / (positives * (n - positives)))
    }

    pub fn precision_recall(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<PrecisionRecall, RocError> {
        let curve = roc_curve(scores, labels)?;
        let positives = labels.iter().filter(|label| **label).count() as f64;
        let negatives = labels.len() as f64 - positives;
        let recall = curve.true_positive_rates.slice(s![1..]).to_owned();
        let found = &recall * positives;
        let alarms = &found + &(curve.false_positive_rates.slice(s![1..]).to_owned() * negatives);
        Ok(PrecisionRecall { thresholds: curve.thresholds.slice(s![1..]).to_owned(), precision: found / alarms, recall })
    }

    pub fn average_precision(scores: ArrayView1<f64>, labels: ArrayView1<bool>) -> Result<f64, RocError> {
        let curve = precision_recall(scores, labels)?;
        let mut rises = curve.recall.clone();
        for point in (1..rises.len()).rev() {
            rises[point] -= rises[point - 1];
        }
        Ok(rises.dot(&curve.precision))
    }

    /// From the lowest threshold up, as long as enough is found.
    pub fn threshold_for_recall(
        scores: ArrayView1<f64>,
        labels: ArrayView1<bool>,
        recall: f64,
    ) -> Result<f64, RocError> {
        let curve = roc_curve(scores, labels)?;
        let mut point = curve.thresholds.len() - 1;
        while point > 1 && curve.true_positive_rates[point - 1] >= recall {
            point -= 1;
        }
        Ok(curve.thresholds[point])
    }
}
