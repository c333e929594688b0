//! What is graded.

use ndarray::{Array1, Axis, array};

use super::oracles::*;
use super::{ClassWeights, Contract, Costs, RareError, Rates, Scored, Split, Tuned};
use mlings_grading::compare::{answer, close, equal, holds, identical, same_items, same_rows, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "balanced weights are n over twice the rows of the kind", points: 6, run: weights_balance },
    Check { name: "weights make both kinds count the same, and change no total", points: 5, run: weights_keep_totals },
    Check { name: "no copy of a test row is trained on", points: 8, run: no_copy_of_a_test_row },
    Check { name: "every held-out row is tested once", points: 5, run: held_out_rows_stay_as_they_are },
    Check { name: "frauds are repeated evenly until both kinds are as frequent", points: 8, run: frauds_are_repeated },
    Check { name: "a rate counts within its own kind, from the threshold on", points: 8, run: rates_within_a_kind },
    Check { name: "precision follows from the rates and the share of fraud", points: 8, run: precision_by_share },
    Check { name: "without a flagged payment there is no precision", points: 5, run: no_precision_of_nothing },
    Check { name: "the expected cost weighs all four outcomes", points: 8, run: four_outcomes },
    Check { name: "takes the cheapest of all thresholds on the validation rows", points: 10, run: cheapest_threshold },
    Check { name: "of equally cheap thresholds the highest is taken, infinity too", points: 5, run: ties_and_nothing },
    Check { name: "test rows never change the threshold, and set the cost", points: 10, run: test_rows_have_no_say },
    Check { name: "a corrected probability has the odds of the true share", points: 9, run: corrected_odds },
    Check { name: "rows of one kind are an error", points: 5, run: one_kind_is_an_error },
];

const EXACT: f64 = 1e-12;
/// The share of fraud in the sample of card payments, and in the full set that it was taken from.
const SAMPLE: f64 = 164.0 / 7272.0;
const WORLD: f64 = 492.0 / 284_807.0;

fn weights_balance(rare: &Contract, cases: &mut Cases) -> Outcome {
    let small = array![false, false, true, false, false, false, false, false];
    is_weights(rare, &small, 4.0, 8.0 / 14.0)?;
    is_weights(rare, &array![true, false, true, true], 2.0 / 3.0, 2.0)?;
    let weights = answer("class_weights", (rare.class_weights)(many_labels().view()));
    let given = "1030 labels, true for the first and the sixth";
    let weights = weights.map(|weights| array![weights.fraud, weights.legitimate]).given(given)?;
    close("weights of a fraud, of a legitimate payment", &weights, &array![257.5, 515.0 / 1028.0], EXACT)
        .given(given)?;
    let table = array![[true, true], [false, true], [false, true], [false, true]];
    let weights = answer("class_weights", (rare.class_weights)(table.column(0)));
    let given = "labels [true, false, false, false], the first column of a table with two";
    let weights = weights.map(|weights| array![weights.fraud, weights.legitimate]).given(given)?;
    close("weights of a fraud, of a legitimate payment", &weights, &array![2.0, 2.0 / 3.0], EXACT).given(given)?;
    let labels = random_labels(cases, 24);
    let (frauds, legitimate) = (count(&labels, true), count(&labels, false));
    is_weights(rare, &labels, 24.0 / (2.0 * frauds), 24.0 / (2.0 * legitimate))
}

fn weights_keep_totals(rare: &Contract, cases: &mut Cases) -> Outcome {
    let labels = random_labels(cases, 23);
    let given = format!("labels {:?}", labels.to_vec());
    let weights = weights(rare, &labels)?;
    let totals = array![weights.fraud * count(&labels, true), weights.legitimate * count(&labels, false)];
    close("sum of the weights of all frauds, of all others", &totals, &array![11.5, 11.5], 1e-9).given(given)
}

fn no_copy_of_a_test_row(rare: &Contract, cases: &mut Cases) -> Outcome {
    for (labels, order, n_test) in splits(cases) {
        let given = of_split(&labels, &order, n_test);
        let split = split(rare, &labels, &order, n_test)?;
        let held_out = &order[order.len() - n_test..];
        let copies: Vec<usize> = split.train.iter().copied().filter(|row| held_out.contains(row)).collect();
        same_rows("held-out rows in train", &copies, &[]).given(&given)?;
        // Whoever trains on nothing has copied nothing.
        let (known, _) = order.split_at(order.len() - n_test);
        let left_out: Vec<usize> = known.iter().copied().filter(|row| !split.train.contains(row)).collect();
        same_rows("rows that are neither in train nor held out", &left_out, &[]).given(given)?;
    }
    Ok(())
}

