//! The mistakes in running code.

use ndarray::{Array1, ArrayView1, Axis, concatenate};

use super::{ClassWeights, Costs, RareError, Rates, Scored, Split, Tuned, expected_cost, rates};

type Halves = Result<Split, RareError>;
type Cost = Result<f64, RareError>;
type Threshold = Result<Tuned, RareError>;

fn of_kind(labels: ArrayView1<bool>, kind: bool) -> f64 {
    labels.iter().filter(|label| **label == kind).count() as f64
}

fn guarded(labels: ArrayView1<bool>) -> Result<(f64, f64), RareError> {
    let (frauds, legitimate) = (of_kind(labels, true), of_kind(labels, false));
    if frauds * legitimate == 0.0 { Err(RareError::OneClass) } else { Ok((frauds, legitimate)) }
}

pub(super) fn inverted_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
    let (frauds, legitimate) = guarded(labels)?;
    let half = (frauds + legitimate) / 2.0;
    Ok(ClassWeights { fraud: frauds / half, legitimate: legitimate / half })
}

pub(super) fn unguarded_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
    let half = labels.len() as f64 / 2.0;
    Ok(ClassWeights { fraud: half / of_kind(labels, true), legitimate: half / of_kind(labels, false) })
}

/// The rows of both kinds, in the order given.
fn kinds(labels: ArrayView1<bool>, rows: &[usize]) -> Result<(Vec<usize>, Vec<usize>), RareError> {
    let (frauds, legitimate): (Vec<usize>, Vec<usize>) = rows.iter().partition(|row| labels[**row]);
    if frauds.is_empty() || legitimate.is_empty() { Err(RareError::OneClass) } else { Ok((frauds, legitimate)) }
}

fn balanced(labels: ArrayView1<bool>, rows: &[usize]) -> Result<Vec<usize>, RareError> {
    let (frauds, mut rows) = kinds(labels, rows)?;
    let as_many = frauds.len().max(rows.len());
    rows.extend(frauds.into_iter().cycle().take(as_many));
    Ok(rows)
}

/// One of every held-out row is taken out of the balanced rows; its copies stay.
pub(super) fn oversampled_before(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    kinds(labels, known)?;
    let mut train = balanced(labels, order)?;
    for row in test {
        let place = train.iter().position(|other| other == row);
        place.map(|place| train.remove(place));
    }
    Ok(Split { train, test: test.to_vec() })
}

pub(super) fn test_too(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    Ok(Split { train: balanced(labels, known)?, test: balanced(labels, test).unwrap_or(test.to_vec()) })
}

pub(super) fn one_again_and_again(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate) = kinds(labels, known)?;
    let more = legitimate.len().saturating_sub(frauds.len());
    let train = known.iter().copied().chain(std::iter::repeat_n(frauds[0], more)).collect();
    Ok(Split { train, test: test.to_vec() })
}

pub(super) fn remainder_lost(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate) = kinds(labels, known)?;
    let times = (legitimate.len() / frauds.len()).max(1);
    let train = legitimate.iter().copied().chain(frauds.repeat(times)).collect();
    Ok(Split { train, test: test.to_vec() })
}

pub(super) fn undersampled(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, mut legitimate) = kinds(labels, known)?;
    legitimate.truncate(frauds.len());
    Ok(Split { train: [frauds, legitimate].concat(), test: test.to_vec() })
}

pub(super) fn first_held_out(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (test, known) = order.split_at(n_test);
    Ok(Split { train: balanced(labels, known)?, test: test.to_vec() })
}

pub(super) fn unguarded_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    Ok(Split { train: balanced(labels, known).unwrap_or(known.to_vec()), test: test.to_vec() })
}

fn flagged(payments: &Scored, kind: bool, flags: impl Fn(f64) -> bool) -> f64 {
    let rows = payments.scores.iter().zip(&payments.labels);
    rows.filter(|(score, label)| **label == kind && flags(**score)).count() as f64
}

