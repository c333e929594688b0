//! Other ways to cross-validation.

use linfa::{Dataset, DatasetBase};
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::cross_validate::{Contract, CrossValidation, FitModel, FitScaler, Fold, Model, Pipeline, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

type Fitted = Result<Model, TrainingError>;
type Validated = Result<CrossValidation, TrainingError>;

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "a fold number for every row",
        Contract {
            fit_model: numbers::fit_model,
            predict: numbers::predict,
            accuracy: numbers::accuracy,
            cross_validate: numbers::cross_validate,
        },
    ),
    (
        "index loops, the training rows from the last to the first",
        Contract {
            fit_model: loops::fit_model,
            predict: loops::predict,
            accuracy: loops::accuracy,
            cross_validate: loops::cross_validate,
        },
    ),
    (
        "all scalers first, then all models, then all scores",
        Contract {
            fit_model: numbers::fit_model,
            predict: loops::predict,
            accuracy: numbers::accuracy,
            cross_validate: stages::cross_validate,
        },
    ),
];

/// Rows are told apart by a label, their fold, and picked with an iterator.
mod numbers {
    use super::*;

    pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
        LinearRegression::default().with_intercept(true).fit(&DatasetBase::new(records, targets))
    }

    pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
        let Pipeline { scaler, model } = pipeline;
        let class = |row: ArrayView1<f64>| {
            let scaled = (&row - &scaler.means) / &scaler.deviations;
            f64::from(model.params().dot(&scaled) + model.intercept() > 0.5)
        };
        records.rows().into_iter().map(class).collect()
    }

    pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
        1.0 - (&predictions - &targets).mapv(f64::abs).mean().unwrap_or(f64::NAN)
    }

    pub fn cross_validate(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        folds: &[Vec<usize>],
        fit_scaler: FitScaler,
        fit_model: FitModel,
    ) -> Validated {
        let mut fold_of = vec![0; records.nrows()];
        for (number, fold) in folds.iter().enumerate() {
            fold.iter().for_each(|row| fold_of[*row] = number);
        }
        let mut answer = CrossValidation { folds: Vec::new(), mean_score: 0.0 };
        for number in 0..folds.len() {
            let (test, train): (Vec<usize>, Vec<usize>) = (0..fold_of.len()).partition(|row| fold_of[*row] == number);
            let part = |rows: &[usize]| (records.select(Axis(0), rows), targets.select(Axis(0), rows));
            let ((train, train_targets), (test, test_targets)) = (part(&train), part(&test));
            let scaler = fit_scaler(train.view());
            let scaled = scaler.transform(train.view());
            let pipeline = Pipeline { model: fit_model(scaled.view(), train_targets.view())?, scaler };
            let score = accuracy(predict(&pipeline, test.view()).view(), test_targets.view());
            answer.mean_score += score / folds.len() as f64;
            answer.folds.push(Fold { pipeline, score });
        }
        Ok(answer)
    }
}

/// Everything by index; the training rows come from the last to the first.
mod loops {
    use super::*;

    pub fn fit_model(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
        let dataset = Dataset::from((records.to_owned(), targets.to_owned()));
        let model = LinearRegression::new().fit(&dataset)?;
        Ok(model)
    }

    pub fn predict(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
        let mut classes = pipeline.model.predict(pipeline.scaler.transform(records)).targets;
        for class in &mut classes {
            *class = if *class > 0.5 { 1.0 } else { 0.0 };
        }
        classes
    }

    pub fn accuracy(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
        let mut right = 0.0;
        for i in 0..targets.len() {
            if predictions[i] == targets[i] {
                right += 1.0;
            }
        }
        right / targets.len() as f64
    }

    pub fn cross_validate(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        folds: &[Vec<usize>],
        fit_scaler: FitScaler,
        fit_model: FitModel,
    ) -> Validated {
        let (n, p) = records.dim();
        let mut tested = Vec::new();
        let mut total = 0.0;
        for fold in folds {
            let m = n - fold.len();
            let (mut train, mut train_targets) = (Array2::zeros((m, p)), Array1::zeros(m));
            let mut at = m;
            for i in 0..n {
                if !fold.contains(&i) {
                    at -= 1;
                    train.row_mut(at).assign(&records.row(i));
                    train_targets[at] = targets[i];
                }
            }
            let scaler = fit_scaler(train.view());
            for mut row in train.rows_mut() {
                for j in 0..p {
                    row[j] = (row[j] - scaler.means[j]) / scaler.deviations[j];
                }
            }
            let pipeline = Pipeline { model: fit_model(train.view(), train_targets.view())?, scaler };
            let mut right = 0;
            for i in fold {
                let row = records.row(*i).insert_axis(Axis(0));
                if predict(&pipeline, row)[0] == targets[*i] {
                    right += 1;
                }
            }
            let score = f64::from(right) / fold.len() as f64;
            total += score;
            tested.push(Fold { pipeline, score });
        }
        let mean_score = total / folds.len() as f64;
        Ok(CrossValidation { folds: tested, mean_score })
    }
}

mod stages {
    use super::*;
    use std::collections::BTreeSet;

    pub fn cross_validate(
        records: ArrayView2<f64>,
        targets: ArrayView1<f64>,
        folds: &[Vec<usize>],
        fit_scaler: FitScaler,
        fit_model: FitModel,
    ) -> Validated {
        let all: BTreeSet<usize> = (0..records.nrows()).collect();
        let others = |fold: &Vec<usize>| -> Vec<usize> {
            all.difference(&fold.iter().copied().collect()).copied().collect()
        };
        let train: Vec<Vec<usize>> = folds.iter().map(others).collect();
        let scalers: Vec<_> = train.iter().map(|rows| fit_scaler(records.select(Axis(0), rows).view())).collect();
        let models = train.iter().zip(&scalers).map(|(rows, scaler)| {
            let scaled = scaler.transform(records.select(Axis(0), rows).view());
            fit_model(scaled.view(), targets.select(Axis(0), rows).view())
        });
        let models: Vec<_> = models.collect::<Result<_, _>>()?;
        let pipelines = scalers.into_iter().zip(models).map(|(scaler, model)| Pipeline { scaler, model });
        let score = |(pipeline, fold): (Pipeline, &Vec<usize>)| {
            let predictions = loops::predict(&pipeline, records.select(Axis(0), fold).view());
            let score = loops::accuracy(predictions.view(), targets.select(Axis(0), fold).view());
            Fold { pipeline, score }
        };
        let folds: Vec<Fold> = pipelines.zip(folds).map(score).collect();
        let mean_score = Array1::from_iter(folds.iter().map(|fold| fold.score)).mean().unwrap_or(0.0);
        Ok(CrossValidation { folds, mean_score })
    }
}
