//! What is graded.

use std::cell::RefCell;
use std::rc::Rc;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};

use super::trial::{Trial, in_it, shifted, small_and_random};
use super::{Baseline, BaselineError, Contract, FitBaseline, Predictor};
use crate::refusals::{Asked, refuses_each};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, shown};
use mlings_grading::layouts::spread;
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check {
        name: "the error is the mean of the distances, without their signs",
        points: 8,
        run: error_is_mean_distance,
    },
    Check { name: "the majority is the label that most training rows have", points: 8, run: majority_is_most_frequent },
    Check { name: "of equally frequent labels the smallest is taken", points: 5, run: tie_goes_to_the_smallest },
    Check { name: "the error of the majority is the share of rows that are wrong", points: 6, run: majority_error },
    Check { name: "the mean baseline predicts the training mean everywhere", points: 8, run: mean_is_predicted },
    Check { name: "last value predicts every row by the row before it", points: 9, run: row_before_is_predicted },
    Check { name: "held-out rows never change what the majority predicts", points: 5, run: majority_is_of_train },
    Check { name: "held-out rows never change what the mean predicts", points: 5, run: mean_is_of_train },
    Check { name: "no row has a say in its own prediction", points: 6, run: no_row_predicts_itself },
    Check { name: "without a training row there is no baseline", points: 5, run: nothing_to_learn_from },
    Check { name: "every size trains on the first rows of the order", points: 11, run: sizes_are_nested },
    Check { name: "every size is tested on all held-out rows, the same each time", points: 10, run: one_test_set },
    Check { name: "the training error is that of the rows trained on", points: 8, run: train_error_is_of_the_rows },
    Check { name: "a size of 0, or beyond the training rows, is an error", points: 6, run: bad_sizes_are_refused },
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
    ))?;

    // In a unit that makes them tiny, huge, or far from zero, and one row alone.
    for (predictions, targets, unit) in [
        (array![3e-19, 5e-19], array![1e-19, 9e-19], 1e-19),
        (array![3e150, -5e150], array![1e150, -9e150], 1e150),
        (array![1e8 + 0.375, 1e8 - 0.5], array![1e8 + 0.125, 1e8 + 0.25], 1.0 / 6.0),
        (array![-4.5], array![-1.5], 1.0),
    ] {
        let error = (baselines.mean_absolute_error)(predictions.view(), targets.view()) / unit;
        close(&format!("error in units of {unit:?}"), &error, &3.0, 1e-9)
            .given(format!("predictions {predictions:?}, targets {targets:?}"))?;
    }

    let upwards = Array1::from_shape_fn(2_050, |row| ((row * 3) % 11) as f64 / 4.0);
    let table = Array2::from_shape_fn((2_050, 2), |(row, column)| ((row * 7) % 13 + column) as f64);
    let mut predictions = upwards.view();
    predictions.invert_axis(Axis(0));
    let error = (baselines.mean_absolute_error)(predictions, table.column(0));
    close("error", &error, &distance(&predictions.to_owned(), &table.column(0).to_owned()), 1e-12).given(
        "2050 predictions that lie in memory from the last to the first, and targets that are a column of a table",
    )
}

