//! k-means, with iterators and small closures.

#![allow(unused_variables)]

use mlings::kmeans::Clustering;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn apart(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b.iter()).map(|(x, y)| (x - y).powi(2)).sum()
}

fn nearest(point: ArrayView1<f64>, centroids: ArrayView2<f64>) -> usize {
    (1..centroids.nrows()).fold(0, |best, c| {
        if apart(point, centroids.row(c)) < apart(point, centroids.row(best)) { c } else { best }
    })
}

pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    points.rows().into_iter().map(|point| nearest(point, centroids)).collect()
}

pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    Array2::from_shape_fn(old.dim(), |(c, feature)| {
        let members: Vec<f64> = points
            .column(feature)
            .iter()
            .zip(labels.iter())
            .filter(|pair| *pair.1 == c)
            .map(|pair| *pair.0)
            .collect();
        if members.is_empty() {
            old[[c, feature]]
        } else {
            members.iter().sum::<f64>() / members.len() as f64
        }
    })
}

pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    points.rows().into_iter().zip(labels.iter()).map(|(point, &label)| apart(point, centroids.row(label))).sum()
}

pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut state = (start.to_owned(), assign(points, start));
    let mut rounds = 0;
    let mut moving = true;
    while moving && rounds < max_iterations {
        let centroids = update(points, state.1.view(), state.0.view());
        let labels = assign(points, centroids.view());
        moving = labels != state.1;
        state = (centroids, labels);
        rounds += 1;
    }
    let (centroids, labels) = state;
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

mlings::grade!(kmeans { assign, update, inertia, fit });
