//! What is graded.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array, concatenate};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::Contract;
use mlings_datasets as datasets;
use mlings_grading::compare::{at_most, close, has_shape, identical, same_partition, shown};
use mlings_grading::layouts::{backwards, by_columns, spread as spaced};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "every point joins its nearest centroid", points: 12, run: nearest_centroid_wins },
    Check { name: "a tie goes to the lowest index", points: 6, run: tie_goes_to_lowest_index },
    Check { name: "a centroid moves to the mean of its points", points: 9, run: centroid_is_mean },
    Check { name: "an empty cluster keeps its centroid", points: 10, run: empty_cluster_keeps_its_centroid },
    Check {
        name: "inertia sums the squared distances to the labels' centroids",
        points: 10,
        run: inertia_sums_squares,
    },
    Check { name: "fit does no more rounds than allowed", points: 7, run: rounds_are_limited },
    Check { name: "labels and inertia belong to the returned centroids", points: 10, run: answer_is_of_one_piece },
    Check { name: "another round never raises the inertia", points: 5, run: inertia_never_rises },
    Check { name: "a cluster left empty in a later round stays where it is", points: 5, run: emptied_later_stays },
    Check {
        name: "fit stops when no label changes, though a billion rounds are allowed",
        points: 11,
        run: stops_when_no_label_changes,
    },
    Check { name: "renumbering the start renumbers the clusters only", points: 5, run: order_of_start_is_only_names },
    Check { name: "as many clusters as points leave no inertia", points: 5, run: one_cluster_a_point },
    Check { name: "finds linfa's clusters among the penguins", points: 5, run: agrees_with_linfa },
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

    // Nearer by a hair, far from 0, and in nanoseconds since 1970.
    for (points, centroids, expected) in [
        (array![[1.0]], array![[0.0], [2.0 - 4e-7]], array![1_usize]),
        (array![[1.0]], array![[0.0], [2.0 - 1e-9]], array![1_usize]),
        (array![[2.0], [1.0]] + 1e9, array![[0.0], [3.0]] + 1e9, array![1_usize, 0]),
        (array![[768.0], [256.0]] + 1.7e18, array![[0.0], [1024.0]] + 1.7e18, array![1_usize, 0]),
    ] {
        let labels = (kmeans.assign)(points.view(), centroids.view());
        identical("labels", &labels, &expected).given(format!(
            "points {}, centroids {}",
            pasted(&points),
            pasted(&centroids)
        ))?;
    }

    let (points, centroids) = (cases.table(50, 3, -5.0..5.0), cases.table(6, 3, -5.0..5.0));
    for unit in [1e60, 1.0, 1e6, 1e-6, 1e-60] {
        let (points, centroids) = (&points * unit, &centroids * unit);
        let labels = (kmeans.assign)(points.view(), centroids.view());
        identical("labels", &labels, &nearest(points.view(), centroids.view())).given(format!(
            "50 random points and 6 random centroids, from {:?} to {:?}",
            -5.0 * unit,
            5.0 * unit
        ))?;
    }
    let labels = (kmeans.assign)(backwards(&points).view(), by_columns(&centroids).view());
    identical("labels", &labels, &nearest(points.view(), centroids.view()))
        .given("the same points, stored from the last to the first, and the centroids as a transposed table")?;
    let many = backwards(&many_points());
    let labels = (kmeans.assign)(many.view(), array![[100.0], [-100.0]].view());
    identical("labels", &labels, &many.column(0).mapv(|point| usize::from(point < 0.0)))
        .given(format!("{MANY_POINTS}, centroids [[100], [-100]]"))
}

const MANY_POINTS: &str = "1,100 points -549.5, -548.5, -547.5, ..., stored from the last to the first";

fn many_points() -> Array2<f64> {
    Array2::from_shape_fn((1100, 1), |(row, _)| row as f64 - 549.5)
}

fn tie_goes_to_lowest_index(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let (points, centroids) = (array![[0.0], [3.0]], array![[2.0], [-2.0], [2.0], [4.0]]);
    let labels = (kmeans.assign)(points.view(), centroids.view());
    identical("labels", &labels, &array![0_usize, 0])
        .given(format!("points [[0], [3]], centroids {}", shown(&centroids)))?;
    // After one round the second point is as near to the other centroid as to its own: once that has the higher index,
    // once the lower.
    let points = array![[2.0], [4.0], [8.0]];
    for (start, expected) in
        [(array![[4.0], [2.0]], array![1_usize, 0, 0]), (array![[2.0], [4.0]], array![0_usize, 0, 1])]
    {
        let fitted = (kmeans.fit)(points.view(), start.view(), ENOUGH);
        let given = format!("points {}, start {}, max_iterations {ENOUGH}", shown(&points), shown(&start));
        identical("labels", &fitted.labels, &expected).given(given)?;
    }
    Ok(())
}

