//! Other ways to silhouettes.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use mlings::silhouette::{Choice, Contract, SilhouetteError, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "one table of distances",
        Contract { prepare: table::prepare, silhouettes: table::silhouettes, choose: table::choose, segment: table::segment },
    ),
    (
        "plain loops",
        Contract { prepare: loops::prepare, silhouettes: loops::silhouettes, choose: loops::choose, segment: loops::segment },
    ),
];

/// All distances once; the sums to every cluster are a product with a table of memberships.
mod table {
    use super::*;

    pub fn prepare(records: ArrayView2<f64>) -> Array2<f64> {
        let logarithms = records.mapv(f64::ln_1p);
        let lowest = logarithms.fold_axis(Axis(0), f64::INFINITY, |low, value| low.min(*value));
        let highest = logarithms.fold_axis(Axis(0), f64::NEG_INFINITY, |high, value| high.max(*value));
        let mut deviations = logarithms.std_axis(Axis(0), 0.0);
        deviations.zip_mut_with(&(highest - &lowest), |deviation, range| {
            if *range == 0.0 {
                *deviation = f64::INFINITY;
            }
        });
        let means = logarithms.mean_axis(Axis(0)).expect("rows");
        (logarithms - means) / deviations
    }

    pub fn silhouettes(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError> {
        scores_by(distances(points).view(), labels)
    }

    pub fn choose(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
        let distances = distances(points);
        let mut scores = Vec::new();
        for labels in labellings {
            scores.push(scores_by(distances.view(), labels.view())?.mean().expect("points"));
        }
        let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let best = scores.iter().position(|score| *score == highest).expect("a labelling");
        Ok(Choice { best, scores: Array1::from(scores) })
    }

    pub fn segment(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError> {
        let params = KMeans::params(start.nrows()).init_method(KMeansInit::Precomputed(start.to_owned()));
        let params = params.max_n_iterations(30).tolerance(1e-9).n_runs(1);
        let model = params.fit(&DatasetBase::from(points))?;
        Ok(model.predict(&points.to_owned()))
    }

    fn distances(points: ArrayView2<f64>) -> Array2<f64> {
        let mut distances = Array2::zeros((points.nrows(), points.nrows()));
        for (mut row, point) in distances.rows_mut().into_iter().zip(points.rows()) {
            let differences = &points - &point;
            row.assign(&(&differences * &differences).sum_axis(Axis(1)).mapv(f64::sqrt));
        }
        distances
    }

    fn scores_by(distances: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError> {
        let mut names = labels.to_vec();
        names.sort_unstable();
        names.dedup();
        if names.len() < 2 {
            return Err(SilhouetteError::TooFewClusters);
        }
        let membership =
            Array2::from_shape_fn((labels.len(), names.len()), |(row, cluster)| f64::from(labels[row] == names[cluster]));
        let sizes = membership.sum_axis(Axis(0));
        let sums = distances.dot(&membership);
        let own: Vec<usize> = labels.iter().map(|label| names.binary_search(label).expect("a name")).collect();
        let silhouette = |row: usize| {
            let others = (0..names.len()).filter(|cluster| *cluster != own[row]);
            let b = others.map(|cluster| sums[[row, cluster]] / sizes[cluster]).fold(f64::INFINITY, f64::min);
            let a = sums[[row, own[row]]] / (sizes[own[row]] - 1.0);
            // Alone, a is 0/0, and with all distances 0 so is the quotient.
            let quotient = (b - a) / a.max(b);
            if quotient.is_nan() || a.is_nan() { 0.0 } else { quotient }
        };
        Ok((0..labels.len()).map(silhouette).collect())
    }
}

/// Indices, a running mean for every cluster, and linfa's k-means written out.
mod loops {
    use super::*;

    pub fn prepare(records: ArrayView2<f64>) -> Array2<f64> {
        let (n, columns) = records.dim();
        let mut prepared = Array2::zeros((n, columns));
        for j in 0..columns {
            let (mut mean, mut squares) = (0.0, 0.0);
            for i in 0..n {
                let value = records[[i, j]].ln_1p();
                let delta = value - mean;
                mean += delta / (i + 1) as f64;
                squares += delta * (value - mean);
            }
            if (1..n).any(|i| records[[i, j]] != records[[0, j]]) {
                for i in 0..n {
                    prepared[[i, j]] = (records[[i, j]].ln_1p() - mean) / (squares / n as f64).sqrt();
                }
            }
        }
        prepared
    }

    pub fn silhouettes(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError> {
        if labels.iter().all(|label| *label == labels[0]) {
            return Err(SilhouetteError::TooFewClusters);
        }
        // Names in the order in which they are met.
        let mut names: Vec<usize> = Vec::new();
        for label in labels {
            if !names.contains(label) {
                names.push(*label);
            }
        }
        let own = |row: usize| names.iter().position(|name| *name == labels[row]).expect("a name");
        let clusters: Vec<usize> = (0..labels.len()).map(own).collect();
        let mut result = Array1::zeros(points.nrows());
        for i in 0..points.nrows() {
            let mut means = vec![0.0; names.len()];
            let mut counts = vec![0.0; names.len()];
            for j in (0..points.nrows()).rev().filter(|j| *j != i) {
                let mut squared = 0.0;
                for c in 0..points.ncols() {
                    squared += (points[[i, c]] - points[[j, c]]) * (points[[i, c]] - points[[j, c]]);
                }
                counts[clusters[j]] += 1.0;
                means[clusters[j]] += (squared.sqrt() - means[clusters[j]]) / counts[clusters[j]];
            }
            let mut b = f64::MAX;
            for cluster in 0..names.len() {
                if cluster != clusters[i] && counts[cluster] > 0.0 && means[cluster] < b {
                    b = means[cluster];
                }
            }
            let a = means[clusters[i]];
            if counts[clusters[i]] > 0.0 && a != b {
                result[i] = if a < b { 1.0 - a / b } else { b / a - 1.0 };
            }
        }
        Ok(result)
    }

    pub fn choose(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
        let mut choice = Choice { best: 0, scores: Array1::zeros(labellings.len()) };
        for (index, labels) in labellings.iter().enumerate() {
            for value in silhouettes(points, labels.view())? {
                choice.scores[index] += value / labels.len() as f64;
            }
            if choice.scores[index] > choice.scores[choice.best] {
                choice.best = index;
            }
        }
        Ok(choice)
    }

    pub fn segment(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError> {
        let mut centroids = start.to_owned();
        let nearest = |centroids: &Array2<f64>, point: ArrayView1<f64>| {
            let far = |c: &usize| (&point - &centroids.row(*c)).mapv(|d| d * d).sum();
            (0..centroids.nrows()).min_by(|a, b| far(a).total_cmp(&far(b))).expect("a centroid")
        };
        let labels = |centroids: &Array2<f64>| points.rows().into_iter().map(|point| nearest(centroids, point)).collect();
        for _ in 0..30 {
            let (labels, before): (Array1<usize>, _) = (labels(&centroids), centroids.clone());
            for c in 0..centroids.nrows() {
                // As linfa does: the old centroid is one of the points.
                let (mut sum, mut count) = (before.row(c).to_owned(), 1.0);
                for i in (0..points.nrows()).filter(|i| labels[*i] == c) {
                    sum += &points.row(i);
                    count += 1.0;
                }
                centroids.row_mut(c).assign(&(sum / count));
            }
            if (&centroids - &before).mapv(|d| d * d).sum().sqrt() < 1e-9 {
                break;
            }
        }
        Ok(labels(&centroids))
    }
}
