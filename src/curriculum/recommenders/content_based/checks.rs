//! What is graded.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice, array};

use super::{BRITISH_ANIMATION, Contract, Vocabulary, features_of};
use mlings_datasets as datasets;
use mlings_grading::compare::{close, has_shape, identical, same_items, shown};
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check {
        name: "every genre, every country and the decade is a feature, and nothing else",
        points: 11,
        run: features_are_split,
    },
    Check { name: "the vocabulary has every feature once, sorted", points: 7, run: vocabulary_is_sorted },
    Check { name: "a feature weighs more, the fewer items have it", points: 10, run: idf_by_definition },
    Check { name: "a row has the weight of each of its features, once", points: 9, run: rows_hold_weights },
    Check {
        name: "new items bring neither features nor weights of their own",
        points: 6,
        run: catalogue_has_the_only_say,
    },
    Check { name: "the similarity is the cosine of the angle", points: 10, run: cosine_by_hand },
    Check { name: "every item is like itself, and two are alike both ways", points: 6, run: alike_both_ways },
    Check {
        name: "an item without features is like nothing, not even itself",
        points: 8,
        run: nothing_is_like_nothing,
    },
    Check { name: "a taste is the mean of what was liked", points: 5, run: taste_is_a_mean },
    Check { name: "who has liked nothing yet has a taste of zeros", points: 4, run: no_taste_yet },
    Check { name: "the most similar come first, of equals the lower number, at most n", points: 7, run: best_first },
    Check { name: "what was seen makes room for others", points: 8, run: seen_makes_room },
    Check {
        name: "what has nothing in common is not shown, however short the list",
        points: 5,
        run: nothing_in_common_is_not_shown,
    },
    Check { name: "finds British family comedies among real films", points: 4, run: finds_british_family_comedies },
];

fn features_are_split(films: &Contract, _: &mut Cases) -> Outcome {
    for (genres, countries, year, expected) in [
        ("Comedy|Family", "France|United Kingdom", 2014, vec!["Comedy", "Family", "France", "United Kingdom", "2010s"]),
        ("Sci-Fi", "Japan", 1995, vec!["Sci-Fi", "Japan", "1990s"]),
        ("Musical|War|Drama", "Poland", 1940, vec!["Musical", "War", "Drama", "Poland", "1940s"]),
        ("Crime", "Hong Kong|India|Italy", 1999, vec!["Crime", "Hong Kong", "India", "Italy", "1990s"]),
        ("", "Iceland", 2003, vec!["Iceland", "2000s"]),
        ("Western", "", 1968, vec!["Western", "1960s"]),
        ("", "", 1950, vec!["1950s"]),
        // The first and the last years of decades and of centuries.
        ("War", "Chile", 2000, vec!["War", "Chile", "2000s"]),
        ("War", "Chile", 2009, vec!["War", "Chile", "2000s"]),
        ("War", "Chile", 2010, vec!["War", "Chile", "2010s"]),
        // Names stay as they are written, blanks and small letters included.
        ("Drama | War", "united kingdom|UK", 1987, vec!["Drama ", " War", "united kingdom", "UK", "1980s"]),
        (
            "Film-Noir|Science Fiction",
            "Bosnia, Herzegovina|Côte d'Ivoire",
            1951,
            vec!["Film-Noir", "Science Fiction", "Bosnia, Herzegovina", "Côte d'Ivoire", "1950s"],
        ),
        ("Comedy||War|", "|Chile", 1973, vec!["Comedy", "War", "Chile", "1970s"]),
    ] {
        has_features(films, genres, countries, year, &expected)?;
    }
    Ok(())
}

/// In any order, each as often.
fn has_features(films: &Contract, genres: &str, countries: &str, year: u16, expected: &[&str]) -> Outcome {
    let (mut got, mut expected) = ((films.features)(genres, countries, year), owned(expected));
    got.sort();
    expected.sort();
    same_items("features, sorted", &got, &expected)
        .given(format!("genres {genres:?}, countries {countries:?}, year {year}"))
}