fn held_out_rows_stay_as_they_are(rare: &Contract, cases: &mut Cases) -> Outcome {
    for (labels, order, n_test) in splits(cases) {
        let split = split(rare, &labels, &order, n_test)?;
        same_rows("test", &split.test, &order[order.len() - n_test..]).given(of_split(&labels, &order, n_test))?;
    }
    let order: Vec<usize> = (1..1030).chain([0]).collect();
    let given = "1030 labels, true for the first and the sixth, order 1, 2 and so on up to 1029, then 0, n_test 4";
    let split = answer("oversampled_split", (rare.oversampled_split)(many_labels().view(), &order, 4));
    let split = split.given(given);
    same_rows("test", &split?.test, &[1027, 1028, 1029, 0]).given(given)
}

fn frauds_are_repeated(rare: &Contract, cases: &mut Cases) -> Outcome {
    for (labels, order, n_test) in splits(cases) {
        let given = of_split(&labels, &order, n_test);
        let split = split(rare, &labels, &order, n_test)?;
        let (train, known) = (&split.train, &order[..order.len() - n_test]);
        let of_kind = |rows: &[usize], kind| -> Vec<usize> {
            rows.iter().copied().filter(|row| labels.get(*row) == Some(&kind)).collect()
        };
        let (frauds, legitimate) = (of_kind(known, true), of_kind(known, false));
        same_rows("legitimate payments in train", &of_kind(train, false), &legitimate).given(&given)?;
        let total = frauds.len().max(legitimate.len());
        let counted = of_kind(train, true);
        identical("number of frauds in train", &counted.len(), &total).given(&given)?;
        let times = |row: &usize| counted.iter().filter(|other| *other == row).count();
        let (least, most) = (frauds.iter().map(times).min(), frauds.iter().map(times).max());
        let expected = array![total / frauds.len(), total.div_ceil(frauds.len())];
        let got = array![least.unwrap_or(0), most.unwrap_or(0)];
        identical("fewest and most times that a fraud stands in train", &got, &expected).given(given)?;
    }
    Ok(())
}

fn rates_within_a_kind(rare: &Contract, cases: &mut Cases) -> Outcome {
    let payments = eight_payments();
    for (threshold, caught, false_alarms) in
        [(f64::INFINITY, 0.0, 0.0), (8.5, 1.0, 0.0), (6.0, 3.0, 1.0), (3.0, 4.0, 3.0), (2.0, 4.0, 4.0)]
    {
        is_rates(rare, &payments, threshold, caught / 4.0, false_alarms / 4.0)?;
    }
    // A billionth below the threshold is below it, and a negative score is a score.
    let near = Scored {
        scores: array![0.5, 0.5 - 1e-9, 0.5 - 1e-12, -2.5, 0.5 + 1e-9],
        labels: array![true, true, false, false, false],
    };
    is_rates(rare, &near, 0.5, 0.5, 1.0 / 3.0)?;
    is_rates(rare, &near, -2.5, 1.0, 1.0)?;
    // Scores far from 0, and next to a threshold of ten digits.
    let far = Scored {
        scores: array![f64::MAX, 0.123_456_789_1, 0.123_456_788_9, -2e6, -3e6],
        labels: array![true, true, true, false, false],
    };
    for (threshold, caught, false_alarms) in
        [(f64::INFINITY, 0.0, 0.0), (1e300, 1.0 / 3.0, 0.0), (0.123_456_789, 2.0 / 3.0, 0.0), (-2e6, 1.0, 0.5)]
    {
        is_rates(rare, &far, threshold, caught, false_alarms)?;
    }
    let payments = random_payments(cases);
    let threshold = payments.scores[cases.index(0..payments.scores.len())];
    let rates = rates_by_counting(&payments, threshold);
    is_rates(rare, &payments, threshold, rates.caught, rates.false_alarms)
}

