//! Other ways to k-means.

use mlings::kmeans::{Clustering, Contract, solution};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    ("matrix products", Contract { assign: products::assign, update: products::update, inertia: products::inertia, fit: products::fit }),
    ("plain loops", Contract { assign: loops::assign, update: loops::update, inertia: loops::inertia, fit: loops::fit }),
    ("differences from one product", Contract { assign: differences::assign, update: solution::update, inertia: solution::inertia, fit: differences::fit }),
];

#[path = "kmeans_fast.rs"]
mod differences;

/// Distances as |c|^2 - 2xc, seen from the first centroid, means as products with a membership matrix, stops by the centroids.
mod products {
    use super::*;

    pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
        let (points, centroids) = (&points - &centroids.row(0), &centroids - &centroids.row(0));
        let lengths = centroids.map_axis(Axis(1), |centroid| centroid.dot(&centroid));
        let scores = lengths.insert_axis(Axis(0)) - 2.0 * points.dot(&centroids.t());
        let lowest = |row: ArrayView1<f64>| {
            let least = row.iter().copied().fold(f64::INFINITY, f64::min);
            row.iter().position(|score| *score == least).unwrap_or(0)
        };
        scores.map_axis(Axis(1), lowest)
    }

    pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
        let membership = Array2::from_shape_fn((old.nrows(), points.nrows()), |(c, row)| f64::from(labels[row] == c));
        let mut centroids = membership.dot(&points);
        for ((mut centroid, old), members) in
            centroids.rows_mut().into_iter().zip(old.rows()).zip(membership.sum_axis(Axis(1)))
        {
            if members == 0.0 {
                centroid.assign(&old);
            } else {
                centroid /= members;
            }
        }
        centroids
    }

    pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
        let own = centroids.select(Axis(0), labels.to_vec().as_slice());
        (&points - &own).mapv(|difference| difference * difference).sum()
    }

    pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
        let mut centroids = start.to_owned();
        for _ in 0..max_iterations {
            let moved = update(points, assign(points, centroids.view()).view(), centroids.view());
            let settled = moved == centroids;
            centroids = moved;
            if settled {
                break;
            }
        }
        let labels = assign(points, centroids.view());
        let inertia = inertia(points, labels.view(), centroids.view());
        Clustering { centroids, labels, inertia }
    }
}

/// Index loops, a running mean instead of a sum, recursion instead of a loop of rounds.
mod loops {
    use super::*;

    pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
        let mut labels = Array1::zeros(points.nrows());
        for i in 0..points.nrows() {
            for c in 1..centroids.nrows() {
                if distance(points, i, centroids, c) < distance(points, i, centroids, labels[i]) {
                    labels[i] = c;
                }
            }
        }
        labels
    }

    pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
        let mut centroids = old.to_owned();
        let mut seen = vec![0.0; old.nrows()];
        for i in 0..points.nrows() {
            let c = labels[i];
            seen[c] += 1.0;
            for j in 0..points.ncols() {
                let so_far = if seen[c] == 1.0 { 0.0 } else { centroids[[c, j]] };
                centroids[[c, j]] = so_far + (points[[i, j]] - so_far) / seen[c];
            }
        }
        centroids
    }

    pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
        (0..points.nrows()).map(|i| distance(points, i, centroids, labels[i]).powi(2)).sum()
    }

    pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
        let labels = assign(points, start);
        let next = update(points, labels.view(), start);
        if max_iterations == 0 || next == start {
            let inertia = inertia(points, labels.view(), start);
            return Clustering { centroids: start.to_owned(), labels, inertia };
        }
        fit(points, next.view(), max_iterations - 1)
    }

    fn distance(points: ArrayView2<f64>, i: usize, centroids: ArrayView2<f64>, c: usize) -> f64 {
        (0..points.ncols()).map(|j| (points[[i, j]] - centroids[[c, j]]).powi(2)).sum::<f64>().sqrt()
    }
}
