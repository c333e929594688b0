//! What is graded.

use std::cell::RefCell;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};

use super::trial::{
    BREAST_CANCER, NOT_GIVEN, Trial, always_0, breast_cancer, classes, constant, dealt, identity, leave_unscaled,
    linfas, model, small_and_random, unscaled, was_called,
};
use super::{Contract, Pipeline, Scaler, TrainingError};
use mlings_grading::compare::{answer, close, finite, has_shape, identical, refuses_numbers, shown};
use mlings_grading::layouts::{backwards, by_columns};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the model is linfa's linear regression with an intercept", points: 7, run: model_is_linfas },
    Check { name: "a prediction is 1 above 0.5, and 0 otherwise", points: 6, run: prediction_is_a_class },
    Check { name: "rows to predict are scaled as the pipeline has learned to", points: 8, run: predicts_scaled_rows },
    Check { name: "accuracy is the share of predictions that are right", points: 7, run: accuracy_is_a_share },
    Check { name: "every scaler learns from the rows outside its fold alone", points: 12, run: scalers_see_no_fold },
    Check { name: "every model is trained on the rows outside its fold alone", points: 9, run: models_see_no_fold },
    Check { name: "every training row comes with its own target", points: 6, run: targets_stay_with_their_rows },
    Check {
        name: "a model is trained on rows that its fold's scaler has scaled",
        points: 6,
        run: trains_on_scaled_rows,
    },
    Check { name: "every fold has a scaler and a model of its own", points: 8, run: every_fold_starts_anew },
    Check { name: "the score of a fold is the accuracy on its own rows", points: 8, run: scores_are_of_the_fold },
    Check { name: "a fold's rows never change what is learned without them", points: 8, run: a_fold_teaches_nothing },
    Check { name: "in the mean every fold counts the same", points: 5, run: mean_is_over_folds },
    Check { name: "a fold that cannot be trained is an error", points: 5, run: a_failed_fold_is_an_error },
    Check { name: "the scores on breast_cancer are those of scikit-learn", points: 5, run: agrees_with_scikit_learn },
];

fn model_is_linfas(cross: &Contract, cases: &mut Cases) -> Outcome {
    for unit in [1.0, 1e-10, 1e10] {
        let (records, targets) = (array![[0.0], [1.0], [2.0], [3.0]] * unit, array![0.0, 0.0, 1.0, 1.0] * unit);
        is_model(cross, &records, &targets, unit, -0.1, &array![0.4]).given(format!(
            "records {}, targets {}",
            shown(&records),
            shown(&targets)
        ))?;
    }
    let (intercept, coefficients) = (cases.number(1.0..5.0), cases.vector(3, -5.0..5.0));
    let records = cases.table(20, 3, -2.0..2.0);
    let targets = records.dot(&coefficients) + intercept;
    let given = format!("20 random rows, targets {intercept:.3} + {coefficients:.3} · row");
    is_model(cross, &records, &targets, 1.0, intercept, &coefficients).given(&given)?;
    is_model(cross, &by_columns(&records), &backwards(&targets), 1.0, intercept, &coefficients)
        .given(format!("{given}, the rows column by column in memory, the targets backwards"))?;

    let records =
        Array2::from_shape_fn((1_100, 2), |(row, column)| [(row % 4) as f64, f64::from(row >= 1_024)][column]);
    let (intercept, coefficients) = (0.5, array![2.0, -3.0]);
    let targets = records.dot(&coefficients) + intercept;
    is_model(cross, &records, &targets, 1.0, intercept, &coefficients)
        .given("1,100 rows: column 0 is row % 4, column 1 is 0 and 1 from row 1024 on; targets 0.5 + [2, -3] · row")
}

fn is_model(
    cross: &Contract,
    records: &Array2<f64>,
    targets: &Array1<f64>,
    unit: f64,
    intercept: f64,
    params: &Array1<f64>,
) -> Outcome {
    let model = answer("fit_model", (cross.fit_model)(records.view(), targets.view()))?;
    close("params()", model.params(), params, 1e-9)?;
    let what = if unit == 1.0 { "intercept()".to_owned() } else { format!("intercept() divided by {unit:e}") };
    close(&what, &(model.intercept() / unit), &intercept, 1e-9)
}

