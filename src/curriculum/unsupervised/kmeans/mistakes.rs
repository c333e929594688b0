//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{assign, inertia, update};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and `fit` is made of it; or does not ask for it.
macro_rules! with {
    (assign: $assign:expr) => {
        Contract {
            assign: $assign,
            fit: |points, start, rounds| lloyd(points, start, rounds, $assign, update),
            ..SOLUTION
        }
    };
    (update: $update:expr) => {
        Contract {
            update: $update,
            fit: |points, start, rounds| lloyd(points, start, rounds, assign, $update),
            ..SOLUTION
        }
    };
    (inertia: $inertia:expr) => {
        Contract {
            inertia: $inertia,
            fit: |points, start, rounds| measured_by(points, lloyd(points, start, rounds, assign, update), $inertia),
            ..SOLUTION
        }
    };
    (assign: $assign:expr, inertia: $inertia:expr) => {
        Contract {
            assign: $assign,
            inertia: $inertia,
            fit: |points, start, rounds| measured_by(points, lloyd(points, start, rounds, $assign, update), $inertia),
            ..SOLUTION
        }
    };
    (fit: $fit:expr) => {
        Contract { fit: $fit, ..SOLUTION }
    };
    (alone $part:ident: $wrong:expr) => {
        Contract { $part: $wrong, ..SOLUTION }
    };
}

