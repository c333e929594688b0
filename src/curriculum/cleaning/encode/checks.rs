//! What is graded.

use std::collections::{BTreeMap, BTreeSet};

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice, array};

use super::{Contract, OneHotEncoder, TargetEncoder, damaged, is_held_out};
use mlings_datasets as datasets;
use mlings_grading::compare::{close, finite, has_shape, identical, same_items, shown};
use mlings_grading::layouts::backwards;
use mlings_grading::{Cases, Check, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "the columns are the training rows' categories, in ascending order", points: 8, run: columns_ascend },
    Check { name: "a missing value is no category", points: 5, run: missing_is_no_category },
    Check { name: "every row has its 1 in its own category's column", points: 8, run: one_in_its_column },
    Check { name: "an unseen category and a missing value have no 1", points: 7, run: unknown_has_no_one },
    Check { name: "held-out rows get the training rows' columns", points: 7, run: held_out_rows_get_train_columns },
    Check { name: "ordinal codes count up in the given order", points: 8, run: codes_follow_the_order },
    Check { name: "what is not in the order has no code: NaN", points: 6, run: outside_the_order_is_nan },
    Check { name: "a target code is the mean target of the category's rows", points: 8, run: code_is_the_mean },
    Check { name: "smoothing draws a code towards the mean of all targets", points: 8, run: smoothing_draws },
    Check {
        name: "a missing value has no code, but its target counts for the prior",
        points: 5,
        run: missing_counts_for_the_prior,
    },
    Check { name: "an unseen category and a missing value get the prior", points: 7, run: unknown_gets_the_prior },
    Check {
        name: "a training row's code comes from the rows of the other folds",
        points: 10,
        run: code_comes_from_other_folds,
    },
    Check { name: "the targets of a fold never move the codes of that fold", points: 8, run: own_targets_stay_out },
    Check { name: "fold ids are only names", points: 5, run: fold_ids_are_names },
];

const ANIMALS: [&str; 5] = ["Bat", "Crow", "Duck", "Gull", "Owl"];
/// Different words, however much alike, in ascending order.
const ALIKE: [&str; 8] = ["", " Owl", "Gull", "Ow", "Owl", "Owl ", "gull", "owl"];

fn columns_ascend(encode: &Contract, cases: &mut Cases) -> Outcome {
    let sizes = [Some("Medium"), Some("Small"), Some("Medium"), Some("Large"), Some("Small")];
    let encoder = (encode.fit_one_hot)(&sizes);
    has_categories(&encoder, &["Large", "Medium", "Small"]).given(format!("train {sizes:?}"))?;
    let rows = [6, 7, 4, 0, 5, 2, 3, 1, 4].map(|at| Some(ALIKE[at]));
    has_categories(&(encode.fit_one_hot)(&rows), &ALIKE).given(format!("train {rows:?}"))?;

    // Neither by length nor by number, and small letters behind all capitals.
    let rows = ["b", "Z", "10", "9", "Éa", "aa", "a"].map(Some);
    has_categories(&(encode.fit_one_hot)(&rows), &["10", "9", "Z", "a", "aa", "b", "Éa"])
        .given(format!("train {rows:?}"))?;

    let rows = animals(9, cases);
    let seen: Vec<&str> = ANIMALS.into_iter().filter(|animal| rows.contains(&Some(animal))).collect();
    has_categories(&(encode.fit_one_hot)(&rows), &seen).given(format!("train {rows:?}"))
}

fn missing_is_no_category(encode: &Contract, _: &mut Cases) -> Outcome {
    // "None" is a word of the data: nothing was damaged.
    let rows = [None, Some("None"), Some("Minor"), None, Some("None")];
    has_categories(&(encode.fit_one_hot)(&rows), &["Minor", "None"]).given(format!("train {rows:?}"))?;
    let rows = [Some("nan"), Some("NA"), None, Some("?"), Some("")];
    has_categories(&(encode.fit_one_hot)(&rows), &["", "?", "NA", "nan"]).given(format!("train {rows:?}"))?;
    has_categories(&(encode.fit_one_hot)(&[None, None]), &[]).given("train [None, None]")
}

