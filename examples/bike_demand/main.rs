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

use mlings_datasets::{BikeHour, bike_hours};
use mlings_numbers_grader::resampling::Interval;

use forecasts::{Forecast, Hour, boosted, by_hour, by_hour_and_day, linear, targets};

mod forecasts;
mod plots;
#[path = "../story/mod.rs"]
mod story;

/// Days of the year 2011: January to August, September and October, November and December.
const LEARN: RangeInclusive<u16> = 8..=243;
const CHOOSE: RangeInclusive<u16> = 244..=304;
const JUDGE: RangeInclusive<u16> = 305..=365;

fn main() -> ExitCode {
    story::tell(run)
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
    let (boosted, n_trees) = boosted(&learn, &choose, &judge)?;
    println!("In September and October boosting does best with {n_trees} trees.\n");
    let forecasts = [
        ("same hour last week", judge.iter().map(|hour| hour.last_week).collect()),
        ("linear", linear(&known, &judge, &by_hour)?),
        ("linear, days apart", linear(&known, &judge, &by_hour_and_day)?),
        ("boosted trees", boosted),
    ]
    .map(|(name, hires)| Forecast { name, hires, judge: &judge });
    compare(&forecasts);
    conclude(&forecasts, targets(&judge).mean().unwrap_or(f64::NAN));

    println!();
    let figures = [
        ("week", plots::week(&forecasts)),
        ("working_days", plots::residuals(&forecasts, 1, "working days")),
        ("days_off", plots::residuals(&forecasts, 0, "days off")),
        ("errors", plots::errors(&forecasts)),
    ];
    for (name, figure) in figures {
        println!("Plot: {}", figure.save(Path::new("plots/bike_demand"), name)?[1].display());
    }
    Ok(())
}

/// The typical error of every forecast, and what it hides: a mean over all hours says nothing of a single one.
fn compare(forecasts: &[Forecast; 4]) {
    let [others @ .., trees] = forecasts;
    println!(
        "\"linear\" has a level for every hour, the same on all days. With \"days apart\" working days have levels"
    );
    println!("of their own, and so have days off. Boosted trees find out by themselves where days differ.\n");
    println!("How far off in a typical hour of November and December (mean absolute error, hires per hour),");
    println!("and by how much the boosted trees are closer, with the range that the choice of days leaves (95 %):");
    for forecast in others {
        let (closer, Interval { low, high }) = trees.closer_than(forecast);
        println!("  {:<20} {:>5.1} {closer:>6.1} ({low:.1} to {high:.1})", forecast.name, forecast.error());
    }
    println!("  {:<20} {:>5.1}", trees.name, trees.error());

    println!("\nHired minus forecast at 8:00:   working days    days off");
    for forecast in forecasts {
        let [working, off] = [1, 0].map(|working_day| forecast.at_hour(working_day, 8, |left| left));
        println!("  {:<27} {working:>+14.0} {off:>+11.0}", forecast.name);
    }
}

/// What to plan by, and what to keep in reserve, where so many bicycles are hired in a typical hour.
fn conclude([naive, _, apart, trees]: &[Forecast; 4], hired: f64) {
    let (gain, off) = (100.0 * (1.0 - trees.error() / naive.error()), trees.error());
    println!("\nConclusion");
    println!(
        "  Do not plan by last week: the trees are {gain:.0} % closer, off by {off:.0} hires where {hired:.0} are usual."
    );
    let verdict = if trees.closer_than(apart).1.low > 0.0 { "are" } else { "may not be" };
    println!("  They {verdict} better than \"{}\", which is simpler to explain.", apart.name);

    // On working days, the hour with the largest errors, and how much was missing there on a bad day.
    let error = |hour: u8| trees.at_hour(1, hour, f64::abs);
    let hour = (0..24).max_by(|one, other| error(*one).total_cmp(&error(*other))).unwrap_or(0);
    let left = trees.at_hour(1, hour, |left| left);
    let mut missing = trees.left_over(1, hour).to_vec();
    missing.sort_by(f64::total_cmp);
    let reserve = missing.get(missing.len() * 9 / 10).copied().unwrap_or(f64::NAN);
    println!("  Watch {hour}:00 on working days: {left:+.0} against the trees' forecast on average, and on one such");
    println!("  day in ten {reserve:+.0} or more. Have so many bicycles in reserve then.");
    println!("  The weather was taken as known. With a weather forecast every model will do worse.");
}
