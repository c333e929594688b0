//! What goes wrong, as running code, and what to say about it.

mod attempts;

use attempts::*;

use super::solution::{group_k_fold, k_fold, stratified_k_fold, time_series_split};
use super::{Contract, Fold, FoldError, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which one function is like this.
macro_rules! with {
    ($($function:ident: $body:expr),+) => {
        Contract { $($function: $body,)+ ..SOLUTION }
    };
}

/// A learner's file that takes so few folds.
macro_rules! from_least {
    ($least:literal) => {
        Contract {
            k_fold: k_fold_from::<$least>,
            stratified_k_fold: stratified_from::<$least>,
            group_k_fold: group_from::<$least>,
            time_series_split: time_from::<$least>,
        }
    };
}

/// A learner's file in which the rows are sorted by time like this.
macro_rules! by_time {
    ($sorted:expr) => {
        with!(time_series_split: |times, k| {
            time_series_split(times, k)?;
            Ok(newest_blocks(&$sorted(times), k))
        })
    };
}

/// A learner's file in which the groups are placed into the lightest fold in this order.
macro_rules! placed {
    ($order:expr) => {
        with!(group_k_fold: |groups, k| {
            group_k_fold(groups, k)?;
            Ok(lightest_first(groups, k, $order))
        })
    };
}

/// A learner's file in which this says which fold every group is tested in, whatever its size.
macro_rules! dealt_groups {
    ($order:expr, $fold:expr) => {
        with!(group_k_fold: |groups, k| {
            group_k_fold(groups, k)?;
            let order = $order(groups);
            let fold: fn(usize, usize, usize) -> usize = $fold;
            let place = |group: &usize| order.iter().position(|other| other == group).unwrap_or(0);
            Ok(from_assignment(&groups.iter().map(|group| fold(place(group), order.len(), k)).collect::<Vec<_>>(), k))
        })
    };
}

/// A learner's file in which this is done to classes before the rows are dealt.
macro_rules! dealt_by {
    ($key:expr) => {
        with!(stratified_k_fold: |classes, order, k| {
            stratified_k_fold(classes, order, k)?;
            let key: fn(usize) -> usize = $key;
            Ok(dealt(&by_class(classes.mapv(key).view(), order), k))
        })
    };
}

/// A learner's file in which this is done to the numbers of the groups.
macro_rules! groups_as {
    ($key:expr) => {
        with!(group_k_fold: |groups, k| {
            let key: fn(usize) -> usize = $key;
            group_k_fold(groups.mapv(key).view(), k)
        })
    };
}

/// A learner's file that names this one of the classes that are too small.
macro_rules! names_small {
    ($which:expr) => {
        with!(stratified_k_fold: |classes, order, k| match stratified_k_fold(classes, order, k) {
            Err(FoldError::SmallClass(lowest)) => {
                Err(FoldError::SmallClass($which(classes, k).unwrap_or(lowest)))
            }
            result => result,
        })
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "never tests the rows that are left over",
        advice: "Ten rows in three folds of three: one row is left. In which fold is it tested?",
        attempts: &[Contract { k_fold: |order, k| in_blocks(order, k, |n, k| vec![n / k; k]), ..SOLUTION }],
    },
    Mistake {
        name: "gives all rows that are left over to one fold",
        advice: "With 11 rows and 4 folds one fold would be more than twice as large as the others. How does the task share out what is left over?",
        attempts: &[
            with!(k_fold: |order, k| in_blocks(order, k, last_takes_the_rest)),
            with!(k_fold: |order, k| in_blocks(order, k, first_takes_the_rest)),
            with!(k_fold: |order, k| in_chunks(order, k, order.len() / k.max(1))),
        ],
    },
    Mistake {
        name: "makes other blocks longer than the first ones",
        advice: "Eight rows in three folds: two blocks have a row more than the third. Which two are they in the task, and which in yours?",
        attempts: &[
            with!(k_fold: |order, k| in_blocks(order, k, last_are_longer)),
            with!(k_fold: |order, k| in_blocks(order, k, cut_by_share)),
        ],
    },
    Mistake {
        name: "makes all blocks of the rounded-up size",
        advice: "Seven rows in blocks of three are three, three and one. By how much may two blocks differ, and how many blocks do you get of five rows for four folds?",
        attempts: &[
            with!(k_fold: |order, k| in_chunks(order, k, order.len().div_ceil(k.max(1)))),
            with!(k_fold: |order, k| in_blocks(order, k, full_until_none_is_left)),
        ],
    },
    Mistake {
        name: "deals the order out like cards",
        advice: "A fold of yours gets a row from here and a row from there. Which rows stand beside each other in the task's folds?",
        attempts: &[with!(k_fold: |order, k| {
            k_fold(order, k)?;
            Ok(dealt(order, k))
        })],
    },
    Mistake {
        name: "cuts the file into blocks, not the order",
        advice: "In a sorted file every fold would test one kind of row. Which argument says in what order the rows are to be cut?",
        attempts: &[Contract { k_fold: |order, k| k_fold(&ascending(order.len()), k), ..SOLUTION }],
    },
    Mistake {
        name: "also trains on the rows that it tests",
        advice: "A model that has seen the answers is tested on its memory. Which rows belong to train when those of test are known?",
        attempts: &[
            with!(
                k_fold: |order, k| trains_on_all(k_fold(order, k)),
                stratified_k_fold: |classes, order, k| trains_on_all(stratified_k_fold(classes, order, k)),
                group_k_fold: |groups, k| trains_on_all(group_k_fold(groups, k))
            ),
            Contract {
                k_fold: |order, k| trains_on_all(k_fold(order, k)),
                stratified_k_fold: |classes, order, k| trains_on_all(stratified_k_fold(classes, order, k)),
                group_k_fold: |groups, k| trains_on_all(group_k_fold(groups, k)),
                time_series_split: |times, k| trains_on_all(time_series_split(times, k)),
            },
            with!(k_fold: |order, k| trains_on_all(k_fold(order, k))),
            with!(stratified_k_fold: |classes, order, k| trains_on_all(stratified_k_fold(classes, order, k))),
            with!(group_k_fold: |groups, k| trains_on_all(group_k_fold(groups, k))),
            with!(time_series_split: |times, k| trains_on_all(time_series_split(times, k))),
        ],
    },
    Mistake {
        name: "calls the rows to test train and the others test",
        advice: "Count the rows of a fold. Which of its two lists should be the short one when there are ten folds?",
        attempts: &[
            Contract {
                k_fold: |order, k| swapped(k_fold(order, k)),
                stratified_k_fold: |classes, order, k| swapped(stratified_k_fold(classes, order, k)),
                group_k_fold: |groups, k| swapped(group_k_fold(groups, k)),
                time_series_split: |times, k| swapped(time_series_split(times, k)),
            },
            with!(
                k_fold: |order, k| swapped(k_fold(order, k)),
                stratified_k_fold: |classes, order, k| swapped(stratified_k_fold(classes, order, k)),
                group_k_fold: |groups, k| swapped(group_k_fold(groups, k))
            ),
            with!(k_fold: |order, k| swapped(k_fold(order, k))),
            with!(stratified_k_fold: |classes, order, k| swapped(stratified_k_fold(classes, order, k))),
            with!(group_k_fold: |groups, k| swapped(group_k_fold(groups, k))),
            with!(time_series_split: |times, k| swapped(time_series_split(times, k))),
        ],
    },
    Mistake {
        name: "takes any number of folds",
        advice: "With a single fold every row is tested and none is left to train on. What is the smallest and what is the largest k that makes sense here?",
        attempts: &[
            from_least!(0),
            with!(k_fold: k_fold_from::<0>),
            with!(stratified_k_fold: stratified_from::<0>),
            with!(group_k_fold: group_from::<0>),
            with!(time_series_split: time_from::<0>),
            Contract {
                k_fold: |order, k| Ok(blocks_or_nothing(order, k)),
                stratified_k_fold: |classes, order, k| Ok(dealt(&by_class(classes, order), k)),
                group_k_fold: |groups, k| Ok(lightest_first(groups, k, largest_first)),
                time_series_split: |times, k| Ok(newest_blocks(&earliest_first(times), k)),
            },
        ],
    },
    Mistake {
        name: "takes a single fold",
        advice: "With one fold every row is tested, and none is left to learn from. What is the smallest k that makes sense here?",
        attempts: &[
            from_least!(1),
            with!(k_fold: k_fold_from::<1>),
            with!(stratified_k_fold: stratified_from::<1>),
            with!(group_k_fold: group_from::<1>),
            with!(time_series_split: time_from::<1>),
        ],
    },
    Mistake {
        name: "refuses what is just enough for the folds",
        advice: "Four rows for four folds: does every fold get one to test? Look at the smallest table that will do, and at what your comparison says of it.",
        attempts: &[
            with!(k_fold: |order, k| enough(order.len() > k, FoldError::TooFewRows, k_fold(order, k))),
            with!(stratified_k_fold: wants_one_more_of_a_class),
            with!(group_k_fold: |groups, k| {
                enough(numbers(groups).len() > k, FoldError::TooFewGroups, group_k_fold(groups, k))
            }),
            with!(time_series_split: |times, k| {
                enough(times.len() > k + 1, FoldError::TooFewRows, time_series_split(times, k))
            }),
            Contract {
                k_fold: |order, k| enough(order.len() > k, FoldError::TooFewRows, k_fold(order, k)),
                stratified_k_fold: wants_one_more_of_a_class,
                group_k_fold: |groups, k| {
                    enough(numbers(groups).len() > k, FoldError::TooFewGroups, group_k_fold(groups, k))
                },
                time_series_split: |times, k| {
                    enough(times.len() > k + 1, FoldError::TooFewRows, time_series_split(times, k))
                },
            },
            from_least!(3),
            with!(k_fold: k_fold_from::<3>),
            with!(stratified_k_fold: stratified_from::<3>),
            with!(group_k_fold: group_from::<3>),
            with!(time_series_split: time_from::<3>),
        ],
    },
    Mistake {
        name: "does not look whether there are enough rows",
        advice: "Give out four rows to five folds. What does the last fold test, and what should be said instead?",
        attempts: &[
            with!(k_fold: many_folds),
            with!(k_fold: many_folds, time_series_split: many_folds_by_time),
            with!(time_series_split: many_folds_by_time),
        ],
    },
    Mistake {
        name: "takes as many rows as folds for enough to split by time",
        advice: "Four rows in four test blocks: which rows does the first fold learn from, and how long is a block then?",
        attempts: &[with!(time_series_split: as_many_rows_as_folds)],
    },
    Mistake {
        name: "does not look at the classes",
        advice: "Chance alone can put most of a rare class into one fold. Count the rows of each class, fold by fold: what does the task ask for?",
        attempts: &[
            with!(stratified_k_fold: |_, order, k| k_fold(order, k)),
            with!(stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes, order, k)?;
                k_fold(order, k)
            }),
            with!(stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes, order, k)?;
                Ok(dealt(order, k))
            }),
        ],
    },
    Mistake {
        name: "spreads one class only",
        advice: "With two classes the other one comes out nearly right by itself. Try three: who takes care of the second and the third?",
        attempts: &[
            with!(stratified_k_fold: largest_label_only),
            dealt_by!(|class| usize::from(class != 0)),
            dealt_by!(|class| usize::from(class == 1)),
        ],
    },
    Mistake {
        name: "sorts by class and then cuts blocks",
        advice: "Sorted by class, a block holds rows of one class. How are cards given out so that everybody gets some of each suit?",
        attempts: &[Contract {
            stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes, order, k)?;
                k_fold(&by_class(classes, order), k)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "begins every class again at fold 0",
        advice: "Each class is spread well, yet fold 0 gets the first leftover of every one of them. Where could the next class go on?",
        attempts: &[Contract { stratified_k_fold: restarts, ..SOLUTION }],
    },
    Mistake {
        name: "takes the rows of a class as they stand in the file",
        advice: "Two different orders give you the same folds. What is the order there for?",
        attempts: &[
            with!(stratified_k_fold: |classes, _, k| {
                stratified_k_fold(classes, &ascending(classes.len()), k)
            }),
            with!(stratified_k_fold: |classes, _, k| {
                let last_first: Vec<usize> = (0..classes.len()).rev().collect();
                stratified_k_fold(classes, &last_first, k)
            }),
        ],
    },
    Mistake {
        name: "does not look whether a class has enough rows",
        advice: "Two rows can't be in three folds. What would recall be in a fold that has no row of the class?",
        attempts: &[Contract {
            stratified_k_fold: |classes, order, k| match stratified_k_fold(classes, order, k) {
                Err(FoldError::SmallClass(_)) => Ok(dealt(&by_class(classes, order), k)),
                result => result,
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "refuses only where every class is too small",
        advice: "One class with two rows is enough to leave a fold without it. When does the task want to say no: when all classes are small, or when one is?",
        attempts: &[with!(stratified_k_fold: |classes, order, k| match stratified_k_fold(classes, order, k) {
            Err(FoldError::SmallClass(_)) if numbers(classes).iter().any(|one| size(classes, *one) >= k) => {
                Ok(dealt(&by_class(classes, order), k))
            }
            result => result,
        })],
    },
    Mistake {
        name: "names another of the small classes than the lowest",
        advice: "Several classes are too small, and somebody else should read the same message as you. Which of them does the task name?",
        attempts: &[
            names_small!(first_small),
            names_small!(last_small),
            names_small!(smallest),
            names_small!(highest_small),
        ],
    },
    Mistake {
        name: "names a small class by something else than its number",
        advice: "Whoever reads the error looks for the class in their table. Is it there under what you return, or is that a place in a list of yours, or a size?",
        attempts: &[names_small!(place_of_lowest), names_small!(size_of_lowest)],
    },
    Mistake {
        name: "says that something else is too few than what is",
        advice: "There may be a million rows, and still too little of something else. Which error says what your function is short of?",
        attempts: &[
            with!(group_k_fold: |groups, k| group_k_fold(groups, k).map_err(few_rows_for_few_groups)),
            with!(group_k_fold: |groups, k| group_k_fold(groups, k).map_err(few_folds)),
            with!(k_fold: |order, k| k_fold(order, k).map_err(few_folds)),
            with!(time_series_split: |times, k| time_series_split(times, k).map_err(few_folds)),
            with!(stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes, order, k).map_err(few_rows_for_small_class)
            }),
            Contract {
                k_fold: |order, k| k_fold(order, k).map_err(few_rows_for_few_folds),
                stratified_k_fold: |classes, order, k| {
                    stratified_k_fold(classes, order, k).map_err(few_rows_for_few_folds)
                },
                group_k_fold: |groups, k| group_k_fold(groups, k).map_err(few_rows_for_few_folds),
                time_series_split: |times, k| time_series_split(times, k).map_err(few_rows_for_few_folds),
            },
        ],
    },
    Mistake {
        name: "cuts classes, groups or their sizes to a type that is too small",
        advice: "Some customers have numbers of sixteen digits, some groups thousands of rows. What is the largest number that fits into the type that you turn them into?",
        attempts: &[
            dealt_by!(|class| class as u8 as usize),
            dealt_by!(|class| class as u16 as usize),
            dealt_by!(|class| class as u32 as usize),
            dealt_by!(|class| class as f32 as usize),
            dealt_by!(|class| class as f64 as usize),
            with!(stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes.mapv(|class| class as u8 as usize).view(), order, k)
            }),
            with!(stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes.mapv(|class| class as u16 as usize).view(), order, k)
            }),
            with!(stratified_k_fold: |classes, order, k| {
                stratified_k_fold(classes.mapv(|class| class as u32 as usize).view(), order, k)
            }),
            groups_as!(|group| group as u8 as usize),
            groups_as!(|group| group as u16 as usize),
            groups_as!(|group| group as u32 as usize),
            groups_as!(|group| group as f32 as usize),
            groups_as!(|group| group as f64 as usize),
            placed!(largest_in_u8_first),
        ],
    },
    Mistake {
        name: "splits rows, not groups",
        advice: "The model hears a voice in training and meets the same voice in the test. What would it have to do on the first call of a new customer?",
        attempts: &[Contract { group_k_fold: |groups, k| k_fold(&ascending(groups.len()), k), ..SOLUTION }],
    },
    Mistake {
        name: "sorts the rows by group and cuts at equal sizes",
        advice: "Most groups stay whole, but look at the places where you cut. What becomes of a group that lies across one of them?",
        attempts: &[Contract { group_k_fold: cuts_through_groups, ..SOLUTION }],
    },
    Mistake {
        name: "does not place the largest group first",
        advice: "When the largest group comes last, nothing is left to balance it. Which group is the hardest to place, and when should it be its turn?",
        attempts: &[placed!(numbers), placed!(by_appearance), placed!(smallest_first), placed!(highest_number_first)],
    },
    Mistake {
        name: "gives every fold the same number of groups, however large they are",
        advice: "One group has 300 rows, another has 3. Count the rows that each of your folds tests: what does the task want to be even?",
        attempts: &[
            dealt_groups!(largest_first, |place, _, k| place % k),
            dealt_groups!(numbers, |place, _, k| place % k),
            dealt_groups!(by_appearance, |place, _, k| place % k),
            dealt_groups!(numbers, |place, n, k| place * k / n),
        ],
    },
    Mistake {
        name: "gives a tie to the last of equally light folds",
        advice: "Two folds have the same number of rows, and your code takes one of them. Which of the two does the task take?",
        attempts: &[with!(group_k_fold: |groups, k| {
            group_k_fold(groups, k)?;
            Ok(into_folds(groups, k, largest_first, |rows_in| {
                (0..rows_in.len()).rev().min_by_key(|fold| rows_in[*fold])
            }))
        })],
    },
    Mistake {
        name: "does not look whether there are enough groups",
        advice: "Share out two groups among three folds, each group as a whole. What does the third fold test, and what should be said instead?",
        attempts: &[with!(group_k_fold: |groups, k| group_if(true, groups, k))],
    },
    Mistake {
        name: "counts something else than the groups to see whether there are enough",
        advice: "Two customers with eight orders, numbered 1 and 6: how many groups are there? What does your code count?",
        attempts: &[
            with!(group_k_fold: |groups, k| group_if(groups.len() >= k, groups, k)),
            with!(group_k_fold: |groups, k| group_if(groups.iter().max().map_or(0, |most| most + 1) >= k, groups, k)),
            with!(group_k_fold: |groups, k| group_if(runs(groups) >= k, groups, k)),
        ],
    },
    Mistake {
        name: "reads the numbers in the order in which they lie in memory",
        advice: "A column that is taken out of a table, or read from its end, does not lie in memory row by row. How do you get at the value of row i?",
        attempts: &[
            with!(stratified_k_fold: |classes, order, k| stratified_k_fold(in_memory(&classes), order, k)),
            with!(group_k_fold: |groups, k| group_k_fold(in_memory(&groups), k)),
            with!(time_series_split: |times, k| time_series_split(in_memory(&times), k)),
        ],
    },
    Mistake {
        name: "puts group number g into fold g % k",
        advice: "The numbers of the groups may all be even, or multiples of ten. What would the folds look like then?",
        attempts: &[Contract {
            group_k_fold: |groups, k| {
                group_k_fold(groups, k)?;
                Ok(from_assignment(&groups.iter().map(|group| group % k).collect::<Vec<_>>(), k))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "shuffles the rows before it cuts them by time",
        advice: "On the day when the model is used, tomorrow is not in the table yet. Which rows may it have learned from?",
        attempts: &[Contract { time_series_split: shuffled_time, ..SOLUTION }],
    },
    Mistake {
        name: "trains on what comes after the test rows, too",
        advice: "All other rows are too many here. When a test row happened, which of them had not happened yet?",
        attempts: &[Contract {
            time_series_split: |times, k| {
                let folds = time_series_split(times, k)?;
                let rest = |fold: &Fold| (0..times.len()).filter(|row| !fold.test.contains(row)).collect();
                Ok(folds.into_iter().map(|fold| Fold { train: rest(&fold), ..fold }).collect())
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the order of the file for the order of time",
        advice: "Tables put together from several sources are seldom sorted. Which argument knows what came first?",
        attempts: &[Contract {
            time_series_split: |times, k| {
                time_series_split(times, k)?;
                Ok(newest_blocks(&ascending(times.len()), k))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "shortens the times before it sorts them",
        advice: "Quarter past and half past can become the same time, and their rows stay as they stood. What compares two f64 without losing anything?",
        attempts: &[
            by_time!(|times| sorted_by(times, |time| time as i64 as f64)),
            by_time!(|times| sorted_by(times, |time| f64::from(time as f32))),
            by_time!(|times| sorted_by(times, |time| (time * 10.0) as i64 as f64)),
            by_time!(|times| sorted_by(times, |time| (time * 1000.0) as i64 as f64)),
            by_time!(|times| sorted_by(times, |time| (time * 1e6) as i64 as f64)),
            by_time!(|times| sorted_by(times, f64::round)),
            by_time!(|times| sorted_by(times, f64::floor)),
        ],
    },
    Mistake {
        name: "sorts the times without their sign",
        advice: "Three days before zero and three days after it are six days apart. What becomes of the minus in your code?",
        attempts: &[
            by_time!(|times| sorted_by(times, f64::abs)),
            by_time!(|times| sorted_by(times, |time| time * time)),
            by_time!(|times| sorted_by(times, |time| time.max(0.0))),
        ],
    },
    Mistake {
        name: "sorts the times by their bits",
        advice: "The bits of a float rise with the number only above zero. Where do times below zero end up?",
        attempts: &[by_time!(sorted_by_bits)],
    },
    Mistake {
        name: "takes the newest row for the earliest",
        advice: "Sorted your way, what stands at the beginning of the list is tested last. Is it the past or the future?",
        attempts: &[by_time!(|times| sorted_by(times, |time| -time))],
    },
    Mistake {
        name: "leaves the newest rows untested",
        advice: "The rows closest to today are the ones that say most about tomorrow. At which end of time may some rows be left over?",
        attempts: &[Contract { time_series_split: newest_left_over, ..SOLUTION }],
    },
    Mistake {
        name: "shares out all rows by time among the test blocks",
        advice: "Fold 0 tests the earliest block and learns from what came before it. With 8 rows and 4 folds, what has yours to learn from?",
        attempts: &[Contract {
            time_series_split: |times, k| {
                time_series_split(times, k)?;
                Ok(newest_blocks_of(&earliest_first(times), k, times.len() / k))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "tests the newest block first",
        advice: "The folds are the right ones, but look at their numbers. Which fold does the task let test the earliest of the blocks?",
        attempts: &[with!(time_series_split: |times, k| {
            time_series_split(times, k).map(|folds| folds.into_iter().rev().collect())
        })],
    },
    Mistake {
        name: "tests all rows that come after the training rows",
        advice: "Most rows of yours are tested several times, the newest in every fold. Where does a test block of the task end?",
        attempts: &[with!(time_series_split: tests_to_the_end)],
    },
    Mistake {
        name: "rounds the size of the test blocks by time up",
        advice: "Eleven rows and three folds: work out n / (k + 1) by hand. Which way does the task round what is left over?",
        attempts: &[
            with!(time_series_split: |times, k| {
                time_series_split(times, k)?;
                Ok(newest_blocks_of(&earliest_first(times), k, times.len().div_ceil(k + 1)))
            }),
            with!(time_series_split: |times, k| {
                time_series_split(times, k)?;
                let size = times.len().div_ceil(k + 1).min((times.len() - 1) / k);
                Ok(newest_blocks_of(&earliest_first(times), k, size))
            }),
        ],
    },
    Mistake {
        name: "leaves the oldest rows out of training",
        advice: "A few rows fit into no block, and they happened before all others. What speaks against learning from them?",
        attempts: &[with!(time_series_split: without_the_oldest)],
    },
    Mistake {
        name: "trains on the block just before the test rows alone",
        advice: "The third fold has two test blocks behind it. How much of the past does the task let it learn from?",
        attempts: &[
            with!(time_series_split: |times, k| window(times, k, |folds| folds[0].test.len())),
            with!(time_series_split: |times, k| window(times, k, |folds| folds[0].train.len())),
        ],
    },
];
