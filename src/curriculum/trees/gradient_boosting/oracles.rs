//! Boosting by its definition, and hours of bicycle hire to try it on.

use ndarray::{Array1, Array2, ArrayView2};

use super::{Boosted, Contract, Limits, Loss, Settings, Tree};
use mlings_datasets::{self as datasets, BikeHour, DatasetError};
use mlings_grading::compare::{answer, close, identical, shown};
use mlings_grading::{Cases, Failure, Given, Outcome};

/// Rows to learn from, and how.
#[derive(Clone)]
pub(super) struct Trial {
    pub(super) loss: Loss,
    pub(super) records: Array2<f64>,
    pub(super) targets: Array1<f64>,
    pub(super) settings: Settings,
}

pub(super) const fn settings(n_trees: usize, learning_rate: f64, max_depth: usize) -> Settings {
    Settings { n_trees, learning_rate, limits: Limits { max_depth, min_samples_leaf: 1 } }
}

/// One column and two steps upwards, one of them large.
pub(super) fn staircase(n_trees: usize, learning_rate: f64) -> Trial {
    let (records, targets) = (array2(&[1.0, 2.0, 3.0, 4.0]), Array1::from(vec![2.0, 4.0, 10.0, 12.0]));
    Trial { loss: Loss::Squared, records, targets, settings: settings(n_trees, learning_rate, 1) }
}

/// A table of one column.
pub(super) fn array2(values: &[f64]) -> Array2<f64> {
    Array2::from_shape_fn((values.len(), 1), |(row, _)| values[row])
}

/// Few rows, numbers of one decimal, both classes for [`Loss::Log`].
pub(super) fn random(loss: Loss, cases: &mut Cases, settings: Settings) -> Trial {
    // Adding 0 turns -0.0, which looks odd in a message, into 0.0.
    let tenths = |value: f64| (value * 10.0).round() / 10.0 + 0.0;
    let records = cases.table(8, 2, -5.0..5.0).mapv(tenths);
    let targets = match loss {
        Loss::Squared => cases.vector(8, -9.0..9.0).mapv(tenths),
        Loss::Log => cases.permutation(8).into_iter().map(|place| f64::from(place < 3)).collect(),
    };
    Trial { loss, records, targets, settings }
}

impl Trial {
    pub(super) fn given(&self) -> String {
        let Settings { n_trees, learning_rate, limits } = self.settings;
        let Limits { max_depth, min_samples_leaf } = limits;
        format!(
            "{:?} loss, records {}, targets {}, n_trees {n_trees}, learning_rate {learning_rate}, max_depth {max_depth}, min_samples_leaf {min_samples_leaf}",
            self.loss,
            shown(&self.records),
            shown(&self.targets)
        )
    }

    /// The learner's model.
    pub(super) fn run(&self, boosting: &Contract) -> Result<Boosted, Failure> {
        let model = (boosting.fit)(self.loss, self.records.view(), self.targets.view(), &self.settings);
        answer("fit", model).given(self.given())
    }

    /// The learner's model of those trees that do best on other rows.
    pub(super) fn run_early(&self, boosting: &Contract, other: &Trial) -> Result<Boosted, Failure> {
        let (records, targets) = (self.records.view(), self.targets.view());
        let held_out = (other.records.view(), other.targets.view());
        let model = (boosting.fit_early)(self.loss, records, targets, held_out.0, held_out.1, &self.settings);
        answer("fit_early", model)
    }

    /// The model by its definition.
    pub(super) fn expected(&self) -> Boosted {
        let (records, learning_rate) = (self.records.view(), self.settings.learning_rate);
        let share = self.targets.sum() / self.targets.len() as f64;
        let initial = if self.loss == Loss::Log { (share / (1.0 - share)).ln() } else { share };
        let mut model = Boosted { loss: self.loss, initial, learning_rate, trees: Vec::new() };
        for _ in 0..self.settings.n_trees {
            let left = &self.targets - &predicted(&model, records);
            let mut columns = || (0..records.ncols()).collect();
            model.trees.push(Tree::fit(records, left.view(), &self.settings.limits, &mut columns));
        }
        model
    }
}

/// What the trees answer, one row for every tree.
pub(super) fn answers(trees: &[Tree], records: ArrayView2<f64>) -> Array2<f64> {
    let mut answers = Array2::zeros((trees.len(), records.nrows()));
    for (mut row, tree) in answers.rows_mut().into_iter().zip(trees) {
        row.assign(&tree.predict(records));
    }
    answers
}

/// The score of every row after the last tree.
pub(super) fn scores(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let start = Array1::from_elem(records.nrows(), model.initial);
    model.trees.iter().fold(start, |scores, tree| scores + model.learning_rate * tree.predict(records))
}

fn predicted(model: &Boosted, records: ArrayView2<f64>) -> Array1<f64> {
    let scores = scores(model, records);
    if model.loss == Loss::Log { scores.mapv(|score| 1.0 / (1.0 + (-score).exp())) } else { scores }
}

/// The loss after 0, 1, 2, ... trees.
pub(super) fn losses(model: &Boosted, of: &Trial) -> Vec<f64> {
    let after = |n_trees: usize| {
        let model = Boosted { trees: model.trees[..n_trees].to_vec(), ..model.clone() };
        let scores = scores(&model, of.records.view());
        of.targets.iter().zip(&scores).map(|(y, s)| of_row(of.loss, *y, *s)).sum::<f64>() / of.targets.len() as f64
    };
    (0..=model.trees.len()).map(after).collect()
}

/// The definition, for scores that are not far from 0.
pub(super) fn of_row(loss: Loss, target: f64, score: f64) -> f64 {
    match loss {
        Loss::Squared => (target - score).powi(2) / 2.0,
        Loss::Log => (1.0 + score.exp()).ln() - target * score,
    }
}

pub(super) fn is_model(got: &Boosted, expected: &Boosted, records: ArrayView2<f64>, within: f64) -> Outcome {
    close("initial", &got.initial, &expected.initial, within)?;
    close("learning_rate", &got.learning_rate, &expected.learning_rate, 0.0)?;
    identical("trees in the model", &got.trees.len(), &expected.trees.len())?;
    close(
        "answers of the trees, one row each",
        &answers(&got.trees, records),
        &answers(&expected.trees, records),
        within,
    )
}

/// Hours of a range of days, every `step`-th: hour, temperature in hundredths of its scale, working day; and how many bicycles were hired.
pub(super) fn hours(
    days: std::ops::RangeInclusive<u16>,
    step: usize,
) -> Result<(Array2<f64>, Array1<f64>), DatasetError> {
    let chosen: Vec<&BikeHour> =
        datasets::bike_hours()?.iter().filter(|hour| days.contains(&hour.day)).step_by(step).collect();
    let records = Array2::from_shape_fn((chosen.len(), 3), |(row, column)| match column {
        0 => f64::from(chosen[row].hour),
        1 => (100.0 * chosen[row].temperature).round(),
        _ => f64::from(chosen[row].working_day),
    });
    Ok((records, chosen.iter().map(|hour| hour.bikers).collect()))
}
