//! What is graded.

use std::cell::RefCell;
use std::rc::Rc;

use ndarray::{Array1, ArrayView1, ArrayView2, array};

use super::trial::{Trial, constant, in_it, small_and_random};
use super::{Baseline, BaselineError, Contract, FitBaseline, Predictor};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, refuses, shown};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check {
        name: "the error is the mean of the distances, without their signs",
        points: 8,
        run: error_is_mean_distance,
    },
    Check { name: "the majority is the label that most training rows have", points: 8, run: majority_is_most_frequent },
    Check { name: "of equally frequent labels the smallest is taken", points: 4, run: tie_goes_to_the_smallest },
    Check { name: "the error of the majority is the share of rows that are wrong", points: 6, run: majority_error },
    Check { name: "the mean baseline predicts the training mean everywhere", points: 8, run: mean_is_predicted },
    Check { name: "last value predicts every row by the row before it", points: 10, run: row_before_is_predicted },
    Check { name: "held-out rows never change what the majority predicts", points: 6, run: majority_is_of_train },
    Check { name: "held-out rows never change what the mean predicts", points: 6, run: mean_is_of_train },
    Check { name: "no row has a say in its own prediction", points: 6, run: no_row_predicts_itself },
    Check { name: "without a training row there is no baseline", points: 4, run: nothing_to_learn_from },
    Check { name: "every size trains on the first rows of the order", points: 12, run: sizes_are_nested },
    Check { name: "every size is tested on all held-out rows, the same each time", points: 10, run: one_test_set },
    Check { name: "the training error is that of the rows trained on", points: 8, run: train_error_is_of_the_rows },
    Check { name: "a size of 0, or beyond the training rows, is an error", points: 4, run: bad_sizes_are_refused },
];

fn error_is_mean_distance(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let (predictions, targets) = (array![3.0, 5.0, 2.0], array![1.0, 5.0, 6.0]);
    let error = (baselines.mean_absolute_error)(predictions.view(), targets.view());
    close("error", &error, &2.0, 1e-12).given(format!(
        "predictions {}, targets {}",
        shown(&predictions),
        shown(&targets)
    ))?;

    let (predictions, targets) = (cases.vector(12, -50.0..50.0), cases.vector(12, -50.0..50.0));
    let error = (baselines.mean_absolute_error)(predictions.view(), targets.view());
    close("error", &error, &distance(&predictions, &targets), 1e-12).given(format!(
        "predictions {}, targets {}",
        shown(&predictions),
        shown(&targets)
    ))
}

fn majority_is_most_frequent(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let test = array![0.0, 1.0, 2.0];
    for (train, label) in [(array![2.0, 0.0, 2.0, 1.0, 2.0, 0.0], 2.0), (array![3.0, 0.0, 0.0, 3.0, 0.0], 0.0)] {
        predicts(baselines.majority, &train, &test, &Array1::from_elem(3, label))?;
    }
    // Label 0 once, label 1 twice and so on, renamed and put in random order.
    let (names, order) = (cases.permutation(5), cases.permutation(15));
    let copies: Vec<usize> = (0..5).flat_map(|label| vec![names[label]; label + 1]).collect();
    let train: Array1<f64> = order.iter().map(|copy| copies[*copy] as f64).collect();
    predicts(baselines.majority, &train, &test, &Array1::from_elem(3, names[4] as f64))
}

fn tie_goes_to_the_smallest(baselines: &Contract, _: &mut Cases) -> Outcome {
    let test = array![1.0, 2.0];
    for (train, label) in
        [(array![4.0, 5.0, 1.0, 5.0, 4.0, 1.0], 1.0), (array![1.0, 0.0, 1.0, 0.0], 0.0), (array![5.0, 3.0, 9.0], 3.0)]
    {
        predicts(baselines.majority, &train, &test, &Array1::from_elem(2, label))?;
    }
    Ok(())
}

fn majority_error(baselines: &Contract, _: &mut Cases) -> Outcome {
    let train = array![1.0, 0.0, 1.0, 1.0];
    for (test, share) in [
        (array![1.0, 1.0, 1.0], 0.0),
        (array![1.0, 0.0, 2.0, 1.0], 0.5),
        (array![0.0, 0.0], 1.0),
        (array![1.0, 1.0, 7.0, 1.0], 0.25),
    ] {
        let baseline = fitted(baselines.majority, &train, &test)?;
        close("error", &baseline.error, &share, 1e-12).given(both(&train, &test))?;
    }
    Ok(())
}

