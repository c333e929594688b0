//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::silhouettes;
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file with these silhouettes, and with a choice that is made of them.
macro_rules! silhouettes {
    ($silhouettes:expr) => {
        Contract {
            silhouettes: $silhouettes,
            choose: |points, labellings| choose_by(points, labellings, $silhouettes, mean_of_points, first_highest),
            ..SOLUTION
        }
    };
}

/// A learner's file in which one part of the silhouette is wrong.
macro_rules! part {
    ($($part:ident: $wrong:expr),+) => {
        silhouettes!(|points, labels| silhouettes_by(points, labels, Parts { $($part: $wrong,)+ ..RIGHT }))
    };
}

/// A learner's file with this way to choose.
macro_rules! chooses {
    ($score:expr, $pick:expr) => {
        Contract { choose: |points, labellings| choose_by(points, labellings, silhouettes, $score, $pick), ..SOLUTION }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "counts the point itself among its cluster",
        advice: "The distance from a point to itself adds 0 to the sum. Over how many distances is the mean taken then, and how many of them lead to another point?",
        attempts: &[part!(within: |total, size| total / size as f64)],
    },
    Mistake {
        name: "counts the point itself, also where it is alone",
        advice: "A point that is alone in its cluster is at no distance from itself, so your a is 0 there, and nothing looks better than that. What is a a mean of, and what does the task say where there is nothing to average?",
        attempts: &[part!(within: |total, size| total / size as f64, alone: None)],
    },
    Mistake {
        name: "gives a point that is alone in its cluster the highest silhouette",
        advice: "A point without company has no distance to its own cluster, so the formula would praise it. Put every point in a cluster of its own: would you call that a good clustering?",
        attempts: &[part!(alone: Some(1.0))],
    },
    Mistake {
        name: "divides by the 0 companions of a point that is alone",
        advice: "Without company both the sum and the count are 0, and 0/0 is no number. What does the task say about such a point?",
        attempts: &[part!(alone: Some(f64::NAN))],
    },
    Mistake {
        name: "takes squared distances",
        advice: "Without the root a distance twice as long counts four times in the mean. Which distance does the task name?",
        attempts: &[part!(distance: squared)],
    },
    Mistake {
        name: "measures distances along the axes",
        advice: "Adding up |a - b| gives the way along streets. The task asks for the straight line.",
        attempts: &[part!(distance: along_axes)],
    },
    Mistake {
        name: "measures to the centres of the clusters",
        advice: "The distance to a mean is not the mean of the distances. Between which points do a and b measure?",
        attempts: &[silhouettes!(to_centres)],
    },
    Mistake {
        name: "takes all other clusters for one",
        advice: "A far-away cluster says nothing about whether the point would rather be next door. How many clusters does b look at in the end?",
        attempts: &[part!(beside: pooled)],
    },
    Mistake {
        name: "takes the other cluster that is farthest",
        advice: "b asks where the point would go if its own cluster were closed. Is that the place with the largest mean distance?",
        attempts: &[part!(beside: farthest)],
    },
    Mistake {
        name: "takes the nearest single point of other clusters",
        advice: "One stray point can be near although its cluster is far away. What is compared with what, single points or means?",
        attempts: &[silhouettes!(to_nearest_point)],
    },
    Mistake {
        name: "always divides by b",
        advice: "Label a point badly, so that its own cluster is ten times as far as the other. Which number comes out, and which range is promised?",
        attempts: &[part!(ratio: |a, b| if b == 0.0 { 0.0 } else { (b - a) / b })],
    },
    Mistake {
        name: "has the sign turned round",
        advice: "A point in the middle of its own cluster, far from all others, should have a silhouette near 1. Which of a and b is small there?",
        attempts: &[part!(ratio: |a, b| if a.max(b) == 0.0 { 0.0 } else { (a - b) / a.max(b) })],
    },
    Mistake {
        name: "divides 0 by 0 where all distances are 0",
        advice: "Customers with the same figures stand in one place, and may have got different labels. What are a, b and their maximum there?",
        attempts: &[part!(ratio: |a, b| (b - a) / a.max(b))],
    },
    Mistake {
        name: "adds a small number to what it divides by",
        advice: "It spares the division by 0, but whether it is small depends on the unit. What happens where all distances are smaller still?",
        attempts: &[part!(ratio: |a, b| (b - a) / (a.max(b) + 1e-6))],
    },
    Mistake {
        name: "takes every number up to the largest label for a cluster",
        advice: "Labels may be numbers of shops, with gaps. What is the mean distance to a cluster that has no points, in your code?",
        attempts: &[silhouettes!(with_empty_clusters)],
    },
    Mistake {
        name: "counts the clusters by the largest label",
        advice: "Labels 5, 5 and 5 are one cluster, and no number up to 5 makes them more. How many different labels are there?",
        attempts: &[silhouettes!(counted_by_largest)],
    },
    Mistake {
        name: "answers although there is one cluster only",
        advice: "Without another cluster there is no b. What would somebody read from the number that you return in its place?",
        attempts: &[silhouettes!(answers_for_one)],
    },
    Mistake {
        name: "averages the clusters' means, whatever their sizes",
        advice: "A cluster of one customer weighs as much as one of a thousand then. Over what does the task take the mean?",
        attempts: &[chooses!(mean_of_clusters, first_highest)],
    },
    Mistake {
        name: "takes the last of equally high scores",
        advice: "When a score equals the best so far, should it replace the best?",
        attempts: &[chooses!(mean_of_points, last_highest)],
    },
    Mistake {
        name: "chooses the tightest clusters, by their inertia",
        advice: "The more clusters there are, the smaller the inertia, down to 0 when every point has its own. Which of your labellings would always win?",
        attempts: &[Contract { choose: by_inertia, ..SOLUTION }],
    },
    Mistake {
        name: "chooses the lowest score",
        advice: "Inertia should be low, but what is a silhouette near 1 a sign of?",
        attempts: &[chooses!(mean_of_points, lowest)],
    },
    Mistake {
        name: "forgets the logarithm",
        advice: "One customer spends 77,000 pounds, most of them less than 1,000. Where do all the others stand on that axis when only mean and deviation are taken care of?",
        attempts: &[Contract { prepare: |records| scaled(records.to_owned(), 0.0), ..SOLUTION }],
    },
    Mistake {
        name: "forgets to scale after the logarithm",
        advice: "Distances add up all columns. Which column decides alone if its logarithms spread twice as far as the others'?",
        attempts: &[Contract { prepare: |records| records.mapv(f64::ln_1p), ..SOLUTION }],
    },
    Mistake {
        name: "takes the logarithm of x instead of 1 + x",
        advice: "Somebody bought today, 0 days ago. What is the logarithm of 0, and what becomes of the mean of a column that contains it?",
        attempts: &[Contract { prepare: |records| scaled(records.mapv(f64::ln), 0.0), ..SOLUTION }],
    },
    Mistake {
        name: "takes the logarithm after it has scaled",
        advice: "After scaling half of the numbers lie below the mean. Of which numbers is there a logarithm?",
        attempts: &[Contract { prepare: |records| scaled(records.to_owned(), 0.0).mapv(f64::ln_1p), ..SOLUTION }],
    },
    Mistake {
        name: "divides the sum of squares by n - 1",
        advice: "Both are called standard deviation. By what does the task divide the sum of squares?",
        attempts: &[Contract { prepare: |records| scaled(records.mapv(f64::ln_1p), 1.0), ..SOLUTION }],
    },
    Mistake {
        name: "divides by the deviation of a constant column",
        advice: "Such a column has no deviation, or what rounding leaves of one. Which rows should differ in a column that is the same for all?",
        attempts: &[Contract { prepare: divides_by_anything, ..SOLUTION }],
    },
    Mistake {
        name: "recognises a constant column by a deviation of exactly 0",
        advice: "The mean of six times the same number can differ from it in the last digit. Then the deviation is tiny and not 0. What else tells that a column never changes?",
        attempts: &[Contract { prepare: only_exact_zero, ..SOLUTION }],
    },
    Mistake {
        name: "takes a column that changes little for one that never changes",
        advice: "Shares of 1 or 2 % change little in size and much in meaning. Which question tells never from little, whatever the unit?",
        attempts: &[Contract { prepare: |records| unless_below(records, 0.1), ..SOLUTION }],
    },
    Mistake {
        name: "lets linfa choose the start",
        advice: "k-means ends where its start leads, and the numbers of the segments follow it too. Which argument says where to begin, and which method of the builder takes it?",
        attempts: &[Contract { segment: own_start, ..SOLUTION }],
    },
    Mistake {
        name: "lets linfa do one round only",
        advice: "After one round the centroids have moved, and some points are nearer to another one. What do the numbers that you gave to the builder allow?",
        attempts: &[Contract { segment: |points, start| trained(points, start, 1e-9, 1), ..SOLUTION }],
    },
    Mistake {
        name: "goes further than 30 rounds of linfa's do",
        advice: "linfa stops after 300 rounds unless you say otherwise; and it counts the old centroid as one more point, so a k-means of your own takes larger steps. Which rounds does the task allow, and how many?",
        attempts: &[Contract { segment: |points, start| trained(points, start, 1e-9, 300), ..SOLUTION }],
    },
    Mistake {
        name: "leaves linfa's own tolerance",
        advice: "linfa stops when a round moves the centroids by less than its tolerance, 0.0001 unless you say more. When does the task let it stop?",
        attempts: &[Contract { segment: |points, start| trained(points, start, 1e-4, 30), ..SOLUTION }],
    },
];
