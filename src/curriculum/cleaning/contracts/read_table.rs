//! Reading a table: CSV text to typed rows, and a list of the rows that cannot be read.

use csv::{Position, StringRecord};
use mlings_contract::{Bytes, Malformed, Wire, contract, travels};
use serde::Deserialize;

/// The columns that a [`Film`] is made of, by their names in the header.
pub const COLUMNS: [&str; 6] = ["imdb_id", "title", "year", "runtime_min", "genres", "box_office_usd"];

/// One row that could be read. `None` is a missing value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Film {
    /// The film's number at IMDb, for instance tt0032455; never empty.
    pub imdb_id: String,
    /// Never empty.
    pub title: String,
    /// The year of release.
    pub year: u16,
    /// In minutes.
    pub runtime_min: Option<f64>,
    /// As they stand in the file, separated by `|`; never empty.
    pub genres: Option<String>,
    /// Takings, in US dollars.
    pub box_office_usd: Option<f64>,
}

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The row has another number of fields than the header: this many.
    FieldCount(usize),
    /// A byte of the row is not UTF-8.
    NotUtf8,
    /// The field of this column is empty, and no film can do without it.
    Missing(&'static str),
    /// The field of this column is neither empty nor a number that fits.
    NotANumber(&'static str),
}

/// A row that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line that it begins on, as an editor counts: from 1, the header's line included.
    pub line: usize,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What [`Contract::read_table`] makes of a file. Every row of the file is in one of the two lists.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The rows that could be read, in the file's order.
    pub films: Vec<Film>,
    /// The rows that could not, in the file's order.
    pub bad_rows: Vec<BadRow>,
}

/// The header does not have this column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the header has no column {0}")]
pub struct NoColumn(pub &'static str);

/// A field is neither empty nor a finite number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("neither empty nor a number")]
pub struct NotANumber;

contract! {
    /// What the learner implements. The format is that of RFC 4180, as the crate `csv` reads it.
    ///
    /// Unlike pandas' `read_csv`, nothing is guessed: what a column holds is fixed, only an empty field is missing, short
    /// rows are not filled up, and no row is lost without a word.
    pub struct Contract {
        /// The number in a field; `None` where the field is empty.
        fn number(field: &str) -> Result<Option<f64>, NotANumber>;
        /// The film in a record, its columns found by the names in the header.
        fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason>;
        /// The line, counted from 1, of the first byte at or after `start` that is no line end.
        fn line_of(bytes: &[u8], start: usize) -> usize;
        /// All films and all bad rows of a file; an error where the header lacks one of [`COLUMNS`].
        fn read_table(bytes: &[u8]) -> Result<Table, NoColumn>;
    }
}

travels!(struct Film { imdb_id, title, year, runtime_min, genres, box_office_usd });
travels!(
    enum Reason {
        FieldCount(value),
        NotUtf8,
        Missing(value),
        NotANumber(value),
    }
);
travels!(struct BadRow { line, reason });
travels!(struct Table { films, bad_rows });
travels!(struct NoColumn(value));
travels!(struct NotANumber);

/// The fields, and where the record began.
impl Wire<Contract> for StringRecord {
    fn put(&self, out: &mut Vec<u8>) {
        let fields: Vec<String> = self.iter().map(str::to_owned).collect();
        let begin = self.position().map(|begin| (begin.byte(), begin.line(), begin.record()));
        Wire::<Contract>::put(&fields, out);
        Wire::<Contract>::put(&begin, out);
    }

    fn take(from: &mut Bytes<'_>) -> Result<Self, Malformed> {
        let fields: Vec<String> = Wire::<Contract>::take(from)?;
        let begin: Option<(u64, u64, u64)> = Wire::<Contract>::take(from)?;
        let mut record = StringRecord::from(fields);
        record.set_position(begin.map(|(byte, line, number)| {
            let mut begin = Position::new();
            begin.set_byte(byte).set_line(line).set_record(number);
            begin
        }));
        Ok(record)
    }
}
