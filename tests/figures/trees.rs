//! The track Trees.

use std::collections::BTreeSet;

use mlings::datasets;
use mlings::datasets::{BikeHour, bike_hours, measurements, wine_quality};
use mlings::{best_split, decision_tree, gradient_boosting, random_forest};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};
use serde_json::Value;

use crate::{assert_close, fixture, list, number, rows, vector};

#[test]
fn best_split_agrees_with_scikit_learn() {
    let figures = fixture("best_split.json");
    let flowers = datasets::iris().expect("the irises");
    let classes = flowers.targets.mapv(|species| species as usize);
    let functions = best_split::EXERCISE.functions;
    for split in list(&figures["splits"], 24) {
        let [feature, min_samples_leaf] =
            ["feature", "min_samples_leaf"].map(|name| split[name].as_u64().expect("a count") as usize);
        let criterion = match split["criterion"].as_str() {
            Some("gini") => best_split::Criterion::Gini,
            _ => best_split::Criterion::Entropy,
        };
        let values = flowers.records.column(feature);
        let cut = (functions.best_threshold)(values, classes.view(), criterion, min_samples_leaf).expect("a threshold");
        let expected = Value::from(vec![split["threshold"].clone(), split["gain"].clone()]);
        assert_close(&array![cut.threshold, cut.gain], &vector(&expected), "threshold, gain");
    }
}

#[test]
fn decision_tree_agrees_with_scikit_learn() {
    use decision_tree::{Limits, Tree};
    let figures = fixture("decision_tree.json");
    let (measured, all) = (measurements().expect("the penguins"), datasets::penguins().expect("the penguins"));
    let measured = measured.slice(ndarray::s![.., ..4]);
    let complete: Vec<usize> = (0..all.len()).filter(|row| measured.row(*row).iter().all(|v| v.is_finite())).collect();
    let species = figures["species"].as_array().expect("a list");
    let class = |row: &usize| species.iter().position(|name| *name == all[*row].short_species()).expect("a species");
    let (records, classes): (_, Array1<usize>) =
        (measured.select(Axis(0), &complete), complete.iter().map(class).collect());
    let count = |name: &str| figures[name].as_u64().expect("a count") as usize;
    let limits = Limits { max_depth: Some(count("max_depth")), min_samples_leaf: count("min_samples_leaf") };
    let find_split = |records: ArrayView2<f64>, classes: ArrayView1<usize>, least: usize| {
        (best_split::EXERCISE.functions.best_split)(records, classes, best_split::Criterion::Gini, least)
    };
    let functions = decision_tree::EXERCISE.functions;
    let tree = (functions.fit)(records.view(), classes.view(), &limits, &find_split).expect("rows");

    fn assert_same(tree: &Tree, figures: &Value) {
        match tree {
            Tree::Leaf { class, n_samples } => {
                assert_eq!(serde_json::json!({ "class": class, "n_samples": n_samples }), *figures);
            }
            Tree::Node { feature, threshold, left, right } => {
                assert_eq!(Some(*feature as u64), figures["feature"].as_u64());
                assert_close(&array![*threshold], &number(&figures["threshold"]), "threshold");
                assert_same(left, &figures["left"]);
                assert_same(right, &figures["right"]);
            }
        }
    }
    assert_same(&tree, &figures["tree"]);
    assert_eq!((functions.predict)(&tree, records.view()).to_vec(), rows(&figures["predictions"]));
}

