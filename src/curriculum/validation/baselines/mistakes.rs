//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, ArrayView1, Axis, concatenate};

use super::solution::{learning_curve, majority, mean, mean_absolute_error};
use super::{Baseline, BaselineError, Contract, CurvePoint, FitModel, Rows, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which all errors are measured like this.
macro_rules! measured {
    ($error:expr) => {
        Contract {
            mean_absolute_error: $error,
            mean: |train, test| {
                let Baseline { predictions, .. } = mean(train, test)?;
                Ok(Baseline { error: $error(predictions.view(), test), predictions })
            },
            last_value: |train, test| {
                let Baseline { predictions, .. } = (SOLUTION.last_value)(train, test)?;
                Ok(Baseline { error: $error(predictions.view(), test), predictions })
            },
            learning_curve: |train, test, order, sizes, fit_model| {
                each_size(train, order, sizes, |known| {
                    let predict = fit_model(known.records.view(), known.targets.view());
                    let error = |rows: &Rows| $error(predict(rows.records.view()).view(), rows.targets.view());
                    [error(known), error(test)]
                })
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes the mean of the held-out rows",
        advice: "These rows stand for the days to come. On the day when the mean is taken, which targets are known?",
        attempts: &[Contract { mean: |train, test| predict_mean(train, test, test), ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of training and held-out rows together",
        advice: "The held-out targets pull the mean towards themselves, and then it is measured by them. Who should have a say in it?",
        attempts: &[Contract {
            mean: |train, test| predict_mean(train, concatenate![Axis(0), train, test].view(), test),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the label that most held-out rows have",
        advice: "Whoever may look at the answers finds the best label easily. Which rows does a baseline learn from?",
        attempts: &[Contract { majority: majority_of_test, ..SOLUTION }],
    },
    Mistake {
        name: "rounds the mean of the labels",
        advice: "With the labels 0, 0, 2, 2, 2 your answer is 1, which no row has. What does it mean for a label to be frequent?",
        attempts: &[Contract {
            majority: |train, test| {
                label_by(train, test, |labels| (labels.iter().sum::<f64>() / labels.len() as f64).round())
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives a tie to the label that comes first in the table",
        advice: "The same rows in another order should teach the same label. Which of equally frequent labels does the task ask for?",
        attempts: &[Contract {
            majority: |train, test| label_by(train, test, |labels| frequent(labels)[0]),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives a tie to the largest label",
        advice: "Several labels are equally frequent, and your code keeps the last of them. Which one does the task ask for?",
        attempts: &[Contract {
            majority: |train, test| {
                label_by(train, test, |labels| frequent(labels).iter().fold(f64::MIN, |most, label| most.max(*label)))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "returns the share of rows that are right",
        advice: "An error of 0 is perfect. What does your function return when every row has the majority's label?",
        attempts: &[Contract {
            majority: |train, test| {
                let baseline = majority(train, test)?;
                Ok(Baseline { error: 1.0 - baseline.error, ..baseline })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "predicts all held-out rows with the last training row",
        advice: "When the third held-out hour is to be predicted, the second has passed. What is known then that was not known at the start?",
        attempts: &[Contract { last_value: |train, test| by_row(train, test, |last, _, _| last), ..SOLUTION }],
    },
    Mistake {
        name: "predicts a row with its own value",
        advice: "An error of 0 on real data should make you look twice. Is the value that you predict with known before the row is?",
        attempts: &[Contract { last_value: |train, test| by_row(train, test, |_, test, row| test[row]), ..SOLUTION }],
    },
    Mistake {
        name: "begins again at the first held-out row",
        advice: "The first held-out row has no held-out row before it, but it is not the first row there is. Which one came right before?",
        attempts: &[Contract {
            last_value: |train, test| by_row(train, test, |_, test, row| if row == 0 { 0.0 } else { test[row - 1] }),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "adds up the errors with their signs",
        advice: "Ten too many and ten too few is not the same as being right twice. What becomes of your errors when they are added?",
        attempts: &[measured!(signed)],
    },
    Mistake {
        name: "squares the errors",
        advice: "A square is in other units: hires times hires. By how many hires is the prediction off?",
        attempts: &[measured!(squared)],
    },
    Mistake {
        name: "takes the root of the mean of the squares",
        advice: "That number has its use too, and one large miss weighs heavily in it. Which of the two errors does the task ask for?",
        attempts: &[measured!(root_mean_square)],
    },
    Mistake {
        name: "tests on the training rows that are left over",
        advice: "Each of your models sits another exam, and the last one none. If two errors differ, was it the training or the exam?",
        attempts: &[Contract { learning_curve: tests_on_the_rest, ..SOLUTION }],
    },
    Mistake {
        name: "tests on as many held-out rows as it trains on",
        advice: "The small models are tested on a few rows, the large ones on many. Which of your points may be compared with each other?",
        attempts: &[Contract { learning_curve: tests_on_as_many, ..SOLUTION }],
    },
    Mistake {
        name: "trains on other rows for every size",
        advice: "A larger model of yours has not seen what the smaller one saw. If its error falls, was it the number of rows or which rows?",
        attempts: &[Contract { learning_curve: trains_on_other_rows, ..SOLUTION }],
    },
    Mistake {
        name: "takes the first rows of the table, whatever the order",
        advice: "The first rows of the hires are all from January. What was the order given to you for?",
        attempts: &[Contract {
            learning_curve: |train, test, _, sizes, fit_model| {
                let as_it_stands: Vec<usize> = (0..train.targets.len()).collect();
                learning_curve(train, test, &as_it_stands, sizes, fit_model)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "trains one model on all rows for the whole curve",
        advice: "All points of your curve ask the same model. What should the model of size 100 know, and what not?",
        attempts: &[Contract { learning_curve: trains_once, ..SOLUTION }],
    },
    Mistake {
        name: "measures the training error on all training rows",
        advice: "A model of size 100 has never seen most of these rows. How well does it know those that it was trained on?",
        attempts: &[Contract { learning_curve: train_error_on_all, ..SOLUTION }],
    },
    Mistake {
        name: "cuts a size that is too large down to what there is",
        advice: "Whoever asked for 5000 rows reads 5000 beside your point. On how many was the model trained?",
        attempts: &[Contract { learning_curve: cuts_sizes, ..SOLUTION }],
    },
    Mistake {
        name: "answers without anything to learn from",
        advice: "Divide 0 by 0, and look at what your baseline predicts then. What does the task say when there is no training row?",
        attempts: &[Contract {
            majority: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { majority(train, test) },
            mean: |train, test| Ok(constant(train.sum() / train.len() as f64, test)),
            last_value: |train, test| {
                if train.is_empty() { Ok(constant(f64::NAN, test)) } else { (SOLUTION.last_value)(train, test) }
            },
            ..SOLUTION
        }],
    },
];

type Fitted = Result<Baseline, BaselineError>;
type Curve = Result<Vec<CurvePoint>, BaselineError>;

fn baseline(predictions: Array1<f64>, test: ArrayView1<f64>) -> Baseline {
    Baseline { error: mean_absolute_error(predictions.view(), test), predictions }
}

fn constant(value: f64, test: ArrayView1<f64>) -> Baseline {
    baseline(Array1::from_elem(test.len(), value), test)
}

fn predict_mean(train: ArrayView1<f64>, of: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    mean(train, test)?;
    Ok(constant(of.sum() / of.len() as f64, test))
}

fn by_row(train: ArrayView1<f64>, test: ArrayView1<f64>, value: fn(f64, ArrayView1<f64>, usize) -> f64) -> Fitted {
    let last = *train.last().ok_or(BaselineError::NoTrainingRows)?;
    Ok(baseline((0..test.len()).map(|row| value(last, test, row)).collect(), test))
}

fn label_by(train: ArrayView1<f64>, test: ArrayView1<f64>, label: fn(&[f64]) -> f64) -> Fitted {
    majority(train, test)?;
    let label = label(&train.to_vec());
    let wrong = test.iter().filter(|target| **target != label).count();
    Ok(Baseline { predictions: Array1::from_elem(test.len(), label), error: wrong as f64 / test.len() as f64 })
}

fn majority_of_test(train: ArrayView1<f64>, test: ArrayView1<f64>) -> Fitted {
    majority(train, test)?;
    majority(test, test)
}

/// The labels that are most frequent, in the order of the table.
fn frequent(labels: &[f64]) -> Vec<f64> {
    let count = |label: f64| labels.iter().filter(|other| **other == label).count();
    let most = labels.iter().map(|label| count(*label)).max().unwrap_or(0);
    labels.iter().copied().filter(|label| count(*label) == most).collect()
}

fn signed(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (&predictions - &targets).sum() / targets.len() as f64
}

fn squared(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    (&predictions - &targets).mapv(|error| error * error).sum() / targets.len() as f64
}

fn root_mean_square(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> f64 {
    squared(predictions, targets).sqrt()
}

fn take(rows: &Rows, which: &[usize]) -> Rows {
    Rows { records: rows.records.select(Axis(0), which), targets: rows.targets.select(Axis(0), which) }
}

/// One point for every size, with the training error and the test error from `errors`.
fn each_size(train: &Rows, order: &[usize], sizes: &[usize], errors: impl Fn(&Rows) -> [f64; 2]) -> Curve {
    let point = |&size: &usize| {
        let known = order.get(..size).filter(|known| !known.is_empty()).ok_or(BaselineError::BadSize(size))?;
        let [train_error, test_error] = errors(&take(train, known));
        Ok(CurvePoint { size, train_error, test_error })
    };
    sizes.iter().map(point).collect()
}

/// The errors of a model that is trained on `known`, on one and on other rows.
fn trained(known: &Rows, fit_model: FitModel, on: [&Rows; 2]) -> [f64; 2] {
    let predict = fit_model(known.records.view(), known.targets.view());
    on.map(|rows| mean_absolute_error(predict(rows.records.view()).view(), rows.targets.view()))
}

fn tests_on_the_rest(train: &Rows, _: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    each_size(train, order, sizes, |known| {
        let rest = take(train, &order[known.targets.len()..]);
        trained(known, fit_model, [known, &rest])
    })
}

fn tests_on_as_many(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    each_size(train, order, sizes, |known| {
        let as_many: Vec<usize> = (0..test.targets.len().min(known.targets.len())).collect();
        trained(known, fit_model, [known, &take(test, &as_many)])
    })
}

/// Walks on through the order, and begins again at its end.
fn trains_on_other_rows(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    let walked = std::cell::Cell::new(0);
    each_size(train, order, sizes, |known| {
        let size = known.targets.len();
        let from = walked.replace(walked.get() + size);
        let next: Vec<usize> = order.iter().cycle().skip(from).take(size).copied().collect();
        let next = take(train, &next);
        trained(&next, fit_model, [&next, test])
    })
}

fn trains_once(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    let predict = fit_model(train.records.view(), train.targets.view());
    let error = |rows: &Rows| mean_absolute_error(predict(rows.records.view()).view(), rows.targets.view());
    each_size(train, order, sizes, |known| [error(known), error(test)])
}

fn train_error_on_all(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    each_size(train, order, sizes, |known| trained(known, fit_model, [train, test]))
}

fn cuts_sizes(train: &Rows, test: &Rows, order: &[usize], sizes: &[usize], fit_model: FitModel) -> Curve {
    let point = |&size: &usize| {
        let known = take(train, &order[..size.min(order.len())]);
        let [train_error, test_error] = trained(&known, fit_model, [&known, test]);
        CurvePoint { size, train_error, test_error }
    };
    Ok(sizes.iter().map(point).collect())
}
