//! What is graded.

use ndarray::{Array1, Array2, Axis, array};

use super::oracles::{Trial, answers, array2, hours, is_model, losses, of_row, random, settings, staircase};
use super::{Boosted, Contract, Limits, Loss, OneClass, Settings, Tree};
use mlings_grading::compare::{
    answer, at_most, close, finite, has_shape, identical, refuses_numbers, same_items, shown,
};
use mlings_grading::layouts::{backwards, spread};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the squared loss is half the mean squared difference", points: 5, run: squared_loss },
    Check { name: "the log loss is right, and finite far from 0", points: 8, run: log_loss },
    Check { name: "a residual is minus the derivative of its row's loss", points: 10, run: residuals_descend },
    Check { name: "the initial score is the mean, or the log odds", points: 7, run: initial_is_best },
    Check { name: "log odds of one class are an error", points: 5, run: one_class },
    Check { name: "the next tree is fitted to the residuals", points: 7, run: tree_of_residuals },
    Check { name: "without trees every row gets the initial score", points: 5, run: no_trees },
    Check { name: "every stage adds one more tree times the learning rate", points: 9, run: stages_add_up },
    Check { name: "a prediction is the last score, or its probability", points: 8, run: predicts },
    Check { name: "every tree is fitted to what the trees before it have left", points: 11, run: fits_what_is_left },
    Check { name: "the loss of the training rows never rises", points: 5, run: loss_never_rises },
    Check { name: "keeps the trees with the smallest loss on held-out rows", points: 10, run: stops_early },
    Check { name: "held-out rows never change a tree", points: 5, run: nothing_leaks },
    Check { name: "the loss on later hours is that of scikit-learn's model", points: 5, run: hours_agree },
];

const EXACT: f64 = 1e-9;

fn squared_loss(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let (targets, scores) = (cases.vector(5, -9.0..9.0), cases.vector(5, -9.0..9.0));
    for (targets, scores) in [
        (array![1.0, 2.0, 6.0], array![1.0, 4.0, 3.0]),
        (array![5.0], array![2.0]),
        // Far from 0, and in small units. Multiplied out, nothing is left of the first.
        (array![1e9 + 36.0], array![1e9 + 28.0]),
        (array![1e8, 1e8 + 1.5], array![1e8 + 0.5, 1e8 + 1.0]),
        (array![1e-9, 3e-9], array![2e-9, 1e-9]),
        (array![1.25e-10, 3.4e-9], array![2.3e-9, 1.1e-10]),
        (targets, scores),
    ] {
        let squares = targets.iter().zip(&scores).map(|(y, s)| (y - s).powi(2)).sum::<f64>();
        let expected = squares / 2.0 / targets.len() as f64;
        let loss = (boosting.mean_loss)(Loss::Squared, targets.view(), scores.view());
        // Relative also below 1.
        let within = EXACT * expected.clamp(0.0, 1.0);
        close("mean_loss", &loss, &expected, within).given(in_words(Loss::Squared, &targets, &scores))?;
    }
    let targets = Array1::from_shape_fn(2049, |row| row as f64);
    let scores = targets.mapv(|target| if target < 1500.0 { target } else { target - 1.5 });
    let loss = (boosting.mean_loss)(Loss::Squared, backwards(&targets).view(), backwards(&scores).view());
    close("mean_loss", &loss, &(549.0 * 2.25 / 2.0 / 2049.0), EXACT).given("Squared loss, targets 0 to 2048, scores the same, but from number 1500 on less by 1.5; both stored from the last row to the first")
}

fn log_loss(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let two = 2.0_f64.ln();
    let three = 3.0_f64.ln();
    for (targets, scores, expected) in [
        (array![1.0, 0.0], array![0.0, 0.0], two),
        // A probability of 3/4 for a 1, and for a 0.
        (array![1.0], array![three], 2.0 * two - three),
        (array![0.0], array![three], 2.0 * two),
        (array![1.0, 0.0, 1.0, 0.0], array![1000.0, -1000.0, -1000.0, 1000.0], 500.0),
    ] {
        let loss = (boosting.mean_loss)(Loss::Log, targets.view(), scores.view());
        close("mean_loss", &loss, &expected, EXACT).given(in_words(Loss::Log, &targets, &scores))?;
    }
    let (targets, scores) = (array![1.0, 0.0, 1.0], cases.vector(3, -5.0..5.0));
    let expected = targets.iter().zip(&scores).map(|(y, s)| of_row(Loss::Log, *y, *s)).sum::<f64>() / 3.0;
    let loss = (boosting.mean_loss)(Loss::Log, targets.view(), scores.view());
    close("mean_loss", &loss, &expected, EXACT).given(in_words(Loss::Log, &targets, &scores))
}

