//! Other ways to what is bought together.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use mlings::also_bought::{Baskets, Contract, Line};
use ndarray::{Array2, ArrayView2, Axis};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "every pair of every basket is counted one by one",
        Contract {
            baskets: pair_by_pair::baskets,
            together: pair_by_pair::together,
            lift: pair_by_pair::lift,
            also_bought: pair_by_pair::also_bought,
        },
    ),
    (
        "sorted lines, and for every article the set of its baskets",
        Contract {
            baskets: by_sets::baskets,
            together: by_sets::together,
            lift: by_sets::lift,
            also_bought: by_sets::also_bought,
        },
    ),
];

mod pair_by_pair {
    use super::*;

    /// Rows in the order of the file.
    pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
        let mut row_of: HashMap<&str, usize> = HashMap::new();
        let mut contents: Vec<HashSet<&str>> = Vec::new();
        for line in lines {
            let is_article = line.article.len() >= 5 && line.article.bytes().take(5).all(|byte| byte.is_ascii_digit());
            if line.quantity <= 0.0 || line.invoice.starts_with('C') || !is_article {
                continue;
            }
            let row = *row_of.entry(&line.invoice).or_insert(contents.len());
            if row == contents.len() {
                contents.push(HashSet::new());
            }
            contents[row].insert(&line.article);
        }
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for article in contents.iter().flatten() {
            *counts.entry(article).or_default() += 1;
        }
        let mut articles: Vec<String> = Vec::new();
        for (article, count) in counts {
            if count >= min_baskets {
                articles.push(article.to_string());
            }
        }
        articles.sort();
        let bought = Array2::from_shape_fn((contents.len(), articles.len()), |(row, column)| {
            f64::from(u8::from(contents[row].contains(articles[column].as_str())))
        });
        Baskets { articles, bought }
    }

    pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
        let mut counts = Array2::zeros((bought.ncols(), bought.ncols()));
        for basket in bought.rows() {
            let held: Vec<usize> = (0..basket.len()).filter(|article| basket[*article] == 1.0).collect();
            for one in &held {
                for other in &held {
                    counts[[*one, *other]] += 1.0;
                }
            }
        }
        counts
    }

    /// As shares: how much larger the share with both is than the product of the two.
    pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
        let support = together.mapv(|count| count / n_baskets as f64);
        let mut lift = Array2::zeros(support.dim());
        for ((one, other), share) in support.indexed_iter() {
            if *share > 0.0 {
                lift[[one, other]] = share / support[[one, one]] / support[[other, other]];
            }
        }
        lift
    }

    pub fn also_bought(
        article: usize,
        together: ArrayView2<f64>,
        lift: ArrayView2<f64>,
        min_together: usize,
        n: usize,
    ) -> Vec<usize> {
        let mut shown: Vec<usize> = Vec::new();
        while shown.len() < n {
            let mut best: Option<usize> = None;
            for other in 0..lift.ncols() {
                let good = lift[[article, other]] > 1.0 && together[[article, other]] as usize >= min_together;
                let new = other != article && !shown.contains(&other);
                if good && new && best.is_none_or(|best| lift[[article, other]] > lift[[article, best]]) {
                    best = Some(other);
                }
            }
            match best {
                Some(other) => shown.push(other),
                None => break,
            }
        }
        shown
    }
}

mod by_sets {
    use super::*;

    fn sold(line: &&Line) -> bool {
        let digits = line.article.chars().position(|letter| !letter.is_ascii_digit()).unwrap_or(line.article.len());
        digits >= 5 && line.quantity > 0.0 && !line.invoice.starts_with('C')
    }

    /// Rows in the order of the invoices, from the last to the first.
    pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
        let mut pairs: Vec<(&str, &str)> =
            lines.iter().filter(sold).map(|line| (&*line.article, &*line.invoice)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut invoices: Vec<&str> = pairs.iter().map(|(_, invoice)| *invoice).collect();
        invoices.sort_unstable_by(|one, other| other.cmp(one));
        invoices.dedup();
        let runs = pairs.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() >= min_baskets);
        let runs: Vec<&[(&str, &str)]> = runs.collect();
        let mut bought = Array2::zeros((invoices.len(), runs.len()));
        for (mut column, run) in bought.columns_mut().into_iter().zip(&runs) {
            for (row, invoice) in invoices.iter().enumerate() {
                if run.binary_search(&(run[0].0, invoice)).is_ok() {
                    column[row] = 1.0;
                }
            }
        }
        Baskets { articles: runs.iter().map(|run| run[0].0.to_owned()).collect(), bought }
    }

    pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
        let rows = |column: usize| (0..bought.nrows()).filter(|row| bought[[*row, column]] > 0.5).collect();
        let baskets: Vec<HashSet<usize>> = (0..bought.ncols()).map(rows).collect();
        Array2::from_shape_fn((baskets.len(), baskets.len()), |(one, other)| {
            baskets[one].intersection(&baskets[other]).count() as f64
        })
    }

    /// Whole tables at once; what was never bought is divided by one.
    pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
        let n_with = together.diag().mapv(|count| f64::max(count, 1.0));
        let rows = n_with.view().insert_axis(Axis(1));
        &together * n_baskets as f64 / rows / &n_with
    }

    pub fn also_bought(
        article: usize,
        together: ArrayView2<f64>,
        lift: ArrayView2<f64>,
        min_together: usize,
        n: usize,
    ) -> Vec<usize> {
        let mut ranked: Vec<(f64, usize)> = lift.row(article).iter().map(|lift| -lift).zip(0..).collect();
        ranked.sort_by(|one, other| one.partial_cmp(other).unwrap_or(Ordering::Equal));
        let above_chance = ranked.into_iter().take_while(|(negative, _)| *negative < -1.0).map(|(_, other)| other);
        let often = above_chance.filter(|other| together[[article, *other]] >= min_together as f64);
        often.filter(|other| *other != article).take(n).collect()
    }
}
