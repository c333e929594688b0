//! What is graded.

use linfa::dataset::Pr;
use linfa::metrics::BinaryClassification;
use ndarray::{Array1, Axis, array};

use super::oracles::*;
use super::{Contract, PrecisionRecall, RocCurve, RocError};
use mlings_datasets as datasets;
use mlings_grading::compare::{answer, close, has_shape, holds, identical, same_items, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a threshold flags what scores at least as much", points: 10, run: rates_by_threshold },
    Check { name: "the curve begins at (0, 0) and ends at (1, 1)", points: 6, run: ends_of_the_curve },
    Check {
        name: "equal scores are one step and no others, whatever the order of the rows",
        points: 10,
        run: ties_are_one_step,
    },
    Check { name: "the area is the share of pairs in the right order", points: 11, run: area_is_share_of_pairs },
    Check { name: "a pair of equal scores counts a half in the area", points: 8, run: ties_count_a_half },
    Check { name: "a rising transform of the scores changes no rate and no area", points: 5, run: rising_transforms },
    Check { name: "negated scores turn the area around", points: 5, run: negated_scores },
    Check { name: "precision and recall at every score that occurs", points: 10, run: precision_and_recall },
    Check { name: "average precision weighs each precision by the rise of recall", points: 8, run: steps_are_added },
    Check {
        name: "average precision of equal scores is the share of true rows",
        points: 5,
        run: average_of_equal_scores,
    },
    Check { name: "takes the highest threshold that reaches the recall", points: 9, run: highest_that_reaches },
    Check { name: "labels of one kind have no ROC curve and no area", points: 5, run: one_kind_has_no_roc },
    Check { name: "labels of one kind have no precision-recall", points: 5, run: one_kind_has_no_precision },
    Check { name: "agrees with linfa on the hearts of 303 patients", points: 3, run: agrees_with_linfa },
];

const EXACT: f64 = 1e-12;

fn rates_by_threshold(roc: &Contract, cases: &mut Cases) -> Outcome {
    let (scores, labels) = six_patients();
    let curve = curve(roc, &scores, &labels)?;
    let third = 1.0 / 3.0;
    let given = both(&scores, &labels);
    let rates = array![0.0, 0.0, third, third, 2.0 * third, 2.0 * third, 1.0];
    close("false_positive_rates", &curve.false_positive_rates, &rates, EXACT).given(&given)?;
    let rates = array![0.0, third, third, 2.0 * third, 2.0 * third, 1.0, 1.0];
    close("true_positive_rates", &curve.true_positive_rates, &rates, EXACT).given(&given)?;
    let expected = array![f64::INFINITY, 9.0, 7.5, 4.0, 2.5, 1.0, -3.0];
    close("thresholds", &curve.thresholds, &expected, EXACT).given(&given)?;
    for rows in [random(cases), far_apart(), many()] {
        by_definition(roc, rows)?;
    }
    Ok(())
}

fn ends_of_the_curve(roc: &Contract, cases: &mut Cases) -> Outcome {
    let perfect = (array![0.2, 0.9, 0.8, 0.1], array![false, true, true, false]);
    for (scores, labels) in [perfect, random(cases)] {
        let given = both(&scores, &labels);
        let curve = curve(roc, &scores, &labels)?;
        let ends = |rates: &Array1<f64>| [rates.first(), rates.last()].map(|end| end.copied().unwrap_or(f64::NAN));
        let (x, y) = (ends(&curve.false_positive_rates), ends(&curve.true_positive_rates));
        let first = array![ends(&curve.thresholds)[0], x[0], y[0]];
        close(
            "first threshold, false positive rate, true positive rate",
            &first,
            &array![f64::INFINITY, 0.0, 0.0],
            EXACT,
        )
        .given(&given)?;
        close("last false positive rate, true positive rate", &array![x[1], y[1]], &array![1.0, 1.0], EXACT)
            .given(given)?;
    }
    Ok(())
}

fn ties_are_one_step(roc: &Contract, cases: &mut Cases) -> Outcome {
    let (scores, labels) = (array![5.0, 5.0, 5.0, 2.0, 2.0], array![true, true, false, false, true]);
    for order in [vec![0, 1, 2, 3, 4], vec![2, 3, 1, 4, 0], cases.permutation(5)] {
        let (scores, labels) = (scores.select(Axis(0), &order), labels.select(Axis(0), &order));
        let given = both(&scores, &labels);
        let curve = curve(roc, &scores, &labels)?;
        close("thresholds", &curve.thresholds, &array![f64::INFINITY, 5.0, 2.0], EXACT).given(&given)?;
        close("false_positive_rates", &curve.false_positive_rates, &array![0.0, 0.5, 1.0], EXACT).given(&given)?;
        close("true_positive_rates", &curve.true_positive_rates, &array![0.0, 2.0 / 3.0, 1.0], EXACT).given(given)?;
    }
    by_definition(roc, random_with_ties(cases))?;
    // The first two are the same number, though not the same bits.
    by_definition(roc, (array![-0.0, 0.0, 1.0, -1.0], array![true, false, false, true]))?;
    by_definition(roc, nearly_equal())
}

