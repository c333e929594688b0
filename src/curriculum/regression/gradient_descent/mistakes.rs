//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, ArrayView1, ArrayView2};

use super::solution::{fit, gradient, loss, step};
use super::{Contract, Descent, Diverged, Gradient, LinearModel, SOLUTION};
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
        attempts: &[with!(loss: |model, records, targets| loss(model, records, targets) * targets.len() as f64)],
    },
    Mistake {
        name: "takes half of the squares, and half of the gradient",
        advice: "Many books put a half in front of the loss so that no 2 is left in its derivative. Is there a half in this task's loss?",
        attempts: &[with!(
            loss: |model, records, targets| loss(model, records, targets) / 2.0,
            gradient: |model, records, targets| scaled(&gradient(model, records, targets), 0.5),
        )],
    },
    Mistake {
        name: "takes the root of the loss",
        advice: "That number is easier to read, but it is not the one whose derivatives you take. Which of the two does the task call the loss?",
        attempts: &[with!(loss: |model, records, targets| loss(model, records, targets).sqrt())],
    },
    Mistake {
        name: "averages the misses without their signs, and does not square them",
        advice: "That mean is a measure too, the absolute error. Which of the two has the derivatives that the idea shows?",
        attempts: &[with!(loss: mean_absolute)],
    },
    Mistake {
        name: "predicts without the intercept",
        advice: "Loss and gradient agree with each other, but not with the model. What does it predict where every feature is 0?",
        attempts: &[with!(
            loss: |model, records, targets| loss(&through_the_origin(model), records, targets),
            gradient: |model, records, targets| gradient(&through_the_origin(model), records, targets),
        )],
    },
    Mistake {
        name: "has the sign of the gradient the wrong way round",
        advice: "Make the intercept a little larger where the model predicts too much. Does the loss grow, and what does your slope say?",
        attempts: &[with!(gradient: |model, records, targets| scaled(&gradient(model, records, targets), -1.0))],
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
        attempts: &[with!(gradient: |model, records, targets| scaled(&gradient(model, records, targets), 0.5))],
    },
    Mistake {
        name: "does not divide the gradient by the number of rows",
        advice: "The loss is a mean. Is your gradient still its slope when every row is there twice?",
        attempts: &[with!(gradient: |model, records, targets| {
            scaled(&gradient(model, records, targets), targets.len() as f64)
        })],
    },
    Mistake {
        name: "leaves the intercept without a slope",
        advice: "The intercept is a number of the model like the others. What happens to the loss when only it changes?",
        attempts: &[with!(gradient: |model, records, targets| {
            Gradient { intercept: 0.0, ..gradient(model, records, targets) }
        })],
    },
    Mistake {
        name: "goes uphill",
        advice: "The slope says in which direction the loss grows. In which one do you want to go?",
        attempts: &[with!(step: |model, gradient, learning_rate| step(model, gradient, -learning_rate))],
    },
    Mistake {
        name: "moves the coefficients and leaves the intercept",
        advice: "Count the numbers of the model, and count those that your step changes. Which one is missing?",
        attempts: &[with!(step: |model, gradient, learning_rate| {
            LinearModel { intercept: model.intercept, ..step(model, gradient, learning_rate) }
        })],
    },
    Mistake {
        name: "moves one number after the other, each from where the last one led",
        advice: "The gradient belongs to one place. When you take the slope of the second number, are you still where you took the first?",
        attempts: &[fit!(one_after_the_other)],
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
        attempts: &[fit!(stops_where_it_is_flat)],
    },
    Mistake {
        name: "begins at zeros, whatever the start",
        advice: "Somebody may want to go on from a model that was trained yesterday. Which argument says where to begin?",
        attempts: &[fit!(|start, records, targets, rate, n_steps| {
            fit(&scaled_model(start, 0.0), records, targets, rate, n_steps)
        })],
    },
    Mistake {
        name: "makes the learning rate smaller from step to step",
        advice: "Other methods do that. Is the fifth step of ten the same as the first step of somebody who goes on from the fourth?",
        attempts: &[fit!(smaller_and_smaller)],
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
        attempts: &[fit!(best_on_the_way)],
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
        name: "refuses a loss that rises",
        advice: "A rising loss is worth a look, and the losses that you return would show it. Which losses does the task call an error?",
        attempts: &[fit!(refuses_to_rise)],
    },
];