/// By hand, then by central differences of the definition, one coordinate after the other.
fn residuals_descend(boosting: &Contract, cases: &mut Cases) -> Outcome {
    const STEP: f64 = 1e-4;
    for (loss, targets, scores, expected) in [
        (Loss::Squared, array![1.0, 2.0, 6.0], array![1.0, 4.0, 3.0], array![0.0, -2.0, 3.0]),
        (Loss::Log, array![1.0, 0.0], array![0.0, 0.0], array![0.5, -0.5]),
        (Loss::Log, array![1.0, 0.0], array![3.0_f64.ln(), 3.0_f64.ln()], array![0.25, -0.75]),
        (Loss::Log, array![1.0, 0.0, 1.0, 0.0], array![1000.0, -1000.0, -710.0, 710.0], array![0.0, 0.0, 1.0, -1.0]),
    ] {
        let residuals = (boosting.residuals)(loss, targets.view(), scores.view());
        close("residuals", &residuals, &expected, EXACT).given(in_words(loss, &targets, &scores))?;
    }
    let (targets, scores) = (six_targets(), six_scores());
    for unit in UNITS {
        let residuals = (boosting.residuals)(Loss::Squared, (unit * &targets).view(), (unit * &scores).view());
        close(&format!("residuals / {unit:?}"), &(residuals / unit), &(&targets - &scores), EXACT).given(format!(
            "Squared loss, targets {unit:?} times {:?}, scores {unit:?} times {:?}",
            targets.to_vec(),
            scores.to_vec()
        ))?;
    }
    let [targets, scores] = [1.0, 0.5].map(|step| backwards(&Array1::from_shape_fn(1100, |row| step * row as f64)));
    let residuals = (boosting.residuals)(Loss::Squared, targets.view(), scores.view());
    close("residuals", &residuals, &scores, EXACT).given(
        "Squared loss, targets 0, 1, 2 to 1099, scores 0, 0.5, 1 to 549.5; both stored from the last row to the first",
    )?;
    for loss in [Loss::Squared, Loss::Log, Loss::Log] {
        let scores = cases.vector(6, -4.0..4.0);
        let targets = Array1::from_shape_fn(6, |row| (row % 2) as f64);
        let derivative = |row: usize| {
            let at = |score: f64| of_row(loss, targets[row], score);
            (at(scores[row] + STEP) - at(scores[row] - STEP)) / (2.0 * STEP)
        };
        let expected = Array1::from_shape_fn(6, |row| -derivative(row));
        let residuals = (boosting.residuals)(loss, targets.view(), scores.view());
        close("residuals (by central differences of the loss)", &residuals, &expected, 1e-6)
            .given(in_words(loss, &targets, &scores))?;
    }
    Ok(())
}

fn initial_is_best(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let numbers = cases.vector(5, -9.0..9.0);
    let mean = numbers.sum() / 5.0;
    for (loss, targets, expected) in [
        (Loss::Squared, array![2.0, 3.0, 10.0], 5.0),
        (Loss::Squared, array![4.0, 4.0], 4.0),
        (Loss::Squared, numbers, mean),
        (Loss::Log, array![1.0, 0.0, 0.0, 0.0], (1.0_f64 / 3.0).ln()),
        (Loss::Log, array![1.0, 0.0, 1.0, 1.0, 1.0], 4.0_f64.ln()),
    ] {
        let given = format!("{loss:?} loss, targets {}", shown(&targets));
        let initial = answer("initial_score", (boosting.initial_score)(loss, targets.view())).given(&given)?;
        close("initial_score", &initial, &expected, EXACT).given(given)?;
    }
    for unit in UNITS {
        let targets = spread(&(unit * six_targets()));
        let given = format!("Squared loss, targets {:?}, every second number of a list", targets.to_vec());
        let initial = answer("initial_score", (boosting.initial_score)(Loss::Squared, targets.view())).given(&given)?;
        close(&format!("initial_score / {unit:?}"), &(initial / unit), &(six_targets().sum() / 6.0), EXACT)
            .given(given)?;
    }
    // One row of a class is enough to have odds.
    for (rare, expected) in [(1.0, (1.0_f64 / 2048.0).ln()), (0.0, 2048.0_f64.ln())] {
        let targets = Array1::from_shape_fn(2049, |row| if row == 1500 { rare } else { 1.0 - rare });
        let given = format!("Log loss, 2049 targets, one of them {rare}, the others {}", 1.0 - rare);
        let initial = answer("initial_score", (boosting.initial_score)(Loss::Log, targets.view())).given(&given)?;
        close("initial_score", &initial, &expected, EXACT).given(given)?;
    }
    Ok(())
}