fn vocabulary_is_sorted(films: &Contract, _: &mut Cases) -> Outcome {
    for (items, expected) in [
        (catalogue(&["war drama", "comedy", "drama comedy"]), vec!["comedy", "drama", "war"]),
        (catalogue(&["b", "", "d a", "c b", "a"]), vec!["a", "b", "c", "d"]),
        // As `String`s are sorted: digits, capitals, small letters, letters with accents.
        (
            catalogue(&["comedy UK Été", "10s Comedy", "été 2s ukraine"]),
            vec!["10s", "2s", "Comedy", "UK", "comedy", "ukraine", "Été", "été"],
        ),
        (catalogue(&[]), vec![]),
    ] {
        let fitted = (films.fit)(&items);
        same_items("features", &fitted.features, &owned(&expected)).given(format!("items {items:?}"))?;
    }
    Ok(())
}

fn idf_by_definition(films: &Contract, cases: &mut Cases) -> Outcome {
    // Three items: two of them have x, one has y, all have z.
    let items = catalogue(&["x z", "z x", "y z"]);
    weighs(films, &items, &["x", "y", "z"], &array![(4.0_f64 / 3.0).ln() + 1.0, 2.0_f64.ln() + 1.0, 1.0])?;
    // One item has x, though it names it three times.
    let items = catalogue(&["x y x x", "y", "", "y"]);
    weighs(films, &items, &["x", "y"], &array![2.5_f64.ln() + 1.0, 1.25_f64.ln() + 1.0])?;
    // Items without a feature are items.
    let items = catalogue(&["x", "", "", "", "x y"]);
    weighs(films, &items, &["x", "y"], &array![2.0_f64.ln() + 1.0, 3.0_f64.ln() + 1.0])?;

    // 1100 items: all have x, the last alone has y.
    let items: Vec<Vec<String>> =
        (0..1100).map(|item| if item == 1099 { owned(&["x", "y"]) } else { owned(&["x"]) }).collect();
    weights_are(films, &items, &["x", "y"], &array![1.0, (1101.0_f64 / 2.0).ln() + 1.0])
        .given("1100 items: all have x, the last alone has y")?;

    let names = ["a", "b", "c", "d"];
    let mut items: Vec<Vec<String>> = names.iter().map(|name| owned(&[name])).collect();
    for name in names {
        items.extend((0..cases.index(0..9)).map(|_| owned(&[name])));
    }
    let n = items.len() as f64;
    let number = |name: &&str| items.iter().filter(|item| item[0] == **name).count() as f64;
    let idf: Array1<f64> = names.iter().map(|name| ((1.0 + n) / (1.0 + number(name))).ln() + 1.0).collect();
    weighs(films, &items, &names, &idf)
}

fn weighs(films: &Contract, items: &[Vec<String>], names: &[&str], idf: &Array1<f64>) -> Outcome {
    weights_are(films, items, names, idf).given(format!("items {items:?}"))
}

/// By name: which weight stands where is another matter.
fn weights_are(films: &Contract, items: &[Vec<String>], names: &[&str], idf: &Array1<f64>) -> Outcome {
    let fitted = (films.fit)(items);
    has_shape("idf", &fitted.idf, &[names.len()])?;
    let weight = |name: &&str| fitted.features.iter().position(|feature| feature == name).map(|at| fitted.idf.get(at));
    let weights: Array1<f64> = names.iter().map(|name| *weight(name).flatten().unwrap_or(&f64::NAN)).collect();
    close(&format!("idf of {}", names.join(", ")), &weights, idf, 1e-12)
}

