//! Four plots: a week, what the forecasts leave over on working days and on days off, and how far off they are.

use mlings_plot::Figure;
use ndarray::Array1;

use crate::forecasts::{Forecast, targets};

/// The first day of the week that is drawn: 7 November. It rained on its Thursday from 13:00 to 18:00, and its Friday
/// was a holiday, Veterans Day.
const MONDAY: u16 = 311;

/// A week, Monday to Sunday, as it was and as it was expected.
pub fn week([naive, _, _, trees]: &[Forecast; 4]) -> Figure {
    let curve = |hires: &Array1<f64>| {
        let place = |day: u16, hour: u8| f64::from(day - MONDAY) + f64::from(hour) / 24.0 - 0.5;
        let hours = trees.judge.iter().zip(hires).filter(|(hour, _)| (MONDAY..MONDAY + 7).contains(&hour.now.day));
        hours.map(|(hour, hires)| (place(hour.now.day, hour.now.hour), *hires)).collect::<Vec<_>>()
    };
    Figure::new("A week in November, forecast and hired", "", "Bicycles hired (per hour)")
        .line("same hour last week", 4, curve(&naive.hires))
        .line("boosted trees", 1, curve(&trees.hires))
        .line("hired", 0, curve(&targets(trees.judge)))
        .x_names(["Mon", "Tue", "Wed", "Thu, rain", "Fri, a holiday", "Sat", "Sun"])
}

/// What a good forecast leaves over has no pattern. On working days (1), or on other days (0).
pub fn residuals(forecasts: &[Forecast; 4], working_day: u8, days: &str) -> Figure {
    let title = format!("What the forecasts leave over, {days} in November and December");
    let axes = ("Hour of the day", "Hired minus forecast (mean, bicycles per hour)");
    let start = Figure::new(title, axes.0, axes.1).line("", 5, [(0.0, 0.0), (23.0, 0.0)]);
    let models = forecasts[1..].iter().zip([1, 2, 0]);
    let figure = models.fold(start, |figure, (forecast, colour)| {
        let at = (0..24).map(|hour| (f64::from(hour), forecast.at_hour(working_day, hour, |left| left)));
        figure.line(forecast.name, colour, at)
    });
    figure.y_range(-110.0, 70.0)
}

/// The size of what is left over on working days.
pub fn errors(forecasts: &[Forecast; 4]) -> Figure {
    let axes = ("Hour of the day", "Mean absolute error (bicycles per hour)");
    let start = Figure::new("How far off, working days in November and December", axes.0, axes.1);
    forecasts.iter().zip([4, 1, 2, 0]).fold(start, |figure, (forecast, colour)| {
        let at = (0..24).map(|hour| (f64::from(hour), forecast.at_hour(1, hour, f64::abs)));
        figure.line(forecast.name, colour, at)
    })
}
