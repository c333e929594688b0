//! What goes wrong, as running code, and what to say about it.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{assign, inertia, update};
use super::{Clustering, Contract, SOLUTION};
use crate::grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "returns labels and inertia from before the last move of the centroids",
        advice: "The centroids moved after you looked where the points belong. Which centroids would someone use who gets your answer?",
        attempt: Contract { fit: stale_labels, ..SOLUTION },
    },
    Mistake {
        name: "divides by the size of an empty cluster",
        advice: "Count the points of each cluster. What is a sum of nothing divided by 0, and what does the task say such a cluster does?",
        attempt: Contract {
            update: empty_becomes_nan,
            fit: |points, start, rounds| lloyd(points, start, rounds, assign, empty_becomes_nan),
            ..SOLUTION
        },
    },
    Mistake {
        name: "moves an empty cluster to the origin",
        advice: "A sum that nothing was added to is 0, but 0 is a place like any other. Where was the centroid before?",
        attempt: Contract {
            update: empty_to_origin,
            fit: |points, start, rounds| lloyd(points, start, rounds, assign, empty_to_origin),
            ..SOLUTION
        },
    },
    Mistake {
        name: "takes the number of clusters from the labels",
        advice: "A cluster without points has no label to show that it exists. Which argument tells how many clusters there are?",
        attempt: Contract {
            update: clusters_from_labels,
            fit: |points, start, rounds| lloyd(points, start, rounds, assign, clusters_from_labels),
            ..SOLUTION
        },
    },
    Mistake {
        name: "divides by the number of all points",
        advice: "A mean divides by how many were added up. How many points were added up for this centroid?",
        attempt: Contract {
            update: divides_by_all,
            fit: |points, start, rounds| lloyd(points, start, rounds, assign, divides_by_all),
            ..SOLUTION
        },
    },
    Mistake {
        name: "sums the distances without squaring them",
        advice: "k-means makes the sum of squared distances small, and inertia is that sum. Is there a root in your distance?",
        attempt: Contract {
            inertia: unsquared,
            fit: |points, start, rounds| measured_by(points, start, rounds, unsquared),
            ..SOLUTION
        },
    },
    Mistake {
        name: "averages the squared distances over the points",
        advice: "Some libraries, linfa among them, report the mean. Look again at what this task calls inertia.",
        attempt: Contract {
            inertia: averaged,
            fit: |points, start, rounds| measured_by(points, start, rounds, averaged),
            ..SOLUTION
        },
    },
    Mistake {
        name: "gives a tie to the last of the nearest centroids",
        advice: "When a distance equals the best so far, should it replace the best?",
        attempt: Contract {
            assign: last_wins,
            fit: |points, start, rounds| lloyd(points, start, rounds, last_wins, update),
            ..SOLUTION
        },
    },
    Mistake {
        name: "measures the distance along the axes",
        advice: "Adding up |a - b| gives the way along streets. The task asks for the straight line.",
        attempt: Contract {
            assign: along_axes,
            fit: |points, start, rounds| lloyd(points, start, rounds, along_axes, update),
            ..SOLUTION
        },
    },
    Mistake {
        name: "stops one round too early",
        advice: "Count the rounds by hand for max_iterations 1 and 2. Does the loop run as often as it is allowed to?",
        attempt: Contract {
            fit: |points, start, rounds| lloyd(points, start, rounds.saturating_sub(1), assign, update),
            ..SOLUTION
        },
    },
    Mistake {
        name: "does one round at most",
        advice: "After the first round the points may belong elsewhere. What has to happen until nothing changes any more?",
        attempt: Contract {
            fit: |points, start, rounds| lloyd(points, start, rounds.min(1), assign, update),
            ..SOLUTION
        },
    },
    Mistake {
        name: "returns the centroids from before the last update",
        advice: "The loop ends as soon as the labels stay the same. Do the centroids that you return already contain the last move?",
        attempt: Contract { fit: last_move_lost, ..SOLUTION },
    },
    Mistake {
        name: "chooses its own start",
        advice: "The result of k-means depends on where it starts. Which argument says where?",
        attempt: Contract { fit: own_start, ..SOLUTION },
    },
];

type Assign = fn(ArrayView2<f64>, ArrayView2<f64>) -> Array1<usize>;
type Update = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> Array2<f64>;
type Inertia = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> f64;

/// The reference's loop around other parts, as it would stand in a file where only these parts are wrong.
fn lloyd(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    max_iterations: usize,
    assign: Assign,
    update: Update,
) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 0..max_iterations {
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

fn measured_by(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize, inertia: Inertia) -> Clustering {
    let fitted = lloyd(points, start, max_iterations, assign, update);
    Clustering { inertia: inertia(points, fitted.labels.view(), fitted.centroids.view()), ..fitted }
}

fn stale_labels(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    let mut within = inertia(points, labels.view(), centroids.view());
    for _ in 0..max_iterations {
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

fn last_move_lost(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 0..max_iterations {
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

fn own_start(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let first: Vec<usize> = (0..start.nrows()).collect();
    lloyd(points, points.select(Axis(0), &first).view(), max_iterations, assign, update)
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

fn empty_becomes_nan(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / sizes.insert_axis(Axis(1))
}

fn empty_to_origin(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

fn clusters_from_labels(points: ArrayView2<f64>, labels: ArrayView1<usize>, _: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, labels.iter().max().map_or(0, |largest| largest + 1));
    sums / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

fn divides_by_all(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    let mut centroids = sums / points.nrows() as f64;
    for (cluster, _) in sizes.iter().enumerate().filter(|(_, size)| **size == 0.0) {
        centroids.row_mut(cluster).assign(&old.row(cluster));
    }
    centroids
}

fn unsquared(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let rows = points.rows().into_iter().zip(labels);
    rows.map(|(point, &cluster)| (&point - &centroids.row(cluster)).mapv(|d| d * d).sum().sqrt()).sum()
}

fn averaged(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    inertia(points, labels, centroids) / points.nrows() as f64
}

fn last_wins(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(
        points,
        centroids,
        |point, centroid| (&point - &centroid).mapv(|d| d * d).sum(),
        |distance, best| distance <= best,
    )
}

fn along_axes(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(
        points,
        centroids,
        |point, centroid| (&point - &centroid).mapv(f64::abs).sum(),
        |distance, best| distance < best,
    )
}

fn nearest_by(
    points: ArrayView2<f64>,
    centroids: ArrayView2<f64>,
    distance: fn(ArrayView1<f64>, ArrayView1<f64>) -> f64,
    replaces: fn(f64, f64) -> bool,
) -> Array1<usize> {
    let label = |point: ArrayView1<f64>| {
        let mut best = (0, f64::INFINITY);
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
