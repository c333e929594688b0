//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{fit, initial_score, mean_loss, next_tree, staged_scores};
use super::{Contract, Loss, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and the functions that call it are made of it.
macro_rules! with {
    (mean_loss: $mean_loss:expr) => {
        Contract {
            mean_loss: $mean_loss,
            fit_early: |loss, records, targets, held_out, held_out_targets, settings| {
                early(fit(loss, records, targets, settings)?, held_out, held_out_targets, staged_scores, $mean_loss)
            },
            ..SOLUTION
        }
    };
    (residuals: $residuals:expr) => {
        Contract {
            residuals: $residuals,
            ..with!(next_tree: |loss, records, targets, scores, limits| {
                grown(records, $residuals(loss, targets, scores), limits)
            })
        }
    };
    (next_tree: $next_tree:expr) => {
        Contract { next_tree: $next_tree, ..with!(fit: |task| boosted(task, initial_score, $next_tree, added)) }
    };
    (initial: $initial:expr) => {
        Contract { initial_score: $initial, ..with!(fit: |task| boosted(task, $initial, next_tree, added)) }
    };
    (update: $update:expr) => {
        with!(fit: |task| boosted(task, initial_score, next_tree, $update))
    };
    (fit: $fit:expr) => {
        Contract {
            fit: |loss, records, targets, settings| called($fit, Task { loss, records, targets, settings: *settings }),
            fit_early: |loss, records, targets, held_out, held_out_targets, settings| {
                let model = called($fit, Task { loss, records, targets, settings: *settings })?;
                early(model, held_out, held_out_targets, staged_scores, mean_loss)
            },
            ..SOLUTION
        }
    };
    (staged: $staged:expr) => {
        Contract {
            staged_scores: $staged,
            predict: |model, records| last($staged(model, records), model.loss),
            fit_early: |loss, records, targets, held_out, held_out_targets, settings| {
                early(fit(loss, records, targets, settings)?, held_out, held_out_targets, $staged, mean_loss)
            },
            ..SOLUTION
        }
    };
    (predict: $predict:expr) => {
        Contract { predict: $predict, ..SOLUTION }
    };
    (keep: $keep:expr) => {
        Contract {
            fit_early: |loss, records, targets, held_out, held_out_targets, settings| {
                keeping(fit(loss, records, targets, settings)?, held_out, held_out_targets, $keep)
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "leaves out the half of the squared loss",
        advice: "The residual is minus the derivative of this loss. Which factor does the derivative of a square bring along?",
        attempts: &[with!(mean_loss: without_half)],
    },
    Mistake {
        name: "sums the loss without dividing by the number of rows",
        advice: "Two tables of different length should have comparable losses. What does a mean do that a sum does not?",
        attempts: &[with!(mean_loss: summed_loss)],
    },
    Mistake {
        name: "takes the logarithm of a probability that has become 0 or 1",
        advice: "Put a score of 1000 in. What is the probability as a float, and what is the logarithm of what is left?",
        attempts: &[with!(mean_loss: log_of_probability)],
    },
    Mistake {
        name: "computes exp(score) where it overflows",
        advice: "exp(1000) is no float, but the loss at 1000 is an ordinary number. How else can ln(1 + exp(s)) be written for a large s?",
        attempts: &[with!(mean_loss: overflowing)],
    },
    Mistake {
        name: "measures the log loss as a squared difference to the probability",
        advice: "A sure and wrong answer costs at most a half in your version. What does it cost in the formula?",
        attempts: &[with!(mean_loss: squared_probability)],
    },
    Mistake {
        name: "takes the target from the prediction",
        advice: "Let the score be too low. Must the next tree answer with positive or with negative numbers?",
        attempts: &[with!(residuals: turned_round)],
    },
    Mistake {
        name: "takes the score for a probability",
        advice: "The scores of the log loss run from far below 0 to far above 1. What has to happen to one before it is compared with a 0 or a 1?",
        attempts: &[with!(residuals: score_as_probability)],
    },
    Mistake {
        name: "doubles the residual of the squared loss",
        advice: "Differentiate the loss with the half that stands in front of it. What remains of the 2?",
        attempts: &[with!(residuals: doubled)],
    },
    Mistake {
        name: "multiplies the residual of the log loss by p (1 - p)",
        advice: "That factor belongs to the squared error of a probability. What does the derivative of ln(1 + exp(s)) give?",
        attempts: &[with!(residuals: through_the_curve)],
    },
    Mistake {
        name: "divides the residuals by the number of rows",
        advice: "A tree learns one number per row. Is a row's own residual smaller because there are more rows?",
        attempts: &[with!(residuals: divided)],
    },
    Mistake {
        name: "begins at 0",
        advice: "With a small learning rate it takes many trees to climb from 0 to the mean. Which single score has the smallest loss?",
        attempts: &[with!(initial: |_, _| Ok(0.0))],
    },
    Mistake {
        name: "begins the log loss at the share of ones",
        advice: "A share lies between 0 and 1, a score anywhere. Which score is turned into this share by 1 / (1 + exp(-score))?",
        attempts: &[with!(initial: share)],
    },
    Mistake {
        name: "begins the squared loss at the median",
        advice: "The median makes the sum of distances small. Which number makes the sum of squared distances small?",
        attempts: &[with!(initial: median)],
    },
    Mistake {
        name: "answers with finite log odds where there is one class only",
        advice: "Nothing in the table says how rare the missing class is. Who would notice that the number was made up?",
        attempts: &[with!(initial: clipped)],
    },
    Mistake {
        name: "fits every tree to the targets",
        advice: "The second tree then says the same as the first. What is it that the model so far does not know yet?",
        attempts: &[with!(next_tree: fits_targets)],
    },
    Mistake {
        name: "fits every tree to the first residuals",
        advice: "After a tree has been added, less is missing than before it. Which variable should know that?",
        attempts: &[with!(update: |_, scores, _, _| scores)],
    },
    Mistake {
        name: "adds whole trees while it learns",
        advice: "The model will add only a share of each tree later. Do your residuals belong to the scores that it will really have?",
        attempts: &[with!(update: |_, scores, answers, _| scores + answers)],
    },
    Mistake {
        name: "replaces the scores by the newest tree's answers",
        advice: "Follow the score of one row over two rounds. Is what the first tree has added still in it?",
        attempts: &[with!(update: |initial, _, answers, rate| rate * answers + initial)],
    },
    Mistake {
        name: "counts the initial score as a tree",
        advice: "Ask for one tree and look at the list. How long is it?",
        attempts: &[with!(fit: one_tree_fewer)],
    },
    Mistake {
        name: "adds whole trees when it predicts",
        advice: "The trees were grown for small steps. Which field of the model says how small?",
        attempts: &[with!(staged: whole_trees)],
    },
    Mistake {
        name: "leaves the initial score out when it predicts",
        advice: "The trees know the differences from a starting point. Where in the model is that point kept?",
        attempts: &[with!(staged: without_initial)],
    },
    Mistake {
        name: "has no stage for the model without trees",
        advice: "Before the first tree the model can predict already. How many stages do three trees have, counted from none?",
        attempts: &[with!(staged: without_row_0)],
    },
    Mistake {
        name: "gives every stage its own tree alone",
        advice: "The second tree corrects the model with the first one in it. What stands in stage 2 beside the second tree?",
        attempts: &[with!(staged: own_tree_alone)],
    },
    Mistake {
        name: "averages the trees as a forest does",
        advice: "Trees of a forest all answer the same question. What question does the third tree of a boosted model answer?",
        attempts: &[with!(staged: averaged)],
    },
    Mistake {
        name: "predicts a score where a probability is asked for",
        advice: "Whoever calls predict under the log loss will compare it with a chance. Can yours be 3?",
        attempts: &[with!(predict: |model, records| last(staged_scores(model, records), Loss::Squared))],
    },
    Mistake {
        name: "turns every prediction into a probability",
        advice: "Eleven bicycles are not a chance. Which field of the model says what kind of number the score is?",
        attempts: &[with!(predict: |model, records| last(staged_scores(model, records), Loss::Log))],
    },
    Mistake {
        name: "predicts a class where a probability is asked for",
        advice: "0.51 and 0.99 become the same in your answer. Who should decide where yes begins?",
        attempts: &[with!(predict: classes)],
    },
    Mistake {
        name: "stops by the loss on the rows that it learns from",
        advice: "That loss falls with nearly every tree, whatever the trees learn by heart. Which rows can tell when it becomes too much?",
        attempts: &[Contract { fit_early: by_training_loss, ..SOLUTION }],
    },
    Mistake {
        name: "keeps one tree too many",
        advice: "The first of the losses belongs to no tree at all. How many trees belong to the loss at place 3?",
        attempts: &[with!(keep: |losses| smallest(losses) + 1)],
    },
    Mistake {
        name: "keeps one tree too few",
        advice: "Place m of the losses is the loss after m trees. Is there anything to subtract?",
        attempts: &[with!(keep: |losses| smallest(losses).saturating_sub(1))],
    },
    Mistake {
        name: "stops as soon as the loss rises once",
        advice: "A loss may rise for one tree and fall again. When is it known which is the smallest of all?",
        attempts: &[with!(keep: until_it_rises)],
    },
    Mistake {
        name: "keeps all trees",
        advice: "The last trees may have learned the noise of the training rows. What are the held-out rows there for?",
        attempts: &[with!(keep: |losses| losses.len() - 1)],
    },
    Mistake {
        name: "keeps the most trees of equally good choices",
        advice: "Two models do equally well on held-out rows. Which one does the task prefer, and what does your comparison do when two losses are equal?",
        attempts: &[with!(keep: last_smallest)],
    },
    Mistake {
        name: "learns from the held-out rows as well",
        advice: "Rows that were learned from can no longer say when to stop. Which rows may fit see?",
        attempts: &[Contract { fit_early: learns_from_all, ..SOLUTION }],
    },
];
