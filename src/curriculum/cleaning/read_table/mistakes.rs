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
    ($film:expr) => {
        Contract {
            film: $film,
            read_table: |bytes| read_by(bytes, &ReaderBuilder::new(), $film, true_line),
            ..SOLUTION
        }
    };
}

/// A learner's file in which a film is made of these parts.
macro_rules! with_parts {
    ($parts:expr) => {
        with_film!(|header, record| {
            const PARTS: Parts = $parts;
            film_of(header, record, &PARTS)
        })
    };
}

/// A learner's file that takes another name for each name in the header.
macro_rules! with_names {
    ($rename:expr) => {
        Contract {
            film: |header, record| film(&renamed(header, $rename), record),
            read_table: |bytes| read_renamed(bytes, $rename),
            ..SOLUTION
        }
    };
}

/// A learner's file that makes a row of what the crate csv takes for one, or no row at all.
macro_rules! with_rows {
    ($row:expr) => {
        Contract { read_table: |bytes| read_rows(bytes, $row), ..SOLUTION }
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
        attempts: &[
            Contract { read_table: |bytes| by_lines(bytes, |line| line.split(',').collect()), ..SOLUTION },
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().quoting(false), film, true_line),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "splits the fields at another letter than the comma",
        advice: "Look at the first line of the file. What stands there between the names of two columns?",
        attempts: &[
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().delimiter(b';'), film, true_line),
                ..SOLUTION
            },
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().delimiter(b'\t'), film, true_line),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "lets the reader take away the blanks around every field",
        advice: "Fields are taken as they stand, and so are the names in the header. Which setting of the reader changes them?",
        attempts: &[
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().trim(csv::Trim::All), film, true_line),
                ..SOLUTION
            },
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().trim(csv::Trim::Headers), film, true_line),
                ..SOLUTION
            },
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().trim(csv::Trim::Fields), film, true_line),
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "drops a film whose id it has met before",
        advice: "No row of the file may be lost without a word. What does the task say about two rows that have the same id?",
        attempts: &[Contract {
            read_table: |bytes| {
                let mut table = read_table(bytes)?;
                let mut met = std::collections::BTreeSet::new();
                table.films.retain(|film| met.insert(film.imdb_id.clone()));
                Ok(table)
            },
            ..SOLUTION
        }],
    },
    Mistake {
        name: "squeezes a count or a line into a small type",
        advice: "A row may have more fields than a byte can count, and a file more lines. What does your cast do with what does not fit?",
        attempts: &[
            Contract {
                read_table: |bytes| {
                    let mut table = read_table(bytes)?;
                    for bad in &mut table.bad_rows {
                        if let Reason::FieldCount(fields) = &mut bad.reason {
                            *fields = usize::from(*fields as u8);
                        }
                    }
                    Ok(table)
                },
                ..SOLUTION
            },
            with_line!(line_in_a_byte),
        ],
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
        name: "makes films of rows that are too short or too long",
        advice: "A row with a field too few or too many has lost its order, and nobody knows where. What is the difference between an empty field and none?",
        attempts: &[
            Contract {
                read_table: |bytes| read_by(bytes, ReaderBuilder::new().flexible(true), film, true_line),
                ..SOLUTION
            },
            with_rows!(|header, record| if record.len() > header.len() {
                counted(record)
            } else {
                filled(header, record)
            }),
            with_rows!(|header, record| if record.len() < header.len() {
                counted(record)
            } else {
                filled(header, record)
            }),
        ],
    },
    Mistake {
        name: "reports how many fields the row should have had",
        advice: "The error knows two numbers of fields, and the header's is the same for every row. Which one tells somebody what is wrong with this row?",
        attempts: &[with_rows!(|header, record| if record.len() == header.len() {
            filled(header, record)
        } else {
            Some(Err(Reason::FieldCount(header.len())))
        })],
    },
    Mistake {
        name: "gives the same reason whatever the crate csv complains about",
        advice: "The reader can refuse a row for two causes. What does the kind of the error say about each?",
        attempts: &[
            with_rows!(|header, record| if record.len() == header.len() {
                filled(header, record)
            } else {
                Some(Err(Reason::NotUtf8))
            }),
            with_rows!(|header, record| if is_utf8(record) { as_it_is(header, record) } else { counted(record) }),
            with_rows!(|header, record| if is_utf8(record) {
                as_it_is(header, record)
            } else {
                Some(Err(Reason::FieldCount(0)))
            }),
        ],
    },
    Mistake {
        name: "drops rows that hold nothing but commas",
        advice: "Such a row has fields, all of them empty. Count films and bad rows together: is that the number of rows in the file?",
        attempts: &[
            with_rows!(|header, record| if record.iter().all(<[u8]>::is_empty) {
                None
            } else {
                as_it_is(header, record)
            }),
            with_rows!(|header, record| if record.len() == header.len() && record.iter().all(<[u8]>::is_empty) {
                None
            } else {
                as_it_is(header, record)
            }),
            with_rows!(|header, record| if record.iter().all(|field| field.trim_ascii().is_empty()) {
                None
            } else {
                as_it_is(header, record)
            }),
        ],
    },
    Mistake {
        name: "looks for UTF-8 in the columns of the film alone",
        advice: "A broken letter tells that the row was damaged, wherever it stands. What does the task say about the other columns?",
        attempts: &[with_rows!(|header, record| {
            let is_wanted = |place: usize| header.get(place).is_some_and(|name| COLUMNS.contains(&name));
            let wanted: ByteRecord =
                record.iter().enumerate().map(|(place, field)| if is_wanted(place) { field } else { b"" }).collect();
            as_it_is(header, &wanted)
        })],
    },
    Mistake {
        name: "lets a bad row shift the rows after it",
        advice: "You count fields from the start of the file, so one field too few moves all that follow. What marks the end of a row?",
        attempts: &[Contract { read_table: one_long_list_of_fields, ..SOLUTION }],
    },
    Mistake {
        name: "takes an empty field for 0",
        advice: "A film with unknown takings is not a film that earned nothing. What should the mean of the column say?",
        attempts: &[
            with_number!(|field| if field.is_empty() { Ok(Some(0.0)) } else { number(field) }),
            with_parts!(Parts { takings: zero_for_empty, ..RIGHT }),
            with_parts!(Parts { runtime: zero_for_empty, ..RIGHT }),
            with_parts!(Parts { runtime: zero_for_empty, takings: zero_for_empty, ..RIGHT }),
        ],
    },
    Mistake {
        name: "refuses an empty field as no number",
        advice: "Nothing was written there, so nothing is wrong with it. What does the task say that an empty field is?",
        attempts: &[with_number!(|field| if field.is_empty() { Err(NotANumber) } else { number(field) })],
    },
    Mistake {
        name: "makes a 0 of what is no number",
        advice: "Nobody wrote 0 into that field. Which two cases does your default hide, and what does the task say about each?",
        attempts: &[
            with_number!(|field| Ok(Some(field.parse().unwrap_or(0.0)))),
            with_number!(|field| if field.is_empty() {
                Ok(None)
            } else {
                Ok(Some(number(field).ok().flatten().unwrap_or(0.0)))
            }),
            with_parts!(Parts { year: |text| Some(text.parse().unwrap_or(0)), ..RIGHT }),
            with_parts!(Parts { takings: |text| Ok(Some(text.parse().unwrap_or(0.0))), ..RIGHT }),
        ],
    },
    Mistake {
        name: "makes a missing value of what is no number",
        advice: "An empty field and a wrong one are two things: one is known to be missing, the other nobody understands. Does your code still know which was which?",
        attempts: &[
            with_number!(|field| Ok(field.parse().ok())),
            with_number!(|field| Ok(number(field).unwrap_or(None))),
            with_number!(|field| if ["n/a", "-"].contains(&field) { Ok(None) } else { number(field) }),
            with_number!(|field| if field == "n/a" { Ok(None) } else { number(field) }),
            with_number!(|field| if ["n/a", "NaN"].contains(&field) { Ok(None) } else { number(field) }),
            with_number!(|field| if ["n/a", "-", "NaN"].contains(&field) { Ok(None) } else { number(field) }),
            with_number!(|field| match field.parse::<f64>() {
                Ok(parsed) if !parsed.is_finite() => Ok(None),
                _ => number(field),
            }),
            with_number!(|field| match field.parse::<f64>() {
                Ok(parsed) if parsed.is_nan() => Ok(None),
                _ => number(field),
            }),
            with_parts!(Parts { takings: |text| Ok(number(text).unwrap_or(None)), ..RIGHT }),
            with_parts!(Parts { runtime: |text| Ok(number(text).unwrap_or(None)), ..RIGHT }),
            with_parts!(Parts {
                runtime: |text| Ok(number(text).unwrap_or(None)),
                takings: |text| Ok(number(text).unwrap_or(None)),
                ..RIGHT
            }),
        ],
    },
    Mistake {
        name: "makes numbers fit by leaving out what is no digit",
        advice: "Try it on 1O5, where somebody typed the letter O. Is a number that you have made up better than a row that somebody looks at?",
        attempts: &[
            with_number!(only_digits),
            with_number!(|field| number(&field.replace(',', ""))),
            with_number!(|field| number(&field.replace('_', ""))),
            with_number!(|field| number(&field.replace([',', '$'], ""))),
            with_number!(|field| number(field.trim_start_matches('$'))),
        ],
    },
    Mistake {
        name: "takes a comma for the point in a number",
        advice: "To one reader 1,234 is a little more than 1, to another more than a thousand. Which of the two does the task let you choose?",
        attempts: &[with_number!(|field| number(&field.replace(',', ".")))],
    },
    Mistake {
        name: "takes NaN or what is infinite for a number",
        advice: "Let Rust parse NaN, inf and 1e999, and see what it says. What becomes of a mean with such a value in it?",
        attempts: &[
            with_number!(|field| parsed(field, |_| true)),
            with_number!(|field| parsed(field, |number| !number.is_nan())),
            with_number!(|field| parsed(field, |number| !number.is_infinite())),
            // Knows them by their names alone.
            with_number!(|field| if field.contains(|letter: char| letter.is_ascii_digit()) {
                parsed(field, |_| true)
            } else {
                number(field)
            }),
            with_parts!(Parts { takings: |text| parsed(text, |_| true), ..RIGHT }),
            with_parts!(Parts {
                runtime: |text| parsed(text, |_| true),
                takings: |text| parsed(text, |_| true),
                ..RIGHT
            }),
        ],
    },
    Mistake {
        name: "takes away the blanks around a number",
        advice: "A field is taken as it stands. Does Rust's parse read a number with a blank before it, and who has decided that yours should?",
        attempts: &[
            with_number!(|field| number(field.trim())),
            with_number!(|field| if field.is_empty() { Ok(None) } else { parsed_after_trim(field) }),
            with_number!(|field| if field.trim().is_empty() { Ok(None) } else { parsed_after_trim(field) }),
            with_parts!(Parts { year: |text| text.trim().parse().ok(), ..RIGHT }),
            with_parts!(Parts {
                year: |text| text.trim().parse().ok(),
                runtime: |text| number(text.trim()),
                takings: |text| number(text.trim()),
                ..RIGHT
            }),
            Contract {
                number: |field| number(field.trim()),
                ..with_parts!(Parts {
                    year: |text| text.trim().parse().ok(),
                    runtime: |text| number(text.trim()),
                    takings: |text| number(text.trim()),
                    ..RIGHT
                })
            },
        ],
    },
    Mistake {
        name: "takes away the blanks around a text",
        advice: "Somebody may search for the film by the very title that stands in the file. What does the task say about blanks in a field?",
        attempts: &[
            with_parts!(Parts { text: trimmed, ..RIGHT }),
            with_film!(
                |header, record| film(header, record).map(|film| Film { title: film.title.trim().to_owned(), ..film })
            ),
            with_film!(|header, record| film(header, record)
                .map(|film| Film { imdb_id: film.imdb_id.trim().to_owned(), ..film })),
            with_parts!(Parts { genres: trimmed, ..RIGHT }),
            with_parts!(Parts { text: trimmed, dated: trimmed, ..RIGHT }),
            with_parts!(Parts { text: trimmed, genres: trimmed, ..RIGHT }),
            with_parts!(Parts { text: trimmed, genres: trimmed, dated: trimmed, ..RIGHT }),
            with_parts!(Parts { text: |text| Some(text).filter(|text| !text.is_empty()).map(str::trim), ..RIGHT }),
        ],
    },
    Mistake {
        name: "takes a field of blanks for an empty one",
        advice: "A blank is a letter that somebody has typed. Which fields does the task call empty?",
        attempts: &[
            with_parts!(Parts { text: not_blank, ..RIGHT }),
            with_parts!(Parts { genres: not_blank, ..RIGHT }),
            with_parts!(Parts { text: not_blank, dated: not_blank, ..RIGHT }),
            with_parts!(Parts { text: not_blank, genres: not_blank, ..RIGHT }),
            with_parts!(Parts { text: not_blank, genres: not_blank, dated: not_blank, ..RIGHT }),
            with_number!(|field| if field.trim().is_empty() { Ok(None) } else { number(field) }),
            Contract {
                number: |field| if field.trim().is_empty() { Ok(None) } else { number(field) },
                ..with_parts!(Parts {
                    text: not_blank,
                    genres: not_blank,
                    dated: not_blank,
                    runtime: |field| if field.trim().is_empty() { Ok(None) } else { number(field) },
                    takings: |field| if field.trim().is_empty() { Ok(None) } else { number(field) },
                    ..RIGHT
                })
            },
        ],
    },
    Mistake {
        name: "keeps numbers in f32 on the way",
        advice: "An f32 has seven digits. How many have the takings of a film?",
        attempts: &[
            with_number!(|field| Ok(number(field)?.map(|number| f64::from(number as f32)))),
            with_number!(|field| parsed(field, |number| (number as f32).is_finite())
                .map(|number| number.map(|number| f64::from(number as f32)))),
        ],
    },
    Mistake {
        name: "reads whole numbers only",
        advice: "A number may have digits behind the point. What should become of 0.1?",
        attempts: &[
            with_number!(|field| Ok(number(field)?.map(f64::trunc))),
            with_number!(|field| if field.is_empty() {
                Ok(None)
            } else {
                field.parse::<i64>().map(|number| Some(number as f64)).map_err(|_| NotANumber)
            }),
            with_number!(|field| if field.is_empty() {
                Ok(None)
            } else {
                field.parse::<u64>().map(|number| Some(number as f64)).map_err(|_| NotANumber)
            }),
        ],
    },
    Mistake {
        name: "refuses numbers below 0",
        advice: "Losses and temperatures are numbers too. What does the task say that a number is?",
        attempts: &[
            with_number!(|field| number(field).and_then(|number| if number.is_some_and(|number| number < 0.0) {
                Err(NotANumber)
            } else {
                Ok(number)
            })),
            with_number!(|field| number(field).and_then(|number| if number.is_some_and(|number| number <= 0.0) {
                Err(NotANumber)
            } else {
                Ok(number)
            })),
        ],
    },
    Mistake {
        name: "makes a year of any number",
        advice: "A cast with `as` never fails: it cuts 2009.5, and makes something of -3 and of 70000. Which type does the task name, and what can it refuse?",
        attempts: &[
            with_parts!(Parts { year: |text| text.parse::<f64>().ok().map(|year| year as u16), ..RIGHT }),
            with_parts!(Parts { year: |text| number(text).ok().flatten().map(|year| year as u16), ..RIGHT }),
            with_parts!(Parts { year: |text| text.parse::<i32>().ok().map(|year| year as u16), ..RIGHT }),
            with_parts!(Parts { year: |text| text.parse::<i64>().ok().map(|year| year as u16), ..RIGHT }),
            with_parts!(Parts { year: |text| text.parse::<usize>().ok().map(|year| year as u16), ..RIGHT }),
            with_parts!(Parts { year: whole_year, ..RIGHT }),
        ],
    },
    Mistake {
        name: "refuses years that it thinks unlikely",
        advice: "Nobody asked what a likely year is. What alone does the task ask of the field?",
        attempts: &[
            with_parts!(Parts { year: |text| text.parse().ok().filter(|year| *year > 0), ..RIGHT }),
            with_parts!(Parts { year: |text| text.parse().ok().filter(|year| (1800..2100).contains(year)), ..RIGHT }),
            with_parts!(Parts { year: |text| text.parse().ok().filter(|year| (1000..=9999).contains(year)), ..RIGHT }),
        ],
    },
    Mistake {
        name: "calls an empty year no number",
        advice: "Nothing stands there, so nothing is wrong with what stands there. Which of the reasons does the table give for an empty field?",
        attempts: &[with_film!(|header, record| film(header, record).map_err(|reason| match reason {
            Reason::Missing("year") => Reason::NotANumber("year"),
            other => other,
        }))],
    },
    Mistake {
        name: "blames another column than the one at fault",
        advice: "Somebody will go to the column that you name and find nothing wrong there. Where do the names in your errors come from?",
        attempts: &[
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::NotANumber("runtime_min") => Reason::NotANumber("box_office_usd"),
                other => other,
            })),
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::NotANumber("box_office_usd") => Reason::NotANumber("runtime_min"),
                other => other,
            })),
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::Missing("imdb_id") => Reason::Missing("title"),
                other => other,
            })),
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::Missing("title") => Reason::Missing("imdb_id"),
                other => other,
            })),
        ],
    },
    Mistake {
        name: "calls a number that cannot be read missing",
        advice: "Something stands in that field, and nobody understands it. Which of the two reasons says so?",
        attempts: &[
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::NotANumber(column @ ("runtime_min" | "box_office_usd")) => Reason::Missing(column),
                other => other,
            })),
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::NotANumber("year") => Reason::Missing("year"),
                other => other,
            })),
            with_film!(|header, record| film(header, record).map_err(|reason| match reason {
                Reason::NotANumber(column) => Reason::Missing(column),
                other => other,
            })),
        ],
    },
    Mistake {
        name: "puts the value of one column into the field of another",
        advice: "Compare a film with its row, field by field. Which column does each of your lines ask for?",
        attempts: &[
            with_film!(|header, record| {
                let film = film_of(header, record, &Parts { runtime: |_| Ok(None), ..RIGHT })?;
                Ok(Film { runtime_min: film.box_office_usd, ..film })
            }),
            with_film!(|header, record| {
                let film = film_of(header, record, &Parts { takings: |_| Ok(None), ..RIGHT })?;
                Ok(Film { box_office_usd: film.runtime_min, ..film })
            }),
            with_film!(|header, record| film(header, record).map(|film| Film {
                runtime_min: film.box_office_usd,
                box_office_usd: film.runtime_min,
                ..film
            })),
            with_film!(|header, record| film(header, record).map(|film| Film { title: film.imdb_id.clone(), ..film })),
            with_film!(|header, record| film(header, record).map(|film| Film {
                imdb_id: film.title.clone(),
                title: film.imdb_id.clone(),
                ..film
            })),
        ],
    },
    Mistake {
        name: "demands a value of a field that may be empty",
        advice: "Half of the takings are unknown, and the films are in the table all the same. Which columns may a film lack?",
        attempts: &[
            with_film!(|header, record| match field(header, record, "genres") {
                "" => film(header, record).and(Err(Reason::Missing("genres"))),
                _ => film(header, record),
            }),
            with_film!(|header, record| {
                let film = film(header, record)?;
                film.runtime_min.ok_or(Reason::Missing("runtime_min"))?;
                film.box_office_usd.ok_or(Reason::Missing("box_office_usd"))?;
                Ok(film)
            }),
            with_parts!(Parts { takings: |text| number(text)?.ok_or(NotANumber).map(Some), ..RIGHT }),
            with_parts!(Parts { runtime: |text| number(text)?.ok_or(NotANumber).map(Some), ..RIGHT }),
            with_parts!(Parts {
                runtime: |text| number(text)?.ok_or(NotANumber).map(Some),
                takings: |text| number(text)?.ok_or(NotANumber).map(Some),
                ..RIGHT
            }),
        ],
    },
    Mistake {
        name: "keeps an empty text as if it were a value",
        advice: "Some(\"\") says that there is something. What is known about a film whose field is empty, and which fields may be?",
        attempts: &[
            with_film!(keeps_empty_texts),
            with_film!(|header, record| {
                let genres = Some(field(header, record, "genres").to_owned());
                Ok(Film { genres, ..film(header, record)? })
            }),
            with_film!(|header, record| {
                let genres = Some(field(header, record, "genres").to_owned()).filter(|genres| !genres.is_empty());
                Ok(Film { genres, ..keeps_empty_texts(header, record)? })
            }),
        ],
    },
    Mistake {
        name: "takes the columns by their place",
        advice: "Next month the file comes with a column more, or in another order. What in the file says which column is which?",
        attempts: &[with_film!(by_place)],
    },
    Mistake {
        name: "takes a column for another whose name is only alike",
        advice: "Title and title are two names, and so are title and title_de. What does the task say about how names are compared?",
        attempts: &[
            with_names!(str::to_lowercase),
            with_names!(|name| name.trim().to_owned()),
            with_names!(|name| name.trim().to_lowercase()),
            with_names!(|name| first_column(name, |name, column| name.contains(column))),
            with_names!(|name| first_column(name, |name, column| name.starts_with(column))),
            with_names!(|name| first_column(name, |name, column| name.len() > 2 && column.starts_with(name))),
            Contract { film: |header, record| film(&renamed(header, str::to_lowercase), record), ..SOLUTION },
        ],
    },
    Mistake {
        name: "takes the last of two columns with one name",
        advice: "A map keeps what was put into it last. Which of the two columns does the task ask for?",
        attempts: &[with_film!(last_of_a_name)],
    },
    Mistake {
        name: "gives up the file for a name in the header that is not UTF-8",
        advice: "No column of a film has such a name, so it is the name of another one. What do the films lose by it?",
        attempts: &[
            Contract { read_table: only_with_a_clean_header, ..SOLUTION },
            Contract {
                read_table: |bytes| {
                    Reader::from_reader(bytes).headers().unwrap();
                    read_table(bytes)
                },
                ..SOLUTION
            },
        ],
    },
    Mistake {
        name: "reports another lacking column than the first",
        advice: "Several columns are not there, and your search meets another one before the first. In which order does the task name them?",
        attempts: &[
            Contract { read_table: |bytes| lacking_by(bytes, |lacking| lacking.last().copied()), ..SOLUTION },
            Contract { read_table: |bytes| lacking_by(bytes, |lacking| lacking.iter().copied().min()), ..SOLUTION },
        ],
    },
    Mistake {
        name: "counts rows instead of lines",
        advice: "Open the file in an editor and go to the line that you report. What else than rows takes up lines?",
        attempts: &[
            Contract {
                read_table: |bytes| {
                    read_by(bytes, &ReaderBuilder::new(), film, |_, position| position.record() as usize + 1)
                },
                ..SOLUTION
            },
            Contract {
                read_table: |bytes| {
                    read_by(bytes, &ReaderBuilder::new(), film, |_, position| position.record() as usize)
                },
                ..SOLUTION
            },
        ],
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
        name: "does not step over every line end in front of the row",
        advice: "Reading may begin while the line before is not yet over, or at an empty line. Where is the first byte that belongs to the row itself?",
        attempts: &[
            with_line!(where_reading_began),
            with_line!(over_newlines_alone),
            with_line!(over_one_line_end),
            with_line!(over_one_byte),
        ],
    },
    Mistake {
        name: "steps over blanks too when it looks for the row's first byte",
        advice: "A line of blanks is a row of its own. Which bytes does the task say do not belong to a row?",
        attempts: &[with_line!(over_white_space)],
    },
    Mistake {
        name: "counts every `\\r` for a line end of its own",
        advice: "In a file from Windows two bytes end one line. Which of them does the task count?",
        attempts: &[with_line!(both_bytes_count)],
    },
    Mistake {
        name: "counts lines from 0",
        advice: "How many line ends stand before the very first line, and what number does an editor give it?",
        attempts: &[with_line!(from_zero), with_line!(lines_before)],
    },
    Mistake {
        name: "counts the line ends behind the row instead of those before it",
        advice: "The first row of a file stands on line 1, however long the file is. Which part of the bytes do you count in?",
        attempts: &[with_line!(line_ends_behind)],
    },
    Mistake {
        name: "counts every line end of the file",
        advice: "The first row of a file stands on line 1, however long the file is. Which part of the bytes do you count in?",
        attempts: &[with_line!(all_line_ends)],
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
    Mistake {
        name: "lists rows in another order than the file",
        advice: "Somebody goes through the file from the top with your list beside it. In which order does the task ask for films and bad rows?",
        attempts: &[
            Contract { read_table: |bytes| read_table(bytes).map(utf8_last), ..SOLUTION },
            Contract {
                read_table: |bytes| {
                    let mut table = read_table(bytes)?;
                    table.bad_rows.reverse();
                    Ok(table)
                },
                ..SOLUTION
            },
        ],
    },
];

