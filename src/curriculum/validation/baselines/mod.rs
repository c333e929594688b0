//! Baselines and the learning curve: what a score has to beat, and what more rows would bring.

mod checks;
mod mistakes;
mod plot;
pub mod solution;
mod trial;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::grading::{About, Exercise};

/// What a baseline answers for the held-out rows, and how far off it is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Baseline {
    /// One for every held-out row, `n_test`.
    pub predictions: Array1<f64>,
    /// On the held-out rows; 0 is perfect.
    pub error: f64,
}

/// Rows with what is to be predicted from them.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// `n_samples` x `n_features`.
    pub records: Array2<f64>,
    /// `n_samples`.
    pub targets: Array1<f64>,
}

/// One point of a learning curve.
#[derive(Clone, Debug, PartialEq)]
pub struct CurvePoint {
    /// How many rows the model was trained on.
    pub size: usize,
    /// The mean absolute error on these very rows.
    pub train_error: f64,
    /// The mean absolute error on all held-out rows.
    pub test_error: f64,
}

/// Why there is no baseline or no learning curve.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BaselineError {
    /// A baseline learns from training rows as a model does.
    #[error("there is no training row to learn from")]
    NoTrainingRows,
    /// A model cannot be trained on this many rows: it is 0 or more than there are.
    #[error("a model cannot be trained on {0} of the training rows")]
    BadSize(usize),
}

/// A trained model: predicts one number for every row, `n_samples` x `n_features`.
pub type Predictor = Box<dyn Fn(ArrayView2<f64>) -> Array1<f64>>;

/// Trains a model on rows and their targets, always from the beginning.
pub type FitModel<'a> = &'a dyn Fn(ArrayView2<f64>, ArrayView1<f64>) -> Predictor;

/// The signature of the three baselines: targets of the training rows, targets of the held-out rows.
pub type FitBaseline = fn(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError>;

/// The signature of [`Contract::learning_curve`].
pub type LearningCurve = fn(
    train: &Rows,
    test: &Rows,
    order: &[usize],
    sizes: &[usize],
    fit_model: FitModel,
) -> Result<Vec<CurvePoint>, BaselineError>;

/// What the learner implements.
#[derive(Clone, Copy)]
pub struct Contract {
    /// The mean of `|prediction - target|`. As scikit-learn's `mean_absolute_error`.
    pub mean_absolute_error: fn(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64,
    /// The most frequent training label for every row; of equally frequent ones the smallest. The error is the
    /// share of wrong rows. As scikit-learn's `DummyClassifier(strategy="most_frequent")`.
    pub majority: FitBaseline,
    /// The training mean for every row. As scikit-learn's `DummyRegressor(strategy="mean")`.
    pub mean: FitBaseline,
    /// For every row the target of the row before it. In forecasting this is called the naive forecast.
    pub last_value: FitBaseline,
    /// Trains on the first rows of the order, more and more of them, and tests on the same rows every time.
    /// As scikit-learn's `learning_curve` for one split.
    pub learning_curve: LearningCurve,
}

const SOLUTION: Contract = Contract {
    mean_absolute_error: solution::mean_absolute_error,
    majority: solution::majority,
    mean: solution::mean,
    last_value: solution::last_value,
    learning_curve: solution::learning_curve,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "baselines",
        title: "Baselines",
        summary: "know what a score has to beat, and whether more rows would help",
        place: "04_validation/04_baselines",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};
