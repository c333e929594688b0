//! The track Classification.

use mlings::datasets;
use mlings::datasets::{digits, measured_bills, patients};
use mlings::{logistic_regression, rare_events, roc, softmax_regression};
use ndarray::{Array1, Array2, Axis, s};
use serde_json::Value;

use crate::{TOLERANCE, assert_close, fixture, list, number, rows, table, vector};

#[test]
fn classification_metrics_agree_with_scikit_learn() {
    let figures = fixture("classification_metrics.json");
    let functions = mlings::classification_metrics::EXERCISE.functions;
    let (_, birds) = measured_bills().expect("penguins");
    let species = figures["species"].as_array().expect("a list");
    let class = |name: &str| species.iter().position(|known| known.as_str() == Some(name)).expect("a known species");
    let actual: Array1<usize> = birds.iter().map(|bird| class(bird.short_species())).collect();
    let by_the_key = |bird: &datasets::Penguin| match (bird.flipper_length, bird.bill_length) {
        (Some(flipper), _) if flipper >= 200.0 => 2,
        (_, Some(bill)) if bill >= 44.0 => 1,
        _ => 0,
    };
    let predicted: Array1<usize> = birds.iter().map(|bird| by_the_key(bird)).collect();
    assert_eq!(Value::from(birds.len()), figures["rows"]);
    for (n_classes, name) in [(3, "of_3_classes"), (4, "of_4_classes")] {
        let figures = &figures[name];
        let matrix = (functions.confusion_matrix)(actual.view(), predicted.view(), n_classes).expect("a matrix");
        assert_eq!(matrix.mapv(|count| count as f64), table(&figures["matrix"]), "{name}");
        assert_close(&(functions.precision)(matrix.view()), &vector(&figures["precision"]), "precision");
        assert_close(&(functions.recall)(matrix.view()), &vector(&figures["recall"]), "recall");
        assert_close(&(functions.f1)(matrix.view()), &vector(&figures["f1"]), "F1");
        for (score, name) in
            [(functions.accuracy, "accuracy"), (functions.macro_f1, "macro_f1"), (functions.micro_f1, "micro_f1")]
        {
            assert_close(&Array1::from_elem(1, score(matrix.view())), &number(&figures[name]), name);
        }
    }
}

#[test]
fn nearest_neighbours_agree_with_scikit_learn() {
    let figures = fixture("nearest_neighbours.json");
    let functions = mlings::nearest_neighbours::EXERCISE.functions;
    let irises = datasets::iris().expect("irises");
    let records = irises.records.mapv(|cm| (10.0 * cm).round());
    let labels = irises.targets.mapv(|species| species as usize);
    assert_eq!(Value::from(labels.len()), figures["rows"]);
    for figures in list(&figures["left_out"], 3) {
        let k = figures["k"].as_u64().expect("a number") as usize;
        let found = (functions.leave_one_out)(records.view(), labels.view(), k).expect("labels");
        let of_rows: Vec<usize> = rows(&figures["rows"]).into_iter().map(|row| found[row]).collect();
        assert!(of_rows.len() > 60, "{k}");
        assert_eq!(of_rows, rows(&figures["labels"]), "{k}");
    }
    let (queries, k) = (table(&figures["queries"]), figures["k"].as_u64().expect("a number") as usize);
    for (query, expected) in queries.rows().into_iter().zip(list(&figures["distances"], queries.nrows())) {
        let nearest = (functions.nearest)(records.view(), query, k).expect("rows");
        let distances = (functions.distances)(records.view(), query);
        assert_close(&nearest.into_iter().map(|row| distances[row]).collect(), &vector(expected), "distances");
    }
    let found = (functions.predict)(records.view(), labels.view(), queries.view(), k).expect("labels");
    assert_eq!(found.to_vec(), rows(&figures["labels"]));
}

