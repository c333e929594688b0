//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{prepare, segment, silhouettes};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;
use ndarray::Array1;

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

/// A learner's file with this `prepare`.
macro_rules! prepares {
    ($prepare:expr) => {
        Contract { prepare: $prepare, ..SOLUTION }
    };
}

/// A learner's file with these silhouettes, that chooses without them.
macro_rules! alone {
    ($silhouettes:expr) => {
        Contract { silhouettes: $silhouettes, ..SOLUTION }
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
        name: "takes a point at no distance from its cluster for one that is alone",
        advice: "Customers with the same figures stand in one place, and each of them has company. What do you look at to see whether a point is alone?",
        attempts: &[part!(ratio: |a, b| if a == 0.0 { 0.0 } else { (b - a) / a.max(b) })],
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
        name: "measures only the longest step along an axis",
        advice: "A point may be near in every column and still far in all of them together. What does a straight line do with the other columns?",
        attempts: &[part!(distance: along_one_axis)],
    },
    Mistake {
        name: "multiplies the squares of the distances out",
        advice: "On paper (a - b) times itself is a sum of three products. With points around 1,000,000,000, how many digits of each product are left for the difference?",
        attempts: &[
            part!(distance: multiplied_out),
            part!(distance: multiplied_out_from_0),
            part!(distance: product_last),
        ],
    },
    Mistake {
        name: "loses digits in f32",
        advice: "An f32 keeps about seven digits. Where on its way does a number of yours become one?",
        attempts: &[
            part!(distance: in_f32),
            part!(distance: all_in_f32),
            part!(distance: as_f32),
            prepares!(|records| scaled(records.mapv(|amount| f64::from((amount as f32).ln_1p())), 0.0)),
            prepares!(|records| scaled(records.mapv(|amount| f64::from(amount as f32).ln_1p()), 0.0)),
        ],
    },
    Mistake {
        name: "cuts the numbers to whole ones",
        advice: "Prepared columns lie between -3 and 3. What is left of them after each conversion on its way through your code?",
        attempts: &[
            part!(distance: of_whole),
            prepares!(|records| scaled(records.mapv(|amount| amount.trunc().ln_1p()), 0.0)),
        ],
    },
    Mistake {
        name: "wants the tables in one piece",
        advice: "A view may be turned round or transposed, and then its numbers do not lie in the order in which you see them. Which methods of ndarray do not care?",
        attempts: &[
            silhouettes!(points_in_one_piece),
            silhouettes!(labels_in_one_piece),
            prepares!(|records| in_one_piece(records, || prepare(records))),
            Contract { segment: |points, start| in_one_piece(points, || segment(points, start)), ..SOLUTION },
            Contract { segment: |points, start| in_one_piece(start, || segment(points, start)), ..SOLUTION },
        ],
    },
    Mistake {
        name: "cuts the rows out of the table's memory",
        advice: "A transposed table lies column by column in memory, and another one from its last row to its first. Which methods of ndarray give a row whatever the memory looks like?",
        attempts: &[
            silhouettes!(|points, labels| silhouettes(raw(points).view(), labels)),
            alone!(|points, labels| silhouettes(raw(points).view(), labels)),
            prepares!(|records| prepare(raw(records).view())),
            Contract { segment: |points, start| segment(raw(points).view(), start), ..SOLUTION },
            Contract { segment: |points, start| segment(raw(points).view(), raw(start).view()), ..SOLUTION },
        ],
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
        name: "asks only the cluster whose centre is nearest",
        advice: "A wide cluster may have its centre near and its points far. For which clusters do you have to know the mean distance before you can say which is smallest?",
        attempts: &[silhouettes!(by_nearest_centre)],
    },
    Mistake {
        name: "always divides by b",
        advice: "Label a point badly, so that its own cluster is ten times as far as the other. Which number comes out, and which range is promised?",
        attempts: &[part!(ratio: |a, b| if b == 0.0 { 0.0 } else { (b - a) / b })],
    },
    Mistake {
        name: "divides by the smaller of a and b, or always by a",
        advice: "Put a point close to its own cluster and far from all others. Which number comes out, and which range is promised?",
        attempts: &[
            part!(ratio: |a, b| if a.max(b) == 0.0 { 0.0 } else { (b - a) / a.min(b) }),
            part!(ratio: |a, b| if a == 0.0 { 0.0 } else { (b - a) / a }),
            part!(ratio: |a, b| (b - a) / a),
        ],
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
        attempts: &[
            part!(ratio: |a, b| (b - a) / (a.max(b) + 1e-6)),
            part!(ratio: |a, b| (b - a) / (a.max(b) + 1e-9)),
            part!(ratio: |a, b| (b - a) / (a.max(b) + 1e-12)),
            part!(ratio: |a, b| (b - a) / (a.max(b) + f64::EPSILON)),
        ],
    },
    Mistake {
        name: "takes small distances for none",
        advice: "Write the same points in kilometres in place of millimetres. Have the silhouettes changed, and does your code know which unit it is?",
        attempts: &[
            part!(ratio: |a, b| if a.max(b) < 1e-6 { 0.0 } else { (b - a) / a.max(b) }),
            part!(ratio: |a, b| if a.max(b) < 1e-9 { 0.0 } else { (b - a) / a.max(b) }),
            part!(ratio: |a, b| if a.max(b) < 1e-12 { 0.0 } else { (b - a) / a.max(b) }),
            part!(ratio: |a, b| if a.max(b) < f64::EPSILON { 0.0 } else { (b - a) / a.max(b) }),
        ],
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
        name: "cuts labels to 32 bits",
        advice: "Labels may be as long as telephone numbers. Which two of them become the same in your code?",
        attempts: &[silhouettes!(labels_of_32_bits)],
    },
    Mistake {
        name: "answers although there is one cluster only",
        advice: "Without another cluster there is no b. What would somebody read from the number that you return in its place?",
        attempts: &[
            silhouettes!(answers_for_one),
            alone!(answers_for_one),
            silhouettes!(|points, labels| silhouettes(points, labels).or_else(|_| Ok(Array1::zeros(points.nrows())))),
        ],
    },
    Mistake {
        name: "goes on where a labelling has one cluster only",
        advice: "Somebody compares five labellings, and one of them cannot be scored. What does the task say about that one, and who gets to hear it?",
        attempts: &[
            Contract { choose: |points, labellings| skips(points, labellings, -1.0), ..SOLUTION },
            Contract { choose: |points, labellings| skips(points, labellings, 0.0), ..SOLUTION },
            Contract { choose: |points, labellings| skips(points, labellings, f64::NEG_INFINITY), ..SOLUTION },
            Contract { choose: |points, labellings| skips(points, labellings, f64::NAN), ..SOLUTION },
            Contract { choose: drops, ..SOLUTION },
        ],
    },
    Mistake {
        name: "averages the clusters' means, whatever their sizes",
        advice: "A cluster of one customer weighs as much as one of a thousand then. Over what does the task take the mean?",
        attempts: &[chooses!(mean_of_clusters, first_highest)],
    },
    Mistake {
        name: "leaves points that are alone out of the score",
        advice: "Their silhouettes are 0, and that is a verdict too: put nearly every point in a cluster of its own, and look at your score. Over how many points does the task take the mean?",
        attempts: &[chooses!(mean_without_alone, first_highest)],
    },
    Mistake {
        name: "adds the silhouettes up without dividing",
        advice: "With twice the customers your score is twice as high. What is a score a mean of?",
        attempts: &[chooses!(sum_of_points, first_highest)],
    },
    Mistake {
        name: "takes the last of equally high scores",
        advice: "When a score equals the best so far, should it replace the best?",
        attempts: &[chooses!(mean_of_points, last_highest)],
    },
    Mistake {
        name: "begins its search for the highest score at 0",
        advice: "Score a few bad labellings of the same points. Is any of them above the number that you begin with?",
        attempts: &[chooses!(mean_of_points, highest_above_0)],
    },
    Mistake {
        name: "takes scores that differ by little for equal",
        advice: "Which of two scores is higher can be seen in the last digit too. How much must a score be higher to win in your code?",
        attempts: &[
            chooses!(mean_of_points, |scores| highest_by(scores, 1e-9)),
            chooses!(mean_of_points, |scores| highest_by(scores, 1e-6)),
            chooses!(mean_of_points, |scores| highest_rounded(scores, 3)),
            chooses!(mean_of_points, |scores| highest_rounded(scores, 6)),
            chooses!(mean_of_points, |scores| first_highest(&scores.mapv(|score| f64::from(score as f32)))),
        ],
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
        name: "divides by the variance",
        advice: "A variance is in squared units. What is the deviation of your columns afterwards, and what should it be?",
        attempts: &[prepares!(|records| scaled_by(records, |_, variance| variance))],
    },
    Mistake {
        name: "takes the mean away and does not divide",
        advice: "Now every column is centred, and one may still spread twice as wide as the next. What should the deviation of every column be?",
        attempts: &[prepares!(|records| scaled_by(records, |_, _| 1.0))],
    },
    Mistake {
        name: "scales by the range of the column",
        advice: "One customer far away decides the range, and all others stand in a corner again. By which measure of width does the task divide?",
        attempts: &[prepares!(from_0_to_1), prepares!(|records| scaled_by(records, |column, _| width(column)))],
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
        attempts: &[
            prepares!(|records| unless_below(records, 0.1)),
            prepares!(|records| unless_below(records, 1e-3)),
            prepares!(|records| unless_below(records, 1e-6)),
            prepares!(|records| unless_below(records, 1e-9)),
            prepares!(|records| unless_below(records, 1e-12)),
        ],
    },
    Mistake {
        name: "looks at two numbers to see whether a column changes",
        advice: "A column may begin and end with the same number and change in between. How many of its numbers do you compare?",
        attempts: &[
            prepares!(|records| constant_if(records, |column| column[0] == column[column.len() - 1])),
            prepares!(|records| constant_if(records, |column| column[0] == column[1.min(column.len() - 1)])),
        ],
    },
    Mistake {
        name: "loses the digits of small amounts in 1 + x",
        advice: "In a float 1 + 1e-17 is 1. Which function of f64 takes the logarithm of 1 + x without adding first?",
        attempts: &[prepares!(|records| scaled(records.mapv(|amount| (1.0 + amount).ln()), 0.0))],
    },
    Mistake {
        name: "takes the squared mean from the mean of the squares",
        advice: "On paper that is the variance. What is left of it when the numbers are large and nearly equal, and both terms agree in their first fifteen digits?",
        attempts: &[
            prepares!(|records| squares_less_square(records, |variance| variance)),
            prepares!(|records| squares_less_square(records, |variance| variance.max(0.0))),
            prepares!(|records| squares_less_square(records, f64::abs)),
        ],
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