fn rows_hold_weights(films: &Contract, cases: &mut Cases) -> Outcome {
    let vocabulary = Vocabulary { features: owned(&["comedy", "drama", "war"]), idf: array![1.5, 1.25, 3.0] };
    let items = catalogue(&["comedy", "war drama", "", "drama comedy war"]);
    let expected = array![[1.5, 0.0, 0.0], [0.0, 1.25, 3.0], [0.0, 0.0, 0.0], [1.5, 1.25, 3.0]];
    rows_are(films, &items, &vocabulary, &expected)?;
    rows_are(films, &catalogue(&["war comedy war war"]), &vocabulary, &array![[1.5, 0.0, 3.0]])?;
    // Weights of all sizes, and one after the other from the end.
    let mut idf = array![3e7, 1.0 + 1e-9, 1e-9, 0.1];
    idf.invert_axis(Axis(0));
    let vocabulary = Vocabulary { features: owned(&["UK", "comedy", "war", "war drama"]), idf };
    let items = vec![owned(&["war drama", "Comedy", "uk"]), owned(&["comedy", "war", "UK"])];
    rows_are(films, &items, &vocabulary, &array![[0.0, 0.0, 0.0, 3e7], [0.1, 1e-9, 1.0 + 1e-9, 0.0]])?;
    let items: Vec<Vec<String>> = (0..1100).map(|item| owned(if item == 1099 { &["y"] } else { &["x"] })).collect();
    let vocabulary = Vocabulary { features: owned(&["x", "y"]), idf: array![1.25, 3.5] };
    let expected = Array2::from_shape_fn((1100, 2), |(item, at)| match (item, at) {
        (1099, 1) => 3.5,
        (1099, _) | (_, 1) => 0.0,
        _ => 1.25,
    });
    identical("rows", &(films.transform)(&items, &vocabulary), &expected)
        .given("1100 items: the last has y, the others x; features [\"x\", \"y\"], idf [1.25, 3.5]")?;

    let vocabulary = Vocabulary { features: owned(&["a", "b", "c", "d", "e"]), idf: cases.vector(5, 1.0..4.0) };
    let has: Vec<bool> = (0..20).map(|_| cases.index(0..2) == 1).collect();
    let names =
        |item: usize| (0..5).filter(|at| has[item * 5 + at]).map(|at| vocabulary.features[at].clone()).collect();
    let items: Vec<Vec<String>> = (0..4).map(names).collect();
    let expected =
        Array2::from_shape_fn((4, 5), |(item, at)| if has[item * 5 + at] { vocabulary.idf[at] } else { 0.0 });
    rows_are(films, &items, &vocabulary, &expected)
}

fn rows_are(films: &Contract, items: &[Vec<String>], vocabulary: &Vocabulary, expected: &Array2<f64>) -> Outcome {
    let Vocabulary { features, idf } = vocabulary;
    identical("rows", &(films.transform)(items, vocabulary), expected)
        .given(format!("items {items:?}, features {features:?}, idf {}", shown(idf)))
}

/// A query, a film that comes out tomorrow: the catalogue was there before, and knows neither.
fn catalogue_has_the_only_say(films: &Contract, cases: &mut Cases) -> Outcome {
    let vocabulary = Vocabulary { features: owned(&["drama", "war"]), idf: array![1.25, 3.0] };
    rows_are(films, &catalogue(&["war"]), &vocabulary, &array![[0.0, 3.0]])?;
    rows_are(
        films,
        &catalogue(&["opera war", "opera", "a b c"]),
        &vocabulary,
        &array![[0.0, 3.0], [0.0; 2], [0.0; 2]],
    )?;

    // Alone or among others, an item has the same row.
    let vocabulary = Vocabulary { features: owned(&["drama", "war"]), idf: cases.vector(2, 1.0..4.0) };
    let others = cases.index(1..4);
    let items = catalogue(&[&["war"], &["drama"; 3][..others]].concat());
    let expected = Array2::from_shape_fn((1 + others, 2), |(item, at)| match (item, at) {
        (0, 1) => vocabulary.idf[1],
        (0, 0) | (_, 1) => 0.0,
        _ => vocabulary.idf[0],
    });
    rows_are(films, &items, &vocabulary, &expected)
}

