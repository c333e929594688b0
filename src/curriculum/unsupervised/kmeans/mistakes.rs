//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{assign, update};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and `fit` is made of it.
macro_rules! with {
    (assign: $assign:ident) => {
        Contract {
            assign: $assign,
            fit: |points, start, rounds| lloyd(points, start, rounds, $assign, update),
            ..SOLUTION
        }
    };
    (update: $update:ident) => {
        Contract {
            update: $update,
            fit: |points, start, rounds| lloyd(points, start, rounds, assign, $update),
            ..SOLUTION
        }
    };
    (inertia: $inertia:ident) => {
        Contract {
            inertia: $inertia,
            fit: |points, start, rounds| measured_by(points, start, rounds, $inertia),
            ..SOLUTION
        }
    };
    (fit: $fit:expr) => {
        Contract { fit: $fit, ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "returns labels and inertia from before the last move of the centroids",
        advice: "The centroids moved after you looked where the points belong. Which centroids would someone use who gets your answer?",
        attempts: &[with!(fit: stale_labels)],
    },
    Mistake {
        name: "divides by the size of an empty cluster",
        advice: "Count the points of each cluster. What is a sum of nothing divided by 0, and what does the task say such a cluster does?",
        attempts: &[with!(update: empty_becomes_nan)],
    },
    Mistake {
        name: "moves an empty cluster to the origin",
        advice: "A sum that nothing was added to is 0, but 0 is a place like any other. Where was the centroid before?",
        attempts: &[with!(update: empty_to_origin)],
    },
    Mistake {
        name: "takes the number of clusters from the labels",
        advice: "A cluster without points has no label to show that it exists. Which argument tells how many clusters there are?",
        attempts: &[with!(update: clusters_from_labels)],
    },
    Mistake {
        name: "divides by the number of all points",
        advice: "A mean divides by how many were added up. How many points were added up for this centroid?",
        attempts: &[with!(update: divides_by_all)],
    },
    Mistake {
        name: "begins to count the points of a cluster at 1",
        advice: "A count that begins at 1 never divides by 0. But what becomes of the mean of 1 and 3?",
        attempts: &[with!(update: counts_from_one)],
    },
    Mistake {
        name: "counts the old centroid as one more point",
        advice: "linfa does that, and takes longer to arrive. The mean of which points, and of nothing else, does the task ask for?",
        attempts: &[with!(update: counts_the_old)],
    },
    Mistake {
        name: "adds the points on top of the old centroids",
        advice: "A sum begins at 0. What stands in yours before the first point is added, and which clusters need their old centroid at all?",
        attempts: &[with!(update: sums_onto_old)],
    },
    Mistake {
        name: "sums the distances without squaring them",
        advice: "k-means makes the sum of squared distances small, and inertia is that sum. Is there a root in your distance?",
        attempts: &[with!(inertia: unsquared)],
    },
    Mistake {
        name: "sums the distances along the axes",
        advice: "Adding up |a - b| gives the way along streets. What does the formula of the inertia do with every difference?",
        attempts: &[with!(inertia: sums_along_axes)],
    },
    Mistake {
        name: "averages the squared distances over the points",
        advice: "Some libraries, linfa among them, report the mean. Look again at what this task calls inertia.",
        attempts: &[with!(inertia: averaged)],
    },
    Mistake {
        name: "measures the inertia to the nearest centroid, whatever the labels say",
        advice: "Somebody may want to know how good other labels are. Which centroid is a point's own, and which argument says so?",
        attempts: &[with!(inertia: to_the_nearest)],
    },
    Mistake {
        name: "gives a tie to the last of the nearest centroids",
        advice: "When a distance equals the best so far, should it replace the best?",
        attempts: &[with!(assign: last_wins)],
    },
    Mistake {
        name: "measures the distance along the axes",
        advice: "Adding up |a - b| gives the way along streets. The task asks for the straight line.",
        attempts: &[with!(assign: along_axes)],
    },
    Mistake {
        name: "begins its search with a best distance that data can exceed",
        advice: "Let every point be a million away from every centroid. What does your best distance start with, and is anything ever nearer?",
        attempts: &[with!(assign: within_a_thousand)],
    },
    Mistake {
        name: "stops one round too early",
        advice: "Count the rounds by hand for max_iterations 1 and 2. Does the loop run as often as it is allowed to?",
        attempts: &[with!(fit: |points, start, rounds| lloyd(points, start, rounds.saturating_sub(1), assign, update))],
    },
    Mistake {
        name: "does one round at most",
        advice: "After the first round the points may belong elsewhere. What has to happen until nothing changes any more?",
        attempts: &[with!(fit: |points, start, rounds| lloyd(points, start, rounds.min(1), assign, update))],
    },
    Mistake {
        name: "stops when a round changes only a little",
        advice: "Whether 0.001 is little depends on the unit, and after a small move a point may still change sides. What does the task wait for?",
        attempts: &[with!(fit: stops_early)],
    },
    Mistake {
        name: "returns the centroids from before the last update",
        advice: "The loop ends as soon as the labels stay the same. Do the centroids that you return already contain the last move?",
        attempts: &[with!(fit: last_move_lost)],
    },
    Mistake {
        name: "moves the centroids once more after the last assign",
        advice: "The labels that you return were found for centroids that have moved since. What is the last thing that a round does?",
        attempts: &[with!(fit: one_move_more)],
    },
    Mistake {
        name: "begins with every point in cluster 0",
        advice: "Before the first update every point has to belong somewhere. Which function knows where, and what does max_iterations 0 return?",
        attempts: &[with!(fit: all_in_the_first)],
    },
    Mistake {
        name: "sends a cluster that empties back to its start",
        advice: "A cluster may lose its points in any round, far from where it began. Which centroids does update get as the old ones in round 5?",
        attempts: &[with!(fit: back_to_start)],
    },
    Mistake {
        name: "chooses its own start",
        advice: "The result of k-means depends on where it starts. Which argument says where?",
        attempts: &[with!(fit: own_start)],
    },
];
