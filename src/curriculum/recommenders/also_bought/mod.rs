//! Also bought: articles that are in one basket more often than chance would put them there.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array2, ArrayView2};

use crate::datasets::{self, DatasetError};
use crate::grading::{About, Exercise};

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

/// What the learner implements.
///
/// Support counts and lift are those of association rules: Agrawal, Imieliński and Swami (1993); Brin, Motwani,
/// Ullman and Tsur (1997). mlxtend's `association_rules` has the same lift.
#[derive(Clone, Copy)]
pub struct Contract {
    /// One row for every invoice that sold an article, one column for every article of at least `min_baskets` rows.
    pub baskets: fn(lines: &[Line], min_baskets: usize) -> Baskets,
    /// `n_articles` x `n_articles`: in how many baskets two articles are together; on the diagonal, each alone.
    pub together: fn(bought: ArrayView2<f64>) -> Array2<f64>,
    /// `n_articles` x `n_articles`: n · nᵢⱼ / (nᵢ nⱼ); 0 where either was never bought.
    pub lift: fn(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64>,
    /// At most `n` other articles, the largest lift first, of those with a lift above 1 and enough baskets together.
    pub also_bought: AlsoBought,
}

/// The type of [`Contract::also_bought`].
pub type AlsoBought =
    fn(article: usize, together: ArrayView2<f64>, lift: ArrayView2<f64>, min_together: usize, n: usize) -> Vec<usize>;

const SOLUTION: Contract = Contract {
    baskets: solution::baskets,
    together: solution::together,
    lift: solution::lift,
    also_bought: solution::also_bought,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "also_bought",
        title: "Also bought",
        summary: "find articles that are bought together more often than by chance",
        place: "09_recommenders/05_also_bought",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};

/// The shop's first `n` lines, the codes in capitals: 85123a and 85123A are one article.
fn shop(n: usize) -> Result<Vec<Line>, DatasetError> {
    let line = |line: &datasets::InvoiceLine| Line {
        invoice: line.invoice.clone(),
        article: line.stock_code.to_uppercase(),
        quantity: line.quantity,
    };
    Ok(datasets::invoice_lines()?.iter().take(n).map(line).collect())
}
