//! What is drawn from the learner's functions.

use std::error::Error;

use super::{COLUMNS, Contract, Film, damaged};
use mlings_grading::Plot;
use mlings_plot::{Figure, Rect};

pub(super) const PLOTS: &[Plot<Contract>] = &[Plot { name: "gaps", draw: gaps }];

/// Column by column what became of the rows of a damaged file: a value, a gap, or a bad row.
fn gaps(table: &Contract) -> Result<Figure, Box<dyn Error>> {
    let read = (table.read_table)(&damaged("export.csv")?)?;
    let known: [fn(&Film) -> bool; COLUMNS.len()] = [
        |film| !film.imdb_id.is_empty(),
        |film| !film.title.is_empty(),
        |film| film.year > 0,
        |film| film.runtime_min.is_some(),
        |film| film.genres.is_some(),
        |film| film.box_office_usd.is_some(),
    ];
    let (mut values, mut missing, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    for (column, known) in (0..).zip(known) {
        let across = f64::from(column) - 0.35..f64::from(column) + 0.35;
        let filled = read.films.iter().filter(|film| known(film)).count() as f64;
        let films = read.films.len() as f64;
        values.push(Rect::new(across.clone(), 0.0..filled));
        missing.push(Rect::new(across.clone(), filled..films));
        bad.push(Rect::new(across, films..films + read.bad_rows.len() as f64));
    }
    Ok(Figure::new("A damaged file of 120 films, column by column", "Column", "Rows")
        .x_names(COLUMNS)
        .y_range(0.0, 1.5 * ROWS)
        .bars("has a value", 0, values)
        .bars("is missing", 4, missing)
        .bars(&format!("bad row: {} in all", read.bad_rows.len()), 1, bad)
        .line("rows in the file", 2, [(-0.5, ROWS), (COLUMNS.len() as f64 - 0.5, ROWS)]))
}

/// The rows of `export.csv`, counted by hand.
const ROWS: f64 = 120.0;
