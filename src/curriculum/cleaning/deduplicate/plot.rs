//! What is drawn from the learner's functions.

use std::collections::HashMap;
use std::error::Error;

use ndarray::Array1;

use super::{Contract, Sale, sales};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::Figure;

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "prices", draw: prices }, Plot { name: "rain", draw: rain }];

/// The price that is kept for every article against the first that was asked for it. The rows come mixed, as from several
/// tills: the file itself is nearly in the order of time, and would hide who never looks at a time.
fn prices(clean: &Contract) -> Result<Figure, Box<dyn Error>> {
    let in_file = sales(3000)?;
    let sales: Vec<&Sale> = (0..in_file.len()).map(|row| &in_file[row * 1999 % in_file.len()]).collect();
    let keys: Vec<String> = sales.iter().map(|sale| (clean.normalise)(sale.code)).collect();
    let times: Array1<f64> = sales.iter().map(|sale| sale.time).collect();
    let kept = (clean.keep_latest)(&keys, times.view());

    let mut first: HashMap<&str, &Sale> = HashMap::new();
    let mut latest: HashMap<&str, f64> = HashMap::new();
    for (key, sale) in keys.iter().zip(&sales) {
        let earliest = first.entry(key).or_insert(sale);
        if sale.time < earliest.time {
            *earliest = sale;
        }
        let time = latest.entry(key).or_insert(sale.time);
        *time = time.max(sale.time);
    }
    let rows = kept.iter().copied().filter(|row| *row < sales.len());
    let (old, new): (Vec<usize>, Vec<usize>) = rows.partition(|row| sales[*row].time < latest[keys[*row].as_str()]);
    let pairs = |rows: Vec<usize>| -> Vec<(f64, f64)> {
        rows.into_iter().map(|row| (first[keys[row].as_str()].price, sales[row].price)).collect()
    };
    let (same, changed): (Vec<_>, Vec<_>) = pairs(new).into_iter().partition(|(before, now)| before == now);
    Ok(Figure::new(
        format!("{} articles: what they cost at first, and what they cost now", kept.len()),
        "First price (pounds)",
        "Price of the row that is kept (pounds)",
    )
    .line("same price", 2, [(0.0, 0.0), (DEAREST, DEAREST)])
    .points(&format!("{} with the price that they had", same.len()), 0, cheap(same))
    .points(&format!("{} with a new price", changed.len()), 1, cheap(changed))
    .points(&format!("{} with a row that is not the latest", old.len()), 3, cheap(pairs(old)))
    .x_range(0.0, DEAREST)
    .y_range(0.0, DEAREST))
}

/// The hours in which any rain fell, with flags and the upper fence.
fn rain(clean: &Contract) -> Result<Figure, Box<dyn Error>> {
    let hours = datasets::traffic_hours()?.iter().filter(|hour| hour.rain > 0.0);
    let (days, rain): (Vec<f64>, Vec<f64>) = hours.map(|hour| (day(&hour.date_time), hour.rain)).unzip();
    let rain = Array1::from(rain);
    let fences = (clean.mad_fences)(rain.view(), 3.5);
    let flags = (clean.flag)(rain.view(), &fences);
    let hours = |wanted: bool| -> Vec<(f64, f64)> {
        let all = days.iter().zip(&rain).zip(&flags);
        all.filter(|(_, flagged)| **flagged == wanted).map(|((day, mm), _)| (*day, mm.log10())).collect()
    };
    let (usual, flagged) = (hours(false), hours(true));
    Ok(Figure::new(
        format!("Rain of {} wet hours in 2014 and 2016", rain.len()),
        "Day of the year",
        "Rain of the hour (log10 of mm: 0 is 1 mm, 1 is 10 mm)",
    )
    .points(&format!("{} not flagged", usual.len()), 0, usual)
    .points(&format!("{} flagged", flagged.len()), 1, flagged)
    .line(&format!("upper fence: {:.2} mm", fences.high), 2, [(0.0, fences.high.log10()), (366.0, fences.high.log10())])
    .x_range(0.0, 366.0)
    .y_range(-1.0, 5.0))
}

/// What costs more would squeeze all others into a corner.
const DEAREST: f64 = 12.0;

/// Many articles have the same prices; each place is drawn once.
fn cheap(mut prices: Vec<(f64, f64)>) -> Vec<(f64, f64)> {
    prices.retain(|(before, now)| *before <= DEAREST && *now <= DEAREST);
    prices.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1)));
    prices.dedup();
    prices
}

/// Days since the year began, of a time such as 2016-07-11 17:00:00.
fn day(date_time: &str) -> f64 {
    const BEFORE: [f64; 12] = [0.0, 31.0, 60.0, 91.0, 121.0, 152.0, 182.0, 213.0, 244.0, 274.0, 305.0, 335.0];
    let number = |place: std::ops::Range<usize>| date_time.get(place).and_then(|part| part.parse::<usize>().ok());
    let (Some(month), Some(day), Some(hour)) = (number(5..7), number(8..10), number(11..13)) else { return f64::NAN };
    BEFORE[(month + 11) % 12] + day as f64 - 1.0 + hour as f64 / 24.0
}
