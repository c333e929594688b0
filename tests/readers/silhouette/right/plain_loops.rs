use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_clustering::{KMeans, KMeansInit};
use mlings::silhouette::{Choice, SilhouetteError, TrainingError};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2};

pub fn prepare(records: ArrayView2<f64>) -> Array2<f64> {
    let n = records.nrows();
    let mut out = Array2::<f64>::zeros(records.raw_dim());
    for j in 0..records.ncols() {
        if n == 0 {
            break;
        }
        // measured from the first number, in units of the largest difference: safe for any spread
        let first = records[[0, j]].ln_1p();
        let mut shifted = vec![0.0; n];
        let mut largest: f64 = 0.0;
        for i in 0..n {
            shifted[i] = records[[i, j]].ln_1p() - first;
            largest = largest.max(shifted[i].abs());
        }
        if largest == 0.0 {
            continue;
        }
        let mut sum = 0.0;
        for i in 0..n {
            shifted[i] /= largest;
            sum += shifted[i];
        }
        let mean = sum / n as f64;
        let mut squares = 0.0;
        for i in 0..n {
            squares += (shifted[i] - mean) * (shifted[i] - mean);
        }
        let deviation = (squares / n as f64).sqrt();
        for i in 0..n {
            out[[i, j]] = (shifted[i] - mean) / deviation;
        }
    }
    out
}

pub fn silhouettes(points: ArrayView2<f64>, labels: ArrayView1<usize>) -> Result<Array1<f64>, SilhouetteError> {
    let n = points.nrows();
    let mut names: Vec<usize> = labels.to_vec();
    names.sort_unstable();
    names.dedup();
    let k = names.len();
    if k < 2 {
        return Err(SilhouetteError::TooFewClusters);
    }
    let mut cluster = vec![0; n];
    let mut size = vec![0usize; k];
    for i in 0..n {
        cluster[i] = names.binary_search(&labels[i]).unwrap();
        size[cluster[i]] += 1;
    }
    // every distance once, added in two places
    let mut sums = vec![vec![0.0; k]; n];
    for i in 0..n {
        for j in i + 1..n {
            let mut d2 = 0.0;
            for f in 0..points.ncols() {
                let d = points[[i, f]] - points[[j, f]];
                d2 += d * d;
            }
            let d: f64 = f64::sqrt(d2);
            sums[i][cluster[j]] += d;
            sums[j][cluster[i]] += d;
        }
    }
    let mut out = Array1::zeros(n);
    for i in 0..n {
        let own = cluster[i];
        if size[own] < 2 {
            continue;
        }
        let a = sums[i][own] / (size[own] - 1) as f64;
        let mut b = f64::INFINITY;
        for c in 0..k {
            if c != own {
                b = f64::min(b, sums[i][c] / size[c] as f64);
            }
        }
        out[i] = if a < b {
            1.0 - a / b
        } else if a > b {
            b / a - 1.0
        } else {
            0.0
        };
    }
    Ok(out)
}

pub fn choose(points: ArrayView2<f64>, labellings: &[Array1<usize>]) -> Result<Choice, SilhouetteError> {
    let mut scores = Array1::zeros(labellings.len());
    let mut best = 0;
    for l in 0..labellings.len() {
        let s = silhouettes(points, labellings[l].view())?;
        let mut sum = 0.0;
        for &x in s.iter() {
            sum += x;
        }
        scores[l] = sum / s.len() as f64;
        if scores[l] > scores[best] {
            best = l;
        }
    }
    Ok(Choice { best, scores })
}

pub fn segment(points: ArrayView2<f64>, start: ArrayView2<f64>) -> Result<Array1<usize>, TrainingError> {
    let data = DatasetBase::from(points.to_owned());
    let params = KMeans::params(start.nrows());
    let params = params.init_method(KMeansInit::Precomputed(start.to_owned()));
    let params = params.tolerance(1e-9).max_n_iterations(30);
    let model = params.n_runs(1).fit(&data)?;
    let labels = model.predict(&data);
    Ok(labels)
}

mlings::grade!(silhouette { prepare, silhouettes, choose, segment });
