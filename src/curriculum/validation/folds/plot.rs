//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::{Array1, ArrayView1};

use super::{Contract, Fold};
use crate::datasets;
use crate::grading::{Cases, Plot};
use crate::plot::{Figure, histogram};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "time", draw: time }, Plot { name: "speakers", draw: speakers }];

/// The fold map of a year: which days every fold trains on, and which it tests. The days come unsorted.
fn time(folds: &Contract) -> Result<Figure, Box<dyn Error>> {
    let hours = datasets::bike_hours()?.iter().filter(|hour| hour.hour == RUSH_HOUR);
    let days: Vec<f64> = hours.map(|hour| f64::from(hour.day)).collect();
    let order = Cases::new(0, "the order of the days").permutation(days.len());
    let times: Array1<f64> = order.into_iter().map(|row| days[row]).collect();
    let made = (folds.time_series_split)(times.view(), TIME_FOLDS)?;
    let stripes = |part: fn(&Fold) -> &[usize]| -> Vec<[f64; 4]> {
        let of_fold =
            |(number, fold)| stretches(part(fold), times.view()).map(move |[from, to]| stripe(number, from, to));
        made.iter().enumerate().flat_map(of_fold).collect()
    };
    Ok(Figure::new("Bike hires of 2011 at 5 p.m.: what every fold trains on and tests", "Day of the year", "Fold")
        .bars("trains on", 0, stripes(|fold| &fold.train))
        .bars("tests", 1, stripes(|fold| &fold.test))
        .x_range(0.0, 366.0)
        .y_range(-0.6, TIME_FOLDS as f64 - 0.4))
}

/// From rows to stretches of days that follow one another: the first and the last day.
fn stretches(rows: &[usize], times: ArrayView1<f64>) -> impl Iterator<Item = [f64; 2]> {
    let mut days: Vec<f64> = rows.iter().filter_map(|row| times.get(*row)).copied().collect();
    days.sort_by(f64::total_cmp);
    let stretches = days.chunk_by(|day, next| next - day < 1.5).map(|days| [days[0], days[days.len() - 1]]);
    stretches.collect::<Vec<_>>().into_iter()
}

fn stripe(fold: usize, from: f64, to: f64) -> [f64; 4] {
    let middle = fold as f64;
    [from - 0.5, to + 0.5, middle - 0.4, middle + 0.4]
}

/// The frames of every speaker, stacked by the fold that tests them: a speaker of two colours is on both sides.
fn speakers(folds: &Contract) -> Result<Figure, Box<dyn Error>> {
    let groups: Array1<usize> = datasets::vowel_frames()?.iter().map(|frame| frame.speaker as usize).collect();
    let made = (folds.group_k_fold)(groups.view(), SPEAKER_FOLDS)?;
    let mut figure = Figure::new("Nine speakers: which fold tests their frames", "Speaker", "Frames");
    let mut bars: Vec<[f64; 4]> = Vec::new();
    for (number, fold) in made.iter().enumerate() {
        let tested = fold.test.iter().filter_map(|row| groups.get(*row)).map(|speaker| *speaker as f64);
        bars = histogram(tested, (0.5, 9.5), 9, &bars);
        figure = figure.bars(&format!("fold {number} tests {} frames", fold.test.len()), number, bars.clone());
    }
    // Room above the bars for the legend.
    let tallest = bars.iter().map(|[.., top]| *top).fold(1.0, f64::max);
    Ok(figure.x_range(0.4, 9.6).y_range(0.0, 1.4 * tallest))
}

/// The hour that has a row on each of the 365 days.
const RUSH_HOUR: u8 = 17;
const TIME_FOLDS: usize = 5;
const SPEAKER_FOLDS: usize = 3;
