//! Also bought, as chains of iterators, with sets of row numbers.

#![allow(unused_variables)]

use mlings::also_bought::{Baskets, Line};
use ndarray::{Array2, ArrayView2};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

fn is_sale(line: &Line) -> bool {
    let digits = line.article.chars().take_while(|c| c.is_ascii_digit()).count();
    digits >= 5 && line.quantity > 0.0 && !line.invoice.starts_with("C")
}

pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
    // number the invoices in the order of their first sale, and note for every article in which rows it is
    let mut rows: HashMap<&str, usize> = HashMap::new();
    let mut holders: BTreeMap<&str, HashSet<usize>> = BTreeMap::new();
    for line in lines.iter().filter(|line| is_sale(line)) {
        let next = rows.len();
        let row = *rows.entry(line.invoice.as_str()).or_insert(next);
        holders.entry(line.article.as_str()).or_default().insert(row);
    }
    holders.retain(|_, held_by| held_by.len() >= min_baskets);

    let mut bought = Array2::<f64>::zeros((rows.len(), holders.len()));
    for (column, held_by) in holders.values().enumerate() {
        for &row in held_by {
            bought[[row, column]] = 1.0;
        }
    }
    let articles = holders.keys().map(|code| code.to_string()).collect();
    Baskets { articles, bought }
}

pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
    let n = bought.ncols();
    Array2::from_shape_fn((n, n), |(i, j)| bought.column(i).dot(&bought.column(j)))
}

pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    let alone = together.diag();
    Array2::from_shape_fn(together.dim(), |(i, j)| {
        if alone[i] == 0.0 || alone[j] == 0.0 {
            0.0
        } else {
            together[[i, j]] * n_baskets as f64 / (alone[i] * alone[j])
        }
    })
}

pub fn also_bought(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    min_together: usize,
    n: usize,
) -> Vec<usize> {
    let mut found: Vec<(usize, f64)> = (0..together.ncols())
        .filter(|&other| other != article)
        .filter(|&other| together[[article, other]] >= min_together as f64)
        .map(|other| (other, lift[[article, other]]))
        .filter(|pair| pair.1 > 1.0)
        .collect();
    found.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal).then(a.0.cmp(&b.0)));
    found.into_iter().take(n).map(|pair| pair.0).collect()
}

mlings::grade!(also_bought { baskets, together, lift, also_bought });
