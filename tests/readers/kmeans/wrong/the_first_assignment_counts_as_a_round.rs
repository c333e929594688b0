//! what is wrong: The assignment to the start counts as one of the max_iterations rounds.
use mlings::kmeans::Clustering;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

fn distance(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum()
}

pub fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    points
        .rows()
        .into_iter()
        .map(|point| {
            let mut best = (0, f64::INFINITY);
            for (c, centroid) in centroids.rows().into_iter().enumerate() {
                let d = distance(point, centroid);
                if d < best.1 {
                    best = (c, d);
                }
            }
            best.0
        })
        .collect()
}

pub fn update(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let mut sums = Array2::<f64>::zeros(old.raw_dim());
    let mut counts = vec![0usize; old.nrows()];
    for (point, &label) in points.rows().into_iter().zip(labels) {
        let mut row = sums.row_mut(label);
        row += &point;
        counts[label] += 1;
    }
    let mut new = old.to_owned();
    for c in 0..old.nrows() {
        if counts[c] > 0 {
            new.row_mut(c).assign(&(&sums.row(c) / counts[c] as f64));
        }
    }
    new
}

pub fn inertia(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    points.rows().into_iter().zip(labels).map(|(point, &label)| distance(point, centroids.row(label))).sum()
}

pub fn fit(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 1..max_iterations {
        centroids = update(points, labels.view(), centroids.view());
        let new_labels = assign(points, centroids.view());
        let settled = new_labels == labels;
        labels = new_labels;
        if settled {
            break;
        }
    }
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

mlings::grade!(kmeans { assign, update, inertia, fit });
