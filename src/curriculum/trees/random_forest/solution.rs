//! A random forest (Breiman 2001): trees that differ because each saw other rows and every split other columns.

use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

use mlings::random_forest::{NothingOutOfBag, Settings, Tree};

/// The rows that are not in a bag: what its tree has not seen.
///
/// - `n_samples`: how many rows there are, 0 to `n_samples - 1`
/// - `bag`: rows, in any order, some of them several times; it may be empty
///
/// Returns every row that does not occur in `bag`, once and in ascending order.
pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    let mut seen = vec![false; n_samples];
    for row in bag {
        seen[*row] = true;
    }
    (0..n_samples).filter(|row| !seen[*row]).collect()
}

/// One tree for every bag.
///
/// - `records`: `n_samples` x `n_features`
/// - `targets`: `n_samples`
/// - `bags`: for every tree the rows that it learns from; a row that stands there twice counts twice
/// - `settings`: `max_features`, and the `limits` to grow within
/// - `shuffle`: returns all columns, `0..n_features`, in a new random order at every call
///
/// Every tree is grown by `Tree::fit` within `settings.limits`. Whenever it asks for the columns of a split, it gets
/// the first `max_features` of a new shuffle.
///
/// Returns the trees, grown one after the other in the order of the bags.
pub fn fit(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let mut candidates = || shuffle().into_iter().take(settings.max_features).collect();
    let grow = |bag: &Vec<usize>| {
        let (records, targets) = (records.select(Axis(0), bag), targets.select(Axis(0), bag));
        Tree::fit(records.view(), targets.view(), &settings.limits, &mut candidates)
    };
    bags.iter().map(grow).collect()
}

/// The mean of the trees' predictions.
///
/// - `forest`: at least one tree
/// - `records`: `n_samples` x `n_features`
///
/// Returns one number for every row, `n_samples`.
pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let mut sum = Array1::zeros(records.nrows());
    for tree in forest {
        sum += &tree.predict(records);
    }
    sum / forest.len() as f64
}

/// What the forest predicts for the rows that it was grown on, each row by the trees that have not seen it.
///
/// - `records`: the table that was given to `fit`, `n_samples` x `n_features`
/// - `bags`: the bags that were given to `fit`, one for every tree
///
/// Returns for every row the mean over the trees whose bag it is not in, `n_samples`; NaN for a row that is in every
/// bag.
pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let n_samples = records.nrows();
    let (mut sum, mut n_trees) = (Array1::<f64>::zeros(n_samples), Array1::<f64>::zeros(n_samples));
    for (tree, bag) in forest.iter().zip(bags) {
        let unseen = out_of_bag_rows(n_samples, bag);
        let predictions = tree.predict(records.select(Axis(0), &unseen).view());
        for (row, prediction) in unseen.into_iter().zip(predictions) {
            sum[row] += prediction;
            n_trees[row] += 1.0;
        }
    }
    // A row that every tree has seen is 0 / 0, which is NaN.
    sum / n_trees
}

/// How far the out-of-bag predictions are from the targets: the mean of the squared differences, over the rows that
/// have a prediction; one is enough, and 0 is one.
///
/// - `predictions`: `n_samples`, NaN where there is none
/// - `targets`: `n_samples`
///
/// Returns the error in the squared unit of the targets.
///
/// # Errors
/// `NothingOutOfBag` when every prediction is NaN.
pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let errors = &predictions - &targets;
    let squares: Array1<f64> = errors.into_iter().filter(|error| !error.is_nan()).map(|error| error * error).collect();
    squares.mean().ok_or(NothingOutOfBag)
}
