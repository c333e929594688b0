//! Two plots: how far off the stars are, and how good the first page is.

use mlings_plot::{Figure, Rect};
use ndarray::Array1;

pub fn errors(names: [&str; 4], rmse: &Array1<f64>) -> Figure {
    Figure::new("How far off are the stars?", "", "Root mean squared error (stars)")
        .bars("", 0, bars(rmse))
        .x_names(names)
}

pub fn pages(names: [&str; 4], ndcg: &Array1<f64>) -> Figure {
    Figure::new("How good is the first page?", "", "NDCG@10 (0 to 1)").bars("", 1, bars(ndcg)).x_names(names)
}

fn bars(values: &Array1<f64>) -> impl Iterator<Item = Rect> {
    let bar = |(place, value): (usize, &f64)| Rect::new(place as f64 - 0.3..place as f64 + 0.3, 0.0..*value);
    values.iter().enumerate().map(bar)
}
