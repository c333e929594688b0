//! Reading a table: turn CSV text into typed rows, and list every row that cannot be read.
//!
//! Guide: exercises/02_cleaning/01_read_table.md
//! Grade: cargo run -- check read_table

#![allow(unused_variables)] // for the bodies that are not written yet

use csv::StringRecord;
use mlings::read_table::{Film, NoColumn, NotANumber, Reason, Table};

/// The number that stands in a field.
///
/// Returns `None` for an empty field: the number is missing, which is not the same as 0. A field with a blank
/// in it is not empty.
///
/// # Errors
/// `NotANumber` for everything else that is not a finite number as Rust writes it: `n/a`, `120 min`,
/// `1,234`, a number with a blank before or after it, and also `NaN`, `inf` and `1e999`.
pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
    todo!()
}

/// The film in one record. The header says by name which field is which: columns may come in any order,
/// and others may stand between them. Names are compared letter by letter; of two columns with the same
/// name the first counts.
///
/// - `header`: the names of the columns; those of the film's six fields are among them
/// - `record`: as many fields as the header has
///
/// Returns the film, its texts as they stand. An empty `runtime_min`, `genres` or `box_office_usd` is `None`.
///
/// # Errors
/// The reason, with the column's name. Where there are several reasons, any one of them.
/// - `Missing`: `imdb_id`, `title` or `year` is empty
/// - `NotANumber`: `year` is not a `u16`, or `runtime_min` or `box_office_usd` is not a number
pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    todo!()
}

/// The line that a row begins on, as an editor counts: the first line is 1, and every `\n` ends one.
///
/// - `bytes`: the whole file
/// - `start`: the byte where reading the row began. The row's own first byte may come later: line ends
///   (`\r` and `\n`) that stand before it belong to the row before or to empty lines.
pub fn line_of(bytes: &[u8], start: usize) -> usize {
    todo!()
}

/// Every row of a file: as a film where it can be read, otherwise in the list of bad rows.
///
/// - `bytes`: the whole file. Its first row is the header. Fields may be quoted, lines may end in `\n` or
///   `\r\n`, and the file may begin with a byte order mark. An empty line is no row, a line of blanks or of
///   commas is one. A name in the header that is not UTF-8 is the name of another column.
///
/// Returns films and bad rows, both in the file's order. A row is bad when it has not as many fields as
/// the header, when a byte in it is not UTF-8 (in any column), or when `film` refuses it.
///
/// # Errors
/// `NoColumn` with the first column, in the order of the film's fields, that the header does not have.
pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
    todo!()
}

mlings::grade!(read_table { number, film, line_of, read_table });
