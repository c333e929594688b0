//! Duplicates and outliers: one row for every key, and a flag on what can hardly be true.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::deduplicate::*;
use mlings_datasets::{self as datasets, DatasetError};
use mlings_grading::{About, Exercise};
use ndarray::Array1;

const SOLUTION: Contract = Contract {
    normalise: solution::normalise,
    keep_latest: solution::keep_latest,
    iqr_fences: solution::iqr_fences,
    mad_fences: solution::mad_fences,
    flag: solution::flag,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "deduplicate", title: "Duplicates and outliers" },
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
