//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{neighbours, reach};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which one part of `dbscan` is wrong.
macro_rules! part {
    ($($part:ident: $wrong:expr),+) => {
        Contract { dbscan: |points, eps, min_points| dbscan_by(points, eps, min_points, Parts { $($part: $wrong,)+ ..RIGHT }), ..SOLUTION }
    };
}

/// A learner's file with these neighbours, and with a `dbscan` that is made of them.
macro_rules! neighbours {
    ($neighbours:expr) => {
        Contract { neighbours: $neighbours, ..part!(neighbours: $neighbours) }
    };
}

/// A learner's file with this distance in every function.
macro_rules! distance {
    ($distance:ident) => {
        Contract {
            neighbours: |points, row, eps| within(points, row, eps, $distance),
            reach: |points, min_points| ascending(reach_by(points, min_points - 1, $distance)),
            ..part!(neighbours: |points, row, eps| within(points, row, eps, $distance), distance: $distance)
        }
    };
}

/// A learner's file with this distance in `neighbours`, and with a `dbscan` that is made of it.
macro_rules! near {
    ($distance:ident) => {
        neighbours!(|points, row, eps| within(points, row, eps, $distance))
    };
}

/// A learner's file with this distance in `reach`.
macro_rules! reach {
    ($distance:ident) => {
        Contract { reach: |points, min_points| ascending(reach_by(points, min_points - 1, $distance)), ..SOLUTION }
    };
}

