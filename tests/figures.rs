//! The references agree with scikit-learn and pandas on the same files. The figures, and the script
//! that made them, stand in `tests/fixtures/`.

use std::path::Path;

use mlings::curriculum::impute::Strategy;
use mlings::curriculum::{folds, impute, kmeans, least_squares, split};
use mlings::datasets::{self, complete_cars, measured_bills, measurements};
use ndarray::{Array1, Array2, Axis};
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

fn rows(value: &Value) -> Vec<usize> {
    let numbers = value.as_array().expect("a list").iter();
    numbers.map(|number| number.as_u64().expect("a row number") as usize).collect()
}

fn list(value: &Value, length: usize) -> &[Value] {
    let items = value.as_array().expect("a list");
    assert_eq!(items.len(), length);
    items
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
