//! Images, readers who learn to tell their digits apart, and trials of what they read.

use mlings_classification_grader::{nearest_neighbours, softmax_regression};
use mlings_unsupervised_grader::pca;
use mlings_validation_grader::folds::Fold;
use ndarray::{Array1, Array2, ArrayView1, Axis};
use softmax_regression::SoftmaxModel;

const LEARNING_RATE: f64 = 5.0;
const EPOCHS: usize = 60;

/// One image in each row, and the digits that they show.
pub struct Images {
    pub records: Array2<f64>,
    pub digits: Array1<usize>,
}

/// A way to tell digits apart.
#[derive(Clone, Copy, PartialEq)]
pub enum Reader {
    /// The vote of so many images that are most alike.
    Neighbours(usize),
    Softmax,
}

/// What was read on an image, and whether all who voted agreed.
pub struct Reading {
    pub row: usize,
    pub read: usize,
    pub is_right: bool,
    pub is_sure: bool,
}

/// What a reader that sees so many components read, fold by fold.
pub struct Trial {
    pub n_components: usize,
    pub reader: Reader,
    pub folds: Vec<Vec<Reading>>,
}

impl Images {
    fn select(&self, rows: &[usize]) -> Images {
        Images { records: self.records.select(Axis(0), rows), digits: self.digits.select(Axis(0), rows) }
    }

    /// Lets every reader learn from one side of each fold and read the other.
    pub fn try_out(
        &self,
        folds: &[Fold],
        n_components: usize,
        readers: &[Reader],
    ) -> Result<Vec<Trial>, pca::FitError> {
        let trial = |reader: &Reader| Trial { n_components, reader: *reader, folds: Vec::new() };
        let mut trials: Vec<Trial> = readers.iter().map(trial).collect();
        for fold in folds {
            // The components too are learned from the images to train on alone.
            let (mut train, mut test) = (self.select(&fold.train), self.select(&fold.test));
            let components = (pca::EXERCISE.functions.fit)(train.records.view(), n_components)?;
            for side in [&mut train, &mut test] {
                side.records = (pca::EXERCISE.functions.transform)(&components, side.records.view());
            }
            for trial in &mut trials {
                let votes = trial.reader.votes(&train, &test.records);
                let reading = |(row, votes): (&usize, Array1<usize>)| {
                    let read = (nearest_neighbours::EXERCISE.functions.vote)(votes.view());
                    let is_sure = votes.iter().all(|vote| *vote == read);
                    Reading { row: *row, read, is_right: read == self.digits[*row], is_sure }
                };
                trial.folds.push(fold.test.iter().zip(votes).map(reading).collect());
            }
        }
        Ok(trials)
    }
}

impl Reader {
    pub fn name(self) -> String {
        match self {
            Reader::Neighbours(1) => "1 neighbour".to_owned(),
            Reader::Neighbours(k) => format!("{k} neighbours"),
            Reader::Softmax => "softmax".to_owned(),
        }
    }

    /// For every unseen image the digits that are voted for: one of each neighbour, or the most probable one.
    fn votes(self, train: &Images, unseen: &Array2<f64>) -> Vec<Array1<usize>> {
        match self {
            Reader::Neighbours(k) => {
                // The exercise takes one query after the other. Here one product of matrices serves all:
                // |a - b|² = |a|² - 2 a·b + |b|², and for an unseen image b the last is the same everywhere.
                let lengths = (&train.records * &train.records).sum_axis(Axis(1));
                let distances = &lengths - 2.0 * unseen.dot(&train.records.t());
                let vote = |distances: ArrayView1<f64>| {
                    let mut rows: Vec<usize> = (0..distances.len()).collect();
                    rows.select_nth_unstable_by(k, |one, other| distances[*one].total_cmp(&distances[*other]));
                    train.digits.select(Axis(0), &rows[..k])
                };
                distances.rows().into_iter().map(vote).collect()
            }
            Reader::Softmax => {
                let softmax = softmax_regression::EXERCISE.functions;
                let coefficients = Array2::zeros((unseen.ncols(), 10));
                let start = SoftmaxModel { intercepts: Array1::zeros(10), coefficients };
                let model = (softmax.fit)(&start, train.records.view(), train.digits.view(), LEARNING_RATE, EPOCHS);
                let likeliest = |chances: ArrayView1<f64>| {
                    let digit = (0..10).max_by(|one, other| chances[*one].total_cmp(&chances[*other]));
                    digit.into_iter().collect()
                };
                (softmax.predict_probabilities)(&model, unseen.view()).rows().into_iter().map(likeliest).collect()
            }
        }
    }
}

impl Trial {
    /// The share that was read rightly, from 0 to 1, in every fold.
    fn accuracies(&self) -> Array1<f64> {
        let right = |fold: &Vec<Reading>| fold.iter().filter(|reading| reading.is_right).count() as f64;
        self.folds.iter().map(|fold| right(fold) / fold.len() as f64).collect()
    }

    pub fn mean(&self) -> f64 {
        self.accuracies().sum() / self.folds.len() as f64
    }

    /// The mean over the folds, and their standard deviation.
    pub fn shown(&self) -> String {
        format!("{:.1} ± {:.1}", 100.0 * self.mean(), 100.0 * self.accuracies().std(1.0))
    }

    /// What becomes of it when a person reads wherever the votes differ.
    pub fn with_help(&self) -> String {
        let all: Vec<&Reading> = self.folds.iter().flatten().collect();
        let alone: Vec<_> = all.iter().filter(|reading| reading.is_sure).collect();
        let wrong = alone.iter().filter(|reading| !reading.is_right).count();
        let asked = 100.0 * (1.0 - alone.len() as f64 / all.len() as f64);
        format!("{asked:.0} % are shown, {:.1} % of the others are wrong", 100.0 * wrong as f64 / alone.len() as f64)
    }
}
