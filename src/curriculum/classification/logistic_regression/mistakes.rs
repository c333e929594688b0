//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::Contract;
use mlings_grading::Mistake;

/// What is right in every attempt.
const SOLUTION: Contract = Contract { fit, ..super::SOLUTION };

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

/// A learner's file that squeezes logits by this, which is wrong only for large ones: its fit is right.
macro_rules! squeezes {
    ($sigmoid:expr, $with:expr) => {
        Contract {
            predict_probabilities: |model, records| logits(model, records).mapv($sigmoid),
            gradient: |model, records, targets, alpha| {
                sloping(model, records, targets, alpha, |model, records| logits(model, records).mapv($sigmoid))
            },
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
        attempts: &[
            squeezes!(overflowing, Contract { sigmoid: overflowing, ..SOLUTION }),
            Contract { sigmoid: overflowing, ..SOLUTION },
            squeezes!(overflowing, SOLUTION),
        ],
    },
    Mistake {
        name: "takes a small probability for 1 minus a large one",
        advice: "Near 1 a float has no room for a difference of 1e-18. How many digits of a tiny probability are left after the subtraction?",
        attempts: &[
            squeezes!(subtracted, Contract { sigmoid: subtracted, ..SOLUTION }),
            Contract { sigmoid: subtracted, ..SOLUTION },
            squeezes!(from_the_other_side, Contract { sigmoid: from_the_other_side, ..SOLUTION }),
            squeezes!(by_tanh, Contract { sigmoid: by_tanh, ..SOLUTION }),
        ],
    },
    Mistake {
        name: "clips the logit before it is squeezed",
        advice: "Nothing overflows any more, and every probability below some size is the same. What should a logit of -700 give, and which exponential never overflows?",
        attempts: &[
            squeezes!(clipped::<500>, Contract { sigmoid: clipped::<500>, ..SOLUTION }),
            squeezes!(clipped::<700>, Contract { sigmoid: clipped::<700>, ..SOLUTION }),
            squeezes!(clipped::<100>, Contract { sigmoid: clipped::<100>, ..SOLUTION }),
            squeezes!(clipped::<50>, Contract { sigmoid: clipped::<50>, ..SOLUTION }),
            squeezes!(clipped::<35>, Contract { sigmoid: clipped::<35>, ..SOLUTION }),
            squeezes!(clipped::<30>, Contract { sigmoid: clipped::<30>, ..SOLUTION }),
            squeezes!(clipped::<20>, Contract { sigmoid: clipped::<20>, ..SOLUTION }),
        ],
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
        attempts: &[predicts!(logits, SOLUTION), Contract { predict_probabilities: logits, ..SOLUTION }],
    },
    Mistake {
        name: "rounds the probabilities to classes",
        advice: "Of a hundred patients at 0.6, forty are healthy. What is left of that when your function has answered 1 for all of them?",
        attempts: &[predicts!(rounded, SOLUTION), Contract { predict_probabilities: rounded, ..SOLUTION }],
    },
    Mistake {
        name: "forgets the intercept in the logit",
        advice: "Put zeros into every feature. Which number of the model should still be there?",
        attempts: &[
            predicts!(without_intercept, Contract { loss: loss_without_intercept, ..SOLUTION }),
            predicts!(without_intercept, SOLUTION),
            Contract { predict_probabilities: without_intercept, ..SOLUTION },
            Contract { loss: loss_without_intercept, ..SOLUTION },
        ],
    },
    Mistake {
        name: "reads the table in the order of its memory",
        advice: "A table may be the transpose of another one, and then its columns lie one behind the other. Which of its methods gives you a row wherever the numbers lie?",
        attempts: &[Contract { predict_probabilities: by_memory, ..SOLUTION }],
    },
    Mistake {
        name: "multiplies 0 by the logarithm of 0",
        advice: "A probability of exactly 0 happens as soon as a logit is large. What is 0 times minus infinity, and which of the two terms does a row need at all?",
        attempts: &[Contract { loss: both_terms, ..SOLUTION }],
    },
    Mistake {
        name: "sets a limit to what a row can cost",
        advice: "With a floor of 1e-15 below a probability no row can cost more than 34.5, however wrong it is. Can the loss be worked out from the logit, without a limit on anything?",
        attempts: &[
            Contract { loss: cut_off, ..SOLUTION },
            Contract { loss: with_a_floor, ..SOLUTION },
            Contract { loss: a_little_more, ..SOLUTION },
            Contract {
                loss: |model, records, targets, alpha| at_most(500.0, model, records, targets, alpha),
                ..SOLUTION
            },
            Contract {
                loss: |model, records, targets, alpha| at_most(30.0, model, records, targets, alpha),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "loses a small loss beside a 1",
        advice: "A float near 1 has no room for a 4e-18. What is the logarithm of 1 + 4e-18 then, and which function takes the small number alone?",
        attempts: &[Contract { loss: without_ln_1p, ..SOLUTION }, Contract { loss: of_two_exponentials, ..SOLUTION }],
    },
    Mistake {
        name: "sums the log-losses instead of averaging them",
        advice: "Give your function every row twice. Should the loss of the model double, and with it the weight of the data against the penalty?",
        attempts: &[
            goes_down!(summed_gradient, Contract { loss: summed_loss, ..SOLUTION }),
            Contract { loss: summed_loss, gradient: summed_gradient, ..SOLUTION },
            Contract { loss: summed_loss, ..SOLUTION },
        ],
    },
    Mistake {
        name: "averages the loss and sums its slopes",
        advice: "The gradient is the slope of that very loss. Which division does the loss have that your slopes have not?",
        attempts: &[
            goes_down!(summed_gradient, SOLUTION),
            Contract { gradient: summed_gradient, ..SOLUTION },
            Contract { gradient: intercept_summed, ..SOLUTION },
            Contract { gradient: coefficients_summed, ..SOLUTION },
        ],
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
        attempts: &[goes_down!(uphill, SOLUTION), Contract { gradient: uphill, ..SOLUTION }],
    },
    Mistake {
        name: "penalises the intercept too",
        advice: "The penalty keeps features from saying too much. How common the illness is, is that something a feature says?",
        attempts: &[
            goes_down!(everything_penalised, Contract { loss: intercept_penalised, ..SOLUTION }),
            Contract { loss: intercept_penalised, ..SOLUTION },
            goes_down!(everything_penalised, SOLUTION),
            Contract { gradient: everything_penalised, ..SOLUTION },
            Contract { loss: intercept_penalised, gradient: everything_penalised, ..SOLUTION },
            Contract {
                fit: |records, targets, alpha| descend(records, targets, alpha, everything_penalised),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "penalises the sizes of the coefficients in place of their squares",
        advice: "Work out the penalty by hand for the coefficients 3 and -4 and an alpha of 2. What does the formula do to each of them before they are added?",
        attempts: &[
            Contract { loss: sizes_penalised, ..SOLUTION },
            goes_down!(pulled_by_signs, Contract { loss: sizes_penalised, ..SOLUTION }),
            Contract { loss: root_penalised, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes alpha for alpha / 2",
        advice: "Work out the penalty by hand for one coefficient of 3 and an alpha of 2. Which slope has it there?",
        attempts: &[
            goes_down!(twice_pulled, Contract { loss: twice_penalised, ..SOLUTION }),
            Contract { loss: twice_penalised, ..SOLUTION },
            goes_down!(twice_pulled, SOLUTION),
            Contract { gradient: twice_pulled, ..SOLUTION },
        ],
    },
    Mistake {
        name: "halves the slope of the penalty too",
        advice: "The penalty is alpha / 2 times a square. What is the slope of a square, and what is left of the 2?",
        attempts: &[goes_down!(half_pulled, SOLUTION), Contract { gradient: half_pulled, ..SOLUTION }],
    },
    Mistake {
        name: "divides the penalty by the number of rows",
        advice: "Which part of the loss is a mean over rows? Look for the division in the formula, and at what stands outside of it.",
        attempts: &[
            goes_down!(pulled_less, Contract { loss: penalised_less, ..SOLUTION }),
            goes_down!(pulled_less, SOLUTION),
            Contract { loss: penalised_less, ..SOLUTION },
            Contract { gradient: pulled_less, ..SOLUTION },
        ],
    },
    Mistake {
        name: "leaves the penalty out of the gradient",
        advice: "The loss has two parts, and both change with the coefficients. Whose slope is missing?",
        attempts: &[
            goes_down!(unpulled, SOLUTION),
            Contract { gradient: unpulled, ..SOLUTION },
            Contract { fit: |records, targets, alpha| descend(records, targets, alpha, unpulled), ..SOLUTION },
        ],
    },
    Mistake {
        name: "leaves the penalty out of the loss",
        advice: "The gradient knows of a penalty that the loss does not have. Which part of the formula is missing?",
        attempts: &[Contract { loss: |model, records, targets, _| loss(model, records, targets, 0.0), ..SOLUTION }],
    },
    Mistake {
        name: "stops before every slope is flat",
        advice: "In a flat valley the loss falls slowly long before the bottom, and no fixed number of steps is enough for every valley. Which numbers does the task tell you to watch, and how small are they at the end?",
        attempts: &[
            Contract { fit: |records, targets, alpha| settles(records, targets, alpha, 1e-3), ..SOLUTION },
            Contract { fit: |records, targets, alpha| settles(records, targets, alpha, 1e-4), ..SOLUTION },
            Contract { fit: |records, targets, alpha| settles(records, targets, alpha, 1e-6), ..SOLUTION },
            Contract { fit: |records, targets, alpha| settles(records, targets, alpha, 1e-9), ..SOLUTION },
            Contract { fit: |records, targets, alpha| steps(records, targets, alpha, 10), ..SOLUTION },
            Contract { fit: |records, targets, alpha| steps(records, targets, alpha, 20), ..SOLUTION },
            Contract { fit: |records, targets, alpha| steps(records, targets, alpha, 50), ..SOLUTION },
            Contract { fit: |records, targets, alpha| steps(records, targets, alpha, 100), ..SOLUTION },
            Contract { fit: |records, targets, alpha| steps(records, targets, alpha, 1000), ..SOLUTION },
            Contract { fit: |records, targets, alpha| steps(records, targets, alpha, 5000), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes steps that are too long for some tables",
        advice: "With many columns that say the same, all their slopes change with every coefficient. By what must the length of a step be divided then, and does yours know the table?",
        attempts: &[
            Contract { fit: |records, targets, alpha| at_rate(records, targets, alpha, |_, _| 0.5), ..SOLUTION },
            Contract { fit: |records, targets, alpha| at_rate(records, targets, alpha, |_, _| 1.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "asks only the slopes of the coefficients whether all is flat",
        advice: "A feature that says nothing has a slope of 0 from the beginning. Which number of the model may still be far from its best?",
        attempts: &[Contract { fit: flat_in_coefficients, ..SOLUTION }],
    },
    Mistake {
        name: "asks only the slope of the intercept whether all is flat",
        advice: "Where both classes have as many rows, the slope of the intercept is 0 from the beginning. Which numbers of the model may still be far from their best?",
        attempts: &[Contract { fit: flat_in_intercept, ..SOLUTION }],
    },
    Mistake {
        name: "scales the columns once more",
        advice: "The penalty weighs the coefficients of the columns as they were given. What happens to that balance when you change the columns and turn the coefficients back?",
        attempts: &[
            Contract { fit: |records, targets, alpha| rescaled(records, targets, alpha, 0.0, true), ..SOLUTION },
            Contract { fit: |records, targets, alpha| rescaled(records, targets, alpha, 1.0, true), ..SOLUTION },
            Contract { fit: |records, targets, alpha| rescaled(records, targets, alpha, 0.0, false), ..SOLUTION },
            Contract { fit: |records, targets, alpha| rescaled(records, targets, alpha, 1.0, false), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a slope far below 0 for a flat one",
        advice: "A slope of -0.25 is smaller than 1e-6 as a number. Is it flat, and is there nothing to gain in that direction?",
        attempts: &[Contract { fit: any_way_down, ..SOLUTION }],
    },
    Mistake {
        name: "fits rows of one class as if there were two",
        advice: "When every patient is ill, each step raises the intercept a little more. Where would that end, and who is told?",
        attempts: &[Contract { fit: |records, targets, alpha| whatever_comes(records, targets, alpha), ..SOLUTION }],
    },
    Mistake {
        name: "asks for one of the two classes only",
        advice: "Your function sees when the ill are missing, or when the healthy are. What does the best intercept do in the other case?",
        attempts: &[
            Contract { fit: |records, targets, alpha| if_any(1.0, records, targets, alpha), ..SOLUTION },
            Contract { fit: |records, targets, alpha| if_any(0.0, records, targets, alpha), ..SOLUTION },
        ],
    },
    Mistake {
        name: "hands alpha to linfa as it is",
        advice: "linfa weighs the penalty against the sum of the log-losses, your loss against their mean. By which factor do the two differ?",
        attempts: &[Contract { fit_linfa: with_alpha_as_it_is, ..SOLUTION }],
    },
    Mistake {
        name: "changes alpha for linfa the wrong way",
        advice: "linfa weighs the penalty against a sum of as many log-losses as there are rows. Must its alpha be larger than yours for the same balance, or smaller, and by which factor?",
        attempts: &[
            Contract {
                fit_linfa: |records, targets, alpha| fit_linfa(records, targets, alpha / rows(targets) / rows(targets)),
                ..SOLUTION
            },
            Contract { fit_linfa: |records, targets, alpha| fit_linfa(records, targets, 2.0 * alpha), ..SOLUTION },
            Contract { fit_linfa: |records, targets, alpha| fit_linfa(records, targets, alpha / 2.0), ..SOLUTION },
            Contract {
                fit_linfa: |records, targets, alpha| {
                    fit_linfa(records, targets, 1.0 / alpha / rows(targets) / rows(targets))
                },
                ..SOLUTION
            },
            Contract { fit_linfa: |records, targets, _| fit_linfa(records, targets, 1.0 / rows(targets)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "trains linfa without an intercept",
        advice: "Put zeros into every feature of linfa's model. Which probability comes out, however common the illness is?",
        attempts: &[Contract { fit_linfa: without_linfas_intercept, ..SOLUTION }],
    },
    Mistake {
        name: "takes linfa's positive class for class 1",
        advice: "linfa calls the class with more rows the positive one. Whose probability do its numbers give when most patients are healthy?",
        attempts: &[Contract { fit_linfa: unturned, ..SOLUTION }],
    },
    Mistake {
        name: "turns linfa's model when class 1 is the positive one already",
        advice: "Look at your comparison with the positive class. In which of the two cases do linfa's numbers give the probability of class 1 as they are?",
        attempts: &[Contract { fit_linfa: turned_the_other_way, ..SOLUTION }],
    },
    Mistake {
        name: "turns only one part of linfa's model",
        advice: "When the classes change places, the logit becomes minus itself. Of which numbers is the logit made?",
        attempts: &[
            Contract {
                fit_linfa: |records, targets, alpha| signed(records, targets, alpha, [false, true]),
                ..SOLUTION
            },
            Contract {
                fit_linfa: |records, targets, alpha| signed(records, targets, alpha, [true, false]),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "guesses linfa's positive class by counting rows",
        advice: "Count a table with as many rows of either class. What does linfa take for positive there, and who could tell you in place of a count?",
        attempts: &[
            Contract { fit_linfa: |records, targets, alpha| counted(records, targets, alpha, true), ..SOLUTION },
            Contract { fit_linfa: |records, targets, alpha| counted(records, targets, alpha, false), ..SOLUTION },
        ],
    },
    Mistake {
        name: "unwraps linfa's error",
        advice: "Your function returns a Result too. What should it do with an error that it cannot mend itself?",
        attempts: &[Contract { fit_linfa: unwrapped, ..SOLUTION }],
    },
];
