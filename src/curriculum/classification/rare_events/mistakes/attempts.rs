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

/// The first of these that no other undercuts on the validation rows.
fn first_of(candidates: &[f64], validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let cost = |threshold| Ok(expected_cost(rates(validation, threshold)?, fraud_share, costs));
    at(test, cheapest(candidates, cost)?, fraud_share, costs)
}

pub(super) fn lowest_of_equals(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let mut candidates = candidates(validation);
    candidates.reverse();
    first_of(&candidates, validation, test, fraud_share, costs)
}

/// Begins at infinity, and goes on from the lowest score.
pub(super) fn lowest_of_equals_but_infinity(
    validation: &Scored,
    test: &Scored,
    fraud_share: f64,
    costs: Costs,
) -> Threshold {
    let mut candidates = candidates(validation);
    candidates[1..].reverse();
    first_of(&candidates, validation, test, fraud_share, costs)
}

pub(super) fn first_row_of_equals(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let candidates: Vec<f64> = [f64::INFINITY].into_iter().chain(validation.scores.iter().copied()).collect();
    first_of(&candidates, validation, test, fraud_share, costs)
}

pub(super) fn last_row_of_equals(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let candidates: Vec<f64> = validation.scores.iter().rev().copied().chain([f64::INFINITY]).collect();
    first_of(&candidates, validation, test, fraud_share, costs)
}

pub(super) fn scores_of_frauds(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let frauds = validation.labels.iter().zip(&validation.scores).filter(|(label, _)| **label);
    let mut candidates: Vec<f64> = frauds.map(|(_, score)| *score).chain([f64::INFINITY]).collect();
    candidates.sort_by(|a, b| b.total_cmp(a));
    first_of(&candidates, validation, test, fraud_share, costs)
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

pub(super) fn if_any(kind: bool, labels: ArrayView1<bool>) -> Result<(), RareError> {
    if labels.iter().any(|label| *label == kind) { Ok(()) } else { Err(RareError::OneClass) }
}

pub(super) fn whole_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError> {
    let (frauds, legitimate) = guarded(labels)?;
    let weight = |rows: f64| (labels.len() / (2 * rows as usize)) as f64;
    Ok(ClassWeights { fraud: weight(frauds), legitimate: weight(legitimate) })
}

/// Every known fraud once; what is still wanted comes from all rows.
pub(super) fn copies_of_all(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate) = kinds(labels, known)?;
    let all_frauds = order.iter().rev().copied().filter(|row| labels[*row]).collect::<Vec<_>>();
    let more = legitimate.len().saturating_sub(frauds.len());
    let train = known.iter().copied().chain(all_frauds.into_iter().cycle().take(more)).collect();
    Ok(Split { train, test: test.to_vec() })
}

pub(super) fn rest_to(labels: ArrayView1<bool>, order: &[usize], n_test: usize, place: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate) = kinds(labels, known)?;
    let as_many = frauds.len().max(legitimate.len());
    let lucky = frauds[place.min(frauds.len() - 1)];
    let rest = std::iter::repeat_n(lucky, as_many % frauds.len());
    let train = legitimate.iter().copied().chain(frauds.repeat(as_many / frauds.len())).chain(rest).collect();
    Ok(Split { train, test: test.to_vec() })
}

/// So many frauds, as this says of the frauds and the legitimate payments to train on.
fn repeated(
    labels: ArrayView1<bool>,
    order: &[usize],
    n_test: usize,
    as_many: impl Fn(usize, usize) -> usize,
) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate) = kinds(labels, known)?;
    let as_many = as_many(frauds.len(), legitimate.len());
    let train = legitimate.into_iter().chain(frauds.into_iter().cycle().take(as_many)).collect();
    Ok(Split { train, test: test.to_vec() })
}

pub(super) fn as_many_as_all(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let all = of_kind(labels, false) as usize;
    repeated(labels, order, n_test, |frauds, _| frauds.max(all))
}

pub(super) fn frauds_dropped(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    repeated(labels, order, n_test, |_, legitimate| legitimate)
}

