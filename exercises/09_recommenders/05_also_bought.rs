//! Also bought: find articles that are bought together more often than by chance.
//!
//! Guide: exercises/09_recommenders/05_also_bought.md
//! Grade: cargo run -- check also_bought

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::also_bought::{Baskets, Line};
use ndarray::{Array2, ArrayView2};

/// Makes baskets of lines: an invoice is a basket, and an article is in it or is not.
///
/// - `lines`: the lines of many invoices; those of one invoice need not stand together
/// - `min_baskets`: an article in fewer baskets gets no column
///
/// A line counts if its quantity is above 0, its invoice does not begin with `C`, and its article begins with
/// five digits from 0 to 9; `POST`, `DOT` and `M` are no articles. Every line counts or does not count by itself.
/// Codes are compared as they stand.
///
/// Returns `Baskets { articles, bought }`: the articles, sorted; and `n_baskets` x `n_articles`, 1 where the basket
/// holds the article, else 0. There is a row, in any order, for every invoice with a line that counts, also where
/// none of its articles has a column.
pub fn baskets(lines: &[Line], min_baskets: usize) -> Baskets {
    todo!()
}

/// Counts the baskets that hold two articles.
///
/// - `bought`: `n_baskets` x `n_articles`, 1 where the basket holds the article, else 0
///
/// Returns `n_articles` x `n_articles`: the number of baskets with both; on the diagonal, with that one article.
pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
    todo!()
}

/// How many times as often two articles are together as they would be if baskets were filled by chance:
/// n · nᵢⱼ / (nᵢ nⱼ).
///
/// - `together`: `n_articles` x `n_articles`, what the function `together` returns; at most 1,000 articles
/// - `n_baskets`: the number of all baskets, n
///
/// Returns `n_articles` x `n_articles`, the diagonal by the same formula. Where either article is in no basket,
/// the lift is 0.
pub fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    todo!()
}

/// What to show on the page of an article: the others that go with it.
///
/// - `article`: its column
/// - `together`, `lift`: `n_articles` x `n_articles`, what these functions return; at most 1,000 articles
/// - `min_together`: the least number of baskets that a pair must share
/// - `n`: the most articles to show
///
/// Returns columns, the largest lift first; of equal lifts the lower column comes first. The article itself is
/// left out, and so is whatever has a lift of 1 or less, so the list may be shorter than `n`, or empty.
pub fn also_bought(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    min_together: usize,
    n: usize,
) -> Vec<usize> {
    todo!()
}

mlings::grade!(also_bought { baskets, together, lift, also_bought });
