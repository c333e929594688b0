//! The track Validation.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::datasets;
use mlings::datasets::{BikeHour, bike_hours, breast_cancer};
use mlings::{baselines, cross_validate, folds, split};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, array};
use serde_json::Value;

use crate::{assert_close, fixture, list, rows, vector};

#[test]
fn split_agrees_with_scikit_learn() {
    let figures = fixture("split.json");
    let functions = split::EXERCISE.functions;
    let (order, share) = (rows(&figures["order"]), figures["test_share"].as_f64().expect("a share"));
    let parts = (functions.split_rows)(&order, share).expect("a split");
    assert_eq!((parts.train, parts.test), (rows(&figures["train"]), rows(&figures["test"])));

    let flowers = datasets::iris().expect("the irises");
    let halves = (functions.train_test_split)(flowers.records.view(), flowers.targets.view(), &order, share);
    let halves = halves.expect("a split");
    for (part, name) in [(halves.train, "train_class_counts"), (halves.test, "test_class_counts")] {
        let count = |species: usize| part.targets.iter().filter(|target| **target == species as f64).count();
        assert_eq!((0..3).map(count).collect::<Vec<_>>(), rows(&figures[name]), "{name}");
    }
    for size in figures["sizes"].as_array().expect("a list") {
        let [n_samples, share, n_test] = [0, 1, 2].map(|at| size[at].as_f64().expect("a number"));
        assert_eq!((functions.test_size)(n_samples as usize, share), Ok(n_test as usize), "{size}");
    }
}

#[test]
fn folds_agree_with_scikit_learn() {
    let figures = fixture("folds.json");
    let functions = folds::EXERCISE.functions;
    let sorted = |mut rows: Vec<usize>| {
        rows.sort_unstable();
        rows
    };
    let made = (functions.k_fold)(&rows(&figures["k_fold_order"]), 5).expect("five folds");
    for (fold, block) in made.into_iter().zip(list(&figures["k_fold"], 5)) {
        assert_eq!(sorted(fold.test), rows(block));
    }

    let masses = datasets::breast_cancer().expect("the masses");
    let classes = masses.targets.mapv(|benign| benign as usize);
    let order: Vec<usize> = (0..classes.len()).collect();
    let made = (functions.stratified_k_fold)(classes.view(), &order, 10).expect("ten folds");
    for (fold, counts) in made.iter().zip(list(&figures["stratified"]["malignant_and_benign"], 10)) {
        let count = |class: usize| fold.test.iter().filter(|row| classes[**row] == class).count();
        assert_eq!(vec![count(0), count(1)], rows(counts));
    }

    let frames = datasets::vowel_frames().expect("the frames");
    let groups: Array1<usize> = frames.iter().map(|frame| frame.speaker as usize).collect();
    let made = (functions.group_k_fold)(groups.view(), 3).expect("three folds");
    for (fold, figures) in made.iter().zip(list(&figures["group"]["folds"], 3)) {
        let mut speakers = sorted(fold.test.iter().map(|row| groups[*row]).collect());
        speakers.dedup();
        assert_eq!(speakers, rows(&figures["speakers"]));
        assert_eq!(Some(fold.test.len() as u64), figures["frames"].as_u64());
    }

    let hours = datasets::bike_hours().expect("the hours");
    let times: Array1<f64> = hours.iter().map(|hour| f64::from(hour.day) * 24.0 + f64::from(hour.hour)).collect();
    let made = (functions.time_series_split)(times.view(), 5).expect("five folds");
    for (fold, figures) in made.iter().zip(list(&figures["time"]["train_rows_first_and_last_test"], 5)) {
        let [n_train, first, last] = rows(figures)[..] else { panic!("{figures}") };
        assert_eq!(fold.train, (0..n_train).collect::<Vec<_>>());
        assert_eq!(fold.test, (first..=last).collect::<Vec<_>>());
    }
}

