//! k-means, with plain loops.

#![allow(unused)]

use mlings::kmeans::Clustering;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn squared_distance(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let mut sum = 0.0;
    for (x, y) in a.iter().zip(b.iter()) {
        let difference = x - y;
        sum += difference * difference;
    }
    sum
}

pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let mut labels = Array1::<usize>::zeros(points.nrows());
    for (i, point) in points.rows().into_iter().enumerate() {
        let mut best = 0;
        let mut best_distance = f64::INFINITY;
        for (c, centroid) in centroids.rows().into_iter().enumerate() {
            let distance = squared_distance(point, centroid);
            if distance < best_distance {
                best = c;
                best_distance = distance;
            }
        }
        labels[i] = best;
    }
    labels
}

pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let mut sums = Array2::<f64>::zeros(old.dim());
    let mut counts = vec![0usize; old.nrows()];
    for (point, &label) in points.rows().into_iter().zip(labels.iter()) {
        let mut sum = sums.row_mut(label);
        sum += &point;
        counts[label] += 1;
    }
    let mut centroids = old.to_owned();
    for (c, &count) in counts.iter().enumerate() {
        if count > 0 {
            let mean = &sums.row(c) / count as f64;
            centroids.row_mut(c).assign(&mean);
        }
    }
    centroids
}

pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let mut total = 0.0;
    for (point, &label) in points.rows().into_iter().zip(labels.iter()) {
        total += squared_distance(point, centroids.row(label));
    }
    total
}

pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 0..max_iterations {
        centroids = update(points, labels.view(), centroids.view());
        let new_labels = assign(points, centroids.view());
        let settled = new_labels == labels;
        labels = new_labels;
        if settled {
            break;
        }
    }
    let total = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia: total }
}

mlings::grade!(kmeans { assign, update, inertia, fit });
