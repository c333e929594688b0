//! The mistakes in running code.

use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use ndarray::{Array1, ArrayView1, ArrayView2};

use crate::curriculum::dbscan::solution::neighbours;
use crate::curriculum::dbscan::{Clusters, DbscanError, TrainingError};

type Distance = fn(ArrayView1<f64>, ArrayView1<f64>) -> f64;
type Labels = Array1<Option<usize>>;

/// How a cluster goes on.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Spread {
    FromCoreToCore,
    ThroughAll,
    OneStep,
}

/// A core point near a border point.
#[derive(Clone, Copy)]
pub(super) struct Near {
    distance: f64,
    label: Option<usize>,
    /// The row where its cluster was found.
    found_at: usize,
}

/// What `dbscan` is made of.
pub(super) struct Parts {
    pub(super) neighbours: fn(ArrayView2<f64>, usize, f64) -> Vec<usize>,
    pub(super) distance: Distance,
    /// From the number of neighbours and `min_points`.
    pub(super) is_core: fn(usize, usize) -> bool,
    pub(super) spread: Spread,
    /// The label of a border point, from its row and the core points near it.
    pub(super) border: fn(usize, &[Near]) -> Option<usize>,
    /// The label of noise, from its row and the number of clusters.
    pub(super) noise: fn(usize, usize) -> Option<usize>,
    /// The flag that is returned, from the right one and the label.
    pub(super) core: fn(bool, Option<usize>) -> bool,
    pub(super) valid_eps: fn(f64) -> bool,
    /// The least `min_points`.
    pub(super) least: usize,
}

pub(super) const RIGHT: Parts = Parts {
    neighbours,
    distance: euclidean,
    is_core: |neighbours, min_points| neighbours >= min_points,
    spread: Spread::FromCoreToCore,
    border: |_, near| nearest(near),
    noise: |_, _| None,
    core: |core, _| core,
    valid_eps: |eps| eps > 0.0 && eps.is_finite(),
    least: 1,
};

pub(super) fn dbscan_by(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
    parts: Parts,
) -> Result<Clusters, DbscanError> {
    if !(parts.valid_eps)(eps) {
        return Err(DbscanError::InvalidEps);
    }
    if min_points < parts.least {
        return Err(DbscanError::InvalidMinPoints);
    }
    let n_samples = points.nrows();
    let near: Vec<Vec<usize>> = (0..n_samples).map(|row| (parts.neighbours)(points, row, eps)).collect();
    let core: Array1<bool> = near.iter().map(|near| (parts.is_core)(near.len(), min_points)).collect();
    let mut labels: Labels = Array1::from_elem(n_samples, None);
    let mut found_at = Vec::new();
    for row in 0..n_samples {
        if core[row] && labels[row].is_none() {
            labels[row] = Some(found_at.len());
            found_at.push(row);
            go_on(row, &near, &core, &mut labels, parts.spread);
        }
    }
    for row in (0..n_samples).filter(|row| !core[*row]) {
        let of_core = |other: &usize| Near {
            distance: (parts.distance)(points.row(row), points.row(*other)),
            label: labels[*other],
            found_at: labels[*other].map_or(usize::MAX, |cluster| found_at[cluster]),
        };
        let beside: Vec<Near> = near[row].iter().filter(|other| core[**other]).map(of_core).collect();
        let joined = labels[row].or_else(|| (parts.border)(row, &beside));
        labels[row] = joined.or_else(|| (parts.noise)(row, found_at.len()));
    }
    let core = core.iter().zip(&labels).map(|(core, label)| (parts.core)(*core, *label)).collect();
    Ok(Clusters { labels, core })
}

fn go_on(row: usize, near: &[Vec<usize>], core: &Array1<bool>, labels: &mut Labels, spread: Spread) {
    let mut frontier = vec![row];
    while let Some(reached) = frontier.pop() {
        for &next in near[reached].iter().filter(|next| core[**next] || spread == Spread::ThroughAll) {
            if labels[next].is_none() {
                labels[next] = labels[row];
                if spread != Spread::OneStep {
                    frontier.push(next);
                }
            }
        }
    }
}

fn nearest(near: &[Near]) -> Option<usize> {
    near.iter().min_by(|a, b| a.distance.total_cmp(&b.distance))?.label
}

pub(super) fn last_of_nearest(_: usize, near: &[Near]) -> Option<usize> {
    near.iter().rev().min_by(|a, b| a.distance.total_cmp(&b.distance))?.label
}

pub(super) fn first_found(_: usize, near: &[Near]) -> Option<usize> {
    near.iter().min_by_key(|near| near.found_at)?.label
}

pub(super) fn once_noise_always_noise(row: usize, near: &[Near]) -> Option<usize> {
    if near.iter().all(|near| near.found_at > row) { None } else { nearest(near) }
}

pub(super) fn euclidean(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    squared(a, b).sqrt()
}

pub(super) fn squared(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

pub(super) fn along_axes(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

pub(super) fn within(points: ArrayView2<f64>, row: usize, eps: f64, distance: Distance) -> Vec<usize> {
    (0..points.nrows()).filter(|other| distance(points.row(row), points.row(*other)) <= eps).collect()
}

pub(super) fn nearer_than_eps(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    (0..points.nrows()).filter(|other| euclidean(points.row(row), points.row(*other)) < eps).collect()
}

pub(super) fn without_itself(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    neighbours(points, row, eps).into_iter().filter(|other| *other != row).collect()
}

pub(super) fn without_copies(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    let is_copy = |other: usize| other != row && points.row(other) == points.row(row);
    neighbours(points, row, eps).into_iter().filter(|other| !is_copy(*other)).collect()
}

fn sorted_distances(points: ArrayView2<f64>, row: usize, distance: Distance) -> Vec<f64> {
    let mut distances: Vec<f64> = points.rows().into_iter().map(|other| distance(points.row(row), other)).collect();
    distances.sort_by(f64::total_cmp);
    distances
}

/// For every row the distance at this place of the sorted ones, or the last.
pub(super) fn reach_by(points: ArrayView2<f64>, place: usize, distance: Distance) -> Array1<f64> {
    let of_row = |row: usize| sorted_distances(points, row, distance)[place.min(points.nrows() - 1)];
    (0..points.nrows()).map(of_row).collect()
}

pub(super) fn ascending(reach: Array1<f64>) -> Array1<f64> {
    let mut distances = reach.to_vec();
    distances.sort_by(f64::total_cmp);
    Array1::from(distances)
}

pub(super) fn descending(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    ascending(reach_by(points, min_points - 1, euclidean)).to_vec().into_iter().rev().collect()
}

pub(super) fn mean_distance(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    let of_row = |row: usize| sorted_distances(points, row, euclidean).iter().take(min_points).sum::<f64>();
    ascending((0..points.nrows()).map(|row| of_row(row) / min_points as f64).collect())
}

pub(super) fn trained(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Labels, TrainingError> {
    let params = Dbscan::params(min_points).tolerance(eps).check()?;
    Ok(params.transform(&points.as_standard_layout()))
}

pub(super) fn as_they_lie(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Labels, TrainingError> {
    Ok(Dbscan::params(min_points).tolerance(eps).check()?.transform(&points))
}