fn area_is_share_of_pairs(roc: &Contract, cases: &mut Cases) -> Outcome {
    let (scores, labels) = six_patients();
    is_area(roc, &scores, &labels, 6.0 / 9.0)?;
    is_area(roc, &array![0.1, 0.9, 0.2, 0.8], &array![false, true, false, true], 1.0)?;
    is_area(roc, &array![0.1, 0.9, 0.2, 0.8], &array![true, false, true, false], 0.0)?;
    for (scores, labels) in [nearly_equal(), random(cases), far_apart(), many()] {
        is_area(roc, &scores, &labels, pairs_in_order(&scores, &labels))?;
    }
    Ok(())
}

fn ties_count_a_half(roc: &Contract, cases: &mut Cases) -> Outcome {
    is_area(roc, &array![3.0, 3.0, 1.0], &array![true, false, false], 0.75)?;
    is_area(roc, &array![7.0, 7.0, 7.0, 7.0], &array![false, true, true, true], 0.5)?;
    let (scores, labels) = random_with_ties(cases);
    is_area(roc, &scores, &labels, pairs_in_order(&scores, &labels))
}

fn rising_transforms(roc: &Contract, cases: &mut Cases) -> Outcome {
    let (scores, labels) = random_with_ties(cases);
    let before = counted(&scores, &labels);
    let area = pairs_in_order(&scores, &labels);
    for (name, rising) in [
        ("exp(score)", f64::exp as fn(f64) -> f64),
        ("score³ - 100", |score| score.powi(3) - 100.0),
        ("score / 1e12", |score| score / 1e12),
    ] {
        let transformed = scores.mapv(rising);
        let given = format!("{}, and again with {name} for every score", both(&scores, &labels));
        let after = curve(roc, &transformed, &labels).given(&given)?;
        close("false_positive_rates", &after.false_positive_rates, &before.false_positive_rates, EXACT)
            .given(&given)?;
        close("true_positive_rates", &after.true_positive_rates, &before.true_positive_rates, EXACT).given(&given)?;
        let got = answer("auc", (roc.auc)(transformed.view(), labels.view())).given(&given)?;
        close("area", &got, &area, EXACT).given(given)?;
    }
    Ok(())
}

fn negated_scores(roc: &Contract, cases: &mut Cases) -> Outcome {
    for (scores, labels) in [random(cases), random_with_ties(cases)] {
        let area = answer("auc", (roc.auc)(scores.view(), labels.view())).given(both(&scores, &labels))?;
        is_area(roc, &scores.mapv(|score| 0.0 - score), &labels, 1.0 - pairs_in_order(&scores, &labels))?;
        close("area", &area, &pairs_in_order(&scores, &labels), EXACT).given(both(&scores, &labels))?;
    }
    Ok(())
}

fn precision_and_recall(roc: &Contract, cases: &mut Cases) -> Outcome {
    let (scores, labels) = six_patients();
    let given = both(&scores, &labels);
    let curve = purity(roc, &scores, &labels)?;
    close("precision", &curve.precision, &array![1.0, 0.5, 2.0 / 3.0, 0.5, 0.6, 0.5], EXACT).given(&given)?;
    let third = 1.0 / 3.0;
    let recall = array![third, third, 2.0 * third, 2.0 * third, 1.0, 1.0];
    close("recall", &curve.recall, &recall, EXACT).given(&given)?;
    close("thresholds", &curve.thresholds, &array![9.0, 7.5, 4.0, 2.5, 1.0, -3.0], EXACT).given(given)?;

    for (scores, labels) in [random(cases), random_with_ties(cases), nearly_equal(), far_apart(), many()] {
        let given = both(&scores, &labels);
        let curve = purity(roc, &scores, &labels)?;
        let thresholds = distinct(&scores);
        let flagged = |kind| thresholds.mapv(|threshold| count(&scores, &labels, threshold, kind));
        let precision = flagged(true) / (flagged(true) + flagged(false));
        close("precision", &curve.precision, &precision, EXACT).given(&given)?;
        close("recall", &curve.recall, &(flagged(true) / of_kind(&labels, true)), EXACT).given(&given)?;
        identical("thresholds", &curve.thresholds, &thresholds).given(given)?;
    }
    Ok(())
}

