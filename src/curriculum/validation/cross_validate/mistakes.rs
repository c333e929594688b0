//! What goes wrong, as running code, and what to say about it.

use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{accuracy, predict};
use super::{Contract, CrossValidation, FitModel, FitScaler, Fold, Model, Pipeline, SOLUTION, Scaler, TrainingError};
use mlings_grading::Mistake;

/// A learner's file whose `cross_validate` does this with everything that it is given.
macro_rules! validates {
    ($by:expr) => {
        Contract {
            cross_validate: |records, targets, folds, fit_scaler, fit_model| {
                let (records, targets) = (records.to_owned(), targets.to_owned());
                $by(&Task { records, targets, folds, fit_scaler, fit_model })
            },
            ..SOLUTION
        }
    };
}

/// A learner's file whose `cross_validate` is made of these two.
macro_rules! made_of {
    ($predict:expr, $accuracy:expr) => {
        Contract {
            predict: $predict,
            accuracy: $accuracy,
            ..validates!(|task: &Task| task.each_fold(|others, fold| {
                let (pipeline, (records, targets)) = (task.fit(others)?, task.rows(fold));
                let score = $accuracy($predict(&pipeline, records.view()).view(), targets.view());
                Ok(Fold { pipeline, score })
            }))
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "fits the scaler on all rows before they are divided into folds",
        advice: "Means and deviations are learned too, and the held-out rows had a say in them. Which rows are there on the day when the scaler is fitted?",
        attempts: &[validates!(scales_first)],
    },
    Mistake {
        name: "fits the scaler of every fold on the whole table",
        advice: "The call stands inside the loop, but look at what it is given. Is one of these rows about to be predicted?",
        attempts: &[validates!(scales_all_in_every_fold)],
    },
    Mistake {
        name: "fits a second scaler on the held-out rows",
        advice: "A new row may come alone, and one row has no deviation. By which means and deviations was the model trained?",
        attempts: &[validates!(scales_the_fold_by_itself)],
    },
    Mistake {
        name: "fits the scaler on the fold and the model on the other rows",
        advice: "A pipeline learns twice, first how to scale and then how to predict. Do both learn from the same rows in yours?",
        attempts: &[validates!(scaler_from_the_fold)],
    },
    Mistake {
        name: "trains one pipeline on all rows and scores it on every fold",
        advice: "Whatever rows you score it on, that pipeline has seen them. What must not have happened yet when a fold is held out?",
        attempts: &[validates!(trains_once_on_all)],
    },
    Mistake {
        name: "keeps the pipeline of the first fold for the folds after it",
        advice: "The first pipeline has learned from the rows of the second fold. What has to happen again when another fold is held out?",
        attempts: &[validates!(keeps_the_first)],
    },
    Mistake {
        name: "scores a fold on the rows that its pipeline was trained on",
        advice: "Good marks for rows that were learned by heart say little. Which rows has this pipeline never seen?",
        attempts: &[validates!(scores_on_train)],
    },
    Mistake {
        name: "trains on the fold and scores on the other rows",
        advice: "With five folds your model learns from a fifth of the rows. What does a fold list: rows to learn from, or rows to hold out?",
        attempts: &[validates!(trains_on_the_fold)],
    },
    Mistake {
        name: "takes a fold for rows that stand side by side",
        advice: "A fold may list rows 4 and 1. Does your code read the whole list, or only where it begins and how long it is?",
        attempts: &[validates!(takes_ranges)],
    },
    Mistake {
        name: "trains with targets from the top of the table",
        advice: "The training rows were picked out of the table one by one. Were their targets picked by the same indices?",
        attempts: &[validates!(targets_from_the_top)],
    },
    Mistake {
        name: "calls Scaler::fit in place of the fit_scaler that it was given",
        advice: "Someone wants to try another way of scaling in the same folds. Where would they hand it in, and does your function use it?",
        attempts: &[validates!(ignores_fit_scaler)],
    },
    Mistake {
        name: "trains the model on rows that are not scaled",
        advice: "Follow the training rows from the table to the model. Fitting a scaler changes no row yet: what does?",
        attempts: &[validates!(trains_unscaled)],
    },
    Mistake {
        name: "predicts from rows that are not scaled",
        advice: "The model was trained on scaled rows, so 3 means three deviations to it, and it gets 3 as it was measured. What else is in the pipeline?",
        attempts: &[made_of!(predicts_unscaled, accuracy)],
    },
    Mistake {
        name: "leaves the scaling to whoever calls predict",
        advice: "On the day when predict is called with a new row, nobody has scaled it. Which rows does the task say that predict is given?",
        attempts: &[Contract { predict: predicts_unscaled, ..SOLUTION }],
    },
    Mistake {
        name: "scales the rows to predict twice",
        advice: "Once scaled, a value of 0 is the mean. What is it after the same mean has been taken away again?",
        attempts: &[made_of!(predicts_scaled_twice, accuracy)],
    },
    Mistake {
        name: "scales the held-out rows before predict scales them",
        advice: "Follow a held-out row from the table to the model, through predict as well. How often is it scaled on its way?",
        attempts: &[validates!(scales_before_predict)],
    },
    Mistake {
        name: "says 1 where the number is 0.5 as well",
        advice: "Half way between the two classes stands exactly one number. On which side does the task put it?",
        attempts: &[made_of!(predicts_1_from_half_on, accuracy)],
    },
    Mistake {
        name: "returns the model's number where a class is asked for",
        advice: "0.93 is close to 1, but it is not equal to 1. What turns the number into one of two classes?",
        attempts: &[made_of!(predicts_numbers, accuracy)],
    },
    Mistake {
        name: "rounds the model's number",
        advice: "A straight line does not stop at 0 or at 1. What becomes of 1.7 or of -3 when it is rounded, and which classes are there?",
        attempts: &[made_of!(predicts_rounded, accuracy)],
    },
    Mistake {
        name: "trains a model without an intercept",
        advice: "After scaling, 0 is the mean of every column. What should the model answer for a row of zeros, and can yours?",
        attempts: &[Contract { fit_model: without_intercept, ..SOLUTION }],
    },
    Mistake {
        name: "counts the predictions that are wrong",
        advice: "When every prediction is right, what does your function return, and what should it?",
        attempts: &[made_of!(predict, share_of_errors)],
    },
    Mistake {
        name: "gives the accuracy in percent",
        advice: "When every prediction is right, what does your function return? Between which two numbers does a share lie?",
        attempts: &[made_of!(predict, in_percent)],
    },
    Mistake {
        name: "lets a fold count by the number of its rows",
        advice: "Two means are possible when the folds differ in size: over the rows, or over the folds. Which of them does the task ask for?",
        attempts: &[validates!(mean_over_rows)],
    },
    Mistake {
        name: "leaves out a fold that cannot be trained",
        advice: "Whoever reads the mean will think that every row was tested once. Who tells them that a part of the rows is missing?",
        attempts: &[validates!(skips_failures)],
    },
    Mistake {
        name: "returns the error of the last fold that cannot be trained",
        advice: "Two folds fail, each for a reason of its own. Which of the two errors is met first, and what is left to do once it is there?",
        attempts: &[validates!(keeps_the_last_error)],
    },
];

type Fitted = Result<Model, TrainingError>;
type Validated = Result<CrossValidation, TrainingError>;

/// Everything that `cross_validate` is given.
struct Task<'a> {
    records: Array2<f64>,
    targets: Array1<f64>,
    folds: &'a [Vec<usize>],
    fit_scaler: FitScaler<'a>,
    fit_model: FitModel<'a>,
}