fn precision_by_share(rare: &Contract, cases: &mut Cases) -> Outcome {
    let rates = Rates { caught: 0.8, false_alarms: 0.02 };
    let random = Rates { caught: cases.number(0.1..1.0), false_alarms: cases.number(0.001..0.2) };
    let tiny = Rates { caught: 3e-17, false_alarms: 1e-17 };
    for (rates, fraud_share) in
        [(rates, 0.2), (rates, SAMPLE), (rates, WORLD), (tiny, 0.5), (rates, 1e-12), (random, cases.number(0.01..0.5))]
    {
        // In a million payments.
        let frauds = 1e6 * fraud_share * rates.caught;
        let alarms = frauds + 1e6 * (1.0 - fraud_share) * rates.false_alarms;
        let precision = (rare.precision)(rates, fraud_share).unwrap_or(f64::NAN);
        // As a ratio, so that the digits of a small precision count.
        close("precision / the right one", &(precision * alarms / frauds), &1.0, EXACT)
            .given(format!("{rates:?}, fraud_share {fraud_share}, right {}", frauds / alarms))?;
    }
    Ok(())
}

fn no_precision_of_nothing(rare: &Contract, _: &mut Cases) -> Outcome {
    for (false_alarms, expected) in [(0.0, None), (0.1, Some(0.0))] {
        let rates = Rates { caught: 0.0, false_alarms };
        equal("precision", &(rare.precision)(rates, WORLD), &expected)
            .given(format!("{rates:?}, fraud_share {WORLD}"))?;
    }
    Ok(())
}

fn four_outcomes(rare: &Contract, cases: &mut Cases) -> Outcome {
    let rates = Rates { caught: 0.75, false_alarms: 0.1 };
    let costs = Costs { caught: 8.0, missed: 100.0, false_alarm: 5.0, passed: 1.0 };
    // Each percent of fraud more costs 29.6 cents more.
    for (fraud_share, expected) in
        [(0.5, 16.2), (0.1, 4.36), (0.01, 1.696), (0.012_345_678_9, 1.4 + 29.6 * 0.012_345_678_9)]
    {
        is_cost(rare, rates, fraud_share, costs, expected)?;
    }
    // In units so large that the costs are tiny.
    let tiny = Costs { caught: 8e-11, missed: 1e-9, false_alarm: 5e-11, passed: 1e-11 };
    let cost = (rare.expected_cost)(rates, 0.5, tiny) * 1e11;
    close("expected cost * 1e11", &cost, &16.2, EXACT).given(format!("{rates:?}, fraud_share 0.5, {tiny:?}"))?;
    // Nothing that is legitimate costs anything here, and a caught fraud brings money.
    let of_frauds = Costs { caught: -3.5, missed: 100.25, false_alarm: 0.0, passed: 0.0 };
    is_cost(rare, rates, 0.001, of_frauds, 0.0224375)?;
    // With the share of fraud of the rows themselves it is the mean of the rows' costs.
    let payments = random_payments(cases);
    let (threshold, costs) = (payments.scores[3], random_costs(cases));
    let n_samples = payments.labels.len() as f64;
    let paid = payments.scores.iter().zip(&payments.labels).map(|(score, label)| match (*label, *score >= threshold) {
        (true, true) => costs.caught,
        (true, false) => costs.missed,
        (false, true) => costs.false_alarm,
        (false, false) => costs.passed,
    });
    let share = count(&payments.labels, true) / n_samples;
    is_cost(rare, rates_by_counting(&payments, threshold), share, costs, paid.sum::<f64>() / n_samples)
}

