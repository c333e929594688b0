//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use ndarray::{Axis, concatenate};

use super::solution::{last_value, learning_curve, majority, mean};
use super::{Baseline, BaselineError, Contract, Rows, SOLUTION};
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
                let Baseline { predictions, .. } = last_value(train, test)?;
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

/// A learner's file in which one function is like this.
macro_rules! with {
    ($($function:ident: $body:expr),+) => {
        Contract { $($function: $body,)+ ..SOLUTION }
    };
}

/// A learner's file in which the majority is found like this.
macro_rules! label {
    ($label:expr) => {
        with!(majority: |train, test| label_by(train, test, $label))
    };
}

/// A learner's file in which the mean is this of the training targets.
macro_rules! centre {
    ($centre:expr) => {
        with!(mean: |train, test| {
            mean(train, test)?;
            let centre: fn(&[f64]) -> f64 = $centre;
            Ok(constant(centre(&train.to_vec()), test))
        })
    };
}

/// A learner's file in which the share of wrong rows is this of the label and the held-out labels.
macro_rules! share {
    ($share:expr) => {
        with!(majority: |train, test| {
            let baseline = majority(train, test)?;
            let wrong = test.iter().zip(&baseline.predictions).filter(|(target, label)| target != label).count();
            let share: fn(usize, usize) -> f64 = $share;
            Ok(Baseline { error: share(wrong, test.len()), ..baseline })
        })
    };
}

/// A learner's file in which a curve is made of what this makes of the table, the held-out rows and the known rows.
macro_rules! curve {
    ($errors:expr) => {
        with!(learning_curve: |train, test, order, sizes, fit_model| {
            each_size(train, order, sizes, |known| $errors(train, test, known, fit_model))
        })
    };
}

