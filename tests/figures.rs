//! The references agree with scikit-learn and pandas on the same files. The figures, and the script
//! that made them, stand in `tests/fixtures/`.

use std::collections::BTreeSet;
use std::path::Path;

use mlings::curriculum::impute::Strategy;
use mlings::curriculum::{deduplicate, encode, impute, kmeans, least_squares};
use mlings::datasets::{bird_strikes, complete_cars, invoice_lines, measured_bills, measurements, traffic_hours};
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
fn encoding_agrees_with_scikit_learn_and_pandas() {
    let figures = fixture("encode.json");
    let functions = encode::EXERCISE.functions;
    let strikes = bird_strikes().expect("the strikes");

    let damage: Vec<Option<&str>> = strikes.iter().map(|strike| Some(strike.damage.as_str())).collect();
    let codes = (functions.ordinal)(&["None", "Minor", "Medium", "Substantial"], &damage);
    let counts: Array1<f64> =
        (0..4).map(|place| codes.iter().filter(|code| **code == f64::from(place)).count() as f64).collect();
    assert_close(&counts, &vector(&figures["ordinal_counts"]), "ordinal codes");
    assert_eq!(codes.iter().filter(|code| code.is_nan()).count() as u64, figures["ordinal_missing"]);

    let known: Vec<_> = strikes.iter().filter(|strike| strike.damage != "C").collect();
    let pairs: Vec<String> = known.iter().map(|strike| format!("{}, {}", strike.species, strike.state)).collect();
    let of = |held_out: bool| (0..known.len()).filter(move |row| (row % 5 == 0) == held_out);
    let categories = |held_out| of(held_out).map(|row| Some(pairs[row].as_str())).collect::<Vec<_>>();
    let (train, test) = (categories(false), categories(true));
    let targets: Array1<f64> = of(false).map(|row| f64::from(known[row].damage != "None")).collect();
    let smoothing = figures["smoothing"].as_f64().expect("a number");

    let one_hot = (functions.fit_one_hot)(&train);
    assert_eq!(one_hot.categories.len() as u64, figures["n_categories"]);
    assert_eq!(serde_json::json!(one_hot.categories[..10]), figures["first_categories"]);
    let ones = (functions.one_hot)(&one_hot, &test);
    assert_close(&ones.sum_axis(Axis(0)), &vector(&figures["one_hot_test_column_sums"]), "one-hot columns");

    let encoder = (functions.fit_target)(&train, targets.view(), smoothing);
    assert_close(&encoder.codes.values().copied().collect(), &vector(&figures["target_codes"]), "target codes");
    assert_close(&Array1::from_elem(1, encoder.prior), &number(&figures["prior"]), "prior");
    let folds: Vec<usize> = (0..train.len()).map(|row| row % 5).collect();
    for (name, codes) in [
        ("test_codes", (functions.target_codes)(&encoder, &test)),
        ("out_of_fold_codes", (functions.out_of_fold_codes)(&train, targets.view(), &folds, smoothing)),
    ] {
        let first = vector(&figures[format!("first_{name}")]);
        assert_close(&codes.iter().take(first.len()).copied().collect(), &first, name);
        assert_close(&Array1::from_elem(1, codes.sum()), &number(&figures[format!("{name}_sum")]), name);
    }
}

#[test]
fn deduplication_agrees_with_pandas_and_scipy() {
    let figures = fixture("deduplicate.json");
    let functions = deduplicate::EXERCISE.functions;
    let lines = invoice_lines().expect("the invoices");
    let distinct = |keys: &[String]| keys.iter().collect::<BTreeSet<_>>().len() as u64;

    let descriptions = lines.iter().filter_map(|line| line.description.as_deref());
    let normal: Vec<String> = descriptions.map(functions.normalise).collect();
    assert_eq!(distinct(&normal), figures["normal_descriptions"]);
    let keys: Vec<String> = lines.iter().map(|line| (functions.normalise)(&line.stock_code)).collect();
    assert_eq!(distinct(&keys), figures["normal_codes"]);

    // Month/day/year hour:minute, as a number in which later is larger.
    let moment = |date: &str| {
        let parts: Vec<f64> = date.split(['/', ' ', ':']).map(|part| part.parse().expect("a number")).collect();
        [parts[2], parts[0], parts[1], parts[3], parts[4]].into_iter().fold(0.0, |moment, part| 100.0 * moment + part)
    };
    let times: Array1<f64> = lines.iter().map(|line| moment(&line.date)).collect();
    let kept = (functions.keep_latest)(&keys, times.view());
    assert_eq!(kept.len() as u64, figures["kept_rows"]);
    assert_eq!(kept.iter().sum::<usize>() as u64, figures["kept_rows_sum"]);
    assert_eq!(serde_json::json!(kept[..20]), figures["first_kept_rows"]);

    let hours = traffic_hours().expect("the traffic");
    let temperature: Array1<f64> = hours.iter().map(|hour| hour.temperature).collect();
    let wet: Array1<f64> = hours.iter().map(|hour| hour.rain).filter(|rain| *rain > 0.0).collect();
    for (name, values) in [("temperature", temperature), ("wet_hours", wet)] {
        for (rule, fences) in
            [("iqr", (functions.iqr_fences)(values.view(), 1.5)), ("mad", (functions.mad_fences)(values.view(), 3.5))]
        {
            let flagged = (functions.flag)(values.view(), &fences).iter().filter(|flagged| **flagged).count();
            let expected = vector(&figures["fences_and_flagged"][format!("{name}_{rule}")]);
            assert_close(&Array1::from(vec![fences.low, fences.high, flagged as f64]), &expected, name);
        }
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

fn number(value: &Value) -> Array1<f64> {
    Array1::from_elem(1, value.as_f64().expect("a number"))
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