fn cosine_by_hand(films: &Contract, cases: &mut Cases) -> Outcome {
    // 3 · 4 + 4 · 3 = 24 over 5 · 5; 3 · 2 = 6 over 5 · 2; a right angle; 7 over 5 and the root of 2.
    let (queries, items) = (array![[3.0, 4.0]], array![[4.0, 3.0], [2.0, 0.0], [-4.0, 3.0], [1.0, 1.0]]);
    are_alike(films, &queries, &items, &array![[0.96, 0.6, 0.0, 0.7 * 2.0_f64.sqrt()]])?;
    // 1 · 2 + 2 · 1 + 2 · 2 = 8 over 3 · 3.
    let (queries, items) = (array![[1.0, 2.0, 2.0], [0.0, 0.0, 5.0]], array![[2.0, 1.0, 2.0]]);
    are_alike(films, &queries, &items, &array![[8.0 / 9.0], [2.0 / 3.0]])?;
    // Numbers below 0: the cosine may be as low as -1.
    let (queries, items) = (array![[1.0, 0.0], [3.0, -4.0]], array![[-1.0, 1.0], [-6.0, 8.0], [3.0, 4.0]]);
    are_alike(films, &queries, &items, &array![[-(0.5_f64.sqrt()), -0.6, 0.6], [-1.4 * 0.5_f64.sqrt(), -1.0, -0.28]])?;
    // The direction counts, in whatever unit the weights are.
    let (queries, items) =
        (array![[3e-9, 4e-9], [3e9, 4e9]], array![[4.0, 3.0], [4e-9, 3e-9], [4e9, 3e9], [4e-30, 3e-30]]);
    are_alike(films, &queries, &items, &Array2::from_elem((2, 4), 0.96))?;
    // Every second row and column of a larger table.
    let wide = Array2::from_shape_fn((4, 6), |(row, column)| match (row, column) {
        (0, 0) | (2, 2) => 3.0,
        (0, 2) | (2, 0) => 4.0,
        _ if row % 2 == 0 && column % 2 == 0 => 0.0,
        _ => 7.0,
    });
    let rows = wide.slice_axis(Axis(0), Slice::new(0, None, 2));
    let apart = rows.slice_axis(Axis(1), Slice::new(0, None, 2));
    close("similarity", &(films.similarity)(apart, apart), &array![[1.0, 0.96], [0.96, 1.0]], 1e-12)
        .given("queries and items [[3, 4, 0], [4, 3, 0]], as every second row and column of a larger table")?;
    // 1100 rows, of which the last is another.
    let many = Array2::from_shape_fn((1100, 2), |(row, column)| f64::from((row == 1099) == (column == 1)));
    let query = array![[0.6, 0.8]];
    let expected = Array1::from_shape_fn(1100, |row| if row == 1099 { 0.8 } else { 0.6 });
    let given = "queries [[0.6, 0.8]], items 1100 rows [1, 0], but for the last, which is [0, 1]";
    close("similarity", &(films.similarity)(query.view(), many.view()), &expected.clone().insert_axis(Axis(0)), 1e-12)
        .given(given)?;
    close("similarity", &(films.similarity)(many.view(), query.view()), &expected.insert_axis(Axis(1)), 1e-12)
        .given(format!("{given}; and now as queries"))?;

    let (queries, items) = (cases.table(3, 4, 0.1..2.0), cases.table(5, 4, 0.1..2.0));
    let expected = Array2::from_shape_fn((3, 5), |(query, item)| cosine(queries.row(query), items.row(item)));
    are_alike(films, &queries, &items, &expected)
}

fn are_alike(films: &Contract, queries: &Array2<f64>, items: &Array2<f64>, expected: &Array2<f64>) -> Outcome {
    close("similarity", &(films.similarity)(queries.view(), items.view()), expected, 1e-12).given(format!(
        "queries {}, items {}",
        shown(queries),
        shown(items)
    ))
}

