//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file with this gradient, and a fit that goes down by it.
macro_rules! goes_down {
    ($gradient:expr, $with:expr) => {
        Contract {
            gradient: $gradient,
            fit: |records, targets, alpha| descend(records, targets, alpha, $gradient),
            ..$with
        }
    };
}

/// A learner's file in which this is what the model says of the rows, and the gradient is made of it.
macro_rules! predicts {
    ($predict:expr, $with:expr) => {
        goes_down!(
            |model, records, targets, alpha| sloping(model, records, targets, alpha, $predict),
            Contract { predict_probabilities: $predict, ..$with }
        )
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "divides an exponential that overflows by another",
        advice: "Beyond a logit of about 709 the exponential is infinite. What is infinity divided by infinity, and which exponential never gets there?",
        attempts: &[predicts!(
            |model, records| logits(model, records).mapv(overflowing),
            Contract { sigmoid: overflowing, ..SOLUTION }
        )],
    },
    Mistake {
        name: "takes a small probability for 1 minus a large one",
        advice: "Near 1 a float has no room for a difference of 1e-18. How many digits of a tiny probability are left after the subtraction?",
        attempts: &[predicts!(
            |model, records| logits(model, records).mapv(subtracted),
            Contract { sigmoid: subtracted, ..SOLUTION }
        )],
    },
    Mistake {
        name: "has the sign of the exponent the wrong way round",
        advice: "Put a logit of 3 into your function, then one of -3. Which of the two should be the more probable?",
        attempts: &[predicts!(
            |model, records| logits(model, records).mapv(mirrored),
            Contract { sigmoid: mirrored, ..SOLUTION }
        )],
    },
    Mistake {
        name: "returns logits for probabilities",
        advice: "A weighted sum may be 7, or -2. What still has to happen to it before a doctor can read it as a chance?",
        attempts: &[predicts!(logits, SOLUTION)],
    },
    Mistake {
        name: "rounds the probabilities to classes",
        advice: "Of a hundred patients at 0.6, forty are healthy. What is left of that when your function has answered 1 for all of them?",
        attempts: &[predicts!(rounded, SOLUTION)],
    },
    Mistake {
        name: "forgets the intercept in the logit",
        advice: "Put zeros into every feature. Which number of the model should still be there?",
        attempts: &[predicts!(without_intercept, Contract { loss: loss_without_intercept, ..SOLUTION })],
    },
    Mistake {
        name: "multiplies 0 by the logarithm of 0",
        advice: "A probability of exactly 0 happens as soon as a logit is large. What is 0 times minus infinity, and which of the two terms does a row need at all?",
        attempts: &[Contract { loss: both_terms, ..SOLUTION }],
    },
    Mistake {
        name: "cuts the probabilities off before the logarithm",
        advice: "With a floor of 1e-15 no row can cost more than 34.5, however wrong it is. Can the loss be worked out from the logit, without a probability in between?",
        attempts: &[Contract { loss: cut_off, ..SOLUTION }],
    },
    Mistake {
        name: "sums the log-losses instead of averaging them",
        advice: "Give your function every row twice. Should the loss of the model double, and with it the weight of the data against the penalty?",
        attempts: &[goes_down!(summed_gradient, Contract { loss: summed_loss, ..SOLUTION })],
    },
    Mistake {
        name: "averages the loss and sums its slopes",
        advice: "The gradient is the slope of that very loss. Which division does the loss have that your slopes have not?",
        attempts: &[goes_down!(summed_gradient, SOLUTION)],
    },
    Mistake {
        name: "puts classes 0 and 1 into the formula for classes -1 and 1",
        advice: "In the formula of -1 and 1 the class turns the sign of the logit. What does a class of 0 make of any logit?",
        attempts: &[goes_down!(signed_gradient, Contract { loss: signed_loss, ..SOLUTION })],
    },
    Mistake {
        name: "measures squared errors instead of the log-loss",
        advice: "A squared error is never above 1, so a model that is sure and wrong pays little more than one that is not sure. What does the task charge for the probability of the true class?",
        attempts: &[goes_down!(squared_gradient, Contract { loss: squared_loss, ..SOLUTION })],
    },
    Mistake {
        name: "subtracts the probability from the target in the gradient",
        advice: "Take one row of class 1 that was given 0.3. Should the loss rise or fall when the intercept grows, and which sign has your slope?",
        attempts: &[goes_down!(uphill, SOLUTION)],
    },
    Mistake {
        name: "penalises the intercept too",
        advice: "The penalty keeps features from saying too much. How common the illness is, is that something a feature says?",
        attempts: &[goes_down!(everything_penalised, Contract { loss: intercept_penalised, ..SOLUTION })],
    },
    Mistake {
        name: "takes alpha for alpha / 2",
        advice: "Work out the penalty by hand for one coefficient of 3 and an alpha of 2. Which slope has it there?",
        attempts: &[goes_down!(
            |model, records, targets, alpha| gradient(model, records, targets, 2.0 * alpha),
            Contract { loss: |model, records, targets, alpha| loss(model, records, targets, 2.0 * alpha), ..SOLUTION }
        )],
    },
    Mistake {
        name: "divides the penalty by the number of rows",
        advice: "Which part of the loss is a mean over rows? Look for the division in the formula, and at what stands outside of it.",
        attempts: &[goes_down!(
            |model, records, targets, alpha| gradient(model, records, targets, alpha / rows(targets)),
            Contract {
                loss: |model, records, targets, alpha| loss(model, records, targets, alpha / rows(targets)),
                ..SOLUTION
            }
        )],
    },
    Mistake {
        name: "leaves the penalty out of the gradient",
        advice: "The loss has two parts, and both change with the coefficients. Whose slope is missing?",
        attempts: &[goes_down!(|model, records, targets, _| gradient(model, records, targets, 0.0), SOLUTION)],
    },
    Mistake {
        name: "stops when the loss hardly falls any more",
        advice: "In a flat valley the loss falls slowly long before the bottom. Which numbers does the task tell you to watch?",
        attempts: &[Contract { fit: stops_early, ..SOLUTION }],
    },
    Mistake {
        name: "takes a slope far below 0 for a flat one",
        advice: "A slope of -0.25 is smaller than 1e-6 as a number. Is it flat, and is there nothing to gain in that direction?",
        attempts: &[Contract { fit: any_way_down, ..SOLUTION }],
    },
    Mistake {
        name: "fits rows of one class as if there were two",
        advice: "When every patient is ill, each step raises the intercept a little more. Where would that end, and who is told?",
        attempts: &[Contract {
            fit: |records, targets, alpha| descend_anyway(records, targets, alpha, gradient),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "hands alpha to linfa as it is",
        advice: "linfa weighs the penalty against the sum of the log-losses, your loss against their mean. By which factor do the two differ?",
        attempts: &[Contract { fit_linfa: with_alpha_as_it_is, ..SOLUTION }],
    },
    Mistake {
        name: "takes linfa's positive class for class 1",
        advice: "linfa calls the class with more rows the positive one. Whose probability do its numbers give when most patients are healthy?",
        attempts: &[Contract { fit_linfa: unturned, ..SOLUTION }],
    },
];