fn one_class(boosting: &Contract, _: &mut Cases) -> Outcome {
    for targets in [array![1.0, 1.0, 1.0], array![0.0, 0.0]] {
        let initial = (boosting.initial_score)(Loss::Log, targets.view());
        refuses_numbers("initial_score", &initial, &OneClass)
            .given(format!("Log loss, targets {}", shown(&targets)))?;
    }
    // Equal numbers are no class.
    for targets in [array![3.0], array![1.0, 1.0], array![0.0, 0.0], array![4.5, 4.5, 4.5]] {
        let given = format!("Squared loss, targets {}", shown(&targets));
        let initial = answer("initial_score", (boosting.initial_score)(Loss::Squared, targets.view())).given(&given)?;
        close("initial_score", &initial, &targets[0], EXACT).given(given)?;
    }
    // Only the rows to learn from need both.
    let both = Trial { loss: Loss::Log, targets: array![0.0, 0.0, 1.0, 1.0], ..staircase(1, 0.5) };
    let ones = Trial { targets: array![1.0, 1.0, 1.0, 1.0], ..both.clone() };
    let initial = (boosting.fit)(Loss::Log, ones.records.view(), ones.targets.view(), &ones.settings);
    refuses_numbers("initial of fit", &initial.map(|model| model.initial), &OneClass).given(ones.given())?;
    keeps(boosting, &both, &Trial { records: array2(&[3.0, 4.0, 3.0]), targets: array![1.0, 1.0, 1.0], ..ones }, 1)
}

fn tree_of_residuals(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let (three, third) = (3.0_f64.ln(), 1.0 / 3.0);
    let records = array2(&[1.0, 2.0, 3.0, 4.0]);
    for (loss, targets, scores, expected) in [
        (Loss::Squared, array![1.0, 1.0, 5.0, 9.0], array![1.0, 2.0, 3.0, 7.0], array![-0.5, -0.5, 2.0, 2.0]),
        (Loss::Log, array![0.0, 1.0, 1.0, 1.0], array![0.0, 0.0, three, three], array![-0.5, third, third, third]),
    ] {
        let limits = Limits { max_depth: 1, min_samples_leaf: 1 };
        let tree = (boosting.next_tree)(loss, records.view(), targets.view(), scores.view(), &limits);
        let expected =
            if loss == Loss::Log { expected.mapv(|a| if a > 0.0 { 1.0 / 3.0 } else { a }) } else { expected };
        close("answers of the tree", &tree.predict(records.view()), &expected, EXACT).given(format!(
            "{}, records {}, max_depth 1, min_samples_leaf 1",
            in_words(loss, &targets, &scores),
            shown(&records)
        ))?;
    }
    // The second column tells the rows apart, and no leaf stands for one row alone.
    let records = array![[5.0, 1.0], [5.0, 2.0], [5.0, 3.0], [5.0, 4.0]];
    let (targets, scores) = (array![1.0, 1.0, 1.0, 9.0], array![1.0, 1.0, 1.0, 1.0]);
    let limits = Limits { max_depth: 2, min_samples_leaf: 2 };
    let tree = (boosting.next_tree)(Loss::Squared, records.view(), targets.view(), scores.view(), &limits);
    close("answers of the tree", &tree.predict(records.view()), &array![0.0, 0.0, 4.0, 4.0], EXACT).given(format!(
        "{}, records {}, max_depth 2, min_samples_leaf 2",
        in_words(Loss::Squared, &targets, &scores),
        shown(&records)
    ))?;
    let Trial { loss, records, targets, settings } = random(Loss::Squared, cases, settings(1, 1.0, 2));
    let scores = cases.vector(8, -5.0..5.0);
    let limits = Limits { min_samples_leaf: 2, ..settings.limits };
    let expected = Tree::fit(records.view(), (&targets - &scores).view(), &limits, &mut || vec![0, 1]);
    let tree = (boosting.next_tree)(loss, records.view(), targets.view(), scores.view(), &limits);
    close("answers of the tree", &tree.predict(records.view()), &expected.predict(records.view()), EXACT).given(
        format!("{}, records {}, max_depth 2, min_samples_leaf 2", in_words(loss, &targets, &scores), shown(&records)),
    )?;
    tree_of_every_digit(boosting)
}

