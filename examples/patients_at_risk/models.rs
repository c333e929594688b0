//! Logistic regressions that say how probable an illness is, and whether that is so.

use std::error::Error;

use linfa::Dataset;
use linfa::traits::Fit;
use linfa_logistic::LogisticRegression;
use mlings_classification_grader::roc;
use mlings_cleaning_grader::scale;
use mlings_datasets::Patient;
use mlings_validation_grader::folds;
use ndarray::{Array1, Array2, Axis};

use crate::WANTED;

pub const FOLDS: usize = 5;

/// What was known of every patient before the examination, and what it found.
pub struct Table {
    pub records: Array2<f64>,
    pub is_ill: Array1<bool>,
}

/// What models that had not seen a patient said, patient by patient.
pub struct Judged {
    pub probabilities: Array1<f64>,
    /// The threshold that was chosen for the patient, on other patients.
    pub thresholds: Array1<f64>,
}

/// A tenth of the patients, all with similar probabilities, as shares from 0 to 1.
pub struct Tenth {
    /// Their mean probability.
    pub said: f64,
    pub ill: f64,
    /// Where the share of the ill may be (95 %).
    pub low: f64,
    pub high: f64,
}

impl Table {
    /// Age and sex, complaints, pressure, blood, and the electrocardiogram at rest and under effort; n x 14.
    pub fn known_before(patients: &[Patient]) -> Table {
        let of = |one: &Patient| {
            let is = |holds: bool| f64::from(holds);
            [
                one.age,
                is(one.gender == "male"),
                is(one.chest_pain == "typical ang"),
                is(one.chest_pain == "atypical ang"),
                is(one.chest_pain == "non-anginal"),
                one.blood_pressure,
                one.cholesterol,
                one.high_sugar,
                is(one.rest_ecg != "normal"),
                one.max_heart_rate,
                one.exercise_pain,
                one.st_depression,
                is(one.st_slope == "flat"),
                is(one.st_slope == "downsloping"),
            ]
        };
        Table {
            records: Array2::from(patients.iter().map(of).collect::<Vec<[f64; 14]>>()),
            is_ill: patients.iter().map(|patient| patient.narrowed == 1.0).collect(),
        }
    }

    /// Deals the patients into five folds. Each fold is judged by a model from three others, with a threshold from
    /// the fifth: no patient has a say in either the model or the threshold that he or she is judged by.
    pub fn judged(&self, order: &[usize]) -> Result<Judged, Box<dyn Error>> {
        let scaling = scale::EXERCISE.functions;
        let classes = self.is_ill.mapv(usize::from);
        let dealt = (folds::EXERCISE.functions.stratified_k_fold)(classes.view(), order, FOLDS)
            .map_err(|_| "heart_disease.csv is not whole; restore it with: git checkout -- datasets")?;
        let n_samples = self.is_ill.len();
        let mut judged = Judged { probabilities: Array1::zeros(n_samples), thresholds: Array1::zeros(n_samples) };
        for number in 0..FOLDS {
            let (test, validation) = (&dealt[number].test, &dealt[(number + 1) % FOLDS].test);
            let train: Vec<usize> =
                dealt[number].train.iter().copied().filter(|row| !validation.contains(row)).collect();
            let (records, labels) = (self.records.select(Axis(0), &train), self.is_ill.select(Axis(0), &train));
            let scaler = (scaling.fit)(records.view(), scale::Method::Standard)?;
            let scaled = |rows: &[usize]| (scaling.transform)(&scaler, self.records.select(Axis(0), rows).view());
            let model = LogisticRegression::default().fit(&Dataset::new(scaled(&train), labels))?;
            // linfa gives the probability of the class that it calls positive.
            let ill_is_positive = model.labels().pos.class;
            let probabilities = |rows: &[usize]| {
                let of_positive = model.predict_probabilities(&scaled(rows));
                if ill_is_positive { of_positive } else { 1.0 - of_positive }
            };
            let labels = self.is_ill.select(Axis(0), validation);
            let for_recall = roc::EXERCISE.functions.threshold_for_recall;
            let threshold = for_recall(probabilities(validation).view(), labels.view(), WANTED)?;
            for (row, probability) in test.iter().zip(probabilities(test)) {
                judged.probabilities[*row] = probability;
                judged.thresholds[*row] = threshold;
            }
        }
        Ok(judged)
    }
}

impl Judged {
    /// From the lowest probabilities to the highest.
    pub fn tenths(&self, table: &Table) -> Vec<Tenth> {
        let mut rows: Vec<usize> = (0..self.probabilities.len()).collect();
        rows.sort_by(|one, other| self.probabilities[*one].total_cmp(&self.probabilities[*other]));
        let tenth = |number: usize| {
            let members = &rows[number * rows.len() / 10..(number + 1) * rows.len() / 10];
            let size = members.len() as f64;
            let said = members.iter().map(|row| self.probabilities[*row]).sum::<f64>() / size;
            let ill = members.iter().filter(|row| table.is_ill[**row]).count() as f64 / size;
            // Wilson's interval (1927) for a share: it stays between 0 and 1, also where nobody is ill.
            let z: f64 = 1.96;
            let shrink = 1.0 + z * z / size;
            let middle = (ill + z * z / (2.0 * size)) / shrink;
            let reach = z * (ill * (1.0 - ill) / size + (z / (2.0 * size)).powi(2)).sqrt() / shrink;
            Tenth { said, ill, low: middle - reach, high: middle + reach }
        };
        (0..10).map(tenth).collect()
    }
}
