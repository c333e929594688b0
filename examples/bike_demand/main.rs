//! How many bicycles will be hired in every hour of next week, and at which hours is the forecast poor?
//!
//! ```text
//! cargo run --example bike_demand
//! ```
//!
//! The story: an operator plans a week ahead. The simplest forecast is the same hour of last week. A linear
//! model (linfa-linear) and boosted trees (the reference of the exercise `gradient_boosting`) are told that too,
//! and the hour, the kind of day and the weather. They learn from the year until October and are judged in
//! November and December, hour by hour. Four plots are written to `plots/bike_demand`.

use std::collections::HashMap;
use std::error::Error;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::ExitCode;

use gradient_boosting::{Limits, Loss, Settings};
use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings::curriculum::{gradient_boosting, resampling};
use mlings::datasets::{BikeHour, bike_hours};
use mlings::plot::Figure;
use ndarray::{Array1, Array2, ArrayView1};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resampling::Interval;

/// Days of the year 2011: January to August, September and October, November and December.
const LEARN: RangeInclusive<u16> = 8..=243;
const CHOOSE: RangeInclusive<u16> = 244..=304;
const JUDGE: RangeInclusive<u16> = 305..=365;
/// The first day of the week that is drawn: 7 November. It rained on its Thursday from 13:00 to 18:00, and its Friday
/// was a holiday, Veterans Day.
const MONDAY: u16 = 311;

/// An hour, and how many bicycles were hired in the same hour a week before.
struct Hour {
    now: &'static BikeHour,
    last_week: f64,
}

/// What somebody expects for every hour to judge by.
struct Forecast {
    name: &'static str,
    hires: Array1<f64>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let all = bike_hours()?;
    let hires: HashMap<(u16, u8), f64> = all.iter().map(|hour| ((hour.day, hour.hour), hour.bikers)).collect();
    // A humidity of 0 is a broken sensor, not dry air.
    let with_last_week = |now: &'static BikeHour| {
        let last_week = *hires.get(&(now.day.checked_sub(7)?, now.hour))?;
        (now.humidity > 0.0).then_some(Hour { now, last_week })
    };
    let hours: Vec<Hour> = all.iter().filter_map(with_last_week).collect();
    println!("Read {} hours of 2011; {} have a humidity and the same hour a week before.", all.len(), hours.len());
    let of = |days: RangeInclusive<u16>| hours.iter().filter(|hour| days.contains(&hour.now.day)).collect::<Vec<_>>();
    let (learn, choose, judge) = (of(LEARN), of(CHOOSE), of(JUDGE));
    if JUDGE.into_iter().any(|day| judge.iter().all(|hour| hour.now.day != day)) {
        return Err("bikeshare.csv is not the whole year; restore it with: git checkout -- datasets".into());
    }
    println!("  learn from  {} hours, January to August", learn.len());
    println!("  choose by   {} hours, September and October", choose.len());
    println!("  judge by    {} hours, November and December", judge.len());

    // On the first of November all hours until then are known.
    let known = [&learn[..], &choose].concat();
    let forecasts = [
        Forecast { name: "same hour last week", hires: judge.iter().map(|hour| hour.last_week).collect() },
        Forecast { name: "linear", hires: linear(&known, &judge, &by_hour)? },
        Forecast { name: "linear, days apart", hires: linear(&known, &judge, &by_hour_and_day)? },
        Forecast { name: "boosted trees", hires: boosted(&learn, &choose, &judge)? },
    ];
    compare(&forecasts, &judge);
    look_by_hour(&forecasts, &judge);
    conclude(&forecasts, &judge);

    println!();
    let figures = [
        ("week", week(&forecasts, &judge)),
        ("working_days", residuals(&forecasts, &judge, 1, "working days")),
        ("days_off", residuals(&forecasts, &judge, 0, "days off")),
        ("errors", errors(&forecasts, &judge)),
    ];
    for (name, figure) in figures {
        println!("Plot: {}", figure.save(Path::new("plots/bike_demand"), name)?[1].display());
    }
    Ok(())
}

/// What can be known a week ahead, if the weather forecast is right.
fn known_ahead(hour: &Hour) -> [f64; 5] {
    let weather = match hour.now.weather.as_str() {
        "clear" => 0.0,
        "cloudy/misty" => 1.0,
        _ => 2.0,
    };
    [hour.last_week, hour.now.temperature, hour.now.humidity, hour.now.wind_speed, weather]
}

fn targets(hours: &[&Hour]) -> Array1<f64> {
    hours.iter().map(|hour| hour.now.bikers).collect()
}

/// A level for every hour of the day, and one for working days.
fn by_hour(hour: &Hour) -> Vec<f64> {
    let mut levels = one_hot(usize::from(hour.now.hour), 24);
    levels.push(f64::from(hour.now.working_day));
    levels
}

/// A level for every hour of working days and for every hour of other days.
fn by_hour_and_day(hour: &Hour) -> Vec<f64> {
    one_hot(usize::from(hour.now.hour) + 24 * usize::from(hour.now.working_day), 48)
}