/// What is right in it, for the wrong versions to lean on.
impl Task<'_> {
    fn all(&self) -> Vec<usize> {
        (0..self.records.nrows()).collect()
    }

    fn rows(&self, rows: &[usize]) -> (Array2<f64>, Array1<f64>) {
        (self.records.select(Axis(0), rows), self.targets.select(Axis(0), rows))
    }

    fn others(&self, fold: &[usize]) -> Vec<usize> {
        self.all().into_iter().filter(|row| !fold.contains(row)).collect()
    }

    fn fit(&self, rows: &[usize]) -> Result<Pipeline, TrainingError> {
        let (records, targets) = self.rows(rows);
        let scaler = (self.fit_scaler)(records.view());
        let model = (self.fit_model)(scaler.transform(records.view()).view(), targets.view())?;
        Ok(Pipeline { scaler, model })
    }

    fn learn_with(&self, scaler: Scaler, train: &[usize], test: &[usize]) -> Result<Fold, TrainingError> {
        let (records, targets) = self.rows(train);
        let model = (self.fit_model)(scaler.transform(records.view()).view(), targets.view())?;
        let pipeline = Pipeline { scaler, model };
        Ok(Fold { score: self.score(&pipeline, test), pipeline })
    }

    fn score(&self, pipeline: &Pipeline, rows: &[usize]) -> f64 {
        let (records, targets) = self.rows(rows);
        accuracy(predict(pipeline, records.view()).view(), targets.view())
    }

    fn each_fold(&self, hold_out: impl Fn(&[usize], &[usize]) -> Result<Fold, TrainingError>) -> Validated {
        let folds = self.folds.iter().map(|fold| hold_out(&self.others(fold), fold)).collect::<Result<_, _>>()?;
        Ok(with_mean(folds))
    }
}

fn with_mean(folds: Vec<Fold>) -> CrossValidation {
    let mean_score = folds.iter().map(|fold| fold.score).sum::<f64>() / folds.len() as f64;
    CrossValidation { folds, mean_score }
}

fn scales_first(task: &Task) -> Validated {
    let scaler = (task.fit_scaler)(task.records.view());
    task.each_fold(|others, fold| task.learn_with(scaler.clone(), others, fold))
}

fn scales_all_in_every_fold(task: &Task) -> Validated {
    task.each_fold(|others, fold| task.learn_with((task.fit_scaler)(task.records.view()), others, fold))
}

