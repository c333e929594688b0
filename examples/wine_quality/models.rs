//! Three families of models that forecast grades: guessing, linear models and neighbours.

use std::error::Error;

use linfa_nn::distance::L2Dist;
use linfa_nn::{CommonNearestNeighbour, NearestNeighbour};
use mlings_classification_grader::{nearest_neighbours, softmax_regression};
use mlings_regression_grader::ridge_lasso;
use mlings_validation_grader::baselines;
use ndarray::{Array1, Array2, ArrayView1, Axis};

use crate::validation::{GRADES, Wines};

/// The settings to choose from: what coefficients cost, how many more steps are taken downhill, how many are asked.
const ALPHAS: [f64; 3] = [1.0, 30.0, 300.0];
const EPOCHS: [usize; 3] = [5, 15, 40];
const K: [usize; 4] = [1, 10, 40, 100];

/// Forecasts for the same wines as a number and as a class.
pub type Answer = [Array1<f64>; 2];

/// Learns from wines and forecasts others, with one setting after the other. The records are scaled.
pub type Family = fn(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>>;
pub const FAMILIES: [(&str, Family); 3] = [("guess", guess), ("linear", linear), ("neighbours", neighbours)];

/// The mean grade of all, and the most frequent one.
fn guess(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>> {
    let (guesses, unknown) = (baselines::EXERCISE.functions, Array1::zeros(unseen.nrows()));
    let number = (guesses.mean)(train.grades.view(), unknown.view())?.predictions;
    let class = (guesses.majority)(train.grades.view(), unknown.view())?.predictions;
    Ok(vec![[number, class]])
}

/// Ridge, and softmax regression.
fn linear(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>> {
    let (ridge, softmax) = (ridge_lasso::EXERCISE.functions.ridge, softmax_regression::EXERCISE.functions);
    let coefficients = Array2::zeros((unseen.ncols(), GRADES.len()));
    let mut model = softmax_regression::SoftmaxModel { intercepts: Array1::zeros(GRADES.len()), coefficients };
    let mut answers = Vec::new();
    for (alpha, more_epochs) in ALPHAS.into_iter().zip(EPOCHS) {
        let line = ridge(train.records.view(), train.grades.view(), alpha)?;
        model = (softmax.fit)(&model, train.records.view(), train.classes().view(), 1.0, more_epochs);
        let likeliest = |chances: ArrayView1<f64>| {
            let class = (0..GRADES.len()).max_by(|one, other| chances[*one].total_cmp(&chances[*other]));
            GRADES[class.unwrap_or(0)] as f64
        };
        let chances = (softmax.predict_probabilities)(&model, unseen.view());
        let number = unseen.dot(&line.coefficients) + line.intercept;
        answers.push([number, chances.rows().into_iter().map(likeliest).collect()]);
    }
    Ok(answers)
}

/// The mean grade of the wines that are most alike, and the grade that most of them have.
pub fn neighbours(train: &Wines, unseen: &Array2<f64>) -> Result<Vec<Answer>, Box<dyn Error>> {
    let index = CommonNearestNeighbour::KdTree.from_batch(&train.records, L2Dist)?;
    let vote = nearest_neighbours::EXERCISE.functions.vote;
    let mut answers = vec![[Array1::zeros(unseen.nrows()), Array1::zeros(unseen.nrows())]; K.len()];
    for (row, wine) in unseen.rows().into_iter().enumerate() {
        let nearest = index.k_nearest(wine, K[K.len() - 1])?;
        let grades: Array1<f64> = nearest.into_iter().map(|(_, row)| train.grades[row]).collect();
        for (k, [number, class]) in K.into_iter().zip(&mut answers) {
            let (asked, _) = grades.view().split_at(Axis(0), k);
            number[row] = asked.sum() / k as f64;
            class[row] = vote(asked.mapv(|grade| grade as usize).view()) as f64;
        }
    }
    Ok(answers)
}
