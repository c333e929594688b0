//! What is graded.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::compare::{at_most, close, has_shape, identical, same_partition, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "every point joins its nearest centroid", points: 12, run: nearest_centroid_wins },
    Check { name: "a tie goes to the lowest index", points: 6, run: tie_goes_to_lowest_index },
    Check { name: "a centroid moves to the mean of its points", points: 10, run: centroid_is_mean },
    Check { name: "an empty cluster keeps its centroid", points: 10, run: empty_cluster_keeps_its_centroid },
    Check {
        name: "inertia sums the squared distances to the labels' centroids",
        points: 12,
        run: inertia_sums_squares,
    },
    Check { name: "fit does no more rounds than allowed", points: 8, run: rounds_are_limited },
    Check { name: "labels and inertia belong to the returned centroids", points: 12, run: answer_is_of_one_piece },
    Check { name: "another round never raises the inertia", points: 5, run: inertia_never_rises },
    Check { name: "a cluster left empty in a later round stays where it is", points: 5, run: emptied_later_stays },
    Check {
        name: "fit stops when no label changes, though a billion rounds are allowed",
        points: 10,
        run: stops_when_no_label_changes,
    },
    Check { name: "renumbering the start renumbers the clusters only", points: 3, run: order_of_start_is_only_names },
    Check { name: "as many clusters as points leave no inertia", points: 3, run: one_cluster_a_point },
    Check { name: "finds linfa's clusters among the penguins", points: 4, run: agrees_with_linfa },
];

/// More rounds than any of the inputs needs, and few enough that code which never stops comes back too.
const ENOUGH: usize = 100;
/// Code that does not look whether anything changes would not come back from so many rounds.
const A_BILLION: usize = 1_000_000_000;

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
    for unit in [1.0, 1e6, 1e-6] {
        let (points, centroids) = (&points * unit, &centroids * unit);
        let labels = (kmeans.assign)(points.view(), centroids.view());
        identical("labels", &labels, &nearest(points.view(), centroids.view())).given(format!(
            "50 random points and 6 random centroids, from {:?} to {:?}",
            -5.0 * unit,
            5.0 * unit
        ))?;
    }
    Ok(())
}

fn tie_goes_to_lowest_index(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let (points, centroids) = (array![[0.0], [3.0]], array![[2.0], [-2.0], [2.0], [4.0]]);
    let labels = (kmeans.assign)(points.view(), centroids.view());
    identical("labels", &labels, &array![0_usize, 0])
        .given(format!("points [[0], [3]], centroids {}", shown(&centroids)))
}

fn centroid_is_mean(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let (points, old) = (array![[1.0, 2.0], [3.0, 6.0], [10.0, -1.0], [5.0, 1.0]], array![[4.0, 4.0], [-8.0, 2.0]]);
    let centroids = (kmeans.update)(points.view(), array![0_usize, 0, 1, 0].view(), old.view());
    let given = format!("points {}, labels [0, 0, 1, 0], old centroids {}", shown(&points), shown(&old));
    close("centroids", &centroids, &array![[3.0, 3.0], [10.0, -1.0]], 1e-12).given(given)?;

    let (points, old) = (cases.table(60, 4, -100.0..100.0), cases.table(5, 4, -100.0..100.0));
    let labels = Array1::from_shape_fn(60, |row| row % 5);
    let centroids = (kmeans.update)(points.view(), labels.view(), old.view());
    close("centroids", &centroids, &means(points.view(), labels.view(), old.view()), 1e-9)
        .given("60 random points, labels 0, 1, 2, 3, 4, 0, 1, ..., 5 random old centroids")
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
    let centroids = array![[0.0, 0.0], [10.0, 11.0]];
    // 0 + (16 + 9) + 1 + 4, and then the first two by the centroid that is farther away: (100 + 121) + (36 + 64) + 1 + 4.
    for (labels, expected) in [(array![0_usize, 0, 1, 1], 30.0), (array![1_usize, 1, 1, 1], 326.0)] {
        let inertia = (kmeans.inertia)(points.view(), labels.view(), centroids.view());
        let given = format!("points {}, labels {labels}, centroids {}", shown(&points), shown(&centroids));
        close("inertia", &inertia, &expected, 1e-12).given(given)?;
    }
    Ok(())
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
        let given = format!("80 random points, 5 of them as start, max_iterations {} and then {rounds}", rounds - 1);
        at_most("inertia", fitted.inertia, before).given(given)?;
        before = fitted.inertia;
    }
    Ok(())
}

