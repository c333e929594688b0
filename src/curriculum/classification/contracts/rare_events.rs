//! Rare events: frauds among a great many honest payments, and what every decision about them costs.

use mlings_contract::{contract, travels};
use ndarray::{Array1, ArrayView1};

/// Payments, each with what a model says of it and what it turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// `n_samples`; the higher, the more likely fraud.
    pub scores: Array1<f64>,
    /// `n_samples`; `true` for fraud.
    pub labels: Array1<bool>,
}

/// How much one payment of each kind counts in training.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassWeights {
    /// The weight of every fraud.
    pub fraud: f64,
    /// The weight of every legitimate payment.
    pub legitimate: f64,
}

/// The numbers of the rows to train on and of those that are held out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// In any order; a row may stand here more than once.
    pub train: Vec<usize>,
    /// In any order.
    pub test: Vec<usize>,
}

/// What a threshold does to each kind of payment. How many of each kind there are has no say in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// Of the frauds, the share that is flagged, from 0 to 1.
    pub caught: f64,
    /// Of the legitimate payments, the share that is flagged, from 0 to 1.
    pub false_alarms: f64,
}

/// What each outcome of one payment costs, in euro: the cost matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Costs {
    /// A fraud that is flagged.
    pub caught: f64,
    /// A fraud that is not flagged.
    pub missed: f64,
    /// A legitimate payment that is flagged.
    pub false_alarm: f64,
    /// A legitimate payment that is not flagged.
    pub passed: f64,
}

/// A threshold, and what it costs on payments that had no say in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tuned {
    /// Infinity, or a score of the validation rows.
    pub threshold: f64,
    /// The expected cost of one payment, in euro, by the rates on the test rows.
    pub test_cost: f64,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RareError {
    /// The rows are all frauds or all legitimate, or there are none.
    #[error("all rows are of one kind, or there are none")]
    OneClass,
}

contract! {
    /// What the learner implements.
    pub struct Contract {
        /// As scikit-learn's `compute_class_weight("balanced")`: King and Zeng, Political Analysis 9 (2001).
        fn class_weights(labels: ArrayView1<bool>) -> Result<ClassWeights, RareError>;
        /// Holds out the last rows of the order, then repeats frauds among the others until both kinds are equally
        /// frequent. As imbalanced-learn's `RandomOverSampler`, but without chance.
        fn oversampled_split(labels: ArrayView1<bool>, order: &[usize], n_test: usize) -> Result<Split, RareError>;
        /// The shares of both kinds that score at least the threshold.
        fn rates(payments: &Scored, threshold: f64) -> Result<Rates, RareError>;
        /// Bayes' theorem: of the flagged payments the share that is fraud, where `fraud_share` of all payments are.
        fn precision(rates: Rates, fraud_share: f64) -> Option<f64>;
        /// The mean cost of a payment, in euro: Elkan, The foundations of cost-sensitive learning (2001).
        fn expected_cost(rates: Rates, fraud_share: f64, costs: Costs) -> f64;
        /// The threshold that is cheapest on the validation rows, and its cost on the test rows.
        fn tune(validation: &Scored, test: &Scored, fraud_share: f64, costs: Costs) -> Result<Tuned, RareError>;
        /// Probabilities as they are where the share of fraud is another one: Saerens, Latinne and Decaestecker,
        /// Neural Computation 14 (2002).
        fn correct_prior(probabilities: ArrayView1<f64>, sample_share: f64, true_share: f64) -> Array1<f64>;
    }
}

travels!(struct Scored { scores, labels });
travels!(struct ClassWeights { fraud, legitimate });
travels!(struct Split { train, test });
travels!(struct Rates { caught, false_alarms });
travels!(struct Costs { caught, missed, false_alarm, passed });
travels!(struct Tuned { threshold, test_cost });
travels!(
    enum RareError {
        OneClass,
    }
);
