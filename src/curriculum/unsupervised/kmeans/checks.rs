//! What is graded.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::Contract;
use crate::datasets;
use crate::grading::compare::{at_most, close, has_shape, identical, same_partition, shown};
use crate::grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "every point joins its nearest centroid", points: 12, run: nearest_centroid_wins },
    Check { name: "a tie goes to the lowest index", points: 6, run: tie_goes_to_lowest_index },
    Check { name: "a centroid moves to the mean of its points", points: 10, run: centroid_is_mean },
    Check { name: "an empty cluster keeps its centroid", points: 10, run: empty_cluster_keeps_its_centroid },
    Check { name: "inertia sums the squared distances", points: 10, run: inertia_sums_squares },
    Check { name: "fit does no more rounds than allowed", points: 8, run: rounds_are_limited },
    Check { name: "labels and inertia belong to the returned centroids", points: 12, run: answer_is_of_one_piece },
    Check { name: "another round never raises the inertia", points: 6, run: inertia_never_rises },
    Check { name: "fit stops when no label changes, not before", points: 12, run: stops_at_a_fixpoint },
    Check { name: "renumbering the start renumbers the clusters only", points: 4, run: order_of_start_is_only_names },
    Check { name: "as many clusters as points leave no inertia", points: 4, run: one_cluster_a_point },
    Check { name: "finds linfa's clusters among the penguins", points: 6, run: agrees_with_linfa },
];

/// More rounds than any of the inputs needs: code that ignores convergence would not come back.
const AMPLE: usize = 1_000_000_000;

fn nearest_centroid_wins(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = array![[0.0, 0.0], [5.0, 4.0], [3.0, 3.0], [-1.0, 6.0]];
    let centroids = array![[0.0, 1.0], [4.0, 4.0], [0.0, 7.0]];
    let labels = (kmeans.assign)(points.view(), centroids.view());
    let given = format!("points {}, centroids {}", shown(&points), shown(&centroids));
    identical("labels", &labels, &array![0_usize, 1, 1, 2]).given(given)?;
    // Here the nearest by steps along the axes, |dx| + |dy|, is not the nearest as the crow flies.
    let (points, centroids) = (array![[0.0, 0.0]], array![[0.0, 5.0], [3.0, 3.0]]);
    let labels = (kmeans.assign)(points.view(), centroids.view());
    identical("labels", &labels, &array![1_usize]).given("point [0, 0], centroids [[0, 5], [3, 3]]")?;

    let (points, centroids) = (cases.table(50, 3, -5.0..5.0), cases.table(6, 3, -5.0..5.0));
    let labels = (kmeans.assign)(points.view(), centroids.view());
    identical("labels", &labels, &nearest(points.view(), centroids.view()))
        .given("50 random points, 6 random centroids")
}

fn tie_goes_to_lowest_index(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let (points, centroids) = (array![[0.0], [3.0]], array![[2.0], [-2.0], [2.0], [4.0]]);
    let labels = (kmeans.assign)(points.view(), centroids.view());
    identical("labels", &labels, &array![0_usize, 0])
        .given(format!("points [[0], [3]], centroids {}", shown(&centroids)))
}

fn centroid_is_mean(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = array![[1.0, 2.0], [3.0, 6.0], [10.0, -1.0], [5.0, 1.0]];
    let labels = array![0_usize, 0, 1, 0];
    let centroids = (kmeans.update)(points.view(), labels.view(), Array2::zeros((2, 2)).view());
    let given = format!("points {}, labels [0, 0, 1, 0]", shown(&points));
    close("centroids", &centroids, &array![[3.0, 3.0], [10.0, -1.0]], 1e-12).given(given)?;

    let points = cases.table(60, 4, -100.0..100.0);
    let labels = Array1::from_shape_fn(60, |row| row % 5);
    let centroids = (kmeans.update)(points.view(), labels.view(), Array2::zeros((5, 4)).view());
    close("centroids", &centroids, &means(points.view(), labels.view(), 5), 1e-9)
        .given("60 random points, labels 0, 1, 2, 3, 4, 0, 1, ...")
}

/// The mean of no points is 0/0; the centroid has nowhere better to be than where it was.
fn empty_cluster_keeps_its_centroid(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0, 0.0], [1.0, 1.0]];
    for (old, expected) in [
        (array![[0.0, 0.0], [9.0, 9.0]], array![[0.5, 0.5], [9.0, 9.0]]),
        (array![[0.0, 0.0], [9.0, 9.0], [-7.0, 4.0]], array![[0.5, 0.5], [9.0, 9.0], [-7.0, 4.0]]),
    ] {
        let centroids = (kmeans.update)(points.view(), array![0_usize, 0].view(), old.view());
        close("centroids", &centroids, &expected, 1e-12).given(format!(
            "points {}, both in cluster 0, old centroids {}",
            shown(&points),
            shown(&old)
        ))?;
    }
    Ok(())
}

fn inertia_sums_squares(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0, 0.0], [4.0, 3.0], [10.0, 10.0], [10.0, 13.0]];
    let (labels, centroids) = (array![0_usize, 0, 1, 1], array![[0.0, 0.0], [10.0, 11.0]]);
    let inertia = (kmeans.inertia)(points.view(), labels.view(), centroids.view());
    // 0 + (16 + 9) + 1 + 4
    close("inertia", &inertia, &30.0, 1e-12).given(format!(
        "points {}, labels [0, 0, 1, 1], centroids {}",
        shown(&points),
        shown(&centroids)
    ))
}