/// Units of targets and scores: small, and such that numbers are above a million.
const UNITS: [f64; 2] = [1e-10, 1e6];

fn six_targets() -> Array1<f64> {
    array![1.234_567_891, -2.5, 0.123_456_789, 3.75, -0.75, 7.25]
}

fn six_scores() -> Array1<f64> {
    array![-1.987_654_321, 3.5, 0.75, 7.25, 2.25, -0.5]
}

/// Rows that are hardly apart, and rows far from 0, behind more than a thousand others.
fn six_last() -> Array2<f64> {
    let values = array![-3e6, -2e6, 0.1, 0.1 + 1e-10, 2e6, 3e6];
    Array2::from_shape_fn((1100, 1), |(row, _)| if row < 1094 { 5.0 } else { values[row - 1094] })
}

const SIX_LAST: &str = "1094 records [5.0], then [-3e6], [-2e6], [0.1], [0.1 + 1e-10], [2e6], [3e6], all lists stored from the last to the first";

/// Zeros, then these.
fn behind_zeros(unit: f64, six: &Array1<f64>) -> Array1<f64> {
    Array1::from_shape_fn(1100, |row| if row < 1094 { 0.0 } else { unit * six[row - 1094] })
}

/// Deep enough to tell all of the six apart.
const DEEP: Settings = settings(1, 0.123_456_789, 6);

fn tree_of_every_digit(boosting: &Contract) -> Outcome {
    let (records, limits) = (six_last(), DEEP.limits);
    let expected = six_targets() - six_scores();
    for unit in UNITS {
        let [targets, scores] = [six_targets(), six_scores()].map(|six| behind_zeros(unit, &six));
        let (targets, scores) = (backwards(&targets), backwards(&scores));
        let tree =
            (boosting.next_tree)(Loss::Squared, backwards(&records).view(), targets.view(), scores.view(), &limits);
        let last: Vec<usize> = (1094..1100).collect();
        let answers = tree.predict(records.select(Axis(0), &last).view()) / unit;
        close(&format!("answers of the tree for the last six rows / {unit:?}"), &answers, &expected, EXACT).given(format!(
            "Squared loss, {SIX_LAST}; targets and scores 0, but the last six {unit:?} times {:?} and {:?}; max_depth 6, min_samples_leaf 1",
            six_targets().to_vec(),
            six_scores().to_vec()
        ))?;
    }
    Ok(())
}

fn no_trees(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let initial = (cases.number(1.0..9.0) * 10.0).round() / 10.0;
    let model = Boosted { loss: Loss::Squared, initial, learning_rate: 0.5, trees: Vec::new() };
    let records = array2(&[3.0, 1.0, 2.0]);
    let given = format!("3 rows, {model:?}");
    let stages = (boosting.staged_scores)(&model, records.view());
    close("staged_scores", &stages, &Array2::from_elem((1, 3), initial), EXACT).given(&given)?;
    let predictions = (boosting.predict)(&model, records.view());
    close("predict", &predictions, &Array1::from_elem(3, initial), EXACT).given(given)?;
    // Odds of 3 to 1.
    let model = Boosted { loss: Loss::Log, initial: 3.0_f64.ln(), ..model };
    let predictions = (boosting.predict)(&model, records.view());
    close("predict", &predictions, &Array1::from_elem(3, 0.75), EXACT).given(format!("3 rows, {model:?}"))
}

