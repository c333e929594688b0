//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{self, fit, predict};
use super::{Contract, FitError, LinearModel, SOLUTION};
use mlings_grading::Mistake;

/// A learner's file in which `predict` is wrong, and `residuals` by itself or through it; all three ways.
macro_rules! predicts {
    ($predict:expr) => {
        &[
            Contract {
                predict: $predict,
                residuals: |model, records, targets| &targets - &$predict(model, records),
                ..SOLUTION
            },
            Contract { predict: $predict, ..SOLUTION },
            Contract { residuals: |model, records, targets| &targets - &$predict(model, records), ..SOLUTION },
        ]
    };
}

/// Learners' files in which `fit` alone is wrong.
macro_rules! fits {
    ($($fit:expr),+ $(,)?) => {
        &[$(Contract { fit: $fit, ..SOLUTION }),+]
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "predicts without the intercept",
        advice: "Put zeros into every feature. What does the formula predict then, and what does your code return?",
        attempts: predicts!(without_intercept),
    },
    Mistake {
        name: "cuts predictions off at 0",
        advice: "A winter's day has -3 degrees, and an account can be overdrawn. Which numbers can an intercept plus coefficients times features be?",
        attempts: predicts!(
            |model: &LinearModel, records: ArrayView2<f64>| predict(model, records).mapv(|height| height.max(0.0))
        ),
    },
    Mistake {
        name: "reads the numbers as they lie in memory",
        advice: "A table may lie column by column, and a view may skip numbers. What does its place in memory say about a number's row and column?",
        attempts: &[
            Contract {
                predict: |model, records| predict(model, as_it_lies(records).view()),
                residuals: |model, records, targets| solution::residuals(model, as_it_lies(records).view(), targets),
                ..SOLUTION
            },
            Contract { predict: |model, records| predict(model, as_it_lies(records).view()), ..SOLUTION },
            Contract { fit: |records, targets| fit(as_it_lies(records).view(), targets), ..SOLUTION },
            Contract {
                predict: |model, records| predict(model, as_it_lies(records).view()),
                residuals: |model, records, targets| solution::residuals(model, as_it_lies(records).view(), targets),
                fit: |records, targets| fit(as_it_lies(records).view(), targets),
            },
        ],
    },
    Mistake {
        name: "calculates with f32",
        advice: "Seven digits are kept of every number. What is 16777217 in an f32, and how many digits does a squared length need?",
        attempts: &[
            Contract {
                predict: predict_short,
                residuals: |model, records, targets| &targets - &predict_short(model, records),
                ..SOLUTION
            },
            Contract { predict: predict_short, ..SOLUTION },
            Contract {
                residuals: |model, records, targets| solution::residuals(model, records, targets).mapv(short),
                ..SOLUTION
            },
            Contract { fit: |records, targets| fit(records, targets.mapv(short).view()), ..SOLUTION },
            Contract { fit: |records, targets| fit(records.mapv(short).view(), targets), ..SOLUTION },
            Contract {
                fit: |records, targets| fit(records.mapv(short).view(), targets.mapv(short).view()),
                ..SOLUTION
            },
            Contract { fit: |records, targets| fit(records, targets).map(|model| shortened(&model)), ..SOLUTION },
            Contract { fit: |records, targets| eliminated(records, targets.mapv(short).view(), relative), ..SOLUTION },
        ],
    },
    Mistake {
        name: "subtracts the target from the prediction",
        advice: "A residual says what still has to be added to the prediction. Which sign has it where the model predicts too little?",
        attempts: &[Contract { residuals: |model, records, targets| predict(model, records) - targets, ..SOLUTION }],
    },
    Mistake {
        name: "drops the sign of the residuals",
        advice: "A residual says what still has to be added to the prediction. What is added where the model predicts too much?",
        attempts: &[
            Contract {
                residuals: |model, records, targets| solution::residuals(model, records, targets).mapv(f64::abs),
                ..SOLUTION
            },
            Contract {
                residuals: |model, records, targets| solution::residuals(model, records, targets).pow2(),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "fits no intercept",
        advice: "Your best line goes through the origin. What should the model predict where every feature is 0, and is your fit free to choose that number?",
        attempts: fits![through_the_origin, |records, targets| {
            fit(records, targets)?;
            through_the_origin(records, targets)
        }],
    },
    Mistake {
        name: "takes the first number for the intercept, though its ones stood last",
        advice: "The numbers are the right ones, in the wrong places. Where did the column of ones stand, and where do you look for what belongs to it?",
        attempts: fits![first_for_last],
    },
    Mistake {
        name: "takes the last number for the intercept, though its ones stood first",
        advice: "The numbers are the right ones, in the wrong places. Where did the column of ones stand, and where do you look for what belongs to it?",
        attempts: fits![last_for_first],
    },
    Mistake {
        name: "leaves the intercept among the coefficients",
        advice: "Count what you return against the columns of the records. Which number has a place of its own in the model?",
        attempts: fits![among_the_coefficients],
    },
    Mistake {
        name: "takes the mean of the targets for the intercept",
        advice: "Centred columns have their 0 at the mean. Where do the columns that you were given have theirs, and what is the prediction there?",
        attempts: fits![mean_as_intercept],
    },
    Mistake {
        name: "leaves the coefficients in standardised units",
        advice: "You fitted to scaled columns, but predict gets columns that are not. What does your coefficient mean per unit of the feature as it was given?",
        attempts: fits![
            standardised,
            |records, targets| {
                let model = fit(records, targets)?;
                Ok(LinearModel { coefficients: model.coefficients * records.std_axis(Axis(0), 0.0), ..model })
            },
            |records, targets| {
                let model = fit(records, targets)?;
                let scaled = model.coefficients * records.std_axis(Axis(0), 0.0);
                Ok(through_the_means(records, targets, scaled))
            },
            |records, targets| {
                let model = fit(records, targets)?;
                let scaled = model.coefficients * records.std_axis(Axis(0), 1.0);
                Ok(LinearModel { intercept: mean(targets), coefficients: scaled })
            },
        ],
    },
    Mistake {
        name: "fits each feature alone",
        advice: "Heavy cars are also strong cars, so weight and power share what they explain. Does your code count the shared part twice?",
        attempts: fits![each_alone, |records, targets| {
            fit(records, targets)?;
            each_alone(records, targets)
        }],
    },
    Mistake {
        name: "divides by n in one place and by n - 1 in the other",
        advice: "On points that lie exactly on a line the slope is a little off, the less the more rows there are. What did you divide the two sums by?",
        attempts: fits![
            |records, targets| mixed_divisors(records, targets, |n| n / (n - 1.0)),
            |records, targets| mixed_divisors(records, targets, |n| (n - 1.0) / n),
            |records, targets| mixed_divisors(records, targets, |n| ((n - 1.0) / n).sqrt()),
            |records, targets| mixed_divisors(records, targets, |n| (n / (n - 1.0)).sqrt()),
        ],
    },
    Mistake {
        name: "substitutes from the first unknown on",
        advice: "After the elimination only one row has a single unknown left. Which row is that, and which one can be solved next?",
        attempts: fits![from_the_top],
    },
    Mistake {
        name: "takes the later columns' shares back from the first coefficient on",
        advice: "A coefficient gives up what it shares with later columns, times their coefficients. Which coefficient is final before you begin?",
        attempts: fits![shares_from_the_first],
    },
    Mistake {
        name: "computes a row's share anew while the row is changing",
        advice: "You subtract the same multiple of one row from the whole of another. Is it still the same multiple once the number that it was made of has become 0?",
        attempts: fits![changing_share],
    },
    Mistake {
        name: "does not look for collinear columns",
        advice: "Where many models fit equally well, rounding picks one of them or leaves NaN. Before you divide by something, how do you know that it is more than rounding?",
        attempts: fits![
            |records, targets| eliminated(records, targets, |_, _| false),
            |records, targets| of_enough_rows(records, targets, |_, _| false),
            |records, targets| orthogonalised(records, targets, |_, _| false),
        ],
    },
    Mistake {
        name: "takes what rounding leaves of a column for data",
        advice: "What is left of a collinear column should be 0, but it has gone through a few hundred roundings. How small is as good as nothing, and beside which length?",
        attempts: fits![
            |records, targets| eliminated(records, targets, |pivot, _| pivot == 0.0),
            |records, targets| of_enough_rows(records, targets, |pivot, _| pivot == 0.0),
            |records, targets| of_enough_rows(records, targets, |pivot, _| pivot <= 0.0),
            |records, targets| of_enough_rows(records, targets, |pivot, first| pivot <= 1e-16 * first),
            |records, targets| orthogonalised(records, targets, |pivot, _| pivot == 0.0),
            relative_to_centred,
            exactly_constant_alone,
        ],
    },
    Mistake {
        name: "compares what is left with a fixed limit, whatever the units",
        advice: "A coating is 0.0000002 m thick, a car weighs 3500 pounds. Can one fixed limit tell rounding from data for both?",
        attempts: fits![
            |records, targets| eliminated(records, targets, |pivot, _| pivot.abs() < 1e-10),
            |records, targets| of_enough_rows(records, targets, |pivot, _| pivot <= 1e-10),
            |records, targets| of_enough_rows(records, targets, |pivot, _| pivot <= 1e-8),
            |records, targets| of_enough_rows(records, targets, |pivot, _| pivot.abs() < 1e-12),
            |records, targets| of_enough_rows(records, targets, |pivot, _| pivot.abs() < f64::EPSILON),
            |records, targets| orthogonalised(records, targets, |pivot, _| pivot < 1e-10),
            |records, targets| orthogonalised(records, targets, |pivot, _| pivot < 1e-12),
            |records, targets| of_enough_rows(records, targets, |pivot, first| pivot <= 1e-10 * first + 1e-12),
        ],
    },
    Mistake {
        name: "compares what is left of a column with another column",
        advice: "A coating in metres stands beside a column of ones. Of which column is hardly anything left, and how large was that one?",
        attempts: fits![
            |records, targets| eliminated_beside(records, targets, |first| first.fold(0.0, |a, b| f64::max(a, *b))),
            |records, targets| eliminated_beside(records, targets, |first| first.sum()),
            |records, targets| eliminated_beside(records, targets, |first| first.sum() / first.len() as f64),
        ],
    },
    Mistake {
        name: "compares columns only in pairs",
        advice: "A weight may be the sum of two other weights, and no pair of the three is alike. What is left of a column when all others are taken out at once?",
        attempts: fits![in_pairs],
    },
    Mistake {
        name: "leaves out collinear columns and reports no error",
        advice: "Somebody reads the 0 as: this column does not matter. How do they learn that many models fit as well?",
        attempts: fits![
            |records, targets| without_collinear(records, targets, true),
            |records, targets| without_collinear(records, targets, false),
            without_constants,
        ],
    },
    Mistake {
        name: "takes a constant column for the intercept",
        advice: "The column says where the targets are, and so does the intercept. How many ways are there to divide that between them?",
        attempts: fits![constant_in_place_of_the_intercept],
    },
    Mistake {
        name: "sets small coefficients to 0",
        advice: "A price may rise by 1e-9 for every metre, and there are metres by the million. What makes a coefficient small: the data or its unit?",
        attempts: fits![
            |records, targets| without_little(records, targets, 1e-6),
            |records, targets| without_little(records, targets, 1e-9),
            |records, targets| without_little(records, targets, 1e-10),
            |records, targets| without_little(records, targets, 1e-12),
            |records, targets| {
                let model = fit(records, targets)?;
                let little = |number: f64| if number.abs() < 1e-9 { 0.0 } else { number };
                Ok(LinearModel { coefficients: model.coefficients.mapv(little), ..model })
            },
        ],
    },
    Mistake {
        name: "refuses targets that are all the same",
        advice: "All targets are 5. Which model misses none of them, and is there a second one?",
        attempts: fits![|records, targets| {
            let first = targets.get(0);
            if targets.iter().all(|target| Some(target) == first) {
                Err(FitError::Collinear)
            } else {
                fit(records, targets)
            }
        }],
    },
    Mistake {
        name: "refuses columns that still bring something",
        advice: "Years around 1976 differ by a few years only, so little is left of them beside the constant. Is it as little as rounding leaves?",
        attempts: fits![
            |records, targets| eliminated(records, targets, |pivot, first| pivot <= 1e-3 * first),
            |records, targets| of_enough_rows(records, targets, |pivot, first| pivot <= 1e-4 * first),
            |records, targets| of_enough_rows(records, targets, |pivot, first| pivot <= 1e-5 * first),
            |records, targets| of_enough_rows(records, targets, |pivot, first| pivot <= 3e-6 * first),
            |records, targets| alike_are_refused(records, targets, 0.9),
            |records, targets| alike_are_refused(records, targets, 0.99),
            |records, targets| alike_are_refused(records, targets, 0.999),
        ],
    },
    Mistake {
        name: "lets a column of zeros through",
        advice: "What is left of it is 0, and what it was before is 0 too. What does your comparison say when both sides are equal?",
        attempts: fits![strictly_less, |records, targets| orthogonalised(records, targets, |pivot, first| pivot
            < 1e-16 * first)],
    },
    Mistake {
        name: "adds a small ridge to make it invertible",
        advice: "With something added to the diagonal every system has an answer. Is it still the one with the least squares, and who is told that columns are collinear?",
        attempts: fits![
            |records, targets| ridge(records, targets, 1e-6, 0),
            |records, targets| ridge(records, targets, 1e-8, 0),
            |records, targets| ridge(records, targets, 1e-10, 0),
            |records, targets| ridge(records, targets, 1e-12, 0),
            |records, targets| ridge(records, targets, 1e-6, 1),
            |records, targets| ridge(records, targets, 1e-8, 1),
            |records, targets| ridge(records, targets, 1e-10, 1),
            |records, targets| ridge(records, targets, 1e-12, 1),
            |records, targets| ridge_of_enough_rows(records, targets, 1e-6, 0),
            |records, targets| ridge_of_enough_rows(records, targets, 1e-8, 0),
            |records, targets| ridge_of_enough_rows(records, targets, 1e-10, 0),
            |records, targets| ridge_of_enough_rows(records, targets, 1e-6, 1),
            |records, targets| ridge_of_enough_rows(records, targets, 1e-8, 1),
            |records, targets| ridge_of_enough_rows(records, targets, 1e-10, 1),
            |records, targets| checked_ridge(records, targets, 1e-6, 0),
            |records, targets| checked_ridge(records, targets, 1e-8, 0),
            |records, targets| checked_ridge(records, targets, 1e-10, 0),
            |records, targets| checked_ridge(records, targets, 1e-6, 1),
            |records, targets| checked_ridge(records, targets, 1e-8, 1),
            |records, targets| checked_ridge(records, targets, 1e-10, 1),
        ],
    },
    Mistake {
        name: "leaves out columns when there are too few rows",
        advice: "Count the equations and the unknowns, the intercept too. Is a coefficient of 0 something that the data said?",
        attempts: fits![as_many_columns_as_rows],
    },
    Mistake {
        name: "refuses as many rows as unknowns",
        advice: "Two points fix a line, three a plane. How many rows does the task ask for, and do you ask for one more?",
        attempts: fits![|records, targets| {
            if records.nrows() <= records.ncols() + 1 { Err(FitError::Collinear) } else { fit(records, targets) }
        }],
    },
];

type Fitted = Result<LinearModel, FitError>;
/// Whether nothing is left of a pivot that was `first` before the elimination.
type Gone = fn(pivot: f64, first: f64) -> bool;

fn relative(pivot: f64, first: f64) -> bool {
    pivot <= 1e-10 * first
}

fn without_intercept(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    records.dot(&model.coefficients)
}

fn through_the_origin(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let coefficients = solve(gram(records), products(records, targets), relative)?;
    Ok(LinearModel { intercept: 0.0, coefficients })
}

fn first_for_last(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let LinearModel { intercept, coefficients } = fit(records, targets)?;
    let all: Array1<f64> = coefficients.into_iter().chain([intercept]).collect();
    Ok(split(&all))
}

fn last_for_first(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let LinearModel { intercept, coefficients } = fit(records, targets)?;
    let all: Vec<f64> = [intercept].into_iter().chain(coefficients).collect();
    let (last, others) = all.split_last().expect("an intercept");
    Ok(LinearModel { intercept: *last, coefficients: others.iter().copied().collect() })
}

fn among_the_coefficients(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let LinearModel { intercept, coefficients } = fit(records, targets)?;
    Ok(LinearModel { intercept, coefficients: [intercept].into_iter().chain(coefficients).collect() })
}

fn mean_as_intercept(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    Ok(LinearModel { intercept: mean(targets), ..fit(records, targets)? })
}

fn standardised(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let model = fit(records, targets)?;
    Ok(LinearModel { intercept: mean(targets), coefficients: model.coefficients * records.std_axis(Axis(0), 0.0) })
}

fn each_alone(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let alone = |column: ArrayView1<f64>| fit(column.insert_axis(Axis(1)), targets).map(|line| line.coefficients[0]);
    let coefficients = records.columns().into_iter().map(alone).collect::<Result<Array1<f64>, FitError>>()?;
    Ok(through_the_means(records, targets, coefficients))
}

fn mixed_divisors(records: ArrayView2<f64>, targets: ArrayView1<f64>, factor: fn(f64) -> f64) -> Fitted {
    let coefficients = fit(records, targets)?.coefficients * factor(targets.len() as f64);
    Ok(through_the_means(records, targets, coefficients))
}

fn eliminated(records: ArrayView2<f64>, targets: ArrayView1<f64>, gone: Gone) -> Fitted {
    let design = with_ones(records);
    Ok(split(&solve(gram(design.view()), products(design.view(), targets), gone)?))
}

/// Every unknown is taken while the later ones are still 0.
fn from_the_top(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let design = with_ones(records);
    let matrix = gram(design.view());
    let first = matrix.diag().to_owned();
    let (matrix, right) = triangular(matrix, products(design.view(), targets), &first)?;
    Ok(split(&(right / matrix.diag())))
}

/// Orthogonalisation as in the reference, with the last loop in the wrong direction.
fn shares_from_the_first(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let centred = &records - &records.map_axis(Axis(0), mean);
    let first = gram(records).diag().to_owned();
    let (matrix, right) = triangular(gram(centred.view()), products(centred.view(), targets), &first)?;
    let mut coefficients = &right / &matrix.diag();
    for j in 0..right.len() {
        for k in j + 1..right.len() {
            coefficients[j] -= matrix[[j, k]] / matrix[[j, j]] * coefficients[k];
        }
    }
    Ok(through_the_means(records, targets, coefficients))
}

/// Once the number in column j is 0, nothing more is subtracted, not even from the right side.
fn changing_share(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let design = with_ones(records);
    let (matrix, right) = (gram(design.view()), products(design.view(), targets));
    if records.nrows() < right.len() || matrix.diag().iter().any(|pivot| *pivot == 0.0) {
        return Err(FitError::Collinear);
    }
    Ok(split(&(right / matrix.diag())))
}

fn strictly_less(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    if records.nrows() <= records.ncols() {
        return Err(FitError::Collinear);
    }
    eliminated(records, targets, |pivot, first| pivot < 1e-10 * first)
}

/// Something on the diagonal, from this column of the design on.
fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, penalty: f64, from: usize) -> Fitted {
    penalised(records, targets, penalty, from, |_, _| false)
}

/// The same with a look at what stood on the diagonal before.
fn ridge_of_enough_rows(records: ArrayView2<f64>, targets: ArrayView1<f64>, penalty: f64, from: usize) -> Fitted {
    if records.nrows() <= records.ncols() {
        return Err(FitError::Collinear);
    }
    penalised(records, targets, penalty, from, relative)
}

fn penalised(records: ArrayView2<f64>, targets: ArrayView1<f64>, penalty: f64, from: usize, gone: Gone) -> Fitted {
    let design = with_ones(records);
    let mut penalised = gram(design.view());
    penalised.diag_mut().iter_mut().skip(from).for_each(|number| *number += penalty);
    Ok(split(&solve(penalised, products(design.view(), targets), gone)?))
}

/// The same after a look at the columns as they are.
fn checked_ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>, penalty: f64, from: usize) -> Fitted {
    fit(records, targets)?;
    ridge(records, targets, penalty, from)
}