fn one_in_its_column(encode: &Contract, cases: &mut Cases) -> Outcome {
    let encoder = encoder_of(&["Large", "Medium", "Small"]);
    let rows = [Some("Small"), Some("Large"), Some("Medium"), Some("Small")];
    let expected = array![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    identical("one_hot", &(encode.one_hot)(&encoder, &rows), &expected).given(coded(&encoder, &rows))?;

    let (encoder, rows) = (encoder_of(&ALIKE), [7, 5, 0, 4, 3, 6, 2, 1].map(|at| Some(ALIKE[at])));
    identical("one_hot", &(encode.one_hot)(&encoder, &rows), &ones(&encoder, &rows)).given(coded(&encoder, &rows))?;

    let words: Vec<String> = (1000..2100).map(|word| word.to_string()).collect();
    let encoder = OneHotEncoder { categories: words.clone() };
    let coded_last = (encode.one_hot)(&encoder, &[Some(&words[1099])]);
    let expected = Array2::from_shape_fn((1, 1100), |(_, column)| f64::from(u8::from(column == 1099)));
    identical("one_hot", &coded_last, &expected)
        .given("the numbers 1000 to 2099 as 1100 categories, rows [\"2099\"]")?;

    let (encoder, rows) = (encoder_of(&ANIMALS), animals(12, cases));
    identical("one_hot", &(encode.one_hot)(&encoder, &rows), &ones(&encoder, &rows)).given(coded(&encoder, &rows))
}

fn unknown_has_no_one(encode: &Contract, _: &mut Cases) -> Outcome {
    let encoder = encoder_of(&["Crow", "Owl"]);
    for (rows, expected) in [
        ([Some("Owl"), Some("Gull"), Some("Crow")], array![[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]),
        ([Some("Crow"), None, Some("Owl")], array![[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]),
        ([Some("owl"), Some("Owl "), Some("Ow")], array![[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]),
        ([Some(" Owl"), Some("Crow\t"), Some("OWL")], array![[0.0, 0.0], [0.0, 0.0], [0.0, 0.0]]),
        ([Some(""), Some("Owlet"), Some("Crow")], array![[0.0, 0.0], [0.0, 0.0], [1.0, 0.0]]),
    ] {
        identical("one_hot", &(encode.one_hot)(&encoder, &rows), &expected).given(coded(&encoder, &rows))?;
    }
    identical("one_hot", &(encode.one_hot)(&encoder, &[]), &Array2::<f64>::zeros((0, 2)))
        .given(coded(&encoder, &[]))?;
    // An empty word is not a missing one.
    let (encoder, rows) = (encoder_of(&["", "Owl"]), [None, Some("Owl"), Some("")]);
    let expected = array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0]];
    identical("one_hot", &(encode.one_hot)(&encoder, &rows), &expected).given(coded(&encoder, &rows))
}

fn held_out_rows_get_train_columns(encode: &Contract, _: &mut Cases) -> Outcome {
    let (train, test) = ([Some("Owl"), Some("Duck"), Some("Gull")], [Some("Owl"), Some("Bat"), Some("Owl")]);
    let coded = (encode.one_hot)(&(encode.fit_one_hot)(&train), &test);
    identical("one_hot", &coded, &array![[0.0, 0.0, 1.0], [0.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
        .given(format!("an encoder fitted to {train:?}, rows {test:?}"))?;

    let strikes = datasets::bird_strikes()?;
    let species: Vec<Option<&str>> = strikes.iter().map(|strike| Some(strike.species.as_str())).collect();
    let part = |held_out: bool| -> Vec<Option<&str>> {
        (0..species.len()).filter(|row| is_held_out(*row) == held_out).map(|row| species[row]).collect()
    };
    let mut seen: Vec<&str> = part(false).into_iter().flatten().collect();
    seen.sort_unstable();
    seen.dedup();
    let given = "the species of the bird strikes; every fifth report, from row 0 on, is held out";
    let encoder = (encode.fit_one_hot)(&part(false));
    let coded = (encode.one_hot)(&encoder, &part(true));
    identical("one_hot", &coded, &ones(&encoder_of(&seen), &part(true))).given(given)?;
    for row in [0, 1, 2] {
        let alone = (encode.one_hot)(&encoder, &part(true)[row..=row]);
        identical("one_hot of the row alone", &alone, &ones(&encoder_of(&seen), &part(true)[row..=row]))
            .given(format!("{given}; of these row {row} alone, {:?}", part(true)[row]))?;
    }
    Ok(())
}

fn codes_follow_the_order(encode: &Contract, cases: &mut Cases) -> Outcome {
    let (order, rows) = (["Small", "Medium", "Large"], [Some("Medium"), Some("Small"), Some("Large"), Some("Small")]);
    let codes = (encode.ordinal)(&order, &rows);
    identical("codes", &codes, &array![1.0, 0.0, 2.0, 0.0]).given(ordered(&order, &rows))?;
    let (order, rows) =
        (["owl", "Owl", "Ow", "", "Owl "], [Some("Owl"), Some(""), Some("Ow"), Some("Owl "), Some("owl")]);
    let codes = (encode.ordinal)(&order, &rows);
    identical("codes", &codes, &array![1.0, 3.0, 2.0, 4.0, 0.0]).given(ordered(&order, &rows))?;

    // More places than a byte can count, in no order of letters or lengths.
    let words: Vec<String> = (0..1100).map(|word| format!("{}", word * 7919 % 1109)).collect();
    let order: Vec<&str> = words.iter().map(String::as_str).collect();
    let places: Vec<usize> = (0..2048).map(|row| row * 31 % 300).chain([1099]).collect();
    let rows: Vec<Option<&str>> = places.iter().map(|place| Some(order[*place])).collect();
    let expected: Array1<f64> = places.iter().map(|place| *place as f64).collect();
    identical("codes", &(encode.ordinal)(&order, &rows), &expected)
        .given("an order of 1100 numbers written as words, 2049 rows")?;

    let order: Vec<&str> = cases.permutation(5).into_iter().map(|at| ANIMALS[at]).collect();
    let rows = animals(12, cases);
    let place = |category: &Option<&str>| order.iter().take_while(|known| Some(**known) != *category).count() as f64;
    let expected: Array1<f64> = rows.iter().map(place).collect();
    identical("codes", &(encode.ordinal)(&order, &rows), &expected).given(ordered(&order, &rows))
}

fn outside_the_order_is_nan(encode: &Contract, _: &mut Cases) -> Outcome {
    let order = ["None", "Minor", "Medium", "Substantial"];
    for (rows, expected) in [
        ([Some("Minor"), Some("C"), Some("None")], array![1.0, f64::NAN, 0.0]),
        ([None, Some("Substantial"), Some("Medium")], array![f64::NAN, 3.0, 2.0]),
        ([Some("minor"), Some("Medium "), Some("Min")], array![f64::NAN, f64::NAN, f64::NAN]),
        ([Some(""), Some("Minor one"), Some("None")], array![f64::NAN, f64::NAN, 0.0]),
        ([Some(" Minor"), Some("Substantial\n"), Some("NONE")], array![f64::NAN, f64::NAN, f64::NAN]),
    ] {
        close("codes", &(encode.ordinal)(&order, &rows), &expected, 0.0).given(ordered(&order, &rows))?;
    }
    // An empty word is not a missing one.
    let (order, rows) = (["", "Owl"], [None, Some("Owl"), Some("")]);
    close("codes", &(encode.ordinal)(&order, &rows), &array![f64::NAN, 1.0, 0.0], 0.0).given(ordered(&order, &rows))
}

fn code_is_the_mean(encode: &Contract, cases: &mut Cases) -> Outcome {
    let train = [Some("Gull"), Some("Owl"), Some("Gull"), Some("Gull"), Some("Owl")];
    let targets = array![1.0, 0.0, 0.0, 1.0, 1.0];
    let encoder = (encode.fit_target)(&train, targets.view(), 0.0);
    has_codes(&encoder, &[("Gull", 2.0 / 3.0), ("Owl", 0.5)], 0.6).given(fit_of(&train, &targets, 0.0))?;
    let train = [Some("Owl"), Some("owl"), Some(""), Some("Owl"), Some("Owl ")];
    let targets = array![1.0, 0.0, 1.0, 0.0, 1.0];
    let encoder = (encode.fit_target)(&train, targets.view(), 0.0);
    has_codes(&encoder, &[("", 1.0), ("Owl", 0.5), ("Owl ", 1.0), ("owl", 0.0)], 0.6)
        .given(fit_of(&train, &targets, 0.0))?;

    // Targets are numbers, not only 0 and 1: with fractions, below 0, large beside small.
    let train = ["a", "a", "b", "b", "b", "c"].map(Some);
    for (targets, codes, prior) in [
        (array![1e8, 1.0, -3.25, 0.5, -1.0, 0.0], [50_000_000.5, -1.25, 0.0], 99_999_997.25 / 6.0),
        (array![0.25, 0.5, -7.0, 2.0, 2.0, -4.5], [0.375, -1.0, -4.5], -1.125),
        (array![2.0, 3.0, 0.0, 0.0, 6.0, 1.0], [2.5, 2.0, 1.0], 2.0),
        (
            array![1_234.567_89, 0.1, 3.1e-10, -2.3e-10, 4.7e-10, 1e-10],
            [617.333_945, 5.5e-10 / 3.0, 1e-10],
            205.777_981_666_775,
        ),
        (array![9e15, 9e15 - 2.0, 5.0, -9e15, 1.0, 1.0], [9e15 - 1.0, -3e15 + 2.0, 1.0], 1.5e15 + 1.0),
    ] {
        let encoder = (encode.fit_target)(&train, targets.view(), 0.0);
        let codes: Vec<(&str, f64)> = ["a", "b", "c"].into_iter().zip(codes).collect();
        has_codes(&encoder, &codes, prior).given(fit_of(&train, &targets, 0.0))?;
        // Every second number of a longer list, and a list that lies backwards.
        let mut spread = Array1::from_elem(12, 7.0);
        let mut every_other = spread.slice_axis_mut(Axis(0), Slice::new(0, None, 2));
        every_other.assign(&targets);
        has_codes(&(encode.fit_target)(&train, every_other.view(), 0.0), &codes, prior)
            .given(format!("{}; every second number of another list", fit_of(&train, &targets, 0.0)))?;
        has_codes(&(encode.fit_target)(&train, backwards(&targets).view(), 0.0), &codes, prior)
            .given(format!("{}; they lie in memory backwards", fit_of(&train, &targets, 0.0)))?;
    }
    let train: Vec<Option<&str>> = (0..2049).map(|row| Some(["a", "b", "c"][row % 3])).collect();
    let targets: Array1<f64> = (0..2049).map(|row| (row * 7919 % 2049) as f64 - 0.5).collect();
    let (codes, prior) = by_definition(&train, targets.view(), 0.0);
    has_codes(&(encode.fit_target)(&train, targets.view(), 0.0), &codes, prior).given("2049 rows of 3 categories")?;

    let (train, targets) = (animals(12, cases), quarters(12, cases));
    let encoder = (encode.fit_target)(&train, targets.view(), 0.0);
    let (codes, prior) = by_definition(&train, targets.view(), 0.0);
    has_codes(&encoder, &codes, prior).given(fit_of(&train, &targets, 0.0))
}

fn smoothing_draws(encode: &Contract, cases: &mut Cases) -> Outcome {
    // The mean of all is 0.5. Gull: (1 + 2 · 0.5) / (1 + 2). Owl: (2 + 2 · 0.5) / (4 + 2). Duck: (0 + 1) / (1 + 2).
    let train = [Some("Gull"), Some("Owl"), Some("Owl"), Some("Duck"), Some("Owl"), Some("Owl")];
    let targets = array![1.0, 1.0, 0.0, 0.0, 0.0, 1.0];
    let encoder = (encode.fit_target)(&train, targets.view(), 2.0);
    has_codes(&encoder, &[("Duck", 1.0 / 3.0), ("Gull", 2.0 / 3.0), ("Owl", 0.5)], 0.5)
        .given(fit_of(&train, &targets, 2.0))?;

    let train = [Some("a"), Some("b"), Some("a")];
    for (smoothing, a, b) in [
        (0.5, 7.0 / 7.5, 1.0 / 4.5),
        (0.1, 6.2 / 6.3, 0.2 / 3.3),
        (1.75, 9.5 / 11.25, 3.5 / 8.25),
        (0.123_456_789, 2.082_304_526 / 2.123_456_789, 0.082_304_526 / 1.123_456_789),
        (3e9, (2.0 + 2e9) / (2.0 + 3e9), 2e9 / (1.0 + 3e9)),
    ] {
        let targets = array![1.0, 0.0, 1.0];
        let encoder = (encode.fit_target)(&train, targets.view(), smoothing);
        has_codes(&encoder, &[("a", a), ("b", b)], 2.0 / 3.0).given(fit_of(&train, &targets, smoothing))?;
    }
    // As many rows as the smoothing, fewer and more.
    let train = ["a", "b", "b", "c", "c", "c"].map(Some);
    let targets = array![6.0, 0.0, -4.0, 1.5, 1.5, 1.0];
    let encoder = (encode.fit_target)(&train, targets.view(), 2.0);
    has_codes(&encoder, &[("a", 8.0 / 3.0), ("b", -0.5), ("c", 1.2)], 1.0).given(fit_of(&train, &targets, 2.0))?;

    let (train, targets, smoothing) = (animals(12, cases), quarters(12, cases), cases.index(3..9) as f64 + 0.5);
    let encoder = (encode.fit_target)(&train, targets.view(), smoothing);
    let (codes, prior) = by_definition(&train, targets.view(), smoothing);
    has_codes(&encoder, &codes, prior).given(fit_of(&train, &targets, smoothing))
}

fn missing_counts_for_the_prior(encode: &Contract, _: &mut Cases) -> Outcome {
    let (train, targets) = ([Some("Owl"), None, Some("Gull"), Some("Owl")], array![1.0, 6.0, 0.0, 5.0]);
    for (smoothing, gull, owl) in [(0.0, 0.0, 3.0), (1.0, 1.5, 3.0)] {
        let encoder = (encode.fit_target)(&train, targets.view(), smoothing);
        has_codes(&encoder, &[("Gull", gull), ("Owl", owl)], 3.0).given(fit_of(&train, &targets, smoothing))?;
    }
    let (train, targets) = ([None, None], array![1.0, 0.5]);
    has_codes(&(encode.fit_target)(&train, targets.view(), 1.0), &[], 0.75).given(fit_of(&train, &targets, 1.0))
}

fn unknown_gets_the_prior(encode: &Contract, _: &mut Cases) -> Outcome {
    let codes = [("Gull".to_owned(), 0.25), ("Owl".to_owned(), 0.75)];
    let encoder = TargetEncoder { codes: codes.into(), prior: 0.1 };
    for (rows, expected) in [
        (vec![Some("Owl"), Some("Bat"), Some("Gull")], array![0.75, 0.1, 0.25]),
        (vec![None, Some("Owl")], array![0.1, 0.75]),
        (vec![Some("Bat")], array![0.1]),
        (vec![Some("owl"), Some("Owl "), Some("")], array![0.1, 0.1, 0.1]),
    ] {
        identical("codes", &(encode.target_codes)(&encoder, &rows), &expected)
            .given(format!("codes Gull 0.25, Owl 0.75, prior 0.1, rows {rows:?}"))?;
    }
    // A code of 0 is a code, an empty word is a word, and a prior may be 0 or below.
    let codes = [("", -2.5), ("Bat", 0.0), ("Gull", -12_345_678.9), ("Owl ", 2.5e-10)];
    let codes: BTreeMap<String, f64> = codes.map(|(category, code)| (category.to_owned(), code)).into();
    for prior in [0.3, 0.0, -1.5] {
        let encoder = TargetEncoder { codes: codes.clone(), prior };
        let rows = [Some("Bat"), Some(""), Some("Owl "), Some("Owl"), None, Some("bat"), Some("Bat "), Some("Gull")];
        let expected = array![0.0, -2.5, 2.5e-10, prior, prior, prior, prior, -12_345_678.9];
        identical("codes", &(encode.target_codes)(&encoder, &rows), &expected)
            .given(format!("codes {codes:?}, prior {prior}, rows {rows:?}"))?;
    }
    Ok(())
}

fn code_comes_from_other_folds(encode: &Contract, cases: &mut Cases) -> Outcome {
    // The duck has no row in the other fold, so its code is the mean of that fold.
    let train = [Some("Owl"), Some("Owl"), Some("Duck"), Some("Owl"), Some("Gull"), Some("Gull")];
    let (targets, folds) = (array![1.0, 0.0, 1.0, 0.0, 0.0, 1.0], [0, 1, 0, 1, 0, 1]);
    for (smoothing, expected) in [
        (0.0, array![0.0, 1.0, 1.0 / 3.0, 1.0, 1.0, 0.0]),
        (1.0, array![1.0 / 9.0, 5.0 / 6.0, 1.0 / 3.0, 5.0 / 6.0, 2.0 / 3.0, 1.0 / 3.0]),
    ] {
        let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, smoothing);
        close("codes", &codes, &expected, 1e-12).given(folded(&train, &targets, &folds, smoothing))?;
    }
    // Two folds of which one has no category at all, and targets that are not 0 and 1.
    let train = [Some("Owl"), None, Some("Owl"), None, Some("Bat"), None];
    let (targets, folds) = (array![0.25, -3.0, 1e8, 4.5, 2.0, 0.0], [5, 9, 5, 9, 5, 9]);
    for smoothing in [0.0, 0.5, 2.0] {
        let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, smoothing);
        close(
            "codes",
            &codes,
            &array![0.5, 33_333_334.083_333_333, 0.5, 33_333_334.083_333_333, 0.5, 33_333_334.083_333_333],
            1e-12,
        )
        .given(folded(&train, &targets, &folds, smoothing))?;
    }
    let train = ["a", "a", "b", "b", "a", "b"].map(Some);
    let (targets, folds) = (array![0.25, 2.0, -3.0, 4.5, 1.0, 0.5], [1, 2, 3, 1, 2, 3]);
    for smoothing in [0.5, 2.5, 0.123_456_789] {
        let expected = out_of_fold(&train, &targets, &folds, smoothing);
        let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, smoothing);
        close("codes", &codes, &expected, 1e-12).given(folded(&train, &targets, &folds, smoothing))?;
        let codes = (encode.out_of_fold_codes)(&train, backwards(&targets).view(), &folds, smoothing);
        close("codes", &codes, &expected, 1e-12)
            .given(format!("{}; the targets lie in memory backwards", folded(&train, &targets, &folds, smoothing)))?;
    }
    // Words that are alike are not the same, a missing one is not an empty one, and targets may be tiny.
    let train = [Some("Owl"), Some("owl"), None, Some(""), Some("Owl"), Some(""), Some("owl"), None];
    let targets = array![3.1e-10, 4.7e-10, -2.3e-10, 1.9e-10, 7.3e-10, 0.0, -5.9e-10, 1.3e-10];
    let (folds, smoothing) = ([0, 1, 0, 1, 1, 0, 1, 0], 0.5);
    let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, smoothing);
    close("codes times 1e10", &(codes * 1e10), &(out_of_fold(&train, &targets, &folds, smoothing) * 1e10), 1e-9)
        .given(folded(&train, &targets, &folds, smoothing))?;
    let train: Vec<Option<&str>> = (0..1100).map(|row| Some(["a", "b", "c"][row % 3])).collect();
    let targets: Array1<f64> = (0..1100).map(|row| (row * 7919 % 2049) as f64 / 7.0 - 100.0).collect();
    let folds: Vec<usize> = (0..1100).map(|row| row / 550).collect();
    let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, 2.0);
    close("codes", &codes, &out_of_fold(&train, &targets, &folds, 2.0), 1e-11).given(
        "row n of 1100 has category n % 3 of a, b, c, target (7919 n % 2049) / 7 - 100, fold n / 550; smoothing 2",
    )?;
    let train: Vec<Option<&str>> = animals(12, cases).into_iter().chain([None, Some("Bat")]).collect();
    let (targets, smoothing) = (quarters(14, cases), cases.index(1..4) as f64 + 0.25);
    let folds: Vec<usize> = cases.permutation(14).into_iter().map(|row| row % 3).collect();
    let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, smoothing);
    close("codes", &codes, &out_of_fold(&train, &targets, &folds, smoothing), 1e-12)
        .given(folded(&train, &targets, &folds, smoothing))
}

