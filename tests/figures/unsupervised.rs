//! The track Unsupervised learning.

use mlings::datasets;
use mlings::datasets::measured_bills;
use mlings::{dbscan, kmeans, pca, silhouette};
use ndarray::{Array1, Array2, Axis, array};
use serde_json::Value;

use crate::{assert_close, fixture, list, number, rows, table, vector};

#[test]
fn pca_agrees_with_scikit_learn() {
    let figures = fixture("pca.json");
    let digits = &datasets::digits().expect("the digits").records;
    let (test, train): (Vec<usize>, Vec<usize>) = (0..digits.nrows()).partition(|row| row % 5 == 0);
    let (train, test) = (digits.select(Axis(0), &train), digits.select(Axis(0), &test));
    let functions = pca::EXERCISE.functions;
    let fitted = (functions.fit)(train.view(), 10).expect("ten components");
    let components = table(&figures["components"]);
    let cosines = (&fitted.components * &components).sum_axis(Axis(1));
    assert_close(&cosines.mapv(f64::abs), &Array1::ones(10), "components");
    assert_close(&fitted.explained_variance, &vector(&figures["explained_variance"]), "explained variance");
    let ratios = (functions.explained_ratio)(&fitted);
    assert_close(&ratios, &vector(&figures["explained_variance_ratio"]), "ratio");
    for (name, got) in [("total_variance", fitted.total_variance), ("column_means_sum", fitted.means.sum())] {
        assert_close(&array![got], &number(&figures[name]), name);
    }
    let scores = (functions.transform)(&fitted, test.view()) * &cosines.mapv(f64::signum);
    let expected = table(&figures["first_test_scores"]);
    assert_close(&scores.iter().take(50).copied().collect(), &expected.flatten().to_owned(), "scores");
    let errors = (functions.reconstruction_errors)(&fitted, test.view());
    assert_close(&errors.iter().take(10).copied().collect(), &vector(&figures["first_test_errors"]), "errors");

    let all = (functions.fit)(train.view(), 64).expect("all components");
    let ratios = (functions.explained_ratio)(&all);
    let needed = |share: &f64| (functions.n_components_for)(ratios.view(), *share);
    let shares = vector(&figures["shares"]);
    assert_eq!(shares.iter().map(needed).collect::<Vec<_>>(), rows(&figures["components_needed"]));
}

/// A table that never changes explains nothing, also where ten times 0.1 do not sum to 1; and no ratio is below 0.
#[test]
fn pca_is_not_led_astray_by_rounding() {
    let functions = pca::EXERCISE.functions;
    let ratios = |train: Array2<f64>| {
        let fitted = (functions.fit)(train.view(), train.ncols()).expect("all components");
        (fitted.total_variance, (functions.explained_ratio)(&fitted))
    };
    for constant in [Array2::from_elem((10, 2), 0.1), Array2::from_elem((1000, 2), 14.62)] {
        assert_eq!(ratios(constant), (0.0, Array1::zeros(2)));
    }
    let (_, of_few) = ratios(array![[1.0, 2.0, 3.5, 4.0], [2.0, 1.0, 0.3, 7.0], [0.1, 0.2, 0.9, 0.4]]);
    assert!(of_few.iter().all(|ratio| (0.0..=1.0).contains(ratio)), "{of_few}");
}

#[test]
fn silhouette_agrees_with_scikit_learn() {
    let figures = fixture("silhouette.json");
    let functions = silhouette::EXERCISE.functions;
    let records: Vec<[f64; 3]> = datasets::customers()
        .expect("the customers")
        .iter()
        .filter_map(|customer| Some([customer.recency_days?, customer.orders?, customer.gross_spend?]))
        .step_by(12)
        .collect();
    let prepared = (functions.prepare)(Array2::from(records).view());
    assert_close(&prepared.mapv(|value| value.powi(3)).sum_axis(Axis(0)), &vector(&figures["cubes"]), "cubes");
    for (start, expected) in list(&figures["starts"], 3).iter().zip(list(&figures["labellings"], 3)) {
        let start = prepared.select(Axis(0), &rows(start));
        let labels = (functions.segment)(prepared.view(), start.view()).expect("segments");
        assert_eq!(labels.to_vec(), rows(expected));
    }
    let labellings: Vec<Array1<usize>> =
        list(&figures["labellings"], 3).iter().map(|labels| Array1::from(rows(labels))).collect();
    let choice = (functions.choose)(prepared.view(), &labellings).expect("scores");
    assert_close(&choice.scores, &vector(&figures["scores"]), "scores");
    let silhouettes = (functions.silhouettes)(prepared.view(), labellings[1].view()).expect("silhouettes");
    assert_close(&silhouettes, &vector(&figures["silhouettes"]), "silhouettes");
}

#[test]
fn dbscan_agrees_with_scikit_learn() {
    let figures = fixture("dbscan.json");
    let functions = dbscan::EXERCISE.functions;
    let points = table(&figures["points"]);
    let min_points = figures["min_points"].as_u64().expect("a number") as usize;
    assert_close(&(functions.reach)(points.view(), min_points), &vector(&figures["reach"]), "reach");
    for case in list(&figures["cases"], 3) {
        let eps = case["eps"].as_f64().expect("a number");
        let clusters = (functions.dbscan)(points.view(), eps, min_points).expect("clusters");
        let core: Vec<usize> = (0..points.nrows()).filter(|row| clusters.core[*row]).collect();
        assert_eq!(core, rows(&case["core"]));
        // As scikit-learn numbers them: in the order of their first core points, and noise as -1.
        let mut met: Vec<usize> = Vec::new();
        for row in core {
            met.extend(clusters.labels[row].filter(|label| !met.contains(label)));
        }
        let number = |label: &Option<usize>| {
            label.map_or(-1.0, |label| met.iter().position(|known| *known == label).expect("a core point") as f64)
        };
        assert_close(&clusters.labels.iter().map(number).collect(), &vector(&case["labels"]), "labels");
    }
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