/// In round 1 the middle centroid moves to 4, between its points 2 and 6, and loses both of them.
fn emptied_later_stays(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let (points, start) = (array![[0.0], [1.0], [2.0], [6.0], [7.0]], array![[0.0], [3.0], [10.0]]);
    let fitted = (kmeans.fit)(points.view(), start.view(), ENOUGH);
    let given = format!("points {}, start {}, max_iterations {ENOUGH}", shown(&points), shown(&start));
    close("centroids", &fitted.centroids, &array![[1.0], [4.0], [6.5]], 1e-12).given(given)
}

fn stops_when_no_label_changes(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(90, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[0, 1, 2]);
    let fitted = (kmeans.fit)(points.view(), start.view(), A_BILLION);
    let given = "90 random points, 3 of them as start, max_iterations 1,000,000,000";
    has_shape("centroids", &fitted.centroids, &[3, 2]).given(given)?;
    let labels = nearest(points.view(), fitted.centroids.view());
    let next = means(points.view(), labels.view(), fitted.centroids.view());
    close("centroids after one more round", &fitted.centroids, &next, 1e-9).given(given)?;

    // Every round moves the centroids by a hair, and one point changes sides: first 4.96, then 4.98, and so on.
    let between = [4.94, 4.96, 4.98, 5.0, 5.02];
    let line: Vec<f64> = [0.0, 10.0].repeat(200).into_iter().chain(between).map(|place| place * MILLIONTH).collect();
    let points = Array1::from(line).insert_axis(Axis(1));
    let fitted = (kmeans.fit)(points.view(), (array![[0.0], [9.9]] * MILLIONTH).view(), A_BILLION);
    let given = "200 points at 0, 200 at 10, then 4.94, 4.96, 4.98, 5, 5.02; start [[0], [9.9]]; all in millionths";
    close("centroids in millionths", &(fitted.centroids / MILLIONTH), &array![[24.9 / 205.0], [10.0]], 1e-9)
        .given(format!("{given}; max_iterations 1,000,000,000"))
}

fn order_of_start_is_only_names(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(50, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[10, 20, 30, 40]);
    let order = cases.permutation(4);
    let fitted = (kmeans.fit)(points.view(), start.view(), ENOUGH);
    let renamed = (kmeans.fit)(points.view(), start.select(Axis(0), &order).view(), ENOUGH);
    let given = format!("50 random points, 4 of them as start, the same start in the order {order:?}");
    has_shape("centroids", &fitted.centroids, &[4, 2]).given(&given)?;
    close("centroids", &renamed.centroids, &fitted.centroids.select(Axis(0), &order), 1e-9).given(&given)?;
    same_partition("labels", &renamed.labels, &fitted.labels).given(&given)
}

fn one_cluster_a_point(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let points = cases.table(7, 3, -4.0..4.0);
    let fitted = (kmeans.fit)(points.view(), points.view(), ENOUGH);
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
    let fitted = (kmeans.fit)(bills.view(), start.view(), ENOUGH);
    let given = "bill length and depth of the penguins, the first of each species as start";
    close("centroids", &fitted.centroids, model.centroids(), 1e-6).given(given)?;
    same_partition("labels", &fitted.labels, &model.predict(&bills)).given(given)
}

const MILLIONTH: f64 = 1e-6;

/// By the definition, and by nothing else.
fn nearest(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let label = |point: ArrayView1<f64>| {
        let distances: Vec<f64> =
            centroids.rows().into_iter().map(|centroid| (&point - &centroid).mapv(|d| d * d).sum()).collect();
        (0..distances.len()).min_by(|a, b| distances[*a].total_cmp(&distances[*b])).unwrap_or(0)
    };
    points.rows().into_iter().map(label).collect()
}

fn means(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let mut means = old.to_owned();
    for (cluster, mut centroid) in means.rows_mut().into_iter().enumerate() {
        let members: Vec<usize> = (0..points.nrows()).filter(|row| labels[*row] == cluster).collect();
        if let Some(mean) = points.select(Axis(0), &members).mean_axis(Axis(0)) {
            centroid.assign(&mean);
        }
    }
    means
}

fn spread(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let distance = |row: usize| (&points.row(row) - &centroids.row(labels[row])).mapv(|d| d * d).sum();
    (0..points.nrows()).map(distance).sum()
}