fn alike_both_ways(films: &Contract, cases: &mut Cases) -> Outcome {
    let items = cases.table(5, 4, 0.1..3.0);
    let similarity = (films.similarity)(items.view(), items.view());
    let given = format!("items {}, the same as queries", shown(&items));
    has_shape("similarity", &similarity, &[5, 5]).given(&given)?;
    close("similarity of every item to itself", &similarity.diag(), &Array1::<f64>::ones(5), 1e-12).given(&given)?;
    close("similarity the other way round", &similarity, &similarity.t(), 1e-12).given(&given)?;
    // Twice as much of everything is the same taste.
    let longer = (films.similarity)((&items * 2.0).view(), items.view());
    close("similarity of rows that are twice as long", &longer, &similarity, 1e-12).given(given)
}

fn nothing_is_like_nothing(films: &Contract, _: &mut Cases) -> Outcome {
    are_alike(films, &array![[3.0, 4.0]], &array![[0.0, 0.0], [3.0, 4.0]], &array![[0.0, 1.0]])?;
    are_alike(films, &array![[0.0, 0.0], [0.0, 2.0]], &array![[0.0, 1.0], [0.0, 0.0]], &array![[0.0; 2], [1.0, 0.0]])
}

fn taste_is_a_mean(films: &Contract, cases: &mut Cases) -> Outcome {
    let items = array![[2.0, 0.0, 1.0], [4.0, 6.0, 0.0], [0.0, 3.0, 5.0], [9.0, 9.0, 9.0]];
    for (liked, expected) in
        [(vec![0, 1], array![3.0, 3.0, 0.5]), (vec![2, 0, 1], array![2.0, 3.0, 2.0]), (vec![2], array![0.0, 3.0, 5.0])]
    {
        close("profile", &(films.profile)(items.view(), &liked), &expected, 1e-12)
            .given(format!("items {}, liked {liked:?}", shown(&items)))?;
    }
    // Weights of all sizes and signs; the columns from the last to the first.
    let items = array![[2e9 + 0.5, -2.0, 0.1], [1e9, -3.0, 0.2]];
    let mut turned = items.clone();
    turned.invert_axis(Axis(1));
    for (table, expected) in [(items, array![1.5e9 + 0.25, -2.5, 0.15]), (turned, array![0.15, -2.5, 1.5e9 + 0.25])] {
        close("profile", &(films.profile)(table.view(), &[1, 0]), &expected, 1e-12)
            .given(format!("items {}, liked [1, 0]", shown(&table)))?;
    }
    let tiny = array![[2e-9, 0.0], [4e-9, 5e-9]];
    let profile = (films.profile)(tiny.view(), &[0, 1]);
    close("profile, in billionths", &(profile * 1e9), &array![3.0, 2.5], 1e-9)
        .given(format!("items {}, liked [0, 1]", shown(&tiny)))?;
    let many = Array2::from_shape_fn((1100, 1), |(row, _)| row as f64);
    let liked: Vec<usize> = (0..1100).rev().step_by(3).collect();
    close("profile", &(films.profile)(many.view(), &liked), &array![550.0], 1e-12)
        .given("items [[0], [1], ..., [1099]], liked [1099, 1096, ..., 1]")?;

    let items = cases.table(5, 3, 0.0..3.0);
    let liked = &cases.permutation(5)[..2];
    let expected = (&items.row(liked[0]) + &items.row(liked[1])) / 2.0;
    close("profile", &(films.profile)(items.view(), liked), &expected, 1e-12)
        .given(format!("items {}, liked {liked:?}", shown(&items)))
}

fn no_taste_yet(films: &Contract, _: &mut Cases) -> Outcome {
    for items in [array![[2.0, 0.0, 1.0], [4.0, 6.0, 0.0]], Array2::zeros((0, 3))] {
        close("profile", &(films.profile)(items.view(), &[]), &Array1::<f64>::zeros(3), 1e-12)
            .given(format!("items {}, liked []", shown(&items)))?;
    }
    Ok(())
}