fn centroid_is_mean(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let (points, old) = (array![[1.0, 2.0], [3.0, 6.0], [10.0, -1.0], [5.0, 1.0]], array![[4.0, 4.0], [-8.0, 2.0]]);
    let centroids = (kmeans.update)(points.view(), array![0_usize, 0, 1, 0].view(), old.view());
    let given = format!("points {}, labels [0, 0, 1, 0], old centroids {}", shown(&points), shown(&old));
    close("centroids", &centroids, &array![[3.0, 3.0], [10.0, -1.0]], 1e-12).given(given)?;

    let (points, old) = (cases.table(60, 4, -100.0..100.0), cases.table(5, 4, -100.0..100.0));
    let labels = Array1::from_shape_fn(60, |row| row % 5);
    let centroids = (kmeans.update)(points.view(), labels.view(), old.view());
    let given = "60 random points, labels 0, 1, 2, 3, 4, 0, 1, ..., 5 random old centroids";
    let expected = means(points.view(), labels.view(), old.view());
    close("centroids", &centroids, &expected, 1e-9).given(given)?;
    let centroids = (kmeans.update)(by_columns(&points).view(), spaced(&labels).view(), old.view());
    close("centroids", &centroids, &expected, 1e-9)
        .given(format!("{given}; the points as a transposed table, the labels with gaps between them in memory"))?;
    // Far from 0, and in a small unit: the means of 0.25 and 1.5, and of -3.25.
    let (points, old) = (array![[0.25], [1.5], [-3.25]], array![[2.0], [-1.0]]);
    for (unit, zero) in [(1.0, 1e8), (1e-9, 0.0)] {
        let (points, old) = (&points * unit + zero, &old * unit + zero);
        let centroids = (kmeans.update)(points.view(), array![0_usize, 0, 1].view(), old.view());
        let given = format!("points {}, labels [0, 0, 1], old centroids {}", pasted(&points), pasted(&old));
        let what = format!("(centroids - {zero:?}) / {unit:?}");
        close(&what, &((centroids - zero) / unit), &array![[0.875], [-3.25]], 1e-6).given(given)?;
    }
    let points = Array2::from_shape_fn((1, 2049), |(_, point)| point as f64);
    let labels = Array1::from_shape_fn(2049, |row| usize::from(row > 0));
    let centroids = (kmeans.update)(points.t(), labels.view(), array![[7.0], [8.0]].view());
    close("centroids", &centroids, &array![[0.0], [1024.5]], 1e-9).given(
        "2,049 points 0, 1, 2, ... as a transposed row, all but the first in cluster 1, old centroids [[7], [8]]",
    )
}

