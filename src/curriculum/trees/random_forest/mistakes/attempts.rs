//! The parts that go wrong.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use super::super::solution::out_of_bag_rows;
use super::super::{Limits, NothingOutOfBag, Settings, Tree};

pub(super) fn taken(mut columns: Vec<usize>, max_features: usize) -> Vec<usize> {
    columns.truncate(max_features);
    columns
}

pub(super) fn grown(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    rows: &[usize],
    settings: &Settings,
    candidates: &mut dyn FnMut() -> Vec<usize>,
) -> Tree {
    let (records, targets) = (records.select(Axis(0), rows), targets.select(Axis(0), rows));
    Tree::fit(records.view(), targets.view(), &settings.limits, candidates)
}

pub(super) fn targets_from_the_top(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let mut candidates = || taken(shuffle(), settings.max_features);
    let grow = |bag: &Vec<usize>| {
        let top = targets.select(Axis(0), &(0..bag.len()).map(|row| row % targets.len()).collect::<Vec<_>>());
        Tree::fit(records.select(Axis(0), bag).view(), top.view(), &settings.limits, &mut candidates)
    };
    bags.iter().map(grow).collect()
}

pub(super) fn shuffles_per_tree(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let mut grow = |bag: &Vec<usize>| {
        let columns = taken(shuffle(), settings.max_features);
        grown(records, targets, bag, settings, &mut || columns.clone())
    };
    bags.iter().map(&mut grow).collect()
}

pub(super) fn shuffles_once(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let columns = taken(shuffle(), settings.max_features);
    bags.iter().map(|bag| grown(records, targets, bag, settings, &mut || columns.clone())).collect()
}

pub(super) fn sum(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    forest.iter().fold(Array1::zeros(records.nrows()), |sum, tree| sum + tree.predict(records))
}

pub(super) fn last_tree(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    forest.last().map_or(Array1::zeros(0), |tree| tree.predict(records))
}

/// The whole number that most trees are nearest to; of equally many the smallest.
pub(super) fn rounded(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let votes: Vec<Array1<f64>> = forest.iter().map(|tree| tree.predict(records).mapv(f64::round)).collect();
    let winner = |row: usize| {
        let mut ballots: Vec<f64> = votes.iter().map(|votes| votes[row]).collect();
        ballots.sort_by(f64::total_cmp);
        let count = |vote: &f64| ballots.iter().filter(|ballot| *ballot == vote).count();
        ballots.iter().rev().max_by_key(|vote| count(vote)).copied().unwrap_or(f64::NAN)
    };
    (0..records.nrows()).map(winner).collect()
}

/// What the trees say about the rows that `rows` picks for each, made one number by `end`: of the sums, how many trees
/// were added, and the answer of the last.
pub(super) fn averaged(
    forest: &[Tree],
    records: ArrayView2<f64>,
    bags: &[Vec<usize>],
    rows: fn(usize, &[usize]) -> Vec<usize>,
    end: impl Fn(f64, f64, f64) -> f64,
) -> Array1<f64> {
    let n_samples = records.nrows();
    let mut state = vec![(0.0, 0.0, f64::NAN); n_samples];
    for (tree, bag) in forest.iter().zip(bags) {
        let predictions = tree.predict(records);
        for row in rows(n_samples, bag).into_iter().filter(|row| *row < n_samples) {
            let (sum, n_trees, _) = state[row];
            state[row] = (sum + predictions[row], n_trees + 1.0, predictions[row]);
        }
    }
    state.into_iter().map(|(sum, n_trees, last)| end(sum, n_trees, last)).collect()
}

pub(super) fn by_the_seen(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    averaged(forest, records, bags, rows_inside, |sum, n_trees, _| sum / n_trees)
}

pub(super) fn divides_by_all(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    averaged(forest, records, bags, out_of_bag_rows, |sum, _, _| sum / forest.len() as f64)
}

pub(super) fn last_unseen(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    averaged(forest, records, bags, out_of_bag_rows, |_, _, last| last)
}

pub(super) fn zero_where_none(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    averaged(forest, records, bags, out_of_bag_rows, |sum, n_trees, _| sum / n_trees.max(1.0))
}

