//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{accuracy, predict};
use super::{Contract, CrossValidation, Fold, Pipeline, SOLUTION, Scaler, TrainingError};
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

/// A learner's file in which this is said of the model's number.
macro_rules! class_if {
    ($is_one:expr) => {
        made_of!(
            |pipeline, records| predicts_numbers(pipeline, records).mapv(|number| {
                let is_one: fn(f64) -> bool = $is_one;
                f64::from(is_one(number))
            }),
            accuracy
        )
    };
}

/// A learner's file in which the accuracy is that of the rows of one class, or this where there are none.
macro_rules! one_class {
    ($class:expr, $none:expr) => {
        made_of!(predict, |predictions, targets| right_of($class, $none, targets, predictions, targets))
    };
}

/// A learner's file in which the mean is made of the folds' scores like this.
macro_rules! mean_by {
    ($mean:expr) => {
        validates!(|task: &Task| {
            let validated = task.right()?;
            let scores: Vec<f64> = validated.folds.iter().map(|fold| fold.score).collect();
            let mean: fn(Vec<f64>, &Task) -> f64 = $mean;
            Ok(CrossValidation { mean_score: mean(scores, task), ..validated })
        })
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
        name: "learns a new scaler from the rows that are to be predicted",
        advice: "A new mass may come alone, and one row has no deviation. By which means and deviations was the model trained, and where are they now?",
        attempts: &[
            made_of!(predicts_with_its_own_scaler, accuracy),
            Contract { predict: predicts_with_its_own_scaler, ..SOLUTION },
        ],
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
        name: "trains every fold on all rows, its own included",
        advice: "Your code learns anew for every fold, but look at what it is given. Which of these rows are scored a moment later?",
        attempts: &[validates!(|task: &Task| task.each_fold(|_, fold| {
            let pipeline = task.fit(&task.all())?;
            Ok(Fold { score: task.score(&pipeline, fold), pipeline })
        }))],
    },
    Mistake {
        name: "hands back the pipeline of the last fold for every fold",
        advice: "Whoever looks at the second fold wants to see what was learned without its rows. Which pipeline do they find there?",
        attempts: &[validates!(last_pipeline)],
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
        attempts: &[
            validates!(takes_ranges),
            validates!(trains_outside_of_the_range),
            validates!(|task: &Task| task.each_fold(|others, fold| {
                let (pipeline, from) = (task.fit(others)?, fold.iter().min().copied().unwrap_or(0));
                Ok(Fold { score: task.score(&pipeline, &task.range(from, fold.len())), pipeline })
            })),
            validates!(|task: &Task| task.each_fold(|others, fold| {
                let pipeline = task.fit(others)?;
                Ok(Fold { score: task.score(&pipeline, &task.range(fold[0], fold.len())), pipeline })
            })),
            validates!(takes_ranges_from_the_lowest),
        ],
    },
    Mistake {
        name: "trains with targets from the top of the table",
        advice: "The training rows were picked out of the table one by one. Were their targets picked by the same indices?",
        attempts: &[validates!(targets_from_the_top)],
    },
    Mistake {
        name: "scores the held-out rows with targets in another order",
        advice: "A fold may list row 4 before row 1, and then 4 is predicted first. With which row's target is its prediction compared?",
        attempts: &[
            validates!(|task: &Task| task.each_fold(|others, fold| {
                let mut sorted = fold.to_vec();
                sorted.sort_unstable();
                task.scored_by(others, fold, &sorted)
            })),
            validates!(|task: &Task| task
                .each_fold(|others, fold| { task.scored_by(others, fold, &task.range(0, fold.len())) })),
        ],
    },
    Mistake {
        name: "calls Scaler::fit in place of the fit_scaler that it was given",
        advice: "Someone wants to try another way of scaling in the same folds. Where would they hand it in, and does your function use it?",
        attempts: &[
            validates!(ignores_fit_scaler),
            validates!(|task: &Task| task.each_fold(|others, fold| {
                (task.fit_scaler)(task.rows(others).0.view());
                task.learn_with(Scaler::fit(task.rows(others).0.view()), others, fold)
            })),
        ],
    },
    Mistake {
        name: "trains a model of its own in place of the fit_model that it was given",
        advice: "Someone wants to try another model in the same folds. Where would they hand it in, and does your function call it?",
        attempts: &[validates!(|task: &Task| Task { fit_model: &linfas, ..task.again() }.right())],
    },
    Mistake {
        name: "calls fit_scaler or fit_model more than once for a fold",
        advice: "Learning can take hours, and a step with chance in it learns something else the second time. How often is each of the two called for one fold?",
        attempts: &[
            validates!(|task: &Task| task.each_fold(|others, fold| {
                let pipeline = task.fit(others)?;
                let scaler = (task.fit_scaler)(task.rows(others).0.view());
                let pipeline = Pipeline { scaler, ..pipeline };
                Ok(Fold { score: task.score(&pipeline, fold), pipeline })
            })),
            validates!(|task: &Task| task.each_fold(|others, fold| {
                let scaler = (task.fit_scaler)(task.rows(others).0.view());
                (task.fit_scaler)(task.rows(others).0.view());
                task.learn_with(scaler, others, fold)
            })),
            validates!(|task: &Task| task.each_fold(|others, fold| {
                let scaler = (task.fit_scaler)(task.rows(others).0.view());
                task.learn_with(scaler.clone(), others, fold)?;
                task.learn_with(scaler, others, fold)
            })),
            validates!(|task: &Task| task.each_fold(|others, fold| {
                task.fit(others)?;
                let pipeline = task.fit(others)?;
                Ok(Fold { score: task.score(&pipeline, fold), pipeline })
            })),
        ],
    },
    Mistake {
        name: "trains the model on rows that are not scaled",
        advice: "Follow the training rows from the table to the model. Fitting a scaler changes no row yet: what does?",
        attempts: &[validates!(trains_unscaled)],
    },
    Mistake {
        name: "predicts from rows that are not scaled",
        advice: "The model was trained on scaled rows, so 3 means three deviations to it, and it gets 3 as it was measured. What else is in the pipeline?",
        attempts: &[
            made_of!(predicts_unscaled, accuracy),
            validates!(|task: &Task| task.scored_with(predicts_unscaled)),
        ],
    },
    Mistake {
        name: "leaves the scaling to whoever calls predict",
        advice: "On the day when predict is called with a new row, nobody has scaled it. Which rows does the task say that predict is given?",
        attempts: &[Contract { predict: predicts_unscaled, ..SOLUTION }],
    },
    Mistake {
        name: "reads a table in the order in which it lies in memory",
        advice: "A table can lie in memory row by row, or column by column. How do you get at the value in row i and column j of either?",
        attempts: &[
            made_of!(|pipeline, records| predict(pipeline, in_memory(records).view()), accuracy),
            Contract { predict: |pipeline, records| predict(pipeline, in_memory(records).view()), ..SOLUTION },
            validates!(|task: &Task| Task { records: in_memory(task.records.view()), ..task.again() }.right()),
            validates!(|task: &Task| Task { targets: list_in_memory(task.targets.view()), ..task.again() }.right()),
            made_of!(predict, |predictions, targets| {
                accuracy(list_in_memory(predictions).view(), list_in_memory(targets).view())
            }),
            Contract {
                fit_model: |records, targets| linfas(in_memory(records).view(), list_in_memory(targets).view()),
                ..SOLUTION
            },
        ],
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
        name: "shortens the model's number before it compares it",
        advice: "Between 0.5 and the next f64 there is nothing, and above 0.5 is above 0.5. What becomes of a number that is larger by a billionth?",
        attempts: &[
            class_if!(|number| number as f32 > 0.5),
            class_if!(|number| number > 0.5 + 1e-6),
            class_if!(|number| number > 0.5 + 1e-9),
            class_if!(|number| (number * 1e6).round() / 1e6 > 0.5),
            class_if!(|number| number - 0.5 > 1e-12),
        ],
    },
    Mistake {
        name: "says 1 from another number on than 0.5",
        advice: "The classes are 0 and 1, and half way between them is one number. Where does your code draw the line?",
        attempts: &[
            class_if!(|number| number > 0.0),
            class_if!(|number| number >= 0.0),
            class_if!(|number| number > 1.0),
            class_if!(|number| number >= 1.0),
        ],
    },
    Mistake {
        name: "says 1 below the number and 0 above it",
        advice: "Which class has the number 1, and on which side of the line do its rows lie?",
        attempts: &[class_if!(|number| number < 0.5), class_if!(|number| number <= 0.5)],
    },
    Mistake {
        name: "says -1 where the task says 0",
        advice: "Some books call the two classes -1 and 1. What does the table call them, and what comes of comparing the two?",
        attempts: &[made_of!(
            |pipeline, records| predicts_numbers(pipeline, records).mapv(|number| if number > 0.5 {
                1.0
            } else {
                -1.0
            }),
            accuracy
        )],
    },
    Mistake {
        name: "returns the model's number where a class is asked for",
        advice: "0.93 is close to 1, but it is not equal to 1. What turns the number into one of two classes?",
        attempts: &[made_of!(predicts_numbers, accuracy), validates!(|task: &Task| task.scored_with(predicts_numbers))],
    },
    Mistake {
        name: "rounds the model's number",
        advice: "A straight line does not stop at 0 or at 1. What becomes of 1.7 or of -3 when it is rounded, and which classes are there?",
        attempts: &[
            made_of!(predicts_rounded, accuracy),
            made_of!(|pipeline, records| predicts_numbers(pipeline, records).mapv(f64::trunc), accuracy),
            made_of!(|pipeline, records| predicts_numbers(pipeline, records).mapv(f64::floor), accuracy),
            made_of!(
                |pipeline, records| predicts_numbers(pipeline, records).mapv(|number| (number - 0.5).ceil()),
                accuracy
            ),
        ],
    },
    Mistake {
        name: "trains a model without an intercept",
        advice: "After scaling, 0 is the mean of every column. What should the model answer for a row of zeros, and can yours?",
        attempts: &[Contract { fit_model: without_intercept, ..SOLUTION }],
    },
    Mistake {
        name: "scales the rows in fit_model",
        advice: "The rows that fit_model is given are scaled already, when somebody wants that. What do the numbers of the model mean to who asks for them?",
        attempts: &[Contract {
            fit_model: |records, targets| linfas(Scaler::fit(records).transform(records).view(), targets),
            ..SOLUTION
        }],
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
        name: "counts the rows of one class only",
        advice: "A test with 99 healthy people and one ill one: what does your number say of the healthy? Which rows does the task count?",
        attempts: &[
            one_class!(1.0, f64::NAN),
            one_class!(1.0, 1.0),
            one_class!(1.0, 0.0),
            one_class!(0.0, f64::NAN),
            one_class!(0.0, 1.0),
            one_class!(0.0, 0.0),
            made_of!(predict, |predictions, targets| right_of(1.0, f64::NAN, predictions, predictions, targets)),
            made_of!(predict, |predictions, targets| right_of(1.0, 1.0, predictions, predictions, targets)),
            made_of!(predict, |predictions, targets| right_of(1.0, 0.0, predictions, predictions, targets)),
        ],
    },
    Mistake {
        name: "divides two whole numbers",
        advice: "In Rust, 3 / 4 of whole numbers is 0. What are the types of the two numbers when yours are divided?",
        attempts: &[made_of!(predict, whole_division)],
    },
    Mistake {
        name: "returns how many predictions are right, not their share",
        advice: "With 114 rows your number goes up to 114. Between which two numbers does a share lie?",
        attempts: &[made_of!(predict, number_of_right)],
    },
    Mistake {
        name: "shortens the accuracy",
        advice: "A third has more digits than any number that is shown. Who rounds, and when: the function that counts or the one that prints?",
        attempts: &[
            made_of!(predict, accuracy_in_f32),
            made_of!(predict, |predictions, targets| (accuracy(predictions, targets) * 1e4).round() / 1e4),
            made_of!(predict, |predictions, targets| (accuracy(predictions, targets) * 1e2).round() / 1e2),
            made_of!(predict, |predictions, targets| (accuracy(predictions, targets) * 1e3).round() / 1e3),
        ],
    },
    Mistake {
        name: "lets a fold count by the number of its rows",
        advice: "Two means are possible when the folds differ in size: over the rows, or over the folds. Which of them does the task ask for?",
        attempts: &[validates!(mean_over_rows)],
    },
    Mistake {
        name: "takes the median of the scores",
        advice: "Half of the scores lie above your number and half below. Is that what the task calls the mean?",
        attempts: &[mean_by!(|scores, _| median(scores)), mean_by!(|scores, _| upper_median(scores))],
    },
    Mistake {
        name: "takes the middle of the lowest and the highest score",
        advice: "Two of the scores make your number, whatever the others are. How does a mean look at all of them?",
        attempts: &[mean_by!(|scores, _| {
            let (low, high) = ends(&scores);
            (low + high) / 2.0
        })],
    },
    Mistake {
        name: "takes the middle of each score and the mean so far",
        advice: "With three folds your last score counts for half of the mean. How much should each of them count?",
        attempts: &[
            mean_by!(|scores, _| scores.iter().skip(1).fold(scores[0], |mean, score| (mean + score) / 2.0)),
            mean_by!(|scores, _| scores.iter().fold(0.0, |mean, score| (mean + score) / 2.0)),
        ],
    },
    Mistake {
        name: "takes the best or the worst score for the mean",
        advice: "Whoever reports the best fold reports luck. What do the other folds say, and how do they get into your number?",
        attempts: &[mean_by!(|scores, _| ends(&scores).1), mean_by!(|scores, _| ends(&scores).0)],
    },
    Mistake {
        name: "shortens the scores or their mean",
        advice: "A third has more digits than any number that is shown. Who rounds, and when: the function that counts or the one that prints?",
        attempts: &[
            mean_by!(
                |scores, _| scores.iter().map(|score| (score * 1e4).round() / 1e4).sum::<f64>() / scores.len() as f64
            ),
            mean_by!(
                |scores, _| scores.iter().map(|score| (score * 1e3).round() / 1e3).sum::<f64>() / scores.len() as f64
            ),
            mean_by!(
                |scores, _| scores.iter().map(|score| (score * 1e2).round() / 1e2).sum::<f64>() / scores.len() as f64
            ),
            mean_by!(|scores, _| (mean_of(&scores) * 1e4).round() / 1e4),
            mean_by!(|scores, _| (mean_of(&scores) * 1e3).round() / 1e3),
            mean_by!(|scores, _| (mean_of(&scores) * 1e2).round() / 1e2),
            mean_by!(|scores, _| f64::from(mean_of(&scores) as f32)),
        ],
    },
    Mistake {
        name: "divides the scores by another number than that of the folds",
        advice: "Add up the scores of three folds that are all 1. By what do you divide, so that the mean is 1?",
        attempts: &[
            mean_by!(|scores, _| scores.iter().sum()),
            mean_by!(|scores, _| scores.iter().sum::<f64>() / (scores.len() - 1) as f64),
            mean_by!(|scores, task| scores.iter().sum::<f64>() / task.targets.len() as f64),
            mean_by!(|scores, _| scores.iter().sum::<f64>() / 5.0),
        ],
    },
    Mistake {
        name: "leaves out a fold that cannot be trained",
        advice: "Whoever reads the mean will think that every row was tested once. Who tells them that a part of the rows is missing?",
        attempts: &[validates!(skips_failures)],
    },
    Mistake {
        name: "unwraps the answer of fit_model",
        advice: "A panic ends the whole program, an error lets the caller say what to do. What does cross_validate return, and how does an error get there?",
        attempts: &[validates!(unwraps)],
    },
    Mistake {
        name: "returns an error of its own in place of that of fit_model",
        advice: "The error of fit_model says why the training failed. Is that still to be read in what your function returns?",
        attempts: &[
            validates!(|task: &Task| task.right().map_err(|_| TrainingError::NotEnoughSamples)),
            validates!(|task: &Task| task.right().map_err(|_| TrainingError::NotEnoughTargets)),
        ],
    },
    Mistake {
        name: "returns the error of the last fold that cannot be trained",
        advice: "Two folds fail, each for a reason of its own. Which of the two errors is met first, and what is left to do once it is there?",
        attempts: &[validates!(keeps_the_last_error)],
    },
];