fn cheapest_threshold(rare: &Contract, cases: &mut Cases) -> Outcome {
    let costs = |missed| Costs { caught: 2.0, missed, false_alarm: 4.0, passed: 0.0 };
    for (missed, threshold) in [(16.0, 3.0), (8.0, 6.0), (4.5, 8.0)] {
        is_threshold(rare, &eight_payments(), &eight_payments(), 0.5, costs(missed), threshold)?;
    }
    // The fewer frauds there are, the fewer alarms are worth their money.
    for (fraud_share, threshold) in [(0.75, 3.0), (0.2, 6.0), (0.05, 8.0)] {
        let costs = Costs { caught: 0.0, missed: 16.0, false_alarm: 4.0, passed: 1.0 };
        is_threshold(rare, &eight_payments(), &eight_payments(), fraud_share, costs, threshold)?;
    }
    // A payment that passes is dearer than a call, so all are called.
    let costs_of_calls = Costs { caught: 2.0, missed: 8.0, false_alarm: 1.0, passed: 2.0 };
    is_threshold(rare, &eight_payments(), &eight_payments(), 0.5, costs_of_calls, 2.0)?;
    // All costs are below a cent, then they differ by cents in a million.
    let part = |unit: f64, more: f64| Costs {
        caught: 2.0 * unit + more,
        missed: 8.0 * unit + more,
        false_alarm: 4.0 * unit + more,
        passed: more,
    };
    for costs in [part(1.0 / 1024.0 / 1024.0, 0.0), part(2_f64.powi(-34), 0.0), part(1.0 / 64.0, 1e6)] {
        is_threshold(rare, &eight_payments(), &eight_payments(), 0.5, costs, 6.0)?;
    }
    // Few frauds, and each costs a fortune.
    let costs_of_few = Costs { caught: 2.5e9, missed: 1e10, false_alarm: 2.0, passed: 0.0 };
    is_threshold(rare, &eight_payments(), &eight_payments(), 4e-10, costs_of_few, 6.0)?;
    for (missed, threshold) in [(16.0, 3e-10), (8.0, 123_456.43), (3.5, 2.5e6)] {
        is_threshold(rare, &far_apart(), &far_apart(), 0.5, costs(missed), threshold)?;
    }
    let (validation, test, costs) = (random_payments(cases), random_payments(cases), random_costs(cases));
    let fraud_share = cases.number(0.25..0.5);
    let by_cost = |a: &f64, b: &f64| {
        let cost = |threshold| cost_by_counting(&validation, threshold, fraud_share, costs);
        cost(*a).total_cmp(&cost(*b))
    };
    let mut candidates: Vec<f64> = validation.scores.iter().copied().chain([f64::INFINITY]).collect();
    candidates.sort_by(|a, b| b.total_cmp(a));
    let expected = candidates.into_iter().min_by(by_cost).unwrap_or(f64::INFINITY);
    is_threshold(rare, &validation, &test, fraud_share, costs, expected)
}

/// All numbers here are sums of halves, so that equal costs are equal to the last bit.
fn ties_and_nothing(rare: &Contract, _: &mut Cases) -> Outcome {
    // Frauds and others by turns: all four thresholds at a fraud's score cost the same.
    let by_turns = Scored {
        scores: array![7.0, 2.0, 9.0, 4.0, 8.0, 3.0, 6.0, 5.0],
        labels: array![true, false, true, false, false, true, false, true],
    };
    let costs = Costs { caught: 9.0, missed: 10.0, false_alarm: 5.0, passed: 4.0 };
    is_threshold(rare, &by_turns, &by_turns, 0.5, costs, 9.0)?;
    let payments = eight_payments();
    for (costs, threshold) in [
        (Costs { caught: 50.0, missed: 10.0, false_alarm: 100.0, passed: 0.0 }, f64::INFINITY),
        (Costs { caught: 10.0, missed: 10.0, false_alarm: 5.0, passed: 0.0 }, f64::INFINITY),
        (Costs { caught: 2.0, missed: 10.0, false_alarm: 4.0, passed: 0.0 }, 6.0),
        // Whoever passes costs as much as whoever is called.
        (Costs { caught: 12.0, missed: 10.0, false_alarm: 4.0, passed: 4.0 }, f64::INFINITY),
        (Costs { caught: 9.0, missed: 10.0, false_alarm: 5.0, passed: 4.0 }, 8.0),
    ] {
        is_threshold(rare, &payments, &payments, 0.5, costs, threshold)?;
    }
    Ok(())
}

fn test_rows_have_no_say(rare: &Contract, cases: &mut Cases) -> Outcome {
    let (few, costs) = (eight_payments(), Costs { caught: 2.0, missed: 8.0, false_alarm: 4.0, passed: 0.0 });
    let others = Scored { scores: array![7.0, 3.0, 6.0, 5.0], labels: array![true, true, false, false] };
    let random = (random_payments(cases), random_payments(cases), cases.number(0.25..0.5), random_costs(cases));
    let far = |missed| (far_apart(), far_apart(), 0.5, Costs { missed, ..costs });
    for (validation, test, fraud_share, costs) in [(few, others, 0.5, costs), random, far(16.0), far(8.0), far(3.5)] {
        let before = tuned(rare, &validation, &test, fraud_share, costs)?;
        let changed = [
            Scored { labels: test.labels.mapv(|label| !label), ..test.clone() },
            Scored { scores: &test.scores * 1e9, ..test.clone() },
            Scored { scores: test.scores.mapv(|score| 10.0 - score), ..test.clone() },
        ];
        for test in [&test].into_iter().chain(&changed) {
            let given = of_tune(&validation, test, fraud_share, costs);
            let after = tuned(rare, &validation, test, fraud_share, costs)?;
            identical("threshold as with other test rows", &after.threshold, &before.threshold).given(&given)?;
            let expected = cost_by_counting(test, after.threshold, fraud_share, costs);
            close("test_cost", &after.test_cost, &expected, 1e-9)
                .given(format!("{given}, your threshold {}", after.threshold))?;
        }
    }
    Ok(())
}

