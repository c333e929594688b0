use mlings::random_forest::{NothingOutOfBag, Settings, Tree};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn out_of_bag_rows(n_samples: usize, bag: &[usize]) -> Vec<usize> {
    let mut sorted = bag.to_vec();
    sorted.sort_unstable();
    let mut out = Vec::new();
    let mut at = 0;
    for row in 0..n_samples {
        let mut seen = false;
        while at < sorted.len() && sorted[at] == row {
            seen = true;
            at += 1;
        }
        if !seen {
            out.push(row);
        }
    }
    out
}

pub fn fit(
    records: ArrayView2<f64>,
    targets: ArrayView1<f64>,
    bags: &[Vec<usize>],
    settings: &Settings,
    shuffle: &mut dyn FnMut() -> Vec<usize>,
) -> Vec<Tree> {
    let mut forest = Vec::new();
    for b in 0..bags.len() {
        let bag = &bags[b];
        let mut x = Array2::<f64>::zeros((bag.len(), records.ncols()));
        let mut y = Array1::<f64>::zeros(bag.len());
        for i in 0..bag.len() {
            for j in 0..records.ncols() {
                x[[i, j]] = records[[bag[i], j]];
            }
            y[i] = targets[bag[i]];
        }
        let mut candidates = || {
            let all = shuffle();
            all[..settings.max_features].to_vec()
        };
        forest.push(Tree::fit(x.view(), y.view(), &settings.limits, &mut candidates));
    }
    forest
}

pub fn predict(forest: &[Tree], records: ArrayView2<f64>) -> Array1<f64> {
    // a running mean: no sum that could overflow
    let mut mean = Array1::<f64>::zeros(records.nrows());
    for b in 0..forest.len() {
        let answers = forest[b].predict(records);
        for i in 0..records.nrows() {
            mean[i] += (answers[i] - mean[i]) / (b + 1) as f64;
        }
    }
    mean
}

pub fn out_of_bag_predictions(forest: &[Tree], records: ArrayView2<f64>, bags: &[Vec<usize>]) -> Array1<f64> {
    let n = records.nrows();
    let mut answers = Vec::new();
    for tree in forest {
        answers.push(tree.predict(records));
    }
    let mut result = Array1::<f64>::from_elem(n, f64::NAN);
    for i in 0..n {
        let mut sum = 0.0;
        let mut count = 0;
        for b in 0..forest.len() {
            if !bags[b].contains(&i) {
                sum += answers[b][i];
                count += 1;
            }
        }
        if count > 0 {
            result[i] = sum / count as f64;
        }
    }
    result
}

pub fn out_of_bag_error(predictions: ArrayView1<f64>, targets: ArrayView1<f64>) -> Result<f64, NothingOutOfBag> {
    let mut sum = 0.0;
    let mut m = 0;
    for i in 0..predictions.len() {
        if predictions[i].is_nan() {
            continue;
        }
        let d = predictions[i] - targets[i];
        sum += d * d;
        m += 1;
    }
    if m == 0 { Err(NothingOutOfBag) } else { Ok(sum / m as f64) }
}

mlings::grade!(random_forest { out_of_bag_rows, fit, predict, out_of_bag_predictions, out_of_bag_error });
