//! What is graded.

use std::f64::consts::LN_2;
use std::fmt;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use ndarray::{Array1, Array2, Axis, array};

use super::data::{AGE, EXERCISE_PAIN, HEART_RATE, MALE, ST_DEPRESSION, measured, scaled};
use super::oracles::{
    Task, Trial, in_words, is_model, logits, probability, random_classes, random_model, random_table, tidy,
};
use super::{Contract, FitError, LogisticModel};
use mlings_grading::compare::{close, has_shape, holds, instead_of, refuses, same_items, same_slopes, shown};
use mlings_grading::{Cases, Check, Given, Outcome, Seen};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the sigmoid turns a logit into a probability", points: 5, run: sigmoid_is_a_probability },
    Check {
        name: "a logit of 1000 is a probability of 1, one of -1000 of 0",
        points: 5,
        run: sigmoid_does_not_overflow,
    },
    Check {
        name: "sigmoid(-z) is 1 - sigmoid(z), and small ones keep their digits",
        points: 5,
        run: sigmoid_is_mirrored,
    },
    Check { name: "a row's probability is the sigmoid of its logit", points: 8, run: probabilities_of_rows },
    Check {
        name: "the loss is the mean of -ln of what the true class was given",
        points: 9,
        run: loss_is_mean_log_loss,
    },
    Check {
        name: "a loss is finite where the logit is 1000, and small ones keep their digits",
        points: 8,
        run: loss_is_finite,
    },
    Check { name: "the penalty on the loss leaves the intercept out", points: 6, run: loss_is_penalised },
    Check { name: "the gradient is the slope of the log-loss in every direction", points: 10, run: gradient_is_slope },
    Check { name: "the penalty on the gradient leaves the intercept out", points: 6, run: gradient_is_penalised },
    Check { name: "fit finds the model of least loss", points: 11, run: fit_finds_the_least },
    Check { name: "fit goes on until no slope is larger than 1e-6", points: 8, run: fit_goes_on },
    Check { name: "rows of one class only are an error", points: 5, run: one_class_is_an_error },
    Check { name: "linfa is trained under the stated penalty", points: 7, run: linfa_has_the_penalty },
    Check {
        name: "linfa's model is turned to class 1, whichever class has more rows",
        points: 7,
        run: linfa_is_turned,
    },
];

/// For sums of a few numbers.
const EXACT: f64 = 1e-9;
/// A penalty of nine digits.
const ALPHA: f64 = 0.123_456_789;

fn sigmoid_is_a_probability(logistic: &Contract, cases: &mut Cases) -> Outcome {
    // Odds of 3 to 1 are 3 in 4.
    for (logit, given, probability) in [
        (0.0, "logit 0".to_owned(), 0.5),
        (3_f64.ln(), "logit ln 3, odds of 3 to 1".to_owned(), 0.75),
        (-(3_f64.ln()), "logit -ln 3, odds of 1 to 3".to_owned(), 0.25),
    ] {
        close("sigmoid", &(logistic.sigmoid)(logit), &probability, EXACT).given(given)?;
    }
    for range in [0.5..5.0, -5.0..-0.5] {
        let logit = tidy(cases.number(range));
        close("sigmoid", &(logistic.sigmoid)(logit), &probability(logit), EXACT).given(format!("logit {logit}"))?;
    }
    // There it rises by a quarter of its logit.
    close("sigmoid", &(logistic.sigmoid)(4e-10), &(0.5 + 1e-10), 1e-13).given("logit 4e-10")
}

fn sigmoid_does_not_overflow(logistic: &Contract, _: &mut Cases) -> Outcome {
    for (logit, probability) in [(1000.0, 1.0), (-1000.0, 0.0), (f64::MAX, 1.0), (f64::MIN, 0.0)] {
        close("sigmoid", &(logistic.sigmoid)(logit), &probability, EXACT).given(format!("logit {logit:e}"))?;
    }
    Ok(())
}