fn corrected_odds(rare: &Contract, cases: &mut Cases) -> Outcome {
    let p = array![0.0, 0.1, 0.5, 0.9, 1.0];
    for (sample_share, true_share, expected) in [
        (0.5, 0.1, array![0.0, 1.0 / 82.0, 0.1, 0.5, 1.0]),
        (0.2, 0.2, p.clone()),
        (0.1, 0.5, array![0.0, 0.5, 0.9, 81.0 / 82.0, 1.0]),
    ] {
        is_corrected(rare, &p, sample_share, true_share, &expected)?;
    }
    // What says nothing but the share of the sample says nothing but the true share.
    is_corrected(rare, &array![SAMPLE], SAMPLE, WORLD, &array![WORLD])?;
    // Small ones keep their digits.
    let tiny = (rare.correct_prior)(array![1e-12].view(), 0.5, 0.1);
    close("probabilities * 1e12", &(tiny * 1e12), &array![1.0 / (9.0 - 8e-12)], EXACT)
        .given("probabilities [1e-12], sample_share 0.5, true_share 0.1")?;
    let mut p = array![0.5, 0.9, 0.0];
    p.invert_axis(Axis(0));
    let given = "probabilities [0.0, 0.9, 0.5], which lie backwards in memory, sample_share 0.5, true_share 0.1";
    let corrected = (rare.correct_prior)(p.view(), 0.5, 0.1);
    close("probabilities", &corrected, &array![0.0, 0.5, 0.1], EXACT).given(given)?;
    let many = Array1::from_shape_fn(1030, |row| if row % 2 == 0 { 0.5 } else { 0.9 });
    let given = "1030 probabilities, 0.5 and 0.9 by turns, sample_share 0.5, true_share 0.1";
    let corrected = (rare.correct_prior)(many.view(), 0.5, 0.1);
    close("probabilities", &corrected, &many.mapv(|p| if p == 0.5 { 0.1 } else { 0.5 }), EXACT).given(given)?;
    let p = cases.vector(6, 0.01..0.99);
    let odds = |share: f64| share / (1.0 - share);
    let expected = p.mapv(|p| odds(p) * odds(WORLD) / odds(SAMPLE)).mapv(|odds| odds / (1.0 + odds));
    is_corrected(rare, &p, SAMPLE, WORLD, &expected)
}

