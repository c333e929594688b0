//! The references agree with scikit-learn, SciPy, NumPy, pandas and Python's csv on the same files. The figures, and
//! the script that made them, stand in `tests/fixtures/`.

use std::collections::BTreeSet;
use std::path::Path;

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::curriculum::impute::Strategy;
use mlings::curriculum::moments::Running;
use mlings::curriculum::read_table::{Film, Reason};
use mlings::curriculum::regression_metrics::Batch;
use mlings::curriculum::scale::Method;
use mlings::curriculum::{
    also_bought, baselines, best_split, content_based, correlation, cross_validate, dbscan, decision_tree, deduplicate,
    encode, folds, gradient_boosting, gradient_descent, impute, kmeans, least_squares, logistic_regression,
    matrix_factorization, moments, neighbours, pca, quantiles, random_forest, ranking, rare_events, read_table,
    regression_metrics, resampling, ridge_lasso, roc, scale, silhouette, softmax_regression, split,
};
use mlings::datasets::{
    self, BikeHour, InvoiceLine, bike_hours, bird_strikes, breast_cancer, complete_cars, digits, films, invoice_lines,
    measured_bills, measurements, movies, patients, ratings, traffic_hours, wine_quality,
};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array, s};
use serde_json::Value;

const TOLERANCE: f64 = 1e-9;

#[test]
fn moments_agree_with_numpy() {
    let figures = fixture("moments.json");
    let functions = moments::EXERCISE.functions;
    let figures_of = |figures: &Value| {
        let names = ["count", "mean", "variance_ddof_0", "variance_ddof_1"];
        vector(&Value::from(names.map(|name| figures[name].clone()).to_vec()))
    };
    let variances = |variance: &dyn Fn(usize) -> Result<f64, moments::TooFewValues>| {
        [0, 1].map(|ddof| variance(ddof).expect("more values than ddof"))
    };
    let of_batch = |values: &Array1<f64>| {
        let mean = (functions.mean)(values.view()).expect("values");
        let variances = variances(&|ddof| (functions.variance)(values.view(), ddof));
        Array1::from_iter([values.len() as f64, mean, variances[0], variances[1]])
    };
    let of_state = |running: &Running| {
        let variances = variances(&|ddof| (functions.running_variance)(running, ddof));
        Array1::from_iter([running.count as f64, running.mean, variances[0], variances[1]])
    };
    let pushed = |values: &Array1<f64>| {
        let mut running = Running::default();
        values.for_each(|value| (functions.push)(&mut running, *value));
        running
    };

    let wines = wine_quality().expect("the wines");
    let alcohol = wines.records.column(10).to_owned();
    assert_close(&of_batch(&alcohol), &figures_of(&figures), "alcohol");
    let mut whole = Running::default();
    let grades = vector(&figures["grades"]);
    for (grade, expected) in grades.iter().zip(figures["by_grade"].as_array().expect("a list")) {
        let of_grade = alcohol.iter().zip(&wines.targets).filter(|(_, quality)| *quality == grade);
        let part = pushed(&of_grade.map(|(value, _)| *value).collect());
        assert_close(&of_state(&part), &figures_of(expected), "one grade");
        whole = (functions.merge)(&whole, &part);
    }
    assert_close(&of_state(&whole), &figures_of(&figures), "all grades");

    let user = figures["user"].as_u64().expect("a number");
    let rated = ratings().expect("the ratings").iter().filter(|rating| u64::from(rating.user_id) == user);
    let seconds: Array1<f64> = rated.map(|rating| rating.timestamp as f64).collect();
    assert_close(&of_batch(&seconds), &figures_of(&figures["seconds"]), "seconds");
}

#[test]
fn quantiles_agree_with_numpy_and_scipy() {
    let figures = fixture("quantiles.json");
    let functions = quantiles::EXERCISE.functions;
    let sugar = wine_quality().expect("the wines").records.column(3);
    let found = vector(&figures["q"]).mapv(|q| (functions.quantile)(sugar, q).expect("a quantile"));
    assert_close(&found, &vector(&figures["quantiles"]), "quantiles");
    let deviation = (functions.median_absolute_deviation)(sugar).expect("a deviation");
    let expected = vector(&Value::from(vec![figures["median_absolute_deviation"].clone()]));
    assert_close(&Array1::from_elem(1, deviation), &expected, "median absolute deviation");
    let (mut winsorized, ends) = (sugar.to_owned(), vector(&figures["winsorized_at"]));
    (functions.winsorize)(winsorized.view_mut(), ends[0], ends[1]).expect("values");
    assert_close(&winsorized, &vector(&figures["winsorized"]), "winsorized");
}

