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
    (cost: $cost:expr) => {
        Contract {
            fit_early: |loss, records, targets, held_out, held_out_targets, settings| {
                measured(fit(loss, records, targets, settings)?, held_out, held_out_targets, $cost)
            },
            ..SOLUTION
        }
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

/// Learners' files that add up wrongly in the stages and in what is made of them, in `predict` alone, and in all but that.
macro_rules! adds_up {
    ($staged:expr) => {
        &[
            with!(staged: $staged),
            with!(predict: |model, records| last($staged(model, records), model.loss)),
            Contract { predict: SOLUTION.predict, ..with!(staged: $staged) },
            Contract { staged_scores: $staged, ..SOLUTION },
        ]
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
        name: "multiplies the squared loss out",
        advice: "Let targets and scores be near 100000000. How many digits of their squares are left for the difference?",
        attempts: &[with!(mean_loss: multiplied_out)],
    },
    Mistake {
        name: "takes the logarithm of a probability that has become 0 or 1",
        advice: "Put a score of 1000 in. What is the probability as a float, and what is the logarithm of what is left?",
        attempts: &[with!(mean_loss: log_of_probability)],
    },
    Mistake {
        name: "clips the probability before it takes its logarithm",
        advice: "A score of -1000 for a 1 should cost 1000. What does it cost when the probability stops at your smallest number?",
        attempts: &[
            with!(mean_loss: clipped_by_1e_15),
            with!(mean_loss: clipped_by_1e_12),
            with!(mean_loss: clipped_by_epsilon),
        ],
    },
    Mistake {
        name: "takes the logarithm to base 2",
        advice: "At a score of 0 your loss is 1 for either class. Which logarithm does the formula have?",
        attempts: &[with!(mean_loss: in_bits)],
    },
    Mistake {
        name: "computes exp(score) where it overflows",
        advice: "exp(1000) is no float, but the loss and the probability at a score of 1000 are ordinary numbers. How else can the same formula be written for a large score?",
        attempts: &[
            with!(mean_loss: overflowing),
            with!(residuals: overflowing_residuals),
            with!(predict: overflowing_predict),
            Contract { predict: overflowing_predict, ..with!(residuals: overflowing_residuals) },
            Contract {
                mean_loss: overflowing,
                predict: overflowing_predict,
                ..with!(residuals: overflowing_residuals)
            },
        ],
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
        name: "divides the residual of the log loss by p (1 - p)",
        advice: "That is a step of Newton's method, which the task leaves to others. What is minus the first derivative alone?",
        attempts: &[with!(residuals: newton)],
    },
    Mistake {
        name: "takes the class for the probability",
        advice: "A row at 0.51 and one at 0.99 have not the same left to learn. What is taken from the target?",
        attempts: &[with!(residuals: to_the_class)],
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
        name: "begins the log loss at the odds",
        advice: "Odds of 1 to 1 are no reason to begin above 0. What does the word log in log odds ask for?",
        attempts: &[with!(initial: odds)],
    },
    Mistake {
        name: "begins the log loss at the logarithm of the share",
        advice: "With as many ones as zeros nothing speaks for either class. Is your number 0 then?",
        attempts: &[with!(initial: log_of_share)],
    },
    Mistake {
        name: "begins at the log odds of a 0",
        advice: "With three ones in four rows the score should be above 0. Which share stands on top?",
        attempts: &[with!(initial: odds_of_0)],
    },
    Mistake {
        name: "adds a row to each class that is not there",
        advice: "Your odds are nearer to one than those of the rows. Which rows does the share of ones count?",
        attempts: &[with!(initial: with_two_more), with!(initial: smoothed)],
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
        name: "answers with infinite log odds where there is one class only",
        advice: "Adding trees to an infinite score changes nothing. What does the task return instead?",
        attempts: &[with!(initial: infinite), with!(initial: refuses_zeros), with!(initial: refuses_ones)],
    },
    Mistake {
        name: "takes a rare class for none",
        advice: "One fraud among two thousand payments is one all the same. When exactly are the log odds infinite?",
        attempts: &[with!(initial: rare_is_none)],
    },
    Mistake {
        name: "calls equal numbers one class under the squared loss",
        advice: "Four hours with five hires each have a mean. For which loss is a missing class an error?",
        attempts: &[
            with!(initial: equal_is_one_class),
            with!(initial: equals_are_one_class),
            with!(initial: share_of_any_loss),
        ],
    },
    Mistake {
        name: "counts on there being two classes",
        advice: "A table may have one class only, and the caller wants to be told. What happens in your code to the error?",
        attempts: &[with!(fit: unwraps)],
    },
    Mistake {
        name: "fits every tree to the targets",
        advice: "The second tree then says the same as the first. What is it that the model so far does not know yet?",
        attempts: &[with!(next_tree: fits_targets)],
    },
    Mistake {
        name: "fits every tree to the residuals of the squared loss",
        advice: "For a log loss the score is no prediction yet. Does the tree know which loss is meant?",
        attempts: &[with!(next_tree: any_loss_squared)],
    },
    Mistake {
        name: "does not hand min_samples_leaf on to the trees",
        advice: "Your leaves can be as small as a single row. Which part of the settings says how far a tree may grow?",
        attempts: &[with!(next_tree: leaves_of_one)],
    },
    Mistake {
        name: "does not hand max_depth on to the trees",
        advice: "A tree that grows to the end leaves nothing to the next one. Which part of the settings says how far it may grow?",
        attempts: &[with!(next_tree: any_depth)],
    },
    Mistake {
        name: "lets the trees look at the first column only",
        advice: "What the other columns know never reaches your model. Which numbers does the last argument of Tree::fit return?",
        attempts: &[with!(next_tree: first_column)],
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
        name: "grows one tree too many",
        advice: "Ask for one tree and look at the list. How long is it?",
        attempts: &[with!(fit: one_tree_more)],
    },
    Mistake {
        name: "keeps the trees multiplied by the learning rate",
        advice: "The learning rate is in the model already, for whoever computes scores. How often will it be applied?",
        attempts: &[with!(fit: keeps_scaled)],
    },
    Mistake {
        name: "adds whole trees when it predicts",
        advice: "The trees were grown for small steps. Which field of the model says how small?",
        attempts: adds_up!(whole_trees),
    },
    Mistake {
        name: "leaves the initial score out when it predicts",
        advice: "The trees know the differences from a starting point. Where in the model is that point kept?",
        attempts: adds_up!(without_initial),
    },
    Mistake {
        name: "multiplies the initial score by the learning rate",
        advice: "The learning rate makes steps small. Is the starting point a step?",
        attempts: adds_up!(small_start),
    },
    Mistake {
        name: "has no stage for the model without trees",
        advice: "Before the first tree the model can predict already. How many stages do three trees have, counted from none?",
        attempts: &[with!(staged: without_row_0)],
    },
    Mistake {
        name: "gives every stage its own tree alone",
        advice: "The second tree corrects the model with the first one in it. What stands in stage 2 beside the second tree?",
        attempts: adds_up!(own_tree_alone),
    },
    Mistake {
        name: "averages the trees as a forest does",
        advice: "Trees of a forest all answer the same question. What question does the third tree of a boosted model answer?",
        attempts: adds_up!(averaged),
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
        name: "predicts a score where there are no trees",
        advice: "A model without trees still has a loss. What kind of number does predict owe under the log loss?",
        attempts: &[with!(predict: plain_without_trees)],
    },
    Mistake {
        name: "cuts predictions off at 0",
        advice: "Bicycles are never fewer than none, but temperatures are. Who said that the targets are not negative?",
        attempts: &[with!(predict: at_least_0)],
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
        name: "always keeps a tree",
        advice: "Every tree may make the held-out loss larger. What is kept then?",
        attempts: &[with!(keep: |losses| smallest(losses).max(1).min(losses.len() - 1)), with!(keep: best_but_0)],
    },
    Mistake {
        name: "keeps one tree too few",
        advice: "Place m of the losses is the loss after m trees. Is there anything to subtract?",
        attempts: &[with!(keep: |losses| smallest(losses).saturating_sub(1))],
    },
    Mistake {
        name: "stops as soon as the loss rises once",
        advice: "A loss may rise for one tree and fall again. When is it known which is the smallest of all?",
        attempts: &[with!(keep: until_it_rises), with!(keep: until_it_clearly_rises)],
    },
    Mistake {
        name: "asks that a tree lowers the loss by some fixed amount",
        advice: "Measure the targets in another unit, and all losses become tiny. Is any difference too small to count?",
        attempts: &[with!(keep: better_by_1e_6), with!(keep: better_by_1e_9), with!(keep: better_by_1e_3)],
    },
    Mistake {
        name: "stops by the squared error of the probabilities",
        advice: "A sure and wrong answer costs at most one there, and far more in the log loss. Which of your functions measures a stage?",
        attempts: &[with!(cost: by_probabilities)],
    },
    Mistake {
        name: "stops by a measure that is not the log loss",
        advice: "A score of 5 is right for a 1, and 0.51 and 0.99 are not the same chance. Which loss is the model's own, and which of your functions measures a stage?",
        attempts: &[with!(cost: by_scores), with!(cost: by_classes)],
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
        attempts: &[
            Contract { fit_early: learns_from_all, ..SOLUTION },
            Contract { fit_early: learns_again_from_all, ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the held-out targets into the initial score",
        advice: "The held-out rows decide how many trees are kept. May they decide where the model begins?",
        attempts: &[
            Contract { fit_early: begins_with_all, ..SOLUTION },
            Contract { fit_early: begins_and_chooses_with_all, ..SOLUTION },
        ],
    },
    Mistake {
        name: "asks for both classes among the held-out rows",
        advice: "The log odds come from the rows to learn from. What do you need of the held-out rows but their losses?",
        attempts: &[Contract { fit_early: needs_both_held_out, ..SOLUTION }],
    },
    Mistake {
        name: "never uses the learning rate",
        advice: "Both learning and predicting take whole steps in your code. Which number says how long a step is?",
        attempts: &[Contract {
            staged_scores: whole_trees,
            predict: |model, records| last(whole_trees(model, records), model.loss),
            fit_early: |loss, records, targets, held_out, held_out_targets, settings| {
                let task = Task { loss, records, targets, settings: *settings };
                let model = boosted(task, initial_score, next_tree, |_, scores, answers, _| scores + answers)?;
                early(model, held_out, held_out_targets, whole_trees, mean_loss)
            },
            ..with!(update: |_, scores, answers, _| scores + answers)
        }],
    },
];
