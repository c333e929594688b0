//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{class_weights, correct_prior, expected_cost, precision, rates, tune};
use super::{ClassWeights, Contract, Costs, RareError, Rates, SOLUTION, Scored, Split, Tuned};
use mlings_grading::Mistake;

/// A learner's file in which `tune` is made of these two.
macro_rules! made_of {
    ($rates:expr, $cost:expr) => {
        Contract {
            rates: $rates,
            expected_cost: $cost,
            tune: |validation, test, fraud_share, costs| {
                tuned_by(validation, test, |payments, threshold| {
                    Ok($cost($rates(payments, threshold)?, fraud_share, costs))
                })
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "weighs a kind by how frequent it is",
        advice: "The many are heard anyway. Which kind should count more in each of its rows, so that both count the same together?",
        attempts: &[Contract { class_weights: inverted_weights, ..SOLUTION }],
    },
    Mistake {
        name: "forgets in the weights that there are two kinds",
        advice: "Add up your weights over all rows. Is the sum as large as the number of rows?",
        attempts: &[Contract {
            class_weights: |labels| {
                let ClassWeights { fraud, legitimate } = class_weights(labels)?;
                Ok(ClassWeights { fraud: 2.0 * fraud, legitimate: 2.0 * legitimate })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves the weight of the legitimate payments at 1",
        advice: "Both kinds count the same under your weights, but all rows together count for more than they are. What happens to a learning rate then?",
        attempts: &[Contract {
            class_weights: |labels| {
                let ClassWeights { fraud, legitimate } = class_weights(labels)?;
                Ok(ClassWeights { fraud: fraud / legitimate, legitimate: 1.0 })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "divides whole numbers for the weights",
        advice: "In Rust 7 / 2 is 3 where both are whole numbers. At which point do your counts become floats?",
        attempts: &[Contract { class_weights: whole_weights, ..SOLUTION }],
    },
    Mistake {
        name: "repeats frauds before it holds rows out",
        advice: "A fraud and its copy are the same payment. What does a test say of a row that the model has seen?",
        attempts: &[
            Contract { oversampled_split: oversampled_before, ..SOLUTION },
            Contract { oversampled_split: copies_of_all, ..SOLUTION },
        ],
    },
    Mistake {
        name: "repeats frauds among the held-out rows too",
        advice: "The test should look like the days to come. How frequent is fraud there?",
        attempts: &[Contract { oversampled_split: test_too, ..SOLUTION }],
    },
    Mistake {
        name: "repeats one fraud again and again",
        advice: "A model that sees one payment a thousand times learns that payment. Which other frauds could be repeated?",
        attempts: &[Contract { oversampled_split: one_again_and_again, ..SOLUTION }],
    },
    Mistake {
        name: "gives all that is left of the copies to one fraud",
        advice: "Seven copies among four frauds leave a remainder. How much more often than another may a fraud stand in the training rows?",
        attempts: &[
            Contract { oversampled_split: |labels, order, n_test| rest_to(labels, order, n_test, 0), ..SOLUTION },
            Contract {
                oversampled_split: |labels, order, n_test| rest_to(labels, order, n_test, usize::MAX),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts legitimate payments that are held out when it repeats frauds",
        advice: "Both kinds should be equally frequent among the rows to train on. Which rows has your count of legitimate payments gone through?",
        attempts: &[Contract { oversampled_split: as_many_as_all, ..SOLUTION }],
    },
    Mistake {
        name: "drops frauds where they are the more frequent kind",
        advice: "The task repeats what is rare and throws nothing away. What does your code do with frauds when there are more of them than of the others?",
        attempts: &[Contract { oversampled_split: frauds_dropped, ..SOLUTION }],
    },
    Mistake {
        name: "repeats legitimate payments where they are the rarer kind",
        advice: "The task names the one kind that is repeated. What should happen where it is not the rarer one?",
        attempts: &[Contract { oversampled_split: rarer_repeated, ..SOLUTION }],
    },
    Mistake {
        name: "looks for both kinds among all rows before it holds any out",
        advice: "Only what is left can be trained on. Which kinds are there when the only fraud is held out?",
        attempts: &[Contract { oversampled_split: kinds_of_all, ..SOLUTION }],
    },
    Mistake {
        name: "repeats every fraud equally often and leaves the rest",
        advice: "Count both kinds in your training rows. What becomes of the remainder of the division?",
        attempts: &[Contract { oversampled_split: remainder_lost, ..SOLUTION }],
    },
    Mistake {
        name: "throws legitimate payments away",
        advice: "Both kinds are equally frequent now, but most of what was known is gone. What does the task ask for: fewer of the many, or more of the few?",
        attempts: &[Contract { oversampled_split: undersampled, ..SOLUTION }],
    },
    Mistake {
        name: "holds out the first rows of the order",
        advice: "In an order of time the first payments are the oldest. Which rows should stand for the days to come?",
        attempts: &[Contract { oversampled_split: first_held_out, ..SOLUTION }],
    },
    Mistake {
        name: "does not flag the payment on the threshold",
        advice: "Take the score of a payment as the threshold. Is that payment flagged in your code?",
        attempts: &[made_of!(strict_rates, expected_cost)],
    },
    Mistake {
        name: "flags what lies a little below the threshold too",
        advice: "A threshold is a score that occurs, so no rounding lies between the two. Which payments does your tolerance flag that the task does not?",
        attempts: &[
            made_of!(|payments, threshold| rates(payments, threshold - 1e-9), expected_cost),
            made_of!(|payments, threshold| rates(payments, threshold - 1e-12), expected_cost),
            made_of!(single_rates, expected_cost),
            Contract { rates: |payments, threshold| rates(payments, threshold - 1e-9), ..SOLUTION },
            Contract { rates: |payments, threshold| rates(payments, threshold - 1e-12), ..SOLUTION },
        ],
    },
    Mistake {
        name: "counts among all payments in place of one kind",
        advice: "When every fraud is flagged, all of them are caught. Which share does your code return then?",
        attempts: &[made_of!(rates_among_all, expected_cost)],
    },
    Mistake {
        name: "takes the share of wrong alarms for the rate of false alarms",
        advice: "One number asks how many of the alarms are wrong, the other how many of the honest are alarmed. By which number do you divide?",
        attempts: &[made_of!(wrong_alarms, expected_cost)],
    },
    Mistake {
        name: "leaves the share of fraud out of the precision",
        advice: "Eight frauds of ten are caught, and two honest payments of a hundred flagged. How many are flagged among a million, if a thousand of them are frauds?",
        attempts: &[Contract { precision: |rates, _| precision(rates, 0.5), ..SOLUTION }],
    },
    Mistake {
        name: "weighs the wrong kind with the share of fraud",
        advice: "The share of fraud is small. Which of your two products should it make small?",
        attempts: &[Contract { precision: |rates, fraud_share| precision(rates, 1.0 - fraud_share), ..SOLUTION }],
    },
    Mistake {
        name: "answers with a number where nothing is flagged",
        advice: "Nothing of nothing is not a share. What can the type of the answer say that no number can?",
        attempts: &[Contract { precision: |rates, share| Some(precision(rates, share).unwrap_or(0.0)), ..SOLUTION }],
    },
    Mistake {
        name: "has no precision where no fraud is among the flagged",
        advice: "Ten payments are flagged and none of them is a fraud. What share of the ten is that?",
        attempts: &[Contract {
            precision: |rates, share| precision(rates, share).filter(|share| *share > 0.0),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes a small share for none",
        advice: "With rare events a small number is what the work is about. From which size on does your code take a share for 0, or change it?",
        attempts: &[
            Contract { precision: |rates, share| precision_above(rates, share, 1e-9), ..SOLUTION },
            Contract { precision: |rates, share| precision_above(rates, share, 1e-12), ..SOLUTION },
            Contract { precision: |rates, share| padded_precision(rates, share, 1e-9), ..SOLUTION },
            Contract { precision: |rates, share| padded_precision(rates, share, 1e-12), ..SOLUTION },
        ],
    },
    Mistake {
        name: "forgets what a payment costs that passes",
        advice: "In most shops it is nothing, but the task has a price for it. Which of the four costs does not appear in your sum?",
        attempts: &[made_of!(rates, |rates, share, costs| expected_cost(rates, share, Costs { passed: 0.0, ..costs }))],
    },
    Mistake {
        name: "takes what is caught for free",
        advice: "Somebody has to call the customer also when the alarm is right. Which of the four costs does not appear in your sum?",
        attempts: &[made_of!(rates, |rates, share, costs| expected_cost(rates, share, Costs { caught: 0.0, ..costs }))],
    },
    Mistake {
        name: "swaps the cost of a missed fraud and of a false alarm",
        advice: "One of the two errors is a call, the other is the money gone. Which rate goes with which?",
        attempts: &[made_of!(rates, |rates: Rates, share: f64, costs: Costs| {
            expected_cost(rates, share, Costs { missed: costs.false_alarm, false_alarm: costs.missed, ..costs })
        })],
    },
    Mistake {
        name: "weighs both kinds alike in the cost",
        advice: "A rate says nothing about how many payments it is a rate of. How many of a thousand payments are frauds?",
        attempts: &[made_of!(rates, |rates, _, costs| expected_cost(rates, 0.5, costs))],
    },
    Mistake {
        name: "counts errors in place of money",
        advice: "Whoever flags nothing is right for 98 payments of 100. What does each of the two errors cost?",
        attempts: &[Contract { tune: most_accurate, ..SOLUTION }],
    },
    Mistake {
        name: "counts the share of fraud in the rows",
        advice: "Samples are made with more frauds than the world has. Which argument knows how many there are in the world?",
        attempts: &[
            Contract {
                tune: |validation, test, share, costs| counting(validation, test, share, costs, [true, false]),
                ..SOLUTION
            },
            Contract {
                tune: |validation, test, share, costs| counting(validation, test, share, costs, [true, true]),
                ..SOLUTION
            },
            Contract {
                tune: |validation, test, share, costs| counting(validation, test, share, costs, [false, true]),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "rounds costs before it compares them",
        advice: "A tenth of a cent a payment is a lot of money for a million payments. What does your rounding do to two costs that lie so near each other?",
        attempts: &[
            Contract {
                tune: |validation, test, share, costs| {
                    rounding(validation, test, share, costs, |cost| (cost * 100.0).round())
                },
                ..SOLUTION
            },
            Contract {
                tune: |validation, test, share, costs| rounding(validation, test, share, costs, f64::trunc),
                ..SOLUTION
            },
            Contract {
                tune: |validation, test, share, costs| {
                    rounding(validation, test, share, costs, |cost| f64::from(cost as f32))
                },
                ..SOLUTION
            },
            Contract {
                tune: |validation, test, share, costs| {
                    rounding(validation, test, share, costs, |cost| (cost * 1e4).round())
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "reckons the cost of flagging nothing by the missed frauds alone",
        advice: "When nothing is flagged, every legitimate payment passes. What does the cost matrix say of those?",
        attempts: &[Contract { tune: only_the_missed, ..SOLUTION }],
    },
    Mistake {
        name: "accepts test rows of one kind",
        advice: "Without a fraud among the test rows nobody knows what share of the frauds is caught there. In which of the two parts do you look for both kinds?",
        attempts: &[Contract { tune: any_test, ..SOLUTION }],
    },
    Mistake {
        name: "chooses the threshold on the test rows",
        advice: "The cheapest threshold for these rows is known only when they have been paid for. Which rows are known before?",
        attempts: &[Contract { tune: |_, test, fraud_share, costs| tune(test, test, fraud_share, costs), ..SOLUTION }],
    },
    Mistake {
        name: "chooses the threshold on validation and test rows together",
        advice: "More rows make a better choice, but these are needed to measure it. What is left that had no say in the threshold?",
        attempts: &[Contract { tune: on_both, ..SOLUTION }],
    },
    Mistake {
        name: "reports the cost on the validation rows",
        advice: "This threshold is the cheapest of many on just these rows, so part of it is luck. On which rows can the luck be seen?",
        attempts: &[Contract {
            tune: |validation, _, fraud_share, costs| tune(validation, validation, fraud_share, costs),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives a tie to the lowest threshold",
        advice: "Two thresholds cost the same, and one of them calls more people. Which one does the task ask for?",
        attempts: &[
            Contract { tune: lowest_of_equals, ..SOLUTION },
            Contract { tune: lowest_of_equals_but_infinity, ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets the order of the rows decide between equally cheap thresholds",
        advice: "Sort the same payments otherwise, and your threshold changes. Which of two equally cheap ones does the task ask for?",
        attempts: &[
            Contract { tune: first_row_of_equals, ..SOLUTION },
            Contract { tune: last_row_of_equals, ..SOLUTION },
        ],
    },
    Mistake {
        name: "tries only the scores of frauds",
        advice: "To flag one more legitimate payment pays where an alarm is cheaper than a payment that passes. Which scores does the task list as candidates?",
        attempts: &[Contract { tune: scores_of_frauds, ..SOLUTION }],
    },
    Mistake {
        name: "always flags something",
        advice: "If an alarm costs more than a fraud, no alarm is worth its money. Which threshold flags nothing?",
        attempts: &[Contract { tune: flags_something, ..SOLUTION }],
    },
    Mistake {
        name: "takes ½ for the threshold",
        advice: "Half is where both kinds are equally likely, not where both errors are equally dear. Have you looked at the costs?",
        attempts: &[Contract { tune: a_half, ..SOLUTION }],
    },
    Mistake {
        name: "only multiplies a probability by the ratio of the shares",
        advice: "A payment that is fraud for sure stays one. What does your correction make of the probability 1?",
        attempts: &[
            Contract {
                correct_prior: |p, sample_share, true_share| p.mapv(|p| p * true_share / sample_share),
                ..SOLUTION
            },
            Contract {
                correct_prior: |p, sample_share, true_share| p.mapv(|p| (p * true_share / sample_share).min(1.0)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "divides by 1 - p, which may be 0",
        advice: "The odds of what is certain are infinite. What does your formula make of the probability 1, and which one of the task has no such division?",
        attempts: &[
            Contract { correct_prior: through_odds, ..SOLUTION },
            Contract { correct_prior: through_logits, ..SOLUTION },
        ],
    },
    Mistake {
        name: "swaps the sample's share and the true share",
        advice: "Fraud is rarer in the world than in the sample. Should the probabilities rise or fall?",
        attempts: &[Contract {
            correct_prior: |p, sample_share, true_share| correct_prior(p, true_share, sample_share),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "corrects the odds by the shares of fraud alone",
        advice: "When there are fewer frauds there are more legitimate payments. By what is the other side of the odds to be multiplied?",
        attempts: &[Contract { correct_prior: fraud_side_only, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the number of a kind that is not there",
        advice: "0 / 0 is no rate, and n / 0 no weight. What do you know before you divide?",
        attempts: &[
            Contract {
                class_weights: unguarded_weights,
                rates: |payments, threshold| Ok(unguarded_rates(payments, threshold)),
                oversampled_split: unguarded_split,
                tune: |validation, test, fraud_share, costs| {
                    tuned_by(validation, test, |payments, threshold| {
                        Ok(expected_cost(unguarded_rates(payments, threshold), fraud_share, costs))
                    })
                },
                ..SOLUTION
            },
            Contract { class_weights: unguarded_weights, ..SOLUTION },
            Contract { oversampled_split: unguarded_split, ..SOLUTION },
        ],
    },
    Mistake {
        name: "looks for one of the two kinds only",
        advice: "You see when there is no fraud, or when there is nothing else. What about the other case?",
        attempts: &[
            Contract {
                class_weights: |labels| if_any(true, labels).and_then(|()| unguarded_weights(labels)),
                ..SOLUTION
            },
            Contract {
                class_weights: |labels| if_any(false, labels).and_then(|()| unguarded_weights(labels)),
                ..SOLUTION
            },
            Contract { oversampled_split: |labels, order, n_test| with_any(true, labels, order, n_test), ..SOLUTION },
            Contract { oversampled_split: |labels, order, n_test| with_any(false, labels, order, n_test), ..SOLUTION },
        ],
    },
];