#[test]
fn cross_validation_agrees_with_scikit_learn() {
    let figures = fixture("cross_validate.json");
    let masses = breast_cancer().expect("the masses");
    let records = masses.records.slice(ndarray::s![.., ..10]);
    let folds: Vec<Vec<usize>> = (0..5).map(|fold| (fold..records.nrows()).step_by(5).collect()).collect();
    let functions = cross_validate::EXERCISE.functions;
    let (fit_scaler, fit_model) = (&cross_validate::Scaler::fit, &functions.fit_model);
    let validated = (functions.cross_validate)(records, masses.targets.view(), &folds, fit_scaler, fit_model);
    let validated = validated.expect("independent columns");
    for (fold, expected) in validated.folds.iter().zip(figures["folds"].as_array().expect("a list")) {
        let cross_validate::Pipeline { scaler, model } = &fold.pipeline;
        assert_close(&scaler.means, &vector(&expected["means"]), "means");
        assert_close(&scaler.deviations, &vector(&expected["deviations"]), "deviations");
        assert_close(model.params(), &vector(&expected["coefficients"]), "coefficients");
        let numbers = ndarray::array![model.intercept(), fold.score];
        let expected = Value::from(vec![expected["intercept"].clone(), expected["score"].clone()]);
        assert_close(&numbers, &vector(&expected), "intercept, score");
    }
    assert_close(
        &Array1::from_elem(1, validated.mean_score),
        &vector(&Value::from(vec![figures["mean_score"].clone()])),
        "mean score",
    );
}

#[test]
fn baselines_agree_with_scikit_learn_and_pandas() {
    let figures = fixture("baselines.json");
    let hours = bike_hours().expect("the hours");
    let (train, test) = hours.split_at(hours.partition_point(|hour| hour.day < 338));
    let rows = |hours: &[BikeHour]| {
        let features = |hour: &BikeHour| {
            let BikeHour { temperature, humidity, wind_speed, .. } = *hour;
            [temperature, humidity, wind_speed, f64::from(hour.working_day), f64::from(hour.hour)]
        };
        let records = Array2::from_shape_fn((hours.len(), 5), |(row, column)| features(&hours[row])[column]);
        baselines::Rows { records, targets: hours.iter().map(|hour| hour.bikers).collect() }
    };
    let weather = |hours: &[BikeHour]| -> Array1<f64> {
        let code =
            |hour: &BikeHour| ["clear", "cloudy/misty", "light rain/snow"].iter().position(|w| hour.weather == *w);
        hours.iter().map(|hour| code(hour).unwrap_or(3) as f64).collect()
    };
    let functions = baselines::EXERCISE.functions;
    let majority = (functions.majority)(weather(train).view(), weather(test).view()).expect("training rows");
    let (train, test) = (rows(train), rows(test));
    let mean = (functions.mean)(train.targets.view(), test.targets.view()).expect("training rows");
    let last = (functions.last_value)(train.targets.view(), test.targets.view()).expect("training rows");
    for (name, got) in [
        ("majority", majority.predictions[0]),
        ("majority_error", majority.error),
        ("mean", mean.predictions[0]),
        ("mean_error", mean.error),
        ("last_value_error", last.error),
    ] {
        assert_close(&array![got], &vector(&Value::from(vec![figures[name].clone()])), name);
    }

    let n_train = train.targets.len();
    let order: Vec<usize> = (0..n_train).map(|step| step * 4929 % n_train).collect();
    let sizes: Vec<usize> = vector(&figures["sizes"]).iter().map(|size| *size as usize).collect();
    let fit_model = |records: ArrayView2<f64>, targets: ArrayView1<f64>| -> baselines::Predictor {
        let model = LinearRegression::new().fit(&DatasetBase::new(records, targets)).expect("independent columns");
        Box::new(move |records| model.predict(&records))
    };
    let curve =
        (functions.learning_curve)(&train, &test, &order, &sizes, &fit_model).expect("sizes up to the last row");
    let errors = |error: fn(&baselines::CurvePoint) -> f64| curve.iter().map(error).collect();
    assert_close(&errors(|point| point.train_error), &vector(&figures["train_errors"]), "training errors");
    assert_close(&errors(|point| point.test_error), &vector(&figures["test_errors"]), "test errors");
}