#[test]
fn roc_agrees_with_scikit_learn() {
    let figures = fixture("roc.json");
    let functions = roc::EXERCISE.functions;
    let patients = datasets::patients().expect("the patients");
    let labels: Array1<bool> = patients.iter().map(|patient| patient.narrowed == 1.0).collect();
    type Finding = fn(&datasets::Patient) -> f64;
    let findings: [(&str, Finding); 3] = [
        ("max HR", |patient| patient.max_heart_rate),
        ("ST by exercise", |patient| patient.st_depression),
        ("age", |patient| patient.age),
    ];
    for (name, finding) in findings {
        let figures = &figures[name];
        let sign = figures["sign"].as_f64().expect("a number");
        let scores: Array1<f64> = patients.iter().map(|patient| sign * finding(patient)).collect();
        let (scores, labels) = (scores.view(), labels.view());
        let curve = (functions.roc_curve)(scores, labels).expect("both kinds");
        assert_eq!(curve.thresholds[0], f64::INFINITY, "{name}");
        assert_close(&curve.thresholds.slice(ndarray::s![1..]).to_owned(), &vector(&figures["thresholds"]), name);
        assert_close(&curve.false_positive_rates, &vector(&figures["false_positive_rates"]), name);
        assert_close(&curve.true_positive_rates, &vector(&figures["true_positive_rates"]), name);
        let purity = (functions.precision_recall)(scores, labels).expect("both kinds");
        assert_close(&purity.thresholds, &vector(&figures["thresholds"]), name);
        assert_close(&purity.precision, &vector(&figures["precision"]), name);
        assert_close(&purity.recall, &vector(&figures["recall"]), name);
        for (got, expected) in [
            ((functions.auc)(scores, labels), "auc"),
            ((functions.average_precision)(scores, labels), "average_precision"),
        ] {
            assert_close(&Array1::from_elem(1, got.expect("both kinds")), &number(&figures[expected]), expected);
        }
    }
}

#[test]
fn rare_events_agree_with_scikit_learn() {
    let figures = fixture("rare_events.json");
    let functions = rare_events::EXERCISE.functions;
    let payments = datasets::card_payments().expect("the payments");
    let labels = payments.targets.mapv(|target| target == 1.0);
    let weights = (functions.class_weights)(labels.view()).expect("both kinds");
    assert_close(&Array1::from_elem(1, weights.fraud), &number(&figures["weight_fraud"]), "weight");
    assert_close(&Array1::from_elem(1, weights.legitimate), &number(&figures["weight_legitimate"]), "weight");

    let part = |ends: &Value| {
        let ends = rows(ends);
        let scores = payments.records.column(14).mapv(|v14| -(10.0 * v14).round_ties_even() / 10.0);
        rare_events::Scored {
            scores: scores.slice(ndarray::s![ends[0]..ends[1]]).to_owned(),
            labels: labels.slice(ndarray::s![ends[0]..ends[1]]).to_owned(),
        }
    };
    let (validation, test) = (part(&figures["validation_rows"]), part(&figures["test_rows"]));
    let cost = |name: &str| figures["costs"][name].as_f64().expect("a number");
    let costs = rare_events::Costs {
        caught: cost("caught"),
        missed: cost("missed"),
        false_alarm: cost("false_alarm"),
        passed: cost("passed"),
    };
    for figures in list(&figures["by_share"], 2) {
        let share = figures["fraud_share"].as_f64().expect("a number");
        let tuned = (functions.tune)(&validation, &test, share, costs).expect("both kinds");
        let rates = (functions.rates)(&test, tuned.threshold).expect("both kinds");
        let precision = (functions.precision)(rates, share).expect("flagged payments");
        let names = ["threshold", "test_cost", "caught", "false_alarms", "precision"];
        let expected = vector(&Value::from(names.map(|name| figures[name].clone()).to_vec()));
        let got = [tuned.threshold, tuned.test_cost, rates.caught, rates.false_alarms, precision];
        assert_close(&Array1::from(got.to_vec()), &expected, "one share of fraud");
    }

    let share = |name: &str| figures[name].as_f64().expect("a number");
    let probabilities = vector(&figures["probabilities"]);
    let corrected = (functions.correct_prior)(probabilities.view(), share("sample_share"), share("true_share"));
    assert_close(&corrected, &vector(&figures["corrected"]), "corrected probabilities");
}