fn best_first(films: &Contract, cases: &mut Cases) -> Outcome {
    shows(films, &array![0.2, 0.9, 0.5, 0.7], &[], 2, &[1, 3])?;
    shows(films, &array![0.2, 0.9, 0.5, 0.7], &[], 9, &[1, 3, 2, 0])?;
    shows(films, &array![0.2, 0.9], &[], 0, &[])?;
    let order = cases.permutation(8);
    let similarities: Array1<f64> = order.iter().map(|place| 1.0 - *place as f64 / 10.0).collect();
    let best: Vec<usize> = (0..3).filter_map(|place| order.iter().position(|other| *other == place)).collect();
    shows(films, &similarities, &[], 3, &best)?;
    shows(films, &array![0.5, 0.8, 0.5, 0.8, 0.8], &[], 4, &[1, 3, 4, 0])?;
    // Nearly equal is not equal.
    shows(films, &array![0.5, 0.500_000_1, 0.500_000_2, 0.5 + 1e-12, 0.5 + 1e-9], &[], 5, &[2, 1, 4, 3, 0])?;
    shows(films, &array![2e6, 5e9, 3e6, 0.25], &[], 3, &[1, 2, 0])?;
    let mut turned = array![0.2, 0.9, 0.5, 0.7];
    turned.invert_axis(Axis(0));
    shows(films, &turned, &[], 2, &[2, 0])?;
    let mut many = Array1::from_elem(1100, 0.25);
    (many[1098], many[7]) = (0.75, 0.5);
    let given = "1100 similarities of 0.25, but for 0.75 at 1098 and 0.5 at 7; seen [], n 3";
    same_items("items to show", &(films.recommend)(many.view(), &[], 3), &[1098, 7, 0]).given(given)
}

fn seen_makes_room(films: &Contract, cases: &mut Cases) -> Outcome {
    shows(films, &array![0.2, 0.9, 0.5, 0.7], &[1], 2, &[3, 2])?;
    shows(films, &array![0.2, 0.9, 0.5, 0.7], &[2, 1], 2, &[3, 0])?;
    shows(films, &array![0.2, 0.9, 0.5], &[2, 0, 2, 1], 2, &[])?;
    shows(films, &array![0.2, 0.9, 0.5, 0.7, 0.6, 0.3], &[4, 1, 5, 0], 2, &[3, 2])?;
    let order = cases.permutation(8);
    let similarities: Array1<f64> = order.iter().map(|place| 1.0 - *place as f64 / 10.0).collect();
    let at = |place: usize| order.iter().position(|other| *other == place);
    let seen: Vec<usize> = [3, 0, 6].into_iter().filter_map(at).collect();
    let best: Vec<usize> = [1, 2, 4].into_iter().filter_map(at).collect();
    shows(films, &similarities, &seen, 3, &best)
}

fn nothing_in_common_is_not_shown(films: &Contract, _: &mut Cases) -> Outcome {
    shows(films, &array![0.0, 0.3, 0.0, 0.1, 0.0], &[], 4, &[1, 3])?;
    shows(films, &array![-0.5, 0.2, -0.1, -0.0], &[], 2, &[1])?;
    // A little in common is more than nothing.
    shows(films, &array![0.0, 1e-9, 1e-12, -1e-12, 1e-300], &[], 4, &[1, 2, 4])?;
    shows(films, &array![0.0, 0.0, 0.0], &[], 2, &[])
}

