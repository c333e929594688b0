//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{fit, predict};
use super::{Contract, FitError, LinearModel, SOLUTION};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "predicts without the intercept",
        advice: "Put zeros into every feature. What does the formula predict then, and what does your code return?",
        attempts: &[Contract {
            predict: without_intercept,
            residuals: |model, records, targets| &targets - &without_intercept(model, records),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "subtracts the target from the prediction",
        advice: "A residual says what still has to be added to the prediction. Which sign has it where the model predicts too little?",
        attempts: &[Contract { residuals: |model, records, targets| predict(model, records) - targets, ..SOLUTION }],
    },
    Mistake {
        name: "fits no intercept",
        advice: "Your best line goes through the origin. What should the model predict where every feature is 0, and is your fit free to choose that number?",
        attempts: &[Contract { fit: through_the_origin, ..SOLUTION }],
    },
    Mistake {
        name: "takes the first number for the intercept, though its ones stood last",
        advice: "The numbers are the right ones, in the wrong places. Where did the column of ones stand, and where do you look for what belongs to it?",
        attempts: &[Contract { fit: first_for_last, ..SOLUTION }],
    },
    Mistake {
        name: "takes the last number for the intercept, though its ones stood first",
        advice: "The numbers are the right ones, in the wrong places. Where did the column of ones stand, and where do you look for what belongs to it?",
        attempts: &[Contract { fit: last_for_first, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the intercept among the coefficients",
        advice: "Count what you return against the columns of the records. Which number has a place of its own in the model?",
        attempts: &[Contract { fit: among_the_coefficients, ..SOLUTION }],
    },
    Mistake {
        name: "takes the mean of the targets for the intercept",
        advice: "Centred columns have their 0 at the mean. Where do the columns that you were given have theirs, and what is the prediction there?",
        attempts: &[Contract { fit: mean_as_intercept, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the coefficients in standardised units",
        advice: "You fitted to scaled columns, but predict gets columns that are not. What does your coefficient mean per unit of the feature as it was given?",
        attempts: &[Contract { fit: standardised, ..SOLUTION }],
    },
    Mistake {
        name: "fits each feature alone",
        advice: "Heavy cars are also strong cars, so weight and power share what they explain. Does your code count the shared part twice?",
        attempts: &[Contract { fit: each_alone, ..SOLUTION }],
    },
    Mistake {
        name: "divides by n in one place and by n - 1 in the other",
        advice: "On points that lie exactly on a line the slope is a little off, the less the more rows there are. What did you divide the two sums by?",
        attempts: &[Contract { fit: mixed_divisors, ..SOLUTION }],
    },
    Mistake {
        name: "substitutes from the first unknown on",
        advice: "After the elimination only one row has a single unknown left. Which row is that, and which one can be solved next?",
        attempts: &[Contract { fit: from_the_top, ..SOLUTION }],
    },
    Mistake {
        name: "takes the later columns' shares back from the first coefficient on",
        advice: "A coefficient gives up what it shares with later columns, times their coefficients. Which coefficient is final before you begin?",
        attempts: &[Contract { fit: shares_from_the_first, ..SOLUTION }],
    },
    Mistake {
        name: "computes a row's share anew while the row is changing",
        advice: "You subtract the same multiple of one row from the whole of another. Is it still the same multiple once the number that it was made of has become 0?",
        attempts: &[Contract { fit: changing_share, ..SOLUTION }],
    },
    Mistake {
        name: "does not look for collinear columns",
        advice: "Where many models fit equally well, rounding picks one of them or leaves NaN. Before you divide by something, how do you know that it is more than rounding?",
        attempts: &[Contract { fit: |records, targets| eliminated(records, targets, |_, _| false), ..SOLUTION }],
    },
    Mistake {
        name: "looks for a pivot of exactly 0",
        advice: "What is left of a collinear column should be 0, but it has gone through a few hundred roundings. How small is as good as nothing?",
        attempts: &[Contract {
            fit: |records, targets| eliminated(records, targets, |pivot, _| pivot == 0.0),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "compares what is left with a fixed limit, whatever the units",
        advice: "A coating is 0.0000002 m thick, a car weighs 3500 pounds. Can one fixed limit tell rounding from data for both?",
        attempts: &[Contract {
            fit: |records, targets| eliminated(records, targets, |pivot, _| pivot.abs() < 1e-10),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "refuses columns that still bring something",
        advice: "Years around 1976 differ by a few years only, so little is left of them beside the constant. Is it as little as rounding leaves?",
        attempts: &[Contract {
            fit: |records, targets| eliminated(records, targets, |pivot, first| pivot <= 1e-3 * first),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "lets a column of zeros through",
        advice: "What is left of it is 0, and what it was before is 0 too. What does your comparison say when both sides are equal?",
        attempts: &[Contract { fit: strictly_less, ..SOLUTION }],
    },
    Mistake {
        name: "takes what rounding leaves of a constant column for data",
        advice: "The mean of many equal numbers can miss them by the last digit, so the centred column is tiny, but not 0. Which length still knows how large the column was?",
        attempts: &[Contract { fit: relative_to_centred, ..SOLUTION }],
    },
    Mistake {
        name: "adds a small ridge to make it invertible",
        advice: "With something added to the diagonal every system has an answer. Is it still the one with the least squares, and who is told that columns are collinear?",
        attempts: &[Contract { fit: ridge, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out columns when there are too few rows",
        advice: "Count the equations and the unknowns, the intercept too. Is a coefficient of 0 something that the data said?",
        attempts: &[Contract { fit: as_many_columns_as_rows, ..SOLUTION }],
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

fn mixed_divisors(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let n_samples = targets.len() as f64;
    let coefficients = fit(records, targets)?.coefficients * (n_samples / (n_samples - 1.0));
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

fn ridge(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Fitted {
    let design = with_ones(records);
    let penalised = gram(design.view()) + 1e-6 * Array2::<f64>::eye(design.ncols());
    Ok(split(&solve(penalised, products(design.view(), targets), |_, _| false)?))
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
