//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{nearest, vote};
use super::{Contract, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which this one part is wrong, and the others are made of it.
macro_rules! with {
    (distances: $distances:ident) => {
        Contract {
            distances: $distances,
            ..with!(nearest: |records, query, k| first(sorted($distances(records, query)), k))
        }
    };
    // Its `leave_one_out` sorts the rows by itself.
    (predict: $nearest:expr) => {
        Contract {
            nearest: $nearest,
            predict: |records, labels, queries, k| predicted(records, labels, queries, k, $nearest, vote),
            ..SOLUTION
        }
    };
    // Its `vote` is right, and `predict` does not ask it.
    (predict_by: $vote:expr) => {
        Contract {
            predict: |records, labels, queries, k| predicted(records, labels, queries, k, nearest, $vote),
            ..SOLUTION
        }
    };
    // Its `vote` is right, and not asked.
    (inside: $vote:expr) => {
        Contract {
            predict: |records, labels, queries, k| predicted(records, labels, queries, k, nearest, $vote),
            leave_one_out: |records, labels, k| left_out(records, labels, k, nearest, $vote),
            ..SOLUTION
        }
    };
    (nearest: $nearest:expr) => {
        Contract {
            nearest: $nearest,
            predict: |records, labels, queries, k| predicted(records, labels, queries, k, $nearest, vote),
            leave_one_out: |records, labels, k| left_out(records, labels, k, $nearest, vote),
            ..SOLUTION
        }
    };
    (vote: $vote:ident) => {
        Contract {
            vote: $vote,
            predict: |records, labels, queries, k| predicted(records, labels, queries, k, nearest, $vote),
            leave_one_out: |records, labels, k| left_out(records, labels, k, nearest, $vote),
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes the farthest rows",
        advice: "The first of your rows is the one that is least like the query. In which order does your sort put the distances?",
        attempts: &[with!(nearest: farthest), with!(predict: farthest)],
    },
    Mistake {
        name: "returns squared distances",
        advice: "The order is the same, so your neighbours are right. But 3 km this way and 4 km that way are not 25 km, are they?",
        attempts: &[Contract { distances: squared, ..SOLUTION }],
    },
    Mistake {
        name: "adds up the differences without squaring them",
        advice: "That is the way on foot along the streets of a grid. Which way does the task measure?",
        attempts: &[with!(distances: along_the_axes)],
    },
    Mistake {
        name: "reads the table in the order of its memory",
        advice: "A table may be the transpose of another one, and then its columns lie one behind the other. Which of its methods gives you a row wherever the numbers lie?",
        attempts: &[Contract { distances: by_memory, ..SOLUTION }],
    },
    Mistake {
        name: "computes distances with 32 bits",
        advice: "Half of the bits keep seven digits of a number. How many of them are left of a second, when the times count seconds since 1970?",
        attempts: &[with!(distances: in_single), Contract { distances: in_single, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the number of features",
        advice: "The more features there are, the smaller your distances become. By how much is 3 km this way and 4 km that way too short in yours?",
        attempts: &[with!(distances: mean_of_squares)],
    },
    Mistake {
        name: "multiplies the squares out",
        advice: "The products of large numbers have no room left for a small difference. What is r·r - 2 r·q + q·q as a float, where r and q are near 1000000000?",
        attempts: &[
            with!(distances: multiplied_out),
            Contract { distances: multiplied_out, ..SOLUTION },
            with!(distances: multiplied_out_at_once),
        ],
    },
    Mistake {
        name: "sorts distances that are cut to whole numbers",
        advice: "Floats have no total order in Rust, and a cast to whole numbers makes the compiler content. What becomes of 0.2 and 0.9 in it?",
        attempts: &[with!(nearest: by_whole_numbers), with!(predict: by_whole_numbers)],
    },
    Mistake {
        name: "takes rows for equally near when their distances are only close",
        advice: "A distance may be a billionth, and still be twice another one. Which of the digits of your distances does your comparison never see?",
        attempts: &[
            with!(nearest: by_billionths),
            with!(predict: by_billionths),
            with!(nearest: by_counted_billionths),
            with!(predict: by_counted_billionths),
            with!(nearest: by_millionths),
            with!(predict: by_millionths),
            with!(nearest: by_single),
            with!(predict: by_single),
        ],
    },
    Mistake {
        name: "returns the nearest rows in the order of the table",
        advice: "The rows are the right ones. Which of them does the task want first?",
        attempts: &[with!(nearest: in_table_order), with!(predict: in_table_order)],
    },
    Mistake {
        name: "lets the higher index come first where rows are equally near",
        advice: "Your answer would change if somebody sorted the table otherwise, so the task settles it. Which of two equally near rows comes first in yours?",
        attempts: &[with!(nearest: higher_index_first), with!(predict: higher_index_first)],
    },
    Mistake {
        name: "uses a sort that does not keep equal rows in order",
        advice: "With a few rows it goes well, with many the ties come out shuffled. What does the documentation of your sort promise about equal elements?",
        attempts: &[
            with!(nearest: unstable),
            with!(predict: unstable),
            with!(nearest: unstable_indices),
            with!(predict: unstable_indices),
            with!(nearest: selected),
            with!(predict: selected),
        ],
    },
    Mistake {
        name: "looks up the place of every distance, and finds the first of equal ones each time",
        advice: "Two rows at one distance, and your answer names one of them twice. What would have to travel along while the distances are sorted?",
        attempts: &[with!(nearest: looked_up), with!(predict: looked_up)],
    },
    Mistake {
        name: "makes do with fewer rows than were asked for",
        advice: "Somebody asks 50 neighbours and gets the opinion of 3. How do they learn of it, and what does the task want?",
        attempts: &[with!(nearest: as_many_as_there_are), with!(predict: as_many_as_there_are)],
    },
    Mistake {
        name: "panics where k is larger than the number of rows",
        advice: "k often comes from a setting, and the table from somewhere else. What should the caller get in place of a crash?",
        attempts: &[with!(nearest: sliced), with!(predict: sliced)],
    },
    Mistake {
        name: "refuses to ask all rows",
        advice: "With three rows, k = 3 is possible. On which side of your comparison does equality belong?",
        attempts: &[
            with!(nearest: never_all),
            with!(predict: never_all),
            Contract {
                predict: |records, labels, queries, k| predicted(records, labels, queries, k, never_all, vote),
                ..SOLUTION
            },
            Contract { leave_one_out: |records, labels, k| left_out(records, labels, k, never_all, vote), ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives a tied vote to the largest label",
        advice: "Which of several maxima does your search keep, the first or the last? Which label should win a tie here?",
        attempts: &[
            with!(vote: largest),
            with!(inside: largest),
            with!(predict_by: largest),
            Contract { vote: largest, ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives a tied vote to the label that it met first",
        advice: "The first label is that of the nearest row, and there are good reasons for such a rule. Which rule does the task state?",
        attempts: &[
            with!(vote: met_first),
            with!(inside: met_first),
            with!(predict_by: met_first),
            Contract { vote: met_first, ..SOLUTION },
        ],
    },
    Mistake {
        name: "drops the farthest neighbour where the vote is tied",
        advice: "Then fewer than k neighbours vote, and there are good reasons for such a rule too. Which rule does the task state?",
        attempts: &[
            with!(vote: without_the_farthest),
            with!(inside: without_the_farthest),
            with!(predict_by: without_the_farthest),
            Contract { vote: without_the_farthest, ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets the order of a hash map decide a tied vote",
        advice: "Run your vote twice, and it may answer differently. In which order does a HashMap hand out what is in it?",
        attempts: &[with!(vote: by_hash_order), Contract { vote: by_hash_order, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the labels",
        advice: "Two neighbours are of species 0 and two of species 4. Is the query of species 2, which none of them is?",
        attempts: &[with!(vote: mean), Contract { vote: mean, ..SOLUTION }],
    },
    Mistake {
        name: "takes the label in the middle",
        advice: "Sorted by their numbers, the labels have a middle, but labels are only names. Is that label the one that stands there most often?",
        attempts: &[with!(vote: middle), Contract { vote: middle, ..SOLUTION }],
    },
    Mistake {
        name: "counts only equal labels that stand side by side",
        advice: "A label that comes back after another one starts anew in your count. In which order do the labels come to you, and in which would equal ones be neighbours?",
        attempts: &[
            with!(vote: by_runs),
            Contract { vote: by_runs, ..SOLUTION },
            with!(vote: by_first_runs),
            Contract { vote: by_first_runs, ..SOLUTION },
        ],
    },
    Mistake {
        name: "squeezes a label into a smaller type",
        advice: "A label of 19 digits has more of them than a float keeps, or than 32 bits hold. What comes back out of the type that your labels go through?",
        attempts: &[
            with!(vote: through_floats),
            Contract { vote: through_floats, ..SOLUTION },
            with!(vote: through_32_bits),
            Contract { vote: through_32_bits, ..SOLUTION },
        ],
    },
    Mistake {
        name: "keeps a counter for every label up to the largest",
        advice: "Labels are names, and a name can be a number of 19 digits. For how many labels do you need a counter?",
        attempts: &[with!(vote: counter_for_each), Contract { vote: counter_for_each, ..SOLUTION }],
    },
    Mistake {
        name: "has counters for ten labels only",
        advice: "Where does the task say that labels are small? A customer's number may be a label too.",
        attempts: &[with!(vote: ten_counters), Contract { vote: ten_counters, ..SOLUTION }],
    },
    Mistake {
        name: "asks only the nearest row, whatever k is",
        advice: "One mislabelled row decides alone about everything near it. What was k given to you for?",
        attempts: &[
            Contract {
                predict: |records, labels, queries, k| predicted(records, labels, queries, k, only_one, vote),
                leave_one_out: |records, labels, k| left_out(records, labels, k, only_one, vote),
                ..SOLUTION
            },
            Contract {
                predict: |records, labels, queries, k| predicted(records, labels, queries, k, only_one, vote),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "averages the labels where a vote is asked for",
        advice: "Your vote is fine by itself. Which of your functions should ask it, and what does the mean of two species mean?",
        attempts: &[Contract {
            predict: |records, labels, queries, k| predicted(records, labels, queries, k, nearest, average),
            leave_one_out: |records, labels, k| left_out(records, labels, k, nearest, average),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "gives a nearer neighbour a heavier vote",
        advice: "That is a rule of its own, and often a good one. How much does the task let the nearest of the k rows count, and how much the farthest?",
        attempts: &[
            Contract {
                predict: |records, labels, queries, k| weighted(records, labels, queries, k, |d| 1.0 / (d + 1e-12)),
                ..SOLUTION
            },
            Contract {
                predict: |records, labels, queries, k| weighted(records, labels, queries, k, |d| 1.0 / (d + 1e-9)),
                ..SOLUTION
            },
            Contract {
                predict: |records, labels, queries, k| weighted(records, labels, queries, k, |d| 1.0 / (d + 1.0)),
                ..SOLUTION
            },
            Contract {
                predict: |records, labels, queries, k| weighted(records, labels, queries, k, |d| 1.0 / (d * d + 1e-12)),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "votes on the indices of the rows",
        advice: "Indices and labels are both whole numbers, so the compiler does not mind. What do the numbers that come from nearest stand for?",
        attempts: &[
            Contract { predict: on_indices, leave_one_out: on_indices_left_out, ..SOLUTION },
            Contract { predict: on_indices, ..SOLUTION },
        ],
    },
    Mistake {
        name: "unwraps the error of nearest",
        advice: "Your function returns a Result too. What should it do with an error that it cannot mend itself?",
        attempts: &[Contract { predict: unwrapped, ..SOLUTION }],
    },
    Mistake {
        name: "lets a row vote on itself",
        advice: "With k = 1 such a score is always perfect, whatever the labels. Who is the nearest neighbour of a row in its own table?",
        attempts: &[Contract { leave_one_out: with_itself, ..SOLUTION }],
    },
    Mistake {
        name: "asks one row more, and leaves the row itself among them",
        advice: "You asked k + 1 rows because one of them has no vote. Which one, and where do you take it out?",
        attempts: &[Contract { leave_one_out: one_more_with_itself, ..SOLUTION }],
    },
    Mistake {
        name: "asks k rows, and then leaves the row itself out of them",
        advice: "Count the votes that are cast. How many rows must you look at, so that k are left without the row itself?",
        attempts: &[Contract { leave_one_out: one_vote_short, ..SOLUTION }],
    },
    Mistake {
        name: "takes the first neighbour for the row itself",
        advice: "A copy of the row is just as near, and may stand before it. How can you tell the row itself from its copy?",
        attempts: &[Contract { leave_one_out: first_dropped, ..SOLUTION }],
    },
    Mistake {
        name: "asks k + 1 rows and does not see when the row itself is not among them",
        advice: "With many copies before it, a row is not even among its own nearest. How many votes are cast then?",
        attempts: &[Contract { leave_one_out: one_vote_more, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out every row at distance 0",
        advice: "Two flowers can have the same four lengths. Is a row with the same numbers the same row?",
        attempts: &[
            Contract { leave_one_out: without_copies, ..SOLUTION },
            Contract { leave_one_out: without_copies_if_others_are_left, ..SOLUTION },
        ],
    },
    Mistake {
        name: "looks up labels by the index in the shortened table",
        advice: "You took a row out of the table, and all rows behind it moved up. Which index does each of them have among the labels?",
        attempts: &[Contract { leave_one_out: shifted, ..SOLUTION }],
    },
    Mistake {
        name: "counts the row itself among those that can be asked",
        advice: "Of four rows one is left out. How many are there to ask, and what happens in your code when somebody wants four?",
        attempts: &[Contract { leave_one_out: counts_itself, ..SOLUTION }],
    },
    Mistake {
        name: "refuses k + 1 where k was asked",
        advice: "The number in your error is one that nobody asked for. Who made it, and what did the caller say?",
        attempts: &[Contract { leave_one_out: refuses_one_more, ..SOLUTION }],
    },
];
