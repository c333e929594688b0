//! What goes wrong, as running code, and what to say about it.

use std::collections::{BTreeMap, HashMap};

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{features, fit, profile, recommend, similarity, transform};
use super::{Contract, SOLUTION, Vocabulary};
use mlings_grading::Mistake;

/// Features whose decade begins with this year.
macro_rules! decade_of {
    ($begin:expr) => {
        Contract {
            features: |genres, countries, year| {
                let begin: fn(u16) -> u16 = $begin;
                redecaded(genres, countries, format!("{}s", begin(year)))
            },
            ..SOLUTION
        }
    };
}

/// Features whose decade is written in this way.
macro_rules! written {
    ($written:expr) => {
        Contract {
            features: |genres, countries, year| {
                let written: fn(u16) -> String = $written;
                redecaded(genres, countries, written(year / 10 * 10))
            },
            ..SOLUTION
        }
    };
}

/// Features with every name changed.
macro_rules! renamed {
    ($change:expr) => {
        Contract {
            features: |genres, countries, year| {
                let change: fn(&str) -> String = $change;
                let mut all = features(genres, countries, year);
                let decade = all.pop();
                all.iter().map(|name| change(name)).chain(decade).collect()
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes a list of genres for one feature",
        advice: "Two comedies are alike in being comedies, whatever else they are. Can your features of Comedy|Family and Comedy|Drama ever be equal?",
        attempts: &[
            Contract { features: unsplit, ..SOLUTION },
            Contract { features: |genres, countries, year| unsplit_too(genres, "", countries, year), ..SOLUTION },
            Contract { features: |genres, countries, year| unsplit_too("", countries, genres, year), ..SOLUTION },
        ],
    },
    Mistake {
        name: "makes a feature of the empty text",
        advice: "Splitting an empty text gives one piece, not none. Are two films alike because nobody knows their genres?",
        attempts: &[Contract { features: empty_is_a_feature, ..SOLUTION }],
    },
    Mistake {
        name: "puts years into the wrong decade",
        advice: "The decade is that of the years from 2010 to 2019. Which decade do the first and the last of them get in your version?",
        attempts: &[
            decade_of!(|year| year.saturating_sub(1) / 10 * 10),
            decade_of!(|year| (year + 5) / 10 * 10),
            decade_of!(|year| year.div_ceil(10) * 10),
            decade_of!(|year| year % 100 / 10 * 10),
            decade_of!(|year| year / 100 * 100),
            decade_of!(|year| year),
        ],
    },
    Mistake {
        name: "writes the decade in another way than the task",
        advice: "A feature is a text, and two texts are equal or they are not. What exactly does the task call the years 2010 to 2019?",
        attempts: &[
            written!(|decade| decade.to_string()),
            written!(|decade| (decade / 10).to_string()),
            written!(|decade| format!("{}s", decade / 10)),
            written!(|decade| format!("{decade}'s")),
        ],
    },
    Mistake {
        name: "changes how names are written",
        advice: "Blanks and small letters are a part of a name here. What does the task say about how names stay?",
        attempts: &[
            renamed!(|name| name.trim().to_owned()),
            renamed!(|name| name.to_lowercase()),
            renamed!(|name| name.trim().to_lowercase()),
            renamed!(|name| name.to_uppercase()),
            renamed!(|name| name.replace(' ', "")),
        ],
    },
    Mistake {
        name: "forgets the countries, the genres or the decade",
        advice: "Count the arguments of features, and those that your version looks at. What makes a film more than its genres?",
        attempts: &[
            Contract { features: |genres, _, year| features(genres, "", year), ..SOLUTION },
            Contract { features: |_, countries, year| features("", countries, year), ..SOLUTION },
            Contract {
                features: |genres, countries, year| {
                    let mut all = features(genres, countries, year);
                    all.pop();
                    all
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "lists the features in the order in which they came",
        advice: "Tomorrow the same films come in another order. Would your columns still mean the same?",
        attempts: &[Contract { fit: in_order_of_arrival, ..SOLUTION }],
    },
    Mistake {
        name: "sorts the features in an order of its own",
        advice: "The task wants the order that String has by itself. Where do capitals stand in it, and where in yours?",
        attempts: &[Contract {
            fit: |items| resorted(items, |one, other| one.to_lowercase().cmp(&other.to_lowercase())),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "sorts the features, but leaves their weights where they were",
        advice: "Two lists belong together, and one of them was sorted. Whose weight stands beside the first feature now?",
        attempts: &[Contract {
            fit: |items| Vocabulary { features: fit(items).features, idf: in_order_of_arrival(items).idf },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "leaves items without a feature out of n",
        advice: "An item about which nothing is known is in the catalogue all the same. What is n the number of?",
        attempts: &[
            Contract {
                fit: |items| {
                    weighed(
                        items,
                        |n, m| ((1.0 + n) / (1.0 + m)).ln() + 1.0,
                        |items| items.iter().filter(|item| !item.is_empty()).count() as f64,
                    )
                },
                ..SOLUTION
            },
            Contract {
                fit: |items| {
                    weighed(items, |n, m| ((1.0 + n) / (1.0 + m)).ln() + 1.0, |items| fit(items).features.len() as f64)
                },
                ..SOLUTION
            },
            Contract {
                fit: |items| {
                    weighed(
                        items,
                        |n, m| ((1.0 + n) / (1.0 + m)).ln() + 1.0,
                        |items| items.iter().flatten().count() as f64,
                    )
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "counts how often a feature is named, not how many items have it",
        advice: "One item that says the same word three times is still one item. What is m a number of?",
        attempts: &[Contract { fit: counts_mentions, ..SOLUTION }],
    },
    Mistake {
        name: "leaves out ones of the formula for the weights",
        advice: "What does a feature weigh that every item has, and what one that a single item has? Compare both with the formula, sign by sign.",
        attempts: &[
            Contract { fit: without_ones, ..SOLUTION },
            Contract { fit: |items| weighed(items, |n, m| (n / m).ln() + 1.0, |items| items.len() as f64), ..SOLUTION },
            Contract {
                fit: |items| weighed(items, |n, m| ((1.0 + n) / (1.0 + m)).ln(), |items| items.len() as f64),
                ..SOLUTION
            },
            Contract {
                fit: |items| weighed(items, |n, m| (n / (1.0 + m)).ln() + 1.0, |items| items.len() as f64),
                ..SOLUTION
            },
            Contract {
                fit: |items| weighed(items, |n, m| (n / (1.0 + m)).ln(), |items| items.len() as f64),
                ..SOLUTION
            },
            Contract {
                fit: |items| weighed(items, |n, m| ((1.0 + n) / m).ln() + 1.0, |items| items.len() as f64),
                ..SOLUTION
            },
            Contract { fit: |items| weighed(items, |n, m| (1.0 + n / m).ln(), |items| items.len() as f64), ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides whole numbers before it takes the logarithm",
        advice: "Five items and three with the feature: what is 6 / 4 in the type of your counts?",
        attempts: &[
            Contract {
                fit: |items| {
                    weighed(items, |n, m| ((1.0 + n) / (1.0 + m)).trunc().ln() + 1.0, |items| items.len() as f64)
                },
                ..SOLUTION
            },
            Contract {
                fit: |items| weighed(items, |n, m| (n / m).trunc().ln() + 1.0, |items| items.len() as f64),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes a logarithm to another base",
        advice: "The weights still grow with rarity, but each is off in the same way: less its 1, it is wrong by one and the same factor. Which logarithm does the formula write?",
        attempts: &[
            Contract { fit: to_base_10, ..SOLUTION },
            Contract {
                fit: |items| weighed(items, |n, m| ((1.0 + n) / (1.0 + m)).log2() + 1.0, |items| items.len() as f64),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "adds the weight again when a feature is named twice",
        advice: "A film that lists Comedy twice is not twice as funny. What should the second mention change in its row?",
        attempts: &[Contract { transform: adds_again, ..SOLUTION }],
    },
    Mistake {
        name: "writes 1 for every feature and forgets what it weighs",
        advice: "In your rows a rare feature counts no more than a common one. Which part of the vocabulary has not been used?",
        attempts: &[Contract { transform: without_weights, ..SOLUTION }],
    },
    Mistake {
        name: "learns the weights anew from the items that it is given",
        advice: "In a query of one item every feature is in all of the items. Whose weights should its row have?",
        attempts: &[Contract { transform: learns_anew, ..SOLUTION }],
    },
    Mistake {
        name: "looks up features that the vocabulary does not have",
        advice: "Somebody wishes for an opera, and the catalogue has none. What does your search find, and what do you do with it?",
        attempts: &[
            Contract {
                transform: |items, vocabulary| {
                    by_places(items, vocabulary, |known, feature| {
                        Some(known.iter().position(|other| other == feature).unwrap())
                    })
                },
                ..SOLUTION
            },
            Contract {
                transform: |items, vocabulary| {
                    by_places(items, vocabulary, |known, feature| Some(known.binary_search(feature).unwrap()))
                },
                ..SOLUTION
            },
            Contract {
                transform: |items, vocabulary| {
                    by_places(items, vocabulary, |known, feature| {
                        let columns: HashMap<&String, usize> = known.iter().zip(0..).collect();
                        Some(columns[feature])
                    })
                },
                ..SOLUTION
            },
            Contract {
                transform: |items, vocabulary| {
                    by_places(items, vocabulary, |known, feature| {
                        Some(known.binary_search(feature).unwrap_or_else(|place| place))
                    })
                },
                ..SOLUTION
            },
            Contract {
                transform: |items, vocabulary| {
                    by_places(items, vocabulary, |known, feature| {
                        Some(known.iter().position(|other| other == feature).unwrap_or(0))
                    })
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "finds a feature wherever its name is a part of another one",
        advice: "A vocabulary may have war and warm, and an item just one of them. When are two features the same?",
        attempts: &[Contract {
            transform: |items, vocabulary| {
                by_places(items, vocabulary, |known, feature| {
                    known.iter().position(|other| other.contains(feature.as_str()))
                })
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "puts queries into columns and items into rows",
        advice: "One query and a thousand items: how many rows does the task want, and how many has your table?",
        attempts: &[Contract { similarity: |queries, items| similarity(queries, items).reversed_axes(), ..SOLUTION }],
    },
    Mistake {
        name: "does not divide by the lengths of both rows",
        advice: "An item with many features is then like everything, and not even like itself by 1. What takes the length out of a product of two rows?",
        attempts: &[
            Contract { similarity: |queries, items| queries.dot(&items.t()), ..SOLUTION },
            Contract { similarity: by_one_length, ..SOLUTION },
            Contract { similarity: |queries, items| by_one_length(items, queries).reversed_axes(), ..SOLUTION },
            Contract { similarity: by_squares, ..SOLUTION },
        ],
    },
    Mistake {
        name: "divides by the length of an item that has none",
        advice: "0 / 0 is NaN, and NaN spreads through sums and spoils a sort. What does the task say about a row of zeros?",
        attempts: &[Contract { similarity: nothing_is_nan, ..SOLUTION }],
    },
    Mistake {
        name: "takes a short row for a row of zeros",
        advice: "A row in small units points somewhere too. Which rows exactly have no direction?",
        attempts: &[
            Contract { similarity: |queries, items| short_is_nothing(queries, items, 1e-6), ..SOLUTION },
            Contract { similarity: |queries, items| short_is_nothing(queries, items, 1e-8), ..SOLUTION },
            Contract { similarity: |queries, items| short_is_nothing(queries, items, 1e-9), ..SOLUTION },
            Contract { similarity: |queries, items| short_is_nothing(queries, items, 1e-10), ..SOLUTION },
            Contract { similarity: |queries, items| short_is_nothing(queries, items, 1e-12), ..SOLUTION },
            Contract { similarity: |queries, items| short_is_nothing(queries, items, f64::EPSILON), ..SOLUTION },
            Contract { similarity: |queries, items| padded(queries, items, 1e-12), ..SOLUTION },
            Contract { similarity: |queries, items| padded(queries, items, 1e-9), ..SOLUTION },
            Contract { similarity: |queries, items| padded(queries, items, 1e-8), ..SOLUTION },
        ],
    },
    Mistake {
        name: "loses the sign of a similarity",
        advice: "Two rows may point away from each other. What is the lowest cosine that there is, and what is yours?",
        attempts: &[
            Contract {
                similarity: |queries, items| similarity(queries, items).mapv(|cosine| cosine.max(0.0)),
                ..SOLUTION
            },
            Contract { similarity: |queries, items| similarity(queries, items).mapv(f64::abs), ..SOLUTION },
            Contract {
                similarity: |queries, items| similarity(queries, items).mapv(|cosine| (cosine + 1.0) / 2.0),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "divides by the number of all items, not of those that were liked",
        advice: "Add a thousand films that somebody has not seen. Should their taste change?",
        attempts: &[
            Contract {
                profile: |items, liked| items.select(Axis(0), liked).sum_axis(Axis(0)) / items.nrows().max(1) as f64,
                ..SOLUTION
            },
            Contract {
                profile: |items, liked| items.select(Axis(0), liked).sum_axis(Axis(0)) / items.nrows() as f64,
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "makes a taste of rows that it has scaled first",
        advice: "The mean is one of the rows as they stand in the table. What has your version done to them before?",
        attempts: &[
            Contract { profile: |items, liked| profile(unit(items).view(), liked), ..SOLUTION },
            Contract {
                profile: |items, liked| {
                    let taste = profile(items, liked).insert_axis(Axis(0));
                    unit(taste.view()).remove_axis(Axis(0))
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "takes the largest weight of each feature, not the mean",
        advice: "One of ten liked films is a western. Does that make somebody as fond of westerns as ten of them would?",
        attempts: &[Contract {
            profile: |items, liked| {
                let rows = items.select(Axis(0), liked);
                rows.fold_axis(Axis(0), 0.0, |largest: &f64, weight| largest.max(*weight))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes the mean over those that have the feature",
        advice: "Of three liked films one is a western. Over how many films is the mean of that column?",
        attempts: &[Contract {
            profile: |items, liked| {
                let rows = items.select(Axis(0), liked);
                let n_with = rows.mapv(|weight| f64::from(weight != 0.0)).sum_axis(Axis(0));
                rows.sum_axis(Axis(0)) / n_with.mapv(|n| n.max(1.0))
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "adds up what was liked and does not divide",
        advice: "Somebody who liked fifty films would have a taste fifty times as strong. What does the task say a taste is?",
        attempts: &[Contract { profile: |items, liked| items.select(Axis(0), liked).sum_axis(Axis(0)), ..SOLUTION }],
    },
    Mistake {
        name: "divides by the number of liked items, also when it is 0",
        advice: "Everybody likes nothing at first. What comes out of your mean on somebody's first day?",
        attempts: &[
            Contract { profile: mean_of_none, ..SOLUTION },
            Contract { profile: |items, liked| items.select(Axis(0), liked).mean_axis(Axis(0)).unwrap(), ..SOLUTION },
        ],
    },
    Mistake {
        name: "recommends what was seen already",
        advice: "What is most like a film is that film. Which argument tells you what must not be shown?",
        attempts: &[Contract { recommend: |similarities, _, n| recommend(similarities, &[], n), ..SOLUTION }],
    },
    Mistake {
        name: "drops the first of the list, as if it were the query itself",
        advice: "A wish in words is no film of the catalogue, and the twin of a film may stand before it. How can you tell which items to leave out?",
        attempts: &[Contract { recommend: drops_the_first, ..SOLUTION }],
    },
    Mistake {
        name: "takes the best n first and then leaves out what was seen",
        advice: "Who has seen the best n gets an empty page, though the shelf is full. What happens first, leaving out or cutting off?",
        attempts: &[Contract { recommend: cuts_first, ..SOLUTION }],
    },
    Mistake {
        name: "returns places among those that are left, not items",
        advice: "Once the seen ones are out, the third of the rest is not item 3. At which moment do you number them?",
        attempts: &[
            Contract { recommend: |similarities, seen, n| places(similarities, seen, n, |_| true), ..SOLUTION },
            Contract {
                recommend: |similarities, seen, n| places(similarities, seen, n, |similarity| similarity > 0.0),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "needs the seen items in order",
        advice: "A binary search is right in a sorted list only. In which order does the task say that the seen items come?",
        attempts: &[Contract {
            recommend: |similarities, seen, n| {
                let is_seen: Vec<usize> =
                    (0..similarities.len()).filter(|item| seen.binary_search(item).is_ok()).collect();
                recommend(similarities, &is_seen, n)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes nearly equal similarities for equal",
        advice: "Of two similarities one is larger, if only by a little. What does your comparison make of 0.5 and 0.5000001?",
        attempts: &[
            Contract {
                recommend: |similarities, seen, n| recommend(similarities.mapv(|s| (s * 1e6).round()).view(), seen, n),
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| nearly(similarities, seen, n, |s| s as f32 as f64),
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| nearly(similarities, seen, n, |s| (s * 1e6).round()),
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| nearly(similarities, seen, n, |s| (s * 1e3).round()),
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| nearly(similarities, seen, n, |s| (s * 1e6).trunc()),
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| nearly(similarities, seen, n, |s| (s * 1e9).round()),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "leaves out what has a little in common",
        advice: "A similarity of a billionth is small, and it is not 0. Which bound does the task name?",
        attempts: &[
            Contract {
                recommend: |similarities, seen, n| {
                    recommend(similarities.mapv(|s| if s > 1e-9 { s } else { 0.0 }).view(), seen, n)
                },
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| {
                    recommend(similarities.mapv(|s| if s > 1e-6 { s } else { 0.0 }).view(), seen, n)
                },
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| {
                    recommend(similarities.mapv(|s| if s > 1e-10 { s } else { 0.0 }).view(), seen, n)
                },
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| {
                    recommend(similarities.mapv(|s| if s > 1e-12 { s } else { 0.0 }).view(), seen, n)
                },
                ..SOLUTION
            },
            Contract {
                recommend: |similarities, seen, n| {
                    recommend(similarities.mapv(|s| if s > f64::EPSILON { s } else { 0.0 }).view(), seen, n)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "puts the least similar first",
        advice: "Sorting puts small numbers first unless it is told otherwise. Which item should stand on top?",
        attempts: &[Contract {
            recommend: |similarities, seen, n| {
                let mut items = recommend(similarities, seen, usize::MAX);
                items.sort_unstable();
                items.sort_by(|one, other| similarities[*one].total_cmp(&similarities[*other]));
                items.truncate(n);
                items
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "puts the higher number first among equals",
        advice: "Sorting upwards and turning round turns equal ones round too. Which of two equal items should come first?",
        attempts: &[Contract { recommend: turned_round, ..SOLUTION }],
    },
    Mistake {
        name: "fills the list with items that have nothing in common",
        advice: "A similarity of 0 says that you know nothing in favour of an item. Is it better to show it than to show less?",
        attempts: &[
            Contract { recommend: fills_up, ..SOLUTION },
            Contract { recommend: |similarities, seen, n| above(similarities, seen, n, |s| s >= 0.0), ..SOLUTION },
            Contract { recommend: |similarities, seen, n| above(similarities, seen, n, |s| s != 0.0), ..SOLUTION },
        ],
    },
];

fn unsplit(genres: &str, countries: &str, year: u16) -> Vec<String> {
    let decade = format!("{}s", year / 10 * 10);
    [genres.to_owned(), countries.to_owned(), decade].into_iter().filter(|name| !name.is_empty()).collect()
}

/// The features of these names, and one more.
fn unsplit_too(genres: &str, countries: &str, whole: &str, year: u16) -> Vec<String> {
    let whole = Some(whole).filter(|name| !name.is_empty()).map(str::to_owned);
    features(genres, countries, year).into_iter().chain(whole).collect()
}

fn empty_is_a_feature(genres: &str, countries: &str, year: u16) -> Vec<String> {
    let missing = [genres, countries].into_iter().filter(|field| field.is_empty()).map(str::to_owned);
    features(genres, countries, year).into_iter().chain(missing).collect()
}

fn in_order_of_arrival(items: &[Vec<String>]) -> Vocabulary {
    let sorted = fit(items);
    let mut features: Vec<String> = Vec::new();
    for feature in items.iter().flatten() {
        if !features.contains(feature) {
            features.push(feature.clone());
        }
    }
    let weight = |feature: &String| sorted.features.binary_search(feature).map_or(0.0, |at| sorted.idf[at]);
    Vocabulary { idf: features.iter().map(weight).collect(), features }
}

fn counts_mentions(items: &[Vec<String>]) -> Vocabulary {
    let mut mentions: BTreeMap<&String, f64> = BTreeMap::new();
    for feature in items.iter().flatten() {
        *mentions.entry(feature).or_insert(0.0) += 1.0;
    }
    let n = items.len() as f64;
    Vocabulary {
        features: mentions.keys().map(|feature| (*feature).clone()).collect(),
        idf: mentions.values().map(|m| ((1.0 + n) / (1.0 + m)).ln() + 1.0).collect(),
    }
}

fn without_ones(items: &[Vec<String>]) -> Vocabulary {
    let Vocabulary { features, .. } = fit(items);
    let number = |feature: &String| items.iter().filter(|item| item.contains(feature)).count() as f64;
    let idf = features.iter().map(|feature| (items.len() as f64 / number(feature)).ln()).collect();
    Vocabulary { features, idf }
}

fn to_base_10(items: &[Vec<String>]) -> Vocabulary {
    let Vocabulary { features, idf } = fit(items);
    Vocabulary { features, idf: idf.mapv(|weight| (weight - 1.0) / std::f64::consts::LN_10 + 1.0) }
}

fn adds_again(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let mut rows = Array2::zeros((items.len(), vocabulary.features.len()));
    for (item, mut row) in items.iter().zip(rows.rows_mut()) {
        for column in item.iter().filter_map(|feature| vocabulary.features.binary_search(feature).ok()) {
            row[column] += vocabulary.idf[column];
        }
    }
    rows
}

fn without_weights(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    transform(items, vocabulary).mapv(|weight| f64::from(weight > 0.0))
}

/// Every feature in the column that is found for it.
fn by_places(
    items: &[Vec<String>],
    vocabulary: &Vocabulary,
    place: fn(&[String], &String) -> Option<usize>,
) -> Array2<f64> {
    let mut rows = Array2::zeros((items.len(), vocabulary.features.len()));
    for (item, mut row) in items.iter().zip(rows.rows_mut()) {
        for column in item.iter().filter_map(|feature| place(&vocabulary.features, feature)) {
            row[column] = vocabulary.idf[column];
        }
    }
    rows
}

fn learns_anew(items: &[Vec<String>], vocabulary: &Vocabulary) -> Array2<f64> {
    let own = fit(items);
    let weight = |feature: &String| own.features.binary_search(feature).map_or(0.0, |at| own.idf[at]);
    let idf = vocabulary.features.iter().map(weight).collect();
    transform(items, &Vocabulary { features: vocabulary.features.clone(), idf })
}

fn nothing_is_nan(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    let unit = |rows: ArrayView2<f64>| {
        let lengths = rows.map_axis(Axis(1), |row| row.dot(&row).sqrt());
        &rows / &lengths.insert_axis(Axis(1))
    };
    unit(queries).dot(&unit(items).t())
}

fn mean_of_none(items: ArrayView2<f64>, liked: &[usize]) -> Array1<f64> {
    items.select(Axis(0), liked).sum_axis(Axis(0)) / liked.len() as f64
}

/// Numbers those that are new and for which this holds.
fn places(similarities: ArrayView1<f64>, seen: &[usize], n: usize, is_left: fn(f64) -> bool) -> Vec<usize> {
    let is_new = |item: &usize| !seen.contains(item) && is_left(similarities[*item]);
    let left: Array1<f64> = (0..similarities.len()).filter(is_new).map(|item| similarities[item]).collect();
    recommend(left.view(), &[], n)
}

fn drops_the_first(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    recommend(similarities, seen, n + 1).into_iter().skip(1).collect()
}

fn cuts_first(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    recommend(similarities, &[], n).into_iter().filter(|item| !seen.contains(item)).collect()
}

fn turned_round(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    let is_new = |item: &usize| similarities[*item] > 0.0 && !seen.contains(item);
    let mut items: Vec<usize> = (0..similarities.len()).filter(is_new).collect();
    items.sort_by(|one, other| similarities[*one].total_cmp(&similarities[*other]));
    items.reverse();
    items.truncate(n);
    items
}

fn fills_up(similarities: ArrayView1<f64>, seen: &[usize], n: usize) -> Vec<usize> {
    let mut items: Vec<usize> = (0..similarities.len()).filter(|item| !seen.contains(item)).collect();
    items.sort_by(|one, other| similarities[*other].total_cmp(&similarities[*one]));
    items.truncate(n);
    items
}

fn redecaded(genres: &str, countries: &str, decade: String) -> Vec<String> {
    let mut all = features(genres, countries, 0);
    all.pop();
    all.push(decade);
    all
}

fn resorted(items: &[Vec<String>], order: fn(&String, &String) -> std::cmp::Ordering) -> Vocabulary {
    let Vocabulary { features, idf } = fit(items);
    let mut pairs: Vec<(String, f64)> = features.into_iter().zip(idf).collect();
    pairs.sort_by(|one, other| order(&one.0, &other.0));
    Vocabulary {
        idf: pairs.iter().map(|pair| pair.1).collect(),
        features: pairs.into_iter().map(|pair| pair.0).collect(),
    }
}

/// The right features with weights by this formula of n and m.
fn weighed(items: &[Vec<String>], weight: fn(f64, f64) -> f64, n: fn(&[Vec<String>]) -> f64) -> Vocabulary {
    let Vocabulary { features, .. } = fit(items);
    let n = n(items);
    let m = |feature: &String| items.iter().filter(|item| item.contains(feature)).count() as f64;
    let idf = features.iter().map(|feature| weight(n, m(feature))).collect();
    Vocabulary { features, idf }
}

/// Rows of length 1, and rows of zeros.
fn unit(rows: ArrayView2<f64>) -> Array2<f64> {
    let lengths = lengths(rows).mapv(|length| if length > 0.0 { length } else { 1.0 });
    &rows / &lengths.insert_axis(Axis(1))
}

fn lengths(rows: ArrayView2<f64>) -> Array1<f64> {
    rows.map_axis(Axis(1), |row| row.dot(&row).sqrt())
}

fn by_one_length(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    queries.dot(&unit(items).t())
}

fn by_squares(queries: ArrayView2<f64>, items: ArrayView2<f64>) -> Array2<f64> {
    let squares = |rows: ArrayView2<f64>| lengths(rows).mapv(|length| if length > 0.0 { length * length } else { 1.0 });
    let divided = |rows: ArrayView2<f64>| &rows / &squares(rows).insert_axis(Axis(1));
    divided(queries).dot(&divided(items).t())
}

fn short_is_nothing(queries: ArrayView2<f64>, items: ArrayView2<f64>, least: f64) -> Array2<f64> {
    let (long, short) = (lengths(queries), lengths(items));
    let cosines = similarity(queries, items);
    Array2::from_shape_fn(cosines.dim(), |(query, item)| {
        if long[query] > least && short[item] > least { cosines[[query, item]] } else { 0.0 }
    })
}

/// A small number more in every divisor, against 0.
fn padded(queries: ArrayView2<f64>, items: ArrayView2<f64>, more: f64) -> Array2<f64> {
    let (long, short) = (lengths(queries), lengths(items));
    let products = queries.dot(&items.t());
    Array2::from_shape_fn(products.dim(), |(query, item)| products[[query, item]] / (long[query] * short[item] + more))
}

fn nearly(similarities: ArrayView1<f64>, seen: &[usize], n: usize, seen_as: fn(f64) -> f64) -> Vec<usize> {
    let mut items = recommend(similarities, seen, usize::MAX);
    items.sort_unstable();
    items.sort_by(|one, other| seen_as(similarities[*other]).total_cmp(&seen_as(similarities[*one])));
    items.truncate(n);
    items
}

fn above(similarities: ArrayView1<f64>, seen: &[usize], n: usize, is_shown: fn(f64) -> bool) -> Vec<usize> {
    let is_new = |item: &usize| is_shown(similarities[*item]) && !seen.contains(item);
    let mut items: Vec<usize> = (0..similarities.len()).filter(is_new).collect();
    items.sort_by(|one, other| {
        similarities[*other].partial_cmp(&similarities[*one]).unwrap_or(std::cmp::Ordering::Equal)
    });
    items.truncate(n);
    items
}
