//! The variance with several sums under way at once.

use mlings::moments::TooFewValues;
use ndarray::{ArrayView1, Axis};

pub fn variance(values: ArrayView1<f64>, ddof: usize) -> Result<f64, TooFewValues> {
    if values.len() <= ddof {
        return Err(TooFewValues);
    }
    let mean = values.sum() / values.len() as f64;
    let squares_of = |part: ArrayView1<f64>| {
        let deviations = &part - mean;
        deviations.dot(&deviations)
    };
    // Part by part: the deviations of one part fit into the fastest memory, those of all may not.
    let squared_deviations: f64 = values.axis_chunks_iter(Axis(0), 1024).map(squares_of).sum();
    Ok(squared_deviations / (values.len() - ddof) as f64)
}
