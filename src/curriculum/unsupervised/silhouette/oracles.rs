//! What is right, by the definition and by nothing else.

use std::collections::BTreeSet;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

/// From the whole table of distances, cluster by cluster.
pub(super) fn by_definition(points: &Array2<f64>, labels: &Array1<usize>) -> Array1<f64> {
    let n_samples = points.nrows();
    let length = |difference: Array1<f64>| difference.dot(&difference).sqrt();
    let distances = Array2::from_shape_fn((n_samples, n_samples), |(i, j)| length(&points.row(i) - &points.row(j)));
    let clusters: BTreeSet<usize> = labels.iter().copied().collect();
    let mean_to = |row: usize, cluster: usize| {
        let to: Vec<f64> =
            (0..n_samples).filter(|j| *j != row && labels[*j] == cluster).map(|j| distances[[row, j]]).collect();
        (!to.is_empty()).then(|| to.iter().sum::<f64>() / to.len() as f64)
    };
    let silhouette = |row: usize| {
        let others = clusters.iter().filter(|cluster| **cluster != labels[row]);
        let b = others.filter_map(|cluster| mean_to(row, *cluster)).fold(f64::INFINITY, f64::min);
        match mean_to(row, labels[row]) {
            None => 0.0,
            Some(a) if a == b => 0.0,
            Some(a) if a < b => 1.0 - a / b,
            Some(a) => b / a - 1.0,
        }
    };
    (0..n_samples).map(silhouette).collect()
}

/// For every point how much nearer another segment's mean is than its own; 0 where its own is the nearest.
pub(super) fn temptation(points: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Array1<f64> {
    let members = |cluster: usize| (0..points.nrows()).filter(|row| labels[*row] == cluster).collect::<Vec<_>>();
    let means: Vec<Option<Array1<f64>>> =
        (0..k).map(|cluster| points.select(Axis(0), &members(cluster)).mean_axis(Axis(0))).collect();
    let to = |point: ArrayView1<f64>, cluster: usize| {
        let mean = means.get(cluster).and_then(Option::as_ref);
        mean.map_or(f64::INFINITY, |mean| (&point - mean).mapv(|d| d * d).sum().sqrt())
    };
    let tempted = |(point, own): (ArrayView1<f64>, &usize)| {
        let nearest = (0..k).map(|cluster| to(point, cluster)).fold(f64::INFINITY, f64::min);
        to(point, *own) - nearest
    };
    points.rows().into_iter().zip(labels).map(tempted).collect()
}
