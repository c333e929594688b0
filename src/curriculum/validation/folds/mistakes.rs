//! What goes wrong, as running code, and what to say about it.

use std::collections::BTreeSet;

use ndarray::ArrayView1;

use super::solution::{group_k_fold, k_fold, stratified_k_fold, time_series_split};
use super::{Contract, Fold, FoldError, Folds, SOLUTION};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "never tests the rows that are left over",
        advice: "Ten rows in three folds of three: one row is left. In which fold is it tested?",
        attempts: &[Contract { k_fold: |order, k| in_blocks(order, k, |n, k| vec![n / k; k]), ..SOLUTION }],
    },
    Mistake {
        name: "gives all rows that are left over to the last fold",
        advice: "With 11 rows and 4 folds the last fold would be more than twice as large as the others. How does the task share out what is left over?",
        attempts: &[Contract { k_fold: |order, k| in_blocks(order, k, last_takes_the_rest), ..SOLUTION }],
    },
    Mistake {
        name: "cuts the file into blocks, not the order",
        advice: "In a sorted file every fold would test one kind of row. Which argument says in what order the rows are to be cut?",
        attempts: &[Contract { k_fold: |order, k| k_fold(&ascending(order.len()), k), ..SOLUTION }],
    },
    Mistake {
        name: "also trains on the rows that it tests",
        advice: "A model that has seen the answers is tested on its memory. Which rows belong to train when those of test are known?",
        attempts: &[Contract {
            k_fold: |order, k| trains_on_all(k_fold(order, k)),
            stratified_k_fold: |classes, order, k| trains_on_all(stratified_k_fold(classes, order, k)),
            group_k_fold: |groups, k| trains_on_all(group_k_fold(groups, k)),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes any number of folds",
        advice: "With a single fold every row is tested and none is left to train on. What is the smallest and what is the largest k that makes sense here?",
        attempts: &[Contract {
            k_fold: |order, k| Ok(blocks_or_nothing(order, k)),
            stratified_k_fold: |classes, order, k| Ok(dealt(&by_class(classes, order), k)),
            group_k_fold: |groups, k| Ok(lightest_first(groups, k, true)),
            time_series_split: |times, k| Ok(newest_blocks(&earliest_first(times), k)),
        }],
    },
    Mistake {
        name: "takes more folds than there are rows",
        advice: "Give out four rows to five folds. What does the last fold test, and what should be said instead?",
        attempts: &[Contract {
            k_fold: |order, k| match k_fold(order, k) {
                Err(FoldError::TooFewRows) => Ok(blocks_or_nothing(order, k)),
                result => result,
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "does not look at the classes",
        advice: "Chance alone can put most of a rare class into one fold. Count the rows of each class, fold by fold: what does the task ask for?",
        attempts: &[Contract { stratified_k_fold: |_, order, k| k_fold(order, k), ..SOLUTION }],
    },
    Mistake {
        name: "spreads one class only",
        advice: "With two classes the other one comes out nearly right by itself. Try three: who takes care of the second and the third?",
        attempts: &[Contract { stratified_k_fold: largest_label_only, ..SOLUTION }],
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
        attempts: &[Contract {
            stratified_k_fold: |classes, _, k| stratified_k_fold(classes, &ascending(classes.len()), k),
            ..SOLUTION
        }],
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
        name: "places the groups in the order of their numbers",
        advice: "When the largest group comes last, nothing is left to balance it. Which group is the hardest to place, and when should it be its turn?",
        attempts: &[Contract {
            group_k_fold: |groups, k| {
                group_k_fold(groups, k)?;
                Ok(lightest_first(groups, k, false))
            },
            ..SOLUTION
        }],
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
        name: "makes whole numbers of the times to sort them",
        advice: "Quarter past and half past become the same hour, and their rows stay as they stood. What compares two f64 without losing anything?",
        attempts: &[Contract {
            time_series_split: |times, k| {
                time_series_split(times, k)?;
                let mut rows = ascending(times.len());
                rows.sort_by_key(|row| times[*row] as i64);
                Ok(newest_blocks(&rows, k))
            },
            ..SOLUTION
        }],
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
        name: "trains on the block just before the test rows alone",
        advice: "The third fold has two test blocks behind it. How much of the past does the task let it learn from?",
        attempts: &[Contract {
            time_series_split: |times, k| {
                let mut folds = time_series_split(times, k)?;
                let size = folds[0].test.len();
                folds.iter_mut().for_each(|fold| fold.train = fold.train.split_off(fold.train.len() - size));
                Ok(folds)
            },
            ..SOLUTION
        }],
    },
];

fn ascending(n_samples: usize) -> Vec<usize> {
    (0..n_samples).collect()
}

fn trains_on_all(folds: Folds) -> Folds {
    let both = |fold: Fold| Fold { train: [&fold.train[..], &fold.test].concat(), ..fold };
    Ok(folds?.into_iter().map(both).collect())
}

fn from_assignment(tested_in: &[usize], k: usize) -> Vec<Fold> {
    let fold = |number: usize| {
        let (test, train) = (0..tested_in.len()).partition(|row| tested_in[*row] == number);
        Fold { train, test }
    };
    (0..k).map(fold).collect()
}

/// Blocks of these sizes; a row that is in none of them is tested in a fold that does not exist.
fn in_blocks(order: &[usize], k: usize, sizes: fn(usize, usize) -> Vec<usize>) -> Folds {
    k_fold(order, k)?;
    let mut tested_in = vec![k; order.len()];
    let mut start = 0;
    for (fold, size) in sizes(order.len(), k).into_iter().enumerate() {
        order[start..start + size].iter().for_each(|row| tested_in[*row] = fold);
        start += size;
    }
    Ok(from_assignment(&tested_in, k))
}

fn last_takes_the_rest(n_samples: usize, k: usize) -> Vec<usize> {
    let mut sizes = vec![n_samples / k; k];
    sizes[k - 1] += n_samples % k;
    sizes
}

/// k-fold without a look at k: one fold tests everything, and some of too many folds test nothing.
fn blocks_or_nothing(order: &[usize], k: usize) -> Vec<Fold> {
    if k < 1 {
        return Vec::new();
    }
    let ends: Vec<usize> = (0..=k).map(|fold| fold * (order.len() / k) + fold.min(order.len() % k)).collect();
    let mut tested_in = vec![0; order.len()];
    for fold in 0..k {
        order[ends[fold]..ends[fold + 1]].iter().for_each(|row| tested_in[*row] = fold);
    }
    from_assignment(&tested_in, k)
}

fn by_class(classes: ArrayView1<usize>, order: &[usize]) -> Vec<usize> {
    let mut sorted = order.to_vec();
    sorted.sort_by_key(|row| classes[*row]);
    sorted
}

/// Like cards: one row for each fold, and round again.
fn dealt(rows: &[usize], k: usize) -> Vec<Fold> {
    let mut tested_in = vec![0; rows.len()];
    rows.iter().enumerate().for_each(|(place, row)| tested_in[*row] = place % k);
    from_assignment(&tested_in, k)
}

fn largest_label_only(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds {
    stratified_k_fold(classes, order, k)?;
    let largest = classes.iter().max().copied().unwrap_or(0);
    let (chosen, rest): (Vec<usize>, Vec<usize>) = order.iter().partition(|row| classes[**row] == largest);
    let mut tested_in = vec![0; order.len()];
    chosen.iter().enumerate().for_each(|(place, row)| tested_in[*row] = place % k);
    let others = |place: usize| k - 1 - place * k / rest.len().max(1);
    rest.iter().enumerate().for_each(|(place, row)| tested_in[*row] = others(place));
    Ok(from_assignment(&tested_in, k))
}

fn restarts(classes: ArrayView1<usize>, order: &[usize], k: usize) -> Folds {
    stratified_k_fold(classes, order, k)?;
    let mut tested_in = vec![0; order.len()];
    for class in classes.iter().collect::<BTreeSet<_>>() {
        let members = order.iter().filter(|row| classes[**row] == *class);
        members.enumerate().for_each(|(place, row)| tested_in[*row] = place % k);
    }
    Ok(from_assignment(&tested_in, k))
}

/// Every group into the fold with the fewest rows so far, the largest or the lowest group first.
fn lightest_first(groups: ArrayView1<usize>, k: usize, largest_first: bool) -> Vec<Fold> {
    let size = |group: &usize| groups.iter().filter(|other| *other == group).count();
    let mut waiting: Vec<(usize, usize)> =
        groups.iter().copied().collect::<BTreeSet<_>>().into_iter().map(|group| (group, size(&group))).collect();
    if largest_first {
        waiting.sort_by_key(|(_, size)| usize::MAX - size);
    }
    let mut rows_in = vec![0; k];
    let mut tested_in = vec![0; groups.len()];
    for (group, size) in waiting {
        let Some(lightest) = (0..k).min_by_key(|fold| rows_in[*fold]) else { break };
        rows_in[lightest] += size;
        (0..groups.len()).filter(|row| groups[*row] == group).for_each(|row| tested_in[row] = lightest);
    }
    from_assignment(&tested_in, k)
}

fn cuts_through_groups(groups: ArrayView1<usize>, k: usize) -> Folds {
    group_k_fold(groups, k)?;
    k_fold(&by_class(groups, &ascending(groups.len())), k)
}

fn earliest_first(times: ArrayView1<f64>) -> Vec<usize> {
    let mut rows = ascending(times.len());
    rows.sort_by(|a, b| times[*a].total_cmp(&times[*b]));
    rows
}

/// The newest `k` blocks of these rows, each with all rows before it.
fn newest_blocks(rows: &[usize], k: usize) -> Vec<Fold> {
    newest_blocks_of(rows, k, rows.len() / (k + 1))
}

fn newest_blocks_of(rows: &[usize], k: usize, size: usize) -> Vec<Fold> {
    let fold = |number: usize| {
        let start = rows.len() - (k - number) * size;
        Fold { train: rows[..start].to_vec(), test: rows[start..start + size].to_vec() }
    };
    (0..k).map(fold).collect()
}

fn newest_left_over(times: ArrayView1<f64>, k: usize) -> Folds {
    time_series_split(times, k)?;
    let rows = earliest_first(times);
    Ok(newest_blocks(&rows[..rows.len() / (k + 1) * (k + 1)], k))
}

fn shuffled_time(times: ArrayView1<f64>, k: usize) -> Folds {
    time_series_split(times, k)?;
    let mut rows = earliest_first(times);
    let mut state = 42_usize;
    for last in (1..rows.len()).rev() {
        state = (state * 1103 + 12345) % 65_536;
        rows.swap(last, state / 7 % (last + 1));
    }
    Ok(newest_blocks(&rows, k))
}
