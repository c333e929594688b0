#![allow(unused, clippy::all)]
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use mlings::dbscan::{Clusters, DbscanError, TrainingError};
use ndarray::{Array1, ArrayView2};

fn distances<'a>(points: ArrayView2<'a, f64>, row: usize) -> impl Iterator<Item = f64> + 'a {
    let here = points.row(row).to_owned();
    points.outer_iter().map(move |other| (&other - &here).mapv(|d| d * d).sum().sqrt()).collect::<Vec<_>>().into_iter()
}

pub fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    distances(points, row).enumerate().filter(|&(_, d)| d <= eps).map(|(i, _)| i).collect()
}

pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    let mut all: Vec<f64> = (0..points.nrows())
        .map(|row| {
            let mut d: Vec<f64> = distances(points, row).collect();
            *d.select_nth_unstable_by(min_points - 1, f64::total_cmp).1
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all.into()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while parent[i] != i {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    i
}

// union-find in place of a list
pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
    if eps.is_nan() || eps <= 0.0 || eps.is_infinite() {
        return Err(DbscanError::InvalidEps);
    }
    if min_points < 1 {
        return Err(DbscanError::InvalidMinPoints);
    }
    let n = points.nrows();
    let near: Vec<Vec<usize>> = (0..n).map(|row| neighbours(points, row, eps)).collect();
    let core: Array1<bool> = near.iter().map(|l| l.len() >= min_points).collect();
    let mut parent: Vec<usize> = (0..n).collect();
    for a in 0..n {
        for &b in near[a].iter().filter(|&&b| core[a] && core[b]) {
            let (x, y) = (root(&mut parent, a), root(&mut parent, b));
            parent[x] = y;
        }
    }
    let labels = (0..n)
        .map(|row| {
            if core[row] {
                return Some(root(&mut parent, row) * 7 + 3);
            }
            let d: Vec<f64> = distances(points, row).collect();
            near[row]
                .iter()
                .copied()
                .filter(|&other| core[other])
                .min_by(|&a, &b| d[a].total_cmp(&d[b]))
                .map(|other| root(&mut parent, other) * 7 + 3)
        })
        .collect();
    Ok(Clusters { labels, core })
}

pub fn linfa_labels(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
) -> Result<Array1<Option<usize>>, TrainingError> {
    let owned = points.as_standard_layout().into_owned();
    Dbscan::params(min_points).tolerance(eps).transform(&owned)
}

mlings::grade!(dbscan { neighbours, reach, dbscan, linfa_labels });
