//! what is wrong: The error is NothingOutOfBag as soon as fewer than two rows have a prediction, not only where none has.
use mlings::random_forest::{NothingOutOfBag, Settings, Tree};
use ndarray::{Array1, ArrayView1, ArrayView2, Axis};

pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    let mut drawn = vec![false; n_samples];
    bag.iter().for_each(|&row| drawn[row] = true);
    (0..n_samples).filter(|&row| !drawn[row]).collect()
}

pub fn fit(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    bags.iter()
        .map(|bag| {
            let x = records.select(Axis(0), bag);
            let y = targets.select(Axis(0), bag);
            Tree::fit(x.view(), y.view(), &settings.limits, &mut || {
                let mut columns = shuffle();
                columns.truncate(settings.max_features);
                columns
            })
        })
        .collect()
}

pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    let mut sum = Array1::<f64>::zeros(records.nrows());
    for tree in forest {
        sum += &tree.predict(records);
    }
    sum / forest.len() as f64
}

pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let n = records.nrows();
    let mut sum = Array1::<f64>::zeros(n);
    let mut count = Array1::<f64>::zeros(n);
    for (tree, bag) in forest.iter().zip(bags) {
        let answers = tree.predict(records);
        for row in out_of_bag_rows(n, bag) {
            sum[row] += answers[row];
            count[row] += 1.0;
        }
    }
    sum / count
}

pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let squares: Vec<f64> = predictions
        .iter()
        .zip(targets)
        .filter(|(p, _)| !p.is_nan())
        .map(|(p, y)| (p - y).powi(2))
        .collect();
    if squares.len() < 2 {
        return Err(NothingOutOfBag);
    }
    Ok(squares.iter().sum::<f64>() / squares.len() as f64)
}

mlings::grade!(random_forest { out_of_bag_rows, fit, predict, out_of_bag_predictions, out_of_bag_error });
