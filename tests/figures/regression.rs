//! The track Regression.

use mlings::datasets::{bike_hours, complete_cars, wine_quality};
use mlings::regression_metrics::Batch;
use mlings::{gradient_descent, least_squares, regression_metrics, ridge_lasso};
use ndarray::{Array1, array};
use serde_json::Value;

use crate::{assert_close, fixture, list, number, table, vector};

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
fn ridge_and_lasso_agree_with_scikit_learn() {
    let figures = fixture("ridge_lasso.json");
    let functions = ridge_lasso::EXERCISE.functions;
    let wines = wine_quality().expect("the wines");
    let (records, targets) = (wines.records.view(), wines.targets.view());
    for (name, fit) in [("ridge", functions.ridge), ("lasso", functions.lasso)] {
        for expected in list(&figures[name], 4) {
            let model = fit(records, targets, expected["alpha"].as_f64().expect("a number")).expect("a valid alpha");
            assert_close(&model.coefficients, &vector(&expected["coefficients"]), name);
            assert_close(&Array1::from_elem(1, model.intercept), &number(&expected["intercept"]), name);
        }
    }
    let path = (functions.path)(records, targets, vector(&figures["path_alphas"]).view()).expect("valid alphas");
    assert_close(&path.flatten().to_owned(), &table(&figures["path"]).flatten().to_owned(), "path");
}

#[test]
fn regression_metrics_agree_with_scikit_learn() {
    let figures = fixture("regression_metrics.json");
    let hours = bike_hours().expect("the hours");
    let first = hours.partition_point(|hour| hour.day < 338);
    let hires = |from: usize, to: usize| -> Array1<f64> { hours[from..to].iter().map(|hour| hour.bikers).collect() };
    let (predictions, targets) = (hires(first - 1, hours.len() - 1), hires(first, hours.len()));
    let functions = regression_metrics::EXERCISE.functions;
    for (name, metric) in [
        ("mean_squared_error", functions.mse),
        ("root_mean_squared_error", functions.rmse),
        ("mean_absolute_error", functions.mae),
        ("r2_score", functions.r2),
        ("mean_absolute_percentage_error", functions.mape),
    ] {
        let got = metric(predictions.view(), targets.view()).expect("hires everywhere");
        assert_close(&array![got], &number(&figures[name]), name);
    }
    let days = hours[first..].chunk_by(|one, next| one.day == next.day).scan(first, |from, day| {
        let to = *from + day.len();
        let batch = Batch { predictions: hires(*from - 1, to - 1), targets: hires(*from, to) };
        *from = to;
        Some(batch)
    });
    let batched = (functions.batched_rmse)(&days.collect::<Vec<Batch>>()).expect("hires everywhere");
    assert_close(&array![batched], &number(&figures["root_mean_squared_error"]), "by day");
}

#[test]
fn gradient_descent_agrees_with_numpy_and_scikit_learn() {
    let figures = fixture("gradient_descent.json");
    let (mut records, targets) = complete_cars().expect("the cars");
    for mut column in records.columns_mut() {
        let (mean, deviation) = (column.sum() / column.len() as f64, column.std(0.0));
        column.mapv_inplace(|value| (value - mean) / deviation);
    }
    let model = |numbers: &Array1<f64>| gradient_descent::LinearModel {
        intercept: numbers[0],
        coefficients: numbers.slice(ndarray::s![1..]).to_owned(),
    };
    let in_one = |intercept: f64, coefficients: &Array1<f64>| -> Array1<f64> {
        [intercept].into_iter().chain(coefficients.iter().copied()).collect()
    };
    let functions = gradient_descent::EXERCISE.functions;
    let gradient = (functions.gradient)(&model(&vector(&figures["model"])), records.view(), targets.view());
    assert_close(&in_one(gradient.intercept, &gradient.coefficients), &vector(&figures["gradient"]), "gradient");

    let start = model(&Array1::zeros(6));
    let fit = |learning_rate: f64, n_steps: usize| {
        (functions.fit)(&start, records.view(), targets.view(), learning_rate, n_steps).expect("finite losses")
    };
    assert_close(&fit(0.2, 60).losses, &vector(&figures["losses"]), "losses");
    assert_close(&fit(0.25, 60).losses, &vector(&figures["diverging_losses"]), "diverging losses");
    let last = fit(0.2, 2500).model;
    assert_close(&in_one(last.intercept, &last.coefficients), &vector(&figures["least_squares"]), "least squares");
}
