//! A CSV file (RFC 4180) as typed rows. No row is lost on the way: what cannot be read is listed, with its
//! line and the reason.

use csv::{ErrorKind, Reader, StringRecord};

use mlings::read_table::{BadRow, COLUMNS, Film, NoColumn, NotANumber, Reason, Table};

/// The number that stands in a field.
///
/// Returns `None` for an empty field: the number is missing, which is not the same as 0. A field with a blank
/// in it is not empty.
///
/// # Errors
/// `NotANumber` for everything else that is not a finite number as Rust writes it: `n/a`, `120 min`,
/// `1,234`, a number with a blank before or after it, and also `NaN`, `inf` and `1e999`.
pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
    if field.is_empty() {
        return Ok(None);
    }
    match field.parse::<f64>() {
        // To Rust "NaN" and "inf" are floats too.
        Ok(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(NotANumber),
    }
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
    let field = |column: &str| {
        let place = header.iter().position(|name| name == column);
        place.and_then(|place| record.get(place)).unwrap_or_default()
    };
    let text = |column| Some(field(column)).filter(|text| !text.is_empty());
    let required = |column| text(column).ok_or(Reason::Missing(column));
    let optional_number = |column| number(field(column)).map_err(|NotANumber| Reason::NotANumber(column));
    Ok(Film {
        imdb_id: required("imdb_id")?.to_owned(),
        title: required("title")?.to_owned(),
        year: required("year")?.parse().map_err(|_| Reason::NotANumber("year"))?,
        runtime_min: optional_number("runtime_min")?,
        genres: text("genres").map(str::to_owned),
        box_office_usd: optional_number("box_office_usd")?,
    })
}

/// The line that a row begins on, as an editor counts: the first line is 1, and every `\n` ends one.
///
/// - `bytes`: the whole file
/// - `start`: the byte where reading the row began. The row's own first byte may come later: line ends
///   (`\r` and `\n`) that stand before it belong to the row before or to empty lines.
pub fn line_of(bytes: &[u8], start: usize) -> usize {
    let line_ends = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    1 + bytes[..start + line_ends].iter().filter(|byte| **byte == b'\n').count()
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
    let mut reader = Reader::from_reader(bytes);
    // A name that is not UTF-8 belongs to another column, and costs no row.
    let header = reader.byte_headers().cloned().unwrap_or_default();
    let header: StringRecord = header.iter().map(String::from_utf8_lossy).collect();
    for column in COLUMNS {
        if header.iter().all(|name| name != column) {
            return Err(NoColumn(column));
        }
    }

    let mut table = Table { films: Vec::new(), bad_rows: Vec::new() };
    for record in reader.records() {
        let (position, result) = match &record {
            Ok(record) => (record.position(), film(&header, record)),
            Err(error) => (error.position(), Err(reason(error.kind()))),
        };
        match result {
            Ok(film) => table.films.push(film),
            Err(reason) => {
                let start = position.map_or(0, |position| position.byte() as usize);
                table.bad_rows.push(BadRow { line: line_of(bytes, start), reason });
            }
        }
    }
    Ok(table)
}

/// Only these two can go wrong while the bytes are cut into fields.
fn reason(kind: &ErrorKind) -> Reason {
    match kind {
        ErrorKind::UnequalLengths { len, .. } => Reason::FieldCount(*len as usize),
        _ => Reason::NotUtf8,
    }
}