pub(super) fn rows_inside(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    (0..n_samples).filter(|row| bag.contains(row)).collect()
}

pub(super) fn as_many_as_the_bag(_: usize, bag: &[usize]) -> Vec<usize> {
    out_of_bag_rows(bag.len().max(bag.iter().max().map_or(0, |row| row + 1)), bag)
        .into_iter()
        .filter(|row| *row < bag.len())
        .collect()
}

pub(super) fn rows_outside(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    (0..n_samples).filter(|row| !bag.contains(row)).collect()
}

/// Asks for the rows outside of a bag among as many as the bag has. The panic is the mistake.
pub(super) fn asked(
    forest: &[Tree],
    records: ArrayView2<f64>,
    bags: &[Vec<usize>],
    rows: fn(usize, &[usize]) -> Vec<usize>,
) -> Array1<f64> {
    let (mut sum, mut n_trees) = (Array1::<f64>::zeros(records.nrows()), Array1::<f64>::zeros(records.nrows()));
    for (tree, bag) in forest.iter().zip(bags) {
        let answers = tree.predict(records);
        for row in rows(bag.len(), bag) {
            sum[row] += answers[row];
            n_trees[row] += 1.0;
        }
    }
    sum / n_trees
}

pub(super) fn out_of_step(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let (mut sum, mut n_trees) = (Array1::<f64>::zeros(records.nrows()), Array1::<f64>::zeros(records.nrows()));
    for (tree, bag) in forest.iter().zip(bags) {
        for (row, answer) in out_of_bag_rows(records.nrows(), bag).into_iter().zip(tree.predict(records)) {
            sum[row] += answer;
            n_trees[row] += 1.0;
        }
    }
    sum / n_trees
}

pub(super) fn up_to_the_largest(_: usize, bag: &[usize]) -> Vec<usize> {
    out_of_bag_rows(bag.iter().max().map_or(0, |row| row + 1), bag)
}

pub(super) fn known_errors(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    (&predictions - &targets).into_iter().filter(|error| !error.is_nan()).collect()
}

