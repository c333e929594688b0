//! The track Cleaning.

use std::collections::BTreeSet;

use mlings::datasets::{bird_strikes, invoice_lines, measurements, traffic_hours, wine_quality};
use mlings::impute::Strategy;
use mlings::read_table::{Film, Reason};
use mlings::scale::Method;
use mlings::{deduplicate, encode, impute, read_table, scale};
use ndarray::{Array1, Array2, Axis};
use serde_json::Value;

use crate::{assert_close, fixture, number, vector};

#[test]
fn read_table_agrees_with_pythons_csv_and_pandas() {
    let figures = fixture("read_table.json");
    let of_damaged = |file: &str| mlings::datasets::folder().join("damaged").join(file);
    for (file, path) in [
        ("wikidata_movies.csv", mlings::datasets::folder().join("wikidata_movies.csv")),
        ("cut_off.csv", of_damaged("cut_off.csv")),
        ("export.csv", of_damaged("export.csv")),
        ("latin1.csv", of_damaged("latin1.csv")),
        ("open_quote.csv", of_damaged("open_quote.csv")),
        ("windows.csv", of_damaged("windows.csv")),
    ] {
        let bytes = std::fs::read(path).expect("a file");
        let table = (read_table::EXERCISE.functions.read_table)(&bytes).expect("all columns");
        let bad_rows: Vec<Value> = table.bad_rows.iter().map(|bad| listed(bad.line, bad.reason)).collect();
        assert_eq!(Value::from(bad_rows), figures[file]["bad_rows"], "{file}");

        let sum = |number: fn(&Film) -> f64| table.films.iter().map(number).sum::<f64>();
        let missing = &figures[file]["missing"];
        for (what, got, expected) in [
            ("films", sum(|_| 1.0), &figures[file]["films"]),
            ("letters", sum(|film| film.title.chars().count() as f64), &figures[file]["letters_in_titles"]),
            ("years", sum(|film| f64::from(film.year)), &figures[file]["year_sum"]),
            ("runtimes", sum(|film| film.runtime_min.unwrap_or(0.0)), &figures[file]["runtime_min_sum"]),
            ("takings", sum(|film| film.box_office_usd.unwrap_or(0.0)), &figures[file]["box_office_usd_sum"]),
            ("no runtime", sum(|film| f64::from(film.runtime_min.is_none())), &missing["runtime_min"]),
            ("no genres", sum(|film| f64::from(film.genres.is_none())), &missing["genres"]),
            ("no takings", sum(|film| f64::from(film.box_office_usd.is_none())), &missing["box_office_usd"]),
        ] {
            assert_eq!(Some(got), expected.as_f64(), "{file}: {what}");
        }
    }
}

/// A bad row as the fixture has it.
fn listed(line: usize, reason: Reason) -> Value {
    match reason {
        Reason::FieldCount(fields) => serde_json::json!([line, "field_count", fields]),
        Reason::NotUtf8 => serde_json::json!([line, "not_utf8"]),
        Reason::Missing(column) => serde_json::json!([line, "missing", column]),
        Reason::NotANumber(column) => serde_json::json!([line, "not_a_number", column]),
    }
}

#[test]
fn imputation_agrees_with_scikit_learn_and_pandas() {
    let figures = fixture("impute.json");
    let rows = measurements().expect("the penguins");
    let every = |keep: fn(usize) -> bool| {
        let kept: Vec<usize> = (0..rows.nrows()).filter(|row| keep(*row)).collect();
        rows.select(Axis(0), &kept)
    };
    let (train, test) = (every(|row| row % 5 != 0), every(|row| row % 5 == 0));
    for (name, strategy) in
        [("mean", Strategy::Mean), ("median", Strategy::Median), ("most_frequent", Strategy::MostFrequent)]
    {
        let fills = |rows: &Array2<f64>| {
            (impute::EXERCISE.functions.fit)(rows.view(), strategy).expect("no empty column").fills
        };
        assert_close(&fills(&train), &vector(&figures[name]["fitted_on_train"]), name);
        assert_close(&fills(&rows), &vector(&figures[name]["fitted_on_all"]), name);
        let split = (impute::EXERCISE.functions.impute_split)(train.view(), test.view(), strategy).expect("fills");
        assert_close(&split.test.sum_axis(Axis(0)), &vector(&figures[name]["test_column_sums"]), name);
    }
}

#[test]
fn scaling_agrees_with_scikit_learn_and_pandas() {
    let figures = fixture("scale.json");
    let rows = &wine_quality().expect("the wines").records;
    let (held_out, learned): (Vec<usize>, Vec<usize>) = (0..rows.nrows()).partition(|row| row % 5 == 0);
    let (train, test) = (rows.select(Axis(0), &learned), rows.select(Axis(0), &held_out));
    let functions = scale::EXERCISE.functions;
    for (name, method) in [("standard", Method::Standard), ("min_max", Method::MinMax)] {
        let figures = &figures[name];
        for (part, rows) in [("train", &train), ("all", rows)] {
            let scaler = (functions.fit)(rows.view(), method).expect("rows");
            assert_close(&scaler.offsets, &vector(&figures[format!("offsets_of_{part}")]), name);
            assert_close(&scaler.scales, &vector(&figures[format!("scales_of_{part}")]), name);
        }
        let split = (functions.scale_split)(train.view(), test.view(), method).expect("rows");
        let squares = split.test.mapv(|value| value * value).sum_axis(Axis(0));
        assert_close(&squares, &vector(&figures["test_column_squares"]), name);
        assert_close(&split.test.row(0).to_owned(), &vector(&figures["first_test_row"]), name);

        let constant = (functions.fit)(Array2::from_elem((6, 1), 0.1).view(), method).expect("rows");
        let offset_and_scale = Array1::from_iter([constant.offsets[0], constant.scales[0]]);
        assert_close(&offset_and_scale, &vector(&figures["offset_and_scale_of_six_times_0.1"]), name);
    }
}