/// Whole-number targets, whose sums are exact: any right way of summing gives the same bits.
fn own_targets_stay_out(encode: &Contract, _: &mut Cases) -> Outcome {
    let train = [Some("Owl"), Some("Gull"), Some("Owl"), Some("Gull"), Some("Owl"), Some("Owl"), None, Some("Bat")];
    let targets = array![1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0];
    let folds = [0, 1, 2, 0, 1, 2, 0, 1];
    let given = format!(
        "{}, and again with the targets of fold 0 turned around: 1 to 0, 0 to 1",
        folded(&train, &targets, &folds, 1.0)
    );
    learns_from_others(encode, &train, &targets, &folds, 1.0).given(given)?;

    let (pairs, targets) = damaged()?;
    let train: Vec<Option<&str>> = pairs.iter().take(500).map(|pair| Some(pair.as_str())).collect();
    let targets: Array1<f64> = targets.into_iter().take(500).collect();
    let folds: Vec<usize> = (0..train.len()).map(|row| row % 5).collect();
    learns_from_others(encode, &train, &targets, &folds, 5.0).given(
        "species and state of the first 500 bird strikes, target 1 where there was damage, row i in fold i % 5, \
         smoothing 5; and again with the targets of fold 0 turned around: 1 to 0, 0 to 1",
    )
}

