//! Other ways to least squares.

use mlings::least_squares::{Contract, FitError, LinearModel};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, s};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "normal equations by Cholesky",
        Contract { predict: cholesky::predict, residuals: cholesky::residuals, fit: cholesky::fit },
    ),
    (
        "elimination, as the last hint has it",
        Contract { predict: cholesky::predict, residuals: cholesky::residuals, fit: elimination::fit },
    ),
    (
        "Householder reflections",
        Contract { predict: reflections::predict, residuals: reflections::residuals, fit: reflections::fit },
    ),
    (
        "standardised columns and plain loops",
        Contract { predict: loops::predict, residuals: loops::residuals, fit: loops::fit },
    ),
];

fn with_ones(records: ArrayView2<f64>) -> Array2<f64> {
    let mut design = Array2::ones((records.nrows(), records.ncols() + 1));
    design.slice_mut(s![.., 1..]).assign(&records);
    design
}

/// XᵀX = LLᵀ on the raw columns, with a column of ones in front.
mod cholesky {
    use super::*;

    pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
        let all: Array1<f64> = [model.intercept].into_iter().chain(model.coefficients.iter().copied()).collect();
        with_ones(records).dot(&all)
    }

    pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
        predict(model, records) * -1.0 + targets
    }

    pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
        let design = with_ones(records);
        let gram = design.t().dot(&design);
        let mut solution = design.t().dot(&targets);
        let n = solution.len();
        let mut lower = Array2::<f64>::zeros((n, n));
        for i in 0..n {
            for j in 0..=i {
                let rest = gram[[i, j]] - lower.slice(s![i, ..j]).dot(&lower.slice(s![j, ..j]));
                if i > j {
                    lower[[i, j]] = rest / lower[[j, j]];
                } else if rest <= 1e-10 * gram[[i, i]] {
                    return Err(FitError::Collinear);
                } else {
                    lower[[i, i]] = rest.sqrt();
                }
            }
        }
        for i in 0..n {
            solution[i] = (solution[i] - lower.slice(s![i, ..i]).dot(&solution.slice(s![..i]))) / lower[[i, i]];
        }
        for i in (0..n).rev() {
            let below = lower.slice(s![i + 1.., i]).dot(&solution.slice(s![i + 1..]));
            solution[i] = (solution[i] - below) / lower[[i, i]];
        }
        Ok(LinearModel { intercept: solution[0], coefficients: solution.slice(s![1..]).to_owned() })
    }
}

/// Gauss and Jordan on XᵀX, down the diagonal.
mod elimination {
    use super::*;

    pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
        let design = with_ones(records);
        let (mut a, mut b) = (design.t().dot(&design), design.t().dot(&targets));
        let first = a.diag().to_owned();
        if records.nrows() < b.len() {
            return Err(FitError::Collinear);
        }
        for j in 0..b.len() {
            if a[[j, j]] <= 1e-10 * first[j] {
                return Err(FitError::Collinear);
            }
            for k in (0..b.len()).filter(|k| *k != j) {
                let share = a[[k, j]] / a[[j, j]];
                let row = a.row(j).to_owned();
                a.row_mut(k).scaled_add(-share, &row);
                b[k] -= share * b[j];
            }
        }
        let solution = b / a.diag();
        Ok(LinearModel { intercept: solution[0], coefficients: solution.slice(s![1..]).to_owned() })
    }
}

/// QR of the raw columns, the column of ones last.
mod reflections {
    use super::*;

    pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
        records.map_axis(Axis(1), |row| row.dot(&model.coefficients) + model.intercept)
    }

    pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
        let pairs = records.rows().into_iter().zip(targets);
        pairs.map(|(row, target)| target - row.dot(&model.coefficients) - model.intercept).collect()
    }

    pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
        let unknowns = records.ncols() + 1;
        let mut table = Array2::ones((records.nrows(), unknowns + 1));
        table.slice_mut(s![.., ..records.ncols()]).assign(&records);
        table.column_mut(unknowns).assign(&targets);
        if records.nrows() < unknowns {
            return Err(FitError::Collinear);
        }
        let lengths = table.map_axis(Axis(0), |column| column.dot(&column).sqrt());
        for j in 0..unknowns {
            let mut mirror = table.slice(s![j.., j]).to_owned();
            let length = mirror.dot(&mirror).sqrt();
            if length <= 1e-8 * lengths[j] {
                return Err(FitError::Collinear);
            }
            mirror[0] += length.copysign(mirror[0]);
            let size = mirror.dot(&mirror);
            for mut column in table.slice_mut(s![j.., j..]).columns_mut() {
                let twice = 2.0 * mirror.dot(&column) / size;
                column.scaled_add(-twice, &mirror);
            }
        }
        let mut solution = Array1::<f64>::zeros(unknowns);
        for j in (0..unknowns).rev() {
            let known = table.slice(s![j, j + 1..unknowns]).dot(&solution.slice(s![j + 1..]));
            solution[j] = (table[[j, unknowns]] - known) / table[[j, j]];
        }
        let intercept = solution[unknowns - 1];
        Ok(LinearModel { intercept, coefficients: solution.slice(s![..unknowns - 1]).to_owned() })
    }
}

/// Index loops; correlations instead of sums of products, and the largest pivot first.
mod loops {
    use super::*;

    pub fn predict(model: &LinearModel, records: ArrayView2<f64>) -> Array1<f64> {
        let mut predictions = Array1::from_elem(records.nrows(), model.intercept);
        for i in 0..records.nrows() {
            for j in 0..records.ncols() {
                predictions[i] += records[[i, j]] * model.coefficients[j];
            }
        }
        predictions
    }

    pub fn residuals(model: &LinearModel, records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Array1<f64> {
        let mut residuals = predict(model, records);
        for i in 0..targets.len() {
            residuals[i] = targets[i] - residuals[i];
        }
        residuals
    }

    pub fn fit(records: ArrayView2<f64>, targets: ArrayView1<f64>) -> Result<LinearModel, FitError> {
        let (n, p) = records.dim();
        if n < p + 1 {
            return Err(FitError::Collinear);
        }
        let mean = |column: ArrayView1<f64>| column.sum() / n as f64;
        let mut scaled = records.to_owned();
        let (mut means, mut scales) = (vec![0.0; p], vec![0.0; p]);
        for j in 0..p {
            means[j] = mean(records.column(j));
            let largest = records.column(j).fold(0.0_f64, |most, value| most.max(value.abs()));
            let spread = records.column(j).fold(0.0, |sum, value| sum + (value - means[j]).powi(2));
            scales[j] = (spread / n as f64).sqrt();
            if scales[j] <= 1e-8 * largest {
                return Err(FitError::Collinear);
            }
            for i in 0..n {
                scaled[[i, j]] = (records[[i, j]] - means[j]) / scales[j];
            }
        }
        let mut table = vec![vec![0.0; p + 1]; p];
        for j in 0..p {
            for i in 0..n {
                for k in 0..p {
                    table[j][k] += scaled[[i, j]] * scaled[[i, k]] / n as f64;
                }
                table[j][p] += scaled[[i, j]] * targets[i] / n as f64;
            }
        }
        let mut open: Vec<usize> = (0..p).collect();
        while !open.is_empty() {
            let place = (0..open.len()).max_by(|a, b| {
                table[open[*a]][open[*a]].total_cmp(&table[open[*b]][open[*b]])
            });
            let j = open.swap_remove(place.expect("an open column"));
            if table[j][j] < 1e-10 {
                return Err(FitError::Collinear);
            }
            let row: Vec<f64> = table[j].iter().map(|value| value / table[j][j]).collect();
            for k in (0..p).filter(|k| *k != j) {
                let share = table[k][j];
                for c in 0..=p {
                    table[k][c] -= share * row[c];
                }
            }
            table[j] = row;
        }
        let coefficients = Array1::from_shape_fn(p, |j| table[j][p] / scales[j]);
        let mut intercept = mean(targets);
        for j in 0..p {
            intercept -= coefficients[j] * means[j];
        }
        Ok(LinearModel { intercept, coefficients })
    }
}