/// A learner's file that names this one of the bad sizes.
macro_rules! names_size {
    ($which:expr) => {
        with!(learning_curve: |train, test, order, sizes, fit_model| {
            learning_curve(train, test, order, sizes, fit_model).map_err(|error| {
                let bad: Vec<usize> = sizes.iter().copied().filter(|size| *size == 0 || *size > order.len()).collect();
                let which: fn(&[usize]) -> Option<usize> = $which;
                which(&bad).map_or(error, BaselineError::BadSize)
            })
        })
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
        name: "takes the median of the training targets",
        advice: "Half of the targets lie above your number and half below. Is that what the task calls the mean?",
        attempts: &[centre!(median)],
    },
    Mistake {
        name: "makes whole numbers of the mean or of what it is made of",
        advice: "Two targets of 0.5 have a mean of 0.5. Where does your code lose the half?",
        attempts: &[
            centre!(|targets| (targets.iter().sum::<f64>() / targets.len() as f64).round()),
            centre!(|targets| (targets.iter().sum::<f64>() / targets.len() as f64) as i64 as f64),
            centre!(|targets| targets.iter().map(|target| *target as i64 as f64).sum::<f64>() / targets.len() as f64),
        ],
    },
    Mistake {
        name: "works with f32 on the way",
        advice: "An f32 keeps seven digits, and 0.1 is another number in it. Which of your numbers pass through one?",
        attempts: &[
            centre!(|targets| f64::from(
                targets.iter().map(|target| *target as f32).sum::<f32>() / targets.len() as f32
            )),
            centre!(
                |targets| targets.iter().map(|target| f64::from(*target as f32)).sum::<f64>() / targets.len() as f64
            ),
            label!(|labels| f64::from(smallest_frequent(labels) as f32)),
            with!(last_value: |train, test| {
                let Baseline { predictions, .. } = last_value(train, test)?;
                Ok(baseline(predictions.mapv(|value| f64::from(value as f32)), test))
            }),
        ],
    },
    Mistake {
        name: "measures the error on the training rows",
        advice: "Whoever has learned the rows by heart makes no mistakes on them. On which rows does the task measure the error?",
        attempts: &[
            with!(
                majority: |train, test| error_on_train(majority(train, test)?, majority(train, train)?),
                mean: |train, test| error_on_train(mean(train, test)?, mean(train, train)?)
            ),
            with!(majority: |train, test| error_on_train(majority(train, test)?, majority(train, train)?)),
            with!(mean: |train, test| error_on_train(mean(train, test)?, mean(train, train)?)),
        ],
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
        name: "counts equal neighbours without sorting the labels first",
        advice: "The labels 0, 1, 0, 1, 1, 0, 0 have no stretch longer than two. How often is each of them there?",
        attempts: &[label!(|labels| most_counted(&neighbours(labels), |label| label))],
    },
    Mistake {
        name: "takes the middle, the highest or the lowest label",
        advice: "With the labels 1, 1, 1, 2, 3 only counting helps. Does your code count how often a label is there?",
        attempts: &[
            label!(median),
            label!(|labels| labels.iter().copied().fold(f64::MIN, f64::max)),
            label!(|labels| labels.iter().copied().fold(f64::MAX, f64::min)),
        ],
    },
    Mistake {
        name: "takes the label of a fixed row",
        advice: "Put the same rows in another order, and your label changes. What does it mean for a label to be frequent?",
        attempts: &[label!(|labels| labels[0]), label!(|labels| labels[labels.len() - 1])],
    },
    Mistake {
        name: "counts labels as if they were small",
        advice: "A label can have five digits, or lie below zero. What becomes of such a label in your list, or in the type that you turn it into?",
        attempts: &[
            label!(|labels| smallest_frequent(&converted(labels, |label| f64::from(label as u8)))),
            label!(|labels| smallest_frequent(&converted(labels, |label| f64::from(label as i8)))),
            label!(|labels| smallest_frequent(&converted(labels, |label| f64::from(label as u16)))),
            label!(|labels| smallest_frequent(&converted(labels, |label| f64::from(label as i16)))),
            label!(|labels| smallest_frequent(&converted(labels, |label| f64::from(label as u32)))),
            label!(|labels| smallest_frequent(&converted(labels, |label| f64::from(label as i32)))),
            label!(|labels| smallest_frequent(&converted(labels, |label| label as usize as f64))),
            label!(|labels| smallest_frequent(&below(10.0, labels))),
            label!(|labels| smallest_frequent(&below(100.0, labels))),
            label!(|labels| smallest_frequent(&below(256.0, labels))),
            label!(|labels| smallest_frequent(&below(1000.0, labels))),
            label!(|labels| smallest_frequent(&converted(labels, f64::abs))),
        ],
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
        name: "returns how many rows are wrong, not their share",
        advice: "With four held-out rows your error goes up to 4. Between which two numbers does a share lie?",
        attempts: &[share!(|wrong, _| wrong as f64)],
    },
    Mistake {
        name: "gives the share of wrong rows in percent",
        advice: "When every row is wrong, what does your function return? Between which two numbers does a share lie?",
        attempts: &[share!(|wrong, n| 100.0 * wrong as f64 / n as f64)],
    },
    Mistake {
        name: "divides by the number of training rows",
        advice: "Your sum goes over some rows, and you divide by how many others there are. Over which rows is the error taken?",
        attempts: &[with!(majority: |train, test| {
            let baseline = majority(train, test)?;
            Ok(Baseline { error: baseline.error * test.len() as f64 / train.len() as f64, ..baseline })
        })],
    },
    Mistake {
        name: "divides the training targets by another number than theirs",
        advice: "The mean of three equal targets is that target. By what do you divide their sum, so that it comes out?",
        attempts: &[
            centre!(|targets| targets.iter().sum::<f64>() / (targets.len() as f64 - 1.0)),
            centre!(|targets| targets.iter().sum::<f64>() / (targets.len() as f64 + 1.0)),
            centre!(|targets| targets.iter().sum()),
            with!(mean: |train, test| {
                mean(train, test)?;
                Ok(constant(train.sum() / test.len() as f64, test))
            }),
        ],
    },
    Mistake {
        name: "divides two whole numbers",
        advice: "In Rust, 1 / 4 of whole numbers is 0. What are the types of the two numbers when yours are divided?",
        attempts: &[share!(|wrong, n| (wrong / n) as f64)],
    },
    Mistake {
        name: "measures how far apart two labels are",
        advice: "Labels are names that happen to be numbers. Is 7 in place of 1 worse than 2 in place of 1?",
        attempts: &[with!(majority: |train, test| Ok(baseline(majority(train, test)?.predictions, test)))],
    },
    Mistake {
        name: "predicts all held-out rows with the last training row",
        advice: "When the third held-out hour is to be predicted, the second has passed. What is known then that was not known at the start?",
        attempts: &[Contract {
            last_value: |train, test| by_row(train, test, |train, _, _| train[train.len() - 1]),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "predicts a row with its own value",
        advice: "An error of 0 on real data should make you look twice. Is the value that you predict with known before the row is?",
        attempts: &[Contract { last_value: |train, test| by_row(train, test, |_, test, row| test[row]), ..SOLUTION }],
    },
    Mistake {
        name: "predicts a row with the row after it",
        advice: "Write the series and your predictions below each other. Is the value that you predict with known before the row is?",
        attempts: &[
            with!(last_value: |train, test| by_row(train, test, |train, test, row| {
                if row + 1 < test.len() { test[row + 1] } else { train[train.len() - 1] }
            })),
            with!(last_value: |train, test| by_row(train, test, |_, test, row| test[(row + 1).min(test.len() - 1)])),
        ],
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
        name: "predicts the first held-out row with the first training row",
        advice: "The rows are in order of time. Which of the training rows came right before the first held-out one?",
        attempts: &[with!(last_value: |train, test| by_row(train, test, |train, test, row| {
            if row == 0 { train[0] } else { test[row - 1] }
        }))],
    },
    Mistake {
        name: "looks two rows back",
        advice: "Write the series and your predictions below each other. By how many places are they apart?",
        attempts: &[with!(last_value: |train, test| by_row(train, test, |train, test, row| match row {
            0 => train[train.len().saturating_sub(2)],
            1 => train[train.len() - 1],
            _ => test[row - 2],
        }))],
    },
    Mistake {
        name: "leaves the first held-out row out of the error",
        advice: "The first held-out row has a prediction like all others. Does your error know of it?",
        attempts: &[
            with!(last_value: |train, test| {
                let baseline = last_value(train, test)?;
                let n = test.len() as f64;
                let first = (train[train.len() - 1] - test[0]).abs();
                let error = if test.len() == 1 { baseline.error } else { (baseline.error * n - first) / (n - 1.0) };
                Ok(Baseline { error, ..baseline })
            }),
            with!(last_value: |train, test| {
                let baseline = last_value(train, test)?;
                let n = test.len() as f64;
                let first = (train[train.len() - 1] - test[0]).abs();
                Ok(Baseline { error: (baseline.error * n - first) / n, ..baseline })
            }),
        ],
    },
    Mistake {
        name: "adds up the errors with their signs",
        advice: "Ten too many and ten too few is not the same as being right twice. What becomes of your errors when they are added?",
        attempts: &[
            measured!(signed),
            measured!(|predictions, targets| -signed(predictions, targets)),
            measured!(|predictions, targets| signed(predictions, targets).abs()),
        ],
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
        name: "takes the median or the largest of the distances",
        advice: "One of the distances makes your number, whatever the others are. How does a mean look at all of them?",
        attempts: &[
            measured!(|predictions, targets| median(&distances(predictions, targets))),
            measured!(|predictions, targets| distances(predictions, targets).into_iter().fold(0.0, f64::max)),
        ],
    },
    Mistake {
        name: "does not divide the distances by their number",
        advice: "Twice as many rows would double your error. By what is a sum divided to make a mean of it?",
        attempts: &[
            measured!(|predictions, targets| distances(predictions, targets).iter().sum::<f64>()),
            measured!(|predictions, targets| {
                distances(predictions, targets).iter().sum::<f64>() / (targets.len() as f64 - 1.0)
            }),
        ],
    },
    Mistake {
        name: "takes small distances for none, or makes whole numbers of them",
        advice: "Charges are measured in 1e-19, times in billionths. What is a small miss in such a unit?",
        attempts: &[
            measured!(|predictions, targets| mean_of(&distances_as(predictions, targets, |miss| {
                if miss < 1e-9 { 0.0 } else { miss }
            }))),
            measured!(|predictions, targets| mean_of(&distances_as(predictions, targets, |miss| {
                if miss < 1e-12 { 0.0 } else { miss }
            }))),
            measured!(|predictions, targets| mean_of(&distances_as(predictions, targets, |miss| {
                if miss < f64::EPSILON { 0.0 } else { miss }
            }))),
            measured!(|predictions, targets| mean_of(&distances_as(predictions, targets, |miss| miss as i64 as f64))),
            measured!(|predictions, targets| mean_of(&distances_as(predictions, targets, f64::round))),
            measured!(|predictions, targets| (mean_of(&distances(predictions, targets)) * 1e6).round() / 1e6),
            measured!(|predictions, targets| (mean_of(&distances(predictions, targets)) * 1e4).round() / 1e4),
        ],
    },
    Mistake {
        name: "reads the numbers in the order in which they lie in memory",
        advice: "A column that is taken out of a table, or read from its end, does not lie in memory row by row. How do you get at the value of row i?",
        attempts: &[with!(mean_absolute_error: |predictions, targets| {
            mean_of(&distances(in_memory(&predictions), in_memory(&targets)))
        })],
    },
    Mistake {
        name: "reads a view as a slice",
        advice: "A view may be a column of a table, with the numbers of other columns between its own. When do its numbers make one slice, and what do you get when they don't?",
        attempts: &[
            with!(
                majority: |train, test| majority(sliced(&train), sliced(&test)),
                mean: |train, test| mean(sliced(&train), sliced(&test)),
                last_value: |train, test| last_value(sliced(&train), sliced(&test))
            ),
            with!(mean_absolute_error: |predictions, targets| {
                mean_of(&distances(sliced(&predictions), sliced(&targets)))
            }),
            with!(majority: |train, test| majority(sliced(&train), sliced(&test))),
            with!(mean: |train, test| mean(sliced(&train), sliced(&test))),
            with!(last_value: |train, test| last_value(sliced(&train), sliced(&test))),
        ],
    },
    Mistake {
        name: "makes a prediction for every training row",
        advice: "Print how many predictions you have. For which rows does the task want one?",
        attempts: &[
            with!(
                majority: |train, test| Ok(as_many_as(train, majority(train, test)?)),
                mean: |train, test| Ok(as_many_as(train, mean(train, test)?))
            ),
            with!(majority: |train, test| Ok(as_many_as(train, majority(train, test)?))),
            with!(mean: |train, test| Ok(as_many_as(train, mean(train, test)?))),
            with!(mean: |train, test| Ok(baseline(as_many_as(train, mean(train, test)?).predictions, test))),
        ],
    },
    Mistake {
        name: "tests on the training rows that are left over",
        advice: "Each of your models sits another exam, and the last one none. If two errors differ, was it the training or the exam?",
        attempts: &[Contract { learning_curve: tests_on_the_rest, ..SOLUTION }],
    },
    Mistake {
        name: "tests on as many held-out rows as it trains on",
        advice: "The small models are tested on a few rows, the large ones on many. Which of your points may be compared with each other?",
        attempts: &[curve!(tests_on_as_many)],
    },
    Mistake {
        name: "trains a model a second time for the second error",
        advice: "Training can take hours. How often is fit_model called for one size in your code, and how often does the task say?",
        attempts: &[curve!(trains_twice), curve!(trains_again_for_the_test)],
    },
    Mistake {
        name: "trains a size that stands twice only once",
        advice: "Somebody asks for the same size twice, perhaps because their training is a matter of chance. How many models do they expect?",
        attempts: &[with!(learning_curve: keeps_a_size)],
    },
    Mistake {
        name: "sorts the sizes before it trains",
        advice: "The sizes may come in any order. In which order are your models trained, and in which do the points come back?",
        attempts: &[with!(learning_curve: trains_in_order), with!(learning_curve: answers_in_order)],
    },
    Mistake {
        name: "measures both errors on the same rows",
        advice: "The two lines of a curve say different things. On which rows does each of your errors look?",
        attempts: &[
            curve!(|_, test, known, fit_model| trained(known, fit_model, [test, test])),
            curve!(|_, _, known, fit_model| trained(known, fit_model, [known, known])),
        ],
    },
    Mistake {
        name: "exchanges the two errors",
        advice: "A model usually does better on the rows that it has learned from. Which of your two errors is the smaller one?",
        attempts: &[curve!(|_, test, known, fit_model| trained(known, fit_model, [test, known]))],
    },
    Mistake {
        name: "takes the rows at the end of the order",
        advice: "A model of size n learns from n rows of the order. From which end does the task take them?",
        attempts: &[with!(learning_curve: trains_on_the_last)],
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
        name: "takes the numbers in the order for places, and not for rows",
        advice: "The order [2, 0, 1] names row 2 first. Which row would come first if its numbers were the places of the rows 0, 1 and 2?",
        attempts: &[with!(learning_curve: trains_by_rank), with!(learning_curve: trains_in_the_order_of_ranks)],
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
        name: "compares with the first targets of the table",
        advice: "The rows were picked by the order. Were the targets that they are compared with picked in the same way?",
        attempts: &[curve!(compares_with_the_top), curve!(trains_with_the_top)],
    },
    Mistake {
        name: "cuts a size that is too large down to what there is",
        advice: "Whoever asked for 5000 rows reads 5000 beside your point. On how many was the model trained?",
        attempts: &[Contract { learning_curve: cuts_sizes, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out a size that is bad",
        advice: "Whoever asks for three sizes expects three points. Who tells them that one of yours is missing, and why?",
        attempts: &[with!(learning_curve: |train, test, order, sizes, fit_model| {
            let good: Vec<usize> = sizes.iter().copied().filter(|size| (1..=order.len()).contains(size)).collect();
            learning_curve(train, test, order, &good, fit_model)
        })],
    },
    Mistake {
        name: "looks for one kind of bad size only",
        advice: "A size can be too small, and it can be too large. Which of the two does your code notice?",
        attempts: &[with!(learning_curve: notices_0_only), with!(learning_curve: notices_too_large_only)],
    },
    Mistake {
        name: "says of a size of 0 that there are no training rows",
        advice: "There are training rows enough, only a size asks for none of them. Which of the two errors can say which size it was?",
        attempts: &[with!(learning_curve: |train, test, order, sizes, fit_model| {
            learning_curve(train, test, order, sizes, fit_model).map_err(|error| match error {
                BaselineError::BadSize(0) => BaselineError::NoTrainingRows,
                other => other,
            })
        })],
    },
    Mistake {
        name: "refuses the size of all training rows",
        advice: "Six rows can be trained on where there are six. What does your comparison say when both numbers are equal?",
        attempts: &[with!(learning_curve: |train, test, order, sizes, fit_model| {
            match sizes.iter().find(|size| **size == 0 || **size >= order.len()) {
                Some(size) => Err(BaselineError::BadSize(*size)),
                None => learning_curve(train, test, order, sizes, fit_model),
            }
        })],
    },
    Mistake {
        name: "names another bad size than the first",
        advice: "Two sizes are bad, and the error can name one of them. Which of the two comes first in the list?",
        attempts: &[
            names_size!(|bad| bad.iter().copied().find(|size| *size == 0).or(bad.first().copied())),
            names_size!(|bad| bad.iter().copied().find(|size| *size > 0).or(bad.first().copied())),
            names_size!(|bad| bad.last().copied()),
            names_size!(|bad| bad.iter().copied().max()),
            names_size!(|bad| bad.iter().copied().min()),
        ],
    },
    Mistake {
        name: "takes for granted that there is a training row",
        advice: "A panic ends the whole program, an error lets the caller say what to do. What do your functions meet when train is empty, and what does the task want them to return?",
        attempts: &[
            with!(mean: mean_unwrapped, last_value: last_unwrapped, majority: majority_unwrapped),
            with!(mean: mean_unwrapped),
            with!(last_value: last_unwrapped),
            with!(majority: majority_unwrapped),
            with!(last_value: last_indexed),
        ],
    },
    Mistake {
        name: "answers without anything to learn from",
        advice: "Divide 0 by 0, and look at what your baseline predicts then. What does the task say when there is no training row?",
        attempts: &[
            with!(
                majority: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { majority(train, test) },
                mean: |train, test| Ok(constant(train.sum() / train.len() as f64, test)),
                last_value: |train, test| {
                    if train.is_empty() { Ok(constant(f64::NAN, test)) } else { last_value(train, test) }
                }
            ),
            with!(
                majority: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { majority(train, test) },
                mean: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { mean(train, test) },
                last_value: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { last_value(train, test) }
            ),
            with!(majority: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { majority(train, test) }),
            with!(mean: |train, test| Ok(constant(train.sum() / train.len() as f64, test))),
            with!(mean: |train, test| if train.is_empty() { Ok(constant(0.0, test)) } else { mean(train, test) }),
            with!(last_value: |train, test| {
                if train.is_empty() { Ok(constant(0.0, test)) } else { last_value(train, test) }
            }),
        ],
    },
];