pub(super) fn rarer_repeated(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let (known, test) = order.split_at(order.len() - n_test);
    let (frauds, legitimate) = kinds(labels, known)?;
    let as_many = frauds.len().max(legitimate.len());
    let all = |rows: Vec<usize>| rows.into_iter().cycle().take(as_many).collect::<Vec<_>>();
    Ok(Split { train: [all(legitimate), all(frauds)].concat(), test: test.to_vec() })
}

pub(super) fn kinds_of_all(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    guarded(labels)?;
    unguarded_split(labels, order, n_test)
}

/// The other kind is not looked for.
pub(super) fn with_any(kind: bool, labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Halves {
    let known = &order[..order.len() - n_test];
    if !known.iter().any(|row| labels[*row] == kind) {
        return Err(RareError::OneClass);
    }
    unguarded_split(labels, order, n_test)
}

pub(super) fn single_rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError> {
    let scores = payments.scores.mapv(|score| f64::from(score as f32));
    rates(&Scored { scores, ..payments.clone() }, f64::from(threshold as f32))
}

pub(super) fn precision_above(rates: Rates, fraud_share: f64, least: f64) -> Option<f64> {
    let caught = fraud_share * rates.caught;
    let flagged = caught + (1.0 - fraud_share) * rates.false_alarms;
    (flagged > least).then(|| caught / flagged)
}

pub(super) fn padded_precision(rates: Rates, fraud_share: f64, small: f64) -> Option<f64> {
    let caught = fraud_share * rates.caught;
    let flagged = caught + (1.0 - fraud_share) * rates.false_alarms;
    (flagged > 0.0).then(|| caught / (flagged + small))
}

/// Whether the share of fraud is counted for the choice, and whether for the report.
pub(super) fn counting(
    validation: &Scored,
    test: &Scored,
    fraud_share: f64,
    costs: Costs,
    [for_choice, for_report]: [bool; 2],
) -> Threshold {
    let counted =
        |payments: &Scored| guarded(payments.labels.view()).map(|(frauds, legitimate)| frauds / (frauds + legitimate));
    let share_of = |payments: &Scored, counts: bool| if counts { counted(payments) } else { Ok(fraud_share) };
    let share = share_of(validation, for_choice)?;
    let cost = |threshold| Ok(expected_cost(rates(validation, threshold)?, share, costs));
    let threshold = cheapest(&candidates(validation), cost)?;
    at(test, threshold, share_of(test, for_report)?, costs)
}

pub(super) fn rounding(
    validation: &Scored,
    test: &Scored,
    fraud_share: f64,
    costs: Costs,
    rounded: fn(f64) -> f64,
) -> Threshold {
    let cost = |threshold| Ok(rounded(expected_cost(rates(validation, threshold)?, fraud_share, costs)));
    at(test, cheapest(&candidates(validation), cost)?, fraud_share, costs)
}

pub(super) fn only_the_missed(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let cost = |threshold: f64| {
        let rates = rates(validation, threshold)?;
        let all = expected_cost(rates, fraud_share, costs);
        Ok(if threshold == f64::INFINITY { fraud_share * costs.missed } else { all })
    };
    at(test, cheapest(&candidates(validation), cost)?, fraud_share, costs)
}

/// A rate of a kind that is not there is 0.
pub(super) fn any_test(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Threshold {
    let cost = |threshold| Ok(expected_cost(rates(validation, threshold)?, fraud_share, costs));
    let threshold = cheapest(&candidates(validation), cost)?;
    let Rates { caught, false_alarms } = unguarded_rates(test, threshold);
    let or_0 = |rate: f64| if rate.is_nan() { 0.0 } else { rate };
    let rates = Rates { caught: or_0(caught), false_alarms: or_0(false_alarms) };
    Ok(Tuned { threshold, test_cost: expected_cost(rates, fraud_share, costs) })
}

fn factor(sample_share: f64, true_share: f64) -> f64 {
    true_share / (1.0 - true_share) / (sample_share / (1.0 - sample_share))
}

pub(super) fn through_odds(p: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    p.mapv(|p| p / (1.0 - p) * factor(sample_share, true_share)).mapv(|odds| odds / (1.0 + odds))
}

pub(super) fn through_logits(p: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64> {
    let logit = |p: f64| (p / (1.0 - p)).ln() + factor(sample_share, true_share).ln();
    p.mapv(|p| logit(p).exp() / (1.0 + logit(p).exp()))
}
