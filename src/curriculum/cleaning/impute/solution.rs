//! Imputation by column: whatever is missing becomes what is typical of the training rows.
//! The conventions are those of scikit-learn's `SimpleImputer`, except that an empty column is an error.

use ndarray::{Array2, ArrayView1, ArrayView2};

use mlings::impute::{EmptyColumn, Imputed, Imputer, Strategy};

/// Learns one fill for every column, from the values that are there. NaN means missing; every other
/// number is a value, also 0 and below, in whatever unit. Nothing is infinite, and nothing is rounded.
///
/// - `train`: `n_samples` x `n_features`, the training rows
/// - `strategy`: what is typical of a column
///   - `Mean`: the sum of its values divided by how many there are
///   - `Median`: the middle one of its sorted values; of an even number the mean of the two in the middle
///   - `MostFrequent`: the value that occurs most often; of equally frequent ones the smallest
///
/// Returns the `Imputer` with its `n_features` fills, or `EmptyColumn` with the index of the first
/// column that has no value. Without any row that is column 0.
pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
    let fill = |(index, column): (usize, ArrayView1<f64>)| {
        let mut values: Vec<f64> = column.iter().copied().filter(|value| !value.is_nan()).collect();
        if values.is_empty() {
            return Err(EmptyColumn(index));
        }
        values.sort_by(f64::total_cmp);
        Ok(match strategy {
            Strategy::Mean => mean(&values),
            Strategy::Median => median(&values),
            Strategy::MostFrequent => most_frequent(&values),
        })
    };
    let fills: Result<_, EmptyColumn> = train.columns().into_iter().enumerate().map(fill).collect();
    Ok(Imputer { fills: fills? })
}

/// Fills every missing value with the fill of its column. Learns nothing from `rows`.
///
/// - `imputer`: its `n_features` fills
/// - `rows`: `n_samples` x `n_features`, any rows
///
/// Returns a copy of `rows` in which nothing is missing. All else is as it was.
pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
    let mut filled = rows.to_owned();
    for (mut column, &fill) in filled.columns_mut().into_iter().zip(&imputer.fills) {
        column.mapv_inplace(|value| if value.is_nan() { fill } else { value });
    }
    filled
}

/// Learns from the training rows alone and fills both parts with what was learned.
///
/// - `train`: `n_train` x `n_features`, the training rows
/// - `test`: `n_test` x `n_features`, the held-out rows; whatever stands there, the fills stay the same
/// - `strategy`: as for `fit`
///
/// Returns the imputer and both parts, filled; or the error of `fit`. A column that is empty in `test`
/// alone is no error.
pub fn impute_split(train: ArrayView2<f64>, test: ArrayView2<f64>, strategy: Strategy) -> Result<Imputed, EmptyColumn> {
    let imputer = fit(train, strategy)?;
    let (train, test) = (transform(&imputer, train), transform(&imputer, test));
    Ok(Imputed { imputer, train, test })
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Of an odd number of sorted values, lower and upper middle are the same one.
fn median(sorted: &[f64]) -> f64 {
    let (lower, upper) = (sorted[(sorted.len() - 1) / 2], sorted[sorted.len() / 2]);
    (lower + upper) / 2.0
}

/// Equal values stand side by side once they are sorted, and the smallest come first.
fn most_frequent(sorted: &[f64]) -> f64 {
    let mut longest: &[f64] = &[];
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > longest.len() {
            longest = run;
        }
    }
    longest[0]
}
