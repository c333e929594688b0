//! what is wrong: merge divides the product of the counts by n in whole numbers, which drops the remainder

use mlings::moments::{Running, TooFewValues};
use ndarray::ArrayView1;

pub fn mean(values: ArrayView1<f64>) -> Result<f64, TooFewValues> {
    if values.len() == 0 {
        return Err(TooFewValues);
    }
    let mut sum = 0.0;
    for value in values {
        sum += value;
    }
    Ok(sum / values.len() as f64)
}

pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
    let n = values.len();
    if n <= ddof {
        return Err(TooFewValues);
    }
    let centre = mean(values)?;
    let mut sum = 0.0;
    for value in values {
        let distance = value - centre;
        sum += distance * distance;
    }
    Ok(sum / (n - ddof) as f64)
}

pub fn running_variance(running: &Running, ddof: usize) -> Result<f64, TooFewValues> {
    if running.count <= ddof {
        return Err(TooFewValues);
    }
    Ok(running.squared_deviations / (running.count - ddof) as f64)
}

pub fn push(running: &mut Running, value: f64) {
    let from_old = value - running.mean;
    running.count += 1;
    running.mean += from_old / running.count as f64;
    let from_new = value - running.mean;
    running.squared_deviations += from_old * from_new;
}

pub fn merge(left: &Running, right: &Running) -> Running {
    let count = left.count + right.count;
    if count == 0 {
        return Running::default();
    }
    let n = count as f64;
    let right_count = right.count as f64;
    let apart = right.mean - left.mean;
    let mean = left.mean + apart * right_count / n;
    let squared_deviations =
        left.squared_deviations + right.squared_deviations + apart * apart * (left.count * right.count / count) as f64;
    Running { count, mean, squared_deviations }
}

mlings::grade!(moments { mean, variance, running_variance, push, merge });
