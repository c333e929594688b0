//! Who forecasts the hires of every hour, and how far off the forecasts are.

use std::error::Error;

use gradient_boosting::{Limits, Loss, Settings};
use linfa::Dataset;
use linfa::traits::{Fit, Predict};
use linfa_linear::LinearRegression;
use mlings_datasets::BikeHour;
use mlings_numbers_grader::resampling;
use mlings_trees_grader::gradient_boosting;
use mlings_validation_grader::baselines;
use ndarray::{Array1, Array2};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use resampling::Interval;

use crate::JUDGE;

/// An hour, and how many bicycles were hired in the same hour a week before.
pub struct Hour {
    pub now: &'static BikeHour,
    pub last_week: f64,
}

/// What somebody expects for every hour to judge by.
pub struct Forecast<'a> {
    pub name: &'static str,
    pub hires: Array1<f64>,
    pub judge: &'a [&'a Hour],
}

impl Forecast<'_> {
    /// The mean absolute error, in hires per hour.
    pub fn error(&self) -> f64 {
        (baselines::EXERCISE.functions.mean_absolute_error)(self.hires.view(), targets(self.judge).view())
    }

    /// By how much the forecast is closer than another on a day, and the range of that. The hours of a day are alike,
    /// so whole days are drawn again and again.
    pub fn closer_than(&self, other: &Forecast) -> (f64, Interval) {
        let closer = other.errors_by_day() - self.errors_by_day();
        let mut random = ChaCha8Rng::seed_from_u64(11);
        let resamples = Array2::from_shape_simple_fn((2000, closer.len()), || random.gen_range(0..closer.len()));
        let functions = resampling::EXERCISE.functions;
        let means = (functions.bootstrap)(closer.view(), resamples.view(), |drawn| drawn.sum() / drawn.len() as f64);
        (closer.sum() / closer.len() as f64, (functions.percentile_interval)(means.view(), 0.95))
    }

    fn errors_by_day(&self) -> Array1<f64> {
        let day = |day: u16| {
            let hours = self.judge.iter().zip(&self.hires).filter(|(hour, _)| hour.now.day == day);
            let errors: Array1<f64> = hours.map(|(hour, expected)| (hour.now.bikers - expected).abs()).collect();
            errors.sum() / errors.len() as f64
        };
        JUDGE.map(day).collect()
    }

    /// What was hired more than forecast in this hour, on working days (1) or on other days (0).
    pub fn left_over(&self, working_day: u8, hour: u8) -> Array1<f64> {
        let hours = self.judge.iter().zip(&self.hires);
        let chosen = hours.filter(|(one, _)| one.now.hour == hour && one.now.working_day == working_day);
        chosen.map(|(one, expected)| one.now.bikers - expected).collect()
    }

    /// The mean of that, or of its size.
    pub fn at_hour(&self, working_day: u8, hour: u8, of: fn(f64) -> f64) -> f64 {
        self.left_over(working_day, hour).mapv(of).mean().unwrap_or(f64::NAN)
    }
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

pub fn targets(hours: &[&Hour]) -> Array1<f64> {
    hours.iter().map(|hour| hour.now.bikers).collect()
}

/// A level for every hour of the day, and one for working days.
pub fn by_hour(hour: &Hour) -> Vec<f64> {
    let mut levels = one_hot(usize::from(hour.now.hour), 24);
    levels.push(f64::from(hour.now.working_day));
    levels
}

/// A level for every hour of working days and for every hour of other days.
pub fn by_hour_and_day(hour: &Hour) -> Vec<f64> {
    one_hot(usize::from(hour.now.hour) + 24 * usize::from(hour.now.working_day), 48)
}

/// A column for every category but the first, which is the level that the others are measured from.
fn one_hot(category: usize, n_categories: usize) -> Vec<f64> {
    (1..n_categories).map(|column| f64::from(column == category)).collect()
}

/// A straight line in what is known ahead, on the level of its hour.
pub fn linear(
    known: &[&Hour],
    ahead: &[&Hour],
    levels: &dyn Fn(&Hour) -> Vec<f64>,
) -> Result<Array1<f64>, Box<dyn Error>> {
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

/// How many trees is chosen on later hours than the trees were grown on. Then they are grown on both. Also says how
/// many.
pub fn boosted(learn: &[&Hour], choose: &[&Hour], ahead: &[&Hour]) -> Result<(Array1<f64>, usize), Box<dyn Error>> {
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
    let (records, targets) = for_trees(&[learn, choose].concat());
    let model = (functions.fit)(Loss::Squared, records.view(), targets.view(), &settings)?;
    let hires = (functions.predict)(&model, for_trees(ahead).0.view());
    Ok((hires.mapv(|hires| hires.max(0.0)), settings.n_trees))
}