fn sigmoid_is_mirrored(logistic: &Contract, cases: &mut Cases) -> Outcome {
    for logit in [2.0, tidy(cases.number(0.1..9.0)), 20.0] {
        let (above, below) = ((logistic.sigmoid)(logit), (logistic.sigmoid)(-logit));
        let given = format!("logits {logit} and {}", -logit);
        close("sigmoid(z) + sigmoid(-z)", &(above + below), &1.0, EXACT).given(&given)?;
        close("sigmoid(-z) * (1 + exp(z))", &(below * (1.0 + logit.exp())), &1.0, EXACT).given(given)?;
    }
    // So far below 0 it is exp(z), as near as floats are.
    for logit in [-40.0_f64, -705.0] {
        let ratio = (logistic.sigmoid)(logit) / logit.exp();
        close("sigmoid(z) / exp(z)", &ratio, &1.0, EXACT).given(format!("logit {logit}"))?;
    }
    Ok(())
}

fn probabilities_of_rows(logistic: &Contract, cases: &mut Cases) -> Outcome {
    let model = LogisticModel { intercept: LN_2, coefficients: array![1.0, -LN_2] };
    let records = array![[0.0, 0.0], [0.0, 1.0], [0.0, 3.0], [-LN_2, 0.0]];
    let probabilities = (logistic.predict_probabilities)(&model, records.view());
    close("probabilities", &probabilities, &array![2.0 / 3.0, 0.5, 0.2, 0.5], EXACT)
        .given("intercept ln 2, coefficients [1, -ln 2], records [[0, 0], [0, 1], [0, 3], [-ln 2, 0]]")?;

    let (model, records) = (random_model(cases, 3), random_table(cases, 6, 3));
    let expected = logits(&model, &records).mapv(probability);
    let by_columns = records.t().as_standard_layout().into_owned();
    for (view, how) in [(records.view(), ""), (by_columns.t(), ", which lie column by column in memory")] {
        let given = format!("{}, records {}{how}", in_words(&model), shown(&records));
        close("probabilities", &(logistic.predict_probabilities)(&model, view), &expected, EXACT).given(given)?;
    }
    let far = Trial::far_apart();
    let expected = logits(&far.model, &far.records).mapv(probability);
    close("probabilities", &(logistic.predict_probabilities)(&far.model, far.records.view()), &expected, EXACT)
        .given(far.in_words())?;
    let none = (logistic.predict_probabilities)(&model, records.slice_axis(Axis(0), (..0).into()));
    close("probabilities", &none, &Array1::<f64>::zeros(0), EXACT)
        .given(format!("{}, no records at all", in_words(&model)))?;

    let model = LogisticModel { intercept: 10.0, coefficients: array![1.0] };
    let given = "intercept 10, coefficients [1], records [[990], [-1010], [-50]]";
    let probabilities = (logistic.predict_probabilities)(&model, array![[990.0], [-1010.0], [-50.0]].view());
    // In units of exp(-40), so that the digits of the smallest one count.
    let unit = array![1.0, 1.0, (-40_f64).exp()];
    has_shape("probabilities", &probabilities, &[3]).given(given)?;
    close("probabilities, the last one divided by exp(-40)", &(probabilities / unit), &array![1.0, 0.0, 1.0], EXACT)
        .given(given)
}

fn loss_is_mean_log_loss(logistic: &Contract, cases: &mut Cases) -> Outcome {
    let even = LogisticModel { intercept: 0.0, coefficients: array![0.0] };
    // The probabilities are 3/4 and 1/4, so the two rows were given 3/4 and 3/4, then 1/4 and 3/4.
    let steep = LogisticModel { intercept: 0.0, coefficients: array![3_f64.ln()] };
    let (three_quarters, quarter) = (-(0.75_f64.ln()), -(0.25_f64.ln()));
    for (model, targets, what, expected) in [
        (&even, array![1.0, 0.0], "0", LN_2),
        (&steep, array![1.0, 0.0], "ln 3", three_quarters),
        (&steep, array![0.0, 0.0], "ln 3", (quarter + three_quarters) / 2.0),
    ] {
        let loss = (logistic.loss)(model, array![[1.0], [-1.0]].view(), targets.view(), 0.0);
        let given =
            format!("intercept 0, coefficients [{what}], records [[1], [-1]], targets {}, alpha 0", shown(&targets));
        close("loss", &loss, &expected, EXACT).given(given)?;
    }
    for trial in [Trial::random(cases), Trial::long(), Trial::far_apart()] {
        let loss = (logistic.loss)(&trial.model, trial.records.view(), trial.targets.view(), 0.0);
        close("loss", &loss, &trial.log_loss(), EXACT).given(format!("{}, alpha 0", trial.in_words()))?;
    }
    Ok(())
}