fn prediction_is_a_class(cross: &Contract, cases: &mut Cases) -> Outcome {
    let pipeline = Pipeline { scaler: unscaled(1), model: identity()? };
    let around_half = array![[0.5 - 1e-9], [0.5 + 1e-9], [0.5 + f64::EPSILON], [-1e300], [1e300], [0.5]];
    for (records, classes) in [
        (
            array![[-3.0], [-0.2], [0.2], [0.49], [0.5], [0.51], [0.9], [1.4], [1.6], [4.0]],
            array![0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        ),
        (around_half, array![0.0, 1.0, 1.0, 0.0, 1.0, 0.0]),
    ] {
        close("classes", &(cross.predict)(&pipeline, records.view()), &classes, 1e-12)
            .given(format!("means [0], deviations [1], intercept 0, params [1], records {records:?}"))?;
    }

    let records = cases.table(40, 1, -3.0..4.0);
    let expected = records.column(0).mapv(|number| f64::from(number > 0.5));
    close("classes", &(cross.predict)(&pipeline, records.view()), &expected, 1e-12)
        .given("means [0], deviations [1], intercept 0, params [1], 40 random rows from -3 to 4")
}

fn predicts_scaled_rows(cross: &Contract, cases: &mut Cases) -> Outcome {
    // Scaled, the four rows are [-1, 0], [0, 0], [1, 0] and [1, 2].
    let scaler = Scaler { means: array![10.0, 200.0], deviations: array![2.0, 50.0] };
    let pipeline = Pipeline { scaler, model: model(0.3, &array![0.6, -0.5])? };
    let records = array![[8.0, 200.0], [10.0, 200.0], [12.0, 200.0], [12.0, 300.0]];
    let given = "means [10, 200], deviations [2, 50], intercept 0.3, params [0.6, -0.5]";
    close("classes", &(cross.predict)(&pipeline, records.view()), &array![0.0, 0.0, 1.0, 0.0], 1e-12)
        .given(format!("{given}, records {}", shown(&records)))?;
    // Alone, and in a table that lies in memory column by column.
    let one = array![[12.0, 200.0]];
    close("classes", &(cross.predict)(&pipeline, one.view()), &array![1.0], 1e-12)
        .given(format!("{given}, records {}", shown(&one)))?;
    let columns = array![[8.0, 12.0, 14.0], [200.0, 200.0, 500.0]];
    close("classes", &(cross.predict)(&pipeline, columns.t()), &array![0.0, 1.0, 0.0], 1e-12)
        .given(format!("{given}, records {} that lie column by column in memory", shown(&columns.t())))?;

    let scaled = cases.table(40, 2, -3.0..3.0);
    let records = &scaled * &pipeline.scaler.deviations + &pipeline.scaler.means;
    let number = |row: ArrayView1<f64>| 0.3 + 0.6 * row[0] - 0.5 * row[1];
    let expected: Array1<f64> = scaled.rows().into_iter().map(|row| f64::from(number(row) > 0.5)).collect();
    close("classes", &(cross.predict)(&pipeline, records.view()), &expected, 1e-12)
        .given(format!("{given}, 40 random rows"))?;

    // Far from zero, and in a small unit. Scaled, the rows are 0.4 and 0.6.
    for (mean, deviation) in [(-16_777_217.0, 0.5), (0.0, 3e-10)] {
        let scaler = Scaler { means: array![mean], deviations: array![deviation] };
        let pipeline = Pipeline { scaler, model: identity()? };
        let records = array![[mean + 0.4 * deviation], [mean + 0.6 * deviation]];
        close("classes", &(cross.predict)(&pipeline, records.view()), &array![0.0, 1.0], 1e-12).given(format!(
            "means [{mean:?}], deviations [{deviation:?}], intercept 0, params [1], records {records:?}"
        ))?;
    }
    Ok(())
}

fn accuracy_is_a_share(cross: &Contract, cases: &mut Cases) -> Outcome {
    for (predictions, targets, share) in [
        (array![1.0, 0.0, 1.0, 1.0], array![1.0, 0.0, 0.0, 1.0], 0.75),
        (array![0.0, 0.0, 1.0, 0.0, 0.0], array![0.0, 1.0, 0.0, 1.0, 1.0], 0.2),
        (array![0.0, 0.0], array![0.0, 0.0], 1.0),
        (array![1.0], array![0.0], 0.0),
        (array![1.0, 0.0, 1.0], array![1.0, 1.0, 0.0], 1.0 / 3.0),
    ] {
        let got = (cross.accuracy)(predictions.view(), targets.view());
        close("accuracy", &got, &share, 1e-12).given(format!(
            "predictions {}, targets {}",
            shown(&predictions),
            shown(&targets)
        ))?;
    }
    let wrong = cases.index(1..25);
    let order = cases.permutation(2_061);
    let targets = classes(2_061, cases);
    let flip = |row: usize| if order[row] < wrong { 1.0 - targets[row] } else { targets[row] };
    let beside = Array2::from_shape_fn((2_061, 2), |(row, column)| if column == 0 { flip(row) } else { 7.0 });
    let share = 1.0 - wrong as f64 / 2_061.0;
    close("accuracy", &(cross.accuracy)(beside.column(0), backwards(&targets).view()), &share, 1e-12).given(format!(
        "2061 random targets, all but {wrong} of them predicted right, predictions a column of a table, targets backwards in memory"
    ))
}

fn scalers_see_no_fold(cross: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let spy = RefCell::new(Vec::new());
        let fit_scaler = |rows: ArrayView2<f64>| {
            spy.borrow_mut().push(trial.counts(rows));
            unscaled(rows.ncols())
        };
        trial.run(cross, &fit_scaler, &always_0)?;
        trial.saw_all_but_the_fold("fit_scaler", &spy.borrow())?;
    }
    Ok(())
}