fn stages_add_up(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let (model, records) = (by_hand(Loss::Squared), array2(&[1.0, 2.0, 3.0]));
    let expected = array![[10.0, 10.0, 10.0], [12.0, 12.0, 12.0], [11.0, 11.0, 15.0], [11.5, 11.5, 15.5]];
    let stages = (boosting.staged_scores)(&model, records.view());
    close("staged_scores", &stages, &expected, EXACT).given(format!("records {}, {model:?}", shown(&records)))?;

    let trial = random(Loss::Squared, cases, settings(3, 0.3, 1));
    let (model, records) = (trial.expected(), &trial.records);
    let expected = Array2::from_shape_fn((4, 8), |(stage, row)| {
        let answers = answers(&model.trees, records.view());
        model.initial + (0..stage).map(|tree| 0.3 * answers[[tree, row]]).sum::<f64>()
    });
    let stages = (boosting.staged_scores)(&model, records.view());
    close("staged_scores", &stages, &expected, EXACT).given(format!("records {}, {model:?}", shown(records)))?;
    let (model, records, given) = near_and_far();
    let stages = (boosting.staged_scores)(&model, records.view());
    let expected: Array2<f64> = array![[0.25, 0.25, 0.25, 0.25, 0.25], [0.75, 1.75, 1.75, 1.75, 0.75], NEAR_AND_FAR];
    close("staged_scores", &stages, &expected, EXACT).given(given)
}

/// Values that are hardly apart, and large ones, stored from the last row to the first.
fn near_and_far() -> (Boosted, Array2<f64>, String) {
    let (low, high) = (0.1 + 1e-10, 0.1 + 2e-10);
    let trees = vec![split(low, 1.0, 3.0), split(2e6, 10.0, 30.0)];
    let model = Boosted { loss: Loss::Squared, initial: 0.25, learning_rate: 0.5, trees };
    let records = backwards(&array![[low], [high], [2e6], [3e6], [-3e6]]);
    let given = format!("records [[{low:?}], [{high:?}], [2e6], [3e6], [-3e6]], read backwards, {model:?}");
    (model, records, given)
}

/// The last scores of [`near_and_far`].
const NEAR_AND_FAR: [f64; 5] = [5.75, 6.75, 6.75, 16.75, 5.75];

fn predicts(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let records = array2(&[1.0, 2.0, 3.0]);
    let model = by_hand(Loss::Squared);
    let predictions = (boosting.predict)(&model, records.view());
    close("predict", &predictions, &array![11.5, 11.5, 15.5], EXACT)
        .given(format!("records {}, {model:?}", shown(&records)))?;
    let below_0 = Boosted { initial: -10.0, ..model };
    let predictions = (boosting.predict)(&below_0, records.view());
    close("predict", &predictions, &array![-8.5, -8.5, -4.5], EXACT)
        .given(format!("records {}, {below_0:?}", shown(&records)))?;
    let (model, near_and_far, given) = near_and_far();
    close("predict", &(boosting.predict)(&model, near_and_far.view()), &Array1::from_iter(NEAR_AND_FAR), EXACT)
        .given(given)?;

    // From a score of 1 to ln 2, and to ln 2/3: odds of 2 to 1, and of 2 to 3.
    let to = |score: f64| 2.0 * (score - 1.0);
    let odds = split(2.0, to(2.0_f64.ln()), to((2.0_f64 / 3.0).ln()));
    let initial = (cases.number(-3.0..3.0) * 10.0).round() / 10.0;
    let probability = |score: f64| 1.0 / (1.0 + (-score).exp());
    let (low, high) = (probability(initial - 0.25), probability(initial - 0.75));
    for (initial, learning_rate, tree, expected) in [
        (1.0, 0.5, odds, array![2.0 / 3.0, 2.0 / 3.0, 0.4]),
        (0.0, 0.5, split(2.0, -2000.0, 1420.0), array![0.0, 0.0, 1.0]),
        (initial, 0.25, split(2.0, -1.0, -3.0), array![low, low, high]),
    ] {
        let model = Boosted { loss: Loss::Log, initial, learning_rate, trees: vec![tree] };
        let predictions = (boosting.predict)(&model, records.view());
        close("predict", &predictions, &expected, EXACT).given(format!("records {}, {model:?}", shown(&records)))?;
    }
    Ok(())
}

