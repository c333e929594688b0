//! Duplicates and outliers: one row for every key, and a flag on what can hardly be true.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

use ndarray::{Array1, ArrayView1};

use crate::datasets::{self, DatasetError};
use crate::grading::{About, Exercise};

/// What [`Contract::iqr_fences`] and [`Contract::mad_fences`] learn, in the unit of the values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fences {
    /// The lowest value that is not flagged.
    pub low: f64,
    /// The highest value that is not flagged.
    pub high: f64,
}

/// What the learner implements. A missing number is NaN.
///
/// The conventions are those of pandas and NumPy: `str.split().str.join(" ").str.lower()`,
/// `sort_values("time", kind="stable", na_position="first").drop_duplicates("key", keep="last").sort_index()`,
/// `numpy.percentile` with its linear method, and `scipy.stats.median_abs_deviation(scale=0.6745)`.
#[derive(Clone, Copy)]
pub struct Contract {
    /// A key in the one way in which all its spellings are the same.
    pub normalise: fn(key: &str) -> String,
    /// The rows to keep, one for every key: the latest, and of equally late ones the last.
    pub keep_latest: fn(keys: &[String], times: ArrayView1<f64>) -> Vec<usize>,
    /// `reach` interquartile ranges below the first and above the third quartile.
    pub iqr_fences: fn(values: ArrayView1<f64>, reach: f64) -> Fences,
    /// `cutoff` · MAD / 0.6745 below and above the median.
    pub mad_fences: fn(values: ArrayView1<f64>, cutoff: f64) -> Fences,
    /// For every value whether it lies outside of the fences.
    pub flag: fn(values: ArrayView1<f64>, fences: &Fences) -> Array1<bool>,
}

const SOLUTION: Contract = Contract {
    normalise: solution::normalise,
    keep_latest: solution::keep_latest,
    iqr_fences: solution::iqr_fences,
    mad_fences: solution::mad_fences,
    flag: solution::flag,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About {
        id: "deduplicate",
        title: "Duplicates and outliers",
        summary: "keep one row for every key, and flag what can hardly be true",
        place: "02_cleaning/05_deduplicate",
        source: include_str!("solution.rs"),
    },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};

/// A line of the shop that sells something for a price, in the order of the file.
struct Sale {
    /// The article's code, as it was typed.
    code: &'static str,
    /// A number that grows with time.
    time: f64,
    /// Price of one piece, in pounds sterling.
    price: f64,
}

/// The first `n` of the 9095 lines that are no cancellations and have a price.
fn sales(n: usize) -> Result<Vec<Sale>, DatasetError> {
    let lines = datasets::invoice_lines()?.iter();
    let sold = lines.filter(|line| line.price > 0.0 && !line.invoice.starts_with('C')).take(n);
    Ok(sold.map(|line| Sale { code: &line.stock_code, time: moment(&line.date), price: line.price }).collect())
}

/// Of a date such as 12/1/2009 10:36: minutes, if every month had 31 days. Good enough to tell before from after.
fn moment(date: &str) -> f64 {
    let (mut parts, mut part) = ([0.0; 5], 0);
    for byte in date.bytes() {
        match byte {
            b'0'..=b'9' => parts[part] = 10.0 * parts[part] + f64::from(byte - b'0'),
            _ => part = (part + 1) % 5,
        }
    }
    let [month, day, year, hour, minute] = parts;
    (((year * 12.0 + month) * 31.0 + day) * 24.0 + hour) * 60.0 + minute
}

/// The rain of the 709 hours in which any fell, in mm. One of them is 9831.3.
fn rain() -> Result<Array1<f64>, DatasetError> {
    Ok(datasets::traffic_hours()?.iter().map(|hour| hour.rain).filter(|rain| *rain > 0.0).collect())
}