#[test]
fn read_table_agrees_with_pythons_csv_and_pandas() {
    let figures = fixture("read_table.json");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of_damaged = |file: &str| root.join("tests/damaged").join(file);
    for (file, path) in [
        ("wikidata_movies.csv", root.join("datasets/wikidata_movies.csv")),
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
fn correlation_agrees_with_numpy_and_pandas() {
    let figures = fixture("correlation.json");
    let wines = wine_quality().expect("the wines");
    let mut records = wines.records.clone();
    records.push_column(wines.targets.view()).expect("one quality a wine");
    let functions = correlation::EXERCISE.functions;
    for (name, matrix) in [
        ("covariance_ddof_0", (functions.covariance)(records.view(), 0)),
        ("covariance_ddof_1", (functions.covariance)(records.view(), 1)),
        ("correlation", (functions.correlation)(records.view())),
    ] {
        let matrix = matrix.expect("a matrix");
        assert_eq!(matrix.dim(), (12, 12), "{name}");
        assert_close(&matrix.flatten().to_owned(), &table(&figures[name]).flatten().to_owned(), name);
    }
}

#[test]
fn resampling_agrees_with_scipy() {
    let figures = fixture("resampling.json");
    let functions = resampling::EXERCISE.functions;

    let (_, casual) = riders_by_day(365, |hour| hour.casual);
    let n = casual.len();
    let mut numbers = lehmer();
    let lists = Array2::from_shape_simple_fn((200, n), || numbers.next().expect("endless") % n);
    let statistics: [(&str, resampling::Statistic); 2] =
        [("mean", |values| values.sum() / values.len() as f64), ("median", median)];
    for (name, statistic) in statistics {
        let expected = &figures["casual_on_other_days"][name];
        let drawn = (functions.bootstrap)(casual.view(), lists.view(), statistic);
        assert_close(&drawn, &vector(&expected["statistics"]), name);
        let interval = (functions.percentile_interval)(drawn.view(), 0.9);
        assert_close(&Array1::from_vec(vec![interval.low, interval.high]), &vector(&expected["interval"]), name);
    }

    let (working, others) = riders_by_day(365, |hour| hour.bikers);
    let observed = figures["riders"]["observed"].as_f64().expect("a number");
    let orders = permutations(200, working.len() + others.len());
    let differences = (functions.permuted_differences)(working.view(), others.view(), orders.view());
    assert_close(&differences, &vector(&figures["riders"]["differences"]), "differences");
    let p = (functions.p_value)(observed, differences.view());
    assert_close(&Array1::from_elem(1, p), &vector(&Value::from(vec![figures["riders"]["p_value"].clone()])), "p");

    // Every way to deal out nine days: SciPy's distribution is exact, and so is ours.
    let (working, others) = riders_by_day(9, |hour| hour.casual);
    let splits = (0..1_u32 << 9).filter(|split| split.count_ones() as usize == working.len());
    let deal = |split: u32| -> Vec<usize> {
        let (first, second): (Vec<usize>, Vec<usize>) = (0..9).partition(|day| split >> day & 1 == 1);
        first.into_iter().chain(second).collect()
    };
    let deals: Vec<Vec<usize>> = splits.map(deal).collect();
    let orders = Array2::from_shape_fn((deals.len(), 9), |(row, place)| deals[row][place]);
    let mut differences = (functions.permuted_differences)(working.view(), others.view(), orders.view()).to_vec();
    differences.sort_by(f64::total_cmp);
    let expected = vector(&figures["first_nine_days"]["differences_sorted"]);
    assert_close(&Array1::from_vec(differences), &expected, "all differences");
}

/// The riders of each of the first days of the year, on working days and on others.
fn riders_by_day(n_days: u16, riders: fn(&BikeHour) -> f64) -> (Array1<f64>, Array1<f64>) {
    let (mut working, mut others) = (Vec::new(), Vec::new());
    let hours = bike_hours().expect("the hours");
    for day in 1..=n_days {
        let of_day: Vec<&BikeHour> = hours.iter().filter(|hour| hour.day == day).collect();
        let group = if of_day[0].working_day == 1 { &mut working } else { &mut others };
        group.push(of_day.into_iter().map(riders).sum());
    }
    (Array1::from_vec(working), Array1::from_vec(others))
}

/// The same numbers as in `make_fixtures.py`.
fn lehmer() -> impl Iterator<Item = usize> {
    std::iter::successors(Some(16_807_u64), |state| Some(16_807 * state % 2_147_483_647)).map(|state| state as usize)
}

fn permutations(n_lists: usize, n: usize) -> Array2<usize> {
    let mut numbers = lehmer();
    let mut lists = Array2::from_shape_fn((n_lists, n), |(_, place)| place);
    for mut order in lists.rows_mut() {
        for last in (1..n).rev() {
            order.swap(last, numbers.next().expect("endless") % (last + 1));
        }
    }
    lists
}

/// Of an odd number of values.
fn median(values: ArrayView1<f64>) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
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
fn split_agrees_with_scikit_learn() {
    let figures = fixture("split.json");
    let functions = split::EXERCISE.functions;
    let (order, share) = (rows(&figures["order"]), figures["test_share"].as_f64().expect("a share"));
    let parts = (functions.split_rows)(&order, share).expect("a split");
    assert_eq!((parts.train, parts.test), (rows(&figures["train"]), rows(&figures["test"])));

    let flowers = datasets::iris().expect("the irises");
    let halves = (functions.train_test_split)(flowers.records.view(), flowers.targets.view(), &order, share);
    let halves = halves.expect("a split");
    for (part, name) in [(halves.train, "train_class_counts"), (halves.test, "test_class_counts")] {
        let count = |species: usize| part.targets.iter().filter(|target| **target == species as f64).count();
        assert_eq!((0..3).map(count).collect::<Vec<_>>(), rows(&figures[name]), "{name}");
    }
    for size in figures["sizes"].as_array().expect("a list") {
        let [n_samples, share, n_test] = [0, 1, 2].map(|at| size[at].as_f64().expect("a number"));
        assert_eq!((functions.test_size)(n_samples as usize, share), Ok(n_test as usize), "{size}");
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

#[test]
fn folds_agree_with_scikit_learn() {
    let figures = fixture("folds.json");
    let functions = folds::EXERCISE.functions;
    let sorted = |mut rows: Vec<usize>| {
        rows.sort_unstable();
        rows
    };
    let made = (functions.k_fold)(&rows(&figures["k_fold_order"]), 5).expect("five folds");
    for (fold, block) in made.into_iter().zip(list(&figures["k_fold"], 5)) {
        assert_eq!(sorted(fold.test), rows(block));
    }

    let masses = datasets::breast_cancer().expect("the masses");
    let classes = masses.targets.mapv(|benign| benign as usize);
    let order: Vec<usize> = (0..classes.len()).collect();
    let made = (functions.stratified_k_fold)(classes.view(), &order, 10).expect("ten folds");
    for (fold, counts) in made.iter().zip(list(&figures["stratified"]["malignant_and_benign"], 10)) {
        let count = |class: usize| fold.test.iter().filter(|row| classes[**row] == class).count();
        assert_eq!(vec![count(0), count(1)], rows(counts));
    }

    let frames = datasets::vowel_frames().expect("the frames");
    let groups: Array1<usize> = frames.iter().map(|frame| frame.speaker as usize).collect();
    let made = (functions.group_k_fold)(groups.view(), 3).expect("three folds");
    for (fold, figures) in made.iter().zip(list(&figures["group"]["folds"], 3)) {
        let mut speakers = sorted(fold.test.iter().map(|row| groups[*row]).collect());
        speakers.dedup();
        assert_eq!(speakers, rows(&figures["speakers"]));
        assert_eq!(Some(fold.test.len() as u64), figures["frames"].as_u64());
    }

    let hours = datasets::bike_hours().expect("the hours");
    let times: Array1<f64> = hours.iter().map(|hour| f64::from(hour.day) * 24.0 + f64::from(hour.hour)).collect();
    let made = (functions.time_series_split)(times.view(), 5).expect("five folds");
    for (fold, figures) in made.iter().zip(list(&figures["time"]["train_rows_first_and_last_test"], 5)) {
        let [n_train, first, last] = rows(figures)[..] else { panic!("{figures}") };
        assert_eq!(fold.train, (0..n_train).collect::<Vec<_>>());
        assert_eq!(fold.test, (first..=last).collect::<Vec<_>>());
    }
}

#[test]
fn cross_validation_agrees_with_scikit_learn() {
    let figures = fixture("cross_validate.json");
    let masses = breast_cancer().expect("the masses");
    let records = masses.records.slice(ndarray::s![.., ..10]);
    let folds: Vec<Vec<usize>> = (0..5).map(|fold| (fold..records.nrows()).step_by(5).collect()).collect();
    let functions = cross_validate::EXERCISE.functions;
    let (fit_scaler, fit_model) = (&cross_validate::Scaler::fit, &functions.fit_model);
    let validated = (functions.cross_validate)(records, masses.targets.view(), &folds, fit_scaler, fit_model);
    let validated = validated.expect("independent columns");
    for (fold, expected) in validated.folds.iter().zip(figures["folds"].as_array().expect("a list")) {
        let cross_validate::Pipeline { scaler, model } = &fold.pipeline;
        assert_close(&scaler.means, &vector(&expected["means"]), "means");
        assert_close(&scaler.deviations, &vector(&expected["deviations"]), "deviations");
        assert_close(model.params(), &vector(&expected["coefficients"]), "coefficients");
        let numbers = ndarray::array![model.intercept(), fold.score];
        let expected = Value::from(vec![expected["intercept"].clone(), expected["score"].clone()]);
        assert_close(&numbers, &vector(&expected), "intercept, score");
    }
    assert_close(
        &Array1::from_elem(1, validated.mean_score),
        &vector(&Value::from(vec![figures["mean_score"].clone()])),
        "mean score",
    );
}

#[test]
fn baselines_agree_with_scikit_learn_and_pandas() {
    let figures = fixture("baselines.json");
    let hours = bike_hours().expect("the hours");
    let (train, test) = hours.split_at(hours.partition_point(|hour| hour.day < 338));
    let rows = |hours: &[BikeHour]| {
        let features = |hour: &BikeHour| {
            let BikeHour { temperature, humidity, wind_speed, .. } = *hour;
            [temperature, humidity, wind_speed, f64::from(hour.working_day), f64::from(hour.hour)]
        };
        let records = Array2::from_shape_fn((hours.len(), 5), |(row, column)| features(&hours[row])[column]);
        baselines::Rows { records, targets: hours.iter().map(|hour| hour.bikers).collect() }
    };
    let weather = |hours: &[BikeHour]| -> Array1<f64> {
        let code =
            |hour: &BikeHour| ["clear", "cloudy/misty", "light rain/snow"].iter().position(|w| hour.weather == *w);
        hours.iter().map(|hour| code(hour).unwrap_or(3) as f64).collect()
    };
    let functions = baselines::EXERCISE.functions;
    let majority = (functions.majority)(weather(train).view(), weather(test).view()).expect("training rows");
    let (train, test) = (rows(train), rows(test));
    let mean = (functions.mean)(train.targets.view(), test.targets.view()).expect("training rows");
    let last = (functions.last_value)(train.targets.view(), test.targets.view()).expect("training rows");
    for (name, got) in [
        ("majority", majority.predictions[0]),
        ("majority_error", majority.error),
        ("mean", mean.predictions[0]),
        ("mean_error", mean.error),
        ("last_value_error", last.error),
    ] {
        assert_close(&array![got], &vector(&Value::from(vec![figures[name].clone()])), name);
    }

    let n_train = train.targets.len();
    let order: Vec<usize> = (0..n_train).map(|step| step * 4929 % n_train).collect();
    let sizes: Vec<usize> = vector(&figures["sizes"]).iter().map(|size| *size as usize).collect();
    let fit_model = |records: ArrayView2<f64>, targets: ArrayView1<f64>| -> baselines::Predictor {
        let model = LinearRegression::new().fit(&DatasetBase::new(records, targets)).expect("independent columns");
        Box::new(move |records| model.predict(&records))
    };
    let curve =
        (functions.learning_curve)(&train, &test, &order, &sizes, &fit_model).expect("sizes up to the last row");
    let errors = |error: fn(&baselines::CurvePoint) -> f64| curve.iter().map(error).collect();
    assert_close(&errors(|point| point.train_error), &vector(&figures["train_errors"]), "training errors");
    assert_close(&errors(|point| point.test_error), &vector(&figures["test_errors"]), "test errors");
}

#[test]
fn least_squares_agrees_with_scikit_learn() {
    let figures = fixture("least_squares.json");
    let (records, targets) = complete_cars().expect("the cars");
    let functions = least_squares::EXERCISE.functions;
    let model = (functions.fit)(records.view(), targets.view()).expect("independent columns");
    assert_close(
        &Array1::from_elem(1, model.intercept),
        &vector(&Value::from(vec![figures["intercept"].clone()])),
        "intercept",
    );
    assert_close(&model.coefficients, &vector(&figures["coefficients"]), "coefficients");
    let predictions = (functions.predict)(&model, records.view());
    assert_close(
        &predictions.slice(ndarray::s![..10]).to_owned(),
        &vector(&figures["first_predictions"]),
        "predictions",
    );
}

#[test]
fn ridge_and_lasso_agree_with_scikit_learn() {
    let figures = fixture("ridge_lasso.json");
    let functions = ridge_lasso::EXERCISE.functions;
    let wines = wine_quality().expect("the wines");
    let (records, targets) = (wines.records.view(), wines.targets.view());
    for (name, fit) in [("ridge", functions.ridge), ("lasso", functions.lasso)] {
        for expected in list(&figures[name], 4) {
            let model = fit(records, targets, expected["alpha"].as_f64().expect("a number")).expect("a valid alpha");
            assert_close(&model.coefficients, &vector(&expected["coefficients"]), name);
            assert_close(&Array1::from_elem(1, model.intercept), &number(&expected["intercept"]), name);
        }
    }
    let path = (functions.path)(records, targets, vector(&figures["path_alphas"]).view()).expect("valid alphas");
    assert_close(&path.flatten().to_owned(), &table(&figures["path"]).flatten().to_owned(), "path");
}

#[test]
fn regression_metrics_agree_with_scikit_learn() {
    let figures = fixture("regression_metrics.json");
    let hours = bike_hours().expect("the hours");
    let first = hours.partition_point(|hour| hour.day < 338);
    let hires = |from: usize, to: usize| -> Array1<f64> { hours[from..to].iter().map(|hour| hour.bikers).collect() };
    let (predictions, targets) = (hires(first - 1, hours.len() - 1), hires(first, hours.len()));
    let functions = regression_metrics::EXERCISE.functions;
    for (name, metric) in [
        ("mean_squared_error", functions.mse),
        ("root_mean_squared_error", functions.rmse),
        ("mean_absolute_error", functions.mae),
        ("r2_score", functions.r2),
        ("mean_absolute_percentage_error", functions.mape),
    ] {
        let got = metric(predictions.view(), targets.view()).expect("hires everywhere");
        assert_close(&array![got], &number(&figures[name]), name);
    }
    let days = hours[first..].chunk_by(|one, next| one.day == next.day).scan(first, |from, day| {
        let to = *from + day.len();
        let batch = Batch { predictions: hires(*from - 1, to - 1), targets: hires(*from, to) };
        *from = to;
        Some(batch)
    });
    let batched = (functions.batched_rmse)(&days.collect::<Vec<Batch>>()).expect("hires everywhere");
    assert_close(&array![batched], &number(&figures["root_mean_squared_error"]), "by day");
}

#[test]
fn gradient_descent_agrees_with_numpy_and_scikit_learn() {
    let figures = fixture("gradient_descent.json");
    let (mut records, targets) = complete_cars().expect("the cars");
    for mut column in records.columns_mut() {
        let (mean, deviation) = (column.sum() / column.len() as f64, column.std(0.0));
        column.mapv_inplace(|value| (value - mean) / deviation);
    }
    let model = |numbers: &Array1<f64>| gradient_descent::LinearModel {
        intercept: numbers[0],
        coefficients: numbers.slice(ndarray::s![1..]).to_owned(),
    };
    let in_one = |intercept: f64, coefficients: &Array1<f64>| -> Array1<f64> {
        [intercept].into_iter().chain(coefficients.iter().copied()).collect()
    };
    let functions = gradient_descent::EXERCISE.functions;
    let gradient = (functions.gradient)(&model(&vector(&figures["model"])), records.view(), targets.view());
    assert_close(&in_one(gradient.intercept, &gradient.coefficients), &vector(&figures["gradient"]), "gradient");

    let start = model(&Array1::zeros(6));
    let fit = |learning_rate: f64, n_steps: usize| {
        (functions.fit)(&start, records.view(), targets.view(), learning_rate, n_steps).expect("finite losses")
    };
    assert_close(&fit(0.2, 60).losses, &vector(&figures["losses"]), "losses");
    assert_close(&fit(0.25, 60).losses, &vector(&figures["diverging_losses"]), "diverging losses");
    let last = fit(0.2, 2500).model;
    assert_close(&in_one(last.intercept, &last.coefficients), &vector(&figures["least_squares"]), "least squares");
}

#[test]
fn classification_metrics_agree_with_scikit_learn() {
    let figures = fixture("classification_metrics.json");
    let functions = mlings::curriculum::classification_metrics::EXERCISE.functions;
    let (_, birds) = measured_bills().expect("penguins");
    let species = figures["species"].as_array().expect("a list");
    let class = |name: &str| species.iter().position(|known| known.as_str() == Some(name)).expect("a known species");
    let actual: Array1<usize> = birds.iter().map(|bird| class(bird.short_species())).collect();
    let by_the_key = |bird: &datasets::Penguin| match (bird.flipper_length, bird.bill_length) {
        (Some(flipper), _) if flipper >= 200.0 => 2,
        (_, Some(bill)) if bill >= 44.0 => 1,
        _ => 0,
    };
    let predicted: Array1<usize> = birds.iter().map(|bird| by_the_key(bird)).collect();
    assert_eq!(Value::from(birds.len()), figures["rows"]);
    for (n_classes, name) in [(3, "of_3_classes"), (4, "of_4_classes")] {
        let figures = &figures[name];
        let matrix = (functions.confusion_matrix)(actual.view(), predicted.view(), n_classes).expect("a matrix");
        assert_eq!(matrix.mapv(|count| count as f64), table(&figures["matrix"]), "{name}");
        assert_close(&(functions.precision)(matrix.view()), &vector(&figures["precision"]), "precision");
        assert_close(&(functions.recall)(matrix.view()), &vector(&figures["recall"]), "recall");
        assert_close(&(functions.f1)(matrix.view()), &vector(&figures["f1"]), "F1");
        for (score, name) in
            [(functions.accuracy, "accuracy"), (functions.macro_f1, "macro_f1"), (functions.micro_f1, "micro_f1")]
        {
            assert_close(&Array1::from_elem(1, score(matrix.view())), &number(&figures[name]), name);
        }
    }
}

#[test]
fn nearest_neighbours_agree_with_scikit_learn() {
    let figures = fixture("nearest_neighbours.json");
    let functions = mlings::curriculum::nearest_neighbours::EXERCISE.functions;
    let irises = datasets::iris().expect("irises");
    let records = irises.records.mapv(|cm| (10.0 * cm).round());
    let labels = irises.targets.mapv(|species| species as usize);
    assert_eq!(Value::from(labels.len()), figures["rows"]);
    for figures in list(&figures["left_out"], 3) {
        let k = figures["k"].as_u64().expect("a number") as usize;
        let found = (functions.leave_one_out)(records.view(), labels.view(), k).expect("labels");
        let of_rows: Vec<usize> = rows(&figures["rows"]).into_iter().map(|row| found[row]).collect();
        assert!(of_rows.len() > 60, "{k}");
        assert_eq!(of_rows, rows(&figures["labels"]), "{k}");
    }
    let (queries, k) = (table(&figures["queries"]), figures["k"].as_u64().expect("a number") as usize);
    for (query, expected) in queries.rows().into_iter().zip(list(&figures["distances"], queries.nrows())) {
        let nearest = (functions.nearest)(records.view(), query, k).expect("rows");
        let distances = (functions.distances)(records.view(), query);
        assert_close(&nearest.into_iter().map(|row| distances[row]).collect(), &vector(expected), "distances");
    }
    let found = (functions.predict)(records.view(), labels.view(), queries.view(), k).expect("labels");
    assert_eq!(found.to_vec(), rows(&figures["labels"]));
}

#[test]
fn roc_agrees_with_scikit_learn() {
    let figures = fixture("roc.json");
    let functions = roc::EXERCISE.functions;
    let patients = datasets::patients().expect("the patients");
    let labels: Array1<bool> = patients.iter().map(|patient| patient.narrowed == 1.0).collect();
    type Finding = fn(&datasets::Patient) -> f64;
    let findings: [(&str, Finding); 3] = [
        ("max HR", |patient| patient.max_heart_rate),
        ("ST by exercise", |patient| patient.st_depression),
        ("age", |patient| patient.age),
    ];
    for (name, finding) in findings {
        let figures = &figures[name];
        let sign = figures["sign"].as_f64().expect("a number");
        let scores: Array1<f64> = patients.iter().map(|patient| sign * finding(patient)).collect();
        let (scores, labels) = (scores.view(), labels.view());
        let curve = (functions.roc_curve)(scores, labels).expect("both kinds");
        assert_eq!(curve.thresholds[0], f64::INFINITY, "{name}");
        assert_close(&curve.thresholds.slice(ndarray::s![1..]).to_owned(), &vector(&figures["thresholds"]), name);
        assert_close(&curve.false_positive_rates, &vector(&figures["false_positive_rates"]), name);
        assert_close(&curve.true_positive_rates, &vector(&figures["true_positive_rates"]), name);
        let purity = (functions.precision_recall)(scores, labels).expect("both kinds");
        assert_close(&purity.thresholds, &vector(&figures["thresholds"]), name);
        assert_close(&purity.precision, &vector(&figures["precision"]), name);
        assert_close(&purity.recall, &vector(&figures["recall"]), name);
        for (got, expected) in [
            ((functions.auc)(scores, labels), "auc"),
            ((functions.average_precision)(scores, labels), "average_precision"),
        ] {
            assert_close(&Array1::from_elem(1, got.expect("both kinds")), &number(&figures[expected]), expected);
        }
    }
}

#[test]
fn rare_events_agree_with_scikit_learn() {
    let figures = fixture("rare_events.json");
    let functions = rare_events::EXERCISE.functions;
    let payments = datasets::card_payments().expect("the payments");
    let labels = payments.targets.mapv(|target| target == 1.0);
    let weights = (functions.class_weights)(labels.view()).expect("both kinds");
    assert_close(&Array1::from_elem(1, weights.fraud), &number(&figures["weight_fraud"]), "weight");
    assert_close(&Array1::from_elem(1, weights.legitimate), &number(&figures["weight_legitimate"]), "weight");

    let part = |ends: &Value| {
        let ends = rows(ends);
        let scores = payments.records.column(14).mapv(|v14| -(10.0 * v14).round_ties_even() / 10.0);
        rare_events::Scored {
            scores: scores.slice(ndarray::s![ends[0]..ends[1]]).to_owned(),
            labels: labels.slice(ndarray::s![ends[0]..ends[1]]).to_owned(),
        }
    };
    let (validation, test) = (part(&figures["validation_rows"]), part(&figures["test_rows"]));
    let cost = |name: &str| figures["costs"][name].as_f64().expect("a number");
    let costs = rare_events::Costs {
        caught: cost("caught"),
        missed: cost("missed"),
        false_alarm: cost("false_alarm"),
        passed: cost("passed"),
    };
    for figures in list(&figures["by_share"], 2) {
        let share = figures["fraud_share"].as_f64().expect("a number");
        let tuned = (functions.tune)(&validation, &test, share, costs).expect("both kinds");
        let rates = (functions.rates)(&test, tuned.threshold).expect("both kinds");
        let precision = (functions.precision)(rates, share).expect("flagged payments");
        let names = ["threshold", "test_cost", "caught", "false_alarms", "precision"];
        let expected = vector(&Value::from(names.map(|name| figures[name].clone()).to_vec()));
        let got = [tuned.threshold, tuned.test_cost, rates.caught, rates.false_alarms, precision];
        assert_close(&Array1::from(got.to_vec()), &expected, "one share of fraud");
    }

    let share = |name: &str| figures[name].as_f64().expect("a number");
    let probabilities = vector(&figures["probabilities"]);
    let corrected = (functions.correct_prior)(probabilities.view(), share("sample_share"), share("true_share"));
    assert_close(&corrected, &vector(&figures["corrected"]), "corrected probabilities");
}

#[test]
fn best_split_agrees_with_scikit_learn() {
    let figures = fixture("best_split.json");
    let flowers = datasets::iris().expect("the irises");
    let classes = flowers.targets.mapv(|species| species as usize);
    let functions = best_split::EXERCISE.functions;
    for split in list(&figures["splits"], 24) {
        let [feature, min_samples_leaf] =
            ["feature", "min_samples_leaf"].map(|name| split[name].as_u64().expect("a count") as usize);
        let criterion = match split["criterion"].as_str() {
            Some("gini") => best_split::Criterion::Gini,
            _ => best_split::Criterion::Entropy,
        };
        let values = flowers.records.column(feature);
        let cut = (functions.best_threshold)(values, classes.view(), criterion, min_samples_leaf).expect("a threshold");
        let expected = Value::from(vec![split["threshold"].clone(), split["gain"].clone()]);
        assert_close(&array![cut.threshold, cut.gain], &vector(&expected), "threshold, gain");
    }
}

#[test]
fn decision_tree_agrees_with_scikit_learn() {
    use decision_tree::{Limits, Tree};
    let figures = fixture("decision_tree.json");
    let (measured, all) = (measurements().expect("the penguins"), datasets::penguins().expect("the penguins"));
    let measured = measured.slice(ndarray::s![.., ..4]);
    let complete: Vec<usize> = (0..all.len()).filter(|row| measured.row(*row).iter().all(|v| v.is_finite())).collect();
    let species = figures["species"].as_array().expect("a list");
    let class = |row: &usize| species.iter().position(|name| *name == all[*row].short_species()).expect("a species");
    let (records, classes): (_, Array1<usize>) =
        (measured.select(Axis(0), &complete), complete.iter().map(class).collect());
    let count = |name: &str| figures[name].as_u64().expect("a count") as usize;
    let limits = Limits { max_depth: Some(count("max_depth")), min_samples_leaf: count("min_samples_leaf") };
    let find_split = |records: ArrayView2<f64>, classes: ArrayView1<usize>, least: usize| {
        (best_split::EXERCISE.functions.best_split)(records, classes, best_split::Criterion::Gini, least)
    };
    let functions = decision_tree::EXERCISE.functions;
    let tree = (functions.fit)(records.view(), classes.view(), &limits, &find_split).expect("rows");

    fn assert_same(tree: &Tree, figures: &Value) {
        match tree {
            Tree::Leaf { class, n_samples } => {
                assert_eq!(serde_json::json!({ "class": class, "n_samples": n_samples }), *figures);
            }
            Tree::Node { feature, threshold, left, right } => {
                assert_eq!(Some(*feature as u64), figures["feature"].as_u64());
                assert_close(&array![*threshold], &number(&figures["threshold"]), "threshold");
                assert_same(left, &figures["left"]);
                assert_same(right, &figures["right"]);
            }
        }
    }
    assert_same(&tree, &figures["tree"]);
    assert_eq!((functions.predict)(&tree, records.view()).to_vec(), rows(&figures["predictions"]));
}

#[test]
fn logistic_regression_agrees_with_scikit_learn() {
    let figures = fixture("logistic_regression.json");
    let functions = logistic_regression::EXERCISE.functions;
    let patients = patients().expect("the patients");
    let records = Array2::from_shape_fn((patients.len(), 5), |(row, column)| {
        let patient = &patients[row];
        let male = f64::from(patient.gender == "male");
        [patient.age, male, patient.max_heart_rate, patient.exercise_pain, patient.st_depression][column]
    });
    let records = (&records - &records.mean_axis(Axis(0)).expect("rows")) / &records.std_axis(Axis(0), 0.0);
    let targets: Array1<f64> = patients.iter().map(|patient| patient.narrowed).collect();
    let alpha = figures["alpha"].as_f64().expect("a number");

    let theirs = logistic_regression::LogisticModel {
        intercept: figures["intercept"].as_f64().expect("a number"),
        coefficients: vector(&figures["coefficients"]),
    };
    let probabilities = (functions.predict_probabilities)(&theirs, records.view());
    assert_close(&probabilities.slice(s![..10]).to_owned(), &vector(&figures["first_probabilities"]), "probabilities");
    let loss = (functions.loss)(&theirs, records.view(), targets.view(), alpha);
    assert_close(&Array1::from_elem(1, loss), &number(&figures["loss"]), "loss");
    // Where scikit-learn has arrived no slope is left.
    let slopes = (functions.gradient)(&theirs, records.view(), targets.view(), alpha);
    assert!(slopes.coefficients.iter().chain([&slopes.intercept]).all(|slope| slope.abs() < TOLERANCE), "{slopes:?}");
    // Fitting ends at slopes of 1e-6, so the model is that near and no nearer.
    let ours = (functions.fit)(records.view(), targets.view(), alpha).expect("two classes");
    let linfas = (functions.fit_linfa)(records.view(), targets.view(), alpha).expect("two classes");
    for model in [ours, linfas] {
        assert!((model.intercept - theirs.intercept).abs() < 1e-4, "{model:?}");
        assert!((&model.coefficients - &theirs.coefficients).iter().all(|miss| miss.abs() < 1e-4), "{model:?}");
    }
}

#[test]
fn softmax_regression_agrees_with_scikit_learn() {
    let figures = fixture("softmax_regression.json");
    let functions = softmax_regression::EXERCISE.functions;
    let digits = digits().expect("the digits");
    let rows: Vec<usize> = (0..200).filter(|row| digits.targets[*row] < 3.0).collect();
    let records = digits.records.select(Axis(0), &rows) / 16.0;
    let labels = digits.targets.select(Axis(0), &rows).mapv(|digit| digit as usize);

    let theirs = softmax_regression::SoftmaxModel {
        intercepts: vector(&figures["intercepts"]),
        coefficients: table(&figures["coefficients"]),
    };
    let first_rows = |model| {
        let probabilities = (functions.predict_probabilities)(model, records.view());
        probabilities.slice(s![..4, ..]).flatten().to_owned()
    };
    let expected = |name: &str| table(&figures[name]).flatten().to_owned();
    assert_close(&first_rows(&theirs), &expected("first_probabilities"), "probabilities");
    let logits = records.dot(&theirs.coefficients) + &theirs.intercepts;
    let loss = (functions.cross_entropy)(logits.view(), labels.view());
    assert_close(&Array1::from_elem(1, loss), &number(&figures["loss"]), "loss");
    // Where scikit-learn has arrived the slopes and those of its penalty cancel.
    let slopes = (functions.gradient)(&theirs, records.view(), labels.view());
    let alpha = figures["alpha"].as_f64().expect("a number");
    assert!(slopes.intercepts.iter().all(|slope| slope.abs() < TOLERANCE), "{:?}", slopes.intercepts);
    let left = slopes.coefficients + alpha * &theirs.coefficients;
    assert!(left.iter().all(|slope| slope.abs() < TOLERANCE), "{left:?}");

    let zeros = softmax_regression::SoftmaxModel { intercepts: Array1::zeros(3), coefficients: Array2::zeros((64, 3)) };
    let learning_rate = figures["learning_rate"].as_f64().expect("a number");
    let epochs = figures["epochs"].as_u64().expect("a number") as usize;
    let model = (functions.fit)(&zeros, records.view(), labels.view(), learning_rate, epochs);
    assert_close(&model.intercepts, &vector(&figures["descended_intercepts"]), "intercepts");
    assert_close(&first_rows(&model), &expected("descended_probabilities"), "descended probabilities");
}

#[test]
fn random_forest_agrees_with_scikit_learn() {
    let figures = fixture("random_forest.json");
    let functions = random_forest::EXERCISE.functions;
    let wines = wine_quality().expect("the wines");
    let mut met = BTreeSet::new();
    let mut is_new = |row: &usize| met.insert(wines.records.row(*row).mapv(f64::to_bits).to_vec());
    let chosen: Vec<usize> = (0..wines.targets.len()).filter(&mut is_new).step_by(9).collect();
    let (records, targets) = (wines.records.select(Axis(0), &chosen), wines.targets.select(Axis(0), &chosen));
    let number_of = |name: &str| figures[name].as_u64().expect("a number") as usize;
    assert_eq!(records.nrows(), number_of("rows"));
    let limits =
        random_forest::Limits { max_depth: number_of("max_depth"), min_samples_leaf: number_of("min_samples_leaf") };
    let settings = random_forest::Settings { max_features: records.ncols(), limits };
    let bags: Vec<Vec<usize>> = list(&figures["bags"], 4).iter().map(rows).collect();
    let forest =
        (functions.fit)(records.view(), targets.view(), &bags, &settings, &mut || (0..records.ncols()).collect());
    assert_close(&(functions.predict)(&forest, records.view()), &vector(&figures["predictions"]), "predictions");
    let out_of_bag = (functions.out_of_bag_predictions)(&forest, records.view(), &bags);
    let seen: Vec<usize> = (0..out_of_bag.len()).filter(|row| out_of_bag[*row].is_nan()).collect();
    assert_eq!(seen, rows(&figures["seen_by_all"]));
    let known: Array1<f64> = out_of_bag.iter().copied().filter(|prediction| !prediction.is_nan()).collect();
    assert_close(&known, &vector(&figures["out_of_bag"]), "out of bag");
    let error = (functions.out_of_bag_error)(out_of_bag.view(), targets.view()).expect("rows out of bag");
    assert_close(&Array1::from_elem(1, error), &number(&figures["out_of_bag_error"]), "out-of-bag error");
}

#[test]
fn gradient_boosting_agrees_with_scikit_learn() {
    use gradient_boosting::{Limits, Loss, Settings};
    let figures = fixture("gradient_boosting.json");
    let functions = gradient_boosting::EXERCISE.functions;
    let hours = bike_hours().expect("the hours");
    let part = |is_later: bool, step: usize| {
        let chosen: Vec<&BikeHour> = hours.iter().filter(|hour| (hour.day > 243) == is_later).step_by(step).collect();
        let records = Array2::from_shape_fn((chosen.len(), 3), |(row, column)| match column {
            0 => f64::from(chosen[row].hour),
            1 => (100.0 * chosen[row].temperature).round(),
            _ => f64::from(chosen[row].working_day),
        });
        (records, chosen.iter().map(|hour| hour.bikers).collect::<Array1<f64>>())
    };
    let ((records, targets), (later, later_targets)) = (part(false, 29), part(true, 17));
    assert_eq!(vec![records.nrows(), later.nrows()], rows(&figures["rows"]));
    let number_of = |name: &str| figures[name].as_u64().expect("a number") as usize;
    let settings = Settings {
        n_trees: number_of("n_trees"),
        learning_rate: figures["learning_rate"].as_f64().expect("a number"),
        limits: Limits { max_depth: number_of("max_depth"), min_samples_leaf: number_of("min_samples_leaf") },
    };
    let model = (functions.fit)(Loss::Squared, records.view(), targets.view(), &settings).expect("a model");
    assert_close(&Array1::from_elem(1, model.initial), &number(&figures["initial"]), "initial");
    let stages = (functions.staged_scores)(&model, later.view());
    let loss = |scores| (functions.mean_loss)(Loss::Squared, later_targets.view(), scores);
    assert_close(&stages.rows().into_iter().map(loss).collect(), &vector(&figures["later_losses"]), "losses");
    let predictions = (functions.predict)(&model, later.view());
    assert_close(&predictions, &vector(&figures["later_predictions"]), "predictions");
    let busy = targets.mapv(|bikers| f64::from(bikers > 150.0));
    let model = (functions.fit)(Loss::Log, records.view(), busy.view(), &settings).expect("two classes");
    let probabilities = (functions.predict)(&model, later.view());
    assert_close(&probabilities, &vector(&figures["later_probabilities_of_more_than_150"]), "probabilities");
}

#[test]
fn pca_agrees_with_scikit_learn() {
    let figures = fixture("pca.json");
    let digits = &datasets::digits().expect("the digits").records;
    let (test, train): (Vec<usize>, Vec<usize>) = (0..digits.nrows()).partition(|row| row % 5 == 0);
    let (train, test) = (digits.select(Axis(0), &train), digits.select(Axis(0), &test));
    let functions = pca::EXERCISE.functions;
    let fitted = (functions.fit)(train.view(), 10).expect("ten components");
    let components = table(&figures["components"]);
    let cosines = (&fitted.components * &components).sum_axis(Axis(1));
    assert_close(&cosines.mapv(f64::abs), &Array1::ones(10), "components");
    assert_close(&fitted.explained_variance, &vector(&figures["explained_variance"]), "explained variance");
    let ratios = (functions.explained_ratio)(&fitted);
    assert_close(&ratios, &vector(&figures["explained_variance_ratio"]), "ratio");
    for (name, got) in [("total_variance", fitted.total_variance), ("column_means_sum", fitted.means.sum())] {
        assert_close(&array![got], &number(&figures[name]), name);
    }
    let scores = (functions.transform)(&fitted, test.view()) * &cosines.mapv(f64::signum);
    let expected = table(&figures["first_test_scores"]);
    assert_close(&scores.iter().take(50).copied().collect(), &expected.flatten().to_owned(), "scores");
    let errors = (functions.reconstruction_errors)(&fitted, test.view());
    assert_close(&errors.iter().take(10).copied().collect(), &vector(&figures["first_test_errors"]), "errors");

    let all = (functions.fit)(train.view(), 64).expect("all components");
    let ratios = (functions.explained_ratio)(&all);
    let needed = |share: &f64| (functions.n_components_for)(ratios.view(), *share);
    let shares = vector(&figures["shares"]);
    assert_eq!(shares.iter().map(needed).collect::<Vec<_>>(), rows(&figures["components_needed"]));
}

#[test]
fn silhouette_agrees_with_scikit_learn() {
    let figures = fixture("silhouette.json");
    let functions = silhouette::EXERCISE.functions;
    let records: Vec<[f64; 3]> = datasets::customers()
        .expect("the customers")
        .iter()
        .filter_map(|customer| Some([customer.recency_days?, customer.orders?, customer.gross_spend?]))
        .step_by(12)
        .collect();
    let prepared = (functions.prepare)(Array2::from(records).view());
    assert_close(&prepared.mapv(|value| value.powi(3)).sum_axis(Axis(0)), &vector(&figures["cubes"]), "cubes");
    for (start, expected) in list(&figures["starts"], 3).iter().zip(list(&figures["labellings"], 3)) {
        let start = prepared.select(Axis(0), &rows(start));
        let labels = (functions.segment)(prepared.view(), start.view()).expect("segments");
        assert_eq!(labels.to_vec(), rows(expected));
    }
    let labellings: Vec<Array1<usize>> =
        list(&figures["labellings"], 3).iter().map(|labels| Array1::from(rows(labels))).collect();
    let choice = (functions.choose)(prepared.view(), &labellings).expect("scores");
    assert_close(&choice.scores, &vector(&figures["scores"]), "scores");
    let silhouettes = (functions.silhouettes)(prepared.view(), labellings[1].view()).expect("silhouettes");
    assert_close(&silhouettes, &vector(&figures["silhouettes"]), "silhouettes");
}

#[test]
fn dbscan_agrees_with_scikit_learn() {
    let figures = fixture("dbscan.json");
    let functions = dbscan::EXERCISE.functions;
    let points = table(&figures["points"]);
    let min_points = figures["min_points"].as_u64().expect("a number") as usize;
    assert_close(&(functions.reach)(points.view(), min_points), &vector(&figures["reach"]), "reach");
    for case in list(&figures["cases"], 3) {
        let eps = case["eps"].as_f64().expect("a number");
        let clusters = (functions.dbscan)(points.view(), eps, min_points).expect("clusters");
        let core: Vec<usize> = (0..points.nrows()).filter(|row| clusters.core[*row]).collect();
        assert_eq!(core, rows(&case["core"]));
        // As scikit-learn numbers them: in the order of their first core points, and noise as -1.
        let mut met: Vec<usize> = Vec::new();
        for row in core {
            met.extend(clusters.labels[row].filter(|label| !met.contains(label)));
        }
        let number = |label: &Option<usize>| {
            label.map_or(-1.0, |label| met.iter().position(|known| *known == label).expect("a core point") as f64)
        };
        assert_close(&clusters.labels.iter().map(number).collect(), &vector(&case["labels"]), "labels");
    }
}

#[test]
fn content_based_agrees_with_scikit_learn() {
    let figures = fixture("content_based.json");
    let functions = content_based::EXERCISE.functions;
    let films = films().expect("the films");
    let features = |film: &datasets::Film| {
        (functions.features)(film.genres.as_deref().unwrap_or_default(), &film.country, film.year)
    };
    let items: Vec<Vec<String>> = films.iter().map(features).collect();
    let vocabulary = (functions.fit)(&items);
    assert_eq!(Value::from(vocabulary.features.clone()), figures["features"]);
    assert_close(&vocabulary.idf, &vector(&figures["idf"]), "idf");
    let rows = (functions.transform)(&items, &vocabulary);
    let sums: Array1<f64> = rows.rows().into_iter().step_by(100).map(|row| row.sum()).collect();
    assert_close(&sums, &vector(&figures["row_sums"]), "sums of rows");

    let wanted: Vec<Vec<String>> = list(&figures["wanted"], 3).iter().map(list_of_words).collect();
    let similarity = (functions.similarity)((functions.transform)(&wanted, &vocabulary).view(), rows.view());
    for (row, (expected, best)) in list(&figures["similarity"], 3).iter().zip(list(&figures["best"], 3)).enumerate() {
        let similarity = similarity.row(row);
        assert_close(&similarity.iter().step_by(20).copied().collect(), &vector(expected), "similarity");
        let shown = (functions.recommend)(similarity, &[], 10);
        // Nothing is wanted in the last row, so nothing is shown.
        let best = vector(best).into_iter().filter(|best| *best > 0.0).collect();
        assert_close(&shown.iter().map(|film| similarity[*film]).collect(), &best, "best");
    }
}

#[test]
fn also_bought_agrees_with_pandas() {
    let figures = fixture("also_bought.json");
    let functions = also_bought::EXERCISE.functions;
    let line = |line: &InvoiceLine| also_bought::Line {
        invoice: line.invoice.clone(),
        article: line.stock_code.to_uppercase(),
        quantity: line.quantity,
    };
    let lines: Vec<also_bought::Line> = invoice_lines().expect("the lines").iter().map(line).collect();
    let baskets = (functions.baskets)(&lines, rows(&Value::from(vec![figures["min_baskets"].clone()]))[0]);
    assert_eq!(Some(baskets.bought.nrows() as u64), figures["baskets"].as_u64());
    assert_eq!(baskets.articles, list_of_words(&figures["articles"]));
    let together = (functions.together)(baskets.bought.view());
    assert_close(&together.diag().to_owned(), &vector(&figures["n_with"]), "baskets with an article");
    assert_close(&together.sum_axis(Axis(1)), &vector(&figures["together_row_sums"]), "together");
    let lift = (functions.lift)(together.view(), baskets.bought.nrows());
    assert_close(&lift.sum_axis(Axis(1)), &vector(&figures["lift_row_sums"]), "lift");
    assert_close(&lift.row(0).to_owned(), &vector(&figures["lift_of_the_first"]), "lift of the first");
    for (article, expected) in list(&figures["shown_lifts"], baskets.articles.len()).iter().enumerate() {
        let shown = (functions.also_bought)(article, together.view(), lift.view(), 6, 3);
        let lifts: Array1<f64> = shown.iter().map(|other| lift[[article, *other]]).collect();
        let expected: Array1<f64> = expected.as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
        assert_close(&lifts, &expected, "lifts of what is shown");
    }
}

fn list_of_words(value: &Value) -> Vec<String> {
    let words = value.as_array().expect("a list").iter();
    words.map(|word| word.as_str().expect("a word").to_owned()).collect()
}

#[test]
fn ranking_agrees_with_numpy_and_scikit_learn() {
    let figures = fixture("ranking.json");
    let functions = ranking::EXERCISE.functions;
    let movies = movies().expect("the films");
    let number_of = |movie_id: u32| movies.iter().position(|movie| movie.movie_id == movie_id).expect("a film");
    let rating = |rating: &datasets::Rating| ranking::Rating {
        user: rating.user_id as usize - 1,
        item: number_of(rating.movie_id),
        stars: rating.rating,
        time: rating.timestamp,
    };
    let ratings: Vec<ranking::Rating> = ratings().expect("the ratings").iter().map(rating).collect();
    let split = (functions.split_by_time)(&ratings, figures["test_share"].as_f64().expect("a share")).expect("a split");
    assert_eq!(rows(&figures["sizes"]), [split.train.len(), split.test.len()]);
    assert_eq!(figures["moment"].as_u64(), split.test.iter().map(|rating| rating.time).min());

    let likes = (functions.popularity)(&split.train, movies.len());
    assert_close(&likes, &vector(&figures["likes"]), "likes");
    let (mut sums, mut counts) = (Array1::<f64>::zeros(movies.len()), Array1::<f64>::zeros(movies.len()));
    for rating in &split.train {
        sums[rating.item] += rating.stars;
        counts[rating.item] += 1.0;
    }
    let all = sums.sum() / counts.sum();
    let mean =
        Array1::from_shape_fn(movies.len(), |item| if counts[item] > 0.0 { sums[item] / counts[item] } else { all });
    let n_users = ratings.iter().map(|rating| rating.user + 1).max().expect("users");
    for (scores, expected) in [(likes, &figures["by_likes"]), (mean, &figures["by_mean"])] {
        let scores = scores.broadcast((n_users, movies.len())).expect("a row for every user");
        for (k, expected) in rows(&figures["k"]).into_iter().zip(list(expected, 3)) {
            let quality = (functions.evaluate)(scores, &split, k).expect("users with likes");
            assert_eq!(Some(quality.users as u64), figures["users"].as_u64());
            let measured = array![quality.precision, quality.recall, quality.average_precision, quality.ndcg];
            assert_close(&measured, &vector(expected), "precision, recall, average precision, NDCG");
        }
    }
}

#[test]
fn neighbours_agree_with_numpy_and_scipy() {
    let figures = fixture("neighbours.json");
    let whole = |name: &str| figures[name].as_u64().expect("a whole number") as usize;
    let busiest = datasets::busiest(whole("n_movies"), whole("n_users")).expect("the ratings");
    let (later, earlier): (Vec<datasets::BusyRating>, Vec<_>) = busiest.ratings.iter().partition(|from| from.is_late);
    assert_eq!(later.len(), whole("validation_rows"));
    let mut ratings = Array2::from_elem((whole("n_users"), whole("n_movies")), f64::NAN);
    earlier.iter().for_each(|from| ratings[[from.user, from.movie]] = from.stars);

    let functions = neighbours::EXERCISE.functions;
    let shrinkage = figures["shrinkage"].as_f64().expect("a number");
    let model = (functions.fit)(ratings.view(), shrinkage).expect("ratings");
    assert_close(&model.means, &vector(&figures["means"]), "means");
    let first: Array1<f64> = model.similarities.iter().take(5 * whole("n_users")).copied().collect();
    assert_close(&first, &vector(&figures["similarities"]), "similarities");
    let sum = figures["sum_of_similarities"].as_f64().expect("a number");
    assert_close(&array![model.similarities.sum()], &array![sum], "sum of the similarities");
    let rmse = |k: f64| {
        let square = |from: &datasets::BusyRating| {
            ((functions.predict)(&model, from.user, from.movie, k as usize) - from.stars).powi(2)
        };
        (later.iter().map(square).sum::<f64>() / later.len() as f64).sqrt()
    };
    assert_close(&vector(&figures["k"]).mapv(rmse), &vector(&figures["errors"]), "errors");
}

#[test]
fn matrix_factorization_agrees_with_numpy() {
    let figures = fixture("matrix_factorization.json");
    let whole = |name: &str| figures[name].as_u64().expect("a whole number") as usize;
    let (n_users, n_movies, n_factors) = (whole("n_users"), whole("n_movies"), whole("n_factors"));
    let busiest = datasets::busiest(n_movies, n_users).expect("the ratings");
    let [train, later] = [false, true].map(|is_late| {
        let part = busiest.ratings.iter().filter(|rating| rating.is_late == is_late);
        let rating = |from: &datasets::BusyRating| matrix_factorization::Rating {
            user: from.user,
            item: from.movie,
            stars: from.stars,
        };
        part.map(rating).collect::<Vec<_>>()
    });
    assert_eq!([train.len(), later.len()], [whole("train_rows"), whole("validation_rows")]);
    let start = |rows: usize, n_factors: usize| {
        Array2::from_shape_fn((rows, n_factors), |(i, j)| (((7 * i + 3 * j) % 11) as f64 - 5.0) / 25.0)
    };
    let orders: Vec<Vec<usize>> = (0..whole("n_passes"))
        .map(|pass| (0..train.len()).map(|k| (k * 1001 + pass) % train.len()).collect())
        .collect();
    let functions = matrix_factorization::EXERCISE.functions;
    let trained = |n_factors: usize| {
        let (users, movies) = (start(n_users, n_factors), start(n_movies, n_factors));
        let model = (functions.untrained)(&train, users.view(), movies.view()).expect("ratings");
        let number = |name: &str| figures[name].as_f64().expect("a number");
        (functions.fit)(&model, &train, &later, &orders, number("learning_rate"), number("penalty"))
    };
    let training = trained(n_factors);
    let expected = |name: &str| vector(&figures[name]);
    assert_close(&training.model.user_biases, &expected("user_biases"), "user biases");
    assert_close(&training.model.item_biases, &expected("item_biases"), "item biases");
    assert_close(&training.model.item_factors.flatten().to_owned(), &expected("item_factors"), "item factors");
    assert_close(&training.train_errors, &expected("train_errors"), "train errors");
    assert_close(&training.validation_errors, &expected("validation_errors"), "validation errors");
    assert_close(&trained(0).validation_errors, &expected("biases_alone"), "biases alone");
}

#[test]
fn kmeans_agrees_with_scikit_learn() {
    let figures = fixture("kmeans.json");
    let (bills, _) = measured_bills().expect("the penguins");
    let start = table(&figures["start"]);
    let fitted = (kmeans::EXERCISE.functions.fit)(bills.view(), start.view(), 300);
    assert_close(
        &fitted.centroids.flatten().to_owned(),
        &table(&figures["centroids"]).flatten().to_owned(),
        "centroids",
    );
    assert_close(&fitted.labels.mapv(|label| label as f64), &vector(&figures["labels"]), "labels");
    assert_close(
        &Array1::from_elem(1, fitted.inertia),
        &vector(&Value::from(vec![figures["inertia"].clone()])),
        "inertia",
    );
}

fn fixture(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON")
}

fn vector(value: &Value) -> Array1<f64> {
    let numbers = value.as_array().expect("a list");
    assert!(!numbers.is_empty());
    numbers.iter().map(|number| number.as_f64().expect("a number")).collect()
}

fn number(value: &Value) -> Array1<f64> {
    Array1::from_elem(1, value.as_f64().expect("a number"))
}

fn rows(value: &Value) -> Vec<usize> {
    let numbers = value.as_array().expect("a list").iter();
    numbers.map(|number| number.as_u64().expect("a row number") as usize).collect()
}

fn list(value: &Value, length: usize) -> &[Value] {
    let items = value.as_array().expect("a list");
    assert_eq!(items.len(), length);
    items
}

fn table(value: &Value) -> Array2<f64> {
    let rows: Vec<Array1<f64>> = value.as_array().expect("a list").iter().map(vector).collect();
    Array2::from_shape_fn((rows.len(), rows[0].len()), |(row, column)| rows[row][column])
}

/// Relative to the larger of the two.
fn assert_close(got: &Array1<f64>, expected: &Array1<f64>, what: &str) {
    assert_eq!(got.len(), expected.len(), "{what}");
    for (got, expected) in got.iter().zip(expected) {
        let scale = got.abs().max(expected.abs());
        assert!((got - expected).abs() <= TOLERANCE * scale, "{what}: {got} instead of {expected}");
    }
}
