//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;
use ndarray::Axis;

use super::solution::{fit, gradient, loss, step};
use super::{Contract, Descent, Diverged, LinearModel, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which these parts are wrong, and `fit` is made of them.
macro_rules! with {
    ($($part:ident: $wrong:expr),+ $(,)?) => {
        Contract {
            $($part: $wrong,)+
            fit: |start, records, targets, learning_rate, n_steps| {
                let parts = Contract { $($part: $wrong,)+ ..SOLUTION };
                descend(&parts, start, records, targets, learning_rate, n_steps, |loss| loss.is_finite())
            },
            ..SOLUTION
        }
    };
}

/// Learners' files in which this part is wrong: in `fit` as well, and by itself.
macro_rules! part {
    ($($part:ident: $wrong:expr),+ $(,)?) => {
        &[$(with!($part: $wrong), Contract { $part: $wrong, ..SOLUTION }),+]
    };
}

/// Learners' files in which `fit` calls a loss too large that is not.
macro_rules! too_large {
    ($($limit:expr),+ $(,)?) => {
        &[$(fit!(|start, records, targets, rate, n_steps| {
            descend(&SOLUTION, start, records, targets, rate, n_steps, |loss| loss <= $limit)
        })),+]
    };
}

/// A learner's file in which `fit` alone is wrong.
macro_rules! fit {
    ($fit:expr) => {
        Contract { fit: $fit, ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "adds up the squared misses and does not divide",
        advice: "Twice as many rows would make your loss twice as large, and the model no worse. What does a mean divide by?",
        attempts: part!(loss: |model, records, targets| loss(model, records, targets) * targets.len() as f64),
    },
    Mistake {
        name: "divides by n - 1",
        advice: "That divisor belongs to a variance, whose mean was estimated from the same rows. Was anything estimated here, and what does one row give?",
        attempts: &[
            with!(loss: |model, records, targets| loss(model, records, targets) * less_one(targets)),
            with!(gradient: |model, records, targets| scaled(&gradient(model, records, targets), less_one(targets))),
            with!(
                loss: |model, records, targets| loss(model, records, targets) * less_one(targets),
                gradient: |model, records, targets| scaled(&gradient(model, records, targets), less_one(targets)),
            ),
        ],
    },
    Mistake {
        name: "multiplies the squares out",
        advice: "Times in milliseconds are around 1.7e12, and their squares beyond 1e24. How many digits of a square are left for what a prediction misses?",
        attempts: part!(loss: multiplied_out),
    },
    Mistake {
        name: "takes a small loss for none",
        advice: "Lengths of 1e-9 m have squares of 1e-18. Which unit did you think of when you chose your limit?",
        attempts: part!(loss: |model, records, targets| {
            let loss = loss(model, records, targets);
            if loss < 1e-12 { 0.0 } else { loss }
        }),
    },
    Mistake {
        name: "takes half of the squares, and half of the gradient",
        advice: "Many books put a half in front of the loss so that no 2 is left in its derivative. Is there a half in this task's loss?",
        attempts: &[
            with!(
                loss: |model, records, targets| loss(model, records, targets) / 2.0,
                gradient: |model, records, targets| scaled(&gradient(model, records, targets), 0.5),
            ),
            with!(loss: |model, records, targets| loss(model, records, targets) / 2.0),
            Contract { loss: |model, records, targets| loss(model, records, targets) / 2.0, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the root of the loss",
        advice: "That number is easier to read, but it is not the one whose derivatives you take. Which of the two does the task call the loss?",
        attempts: part!(loss: |model, records, targets| loss(model, records, targets).sqrt()),
    },
    Mistake {
        name: "averages the misses without their signs, and does not square them",
        advice: "That mean is a measure too, the absolute error. Which of the two has the derivatives that the idea shows?",
        attempts: part!(loss: mean_absolute),
    },
    Mistake {
        name: "predicts without the intercept",
        advice: "Loss and gradient agree with each other, but not with the model. What does it predict where every feature is 0?",
        attempts: &[
            with!(
                loss: |model, records, targets| loss(&through_the_origin(model), records, targets),
                gradient: |model, records, targets| gradient(&through_the_origin(model), records, targets),
            ),
            with!(
                loss: |model, records, targets| loss(&through_the_origin(model), records, targets),
            ),
            with!(
                gradient: |model, records, targets| gradient(&through_the_origin(model), records, targets),
            ),
        ],
    },
    Mistake {
        name: "has the sign of the gradient the wrong way round",
        advice: "Make the intercept a little larger where the model predicts too much. Does the loss grow, and what does your slope say?",
        attempts: part!(gradient: |model, records, targets| scaled(&gradient(model, records, targets), -1.0)),
    },
    Mistake {
        name: "turns the sign around in the gradient, and again in the step",
        advice: "Two wrong turns lead to the right place. Make the intercept a little larger where the model predicts too much: what should the slope alone say?",
        attempts: &[with!(
            gradient: |model, records, targets| scaled(&gradient(model, records, targets), -1.0),
            step: |model, gradient, learning_rate| step(model, gradient, -learning_rate),
        )],
    },
    Mistake {
        name: "forgets the 2 of the derivative",
        advice: "Write down the derivative of a square. Which number comes down in front of it?",
        attempts: part!(
            gradient: |model, records, targets| scaled(&gradient(model, records, targets), 0.5),
            gradient: |model, records, targets| scaled_apart(&gradient(model, records, targets), 0.5, 1.0),
            gradient: |model, records, targets| scaled_apart(&gradient(model, records, targets), 1.0, 0.5),
        ),
    },
    Mistake {
        name: "does not divide the gradient by the number of rows",
        advice: "The loss is a mean. Is your gradient still its slope when every row is there twice?",
        attempts: part!(
            gradient: |model, records, targets| scaled(&gradient(model, records, targets), targets.len() as f64),
            gradient: |model, records, targets| {
                scaled_apart(&gradient(model, records, targets), targets.len() as f64, 1.0)
            },
            gradient: |model, records, targets| {
                scaled_apart(&gradient(model, records, targets), 1.0, targets.len() as f64)
            },
        ),
    },
    Mistake {
        name: "leaves the intercept without a slope",
        advice: "The intercept is a number of the model like the others. What happens to the loss when only it changes?",
        attempts: part!(gradient: |model, records, targets| scaled_apart(&gradient(model, records, targets), 0.0, 1.0)),
    },
    Mistake {
        name: "takes the gradient from differences of losses",
        advice: "Let the numbers be around 1e9, or around 1e-9, and print a few of your slopes. How many digits of a difference of two large numbers are right?",
        attempts: &[
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-3, 1e-3)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-4, 1e-4)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-5, 1e-5)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-6, 1e-6)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-8, 1e-8)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-4, 0.0)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-5, 0.0)),
            with!(gradient: |model, records, targets| by_differences(model, records, targets, 1e-6, 0.0)),
        ],
    },
    Mistake {
        name: "takes a small slope for 0",
        advice: "A table in metres has slopes of 1e-9 where the one in nanometres has 1. Who decides which of them is small?",
        attempts: &[
            with!(step: |model, gradient, rate| step(model, &without_little(gradient, 1e-6), rate)),
            with!(step: |model, gradient, rate| step(model, &without_little(gradient, 1e-8), rate)),
            with!(step: |model, gradient, rate| step(model, &without_little(gradient, 1e-10), rate)),
            with!(step: |model, gradient, rate| step(model, &without_little(gradient, 1e-12), rate)),
            with!(gradient: |model, records, targets| without_little(&gradient(model, records, targets), 1e-8)),
            with!(gradient: |model, records, targets| without_little(&gradient(model, records, targets), 1e-12)),
        ],
    },
    Mistake {
        name: "calculates with f32",
        advice: "Seven digits are kept of every number, and nothing beyond 3e38. What is 16777217 in an f32?",
        attempts: &[
            with!(loss: |model, records, targets| short(loss(model, records, targets))),
            with!(loss: |model, records, targets| {
                loss(&short_model(model), records.mapv(short).view(), targets.mapv(short).view())
            }),
            with!(gradient: |model, records, targets| short_gradient(&gradient(model, records, targets))),
            with!(gradient: |model, records, targets| {
                gradient(&short_model(model), records.mapv(short).view(), targets.mapv(short).view())
            }),
            with!(step: |model, gradient, rate| short_model(&step(model, gradient, rate))),
            with!(step: |model, gradient, rate| step(&short_model(model), &short_gradient(gradient), short(rate))),
            with!(step: |model, gradient, rate| {
                short_model(&step(&short_model(model), &short_gradient(gradient), short(rate)))
            }),
            with!(
                loss: |model, records, targets| short(loss(model, records, targets)),
                gradient: |model, records, targets| short_gradient(&gradient(model, records, targets)),
            ),
            fit!(|start, records, targets, rate, n_steps| {
                let Descent { model, losses } = fit(start, records, targets, rate, n_steps)?;
                Ok(Descent { model, losses: losses.mapv(short) })
            }),
        ],
    },
    Mistake {
        name: "reads the numbers as they lie in memory",
        advice: "A table may lie column by column, and a view may skip numbers. What does its place in memory say about a number's row and column?",
        attempts: &[
            with!(
                loss: |model, records, targets| loss(model, as_it_lies(records).view(), targets),
                gradient: |model, records, targets| gradient(model, as_it_lies(records).view(), targets),
            ),
            with!(loss: |model, records, targets| loss(model, as_it_lies(records).view(), targets)),
            with!(gradient: |model, records, targets| gradient(model, as_it_lies(records).view(), targets)),
            fit!(|start, records, targets, rate, n_steps| {
                fit(start, as_it_lies(records).view(), targets, rate, n_steps)
            }),
        ],
    },
    Mistake {
        name: "goes uphill",
        advice: "The slope says in which direction the loss grows. In which one do you want to go?",
        attempts: part!(step: |model, gradient, learning_rate| step(model, gradient, -learning_rate)),
    },
    Mistake {
        name: "moves the coefficients and leaves the intercept",
        advice: "Count the numbers of the model, and count those that your step changes. Which one is missing?",
        attempts: part!(step: |model, gradient, learning_rate| {
            LinearModel { intercept: model.intercept, ..step(model, gradient, learning_rate) }
        }),
    },
    Mistake {
        name: "leaves out the learning rate",
        advice: "Somebody asks for steps a tenth as long. Where does that number enter?",
        attempts: part!(step: |model, gradient, _| step(model, gradient, 1.0)),
    },
    Mistake {
        name: "limits how far a step goes",
        advice: "Other trainings cut off slopes that are too steep. What does the formula of a step say about a slope of 1e100?",
        attempts: &[
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 1.0), rate)),
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 5.0), rate)),
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 10.0), rate)),
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 100.0), rate)),
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 1e3), rate)),
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 1e6), rate)),
            with!(step: |model, gradient, rate| step(model, &clamped(gradient, 1e10), rate)),
            with!(step: |model, gradient, rate| step(model, &no_longer_than(gradient, 1.0), rate)),
            with!(step: |model, gradient, rate| step(model, &no_longer_than(gradient, 10.0), rate)),
            with!(step: |model, gradient, rate| step(model, &no_longer_than(gradient, 100.0), rate)),
        ],
    },
    Mistake {
        name: "makes every step of the same length",
        advice: "Near the bottom the slopes become small, and your steps do not. What tells a step how far it is to the bottom?",
        attempts: &[with!(step: |model, gradient, rate| step(model, &scaled(gradient, 1.0 / length(gradient)), rate))],
    },
    Mistake {
        name: "moves one number after the other, each from where the last one led",
        advice: "The gradient belongs to one place. When you take the slope of the second number, are you still where you took the first?",
        attempts: &[
            fit!(one_after_the_other),
            fit!(|start, records, targets, rate, n_steps| {
                in_two_parts(start, records, targets, rate, n_steps, true)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                in_two_parts(start, records, targets, rate, n_steps, false)
            }),
        ],
    },
    Mistake {
        name: "takes only some of the rows for a step",
        advice: "A batch of the rows is quicker, and its slopes are other slopes. Which rows does a step use in this task?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 1)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 16)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 32)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 64)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 100)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 128)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 256)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 1000)),
            fit!(|start, records, targets, rate, n_steps| in_batches(start, records, targets, rate, n_steps, 1024)),
        ],
    },
    Mistake {
        name: "keeps some of the last step in the next one",
        advice: "That is momentum, and it is another method. Somebody goes on from your model after four steps: how do they know about the fourth?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| with_momentum(start, records, targets, rate, n_steps, 0.9)),
            fit!(|start, records, targets, rate, n_steps| with_momentum(start, records, targets, rate, n_steps, 0.5)),
        ],
    },
    Mistake {
        name: "standardises the columns in fit",
        advice: "The slopes become gentler, but they are those of other columns. Who was to standardise, and whose coefficients are returned?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| {
                fit(start, standardised(records).view(), targets, rate, n_steps)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                let Descent { model, losses } = fit(start, standardised(records).view(), targets, rate, n_steps)?;
                let coefficients = model.coefficients / records.std_axis(Axis(0), 0.0);
                let intercept = model.intercept - records.mean_axis(Axis(0)).expect("rows").dot(&coefficients);
                Ok(Descent { model: LinearModel { intercept, coefficients }, losses })
            }),
        ],
    },
    Mistake {
        name: "stops after one step",
        advice: "One step goes as far as the learning rate lets it, and seldom to the bottom. How often should it be repeated?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| fit(start, records, targets, rate, n_steps.min(1)))],
    },
    Mistake {
        name: "takes the slopes once, before the first step",
        advice: "After a step the model is somewhere else. Whose slopes does your second step follow?",
        attempts: &[fit!(always_the_first_slopes)],
    },
    Mistake {
        name: "makes one step too many",
        advice: "Count the steps by hand for n_steps 0 and 1. How often does the loop run?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| fit(start, records, targets, rate, n_steps + 1))],
    },
    Mistake {
        name: "stops when the loss no longer changes",
        advice: "Who asked for so many steps wants so many losses. Who decides in this task how many there are?",
        attempts: &[
            fit!(stops_where_it_is_flat),
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| (before - after).abs() < 1e-12, true)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| (before - after).abs() < 1e-8, true)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| (before - after).abs() < 1e-6, true)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| (before - after).abs() < 1e-8, false)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| (before - after).abs() < 1e-6, false)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                let still = |before: f64, after: f64| (before - after).abs() <= 1e-8 * before;
                settles(start, records, targets, rate, n_steps, still, true)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                let still = |before: f64, after: f64| (before - after).abs() <= 1e-8 * before;
                settles(start, records, targets, rate, n_steps, still, false)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                let still = |before: f64, after: f64| (before - after).abs() <= 1e-10 * before;
                settles(start, records, targets, rate, n_steps, still, true)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                let still = |before: f64, after: f64| (before - after).abs() <= 1e-6 * before;
                settles(start, records, targets, rate, n_steps, still, true)
            }),
        ],
    },
    Mistake {
        name: "stops when the loss rises",
        advice: "The learning rate may be too large, and the losses would show it. What is returned to somebody who asked for ten steps?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| after > before, false)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                settles(start, records, targets, rate, n_steps, |before, after| after > before, true)
            }),
            fit!(|start, records, targets, rate, n_steps| stops_before_the_rise(
                start, records, targets, rate, n_steps
            )),
        ],
    },
    Mistake {
        name: "stops when the slopes are small",
        advice: "A table in metres has slopes of 1e-9 where the one in nanometres has 1. Who decides in this task how many steps there are?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| flat_at(start, records, targets, rate, n_steps, 1e-6, false)),
            fit!(|start, records, targets, rate, n_steps| flat_at(start, records, targets, rate, n_steps, 1e-6, true)),
            fit!(|start, records, targets, rate, n_steps| flat_at(
                start, records, targets, rate, n_steps, 1e-10, false
            )),
            fit!(|start, records, targets, rate, n_steps| flat_at(start, records, targets, rate, n_steps, 1e-10, true)),
        ],
    },
    Mistake {
        name: "begins at zeros, whatever the start",
        advice: "Somebody may want to go on from a model that was trained yesterday. Which argument says where to begin?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| {
                fit(&scaled_model(start, 0.0, 0.0), records, targets, rate, n_steps)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                fit(&scaled_model(start, 0.0, 1.0), records, targets, rate, n_steps)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                fit(&scaled_model(start, 1.0, 0.0), records, targets, rate, n_steps)
            }),
        ],
    },
    Mistake {
        name: "changes the learning rate on the way",
        advice: "Other methods do that. Is the fifth step of ten the same as the first step of somebody who goes on from the fourth?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| {
                at_rates(start, records, targets, n_steps, |number, _| rate / (number as f64).sqrt())
            }),
            fit!(|start, records, targets, rate, n_steps| {
                at_rates(start, records, targets, n_steps, |number, _| rate / number as f64)
            }),
            fit!(|start, records, targets, rate, n_steps| {
                at_rates(start, records, targets, n_steps, |number, _| rate * 0.9_f64.powi(number as i32 - 1))
            }),
            fit!(|start, records, targets, rate, n_steps| {
                at_rates(start, records, targets, n_steps, |number, _| rate * 0.99_f64.powi(number as i32 - 1))
            }),
            fit!(|start, records, targets, rate, n_steps| {
                at_rates(start, records, targets, n_steps, |_, rises| rate * 0.5_f64.powi(rises))
            }),
            fit!(|start, records, targets, rate, n_steps| {
                at_rates(start, records, targets, n_steps, |_, rises| rate * 0.1_f64.powi(rises))
            }),
            fit!(takes_back_what_rises),
        ],
    },
    Mistake {
        name: "leaves out the loss of the start",
        advice: "Without it nobody sees what the first step did. How many losses are there when there are no steps?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            let Descent { model, losses } = fit(start, records, targets, rate, n_steps)?;
            Ok(Descent { model, losses: losses.iter().skip(1).copied().collect() })
        })],
    },
    Mistake {
        name: "notes the loss before every step, and none after the last",
        advice: "Your last loss belongs to a model that has moved since. What is the loss of the model that you return?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            let Descent { model, losses } = fit(start, records, targets, rate, n_steps)?;
            Ok(Descent { model, losses: losses.iter().take(n_steps).copied().collect() })
        })],
    },
    Mistake {
        name: "returns the model from before the last step",
        advice: "The last loss that you return should be that of the model beside it. Which model did you keep?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            let Descent { losses, .. } = fit(start, records, targets, rate, n_steps)?;
            let Descent { model, .. } = fit(start, records, targets, rate, n_steps.saturating_sub(1))?;
            Ok(Descent { model, losses })
        })],
    },
    Mistake {
        name: "returns the best model on the way and not the last",
        advice: "Beside the model stand the losses of all steps. Whose loss is the last of them, when the losses rise?",
        attempts: &[
            fit!(best_on_the_way),
            fit!(|start, records, targets, rate, n_steps| {
                let Descent { losses, .. } = fit(start, records, targets, rate, n_steps)?;
                let best = (0..losses.len()).reduce(|best, step| if losses[step] < losses[best] { step } else { best });
                fit(start, records, targets, rate, best.unwrap_or(n_steps))
            }),
        ],
    },
    Mistake {
        name: "goes on when the loss is no longer finite",
        advice: "Print the losses of a learning rate that is far too large. What would somebody do with the model that you return?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            descend(&SOLUTION, start, records, targets, rate, n_steps, |_| true)
        })],
    },
    Mistake {
        name: "stops where the loss is not finite, and reports no error",
        advice: "Whoever calls your function gets a model and has to guess what it is worth. How do they learn that the training failed?",
        attempts: &[fit!(stops_silently)],
    },
    Mistake {
        name: "looks for NaN and overlooks infinity",
        advice: "A number that grows too large becomes infinite first, and NaN only when two infinities meet. Is the first of them finite?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            descend(&SOLUTION, start, records, targets, rate, n_steps, |loss| !loss.is_nan())
        })],
    },
    Mistake {
        name: "looks for infinity and overlooks NaN",
        advice: "Not every loss becomes infinite before it is NaN. What is infinity times a feature that is 0?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            descend(&SOLUTION, start, records, targets, rate, n_steps, |loss| !loss.is_infinite())
        })],
    },
    Mistake {
        name: "asks whether the model is finite, and not its loss",
        advice: "Squares of 1e200 are infinite, and 1e200 is not. Which of the two does the task look at?",
        attempts: &[
            fit!(|start, records, targets, rate, n_steps| {
                finite_models(start, records, targets, rate, n_steps, |model| {
                    model.intercept.is_finite() && model.coefficients.iter().all(|number| number.is_finite())
                })
            }),
            fit!(|start, records, targets, rate, n_steps| {
                finite_models(start, records, targets, rate, n_steps, |model| {
                    model.coefficients.iter().all(|number| number.is_finite())
                })
            }),
        ],
    },
    Mistake {
        name: "calls a loss infinite that is only large",
        advice: "Targets of 1e150 have a loss of 1e300, and nothing has gone wrong yet. Which numbers are not finite?",
        attempts: too_large![1e100, 1e6, 1e20, 1e300],
    },
    Mistake {
        name: "counts the steps from 0 in the error",
        advice: "The losses begin with that of the start, which is before the first step. At which place in them would the loss of your step stand?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            fit(start, records, targets, rate, n_steps).map_err(|Diverged(step)| Diverged(step - 1))
        })],
    },
    Mistake {
        name: "counts the start as a step in the error",
        advice: "The first step is step 1, and the start is none. How many steps were made when this loss came out?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            fit(start, records, targets, rate, n_steps).map_err(|Diverged(step)| Diverged(step + 1))
        })],
    },
    Mistake {
        name: "does not look at the loss after the last step",
        advice: "The last step can be the one that goes too far, and its loss is among those that you return. Is it looked at like the others?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            match fit(start, records, targets, rate, n_steps) {
                Err(Diverged(step)) if step == n_steps => {
                    Ok(descend(&SOLUTION, start, records, targets, rate, n_steps, |_| true)?)
                }
                other => other,
            }
        })],
    },
    Mistake {
        name: "divides the slopes by the number of cells",
        advice: "The length of a table counts rows times columns. Over how many squared errors is the loss the mean?",
        attempts: part!(
            gradient: |model, records, targets| {
                scaled(&gradient(model, records, targets), 1.0 / records.ncols().max(1) as f64)
            },
        ),
    },
    Mistake {
        name: "refuses a loss that rises",
        advice: "A rising loss is worth a look, and the losses that you return would show it. Which losses does the task call an error?",
        attempts: &[
            fit!(refuses_to_rise),
            fit!(|start, records, targets, rate, n_steps| {
                let Descent { model, losses } = fit(start, records, targets, rate, n_steps)?;
                match losses.iter().position(|loss| *loss > losses[0]) {
                    Some(step) => Err(Diverged(step)),
                    None => Ok(Descent { model, losses }),
                }
            }),
        ],
    },
];