fn majority_is_most_frequent(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let test = array![0.0, 1.0, 2.0];
    for (train, label) in [
        (array![2.0, 0.0, 2.0, 1.0, 2.0, 0.0], 2.0),
        (array![3.0, 0.0, 0.0, 3.0, 0.0], 0.0),
        // Label 0 is there five times, but 1 has the longest stretch.
        (array![0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 2.0, 0.0], 0.0),
        // Neither the mean nor the middle, neither the highest nor the lowest, neither the first nor the last.
        (array![1.0, 7.0, 7.0, 2.0, 3.0, 9.0, 8.0, 7.0, 0.0, 1.0, 2.0], 7.0),
        (array![12.0, 3.0, 12.0], 12.0),
        (array![-2.0, 5.0, -2.0, 0.0], -2.0),
        (array![300.0, 1.0, 300.0, 255.0], 300.0),
        (array![70_000.0, 1.0, 70_000.0], 70_000.0),
        (array![16_777_217.0, 1.0, 16_777_217.0], 16_777_217.0),
        (array![9_007_199_254_740_991.0, 1.0, 9_007_199_254_740_991.0], 9_007_199_254_740_991.0),
    ] {
        says(baselines, &train, &test, &Array1::from_elem(3, label))?;
    }
    // 4 is there 1050 times, but not within the first 1024 rows.
    let long: Array1<f64> = (0..2_050).map(|row| if row < 1_000 { 6.0 } else { 4.0 }).collect();
    let baseline = answer("baseline", (baselines.majority)(long.view(), test.view()))?;
    close("predictions", &baseline.predictions, &Array1::from_elem(3, 4.0), 0.0)
        .given(format!("train: label 6 1000 times, then label 4 1050 times; test {}", shown(&test)))?;
    // Label 0 once, label 1 twice and so on, renamed and put in random order.
    let (names, order) = (cases.permutation(5), cases.permutation(15));
    let copies: Vec<usize> = (0..5).flat_map(|label| vec![names[label]; label + 1]).collect();
    let train: Array1<f64> = order.iter().map(|copy| copies[*copy] as f64).collect();
    says(baselines, &train, &test, &Array1::from_elem(3, names[4] as f64))?;
    in_pieces(baselines.majority, &array![5.0, 7.0, 7.0], &array![7.0, 1.0, 1.0], &array![7.0, 7.0, 7.0], 2.0 / 3.0)
}

fn tie_goes_to_the_smallest(baselines: &Contract, _: &mut Cases) -> Outcome {
    let test = array![1.0, 2.0];
    for (train, label) in [
        (array![4.0, 5.0, 1.0, 5.0, 4.0, 1.0], 1.0),
        (array![1.0, 0.0, 1.0, 0.0], 0.0),
        (array![5.0, 3.0, 9.0], 3.0),
        (array![2.0, -3.0, 2.0, -3.0], -3.0),
        (array![0.0, -1.0, 1.0], -1.0),
    ] {
        says(baselines, &train, &test, &Array1::from_elem(2, label))?;
    }
    Ok(())
}

fn majority_error(baselines: &Contract, _: &mut Cases) -> Outcome {
    let train = array![1.0, 0.0, 1.0, 1.0];
    for (train, test, share) in [
        (&train, array![1.0, 1.0, 1.0], 0.0),
        (&train, array![1.0, 0.0, 2.0, 1.0], 0.5),
        (&train, array![0.0, 0.0], 1.0),
        (&train, array![1.0, 1.0, 7.0, 1.0], 0.25),
        // Labels with a sign, and labels that are equal once they are shortened.
        (&array![-3.0, -3.0, 3.0], array![-3.0, 3.0, -3.0, -3.0], 0.25),
        (&array![16_777_217.0], array![16_777_216.0, 16_777_217.0], 0.5),
        (&array![9_007_199_254_740_991.0], array![9_007_199_254_740_990.0, 9_007_199_254_740_991.0], 0.5),
    ] {
        let baseline = fitted(baselines.majority, train, &test)?;
        close("error", &baseline.error, &share, 1e-12).given(both(train, &test))?;
    }
    Ok(())
}