fn mean_is_predicted(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let (train, test) = (array![10.0, 20.0, 60.0], array![0.0, 30.0, 90.0, 40.0]);
    predicts(baselines.mean, &train, &test, &Array1::from_elem(4, 30.0))?;
    let baseline = fitted(baselines.mean, &train, &test)?;
    close("error", &baseline.error, &25.0, 1e-12).given(both(&train, &test))?;

    let (train, test) = (cases.vector(11, -9.0..90.0), cases.vector(7, -9.0..90.0));
    let constant = Array1::from_elem(7, train.iter().sum::<f64>() / 11.0);
    predicts(baselines.mean, &train, &test, &constant)?;
    let baseline = fitted(baselines.mean, &train, &test)?;
    close("error", &baseline.error, &distance(&constant, &test), 1e-12).given(both(&train, &test))
}

fn row_before_is_predicted(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let (train, test) = (array![4.0, 7.0], array![9.0, 12.0, 10.0]);
    predicts(baselines.last_value, &train, &test, &array![7.0, 9.0, 12.0])?;
    let baseline = fitted(baselines.last_value, &train, &test)?;
    close("error", &baseline.error, &(7.0 / 3.0), 1e-12).given(both(&train, &test))?;

    // What grows by the same step every time is missed by that step every time.
    let (start, step) = (cases.number(-20.0..20.0), cases.number(1.0..5.0));
    let line = Array1::from_shape_fn(12, |row| start + step * row as f64);
    let (train, test) = (line.iter().take(5).copied().collect(), line.iter().skip(5).copied().collect());
    predicts(baselines.last_value, &train, &test, &line.iter().skip(4).take(7).copied().collect())?;
    let baseline = fitted(baselines.last_value, &train, &test)?;
    close("error", &baseline.error, &step, 1e-9).given(both(&train, &test))
}

fn majority_is_of_train(baselines: &Contract, _: &mut Cases) -> Outcome {
    let (train, test) = (array![1.0, 0.0, 1.0, 1.0, 2.0], array![1.0, 0.0, 2.0, 0.0, 1.0, 0.0]);
    let others = [array![2.0, 2.0, 2.0, 2.0, 2.0, 2.0], array![0.0, 0.0, 0.0, 0.0, 0.0, 7.0], &test * 1e9];
    stays_the_same(baselines.majority, &train, &test, &others)
}

fn mean_is_of_train(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let (train, test) = (array![3.0, 5.0, 10.0], array![8.0, 1.0]);
    stays_the_same(baselines.mean, &train, &test, &[&test * 1e9, array![0.0, 0.0]])?;
    let (train, test) = (cases.vector(9, 0.0..99.0), cases.vector(6, 0.0..99.0));
    stays_the_same(baselines.mean, &train, &test, &[&test * 1e9, &test - 50.0])
}

fn no_row_predicts_itself(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let random = (cases.vector(4, 0.0..99.0), cases.vector(6, 0.0..99.0));
    for (train, test) in [(array![6.0, 3.0], array![5.0, 8.0, 2.0]), random] {
        let before = fitted(baselines.last_value, &train, &test)?.predictions;
        has_shape("predictions", &before, &[test.len()]).given(both(&train, &test))?;
        finite("predictions", &before).given(both(&train, &test))?;
        for row in 0..test.len() {
            let mut changed = test.clone();
            changed[row] *= 1e9;
            let given = format!("{}, then held-out row {row} times 1e9", both(&train, &test));
            let after = fitted(baselines.last_value, &train, &changed).given(&given)?.predictions;
            has_shape("predictions", &after, &[test.len()]).given(&given)?;
            let up_to_here =
                |predictions: &Array1<f64>| predictions.iter().take(row + 1).copied().collect::<Array1<f64>>();
            identical(
                &format!("predictions of the rows 0 to {row} as before"),
                &up_to_here(&after),
                &up_to_here(&before),
            )
            .given(given)?;
        }
    }
    Ok(())
}

fn nothing_to_learn_from(baselines: &Contract, _: &mut Cases) -> Outcome {
    let (train, test) = (Array1::zeros(0), array![1.0, 2.0]);
    for (name, fit) in
        [("majority", baselines.majority), ("mean", baselines.mean), ("last_value", baselines.last_value)]
    {
        let baseline = fit(train.view(), test.view()).map(|baseline| baseline.predictions.to_vec());
        refuses(name, &baseline, &BaselineError::NoTrainingRows).given(both(&train, &test))?;
        fitted(fit, &array![5.0], &test)?;
    }
    Ok(())
}

fn sizes_are_nested(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let spy = RefCell::new(Vec::new());
        let fit_model = |records: ArrayView2<f64>, targets: ArrayView1<f64>| {
            spy.borrow_mut().push((in_it(records, &trial.train), targets.to_owned()));
            constant(targets)
        };
        let curve = trial.curve(baselines, &fit_model)?;
        let calls = spy.into_inner();
        identical("calls of fit_model", &calls.len(), &trial.sizes.len()).given(trial.given())?;
        for (&size, (rows, targets)) in trial.sizes.iter().zip(&calls) {
            let first = &trial.order[..size];
            let expected = Array1::from_shape_fn(rows.len(), |row| f64::from(first.contains(&row)));
            identical(&format!("training rows given to the model of size {size} (1 is yes)"), rows, &expected)
                .given(trial.given())?;
            let sum: f64 = first.iter().map(|row| trial.train.targets[*row]).sum();
            close(&format!("sum of the targets given to the model of size {size}"), &targets.sum(), &sum, 1e-9)
                .given(trial.given())?;
        }
        let sizes: Array1<usize> = curve.iter().map(|point| point.size).collect();
        identical("sizes in the answer", &sizes, &Array1::from(trial.sizes.clone())).given(trial.given())?;
    }
    Ok(())
}