fn of_enough_rows(records: ArrayView2<f64>, targets: ArrayView1<f64>, gone: Gone) -> Fitted {
    if records.nrows() <= records.ncols() { Err(FitError::Collinear) } else { eliminated(records, targets, gone) }
}

/// Elimination among centred columns, compared with the columns as they were given.
fn orthogonalised(records: ArrayView2<f64>, targets: ArrayView1<f64>, gone: Gone) -> Fitted {
    if records.nrows() <= records.ncols() {
        return Err(FitError::Collinear);
    }
    let centred = &records - &records.map_axis(Axis(0), mean);
    let first = gram(records).diag().to_owned();
    let (mut matrix, mut right) = (gram(centred.view()), products(centred.view(), targets));
    for j in 0..right.len() {
        if gone(matrix[[j, j]], first[j]) {
            return Err(FitError::Collinear);
        }
        for k in (0..right.len()).filter(|k| *k != j) {
            subtract(&mut matrix, &mut right, j, k);
        }
    }
    let coefficients = right / matrix.diag();
    Ok(through_the_means(records, targets, coefficients))
}

/// A single column is handled apart, as in the example.
fn exactly_constant_alone(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    if records.ncols() != 1 || records.nrows() < 2 {
        return fit(records, targets);
    }
    let column = records.column(0);
    let (from_mean, from_target) = (&column - mean(column), &targets - mean(targets));
    let squares = from_mean.iter().map(|x| x * x).sum::<f64>();
    if squares == 0.0 {
        return Err(FitError::Collinear);
    }
    let slope = from_mean.iter().zip(&from_target).map(|(x, y)| x * y).sum::<f64>() / squares;
    Ok(LinearModel { intercept: mean(targets) - slope * mean(column), coefficients: Array1::from_elem(1, slope) })
}