fn mean_is_predicted(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let (train, test) = (array![10.0, 20.0, 60.0], array![0.0, 30.0, 90.0, 40.0]);
    predicts(baselines.mean, &train, &test, &Array1::from_elem(4, 30.0))?;
    let baseline = fitted(baselines.mean, &train, &test)?;
    close("error", &baseline.error, &25.0, 1e-12).given(both(&train, &test))?;

    // Not exact in binary; no whole numbers; in a small unit; far from zero; more digits than an f32 has.
    for (train, mean) in [
        (array![0.1], 0.1),
        (array![-0.75, 0.25], -0.25),
        (array![2e-12, 4e-12], 3e-12),
        (array![1e8 + 0.25, 1e8 + 0.75], 1e8 + 0.5),
        (array![16_777_217.0], 16_777_217.0),
    ] {
        let test = array![0.0, mean];
        let baseline = fitted(baselines.mean, &train, &test)?;
        has_shape("predictions", &baseline.predictions, &[2]).given(both(&train, &test))?;
        close(&format!("predictions as shares of {mean:?}"), &(&baseline.predictions / mean), &array![1.0, 1.0], 1e-12)
            .given(both(&train, &test))?;
        close(&format!("error as a share of {mean:?}"), &(baseline.error / mean.abs()), &0.5, 1e-9)
            .given(both(&train, &test))?;
    }
    let long = Array1::from_shape_fn(2_050, |row| if row < 1_025 { 1.0 } else { 3.0 });
    let baseline = answer("baseline", (baselines.mean)(long.view(), test.view()))?;
    close("predictions", &baseline.predictions, &Array1::from_elem(4, 2.0), 1e-12)
        .given(format!("train: 1.0 1025 times, then 3.0 1025 times; test {}", shown(&test)))?;

    let (train, test) = (cases.vector(11, -9.0..90.0), cases.vector(7, -9.0..90.0));
    let constant = Array1::from_elem(7, train.iter().sum::<f64>() / 11.0);
    predicts(baselines.mean, &train, &test, &constant)?;
    let baseline = fitted(baselines.mean, &train, &test)?;
    close("error", &baseline.error, &distance(&constant, &test), 1e-12).given(both(&train, &test))?;
    in_pieces(baselines.mean, &array![1.0, 3.0, 8.0], &array![4.0, 10.0, 1.0], &array![4.0, 4.0, 4.0], 3.0)
}

fn row_before_is_predicted(baselines: &Contract, cases: &mut Cases) -> Outcome {
    let (train, test) = (array![4.0, 7.0], array![9.0, 12.0, 10.0]);
    predicts(baselines.last_value, &train, &test, &array![7.0, 9.0, 12.0])?;
    let baseline = fitted(baselines.last_value, &train, &test)?;
    close("error", &baseline.error, &(7.0 / 3.0), 1e-12).given(both(&train, &test))?;

    for (train, test, expected) in [
        (array![5.0, 2.5], array![4.0], array![2.5]),
        (array![0.1], array![-7.25, 1e-12, 16_777_217.0, 3.0], array![0.1, -7.25, 1e-12, 16_777_217.0]),
    ] {
        predicts(baselines.last_value, &train, &test, &expected)?;
        let baseline = fitted(baselines.last_value, &train, &test)?;
        close("error", &baseline.error, &distance(&expected, &test), 1e-12).given(both(&train, &test))?;
    }

    // What grows by the same step every time is missed by that step every time.
    let (start, step) = (cases.number(-20.0..20.0), cases.number(1.0..5.0));
    let line = Array1::from_shape_fn(12, |row| start + step * row as f64);
    let (train, test) = (line.iter().take(5).copied().collect(), line.iter().skip(5).copied().collect());
    predicts(baselines.last_value, &train, &test, &line.iter().skip(4).take(7).copied().collect())?;
    let baseline = fitted(baselines.last_value, &train, &test)?;
    close("error", &baseline.error, &step, 1e-9).given(both(&train, &test))?;

    let falling = Array1::from_shape_fn(1_100, |row| row as f64 * -1e7);
    let baseline = answer("baseline", (baselines.last_value)(falling.view(), test.view()))?;
    close("the first prediction", &baseline.predictions.first().copied().unwrap_or(f64::NAN), &-1.099e10, 1e-12)
        .given(format!("train: 0, -1e7, -2e7, and so on to -1.099e10; test {}", shown(&test)))?;
    let (train, test, expected) = (array![1.0, 3.0], array![4.0, 10.0, 1.0], array![3.0, 4.0, 10.0]);
    in_pieces(baselines.last_value, &train, &test, &expected, 16.0 / 3.0)
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
    let fits = [("majority", baselines.majority), ("mean", baselines.mean), ("last_value", baselines.last_value)];
    let asked = fits.map(|(name, fit)| {
        let predictions = fit(train.view(), test.view()).map(|baseline| shown(&baseline.predictions));
        (format!("{name}, {}", both(&train, &test)), predictions, BaselineError::NoTrainingRows)
    });
    refuses_each("baseline", &asked)?;
    fits.into_iter().try_for_each(|(_, fit)| fitted(fit, &array![5.0], &test).map(|_| ()))
}

