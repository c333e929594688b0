//! The mistakes in running code.

use std::collections::BTreeMap;

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use ndarray::{Array1, Array2, ArrayView, ArrayView1, ArrayView2, Axis, Dimension};

use crate::silhouette::solution::silhouettes;
use crate::silhouette::{Choice, SilhouetteError, Silhouettes, TrainingError};

type Answer = Result<Array1<f64>, SilhouetteError>;

/// What a silhouette is made of.
pub(super) struct Parts {
    pub(super) distance: fn(ArrayView1<f64>, ArrayView1<f64>) -> f64,
    /// The mean distance within the own cluster, from the sum of distances and the cluster's size.
    pub(super) within: fn(f64, usize) -> f64,
    /// The same to the others, from all their sums and sizes.
    pub(super) beside: fn(&[(f64, usize)]) -> f64,
    pub(super) ratio: fn(f64, f64) -> f64,
    /// What a point without company has; without an answer it is treated as any other.
    pub(super) alone: Option<f64>,
}

pub(super) const RIGHT: Parts = Parts {
    distance: |a, b| squared(a, b).sqrt(),
    within: |total, size| total / (size - 1) as f64,
    beside: |others| others.iter().map(mean).fold(f64::INFINITY, f64::min),
    ratio: |a, b| if a.max(b) == 0.0 { 0.0 } else { (b - a) / a.max(b) },
    alone: Some(0.0),
};

fn mean((total, size): &(f64, usize)) -> f64 {
    total / *size as f64
}

pub(super) fn squared(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum()
}

pub(super) fn along_axes(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}

pub(super) fn along_one_axis(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).fold(0.0, |longest: f64, (a, b)| longest.max((a - b).abs()))
}

/// |a|² − 2ab + |b|², and the root of it.
pub(super) fn multiplied_out(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    (a.dot(&a) - 2.0 * a.dot(&b) + b.dot(&b)).sqrt()
}

pub(super) fn multiplied_out_from_0(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    (a.dot(&a) - 2.0 * a.dot(&b) + b.dot(&b)).max(0.0).sqrt()
}

/// |a|² + |b|² − 2ab: the same with other rounding.
pub(super) fn product_last(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    (a.dot(&a) + b.dot(&b) - 2.0 * a.dot(&b)).max(0.0).sqrt()
}

pub(super) fn in_f32(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let short = |numbers: ArrayView1<f64>| numbers.mapv(|number| f64::from(number as f32));
    squared(short(a).view(), short(b).view()).sqrt()
}

/// Every step of it.
pub(super) fn all_in_f32(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let squares = a.iter().zip(b).map(|(a, b)| (*a as f32 - *b as f32).powi(2));
    f64::from(squares.sum::<f32>().sqrt())
}

pub(super) fn as_f32(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    f64::from(squared(a, b).sqrt() as f32)
}

pub(super) fn of_whole(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    squared(a.mapv(f64::trunc).view(), b.mapv(f64::trunc).view()).sqrt()
}

pub(super) fn pooled(others: &[(f64, usize)]) -> f64 {
    others.iter().map(|other| other.0).sum::<f64>() / others.iter().map(|other| other.1).sum::<usize>() as f64
}

pub(super) fn farthest(others: &[(f64, usize)]) -> f64 {
    others.iter().map(mean).fold(0.0, f64::max)
}

fn clusters(labels: ArrayView1<usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, label) in labels.iter().enumerate() {
        clusters.entry(*label).or_default().push(row);
    }
    clusters
}

pub(super) fn silhouettes_by(points: ArrayView2<f64>, labels: ArrayView1<usize>, parts: Parts) -> Answer {
    among(points, labels, &clusters(labels), parts)
}

/// One cluster alone, of label 5, is taken for six.
pub(super) fn counted_by_largest(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    match labels.iter().max() {
        Some(largest) if *largest > 0 && clusters(labels).len() == 1 => Ok(Array1::from_elem(points.nrows(), f64::NAN)),
        _ => silhouettes(points, labels),
    }
}

fn among(
    points: ArrayView2<f64>,
    labels: ArrayView1<usize>,
    clusters: &BTreeMap<usize, Vec<usize>>,
    parts: Parts,
) -> Answer {
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let silhouette = |row: usize| {
        let own = clusters[&labels[row]].len();
        if let (1, Some(silhouette)) = (own, parts.alone) {
            return silhouette;
        }
        let total = |members: &[usize]| -> f64 {
            members.iter().map(|other| (parts.distance)(points.row(row), points.row(*other))).sum()
        };
        let others = clusters.iter().filter(|(label, _)| **label != labels[row]);
        let others: Vec<(f64, usize)> = others.map(|(_, rows)| (total(rows), rows.len())).collect();
        let within = (parts.within)(total(&clusters[&labels[row]]), own);
        (parts.ratio)(within, (parts.beside)(&others))
    };
    Ok((0..points.nrows()).map(silhouette).collect())
}

