//! What is graded.

use std::collections::BTreeSet;

use ndarray::{Array1, Array2, Axis, Slice, array};

use super::{Baskets, Contract, Line, shop};
use mlings_grading::compare::{close, has_shape, identical, same_items, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "an invoice is one basket, wherever its lines stand", points: 8, run: invoice_is_a_basket },
    Check { name: "an article is in a basket or not, however many lines and pieces", points: 8, run: in_it_or_not },
    Check { name: "what came back or was written off is in no basket", points: 7, run: returns_are_out },
    Check { name: "an article begins with five digits, postage and fees do not", points: 8, run: postage_is_out },
    Check { name: "codes are compared as they stand", points: 6, run: codes_as_they_stand },
    Check {
        name: "an article of too few baskets has no column, and every basket keeps its row",
        points: 8,
        run: rare_articles_are_out,
    },
    Check { name: "counts the baskets with both, and on the diagonal with one", points: 9, run: counts_baskets },
    Check { name: "lift is how many times as often as by chance", points: 9, run: lift_by_hand },
    Check { name: "articles that do not care about each other have a lift of 1", points: 5, run: independent },
    Check { name: "an article that nobody bought has a lift of 0", points: 6, run: never_bought },
    Check {
        name: "the largest lift comes first, of equals the lower column, at most n",
        points: 8,
        run: strongest_first,
    },
    Check { name: "a pair of too few baskets is not shown, and makes room for others", points: 10, run: too_seldom },
    Check { name: "what is together no more often than by chance is not shown", points: 5, run: no_more_than_chance },
    Check { name: "finds the pairs of the shop", points: 3, run: pairs_of_the_shop },
];

fn invoice_is_a_basket(shop: &Contract, cases: &mut Cases) -> Outcome {
    let lines = [("1", "10001", 2.0), ("1", "10002", 1.0), ("2", "10001", 6.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 1.0], [1.0, 0.0]])?;
    let lines = [("1", "10001", 2.0), ("2", "10001", 6.0), ("1", "10002", 1.0), ("2", "10003", 4.0)];
    makes(shop, &lines, 1, &["10001", "10002", "10003"], &[[1.0, 1.0, 0.0], [1.0, 0.0, 1.0]])?;
    makes::<2>(shop, &[], 1, &[], &[])?;

    // Four baskets of one to three of five articles, the lines in any order.
    let codes = ["30001", "30002A", "30003", "40004", "50005"];
    let sets: Vec<Vec<usize>> = (0..4).map(|_| cases.permutation(5)[..cases.index(1..4)].to_vec()).collect();
    let invoices = ["11", "12", "13", "14"];
    let all: Vec<(&str, &str, f64)> = sets
        .iter()
        .zip(invoices)
        .flat_map(|(set, invoice)| set.iter().map(move |article| (invoice, codes[*article], 1.0)))
        .collect();
    let lines: Vec<_> = cases.permutation(all.len()).into_iter().map(|line| all[line]).collect();
    let sold: Vec<usize> = (0..5).filter(|article| sets.iter().flatten().any(|other| other == article)).collect();
    let articles: Vec<&str> = sold.iter().map(|article| codes[*article]).collect();
    let expected = Array2::from_shape_fn((4, sold.len()), |(row, column)| f64::from(sets[row].contains(&sold[column])));
    is_made(shop, &lines, 1, &articles, &expected)
}

fn in_it_or_not(shop: &Contract, _: &mut Cases) -> Outcome {
    let lines =
        [("1", "10001", 2.0), ("1", "10002", 12.0), ("1", "10001", 3.0), ("2", "10002", 1.0), ("2", "10002", 1.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 1.0], [0.0, 1.0]])?;
    // Half a metre of ribbon, a few grains, and all that a wholesaler has.
    let lines = [("1", "10001", 0.5), ("2", "10002", 1e-9), ("2", "10001", 0.25), ("3", "10002", 3e9)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])?;
    // Next to nothing, and a quantity of many digits.
    let lines = [("1", "10001", 1e-50), ("2", "10002", 0.123_456_789)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 0.0], [0.0, 1.0]])
}

