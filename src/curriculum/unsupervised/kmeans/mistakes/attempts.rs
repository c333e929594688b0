//! The mistakes in running code.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use crate::kmeans::Clustering;
use crate::kmeans::solution::{assign, inertia, update};

type Assign = fn(ArrayView2<f64>, ArrayView2<f64>) -> Array1<usize>;
type Update = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> Array2<f64>;
type Inertia = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> f64;

/// The reference's loop around other parts, as it would stand in a file where only these parts are wrong.
pub(super) fn lloyd(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    max_iterations: usize,
    assign: Assign,
    update: Update,
) -> Clustering {
    rounds(points, start, assign(points, start), max_iterations, assign, update)
}

fn rounds(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    mut labels: Array1<usize>,
    max_iterations: usize,
    assign: Assign,
    update: impl Fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> Array2<f64>,
) -> Clustering {
    let mut centroids = start.to_owned();
    for _ in 0..max_iterations.min(LAST_ROUND) {
        centroids = update(points, labels.view(), centroids.view());
        let moved = assign(points, centroids.view());
        let settled = moved == labels;
        labels = moved;
        if settled {
            break;
        }
    }
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

/// Wrong parts need not come to rest; what has not done so by now never will.
const LAST_ROUND: usize = 1000;

pub(super) fn measured_by(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    max_iterations: usize,
    inertia: Inertia,
) -> Clustering {
    let fitted = lloyd(points, start, max_iterations, assign, update);
    Clustering { inertia: inertia(points, fitted.labels.view(), fitted.centroids.view()), ..fitted }
}

pub(super) fn stale_labels(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    let mut within = inertia(points, labels.view(), centroids.view());
    for _ in 0..max_iterations.min(LAST_ROUND) {
        labels = assign(points, centroids.view());
        within = inertia(points, labels.view(), centroids.view());
        let moved = update(points, labels.view(), centroids.view());
        if moved == centroids {
            break;
        }
        centroids = moved;
    }
    Clustering { centroids, labels, inertia: within }
}

pub(super) fn last_move_lost(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 0..max_iterations.min(LAST_ROUND) {
        let moved = update(points, labels.view(), centroids.view());
        let next = assign(points, moved.view());
        if next == labels {
            break;
        }
        (centroids, labels) = (moved, next);
    }
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

pub(super) fn own_start(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let first: Vec<usize> = (0..start.nrows()).collect();
    lloyd(points, points.select(Axis(0), &first).view(), max_iterations, assign, update)
}

/// Stops once a thousandth is all that any centroid moves.
pub(super) fn stops_early(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    for _ in 0..max_iterations.min(LAST_ROUND) {
        let labels = assign(points, centroids.view());
        let moved = update(points, labels.view(), centroids.view());
        let way = (&moved - &centroids).mapv(f64::abs).fold(0.0, |most: f64, step| most.max(*step));
        centroids = moved;
        if way < 1e-3 {
            break;
        }
    }
    // Nothing is left to do but to look where the points belong.
    lloyd(points, centroids.view(), 0, assign, update)
}

pub(super) fn back_to_start(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let first = assign(points, start);
    rounds(points, start, first, max_iterations, assign, |points, labels, _| update(points, labels, start))
}

pub(super) fn all_in_the_first(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    rounds(points, start, Array1::zeros(points.nrows()), max_iterations, assign, update)
}

pub(super) fn one_move_more(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let fitted = lloyd(points, start, max_iterations, assign, update);
    let centroids = update(points, fitted.labels.view(), fitted.centroids.view());
    let inertia = inertia(points, fitted.labels.view(), centroids.view());
    Clustering { centroids, inertia, ..fitted }
}

fn sums_and_sizes(points: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> (Array2<f64>, Array1<f64>) {
    let mut sums = Array2::zeros((k, points.ncols()));
    let mut sizes = Array1::zeros(k);
    for (point, &cluster) in points.rows().into_iter().zip(labels) {
        sums.row_mut(cluster).scaled_add(1.0, &point);
        sizes[cluster] += 1.0;
    }
    (sums, sizes)
}

pub(super) fn empty_becomes_nan(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / sizes.insert_axis(Axis(1))
}

pub(super) fn empty_to_origin(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

pub(super) fn clusters_from_labels(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    _: ArrayView2<f64>,
) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, labels.iter().max().map_or(0, |largest| largest + 1));
    sums / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

/// No division by 0 this way, but every mean is too small.
pub(super) fn counts_from_one(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / (sizes + 1.0).insert_axis(Axis(1))
}

/// What linfa does.
pub(super) fn counts_the_old(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    (sums + old) / (sizes + 1.0).insert_axis(Axis(1))
}

pub(super) fn sums_onto_old(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    (sums + old) / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

pub(super) fn divides_by_all(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    let mut centroids = sums / points.nrows() as f64;
    for (cluster, _) in sizes.iter().enumerate().filter(|(_, size)| **size == 0.0) {
        centroids.row_mut(cluster).assign(&old.row(cluster));
    }
    centroids
}

pub(super) fn unsquared(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let rows = points.rows().into_iter().zip(labels);
    rows.map(|(point, &cluster)| squared(point, centroids.row(cluster)).sqrt()).sum()
}

pub(super) fn averaged(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    inertia(points, labels, centroids) / points.nrows() as f64
}

pub(super) fn sums_along_axes(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let rows = points.rows().into_iter().zip(labels);
    rows.map(|(point, &cluster)| (&point - &centroids.row(cluster)).mapv(f64::abs).sum()).sum()
}

pub(super) fn to_the_nearest(points: ArrayView2<f64>, _: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    inertia(points, assign(points, centroids).view(), centroids)
}

pub(super) fn last_wins(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(points, centroids, f64::INFINITY, squared, |distance, best| distance <= best)
}

pub(super) fn along_axes(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let steps = |point: ArrayView1<f64>, centroid: ArrayView1<f64>| (&point - &centroid).mapv(f64::abs).sum();
    nearest_by(points, centroids, f64::INFINITY, steps, |distance, best| distance < best)
}

pub(super) fn within_a_thousand(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(points, centroids, 1000.0, squared, |distance, best| distance < best)
}

fn squared(point: ArrayView1<f64>, centroid: ArrayView1<f64>) -> f64 {
    (&point - &centroid).mapv(|d| d * d).sum()
}

fn nearest_by(
    points: ArrayView2<f64>,
    centroids: ArrayView2<f64>,
    farthest: f64,
    distance: fn(ArrayView1<f64>, ArrayView1<f64>) -> f64,
    replaces: fn(f64, f64) -> bool,
) -> Array1<usize> {
    let label = |point: ArrayView1<f64>| {
        let mut best = (0, farthest);
        for (cluster, centroid) in centroids.rows().into_iter().enumerate() {
            let distance = distance(point, centroid);
            if replaces(distance, best.1) {
                best = (cluster, distance);
            }
        }
        best.0
    };
    points.rows().into_iter().map(label).collect()
}
