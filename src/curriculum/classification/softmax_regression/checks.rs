//! What is graded.

use std::f64::consts::LN_2;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::MultiLogisticRegression;
use ndarray::{Array1, Array2, Axis, array, concatenate};

use super::oracles::{Trial, cross_entropy, in_words, is_model, logits, probabilities, random_table, tidy, zeros};
use super::{Contract, SoftmaxModel};
use mlings_datasets as datasets;
use mlings_grading::compare::{at_most, close, has_shape, instead_of, same_slopes, shown};
use mlings_grading::layouts::{backwards, by_columns};
use mlings_grading::{Cases, Check, Given, Outcome, Seen};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "softmax is every exponential divided by the sum of its row", points: 8, run: softmax_by_hand },
    Check { name: "every row of probabilities sums to 1", points: 6, run: rows_sum_to_one },
    Check { name: "the same number added to a row's logits changes nothing", points: 6, run: shift_changes_nothing },
    Check { name: "logits of 1000 and -1000 have probabilities", points: 8, run: softmax_does_not_overflow },
    Check { name: "the cross-entropy is the mean of -ln of the label's probability", points: 9, run: loss_is_mean },
    Check { name: "the cross-entropy of logits of 1000 is a number", points: 8, run: loss_is_finite },
    Check { name: "equal logits cost ln K, whatever the labels", points: 5, run: nothing_known_costs_ln_k },
    Check { name: "a row's probabilities are the softmax of its logits", points: 8, run: probabilities_of_rows },
    Check { name: "the gradient is the slope of the cross-entropy everywhere", points: 13, run: gradient_is_slope },
    Check { name: "a class without rows has slopes too", points: 5, run: absent_class_has_slopes },
    Check { name: "one epoch is one step downhill, of all rows together", points: 8, run: one_epoch },
    Check { name: "fit takes as many steps as there are epochs, from the start", points: 6, run: epochs_are_counted },
    Check { name: "on digits every epoch lowers the loss", points: 5, run: loss_falls_on_digits },
    Check { name: "fit arrives where linfa does", points: 5, run: agrees_with_linfa },
];

/// For sums of a few numbers.
const EXACT: f64 = 1e-9;
/// So that a small number which is added below the line is seen.
const ALL_DIGITS: f64 = 1e-14;

fn softmax_by_hand(softmax: &Contract, cases: &mut Cases) -> Outcome {
    // Exponentials 1, 2, 5 of sum 8, and 3, 3, 4 of sum 10.
    let logits = array![[0.0, LN_2, 5_f64.ln()], [3_f64.ln(), 3_f64.ln(), 4_f64.ln()]];
    close(
        "probabilities",
        &(softmax.softmax)(logits.view()),
        &array![[0.125, 0.25, 0.625], [0.3, 0.3, 0.4]],
        ALL_DIGITS,
    )
    .given("logits [[ln 1, ln 2, ln 5], [ln 3, ln 3, ln 4]]")?;
    let logits = Array2::from_shape_fn((1030, 2), |(row, class)| if class == row % 2 { 3_f64.ln() } else { 0.0 });
    let expected = logits.mapv(|logit| if logit == 0.0 { 0.25 } else { 0.75 });
    close("probabilities", &(softmax.softmax)(logits.view()), &expected, ALL_DIGITS)
        .given("1030 rows of two logits, ln 3 and 0, then 0 and ln 3, by turns")?;
    let logits = random_table(cases, 4, 3);
    let by_columns = logits.t().as_standard_layout().into_owned();
    for (view, how) in [(logits.view(), ""), (by_columns.t(), ", which lie column by column in memory")] {
        close("probabilities", &(softmax.softmax)(view), &probabilities(&logits), ALL_DIGITS)
            .given(format!("logits {}{how}", shown(&logits)))?;
    }
    Ok(())
}

fn rows_sum_to_one(softmax: &Contract, cases: &mut Cases) -> Outcome {
    for (n_samples, n_classes) in [(1, 4), (2, 5), (5, 2), (3, 1)] {
        let logits = random_table(cases, n_samples, n_classes);
        let given = format!("logits {}", shown(&logits));
        let probabilities = (softmax.softmax)(logits.view());
        has_shape("probabilities", &probabilities, &[n_samples, n_classes]).given(&given)?;
        close("sums of the rows", &probabilities.sum_axis(Axis(1)), &Array1::<f64>::ones(n_samples), ALL_DIGITS)
            .given(given)?;
    }
    Ok(())
}

fn shift_changes_nothing(softmax: &Contract, cases: &mut Cases) -> Outcome {
    let (row, shift) = (random_table(cases, 1, 4), tidy(cases.number(1.0..9.0)));
    let shifted = concatenate![Axis(0), &row + shift, &row - shift];
    let expected = concatenate![Axis(0), probabilities(&row), probabilities(&row)];
    close("probabilities", &(softmax.softmax)(shifted.view()), &expected, EXACT)
        .given(format!("logits {}: one row, {shift} added and {shift} taken away", shown(&shifted)))
}

