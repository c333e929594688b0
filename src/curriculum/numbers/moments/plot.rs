//! What is drawn from the learner's functions.

use std::error::Error;

use super::{Contract, Running};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, extent, histogram, tallest};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "alcohol", draw: alcohol }];

/// All wines, with mean and standard deviation found at once and once more by pushing every grade and merging.
fn alcohol(moments: &Contract) -> Result<Figure, Box<dyn Error>> {
    let wines = datasets::wine_quality()?;
    let values = wines.records.column(ALCOHOL);
    let (mean, deviation) = ((moments.mean)(values)?, (moments.variance)(values, 1)?.sqrt());

    let mut grades = [Running::default(); 11];
    for (value, grade) in values.iter().zip(&wines.targets) {
        (moments.push)(&mut grades[*grade as usize], *value);
    }
    let whole = grades.iter().fold(Running::default(), |left, right| (moments.merge)(&left, right));
    let merged = (moments.running_variance)(&whole, 1)?.sqrt();

    let range = extent(values.iter().copied()).ok_or("no wine has a number")?;
    let bars = histogram(values.iter().copied(), range, BINS, &[]);
    let top = tallest(&bars);
    let upright = |at: f64, height: f64| [(at, 0.0), (at, height * top)];
    Ok(Figure::new("Alcohol in 1599 red wines: mean ± standard deviation", "Alcohol (% by volume)", "Wines")
        .bars("", 5, bars)
        .line(&format!("all at once: {mean:.3} ± {deviation:.3}"), 0, upright(mean, 1.1))
        .line("", 0, upright(mean - deviation, 1.1))
        .line("", 0, upright(mean + deviation, 1.1))
        .marks(
            &format!("by grade, merged: {:.3} ± {merged:.3}", whole.mean),
            1,
            [-1.0, 0.0, 1.0].map(|steps| (whole.mean + steps * merged, 1.1 * top)),
        )
        .y_range(0.0, 1.4 * top))
}

/// The column of the wines that holds the alcohol, in per cent by volume.
const ALCOHOL: usize = 10;
const BINS: usize = 30;
