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
            fit: |start, records, labels, rate, epochs| descend(start, records, labels, rate, epochs, $gradient),
            ..$with
        }
    };
}

/// A learner's file with these probabilities of logits, and a gradient that is made of them.
macro_rules! squeezes {
    ($softmax:expr) => {
        goes_down!(
            |model, records, labels| sloping(records, labels, $softmax(logits(model, records).view())),
            Contract {
                softmax: $softmax,
                predict_probabilities: |model, records| $softmax(logits(model, records).view()),
                ..SOLUTION
            }
        )
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes the exponential of logits as they are",
        advice: "Beyond 709 an exponential is infinite, and below -745 it is 0. What may you do to all logits of a row without changing their probabilities?",
        attempts: &[squeezes!(as_they_are)],
    },
    Mistake {
        name: "subtracts the largest logit of the whole table",
        advice: "One row may lie around 1000 and the next around -1000. What is left of the second one when the largest of all is taken from it?",
        attempts: &[squeezes!(largest_of_all)],
    },
    Mistake {
        name: "begins the search for the largest logit at 0",
        advice: "In a row of -1000 and -999 none is larger than where your search begins. What do you take out of such a row, and what is left of it?",
        attempts: &[
            squeezes!(largest_from_0),
            Contract { cross_entropy: loss_from_0, ..squeezes!(largest_from_0) },
            Contract { cross_entropy: loss_from_0, ..SOLUTION },
            Contract { softmax: largest_from_0, ..SOLUTION },
        ],
    },
    Mistake {
        name: "adds a small number to the sum of the exponentials",
        advice: "The largest exponential is 1 once the largest logit is taken out, so the sum is never 0. What do the rows of your probabilities sum to now?",
        attempts: &[
            squeezes!(padded::<8>),
            squeezes!(padded::<6>),
            squeezes!(padded::<7>),
            squeezes!(padded::<9>),
            squeezes!(padded::<10>),
            squeezes!(padded::<12>),
            Contract { softmax: padded::<8>, ..SOLUTION },
            Contract { softmax: padded::<9>, ..SOLUTION },
            Contract { softmax: padded::<12>, ..SOLUTION },
        ],
    },
    Mistake {
        name: "computes the logits with 32 bits",
        advice: "Half of the bits keep seven digits of a product. Which type do your sums have on the way, and which one has the answer?",
        attempts: &[
            Contract {
                predict_probabilities: |model, records| softmax(single_logits(model, records).view()),
                ..goes_down!(
                    |model, records, labels| sloping(records, labels, softmax(single_logits(model, records).view())),
                    SOLUTION
                )
            },
            Contract {
                predict_probabilities: |model, records| softmax(single_logits(model, records).view()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "reads the table in the order of its memory",
        advice: "A table may be the transpose of another one, and then its columns lie one behind the other. Which of its methods gives you a row wherever the numbers lie?",
        attempts: &[Contract {
            predict_probabilities: |model, records| predict_probabilities(model, by_memory(records).view()),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "divides by the sums of the columns",
        advice: "Print the sums of your rows. Do the probabilities of one class over all rows have to sum to 1, or those of one row over all classes?",
        attempts: &[squeezes!(by_columns)],
    },
    Mistake {
        name: "divides by the sum of the whole table",
        advice: "Give your function two rows, and then each of them alone. Should a row's probabilities depend on the other rows?",
        attempts: &[squeezes!(by_the_whole)],
    },
    Mistake {
        name: "gives every class a sigmoid of its own",
        advice: "A sigmoid asks whether a row is of this class, with no regard to the others. Can the answers sum to anything but 1, and which of the classes should give way?",
        attempts: &[squeezes!(sigmoids)],
    },
    Mistake {
        name: "takes the logarithm of a probability that has become 0",
        advice: "The exponential of -1000 is 0 as a float, and its logarithm is minus infinity. Write ln of the fraction as a difference: which exponential cancels?",
        attempts: &[Contract { cross_entropy: log_of_zero, ..SOLUTION }],
    },
    Mistake {
        name: "sets a limit to what a row can cost",
        advice: "With a floor of 1e-15 below a probability no row can cost more than 34.5, however wrong it is. Can the loss be worked out from the logits, without a limit on anything?",
        attempts: &[Contract { cross_entropy: cut_off, ..SOLUTION }, Contract { cross_entropy: clipped, ..SOLUTION }],
    },
    Mistake {
        name: "sums over the rows instead of averaging",
        advice: "With every row given twice, your loss doubles, and so does every step. Should the learning rate depend on how many rows there are?",
        attempts: &[
            goes_down!(summed_gradient, Contract { cross_entropy: summed, ..SOLUTION }),
            Contract { cross_entropy: summed, ..SOLUTION },
        ],
    },
    Mistake {
        name: "averages over rows and classes",
        advice: "A table of rows and classes has more numbers than rows. How many labels are there to be surprised at?",
        attempts: &[
            goes_down!(averaged_twice_gradient, Contract { cross_entropy: averaged_twice, ..SOLUTION }),
            Contract { cross_entropy: averaged_twice, ..SOLUTION },
            goes_down!(averaged_twice_gradient, SOLUTION),
            goes_down!(coefficients_averaged_twice, SOLUTION),
            goes_down!(intercepts_averaged_twice, SOLUTION),
        ],
    },
    Mistake {
        name: "charges for the likeliest class, whatever the label",
        advice: "A model that is sure of the wrong class pays nothing in your version. Whose probability does the loss look at?",
        attempts: &[Contract { cross_entropy: of_the_likeliest, ..SOLUTION }],
    },
    Mistake {
        name: "adds the terms of the classes that a row does not belong to",
        advice: "With two classes and one probability, 1 - p is the other class. Where every class has a probability already, is there a second term left?",
        attempts: &[Contract { cross_entropy: with_the_others, ..SOLUTION }],
    },
    Mistake {
        name: "forgets the intercepts",
        advice: "Put zeros into every feature. Which numbers of the model should still tell the classes apart?",
        attempts: &[
            Contract {
                predict_probabilities: without_intercepts,
                ..goes_down!(
                    |model, records, labels| sloping(records, labels, without_intercepts(model, records)),
                    SOLUTION
                )
            },
            Contract { predict_probabilities: without_intercepts, ..SOLUTION },
        ],
    },
    Mistake {
        name: "averages the loss and sums its slopes",
        advice: "The gradient is the slope of that very loss. Which division does the loss have that your slopes have not?",
        attempts: &[
            goes_down!(summed_gradient, SOLUTION),
            Contract { gradient: summed_gradient, ..SOLUTION },
            goes_down!(half_summed, SOLUTION),
            goes_down!(intercepts_summed, SOLUTION),
        ],
    },
    Mistake {
        name: "divides the slopes of a class by the rows of that class",
        advice: "Each slope is a mean of errors, and every row has an error for every class. Over how many rows does the mean go?",
        attempts: &[
            goes_down!(over_rows_of_the_class, SOLUTION),
            Contract { gradient: over_rows_of_the_class, ..SOLUTION },
        ],
    },
    Mistake {
        name: "leaves classes without a row as they are",
        advice: "Nobody wrote a 9 in this batch, and the model gives every row some probability of a 9. Should that grow, stay or shrink?",
        attempts: &[goes_down!(absent_stay, SOLUTION), Contract { gradient: absent_stay, ..SOLUTION }],
    },
    Mistake {
        name: "pulls the coefficients towards 0",
        advice: "That is a penalty, and often a good idea. Which part of the loss has it as its slope in this task?",
        attempts: &[
            goes_down!(|model, records, labels| pulled(model, records, labels, 1e-4), SOLUTION),
            goes_down!(|model, records, labels| pulled(model, records, labels, 1e-3), SOLUTION),
            goes_down!(|model, records, labels| pulled(model, records, labels, 1e-2), SOLUTION),
            goes_down!(|model, records, labels| pulled(model, records, labels, 0.1), SOLUTION),
            Contract {
                fit: |start, records, labels, rate, epochs| {
                    descend(start, records, labels, rate, epochs, |model, records, labels| {
                        pulled(model, records, labels, 1e-4)
                    })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "subtracts the probabilities from the labels' ones",
        advice: "Take one row of class 0 that was given 0.3 for it. Should the loss rise or fall when the intercept of class 0 grows, and which sign has your slope?",
        attempts: &[goes_down!(uphill, SOLUTION), Contract { gradient: uphill, ..SOLUTION }],
    },
    Mistake {
        name: "turns the sign of the cross-entropy",
        advice: "A probability is at most 1, so its logarithm is at most 0. Which sign should a cost have, and what is done to the logarithm for that?",
        attempts: &[Contract { cross_entropy: |logits, labels| -cross_entropy(logits, labels), ..SOLUTION }],
    },
    Mistake {
        name: "moves only the coefficients, or only the intercepts",
        advice: "The gradient has two halves. Which numbers of your model are after all epochs what they were before?",
        attempts: &[
            Contract {
                fit: |start, records, labels, rate, epochs| {
                    half_moved(start, records, labels, rate, epochs, [false, true])
                },
                ..SOLUTION
            },
            Contract {
                fit: |start, records, labels, rate, epochs| {
                    half_moved(start, records, labels, rate, epochs, [true, false])
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the slopes once, for all epochs",
        advice: "After the first step the model is another one. Are its slopes still those of the start?",
        attempts: &[Contract {
            fit: |start, records, labels, rate, epochs| fit(start, records, labels, rate * epochs as f64, 1),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "divides the learning rate by the number of rows",
        advice: "The slopes are means over the rows already. What becomes of your steps when every row comes twice?",
        attempts: &[Contract {
            fit: |start, records, labels, rate, epochs| fit(start, records, labels, rate / labels.len() as f64, epochs),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "adds the slopes to the model",
        advice: "A slope says by how much the loss grows when its number grows. Which way should a number go whose slope is above 0?",
        attempts: &[Contract {
            fit: |start, records, labels, rate, epochs| fit(start, records, labels, -rate, epochs),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves the labels out of the gradient",
        advice: "Your slopes are the same for every list of labels. At what probabilities should they be 0?",
        attempts: &[goes_down!(without_labels, SOLUTION)],
    },
    Mistake {
        name: "takes only the label's own class into the gradient",
        advice: "When the probability of one class grows, the others shrink. What should become of the logits of the classes that a row is not of?",
        attempts: &[goes_down!(own_class_only, SOLUTION)],
    },
    Mistake {
        name: "counts the classes in the labels",
        advice: "Nobody wrote a 9 in this batch. Which argument still knows that there is one?",
        attempts: &[goes_down!(classes_from_labels, SOLUTION), goes_down!(ones_for_labels_met, SOLUTION)],
    },
    Mistake {
        name: "begins with zeros, whatever the start is",
        advice: "Somebody may want to train on from yesterday's model. Which argument says where to begin?",
        attempts: &[Contract { fit: from_zeros, ..SOLUTION }],
    },
    Mistake {
        name: "begins with one half of the start, and with zeros for the other",
        advice: "Somebody wants to train on from yesterday's model. Which of its numbers has your model forgotten?",
        attempts: &[
            Contract {
                fit: |start, records, labels, rate, epochs| from_half(start, records, labels, rate, epochs, [0.0, 1.0]),
                ..SOLUTION
            },
            Contract {
                fit: |start, records, labels, rate, epochs| from_half(start, records, labels, rate, epochs, [1.0, 0.0]),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "stops before the epochs are over",
        advice: "The caller said how many steps. Who else decides about the end in your loop?",
        attempts: &[
            Contract {
                fit: |start, records, labels, rate, epochs| stopping(start, records, labels, rate, epochs, 1e-3),
                ..SOLUTION
            },
            Contract {
                fit: |start, records, labels, rate, epochs| stopping(start, records, labels, rate, epochs, 1e-6),
                ..SOLUTION
            },
            Contract { fit: settling, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes one step too many or too few",
        advice: "Count your steps for 0 epochs, and for 2. How many should there be?",
        attempts: &[
            Contract {
                fit: |start, records, labels, rate, epochs| fit(start, records, labels, rate, epochs.max(1)),
                ..SOLUTION
            },
            Contract {
                fit: |start, records, labels, rate, epochs| fit(start, records, labels, rate, epochs + 1),
                ..SOLUTION
            },
            Contract {
                fit: |start, records, labels, rate, epochs| fit(start, records, labels, rate, epochs.saturating_sub(1)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes a step after every row",
        advice: "That is a method too, but the second row is met by another model than the first. At which model are all slopes of an epoch taken?",
        attempts: &[Contract { fit: row_by_row, ..SOLUTION }, Contract { fit: row_by_row_in_small_steps, ..SOLUTION }],
    },
    Mistake {
        name: "moves the intercepts before the slopes of the coefficients are taken",
        advice: "A gradient belongs to one model. Are both halves of yours from the same?",
        attempts: &[
            Contract { fit: one_after_the_other, ..SOLUTION },
            Contract { fit: coefficients_first, ..SOLUTION },
        ],
    },
];