fn returns_are_out(shop: &Contract, _: &mut Cases) -> Outcome {
    // An invoice of its own takes it back; a line among others writes it off.
    let lines = [("1", "10001", 2.0), ("C2", "10001", -2.0), ("1", "10002", -1.0), ("3", "10002", 5.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 0.0], [0.0, 1.0]])?;
    // One cancellation of the file has a positive quantity.
    let lines = [("1", "10001", 2.0), ("1", "10002", 3.0), ("C4", "10001", 1.0), ("C4", "10003", 1.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 1.0]])?;
    let lines = [("1", "10001", 2.0), ("1", "10002", 0.0), ("5", "10002", -24.0)];
    makes(shop, &lines, 1, &["10001"], &[[1.0]])?;
    let lines = [("1", "10001", 2.0), ("1", "10002", -0.25), ("5", "10002", -3e9)];
    makes(shop, &lines, 1, &["10001"], &[[1.0]])?;
    // What was sold and is brought back, on the same invoice or a later one, was still bought together.
    let lines = [("1", "10001", 6.0), ("1", "10001", -6.0), ("1", "10002", 1.0), ("2", "10002", 3.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 1.0], [0.0, 1.0]])?;
    let lines = [("1", "10001", 6.0), ("1", "10002", 1.0), ("C3", "10001", -6.0), ("2", "10002", 3.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 1.0], [0.0, 1.0]])?;
    // A cancellation begins with C; a C elsewhere means nothing.
    let lines = [("1C", "10001", 6.0), ("2-C", "10002", 1.0), ("C", "10002", 1.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 0.0], [0.0, 1.0]])
}

fn postage_is_out(shop: &Contract, _: &mut Cases) -> Outcome {
    let lines = [("1", "POST", 1.0), ("1", "85123A", 6.0), ("2", "DOT", 1.0), ("3", "22423", 1.0), ("3", "M", 1.0)];
    makes(shop, &lines, 1, &["22423", "85123A"], &[[0.0, 1.0], [1.0, 0.0]])?;
    let lines = [("1", "GIFT_0001_30", 1.0), ("1", "15056BL", 6.0), ("2", "15056BL", 1.0), ("2", "ADJUST", 1.0)];
    makes(shop, &lines, 1, &["15056BL"], &[[1.0], [1.0]])?;
    // Four digits and a sign, a blank or a letter are not five digits; six are, and five more letters do no harm.
    let lines =
        [("1", "+1234", 1.0), ("1", "-12345", 1.0), ("2", "1234A", 6.0), ("2", "1234", 6.0), ("3", "123456", 1.0)];
    makes(shop, &lines, 1, &["123456"], &[[1.0]])?;
    let lines =
        [("1", "1e100", 1.0), ("1", "12.50", 1.0), ("2", " 12345", 6.0), ("3", "00000", 1.0), ("3", "M12345", 1.0)];
    makes(shop, &lines, 1, &["00000"], &[[1.0]])?;
    let lines = [("1", "A1", 1.0), ("1", "½½½½½", 1.0), ("2", "", 6.0), ("3", "99999POST", 1.0)];
    makes(shop, &lines, 1, &["99999POST"], &[[1.0]])
}

/// Small letters are not capitals, and a number with a 0 before it is another code.
fn codes_as_they_stand(shop: &Contract, _: &mut Cases) -> Outcome {
    let lines = [("1", "85123a", 1.0), ("2", "85123A", 1.0), ("2", "85123B", 1.0), ("3", "85123", 1.0)];
    let bought = [[0.0, 0.0, 0.0, 1.0], [0.0, 1.0, 1.0, 0.0], [1.0, 0.0, 0.0, 0.0]];
    makes(shop, &lines, 1, &["85123", "85123A", "85123B", "85123a"], &bought)?;
    let lines = [("7", "100000", 1.0), ("07", "10000", 1.0), ("7A", "010000", 1.0), ("7a", "10000", 1.0)];
    let bought = [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]];
    makes(shop, &lines, 1, &["010000", "10000", "100000"], &bought)?;
    let lines =
        [("18446744073709551617", "10001", 1.0), ("1", "10002", 1.0), ("1.0", "10002", 1.0), ("1 ", "10001", 1.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 0.0], [0.0, 1.0], [0.0, 1.0], [1.0, 0.0]])?;
    let lines = [("7½", "10001", 1.0), ("7", "10002", 1.0), ("½7", "10002", 1.0)];
    makes(shop, &lines, 1, &["10001", "10002"], &[[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]])
}

