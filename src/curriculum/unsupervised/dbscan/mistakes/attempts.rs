//! The mistakes in running code.

use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

use crate::dbscan::solution::{dbscan, neighbours};
use crate::dbscan::{Clusters, DbscanError, TrainingError};

type Distance = fn(ArrayView1<f64>, ArrayView1<f64>) -> f64;
type Labels = Array1<Option<usize>>;

/// How a cluster goes on.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Spread {
    FromCoreToCore,
    ThroughAll,
    OneStep,
}

/// A point that may decide where a border point belongs.
#[derive(Clone, Copy)]
pub(super) struct Near {
    distance: f64,
    /// `None` if it is no core point.
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
    /// Whether another point may decide where a border point belongs: is it a neighbour, is it a core point?
    pub(super) decides: fn(bool, bool) -> bool,
    /// The label of a border point, from its row and the points that decide, in the order of their rows.
    pub(super) border: fn(usize, &[Near]) -> Option<usize>,
    /// The label of noise, from its row and the number of clusters.
    pub(super) noise: fn(usize, usize) -> Option<usize>,
    /// The flag that is returned, from the right one and the label.
    pub(super) core: fn(bool, Option<usize>) -> bool,
    pub(super) valid_eps: fn(f64) -> bool,
    /// From `min_points` and the number of points.
    pub(super) valid_min_points: fn(usize, usize) -> bool,
}

pub(super) const RIGHT: Parts = Parts {
    neighbours,
    distance: euclidean,
    is_core: |neighbours, min_points| neighbours >= min_points,
    spread: Spread::FromCoreToCore,
    decides: |near, core| near && core,
    border: |_, near| nearest(near),
    noise: |_, _| None,
    core: |core, _| core,
    valid_eps: |eps| eps > 0.0 && eps.is_finite(),
    valid_min_points: |min_points, _| min_points > 0,
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
    if !(parts.valid_min_points)(min_points, points.nrows()) {
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
        let seen = |other: usize| Near {
            distance: (parts.distance)(points.row(row), points.row(other)),
            label: labels[other].filter(|_| core[other]),
            found_at: labels[other].map_or(usize::MAX, |cluster| found_at[cluster]),
        };
        let decides = |other: &usize| *other != row && (parts.decides)(near[row].contains(other), core[*other]);
        let beside: Vec<Near> = (0..n_samples).filter(decides).map(seen).collect();
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

/// Points with a label, in the order of their rows, and how far they are.
type Labelled = [(Option<usize>, f64)];

/// The border points one after the other, each with a label from its neighbours that have one by then.
fn handed_on(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
    pick: fn(&Labelled) -> Option<usize>,
) -> Result<Clusters, DbscanError> {
    let Clusters { mut labels, core } = dbscan(points, eps, min_points)?;
    for row in (0..points.nrows()).filter(|row| !core[*row]) {
        labels[row] = None;
    }
    for row in (0..points.nrows()).filter(|row| !core[*row]) {
        let near = neighbours(points, row, eps).into_iter().filter(|other| labels[*other].is_some());
        let far = |other: usize| euclidean(points.row(row), points.row(other));
        let near: Vec<(Option<usize>, f64)> = near.map(|other| (labels[other], far(other))).collect();
        labels[row] = pick(&near);
    }
    Ok(Clusters { labels, core })
}

pub(super) fn nearest_with_a_label(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
) -> Result<Clusters, DbscanError> {
    handed_on(points, eps, min_points, |near| near.iter().min_by(|a, b| a.1.total_cmp(&b.1))?.0)
}

pub(super) fn first_with_a_label(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
) -> Result<Clusters, DbscanError> {
    handed_on(points, eps, min_points, |near| near.first()?.0)
}

fn nearest(near: &[Near]) -> Option<usize> {
    near.iter().min_by(|a, b| a.distance.total_cmp(&b.distance))?.label
}

pub(super) fn last_of_nearest(_: usize, near: &[Near]) -> Option<usize> {
    near.iter().rev().min_by(|a, b| a.distance.total_cmp(&b.distance))?.label
}

pub(super) fn farthest(_: usize, near: &[Near]) -> Option<usize> {
    near.iter().rev().max_by(|a, b| a.distance.total_cmp(&b.distance))?.label
}

pub(super) fn lowest_row(_: usize, near: &[Near]) -> Option<usize> {
    near.first()?.label
}

/// The label of most of them; of equally many the one met first.
pub(super) fn majority(_: usize, near: &[Near]) -> Option<usize> {
    let count = |label: Option<usize>| near.iter().filter(|other| other.label == label).count();
    near.iter().rev().max_by_key(|other| count(other.label))?.label
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

pub(super) fn along_one_axis(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).fold(0.0, |longest: f64, (a, b)| longest.max((a - b).abs()))
}

/// |a|² − 2ab + |b|², and the root of it.
pub(super) fn multiplied_out(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    (a.dot(&a) - 2.0 * a.dot(&b) + b.dot(&b)).max(0.0).sqrt()
}

/// |a|² + |b|² − 2ab: the same with other rounding.
pub(super) fn product_last(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    (a.dot(&a) + b.dot(&b) - 2.0 * a.dot(&b)).max(0.0).sqrt()
}

pub(super) fn in_f32(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let short = |numbers: ArrayView1<f64>| numbers.mapv(|number| f64::from(number as f32));
    squared(short(a).view(), short(b).view()).sqrt()
}

/// Every step of it.
pub(super) fn all_in_f32(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let squares = a.iter().zip(b).map(|(a, b)| (*a as f32 - *b as f32).powi(2));
    f64::from(squares.sum::<f32>().sqrt())
}

pub(super) fn as_f32(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    f64::from(euclidean(a, b) as f32)
}

pub(super) fn of_whole(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    squared(a.mapv(f64::trunc).view(), b.mapv(f64::trunc).view()).sqrt()
}

pub(super) fn first_column(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    (a[0] - b[0]).abs()
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

pub(super) fn only_later_rows(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    neighbours(points, row, eps).into_iter().filter(|other| *other >= row).collect()
}

pub(super) fn in_one_piece<T>(points: ArrayView2<f64>, answer: impl FnOnce() -> T) -> T {
    let _ = points.as_slice().unwrap();
    answer()
}

pub(super) fn neighbours_in_one_piece(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    in_one_piece(points, || neighbours(points, row, eps))
}

/// What the memory holds that the table lies in.
pub(super) fn raw(table: ArrayView2<f64>) -> Array2<f64> {
    let numbers = table.as_slice_memory_order().map_or_else(|| table.iter().copied().collect(), <[f64]>::to_vec);
    Array2::from_shape_vec(table.dim(), numbers).unwrap_or_else(|_| table.to_owned())
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

/// For every row the distance at this place of those that differ, or the last.
pub(super) fn reach_without_copies(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    let of_row = |row: usize| {
        let mut distances = sorted_distances(points, row, euclidean);
        distances.dedup();
        distances[(min_points - 1).min(distances.len() - 1)]
    };
    ascending((0..points.nrows()).map(of_row).collect())
}

pub(super) fn trained(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Labels, TrainingError> {
    let params = Dbscan::params(min_points).tolerance(eps).check()?;
    Ok(params.transform(&points.as_standard_layout()))
}

pub(super) fn trained_or_panic(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Labels, TrainingError> {
    Ok(trained(points, eps, min_points).unwrap())
}

pub(super) fn as_they_lie(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Labels, TrainingError> {
    Ok(Dbscan::params(min_points).tolerance(eps).check()?.transform(&points))
}
