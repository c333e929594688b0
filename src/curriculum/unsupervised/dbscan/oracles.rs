//! What is right, by the definition and by nothing else.

use ndarray::{Array1, Array2};

use super::Clusters;

/// Every distance.
pub(super) fn distances(points: &Array2<f64>) -> Array2<f64> {
    let length = |difference: Array1<f64>| difference.dot(&difference).sqrt();
    Array2::from_shape_fn((points.nrows(), points.nrows()), |(i, j)| length(&points.row(i) - &points.row(j)))
}

/// Core points take on the lowest row number among their core neighbours until nothing changes; then border points
/// look for the nearest. A cluster is numbered by the lowest row of its core points.
pub(super) fn by_definition(points: &Array2<f64>, eps: f64, min_points: usize) -> Clusters {
    let distances = distances(points);
    let rows = 0..points.nrows();
    let core: Array1<bool> =
        distances.rows().into_iter().map(|row| row.iter().filter(|d| **d <= eps).count() >= min_points).collect();
    let near =
        |row: usize| rows.clone().filter(|other| core[*other] && distances[[row, *other]] <= eps).collect::<Vec<_>>();
    let mut labels: Array1<Option<usize>> = rows.clone().map(|row| core[row].then_some(row)).collect();
    let neighbourhoods: Vec<Vec<usize>> = rows.clone().map(near).collect();
    loop {
        let before = labels.clone();
        for row in rows.clone().filter(|row| core[*row]) {
            labels[row] = neighbourhoods[row].iter().filter_map(|other| labels[*other]).min();
        }
        if labels == before {
            break;
        }
    }
    for row in rows.clone().filter(|row| !core[*row]) {
        let from = |other: &usize| distances[[row, *other]];
        let nearest = neighbourhoods[row]
            .iter()
            .copied()
            .reduce(|best, next| if from(&next) < from(&best) { next } else { best });
        labels[row] = nearest.and_then(|other| labels[other]);
    }
    Clusters { labels, core }
}

/// Labels with the clusters numbered in the order in which they are met.
pub(super) fn as_met(labels: &Array1<Option<usize>>) -> Vec<Option<usize>> {
    let mut met: Vec<usize> = Vec::new();
    let number = |label: &Option<usize>| {
        label.map(|label| {
            met.iter().position(|known| *known == label).unwrap_or_else(|| {
                met.push(label);
                met.len() - 1
            })
        })
    };
    labels.iter().map(number).collect()
}