pub(super) fn mean(values: Array1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

pub(super) fn divides_by_all_rows(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
) -> Result<f64, NothingOutOfBag> {
    let errors = known_errors(predictions, targets);
    let error = errors.mapv(|error| error * error).sum() / targets.len() as f64;
    if errors.is_empty() { Err(NothingOutOfBag) } else { Ok(error) }
}

pub(super) fn with_nan(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let error = mean((&predictions - &targets).mapv(|error| error * error));
    if predictions.iter().all(|prediction| prediction.is_nan()) { Err(NothingOutOfBag) } else { Ok(error) }
}

pub(super) fn zero_of_none(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let errors = known_errors(predictions, targets);
    let n = errors.len().max(1) as f64;
    Ok(errors.mapv(|error| error * error).sum() / n)
}

/// Right only where a bag is sorted.
pub(super) fn by_binary_search(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    (0..n_samples).filter(|row| bag.binary_search(row).is_err()).collect()
}

/// Walks through rows and bag side by side, as if the bag were sorted.
pub(super) fn side_by_side(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    let mut at = 0;
    let mut is_outside = |row: &usize| {
        let from = at;
        while bag.get(at) == Some(row) {
            at += 1;
        }
        from == at
    };
    (0..n_samples).filter(&mut is_outside).collect()
}

/// Every tree is added to the mean so far, and the sum halved.
pub(super) fn halved(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let mut answers = forest.iter().map(|tree| tree.predict(records));
    let first = answers.next().unwrap_or(Array1::zeros(0));
    answers.fold(first, |mean, answers| (mean + answers) / 2.0)
}

pub(super) fn in_single_precision(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let narrow = |tree: &Tree| tree.predict(records).mapv(|answer| answer as f32);
    let sum = forest.iter().map(narrow).fold(Array1::<f32>::zeros(records.nrows()), |sum, answers| sum + answers);
    (sum / forest.len() as f32).mapv(f64::from)
}

pub(super) fn in_single_precision_outside(
    forest: &[Tree],
    records: ArrayView2<f64>,
    bags: &[Vec<usize>],
) -> Array1<f64> {
    let (mut sum, mut n_trees) = (Array1::<f32>::zeros(records.nrows()), Array1::<f32>::zeros(records.nrows()));
    for (tree, bag) in forest.iter().zip(bags) {
        let answers = tree.predict(records);
        for row in out_of_bag_rows(records.nrows(), bag) {
            sum[row] += answers[row] as f32;
            n_trees[row] += 1.0;
        }
    }
    (sum / n_trees).mapv(f64::from)
}

pub(super) fn median(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let answers: Vec<Array1<f64>> = forest.iter().map(|tree| tree.predict(records)).collect();
    let middle = |row: usize| {
        let mut of_row: Vec<f64> = answers.iter().map(|answers| answers[row]).collect();
        of_row.sort_by(f64::total_cmp);
        (of_row[(of_row.len() - 1) / 2] + of_row[of_row.len() / 2]) / 2.0
    };
    (0..records.nrows()).map(middle).collect()
}

/// The mean of all trees where any has not seen the row.
pub(super) fn by_all_if_any(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let all = sum(forest, records) / forest.len() as f64;
    let known = averaged(forest, records, bags, out_of_bag_rows, |_, n_trees, _| n_trees);
    (0..records.nrows()).map(|row| if known[row] > 0.0 { all[row] } else { f64::NAN }).collect()
}

pub(super) fn by_all_if_none(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let all = sum(forest, records) / forest.len() as f64;
    let own = averaged(forest, records, bags, out_of_bag_rows, |sum, n_trees, _| sum / n_trees);
    (0..records.nrows()).map(|row| if own[row].is_nan() { all[row] } else { own[row] }).collect()
}

pub(super) fn divides_by_all_if_any(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let n_all = forest.len() as f64;
    averaged(forest, records, bags, out_of_bag_rows, |sum, n, _| if n > 0.0 { sum / n_all } else { f64::NAN })
}

pub(super) fn none_where_0(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    averaged(forest, records, bags, out_of_bag_rows, |sum, n, _| if sum == 0.0 { f64::NAN } else { sum / n })
}

/// The error over the predictions that count as such, or nothing where they are too few.
pub(super) fn error_of(
    predictions: ArrayView1<f64>,
    targets: ArrayView1<f64>,
    counts: fn(f64) -> bool,
    square: fn(f64, f64) -> f64,
    fewest: usize,
) -> Result<f64, NothingOutOfBag> {
    let known = predictions.iter().zip(targets).filter(|(prediction, _)| counts(**prediction));
    let squares: Array1<f64> = known.map(|(prediction, target)| square(*prediction, *target)).collect();
    if squares.len() < fewest { Err(NothingOutOfBag) } else { Ok(mean(squares)) }
}

pub(super) fn refuses_any(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let fewest = if predictions.iter().any(|prediction| prediction.is_nan()) { usize::MAX } else { 1 };
    error_of(predictions, targets, |prediction| !prediction.is_nan(), squared, fewest)
}

pub(super) fn refuses_0(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let error = error_of(predictions, targets, |prediction| !prediction.is_nan(), squared, 1)?;
    if error == 0.0 { Err(NothingOutOfBag) } else { Ok(error) }
}

pub(super) fn squared(prediction: f64, target: f64) -> f64 {
    (prediction - target).powi(2)
}

/// Grown by other limits than those that were asked for.
pub(super) fn limited(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
    limits: Limits,
) -> Vec<Tree> {
    let settings = Settings { limits, ..*settings };
    let mut candidates = || taken(shuffle(), settings.max_features);
    bags.iter().map(|bag| grown(records, targets, bag, &settings, &mut candidates)).collect()
}

pub(super) fn unshuffled_where_all(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let all = settings.max_features >= records.ncols();
    let mut candidates = || if all { (0..records.ncols()).collect() } else { taken(shuffle(), settings.max_features) };
    bags.iter().map(|bag| grown(records, targets, bag, settings, &mut candidates)).collect()
}