fn sizes_are_nested(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let spy = RefCell::new(Vec::new());
        let fit_model = |records: ArrayView2<f64>, targets: ArrayView1<f64>| {
            spy.borrow_mut().push((in_it(records, &trial.train), targets.to_owned()));
            shifted(targets)
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
            trial
                .close(format!("sum of the targets given to the model of size {size}"), targets.sum(), sum)
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
            let (test, predict) = (Rc::clone(&test), shifted(targets));
            Box::new(move |records| {
                let now = in_it(records, &test);
                asked.borrow_mut().zip_mut_with(&now, |before, now| *before = before.max(*now));
                predict(records)
            })
        };
        let curve = trial.curve(baselines, &fit_model)?;
        let spies = spies.into_inner();
        identical("calls of fit_model", &spies.len(), &trial.sizes.len()).given(trial.given())?;
        for (number, size) in trial.sizes.iter().enumerate() {
            let error = trial.error_on(&test, *size);
            trial
                .close(format!("test_error of size {size}"), curve[number].test_error, error)
                .given(trial.given_with_means())?;
            let asked = spies.get(number).map(|asked| asked.borrow().clone()).unwrap_or_default();
            let all = Array1::<f64>::ones(test.targets.len());
            identical(&format!("held-out rows predicted by the model of size {size} (1 is yes)"), &asked, &all)
                .given(trial.given())?;
        }
    }
    Ok(())
}

fn train_error_is_of_the_rows(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let curve = trial.curve(baselines, &|_, targets| shifted(targets))?;
        for (point, size) in curve.iter().zip(&trial.sizes) {
            let error = trial.error_on(&trial.first_rows(*size), *size);
            trial
                .close(format!("train_error of size {size}"), point.train_error, error)
                .given(trial.given_with_means())?;
        }
    }
    Ok(())
}

fn bad_sizes_are_refused(baselines: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let n = trial.order.len();
        let whole = Trial { sizes: vec![1, n], ..trial };
        whole.curve(baselines, &|_, targets| shifted(targets))?;
        // Each by itself: an answer to one of them may be a panic.
        for (sizes, bad) in [
            (vec![3 * n], 3 * n),
            (vec![n + 1], n + 1),
            (vec![2, 0], 0),
            (vec![n, n + 1, 0, 3 * n], n + 1),
            (vec![0, n + 1], 0),
            (vec![(1 << 32) + 2], (1 << 32) + 2),
        ] {
            let trial = Trial { sizes, ..whole.clone() };
            let curve = trial.try_curve(baselines, &|_, targets| shifted(targets));
            let points = curve.map(|curve| format!("{} points", curve.len()));
            let asked: Asked<String, BaselineError> = (trial.given(), points, BaselineError::BadSize(bad));
            refuses_each("learning_curve", &[asked])?;
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

/// As [`predicts`], to the last bit: a label is a name.
fn says(baselines: &Contract, train: &Array1<f64>, test: &Array1<f64>, expected: &Array1<f64>) -> Outcome {
    let baseline = fitted(baselines.majority, train, test)?;
    close("predictions", &baseline.predictions, expected, 0.0).given(both(train, test))
}

/// From views with other numbers between theirs.
fn in_pieces(fit: FitBaseline, train: &Array1<f64>, test: &Array1<f64>, expected: &Array1<f64>, error: f64) -> Outcome {
    let given = format!("{}, both a column of a table", both(train, test));
    let baseline = answer("baseline", fit(spread(train).view(), spread(test).view())).given(&given)?;
    close("predictions", &baseline.predictions, expected, 1e-12).given(&given)?;
    close("error", &baseline.error, &error, 1e-12).given(given)
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