fn loss_is_finite(logistic: &Contract, _: &mut Cases) -> Outcome {
    let model = LogisticModel { intercept: 0.0, coefficients: array![1.0] };
    let of_row = |logit: f64, target: f64| {
        let given = format!("one row with a logit of {logit}, of class {target}, alpha 0");
        ((logistic.loss)(&model, array![[logit]].view(), array![target].view(), 0.0), given)
    };
    for (logit, target) in [(1000.0, 1.0), (-1000.0, 0.0)] {
        let (loss, given) = of_row(logit, target);
        close("loss", &loss, &0.0, EXACT).given(given)?;
    }
    for (logit, target, expected) in [(40.0, 0.0, 40.0), (1000.0, 0.0, 1000.0), (-1000.0, 1.0, 1000.0)] {
        let (loss, given) = of_row(logit, target);
        // Wherever a learner's limit is, the answer is the same: too little.
        if loss >= 0.0 && loss < expected - 1e-6 {
            let less = Seen::Words("less".to_owned());
            return Err(instead_of(format!("loss = {expected:?}")).got(shown(&loss), less)).given(given);
        }
        close("loss", &loss, &expected, EXACT).given(given)?;
    }
    for (logit, target) in [(40.0_f64, 1.0), (-25.0, 0.0)] {
        let (loss, given) = of_row(logit, target);
        close("loss / exp(-|logit|)", &(loss / (-logit.abs()).exp()), &1.0, EXACT).given(given)?;
    }
    Ok(())
}

fn loss_is_penalised(logistic: &Contract, cases: &mut Cases) -> Outcome {
    let small = Trial {
        model: LogisticModel { intercept: 6.0, coefficients: array![3.0, -4.0] },
        records: array![[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]],
        targets: array![0.0, 1.0, 1.0],
    };
    for (trial, alpha) in
        [(small, 2.0), (Trial::random(cases), tidy(cases.number(0.1..3.0))), (Trial::random(cases), ALPHA)]
    {
        let loss = |alpha| (logistic.loss)(&trial.model, trial.records.view(), trial.targets.view(), alpha);
        let squares: f64 = trial.model.coefficients.iter().map(|coefficient| coefficient * coefficient).sum();
        let given = format!("{}, alpha {alpha} and 0", trial.in_words());
        close("loss with alpha less loss without", &(loss(alpha) - loss(0.0)), &(alpha * squares / 2.0), EXACT)
            .given(given)?;
    }
    Ok(())
}

/// Against differences of the log-loss as it is defined here: a wrong loss of the learner's own blesses nothing.
fn gradient_is_slope(logistic: &Contract, cases: &mut Cases) -> Outcome {
    // Every error is a half, with the sign of the class that it was not.
    let start = Trial {
        model: LogisticModel { intercept: 0.0, coefficients: array![0.0] },
        records: array![[2.0], [4.0], [9.0]],
        targets: array![1.0, 0.0, 0.0],
    };
    for trial in [start, Trial::random(cases), Trial::random(cases), Trial::random(cases)] {
        let given = format!("{}, alpha 0", trial.in_words());
        let slopes = trial.gradient(logistic, 0.0).given(&given)?;
        same_slopes("slopes: intercept, coefficients", &slopes, &trial.differences()).given(given)?;
    }
    // Differences are right to six digits only, and not at all where the loss is a thousand.
    let one = |records: Array2<f64>, targets| Trial {
        model: LogisticModel { intercept: 0.0, coefficients: array![1.0] },
        records,
        targets,
    };
    let sure_and_wrong = one(array![[1000.0], [-1000.0], [800.5]], array![0.0, 1.0, 1.0]);
    for trial in
        [sure_and_wrong, one(array![[0.1], [37.3], [-0.3]], array![0.0, 0.0, 1.0]), Trial::long(), Trial::far_apart()]
    {
        let given = format!("{}, alpha 0", trial.in_words());
        let slopes = trial.gradient(logistic, 0.0).given(&given)?;
        close("slopes: intercept, coefficients", &slopes, &trial.slopes(), EXACT).given(given)?;
    }
    Ok(())
}

