//! what is wrong: prepare computes the variance as mean of squares minus squared mean, which cancels for columns that vary little.
use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use mlings::silhouette::{Choice, SilhouetteError, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use std::collections::BTreeMap;

pub fn prepare(records: ArrayView2<f64>) -> Array2<f64> {
    let mut logs = records.mapv(f64::ln_1p);
    let n = logs.nrows() as f64;
    for mut column in logs.axis_iter_mut(Axis(1)) {
        if column.iter().all(|&x| x == column[0]) {
            column.fill(0.0);
            continue;
        }
        let mean = column.sum() / n;
        let deviation = (column.iter().map(|x| x * x).sum::<f64>() / n - mean * mean).abs().sqrt();
        column.mapv_inplace(|x| x - mean);
        column.mapv_inplace(|x| x / deviation);
    }
    logs
}

fn distance(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>().sqrt()
}

pub fn silhouettes(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError> {
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, &label) in labels.iter().enumerate() {
        clusters.entry(label).or_default().push(row);
    }
    if clusters.len() < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let sum_to = |row: usize, rows: &[usize]| -> f64 {
        rows.iter().map(|&other| distance(points.row(row), points.row(other))).sum()
    };
    Ok((0..points.nrows())
        .map(|row| {
            let own = &clusters[&labels[row]];
            if own.len() == 1 {
                return 0.0;
            }
            let a = sum_to(row, own) / (own.len() - 1) as f64;
            let b = clusters
                .iter()
                .filter(|(label, _)| **label != labels[row])
                .map(|(_, rows)| sum_to(row, rows) / rows.len() as f64)
                .fold(f64::INFINITY, f64::min);
            let larger = a.max(b);
            if larger == 0.0 { 0.0 } else { (b - a) / larger }
        })
        .collect())
}

pub fn choose(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
    let mut scores = Vec::new();
    for labels in labellings {
        let s = silhouettes(points, labels.view())?;
        scores.push(s.sum() / s.len() as f64);
    }
    let mut best = 0;
    for i in 1..scores.len() {
        if scores[i] > scores[best] {
            best = i;
        }
    }
    Ok(Choice { best, scores: Array1::from(scores) })
}

pub fn segment(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError> {
    let dataset = DatasetBase::from(points.to_owned());
    let model = KMeans::params(start.nrows())
        .init_method(KMeansInit::Precomputed(start.to_owned()))
        .n_runs(1)
        .tolerance(1e-9)
        .max_n_iterations(30)
        .fit(&dataset)?;
    Ok(model.predict(&dataset))
}

mlings::grade!(silhouette { prepare, silhouettes, choose, segment });