type Number = fn(&str) -> Result<Option<f64>, NotANumber>;
type ToFilm = fn(&StringRecord, &StringRecord) -> Result<Film, Reason>;
type Line = fn(&[u8], &Position) -> usize;
type Row = fn(&StringRecord, &ByteRecord) -> Option<Result<Film, Reason>>;

/// What the reference's `film` is made of.
struct Parts {
    text: fn(&str) -> Option<&str>,
    genres: fn(&str) -> Option<&str>,
    /// The text of the year, where there is one.
    dated: fn(&str) -> Option<&str>,
    year: fn(&str) -> Option<u16>,
    runtime: Number,
    takings: Number,
}

const RIGHT: Parts = Parts {
    text: |text| Some(text).filter(|text| !text.is_empty()),
    genres: |text| Some(text).filter(|text| !text.is_empty()),
    dated: |text| Some(text).filter(|text| !text.is_empty()),
    year: |text| text.parse().ok(),
    runtime: number,
    takings: number,
};

/// The reference's `film`, made of other parts.
fn film_of(header: &StringRecord, record: &StringRecord, parts: &Parts) -> Result<Film, Reason> {
    let text = |column| (parts.text)(field(header, record, column)).map(str::to_owned);
    let required = |column| text(column).ok_or(Reason::Missing(column));
    let read = |read: Number, column| read(field(header, record, column)).map_err(|_| Reason::NotANumber(column));
    let year = (parts.dated)(field(header, record, "year")).ok_or(Reason::Missing("year"));
    Ok(Film {
        imdb_id: required("imdb_id")?,
        title: required("title")?,
        year: (parts.year)(year?).ok_or(Reason::NotANumber("year"))?,
        runtime_min: read(parts.runtime, "runtime_min")?,
        genres: (parts.genres)(field(header, record, "genres")).map(str::to_owned),
        box_office_usd: read(parts.takings, "box_office_usd")?,
    })
}

