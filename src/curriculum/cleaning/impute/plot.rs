//! What is drawn from the learner's functions.

use std::error::Error;

use ndarray::Axis;

use super::{Contract, Strategy};
use mlings_datasets as datasets;
use mlings_grading::Plot;
use mlings_plot::{Figure, extent, histogram, tallest};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "fills", draw: fills }];

/// A column of all birds as the transform left it, and on top of it the birds that every strategy fills in.
fn fills(impute: &Contract) -> Result<Figure, Box<dyn Error>> {
    let birds = datasets::measurements()?;
    let (held_out, learned): (Vec<usize>, Vec<usize>) = (0..birds.nrows()).partition(|row| row % 5 == 0);
    let (train, test) = (birds.select(Axis(0), &learned), birds.select(Axis(0), &held_out));
    let given: Vec<f64> = train.column(CARBON).iter().chain(test.column(CARBON)).copied().collect();
    let missing = given.iter().filter(|value| value.is_nan()).count();

    let (mut measured, mut changed, mut filled) = (Vec::new(), 0, Vec::new());
    for (name, strategy) in STRATEGIES {
        let imputed = (impute.impute_split)(train.view(), test.view(), strategy)?;
        let rows = imputed.train.rows().into_iter().chain(imputed.test.rows());
        let after = rows.map(|row| row.get(CARBON).copied().unwrap_or(f64::NAN));
        let (gaps, kept): (Vec<_>, Vec<_>) = after.zip(&given).partition(|(_, before)| before.is_nan());
        let values: Vec<f64> = gaps.into_iter().map(|(value, _)| value).filter(|value| value.is_finite()).collect();
        filled.push((format!("{name}: {} of {missing} filled in", values.len()), values));
        // Every strategy should leave them alone; the one that does not is the one to see.
        let touched = kept.iter().filter(|(after, before)| after != *before).count();
        if measured.is_empty() || touched > changed {
            (measured, changed) = (kept.into_iter().map(|(after, _)| after).collect(), touched);
        }
    }

    let all = given.iter().chain(&measured).chain(filled.iter().flat_map(|(_, values)| values)).copied();
    let range = extent(all).ok_or("no bird has a number")?;
    let mut bars = histogram(measured.iter().copied(), range, BINS, &[]);
    let measured = format!("measured: {} birds, {changed} changed", measured.len());
    let mut figure =
        Figure::new("Carbon isotopes of 344 penguins, gaps filled in three ways", "Delta 13 C (per mille)", "Birds")
            .bars(&measured, 0, bars.clone());
    for (colour, (name, values)) in (1..).zip(filled) {
        bars = histogram(values, range, BINS, &bars);
        figure = figure.bars(&name, colour, bars.clone());
    }
    // Room above the bars for the legend.
    Ok(figure.y_range(0.0, 1.4 * tallest(&bars)))
}

/// The column of the data with many gaps: delta 13 C.
const CARBON: usize = 5;
const BINS: usize = 36;
const STRATEGIES: [(&str, Strategy); 3] =
    [("mean", Strategy::Mean), ("median", Strategy::Median), ("most frequent", Strategy::MostFrequent)];
