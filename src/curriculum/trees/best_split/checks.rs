//! What is graded.

mod answers;

use answers::{all_digits, asked, is_cut, is_split};
use linfa::Dataset;
use linfa::traits::Fit;
use linfa_trees::{DecisionTree, SplitQuality};
use ndarray::{Array1, Array2, Axis, array};

use super::oracles::{best_of, candidates, clear, clear_table, gain_by_definition, impurity, labels};
use super::{Contract, Criterion, Cut, Split};
use mlings_datasets as datasets;
use mlings_grading::compare::{at_most, close, equal, finite, identical, shown};
use mlings_grading::layouts::{backwards, spread};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the Gini impurity is 1 less the squared shares of the classes", points: 8, run: gini_by_definition },
    Check { name: "the entropy counts bits", points: 8, run: entropy_by_definition },
    Check { name: "rows of one class, or none at all, have an impurity of 0", points: 6, run: pure_is_zero },
    Check { name: "every side counts by its share of the rows", points: 10, run: sides_are_weighted },
    Check { name: "a value equal to the threshold goes left", points: 6, run: equal_goes_left },
    Check { name: "a gain is never negative, and 0 where a side has no rows", points: 5, run: never_negative },
    Check { name: "the best threshold is halfway between two neighbouring values", points: 12, run: halfway },
    Check { name: "rows of equal value stay together", points: 8, run: equal_values_stay_together },
    Check { name: "only a feature whose values are all equal has no threshold", points: 5, run: constant_has_none },
    Check { name: "of equal gains the lowest threshold and the lowest feature win", points: 6, run: ties },
    Check { name: "each side keeps at least min_samples_leaf rows", points: 8, run: leaves_are_large_enough },
    Check { name: "the best split takes the feature that gains most", points: 8, run: best_feature },
    Check { name: "another scale in the same order parts the same rows", points: 5, run: monotone_scales },
    Check { name: "finds linfa's first split among the irises", points: 5, run: agrees_with_linfa },
];

const EXACT: f64 = 1e-12;
/// Impurities of small tables, whatever the order of the sums.
const ROUNDED: f64 = 1e-9;
const BOTH: [Criterion; 2] = [Criterion::Gini, Criterion::Entropy];

fn gini_by_definition(trees: &Contract, cases: &mut Cases) -> Outcome {
    for (counts, expected) in [
        (array![2_usize, 2], 0.5),
        (array![3, 1], 0.375),
        (array![5, 3, 2], 0.62),
        (array![0, 1, 0, 3], 0.375),
        (array![70_000, 70_000], 0.5),
        (array![2_000_000_000, 2_000_000_000], 0.5),
        (array![999_999, 1], 1.999_998e-6),
    ] {
        let gini = (trees.gini)(counts.view());
        close("gini", &gini, &expected, EXACT).given(format!("counts {counts}"))?;
    }
    let counts = Array1::from_shape_simple_fn(5, || cases.index(1..40));
    let gini = (trees.gini)(counts.view());
    close("gini", &gini, &impurity(&rows_of(&counts), Criterion::Gini), ROUNDED).given(format!("counts {counts}"))?;
    let (squares, n) = (1050.0 + 50.0 * 10_000.0, 6050.0);
    close("gini", &(trees.gini)(many().view()), &(1.0 - squares / n / n), ROUNDED).given(MANY)
}

/// The last classes are the large ones. Other numbers lie between the counts.
fn many() -> Array1<usize> {
    spread(&Array1::from_shape_fn(1100, |class| if class < 1050 { 1 } else { 100 }))
}

const MANY: &str = "every second number of a list: 1050 counts of 1, then 50 of 100";

fn entropy_by_definition(trees: &Contract, cases: &mut Cases) -> Outcome {
    for (counts, expected) in [
        (array![4_usize, 4], 1.0),
        (array![1, 1, 1, 1], 2.0),
        (array![2, 1, 1], 1.5),
        (array![4, 2, 1, 1], 1.75),
        (array![2_000_000_000, 2_000_000_000], 1.0),
        (array![999_999, 1], 2.137_426_288_89e-5),
    ] {
        let entropy = (trees.entropy)(counts.view());
        close("entropy", &entropy, &expected, EXACT).given(format!("counts {counts}"))?;
    }
    let counts = Array1::from_shape_simple_fn(5, || cases.index(1..40));
    let entropy = (trees.entropy)(counts.view());
    close("entropy", &entropy, &impurity(&rows_of(&counts), Criterion::Entropy), ROUNDED)
        .given(format!("counts {counts}"))?;
    let expected = (1050.0 * 6050_f64.log2() + 5000.0 * 60.5_f64.log2()) / 6050.0;
    close("entropy", &(trees.entropy)(many().view()), &expected, ROUNDED).given(MANY)
}