/// The mean of no points is 0/0; the centroid has nowhere better to be than where it was.
fn empty_cluster_keeps_its_centroid(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[1.0, 2.0], [3.0, -1.0]];
    for (old, expected) in [
        (array![[0.0, 0.0], [9.0, 9.0]], array![[2.0, 0.5], [9.0, 9.0]]),
        (array![[0.0, 0.0], [9.0, 9.0], [-7.0, 4.0]], array![[2.0, 0.5], [9.0, 9.0], [-7.0, 4.0]]),
    ] {
        let centroids = (kmeans.update)(points.view(), array![0_usize, 0].view(), old.view());
        close("centroids", &centroids, &expected, 1e-12).given(format!(
            "points {}, both in cluster 0, old centroids {}",
            shown(&points),
            shown(&old)
        ))?;
    }
    let old = array![[0.1, 3.25e-10], [0.0, 0.0], [-1234567.8, 0.3]];
    let centroids = (kmeans.update)(points.view(), array![1_usize, 1].view(), backwards(&old).view());
    let expected = array![[0.1, 3.25e-10], [2.0, 0.5], [-1234567.8, 0.3]];
    close("centroids", &centroids, &expected, 1e-12).given(format!(
        "points {}, both in cluster 1, old centroids {}, stored from the last to the first",
        shown(&points),
        pasted(&old)
    ))
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
    // Fractions, far from 0, and in a small unit.
    for (points, centroid, unit, expected) in [
        (array![[-10.1], [0.123]], -2.3, 1.0, 66.710929),
        (array![[0.0], [1.0], [4.0]] + 1e9, 1e9 + 1.0, 1.0, 10.0),
        (array![[0.0], [3.0]] * 1e-12, 1e-12, 1e-12, 5.0),
    ] {
        let (labels, centroids) = (Array1::zeros(points.nrows()), array![[centroid]]);
        let inertia = (kmeans.inertia)(points.view(), labels.view(), centroids.view());
        let given = format!("points {}, all in cluster 0, centroids {}", pasted(&points), pasted(&centroids));
        close(&format!("inertia / {unit:?}²"), &(inertia / unit / unit), &expected, 1e-9).given(given)?;
    }
    let (points, labels) = (many_points(), Array1::from_shape_fn(1100, |row| usize::from(row >= 1050)));
    let centroids = array![[-549.5], [1549.5]];
    let expected = spread(points.view(), labels.view(), centroids.view());
    let inertia = (kmeans.inertia)(backwards(&points).view(), spaced(&labels).view(), backwards(&centroids).view());
    close("inertia", &inertia, &expected, 1e-9).given(format!(
        "{MANY_POINTS}, labels 1,050 times 0 and 50 times 1 with gaps between them in memory, centroids {}, stored from \
         the last to the first",
        shown(&centroids)
    ))
}

fn rounds_are_limited(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let points = array![[0.0], [1.0], [4.0], [9.0]];
    let start = array![[0.0], [1.0]];
    for (rounds, expected) in [
        (0, array![[0.0], [1.0]]),
        (1, array![[0.0], [14.0 / 3.0]]),
        (2, array![[0.5], [6.5]]),
        (3, array![[0.5], [6.5]]),
    ] {
        let fitted = (kmeans.fit)(points.view(), start.view(), rounds);
        close("centroids", &fitted.centroids, &expected, 1e-12).given(format!(
            "points {}, start {}, max_iterations {rounds}",
            shown(&points),
            shown(&start)
        ))?;
    }
    let (points, start) = (array![[-3e6], [-1.5], [2e6]], array![[-1234567.8], [0.1]]);
    for (rounds, expected) in [(0, start.clone()), (1, array![[-3e6], [999_999.25]])] {
        let fitted = (kmeans.fit)(points.view(), backwards(&start).view(), rounds);
        close("centroids", &fitted.centroids, &expected, 1e-9).given(format!(
            "points {}, start {}, stored from the last to the first, max_iterations {rounds}",
            shown(&points),
            shown(&start)
        ))?;
    }
    Ok(())
}