fn not_blank(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.trim().is_empty())
}

fn trimmed(text: &str) -> Option<&str> {
    not_blank(text).map(str::trim)
}

fn parsed(field: &str, is_number: fn(f64) -> bool) -> Result<Option<f64>, NotANumber> {
    if field.is_empty() {
        return Ok(None);
    }
    field.parse().ok().filter(|number| is_number(*number)).map(Some).ok_or(NotANumber)
}

fn zero_for_empty(field: &str) -> Result<Option<f64>, NotANumber> {
    Ok(Some(number(field)?.unwrap_or(0.0)))
}

fn parsed_after_trim(field: &str) -> Result<Option<f64>, NotANumber> {
    number(field.trim())?.ok_or(NotANumber).map(Some)
}

/// Refuses what has digits behind the point, and casts the rest.
fn whole_year(text: &str) -> Option<u16> {
    text.parse().ok().filter(|year: &f64| year.fract() == 0.0).map(|year| year as u16)
}

fn renamed(header: &StringRecord, rename: fn(&str) -> String) -> StringRecord {
    header.iter().map(rename).collect()
}

/// The column that this name is taken for, or the name itself.
fn first_column(name: &str, is_alike: fn(&str, &str) -> bool) -> String {
    COLUMNS.into_iter().find(|column| is_alike(name, column)).unwrap_or(name).to_owned()
}