fn pure_is_zero(trees: &Contract, _: &mut Cases) -> Outcome {
    for counts in [array![4_usize], array![0, 7, 0], array![0, 0], array![]] {
        let given = format!("counts {counts}");
        close("gini", &(trees.gini)(counts.view()), &0.0, EXACT).given(&given)?;
        close("entropy", &(trees.entropy)(counts.view()), &0.0, EXACT).given(&given)?;
    }
    Ok(())
}

fn sides_are_weighted(trees: &Contract, cases: &mut Cases) -> Outcome {
    // One row apart from five: 1/2 - 1/6 * 0 - 5/6 * 12/25, and then three apart from three.
    let (values, classes) = (array![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], array![0_usize, 0, 1, 0, 1, 1]);
    for (threshold, criterion, expected) in [
        (1.5, Criterion::Gini, 0.1),
        (3.5, Criterion::Gini, 1.0 / 18.0),
        (2.5, Criterion::Entropy, 1.0 - 4.0 / 6.0 * 0.811_278_124_459_132_8),
    ] {
        let gain = (trees.gain)(values.view(), classes.view(), threshold, criterion);
        close("gain", &gain, &expected, ROUNDED).given(asked(&values, &classes, threshold, criterion))?;
    }
    // Not every number up to the largest need be a class.
    let values = array![1.0, 2.0, 5.0, 6.0];
    for classes in [array![0_usize, 11, 4, 4], array![0, 1000, 300, 300], array![0, 256, 512, 512]] {
        let gain = (trees.gain)(values.view(), classes.view(), 2.5, Criterion::Gini);
        close("gain", &gain, &0.375, ROUNDED).given(asked(&values, &classes, 2.5, Criterion::Gini))?;
    }
    let (values, classes) = (array![1.0, 2.0, 5.0, 6.0, 7.0], array![0_usize, 0, 1, 1, 1]);
    for (values, classes) in [(backwards(&values), classes.clone()), (values, backwards(&classes))] {
        let gain = (trees.gain)(values.view(), classes.view(), 3.5, Criterion::Gini);
        close("gain", &gain, &0.48, ROUNDED).given(format!(
            "{}, one of the lists stored from the last number to the first",
            asked(&values, &classes, 3.5, Criterion::Gini)
        ))?;
    }
    let (values, classes) = long();
    let gain = (trees.gain)(values.view(), classes.view(), 0.5, Criterion::Gini);
    close("gain", &gain, &(4.0 / 9.0), ROUNDED).given(format!("{LONG}, threshold 0.5, Gini"))?;
    let (values, classes) = (hundredths(cases.vector(20, 0.0..10.0)), labels(cases, 20));
    for criterion in BOTH {
        let threshold = cases.index(10..40) as f64 / 10.0;
        let gain = (trees.gain)(values.view(), classes.view(), threshold, criterion);
        close("gain", &gain, &gain_by_definition(values.view(), &classes, threshold, criterion), ROUNDED)
            .given(asked(&values, &classes, threshold, criterion))?;
    }
    Ok(())
}

fn equal_goes_left(trees: &Contract, _: &mut Cases) -> Outcome {
    let (values, classes) = (array![1.0, 3.0, 3.0, 4.0], array![0_usize, 0, 0, 1]);
    for (threshold, expected) in [(3.0, 0.375), (1.0, 0.375 - 0.75 * 4.0 / 9.0)] {
        let gain = (trees.gain)(values.view(), classes.view(), threshold, Criterion::Gini);
        close("gain", &gain, &expected, ROUNDED).given(asked(&values, &classes, threshold, Criterion::Gini))?;
    }
    // The larger value is not equal to the threshold, however near it is.
    let classes = array![0_usize, 1];
    for (low, high) in [
        (0.25, 0.75),
        (-0.75, -0.25),
        (1.0, 1.0 + 1e-10),
        (1.0, 1.0_f64.next_up()),
        (1e8, 1e8 + 1e-6),
        (0.123_456_789, 0.123_456_789 + 1e-12),
    ] {
        let gain = (trees.gain)(array![low, high].view(), classes.view(), low, Criterion::Gini);
        close("gain", &gain, &0.5, ROUNDED).given(asked(&array![low, high], &classes, low, Criterion::Gini))?;
    }
    Ok(())
}

