//! Also bought: which articles are in one basket more often than chance would put them there (Agrawal, Imieliński
//! and Swami 1993; Brin, Motwani, Ullman and Tsur 1997).

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array2, ArrayView2};

use mlings::also_bought::{Baskets, Line};

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
    let mut baskets: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in lines.iter().filter(|line| is_sale(line)) {
        baskets.entry(&line.invoice).or_default().insert(&line.article);
    }
    let mut n_baskets_with: BTreeMap<&str, usize> = BTreeMap::new();
    for article in baskets.values().flatten() {
        *n_baskets_with.entry(article).or_insert(0) += 1;
    }
    n_baskets_with.retain(|_, n_baskets| *n_baskets >= min_baskets);

    let column: BTreeMap<&str, usize> = n_baskets_with.keys().copied().zip(0..).collect();
    let mut bought = Array2::zeros((baskets.len(), column.len()));
    for (basket, mut row) in baskets.values().zip(bought.rows_mut()) {
        for article in basket.iter().filter_map(|article| column.get(article)) {
            row[*article] = 1.0;
        }
    }
    Baskets { articles: column.keys().map(|article| (*article).to_owned()).collect(), bought }
}

/// Whether an article went to a customer. Cancellations, write-offs and postage did not.
fn is_sale(line: &Line) -> bool {
    let begins_with_five_digits = line.article.bytes().take_while(u8::is_ascii_digit).count() >= 5;
    line.quantity > 0.0 && !line.invoice.starts_with('C') && begins_with_five_digits
}

/// Counts the baskets that hold two articles.
///
/// - `bought`: `n_baskets` x `n_articles`, 1 where the basket holds the article, else 0
///
/// Returns `n_articles` x `n_articles`: the number of baskets with both; on the diagonal, with that one article.
pub fn together(bought: ArrayView2<f64>) -> Array2<f64> {
    bought.t().dot(&bought)
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
    let n_with = together.diag();
    Array2::from_shape_fn(together.dim(), |(i, j)| {
        let by_chance = n_with[i] * n_with[j] / n_baskets as f64;
        if by_chance > 0.0 { together[[i, j]] / by_chance } else { 0.0 }
    })
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
    let (together, lift) = (together.row(article), lift.row(article));
    let goes_with = |other: &usize| *other != article && together[*other] >= min_together as f64 && lift[*other] > 1.0;
    let mut others: Vec<usize> = (0..lift.len()).filter(goes_with).collect();
    // The sort is stable: equal lifts stay in the order of their columns.
    others.sort_by(|one, other| lift[*other].total_cmp(&lift[*one]));
    others.truncate(n);
    others
}