/// Turns around the targets of fold 0: its own codes stay to the last bit, some of the other codes move.
fn learns_from_others(
    encode: &Contract,
    train: &[Option<&str>],
    targets: &Array1<f64>,
    folds: &[usize],
    smoothing: f64,
) -> Outcome {
    let turned: Array1<f64> =
        targets.iter().zip(folds).map(|(target, fold)| if *fold == 0 { 1.0 - target } else { *target }).collect();
    let before = (encode.out_of_fold_codes)(train, targets.view(), folds, smoothing);
    let after = (encode.out_of_fold_codes)(train, turned.view(), folds, smoothing);
    for codes in [&before, &after] {
        has_shape("codes", codes, &[train.len()])?;
        finite("codes", codes)?;
    }
    let part = |codes: &Array1<f64>, own: bool| -> Array1<f64> {
        codes.iter().zip(folds).filter(|(_, fold)| (**fold == 0) == own).map(|(code, _)| *code).collect()
    };
    identical("codes of fold 0 as before", &part(&after, true), &part(&before, true))?;
    let moved = part(&after, false) != part(&before, false);
    same_items("whether some codes of the other folds have moved", &[moved], &[true])
}

fn fold_ids_are_names(encode: &Contract, _: &mut Cases) -> Outcome {
    let train = [Some("Owl"), Some("Owl"), Some("Gull"), Some("Owl"), Some("Gull"), Some("Owl")];
    let targets = array![1.0, 0.0, 1.0, 1.0, 0.0, 0.0];
    for folds in [
        [7, 3, 7, 3, 3, 7],
        [2, 40, 2, 11, 11, 40],
        [1, 2, 1, 2, 2, 1],
        // Ids that only a cast makes equal.
        [3, 259, 3, 259, 3, 65_539],
        [usize::MAX, 0, usize::MAX, 0, 1, usize::MAX],
        [1 << 53, (1 << 53) + 1, 1 << 53, (1 << 53) + 1, 1, 1 << 53],
    ] {
        let codes = (encode.out_of_fold_codes)(&train, targets.view(), &folds, 1.0);
        close("codes", &codes, &out_of_fold(&train, &targets, &folds, 1.0), 1e-12)
            .given(folded(&train, &targets, &folds, 1.0))?;
    }
    Ok(())
}