/// Every pivot is compared with one number made of all of them.
fn eliminated_beside(records: ArrayView2<f64>, targets: ArrayView1<f64>, measure: fn(&Array1<f64>) -> f64) -> Fitted {
    if records.nrows() <= records.ncols() {
        return Err(FitError::Collinear);
    }
    let design = with_ones(records);
    let (mut matrix, mut right) = (gram(design.view()), products(design.view(), targets));
    let limit = 1e-10 * measure(&matrix.diag().to_owned());
    for j in 0..right.len() {
        if matrix[[j, j]] <= limit {
            return Err(FitError::Collinear);
        }
        for k in (0..right.len()).filter(|k| *k != j) {
            subtract(&mut matrix, &mut right, j, k);
        }
    }
    Ok(split(&(right / matrix.diag())))
}

/// Whether a column never changes, up to rounding, or two say the same.
fn in_pairs(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let others = |j: usize| (0..j).map(move |k| vec![k, j]).chain([vec![j]]);
    for columns in (0..records.ncols()).flat_map(others) {
        if records.nrows() > columns.len() {
            fit(records.select(Axis(1), &columns).view(), targets)?;
        }
    }
    of_enough_rows(records, targets, |_, _| false)
}

/// Every column that brings nothing gets 0, also beside too few rows if they are not counted.
fn without_collinear(records: ArrayView2<f64>, targets: ArrayView1<f64>, rows_are_counted: bool) -> Fitted {
    if rows_are_counted && records.nrows() <= records.ncols() {
        return Err(FitError::Collinear);
    }
    let mut kept: Vec<usize> = Vec::new();
    for j in 0..records.ncols() {
        kept.push(j);
        if fit(records.select(Axis(1), &kept).view(), targets).is_err() {
            kept.pop();
        }
    }
    if kept.is_empty() {
        return Ok(LinearModel { intercept: mean(targets), coefficients: Array1::zeros(records.ncols()) });
    }
    let part = fit(records.select(Axis(1), &kept).view(), targets)?;
    let mut coefficients = Array1::zeros(records.ncols());
    kept.iter().zip(&part.coefficients).for_each(|(j, coefficient)| coefficients[*j] = *coefficient);
    Ok(LinearModel { intercept: part.intercept, coefficients })
}

