//! The mistakes in running code.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use crate::kmeans::Clustering;
use crate::kmeans::solution::{assign, inertia, update};

type Assign = fn(ArrayView2<f64>, ArrayView2<f64>) -> Array1<usize>;
type Update = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> Array2<f64>;
type Inertia = fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> f64;

/// The reference's loop around other parts, as it would stand in a file where only these parts are wrong.
pub(super) fn lloyd(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    max_iterations: usize,
    assign: Assign,
    update: Update,
) -> Clustering {
    rounds(points, start, assign(points, start), max_iterations, assign, update)
}

fn rounds(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    mut labels: Array1<usize>,
    max_iterations: usize,
    assign: Assign,
    update: impl Fn(ArrayView2<f64>, ArrayView1<usize>, ArrayView2<f64>) -> Array2<f64>,
) -> Clustering {
    let mut centroids = start.to_owned();
    for _ in 0..max_iterations.min(LAST_ROUND) {
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

/// Wrong parts need not come to rest; what has not done so by now never will.
const LAST_ROUND: usize = 1000;

pub(super) fn measured_by(points: ArrayView2<f64>, fitted: Clustering, inertia: Inertia) -> Clustering {
    Clustering { inertia: inertia(points, fitted.labels.view(), fitted.centroids.view()), ..fitted }
}

pub(super) fn stale_labels(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    let mut within = inertia(points, labels.view(), centroids.view());
    for _ in 0..max_iterations.min(LAST_ROUND) {
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

/// The inertia is measured at the end, by labels of before.
pub(super) fn stale_labels_alone(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let fitted = stale_labels(points, start, max_iterations);
    Clustering { inertia: inertia(points, fitted.labels.view(), fitted.centroids.view()), ..fitted }
}

/// Stops by the labels, each of which is found before the centroids move.
pub(super) fn stale_until_they_stay(points: ArrayView2<f64>, start: ArrayView2<f64>, rounds: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = Array1::zeros(points.nrows());
    for round in 0..rounds.min(LAST_ROUND) {
        let next = assign(points, centroids.view());
        let settled = round > 0 && next == labels;
        labels = next;
        if settled {
            break;
        }
        centroids = update(points, labels.view(), centroids.view());
    }
    let inertia = inertia(points, labels.view(), centroids.view());
    Clustering { centroids, labels, inertia }
}

pub(super) fn last_move_lost(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut centroids = start.to_owned();
    let mut labels = assign(points, centroids.view());
    for _ in 0..max_iterations.min(LAST_ROUND) {
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

pub(super) fn own_start(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let first: Vec<usize> = (0..start.nrows()).collect();
    lloyd(points, points.select(Axis(0), &first).view(), max_iterations, assign, update)
}

/// What a round did, for those who stop by something else than the labels.
pub(super) struct Round {
    /// The longest way of a centroid along an axis.
    way: f64,
    /// The inertia before and after.
    before: f64,
    after: f64,
    sizes_stay: bool,
}

impl Round {
    pub(super) fn moves_less(&self, than: f64) -> bool {
        self.way < than
    }

    pub(super) fn gains_less(&self, than: f64) -> bool {
        self.before - self.after < than
    }

    pub(super) fn gains_less_of_all(&self, share: f64) -> bool {
        self.before - self.after < share * self.before
    }

    pub(super) fn keeps_sizes(&self) -> bool {
        self.sizes_stay
    }
}

/// Stops when `is_enough` says so, from round `first` on.
pub(super) fn stops_when(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    max_iterations: usize,
    first: usize,
    is_enough: fn(&Round) -> bool,
) -> Clustering {
    let mut fitted = lloyd(points, start, 0, assign, update);
    for done in 1..=max_iterations.min(LAST_ROUND) {
        let next = lloyd(points, fitted.centroids.view(), 1, assign, update);
        let sizes = |clustering: &Clustering| sums_and_sizes(points, clustering.labels.view(), start.nrows()).1;
        let round = Round {
            way: (&next.centroids - &fitted.centroids).fold(0.0, |most: f64, step| most.max(step.abs())),
            before: fitted.inertia,
            after: next.inertia,
            sizes_stay: sizes(&next) == sizes(&fitted),
        };
        let settled = next.labels == fitted.labels || done >= first && is_enough(&round);
        fitted = next;
        if settled {
            break;
        }
    }
    fitted
}

/// A point that is as near to another centroid as to its own does not leave it.
pub(super) fn ties_stay(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let mut fitted = lloyd(points, start, 0, assign, update);
    for _ in 0..max_iterations.min(LAST_ROUND) {
        let centroids = update(points, fitted.labels.view(), fitted.centroids.view());
        let mut labels = assign(points, centroids.view());
        for (row, label) in labels.iter_mut().enumerate() {
            let [own, other] = [fitted.labels[row], *label].map(|c| squared(points.row(row), centroids.row(c)));
            if own <= other {
                *label = fitted.labels[row];
            }
        }
        let settled = labels == fitted.labels;
        fitted = Clustering { inertia: inertia(points, labels.view(), centroids.view()), centroids, labels };
        if settled {
            break;
        }
    }
    fitted
}

pub(super) fn one_round_more(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    lloyd(points, start, max_iterations.saturating_add(1), assign, update)
}

pub(super) fn back_to_start(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let first = assign(points, start);
    rounds(points, start, first, max_iterations, assign, |points, labels, _| update(points, labels, start))
}

pub(super) fn all_in_the_first(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    rounds(points, start, Array1::zeros(points.nrows()), max_iterations, assign, update)
}

pub(super) fn one_move_more(points: ArrayView2<f64>, start: ArrayView2<f64>, max_iterations: usize) -> Clustering {
    let fitted = lloyd(points, start, max_iterations, assign, update);
    let centroids = update(points, fitted.labels.view(), fitted.centroids.view());
    let inertia = inertia(points, fitted.labels.view(), centroids.view());
    Clustering { centroids, inertia, ..fitted }
}

pub(super) fn one_move_more_after_any(points: ArrayView2<f64>, start: ArrayView2<f64>, rounds: usize) -> Clustering {
    if rounds == 0 { lloyd(points, start, 0, assign, update) } else { one_move_more(points, start, rounds) }
}

/// The inertia is that of before.
pub(super) fn last_move_unmeasured(points: ArrayView2<f64>, start: ArrayView2<f64>, rounds: usize) -> Clustering {
    let fitted = lloyd(points, start, rounds, assign, update);
    Clustering { centroids: update(points, fitted.labels.view(), fitted.centroids.view()), ..fitted }
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

pub(super) fn empty_becomes_nan(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / sizes.insert_axis(Axis(1))
}

pub(super) fn empty_to_origin(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

pub(super) fn clusters_from_labels(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    _: ArrayView2<f64>,
) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, labels.iter().max().map_or(0, |largest| largest + 1));
    sums / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

/// No division by 0 this way, but every mean is too small.
pub(super) fn counts_from_one(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    sums / (sizes + 1.0).insert_axis(Axis(1))
}

/// What linfa does.
pub(super) fn counts_the_old(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    (sums + old) / (sizes + 1.0).insert_axis(Axis(1))
}

pub(super) fn sums_onto_old(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    (sums + old) / sizes.mapv(|size: f64| size.max(1.0)).insert_axis(Axis(1))
}

pub(super) fn divides_by_all(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    let mut centroids = sums / points.nrows() as f64;
    for (cluster, _) in sizes.iter().enumerate().filter(|(_, size)| **size == 0.0) {
        centroids.row_mut(cluster).assign(&old.row(cluster));
    }
    centroids
}

/// A mean where there are points, and something else where there are none.
fn or_else(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
    empty: impl Fn(&Array2<f64>) -> Array1<f64>,
) -> Array2<f64> {
    let (_, sizes) = sums_and_sizes(points, labels, old.nrows());
    let mut centroids = update(points, labels, old);
    for (cluster, _) in sizes.iter().enumerate().filter(|(_, size)| **size == 0.0) {
        let place = empty(&centroids);
        centroids.row_mut(cluster).assign(&place);
    }
    centroids
}

/// The point that is farthest from its own one of these centroids.
fn farthest(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> Array1<f64> {
    let away = |row: usize| squared(points.row(row), centroids.row(labels[row]));
    let row = (0..points.nrows()).fold(0, |best, row| if away(row) > away(best) { row } else { best });
    points.row(row).to_owned()
}

pub(super) fn empty_to_farthest(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
) -> Array2<f64> {
    or_else(points, labels, old, |_| farthest(points, labels, old))
}

pub(super) fn empty_to_farthest_now(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
) -> Array2<f64> {
    or_else(points, labels, old, |moved| farthest(points, labels, moved.view()))
}

pub(super) fn empty_to_first(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    or_else(points, labels, old, |_| points.row(0).to_owned())
}

pub(super) fn empty_to_last(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    or_else(points, labels, old, |_| points.row(points.nrows() - 1).to_owned())
}

pub(super) fn empty_to_mean(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    or_else(points, labels, old, |_| points.sum_axis(Axis(0)) / points.nrows() as f64)
}

pub(super) fn single_stays(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (_, sizes) = sums_and_sizes(points, labels, old.nrows());
    let mut centroids = update(points, labels, old);
    for (cluster, _) in sizes.iter().enumerate().filter(|(_, size)| **size == 1.0) {
        centroids.row_mut(cluster).assign(&old.row(cluster));
    }
    centroids
}

pub(super) fn one_less(points: ArrayView2<f64>, labels: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    let (sums, sizes) = sums_and_sizes(points, labels, old.nrows());
    let mut centroids = old.to_owned();
    for (cluster, size) in sizes.iter().enumerate().filter(|(_, size)| **size > 0.0) {
        centroids.row_mut(cluster).assign(&(&sums.row(cluster) / (size - 1.0)));
    }
    centroids
}

pub(super) fn moves_by_nearest(points: ArrayView2<f64>, _: ArrayView1<usize>, old: ArrayView2<f64>) -> Array2<f64> {
    update(points, assign(points, old).view(), old)
}

/// What becomes of every number on the way into these functions.
macro_rules! from_other_numbers {
    ($($name:ident: $change:expr;)+) => {
        $(pub(super) mod $name {
            use super::{ArrayView1, ArrayView2, Array1, Array2, squared};

            const CHANGE: fn(f64) -> f64 = $change;

            pub(in crate::kmeans::mistakes) fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
                super::assign(points.mapv(CHANGE).view(), centroids.mapv(CHANGE).view())
            }

            pub(in crate::kmeans::mistakes) fn distance(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
                let distance = |a: ArrayView1<f64>, b: ArrayView1<f64>| CHANGE(squared(a, b));
                super::nearest_by(points, centroids, f64::INFINITY, distance, |distance, best| distance < best)
            }

            pub(in crate::kmeans::mistakes) fn update(
                points: ArrayView2<f64>,
                labels: ArrayView1<usize>,
                old: ArrayView2<f64>,
            ) -> Array2<f64> {
                super::update(points.mapv(CHANGE).view(), labels, old)
            }

            pub(in crate::kmeans::mistakes) fn inertia(
                points: ArrayView2<f64>,
                labels: ArrayView1<usize>,
                centroids: ArrayView2<f64>,
            ) -> f64 {
                super::inertia(points.mapv(CHANGE).view(), labels, centroids.mapv(CHANGE).view())
            }
        })+
    };
}

from_other_numbers! {
    short: |number| f64::from(number as f32);
    whole: f64::trunc;
}

pub(super) fn short_sum(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    f64::from(inertia(points, labels, centroids) as f32)
}

/// |x|² − 2xc + |c|²
fn multiplied_out(x: ArrayView1<f64>, c: ArrayView1<f64>) -> f64 {
    x.dot(&x) - 2.0 * x.dot(&c) + c.dot(&c)
}

pub(super) fn assign_multiplied_out(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(points, centroids, f64::INFINITY, multiplied_out, |distance, best| distance < best)
}

pub(super) fn assign_without_squares_of_points(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let score = |x: ArrayView1<f64>, c: ArrayView1<f64>| c.dot(&c) - 2.0 * x.dot(&c);
    nearest_by(points, centroids, f64::INFINITY, score, |distance, best| distance < best)
}

pub(super) fn inertia_multiplied_out(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    centroids: ArrayView2<f64>,
) -> f64 {
    points.rows().into_iter().zip(labels).map(|(x, c)| multiplied_out(x, centroids.row(*c))).sum()
}

/// All squares less those of the centroids, which holds where these are the means.
pub(super) fn inertia_from_squares(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    centroids: ArrayView2<f64>,
) -> f64 {
    let squares: f64 = points.iter().map(|number| number * number).sum();
    squares - labels.iter().map(|c| centroids.row(*c).dot(&centroids.row(*c))).sum::<f64>()
}

pub(super) fn unsquared(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let rows = points.rows().into_iter().zip(labels);
    rows.map(|(point, &cluster)| squared(point, centroids.row(cluster)).sqrt()).sum()
}

pub(super) fn root_of_sum(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    inertia(points, labels, centroids).sqrt()
}

pub(super) fn averaged(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    inertia(points, labels, centroids) / points.nrows() as f64
}

pub(super) fn sums_along_axes(points: ArrayView2<f64>, labels: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    let rows = points.rows().into_iter().zip(labels);
    rows.map(|(point, &cluster)| (&point - &centroids.row(cluster)).mapv(f64::abs).sum()).sum()
}

pub(super) fn to_the_nearest(points: ArrayView2<f64>, _: ArrayView1<usize>, centroids: ArrayView2<f64>) -> f64 {
    inertia(points, assign(points, centroids).view(), centroids)
}

pub(super) fn last_wins(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(points, centroids, f64::INFINITY, squared, |distance, best| distance <= best)
}

pub(super) fn along_axes(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let steps = |point: ArrayView1<f64>, centroid: ArrayView1<f64>| (&point - &centroid).mapv(f64::abs).sum();
    nearest_by(points, centroids, f64::INFINITY, steps, |distance, best| distance < best)
}

pub(super) fn to_the_farthest(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(points, centroids, f64::NEG_INFINITY, squared, |distance, best| distance > best)
}

pub(super) fn longest_step(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    nearest_by(points, centroids, f64::INFINITY, along_one_axis, |distance, best| distance < best)
}

fn along_one_axis(point: ArrayView1<f64>, centroid: ArrayView1<f64>) -> f64 {
    (&point - &centroid).fold(0.0, |longest: f64, step| longest.max(step.abs()))
}

pub(super) fn within(points: ArrayView2<f64>, centroids: ArrayView2<f64>, farthest: f64) -> Array1<usize> {
    nearest_by(points, centroids, farthest, squared, |distance, best| distance < best)
}

pub(super) fn nearer_by(points: ArrayView2<f64>, centroids: ArrayView2<f64>, much: Much) -> Array1<usize> {
    match much {
        Much::Millionth => nearest_by(points, centroids, f64::INFINITY, squared, |new, best| new < best - 1e-6),
        Much::Billionth => nearest_by(points, centroids, f64::INFINITY, squared, |new, best| new < best - 1e-9),
        Much::Trillionth => nearest_by(points, centroids, f64::INFINITY, squared, |new, best| new < best - 1e-12),
    }
}

/// By how much a centroid must be nearer to win.
pub(super) enum Much {
    Millionth,
    Billionth,
    Trillionth,
}

pub(super) fn points_in_one_piece(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let _ = points.as_slice().unwrap();
    assign(points, centroids)
}

pub(super) fn update_in_one_piece(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
) -> Array2<f64> {
    let _ = points.as_slice().unwrap();
    update(points, labels, old)
}

pub(super) fn update_by_labels_in_one_piece(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    old: ArrayView2<f64>,
) -> Array2<f64> {
    let _ = labels.as_slice().unwrap();
    update(points, labels, old)
}

pub(super) fn inertia_in_one_piece(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    centroids: ArrayView2<f64>,
) -> f64 {
    let _ = points.as_slice().unwrap();
    inertia(points, labels, centroids)
}

pub(super) fn inertia_by_labels_in_one_piece(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    centroids: ArrayView2<f64>,
) -> f64 {
    let _ = labels.as_slice().unwrap();
    inertia(points, labels, centroids)
}

/// Rows cut out of the memory that the tables lie in.
pub(super) mod raw {
    use super::{Array1, Array2, ArrayView1, ArrayView2, Clustering};

    pub(in crate::kmeans::mistakes) fn rows(table: ArrayView2<f64>) -> Array2<f64> {
        let numbers = table.as_slice_memory_order().map_or_else(|| table.iter().copied().collect(), <[f64]>::to_vec);
        Array2::from_shape_vec(table.dim(), numbers).unwrap_or_else(|_| table.to_owned())
    }

    pub(in crate::kmeans::mistakes) fn assign(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
        super::assign(rows(points).view(), rows(centroids).view())
    }

    pub(in crate::kmeans::mistakes) fn update(
        points: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        old: ArrayView2<f64>,
    ) -> Array2<f64> {
        super::update(rows(points).view(), labels, rows(old).view())
    }

    pub(in crate::kmeans::mistakes) fn inertia(
        points: ArrayView2<f64>,
        labels: ArrayView1<usize>,
        centroids: ArrayView2<f64>,
    ) -> f64 {
        super::inertia(rows(points).view(), labels, rows(centroids).view())
    }

    pub(in crate::kmeans::mistakes) fn fit(
        points: ArrayView2<f64>,
        start: ArrayView2<f64>,
        max_iterations: usize,
    ) -> Clustering {
        let (points, start) = (rows(points), rows(start));
        super::lloyd(points.view(), start.view(), max_iterations, super::assign, super::update)
    }
}

pub(super) fn in_one_piece(points: ArrayView2<f64>, centroids: ArrayView2<f64>) -> Array1<usize> {
    let _ = (points.as_slice().unwrap(), centroids.as_slice().unwrap());
    assign(points, centroids)
}

pub(super) fn squared(point: ArrayView1<f64>, centroid: ArrayView1<f64>) -> f64 {
    (&point - &centroid).mapv(|d| d * d).sum()
}

fn nearest_by(
    points: ArrayView2<f64>,
    centroids: ArrayView2<f64>,
    farthest: f64,
    distance: fn(ArrayView1<f64>, ArrayView1<f64>) -> f64,
    replaces: fn(f64, f64) -> bool,
) -> Array1<usize> {
    let label = |point: ArrayView1<f64>| {
        let mut best = (0, farthest);
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