fn softmax_does_not_overflow(softmax: &Contract, _: &mut Cases) -> Outcome {
    let (more, less) = (0.75, 0.25);
    for (logits, words, expected) in [
        (array![[1000.0, 0.0, -1000.0]], "[[1000, 0, -1000]]", array![[1.0, 0.0, 0.0]]),
        (array![[1000.0 + 3_f64.ln(), 1000.0]], "[[1000 + ln 3, 1000]]", array![[more, less]]),
        (array![[-1000.0, 3_f64.ln() - 1000.0]], "[[-1000, -1000 + ln 3]]", array![[less, more]]),
        (
            array![[1000.0, 1000.0 + 3_f64.ln()], [3_f64.ln() - 1000.0, -1000.0]],
            "[[1000, 1000 + ln 3], [-1000 + ln 3, -1000]]",
            array![[less, more], [more, less]],
        ),
        (
            array![[1000.0, 1000.0], [-1000.0, -1000.0]],
            "[[1000, 1000], [-1000, -1000]]",
            Array2::from_elem((2, 2), 0.5),
        ),
        (
            array![[2e6, 2e6 + 1000.0], [-2e6, -2e6]],
            "[[2e6, 2e6 + 1000], [-2e6, -2e6]]",
            array![[0.0, 1.0], [0.5, 0.5]],
        ),
    ] {
        close("probabilities", &(softmax.softmax)(logits.view()), &expected, EXACT).given(format!("logits {words}"))?;
    }
    Ok(())
}

fn loss_is_mean(softmax: &Contract, cases: &mut Cases) -> Outcome {
    // Of probabilities 1/8, 2/8, 5/8 in both rows the labels were given 1/8 and 5/8, then twice 2/8.
    let row = array![[0.0, LN_2, 5_f64.ln()]];
    let logits = concatenate![Axis(0), row, row];
    for (labels, expected) in
        [(array![0_usize, 2], (8_f64.ln() + 1.6_f64.ln()) / 2.0), (array![1_usize, 1], 4_f64.ln())]
    {
        let loss = (softmax.cross_entropy)(logits.view(), labels.view());
        close("cross-entropy", &loss, &expected, EXACT)
            .given(format!("logits [[ln 1, ln 2, ln 5], [ln 1, ln 2, ln 5]], labels {labels}"))?;
    }
    let (logits, order) = (random_table(cases, 5, 4), cases.permutation(5));
    let labels: Array1<usize> = order.into_iter().map(|place| place % 4).collect();
    let loss = (softmax.cross_entropy)(logits.view(), labels.view());
    let expected = cross_entropy(&logits, &labels);
    close("cross-entropy", &loss, &expected, EXACT).given(format!("logits {}, labels {labels}", shown(&logits)))?;
    let loss = (softmax.cross_entropy)(by_columns(&logits).view(), backwards(&labels).view());
    close("cross-entropy", &loss, &expected, EXACT).given(format!(
        "logits {}, column by column in memory, labels {labels}, backwards in memory",
        shown(&logits)
    ))?;
    // Half of what is between two logits, however near they are.
    let loss = (softmax.cross_entropy)(array![[3e-10, 0.0]].view(), array![0].view());
    close("cross-entropy", &loss, &(LN_2 - 1.5e-10), 1e-13).given("logits [[3e-10, 0]], labels [0]")?;
    // Every third row of 1026 has the odds 3 to 1 against it, the others have them in their favour.
    let logits = Array2::from_shape_fn((1026, 2), |(row, class)| if class == row % 2 { 3_f64.ln() } else { 0.0 });
    let labels = Array1::from_shape_fn(1026, |row| if row % 3 == 0 { 1 - row % 2 } else { row % 2 });
    let expected = 4_f64.ln() / 3.0 + (4.0 / 3.0_f64).ln() * 2.0 / 3.0;
    close("cross-entropy", &(softmax.cross_entropy)(logits.view(), labels.view()), &expected, EXACT)
        .given("1026 rows of two logits, ln 3 and 0: the label has the 0 in every third row, otherwise the ln 3")
}

