//! The references agree with scikit-learn and pandas on the same files. The figures, and the script
//! that made them, stand in `tests/fixtures/`.

use std::path::Path;

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::curriculum::impute::Strategy;
use mlings::curriculum::{baselines, cross_validate, impute, kmeans, least_squares};
use mlings::datasets::{BikeHour, bike_hours, breast_cancer, complete_cars, measured_bills, measurements};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

#[test]
fn imputation_agrees_with_scikit_learn_and_pandas() {
    let figures = fixture("impute.json");
    let rows = measurements().expect("the penguins");
    let every = |keep: fn(usize) -> bool| {
        let kept: Vec<usize> = (0..rows.nrows()).filter(|row| keep(*row)).collect();
        rows.select(Axis(0), &kept)
    };
    let (train, test) = (every(|row| row % 5 != 0), every(|row| row % 5 == 0));
    for (name, strategy) in
        [("mean", Strategy::Mean), ("median", Strategy::Median), ("most_frequent", Strategy::MostFrequent)]
    {
        let fills = |rows: &Array2<f64>| {
            (impute::EXERCISE.functions.fit)(rows.view(), strategy).expect("no empty column").fills
        };
        assert_close(&fills(&train), &vector(&figures[name]["fitted_on_train"]), name);
        assert_close(&fills(&rows), &vector(&figures[name]["fitted_on_all"]), name);
        let split = (impute::EXERCISE.functions.impute_split)(train.view(), test.view(), strategy).expect("fills");
        assert_close(&split.test.sum_axis(Axis(0)), &vector(&figures[name]["test_column_sums"]), name);
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

#[test]
fn least_squares_agrees_with_scikit_learn() {
    let figures = fixture("least_squares.json");
    let (records, targets) = complete_cars().expect("the cars");
    let functions = least_squares::EXERCISE.functions;
    let model = (functions.fit)(records.view(), targets.view()).expect("independent columns");
    assert_close(
        &Array1::from_elem(1, model.intercept),
        &vector(&Value::from(vec![figures["intercept"].clone()])),
        "intercept",
    );
    assert_close(&model.coefficients, &vector(&figures["coefficients"]), "coefficients");
    let predictions = (functions.predict)(&model, records.view());
    assert_close(
        &predictions.slice(ndarray::s![..10]).to_owned(),
        &vector(&figures["first_predictions"]),
        "predictions",
    );
}

#[test]
fn kmeans_agrees_with_scikit_learn() {
    let figures = fixture("kmeans.json");
    let (bills, _) = measured_bills().expect("the penguins");
    let start = table(&figures["start"]);
    let fitted = (kmeans::EXERCISE.functions.fit)(bills.view(), start.view(), 300);
    assert_close(
        &fitted.centroids.flatten().to_owned(),
        &table(&figures["centroids"]).flatten().to_owned(),
        "centroids",
    );
    assert_close(&fitted.labels.mapv(|label| label as f64), &vector(&figures["labels"]), "labels");
    assert_close(
        &Array1::from_elem(1, fitted.inertia),
        &vector(&Value::from(vec![figures["inertia"].clone()])),
        "inertia",
    );
}

fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON")
}

fn vector(value: &Value) -> Array1<f64> {
    let numbers = value.as_array().expect("a list");
    assert!(!numbers.is_empty());
    numbers.iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn table(value: &Value) -> Array2<f64> {
    let rows: Vec<Array1<f64>> = value.as_array().expect("a list").iter().map(vector).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(row, column)| rows[row][column])
}

/// Relative to the larger of the two.
fn assert_close(got: &Array1<f64>, expected: &Array1<f64>, what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        let scale = got.abs().max(expected.abs());
        assert!((got - expected).abs() <= TOLERANCE * scale, "{what}: {got} instead of {expected}");
    }
}