fn gradient_is_penalised(logistic: &Contract, cases: &mut Cases) -> Outcome {
    for alpha in [tidy(cases.number(0.1..3.0)), ALPHA] {
        let trial = Trial::random(cases);
        let given = format!("{}, alpha {alpha} and 0", trial.in_words());
        let with = trial.gradient(logistic, alpha).given(&given)?;
        let without = trial.gradient(logistic, 0.0).given(&given)?;
        let penalty = trial.penalty(alpha);
        close("slopes with alpha less slopes without", &(with - without), &penalty, EXACT).given(given)?;
    }
    Ok(())
}

fn fit_finds_the_least(logistic: &Contract, cases: &mut Cases) -> Outcome {
    has_easy_models(logistic)?;
    for (task, intercept, coefficients) in [
        (Task::two_columns().turned(), 0.0, array![LN_2 / 1.25, 0.0]),
        (Task::long(), (688.0_f64 / 512.0).ln(), array![0.0]),
    ] {
        let model = task.fit(logistic).given(&task.given)?;
        is_model(&model, intercept, &coefficients).given(&task.given)?;
    }
    Task::wide().ends_flat(logistic)?;
    agrees_with_linfa(logistic)?;
    let task = Task::new(random_table(cases, 12, 2), random_classes(cases, 12), 0.1);
    task.ends_flat(logistic)
}

/// What every fit has to find first: nothing here is steep in one direction and flat in another.
fn has_easy_models(logistic: &Contract) -> Outcome {
    for (task, intercept, coefficient) in [
        (Task::without_a_feature(array![0.0, 1.0, 0.0, 0.0]), -(3_f64.ln()), 0.0),
        (Task::without_a_feature(array![1.0, 1.0, 0.0, 1.0]), 3_f64.ln(), 0.0),
        (Task::mirrored(1.0), 0.0, LN_2),
        (Task::mirrored(1.25), 0.0, LN_2 / 1.25),
        (Task::leaning(), -(3_f64.ln()) / 2.0, 3_f64.ln() / 2.0),
    ] {
        let model = task.fit(logistic).given(&task.given)?;
        is_model(&model, intercept, &array![coefficient]).given(&task.given)?;
    }
    Ok(())
}

fn agrees_with_linfa(logistic: &Contract) -> Outcome {
    let (records, targets) = measured(&[AGE, MALE, HEART_RATE, EXERCISE_PAIN, ST_DEPRESSION])?;
    let third: Vec<usize> = (0..targets.len()).step_by(3).collect();
    let records = scaled(&records.select(Axis(0), &third)).0;
    let given = "every third patient by age, male, highest heart rate, pain and ST depression by exercise, all scaled; alpha 0.1";
    let task = Task { given: given.to_owned(), ..Task::new(records, targets.select(Axis(0), &third), 0.1) };
    let theirs = LogisticRegression::default()
        .alpha(task.alpha * task.targets.len() as f64)
        .fit(&Dataset::new(task.records.clone(), task.targets.mapv(|target| target == 1.0)))?;
    let sign = if theirs.labels().pos.class { 1.0 } else { -1.0 };
    let model = task.fit(logistic).given(given)?;
    is_model(&model, sign * theirs.intercept(), &(sign * theirs.params())).given(given)
}