fn answer_is_of_one_piece(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    let (line, start) = (array![[0.0], [1.0], [4.0], [9.0]], array![[0.0], [1.0]]);
    for (rounds, labels, within) in
        [(0, [0, 1, 1, 1], 73.0), (1, [0, 0, 1, 1], 182.0 / 9.0), (2, [0, 0, 1, 1], 13.0), (9, [0, 0, 1, 1], 13.0)]
    {
        let fitted = (kmeans.fit)(line.view(), start.view(), rounds);
        let given = format!("points {}, start {}, max_iterations {rounds}", shown(&line), shown(&start));
        identical("labels", &fitted.labels, &Array1::from_iter(labels)).given(&given)?;
        close("inertia", &fitted.inertia, &within, 1e-9).given(given)?;
    }
    let (many, start) = (backwards(&many_points()), array![[100.0], [-100.0]]);
    let fitted = (kmeans.fit)(many.view(), start.view(), 0);
    let given = format!("{MANY_POINTS}, start {}, max_iterations 0", shown(&start));
    let labels = many.column(0).mapv(|point| usize::from(point < 0.0));
    identical("labels", &fitted.labels, &labels).given(&given)?;
    close("inertia", &fitted.inertia, &spread(many.view(), labels.view(), start.view()), 1e-9).given(given)?;
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

/// In round 1 the middle centroid moves to 14, between its points 12 and 16, and loses both of them.
fn emptied_later_stays(kmeans: &Contract, _: &mut Cases) -> Outcome {
    let (points, start) = (array![[10.0], [11.0], [12.0], [16.0], [17.0]], array![[10.0], [13.0], [20.0]]);
    let fitted = (kmeans.fit)(points.view(), start.view(), ENOUGH);
    let given = format!("points {}, start {}, max_iterations {ENOUGH}", shown(&points), shown(&start));
    close("centroids", &fitted.centroids, &array![[11.0], [14.0], [16.5]], 1e-12).given(given)
}

fn stops_when_no_label_changes(kmeans: &Contract, cases: &mut Cases) -> Outcome {
    // The first round changes two labels, and the sizes of the clusters stay 2 and 3.
    let points = array![[7.0, 3.0], [4.0, 0.0], [8.0, 9.0], [5.0, 3.0], [5.0, 9.0]];
    let start = array![[8.0, 9.0], [5.0, 9.0]];
    let fitted = (kmeans.fit)(points.view(), start.view(), A_BILLION);
    let given = format!("points {}, start {}, max_iterations 1,000,000,000", shown(&points), shown(&start));
    close("centroids", &fitted.centroids, &array![[6.5, 9.0], [16.0 / 3.0, 2.0]], 1e-9).given(given)?;

    takes_over_one_by_one(kmeans, 6, usize::MAX)?;
    let points = cases.table(90, 2, 0.0..10.0);
    let start = points.select(Axis(0), &[0, 1, 2]);
    let fitted = (kmeans.fit)(points.view(), start.view(), A_BILLION);
    let given = "90 random points, 3 of them as start, max_iterations 1,000,000,000";
    has_shape("centroids", &fitted.centroids, &[3, 2]).given(given)?;
    let labels = nearest(points.view(), fitted.centroids.view());
    let next = means(points.view(), labels.view(), fitted.centroids.view());
    close("centroids after one more round", &fitted.centroids, &next, 1e-9).given(given)?;
    takes_over_one_by_one(kmeans, 120, 1 << (usize::BITS / 2))
}

/// Every round moves the centroids by a hair, and one point changes sides. Two points far away make the inertia so large
/// that it hardly falls.
fn takes_over_one_by_one(kmeans: &Contract, rounds: usize, max_iterations: usize) -> Outcome {
    let line = slow_line(rounds);
    let place = line.sum() / (rounds + ENDS) as f64;
    let ends = Array1::from_iter([0.0; ENDS].into_iter().chain([1.0; ENDS]));
    let points = concatenate![Axis(0), line, ends, array![9e5, 1.1e6]].insert_axis(Axis(1)) * SMALL;
    let start = array![[0.0], [line[0] * 1.999], [1e6]] * SMALL;
    let fitted = (kmeans.fit)(points.view(), start.view(), max_iterations);
    let given = format!(
        "{rounds} points between 0 and 1, {ENDS} at 0, {ENDS} at 1, two at 9e5 and 1.1e6, all times {SMALL:?}; in each \
         of the first {rounds} rounds one point changes its cluster; max_iterations {max_iterations}"
    );
    has_shape("centroids", &fitted.centroids, &[3, 1]).given(&given)?;
    let what = format!("centroids / {SMALL:?}");
    close(&what, &(fitted.centroids / SMALL), &array![[place], [1.0], [1e6]], 1e-6).given(given)
}

/// The unit of a case in which every move is small.
const SMALL: f64 = 1e-12;
/// So many points stand at either end of the slow line.
const ENDS: usize = 5;

/// Places between 0 and 1 of which every round takes over one: each lies between the border of the round before and the
/// next one. The borders depend on the places, so both are found in turns.
fn slow_line(rounds: usize) -> Array1<f64> {
    let mut places = Array1::linspace(0.3, 0.7, rounds);
    for _ in 0..100 {
        let (mut left, mut right) = (0.0, places.sum() + ENDS as f64);
        let mut borders = Vec::new();
        for (taken, place) in places.iter().enumerate() {
            borders.push((left / (ENDS + taken) as f64 + right / (ENDS + rounds - taken) as f64) / 2.0);
            (left, right) = (left + place, right - place);
        }
        let before = |i: usize| if i == 0 { 2.0 * borders[0] - borders[1] } else { borders[i - 1] };
        places = (0..rounds).map(|i| (before(i) + borders[i]) / 2.0).collect();
    }
    places
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

/// With all digits, as `array!` reads it.
fn pasted(table: &Array2<f64>) -> String {
    let row = |row: ArrayView1<f64>| format!("{:?}", row.to_vec());
    format!("[{}]", table.rows().into_iter().map(row).collect::<Vec<_>>().join(", "))
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
