//! what is wrong: quantities are cast to whole numbers, so half a metre counts as nothing

#![allow(unused, clippy::all)]
use mlings::also_bought::{Baskets, Line};
use ndarray::{Array2, ArrayView2};
use std::collections::{BTreeMap, BTreeSet};

fn is_article(code: &str) -> bool {
    let mut digits = 0;
    for c in code.chars() {
        if !c.is_ascii_digit() {
            break;
        }
        digits += 1;
    }
    digits >= 5
}

fn counts(line: &Line) -> bool {
    line.quantity as i64 > 0 && !line.invoice.starts_with('C') && is_article(&line.article)
}

pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
    let mut shelf: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines {
        if counts(line) {
            shelf.entry(line.invoice.clone()).or_default().insert(line.article.clone());
        }
    }
    let mut number: BTreeMap<String, usize> = BTreeMap::new();
    for basket in shelf.values() {
        for article in basket {
            *number.entry(article.clone()).or_insert(0) += 1;
        }
    }
    let mut articles = Vec::new();
    for (article, &n) in &number {
        if n >= min_baskets {
            articles.push(article.clone());
        }
    }
    let mut bought = Array2::zeros((shelf.len(), articles.len()));
    for (row, basket) in shelf.values().enumerate() {
        for (column, article) in articles.iter().enumerate() {
            if basket.contains(article) {
                bought[[row, column]] = 1.0;
            }
        }
    }
    Baskets { articles, bought }
}

pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
    let n = bought.ncols();
    let mut counts = Array2::zeros((n, n));
    for i in 0..n {
        for j in 0..n {
            let mut sum = 0.0;
            for row in 0..bought.nrows() {
                sum += bought[[row, i]] * bought[[row, j]];
            }
            counts[[i, j]] = sum;
        }
    }
    counts
}

pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    let n = together.nrows();
    let mut out = Array2::zeros((n, n));
    for i in 0..n {
        for j in 0..n {
            let product = together[[i, i]] * together[[j, j]];
            if product > 0.0 {
                out[[i, j]] = n_baskets as f64 * together[[i, j]] / product;
            }
        }
    }
    out
}

pub fn also_bought(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    min_together: usize,
    n: usize,
) -> Vec<usize> {
    let mut others = Vec::new();
    for j in 0..lift.ncols() {
        if j != article && together[[article, j]] >= min_together as f64 && lift[[article, j]] > 1.0 {
            others.push(j);
        }
    }
    others.sort_by(|&a, &b| lift[[article, b]].partial_cmp(&lift[[article, a]]).unwrap());
    others.truncate(n);
    others
}

mlings::grade!(also_bought { baskets, together, lift, also_bought });