fn rare_articles_are_out(shop: &Contract, _: &mut Cases) -> Outcome {
    let lines =
        [("1", "10001", 1.0), ("1", "10002", 1.0), ("2", "10002", 9.0), ("2", "10003", 9.0), ("3", "10003", 1.0)];
    makes(shop, &lines, 2, &["10002", "10003"], &[[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])?;
    // Who bought nothing but what is rare is still a customer.
    let lines =
        [("1", "10001", 1.0), ("2", "10002", 8.0), ("2", "10002", 8.0), ("3", "10003", 1.0), ("4", "10003", 1.0)];
    makes(shop, &lines, 2, &["10003"], &[[0.0], [0.0], [1.0], [1.0]])?;
    makes::<0>(shop, &[("1", "10001", 1.0), ("2", "10002", 8.0)], 2, &[], &[[], []])?;
    // Three lines and 24 pieces, but only one basket.
    let lines =
        [("1", "10001", 8.0), ("1", "10001", 8.0), ("1", "10001", 8.0), ("2", "10002", 1.0), ("1", "10002", 1.0)];
    makes(shop, &lines, 2, &["10002"], &[[1.0], [1.0]])?;
    // What does not count does not count here either.
    let lines =
        [("1", "10001", 1.0), ("C2", "10001", 1.0), ("3", "10001", -1.0), ("3", "10002", 1.0), ("4", "10002", 1.0)];
    makes(shop, &lines, 2, &["10002"], &[[0.0], [1.0], [1.0]])
}

fn makes<const N: usize>(
    shop: &Contract,
    lines: &[(&str, &str, f64)],
    min_baskets: usize,
    articles: &[&str],
    bought: &[[f64; N]],
) -> Outcome {
    let expected = Array2::from_shape_fn((bought.len(), articles.len()), |(row, column)| bought[row][column]);
    is_made(shop, lines, min_baskets, articles, &expected)
}

fn is_made(
    shop: &Contract,
    lines: &[(&str, &str, f64)],
    min_baskets: usize,
    articles: &[&str],
    bought: &Array2<f64>,
) -> Outcome {
    let given = format!("lines (invoice, article, quantity) {lines:?}, min_baskets {min_baskets}");
    let line = |(invoice, article, quantity): &(&str, &str, f64)| Line {
        invoice: (*invoice).to_owned(),
        article: (*article).to_owned(),
        quantity: *quantity,
    };
    let baskets = (shop.baskets)(&lines.iter().map(line).collect::<Vec<_>>(), min_baskets);
    let expected: Vec<String> = articles.iter().map(|article| (*article).to_owned()).collect();
    same_items("articles", &baskets.articles, &expected).given(&given)?;
    identical("bought, its rows sorted", &in_order(&baskets.bought), &in_order(bought)).given(given)
}

/// The rows may stand in any order: here the largest comes first.
fn in_order(bought: &Array2<f64>) -> Array2<f64> {
    let mut rows: Vec<Vec<f64>> = bought.rows().into_iter().map(|row| row.to_vec()).collect();
    rows.sort_by(|one, other| other.partial_cmp(one).unwrap_or(std::cmp::Ordering::Equal));
    Array2::from_shape_fn(bought.dim(), |(row, column)| rows[row][column])
}

fn counts_baskets(shop: &Contract, cases: &mut Cases) -> Outcome {
    let bought = array![[1.0, 1.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [0.0, 1.0, 1.0]];
    let expected = array![[3.0, 2.0, 0.0], [2.0, 3.0, 1.0], [0.0, 1.0, 1.0]];
    counted(shop, &bought, &expected)?;
    counted(shop, &array![[0.0, 1.0], [0.0, 1.0]], &array![[0.0, 0.0], [0.0, 2.0]])?;

    let bought = random_baskets(9, 5, cases);
    let both = |i: usize, j: usize| (0..9).filter(|row| bought[[*row, i]] > 0.0 && bought[[*row, j]] > 0.0).count();
    let expected = Array2::from_shape_fn((5, 5), |(i, j)| both(i, j) as f64);
    counted(shop, &bought, &expected)?;
    let (wide, given) =
        (apart(&bought), format!("bought {}, as every second column of a wider table", pasted(&bought)));
    let every_second = wide.slice_axis(Axis(1), Slice::new(0, None, 2));
    close("together", &(shop.together)(every_second), &expected, 1e-12).given(given)?;

    // The first article in every basket, the second in every other one, the third in the last alone.
    let many = Array2::from_shape_fn((1100, 3), |(basket, article)| match article {
        0 => 1.0,
        1 => f64::from(basket % 2 == 1),
        _ => f64::from(basket == 1099),
    });
    let expected = array![[1100.0, 550.0, 1.0], [550.0, 550.0, 1.0], [1.0, 1.0, 1.0]];
    close("together", &(shop.together)(many.view()), &expected, 1e-12)
        .given("1100 baskets: the first article in all, the second in every other one, the third in the last alone")
}

/// A wider table that has this one in every second column.
fn apart(table: &Array2<f64>) -> Array2<f64> {
    Array2::from_shape_fn((table.nrows(), 2 * table.ncols()), |(row, column)| {
        if column % 2 == 0 { table[[row, column / 2]] } else { 7.0 }
    })
}

fn counted(shop: &Contract, bought: &Array2<f64>, expected: &Array2<f64>) -> Outcome {
    close("together", &(shop.together)(bought.view()), expected, 1e-12).given(format!("bought {}", pasted(bought)))
}

fn lift_by_hand(shop: &Contract, cases: &mut Cases) -> Outcome {
    // By chance 4 · 2 / 8 = 1 basket would hold both; two do. And 4 · 4 / 8 = 2 would hold 0 and 2; one does.
    let together = array![[4.0, 2.0, 1.0], [2.0, 2.0, 0.0], [1.0, 0.0, 4.0]];
    lifted(shop, &together, 8, &array![[2.0, 2.0, 0.5], [2.0, 4.0, 0.0], [0.5, 0.0, 2.0]])?;
    // Twice as many baskets, and the same ones are twice as remarkable.
    lifted(shop, &together, 16, &array![[4.0, 4.0, 1.0], [4.0, 8.0, 0.0], [1.0, 0.0, 4.0]])?;

    // By its definition: the share of b's baskets among those with a, over its share among all.
    let bought = random_baskets(10, 4, cases);
    let together = bought.t().dot(&bought);
    let share = |i: usize, j: usize| together[[i, j]] / together[[i, i]];
    let expected = Array2::from_shape_fn((4, 4), |(i, j)| share(i, j) / (together[[j, j]] / 10.0));
    lifted(shop, &together, 10, &expected)?;
    let wide = apart(&together);
    close("lift", &(shop.lift)(wide.slice_axis(Axis(1), Slice::new(0, None, 2)), 10), &expected, 1e-12)
        .given(format!("together {}, as every second column of a wider table; n_baskets 10", pasted(&together)))?;

    // Two that were bought once each, in the same one of many baskets; and a shop of billions.
    for n_baskets in [2_000, 5_000_000_000] {
        let n = n_baskets as f64;
        lifted(shop, &array![[1.0, 1.0], [1.0, 1.0]], n_baskets, &Array2::from_elem((2, 2), n))?;
    }
    lifted(
        shop,
        &array![[7e4, 6e4], [6e4, 7e4]],
        100_000,
        &array![[10.0 / 7.0, 60.0 / 49.0], [60.0 / 49.0, 10.0 / 7.0]],
    )?;
    let (one, other, both) = (4_000_000_001.0, 6_000_000_001.0, 3_000_000_001.0);
    let chance = 8_000_000_003.0 * both / one / other;
    let expected = array![[8_000_000_003.0 / one, chance], [chance, 8_000_000_003.0 / other]];
    lifted(shop, &array![[one, both], [both, other]], 8_000_000_003, &expected)
}

fn lifted(shop: &Contract, together: &Array2<f64>, n_baskets: usize, expected: &Array2<f64>) -> Outcome {
    close("lift", &(shop.lift)(together.view(), n_baskets), expected, 1e-12)
        .given(format!("together {}, n_baskets {n_baskets}", pasted(together)))
}

/// Every third basket holds a, every fourth b, so every twelfth holds both: as chance has it.
fn independent(shop: &Contract, cases: &mut Cases) -> Outcome {
    let n = 12 * cases.index(1..9);
    let every = |step: usize| n as f64 / step as f64;
    let together = array![[every(3), every(12)], [every(12), every(4)]];
    lifted(shop, &together, n, &array![[3.0, 1.0], [1.0, 4.0]])
}

fn never_bought(shop: &Contract, _: &mut Cases) -> Outcome {
    lifted(shop, &array![[2.0, 0.0], [0.0, 0.0]], 6, &array![[3.0, 0.0], [0.0, 0.0]])?;
    lifted(
        shop,
        &array![[0.0, 0.0, 0.0], [0.0, 1.0, 1.0], [0.0, 1.0, 4.0]],
        4,
        &array![[0.0, 0.0, 0.0], [0.0, 4.0, 1.0], [0.0, 1.0, 1.0]],
    )
}

fn strongest_first(shop: &Contract, cases: &mut Cases) -> Outcome {
    shows(shop, 1, &[9.0, 40.0, 7.0, 8.0, 9.0], &[1.5, 7.0, 4.0, 3.0, 2.0], 5, 3, &[2, 3, 4])?;
    shows(shop, 0, &[40.0, 6.0, 9.0], &[5.0, 2.0, 3.0], 5, 9, &[2, 1])?;
    shows(shop, 0, &[40.0, 6.0, 9.0], &[5.0, 2.0, 3.0], 5, 0, &[])?;
    shows(shop, 3, &[9.0, 8.0, 9.0, 30.0, 7.0], &[2.0, 2.5, 2.0, 8.0, 2.5], 5, 3, &[1, 4, 0])?;
    // Equal lifts go by column, whichever is in more baskets.
    shows(shop, 0, &[40.0, 6.0, 9.0, 7.0], &[5.0, 2.0, 2.0, 2.0], 5, 2, &[1, 2])?;
    shows(shop, 3, &[9.0, 7.0, 8.0, 30.0], &[2.0, 2.0, 2.0, 8.0], 5, 3, &[0, 1, 2])?;
    // However many there are.
    let lift: Vec<f64> = (0..50).map(|column| if column % 2 == 0 { 2.0 } else { 3.0 }).collect();
    let first = [1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39, 41, 43, 45, 47, 49, 2, 4];
    shows(shop, 0, &[9.0; 50], &lift, 5, first.len(), &first)?;
    // Nearly equal is not equal, nor is a very large lift as good as a larger one.
    shows(shop, 0, &[40.0, 9.0, 7.0, 8.0], &[5.0, 3.0, 3.0 + 1e-12, 3.0 + 1e-9], 5, 3, &[3, 2, 1])?;
    shows(shop, 0, &[40.0, 9.0, 7.0, 8.0], &[5.0, 2e6, 5e9, 3e6], 5, 2, &[2, 3])?;

    let order = cases.permutation(7);
    let lift: Vec<f64> = order.iter().map(|place| 8.0 - *place as f64 / 2.0).collect();
    let together: Vec<f64> = cases.permutation(7).into_iter().map(|count| 5.0 + count as f64).collect();
    let article = cases.index(0..7);
    let mut best: Vec<usize> = (0..7).filter(|other| *other != article).collect();
    best.sort_by_key(|other| order[*other]);
    shows(shop, article, &together, &lift, 5, 4, &best[..4])
}

fn too_seldom(shop: &Contract, _: &mut Cases) -> Outcome {
    // The rarest pair has the largest lift: one basket is an anecdote.
    shows(shop, 0, &[20.0, 1.0, 6.0, 5.0, 4.0], &[9.0, 30.0, 3.0, 4.0, 5.0], 5, 4, &[3, 2])?;
    // On a page with room for two, what is shared too seldom must not keep out what is not.
    shows(shop, 0, &[20.0, 1.0, 6.0, 5.0, 4.0], &[9.0, 30.0, 3.0, 4.0, 5.0], 5, 2, &[3, 2])?;
    shows(shop, 0, &[20.0, 1.0, 6.0, 5.0, 4.0], &[9.0, 30.0, 3.0, 4.0, 5.0], 2, 2, &[4, 3])?;
    shows(shop, 4, &[6.0, 1.0, 3.0, 2.0, 9.0], &[2.0, 30.0, 4.0, 20.0, 9.0], 3, 1, &[2])?;
    let (many, more) = (5e9, 5e9 + 1.0);
    shows(shop, 0, &[9e9, many - 1.0, more, many], &[2.0, 4.0, 2.0, 3.0], 5_000_000_000, 3, &[3, 2])
}

fn no_more_than_chance(shop: &Contract, _: &mut Cases) -> Outcome {
    shows(shop, 2, &[9.0, 12.0, 20.0, 8.0], &[1.0, 0.8, 6.0, 1.1], 5, 3, &[3])?;
    // Hardly more than by chance is more.
    shows(shop, 0, &[20.0, 9.0, 9.0, 9.0], &[6.0, 1.0 + 1e-12, 1.0, 1.0 - 1e-12], 5, 3, &[1])?;
    // Nobody bought it yet, or nobody with anything else.
    shows(shop, 0, &[0.0, 0.0, 0.0], &[0.0, 0.0, 0.0], 0, 3, &[])?;
    shows(shop, 0, &[7.0, 0.0, 0.0], &[9.0, 0.0, 0.0], 0, 3, &[])
}

/// The row of the article is given; what the others have among themselves must not matter.
fn shows(
    shop: &Contract,
    article: usize,
    together: &[f64],
    lift: &[f64],
    min_together: usize,
    n: usize,
    expected: &[usize],
) -> Outcome {
    let table = |row: &[f64], elsewhere: &dyn Fn(usize, usize) -> f64| {
        Array2::from_shape_fn((row.len(), row.len()), |(i, j)| match article {
            of if of == i => row[j],
            of if of == j => row[i],
            _ => elsewhere(i, j),
        })
    };
    let often = table(together, &|i, j| together[i].min(together[j]) + 1.0);
    let (together_apart, lift_apart) = (apart(&often), apart(&table(lift, &|_, _| 1.2)));
    let [together_of, lift_of] =
        [&together_apart, &lift_apart].map(|wide| wide.slice_axis(Axis(1), Slice::new(0, None, 2)));
    let got = (shop.also_bought)(article, together_of, lift_of, min_together, n);
    same_items("articles to show", &got, expected).given(format!(
        "article {article}, its row of together {together:?} and of lift {lift:?}, min_together {min_together}, n {n}; \
         any two others share a basket more than the rarer of them shares with the article, and have a lift of 1.2"
    ))
}

/// Of the first 3000 lines: the pairs that are in five baskets or more, each with the largest lift of its article.
fn pairs_of_the_shop(contract: &Contract, _: &mut Cases) -> Outcome {
    let Baskets { articles, bought } = (contract.baskets)(&shop(3000)?, 8);
    let given = "the first 3000 of datasets::invoice_lines(), codes in capitals; min_baskets 8, min_together 5, n 1";
    has_shape("bought", &in_order(&bought), &[N_BASKETS, N_ARTICLES]).given(given)?;
    same_items("number of articles", &[articles.len()], &[N_ARTICLES]).given(given)?;
    let together = (contract.together)(bought.view());
    has_shape("together", &together, &[N_ARTICLES; 2]).given(given)?;
    let lift = (contract.lift)(together.view(), bought.nrows());
    has_shape("lift", &lift, &[N_ARTICLES; 2]).given(given)?;
    let best = |article: usize| {
        let offered = (contract.also_bought)(article, together.view(), lift.view(), 5, 1);
        offered.first().and_then(|other| articles.get(*other)).map(|other| (articles[article].clone(), other.clone()))
    };
    let pairs: BTreeSet<(String, String)> = (0..N_ARTICLES).filter_map(best).collect();
    let pairs: Vec<String> = pairs.into_iter().map(|(article, other)| format!("{article} {other}")).collect();
    same_items("articles and what goes best with them", &pairs, &PAIRS.map(str::to_owned)).given(given)
}

const N_BASKETS: usize = 122;
const N_ARTICLES: usize = 36;
/// As pandas and NumPy find them.
const PAIRS: [&str; 13] = [
    "21080 85099F",
    "21212 21977",
    "21754 82494L",
    "21977 21212",
    "22381 84978",
    "22382 82494L",
    "82482 82494L",
    "82494L 82482",
    "84970S 85123A",
    "84978 22381",
    "85099B 85099F",
    "85099F 21080",
    "85123A 84970S",
];

/// Every article in the first basket or the second, so that none was never bought.
fn random_baskets(n_baskets: usize, n_articles: usize, cases: &mut Cases) -> Array2<f64> {
    Array2::from_shape_fn((n_baskets, n_articles), |(basket, article)| match basket {
        0 | 1 => f64::from(basket == article % 2),
        _ => cases.index(0..2) as f64,
    })
}

/// A table as `array!` reads it, whatever its size.
fn pasted(table: &Array2<f64>) -> String {
    let rows: Vec<String> = table.rows().into_iter().map(|row| shown(&Array1::from(row.to_vec()))).collect();
    format!("[{}]", rows.join(", "))
}