fn has_categories(encoder: &OneHotEncoder, expected: &[&str]) -> Outcome {
    let got: Vec<&str> = encoder.categories.iter().map(String::as_str).collect();
    same_items("categories", &got, expected)
}

fn has_codes(encoder: &TargetEncoder, expected: &[(&str, f64)], prior: f64) -> Outcome {
    let categories: Vec<&str> = encoder.codes.keys().map(String::as_str).collect();
    same_items(
        "categories with a code",
        &categories,
        &expected.iter().map(|(category, _)| *category).collect::<Vec<_>>(),
    )?;
    let codes: Array1<f64> = encoder.codes.values().copied().collect();
    let expected: Array1<f64> = expected.iter().map(|(_, code)| *code).collect();
    close(&format!("codes of {}", categories.join(", ")), &codes, &expected, 1e-12)?;
    close("prior", &encoder.prior, &prior, 1e-12)
}

fn encoder_of(categories: &[&str]) -> OneHotEncoder {
    OneHotEncoder { categories: categories.iter().map(|category| (*category).to_owned()).collect() }
}

fn animals(n: usize, cases: &mut Cases) -> Vec<Option<&'static str>> {
    (0..n).map(|_| Some(ANIMALS[cases.index(0..ANIMALS.len())])).collect()
}

