//! Also bought: articles that are in one basket more often than chance would put them there.

use mlings_contract::{contract, travels};
use ndarray::{Array2, ArrayView2};

/// One line of an invoice.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The number of the invoice; a cancellation begins with C.
    pub invoice: String,
    /// The code of the article, or a word such as POST for what is none.
    pub article: String,
    /// Pieces; negative when they came back or were written off.
    pub quantity: f64,
}

/// What [`Contract::baskets`] makes of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Baskets {
    /// The code of the article of every column, sorted.
    pub articles: Vec<String>,
    /// `n_baskets` x `n_articles`: 1 where the basket holds the article, else 0.
    pub bought: Array2<f64>,
}

contract! {
    /// What the learner implements.
    ///
    /// Support counts and lift are those of association rules: Agrawal, Imieliński and Swami (1993); Brin, Motwani,
    /// Ullman and Tsur (1997). mlxtend's `association_rules` has the same lift.
    pub struct Contract {
        /// One row for every invoice that sold an article, one column for every article of at least `min_baskets` rows.
        fn baskets(lines: &[Line], min_baskets: usize) -> Baskets;
        /// `n_articles` x `n_articles`: in how many baskets two articles are together; on the diagonal, each alone.
        fn together(bought: ArrayView2<f64>) -> Array2<f64>;
        /// `n_articles` x `n_articles`: n · nᵢⱼ / (nᵢ nⱼ); 0 where either was never bought.
        fn lift(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64>;
        /// At most `n` other articles, the largest lift first, of those with a lift above 1 and enough baskets together.
        fn also_bought(
            article: usize,
            together: ArrayView2<f64>,
            lift: ArrayView2<f64>,
            min_together: usize,
            n: usize,
        ) -> Vec<usize>;
    }
}

travels!(struct Line { invoice, article, quantity });
travels!(struct Baskets { articles, bought });