fn models_see_no_fold(cross: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let spy = RefCell::new(Vec::new());
        let fit_model = |rows: ArrayView2<f64>, _: ArrayView1<f64>| {
            spy.borrow_mut().push(trial.counts(rows));
            constant(0.0, rows.ncols())
        };
        trial.run(cross, &leave_unscaled, &fit_model)?;
        trial.saw_all_but_the_fold("fit_model", &spy.borrow())?;
    }
    Ok(())
}

fn targets_stay_with_their_rows(cross: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let spy = RefCell::new(Vec::new());
        let fit_model = |rows: ArrayView2<f64>, targets: ArrayView1<f64>| {
            spy.borrow_mut().push((trial.counts(rows), trial.targets_by_row(rows, targets)));
            constant(0.0, rows.ncols())
        };
        trial.run(cross, &leave_unscaled, &fit_model)?;
        let calls = spy.into_inner();
        was_called("fit_model", calls.len(), trial.folds.len()).given(trial.given())?;
        for (call, (counts, targets)) in calls.iter().enumerate() {
            // Rows that cannot be recognised have no target of their own: then those that should be there count.
            let should = trial.others(call);
            let there = |row: usize| if counts.sum() > 0.0 { counts[row] > 0.0 } else { should.contains(&row) };
            let own = |row: usize| if there(row) { trial.targets[row] } else { NOT_GIVEN };
            let expected = Array1::from_shape_fn(counts.len(), own);
            identical(
                &format!("targets in call {call} of fit_model, by row, -1 where a row is not in it"),
                targets,
                &expected,
            )
            .given(trial.given())?;
        }
    }
    Ok(())
}

fn trains_on_scaled_rows(cross: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        // Another scaler at every call, so that it shows whose rows they are.
        let (scalers, seen) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let fit_scaler = |rows: ArrayView2<f64>| {
            let call = scalers.borrow().len() as f64;
            let means = Array1::from_elem(rows.ncols(), 10.0 * (call + 1.0));
            scalers.borrow_mut().push(Scaler { deviations: &means / 5.0, means });
            scalers.borrow().last().cloned().unwrap_or_else(|| unscaled(rows.ncols()))
        };
        let fit_model = |rows: ArrayView2<f64>, _: ArrayView1<f64>| {
            seen.borrow_mut().push(rows.to_owned());
            constant(0.0, rows.ncols())
        };
        trial.run(cross, &fit_scaler, &fit_model)?;
        let given = format!(
            "{}; fit_scaler answers with means [10, 10], deviations [2, 2], then twice that, and so on",
            trial.given()
        );
        let seen = seen.into_inner();
        was_called("fit_model", seen.len(), trial.folds.len()).given(&given)?;
        for (call, rows) in seen.iter().enumerate() {
            let step = (call + 1) as f64;
            let expected = (trial.records.select(Axis(0), &trial.others(call)) - 10.0 * step) / (2.0 * step);
            close(&format!("rows in call {call} of fit_model, sorted"), &sorted(rows), &expected, 1e-9)
                .given(&given)?;
        }
    }
    Ok(())
}