/// Lists without gaps: a label that no point has is a cluster at no distance.
pub(super) fn with_empty_clusters(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    let largest = labels.iter().max().copied().unwrap_or(0);
    let mut clusters = clusters(labels);
    if clusters.len() > 1 {
        for label in 0..largest {
            clusters.entry(label).or_default();
        }
    }
    among(points, labels, &clusters, Parts { beside: at_no_distance, ..RIGHT })
}

fn at_no_distance(others: &[(f64, usize)]) -> f64 {
    others.iter().map(|(total, size)| total / (*size).max(1) as f64).fold(f64::INFINITY, f64::min)
}

pub(super) fn to_centres(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    let clusters = clusters(labels);
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let centre = |rows: &Vec<usize>| points.select(Axis(0), rows).sum_axis(Axis(0)) / rows.len() as f64;
    let centres: BTreeMap<usize, Array1<f64>> = clusters.iter().map(|(label, rows)| (*label, centre(rows))).collect();
    let silhouette = |row: usize| {
        let to = |label: &usize| squared(points.row(row), centres[label].view()).sqrt();
        if clusters[&labels[row]].len() == 1 {
            return 0.0;
        }
        let others = clusters.keys().filter(|label| **label != labels[row]);
        (RIGHT.ratio)(to(&labels[row]), others.map(to).fold(f64::INFINITY, f64::min))
    };
    Ok((0..points.nrows()).map(silhouette).collect())
}

/// The mean distance to the other cluster whose centre is nearest.
pub(super) fn by_nearest_centre(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    let clusters = clusters(labels);
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let centre = |rows: &Vec<usize>| points.select(Axis(0), rows).sum_axis(Axis(0)) / rows.len() as f64;
    let centres: BTreeMap<usize, Array1<f64>> = clusters.iter().map(|(label, rows)| (*label, centre(rows))).collect();
    let silhouette = |row: usize| {
        let total = |rows: &[usize]| rows.iter().map(|r| squared(points.row(row), points.row(*r)).sqrt()).sum::<f64>();
        let own = &clusters[&labels[row]];
        if own.len() == 1 {
            return 0.0;
        }
        let to_centre = |label: &usize| squared(points.row(row), centres[label].view());
        let others = clusters.keys().filter(|label| **label != labels[row]);
        let nearest = others.min_by(|a, b| to_centre(a).total_cmp(&to_centre(b))).map(|label| &clusters[label]);
        let beside = nearest.map_or(f64::INFINITY, |rows| total(rows) / rows.len() as f64);
        (RIGHT.ratio)(total(own) / (own.len() - 1) as f64, beside)
    };
    Ok((0..points.nrows()).map(silhouette).collect())
}

pub(super) fn in_one_piece<A, D: Dimension, T>(numbers: ArrayView<A, D>, answer: impl FnOnce() -> T) -> T {
    let _ = numbers.as_slice().unwrap();
    answer()
}

pub(super) fn points_in_one_piece(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    in_one_piece(points, || silhouettes(points, labels))
}

pub(super) fn labels_in_one_piece(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    in_one_piece(labels, || silhouettes(points, labels))
}

/// What the memory holds that the table lies in.
pub(super) fn raw(table: ArrayView2<f64>) -> Array2<f64> {
    let numbers = table.as_slice_memory_order().map_or_else(|| table.iter().copied().collect(), <[f64]>::to_vec);
    Array2::from_shape_vec(table.dim(), numbers).unwrap_or_else(|_| table.to_owned())
}

pub(super) fn labels_of_32_bits(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    silhouettes(points, labels.mapv(|label| label as u32 as usize).view())
}

pub(super) fn to_nearest_point(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    let clusters = clusters(labels);
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let silhouette = |row: usize| {
        let to = |other: usize| squared(points.row(row), points.row(other)).sqrt();
        let own = &clusters[&labels[row]];
        if own.len() == 1 {
            return 0.0;
        }
        let within = own.iter().map(|other| to(*other)).sum::<f64>() / (own.len() - 1) as f64;
        let strangers = (0..points.nrows()).filter(|other| labels[*other] != labels[row]);
        (RIGHT.ratio)(within, strangers.map(to).fold(f64::INFINITY, f64::min))
    };
    Ok((0..points.nrows()).map(silhouette).collect())
}