fn is_constant(column: ArrayView1<f64>) -> bool {
    column.iter().all(|value| *value == column[0])
}

/// A column that never changes gets 0, also where it is 0 everywhere.
fn without_constants(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let any = records.nrows() > records.ncols() && records.columns().into_iter().any(is_constant);
    if any { without_collinear(records, targets, true) } else { fit(records, targets) }
}

/// Where a column never changes it says all that the intercept would say.
fn constant_in_place_of_the_intercept(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let any = records.nrows() > records.ncols() && records.columns().into_iter().any(is_constant);
    if any { through_the_origin(records, targets) } else { fit(records, targets) }
}

fn without_little(records: ArrayView2<f64>, targets: ArrayView1<f64>, limit: f64) -> Fitted {
    let model = fit(records, targets)?;
    let little = |number: f64| if number.abs() < limit { 0.0 } else { number };
    Ok(LinearModel { intercept: little(model.intercept), coefficients: model.coefficients.mapv(little) })
}

/// Two columns whose correlation is beyond the limit.
fn alike_are_refused(records: ArrayView2<f64>, targets: ArrayView1<f64>, limit: f64) -> Fitted {
    let model = fit(records, targets)?;
    let centred = &records - &records.map_axis(Axis(0), mean);
    let products = gram(centred.view());
    let alike = |j: usize, k: usize| {
        let correlation = products[[j, k]] / (products[[j, j]] * products[[k, k]]).sqrt();
        correlation.abs() > limit
    };
    let any = (0..records.ncols()).any(|j| (0..j).any(|k| alike(j, k)));
    if any { Err(FitError::Collinear) } else { Ok(model) }
}