fn every_fold_starts_anew(cross: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        let (scalers, models) = (RefCell::new(0.0), RefCell::new(0.0));
        let next = |counter: &RefCell<f64>| counter.replace_with(|count| *count + 1.0);
        let fit_scaler = |rows: ArrayView2<f64>| {
            let call = next(&scalers);
            Scaler { means: Array1::from_elem(rows.ncols(), call), ..unscaled(rows.ncols()) }
        };
        let fit_model = |rows: ArrayView2<f64>, _: ArrayView1<f64>| {
            let call = next(&models);
            constant(call, rows.ncols())
        };
        let validated = trial.run(cross, &fit_scaler, &fit_model)?;
        let given = format!(
            "{}; fit_scaler answers with means 0, then 1, 2, ..., and fit_model with intercept 0, then 1, 2, ...",
            trial.given()
        );
        let expected = Array1::from_iter((0..trial.folds.len()).map(|call| call as f64));
        let pipelines = || validated.folds.iter().map(|fold| &fold.pipeline);
        let means: Array1<f64> = pipelines().map(|one| one.scaler.means.first().copied().unwrap_or(f64::NAN)).collect();
        identical("means of the folds' scalers, fold by fold", &means, &expected).given(&given)?;
        let intercepts: Array1<f64> = pipelines().map(|one| one.model.intercept()).collect();
        close("intercepts of the folds' models, fold by fold", &intercepts, &expected, 1e-9).given(&given)?;
    }
    Ok(())
}

fn scores_are_of_the_fold(cross: &Contract, cases: &mut Cases) -> Outcome {
    // Were the two targets of the first fold to change places, none would be right. Row 0 is nearer to the others than
    // their deviation, so that another scaler takes it for class 1.
    let records = array![[0.45], [1.0], [1.0], [1.0], [1.0], [0.0], [0.0]];
    let targets = array![0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0];
    let in_unit = |unit: f64| Trial {
        records: &records * unit,
        targets: targets.clone(),
        folds: vec![vec![3, 0], vec![4, 1, 6], vec![2, 5]],
    };
    let scores = array![1.0, 2.0 / 3.0, 0.5];
    for unit in [1.0, 1e-10, 1e10] {
        scores_by_the_row(cross, &in_unit(unit), unit, &scores)?;
    }
    let n = 1_100 + cases.index(0..10);
    let (records, targets) = (cases.table(n, 1, 0.0..1.0), classes(n, cases));
    let random = Trial { records, targets, folds: dealt(n, cases) };
    let right = |row: &&usize| (random.records[[**row, 0]] > 0.5) == (random.targets[**row] > 0.5);
    let share = |fold: &Vec<usize>| fold.iter().filter(right).count() as f64 / fold.len() as f64;
    let shares: Array1<f64> = random.folds.iter().map(share).collect();
    scores_by_the_row(cross, &random, 1.0, &shares)
}

/// Rows are 4 z + 2 of their unit, so the model takes them back to what they were: scaled once, neither less nor more.
fn scores_by_the_row(cross: &Contract, trial: &Trial, unit: f64, expected: &Array1<f64>) -> Outcome {
    let fit_scaler = |_: ArrayView2<f64>| Scaler { means: array![2.0 * unit], deviations: array![4.0 * unit] };
    let given = format!(
        "{}; fit_scaler answers with means [{:?}], deviations [{:?}], and fit_model with intercept 2, params [4]",
        trial.given(),
        2.0 * unit,
        4.0 * unit
    );
    let validated = trial.run(cross, &fit_scaler, &|_, _| model(2.0, &array![4.0]))?;
    let scores: Array1<f64> = validated.folds.iter().map(|fold| fold.score).collect();
    close("scores, fold by fold", &scores, expected, 1e-12).given(given)
}

