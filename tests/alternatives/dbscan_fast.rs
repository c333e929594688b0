//! DBSCAN without looking at every pair of rows: sorted by their first column, rows that are more than eps apart
//! along it cannot be neighbours, and the others are measured once for both.

use mlings::dbscan::{Clusters, DbscanError};
use ndarray::{Array1, ArrayView2, Axis};

pub fn dbscan(points: ArrayView2<f64>, eps: f64, min_points: usize) -> Result<Clusters, DbscanError> {
    if !(eps > 0.0 && eps.is_finite()) {
        return Err(DbscanError::InvalidEps);
    }
    if min_points == 0 {
        return Err(DbscanError::InvalidMinPoints);
    }
    let neighbourhoods = neighbourhoods(points, eps);
    let core: Array1<bool> = neighbourhoods.iter().map(|near| near.len() >= min_points).collect();
    let mut labels: Array1<Option<usize>> = Array1::from_elem(points.nrows(), None);
    let mut n_clusters = 0;
    for row in 0..points.nrows() {
        if !core[row] || labels[row].is_some() {
            continue;
        }
        labels[row] = Some(n_clusters);
        let mut frontier = vec![row];
        while let Some(reached) = frontier.pop() {
            for &(next, _) in &neighbourhoods[reached] {
                if core[next] && labels[next].is_none() {
                    labels[next] = Some(n_clusters);
                    frontier.push(next);
                }
            }
        }
        n_clusters += 1;
    }
    for row in (0..points.nrows()).filter(|row| !core[*row]) {
        let near = neighbourhoods[row].iter().filter(|(other, _)| core[*other]);
        // These lists are not in ascending order: of equally near rows the lowest has to be asked for.
        let nearest = near.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        labels[row] = nearest.and_then(|(core_point, _)| labels[*core_point]);
    }
    Ok(Clusters { labels, core })
}

/// For every row its neighbours, itself among them, with their distances.
fn neighbourhoods(points: ArrayView2<f64>, eps: f64) -> Vec<Vec<(usize, f64)>> {
    let mut order: Vec<usize> = (0..points.nrows()).collect();
    order.sort_unstable_by(|a, b| points.row(*a)[0].total_cmp(&points.row(*b)[0]));
    let sorted = points.select(Axis(0), &order);
    let rows: Vec<&[f64]> = sorted.rows().into_iter().filter_map(|row| row.to_slice()).collect();
    let mut near: Vec<Vec<(usize, f64)>> = (0..rows.len()).map(|row| vec![(row, 0.0)]).collect();
    for (i, here) in rows.iter().enumerate() {
        for (there, j) in rows[i + 1..].iter().zip(&order[i + 1..]) {
            if distance(&here[..1], &there[..1]) > eps {
                break;
            }
            let distance = distance(here, there);
            if distance <= eps {
                near[order[i]].push((*j, distance));
                near[*j].push((order[i], distance));
            }
        }
    }
    near
}

fn distance(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}
