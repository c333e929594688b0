//! k-means that asks a product of matrices for the nearest centroids.

use std::ops::AddAssign;

use mlings::kmeans::Clustering;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let zero = centroids.row(0);
    nearest((&points - &zero).view(), (&centroids - &zero).view())
}

/// From the differences between squared distances: by how much every centroid c is farther away than the first one, f,
/// ‖x − c‖² − ‖x − f‖² = (c − f)·(c + f) − 2 x·(c − f).
fn nearest(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let first = centroids.row(0);
    let apart = &centroids - &first;
    let constant = (&apart * &(&centroids + &first)).sum_axis(Axis(1));
    let farther = points.dot(&(-2.0 * &apart).t()) + constant;
    farther.map_axis(Axis(1), lowest)
}

/// The index of the lowest number, the first of several.
fn lowest(numbers: ArrayView1<f64>) -> usize {
    let mut lowest = (0, f64::INFINITY);
    for (index, number) in numbers.iter().enumerate() {
        if *number < lowest.1 {
            lowest = (index, *number);
        }
    }
    lowest.0
}

/// All rounds see the points from the first centroid that is given, so that no digit is lost far from 0.
pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let zero = start.row(0);
    let (points, mut centroids) = (&points - &zero, &start - &zero);
    let mut labels = nearest(points.view(), centroids.view());
    for _ in 0..max_iterations {
        centroids = update(points.view(), labels.view(), centroids.view());
        let moved = nearest(points.view(), centroids.view());
        let settled = moved == labels;
        labels = moved;
        if settled {
            break;
        }
    }
    let away = |(point, cluster): (ArrayView1<f64>, &usize)| -> f64 {
        point.iter().zip(centroids.row(*cluster)).map(|(x, c)| (x - c).powi(2)).sum()
    };
    let inertia = points.rows().into_iter().zip(&labels).map(away).sum();
    Clustering { centroids: centroids + zero, labels, inertia }
}

fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let mut sums = Array2::<f64>::zeros(old.dim());
    let mut sizes = vec![0_usize; old.nrows()];
    for (point, &cluster) in points.rows().into_iter().zip(labels) {
        sums.row_mut(cluster).add_assign(&point);
        sizes[cluster] += 1;
    }
    let mut centroids = old.to_owned();
    for (cluster, &size) in sizes.iter().enumerate() {
        if size > 0 {
            centroids.row_mut(cluster).assign(&(&sums.row(cluster) / size as f64));
        }
    }
    centroids
}