fn short(value: f64) -> f64 {
    f64::from(value as f32)
}

fn shortened(model: &LinearModel) -> LinearModel {
    LinearModel { intercept: short(model.intercept), coefficients: model.coefficients.mapv(short) }
}

fn predict_short(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
    predict(&shortened(model), records.mapv(short).view()).mapv(short)
}

/// The numbers of a table in the order of the memory.
fn as_it_lies(records: ArrayView2<f64>) -> Array2<f64> {
    match records.as_slice_memory_order() {
        Some(numbers) => Array2::from_shape_fn(records.dim(), |(row, column)| numbers[row * records.ncols() + column]),
        None => records.to_owned(),
    }
}

/// Columns are compared with their lengths after centring.
fn relative_to_centred(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let n_samples = targets.len();
    if n_samples <= records.ncols() {
        return Err(FitError::Collinear);
    }
    let naive_mean = |column: ArrayView1<f64>| column.iter().sum::<f64>() / n_samples as f64;
    let centred = &records - &records.map_axis(Axis(0), naive_mean);
    let coefficients = solve(gram(centred.view()), products(centred.view(), targets), relative)?;
    Ok(through_the_means(records, targets, coefficients))
}

fn as_many_columns_as_rows(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let used: Vec<usize> = (0..records.ncols().min(records.nrows().saturating_sub(1))).collect();
    let part = fit(records.select(Axis(1), &used).view(), targets)?;
    let coefficient = |j: usize| part.coefficients.get(j).copied().unwrap_or(0.0);
    Ok(LinearModel { intercept: part.intercept, coefficients: (0..records.ncols()).map(coefficient).collect() })
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}