fn never_negative(trees: &Contract, cases: &mut Cases) -> Outcome {
    let (values, classes) = (array![1.0, 2.0, 4.0], array![0_usize, 1, 1]);
    for criterion in BOTH {
        for threshold in [0.5, 4.5] {
            let gain = (trees.gain)(values.view(), classes.view(), threshold, criterion);
            close("gain", &gain, &0.0, EXACT).given(asked(&values, &classes, threshold, criterion))?;
        }
    }
    let (values, classes) = (hundredths(cases.vector(16, 0.0..10.0)), labels(cases, 16));
    for criterion in BOTH {
        for tenth in 0..=10 {
            let threshold = f64::from(tenth);
            let gain = (trees.gain)(values.view(), classes.view(), threshold, criterion);
            let given = asked(&values, &classes, threshold, criterion);
            finite("gain", &gain).given(&given)?;
            at_most("the loss, which is the gain with its sign turned,", -gain, 0.0).given(&given)?;
        }
    }
    Ok(())
}

fn halfway(trees: &Contract, cases: &mut Cases) -> Outcome {
    for (values, classes, expected) in [
        (array![1.0, 2.0, 5.0, 6.0], array![0_usize, 0, 1, 1], Cut { threshold: 3.5, gain: 0.5 }),
        (array![6.0, 1.0, 5.0, 2.0], array![1_usize, 0, 1, 0], Cut { threshold: 3.5, gain: 0.5 }),
        (array![-4.0, 9.0, -2.0, 0.0], array![2_usize, 0, 2, 2], Cut { threshold: 4.5, gain: 0.375 }),
        (array![1.0, 2.0, 5.0, 6.0], array![0_usize, 11, 4, 4], Cut { threshold: 3.5, gain: 0.375 }),
        (array![1.0, 2.0, 5.0, 6.0], array![0_usize, 1000, 300, 300], Cut { threshold: 3.5, gain: 0.375 }),
        (array![1.0, 2.0, 5.0, 6.0], array![0_usize, 256, 512, 512], Cut { threshold: 3.5, gain: 0.375 }),
        // Stored from the last row to the first.
        (backwards(&array![1.0, 2.0, 5.0, 6.0, 7.0]), array![0, 0, 1, 1, 1], Cut { threshold: 3.5, gain: 0.48 }),
        (array![1.0, 2.0, 5.0, 6.0, 7.0], backwards(&array![0, 0, 1, 1, 1]), Cut { threshold: 3.5, gain: 0.48 }),
        // The best place is the first, and then the last.
        (array![4.0, 3.0, 1.0, 2.0], array![1_usize, 1, 0, 1], Cut { threshold: 1.5, gain: 0.375 }),
        (array![4.0, 3.0, 1.0, 2.0], array![0_usize, 1, 1, 1], Cut { threshold: 3.5, gain: 0.375 }),
        (array![1.75, 1.25, 1.5, 1.0], array![1_usize, 0, 1, 0], Cut { threshold: 1.375, gain: 0.5 }),
        (array![-0.04, -0.02, -0.03, -0.01], array![1_usize, 0, 1, 0], Cut { threshold: -0.025, gain: 0.5 }),
    ] {
        is_cut(trees, &values, &classes, Criterion::Gini, 1, Some(expected))?;
    }
    let (values, classes) = long();
    let cut = (trees.best_threshold)(values.view(), classes.view(), Criterion::Gini, 1);
    let cut = cut.map_or(Array1::zeros(0), |cut| array![cut.threshold, cut.gain]);
    close("threshold, gain", &cut, &array![0.5, 4.0 / 9.0], ROUNDED)
        .given(format!("{LONG}, Gini, min_samples_leaf 1"))?;
    for criterion in BOTH {
        let (values, classes) = clear(cases, 20, criterion);
        let expected = candidates(values.view(), &classes, criterion, 1).into_iter().next();
        is_cut(trees, &values, &classes, criterion, 1, expected)?;
    }
    Ok(())
}