/// The best of real films, by what each has in common with the wish: which of equally similar ones is open.
fn finds_british_family_comedies(films: &Contract, _: &mut Cases) -> Outcome {
    let catalogue: Vec<_> = datasets::films()?.iter().skip(1300).step_by(10).collect();
    let items: Vec<Vec<String>> = catalogue.iter().map(|film| features_of(films, film)).collect();
    let wish = owned(&BRITISH_ANIMATION);
    let vocabulary = (films.fit)(&items);
    let (query, rows) =
        ((films.transform)(std::slice::from_ref(&wish), &vocabulary), (films.transform)(&items, &vocabulary));
    let given = format!("{} of datasets::films(), every tenth from row 1300 on; wanted: {wish:?}, n 5", items.len());
    has_shape("rows of the films", &rows, &[items.len(), vocabulary.features.len()]).given(&given)?;
    has_shape("rows of the wish", &query, &[1, vocabulary.features.len()]).given(&given)?;
    let similarity = (films.similarity)(query.view(), rows.view());
    has_shape("similarity", &similarity, &[1, items.len()]).given(&given)?;
    let recommended = (films.recommend)(similarity.row(0), &[], 5);

    let sets: Vec<BTreeSet<String>> = catalogue.iter().map(|film| set(film)).collect();
    let alike = by_sets(&sets, &wish.into_iter().collect());
    let mut best = alike.clone();
    best.sort_by(|one, other| other.total_cmp(one));
    let of_shown: Array1<f64> = recommended.iter().map(|film| *alike.get(*film).unwrap_or(&f64::NAN)).collect();
    let what = counted("similarity of the films that are shown", recommended.len(), 5);
    close(&what, &of_shown, &Array1::from_iter(best.into_iter().take(5)), 1e-9).given(given)
}

fn shows(films: &Contract, similarities: &Array1<f64>, seen: &[usize], n: usize, expected: &[usize]) -> Outcome {
    let got = (films.recommend)(similarities.view(), seen, n);
    same_items(&counted("items to show", got.len(), expected.len()), &got, expected)
        .given(format!("similarities {}, seen {seen:?}, n {n}", shown(similarities)))
}

/// Says so where a list has become too short: that is easily overlooked where both begin alike.
fn counted(what: &str, n_got: usize, n_expected: usize) -> String {
    if n_got < n_expected { format!("{what} ({n_expected} of them, and not only {n_got})") } else { what.to_owned() }
}

/// Items as words between blanks.
fn catalogue(items: &[&str]) -> Vec<Vec<String>> {
    items.iter().map(|item| item.split_whitespace().map(str::to_owned).collect()).collect()
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn cosine(a: ArrayView1<f64>, b: ArrayView1<f64>) -> f64 {
    let products = |a: ArrayView1<f64>, b: ArrayView1<f64>| -> f64 { a.iter().zip(b).map(|(a, b)| a * b).sum() };
    products(a, b) / (products(a, a) * products(b, b)).sqrt()
}

fn set(film: &datasets::Film) -> BTreeSet<String> {
    let genres = film.genres.iter().flat_map(|genres| genres.split('|'));
    let named = genres.chain(film.country.split('|')).map(str::to_owned);
    named.chain([format!("{}0s", film.year / 10)]).collect()
}

/// How like the wish every set is, without any table: what two sets share, over what each of them has.
fn by_sets(sets: &[BTreeSet<String>], wish: &BTreeSet<String>) -> Vec<f64> {
    let mut n_with: BTreeMap<&str, f64> = BTreeMap::new();
    for feature in sets.iter().flatten() {
        *n_with.entry(feature).or_insert(0.0) += 1.0;
    }
    let n = sets.len() as f64;
    let squared =
        |feature: &String| n_with.get(feature.as_str()).map_or(0.0, |m| (((1.0 + n) / (1.0 + m)).ln() + 1.0).powi(2));
    let sum = |set: &BTreeSet<String>| -> f64 { set.iter().map(squared).sum() };
    let shared = |set: &BTreeSet<String>| -> f64 { set.intersection(wish).map(squared).sum() };
    sets.iter().map(|set| shared(set) / (sum(set) * sum(wish)).sqrt()).collect()
}