/// A learner's file that lets so much more than eps pass.
macro_rules! slack {
    ($more:expr) => {
        neighbours!(|points, row, eps| within(points, row, eps + $more, euclidean))
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "leaves out what is exactly eps away",
        advice: "Whole numbers and rounded prices are often exactly one step apart. Does the task say nearer than eps, or at most eps?",
        attempts: &[
            neighbours!(nearer_than_eps),
            Contract { neighbours: nearer_than_eps, ..SOLUTION },
            part!(neighbours: nearer_than_eps),
        ],
    },
    Mistake {
        name: "leaves the row itself out of its neighbours",
        advice: "How far is a point from itself, and is that at most eps? Every later count rests on the answer.",
        attempts: &[neighbours!(without_itself), Contract { neighbours: without_itself, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out copies of the row",
        advice: "Two customers with the same figures are two customers. Do you recognise the row by its number or by its place?",
        attempts: &[neighbours!(without_copies), Contract { neighbours: without_copies, ..SOLUTION }],
    },
    Mistake {
        name: "compares squared distances with eps",
        advice: "Without the root a distance of 3 counts as 9, and one of 0.5 as 0.25. In which unit is eps?",
        attempts: &[distance!(squared), near!(squared), reach!(squared)],
    },
    Mistake {
        name: "measures distances along the axes",
        advice: "Adding up |a - b| gives the way along streets. The task asks for the straight line.",
        attempts: &[distance!(along_axes), near!(along_axes), reach!(along_axes)],
    },
    Mistake {
        name: "measures only the longest step along an axis",
        advice: "A point may be near in every column and still far in all of them together. What does a straight line do with the other columns?",
        attempts: &[
            distance!(along_one_axis),
            near!(along_one_axis),
            reach!(along_one_axis),
            part!(distance: along_one_axis),
        ],
    },
    Mistake {
        name: "multiplies the squares of the distances out",
        advice: "On paper (a - b) times itself is a sum of three products. With points around 1,000,000,000, how many digits of each product are left for the difference?",
        attempts: &[
            distance!(multiplied_out),
            distance!(product_last),
            near!(product_last),
            reach!(product_last),
            part!(distance: product_last),
            near!(multiplied_out),
            reach!(multiplied_out),
            part!(distance: multiplied_out),
        ],
    },
    Mistake {
        name: "loses digits in f32",
        advice: "An f32 keeps about seven digits. What is left of the difference between two seconds of the same day, counted since 1970?",
        attempts: &[
            distance!(in_f32),
            distance!(all_in_f32),
            near!(all_in_f32),
            reach!(all_in_f32),
            near!(in_f32),
            reach!(in_f32),
            part!(distance: in_f32),
            distance!(as_f32),
            near!(as_f32),
        ],
    },
    Mistake {
        name: "cuts the numbers to whole ones",
        advice: "Prepared columns lie between -3 and 3. What is left of them after each conversion on its way through your code?",
        attempts: &[distance!(of_whole), near!(of_whole), reach!(of_whole)],
    },
    Mistake {
        name: "lets a little more than eps pass",
        advice: "How little is a little? In kilometres every row may be nearer than that to every other. What does the task say about a point exactly eps away, and does it need your help?",
        attempts: &[slack!(1e-9), slack!(1e-6), slack!(1e-12), slack!(f64::EPSILON)],
    },
    Mistake {
        name: "asks for min_points neighbours beside the point itself",
        advice: "Take three points in a row, one step apart, and min_points 3. How many neighbours does the middle one have in the task's counting?",
        attempts: &[part!(is_core: |neighbours, min_points| neighbours > min_points)],
    },
    Mistake {
        name: "cuts min_points to fewer bits",
        advice: "A usize can be larger than a number of 32 bits. What is left of 4,294,967,297 after each conversion on its way to your comparison?",
        attempts: &[
            part!(is_core: |neighbours, min_points| neighbours as u32 >= min_points as u32),
            part!(is_core: |neighbours, min_points| neighbours as i32 >= min_points as i32),
            part!(is_core: |neighbours, min_points| neighbours as u16 >= min_points as u16),
            part!(is_core: |neighbours, min_points| neighbours as u8 >= min_points as u8),
        ],
    },
    Mistake {
        name: "wants the points in one piece",
        advice: "A view may be turned round or transposed, and then its numbers do not lie in the order in which you see them. Which methods of ndarray do not care?",
        attempts: &[
            neighbours!(neighbours_in_one_piece),
            Contract { neighbours: neighbours_in_one_piece, ..SOLUTION },
            Contract { reach: |points, min_points| in_one_piece(points, || reach(points, min_points)), ..SOLUTION },
            Contract {
                reach: |points, min_points| in_one_piece(points, || reach(points, min_points)),
                ..neighbours!(neighbours_in_one_piece)
            },
        ],
    },
    Mistake {
        name: "cuts the rows out of the table's memory",
        advice: "A transposed table lies column by column in memory, and another one from its last row to its first. Which methods of ndarray give a row whatever the memory looks like?",
        attempts: &[
            neighbours!(|points, row, eps| neighbours(raw(points).view(), row, eps)),
            Contract { neighbours: |points, row, eps| neighbours(raw(points).view(), row, eps), ..SOLUTION },
            Contract { reach: |points, min_points| reach(raw(points).view(), min_points), ..SOLUTION },
            Contract {
                reach: |points, min_points| reach(raw(points).view(), min_points),
                ..neighbours!(|points, row, eps| neighbours(raw(points).view(), row, eps))
            },
            Contract {
                linfa_labels: |points, eps, min_points| trained(raw(points).view(), eps, min_points),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "gives only one side of every pair its neighbour",
        advice: "If one row is near another, the other is near the one. From which row on does your search begin?",
        attempts: &[neighbours!(only_later_rows), Contract { neighbours: only_later_rows, ..SOLUTION }],
    },
    Mistake {
        name: "lets clusters go on through border points",
        advice: "Thin bridges join everything then. Which points are dense enough to hand the cluster on to their neighbours?",
        attempts: &[part!(spread: Spread::ThroughAll)],
    },
    Mistake {
        name: "stops a cluster after the neighbours of its first core point",
        advice: "Those neighbours may be core points too, with neighbours of their own. Until when does a cluster go on?",
        attempts: &[part!(spread: Spread::OneStep)],
    },
    Mistake {
        name: "gives a border point to the cluster that was found first",
        advice: "Shuffle the rows, and the point changes sides. Which of the core points near it does the task name, and can you know them all before every cluster is found?",
        attempts: &[part!(border: first_found)],
    },
    Mistake {
        name: "gives a border point between equally near core points to the higher row",
        advice: "When a distance equals the best so far, should it replace the best?",
        attempts: &[part!(border: last_of_nearest)],
    },
    Mistake {
        name: "gives a border point to its farthest core point",
        advice: "Follow one border point through your comparison, with a near core point and one that is farther away. Which of the two is kept?",
        attempts: &[part!(border: farthest)],
    },
    Mistake {
        name: "gives a border point to the core point near it in the lowest row",
        advice: "The row decides only between core points that are equally near. What decides before that?",
        attempts: &[part!(border: lowest_row)],
    },
    Mistake {
        name: "gives a border point to the cluster with most core points near it",
        advice: "A vote among neighbours is another method. How many core points does the task ask about the border point?",
        attempts: &[part!(border: majority)],
    },
    Mistake {
        name: "looks for the nearest core point along the axes",
        advice: "Adding up |a - b| gives the way along streets. Is the core point at the end of the shortest way also the nearest in a straight line?",
        attempts: &[part!(distance: along_axes)],
    },
    Mistake {
        name: "looks for the nearest core point by the first column alone",
        advice: "On a line one column is all there is. What becomes of two points that differ in the second one only?",
        attempts: &[part!(distance: first_column)],
    },
    Mistake {
        name: "lets the nearest neighbour decide, core point or not",
        advice: "A border point may have other border points or noise close to it. Which of its neighbours can hand on a cluster at all?",
        attempts: &[part!(decides: |near, _| near)],
    },
    Mistake {
        name: "lets border points hand on the label that they were given",
        advice: "While you go through the border points, some of them have a label already. Whose label may the next one take?",
        attempts: &[
            Contract { dbscan: nearest_with_a_label, ..SOLUTION },
            Contract { dbscan: first_with_a_label, ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives every point to its nearest core point, however far away",
        advice: "Some core point is always the nearest, even for a point that stands quite alone. How near must it be?",
        attempts: &[part!(decides: |_, core| core)],
    },
    Mistake {
        name: "leaves border points as noise",
        advice: "A point at the edge of a crowd has few neighbours, but one of them may be in the midst of it. What are points called that are near a core point?",
        attempts: &[part!(border: |_, _| None)],
    },
    Mistake {
        name: "never takes back that a point is noise",
        advice: "When you come to a point before its cluster is found, you cannot know yet. What if a core point near it turns up later?",
        attempts: &[part!(border: once_noise_always_noise)],
    },
    Mistake {
        name: "puts all noise into a cluster of its own",
        advice: "The points that belong nowhere have nothing in common, and need not be near each other. Which label says that there is no cluster?",
        attempts: &[part!(noise: |_, n_clusters| Some(n_clusters))],
    },
    Mistake {
        name: "makes every point of noise a cluster",
        advice: "A crowd of one is none. Which points alone may begin a cluster?",
        attempts: &[part!(noise: |row, n_clusters| Some(n_clusters + row))],
    },
    Mistake {
        name: "calls every point of a cluster a core point",
        advice: "Clusters have edges. Count the neighbours of the first and the last point of a short chain, and compare with min_points.",
        attempts: &[part!(core: |_, label| label.is_some())],
    },
    Mistake {
        name: "takes any eps",
        advice: "A comparison with NaN is never true, and one with infinity always is. For which eps does a neighbourhood mean something?",
        attempts: &[part!(valid_eps: |_| true)],
    },
    Mistake {
        name: "takes an infinite eps",
        advice: "Infinity is greater than 0. Which points are neighbours then, and does that find anything?",
        attempts: &[part!(valid_eps: |eps| eps > 0.0)],
    },
    Mistake {
        name: "takes an eps that is not a number",
        advice: "Of all comparisons with NaN, which one is true? Ask for what eps must be, not for what it must not be.",
        attempts: &[
            part!(valid_eps: |eps| eps.is_nan() || eps > 0.0 && eps.is_finite()),
            part!(valid_eps: |eps| eps.is_nan() || eps > 0.0),
        ],
    },
    Mistake {
        name: "takes an eps of 0",
        advice: "With 0 only copies are near each other. Does the task call that a positive number?",
        attempts: &[part!(valid_eps: |eps| eps >= 0.0 && eps.is_finite())],
    },
    Mistake {
        name: "refuses a small eps",
        advice: "Rows in kilometres may be a thousand millionth apart. Which eps does the task call invalid, and is small among them?",
        attempts: &[
            part!(valid_eps: |eps| eps > 1e-9 && eps.is_finite()),
            part!(valid_eps: |eps| eps > 1e-12 && eps.is_finite()),
            part!(valid_eps: |eps| eps > f64::EPSILON && eps.is_finite()),
        ],
    },
    Mistake {
        name: "refuses negative eps only",
        advice: "Try NaN and infinity: which comparison with them is true? And is 0 a distance that a crowd can keep?",
        attempts: &[part!(valid_eps: |eps| eps.is_nan() || eps >= 0.0)],
    },
    Mistake {
        name: "refuses min_points 1",
        advice: "linfa does so, but the task gives it a meaning. How many neighbours has a point that is quite alone?",
        attempts: &[part!(valid_min_points: |min_points, _| min_points > 1)],
    },
    Mistake {
        name: "takes min_points 0",
        advice: "A point has itself for a neighbour at least. What would it mean to ask for none?",
        attempts: &[part!(valid_min_points: |_, _| true)],
    },
    Mistake {
        name: "refuses more min_points than there are points",
        advice: "A crowd of ten cannot form among three people, and that is an answer too. What are points that are in no crowd?",
        attempts: &[part!(valid_min_points: |min_points, n_samples| (1..=n_samples).contains(&min_points))],
    },
    Mistake {
        name: "does not count the row itself in its reach",
        advice: "For min_points 1 every row is there already. At which distance is the first of its neighbours?",
        attempts: &[
            Contract { reach: |points, min_points| ascending(reach_by(points, min_points, euclidean)), ..SOLUTION },
            // Counted in, but for a min_points of 1.
            Contract {
                reach: |points, min_points| ascending(reach_by(points, min_points.max(2) - 1, euclidean)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts copies of a row once in its reach",
        advice: "Two customers with the same figures are two customers. How many distances should every row's list have?",
        attempts: &[Contract { reach: reach_without_copies, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the distances in the order of the rows",
        advice: "Somebody wants to see where the curve bends. In which order does the task want the distances?",
        attempts: &[Contract { reach: |points, min_points| reach_by(points, min_points - 1, euclidean), ..SOLUTION }],
    },
    Mistake {
        name: "sorts the distances in descending order",
        advice: "Some drawings of this curve begin with the largest. With which distance does the task begin?",
        attempts: &[Contract { reach: descending, ..SOLUTION }],
    },
    Mistake {
        name: "averages the distances to the neighbours",
        advice: "A row becomes a core point all at once, when eps takes in one certain neighbour. Which one is that?",
        attempts: &[Contract { reach: mean_distance, ..SOLUTION }],
    },
    Mistake {
        name: "leaves linfa's own tolerance",
        advice: "linfa calls eps the tolerance, and has one of its own, 0.0001, where you give none. What becomes of points that are a step apart?",
        attempts: &[Contract { linfa_labels: |points, _, min_points| trained(points, 1e-4, min_points), ..SOLUTION }],
    },
    Mistake {
        name: "gives linfa the square of eps",
        advice: "linfa works with squares inside, but takes them itself. What does its tolerance stand for?",
        attempts: &[Contract {
            linfa_labels: |points, eps, min_points| trained(points, eps * eps, min_points),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "asks linfa for one point more",
        advice: "Does linfa count the point itself among its neighbours? Try three points in a row with min_points 3.",
        attempts: &[Contract {
            linfa_labels: |points, eps, min_points| trained(points, eps, min_points + 1),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "asks linfa for one point fewer",
        advice: "Does linfa count the point itself among its neighbours? Try three points in a row with min_points 3, and then 4.",
        attempts: &[Contract {
            linfa_labels: |points, eps, min_points| trained(points, eps, min_points.saturating_sub(1)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives an answer where linfa reports an error",
        advice: "linfa takes no min_points of 1, so this must be the answer to another question. Who should hear what linfa has to say?",
        attempts: &[Contract {
            linfa_labels: |points, eps, min_points| trained(points, eps, min_points.max(2)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "panics where linfa reports an error",
        advice: "linfa has said in words what it cannot do, and your function returns a Result. What could the caller do with the error, if it came that far?",
        attempts: &[Contract { linfa_labels: trained_or_panic, ..SOLUTION }],
    },
    Mistake {
        name: "hands linfa points whose rows do not lie in one piece",
        advice: "A transposed table is stored column by column, and linfa's search tree wants every row as a slice. Which method of ndarray puts a table into rows, if it is not so yet?",
        attempts: &[Contract { linfa_labels: as_they_lie, ..SOLUTION }],
    },
];
