//! Other ways to content-based recommending.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use mlings::content_based::{Contract, Vocabulary};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "tables: multi-hot first, then column sums and products of tables",
        Contract {
            features: tables::features,
            fit: tables::fit,
            transform: tables::transform,
            similarity: tables::similarity,
            profile: tables::profile,
            recommend: tables::recommend,
        },
    ),
    (
        "plain loops: sorted runs, sums number by number, the best one again and again",
        Contract {
            features: loops::features,
            fit: loops::fit,
            transform: loops::transform,
            similarity: loops::similarity,
            profile: loops::profile,
            recommend: loops::recommend,
        },
    ),
];

mod tables {
    use super::*;

    pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
        let joined = format!("{}s|{countries}|{genres}", year - year % 10);
        joined.split('|').filter(|name| !name.is_empty()).map(String::from).collect()
    }

    fn multi_hot(items: &[Vec<String>], features: &[String]) -> Array2<f64> {
        let column: HashMap<&String, usize> = features.iter().zip(0..).collect();
        let mut table = Array2::zeros((items.len(), features.len()));
        for (row, item) in items.iter().enumerate() {
            item.iter().filter_map(|feature| column.get(feature)).for_each(|at| table[[row, *at]] = 1.0);
        }
        table
    }

    pub fn fit(items: &[Vec<String>]) -> Vocabulary {
        let distinct: HashSet<&String> = items.iter().flatten().collect();
        let mut features: Vec<String> = distinct.into_iter().cloned().collect();
        features.sort();
        let number = multi_hot(items, &features).sum_axis(Axis(0));
        let idf = number.mapv(|m| 1.0 - ((m + 1.0) / (items.len() as f64 + 1.0)).ln());
        Vocabulary { features, idf }
    }

    pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
        multi_hot(items, &vocabulary.features) * &vocabulary.idf
    }

    pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
        let lengths = |rows: ArrayView2<f64>| (&rows * &rows).sum_axis(Axis(1)).mapv(f64::sqrt).insert_axis(Axis(1));
        let products = lengths(queries).dot(&lengths(items).t());
        let mut similarity = queries.dot(&items.t()) / products;
        similarity.mapv_inplace(|cosine| if cosine.is_nan() { 0.0 } else { cosine });
        similarity
    }

    pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
        if liked.is_empty() {
            return Array1::zeros(items.ncols());
        }
        let share = 1.0 / liked.len() as f64;
        let mut shares = Array1::zeros(items.nrows());
        liked.iter().for_each(|item| shares[*item] += share);
        shares.dot(&items)
    }

    pub fn recommend(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
        let seen: HashSet<usize> = seen.iter().copied().collect();
        let mut ranked: Vec<(f64, usize)> =
            similarities.iter().enumerate().map(|(item, similarity)| (-similarity, item)).collect();
        ranked.retain(|(negative, item)| *negative < 0.0 && !seen.contains(item));
        ranked.sort_by(|one, other| one.partial_cmp(other).unwrap_or(Ordering::Equal));
        ranked.into_iter().take(n).map(|(_, item)| item).collect()
    }
}

mod loops {
    use super::*;

    pub fn features(genres: &str, countries: &str, year: u16) -> Vec<String> {
        let mut features = Vec::new();
        for names in [genres, countries] {
            for name in names.split('|') {
                if !name.is_empty() {
                    features.push(name.to_string());
                }
            }
        }
        features.push((year / 10).to_string() + "0s");
        features
    }

    pub fn fit(items: &[Vec<String>]) -> Vocabulary {
        let mut mentions: Vec<(&String, usize)> = Vec::new();
        for (row, item) in items.iter().enumerate() {
            mentions.extend(item.iter().map(|feature| (feature, row)));
        }
        mentions.sort();
        mentions.dedup();
        let (mut features, mut idf) = (Vec::new(), Vec::new());
        for run in mentions.chunk_by(|one, other| one.0 == other.0) {
            features.push(run[0].0.clone());
            idf.push((items.len() as f64 + 1.0).ln() - (run.len() as f64 + 1.0).ln() + 1.0);
        }
        Vocabulary { features, idf: Array1::from(idf) }
    }

    pub fn transform(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
        Array2::from_shape_fn((items.len(), vocabulary.features.len()), |(row, column)| {
            if items[row].contains(&vocabulary.features[column]) { vocabulary.idf[column] } else { 0.0 }
        })
    }

    pub fn similarity(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
        let mut similarity = Array2::zeros((queries.nrows(), items.nrows()));
        for (i, query) in queries.rows().into_iter().enumerate() {
            for (j, item) in items.rows().into_iter().enumerate() {
                let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
                for (a, b) in query.iter().zip(item) {
                    ab += a * b;
                    aa += a * a;
                    bb += b * b;
                }
                if aa > 0.0 && bb > 0.0 {
                    similarity[[i, j]] = ab / aa.sqrt() / bb.sqrt();
                }
            }
        }
        similarity
    }

    pub fn profile(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
        let mut mean = Array1::zeros(items.ncols());
        for (before, item) in liked.iter().enumerate() {
            // The mean of so many rows and one more.
            let step = (&items.row(*item) - &mean) / (before + 1) as f64;
            mean += &step;
        }
        mean
    }

    pub fn recommend(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
        let mut left = similarities.to_vec();
        seen.iter().for_each(|item| left[*item] = 0.0);
        let mut shown = Vec::new();
        while shown.len() < n {
            let mut best = (0.0, None);
            for (item, similarity) in left.iter().enumerate() {
                if *similarity > best.0 {
                    best = (*similarity, Some(item));
                }
            }
            let (_, Some(item)) = best else { break };
            left[item] = 0.0;
            shown.push(item);
        }
        shown
    }
}