/// A `fit` that stops when this is so, from the first round on or from the second.
macro_rules! stops {
    ($is_enough:expr) => {
        stops!($is_enough, 1)
    };
    ($is_enough:expr, $first:expr) => {
        with!(fit: |points, start, rounds| stops_when(points, start, rounds, $first, $is_enough))
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "returns labels and inertia from before the last move of the centroids",
        advice: "The centroids moved after you looked where the points belong. Which centroids would someone use who gets your answer?",
        attempts: &[with!(fit: stale_labels), with!(fit: stale_labels_alone), with!(fit: stale_until_they_stay)],
    },
    Mistake {
        name: "divides by the size of an empty cluster",
        advice: "Count the points of each cluster. What is a sum of nothing divided by 0, and what does the task say such a cluster does?",
        attempts: &[with!(update: empty_becomes_nan), with!(alone update: empty_becomes_nan)],
    },
    Mistake {
        name: "moves an empty cluster to the origin",
        advice: "A sum that nothing was added to is 0, but 0 is a place like any other. Where was the centroid before?",
        attempts: &[with!(update: empty_to_origin)],
    },
    Mistake {
        name: "moves an empty cluster to one of the points",
        advice: "Many libraries do so, and start the cluster again where it may win something. Where does the task say that a cluster without points stands?",
        attempts: &[
            with!(update: empty_to_farthest),
            with!(update: empty_to_farthest_now),
            with!(update: empty_to_first),
            with!(update: empty_to_last),
        ],
    },
    Mistake {
        name: "moves an empty cluster to the mean of all points",
        advice: "The middle of everything is nobody's centre. Where was this centroid before, and what has happened to it since?",
        attempts: &[with!(update: empty_to_mean)],
    },
    Mistake {
        name: "leaves the centroid of a cluster with one point where it was",
        advice: "One point has a mean too. Which number of points is the only one that a mean cannot be taken of?",
        attempts: &[with!(update: single_stays)],
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
        name: "divides by one less than the number of points",
        advice: "That belongs to a variance. What is the mean of 1 and 3, and by what do you divide their sum?",
        attempts: &[with!(update: one_less)],
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
        attempts: &[with!(inertia: unsquared), with!(alone inertia: unsquared)],
    },
    Mistake {
        name: "sums the distances along the axes",
        advice: "Adding up |a - b| gives the way along streets. What does the formula of the inertia do with every difference?",
        attempts: &[with!(inertia: sums_along_axes), with!(alone inertia: sums_along_axes)],
    },
    Mistake {
        name: "takes the root of the inertia",
        advice: "A root makes one distance out of its squares. Is the sum over all points a distance, and does the formula of the inertia have a root?",
        attempts: &[with!(inertia: root_of_sum), with!(alone inertia: root_of_sum)],
    },
    Mistake {
        name: "averages the squared distances over the points",
        advice: "Some libraries, linfa among them, report the mean. Look again at what this task calls inertia.",
        attempts: &[with!(inertia: averaged), with!(alone inertia: averaged)],
    },
    Mistake {
        name: "measures the inertia to the nearest centroid, whatever the labels say",
        advice: "Somebody may want to know how good other labels are. Which centroid is a point's own, and which argument says so?",
        attempts: &[with!(inertia: to_the_nearest)],
    },
    Mistake {
        name: "moves the centroids by the nearest points, whatever the labels say",
        advice: "Somebody may hand in labels of their own. Which argument of update says which points belong to a centroid?",
        attempts: &[with!(alone update: moves_by_nearest), with!(update: moves_by_nearest)],
    },
    Mistake {
        name: "gives a tie to the last of the nearest centroids",
        advice: "When a distance equals the best so far, should it replace the best?",
        attempts: &[
            with!(assign: last_wins),
            with!(alone assign: last_wins),
            with!(fit: |points, start, rounds| lloyd(points, start, rounds, last_wins, update)),
        ],
    },
    Mistake {
        name: "lets a point stay where another centroid is equally near",
        advice: "It feels natural that a point needs a reason to move. But which of two centroids that are equally near does the task name, whatever was before?",
        attempts: &[with!(fit: ties_stay)],
    },
    Mistake {
        name: "measures the distance along the axes",
        advice: "Adding up |a - b| gives the way along streets. The task asks for the straight line.",
        attempts: &[
            with!(assign: along_axes),
            with!(alone assign: along_axes),
            with!(assign: along_axes, inertia: sums_along_axes),
        ],
    },
    Mistake {
        name: "sends every point to the farthest centroid",
        advice: "Take one point and two centroids, and follow your comparison by hand. Which of the two distances does it keep?",
        attempts: &[with!(assign: to_the_farthest), with!(alone assign: to_the_farthest)],
    },
    Mistake {
        name: "measures only the longest step along an axis",
        advice: "A point may be near in every column and still far in all of them together. What does a straight line do with the other columns?",
        attempts: &[with!(assign: longest_step), with!(alone assign: longest_step)],
    },
    Mistake {
        name: "multiplies the squares out",
        advice: "On paper (a - b) times itself is a sum of three products. With points around 1,000,000,000, how many digits of each product are left for the difference?",
        attempts: &[
            with!(assign: assign_multiplied_out),
            with!(assign: assign_without_squares_of_points),
            with!(inertia: inertia_multiplied_out),
            with!(inertia: inertia_from_squares),
            with!(assign: assign_multiplied_out, inertia: inertia_multiplied_out),
            with!(assign: assign_without_squares_of_points, inertia: inertia_multiplied_out),
        ],
    },
    Mistake {
        name: "loses digits in f32",
        advice: "An f32 keeps about seven digits. What is left of the difference between two seconds of the same day, counted since 1970?",
        attempts: &[
            with!(assign: short::assign),
            with!(assign: short::distance),
            with!(update: short::update),
            with!(inertia: short::inertia),
            with!(inertia: short_sum),
            with!(assign: short::distance, inertia: short_sum),
            with!(assign: short::assign, inertia: short::inertia),
        ],
    },
    Mistake {
        name: "cuts the numbers to whole ones",
        advice: "Bills are 39.1 mm long. What is left of that number after each conversion on its way through your code?",
        attempts: &[
            with!(assign: whole::assign),
            with!(assign: whole::distance),
            with!(update: whole::update),
            with!(inertia: whole::inertia),
        ],
    },
    Mistake {
        name: "takes distances that differ by very little for equal",
        advice: "How little is very little? Write the same points in kilometres, and look at the squares of their distances.",
        attempts: &[
            with!(assign: |points, centroids| nearer_by(points, centroids, Much::Millionth)),
            with!(assign: |points, centroids| nearer_by(points, centroids, Much::Billionth)),
            with!(assign: |points, centroids| nearer_by(points, centroids, Much::Trillionth)),
        ],
    },
    Mistake {
        name: "wants the points in one piece",
        advice: "A view may be turned round or transposed, and then its numbers do not lie in the order in which you see them. Which methods of ndarray do not care?",
        attempts: &[
            with!(alone assign: in_one_piece),
            with!(assign: in_one_piece),
            with!(alone assign: points_in_one_piece),
            with!(assign: points_in_one_piece),
            with!(alone update: update_in_one_piece),
            with!(alone update: update_by_labels_in_one_piece),
            with!(alone inertia: inertia_in_one_piece),
            with!(alone inertia: inertia_by_labels_in_one_piece),
            with!(assign: points_in_one_piece, inertia: inertia_in_one_piece),
        ],
    },
    Mistake {
        name: "cuts the rows out of the table's memory",
        advice: "A transposed table lies column by column in memory, and another one from its last row to its first. Which methods of ndarray give a row whatever the memory looks like?",
        attempts: &[
            with!(assign: raw::assign),
            with!(assign: |points, centroids| assign(raw::rows(points).view(), centroids)),
            with!(alone assign: raw::assign),
            with!(update: raw::update),
            with!(update: |points, labels, old| update(raw::rows(points).view(), labels, old)),
            with!(inertia: raw::inertia),
            with!(inertia: |points, labels, centroids| inertia(raw::rows(points).view(), labels, centroids)),
            with!(assign: raw::assign, inertia: raw::inertia),
            with!(fit: raw::fit),
            Contract { assign: raw::assign, update: raw::update, inertia: raw::inertia, fit: raw::fit },
        ],
    },
    Mistake {
        name: "begins its search with a best distance that data can exceed",
        advice: "Let every point be a million away from every centroid. What does your best distance start with, and is anything ever nearer?",
        attempts: &[
            with!(assign: |points, centroids| within(points, centroids, 1e3)),
            with!(assign: |points, centroids| within(points, centroids, 1e6)),
            with!(assign: |points, centroids| within(points, centroids, 1e9)),
            with!(assign: |points, centroids| within(points, centroids, 1e12)),
            with!(assign: |points, centroids| within(points, centroids, 1e18)),
            with!(assign: |points, centroids| within(points, centroids, f64::from(f32::MAX))),
        ],
    },
    Mistake {
        name: "stops one round too early",
        advice: "Count the rounds by hand for max_iterations 1 and 2. Does the loop run as often as it is allowed to?",
        attempts: &[with!(fit: |points, start, rounds| lloyd(points, start, rounds.saturating_sub(1), assign, update))],
    },
    Mistake {
        name: "does one round more than it may",
        advice: "Count the rounds by hand for max_iterations 0 and 1. How often does your loop run?",
        attempts: &[
            with!(fit: one_round_more),
            with!(fit: |points, start, rounds| lloyd(points, start, rounds.max(1), assign, update)),
        ],
    },
    Mistake {
        name: "does not ask max_iterations when to stop",
        advice: "Somebody may want to see where the centroids are after one round. Which line of your loop looks at how many rounds are allowed?",
        attempts: &[with!(fit: |points, start, _| lloyd(points, start, usize::MAX, assign, update))],
    },
    Mistake {
        name: "cuts max_iterations to fewer bits",
        advice: "A usize can be larger than a number of 32 bits. What is left of 4,294,967,296 after each conversion on its way to your loop?",
        attempts: &[
            with!(fit: |points, start, rounds| lloyd(points, start, rounds as u32 as usize, assign, update)),
            with!(fit: |points, start, rounds| lloyd(points, start, (rounds as i32).max(0) as usize, assign, update)),
            with!(fit: |points, start, rounds| lloyd(points, start, rounds as u16 as usize, assign, update)),
            with!(fit: |points, start, rounds| lloyd(points, start, rounds as u8 as usize, assign, update)),
        ],
    },
    Mistake {
        name: "does one round at most",
        advice: "After the first round the points may belong elsewhere. What has to happen until nothing changes any more?",
        attempts: &[with!(fit: |points, start, rounds| lloyd(points, start, rounds.min(1), assign, update))],
    },
    Mistake {
        name: "stops when a round changes only a little",
        advice: "Whether 0.001 is little depends on the unit, and after a small move a point may still change sides. What does the task wait for?",
        attempts: &[
            stops!(|round| round.moves_less(1e-3)),
            stops!(|round| round.moves_less(1e-6)),
            stops!(|round| round.gains_less(1e-6)),
            stops!(|round| round.moves_less(1e-9)),
            stops!(|round| round.gains_less(1e-9)),
            stops!(|round| round.gains_less(1e-6), 2),
            stops!(|round| round.gains_less_of_all(1e-4)),
            stops!(|round| round.gains_less_of_all(1e-9)),
            stops!(|round| round.gains_less_of_all(1e-4), 2),
        ],
    },
    Mistake {
        name: "stops when the clusters keep their sizes",
        advice: "Two points can change places, one for the other. What would you have to compare to see that?",
        attempts: &[stops!(Round::keeps_sizes)],
    },
    Mistake {
        name: "stops after a number of rounds of its own",
        advice: "Most tables need few rounds, and one of them needs many. Who is to say how many are allowed?",
        attempts: &[
            with!(fit: |points, start, rounds| lloyd(points, start, rounds.min(20), assign, update)),
            with!(fit: |points, start, rounds| lloyd(points, start, rounds.min(50), assign, update)),
            with!(fit: |points, start, rounds| lloyd(points, start, rounds.min(100), assign, update)),
        ],
    },
    Mistake {
        name: "returns the centroids from before the last update",
        advice: "The loop ends as soon as the labels stay the same. Do the centroids that you return already contain the last move?",
        attempts: &[with!(fit: last_move_lost)],
    },
    Mistake {
        name: "moves the centroids once more after the last assign",
        advice: "The labels that you return were found for centroids that have moved since. What is the last thing that a round does?",
        attempts: &[with!(fit: one_move_more), with!(fit: one_move_more_after_any), with!(fit: last_move_unmeasured)],
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