/// A column for every category but the first, which is the level that the others are measured from.
fn one_hot(category: usize, n_categories: usize) -> Vec<f64> {
    (1..n_categories).map(|column| f64::from(column == category)).collect()
}

/// A straight line in what is known ahead, on the level of its hour.
fn linear(known: &[&Hour], ahead: &[&Hour], levels: &dyn Fn(&Hour) -> Vec<f64>) -> Result<Array1<f64>, Box<dyn Error>> {
    let records = |hours: &[&Hour]| {
        let rows: Vec<Vec<f64>> = hours.iter().map(|hour| [&known_ahead(hour)[..], &levels(hour)].concat()).collect();
        Array2::from_shape_fn((rows.len(), rows[0].len()), |(row, column)| rows[row][column])
    };
    let model = LinearRegression::new().fit(&Dataset::new(records(known), targets(known)))?;
    Ok(model.predict(&records(ahead)).mapv(|hires: f64| hires.max(0.0)))
}

const SETTINGS: Settings =
    Settings { n_trees: 80, learning_rate: 0.3, limits: Limits { max_depth: 5, min_samples_leaf: 10 } };

/// Records and targets. Trees find out for themselves which hours belong together.
fn for_trees(hours: &[&Hour]) -> (Array2<f64>, Array1<f64>) {
    let value = |(row, column): (usize, usize)| match column {
        0..5 => known_ahead(hours[row])[column],
        5 => f64::from(hours[row].now.hour),
        6 => f64::from(hours[row].now.weekday),
        _ => f64::from(hours[row].now.working_day),
    };
    (Array2::from_shape_fn((hours.len(), 8), value), targets(hours))
}

/// How many trees is chosen on later hours than the trees were grown on. Then they are grown on both.
fn boosted(learn: &[&Hour], choose: &[&Hour], ahead: &[&Hour]) -> Result<Array1<f64>, Box<dyn Error>> {
    let functions = gradient_boosting::EXERCISE.functions;
    let ((records, targets), (later, later_targets)) = (for_trees(learn), for_trees(choose));
    let chosen = (functions.fit_early)(
        Loss::Squared,
        records.view(),
        targets.view(),
        later.view(),
        later_targets.view(),
        &SETTINGS,
    )?;
    let settings = Settings { n_trees: chosen.trees.len(), ..SETTINGS };
    println!("In September and October boosting does best with {} trees.\n", settings.n_trees);
    let (records, targets) = for_trees(&[learn, choose].concat());
    let model = (functions.fit)(Loss::Squared, records.view(), targets.view(), &settings)?;
    Ok((functions.predict)(&model, for_trees(ahead).0.view()).mapv(|hires| hires.max(0.0)))
}

/// The typical error of every forecast.
fn compare(forecasts: &[Forecast; 4], judge: &[&Hour]) {
    let [others @ .., trees] = forecasts;
    println!(
        "\"linear\" has a level for every hour, the same on all days. With \"days apart\" working days have levels"
    );
    println!("of their own, and so have days off. Boosted trees find out by themselves where days differ.\n");
    println!("How far off in a typical hour of November and December (mean absolute error, hires per hour),");
    println!("and by how much the boosted trees are closer, with the range that the choice of days leaves (95 %):");
    for forecast in others {
        let (closer, Interval { low, high }) = how_much_closer(trees, forecast, judge);
        println!("  {:<20} {:>5.1} {closer:>6.1} ({low:.1} to {high:.1})", forecast.name, mae(forecast, judge));
    }
    println!("  {:<20} {:>5.1}", trees.name, mae(trees, judge));
}

/// By how much one forecast is closer than another on a day, and the range of that. The hours of a day are alike, so
/// whole days are drawn again and again.
fn how_much_closer(one: &Forecast, other: &Forecast, judge: &[&Hour]) -> (f64, Interval) {
    let closer = by_day(other, judge) - by_day(one, judge);
    let mut random = ChaCha8Rng::seed_from_u64(11);
    let resamples = Array2::from_shape_simple_fn((2000, closer.len()), || random.gen_range(0..closer.len()));
    let functions = resampling::EXERCISE.functions;
    let means = (functions.bootstrap)(closer.view(), resamples.view(), mean);
    (mean(closer.view()), (functions.percentile_interval)(means.view(), 0.95))
}

fn mae(forecast: &Forecast, judge: &[&Hour]) -> f64 {
    mean((&forecast.hires - &targets(judge)).mapv(f64::abs).view())
}

/// The mean absolute error of every day.
fn by_day(forecast: &Forecast, judge: &[&Hour]) -> Array1<f64> {
    let day = |day: u16| {
        let misses = judge.iter().zip(&forecast.hires).filter(|(hour, _)| hour.now.day == day);
        mean(misses.map(|(hour, expected)| (hour.now.bikers - expected).abs()).collect::<Array1<f64>>().view())
    };
    JUDGE.map(day).collect()
}