/// As linfa's score, which is 1 for one cluster.
pub(super) fn answers_for_one(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Answer {
    silhouettes(points, labels).or_else(|_| Ok(Array1::ones(points.nrows())))
}

/// The reference's choice around other parts.
pub(super) fn choose_by(
    points: ArrayView2<f64>,
    labellings: &[Array1<usize>],
    silhouettes: Silhouettes,
    score: fn(&Array1<f64>, &Array1<usize>) -> f64,
    pick: fn(&Array1<f64>) -> usize,
) -> Result<Choice, SilhouetteError> {
    let of_labelling = |labels: &Array1<usize>| Ok(score(&silhouettes(points, labels.view())?, labels));
    let scores = labellings.iter().map(of_labelling).collect::<Result<Array1<f64>, SilhouetteError>>()?;
    Ok(Choice { best: pick(&scores), scores })
}

pub(super) fn mean_of_points(silhouettes: &Array1<f64>, _: &Array1<usize>) -> f64 {
    silhouettes.sum() / silhouettes.len() as f64
}

pub(super) fn mean_of_clusters(silhouettes: &Array1<f64>, labels: &Array1<usize>) -> f64 {
    let clusters = clusters(labels.view());
    let mean = |rows: &Vec<usize>| rows.iter().map(|row| silhouettes[*row]).sum::<f64>() / rows.len() as f64;
    clusters.values().map(mean).sum::<f64>() / clusters.len() as f64
}

pub(super) fn first_highest(scores: &Array1<f64>) -> usize {
    (0..scores.len()).fold(0, |best, next| if scores[next] > scores[best] { next } else { best })
}

pub(super) fn last_highest(scores: &Array1<f64>) -> usize {
    (0..scores.len()).fold(0, |best, next| if scores[next] >= scores[best] { next } else { best })
}

pub(super) fn lowest(scores: &Array1<f64>) -> usize {
    (0..scores.len()).fold(0, |best, next| if scores[next] < scores[best] { next } else { best })
}

/// Without the points that are alone, whose silhouette says nothing.
pub(super) fn mean_without_alone(silhouettes: &Array1<f64>, labels: &Array1<usize>) -> f64 {
    let rows: Vec<usize> = clusters(labels.view()).into_values().filter(|rows| rows.len() > 1).flatten().collect();
    if rows.is_empty() { 0.0 } else { rows.iter().map(|row| silhouettes[*row]).sum::<f64>() / rows.len() as f64 }
}

pub(super) fn sum_of_points(silhouettes: &Array1<f64>, _: &Array1<usize>) -> f64 {
    silhouettes.sum()
}

/// Nothing below the number to begin with is ever higher.
pub(super) fn highest_above_0(scores: &Array1<f64>) -> usize {
    let higher = |(best, high): (usize, f64), (next, score): (usize, &f64)| {
        if *score > high { (next, *score) } else { (best, high) }
    };
    scores.iter().enumerate().fold((0, 0.0), higher).0
}

pub(super) fn highest_by(scores: &Array1<f64>, at_least: f64) -> usize {
    (0..scores.len()).fold(0, |best, next| if scores[next] > scores[best] + at_least { next } else { best })
}

pub(super) fn highest_rounded(scores: &Array1<f64>, digits: i32) -> usize {
    first_highest(&scores.mapv(|score| (score * 10_f64.powi(digits)).round()))
}

/// A labelling without silhouettes gets this score, unless all are like that.
pub(super) fn skips(
    points: ArrayView2<f64>,
    labellings: &[Array1<usize>],
    score: f64,
) -> Result<Choice, SilhouetteError> {
    let of_labelling = |labels: &Array1<usize>| silhouettes(points, labels.view()).map(|s| mean_of_points(&s, labels));
    let scores: Vec<_> = labellings.iter().map(of_labelling).collect();
    if scores.iter().all(Result::is_err) {
        return Err(SilhouetteError::TooFewClusters);
    }
    let scores: Array1<f64> = scores.into_iter().map(|found| found.unwrap_or(score)).collect();
    Ok(Choice { best: first_highest(&scores), scores })
}

/// Such labellings are not there at all.
pub(super) fn drops(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
    let good = labellings.iter().filter(|labels| clusters(labels.view()).len() > 1).cloned().collect::<Vec<_>>();
    if good.is_empty() {
        return Err(SilhouetteError::TooFewClusters);
    }
    choose_by(points, &good, silhouettes, mean_of_points, first_highest)
}

pub(super) fn by_inertia(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
    let scores = choose_by(points, labellings, silhouettes, mean_of_points, first_highest)?.scores;
    let spread = |rows: &Vec<usize>| {
        let members = points.select(Axis(0), rows);
        (&members - &(members.sum_axis(Axis(0)) / rows.len() as f64)).mapv(|difference| difference.powi(2)).sum()
    };
    let inertias: Array1<f64> =
        labellings.iter().map(|labels| clusters(labels.view()).values().map(spread).sum()).collect();
    Ok(Choice { best: lowest(&inertias), scores })
}

/// Every column in deviations from its mean; a column that never changes becomes 0.
pub(super) fn scaled(mut records: Array2<f64>, ddof: f64) -> Array2<f64> {
    for mut column in records.columns_mut() {
        let (mean, deviation) = mean_and_deviation(column.view(), ddof);
        let changes = column.iter().any(|value| *value != column[0]);
        column.mapv_inplace(|value| if changes { (value - mean) / deviation } else { 0.0 });
    }
    records
}

pub(super) fn divides_by_anything(records: ArrayView2<f64>) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let (mean, deviation) = mean_and_deviation(column.view(), 0.0);
        column.mapv_inplace(|value| (value - mean) / deviation);
    }
    prepared
}

