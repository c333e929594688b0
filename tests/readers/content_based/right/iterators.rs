#![allow(unused, clippy::all)]
use mlings::content_based::Vocabulary;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
    std::iter::once(format!("{}0s", year / 10))
        .chain(countries.split('|').chain(genres.split('|')).filter(|p| !p.is_empty()).map(str::to_owned))
        .collect()
}

pub fn fit(items: &[Vec<String>]) -> Vocabulary {
    let sets: Vec<HashSet<&str>> = items.iter().map(|i| i.iter().map(String::as_str).collect()).collect();
    let features: Vec<String> =
        items.iter().flatten().cloned().collect::<BTreeSet<String>>().into_iter().collect();
    let idf = features
        .iter()
        .map(|f| {
            let m = sets.iter().filter(|s| s.contains(f.as_str())).count();
            ((1 + items.len()) as f64).ln() - ((1 + m) as f64).ln() + 1.0
        })
        .collect();
    Vocabulary { features, idf }
}

pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let columns: HashMap<&str, usize> = vocabulary.features.iter().enumerate().map(|(j, f)| (f.as_str(), j)).collect();
    let mut table = Array2::zeros((items.len(), columns.len()));
    table.outer_iter_mut().zip(items).for_each(|(mut row, item)| {
        item.iter().filter_map(|f| columns.get(f.as_str())).for_each(|&j| row[j] = vocabulary.idf[j]);
    });
    table
}

fn unit(rows: ArrayView2<f64>) -> Array2<f64> {
    let mut out = rows.to_owned();
    for mut row in out.outer_iter_mut() {
        let largest = row.fold(0.0_f64, |m, x| m.max(x.abs()));
        if largest > 0.0 {
            row.mapv_inplace(|x| x / largest);
            let length = row.dot(&row).sqrt();
            row.mapv_inplace(|x| x / length);
        }
    }
    out
}

pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    unit(queries).dot(&unit(items).t())
}

pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    items.select(Axis(0), liked).mean_axis(Axis(0)).unwrap_or_else(|| Array1::zeros(items.ncols()))
}

pub fn recommend(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    let seen: HashSet<usize> = seen.iter().copied().collect();
    let mut left: Vec<(usize, f64)> = similarities
        .iter()
        .copied()
        .enumerate()
        .filter(|&(i, s)| s > 0.0 && !seen.contains(&i))
        .collect();
    left.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    left.into_iter().take(n).map(|(i, _)| i).collect()
}

mlings::grade!(content_based { features, fit, transform, similarity, profile, recommend });
