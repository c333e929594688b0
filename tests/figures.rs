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
    baselines, correlation, cross_validate, deduplicate, encode, folds, gradient_descent, impute, kmeans,
    least_squares, matrix_factorization, moments, neighbours, quantiles, read_table, regression_metrics, resampling,
    ridge_lasso, scale, split,
};
use mlings::datasets::{
    self, BikeHour, bike_hours, bird_strikes, breast_cancer, complete_cars, invoice_lines, measured_bills,
    measurements, ratings, traffic_hours, wine_quality,
};
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis, array};
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
