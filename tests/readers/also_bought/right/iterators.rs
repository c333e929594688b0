#![allow(unused, clippy::all)]
use mlings::also_bought::{Baskets, Line};
use ndarray::{Array2, ArrayView2};
use std::collections::{HashMap, HashSet};

pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
    let good = |l: &&Line| {
        l.quantity > 0.0
            && l.invoice.chars().next() != Some('C')
            && l.article.len() >= 5
            && l.article.bytes().take(5).all(|b| b.is_ascii_digit())
    };
    let mut rows: HashMap<&str, usize> = HashMap::new();
    let mut pairs: HashSet<(usize, &str)> = HashSet::new();
    for line in lines.iter().filter(good) {
        let next = rows.len();
        let row = *rows.entry(line.invoice.as_str()).or_insert(next);
        pairs.insert((row, line.article.as_str()));
    }
    let mut number: HashMap<&str, usize> = HashMap::new();
    pairs.iter().for_each(|(_, a)| *number.entry(a).or_default() += 1);
    let mut articles: Vec<&str> = number.into_iter().filter(|&(_, n)| n >= min_baskets).map(|(a, _)| a).collect();
    articles.sort_unstable();
    let bought = Array2::from_shape_fn((rows.len(), articles.len()), |(r, c)| {
        if pairs.contains(&(r, articles[c])) { 1.0 } else { 0.0 }
    });
    Baskets { articles: articles.into_iter().map(String::from).collect(), bought }
}

pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
    bought.t().dot(&bought)
}

pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    let each = together.diag();
    let n = n_baskets as f64;
    Array2::from_shape_fn(together.dim(), |(i, j)| {
        let chance = each[i] * each[j] / n;
        if chance == 0.0 { 0.0 } else { together[[i, j]] / chance }
    })
}

pub fn also_bought(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    min_together: usize,
    n: usize,
) -> Vec<usize> {
    let mut others: Vec<(usize, f64)> = lift
        .row(article)
        .iter()
        .zip(together.row(article))
        .enumerate()
        .filter(|&(j, (&l, &t))| j != article && l > 1.0 && t >= min_together as f64)
        .map(|(j, (&l, _))| (j, l))
        .collect();
    others.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    others.into_iter().take(n).map(|(j, _)| j).collect()
}

mlings::grade!(also_bought { baskets, together, lift, also_bought });
