//! What goes wrong, as running code, and what to say about it.

use std::collections::BTreeSet;

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};

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
        attempts: &[
            Contract { baskets: postage_too, ..SOLUTION },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| !["POST", "DOT", "M"].contains(&code)),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| !["POST", "DOT"].contains(&code)),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| !["POST", "M"].contains(&code)),
                ..SOLUTION
            },
            Contract { baskets: |lines, least| articles_are(lines, least, |code| code != "POST"), ..SOLUTION },
            Contract { baskets: |lines, least| articles_are(lines, least, |_| true), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes for an article what does not begin with five digits",
        advice: "Take the codes +1234, 1234A and 12.50, and ask your condition about each. Which letters may the first five be?",
        attempts: &[
            Contract { baskets: |lines, least| articles_are(lines, least, begins_with_a_number), ..SOLUTION },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| code.starts_with(|c: char| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| code.chars().filter(char::is_ascii_digit).count() >= 5)
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| code.chars().any(|c| c.is_ascii_digit())),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| begins_with(code, 4, |c| c.is_ascii_digit())),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| begins_with(code, 5, char::is_numeric)),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| begins_with(code.trim(), 5, |c| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| begins_with(code, 5, |c| c.is_ascii_alphanumeric()))
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "lets a code of fewer than five digits pass",
        advice: "Take the code 1234, and then the empty one. What does your condition ask when there are not five to look at?",
        attempts: &[
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| code.chars().take(5).all(|c| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| {
                        !code.is_empty() && code.chars().take(5).all(|c| c.is_ascii_digit())
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| code.len() < 5 || begins_with(code, 5, |c| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "cuts a code in the middle of a letter",
        advice: "A text is stored in bytes, and a letter such as ½ takes two of them. What does a slice say that ends between the two?",
        attempts: &[Contract {
            baskets: |lines, least| {
                articles_are(lines, least, |code| code.len() >= 5 && code[..5].bytes().all(|b| b.is_ascii_digit()))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out articles that do begin with five digits",
        advice: "Some codes are longer than five digits, some end in letters. What does the task say of the rest of a code?",
        attempts: &[
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| code.len() == 5 && begins_with(code, 5, |c| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| code.len() <= 6 && begins_with(code, 5, |c| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    articles_are(lines, least, |code| !code.is_empty() && code.chars().all(|c| c.is_ascii_digit()))
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| articles_are(lines, least, |code| code.parse::<f64>().is_ok()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes codes for equal that are written differently",
        advice: "85123a and 85123A are two codes here, and so are 7 and 07. What does the task say about how codes are compared?",
        attempts: &[
            Contract {
                baskets: |lines, least| of_changed(lines, least, |line| line.article.make_ascii_uppercase()),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| of_changed(lines, least, |line| line.article.make_ascii_lowercase()),
                ..SOLUTION
            },
            Contract { baskets: |lines, least| of_changed(lines, least, |line| line.article.truncate(5)), ..SOLUTION },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        line.article.make_ascii_uppercase();
                        line.invoice.make_ascii_uppercase();
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        line.article.make_ascii_lowercase();
                        let is_cancelled = line.invoice.starts_with('C');
                        line.invoice.make_ascii_lowercase();
                        if is_cancelled {
                            line.quantity = 0.0;
                        }
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        let is_cancelled = line.invoice.starts_with('C');
                        line.invoice.make_ascii_lowercase();
                        if is_cancelled {
                            line.quantity = 0.0;
                        }
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        line.article = line.article.trim().to_uppercase();
                        line.invoice = line.invoice.trim().to_uppercase();
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        line.article = line.article.trim().to_owned();
                        line.invoice = line.invoice.trim().to_owned();
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        line.invoice = line.invoice.trim().to_owned();
                    })
                },
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    of_changed(lines, least, |line| {
                        if let Ok(number) = line.invoice.parse::<u32>() {
                            line.invoice = number.to_string();
                        }
                    })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes every invoice with a C in it for a cancellation",
        advice: "Look at the invoice 1C. Where in the number does the task look for the letter?",
        attempts: &[
            Contract { baskets: |lines, least| sales(lines, least, |line| !line.invoice.contains('C')), ..SOLUTION },
            Contract {
                baskets: |lines, least| sales(lines, least, |line| !line.invoice.to_uppercase().contains('C')),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| sales(lines, least, |line| line.invoice.parse::<u64>().is_ok()),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| sales(lines, least, |line| line.invoice.chars().all(|c| c.is_ascii_digit())),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes what was brought back out of the sale",
        advice: "Six were sold and six came back, and still they were once chosen together with the rest. Does the task add up quantities?",
        attempts: &[
            Contract {
                baskets: |lines, least| netted(lines, least, |line| (line.invoice.clone(), line.article.clone())),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| netted(lines, least, |line| (String::new(), line.article.clone())),
                ..SOLUTION
            },
            Contract { baskets: brought_back, ..SOLUTION },
        ],
    },
    Mistake {
        name: "asks for a whole piece before a line counts",
        advice: "Ribbon is sold by the metre, and somebody takes half of one. From which quantity on does a line count?",
        attempts: &[
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity >= 1.0), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity as u32 > 0), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity.round() > 0.0), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity > 1.0), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity > 1e-6), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity > 1e-8), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity > f64::EPSILON), ..SOLUTION },
            Contract { baskets: |lines, least| sales(lines, least, |line| line.quantity as f32 > 0.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "lets a quantity of 0 count",
        advice: "Nothing at all is on some lines of the file. Compare your comparison with the word that the task has for it.",
        attempts: &[Contract {
            baskets: |lines, least| {
                of_changed(lines, least, |line| {
                    if line.quantity == 0.0 {
                        line.quantity = 1.0;
                    }
                })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "compares min_baskets with lines or pieces, not with baskets",
        advice: "Somebody puts one article on three lines of an invoice. In how many baskets is it?",
        attempts: &[
            Contract { baskets: |lines, least| frequent(lines, least, |lines| lines.len() as f64), ..SOLUTION },
            Contract {
                baskets: |lines, least| frequent(lines, least, |lines| lines.iter().map(|line| line.quantity).sum()),
                ..SOLUTION
            },
            Contract { baskets: any_line, ..SOLUTION },
        ],
    },
    Mistake {
        name: "wants an article in more baskets than min_baskets",
        advice: "Take an article in exactly min_baskets of them. Is that too few?",
        attempts: &[Contract { baskets: |lines, least| baskets(lines, least + 1), ..SOLUTION }],
    },
    Mistake {
        name: "gives every article a column, however few its baskets",
        advice: "Which argument of baskets do you never look at? A thousand columns for articles that were bought once are of no use to anybody.",
        attempts: &[Contract { baskets: |lines, _| baskets(lines, 0), ..SOLUTION }],
    },
    Mistake {
        name: "does not sort the articles",
        advice: "Tomorrow the same lines come in another order. Would your columns still mean the same?",
        attempts: &[Contract { baskets: in_order_of_arrival, ..SOLUTION }, Contract { baskets: backwards, ..SOLUTION }],
    },
    Mistake {
        name: "throws baskets away in which only rare articles are",
        advice: "Lift compares with all baskets of the shop. How many customers did it have, also counting those whose articles have no column?",
        attempts: &[Contract {
            baskets: |lines, least| kept_rows(baskets(lines, least), |row| row.sum() > 0.0),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves out baskets of a single article",
        advice: "Somebody came for one thing only. Does chance, which the lift compares with, know that customer?",
        attempts: &[
            Contract { baskets: pairs_only, ..SOLUTION },
            Contract { baskets: |lines, least| kept_rows(baskets(lines, least), |row| row.sum() > 1.0), ..SOLUTION },
            Contract { baskets: columns_of_pairs_too, ..SOLUTION },
        ],
    },
    Mistake {
        name: "gives a row to an invoice of which no line counts",
        advice: "An invoice holds nothing but postage, or a cancellation. Was that a basket?",
        attempts: &[
            Contract { baskets: |lines, least| rows_for(lines, least, |_| true), ..SOLUTION },
            Contract {
                baskets: |lines, least| rows_for(lines, least, |line| !line.invoice.starts_with('C')),
                ..SOLUTION
            },
            Contract {
                baskets: |lines, least| {
                    rows_for(lines, least, |line| !line.invoice.starts_with('C') && line.quantity > 0.0)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts every pair on one side only",
        advice: "Asked from the page of the second article, your table knows nothing of the first. What should be equal on both sides of the diagonal?",
        attempts: &[
            Contract { together: one_side, ..SOLUTION },
            Contract { together: |bought| one_side(bought).reversed_axes(), ..SOLUTION },
        ],
    },
    Mistake {
        name: "compares baskets with baskets, not articles with articles",
        advice: "Your table has a row for every basket. Which of the two should have a place on both sides of it?",
        attempts: &[Contract { together: |bought| bought.dot(&bought.t()), ..SOLUTION }],
    },
    Mistake {
        name: "leaves the diagonal empty",
        advice: "The formula of the lift needs to know how often each article is bought at all. Where in the table could that stand?",
        attempts: &[Contract { together: no_diagonal, ..SOLUTION }],
    },
    Mistake {
        name: "keeps counts in a type that is too small for them",
        advice: "A large shop has more baskets than a small whole number can hold, and products of counts are larger still. What happens to 255 + 1 in eight bits?",
        attempts: &[
            Contract {
                lift: |together, n| {
                    product_in(together, n, |one, other| f64::from((one as u32).wrapping_mul(other as u32)))
                },
                ..SOLUTION
            },
            Contract {
                lift: |together, n| product_in(together, n, |one, other| f64::from(one as f32 * other as f32)),
                ..SOLUTION
            },
            Contract {
                lift: |together, n| {
                    product_in(together, n, |one, other| (one as u64).wrapping_mul(other as u64) as f64)
                },
                ..SOLUTION
            },
            Contract { together: |bought| together(bought).mapv(|count| f64::from(count as u64 as u8)), ..SOLUTION },
            Contract { together: |bought| together(bought).mapv(|count| count.min(255.0)), ..SOLUTION },
            Contract { together: |bought| together(bought).mapv(|count| f64::from(count as u64 as i8)), ..SOLUTION },
            Contract { lift: |together, n| lift_in(together, n, |number| (number as u64 as u32).into()), ..SOLUTION },
            Contract { lift: |together, n| lift_in(together, n, |number| (number as u32).into()), ..SOLUTION },
            Contract { lift: |together, n| lift_in(together, n, |number| number as f32 as f64), ..SOLUTION },
            Contract { lift: |together, n| lift_in(together, n, |number| (number as i64 as i32).into()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "counts baskets with either article, not with both",
        advice: "Take a basket with plates and no napkins. Is it one with both?",
        attempts: &[Contract { together: either, ..SOLUTION }],
    },
    Mistake {
        name: "divides by how often the one article is bought, and forgets how popular the other is",
        advice: "This is the share of the one's baskets that hold the other, and what everybody buys is high in it everywhere. What would chance alone have given?",
        attempts: &[
            Contract { lift: confidence, ..SOLUTION },
            Contract { lift: |together, n| confidence(together, n).reversed_axes(), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes a small chance for none",
        advice: "Two rare articles meet by chance in a thousandth of a basket, and that is not nothing. When exactly does the task want a lift of 0?",
        attempts: &[
            Contract { lift: |together, n| cut_at(together, n, 1e-3), ..SOLUTION },
            Contract { lift: |together, n| cut_at(together, n, 1e-6), ..SOLUTION },
            Contract { lift: |together, n| cut_at(together, n, 1e-9), ..SOLUTION },
            Contract { lift: |together, n| cut_at(together, n, 0.01), ..SOLUTION },
            Contract { lift: |together, n| cut_at(together, n, 1.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "does not follow the formula on the diagonal",
        advice: "The table of lifts has a diagonal too, and the task says what stands on it. What does the formula give for an article with itself?",
        attempts: &[
            Contract { lift: |together, n| on_the_diagonal(together, n, 0.0), ..SOLUTION },
            Contract { lift: |together, n| on_the_diagonal(together, n, 1.0), ..SOLUTION },
        ],
    },
    Mistake {
        name: "forgets the number of all baskets",
        advice: "Two articles that do not care about each other should come out at 1, in a shop of any size. What do you get for them?",
        attempts: &[
            Contract { lift: |together, _| lift(together, 1), ..SOLUTION },
            Contract { lift: |together, n| lift(together, 1) / n as f64, ..SOLUTION },
            Contract { lift: |together, n| lift(together, 1) / (n as f64).powi(2), ..SOLUTION },
        ],
    },
    Mistake {
        name: "compares a number of baskets with a share of them",
        advice: "Two articles that do not care about each other should come out at 1, in a shop of any size. In which unit is each side of your fraction?",
        attempts: &[Contract { lift: |together, n| lift(together, n) * n as f64, ..SOLUTION }],
    },
    Mistake {
        name: "takes another number for that of all baskets",
        advice: "The size of the table says how many articles there are, and its sum counts baskets many times over. Which argument has the number?",
        attempts: &[
            Contract { lift: |together, _| lift(together, together.nrows()), ..SOLUTION },
            Contract { lift: |together, _| lift(together, 1) * together.sum(), ..SOLUTION },
            Contract { lift: |together, _| lift(together, 1) * together.diag().sum(), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides whole numbers, and loses what is behind the point",
        advice: "A lift of 0.5 and one of 0 are different news. What does 1 / 2 give in the type of your counts?",
        attempts: &[
            Contract { lift: |together, n| lift(together, n).mapv(f64::trunc), ..SOLUTION },
            Contract { lift: whole_chance, ..SOLUTION },
        ],
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
        name: "puts the smallest lift first",
        advice: "Sorting puts small numbers first unless it is told otherwise. Which article should stand on top of the page?",
        attempts: &[Contract {
            also_bought: |article, together, lift, least, n| {
                let mut all = also_bought(article, together, lift, least, usize::MAX);
                all.sort_unstable();
                chosen(all, |other| -lift[[article, other]], n)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "does not put the lower column first among equal lifts",
        advice: "Two articles have the same lift, and only one has room. Which of them does the task put first, and does anything else count?",
        attempts: &[
            Contract {
                also_bought: |article, together, lift, least, n| {
                    let mut all = also_bought(article, together, lift, least, usize::MAX);
                    all.sort_by(|one, other| {
                        lift[[article, *other]].total_cmp(&lift[[article, *one]]).then(other.cmp(one))
                    });
                    all.truncate(n);
                    all
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| tie_by_count(article, together, lift, least, n, 1.0),
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| tie_by_count(article, together, lift, least, n, -1.0),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes nearly equal lifts for equal",
        advice: "Of two lifts one is larger, if only by a little. What does your comparison make of 3 and 3.000000001?",
        attempts: &[
            Contract {
                also_bought: |article, together, lift, least, n| {
                    nearly(article, together, lift, least, n, |lift| lift as f32 as f64)
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    nearly(article, together, lift, least, n, |lift| (lift * 1e6).round())
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    nearly(article, together, lift, least, n, |lift| (lift * 1e3).round())
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    nearly(article, together, lift, least, n, |lift| (lift * 1e9).round())
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| nearly(article, together, lift, least, n, f64::trunc),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the best n first and then leaves articles out",
        advice: "Two anecdotes with enormous lifts fill the page, are thrown out, and the page is empty. What happens first, leaving out or cutting off?",
        attempts: &[
            Contract {
                also_bought: |article, together, lift, least, n| {
                    let best = also_bought(article, together, lift, 0, n);
                    best.into_iter().filter(|other| together[[article, *other]] >= least as f64).collect()
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    let best = itself_too(article, together, lift, 0, n);
                    let is_shown = |other: &usize| *other != article && together[[article, *other]] >= least as f64;
                    best.into_iter().filter(is_shown).collect()
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    let best = itself_too(article, together, lift, least, n);
                    best.into_iter().filter(|other| *other != article).collect()
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "wants a pair in more baskets than min_together",
        advice: "Take a pair that shares exactly min_together baskets. Is that too few?",
        attempts: &[Contract {
            also_bought: |article, together, lift, least, n| also_bought(article, together, lift, least + 1, n),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "compares min_together with how often the other is bought at all",
        advice: "A best seller is in many baskets, and perhaps in one with this article. Which cell of the table holds the pair?",
        attempts: &[Contract {
            also_bought: |article, together, lift, least, n| {
                let goes_with = |other: &usize| *other != article && together[[*other, *other]] >= least as f64;
                let above = |other: &usize| lift[[article, *other]] > 1.0;
                let others = (0..lift.nrows()).filter(goes_with).filter(above).collect();
                chosen(others, |other| lift[[article, other]], n)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "returns places among those that are left, not columns",
        advice: "Once others are left out, the third of the rest is not column 3. At which moment do you number them?",
        attempts: &[
            Contract {
                also_bought: |article, together, lift, least, n| {
                    let mut left = also_bought(article, together, lift, least, usize::MAX);
                    left.sort_unstable();
                    chosen((0..left.len()).collect(), |place| lift[[article, left[place]]], n)
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    let others = also_bought(article, together, lift, least, n);
                    others.into_iter().map(|other| other - usize::from(other > article)).collect()
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "shows all, however many are asked for",
        advice: "The page has room for n. Which argument do you never look at?",
        attempts: &[Contract {
            also_bought: |article, together, lift, least, _| also_bought(article, together, lift, least, usize::MAX),
            ..SOLUTION
        }],
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
        attempts: &[
            Contract { also_bought: chance_will_do, ..SOLUTION },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    above(article, together, lift, least, n, |lift| lift >= 1.0)
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    above(article, together, lift, least, n, |lift| lift > 0.0)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "leaves out what is together only a little more often than by chance",
        advice: "A lift of 1.000001 is weak, and it is more than 1. Which bound does the task name?",
        attempts: &[
            Contract {
                also_bought: |article, together, lift, least, n| {
                    above(article, together, lift, least, n, |lift| lift > 1.0 + 1e-9)
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    above(article, together, lift, least, n, |lift| lift > 1.0 + 1e-6)
                },
                ..SOLUTION
            },
            Contract {
                also_bought: |article, together, lift, least, n| {
                    above(article, together, lift, least, n, |lift| lift > 1.001)
                },
                ..SOLUTION
            },
        ],
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

fn kept_rows(made: Baskets, is_kept: fn(ArrayView1<f64>) -> bool) -> Baskets {
    let Baskets { articles, bought } = made;
    let kept: Vec<usize> = (0..bought.nrows()).filter(|row| is_kept(bought.row(*row))).collect();
    Baskets { articles, bought: bought.select(Axis(0), &kept) }
}

/// The codes of what is in the same basket as this line.
fn basket_of<'a>(lines: &'a [Line], line: &Line) -> BTreeSet<&'a str> {
    let sold = |other: &&Line| !baskets(std::slice::from_ref(*other), 1).articles.is_empty();
    let same = lines.iter().filter(|other| other.invoice == line.invoice).filter(sold);
    same.map(|other| &*other.article).collect()
}

fn pairs_only(lines: &[Line], min_baskets: usize) -> Baskets {
    sales(lines, min_baskets, |line| basket_of(lines, line).len() > 1)
}

/// The rows of pairs, and the columns of all.
fn columns_of_pairs_too(lines: &[Line], min_baskets: usize) -> Baskets {
    let Baskets { articles, .. } = baskets(lines, min_baskets);
    let pairs = pairs_only(lines, 0);
    let of_article = |article: &String| pairs.articles.binary_search(article);
    let bought = Array2::from_shape_fn((pairs.bought.nrows(), articles.len()), |(row, column)| {
        of_article(&articles[column]).map_or(0.0, |column| pairs.bought[[row, column]])
    });
    Baskets { articles, bought }
}

/// An empty row more for every invoice that has such a line, and none that counts.
fn rows_for(lines: &[Line], min_baskets: usize, has_row: fn(&Line) -> bool) -> Baskets {
    let Baskets { articles, bought } = baskets(lines, min_baskets);
    let invoices: BTreeSet<&str> = lines.iter().filter(|line| has_row(line)).map(|line| &*line.invoice).collect();
    let mut wider = Array2::zeros((invoices.len().max(bought.nrows()), articles.len()));
    wider.slice_axis_mut(Axis(0), (..bought.nrows()).into()).assign(&bought);
    Baskets { articles, bought: wider }
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

/// The task's own baskets, of the lines that are a sale for `is_sale` as well.
fn sales(lines: &[Line], min_baskets: usize, is_sale: impl Fn(&Line) -> bool) -> Baskets {
    let lines: Vec<Line> = lines.iter().filter(|line| is_sale(line)).cloned().collect();
    baskets(&lines, min_baskets)
}

/// The task's own baskets, but for what is an article.
fn articles_are(lines: &[Line], min_baskets: usize, is_article: fn(&str) -> bool) -> Baskets {
    const DIGITS: &str = "99999";
    let mut lines: Vec<Line> = lines.iter().filter(|line| is_article(&line.article)).cloned().collect();
    lines.iter_mut().for_each(|line| line.article.insert_str(0, DIGITS));
    let mut made = baskets(&lines, min_baskets);
    for article in &mut made.articles {
        *article = article[DIGITS.len()..].to_owned();
    }
    made
}

fn begins_with(code: &str, n: usize, is_digit: fn(char) -> bool) -> bool {
    code.chars().count() >= n && code.chars().take(n).all(is_digit)
}

fn begins_with_a_number(code: &str) -> bool {
    code.get(..5).is_some_and(|begin| begin.parse::<u32>().is_ok())
}

/// Lines whose quantities together, by this key, are above 0.
fn netted(lines: &[Line], min_baskets: usize, key: fn(&Line) -> (String, String)) -> Baskets {
    sales(lines, min_baskets, |line| {
        lines.iter().filter(|other| key(other) == key(line)).map(|other| other.quantity).sum::<f64>() > 0.0
    })
}

/// A cancellation takes the article out of every sale of as many pieces.
fn brought_back(lines: &[Line], min_baskets: usize) -> Baskets {
    sales(lines, min_baskets, |line| {
        !lines.iter().any(|other| {
            other.invoice.starts_with('C') && other.article == line.article && other.quantity == -line.quantity
        })
    })
}

/// A column for the articles whose lines that count are enough.
fn frequent(lines: &[Line], min_baskets: usize, enough: fn(&[&Line]) -> f64) -> Baskets {
    let sold: Vec<&Line> =
        lines.iter().filter(|line| !baskets(std::slice::from_ref(*line), 1).articles.is_empty()).collect();
    let Baskets { articles, bought } = baskets(lines, 0);
    let is_kept = |column: &usize| {
        let own: Vec<&Line> = sold.iter().copied().filter(|line| line.article == articles[*column]).collect();
        enough(&own) >= min_baskets as f64
    };
    let kept: Vec<usize> = (0..articles.len()).filter(is_kept).collect();
    Baskets {
        articles: kept.iter().map(|column| articles[*column].clone()).collect(),
        bought: bought.select(Axis(1), &kept),
    }
}

/// Also the lines that do not count make an article frequent.
fn any_line(lines: &[Line], min_baskets: usize) -> Baskets {
    let Baskets { articles, bought } = baskets(lines, 0);
    let n_lines = |article: &String| lines.iter().filter(|line| line.article == *article).count();
    let kept: Vec<usize> = (0..articles.len()).filter(|column| n_lines(&articles[*column]) >= min_baskets).collect();
    Baskets {
        articles: kept.iter().map(|column| articles[*column].clone()).collect(),
        bought: bought.select(Axis(1), &kept),
    }
}

fn in_order_of_arrival(lines: &[Line], min_baskets: usize) -> Baskets {
    let Baskets { articles, bought } = baskets(lines, min_baskets);
    let first = |column: &usize| lines.iter().position(|line| line.article == articles[*column]);
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(first);
    Baskets {
        articles: order.iter().map(|column| articles[*column].clone()).collect(),
        bought: bought.select(Axis(1), &order),
    }
}

fn backwards(lines: &[Line], min_baskets: usize) -> Baskets {
    let Baskets { mut articles, bought } = baskets(lines, min_baskets);
    let order: Vec<usize> = (0..articles.len()).rev().collect();
    articles.reverse();
    Baskets { articles, bought: bought.select(Axis(1), &order) }
}

fn either(bought: ArrayView2<f64>) -> Array2<f64> {
    let both = together(bought);
    let alone = both.diag();
    Array2::from_shape_fn(both.dim(), |(i, j)| alone[i] + alone[j] - both[[i, j]])
}

/// Only the product of the two counts is wrong.
fn product_in(together: ArrayView2<f64>, n_baskets: usize, product: fn(f64, f64) -> f64) -> Array2<f64> {
    let n_with = together.diag();
    Array2::from_shape_fn(together.dim(), |(i, j)| match product(n_with[i], n_with[j]) {
        0.0 => 0.0,
        product => n_baskets as f64 * together[[i, j]] / product,
    })
}

/// Products of counts and the number of baskets in a type of few bits.
fn lift_in(together: ArrayView2<f64>, n_baskets: usize, kept: fn(f64) -> f64) -> Array2<f64> {
    let n_with = together.diag();
    Array2::from_shape_fn(together.dim(), |(i, j)| {
        let product = kept(n_with[i] * n_with[j]);
        if n_with[i] * n_with[j] == 0.0 { 0.0 } else { kept(n_baskets as f64 * together[[i, j]]) / product }
    })
}

fn whole_chance(together: ArrayView2<f64>, n_baskets: usize) -> Array2<f64> {
    let n_with = together.diag();
    Array2::from_shape_fn(together.dim(), |(i, j)| match (n_with[i] * n_with[j] / n_baskets as f64).trunc() {
        0.0 => 0.0,
        by_chance => together[[i, j]] / by_chance,
    })
}

fn cut_at(together: ArrayView2<f64>, n_baskets: usize, least: f64) -> Array2<f64> {
    let lifts = lift(together, n_baskets);
    let n_with = together.diag();
    Array2::from_shape_fn(together.dim(), |(i, j)| {
        if n_with[i] * n_with[j] / n_baskets as f64 > least { lifts[[i, j]] } else { 0.0 }
    })
}

fn on_the_diagonal(together: ArrayView2<f64>, n_baskets: usize, number: f64) -> Array2<f64> {
    let mut lifts = lift(together, n_baskets);
    lifts.diag_mut().fill(number);
    lifts
}

fn tie_by_count(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    least: usize,
    n: usize,
    sign: f64,
) -> Vec<usize> {
    let mut all = also_bought(article, together, lift, least, usize::MAX);
    all.sort_by(|one, other| {
        let by_count = (sign * together[[article, *other]]).total_cmp(&(sign * together[[article, *one]]));
        lift[[article, *other]].total_cmp(&lift[[article, *one]]).then(by_count)
    });
    all.truncate(n);
    all
}

fn nearly(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    least: usize,
    n: usize,
    seen_as: fn(f64) -> f64,
) -> Vec<usize> {
    let mut all = also_bought(article, together, lift, least, usize::MAX);
    all.sort_unstable();
    chosen(all, |other| seen_as(lift[[article, other]]), n)
}

fn above(
    article: usize,
    together: ArrayView2<f64>,
    lift: ArrayView2<f64>,
    least: usize,
    n: usize,
    is_shown: fn(f64) -> bool,
) -> Vec<usize> {
    let goes_with = |other: &usize| {
        *other != article && together[[article, *other]] >= least as f64 && is_shown(lift[[article, *other]])
    };
    chosen((0..lift.nrows()).filter(goes_with).collect(), |other| lift[[article, other]], n)
}
