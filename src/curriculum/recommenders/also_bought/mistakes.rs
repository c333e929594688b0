//! What goes wrong, as running code, and what to say about it.

use std::collections::BTreeSet;

use ndarray::{Array2, ArrayView2, Axis};

use super::solution::{also_bought, baskets, lift, together};
use super::{Baskets, Contract, Line, SOLUTION};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "counts lines for baskets",
        advice: "The same article can stand on two lines of an invoice. How many baskets is that?",
        attempts: &[Contract { baskets: |lines, least| filled(lines, least, |cell, _| cell + 1.0), ..SOLUTION }],
    },
    Mistake {
        name: "writes the pieces into the basket",
        advice: "Who buys 144 candles at once has one basket with candles in it. What are the only two numbers in the table?",
        attempts: &[Contract {
            baskets: |lines, least| filled(lines, least, |cell, line| cell + line.quantity),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes a cancellation for a sale",
        advice: "Not every cancellation has a negative quantity. What else tells you that an invoice is one?",
        attempts: &[Contract { baskets: cancellations_too, ..SOLUTION }],
    },
    Mistake {
        name: "puts what came back or was written off into a basket",
        advice: "Stock is written off on invoices that look like any other. Which column tells you that nobody bought it?",
        attempts: &[Contract { baskets: any_quantity, ..SOLUTION }],
    },
    Mistake {
        name: "begins a new basket wherever the invoice changes from line to line",
        advice: "The lines of one invoice are not always together in the file. How do you find the basket that a line belongs to?",
        attempts: &[Contract { baskets: runs_of_lines, ..SOLUTION }],
    },
    Mistake {
        name: "sells postage",
        advice: "Postage is in many baskets and goes with everything. How does the code of an article begin?",
        attempts: &[Contract { baskets: postage_too, ..SOLUTION }],
    },
    Mistake {
        name: "throws baskets away in which only rare articles are",
        advice: "Lift compares with all baskets of the shop. How many customers did it have, also counting those whose articles have no column?",
        attempts: &[Contract { baskets: without_empty_rows, ..SOLUTION }],
    },
    Mistake {
        name: "counts every pair on one side only",
        advice: "Asked from the page of the second article, your table knows nothing of the first. What should be equal on both sides of the diagonal?",
        attempts: &[Contract { together: one_side, ..SOLUTION }],
    },
    Mistake {
        name: "leaves the diagonal empty",
        advice: "The formula of the lift needs to know how often each article is bought at all. Where in the table could that stand?",
        attempts: &[Contract { together: no_diagonal, ..SOLUTION }],
    },
    Mistake {
        name: "divides by how often the one article is bought, and forgets how popular the other is",
        advice: "This is the share of the one's baskets that hold the other, and what everybody buys is high in it everywhere. What would chance alone have given?",
        attempts: &[Contract { lift: confidence, ..SOLUTION }],
    },
    Mistake {
        name: "forgets the number of all baskets",
        advice: "Two articles that do not care about each other should come out at 1, in a shop of any size. What do you get for them?",
        attempts: &[Contract { lift: |together, _| lift(together, 1), ..SOLUTION }],
    },
    Mistake {
        name: "divides by the count of an article that nobody bought",
        advice: "A new article is in no basket, and 0 / 0 is NaN. What does the task want there?",
        attempts: &[Contract { lift: nobody_is_nan, ..SOLUTION }],
    },
    Mistake {
        name: "recommends the article itself",
        advice: "Nothing is bought with an article as reliably as itself. Is that news to somebody who looks at it?",
        attempts: &[Contract { also_bought: itself_too, ..SOLUTION }],
    },
    Mistake {
        name: "puts first what is most often in the same baskets",
        advice: "What everybody buys is in many baskets with everything. Which table has that taken out?",
        attempts: &[Contract { also_bought: popular_first, ..SOLUTION }],
    },
    Mistake {
        name: "shows pairs however few baskets they share",
        advice: "Two rare articles that met in one basket have an enormous lift. Would you bet the page on one customer?",
        attempts: &[Contract {
            also_bought: |article, together, lift, _, n| also_bought(article, together, lift, 0, n),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "shows what is together no more often than by chance",
        advice: "What does a lift of 1 say about two articles, and what one of 0.8? A short list is an answer too.",
        attempts: &[Contract { also_bought: chance_will_do, ..SOLUTION }],
    },
];

/// As the task has it, but for what a line does to its cell.
fn filled(lines: &[Line], min_baskets: usize, cell: fn(f64, &Line) -> f64) -> Baskets {
    let sold: Vec<&Line> =
        lines.iter().filter(|line| !baskets(std::slice::from_ref(*line), 1).articles.is_empty()).collect();
    let invoices: Vec<&str> = sold.iter().map(|line| &*line.invoice).collect::<BTreeSet<_>>().into_iter().collect();
    let Baskets { articles, mut bought } = baskets(lines, min_baskets);
    bought.fill(0.0);
    for line in sold {
        let (row, column) = (invoices.binary_search(&&*line.invoice), articles.binary_search(&line.article));
        if let (Ok(row), Ok(column)) = (row, column) {
            bought[[row, column]] = cell(bought[[row, column]], line);
        }
    }
    Baskets { articles, bought }
}

/// The task's own baskets, of lines that were changed before.
fn of_changed(lines: &[Line], min_baskets: usize, mut change: impl FnMut(&mut Line)) -> Baskets {
    let mut lines = lines.to_vec();
    lines.iter_mut().for_each(&mut change);
    baskets(&lines, min_baskets)
}

fn cancellations_too(lines: &[Line], min_baskets: usize) -> Baskets {
    of_changed(lines, min_baskets, |line| line.invoice.insert(0, ' '))
}

fn any_quantity(lines: &[Line], min_baskets: usize) -> Baskets {
    of_changed(lines, min_baskets, |line| line.quantity = 1.0)
}

fn runs_of_lines(lines: &[Line], min_baskets: usize) -> Baskets {
    let (mut before, mut run) = (String::new(), 0);
    of_changed(lines, min_baskets, |line| {
        run += usize::from(line.invoice != before);
        before.clone_from(&line.invoice);
        line.invoice.push_str(&format!(" {run}"));
    })
}

fn postage_too(lines: &[Line], min_baskets: usize) -> Baskets {
    const DIGITS: &str = "99999";
    let mut made = of_changed(lines, min_baskets, |line| {
        if !line.article.starts_with(|first: char| first.is_ascii_digit()) {
            line.article.insert_str(0, DIGITS);
        }
    });
    for article in &mut made.articles {
        if let Some(word) = article.strip_prefix(DIGITS) {
            *article = word.to_owned();
        }
    }
    made
}

fn without_empty_rows(lines: &[Line], min_baskets: usize) -> Baskets {
    let Baskets { articles, bought } = baskets(lines, min_baskets);
    let filled: Vec<usize> = (0..bought.nrows()).filter(|row| bought.row(*row).sum() > 0.0).collect();
    Baskets { articles, bought: bought.select(Axis(0), &filled) }
}

fn one_side(bought: ArrayView2<f64>) -> Array2<f64> {
    let mut counts = together(bought);
    counts.indexed_iter_mut().filter(|((i, j), _)| i > j).for_each(|(_, count)| *count = 0.0);
    counts
}

fn no_diagonal(bought: ArrayView2<f64>) -> Array2<f64> {
    let mut counts = together(bought);
    counts.diag_mut().fill(0.0);
    counts
}

fn confidence(together: ArrayView2<f64>, _: usize) -> Array2<f64> {
    Array2::from_shape_fn(together.dim(), |(i, j)| match together[[i, i]] {
        0.0 => 0.0,
        n_with => together[[i, j]] / n_with,
    })
}

fn nobody_is_nan(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    Array2::from_shape_fn(together.dim(), |(i, j)| {
        n_baskets as f64 * together[[i, j]] / (together[[i, i]] * together[[j, j]])
    })
}

/// The best n of them.
fn chosen(candidates: Vec<usize>, better: impl Fn(usize) -> f64, n: usize) -> Vec<usize> {
    let mut others = candidates;
    others.sort_by(|one, other| better(*other).total_cmp(&better(*one)));
    others.truncate(n);
    others
}

fn itself_too(article: usize, together: ArrayView2<f64>, lift: ArrayView2<f64>, least: usize, n: usize) -> Vec<usize> {
    let goes_with = |other: &usize| together[[article, *other]] >= least as f64 && lift[[article, *other]] > 1.0;
    chosen((0..lift.nrows()).filter(goes_with).collect(), |other| lift[[article, other]], n)
}

fn popular_first(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    least: usize,
    n: usize,
) -> Vec<usize> {
    let mut all = also_bought(article, together, lift, least, usize::MAX);
    all.sort_unstable();
    chosen(all, |other| together[[article, other]], n)
}

fn chance_will_do(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    least: usize,
    n: usize,
) -> Vec<usize> {
    let goes_with = |other: &usize| *other != article && together[[article, *other]] >= least as f64;
    chosen((0..lift.nrows()).filter(goes_with).collect(), |other| lift[[article, other]], n)
}