fn loss_is_finite(softmax: &Contract, _: &mut Cases) -> Outcome {
    for (logits, label, expected) in [
        (array![[1000.0, 0.0, 0.0]], 0, 0.0),
        (array![[1000.0, 0.0, 0.0]], 1, 1000.0),
        (array![[-1000.0, 0.0]], 0, 1000.0),
        (array![[-1000.0, -1000.0]], 1, LN_2),
        (array![[0.0, 40.0]], 0, 40.0),
        (array![[3e6, 0.5]], 1, 3e6 - 0.5),
    ] {
        let loss = (softmax.cross_entropy)(logits.view(), array![label].view());
        let given = format!("logits {}, labels [{label}]", shown(&logits));
        // Wherever a learner's limit is, the answer is the same: too little.
        if loss >= 0.0 && loss < expected - 1e-6 && expected > 30.0 {
            let less = Seen::Words("less".to_owned());
            return Err(instead_of(format!("cross-entropy = {expected:?}")).got(shown(&loss), less)).given(given);
        }
        close("cross-entropy", &loss, &expected, EXACT).given(given)?;
    }
    Ok(())
}

fn nothing_known_costs_ln_k(softmax: &Contract, cases: &mut Cases) -> Outcome {
    for n_classes in [2, 10] {
        let labels: Array1<usize> = (0..6).map(|_| cases.index(0..n_classes)).collect();
        let level = tidy(cases.number(-5.0..5.0));
        let loss = (softmax.cross_entropy)(Array2::from_elem((6, n_classes), level).view(), labels.view());
        close("cross-entropy", &loss, &(n_classes as f64).ln(), EXACT)
            .given(format!("6 rows of {n_classes} logits, all {level}, labels {labels}"))?;
    }
    Ok(())
}

fn probabilities_of_rows(softmax: &Contract, cases: &mut Cases) -> Outcome {
    let model = SoftmaxModel { intercepts: array![0.0, LN_2], coefficients: array![[LN_2, 0.0], [0.0, -LN_2]] };
    let records = array![[0.0, 0.0], [1.0, 0.0], [3.0, 2.0]];
    // Logits in units of ln 2: 0 and 1; 1 and 1; 3 and -1.
    let expected = array![[1.0 / 3.0, 2.0 / 3.0], [0.5, 0.5], [16.0 / 17.0, 1.0 / 17.0]];
    close("probabilities", &(softmax.predict_probabilities)(&model, records.view()), &expected, EXACT)
        .given(format!("intercepts [0, ln 2], coefficients [[ln 2, 0], [0, -ln 2]], records {}", shown(&records)))?;
    let Trial { model, records, .. } = Trial::random(cases);
    let far = Trial::far_apart();
    // Half of the bits keep seven digits of these.
    let (fractions, coarse) = (
        SoftmaxModel { intercepts: array![0.1, 37.3], coefficients: array![[4.7, -0.3]] },
        array![[7.1], [-0.9], [7.44]],
    );
    for (model, records) in [(fractions, coarse), (model, records), (far.model, far.records)] {
        let by_columns = records.t().as_standard_layout().into_owned();
        for (view, how) in [(records.view(), ""), (by_columns.t(), ", which lie column by column in memory")] {
            let given = format!("{}, records {}{how}", in_words(&model), shown(&records));
            let got = (softmax.predict_probabilities)(&model, view);
            close("probabilities", &got, &probabilities(&logits(&model, &records)), EXACT).given(given)?;
        }
    }
    Ok(())
}

/// Against differences of the cross-entropy as it is defined here: a wrong one of the learner's own blesses nothing.
fn gradient_is_slope(softmax: &Contract, cases: &mut Cases) -> Outcome {
    // Every probability is a third.
    let (records, labels) = (array![[3.0, 0.0], [0.0, 6.0]], array![0, 2]);
    let start = Trial { model: zeros(2, 3), records, labels };
    for trial in [start, Trial::random(cases), Trial::random(cases), Trial::random(cases)] {
        has_slopes(softmax, &trial)?;
    }
    // Differences are right to six digits only.
    let far = Trial::far_apart();
    let (slopes, expected) = ((softmax.gradient)(&far.model, far.records.view(), far.labels.view()), far.slopes());
    close("slopes of the intercepts", &slopes.intercepts, &expected.intercepts, EXACT).given(far.in_words())?;
    close("slopes of the coefficients", &slopes.coefficients, &expected.coefficients, EXACT).given(far.in_words())?;
    // Errors of a half with either sign, in more rows than fit into any small buffer.
    let records = Array2::from_shape_fn((1026, 1), |(row, _)| if row % 3 == 0 { 0.7 } else { -0.1 });
    let labels = Array1::from_shape_fn(1026, |row| usize::from(row % 3 == 0));
    let slopes = (softmax.gradient)(&zeros(1, 2), records.view(), labels.view());
    let given = "all numbers of the model 0, 1026 rows: 0.7 of class 1, then twice -0.1 of class 0, again and again";
    close("slopes of the intercepts", &slopes.intercepts, &array![-1.0 / 6.0, 1.0 / 6.0], EXACT).given(given)?;
    let slope = (0.7 + 0.2) / 6.0;
    close("slopes of the coefficients", &slopes.coefficients, &array![[slope, -slope]], EXACT).given(given)
}