fn fits_what_is_left(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let trial = staircase(2, 0.5);
    let model = trial.run(boosting)?;
    close("initial", &model.initial, &7.0, EXACT).given(trial.given())?;
    close("learning_rate", &model.learning_rate, &0.5, 0.0).given(trial.given())?;
    identical("trees in the model", &model.trees.len(), &2).given(trial.given())?;
    let expected = array![[-4.0, -4.0, 4.0, 4.0], [-2.0, -2.0, 2.0, 2.0]];
    close("answers of the trees, one row each", &answers(&model.trees, trial.records.view()), &expected, EXACT)
        .given(trial.given())?;

    for (loss, n_trees, learning_rate) in
        [(Loss::Squared, 0, 0.5), (Loss::Squared, 4, 0.3), (Loss::Log, 4, 0.5), (Loss::Log, 3, 1.0)]
    {
        let trial = random(loss, cases, settings(n_trees, learning_rate, 2));
        is_model(&trial.run(boosting)?, &trial.expected(), trial.records.view(), EXACT).given(trial.given())?;
    }
    for unit in UNITS {
        let (records, targets) = (backwards(&six_last()), backwards(&behind_zeros(unit, &six_targets())));
        let trial = Trial { loss: Loss::Squared, records, targets, settings: DEEP };
        let given = format!(
            "Squared loss, {SIX_LAST}; targets 0, but the last six {unit:?} times {:?}; n_trees 1, learning_rate {:?}, max_depth 6, min_samples_leaf 1",
            six_targets().to_vec(),
            DEEP.learning_rate
        );
        let model =
            answer("fit", (boosting.fit)(trial.loss, trial.records.view(), trial.targets.view(), &trial.settings));
        is_model(&model.given(&given)?, &trial.expected(), trial.records.view(), EXACT * unit.min(1.0)).given(given)?;
    }
    Ok(())
}

/// Every leaf moves its rows downhill, and not beyond: a step of the mean residual ends in the minimum of the squared
/// loss, and the log loss bends less.
fn loss_never_rises(boosting: &Contract, _: &mut Cases) -> Outcome {
    let (records, bikers) = hours(1..=243, 61)?;
    let busy = bikers.mapv(|bikers| f64::from(bikers > 150.0));
    for (loss, targets, what) in [(Loss::Squared, bikers, "bikers"), (Loss::Log, busy, "1 for more than 150 bikers")] {
        let trial = Trial { loss, records: records.clone(), targets, settings: settings(6, 0.5, 2) };
        let given = format!(
            "{loss:?} loss, every 61st hour of the days 1 to 243: hour, temperature times 100, working day; targets {what}; n_trees 6, learning_rate 0.5, max_depth 2, min_samples_leaf 1"
        );
        let model = trial.run(boosting).given(&given)?;
        finite("initial", &model.initial).given(&given)?;
        identical("trees in the model", &model.trees.len(), &6).given(&given)?;
        let losses = losses(&model, &trial);
        for (n_trees, pair) in losses.windows(2).enumerate() {
            at_most(&format!("mean loss after {} trees", n_trees + 1), pair[1], pair[0]).given(&given)?;
        }
    }
    Ok(())
}