pub(super) fn strict_rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let (frauds, legitimate) = guarded(payments.labels.view())?;
    let share = |kind, of| flagged(payments, kind, |score| score > threshold) / of;
    Ok(Rates { caught: share(true, frauds), false_alarms: share(false, legitimate) })
}

pub(super) fn rates_among_all(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let (frauds, legitimate) = guarded(payments.labels.view())?;
    let share = |kind| flagged(payments, kind, |score| score >= threshold) / (frauds + legitimate);
    Ok(Rates { caught: share(true), false_alarms: share(false) })
}

pub(super) fn wrong_alarms(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let (frauds, _) = guarded(payments.labels.view())?;
    let of_kind = |kind| flagged(payments, kind, |score| score >= threshold);
    let (caught, wrong) = (of_kind(true), of_kind(false));
    Ok(Rates { caught: caught / frauds, false_alarms: wrong / (caught + wrong).max(1.0) })
}

pub(super) fn unguarded_rates(payments: &Scored, threshold: f64) -> Rates {
    let share = |kind| flagged(payments, kind, |score| score >= threshold) / of_kind(payments.labels.view(), kind);
    Rates { caught: share(true), false_alarms: share(false) }
}

fn candidates(payments: &Scored) -> Vec<f64> {
    let mut candidates = payments.scores.to_vec();
    candidates.push(f64::INFINITY);
    candidates.sort_by(|a, b| b.total_cmp(a));
    candidates.dedup();
    candidates
}

/// The first of the candidates that no other undercuts.
fn cheapest(candidates: &[f64], cost: impl Fn(f64) -> Cost) -> Cost {
    let mut best = (candidates[0], cost(candidates[0])?);
    for candidate in &candidates[1..] {
        let its_cost = cost(*candidate)?;
        if its_cost < best.1 {
            best = (*candidate, its_cost);
        }
    }
    Ok(best.0)
}

pub(super) fn tuned_by(validation: &Scored, test: &Scored, cost: impl Fn(&Scored, f64) -> Cost) -> Threshold {
    let threshold = cheapest(&candidates(validation), |threshold| cost(validation, threshold))?;
    Ok(Tuned { threshold, test_cost: cost(test, threshold)? })
}

fn at(test: &Scored, threshold: f64, fraud_share: f64, costs: Costs) -> Threshold {
    Ok(Tuned { threshold, test_cost: expected_cost(rates(test, threshold)?, fraud_share, costs) })
}

pub(super) fn most_accurate(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let wrong = |threshold: f64| {
        let missed = flagged(validation, true, |score| score < threshold);
        missed + flagged(validation, false, |score| score >= threshold)
    };
    at(test, cheapest(&candidates(validation), |threshold| Ok(wrong(threshold)))?, fraud_share, costs)
}

pub(super) fn on_both(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let both = Scored {
        scores: concatenate![Axis(0), validation.scores, test.scores],
        labels: concatenate![Axis(0), validation.labels, test.labels],
    };
    let cost = |threshold| Ok(expected_cost(rates(&both, threshold)?, fraud_share, costs));
    at(test, cheapest(&candidates(&both), cost)?, fraud_share, costs)
}

pub(super) fn lowest_of_equals(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let mut candidates = candidates(validation);
    candidates.reverse();
    let cost = |threshold| Ok(expected_cost(rates(validation, threshold)?, fraud_share, costs));
    at(test, cheapest(&candidates, cost)?, fraud_share, costs)
}

pub(super) fn flags_something(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let cost = |threshold| Ok(expected_cost(rates(validation, threshold)?, fraud_share, costs));
    at(test, cheapest(&candidates(validation)[1..], cost)?, fraud_share, costs)
}

pub(super) fn a_half(_: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    at(test, 0.5, fraud_share, costs)
}

pub(super) fn fraud_side_only(p: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    let ratio = true_share / sample_share;
    p.mapv(|p| p * ratio / (p * ratio + 1.0 - p))
}