/// Each time all ways to lack a kind in one answer: whoever forgets one of them is told apart from whoever forgets them all.
fn one_kind_is_an_error(rare: &Contract, _: &mut Cases) -> Outcome {
    let scores = array![0.2, 0.7, 0.4];
    let alike = |kind| Scored { scores: scores.clone(), labels: Array1::from_elem(3, kind) };
    let none = Scored { scores: Array1::zeros(0), labels: Array1::from_elem(0, true) };
    let kinds = [alike(true), alike(false)];
    let whose = |name: &str| format!("{name} is an error where all labels are true, where all are false");
    let weights = [true, false].map(|kind| refused(&(rare.class_weights)(alike(kind).labels.view())));
    same_items(&whose("class_weights"), &weights, &[true; 2]).given("3 labels, all true, then all false")?;
    let of_none = refused(&(rare.class_weights)(none.labels.view()));
    holds("class_weights is an error without any row", of_none).given("no labels")?;
    let rates = [&kinds[0], &kinds[1]].map(|payments| refused(&(rare.rates)(payments, 0.5)));
    let given = "scores [0.2, 0.7, 0.4], labels all true, then all false, threshold 0.5";
    same_items(&whose("rates"), &rates, &[true; 2]).given(given)?;
    holds("rates is an error without any row", refused(&(rare.rates)(&none, 0.5))).given("no payments")?;

    // The only one of a kind is held out, then there is none at all.
    let split_of = |one: bool, other: bool| {
        let labels = array![other, one, other, other];
        refused(&(rare.oversampled_split)(labels.view(), &[0, 2, 3, 1], 1))
    };
    let splits = [split_of(true, false), split_of(false, true), split_of(false, false), split_of(true, true)];
    let what = "oversampled_split is an error where the only fraud is held out, where the only legitimate payment is, without any fraud, without any legitimate payment";
    same_items(what, &splits, &[true; 4]).given("4 rows, order [0, 2, 3, 1], n_test 1, so that row 1 is held out")?;
    let labels = array![false, true, false, false];
    split(rare, &labels, &[1, 2, 3, 0], 1)?;

    let costs = Costs { caught: 2.0, missed: 8.0, false_alarm: 4.0, passed: 0.0 };
    let both = eight_payments();
    let [frauds, legitimate] = &kinds;
    let parts = [(frauds, &both), (legitimate, &both), (&both, frauds), (&both, legitimate)];
    let tuned = parts.map(|(validation, test)| refused(&(rare.tune)(validation, test, 0.5, costs)));
    let what = "tune is an error where all validation rows are fraud, where none is, where all test rows are fraud, where none is";
    same_items(what, &tuned, &[true; 4]).given(format!("as the other part {}, {costs:?}", in_words(&both)))
}

fn refused<T>(answer: &Result<T, RareError>) -> bool {
    matches!(answer, Err(RareError::OneClass))
}

fn weights(rare: &Contract, labels: &Array1<bool>) -> Result<ClassWeights, Failure> {
    answer("class_weights", (rare.class_weights)(labels.view())).given(format!("labels {:?}", labels.to_vec()))
}

fn is_weights(rare: &Contract, labels: &Array1<bool>, fraud: f64, legitimate: f64) -> Outcome {
    let weights = weights(rare, labels)?;
    let got = array![weights.fraud, weights.legitimate];
    close("weights of a fraud, of a legitimate payment", &got, &array![fraud, legitimate], EXACT)
        .given(format!("labels {:?}", labels.to_vec()))
}

fn split(rare: &Contract, labels: &Array1<bool>, order: &[usize], n_test: usize) -> Result<Split, Failure> {
    answer("oversampled_split", (rare.oversampled_split)(labels.view(), order, n_test))
        .given(of_split(labels, order, n_test))
}

fn is_rates(rare: &Contract, payments: &Scored, threshold: f64, caught: f64, false_alarms: f64) -> Outcome {
    let given = format!("{}, threshold {threshold}", in_words(payments));
    let rates = answer("rates", (rare.rates)(payments, threshold)).given(&given)?;
    let got = array![rates.caught, rates.false_alarms];
    close("caught, false_alarms", &got, &array![caught, false_alarms], EXACT).given(given)
}

fn is_cost(rare: &Contract, rates: Rates, fraud_share: f64, costs: Costs, expected: f64) -> Outcome {
    close("expected cost", &(rare.expected_cost)(rates, fraud_share, costs), &expected, EXACT)
        .given(format!("{rates:?}, fraud_share {fraud_share}, {costs:?}"))
}

fn tuned(rare: &Contract, validation: &Scored, test: &Scored, share: f64, costs: Costs) -> Result<Tuned, Failure> {
    answer("tune", (rare.tune)(validation, test, share, costs)).given(of_tune(validation, test, share, costs))
}

fn is_threshold(
    rare: &Contract,
    validation: &Scored,
    test: &Scored,
    fraud_share: f64,
    costs: Costs,
    expected: f64,
) -> Outcome {
    let tuned = tuned(rare, validation, test, fraud_share, costs)?;
    identical("threshold", &tuned.threshold, &expected).given(of_tune(validation, test, fraud_share, costs))
}

fn is_corrected(
    rare: &Contract,
    p: &Array1<f64>,
    sample_share: f64,
    true_share: f64,
    expected: &Array1<f64>,
) -> Outcome {
    let corrected = (rare.correct_prior)(p.view(), sample_share, true_share);
    close("probabilities", &corrected, expected, EXACT)
        .given(format!("probabilities {}, sample_share {sample_share}, true_share {true_share}", shown(p)))
}
