//! The track Numbers.

use mlings::datasets::{BikeHour, bike_hours, ratings, wine_quality};
use mlings::moments::Running;
use mlings::{correlation, moments, quantiles, resampling};
use ndarray::{Array1, Array2, ArrayView1};
use serde_json::Value;

use crate::{assert_close, fixture, table, vector};

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

/// Two numbers may lie further apart than an f64 can say.
#[test]
fn a_quantile_between_the_ends_of_all_numbers_is_a_number() {
    let functions = quantiles::EXERCISE.functions;
    let mut values = Array1::from_vec(vec![-1.7e308, 1.7e308]);
    let found = [0.25, 0.5, 0.9].map(|q| (functions.quantile)(values.view(), q).expect("a quantile") / 1e308);
    assert_close(&Array1::from_iter(found), &Array1::from_vec(vec![-0.85, 0.0, 1.36]), "quantiles");
    (functions.winsorize)(values.view_mut(), 0.25, 1.0).expect("values");
    assert_close(&(values / 1e308), &Array1::from_vec(vec![-0.85, 1.7]), "winsorized");
}

/// The figure is that of `scipy.stats.pearsonr`, whatever the unit.
#[test]
fn a_correlation_has_no_unit_however_small_or_large() {
    let functions = correlation::EXERCISE.functions;
    for unit in [1e-300, 1e-200, 1e-160, 1e-90, 1.0, 1e90, 1e160, 1e300] {
        let records = ndarray::array![[unit, 1.0], [2.0 * unit, 2.0], [3.0 * unit, 4.0]];
        let found = (functions.correlation)(records.view()).expect("a matrix");
        assert_close(&Array1::from_elem(1, found[[0, 1]]), &Array1::from_elem(1, 0.9819805060619657), "correlation");
    }
}

/// Every way to deal out eight values, each with its groups in two orders, so that sums are rounded in two ways. Two of
/// the 70 ways are as far from 0 as the observed one: `scipy.stats.permutation_test` says 2 / 70.
#[test]
fn rounding_does_not_break_ties_in_a_p_value() {
    let functions = resampling::EXERCISE.functions;
    for unit in [0.1, 1.0, 1e-9] {
        let first = Array1::from_iter((1..5).map(|step| f64::from(step) * unit));
        let second = Array1::from_iter((5..9).map(|step| f64::from(step) * unit));
        let deal = |split: u32| -> Vec<usize> {
            let (first, second): (Vec<usize>, Vec<usize>) = (0..8).partition(|value| split >> value & 1 == 1);
            first.into_iter().chain(second).collect()
        };
        let deals: Vec<Vec<usize>> = (0..1_u32 << 8).filter(|split| split.count_ones() == 4).map(deal).collect();
        let orders = Array2::from_shape_fn((140, 8), |(row, place)| {
            let place = if row < 70 { place } else { place / 4 * 4 + 3 - place % 4 };
            deals[row % 70][place]
        });
        let observed = first.mean().expect("values") - second.mean().expect("values");
        let differences = (functions.permuted_differences)(first.view(), second.view(), orders.view());
        let p = (functions.p_value)(observed, differences.view());
        assert_close(&Array1::from_elem(1, p), &Array1::from_elem(1, 5.0 / 141.0), "p");
    }
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