/// Numbers with two digits behind the point, which a verdict can show as they are; their sums are exact.
fn quarters(n: usize, cases: &mut Cases) -> Array1<f64> {
    (0..n).map(|_| cases.index(0..60) as f64 / 4.0 - 5.0).collect()
}

/// By the definition, and by nothing else.
fn ones(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> Array2<f64> {
    let mut ones = Array2::zeros((rows.len(), encoder.categories.len()));
    for (row, category) in rows.iter().enumerate() {
        for (column, known) in encoder.categories.iter().enumerate() {
            if category.is_some_and(|category| category == known) {
                ones[[row, column]] = 1.0;
            }
        }
    }
    ones
}

/// The code of every animal that occurs, and the prior: by the definition, and by nothing else.
fn by_definition<'a>(
    train: &[Option<&'a str>],
    targets: ArrayView1<f64>,
    smoothing: f64,
) -> (Vec<(&'a str, f64)>, f64) {
    let prior = targets.iter().sum::<f64>() / targets.len() as f64;
    let mut categories: Vec<&str> = train.iter().copied().flatten().collect();
    categories.sort_unstable();
    categories.dedup();
    let code = |category: &str| {
        let own: Vec<f64> =
            train.iter().zip(targets).filter(|(other, _)| **other == Some(category)).map(|(_, t)| *t).collect();
        (own.iter().sum::<f64>() + smoothing * prior) / (own.len() as f64 + smoothing)
    };
    (categories.into_iter().map(|category| (category, code(category))).collect(), prior)
}

/// One fold after the other, each with the rows of all others.
fn out_of_fold(train: &[Option<&str>], targets: &Array1<f64>, folds: &[usize], smoothing: f64) -> Array1<f64> {
    let mut codes = Array1::from_elem(train.len(), f64::NAN);
    for fold in folds.iter().collect::<BTreeSet<_>>() {
        let (own, others): (Vec<usize>, Vec<usize>) = (0..train.len()).partition(|row| folds[*row] == *fold);
        let categories: Vec<Option<&str>> = others.iter().map(|other| train[*other]).collect();
        let (known, prior) = by_definition(&categories, targets.select(Axis(0), &others).view(), smoothing);
        for row in own {
            let of_row = known.iter().find(|(category, _)| Some(*category) == train[row]);
            codes[row] = of_row.map_or(prior, |(_, code)| *code);
        }
    }
    codes
}

fn coded(encoder: &OneHotEncoder, rows: &[Option<&str>]) -> String {
    format!("categories {:?}, rows {rows:?}", encoder.categories)
}

fn ordered(order: &[&str], rows: &[Option<&str>]) -> String {
    format!("order {order:?}, rows {rows:?}")
}

fn fit_of(train: &[Option<&str>], targets: &Array1<f64>, smoothing: f64) -> String {
    format!("train {train:?}, targets {}, smoothing {smoothing}", shown(targets))
}

fn folded(train: &[Option<&str>], targets: &Array1<f64>, folds: &[usize], smoothing: f64) -> String {
    format!("train {train:?}, targets {}, folds {folds:?}, smoothing {smoothing}", shown(targets))
}
