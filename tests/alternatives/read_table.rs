//! Other ways to read a table.

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use mlings::read_table::{BadRow, COLUMNS, Contract, Film, NoColumn, NotANumber, Reason, Table};

pub const ALTERNATIVES: &[(&str, Contract)] = &[
    (
        "serde",
        Contract {
            number: serde::number,
            film: serde::film,
            line_of: serde::line_of,
            read_table: serde::read_table,
        },
    ),
    (
        "a machine of states, without the crate csv",
        Contract {
            number: by_hand::number,
            film: by_hand::film,
            line_of: by_hand::line_of,
            read_table: by_hand::read_table,
        },
    ),
];

/// serde makes the films; the reader accepts everything, and rows are judged afterwards.
mod serde {
    use super::*;

    pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
        let mut record = StringRecord::from(vec![field]);
        record.push_field("");
        let (number, _): (Option<f64>, Option<f64>) = record.deserialize(None).map_err(|_| NotANumber)?;
        if number.is_some_and(|number| !number.is_finite()) { Err(NotANumber) } else { Ok(number) }
    }

    pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
        for column in ["imdb_id", "title", "year"] {
            if header.iter().zip(record).any(|(name, field)| name == column && field.is_empty()) {
                return Err(Reason::Missing(column));
            }
        }
        // serde refuses a name that stands twice, and knows no others than those of the film.
        let columns = |names: &StringRecord| {
            let first = COLUMNS.into_iter().filter_map(|column| header.iter().position(|name| name == column));
            first.map(|place| names[place].to_owned()).collect::<StringRecord>()
        };
        let (header, record) = (columns(header), columns(record));
        let film: Film = record.deserialize(Some(&header)).map_err(|error| {
            let csv::ErrorKind::Deserialize { err, .. } = error.kind() else { panic!("{error}") };
            let name = err.field().and_then(|field| header.get(field as usize));
            let column = COLUMNS.into_iter().find(|column| Some(*column) == name);
            Reason::NotANumber(column.expect("a column of the film"))
        })?;
        let wild = |number: Option<f64>| number.is_some_and(|number| !number.is_finite());
        match (wild(film.runtime_min), wild(film.box_office_usd)) {
            (true, _) => Err(Reason::NotANumber("runtime_min")),
            (_, true) => Err(Reason::NotANumber("box_office_usd")),
            _ => Ok(film),
        }
    }

    pub fn line_of(bytes: &[u8], start: usize) -> usize {
        let mut line = 1;
        for (place, byte) in bytes.iter().enumerate() {
            if place >= start && *byte != b'\n' && *byte != b'\r' {
                break;
            }
            line += usize::from(*byte == b'\n');
        }
        line
    }

    pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
        let mut reader = ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
        let mut records = reader.byte_records().map(|record| record.expect("bytes in memory"));
        let header: StringRecord = match records.next() {
            Some(names) => StringRecord::from_byte_record_lossy(names),
            None => StringRecord::new(),
        };
        if let Some(column) = COLUMNS.into_iter().find(|column| !header.iter().any(|name| name == *column)) {
            return Err(NoColumn(column));
        }
        let judged = |record: ByteRecord| {
            let line = line_of(bytes, record.position().expect("a position").byte() as usize);
            let fields = record.len();
            let film = match StringRecord::from_byte_record(record) {
                _ if fields != header.len() => Err(Reason::FieldCount(fields)),
                Err(_) => Err(Reason::NotUtf8),
                Ok(record) => film(&header, &record),
            };
            film.map_err(|reason| BadRow { line, reason })
        };
        let (films, bad_rows): (Vec<_>, Vec<_>) = records.map(judged).partition(Result::is_ok);
        Ok(Table {
            films: films.into_iter().flatten().collect(),
            bad_rows: bad_rows.into_iter().filter_map(Result::err).collect(),
        })
    }
}

/// Byte by byte: inside quotes or not, and the line counted on the way.
mod by_hand {
    use super::*;
    use std::collections::HashMap;

    pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
        match field {
            "" => Ok(None),
            text => match text.parse::<f64>() {
                Ok(number) if number.abs() <= f64::MAX => Ok(Some(number)),
                _ => Err(NotANumber),
            },
        }
    }

    pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
        let mut fields: HashMap<&str, &str> = HashMap::new();
        for (name, field) in header.iter().zip(record) {
            fields.entry(name).or_insert(field);
        }
        let text = |column: &'static str| match fields[column] {
            "" => Err(Reason::Missing(column)),
            text => Ok(text.to_owned()),
        };
        let measured = |column: &'static str| number(fields[column]).or(Err(Reason::NotANumber(column)));
        let year = text("year")?;
        Ok(Film {
            imdb_id: text("imdb_id")?,
            title: text("title")?,
            year: year.parse().or(Err(Reason::NotANumber("year")))?,
            runtime_min: measured("runtime_min")?,
            genres: text("genres").ok(),
            box_office_usd: measured("box_office_usd")?,
        })
    }

    pub fn line_of(bytes: &[u8], start: usize) -> usize {
        let mut first = start;
        while first < bytes.len() && (bytes[first] == b'\n' || bytes[first] == b'\r') {
            first += 1;
        }
        bytes[..first].split(|byte| *byte == b'\n').count()
    }

    pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut rows = rows(text).into_iter();
        let names = rows.next().map(|row| row.1).unwrap_or_default();
        let header: StringRecord = names.iter().map(|name| str::from_utf8(name).unwrap_or("?")).collect();
        for column in COLUMNS {
            if !header.iter().any(|name| name == column) {
                return Err(NoColumn(column));
            }
        }
        let mut table = Table { films: Vec::new(), bad_rows: Vec::new() };
        for (line, fields) in rows {
            let film = match in_words(&fields) {
                None => Err(Reason::NotUtf8),
                Some(record) if record.len() != header.len() => Err(Reason::FieldCount(record.len())),
                Some(record) => film(&header, &record),
            };
            match film {
                Ok(film) => table.films.push(film),
                Err(reason) => table.bad_rows.push(BadRow { line, reason }),
            }
        }
        Ok(table)
    }

    fn in_words(fields: &[Vec<u8>]) -> Option<StringRecord> {
        let words: Option<Vec<&str>> = fields.iter().map(|field| str::from_utf8(field).ok()).collect();
        words.map(StringRecord::from)
    }

    /// Every row's line and fields. An empty line is no row.
    fn rows(text: &[u8]) -> Vec<(usize, Vec<Vec<u8>>)> {
        let mut rows = Vec::new();
        let (mut fields, mut field) = (Vec::new(), Vec::new());
        let (mut line, mut begins, mut quoted, mut empty) = (1, 1, false, true);
        let mut bytes = text.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            line += usize::from(byte == b'\n');
            match byte {
                b'"' if quoted && bytes.peek() == Some(&b'"') => {
                    bytes.next();
                    field.push(b'"');
                }
                b'"' if quoted => quoted = false,
                b'"' if field.is_empty() => (quoted, empty) = (true, false),
                b',' if !quoted => {
                    fields.push(std::mem::take(&mut field));
                    empty = false;
                }
                b'\r' if !quoted => {}
                b'\n' if !quoted => {
                    if !(empty && field.is_empty()) {
                        fields.push(std::mem::take(&mut field));
                        rows.push((begins, std::mem::take(&mut fields)));
                    }
                    (begins, empty) = (line, true);
                }
                _ => field.push(byte),
            }
        }
        if !(empty && field.is_empty() && fields.is_empty()) {
            fields.push(field);
            rows.push((begins, fields));
        }
        rows
    }
}
