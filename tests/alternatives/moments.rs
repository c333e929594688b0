//! Other ways to moments.

use mlings::moments::{Contract, Running, TooFewValues, solution};
use ndarray::{ArrayView1, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "everything out of merge",
        Contract {
            mean: merging::mean,
            variance: merging::variance,
            running_variance: merging::running_variance,
            push: merging::push,
            merge: merging::merge,
        },
    ),
    (
        "distances from the first value, and plain loops",
        Contract {
            mean: shifted::mean,
            variance: shifted::variance,
            running_variance: shifted::running_variance,
            push: shifted::push,
            merge: shifted::merge,
        },
    ),
    (
        "ndarray's own methods",
        Contract {
            mean: |values| values.mean().ok_or(TooFewValues),
            variance: builtin::variance,
            running_variance: builtin::running_variance,
            push: builtin::push,
            merge: builtin::merge,
        },
    ),
    (
        "the variance part by part",
        Contract {
            mean: solution::mean,
            variance: fast::variance,
            running_variance: solution::running_variance,
            push: solution::push,
            merge: solution::merge,
        },
    ),
];

#[path = "moments_fast.rs"]
mod fast;

/// One value is a state of its own; all else is halving and merging.
mod merging {
    use super::*;

    pub fn merge(left: &Running, right: &Running) -> Running {
        let (small, large) = if left.count < right.count { (left, right) } else { (right, left) };
        if small.count == 0 {
            return *large;
        }
        let (few, many) = (small.count as f64, large.count as f64);
        let mean = large.mean + (small.mean - large.mean) / (1.0 + many / few);
        // Koenig and Huygens: around any other point a part has its own deviations and n times the squared step.
        let around = |part: &Running| part.squared_deviations + part.count as f64 * (part.mean - mean).powi(2);
        Running { count: small.count + large.count, mean, squared_deviations: around(small) + around(large) }
    }

    pub fn push(running: &mut Running, value: f64) {
        *running = merge(running, &Running { count: 1, mean: value, squared_deviations: 0.0 });
    }

    fn state(values: ArrayView1<f64>) -> Running {
        match values.len() {
            0 => Running::default(),
            1 => Running { count: 1, mean: values[0], squared_deviations: 0.0 },
            n => {
                let (left, right) = values.split_at(Axis(0), n / 2);
                merge(&state(left), &state(right))
            }
        }
    }

    pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
        let state = state(values);
        (state.count > 0).then_some(state.mean).ok_or(TooFewValues)
    }

    pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
        running_variance(&state(values), ddof)
    }

    pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
        let degrees_of_freedom = running.count.checked_sub(ddof).filter(|left| *left > 0).ok_or(TooFewValues)?;
        Ok(running.squared_deviations / degrees_of_freedom as f64)
    }
}

/// Mean of squares less square of the mean is sound, once the values are brought near 0.
mod shifted {
    use super::*;

    pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
        let mut mean = if values.is_empty() { f64::NAN } else { 0.0 };
        for i in 0..values.len() {
            mean += (values[i] - mean) / (i + 1) as f64;
        }
        if mean.is_nan() { Err(TooFewValues) } else { Ok(mean) }
    }

    pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
        let n = values.len();
        if n <= ddof {
            return Err(TooFewValues);
        }
        let (mut sum, mut squares) = (0.0, 0.0);
        for i in 0..n {
            let distance = values[i] - values[0];
            sum += distance;
            squares += distance * distance;
        }
        Ok((squares - sum * sum / n as f64) / (n - ddof) as f64)
    }

    pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
        let left = running.count as f64 - ddof as f64;
        if left > 0.0 { Ok(running.squared_deviations / left) } else { Err(TooFewValues) }
    }

    pub fn push(running: &mut Running, value: f64) {
        let n = running.count as f64;
        let step = (value - running.mean) / (n + 1.0);
        running.count += 1;
        running.mean += step;
        running.squared_deviations += n * (n + 1.0) * step * step;
    }

    pub fn merge(left: &Running, right: &Running) -> Running {
        let (a, b) = (left.count as f64, right.count as f64);
        if a + b == 0.0 {
            return *left;
        }
        let apart = right.mean - left.mean;
        Running {
            count: left.count + right.count,
            mean: (a * left.mean + b * right.mean) / (a + b),
            squared_deviations: left.squared_deviations + right.squared_deviations + apart * apart * a * b / (a + b),
        }
    }
}

/// Two parts are two values, their means, each as often as its count says.
mod builtin {
    use super::*;
    use ndarray::array;

    pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
        if values.len() > ddof { Ok(values.var(ddof as f64)) } else { Err(TooFewValues) }
    }

    pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
        match running.count.saturating_sub(ddof) {
            0 => Err(TooFewValues),
            left => Ok(running.squared_deviations / left as f64),
        }
    }

    pub fn push(running: &mut Running, value: f64) {
        *running = merge(running, &Running { count: 1, mean: value, squared_deviations: 0.0 });
    }

    pub fn merge(left: &Running, right: &Running) -> Running {
        let count = left.count + right.count;
        let shares = array![left.count as f64, right.count as f64] / count.max(1) as f64;
        let means = array![left.mean, right.mean];
        let mean = shares.dot(&means);
        let between = (means - mean).pow2().dot(&shares) * count as f64;
        Running { count, mean, squared_deviations: left.squared_deviations + right.squared_deviations + between }
    }
}