fn rounds_are_limited(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [1.0], [4.0], [9.0]];
    let start = array![[0.0], [1.0]];
    for (rounds, expected) in [(0, array![[0.0], [1.0]]), (1, array![[0.0], [14.0 / 3.0]]), (2, array![[0.5], [6.5]])] {
        let fitted = (kmeans.fit)(points.view(), start.view(), rounds);
        close("centroids", &fitted.centroids, &expected, 1e-12).given(format!(
            "points {}, start {}, max_iterations {rounds}",
            shown(&points),
            shown(&start)
        ))?;
    }
    Ok(())
}

fn answer_is_of_one_piece(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(60, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[0, 1, 2, 3]);
    for rounds in 0..4 {
        let fitted = (kmeans.fit)(points.view(), start.view(), rounds);
        let given = format!("60 random points, 4 of them as start, max_iterations {rounds}");
        has_shape("centroids", &fitted.centroids, &[4, 2]).given(&given)?;
        let labels = nearest(points.view(), fitted.centroids.view());
        identical("labels", &fitted.labels, &labels).given(&given)?;
        let inertia = spread(points.view(), labels.view(), fitted.centroids.view());
        close("inertia", &fitted.inertia, &inertia, 1e-9).given(&given)?;
    }
    Ok(())
}

fn inertia_never_rises(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(80, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[0, 1, 2, 3, 4]);
    let mut before = spread(points.view(), nearest(points.view(), start.view()).view(), start.view());
    for rounds in 1..8 {
        let fitted = (kmeans.fit)(points.view(), start.view(), rounds);
        let given = format!("80 random points, 5 of them as start, max_iterations {rounds}");
        at_most("inertia, no more than a round before: a value", fitted.inertia, before).given(given)?;
        before = fitted.inertia;
    }
    Ok(())
}

fn stops_at_a_fixpoint(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(90, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[0, 1, 2]);
    let fitted = (kmeans.fit)(points.view(), start.view(), AMPLE);
    let given = "90 random points, 3 of them as start, max_iterations 1,000,000,000";
    has_shape("centroids", &fitted.centroids, &[3, 2]).given(given)?;
    let labels = nearest(points.view(), fitted.centroids.view());
    close("centroids after one more round", &fitted.centroids, &means(points.view(), labels.view(), 3), 1e-9)
        .given(given)
}

fn order_of_start_is_only_names(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(50, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[10, 20, 30, 40]);
    let order = cases.permutation(4);
    let fitted = (kmeans.fit)(points.view(), start.view(), AMPLE);
    let renamed = (kmeans.fit)(points.view(), start.select(Axis(0), &order).view(), AMPLE);
    let given = format!("50 random points, 4 of them as start, the same start in the order {order:?}");
    has_shape("centroids", &fitted.centroids, &[4, 2]).given(&given)?;
    close("centroids", &renamed.centroids, &fitted.centroids.select(Axis(0), &order), 1e-9).given(&given)?;
    same_partition("labels", &renamed.labels, &fitted.labels).given(&given)
}

fn one_cluster_a_point(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(7, 3, -4.0..4.0);
    let fitted = (kmeans.fit)(points.view(), points.view(), AMPLE);
    let given = format!("7 random points, the same points as start: {}", shown(&points));
    identical("labels", &fitted.labels, &Array1::from_iter(0..7_usize)).given(&given)?;
    close("inertia", &fitted.inertia, &0.0, 1e-12).given(&given)
}

fn agrees_with_linfa(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let (bills, birds) = datasets::measured_bills()?;
    let first = |species: &str| birds.iter().position(|bird| bird.short_species() == species).unwrap_or(0);
    let start = bills.select(Axis(0), &[first("Adelie"), first("Chinstrap"), first("Gentoo")]);
    let params = KMeans::params_with_rng(3, ChaCha8Rng::seed_from_u64(0))
        .init_method(KMeansInit::Precomputed(start.clone()))
        .n_runs(1)
        .tolerance(1e-12)
        .max_n_iterations(10_000);
    let model = params.fit(&DatasetBase::from(bills.clone()))?;
    let fitted = (kmeans.fit)(bills.view(), start.view(), AMPLE);
    let given = "bill length and depth of the penguins, the first of each species as start";
    close("centroids", &fitted.centroids, model.centroids(), 1e-6).given(given)?;
    same_partition("labels", &fitted.labels, &model.predict(&bills)).given(given)
}

/// By the definition, and by nothing else.
fn nearest(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let label = |point: ArrayView1<f64>| {
        let distances: Vec<f64> =
            centroids.rows().into_iter().map(|centroid| (&point - &centroid).mapv(|d| d * d).sum()).collect();
        (0..distances.len()).min_by(|a, b| distances[*a].total_cmp(&distances[*b])).unwrap_or(0)
    };
    points.rows().into_iter().map(label).collect()
}

fn means(points: ArrayView2<f64>, labels: ArrayView1<usize>, k: usize) -> Array2<f64> {
    let mut means = Array2::from_elem((k, points.ncols()), f64::NAN);
    for cluster in 0..k {
        let members: Vec<usize> = (0..points.nrows()).filter(|row| labels[*row] == cluster).collect();
        if let Some(mean) = points.select(Axis(0), &members).mean_axis(Axis(0)) {
            means.row_mut(cluster).assign(&mean);
        }
    }
    means
}

fn spread(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let distance = |row: usize| (&points.row(row) - &centroids.row(labels[row])).mapv(|d| d * d).sum();
    (0..points.nrows()).map(distance).sum()
}