fn stops_early(boosting: &Contract, cases: &mut Cases) -> Outcome {
    // The scores after one tree are 3, 3, 11, 11. The second fits every row, and the two behind it have nothing to do.
    let trial = Trial { records: array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], ..staircase(4, 1.0) };
    // For the last of these the loss rises once before it falls.
    let held_out = [
        array![7.0, 7.0, 7.0, 7.0],
        array![3.0, 3.0, 11.0, 11.0],
        array![2.0, 4.0, 10.0, 12.0],
        array![3.0, 7.5, 6.5, 11.0],
    ];
    let expected = [0, 1, 2, 2];
    let mut kept = Vec::new();
    for targets in &held_out {
        let other = Trial { targets: targets.clone(), ..trial.clone() };
        kept.push(trial.run_early(boosting, &other).given(trial.given())?.trees.len());
    }
    let in_words = held_out.each_ref().map(shown).join(", then ");
    same_items("trees kept, one number for each time", &kept, &expected)
        .given(format!("{}; the same records held out with targets {in_words}", trial.given()))?;
    for (held_out, expected) in held_out.into_iter().zip(expected) {
        keeps(boosting, &trial, &Trial { targets: held_out, ..trial.clone() }, expected)?;
    }
    // Two held-out rows for four, and losses so small that only their order says which is the smallest.
    let other = Trial { records: array2(&[1.0, 4.0]), targets: array![5.0, 9.0], ..staircase(0, 1.0) };
    keeps(boosting, &staircase(2, 0.5), &other, 1)?;
    let tiny = |trial: Trial| Trial { targets: trial.targets * 1e-9, ..trial };
    keeps(boosting, &tiny(staircase(5, 0.5)), &tiny(staircase(0, 1.0)), 5)?;
    smallest_is_kept(boosting)?;
    early_by_every_digit(boosting)?;
    // A loss that rises once and then falls below everything before it.
    for loss in [Loss::Squared, Loss::Log] {
        for _ in 0..60 {
            let trial = random(loss, cases, settings(5, 0.5, 2));
            let other = random(loss, cases, settings(0, 0.5, 2));
            let losses = losses(&trial.expected(), &other);
            let best = (0..losses.len()).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(0);
            let rises_before = losses[..=best].windows(2).any(|pair| pair[1] > pair[0] * 1.001);
            let clear = losses.iter().enumerate().all(|(at, loss)| at == best || *loss > losses[best] * 1.001);
            if rises_before && clear {
                keeps(boosting, &trial, &other, best)?;
                break;
            }
        }
    }
    Ok(())
}

/// The seeds of tables on which the held-out loss rises before it falls to its smallest value, and on which no other
/// measure is smallest there: for numbers the absolute error, for classes the squared errors of scores and of
/// probabilities, and the number of wrong classes.
const DECISIVE: [(Loss, u64); 2] = [(Loss::Squared, 42), (Loss::Log, 51)];

fn smallest_is_kept(boosting: &Contract) -> Outcome {
    for (loss, seed) in DECISIVE {
        let mut cases = Cases::new(seed, "decisive");
        let trial = random(loss, &mut cases, settings(8, 0.9, 2));
        let other = random(loss, &mut cases, settings(0, 0.5, 2));
        let losses = losses(&trial.expected(), &other);
        let best = (0..losses.len()).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(0);
        keeps(boosting, &trial, &other, best)?;
    }
    Ok(())
}

/// A tree of one question helps if the held-out rows come to the right sides of it: they are hardly apart, or far from
/// 0. All lists are stored from the last row to the first.
fn early_by_every_digit(boosting: &Contract) -> Outcome {
    let (common, rare) = (-3.123_456_789, 5.5);
    for ((low, high), unit) in [(0.1, 0.1 + 1e-10), (-3e6, -2e6)].into_iter().zip(UNITS) {
        let of_row = |row: usize| if row < 1050 { (low, unit * common) } else { (high, unit * rare) };
        let rows = |rows: Vec<usize>| Trial {
            loss: Loss::Squared,
            records: backwards(&Array2::from_shape_fn((rows.len(), 1), |(row, _)| of_row(rows[row]).0)),
            targets: backwards(&rows.iter().map(|row| of_row(*row).1).collect()),
            settings: settings(1, 0.987_654_321, 1),
        };
        let (trial, other) = (rows((0..1100).collect()), rows(vec![0, 1099]));
        let given = format!(
            "Squared loss, 1050 records [{low:?}] with the target {:?}, then 50 records [{high:?}] with {:?}; held out is one row of each; all lists stored from the last to the first; n_trees 1, learning_rate {:?}, max_depth 1, min_samples_leaf 1",
            unit * common,
            unit * rare,
            trial.settings.learning_rate
        );
        let model = trial.run_early(boosting, &other).given(&given)?;
        is_model(&model, &trial.expected(), trial.records.view(), EXACT * unit.min(1.0)).given(given)?;
    }
    // From the score 1 to 5, where 3 is as far from both, and the target only just beyond.
    let trial = Trial {
        loss: Loss::Squared,
        records: array2(&[1.0, 2.0]),
        targets: array![-3.0, 5.0],
        settings: settings(1, 1.0, 1),
    };
    let other = Trial { records: array2(&[2.0]), targets: array![3.0 + 4e-10], ..trial.clone() };
    let given = format!("{}; held out the record [2.0] with the target {:?}", trial.given(), other.targets[0]);
    let model = trial.run_early(boosting, &other).given(&given)?;
    identical("trees kept", &model.trees.len(), &1).given(given)
}

