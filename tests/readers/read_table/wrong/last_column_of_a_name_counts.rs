//! what is wrong: the header goes into a HashMap, so of two columns with the same name the last one counts
//!
//! Reading a table: turn CSV text into typed rows, and list every row that cannot be read.

#![allow(unused_variables)]

use std::collections::HashMap;

use csv::{ErrorKind, Reader, StringRecord};
use mlings::read_table::{BadRow, COLUMNS, Film, NoColumn, NotANumber, Reason, Table};

pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
    if field.is_empty() {
        return Ok(None);
    }
    match field.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Some(value)),
        _ => Err(NotANumber),
    }
}

fn place(header: &StringRecord, column: &str) -> Option<usize> {
    let places: HashMap<&str, usize> = header.iter().enumerate().map(|(place, name)| (name, place)).collect();
    places.get(column).copied()
}

fn field<'r>(header: &StringRecord, record: &'r StringRecord, column: &str) -> &'r str {
    match place(header, column) {
        Some(place) => record.get(place).unwrap_or(""),
        None => "",
    }
}

fn required(header: &StringRecord, record: &StringRecord, column: &'static str) -> Result<String, Reason> {
    let text = field(header, record, column);
    if text.is_empty() {
        return Err(Reason::Missing(column));
    }
    Ok(text.to_string())
}

fn optional_number(header: &StringRecord, record: &StringRecord, column: &'static str) -> Result<Option<f64>, Reason> {
    number(field(header, record, column)).map_err(|_| Reason::NotANumber(column))
}

pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    let imdb_id = required(header, record, "imdb_id")?;
    let title = required(header, record, "title")?;
    let year = required(header, record, "year")?;
    let year = year.parse::<u16>().map_err(|_| Reason::NotANumber("year"))?;
    let runtime_min = optional_number(header, record, "runtime_min")?;
    let genres = field(header, record, "genres");
    let genres = if genres.is_empty() { None } else { Some(genres.to_string()) };
    let box_office_usd = optional_number(header, record, "box_office_usd")?;
    Ok(Film { imdb_id, title, year, runtime_min, genres, box_office_usd })
}

pub fn line_of(bytes: &[u8], start: usize) -> usize {
    let mut first = start;
    while first < bytes.len() && (bytes[first] == b'\r' || bytes[first] == b'\n') {
        first += 1;
    }
    1 + bytes[..first].iter().filter(|byte| **byte == b'\n').count()
}

pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
    let mut reader = Reader::from_reader(bytes);
    let header: StringRecord = match reader.byte_headers() {
        Ok(names) => names.iter().map(String::from_utf8_lossy).collect(),
        Err(_) => StringRecord::new(),
    };
    for column in COLUMNS.iter().copied() {
        if place(&header, column).is_none() {
            return Err(NoColumn(column));
        }
    }

    let mut films = Vec::new();
    let mut bad_rows = Vec::new();
    for row in reader.records() {
        let (start, outcome) = match &row {
            Ok(record) => (record.position().map_or(0, |position| position.byte()), film(&header, record)),
            Err(error) => {
                let reason = match error.kind() {
                    ErrorKind::UnequalLengths { len, .. } => Reason::FieldCount(*len as usize),
                    ErrorKind::Utf8 { .. } => Reason::NotUtf8,
                    _ => unreachable!("bytes in memory can be read"),
                };
                (error.position().map_or(0, |position| position.byte()), Err(reason))
            }
        };
        match outcome {
            Ok(film) => films.push(film),
            Err(reason) => bad_rows.push(BadRow { line: line_of(bytes, start as usize), reason }),
        }
    }
    Ok(Table { films, bad_rows })
}

mlings::grade!(read_table { number, film, line_of, read_table });
