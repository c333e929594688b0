//! A logistic regression that says how probable fraud is, where fraud is as rare as it really is.

use std::error::Error;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings_classification_grader::rare_events;
use mlings_cleaning_grader::scale;
use ndarray::{Array1, Array2};
use rare_events::Scored;

use crate::TRUE_SHARE;

/// Learns from one part and gives every payment of two others its probability of fraud at the real share.
pub fn probabilities(
    (records, labels): (Array2<f64>, Array1<bool>),
    others: [(Array2<f64>, Array1<bool>); 2],
) -> Result<[Scored; 2], Box<dyn Error>> {
    let scaling = scale::EXERCISE.functions;
    let scaler = (scaling.fit)(records.view(), scale::Method::Standard)?;
    let sample_share = share_of_fraud(&labels);
    let dataset = Dataset::new((scaling.transform)(&scaler, records.view()), labels);
    let model = LogisticRegression::default().fit(&dataset)?;
    // linfa gives the probability of the class that it calls positive.
    let fraud_is_positive = model.labels().pos.class;
    Ok(others.map(|(records, labels)| {
        let of_positive = model.predict_probabilities(&(scaling.transform)(&scaler, records.view()));
        let of_fraud = if fraud_is_positive { of_positive } else { 1.0 - of_positive };
        let scores = (rare_events::EXERCISE.functions.correct_prior)(of_fraud.view(), sample_share, TRUE_SHARE);
        Scored { scores, labels }
    }))
}

pub fn share_of_fraud(labels: &Array1<bool>) -> f64 {
    labels.iter().filter(|label| **label).count() as f64 / labels.len() as f64
}