fn keeps(boosting: &Contract, trial: &Trial, other: &Trial, n_trees: usize) -> Outcome {
    let held_out = format!("held-out records {}, targets {}", shown(&other.records), shown(&other.targets));
    let given = format!("{}; {held_out}", trial.given());
    let model = trial.run_early(boosting, other).given(&given)?;
    identical("trees kept", &model.trees.len(), &n_trees).given(&given)?;
    let mut expected = trial.expected();
    expected.trees.truncate(n_trees);
    is_model(&model, &expected, trial.records.view(), EXACT).given(given)
}

fn nothing_leaks(boosting: &Contract, cases: &mut Cases) -> Outcome {
    let trial = random(Loss::Squared, cases, settings(4, 0.3, 2));
    let other =
        |factor: f64| Trial { records: trial.records.clone(), targets: &trial.targets * factor, ..staircase(0, 1.0) };
    let given = format!("{}; held out are the same rows; then the same rows with their targets times 3", trial.given());
    let before = trial.run_early(boosting, &other(1.0)).given(&given)?;
    let after = trial.run_early(boosting, &other(3.0)).given(&given)?;
    finite("initial", &before.initial).given(&given)?;
    identical("initial as before", &after.initial, &before.initial).given(&given)?;
    let common = before.trees.len().min(after.trees.len());
    if common == 0 {
        identical("trees kept where held out are the same rows", &before.trees.len(), &4).given(&given)?;
    }
    let of = |model: &Boosted| answers(&model.trees[..common], trial.records.view());
    finite("answers of the trees", &of(&before)).given(&given)?;
    identical("answers of the trees as before, one row each", &of(&after), &of(&before)).given(given)
}

/// As `tests/fixtures/gradient_boosting.json` has it.
fn hours_agree(boosting: &Contract, _: &mut Cases) -> Outcome {
    let (records, targets) = hours(1..=243, 29)?;
    let (later, later_targets) = hours(244..=365, 17)?;
    let settings = Settings { n_trees: 5, learning_rate: 0.5, limits: Limits { max_depth: 2, min_samples_leaf: 10 } };
    let trial = Trial { loss: Loss::Squared, records, targets, settings };
    let given = "Squared loss, every 29th hour of the days 1 to 243: hour, temperature times 100, working day; targets bikers; n_trees 5, learning_rate 0.5, max_depth 2, min_samples_leaf 10; predict for every 17th hour of the later days";
    let model = trial.run(boosting).given(given)?;
    let predictions = (boosting.predict)(&model, later.view());
    has_shape("predict", &predictions, &[later_targets.len()]).given(given)?;
    let squares = (predictions - later_targets).mapv(|difference| difference * difference);
    close("half the mean squared difference", &(squares.sum() / squares.len() as f64 / 2.0), &LATER_LOSS, EXACT)
        .given(given)
}

/// By scikit-learn.
const LATER_LOSS: f64 = 5_277.551_786_439_426;

/// An initial score of 10, a leaf, a split and a leaf, half of each.
fn by_hand(loss: Loss) -> Boosted {
    let trees = vec![Tree::Leaf(4.0), split(2.0, -2.0, 6.0), Tree::Leaf(1.0)];
    Boosted { loss, initial: 10.0, learning_rate: 0.5, trees }
}

/// Answers `low` up to the threshold and `high` above.
fn split(threshold: f64, low: f64, high: f64) -> Tree {
    Tree::Split { feature: 0, threshold, low: Box::new(Tree::Leaf(low)), high: Box::new(Tree::Leaf(high)) }
}

fn in_words(loss: Loss, targets: &Array1<f64>, scores: &Array1<f64>) -> String {
    format!("{loss:?} loss, targets {}, scores {}", shown(targets), shown(scores))
}