fn fit_goes_on(logistic: &Contract, _: &mut Cases) -> Outcome {
    has_easy_models(logistic)?;
    Task::nearly_twins().ends_flat(logistic)
}

fn one_class_is_an_error(logistic: &Contract, _: &mut Cases) -> Outcome {
    let task = |targets: [f64; 3]| Task::new(array![[-1.0], [0.0], [1.0]], Array1::from_iter(targets), 0.5);
    let refused = |class: &f64| {
        let alone = (logistic.fit)(array![[0.0]].view(), array![*class].view(), 0.5);
        alone.is_err_and(|error| error == FitError::OneClass)
    };
    let classes: Vec<f64> = [0.0, 1.0].into_iter().filter(refused).collect();
    same_items("classes that fit refuses where all rows have them", &classes, &[0.0, 1.0])
        .given("one row with the feature 0, of class 0 and then of class 1, alpha 0.5")?;
    let none = Task::new(Array2::zeros((0, 1)), array![], 0.5);
    for task in [task([1.0, 1.0, 1.0]), task([0.0, 0.0, 0.0]), none] {
        let result = (logistic.fit)(task.records.view(), task.targets.view(), task.alpha);
        let words = result.map(|model| fmt::from_fn(move |f| f.write_str(&in_words(&model))));
        refuses("fit", &words, &FitError::OneClass).given(&task.given)?;
    }
    let both = task([0.0, 0.0, 1.0]);
    both.fit(logistic).given(&both.given)?;
    let one = task([1.0, 1.0, 1.0]);
    let linfas = (logistic.fit_linfa)(one.records.view(), one.targets.view(), one.alpha);
    holds("fit_linfa hands on the error that linfa has", linfas.is_err()).given(one.given)
}

fn linfa_has_the_penalty(logistic: &Contract, _: &mut Cases) -> Outcome {
    // Class 1 has the first row, and no fewer rows than class 0: there is no sign to turn.
    let three_of_four = Task::without_a_feature(array![1.0, 1.0, 0.0, 1.0]);
    for (task, intercept, coefficients) in [
        (Task::mirrored(1.0), 0.0, array![LN_2]),
        (three_of_four, 3_f64.ln(), array![0.0]),
        (Task::two_columns().turned(), 0.0, array![LN_2 / 1.25, 0.0]),
        (Task::long(), (688.0_f64 / 512.0).ln(), array![0.0]),
    ] {
        let model = task.fit_linfa(logistic).given(&task.given)?;
        is_model(&model, intercept, &coefficients).given(&task.given)?;
    }
    Ok(())
}

fn linfa_is_turned(logistic: &Contract, cases: &mut Cases) -> Outcome {
    let (half, leaning) = (3_f64.ln() / 2.0, Task::leaning());
    let other_way = Task::new(leaning.records.clone(), 1.0 - &leaning.targets, leaning.alpha);
    // As many rows of either class, and the first row of class 0.
    let as_many = {
        let Task { records, targets, alpha, .. } = Task::mirrored(1.0);
        let order = [3, 0, 4, 1, 5, 2, 6, 7];
        Task::new(records.select(Axis(0), &order), targets.select(Axis(0), &order), alpha)
    };
    for (task, intercept, coefficient) in
        [(leaning, -half, half), (other_way, half, -half), (as_many, 0.0, LN_2), (Task::mirrored(1.0), 0.0, LN_2)]
    {
        let model = task.fit_linfa(logistic).given(&task.given)?;
        is_model(&model, intercept, &array![coefficient]).given(&task.given)?;
    }

    let ill = Task::new(random_table(cases, 11, 2), Array1::from_shape_fn(11, |row| f64::from(row % 3 > 0)), 0.2);
    let healthy = Task::new(ill.records.clone(), 1.0 - &ill.targets, 0.2);
    let model = ill.fit_linfa(logistic).given(&ill.given)?;
    let turned = healthy.fit_linfa(logistic).given(&healthy.given)?;
    is_model(&turned, -model.intercept, &-model.coefficients)
        .given(format!("{}; compared with -1 times the model of the targets exchanged", healthy.given))
}