#[test]
fn logistic_regression_agrees_with_scikit_learn() {
    let figures = fixture("logistic_regression.json");
    let functions = logistic_regression::EXERCISE.functions;
    let patients = patients().expect("the patients");
    let records = Array2::from_shape_fn((patients.len(), 5), |(row, column)| {
        let patient = &patients[row];
        let male = f64::from(patient.gender == "male");
        [patient.age, male, patient.max_heart_rate, patient.exercise_pain, patient.st_depression][column]
    });
    let records = (&records - &records.mean_axis(Axis(0)).expect("rows")) / &records.std_axis(Axis(0), 0.0);
    let targets: Array1<f64> = patients.iter().map(|patient| patient.narrowed).collect();
    let alpha = figures["alpha"].as_f64().expect("a number");

    let theirs = logistic_regression::LogisticModel {
        intercept: figures["intercept"].as_f64().expect("a number"),
        coefficients: vector(&figures["coefficients"]),
    };
    let probabilities = (functions.predict_probabilities)(&theirs, records.view());
    assert_close(&probabilities.slice(s![..10]).to_owned(), &vector(&figures["first_probabilities"]), "probabilities");
    let loss = (functions.loss)(&theirs, records.view(), targets.view(), alpha);
    assert_close(&Array1::from_elem(1, loss), &number(&figures["loss"]), "loss");
    // Where scikit-learn has arrived no slope is left.
    let slopes = (functions.gradient)(&theirs, records.view(), targets.view(), alpha);
    assert!(slopes.coefficients.iter().chain([&slopes.intercept]).all(|slope| slope.abs() < TOLERANCE), "{slopes:?}");
    // Fitting ends at slopes of 1e-6, so the model is that near and no nearer.
    let ours = (functions.fit)(records.view(), targets.view(), alpha).expect("two classes");
    let linfas = (functions.fit_linfa)(records.view(), targets.view(), alpha).expect("two classes");
    for model in [ours, linfas] {
        assert!((model.intercept - theirs.intercept).abs() < 1e-4, "{model:?}");
        assert!((&model.coefficients - &theirs.coefficients).iter().all(|miss| miss.abs() < 1e-4), "{model:?}");
    }
}

#[test]
fn softmax_regression_agrees_with_scikit_learn() {
    let figures = fixture("softmax_regression.json");
    let functions = softmax_regression::EXERCISE.functions;
    let digits = digits().expect("the digits");
    let rows: Vec<usize> = (0..200).filter(|row| digits.targets[*row] < 3.0).collect();
    let records = digits.records.select(Axis(0), &rows) / 16.0;
    let labels = digits.targets.select(Axis(0), &rows).mapv(|digit| digit as usize);

    let theirs = softmax_regression::SoftmaxModel {
        intercepts: vector(&figures["intercepts"]),
        coefficients: table(&figures["coefficients"]),
    };
    let first_rows = |model| {
        let probabilities = (functions.predict_probabilities)(model, records.view());
        probabilities.slice(s![..4, ..]).flatten().to_owned()
    };
    let expected = |name: &str| table(&figures[name]).flatten().to_owned();
    assert_close(&first_rows(&theirs), &expected("first_probabilities"), "probabilities");
    let logits = records.dot(&theirs.coefficients) + &theirs.intercepts;
    let loss = (functions.cross_entropy)(logits.view(), labels.view());
    assert_close(&Array1::from_elem(1, loss), &number(&figures["loss"]), "loss");
    // Where scikit-learn has arrived the slopes and those of its penalty cancel.
    let slopes = (functions.gradient)(&theirs, records.view(), labels.view());
    let alpha = figures["alpha"].as_f64().expect("a number");
    assert!(slopes.intercepts.iter().all(|slope| slope.abs() < TOLERANCE), "{:?}", slopes.intercepts);
    let left = slopes.coefficients + alpha * &theirs.coefficients;
    assert!(left.iter().all(|slope| slope.abs() < TOLERANCE), "{left:?}");

    let zeros = softmax_regression::SoftmaxModel { intercepts: Array1::zeros(3), coefficients: Array2::zeros((64, 3)) };
    let learning_rate = figures["learning_rate"].as_f64().expect("a number");
    let epochs = figures["epochs"].as_u64().expect("a number") as usize;
    let model = (functions.fit)(&zeros, records.view(), labels.view(), learning_rate, epochs);
    assert_close(&model.intercepts, &vector(&figures["descended_intercepts"]), "intercepts");
    assert_close(&first_rows(&model), &expected("descended_probabilities"), "descended probabilities");
}

/// Twin columns and hardly a penalty leave a direction in which nothing changes: the fit has to come back from there.
#[test]
fn logistic_regression_fits_twin_columns_under_any_penalty() {
    let functions = logistic_regression::EXERCISE.functions;
    let records = ndarray::array![[-1.0, -1.0], [1.0, 1.0], [-1.0, -1.0], [1.0, 1.0]];
    let targets = ndarray::array![0.0, 1.0, 1.0, 1.0];
    for alpha in [1e-3, 1e-16, 1e-17, 1e-30, f64::MIN_POSITIVE] {
        let model = (functions.fit)(records.view(), targets.view(), alpha).expect("both classes");
        let slopes = (functions.gradient)(&model, records.view(), targets.view(), alpha);
        let steepest = slopes.coefficients.iter().fold(slopes.intercept.abs(), |most, slope| most.max(slope.abs()));
        assert!(steepest <= 1e-6, "alpha {alpha:e}: {model:?}, {slopes:?}");
        let apart = (model.coefficients[0] - model.coefficients[1]).abs();
        assert!(apart < 1e-3, "alpha {alpha:e}: {model:?}");
    }
}
