//! What goes wrong, as running code, and what to say about it.

use std::collections::BTreeMap;

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};

use super::solution::{features, fit, recommend, transform};
use super::{Contract, SOLUTION, Vocabulary};
use mlings_grading::Mistake;

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "takes a list of genres for one feature",
        advice: "Two comedies are alike in being comedies, whatever else they are. Can your features of Comedy|Family and Comedy|Drama ever be equal?",
        attempts: &[Contract { features: unsplit, ..SOLUTION }],
    },
    Mistake {
        name: "makes a feature of the empty text",
        advice: "Splitting an empty text gives one piece, not none. Are two films alike because nobody knows their genres?",
        attempts: &[Contract { features: empty_is_a_feature, ..SOLUTION }],
    },
    Mistake {
        name: "lists the features in the order in which they came",
        advice: "Tomorrow the same films come in another order. Would your columns still mean the same?",
        attempts: &[Contract { fit: in_order_of_arrival, ..SOLUTION }],
    },
    Mistake {
        name: "counts how often a feature is named, not how many items have it",
        advice: "One item that says the same word three times is still one item. What is m a number of?",
        attempts: &[Contract { fit: counts_mentions, ..SOLUTION }],
    },
    Mistake {
        name: "weighs by ln(n / m), without the ones",
        advice: "What does a feature weigh that every item has, and what is then left of an item with nothing else? Compare with the formula.",
        attempts: &[Contract { fit: without_ones, ..SOLUTION }],
    },
    Mistake {
        name: "takes the logarithm to base 10",
        advice: "The weights still grow with rarity, but each is off in the same way: less its 1, it is too small by one and the same factor. Which logarithm does the formula write?",
        attempts: &[Contract { fit: to_base_10, ..SOLUTION }],
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
        name: "multiplies the rows without dividing by their lengths",
        advice: "An item with many features is then like everything, and not even like itself by 1. What takes the length out of a product of two rows?",
        attempts: &[Contract { similarity: |queries, items| queries.dot(&items.t()), ..SOLUTION }],
    },
    Mistake {
        name: "divides by the length of an item that has none",
        advice: "0 / 0 is NaN, and NaN spreads through sums and spoils a sort. What does the task say about a row of zeros?",
        attempts: &[Contract { similarity: nothing_is_nan, ..SOLUTION }],
    },
    Mistake {
        name: "divides by the number of all items, not of those that were liked",
        advice: "Add a thousand films that somebody has not seen. Should their taste change?",
        attempts: &[Contract {
            profile: |items, liked| items.select(Axis(0), liked).sum_axis(Axis(0)) / items.nrows().max(1) as f64,
            ..SOLUTION
        }],
    },
    Mistake {
        name: "divides by the number of liked items, also when it is 0",
        advice: "Everybody likes nothing at first. What comes out of your mean on somebody's first day?",
        attempts: &[Contract { profile: mean_of_none, ..SOLUTION }],
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
        name: "puts the higher number first among equals",
        advice: "Sorting upwards and turning round turns equal ones round too. Which of two equal items should come first?",
        attempts: &[Contract { recommend: turned_round, ..SOLUTION }],
    },
    Mistake {
        name: "fills the list with items that have nothing in common",
        advice: "A similarity of 0 says that you know nothing in favour of an item. Is it better to show it than to show less?",
        attempts: &[Contract { recommend: fills_up, ..SOLUTION }],
    },
];

fn unsplit(genres: &str, countries: &str, year: u16) -> Vec<String> {
    let decade = format!("{}s", year / 10 * 10);
    [genres.to_owned(), countries.to_owned(), decade].into_iter().filter(|name| !name.is_empty()).collect()
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
