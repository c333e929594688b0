use mlings::kmeans::Clustering;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let mut labels = Array1::zeros(points.nrows());
    for i in 0..points.nrows() {
        let mut nearest = 0;
        let mut smallest = f64::INFINITY;
        for c in 0..centroids.nrows() {
            let mut d = 0.0;
            for j in 0..points.ncols() {
                let step = points[[i, j]] - centroids[[c, j]];
                d += step * step;
            }
            if d < smallest {
                smallest = d;
                nearest = c;
            }
        }
        labels[i] = nearest;
    }
    labels
}

pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let mut new = old.to_owned();
    for c in 0..old.nrows() {
        for j in 0..old.ncols() {
            // the mean as a shift from the old centroid
            let mut shift = 0.0;
            let mut count = 0;
            for i in 0..points.nrows() {
                if labels[i] == c {
                    count += 1;
                    shift += points[[i, j]] - old[[c, j]];
                }
            }
            if count > 0 {
                new[[c, j]] = old[[c, j]] + shift / count as f64;
            }
        }
    }
    new
}

pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let mut sum = 0.0;
    for i in 0..points.nrows() {
        for j in 0..points.ncols() {
            let d = points[[i, j]] - centroids[[labels[i], j]];
            sum += d * d;
        }
    }
    sum
}

pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, start);
    let mut round = 0;
    while round < max_iterations {
        round += 1;
        centroids = update(points, labels.view(), centroids.view());
        let next = assign(points, centroids.view());
        let mut changed = false;
        for i in 0..next.len() {
            if next[i] != labels[i] {
                changed = true;
            }
        }
        labels = next;
        if !changed {
            break;
        }
    }
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

mlings::grade!(kmeans { assign, update, inertia, fit });
