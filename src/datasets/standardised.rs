//! Columns that can be compared, whatever their units.

use ndarray::{Array2, Axis};

/// Every column less its mean, in standard deviations (`ddof` 0); `n_samples` x `n_features`, as scikit-learn's
/// `StandardScaler`. A constant column becomes NaN.
pub fn standardised(records: &Array2<f64>) -> Array2<f64> {
    let n_samples = records.nrows() as f64;
    let centred = records - &(records.sum_axis(Axis(0)) / n_samples);
    let variances = (&centred * &centred).sum_axis(Axis(0)) / n_samples;
    centred / variances.mapv(f64::sqrt)
}

#[cfg(test)]
mod tests {
    use ndarray::array;

    use super::*;

    #[test]
    fn columns_have_mean_0_and_deviation_1() {
        assert_eq!(standardised(&array![[1.0, 30.0], [3.0, 10.0]]), array![[-1.0, 1.0], [1.0, -1.0]]);
    }
}