/// Gradient descent made of these parts, for as long as the loss is good.
fn descend(
    parts: &Contract,
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
    is_good: fn(f64) -> bool,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![(parts.loss)(&model, records, targets)];
    for number in 1..=n_steps {
        model = (parts.step)(&model, &(parts.gradient)(&model, records, targets), learning_rate);
        losses.push((parts.loss)(&model, records, targets));
        if !is_good(losses[number]) {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

fn scaled(gradient: &Gradient, factor: f64) -> Gradient {
    Gradient { intercept: factor * gradient.intercept, coefficients: factor * &gradient.coefficients }
}

fn scaled_model(model: &LinearModel, factor: f64) -> LinearModel {
    LinearModel { intercept: factor * model.intercept, coefficients: factor * &model.coefficients }
}

fn through_the_origin(model: &LinearModel) -> LinearModel {
    LinearModel { intercept: 0.0, ..model.clone() }
}

fn mean_absolute(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> f64 {
    let misses = model.intercept + records.dot(&model.coefficients) - targets;
    misses.mapv(f64::abs).sum() / misses.len() as f64
}

fn always_the_first_slopes(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let slopes = gradient(start, records, targets);
    let (mut model, mut losses) = (start.clone(), vec![loss(start, records, targets)]);
    for number in 1..=n_steps {
        model = step(&model, &slopes, learning_rate);
        losses.push(loss(&model, records, targets));
        if !losses[number].is_finite() {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

fn stops_where_it_is_flat(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    const LITTLE: f64 = 1e-12;
    let descent = fit(start, records, targets, learning_rate, n_steps)?;
    let flat = descent.losses.windows(2).into_iter().position(|pair| (pair[0] - pair[1]).abs() < LITTLE);
    flat.map_or(Ok(descent), |step| fit(start, records, targets, learning_rate, step + 1))
}

fn best_on_the_way(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let Descent { losses, .. } = fit(start, records, targets, learning_rate, n_steps)?;
    let best = (0..losses.len()).reduce(|best, step| if losses[step] < losses[best] { step } else { best });
    let Descent { model, .. } = fit(start, records, targets, learning_rate, best.unwrap_or(n_steps))?;
    Ok(Descent { model, losses })
}

fn stops_silently(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    match fit(start, records, targets, learning_rate, n_steps) {
        Err(Diverged(step)) => fit(start, records, targets, learning_rate, step - 1),
        finite => finite,
    }
}

fn one_after_the_other(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(&model, records, targets)];
    for number in 1..=n_steps {
        model.intercept -= learning_rate * gradient(&model, records, targets).intercept;
        for column in 0..records.ncols() {
            model.coefficients[column] -= learning_rate * gradient(&model, records, targets).coefficients[column];
        }
        losses.push(loss(&model, records, targets));
        if !losses[number].is_finite() {
            return Err(Diverged(number));
        }
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

fn smaller_and_smaller(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let mut model = start.clone();
    let mut losses = vec![loss(&model, records, targets)];
    for number in 1..=n_steps {
        let rate = learning_rate / (number as f64).sqrt();
        let one = fit(&model, records, targets, rate, 1).map_err(|_| Diverged(number))?;
        model = one.model;
        losses.push(one.losses[1]);
    }
    Ok(Descent { model, losses: Array1::from(losses) })
}

fn refuses_to_rise(
    start: &LinearModel,
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    learning_rate: f64,
    n_steps: usize,
) -> Result<Descent, Diverged> {
    let (mut model, mut before) = (start.clone(), loss(start, records, targets));
    for number in 1..=n_steps {
        model = step(&model, &gradient(&model, records, targets), learning_rate);
        let after = loss(&model, records, targets);
        if !after.is_finite() || after > before + 1e-9 * before {
            return Err(Diverged(number));
        }
        before = after;
    }
    fit(start, records, targets, learning_rate, n_steps)
}