fn through_the_means(records: ArrayView2<f64>, targets: ArrayView1<f64>, coefficients: Array1<f64>) -> LinearModel {
    let means = records.map_axis(Axis(0), mean);
    LinearModel { intercept: mean(targets) - means.dot(&coefficients), coefficients }
}

fn split(all: &Array1<f64>) -> LinearModel {
    LinearModel { intercept: all[0], coefficients: all.iter().skip(1).copied().collect() }
}

fn with_ones(records: ArrayView2<f64>) -> Array2<f64> {
    let cell = |(row, column)| if column == 0 { 1.0 } else { records[[row, column - 1]] };
    Array2::from_shape_fn((records.nrows(), records.ncols() + 1), cell)
}

/// Every column times every column. One product at a time rounds the same way on every machine.
fn gram(design: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn((design.ncols(), design.ncols()), |(i, j)| design.column(i).dot(&design.column(j)))
}

fn products(design: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
    design.columns().into_iter().map(|column| column.dot(&targets)).collect()
}

/// Gauss and Jordan's elimination, down the diagonal.
fn solve(mut matrix: Array2<f64>, mut right: Array1<f64>, gone: Gone) -> Result<Array1<f64>, FitError> {
    let first = matrix.diag().to_owned();
    for j in 0..right.len() {
        if gone(matrix[[j, j]], first[j]) {
            return Err(FitError::Collinear);
        }
        for k in (0..right.len()).filter(|k| *k != j) {
            subtract(&mut matrix, &mut right, j, k);
        }
    }
    Ok(right / matrix.diag())
}

/// Elimination below the diagonal alone.
fn triangular(
    mut matrix: Array2<f64>,
    mut right: Array1<f64>,
    first: &Array1<f64>,
) -> Result<(Array2<f64>, Array1<f64>), FitError> {
    for j in 0..right.len() {
        if relative(matrix[[j, j]], first[j]) {
            return Err(FitError::Collinear);
        }
        for k in j + 1..right.len() {
            subtract(&mut matrix, &mut right, j, k);
        }
    }
    Ok((matrix, right))
}

/// Takes as much of row j from row k as leaves a 0 in column j.
fn subtract(matrix: &mut Array2<f64>, right: &mut Array1<f64>, j: usize, k: usize) {
    let (share, row) = (matrix[[k, j]] / matrix[[j, j]], matrix.row(j).to_owned());
    matrix.row_mut(k).scaled_add(-share, &row);
    right[k] -= share * right[j];
}
