//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::Array1;

use super::{Contract, Fold};
use mlings_datasets as datasets;
use mlings_grading::{Cases, Plot};
use mlings_plot::{Figure, Rect, histogram, tallest};

pub(super) const PLOTS: &[Plot<Contract>] =
    &[Plot { name: "time", draw: time }, Plot { name: "speakers", draw: speakers }];

/// The fold map of six decades: which months every fold trains on, and which it tests. The months come unsorted.
fn time(folds: &Contract) -> Result<Figure, Box<dyn Error>> {
    let years = datasets::carbon_dioxide()?.iter().map(|month| year(&month.date)).collect::<Option<Vec<f64>>>();
    let years = years.ok_or("a month is no date")?;
    let order = Cases::new(0, "the order of the months").permutation(years.len());
    let times: Array1<f64> = order.iter().map(|place| years[*place]).collect();
    let made = (folds.time_series_split)(times.view(), TIME_FOLDS)?;
    let stripes = |part: fn(&Fold) -> &[usize]| -> Vec<Rect> {
        let of_fold = |(number, fold)| {
            let stripe = |[from, to]: [usize; 2]| {
                Rect::new(years[from]..years[to] + MONTH, number as f64 - 0.4..number as f64 + 0.4)
            };
            stretches(part(fold), &order).into_iter().map(stripe).collect::<Vec<_>>()
        };
        made.iter().enumerate().flat_map(of_fold).collect()
    };
    Ok(Figure::new("62 years of CO2 in the air, month by month: what every fold trains on and tests", "Year", "Fold")
        .bars("trains on", 0, stripes(|fold| &fold.train))
        .bars("tests", 1, stripes(|fold| &fold.test))
        .x_range(1958.0, 2020.5)
        .y_range(-0.6, TIME_FOLDS as f64 - 0.4)
        .y_ticks((0..TIME_FOLDS).map(|fold| fold as f64), |fold| fold.to_string()))
}

/// Of a date such as 1958-03-01.
fn year(date: &str) -> Option<f64> {
    let (year, rest) = date.split_once('-')?;
    let month: f64 = rest.get(..2)?.parse().ok()?;
    Some(year.parse::<f64>().ok()? + MONTH * (month - 1.0))
}

/// From rows to stretches of the record without a gap: the first and the last place of each.
fn stretches(rows: &[usize], order: &[usize]) -> Vec<[usize; 2]> {
    let mut places: Vec<usize> = rows.iter().filter_map(|row| order.get(*row)).copied().collect();
    places.sort_unstable();
    places.chunk_by(|place, next| next - place <= 1).map(|places| [places[0], places[places.len() - 1]]).collect()
}

/// The frames of every speaker, stacked by the fold that tests them: a speaker of two colours is on both sides.
fn speakers(folds: &Contract) -> Result<Figure, Box<dyn Error>> {
    let groups: Array1<usize> = datasets::vowel_frames()?.iter().map(|frame| frame.speaker as usize).collect();
    let made = (folds.group_k_fold)(groups.view(), SPEAKER_FOLDS)?;
    let mut figure = Figure::new("Nine speakers: which fold tests their frames", "Speaker", "Frames");
    let mut bars: Vec<Rect> = Vec::new();
    for (number, fold) in made.iter().enumerate() {
        let tested = fold.test.iter().filter_map(|row| groups.get(*row)).map(|speaker| *speaker as f64);
        bars = histogram(tested, (0.5, 9.5), 9, &bars);
        figure = figure.bars(&format!("fold {number} tests {} frames", fold.test.len()), number, bars.clone());
    }
    // Room above the bars for the legend.
    Ok(figure.x_range(0.4, 9.6).y_range(0.0, 1.4 * tallest(&bars)))
}

/// In years.
const MONTH: f64 = 1.0 / 12.0;
const TIME_FOLDS: usize = 5;
const SPEAKER_FOLDS: usize = 3;
