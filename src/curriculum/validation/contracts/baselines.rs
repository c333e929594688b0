//! Baselines and the learning curve: what a score has to beat, and what more rows would bring.

use std::cell::RefCell;

use mlings_contract::{Bytes, Malformed, Parameter, Wire, contract, travels, worker};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

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

contract! {
    /// What the learner implements.
    pub struct Contract {
        /// The mean of `|prediction - target|`. As scikit-learn's `mean_absolute_error`.
        fn mean_absolute_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64;
        /// The most frequent training label for every row; of equally frequent ones the smallest. The error is the
        /// share of wrong rows. As scikit-learn's `DummyClassifier(strategy="most_frequent")`.
        fn majority(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError>;
        /// The training mean for every row. As scikit-learn's `DummyRegressor(strategy="mean")`.
        fn mean(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError>;
        /// For every row the target of the row before it. In forecasting this is called the naive forecast.
        fn last_value(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Result<Baseline, BaselineError>;
        /// Trains on the first rows of the order, more and more of them, and tests on the same rows every time.
        /// As scikit-learn's `learning_curve` for one split.
        fn learning_curve(
            train: &Rows,
            test: &Rows,
            order: &[usize],
            sizes: &[usize],
            fit_model: FitModel,
        ) -> Result<Vec<CurvePoint>, BaselineError>;
    }
}

travels!(struct Baseline { predictions, error });
travels!(struct Rows { records, targets });
travels!(struct CurvePoint { size, train_error, test_error });
travels!(
    enum BaselineError {
        NoTrainingRows,
        BadSize(value),
    }
);

/// A function that returns functions: the trained models stay in the grader, the worker gets their numbers.
impl<'a> Parameter<Contract> for FitModel<'a> {
    type Owned = ();
    type Lent<'l> = FitModel<'l>;

    fn send(&self, _: &mut Vec<u8>) {}

    fn lend((): (), slot: u32, call: impl for<'l> FnOnce(FitModel<'l>)) -> Vec<u8> {
        call(&|records: ArrayView2<f64>, targets: ArrayView1<f64>| -> Predictor {
            let model: usize = worker::ask::<Contract, _>(slot, &|sent| {
                Wire::<Contract>::put(&TRAIN, sent);
                Parameter::<Contract>::send(&records, sent);
                Parameter::<Contract>::send(&targets, sent);
            });
            Box::new(move |rows| {
                worker::ask::<Contract, _>(slot, &|sent| {
                    Wire::<Contract>::put(&PREDICT, sent);
                    Wire::<Contract>::put(&model, sent);
                    Parameter::<Contract>::send(&rows, sent);
                })
            })
        });
        Vec::new()
    }

    fn asked(&mut self, arguments: &[u8]) -> Result<Vec<u8>, Malformed> {
        thread_local! {
            /// The models that were trained for this check, which has a thread of its own.
            static TRAINED: RefCell<Vec<Predictor>> = const { RefCell::new(Vec::new()) };
        }
        let mut from = Bytes::new(arguments);
        let mut answer = Vec::new();
        if <bool as Wire<Contract>>::take(&mut from)? == TRAIN {
            let records: Array2<f64> = Wire::<Contract>::take(&mut from)?;
            let targets: Array1<f64> = Wire::<Contract>::take(&mut from)?;
            from.at_the_end()?;
            let model = self(records.view(), targets.view());
            let number = TRAINED.with_borrow_mut(|trained| {
                trained.push(model);
                trained.len() - 1
            });
            Wire::<Contract>::put(&number, &mut answer);
        } else {
            let number: usize = Wire::<Contract>::take(&mut from)?;
            let rows: Array2<f64> = Wire::<Contract>::take(&mut from)?;
            from.at_the_end()?;
            let predict = |trained: &Vec<Predictor>| trained.get(number).map(|model| model(rows.view()));
            let predictions = TRAINED.with_borrow(predict).ok_or_else(|| Malformed(format!("no model {number}")))?;
            Wire::<Contract>::put(&predictions, &mut answer);
        }
        Ok(answer)
    }

    fn shown(&self) -> String {
        "a function".to_owned()
    }
}

const TRAIN: bool = true;
const PREDICT: bool = false;