fn steps_are_added(roc: &Contract, cases: &mut Cases) -> Outcome {
    let (scores, labels) = six_patients();
    is_average(roc, &scores, &labels, (1.0 + 2.0 / 3.0 + 3.0 / 5.0) / 3.0)?;
    // A perfect ranking, and the worst.
    is_average(roc, &array![0.1, 0.9, 0.2, 0.8], &array![false, true, false, true], 1.0)?;
    is_average(roc, &array![0.1, 0.9, 0.2, 0.8], &array![true, false, true, false], (1.0 / 3.0 + 0.5) / 2.0)?;
    for (scores, labels) in [random(cases), random_with_ties(cases), far_apart(), many()] {
        // Every true row brings the precision of the threshold that is its own score.
        let own = scores.iter().zip(&labels).filter(|(_, label)| **label).map(|(score, _)| {
            let found = count(&scores, &labels, *score, true);
            found / (found + count(&scores, &labels, *score, false))
        });
        is_average(roc, &scores, &labels, own.sum::<f64>() / of_kind(&labels, true))?;
    }
    Ok(())
}

fn average_of_equal_scores(roc: &Contract, cases: &mut Cases) -> Outcome {
    is_average(roc, &array![2.0, 2.0, 2.0, 2.0, 2.0], &array![false, true, false, false, true], 0.4)?;
    let (_, labels) = random(cases);
    let scores = Array1::from_elem(labels.len(), 7.0);
    is_average(roc, &scores, &labels, of_kind(&labels, true) / labels.len() as f64)
}

fn highest_that_reaches(roc: &Contract, cases: &mut Cases) -> Outcome {
    // Here everyone who flags too many flags another number of rows.
    let scores = array![2.0, 9.0, 6.0, 3.0, 8.0, 5.0, 7.0];
    is_threshold(roc, &scores, &array![true, true, false, false, false, false, true], 0.3, 9.0)?;
    let (scores, labels) = six_patients();
    for (recall, threshold) in [(0.9, 1.0), (0.4, 4.0), (0.5, 4.0), (0.333334, 4.0)] {
        is_threshold(roc, &scores, &labels, recall, threshold)?;
    }
    is_threshold(roc, &array![0.1, 0.9, 0.2, 0.8], &array![false, true, false, true], 0.5, 0.9)?;
    is_threshold(roc, &scores, &labels, 1.0, 1.0)?;
    is_threshold(roc, &array![4.0, 4.0, 6.0, 1.0], &array![true, false, true, true], 0.5, 4.0)?;
    // Nobody at all is too few, however small the share.
    is_threshold(roc, &array![9.0, 8.0, 7.0], &array![false, true, true], 1e-12, 8.0)?;
    is_threshold(roc, &array![9.0, 8.0, 7.0], &array![true, false, true], 0.5 + 1e-10, 7.0)?;
    for (scores, labels) in [random(cases), random_with_ties(cases)] {
        // Between two steps, so that no rounding decides.
        let wanted = cases.index(1..of_kind(&labels, true) as usize + 1);
        let recall = (wanted as f64 - cases.number(0.1..0.9)) / of_kind(&labels, true);
        let reaches = |threshold: &&f64| count(&scores, &labels, **threshold, true) >= wanted as f64;
        let expected = distinct(&scores).iter().find(reaches).copied().unwrap_or(f64::NAN);
        is_threshold(roc, &scores, &labels, recall, expected)?;
    }
    let (scores, labels) = far_apart();
    for (recall, threshold) in [(0.1, 3.5e6), (0.3, 123_456.712), (0.5, 3e-10), (0.7, -0.3), (0.9, -2.5e6)] {
        is_threshold(roc, &scores, &labels, recall, threshold)?;
    }
    let (scores, labels) = many();
    let flagged = |threshold: f64| count(&scores, &labels, threshold, true);
    for threshold in distinct(&scores) {
        is_threshold(roc, &scores, &labels, (flagged(threshold) - 0.5) / of_kind(&labels, true), threshold)?;
    }
    // 7 of 25 are the share 0.28, though 0.28 · 25 is more than 7 in floats.
    let scores: Array1<f64> = (0..26).map(f64::from).collect();
    let labels = scores.mapv(|score| score > 0.0);
    let given = "scores 0, 1, 2 and so on up to 25, labels false for the 0 and true for the others, recall 0.28";
    let threshold = (roc.threshold_for_recall)(scores.view(), labels.view(), 0.28);
    close("threshold", &answer("threshold_for_recall", threshold).given(given)?, &19.0, EXACT).given(given)
}

fn one_kind_has_no_roc(roc: &Contract, _: &mut Cases) -> Outcome {
    refuses_one_kind("roc_curve", |scores, labels| (roc.roc_curve)(scores.view(), labels.view()).err())?;
    refuses_one_kind("auc", |scores, labels| (roc.auc)(scores.view(), labels.view()).err())
}