/// Between equal values there is a place in the sorted list, but no threshold.
fn equal_values_stay_together(trees: &Contract, _: &mut Cases) -> Outcome {
    for (values, classes, expected) in [
        (array![1.0, 3.0, 3.0, 3.0], array![0_usize, 0, 1, 1], Cut { threshold: 2.0, gain: 0.5 - 0.75 * 4.0 / 9.0 }),
        (array![3.0, 3.0, 3.0, 5.0], array![0_usize, 0, 1, 1], Cut { threshold: 4.0, gain: 0.5 - 0.75 * 4.0 / 9.0 }),
        (
            array![2.0, 2.0, 2.0, 2.0, 7.0, 8.0],
            array![0_usize, 0, 1, 1, 0, 0],
            Cut { threshold: 4.5, gain: 4.0 / 9.0 - 4.0 / 6.0 * 0.5 },
        ),
    ] {
        is_cut(trees, &values, &classes, Criterion::Gini, 1, Some(expected))?;
    }
    Ok(())
}

fn constant_has_none(trees: &Contract, _: &mut Cases) -> Outcome {
    for (values, classes) in [
        (array![4.0, 4.0, 4.0], array![0_usize, 1, 1]),
        (array![0.0, 0.0], array![0_usize, 0]),
        (array![7.0], array![1_usize]),
    ] {
        for criterion in BOTH {
            is_cut(trees, &values, &classes, criterion, 1, None)?;
        }
    }
    // What varies has a threshold, also where it gains nothing.
    let (values, classes) = (array![4.0, 6.0], array![1_usize, 1]);
    is_cut(trees, &values, &classes, Criterion::Gini, 1, Some(Cut { threshold: 5.0, gain: 0.0 }))
}

fn ties(trees: &Contract, cases: &mut Cases) -> Outcome {
    for (classes, criterion, threshold, gain) in [
        (array![0_usize, 1, 0], Criterion::Gini, 1.5, 1.0 / 9.0),
        (array![0_usize, 1, 1, 0], Criterion::Entropy, 1.5, 1.0 - 0.75 * 0.918_295_834_054_489_6),
        // Rounding alone would tell 2.5 and 6.5 apart.
        (array![0_usize, 0, 1, 0, 0, 0, 1, 0], Criterion::Gini, 2.5, 1.0 / 24.0),
        (array![0_usize, 1, 1, 0, 0, 1, 0], Criterion::Entropy, 1.5, 0.128_085_278_891_394_4),
    ] {
        let values = Array1::from_shape_fn(classes.len(), |row| row as f64 + 1.0);
        is_cut(trees, &values, &classes, criterion, 1, Some(Cut { threshold, gain }))?;
    }
    // The two ends mirror each other under other names of classes, and the sums of their bits differ by more than
    // f64::EPSILON.
    for classes in [array![0_usize, 4, 4, 2, 3, 1, 2, 0, 1, 5, 5, 3], array![3_usize, 3, 3, 0, 2, 1, 3, 0, 0, 0]] {
        let values = Array1::from_shape_fn(classes.len(), |row| row as f64 + 1.0);
        let gain = gain_by_definition(values.view(), &classes, 3.5, Criterion::Entropy);
        is_cut(trees, &values, &classes, Criterion::Entropy, 1, Some(Cut { threshold: 3.5, gain }))?;
    }
    // Column 1 parts the classes, and so does column 2, downwards.
    let records = array![[5.0, 1.0, 9.0], [5.0, 2.0, 8.0], [6.0, 7.0, 2.0], [5.0, 8.0, 1.0]];
    let expected = Split { feature: 1, threshold: 4.5, gain: 0.5 };
    is_split(trees, &records, &array![0, 0, 1, 1], Criterion::Gini, 1, Some(expected))?;
    mirrored(trees, &array![0, 2, 0, 0, 1, 2], Criterion::Gini)?;
    for _ in 0..10 {
        let classes = Array1::from_shape_simple_fn(14, || cases.index(0..8));
        BOTH.into_iter().try_for_each(|criterion| mirrored(trees, &classes, criterion))?;
    }
    nearly_equal(trees)
}

/// A column and the same column with its sign turned gain exactly the same, up to the order of the sums.
fn mirrored(trees: &Contract, classes: &Array1<usize>, criterion: Criterion) -> Outcome {
    let records = Array2::from_shape_fn((classes.len(), 2), |(row, column)| match column {
        0 => row as f64,
        _ => -(row as f64),
    });
    let split = (trees.best_split)(records.view(), classes.view(), criterion, 1);
    equal("feature", &split.map(|split| split.feature), &Some(0)).given(format!(
        "records [i, -i] for i from 0 to {}, classes {classes}, {criterion:?}, min_samples_leaf 1",
        classes.len() - 1
    ))
}