fn last_of_a_name(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    let turned = |record: &StringRecord| {
        let mut fields: Vec<&str> = record.iter().collect();
        fields.reverse();
        StringRecord::from(fields)
    };
    film(&turned(header), &turned(record))
}

fn only_with_a_clean_header(bytes: &[u8]) -> Result<Table, NoColumn> {
    has_columns(&Reader::from_reader(bytes).headers().cloned().unwrap_or_default())?;
    read_table(bytes)
}

fn lacking_by(bytes: &[u8], pick: fn(&[&'static str]) -> Option<&'static str>) -> Result<Table, NoColumn> {
    let header = names(&mut Reader::from_reader(bytes));
    let is_lacking = |column: &&'static str| header.iter().all(|name| name != *column);
    let lacking: Vec<&'static str> = COLUMNS.into_iter().filter(is_lacking).collect();
    match pick(&lacking) {
        Some(column) => Err(NoColumn(column)),
        None => read_table(bytes),
    }
}

fn utf8_last(table: Table) -> Table {
    let (last, first): (Vec<BadRow>, Vec<BadRow>) =
        table.bad_rows.into_iter().partition(|bad| bad.reason == Reason::NotUtf8);
    Table { bad_rows: [first, last].concat(), ..table }
}

fn read_renamed(bytes: &[u8], rename: fn(&str) -> String) -> Result<Table, NoColumn> {
    let mut reader = Reader::from_reader(bytes);
    let header = renamed(&names(&mut reader), rename);
    has_columns(&header)?;
    Ok(rows(bytes, reader, &header, film, true_line))
}

/// The reference's `read_table`, with another way from a row's fields to what becomes of it.
fn read_rows(bytes: &[u8], row: Row) -> Result<Table, NoColumn> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = names(&mut reader);
    has_columns(&header)?;
    let line = |record: &ByteRecord| record.position().map_or(1, |position| true_line(bytes, position));
    let row = |record: ByteRecord| {
        let film = row(&header, &record)?;
        Some((if film.is_err() { line(&record) } else { 1 }, film))
    };
    Ok(table(reader.byte_records().flatten().filter_map(row)))
}

fn is_utf8(record: &ByteRecord) -> bool {
    record.iter().all(|field| str::from_utf8(field).is_ok())
}

fn counted(record: &ByteRecord) -> Option<Result<Film, Reason>> {
    Some(Err(Reason::FieldCount(record.len())))
}

/// What becomes of a row that has its fields or is filled up and cut off.
fn filled(header: &StringRecord, record: &ByteRecord) -> Option<Result<Film, Reason>> {
    let record = StringRecord::from_byte_record(record.clone());
    Some(record.map_err(|_| Reason::NotUtf8).and_then(|record| film(header, &record)))
}

fn as_it_is(header: &StringRecord, record: &ByteRecord) -> Option<Result<Film, Reason>> {
    if record.len() == header.len() { filled(header, record) } else { counted(record) }
}

/// The reference's `film` around another `number`.
fn film_by(header: &StringRecord, record: &StringRecord, number: Number) -> Result<Film, Reason> {
    film_of(header, record, &Parts { runtime: number, takings: number, ..RIGHT })
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

fn over_newlines_alone(bytes: &[u8], start: usize) -> usize {
    where_reading_began(bytes, start + bytes[start..].iter().take_while(|byte| **byte == b'\n').count())
}

fn over_one_line_end(bytes: &[u8], start: usize) -> usize {
    let ends = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let first = ends.clone().position(|byte| *byte == b'\n').map_or(ends.count(), |place| place + 1);
    where_reading_began(bytes, start + first)
}

fn over_one_byte(bytes: &[u8], start: usize) -> usize {
    let is_end = bytes.get(start).is_some_and(|byte| matches!(byte, b'\r' | b'\n'));
    where_reading_began(bytes, start + usize::from(is_end))
}

fn over_white_space(bytes: &[u8], start: usize) -> usize {
    where_reading_began(bytes, start + bytes[start..].iter().take_while(|byte| byte.is_ascii_whitespace()).count())
}

fn both_bytes_count(bytes: &[u8], start: usize) -> usize {
    let ends = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    1 + bytes[..start + ends].iter().filter(|byte| matches!(byte, b'\r' | b'\n')).count()
}

fn line_ends_behind(bytes: &[u8], start: usize) -> usize {
    all_line_ends(bytes, start) + 1 - line_of(bytes, start)
}

fn all_line_ends(bytes: &[u8], _: usize) -> usize {
    1 + bytes.iter().filter(|byte| **byte == b'\n').count()
}

/// As `str::lines` counts them.
fn lines_before(bytes: &[u8], start: usize) -> usize {
    (line_of(bytes, start) - 1).max(1)
}

fn line_in_a_byte(bytes: &[u8], start: usize) -> usize {
    usize::from(line_of(bytes, start) as u8)
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
        let start = record.position().map_or(0, |position| position.byte() as usize);
        fields.extend(record.iter().map(|field| (start, field.to_vec())));
    }
    let row = |chunk: &[(usize, Vec<u8>)]| {
        let record = ByteRecord::from(chunk.iter().map(|field| &field.1[..]).collect::<Vec<_>>());
        let film = match StringRecord::from_byte_record(record) {
            Ok(record) if record.len() == header.len() => film(&header, &record),
            Ok(record) => Err(Reason::FieldCount(record.len())),
            Err(_) => Err(Reason::NotUtf8),
        };
        (if film.is_err() { line_of(bytes, chunk[0].0) } else { 1 }, film)
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
    let header = names(&mut reader);
    rows(bytes, reader, &header, film, line)
}

fn rows(bytes: &[u8], mut reader: Reader<&[u8]>, header: &StringRecord, film: ToFilm, line: Line) -> Table {
    let row = |record: Result<StringRecord, csv::Error>| {
        let (position, film) = match &record {
            Ok(record) => (record.position(), film(header, record)),
            Err(error) => (error.position(), Err(reason(error))),
        };
        (position.filter(|_| film.is_err()).map_or(1, |position| line(bytes, position)), film)
    };
    table(reader.records().map(row))
}

/// The names in the header, whatever their letters.
fn names(reader: &mut Reader<&[u8]>) -> StringRecord {
    let header = reader.byte_headers().cloned().unwrap_or_default();
    header.iter().map(String::from_utf8_lossy).collect()
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
    let header = names(reader);
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
