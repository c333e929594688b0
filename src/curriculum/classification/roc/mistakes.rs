//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{auc, average_precision, precision_recall, roc_curve, threshold_for_recall};
use super::{Contract, PrecisionRecall, RocCurve, RocError, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which both curves are drawn like this, and all figures are read off them.
macro_rules! drawn {
    ($roc:expr, $purity:expr) => {
        Contract {
            roc_curve: $roc,
            auc: |scores, labels| Ok(trapezoids(&$roc(scores, labels)?)),
            precision_recall: $purity,
            average_precision: |scores, labels| Ok(steps(&$purity(scores, labels)?)),
            threshold_for_recall: |scores, labels, recall| Ok(first_that_reaches(&$purity(scores, labels)?, recall)),
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes a step for every row, also among equal scores",
        advice: "Two patients with the same score: can any threshold flag the one and not the other? What does the order of the rows decide in your code?",
        attempts: &[drawn!(roc_row_by_row, purity_row_by_row)],
    },
    Mistake {
        name: "takes a step for every row in the average precision",
        advice: "Shuffle rows that have equal scores. Does your average stay the same, and should it?",
        attempts: &[Contract {
            average_precision: |scores, labels| Ok(steps(&purity_row_by_row(scores, labels)?)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "lists an equal score once for every row that has it",
        advice: "Five patients and two different scores: how many thresholds are there? Which of your points stand in the list twice?",
        attempts: &[drawn!(|scores, labels| roc_at(&in_order(scores), scores, labels), |scores, labels| purity_at(
            &in_order(scores),
            scores,
            labels
        ))],
    },
    Mistake {
        name: "removes repeated scores before they are sorted",
        advice: "Only neighbours are compared when repeats are removed. Which equal scores are neighbours at that moment?",
        attempts: &[drawn!(|scores, labels| roc_at(&deduped_too_early(scores), scores, labels), |scores, labels| {
            purity_at(&deduped_too_early(scores), scores, labels)
        })],
    },
    Mistake {
        name: "takes scores for equal that are only close",
        advice: "A score of 0.5 and one of 0.500000001 can have a threshold between them. What does your comparison do to the digits behind?",
        attempts: &[
            drawn!(|scores, labels| roc_curve(in_single(scores).view(), labels), |scores, labels| precision_recall(
                in_single(scores).view(),
                labels
            )),
            drawn!(roc_as_singles, purity_as_singles),
            drawn!(|scores, labels| roc_close(scores, labels, 1e-9), |scores, labels| purity_close(
                scores, labels, 1e-9
            )),
            drawn!(|scores, labels| roc_close(scores, labels, 1e-12), |scores, labels| purity_close(
                scores, labels, 1e-12
            )),
            drawn!(|scores, labels| roc_close(scores, labels, f64::EPSILON), |scores, labels| purity_close(
                scores,
                labels,
                f64::EPSILON
            )),
            Contract { auc: |scores, labels| Ok(trapezoids(&roc_close(scores, labels, 1e-9)?)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes 0.0 and -0.0 for two scores",
        advice: "Compare 0.0 with -0.0 by ==, and then their bits. Which of the two does the task mean by the same number?",
        attempts: &[drawn!(roc_by_bits, purity_by_bits)],
    },
    Mistake {
        name: "pairs scores and labels by their places in memory",
        advice: "A view may run backwards through its memory. Which of its methods hands out the numbers in the order of the view?",
        attempts: &[Contract {
            roc_curve: |scores, labels| roc_curve(by_memory(scores).view(), labels),
            auc: |scores, labels| auc(by_memory(scores).view(), labels),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "turns the scores into yes and no first",
        advice: "A curve is drawn over all thresholds. How many are left after you have compared every score with one of them?",
        attempts: &[Contract {
            roc_curve: |scores, labels| roc_curve(hard(scores).view(), labels),
            auc: |scores, labels| auc(hard(scores).view(), labels),
            precision_recall: |scores, labels| precision_recall(hard(scores).view(), labels),
            average_precision: |scores, labels| average_precision(hard(scores).view(), labels),
            threshold_for_recall: |scores, labels, recall| threshold_for_recall(hard(scores).view(), labels, recall),
        }],
    },
    Mistake {
        name: "ranks the lowest score first",
        advice: "A high score says that a row is likely to be true. Which rows does your first threshold flag?",
        attempts: &[drawn!(roc_from_below, purity_from_below)],
    },
    Mistake {
        name: "lists the thresholds from the lowest to the highest",
        advice: "Your points are the right ones, in the other direction. From which threshold to which should the curve go, and what sign have the widths below it?",
        attempts: &[drawn!(|scores, labels| Ok(reversed_roc(roc_curve(scores, labels)?)), |scores, labels| Ok(
            reversed_purity(precision_recall(scores, labels)?)
        ))],
    },
    Mistake {
        name: "begins the curve at the highest score",
        advice: "A threshold that flags nothing is a threshold too. Which point of the curve is missing, and how much area with it?",
        attempts: &[Contract {
            roc_curve: |scores, labels| Ok(without_first(roc_curve(scores, labels)?)),
            auc: |scores, labels| Ok(trapezoids(&without_first(roc_curve(scores, labels)?))),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "stops the curve where the last true row is found",
        advice: "The rows below that point are flagged by some threshold too. Where should the curve end, and what area lies below its last piece?",
        attempts: &[Contract {
            roc_curve: |scores, labels| Ok(until_all_are_found(roc_curve(scores, labels)?)),
            auc: |scores, labels| Ok(trapezoids(&until_all_are_found(roc_curve(scores, labels)?))),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "stops precision-recall where the last true row is found",
        advice: "The scores below that point are thresholds too, and flag more and more rows for nothing. How many points should there be for the scores that occur?",
        attempts: &[Contract {
            precision_recall: |scores, labels| Ok(until_all_recalled(precision_recall(scores, labels)?)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out points that lie on a straight line",
        advice: "The picture stays the same, and the list of thresholds does not. Which of the scores that occur has no point in yours?",
        attempts: &[
            Contract { roc_curve: |scores, labels| Ok(bends(roc_curve(scores, labels)?, 2)), ..SOLUTION },
            Contract { roc_curve: |scores, labels| Ok(bends(roc_curve(scores, labels)?, 1)), ..SOLUTION },
            Contract { roc_curve: |scores, labels| Ok(of_unequal_steps(roc_curve(scores, labels)?)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "leaves out the first trapezoid",
        advice: "Count the pieces between neighbouring points. Does your sum begin at the point (0, 0)?",
        attempts: &[Contract {
            auc: |scores, labels| Ok(trapezoids(&without_first(roc_curve(scores, labels)?))),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out the last trapezoid",
        advice: "Count the pieces between neighbouring points. Does your sum reach the point at (1, 1)?",
        attempts: &[Contract { auc: |scores, labels| Ok(but_the_last(&roc_curve(scores, labels)?)), ..SOLUTION }],
    },
    Mistake {
        name: "does not flag the row on the threshold",
        advice: "Take the lowest score as the threshold. How many rows should be flagged, and how many does your code flag?",
        attempts: &[drawn!(roc_strictly, purity_strictly)],
    },
    Mistake {
        name: "does not flag the row on the threshold of the ROC curve",
        advice: "Take the lowest score as the threshold. How many rows should be flagged, and where should the curve end?",
        attempts: &[Contract {
            roc_curve: roc_strictly,
            auc: |scores, labels| Ok(trapezoids(&roc_strictly(scores, labels)?)),
            threshold_for_recall: |scores, labels, recall| Ok(first_of_roc(&roc_strictly(scores, labels)?, recall)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "swaps the two rates",
        advice: "A good score rises steeply at first: many of the ill, few of the healthy. Which of your columns is counted among the rows labelled true?",
        attempts: &[Contract {
            roc_curve: |scores, labels| Ok(swapped(roc_curve(scores, labels)?)),
            auc: |scores, labels| Ok(trapezoids(&swapped(roc_curve(scores, labels)?))),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "swaps the two rates, and reads all else off them",
        advice: "A good score rises steeply at first: many of the ill, few of the healthy. Which of your columns is counted among the rows labelled true?",
        attempts: &[drawn!(|scores, labels| Ok(swapped(roc_curve(scores, labels)?)), purity_of_swapped)],
    },
    Mistake {
        name: "divides the false alarms by all alarms",
        advice: "How many of the alarms are false is another question. At the loosest threshold all of the healthy are flagged: what share of them is that?",
        attempts: &[Contract {
            roc_curve: roc_of_alarms,
            auc: |scores, labels| Ok(trapezoids(&roc_of_alarms(scores, labels)?)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "divides both rates by the number of all rows",
        advice: "At the loosest threshold all of the ill are found, so their share is 1. The share of whom have you computed?",
        attempts: &[drawn!(roc_of_all_rows, purity_of_all_rows)],
    },
    Mistake {
        name: "lets equal scores add nothing to the area, as with rectangles at the lower edge",
        advice: "A score that is the same for everybody is as good as a coin. Which area does your code give it?",
        attempts: &[
            Contract { auc: |scores, labels| pairs(scores, labels, 0.0), ..SOLUTION },
            Contract { auc: |scores, labels| Ok(rectangles(&roc_curve(scores, labels)?, 1)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets equal scores add all to the area, as with rectangles at the upper edge",
        advice: "A score that is the same for everybody is as good as a coin. Which area does your code give it?",
        attempts: &[
            Contract { auc: |scores, labels| pairs(scores, labels, 1.0), ..SOLUTION },
            Contract { auc: |scores, labels| Ok(rectangles(&roc_curve(scores, labels)?, 0)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives rows of equal scores ranks that are not their mean rank",
        advice: "Rows with equal scores share their ranks. Which rank is fair to each of four rows at the places 3 to 6, and which one do yours get?",
        attempts: &[
            Contract { auc: |scores, labels| ranked(scores, labels, |first, _, _| first), ..SOLUTION },
            Contract { auc: |scores, labels| ranked(scores, labels, |_, last, _| last), ..SOLUTION },
            Contract { auc: |scores, labels| ranked(scores, labels, |_, _, place| place), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the larger of the area and its opposite",
        advice: "A score that ranks the healthy above the ill should be seen to do so. Which area would tell you that its sign is wrong?",
        attempts: &[Contract {
            auc: |scores, labels| auc(scores, labels).map(|area| area.max(1.0 - area)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "swaps precision and recall",
        advice: "At the loosest threshold every true row is found. Which of your two numbers is 1 there?",
        attempts: &[Contract {
            precision_recall: |scores, labels| Ok(swapped_purity(precision_recall(scores, labels)?)),
            average_precision: |scores, labels| Ok(steps(&swapped_purity(precision_recall(scores, labels)?))),
            threshold_for_recall: |scores, labels, recall| {
                Ok(first_that_reaches(&swapped_purity(precision_recall(scores, labels)?), recall))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "adds a point to precision-recall that no threshold has",
        advice: "Count your points against the scores that occur. How many rows are flagged at the point that is left over, and what is a precision of none?",
        attempts: &[
            Contract {
                precision_recall: |scores, labels| Ok(with_start(precision_recall(scores, labels)?)),
                ..SOLUTION
            },
            Contract {
                precision_recall: |scores, labels| Ok(with_empty_start(precision_recall(scores, labels)?)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "adds up trapezoids below precision-recall",
        advice: "Between two points of this curve the precision does not go straight from one to the other. What does the formula of the average take for the height of a step?",
        attempts: &[
            Contract {
                average_precision: |scores, labels| Ok(sloped(&with_start(precision_recall(scores, labels)?))),
                ..SOLUTION
            },
            Contract {
                average_precision: |scores, labels| Ok(sloped(&with_level_start(precision_recall(scores, labels)?))),
                ..SOLUTION
            },
            Contract {
                average_precision: |scores, labels| Ok(sloped(&with_empty_start(precision_recall(scores, labels)?))),
                ..SOLUTION
            },
            Contract { average_precision: |scores, labels| Ok(sloped(&precision_recall(scores, labels)?)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the best precision of this point and all later ones",
        advice: "That is a curve without dents, and it promises alarms that no threshold gives at this recall. Whose precision stands in the formula?",
        attempts: &[Contract {
            average_precision: |scores, labels| Ok(steps(&without_dents(precision_recall(scores, labels)?))),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "averages the precisions without weights",
        advice: "A point where the recall has not grown counts as much in yours as one where it has doubled. By what is each precision multiplied in the formula?",
        attempts: &[Contract {
            average_precision: |scores, labels| Ok(plain_mean(&precision_recall(scores, labels)?)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "weighs every precision by the recall before it",
        advice: "The recall rises from one point to the next. Which of the two precisions belongs to the rise in the formula, the one before it or the one after?",
        attempts: &[Contract {
            average_precision: |scores, labels| Ok(steps_with_the_one_before(&precision_recall(scores, labels)?)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out the first step of the recall",
        advice: "Before the first threshold the recall is 0. Which precision is left out when you begin with the difference of two points?",
        attempts: &[Contract {
            average_precision: |scores, labels| Ok(steps_after_the_first(&precision_recall(scores, labels)?)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "goes on where the recall is just reached",
        advice: "Half of the ill are asked for, and your threshold before this one found half of them. Was that not enough?",
        attempts: &[
            Contract {
                threshold_for_recall: |scores, labels, recall| {
                    Ok(first_that_exceeds(&precision_recall(scores, labels)?, recall))
                },
                ..SOLUTION
            },
            Contract {
                threshold_for_recall: |scores, labels, recall| {
                    Ok(first_that_exceeds(&precision_recall(scores, labels)?, recall.min(1.0 - 1e-15)))
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "is content with a little less than the recall",
        advice: "The task says at least. Which recall does your tolerance let through that is less than what was asked for?",
        attempts: &[
            Contract {
                threshold_for_recall: |scores, labels, recall| {
                    Ok(first_that_reaches(&precision_recall(scores, labels)?, recall - 1e-9))
                },
                ..SOLUTION
            },
            Contract {
                threshold_for_recall: |scores, labels, recall| {
                    Ok(first_that_reaches(&precision_recall(scores, labels)?, recall - 1e-6))
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the lowest threshold that reaches the recall",
        advice: "The lowest threshold flags everybody and finds everybody. What do the alarms cost that it gives without need?",
        attempts: &[Contract {
            threshold_for_recall: |scores, labels, recall| {
                Ok(last_that_reaches(&precision_recall(scores, labels)?, recall))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the recall that is nearest, be it too small",
        advice: "Two of five of the ill are asked for, and there are three ill patients. Is one of them enough?",
        attempts: &[Contract {
            threshold_for_recall: |scores, labels, recall| nth_true(scores, labels, recall, f64::round),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "rounds the number of true rows that are wanted down",
        advice: "Half of three ill patients are asked for. Is one of them at least a half?",
        attempts: &[Contract {
            threshold_for_recall: |scores, labels, recall| nth_true(scores, labels, recall, f64::floor),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "lets the rounding of a product ask for one row more",
        advice: "Print 0.28 * 25.0. Which two numbers can you compare so that no such product is needed?",
        attempts: &[Contract {
            threshold_for_recall: |scores, labels, recall| nth_true(scores, labels, recall, f64::ceil),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "flags a share of all rows in place of a share of the true ones",
        advice: "Nine of ten patients are flagged, but the task asks for nine of ten of the ill. Among which rows do you count?",
        attempts: &[Contract { threshold_for_recall: share_of_all, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the number of a kind that is not there",
        advice: "Without any true row nothing can be found, and 0 / 0 is not a rate. Which of the two counts do you look at before you divide?",
        attempts: &[
            drawn!(roc_unguarded, purity_unguarded),
            Contract {
                precision_recall: purity_unguarded,
                average_precision: |scores, labels| Ok(steps(&purity_unguarded(scores, labels)?)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "looks for one of the two kinds of labels only",
        advice: "You see when nobody is ill, or when nobody is healthy. What about the other case?",
        attempts: &[
            drawn!(
                |scores, labels| if_any(true, labels).and_then(|()| roc_unguarded(scores, labels)),
                |scores, labels| if_any(true, labels).and_then(|()| purity_unguarded(scores, labels))
            ),
            drawn!(
                |scores, labels| if_any(false, labels).and_then(|()| roc_unguarded(scores, labels)),
                |scores, labels| if_any(false, labels).and_then(|()| purity_unguarded(scores, labels))
            ),
            Contract {
                precision_recall: |scores, labels| if_any(true, labels).and_then(|()| purity_unguarded(scores, labels)),
                average_precision: |scores, labels| {
                    if_any(true, labels).and_then(|()| Ok(steps(&purity_unguarded(scores, labels)?)))
                },
                threshold_for_recall: |scores, labels, recall| {
                    if_any(true, labels)
                        .and_then(|()| Ok(first_that_reaches(&purity_unguarded(scores, labels)?, recall)))
                },
                ..SOLUTION
            },
            Contract {
                average_precision: |scores, labels| {
                    if_any(true, labels).and_then(|()| Ok(steps(&purity_unguarded(scores, labels)?)))
                },
                ..SOLUTION
            },
            Contract {
                threshold_for_recall: |scores, labels, recall| {
                    if_any(true, labels)
                        .and_then(|()| Ok(first_that_reaches(&purity_unguarded(scores, labels)?, recall)))
                },
                ..SOLUTION
            },
        ],
    },
];
