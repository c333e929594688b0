//! Other ways to imputation.

use mlings::impute::{Contract, EmptyColumn, Imputed, Imputer, Strategy};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, Zip};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    ("masks and maps", Contract { fit: masks::fit, transform: masks::transform, impute_split: masks::impute_split }),
    ("plain loops", Contract { fit: loops::fit, transform: loops::transform, impute_split: loops::impute_split }),
];

/// Whole-table sums for the mean, quickselect for the median, a map keyed by bits for the counts.
mod masks {
    use super::*;
    use std::collections::HashMap;

    pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
        let there = train.mapv(|value| f64::from(!value.is_nan()));
        let counts = there.sum_axis(Axis(0));
        if let Some(empty) = counts.iter().position(|count| *count == 0.0) {
            return Err(EmptyColumn(empty));
        }
        let fills = match strategy {
            Strategy::Mean => train.mapv(|value| if value.is_nan() { 0.0 } else { value }).sum_axis(Axis(0)) / counts,
            Strategy::Median => train.map_axis(Axis(0), |column| median(&mut present(column))),
            Strategy::MostFrequent => train.map_axis(Axis(0), |column| mode(&present(column))),
        };
        Ok(Imputer { fills })
    }

    fn present(column: ArrayView1<f64>) -> Vec<f64> {
        column.into_iter().copied().filter(|value| !value.is_nan()).collect()
    }

    fn median(values: &mut [f64]) -> f64 {
        let middle = values.len() / 2;
        let odd = values.len() % 2 == 1;
        let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
        let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if odd { *upper } else { lower + (*upper - lower) / 2.0 }
    }

    fn mode(values: &[f64]) -> f64 {
        // Adding 0 makes 0 of -0.
        let mut counts: HashMap<u64, usize> = HashMap::new();
        for value in values {
            *counts.entry((value + 0.0).to_bits()).or_default() += 1;
        }
        let by_rule = |a: &(f64, usize), b: &(f64, usize)| a.1.cmp(&b.1).then(b.0.total_cmp(&a.0));
        let counted = counts.into_iter().map(|(bits, count)| (f64::from_bits(bits), count));
        counted.max_by(by_rule).map_or(f64::NAN, |(value, _)| value)
    }

    pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
        let mut filled = imputer.fills.broadcast(rows.dim()).expect("one fill a column").to_owned();
        Zip::from(&mut filled).and(&rows).for_each(|entry, &value| {
            if !value.is_nan() {
                *entry = value;
            }
        });
        filled
    }

    pub fn impute_split(
        train: ArrayView2<f64>,
        test: ArrayView2<f64>,
        strategy: Strategy,
    ) -> Result<Imputed, EmptyColumn> {
        fit(train, strategy).map(|imputer| Imputed {
            train: transform(&imputer, train),
            test: transform(&imputer, test),
            imputer,
        })
    }
}

/// Index loops, a running mean, ranks by comparing all with all; the split fills its parts without `transform`.
mod loops {
    use super::*;

    pub fn fit(train: ArrayView2<f64>, strategy: Strategy) -> Result<Imputer, EmptyColumn> {
        let mut fills = Array1::zeros(train.ncols());
        for j in 0..train.ncols() {
            let mut values = Vec::new();
            for i in 0..train.nrows() {
                let value = train[[i, j]];
                // NaN alone cannot be compared, not even with itself.
                if value.partial_cmp(&value).is_some() {
                    values.push(value);
                }
            }
            if values.is_empty() {
                return Err(EmptyColumn(j));
            }
            fills[j] = match strategy {
                Strategy::Mean => running_mean(&values),
                Strategy::Median => 0.5 * ranked(&values, (values.len() - 1) / 2) + 0.5 * ranked(&values, values.len() / 2),
                Strategy::MostFrequent => mode(&values),
            };
        }
        Ok(Imputer { fills })
    }

    fn running_mean(values: &[f64]) -> f64 {
        let mut mean = 0.0;
        for (seen, value) in values.iter().enumerate() {
            mean += (value - mean) / (seen + 1) as f64;
        }
        mean
    }

    /// The value that has at most `rank` smaller ones and more than `rank` that are not larger.
    fn ranked(values: &[f64], rank: usize) -> f64 {
        let count = |keep: &dyn Fn(f64) -> bool| values.iter().filter(|other| keep(**other)).count();
        let mut found = f64::NAN;
        for &value in values {
            if count(&|other| other < value) <= rank && count(&|other| other <= value) > rank {
                found = value;
            }
        }
        found
    }

    fn mode(values: &[f64]) -> f64 {
        let mut best = values[0];
        let mut most = 0;
        for &candidate in values {
            let often = values.iter().filter(|value| **value == candidate).count();
            if often > most || (often == most && candidate < best) {
                (best, most) = (candidate, often);
            }
        }
        best
    }

    pub fn transform(imputer: &Imputer, rows: ArrayView2<f64>) -> Array2<f64> {
        let mut filled = rows.to_owned();
        for i in 0..rows.nrows() {
            for j in 0..rows.ncols() {
                if rows[[i, j]].is_nan() {
                    filled[[i, j]] = imputer.fills[j];
                }
            }
        }
        filled
    }

    pub fn impute_split(
        train: ArrayView2<f64>,
        test: ArrayView2<f64>,
        strategy: Strategy,
    ) -> Result<Imputed, EmptyColumn> {
        let imputer = fit(train, strategy)?;
        let fill = |rows: ArrayView2<f64>| {
            Array2::from_shape_fn(rows.dim(), |(i, j)| if rows[[i, j]].is_nan() { imputer.fills[j] } else { rows[[i, j]] })
        };
        let (train, test) = (fill(train), fill(test));
        Ok(Imputed { imputer, train, test })
    }
}