fn scales_the_fold_by_itself(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let pipeline = task.fit(others)?;
        let scaler = (task.fit_scaler)(task.rows(fold).0.view());
        let score = task.score(&Pipeline { scaler, model: pipeline.model.clone() }, fold);
        Ok(Fold { pipeline, score })
    })
}

fn scaler_from_the_fold(task: &Task) -> Validated {
    task.each_fold(|others, fold| task.learn_with((task.fit_scaler)(task.rows(fold).0.view()), others, fold))
}

fn trains_once_on_all(task: &Task) -> Validated {
    let pipeline = task.fit(&task.all())?;
    task.each_fold(|_, fold| Ok(Fold { score: task.score(&pipeline, fold), pipeline: pipeline.clone() }))
}

fn keeps_the_first(task: &Task) -> Validated {
    let pipeline = task.fit(&task.others(&task.folds[0]))?;
    task.each_fold(|_, fold| Ok(Fold { score: task.score(&pipeline, fold), pipeline: pipeline.clone() }))
}

fn scores_on_train(task: &Task) -> Validated {
    task.each_fold(|others, _| {
        let pipeline = task.fit(others)?;
        Ok(Fold { score: task.score(&pipeline, others), pipeline })
    })
}

fn trains_on_the_fold(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let pipeline = task.fit(fold)?;
        Ok(Fold { score: task.score(&pipeline, others), pipeline })
    })
}

fn takes_ranges(task: &Task) -> Validated {
    task.each_fold(|_, fold| {
        let end = task.records.nrows().min(fold[0] + fold.len());
        let range: Vec<usize> = (fold[0]..end).collect();
        let pipeline = task.fit(&task.others(&range))?;
        Ok(Fold { score: task.score(&pipeline, &range), pipeline })
    })
}

fn targets_from_the_top(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let (records, _) = task.rows(others);
        let (_, targets) = task.rows(&task.all()[..others.len()]);
        let scaler = (task.fit_scaler)(records.view());
        let model = (task.fit_model)(scaler.transform(records.view()).view(), targets.view())?;
        let pipeline = Pipeline { scaler, model };
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })
}

fn ignores_fit_scaler(task: &Task) -> Validated {
    task.each_fold(|others, fold| task.learn_with(Scaler::fit(task.rows(others).0.view()), others, fold))
}

fn trains_unscaled(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let (records, targets) = task.rows(others);
        let scaler = (task.fit_scaler)(records.view());
        let model = (task.fit_model)(records.view(), targets.view())?;
        let pipeline = Pipeline { scaler, model };
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })
}

fn mean_over_rows(task: &Task) -> Validated {
    let validated = task.each_fold(|others, fold| {
        let pipeline = task.fit(others)?;
        Ok(Fold { score: task.score(&pipeline, fold), pipeline })
    })?;
    let right: f64 = validated.folds.iter().zip(task.folds).map(|(one, fold)| one.score * fold.len() as f64).sum();
    Ok(CrossValidation { mean_score: right / task.records.nrows() as f64, ..validated })
}

fn skips_failures(task: &Task) -> Validated {
    let hold_out = |fold: &Vec<usize>| {
        let pipeline = task.fit(&task.others(fold)).ok()?;
        Some(Fold { score: task.score(&pipeline, fold), pipeline })
    };
    Ok(with_mean(task.folds.iter().filter_map(hold_out).collect()))
}

fn keeps_the_last_error(task: &Task) -> Validated {
    let (mut folds, mut failed) = (Vec::new(), None);
    for fold in task.folds {
        match task.fit(&task.others(fold)) {
            Ok(pipeline) => folds.push(Fold { score: task.score(&pipeline, fold), pipeline }),
            Err(error) => failed = Some(error),
        }
    }
    failed.map_or_else(|| Ok(with_mean(folds)), Err)
}

fn scales_before_predict(task: &Task) -> Validated {
    task.each_fold(|others, fold| {
        let (pipeline, (records, targets)) = (task.fit(others)?, task.rows(fold));
        let scaled = pipeline.scaler.transform(records.view());
        let score = accuracy(predict(&pipeline, scaled.view()).view(), targets.view());
        Ok(Fold { pipeline, score })
    })
}

fn predicts_unscaled(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    pipeline.model.predict(&records).mapv(|number| if number > 0.5 { 1.0 } else { 0.0 })
}

fn predicts_scaled_twice(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predict(pipeline, pipeline.scaler.transform(records).view())
}

fn predicts_1_from_half_on(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predicts_numbers(pipeline, records).mapv(|number| if number >= 0.5 { 1.0 } else { 0.0 })
}

fn predicts_numbers(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    pipeline.model.predict(&pipeline.scaler.transform(records))
}

fn predicts_rounded(pipeline: &Pipeline, records: ArrayView2<f64>) -> Array1<f64> {
    predicts_numbers(pipeline, records).mapv(f64::round)
}

fn without_intercept(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    LinearRegression::new().with_intercept(false).fit(&Dataset::new(records.to_owned(), targets.to_owned()))
}

fn share_of_errors(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    1.0 - accuracy(predictions, targets)
}

fn in_percent(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    100.0 * accuracy(predictions, targets)
}
