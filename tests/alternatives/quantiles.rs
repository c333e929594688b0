//! Other ways to quantiles.

use mlings::quantiles::{Contract, QuantileError, solution};
use ndarray::{Array1, ArrayView1, ArrayViewMut1};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "quickselect, without sorting",
        Contract {
            quantile: fast::quantile,
            median_absolute_deviation: solution::median_absolute_deviation,
            winsorize: solution::winsorize,
        },
    ),
    (
        "insertion sort and plain loops",
        Contract {
            quantile: loops::quantile,
            median_absolute_deviation: loops::median_absolute_deviation,
            winsorize: loops::winsorize,
        },
    ),
    (
        "weighted mean of the neighbours, all other checks first",
        Contract {
            quantile: weights::quantile,
            median_absolute_deviation: weights::median_absolute_deviation,
            winsorize: weights::winsorize,
        },
    ),
];

#[path = "quantiles_fast.rs"]
mod fast;

/// The median without `quantile`: middle of odd, half of the two middle ones of even.
mod loops {
    use super::*;

    fn sorted(values: ArrayView1<f64>) -> Result<Vec<f64>, QuantileError> {
        let mut sorted: Vec<f64> = Vec::new();
        for value in values {
            if value.is_nan() {
                return Err(QuantileError::NotANumber);
            }
            let mut place = sorted.len();
            while place > 0 && sorted[place - 1] > *value {
                place -= 1;
            }
            sorted.insert(place, *value);
        }
        if sorted.is_empty() { Err(QuantileError::NoValues) } else { Ok(sorted) }
    }

    pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
        let sorted = sorted(values)?;
        if (q - 0.5).abs() > 0.5 || q.is_nan() {
            return Err(QuantileError::OutOfRange);
        }
        let position = q * (sorted.len() as f64 - 1.0);
        for place in 1..sorted.len() {
            if position <= place as f64 {
                let slope = sorted[place] - sorted[place - 1];
                return Ok(sorted[place] - slope * (place as f64 - position));
            }
        }
        Ok(sorted[sorted.len() - 1])
    }

    fn median(sorted: &[f64]) -> f64 {
        let half = sorted.len() / 2;
        if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 }
    }

    pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
        let middle = median(&sorted(values)?);
        let mut distances = Array1::zeros(values.len());
        for i in 0..values.len() {
            distances[i] = if values[i] > middle { values[i] - middle } else { middle - values[i] };
        }
        Ok(median(&sorted(distances.view())?))
    }

    pub fn winsorize(mut values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
        let before = values.to_owned();
        let (low, high) = (quantile(before.view(), lower)?, quantile(before.view(), upper)?);
        for i in 0..values.len() {
            if before[i] < low {
                values[i] = low;
            } else if before[i] > high {
                values[i] = high;
            }
        }
        Ok(())
    }
}

/// Every value is weighted, all but two of them with 0.
mod weights {
    use super::*;

    pub fn quantile(values: ArrayView1<f64>, q: f64) -> Result<f64, QuantileError> {
        match (values.len(), q) {
            (0, _) => return Err(QuantileError::NoValues),
            (_, 0.0..=1.0) => {}
            _ => return Err(QuantileError::OutOfRange),
        }
        let mut sorted = values.to_owned().into_raw_vec_and_offset().0;
        sorted.sort_unstable_by(f64::total_cmp);
        // NaN of either sign stands at one of the ends.
        if sorted[0].is_nan() || sorted[sorted.len() - 1].is_nan() {
            return Err(QuantileError::NotANumber);
        }
        let position = q * (sorted.len() - 1) as f64;
        let weight = |place: usize| (1.0 - (position - place as f64).abs()).max(0.0);
        let weights = Array1::from_shape_fn(sorted.len(), weight);
        Ok(weights.dot(&Array1::from_vec(sorted)))
    }

    pub fn median_absolute_deviation(values: ArrayView1<f64>) -> Result<f64, QuantileError> {
        let distances = (values.to_owned() - quantile(values, 0.5)?).abs();
        quantile(distances.view(), 0.5)
    }

    pub fn winsorize(values: ArrayViewMut1<f64>, lower: f64, upper: f64) -> Result<(), QuantileError> {
        let bounds = quantile(values.view(), lower).and_then(|low| Ok((low, quantile(values.view(), upper)?)))?;
        values.into_iter().for_each(|value| *value = bounds.0.max(bounds.1.min(*value)));
        Ok(())
    }
}
