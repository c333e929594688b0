//! Also bought: articles that are in one basket more often than chance would put them there.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::also_bought::*;
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    baskets: solution::baskets,
    together: solution::together,
    lift: solution::lift,
    also_bought: solution::also_bought,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "also_bought", title: "Also bought" },
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