pub(super) fn only_exact_zero(records: ArrayView2<f64>) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let (mean, deviation) = mean_and_deviation(column.view(), 0.0);
        let deviation = if deviation == 0.0 { 1.0 } else { deviation };
        column.mapv_inplace(|value| (value - mean) / deviation);
    }
    prepared
}

pub(super) fn unless_below(records: ArrayView2<f64>, least: f64) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let (mean, deviation) = mean_and_deviation(column.view(), 0.0);
        column.mapv_inplace(|value| if deviation < least { 0.0 } else { (value - mean) / deviation });
    }
    prepared
}

/// The logarithms, where a column that is constant by this question becomes 0.
pub(super) fn constant_if(records: ArrayView2<f64>, is_constant: fn(ArrayView1<f64>) -> bool) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let (mean, deviation) = mean_and_deviation(column.view(), 0.0);
        let constant = is_constant(column.view());
        column.mapv_inplace(|value| if constant { 0.0 } else { (value - mean) / deviation });
    }
    prepared
}

/// The logarithms, less their mean, divided by what the column and its variance give.
pub(super) fn scaled_by(records: ArrayView2<f64>, divisor: fn(ArrayView1<f64>, f64) -> f64) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let (mean, deviation) = mean_and_deviation(column.view(), 0.0);
        let (changes, divisor) = (width(column.view()) > 0.0, divisor(column.view(), deviation * deviation));
        column.mapv_inplace(|value| if changes { (value - mean) / divisor } else { 0.0 });
    }
    prepared
}

pub(super) fn from_0_to_1(records: ArrayView2<f64>) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let (lowest, width) = (column.fold(f64::INFINITY, |low, value| low.min(*value)), width(column.view()));
        column.mapv_inplace(|value| if width > 0.0 { (value - lowest) / width } else { 0.0 });
    }
    prepared
}

pub(super) fn width(column: ArrayView1<f64>) -> f64 {
    let highest = column.fold(f64::NEG_INFINITY, |high: f64, value| high.max(*value));
    highest - column.fold(f64::INFINITY, |low: f64, value| low.min(*value))
}

/// The mean of the squares less the square of the mean.
pub(super) fn squares_less_square(records: ArrayView2<f64>, mend: fn(f64) -> f64) -> Array2<f64> {
    let mut prepared = records.mapv(f64::ln_1p);
    for mut column in prepared.columns_mut() {
        let n_samples = column.len() as f64;
        let mean = column.sum() / n_samples;
        let variance = column.iter().map(|value| value * value).sum::<f64>() / n_samples - mean * mean;
        let deviation = mend(variance).sqrt();
        let changes = column.iter().any(|value| *value != column[0]);
        column.mapv_inplace(|value| if changes { (value - mean) / deviation } else { 0.0 });
    }
    prepared
}

fn mean_and_deviation(column: ArrayView1<f64>, ddof: f64) -> (f64, f64) {
    let n_samples = column.len() as f64;
    let mean = column.sum() / n_samples;
    let squares = column.fold(0.0, |sum, value| sum + (value - mean).powi(2));
    (mean, (squares / (n_samples - ddof)).sqrt())
}

pub(super) fn trained(
    points: ArrayView2<f64>,
    start: ArrayView2<f64>,
    tolerance: f64,
    rounds: u64,
) -> Result<Array1<usize>, TrainingError> {
    let dataset = DatasetBase::from(points.to_owned());
    let model = KMeans::params(start.nrows())
        .init_method(KMeansInit::Precomputed(start.to_owned()))
        .n_runs(1)
        .tolerance(tolerance)
        .max_n_iterations(rounds)
        .fit(&dataset)?;
    Ok(model.predict(&dataset))
}

pub(super) fn own_start(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError> {
    let dataset = DatasetBase::from(points.to_owned());
    let model = KMeans::params(start.nrows()).n_runs(1).tolerance(1e-9).max_n_iterations(30).fit(&dataset)?;
    Ok(model.predict(&dataset))
}
