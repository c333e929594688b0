//! what is wrong: also_bought cuts the list to the n largest lifts first and throws out the rare pairs afterwards

#![allow(unused)]

use mlings::also_bought::{Baskets, Line};
use ndarray::{Array2, ArrayView2};
use std::collections::{BTreeMap, BTreeSet};

/// Five digits first, then whatever comes.
fn is_article(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() >= 5 && bytes[..5].iter().all(|b| b.is_ascii_digit())
}

fn counts(line: &Line) -> bool {
    line.quantity > 0.0 && !line.invoice.starts_with('C') && is_article(&line.article)
}

pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
    let mut shelf: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines {
        if counts(line) {
            shelf.entry(line.invoice.clone()).or_default().insert(line.article.clone());
        }
    }

    let mut frequency: BTreeMap<String, usize> = BTreeMap::new();
    for basket in shelf.values() {
        for article in basket {
            *frequency.entry(article.clone()).or_insert(0) += 1;
        }
    }

    let mut articles: Vec<String> = Vec::new();
    let mut column_of: BTreeMap<String, usize> = BTreeMap::new();
    for (article, &n) in &frequency {
        if n >= min_baskets {
            column_of.insert(article.clone(), articles.len());
            articles.push(article.clone());
        }
    }

    let mut bought = Array2::<f64>::zeros((shelf.len(), articles.len()));
    for (row, basket) in shelf.values().enumerate() {
        for article in basket {
            if let Some(&column) = column_of.get(article) {
                bought[[row, column]] = 1.0;
            }
        }
    }
    Baskets { articles, bought }
}

pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
    bought.t().dot(&bought)
}

pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    let n = together.nrows();
    let mut lifts = Array2::<f64>::zeros((n, n));
    for i in 0..n {
        for j in 0..n {
            let product = together[[i, i]] * together[[j, j]];
            if product > 0.0 {
                lifts[[i, j]] = n_baskets as f64 * together[[i, j]] / product;
            }
        }
    }
    lifts
}

pub fn also_bought(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    min_together: usize,
    n: usize,
) -> Vec<usize> {
    let often = together.row(article);
    let lifts = lift.row(article);
    let mut others: Vec<usize> = (0..lifts.len()).filter(|&j| j != article).collect();
    others.sort_by(|&a, &b| lifts[b].total_cmp(&lifts[a]));
    others.truncate(n);
    others.retain(|&j| often[j] >= min_together as f64 && lifts[j] > 1.0);
    others
}

mlings::grade!(also_bought { baskets, together, lift, also_bought });