#[test]
fn encoding_agrees_with_scikit_learn_and_pandas() {
    let figures = fixture("encode.json");
    let functions = encode::EXERCISE.functions;
    let strikes = bird_strikes().expect("the strikes");

    let damage: Vec<Option<&str>> = strikes.iter().map(|strike| Some(strike.damage.as_str())).collect();
    let codes = (functions.ordinal)(&["None", "Minor", "Medium", "Substantial"], &damage);
    let counts: Array1<f64> =
        (0..4).map(|place| codes.iter().filter(|code| **code == f64::from(place)).count() as f64).collect();
    assert_close(&counts, &vector(&figures["ordinal_counts"]), "ordinal codes");
    assert_eq!(codes.iter().filter(|code| code.is_nan()).count() as u64, figures["ordinal_missing"]);

    let known: Vec<_> = strikes.iter().filter(|strike| strike.damage != "C").collect();
    let pairs: Vec<String> = known.iter().map(|strike| format!("{}, {}", strike.species, strike.state)).collect();
    let of = |held_out: bool| (0..known.len()).filter(move |row| (row % 5 == 0) == held_out);
    let categories = |held_out| of(held_out).map(|row| Some(pairs[row].as_str())).collect::<Vec<_>>();
    let (train, test) = (categories(false), categories(true));
    let targets: Array1<f64> = of(false).map(|row| f64::from(known[row].damage != "None")).collect();
    let smoothing = figures["smoothing"].as_f64().expect("a number");

    let one_hot = (functions.fit_one_hot)(&train);
    assert_eq!(one_hot.categories.len() as u64, figures["n_categories"]);
    assert_eq!(serde_json::json!(one_hot.categories[..10]), figures["first_categories"]);
    let ones = (functions.one_hot)(&one_hot, &test);
    assert_close(&ones.sum_axis(Axis(0)), &vector(&figures["one_hot_test_column_sums"]), "one-hot columns");

    let encoder = (functions.fit_target)(&train, targets.view(), smoothing);
    assert_close(&encoder.codes.values().copied().collect(), &vector(&figures["target_codes"]), "target codes");
    assert_close(&Array1::from_elem(1, encoder.prior), &number(&figures["prior"]), "prior");
    let folds: Vec<usize> = (0..train.len()).map(|row| row % 5).collect();
    for (name, codes) in [
        ("test_codes", (functions.target_codes)(&encoder, &test)),
        ("out_of_fold_codes", (functions.out_of_fold_codes)(&train, targets.view(), &folds, smoothing)),
    ] {
        let first = vector(&figures[format!("first_{name}")]);
        assert_close(&codes.iter().take(first.len()).copied().collect(), &first, name);
        assert_close(&Array1::from_elem(1, codes.sum()), &number(&figures[format!("{name}_sum")]), name);
    }
}

#[test]
fn deduplication_agrees_with_pandas_and_scipy() {
    let figures = fixture("deduplicate.json");
    let functions = deduplicate::EXERCISE.functions;
    let lines = invoice_lines().expect("the invoices");
    let distinct = |keys: &[String]| keys.iter().collect::<BTreeSet<_>>().len() as u64;

    let descriptions = lines.iter().filter_map(|line| line.description.as_deref());
    let normal: Vec<String> = descriptions.map(functions.normalise).collect();
    assert_eq!(distinct(&normal), figures["normal_descriptions"]);
    let keys: Vec<String> = lines.iter().map(|line| (functions.normalise)(&line.stock_code)).collect();
    assert_eq!(distinct(&keys), figures["normal_codes"]);

    // Month/day/year hour:minute, as a number in which later is larger.
    let moment = |date: &str| {
        let parts: Vec<f64> = date.split(['/', ' ', ':']).map(|part| part.parse().expect("a number")).collect();
        [parts[2], parts[0], parts[1], parts[3], parts[4]].into_iter().fold(0.0, |moment, part| 100.0 * moment + part)
    };
    let times: Array1<f64> = lines.iter().map(|line| moment(&line.date)).collect();
    let kept = (functions.keep_latest)(&keys, times.view());
    assert_eq!(kept.len() as u64, figures["kept_rows"]);
    assert_eq!(kept.iter().sum::<usize>() as u64, figures["kept_rows_sum"]);
    assert_eq!(serde_json::json!(kept[..20]), figures["first_kept_rows"]);

    let hours = traffic_hours().expect("the traffic");
    let temperature: Array1<f64> = hours.iter().map(|hour| hour.temperature).collect();
    let wet: Array1<f64> = hours.iter().map(|hour| hour.rain).filter(|rain| *rain > 0.0).collect();
    for (name, values) in [("temperature", temperature), ("wet_hours", wet)] {
        for (rule, fences) in
            [("iqr", (functions.iqr_fences)(values.view(), 1.5)), ("mad", (functions.mad_fences)(values.view(), 3.5))]
        {
            let flagged = (functions.flag)(values.view(), &fences).iter().filter(|flagged| **flagged).count();
            let expected = vector(&figures["fences_and_flagged"][format!("{name}_{rule}")]);
            assert_close(&Array1::from(vec![fences.low, fences.high, flagged as f64]), &expected, name);
        }
    }
}
