//! what is wrong: a distance counts as at most eps when it is up to 1e-9 more (absolute)

#![allow(unused, clippy::all)]
use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use mlings::dbscan::{Clusters, DbscanError, TrainingError};
use ndarray::{Array1, ArrayView2};

fn distance(points: ArrayView2<f64>, a: usize, b: usize) -> f64 {
    let mut sum = 0.0;
    for c in 0..points.ncols() {
        let d = points[[a, c]] - points[[b, c]];
        sum += d * d;
    }
    sum.sqrt()
}

pub fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    let mut near = Vec::new();
    for other in 0..points.nrows() {
        if distance(points, row, other) <= eps + 1e-9 {
            near.push(other);
        }
    }
    near
}

pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    let n = points.nrows();
    let mut all = Vec::new();
    for row in 0..n {
        let mut d = Vec::new();
        for other in 0..n {
            d.push(distance(points, row, other));
        }
        d.sort_by(f64::total_cmp);
        all.push(d[min_points - 1]);
    }
    all.sort_by(f64::total_cmp);
    Array1::from(all)
}

pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
    if !(eps > 0.0 && eps.is_finite()) {
        return Err(DbscanError::InvalidEps);
    }
    if min_points == 0 {
        return Err(DbscanError::InvalidMinPoints);
    }
    let n = points.nrows();
    let mut near = Vec::new();
    let mut core = vec![false; n];
    for row in 0..n {
        let list = neighbours(points, row, eps);
        core[row] = list.len() >= min_points;
        near.push(list);
    }
    let mut labels: Vec<Option<usize>> = vec![None; n];
    let mut count = 0;
    for row in 0..n {
        if !core[row] || labels[row].is_some() {
            continue;
        }
        labels[row] = Some(count);
        let mut list = vec![row];
        while let Some(at) = list.pop() {
            for &next in &near[at] {
                if core[next] && labels[next].is_none() {
                    labels[next] = Some(count);
                    list.push(next);
                }
            }
        }
        count += 1;
    }
    for row in 0..n {
        if core[row] {
            continue;
        }
        let mut best = f64::INFINITY;
        for &other in &near[row] {
            if core[other] {
                let d = distance(points, row, other);
                if d < best {
                    best = d;
                    labels[row] = labels[other];
                }
            }
        }
    }
    Ok(Clusters { labels: Array1::from(labels), core: Array1::from(core) })
}

pub fn linfa_labels(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
) -> Result<Array1<Option<usize>>, TrainingError> {
    let params = Dbscan::params(min_points).tolerance(eps).check()?;
    Ok(params.transform(&points.as_standard_layout()))
}

mlings::grade!(dbscan { neighbours, reach, dbscan, linfa_labels });
