//! DBSCAN (Ester, Kriegel, Sander and Xu 1996): a cluster is a crowd, and it goes on as long as the crowd does.

use linfa::ParamGuard;
use linfa::traits::Transformer;
use linfa_clustering::Dbscan;
use ndarray::{Array1, ArrayView1, ArrayView2};

use mlings::dbscan::{Clusters, DbscanError, TrainingError};

/// The rows at a distance of at most `eps` from one row, and not a hair more. Distances are Euclidean.
///
/// - `points`: `n_samples` x `n_features`, in any unit, near 0 or far from it
/// - `row`: below `n_samples`
/// - `eps`: 0 or more
///
/// Returns row numbers in ascending order. `row` is its own neighbour, and so is every copy of it.
pub fn neighbours(points: ArrayView2<f64>, row: usize, eps: f64) -> Vec<usize> {
    let here = points.row(row);
    let near = points.rows().into_iter().enumerate().filter(|(_, there)| distance(here, *there) <= eps);
    near.map(|(other, _)| other).collect()
}

/// For every row the smallest eps with which it would be a core point: the distance to its `min_points`-th nearest
/// row, where the nearest is the row itself, at distance 0.
///
/// - `points`: `n_samples` x `n_features`
/// - `min_points`: from 1 to `n_samples`
///
/// Returns `n_samples` distances in ascending order, whichever rows they belong to.
pub fn reach(points: ArrayView2<f64>, min_points: usize) -> Array1<f64> {
    let sorted = |mut distances: Vec<f64>| {
        distances.sort_by(f64::total_cmp);
        distances
    };
    let from = |here| sorted(points.rows().into_iter().map(|there| distance(here, there)).collect());
    Array1::from(sorted(points.rows().into_iter().map(|here| from(here)[min_points - 1]).collect()))
}

/// Finds clusters as crowds:
///
/// - a core point has at least `min_points` neighbours, itself counted; neighbours are at most `eps` away;
/// - core points that are neighbours are in one cluster, and so are those that a chain of such steps connects;
/// - a border point is no core point, but has one for a neighbour. It joins the cluster of its nearest core point;
///   of equally near ones that of the lowest row. No chain goes through it;
/// - every other point is noise.
///
/// - `points`: `n_samples` x `n_features`, finite, at least one row
/// - `eps`: in the unit of the columns
///
/// Returns `Clusters { labels, core }`. The clusters have different numbers; which number is which means nothing.
///
/// # Errors
/// `DbscanError::InvalidEps` where eps is 0, negative, infinite or NaN; `DbscanError::InvalidMinPoints` where
/// `min_points` is 0; either, where both are so. More `min_points` than there are points is no error: all are noise.
pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
    if !(eps > 0.0 && eps.is_finite()) {
        return Err(DbscanError::InvalidEps);
    }
    if min_points == 0 {
        return Err(DbscanError::InvalidMinPoints);
    }
    let n_samples = points.nrows();
    let neighbourhoods: Vec<Vec<usize>> = (0..n_samples).map(|row| neighbours(points, row, eps)).collect();
    let core: Array1<bool> = neighbourhoods.iter().map(|near| near.len() >= min_points).collect();
    let mut labels: Array1<Option<usize>> = Array1::from_elem(n_samples, None);

    // Every core point that no earlier cluster has reached begins one, which spreads from core point to core point.
    let mut n_clusters = 0;
    for row in 0..n_samples {
        if !core[row] || labels[row].is_some() {
            continue;
        }
        // It is its own neighbour, and so the first to be labelled.
        let mut frontier = vec![row];
        while let Some(reached) = frontier.pop() {
            for &next in &neighbourhoods[reached] {
                if core[next] && labels[next].is_none() {
                    labels[next] = Some(n_clusters);
                    frontier.push(next);
                }
            }
        }
        n_clusters += 1;
    }

    // Only now, when all clusters are known, the border points choose.
    for row in (0..n_samples).filter(|row| !core[*row]) {
        let near = neighbourhoods[row].iter().filter(|other| core[**other]);
        let away = |other: usize| distance(points.row(row), points.row(other));
        // min_by keeps the first of equal ones, and neighbours ascend.
        let nearest = near.min_by(|a, b| away(**a).total_cmp(&away(**b)));
        labels[row] = nearest.and_then(|core_point| labels[*core_point]);
    }
    Ok(Clusters { labels, core })
}

/// The labels of linfa's DBSCAN, for the same eps and the same `min_points`. Core points and noise are those of
/// `dbscan`, but for rounding, at exactly eps; a border point between two clusters may have gone to the other one.
///
/// - `points`: `n_samples` x `n_features`, in any layout
///
/// Returns `n_samples` labels, `None` for noise.
///
/// # Errors
/// What linfa says, for instance to a `min_points` of 1.
pub fn linfa_labels(
    points: ArrayView2<f64>,
    eps: f64,
    min_points: usize,
) -> Result<Array1<Option<usize>>, TrainingError> {
    let params = Dbscan::params(min_points).tolerance(eps).check()?;
    // linfa asks for rows that lie in one piece.
    Ok(params.transform(&points.as_standard_layout()))
}

fn distance(here: ArrayView1<f64>, there: ArrayView1<f64>) -> f64 {
    here.iter().zip(there).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}