/// A mean over all hours hides what goes wrong at some of them.
fn look_by_hour(forecasts: &[Forecast; 4], judge: &[&Hour]) {
    println!("\nHired minus forecast at 8:00:   working days    days off");
    for forecast in forecasts {
        let [working, off] = [1, 0].map(|working_day| at_hour(forecast, judge, working_day, 8, |left| left));
        println!("  {:<27} {working:>+14.0} {off:>+11.0}", forecast.name);
    }
}

fn conclude(forecasts: &[Forecast; 4], judge: &[&Hour]) {
    let [naive, _, apart, trees] = forecasts;
    let (gain, hired) = (100.0 * (1.0 - mae(trees, judge) / mae(naive, judge)), mean(targets(judge).view()));
    // On working days, the hour with the largest errors, and how much was missing there on a bad day.
    let error = |hour: u8| at_hour(trees, judge, 1, hour, f64::abs);
    let hour = (0..24).max_by(|one, other| error(*one).total_cmp(&error(*other))).unwrap_or(0);
    let mut missing = left_over(trees, judge, 1, hour);
    missing.sort_by(f64::total_cmp);
    let reserve = missing.get(missing.len() * 9 / 10).copied().unwrap_or(f64::NAN);
    let off = mae(trees, judge);
    println!("\nConclusion");
    println!(
        "  Do not plan by last week: the trees are {gain:.0} % closer, off by {off:.0} hires where {hired:.0} are usual."
    );
    let verdict = if how_much_closer(trees, apart, judge).1.low > 0.0 { "are" } else { "may not be" };
    println!("  They {verdict} better than \"{}\", which is simpler to explain.", apart.name);
    let left = at_hour(trees, judge, 1, hour, |left| left);
    println!("  Watch {hour}:00 on working days: {left:+.0} against the trees' forecast on average, and on one such");
    println!("  day in ten {reserve:+.0} or more. Have so many bicycles in reserve then.");
    println!("  The weather was taken as known. With a weather forecast every model will do worse.");
}

/// What was hired more than forecast in this hour, on working days (1) or on other days (0).
fn left_over(forecast: &Forecast, judge: &[&Hour], working_day: u8, hour: u8) -> Vec<f64> {
    let hours = judge.iter().zip(&forecast.hires);
    let chosen = hours.filter(|(one, _)| one.now.hour == hour && one.now.working_day == working_day);
    chosen.map(|(one, expected)| one.now.bikers - expected).collect()
}

/// The mean of that, or of its size.
fn at_hour(forecast: &Forecast, judge: &[&Hour], working_day: u8, hour: u8, of: fn(f64) -> f64) -> f64 {
    mean(left_over(forecast, judge, working_day, hour).into_iter().map(of).collect::<Array1<f64>>().view())
}

/// A week, Monday to Sunday, as it was and as it was expected.
fn week(forecasts: &[Forecast; 4], judge: &[&Hour]) -> Figure {
    let curve = |hires: &Array1<f64>| {
        let hours = judge.iter().zip(hires).filter(|(hour, _)| (MONDAY..MONDAY + 7).contains(&hour.now.day));
        hours
            .map(|(hour, hires)| (f64::from(hour.now.day - MONDAY) + f64::from(hour.now.hour) / 24.0 - 0.5, *hires))
            .collect::<Vec<_>>()
    };
    Figure::new("A week in November, forecast and hired", "", "Bicycles hired (per hour)")
        .line("same hour last week", 4, curve(&forecasts[0].hires))
        .line("boosted trees", 1, curve(&forecasts[3].hires))
        .line("hired", 0, curve(&targets(judge)))
        .x_names(["Mon", "Tue", "Wed", "Thu, rain", "Fri, a holiday", "Sat", "Sun"])
}

/// What a good forecast leaves over has no pattern. On working days (1), or on other days (0).
fn residuals(forecasts: &[Forecast; 4], judge: &[&Hour], working_day: u8, days: &str) -> Figure {
    let title = format!("What the forecasts leave over, {days} in November and December");
    let axes = ("Hour of the day", "Hired minus forecast (mean, bicycles per hour)");
    let start = Figure::new(title, axes.0, axes.1).line("", 5, [(0.0, 0.0), (23.0, 0.0)]);
    forecasts[1..]
        .iter()
        .zip([1, 2, 0])
        .fold(start, |figure, (forecast, colour)| {
            let at = (0..24).map(|hour| (f64::from(hour), at_hour(forecast, judge, working_day, hour, |left| left)));
            figure.line(forecast.name, colour, at)
        })
        .y_range(-110.0, 70.0)
}

/// The size of what is left over on working days.
fn errors(forecasts: &[Forecast; 4], judge: &[&Hour]) -> Figure {
    let axes = ("Hour of the day", "Mean absolute error (bicycles per hour)");
    let start = Figure::new("How far off, working days in November and December", axes.0, axes.1);
    forecasts.iter().zip([4, 1, 2, 0]).fold(start, |figure, (forecast, colour)| {
        let at = (0..24).map(|hour| (f64::from(hour), at_hour(forecast, judge, 1, hour, f64::abs)));
        figure.line(forecast.name, colour, at)
    })
}

fn mean(values: ArrayView1<f64>) -> f64 {
    values.sum() / values.len() as f64
}