/// The later of two thresholds is better by less than 0.00001: little, and yet no rounding.
fn nearly_equal(trees: &Contract) -> Outcome {
    let classes = array![1_usize, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 0];
    let values = Array1::from_shape_fn(classes.len(), |row| row as f64 + 1.0);
    let (worse, better) = (15.5, 20.5);
    let gain = gain_by_definition(values.view(), &classes, better, Criterion::Entropy);
    is_cut(trees, &values, &classes, Criterion::Entropy, 1, Some(Cut { threshold: better, gain }))?;
    // Either threshold as a feature of its own.
    let records = Array2::from_shape_fn((classes.len(), 2), |(row, column)| {
        f64::from(u8::from(values[row] > if column == 0 { worse } else { better }))
    });
    is_split(trees, &records, &classes, Criterion::Entropy, 1, Some(Split { feature: 1, threshold: 0.5, gain }))
}

fn leaves_are_large_enough(trees: &Contract, cases: &mut Cases) -> Outcome {
    let values = array![1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    // One row is easily told apart at one end, two at the other; and the same the other way round.
    let both = [array![0_usize, 1, 1, 0, 1, 1], array![1, 1, 0, 1, 1, 0]];
    for (least, expected) in
        [(2, [Some(4.5), Some(2.5)]), (1, [Some(1.5), Some(5.5)]), (3, [Some(3.5), Some(3.5)]), (4, [None, None])]
    {
        let cut = |classes: &Array1<usize>| {
            (trees.best_threshold)(values.view(), classes.view(), Criterion::Gini, least).map(|cut| cut.threshold)
        };
        equal("thresholds, one for each list of classes", &both.each_ref().map(cut), &expected).given(format!(
            "values {}, classes {}, then {}, Gini, min_samples_leaf {least}",
            shown(&values),
            both[0],
            both[1]
        ))?;
    }
    let one_column = values.insert_axis(Axis(1));
    let expected = Split { feature: 0, threshold: 4.5, gain: 1.0 / 9.0 };
    is_split(trees, &one_column, &array![0, 1, 1, 0, 1, 1], Criterion::Gini, 2, Some(expected))?;
    let (records, classes) = clear_table(cases, 16, 2, Criterion::Gini, 6);
    is_split(trees, &records, &classes, Criterion::Gini, 6, best_of(&records, &classes, Criterion::Gini, 6))
}

fn best_feature(trees: &Contract, cases: &mut Cases) -> Outcome {
    // Nothing at all is gained by the first column, a little by the second, everything by the third.
    let records = array![[7.0, 1.0, 40.0], [7.0, 3.0, 10.0], [7.0, 4.0, 30.0], [7.0, 2.0, 20.0]];
    let expected = Split { feature: 2, threshold: 25.0, gain: 0.5 };
    is_split(trees, &records, &array![0, 1, 0, 1], Criterion::Gini, 1, Some(expected))?;
    let expected = Split { feature: 1, threshold: 2.5, gain: 0.5 };
    let one_better = array![[1.0, 1.0, 40.0], [2.0, 3.0, 10.0], [4.0, 2.0, 30.0], [3.0, 4.0, 35.0]];
    is_split(trees, &one_better, &array![0, 1, 0, 1], Criterion::Gini, 1, Some(expected))?;
    for criterion in BOTH {
        let (records, classes) = clear_table(cases, 12, 4, criterion, 1);
        is_split(trees, &records, &classes, criterion, 1, best_of(&records, &classes, criterion, 1))?;
    }
    is_split(trees, &array![[3.0, 0.0], [3.0, 0.0]], &array![0, 1], Criterion::Gini, 1, None)?;
    // Little apart, and far from 0.
    for (low, high) in [(0.1, 0.1 + 1e-10), (2e6, 3e6)] {
        let expected = Split { feature: 1, threshold: low / 2.0 + high / 2.0, gain: 0.5 };
        is_split(trees, &array![[7.0, low], [7.0, high]], &array![0, 1], Criterion::Gini, 1, Some(expected))?;
    }
    let (values, classes) = long();
    let records = Array2::from_shape_fn((values.len(), 2), |(row, column)| if column == 0 { 7.0 } else { values[row] });
    for (records, classes) in [(backwards(&records), classes.clone()), (records, backwards(&classes))] {
        let split = (trees.best_split)(records.view(), classes.view(), Criterion::Gini, 1);
        let got = split.map_or(Array1::zeros(0), |split| array![split.feature as f64, split.threshold, split.gain]);
        close("feature, threshold, gain", &got, &array![1.0, 0.5, 4.0 / 9.0], ROUNDED).given(format!(
            "{LONG}; column 0 is 7, column 1 the values, records or classes are stored from the last to the first"
        ))?;
    }
    Ok(())
}

fn monotone_scales(trees: &Contract, cases: &mut Cases) -> Outcome {
    let (values, classes) = clear(cases, 20, Criterion::Gini);
    let sides = |values: &Array1<f64>, threshold: f64| values.mapv(|value| usize::from(value <= threshold));
    let expected = candidates(values.view(), &classes, Criterion::Gini, 1)[0];
    for (name, scale) in [
        ("cubed", cube as fn(f64) -> f64),
        ("as exp(x)", f64::exp),
        ("in thousands", thousands),
        ("times 1e-18", tiny),
        ("plus 1e8", far),
    ] {
        let scaled = values.mapv(scale);
        let given = format!("20 random values {name}: {}, classes {classes}, Gini", shown(&scaled));
        let cut = (trees.best_threshold)(scaled.view(), classes.view(), Criterion::Gini, 1);
        let threshold = cut.map_or(f64::NAN, |cut| cut.threshold);
        finite("threshold", &threshold).given(&given)?;
        identical("rows that go left (1 is yes)", &sides(&scaled, threshold), &sides(&values, expected.threshold))
            .given(given)?;
    }
    parts_any_two(trees)
}

/// The narrowest gap, whose middle rounds to the larger value, and the widest, where a sum or a difference overflows.
fn parts_any_two(trees: &Contract) -> Outcome {
    let (one_up, largest) = (1.0_f64.next_up(), f64::MAX);
    for values in [array![one_up, one_up.next_up()], array![1e308, 1.5e308], array![-largest, largest]] {
        let given = format!("values {}, classes [0, 1], Gini, min_samples_leaf 1", all_digits(&values));
        let cut = (trees.best_threshold)(values.view(), array![0, 1].view(), Criterion::Gini, 1);
        let sides = cut.map_or(Array1::zeros(0), |cut| values.mapv(|value| usize::from(value <= cut.threshold)));
        identical("rows that go left (1 is yes)", &sides, &array![1, 0]).given(given)?;
    }
    Ok(())
}

/// Setosa is left out: two features tell it apart equally well, and linfa leaves open which of them it takes.
fn agrees_with_linfa(trees: &Contract, _: &mut Cases) -> Outcome {
    let flowers = datasets::iris()?;
    let rows: Vec<usize> = (0..flowers.targets.len()).filter(|row| flowers.targets[*row] > 0.0).collect();
    let records = flowers.records.select(Axis(0), &rows);
    let classes: Array1<usize> = rows.iter().map(|row| flowers.targets[*row] as usize).collect();
    let params = DecisionTree::params().max_depth(Some(1)).split_quality(SplitQuality::Gini);
    let (feature, threshold, gain) = params.fit(&Dataset::new(records.clone(), classes.clone()))?.root_node().split();
    let split = (trees.best_split)(records.view(), classes.view(), Criterion::Gini, 1);
    let given = "the 100 irises of species 1 and 2, Gini, min_samples_leaf 1";
    equal("feature", &split.map(|split| split.feature), &Some(feature)).given(given)?;
    let got = split.map_or(Array1::zeros(0), |split| array![split.threshold, split.gain]);
    // linfa adds up in single precision.
    close("threshold, gain", &got, &array![threshold, gain], 1e-6).given(given)
}

/// So that all digits stand in what was given.
fn hundredths(values: Array1<f64>) -> Array1<f64> {
    values.mapv(|value| (value * 100.0).round() / 100.0)
}

fn cube(value: f64) -> f64 {
    value.powi(3)
}

fn thousands(value: f64) -> f64 {
    1000.0 * value
}

fn tiny(value: f64) -> f64 {
    1e-18 * value
}

fn far(value: f64) -> f64 {
    1e8 + value
}

/// What parts the classes lies behind any first thousand rows.
fn long() -> (Array1<f64>, Array1<usize>) {
    let is_late = |row: usize| row >= 1366;
    (
        Array1::from_shape_fn(2049, |row| f64::from(is_late(row))),
        Array1::from_shape_fn(2049, |row| usize::from(is_late(row))),
    )
}

const LONG: &str = "2049 rows: 1366 with value 0 and class 0, then 683 with value 1 and class 1";

fn rows_of(counts: &Array1<usize>) -> Vec<usize> {
    counts.iter().enumerate().flat_map(|(class, count)| vec![class; *count]).collect()
}
