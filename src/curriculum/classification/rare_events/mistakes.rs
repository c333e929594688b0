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
        name: "repeats frauds before it holds rows out",
        advice: "A fraud and its copy are the same payment. What does a test say of a row that the model has seen?",
        attempts: &[Contract { oversampled_split: oversampled_before, ..SOLUTION }],
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
        attempts: &[Contract { tune: lowest_of_equals, ..SOLUTION }],
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
        attempts: &[Contract {
            correct_prior: |p, sample_share, true_share| p.mapv(|p| p * true_share / sample_share),
            ..SOLUTION
        }],
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
        attempts: &[Contract {
            class_weights: unguarded_weights,
            rates: |payments, threshold| Ok(unguarded_rates(payments, threshold)),
            oversampled_split: unguarded_split,
            tune: |validation, test, fraud_share, costs| {
                tuned_by(validation, test, |payments, threshold| {
                    Ok(expected_cost(unguarded_rates(payments, threshold), fraud_share, costs))
                })
            },
            ..SOLUTION
        }],
    },
];
