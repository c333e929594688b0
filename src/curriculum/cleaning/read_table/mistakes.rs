//! What goes wrong, as running code, and what to say about it.

use csv::{ByteRecord, Position, Reader, ReaderBuilder, StringRecord};

use super::solution::{film, line_of, number, read_table};
use super::{BadRow, COLUMNS, Contract, Film, NoColumn, NotANumber, Reason, SOLUTION, Table};
use mlings_grading::Mistake;

/// A learner's file in which films are made with this version of `number`.
macro_rules! with_number {
    ($number:expr) => {
        Contract {
            number: $number,
            film: |header, record| film_by(header, record, $number),
            read_table: |bytes| {
                read_by(bytes, &ReaderBuilder::new(), |header, record| film_by(header, record, $number), true_line)
            },
            ..SOLUTION
        }
    };
}

/// A learner's file in which the table is made with this version of `film`.
macro_rules! with_film {
    ($film:ident) => {
        Contract {
            film: $film,
            read_table: |bytes| read_by(bytes, &ReaderBuilder::new(), $film, true_line),
            ..SOLUTION
        }
    };
}

/// A learner's file in which the bad rows' lines come from this version of `line_of`.
macro_rules! with_line {
    ($line:ident) => {
        Contract {
            line_of: $line,
            read_table: |bytes| {
                read_by(bytes, &ReaderBuilder::new(), film, |bytes, position| $line(bytes, position.byte() as usize))
            },
            ..SOLUTION
        }
    };
}

