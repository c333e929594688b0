//! Reading a table, from byte records of any length.

#![allow(unused_variables)]

use csv::{ReaderBuilder, StringRecord};
use mlings::read_table::{BadRow, COLUMNS, Film, NoColumn, NotANumber, Reason, Table};

pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
    if field.is_empty() {
        return Ok(None);
    }
    let value: f64 = field.parse().map_err(|_| NotANumber)?;
    if value.is_finite() { Ok(Some(value)) } else { Err(NotANumber) }
}

fn place(header: &StringRecord, column: &str) -> Option<usize> {
    header.iter().position(|name| name == column)
}

pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    // Some(text), or None where the field is empty
    let text = |column: &'static str| {
        let place = place(header, column).expect("the header has the columns of a film");
        record.get(place).filter(|field| !field.is_empty())
    };
    let value = |column: &'static str| number(text(column).unwrap_or("")).map_err(|_| Reason::NotANumber(column));

    Ok(Film {
        imdb_id: text("imdb_id").ok_or(Reason::Missing("imdb_id"))?.to_owned(),
        title: text("title").ok_or(Reason::Missing("title"))?.to_owned(),
        year: text("year")
            .ok_or(Reason::Missing("year"))?
            .parse::<u16>()
            .map_err(|_| Reason::NotANumber("year"))?,
        runtime_min: value("runtime_min")?,
        genres: text("genres").map(|genres| genres.to_owned()),
        box_office_usd: value("box_office_usd")?,
    })
}

pub fn line_of(bytes: &[u8], start: usize) -> usize {
    let line_ends = bytes.iter().skip(start).take_while(|byte| matches!(**byte, b'\r' | b'\n')).count();
    let before = bytes.iter().take(start + line_ends);
    before.filter(|byte| **byte == b'\n').count() + 1
}

pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let names = reader.byte_headers().expect("bytes in memory can be read").clone();
    let header: StringRecord = names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    if let Some(column) = COLUMNS.iter().copied().find(|column| place(&header, column).is_none()) {
        return Err(NoColumn(column));
    }

    let mut table = Table { films: Vec::new(), bad_rows: Vec::new() };
    for record in reader.byte_records() {
        let record = record.expect("bytes in memory can be read");
        let start = record.position().expect("a record that was read has a position").byte() as usize;
        let outcome = if record.len() != header.len() {
            Err(Reason::FieldCount(record.len()))
        } else {
            match StringRecord::from_byte_record(record) {
                Ok(record) => film(&header, &record),
                Err(_) => Err(Reason::NotUtf8),
            }
        };
        match outcome {
            Ok(film) => table.films.push(film),
            Err(reason) => table.bad_rows.push(BadRow { line: line_of(bytes, start), reason }),
        }
    }
    Ok(table)
}

mlings::grade!(read_table { number, film, line_of, read_table });