#[test]
fn random_forest_agrees_with_scikit_learn() {
    let figures = fixture("random_forest.json");
    let functions = random_forest::EXERCISE.functions;
    let wines = wine_quality().expect("the wines");
    let mut met = BTreeSet::new();
    let mut is_new = |row: &usize| met.insert(wines.records.row(*row).mapv(f64::to_bits).to_vec());
    let chosen: Vec<usize> = (0..wines.targets.len()).filter(&mut is_new).step_by(9).collect();
    let (records, targets) = (wines.records.select(Axis(0), &chosen), wines.targets.select(Axis(0), &chosen));
    let number_of = |name: &str| figures[name].as_u64().expect("a number") as usize;
    assert_eq!(records.nrows(), number_of("rows"));
    let limits =
        random_forest::Limits { max_depth: number_of("max_depth"), min_samples_leaf: number_of("min_samples_leaf") };
    let settings = random_forest::Settings { max_features: records.ncols(), limits };
    let bags: Vec<Vec<usize>> = list(&figures["bags"], 4).iter().map(rows).collect();
    let forest =
        (functions.fit)(records.view(), targets.view(), &bags, &settings, &mut || (0..records.ncols()).collect());
    assert_close(&(functions.predict)(&forest, records.view()), &vector(&figures["predictions"]), "predictions");
    let out_of_bag = (functions.out_of_bag_predictions)(&forest, records.view(), &bags);
    let seen: Vec<usize> = (0..out_of_bag.len()).filter(|row| out_of_bag[*row].is_nan()).collect();
    assert_eq!(seen, rows(&figures["seen_by_all"]));
    let known: Array1<f64> = out_of_bag.iter().copied().filter(|prediction| !prediction.is_nan()).collect();
    assert_close(&known, &vector(&figures["out_of_bag"]), "out of bag");
    let error = (functions.out_of_bag_error)(out_of_bag.view(), targets.view()).expect("rows out of bag");
    assert_close(&Array1::from_elem(1, error), &number(&figures["out_of_bag_error"]), "out-of-bag error");
}

#[test]
fn gradient_boosting_agrees_with_scikit_learn() {
    use gradient_boosting::{Limits, Loss, Settings};
    let figures = fixture("gradient_boosting.json");
    let functions = gradient_boosting::EXERCISE.functions;
    let hours = bike_hours().expect("the hours");
    let part = |is_later: bool, step: usize| {
        let chosen: Vec<&BikeHour> = hours.iter().filter(|hour| (hour.day > 243) == is_later).step_by(step).collect();
        let records = Array2::from_shape_fn((chosen.len(), 3), |(row, column)| match column {
            0 => f64::from(chosen[row].hour),
            1 => (100.0 * chosen[row].temperature).round(),
            _ => f64::from(chosen[row].working_day),
        });
        (records, chosen.iter().map(|hour| hour.bikers).collect::<Array1<f64>>())
    };
    let ((records, targets), (later, later_targets)) = (part(false, 29), part(true, 17));
    assert_eq!(vec![records.nrows(), later.nrows()], rows(&figures["rows"]));
    let number_of = |name: &str| figures[name].as_u64().expect("a number") as usize;
    let settings = Settings {
        n_trees: number_of("n_trees"),
        learning_rate: figures["learning_rate"].as_f64().expect("a number"),
        limits: Limits { max_depth: number_of("max_depth"), min_samples_leaf: number_of("min_samples_leaf") },
    };
    let model = (functions.fit)(Loss::Squared, records.view(), targets.view(), &settings).expect("a model");
    assert_close(&Array1::from_elem(1, model.initial), &number(&figures["initial"]), "initial");
    let stages = (functions.staged_scores)(&model, later.view());
    let loss = |scores| (functions.mean_loss)(Loss::Squared, later_targets.view(), scores);
    assert_close(&stages.rows().into_iter().map(loss).collect(), &vector(&figures["later_losses"]), "losses");
    let predictions = (functions.predict)(&model, later.view());
    assert_close(&predictions, &vector(&figures["later_predictions"]), "predictions");
    let busy = targets.mapv(|bikers| f64::from(bikers > 150.0));
    let model = (functions.fit)(Loss::Log, records.view(), busy.view(), &settings).expect("two classes");
    let probabilities = (functions.predict)(&model, later.view());
    assert_close(&probabilities, &vector(&figures["later_probabilities_of_more_than_150"]), "probabilities");
}