fn absent_class_has_slopes(softmax: &Contract, cases: &mut Cases) -> Outcome {
    let trial = Trial::random(cases);
    for labels in [array![0, 1, 0, 0, 1], array![2, 1, 2, 2, 1]] {
        has_slopes(softmax, &Trial { labels, ..trial.clone() })?;
    }
    Ok(())
}

fn has_slopes(softmax: &Contract, trial: &Trial) -> Outcome {
    let (given, expected) = (trial.in_words(), trial.differences());
    let slopes = (softmax.gradient)(&trial.model, trial.records.view(), trial.labels.view());
    same_slopes("slopes of the intercepts", &slopes.intercepts, &expected.intercepts).given(&given)?;
    same_slopes("slopes of the coefficients", &slopes.coefficients, &expected.coefficients).given(given)
}

fn one_epoch(softmax: &Contract, cases: &mut Cases) -> Outcome {
    // Errors of -1/2 and 1/2, and then of 1/2 and -1/2: slopes of the mean are 0, and -2 to 2.
    let trial = Trial { model: zeros(1, 2), records: array![[6.0], [-2.0]], labels: array![0, 1] };
    let expected = SoftmaxModel { intercepts: array![0.0, 0.0], coefficients: array![[1.0, -1.0]] };
    let given = format!("start {}, learning_rate 0.5, epochs 1", trial.in_words());
    trial.fit(softmax, 0.5, 1).and_then(|model| is_model(&model, &expected, EXACT)).given(given)?;

    for (trial, learning_rate) in
        [(Trial::random(cases), tidy(cases.number(0.1..0.9))), (Trial::far_apart(), 0.123_456_789)]
    {
        let given = format!("start {}, learning_rate {learning_rate}, epochs 1", trial.in_words());
        let model = trial.fit(softmax, learning_rate, 1).given(&given)?;
        is_model(&model, &trial.descended(learning_rate, 1), EXACT).given(given)?;
    }
    Ok(())
}

fn epochs_are_counted(softmax: &Contract, cases: &mut Cases) -> Outcome {
    let trial = Trial::random(cases);
    for epochs in [0, 2, 5] {
        let given = format!("start {}, learning_rate 0.5, epochs {epochs}", trial.in_words());
        let model = trial.fit(softmax, 0.5, epochs).given(&given)?;
        is_model(&model, &trial.descended(0.5, epochs), EXACT).given(given)?;
    }
    // So flat that some would stop, and so long steps that it matters.
    let flat = Trial { model: zeros(1, 2), records: array![[1e-7], [-1e-7]], labels: array![0, 1] };
    let given = format!("start {}, learning_rate 1000000, epochs 4", flat.in_words());
    let model = flat.fit(softmax, 1e6, 4).given(&given)?;
    is_model(&model, &flat.descended(1e6, 4), EXACT).given(given)
}

fn loss_falls_on_digits(softmax: &Contract, _: &mut Cases) -> Outcome {
    let digits = datasets::digits()?;
    let first: Vec<usize> = (0..50).collect();
    let mut trial = Trial {
        model: zeros(64, 10),
        records: digits.records.select(Axis(0), &first) / 16.0,
        labels: digits.targets.select(Axis(0), &first).mapv(|digit| digit as usize),
    };
    let mut before = 10_f64.ln();
    for epoch in 1..=4 {
        let given = format!(
            "the first 50 digits, pixels divided by 16, learning_rate 0.2, epoch {epoch} from zeros; each of the first four takes more than 0.01 off the loss"
        );
        trial.model = trial.fit(softmax, 0.2, 1).given(&given)?;
        let loss = trial.loss();
        at_most("cross-entropy", loss, before - 0.01).given(given)?;
        before = loss;
    }
    Ok(())
}

fn agrees_with_linfa(softmax: &Contract, _: &mut Cases) -> Outcome {
    let records = array![[-1.0], [-1.0], [-1.0], [-1.0], [0.0], [0.0], [0.0], [0.0], [1.0], [1.0], [1.0], [1.0]];
    let labels = array![0_usize, 0, 0, 1, 0, 1, 2, 1, 2, 2, 1, 0];
    let theirs = MultiLogisticRegression::default().alpha(0.0).fit(&Dataset::new(records.clone(), labels.clone()))?;
    let expected = SoftmaxModel { intercepts: theirs.intercept().clone(), coefficients: theirs.params().clone() };
    let trial = Trial { model: zeros(1, 3), records, labels };
    let given = format!("start {}, learning_rate 2, epochs 60", trial.in_words());
    let model = trial.fit(softmax, 2.0, 60).given(&given)?;
    is_model(&model, &expected, 1e-3).given(given)
}