fn one_test_set(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        // Every model notes which held-out rows it was asked about.
        let spies = RefCell::new(Vec::new());
        let test = Rc::new(trial.test.clone());
        let fit_model = |_: ArrayView2<f64>, targets: ArrayView1<f64>| -> Predictor {
            let asked = Rc::new(RefCell::new(Array1::<f64>::zeros(test.targets.len())));
            spies.borrow_mut().push(Rc::clone(&asked));
            let (test, predict) = (Rc::clone(&test), constant(targets));
            Box::new(move |records| {
                let now = in_it(records, &test);
                asked.borrow_mut().zip_mut_with(&now, |before, now| *before = before.max(*now));
                predict(records)
            })
        };
        let curve = trial.curve(baselines, &fit_model)?;
        let spies = spies.into_inner();
        for (number, size) in trial.sizes.iter().enumerate() {
            let asked = spies.get(number).map(|asked| asked.borrow().clone()).unwrap_or_default();
            let all = Array1::<f64>::ones(test.targets.len());
            identical(&format!("held-out rows predicted by the model of size {size} (1 is yes)"), &asked, &all)
                .given(trial.given())?;
            let error = distance(&Array1::from_elem(all.len(), trial.mean_of_first(*size)), &test.targets);
            close(&format!("test_error of size {size}"), &curve[number].test_error, &error, 1e-9)
                .given(trial.given_with_means())?;
        }
    }
    Ok(())
}

fn train_error_is_of_the_rows(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let curve = trial.curve(baselines, &|_, targets| constant(targets))?;
        for (point, size) in curve.iter().zip(&trial.sizes) {
            let targets = trial.first_targets(*size);
            let error = distance(&Array1::from_elem(*size, trial.mean_of_first(*size)), &targets);
            close(&format!("train_error of size {size}"), &point.train_error, &error, 1e-9)
                .given(trial.given_with_means())?;
        }
    }
    Ok(())
}

fn bad_sizes_are_refused(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let n = trial.order.len();
        let whole = Trial { sizes: vec![1, n], ..trial };
        whole.curve(baselines, &|_, targets| constant(targets))?;
        for (sizes, bad) in [(vec![2, 0], 0), (vec![n, n + 1, 0], n + 1), (vec![3 * n], 3 * n)] {
            let trial = Trial { sizes, ..whole.clone() };
            let curve = trial.try_curve(baselines, &|_, targets| constant(targets));
            let sizes = curve.map(|curve| curve.iter().map(|point| point.size).collect::<Vec<usize>>());
            refuses("learning_curve", &sizes, &BaselineError::BadSize(bad)).given(trial.given())?;
        }
    }
    Ok(())
}

fn fitted(fit: FitBaseline, train: &Array1<f64>, test: &Array1<f64>) -> Result<Baseline, Failure> {
    answer("baseline", fit(train.view(), test.view())).given(both(train, test))
}

fn predicts(fit: FitBaseline, train: &Array1<f64>, test: &Array1<f64>, expected: &Array1<f64>) -> Outcome {
    let baseline = fitted(fit, train, test)?;
    close("predictions", &baseline.predictions, expected, 1e-12).given(both(train, test))
}

/// Compares what is predicted beside some held-out rows with what is predicted beside others, to the last bit.
fn stays_the_same(fit: FitBaseline, train: &Array1<f64>, test: &Array1<f64>, others: &[Array1<f64>]) -> Outcome {
    let before = fitted(fit, train, test)?.predictions;
    has_shape("predictions", &before, &[test.len()]).given(both(train, test))?;
    finite("predictions", &before).given(both(train, test))?;
    for other in others {
        let given = format!("{}, then test {}", both(train, test), shown(other));
        let after = fitted(fit, train, other).given(&given)?.predictions;
        identical("predictions as before", &after, &before).given(given)?;
    }
    Ok(())
}

fn both(train: &Array1<f64>, test: &Array1<f64>) -> String {
    format!("train {}, test {}", shown(train), shown(test))
}

/// By the definition, and by nothing else.
fn distance(predictions: &Array1<f64>, targets: &Array1<f64>) -> f64 {
    let distances = predictions.iter().zip(targets).map(|(prediction, target)| (prediction - target).abs());
    distances.sum::<f64>() / targets.len() as f64
}