fn a_fold_teaches_nothing(cross: &Contract, _: &mut Cases) -> Outcome {
    let records = array![[1.0], [2.0], [4.0], [5.0], [7.0], [8.0]];
    let targets = array![0.0, 0.0, 1.0, 0.0, 1.0, 1.0];
    let small = Trial { records, targets, folds: vec![vec![0, 3], vec![4, 1], vec![2, 5]] };
    small.a_fold_teaches_nothing(cross, 0..3, "")?;
    let masses = breast_cancer()?;
    let rows: Vec<usize> = (0..masses.targets.len()).step_by(8).collect();
    let folds = (0..5).map(|fold| (fold..rows.len()).step_by(5).collect()).collect();
    let some =
        Trial { records: masses.records.select(Axis(0), &rows), targets: masses.targets.select(Axis(0), &rows), folds };
    some.a_fold_teaches_nothing(cross, 1..2, &format!("every eighth row of {BREAST_CANCER}"))
}

fn mean_is_over_folds(cross: &Contract, _: &mut Cases) -> Outcome {
    // 1 of 1, 2 of 3 and 1 of 4 are right: the mean is neither the median, nor half way between the ends, nor 4 / 8.
    let records = array![[1.0], [0.0], [0.0], [1.0], [1.0], [1.0], [1.0], [1.0]];
    let targets = array![1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let trial = Trial { records, targets, folds: vec![vec![0], vec![1, 2, 3], vec![4, 5, 6, 7]] };
    let given = format!("{}; every model predicts 1 where column 0 is above 0.5", trial.given());
    let validated = trial.run(cross, &leave_unscaled, &|_, _| model(0.0, &array![1.0]))?;
    let scores: Array1<f64> = validated.folds.iter().map(|fold| fold.score).collect();
    has_shape("scores", &scores, &[3]).given(&given)?;
    finite("scores", &scores).given(&given)?;
    close(&format!("mean_score of your scores {}", shown(&scores)), &validated.mean_score, &(scores.sum() / 3.0), 1e-12)
        .given(given)
}

fn a_failed_fold_is_an_error(cross: &Contract, cases: &mut Cases) -> Outcome {
    for trial in small_and_random(cases) {
        trial.run(cross, &leave_unscaled, &always_0)?;
        let calls = RefCell::new(0);
        let fails = |reason: &str| TrainingError::BaseCrate(linfa::Error::NotConverged(reason.to_owned()));
        let fit_model = |rows: ArrayView2<f64>, _: ArrayView1<f64>| match calls.replace_with(|call| *call + 1) {
            1 => Err(fails("the second fold")),
            2 => Err(fails("the third fold")),
            _ => constant(0.0, rows.ncols()),
        };
        let validated = (cross.cross_validate)(
            trial.records.view(),
            trial.targets.view(),
            &trial.folds,
            &leave_unscaled,
            &fit_model,
        );
        let came = validated
            .map(|validated| validated.folds.iter().map(|fold| fold.score).collect::<Array1<f64>>())
            .map_err(|error| error.to_string());
        refuses_numbers("cross_validate", &came, &fails("the second fold").to_string()).given(format!(
            "{}; fit_model fails for the second fold and for the third, each with an error that says which fold it was",
            trial.given()
        ))?;
    }
    Ok(())
}

/// `make_pipeline(StandardScaler(), LinearRegression())` of scikit-learn 1.9.1, see `tests/fixtures`.
fn agrees_with_scikit_learn(cross: &Contract, _: &mut Cases) -> Outcome {
    let validated = breast_cancer()?.run(cross, &Scaler::fit, &linfas).given(BREAST_CANCER)?;
    let scores: Array1<f64> = validated.folds.iter().map(|fold| fold.score).collect();
    let right = array![104.0, 105.0, 111.0, 106.0, 104.0] / array![114.0, 114.0, 114.0, 114.0, 113.0];
    close("scores, fold by fold", &scores, &right, 1e-12).given(BREAST_CANCER)
}

fn sorted(rows: &Array2<f64>) -> Array2<f64> {
    let mut order: Vec<usize> = (0..rows.nrows()).collect();
    order.sort_by(|a, b| rows[[*a, 0]].total_cmp(&rows[[*b, 0]]));
    rows.select(Axis(0), &order)
}
