//! Other ways to DBSCAN.

use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use linfa_nn::CommonNearestNeighbour;
use linfa_nn::distance::L2Dist;
use mlings::dbscan::{Clusters, Contract, DbscanError, TrainingError, solution};
use ndarray::{Array1, Array2, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "a forest of core points",
        Contract {
            neighbours: forest::neighbours,
            reach: forest::reach,
            dbscan: forest::dbscan,
            linfa_labels: forest::linfa_labels,
        },
    ),
    (
        "one table of distances and recursion",
        Contract {
            neighbours: table::neighbours,
            reach: table::reach,
            dbscan: table::dbscan,
            linfa_labels: table::linfa_labels,
        },
    ),
    (
        "rows sorted by their first column",
        Contract {
            neighbours: solution::neighbours,
            reach: solution::reach,
            dbscan: sorted::dbscan,
            linfa_labels: solution::linfa_labels,
        },
    ),
];

#[path = "dbscan_fast.rs"]
mod sorted;

/// Union-find: every pair of near core points joins two trees; a cluster is named by its root.
mod forest {
    use super::*;

    pub fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
        let squares = (&points - &points.row(row)).mapv(|d| d * d).sum_axis(Axis(1));
        squares.iter().enumerate().filter(|(_, square)| square.sqrt() <= eps).map(|(other, _)| other).collect()
    }

    pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
        let of_row = |row: usize| {
            let mut squares = (&points - &points.row(row)).mapv(|d| d * d).sum_axis(Axis(1)).to_vec();
            *squares.select_nth_unstable_by(min_points - 1, f64::total_cmp).1
        };
        let mut reach: Vec<f64> = (0..points.nrows()).map(|row| of_row(row).sqrt()).collect();
        reach.sort_unstable_by(f64::total_cmp);
        Array1::from(reach)
    }

    pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
        if !eps.is_finite() || eps <= 0.0 {
            return Err(DbscanError::InvalidEps);
        }
        if min_points < 1 {
            return Err(DbscanError::InvalidMinPoints);
        }
        let n = points.nrows();
        let core: Array1<bool> = (0..n).map(|row| neighbours(points, row, eps).len() >= min_points).collect();
        let mut parents: Vec<usize> = (0..n).collect();
        fn root(parents: &mut [usize], row: usize) -> usize {
            if parents[row] != row {
                parents[row] = root(parents, parents[row]);
            }
            parents[row]
        }
        for i in (0..n).filter(|i| core[*i]) {
            for j in neighbours(points, i, eps).into_iter().filter(|j| core[*j]) {
                let (one, other) = (root(&mut parents, i), root(&mut parents, j));
                parents[one] = other;
            }
        }
        let label = |row: usize| {
            if core[row] {
                return Some(root(&mut parents.clone(), row));
            }
            let mut best: Option<(f64, usize)> = None;
            for other in neighbours(points, row, eps).into_iter().filter(|other| core[*other]) {
                let distance = (&points.row(row) - &points.row(other)).mapv(|d| d * d).sum().sqrt();
                if best.is_none_or(|(nearest, _)| distance < nearest) {
                    best = Some((distance, other));
                }
            }
            best.map(|(_, other)| root(&mut parents.clone(), other))
        };
        Ok(Clusters { labels: (0..n).map(label).collect(), core })
    }

    pub fn linfa_labels(
        points: ArrayView2<f64>,
        eps: f64,
        min_points: usize,
    ) -> Result<Array1<Option<usize>>, TrainingError> {
        let params = Dbscan::params_with(min_points, L2Dist, CommonNearestNeighbour::BallTree).tolerance(eps).check()?;
        Ok(params.transform(&points.as_standard_layout()))
    }
}

/// All distances at once, clusters by recursion, numbered from the last row on.
mod table {
    use super::*;

    fn distances(points: ArrayView2<f64>) -> Array2<f64> {
        let mut distances = Array2::zeros((points.nrows(), points.nrows()));
        for i in 0..points.nrows() {
            for j in 0..points.nrows() {
                for c in 0..points.ncols() {
                    distances[[i, j]] += (points[[i, c]] - points[[j, c]]).powi(2);
                }
            }
        }
        distances.mapv(f64::sqrt)
    }

    pub fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
        let mut near = Vec::new();
        for (other, distance) in distances(points).row(row).iter().enumerate() {
            if *distance <= eps {
                near.push(other);
            }
        }
        near
    }

    pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
        let mut reach = Vec::new();
        for row in distances(points).rows() {
            let mut row = row.to_vec();
            row.sort_by(f64::total_cmp);
            reach.push(row[min_points - 1]);
        }
        reach.sort_by(f64::total_cmp);
        reach.into()
    }

    pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
        if min_points == 0 {
            return Err(DbscanError::InvalidMinPoints);
        }
        if eps.is_nan() || eps <= 0.0 || eps == f64::INFINITY {
            return Err(DbscanError::InvalidEps);
        }
        let distances = distances(points);
        let core = distances.map_axis(Axis(1), |row| row.iter().filter(|d| **d <= eps).count() >= min_points);
        let mut labels = Array1::from_elem(points.nrows(), None);
        for row in (0..points.nrows()).rev().filter(|row| core[*row]) {
            spread(row, 10 + 3 * row, eps, &distances, &core, &mut labels);
        }
        for row in (0..points.nrows()).filter(|row| !core[*row]) {
            let mut near: Vec<usize> =
                (0..points.nrows()).filter(|other| core[*other] && distances[[row, *other]] <= eps).collect();
            near.sort_by(|a, b| distances[[row, *a]].total_cmp(&distances[[row, *b]]).then(a.cmp(b)));
            labels[row] = near.first().and_then(|other| labels[*other]);
        }
        Ok(Clusters { labels, core })
    }

    fn spread(
        row: usize,
        name: usize,
        eps: f64,
        distances: &Array2<f64>,
        core: &Array1<bool>,
        labels: &mut Array1<Option<usize>>,
    ) {
        if labels[row].is_some() {
            return;
        }
        labels[row] = Some(name);
        for other in (0..core.len()).filter(|other| core[*other] && distances[[row, *other]] <= eps) {
            spread(other, name, eps, distances, core, labels);
        }
    }

    pub fn linfa_labels(
        points: ArrayView2<f64>,
        eps: f64,
        min_points: usize,
    ) -> Result<Array1<Option<usize>>, TrainingError> {
        let rows: Vec<f64> = points.iter().copied().collect();
        let points = Array2::from_shape_vec(points.dim(), rows).expect("as many numbers");
        Dbscan::params(min_points).tolerance(eps).transform(&points)
    }
}
