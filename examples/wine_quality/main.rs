//! Which grade will tasters give a wine? And is a grade a number, or a class?
//!
//! ```text
//! cargo run --example wine_quality
//! ```
//!
//! The story: wines that stand in the table twice are taken out. Guessing, linear models and neighbours forecast the grade
//! from a laboratory's measurements, each as a number that is rounded and as a class. Nested validation compares them:
//! inner folds choose the settings, and outer folds that had no say in it judge, the same for all. Then it is seen what
//! the forecasts are good for. It stands on the references of the exercises `folds`, `scale`, `baselines`, `ridge_lasso`,
//! `softmax_regression` and `nearest_neighbours`; linfa-nn finds the neighbours. Another family, such as a forest, is one
//! more function in `models.rs`. Two plots are written to `plots/wine_quality`.

use std::collections::HashSet;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use mlings_datasets as datasets;
use mlings_plot::Figure;
use ndarray::Array1;
use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

use models::FAMILIES;
use validation::{Judged, OUTER, Wines};

mod models;
mod plots;
#[path = "../story/mod.rs"]
mod story;
mod validation;

/// Up to which grade a wine is poor, and from which it is good.
const POOR: f64 = 4.0;
const GOOD: f64 = 7.0;

fn main() -> ExitCode {
    story::tell(run)
}

fn run() -> Result<(), Box<dyn Error>> {
    let file = datasets::wine_quality()?;
    let file = Wines { records: file.records.clone(), grades: file.targets.clone() };
    let mut rows: Vec<usize> = (0..file.grades.len()).collect();
    rows.shuffle(&mut ChaCha8Rng::seed_from_u64(7));
    let with_copies = file.select(&rows);
    let mut met = HashSet::new();
    rows.retain(|row| met.insert(file.records.row(*row).mapv(f64::to_bits)));
    let wines = file.select(&rows);
    let (n_wines, n_measurements) = file.records.dim();
    let n_copies = n_wines - rows.len();
    println!("{n_wines} wines, {n_measurements} measurements each. {n_copies} rows repeat another one. With them");
    let alike = |wines: &Wines| Ok::<_, Box<dyn Error>>(shown(&(100.0 * wines.nearest_is_alike()?), 0));
    println!("a wine's nearest neighbour has its grade in {} % of all cases,", alike(&with_copies)?);
    println!("without them in {} %: a copy on the other side of a split gives", alike(&wines)?);
    println!("the answer away. So they are taken out.\n");

    println!("Each family forecasts a number, which is rounded to a grade, and a class, which is one of the grades:");
    println!("  guess       the mean of all grades, and the grade that most wines have");
    println!("  linear      a weighted sum of the measurements, and such a sum for every grade: the largest wins");
    println!("  neighbours  the mean grade of the wines most alike, and the grade that most of them have\n");
    println!("{OUTER} outer folds, mean ± standard deviation:");
    println!("{:<24}{:>16}{:>12}", "", "grades off", "right, %");
    let mut judged = Vec::new();
    for (name, family) in FAMILIES {
        for one in wines.nested(name, family)? {
            println!("{:<24}{:>16}{:>12}", one.name, shown(&one.errors, 3), shown(&(100.0 * &one.right), 1));
            judged.push(one);
        }
    }
    compare(&judged);
    let order = advise(&wines, &judged)?;

    println!();
    for (name, figure) in [("errors", plots::errors(&judged)), ("order", order)] {
        println!("Plot: {}", figure.save(Path::new("plots/wine_quality"), name)?[1].display());
    }
    Ok(())
}

/// Is a grade better forecast as a number or as a class? And what did the inner folds do for the figures?
fn compare(judged: &[Judged]) {
    println!("\nThe number less the class, grades off on the same fold:");
    let mut told_apart = 0;
    for ((name, _), both) in FAMILIES.iter().zip(judged.chunks(2)).skip(1) {
        let differences = &both[0].errors - &both[1].errors;
        let nearer = differences.iter().filter(|difference| **difference < 0.0).count();
        told_apart += usize::from((both[0].error() - both[1].error()).abs() > differences.std(1.0));
        println!("  {name:<22}{:>16}  the number is nearer in {nearer} of {OUTER}", shown(&differences, 3));
    }
    let verdict = match told_apart {
        0 => "no clear difference in any family".to_owned(),
        n => format!("a clear difference in {n} of {} families", FAMILIES.len() - 1),
    };
    println!("Number or class makes {verdict}: clear is a mean larger than its spread (±).");
    let flattery = |one: &Judged| one.error() - one.by_setting.fold(f64::INFINITY, |a, b| a.min(*b));
    let flattery = judged.iter().map(flattery).fold(0.0, f64::max);
    println!("Had the outer folds chosen the settings too, the error would look smaller by up to {flattery:.3}.");
}

/// What the winery can do with it, and how many wines are good from the highest forecasts to the lowest.
fn advise(wines: &Wines, judged: &[Judged]) -> Result<Figure, Box<dyn Error>> {
    // Numbers also put wines in order. So take the simplest number that is about as good as the best of all.
    let best = judged.iter().min_by(|one, other| one.error().total_cmp(&other.error())).ok_or("no model was tried")?;
    let standard_error = best.errors.std(1.0) / (OUTER as f64).sqrt();
    let is_as_good = |one: &&Judged| one.error() <= best.error() + standard_error;
    let chosen = judged.iter().step_by(2).find(is_as_good).unwrap_or(best);
    let less = chosen.error() - best.error();
    println!("\nConclusion");
    println!(
        "- Forecast with \"{}\". The least error, of \"{}\", is smaller by only {less:.3},",
        chosen.name, best.name
    );
    println!(
        "  and {standard_error:.3} (its standard error) may be chance. A number is simpler, and puts wines in order."
    );

    let mut order: Vec<usize> = (0..wines.grades.len()).collect();
    order.sort_by(|one, other| chosen.forecasts[*other].total_cmp(&chosen.forecasts[*one]));
    let poor: Vec<&usize> = order.iter().filter(|row| wines.grades[**row] <= POOR).collect();
    let found = poor.iter().filter(|row| chosen.forecasts[***row].round() <= POOR).count();
    println!(
        "- Do not look for poor wines with it: of {} with a grade of {POOR} or less it finds {found}.",
        poor.len()
    );

    let good: Vec<bool> = order.iter().map(|row| wines.grades[*row] >= GOOD).collect();
    let share = |good: &[bool]| 100.0 * (good.iter().filter(|good| **good).count() as f64 / good.len() as f64);
    let tenths: Vec<f64> = good.chunks(good.len().div_ceil(10)).map(share).collect();
    let of_all = share(&good);
    println!("- Taste in the order of the forecasts: of all wines {of_all:.0} % have a grade of {GOOD} or more,");
    println!("  of the tenth with the highest forecasts {:.0} %.", tenths[0]);
    Ok(plots::order(&tenths, of_all))
}

/// Mean and standard deviation.
fn shown(by_fold: &Array1<f64>, decimals: usize) -> String {
    format!("{:.decimals$} ± {:.decimals$}", by_fold.sum() / by_fold.len() as f64, by_fold.std(1.0))
}