fn one_kind_has_no_precision(roc: &Contract, _: &mut Cases) -> Outcome {
    refuses_one_kind("precision_recall", |scores, labels| (roc.precision_recall)(scores.view(), labels.view()).err())?;
    refuses_one_kind("average_precision", |scores, labels| {
        (roc.average_precision)(scores.view(), labels.view()).err()
    })?;
    refuses_one_kind("threshold_for_recall", |scores, labels| {
        (roc.threshold_for_recall)(scores.view(), labels.view(), 0.5).err()
    })
}

/// All kinds of one kind in one answer: whoever forgets one of them is told apart from whoever forgets them all. And
/// whoever refuses everything has not met the requirement.
fn refuses_one_kind(name: &str, error: impl Fn(&Array1<f64>, &Array1<bool>) -> Option<RocError>) -> Outcome {
    let scores = array![0.3, 0.9, 0.5];
    let got = [array![true, true, true], array![false, false, false]].map(|labels| error(&scores, &labels).is_some());
    same_items(&format!("{name} is an error where all labels are true, where all are false"), &got, &[true, true])
        .given(format!("scores {}, labels all true, then all false", shown(&scores)))?;
    let (none, no_labels) = (Array1::zeros(0), Array1::from_elem(0, false));
    holds(&format!("{name} is an error without any row"), error(&none, &no_labels).is_some()).given("no scores")?;
    let (scores, labels) = (array![0.4, 0.6], array![true, false]);
    answer(name, error(&scores, &labels).map_or(Ok(()), Err)).given(both(&scores, &labels))
}

/// linfa counts in 32 bits.
fn agrees_with_linfa(roc: &Contract, _: &mut Cases) -> Outcome {
    let patients = datasets::patients()?;
    let labels: Array1<bool> = patients.iter().map(|patient| patient.narrowed == 1.0).collect();
    // A heart that reaches fewer beats is more likely to be ill. linfa takes scores from 0 to 1.
    let scores: Array1<f64> = patients.iter().map(|patient| 1.0 - patient.max_heart_rate / 250.0).collect();
    let theirs = scores.mapv(|score| Pr::new(score as f32)).roc(&labels.to_vec())?.area_under_curve();
    let given = "303 patients, scores 1 - max_heart_rate / 250, labels narrowed == 1";
    let area = answer("auc", (roc.auc)(scores.view(), labels.view())).given(given)?;
    close("area", &area, &f64::from(theirs), 1e-5).given(given)
}

fn by_definition(roc: &Contract, (scores, labels): Rows) -> Outcome {
    let given = both(&scores, &labels);
    let curve = curve(roc, &scores, &labels)?;
    let expected = counted(&scores, &labels);
    close("false_positive_rates", &curve.false_positive_rates, &expected.false_positive_rates, EXACT).given(&given)?;
    close("true_positive_rates", &curve.true_positive_rates, &expected.true_positive_rates, EXACT).given(&given)?;
    close("thresholds", &curve.thresholds, &expected.thresholds, EXACT).given(given)
}

/// A curve whose three columns are equally long.
fn curve(roc: &Contract, scores: &Array1<f64>, labels: &Array1<bool>) -> Result<RocCurve, Failure> {
    let given = both(scores, labels);
    let curve = answer("roc_curve", (roc.roc_curve)(scores.view(), labels.view())).given(&given)?;
    let points = curve.thresholds.len();
    has_shape("false_positive_rates", &curve.false_positive_rates, &[points]).given(&given)?;
    has_shape("true_positive_rates", &curve.true_positive_rates, &[points]).given(given)?;
    Ok(curve)
}

fn purity(roc: &Contract, scores: &Array1<f64>, labels: &Array1<bool>) -> Result<PrecisionRecall, Failure> {
    answer("precision_recall", (roc.precision_recall)(scores.view(), labels.view())).given(both(scores, labels))
}

fn is_area(roc: &Contract, scores: &Array1<f64>, labels: &Array1<bool>, expected: f64) -> Outcome {
    let given = both(scores, labels);
    let area = answer("auc", (roc.auc)(scores.view(), labels.view())).given(&given)?;
    close("area", &area, &expected, EXACT).given(given)
}

fn is_average(roc: &Contract, scores: &Array1<f64>, labels: &Array1<bool>, expected: f64) -> Outcome {
    let given = both(scores, labels);
    let average = answer("average_precision", (roc.average_precision)(scores.view(), labels.view())).given(&given)?;
    close("average precision", &average, &expected, EXACT).given(given)
}

fn is_threshold(roc: &Contract, scores: &Array1<f64>, labels: &Array1<bool>, recall: f64, expected: f64) -> Outcome {
    let given = format!("{}, recall {recall}", both(scores, labels));
    let threshold = (roc.threshold_for_recall)(scores.view(), labels.view(), recall);
    close("threshold", &answer("threshold_for_recall", threshold).given(&given)?, &expected, EXACT).given(given)
}