pub(super) const MISTAKES: &[Mistake<Contract>] = &[
    Mistake {
        name: "splits the text at every comma",
        advice: "A comma between quotes is part of a title. Who in your code knows about quotes, and about the bytes that may stand before the first letter?",
        attempts: &[Contract { read_table: |bytes| by_lines(bytes, |line| line.split(',').collect()), ..SOLUTION }],
    },
    Mistake {
        name: "cuts the file into lines before it looks at quotes",
        advice: "Between quotes a line end is a letter like any other. Which end of a row can be trusted, and who finds it?",
        attempts: &[Contract { read_table: |bytes| by_lines(bytes, parsed_alone), ..SOLUTION }],
    },
    Mistake {
        name: "drops the rows that it cannot read, without a word",
        advice: "A filter over results loses the errors. How would the person who sent the file learn that rows are missing?",
        attempts: &[Contract {
            read_table: |bytes| Ok(Table { bad_rows: Vec::new(), ..read_table(bytes)? }),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "stops at the first bad row",
        advice: "One bad row says nothing about those below it. What happens to the rest of the file when your loop meets an error?",
        attempts: &[Contract { read_table: stops_at_the_first, ..SOLUTION }],
    },
    Mistake {
        name: "fills up short rows and cuts off long ones",
        advice: "A row with a field too few or too many has lost its order, and nobody knows where. What is the difference between an empty field and none?",
        attempts: &[Contract {
            read_table: |bytes| read_by(bytes, ReaderBuilder::new().flexible(true), film, true_line),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "lets a bad row shift the rows after it",
        advice: "You count fields from the start of the file, so one field too few moves all that follow. What marks the end of a row?",
        attempts: &[Contract { read_table: one_long_list_of_fields, ..SOLUTION }],
    },
    Mistake {
        name: "takes an empty field for 0",
        advice: "A film with unknown takings is not a film that earned nothing. What should the mean of the column say?",
        attempts: &[with_number!(|field| if field.is_empty() { Ok(Some(0.0)) } else { number(field) })],
    },
    Mistake {
        name: "turns everything that is no number into 0",
        advice: "Nobody wrote 0 into that field. Which two cases does your default hide, and what does the task say about each?",
        attempts: &[with_number!(|field| Ok(Some(field.parse().unwrap_or(0.0))))],
    },
    Mistake {
        name: "turns everything that is no number into a missing value",
        advice: "An empty field and a wrong one are two things: one is known to be missing, the other nobody understands. Does your code still know which was which?",
        attempts: &[with_number!(|field| Ok(field.parse().ok()))],
    },
    Mistake {
        name: "makes numbers fit by leaving out what is no digit",
        advice: "Try it on 1O5, where somebody typed the letter O. Is a number that you have made up better than a row that somebody looks at?",
        attempts: &[with_number!(only_digits)],
    },
    Mistake {
        name: "takes NaN and inf for numbers",
        advice: "Let Rust parse the text NaN and see what it says. What becomes of a mean with such a value in it?",
        attempts: &[with_number!(|field| if field.is_empty() {
            Ok(None)
        } else {
            field.parse().map(Some).map_err(|_| NotANumber)
        })],
    },
    Mistake {
        name: "keeps an empty text as if it were a value",
        advice: "Some(\"\") says that there is something. What is known about a film whose field is empty, and which fields may be?",
        attempts: &[with_film!(keeps_empty_texts)],
    },
    Mistake {
        name: "takes the columns by their place",
        advice: "Next month the file comes with a column more, or in another order. What in the file says which column is which?",
        attempts: &[with_film!(by_place)],
    },
    Mistake {
        name: "counts rows instead of lines",
        advice: "Open the file in an editor and go to the line that you report. What else than rows takes up lines?",
        attempts: &[Contract {
            read_table: |bytes| {
                read_by(bytes, &ReaderBuilder::new(), film, |_, position| position.record() as usize + 1)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "believes the line number that the crate csv reports",
        advice: "It is the line where reading began, and that may be the end of the row before. Compare it with your editor for a file from Windows: which of your functions knows better?",
        attempts: &[Contract {
            read_table: |bytes| read_by(bytes, &ReaderBuilder::new(), film, |_, position| position.line() as usize),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "does not step over the line ends in front of the row",
        advice: "Reading may begin while the line before is not yet over, or at an empty line. Where is the first byte that belongs to the row itself?",
        attempts: &[with_line!(where_reading_began)],
    },
    Mistake {
        name: "counts lines from 0",
        advice: "How many line ends stand before the very first line, and what number does an editor give it?",
        attempts: &[with_line!(from_zero)],
    },
    Mistake {
        name: "puts replacement characters where the text is not UTF-8",
        advice: "The letter is lost, and the film now has a name that it never had. Who is told?",
        attempts: &[Contract { read_table: |bytes| read_table(String::from_utf8_lossy(bytes).as_bytes()), ..SOLUTION }],
    },
    Mistake {
        name: "demands UTF-8 of the whole file at once",
        advice: "One letter in one row, and no row is read. What can read bytes, and complain about one row at a time?",
        attempts: &[Contract { read_table: |bytes| read_table(str::from_utf8(bytes).unwrap().as_bytes()), ..SOLUTION }],
    },
    Mistake {
        name: "takes the header for a row",
        advice: "The first row names the columns and is no film. How does the reader know that there is one?",
        attempts: &[Contract {
            read_table: |bytes| read_by(bytes, ReaderBuilder::new().has_headers(false), film, true_line),
            ..SOLUTION
        }],
    },
    Mistake {
        name: "takes a column that is not there for an empty one",
        advice: "Every row of the file fails then, or worse, none. Is that the fault of the rows?",
        attempts: &[Contract {
            read_table: |bytes| Ok(read_anything(bytes, &ReaderBuilder::new(), film, true_line)),
            ..SOLUTION
        }],
    },
];

type Number = fn(&str) -> Result<Option<f64>, NotANumber>;
type ToFilm = fn(&StringRecord, &StringRecord) -> Result<Film, Reason>;
type Line = fn(&[u8], &Position) -> usize;

/// The reference's `film` around another `number`.
fn film_by(header: &StringRecord, record: &StringRecord, number: Number) -> Result<Film, Reason> {
    let optional_number =
        |column| number(field(header, record, column)).map_err(|NotANumber| Reason::NotANumber(column));
    let (runtime_min, box_office_usd) = (optional_number("runtime_min")?, optional_number("box_office_usd")?);
    let other = |name: &str| !["runtime_min", "box_office_usd"].contains(&name);
    let others = header.iter().zip(record).map(|(name, field)| if other(name) { field } else { "" }).collect();
    Ok(Film { runtime_min, box_office_usd, ..film(header, &others)? })
}

fn only_digits(field: &str) -> Result<Option<f64>, NotANumber> {
    number(&field.chars().filter(|letter| letter.is_ascii_digit() || "-.e".contains(*letter)).collect::<String>())
}

fn keeps_empty_texts(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    let text = |column| field(header, record, column).to_owned();
    let optional_number = |column| number(&text(column)).map_err(|NotANumber| Reason::NotANumber(column));
    Ok(Film {
        imdb_id: text("imdb_id"),
        title: text("title"),
        year: text("year").parse().map_err(|_| Reason::NotANumber("year"))?,
        runtime_min: optional_number("runtime_min")?,
        genres: Some(text("genres")),
        box_office_usd: optional_number("box_office_usd")?,
    })
}

fn by_place(_: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    film(&StringRecord::from(&COLUMNS[..]), record)
}

fn field<'a>(header: &StringRecord, record: &'a StringRecord, column: &str) -> &'a str {
    header.iter().position(|name| name == column).and_then(|place| record.get(place)).unwrap_or_default()
}

fn where_reading_began(bytes: &[u8], start: usize) -> usize {
    1 + bytes[..start].iter().filter(|byte| **byte == b'\n').count()
}

fn from_zero(bytes: &[u8], start: usize) -> usize {
    line_of(bytes, start) - 1
}

/// Only what stands above the first bad row, and that row.
fn stops_at_the_first(bytes: &[u8]) -> Result<Table, NoColumn> {
    let whole = read_table(bytes)?;
    let Some(first) = whole.bad_rows.first().copied() else { return Ok(whole) };
    let above = bytes.split_inclusive(|byte| *byte == b'\n').take(first.line - 1).collect::<Vec<_>>().concat();
    Ok(Table { bad_rows: vec![first], ..read_table(&above)? })
}

/// As many fields as the header has make a row, wherever the rows end.
fn one_long_list_of_fields(bytes: &[u8]) -> Result<Table, NoColumn> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = header_of(&mut reader)?;
    let mut fields: Vec<(usize, Vec<u8>)> = Vec::new();
    for record in reader.byte_records().flatten() {
        let line = record.position().map_or(1, |position| true_line(bytes, position));
        fields.extend(record.iter().map(|field| (line, field.to_vec())));
    }
    let row = |chunk: &[(usize, Vec<u8>)]| {
        let record = ByteRecord::from(chunk.iter().map(|field| &field.1[..]).collect::<Vec<_>>());
        let film = match StringRecord::from_byte_record(record) {
            Ok(record) if record.len() == header.len() => film(&header, &record),
            Ok(record) => Err(Reason::FieldCount(record.len())),
            Err(_) => Err(Reason::NotUtf8),
        };
        (chunk[0].0, film)
    };
    Ok(table(fields.chunks(header.len()).map(row)))
}

/// One line, one row: `fields` cuts it up.
fn by_lines(bytes: &[u8], fields: fn(&str) -> StringRecord) -> Result<Table, NoColumn> {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    let header = fields(&String::from_utf8_lossy(lines.next().unwrap_or_default()));
    let row = |line: &[u8]| {
        let record = str::from_utf8(line).map(fields).map_err(|_| Reason::NotUtf8)?;
        if record.len() == header.len() { film(&header, &record) } else { Err(Reason::FieldCount(record.len())) }
    };
    has_columns(&header)?;
    let rows = (2..).zip(lines).filter(|(_, line)| !line.is_empty());
    Ok(table(rows.map(|(number, line)| (number, row(line)))))
}

fn parsed_alone(line: &str) -> StringRecord {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    reader.records().flatten().next().unwrap_or_default()
}

/// The reference's `read_table` around other parts.
fn read_by(bytes: &[u8], reader: &ReaderBuilder, film: ToFilm, line: Line) -> Result<Table, NoColumn> {
    header_of(&mut reader.from_reader(bytes))?;
    Ok(read_anything(bytes, reader, film, line))
}

fn read_anything(bytes: &[u8], reader: &ReaderBuilder, film: ToFilm, line: Line) -> Table {
    let mut reader = reader.from_reader(bytes);
    let header = reader.headers().cloned().unwrap_or_default();
    let row = |record: Result<StringRecord, csv::Error>| {
        let (position, film) = match &record {
            Ok(record) => (record.position(), film(&header, record)),
            Err(error) => (error.position(), Err(reason(error))),
        };
        (position.map_or(1, |position| line(bytes, position)), film)
    };
    table(reader.records().map(row))
}

fn true_line(bytes: &[u8], position: &Position) -> usize {
    line_of(bytes, position.byte() as usize)
}

fn reason(error: &csv::Error) -> Reason {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { len, .. } => Reason::FieldCount(*len as usize),
        _ => Reason::NotUtf8,
    }
}

fn header_of(reader: &mut Reader<&[u8]>) -> Result<StringRecord, NoColumn> {
    let header = reader.headers().cloned().unwrap_or_default();
    has_columns(&header)?;
    Ok(header)
}

fn has_columns(header: &StringRecord) -> Result<(), NoColumn> {
    match COLUMNS.into_iter().find(|column| header.iter().all(|name| name != *column)) {
        Some(column) => Err(NoColumn(column)),
        None => Ok(()),
    }
}

fn table(rows: impl Iterator<Item = (usize, Result<Film, Reason>)>) -> Table {
    let mut table = Table { films: Vec::new(), bad_rows: Vec::new() };
    for (line, film) in rows {
        match film {
            Ok(film) => table.films.push(film),
            Err(reason) => table.bad_rows.push(BadRow { line, reason }),
        }
    }
    table
}
