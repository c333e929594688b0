//! What is graded.

use csv::StringRecord;

use super::{BadRow, COLUMNS, Contract, Film, NoColumn, NotANumber, Reason, Table, damaged};
use mlings_grading::compare::{answer, equal, refuses, same_items};
use mlings_grading::{Cases, Check, Failure, Given, Outcome};

pub(super) const CHECKS: &[Check<Contract>] = &[
    Check { name: "a number is read, and what is no number is refused", points: 6, run: numbers_are_read },
    Check { name: "an empty field is a missing number, not 0", points: 8, run: empty_is_missing },
    Check { name: "a film's columns are found by their names", points: 8, run: columns_by_name },
    Check { name: "what a film may lack is missing where its field is empty", points: 6, run: films_have_gaps },
    Check { name: "a film without id, title or year is refused", points: 8, run: films_need_three },
    Check { name: "a text where a number belongs is refused, with its column", points: 6, run: texts_are_no_numbers },
    Check { name: "a row's line is the one that an editor shows", points: 8, run: line_of_a_row },
    Check { name: "quoted fields may hold commas, quotes and line ends", points: 8, run: quotes },
    Check { name: "a file from Windows gives the same films", points: 6, run: windows },
    Check { name: "a row that is too short or too long is bad, and moves no other", points: 8, run: short_and_long },
    Check { name: "a row that is not UTF-8 is bad, and costs no other", points: 8, run: not_utf8 },
    Check { name: "a bad row is listed with the line that it begins on", points: 6, run: lines_of_bad_rows },
    Check { name: "every row of a damaged file is a film or a bad row", points: 8, run: no_row_is_lost },
    Check { name: "a column that is not there is an error", points: 6, run: missing_column },
];

fn numbers_are_read(table: &Contract, _: &mut Cases) -> Outcome {
    for (field, expected) in [
        ("96", 96.0),
        ("0", 0.0),
        ("-3.5", -3.5),
        ("735099082", 735_099_082.0),
        ("1e3", 1000.0),
        ("2.5E2", 250.0),
        ("0.1", 0.1),
        ("-2.5e-9", -2.5e-9),
        ("9007199254740991", 9_007_199_254_740_991.0),
        ("1.7e308", 1.7e308),
    ] {
        let number = answer("number", (table.number)(field)).given(format!("field {field:?}"))?;
        equal("number", &number, &Some(expected)).given(format!("field {field:?}"))?;
    }
    for field in [
        "120 min",
        "n/a",
        "-",
        "1,234",
        "$5",
        "1O5",
        "NaN",
        "inf",
        "-infinity",
        "1e999",
        "-1e999",
        "2,5",
        "1_000",
        "1e",
    ] {
        equal("number", &(table.number)(field), &Err(NotANumber)).given(format!("field {field:?}"))?;
    }
    // Nothing is taken away from a field, so a blank is what stands there.
    for field in [" 96", "96 ", "\t96", "96\r", " "] {
        equal("number", &(table.number)(field), &Err(NotANumber)).given(format!("field {field:?}"))?;
    }
    Ok(())
}

fn empty_is_missing(table: &Contract, _: &mut Cases) -> Outcome {
    let number = answer("number", (table.number)("")).given("field \"\"")?;
    equal("number", &number, &None).given("field \"\"")
}

fn columns_by_name(table: &Contract, cases: &mut Cases) -> Outcome {
    let header = ["imdb_id", "title", "year", "runtime_min", "genres", "box_office_usd", "director", "oscars"];
    let record = ["tt0083658", "Blade Runner", "1982", "117", "Drama|Sci-Fi", "33139618", "Ridley Scott", "0"];
    let expected = film("tt0083658", "Blade Runner", 1982, Some(117.0), Some("Drama|Sci-Fi"), Some(33_139_618.0));
    for order in [vec![5, 4, 3, 2, 1, 0], vec![6, 0, 1, 7, 2, 3, 4, 5], cases.permutation(8)] {
        let pick = |fields: [&'static str; 8]| order.iter().map(|place| fields[*place]).collect::<Vec<&str>>();
        is_film(table, &pick(header), &pick(record), &expected)?;
    }
    for strangers in [
        ["Title", "YEAR"],
        [" title", "year "],
        ["title_de", "first_year"],
        ["tit", "yea"],
        // Of two columns with one name the first counts.
        ["genres", "runtime_min"],
    ] {
        let before = matches!(strangers, ["genres", ..]);
        let join = |strangers: [&'static str; 2], own: [&'static str; 6]| -> Vec<&str> {
            if before { [&own[..], &strangers].concat() } else { [&strangers[..], &own].concat() }
        };
        let expected = film("tt1", "Up", 2009, Some(96.5), Some("Comedy"), None);
        let record = join(["Oben", "1999"], ["tt1", "Up", "2009", "96.5", "Comedy", ""]);
        is_film(table, &join(strangers, COLUMNS), &record, &expected)?;
    }
    headers_of_files(table)
}

/// A name in no known letters is the name of another column.
fn headers_of_files(table: &Contract) -> Outcome {
    let film = film("tt1", "Up", 2009, Some(96.0), Some("Comedy"), Some(735.0));
    for (header, row) in [
        (&b"year,note,title,imdb_id,box_office_usd,runtime_min,genres"[..], "2009,x,Up,tt1,735,96,Comedy"),
        (b"imdb_id,title,year,runtime_min,genres,box_office_usd,note_\xff", "tt1,Up,2009,96,Comedy,735,x"),
        (b"\xe9t\xe9,imdb_id,title,year,runtime_min,genres,box_office_usd", "x,tt1,Up,2009,96,Comedy,735"),
        (b"imdb_id,title,year,runtime_min,genres,box_office_usd,year,title", "tt1,Up,2009,96,Comedy,735,1999,Oben"),
    ] {
        has_films(table, &[header, b"\n", row.as_bytes(), b"\n"].concat(), std::slice::from_ref(&film))?;
    }
    Ok(())
}

fn films_have_gaps(table: &Contract, _: &mut Cases) -> Outcome {
    for (record, expected) in [
        (["tt1", "Up", "2009", "", "Comedy", "731463377"], (None, Some("Comedy"), Some(731_463_377.0))),
        (["tt1", "Up", "2009", "96", "", "731463377"], (Some(96.0), None, Some(731_463_377.0))),
        (["tt1", "Up", "2009", "96", "Comedy", ""], (Some(96.0), Some("Comedy"), None)),
        (["tt1", "Up", "2009", "", "", ""], (None, None, None)),
    ] {
        let (runtime_min, genres, box_office_usd) = expected;
        is_film(table, &COLUMNS, &record, &film("tt1", "Up", 2009, runtime_min, genres, box_office_usd))?;
    }
    // A blank is a letter like any other: genres stay as they stand.
    for genres in [" Comedy | Drama ", " ", "|"] {
        let expected = film("tt1", "Up", 2009, Some(96.0), Some(genres), None);
        is_film(table, &COLUMNS, &["tt1", "Up", "2009", "96", genres, ""], &expected)?;
    }
    Ok(())
}

fn films_need_three(table: &Contract, _: &mut Cases) -> Outcome {
    for (record, column) in [
        (["", "Up", "2009", "96", "Comedy", ""], "imdb_id"),
        (["tt1", "", "2009", "96", "Comedy", ""], "title"),
        (["tt1", "Up", "", "96", "Comedy", ""], "year"),
    ] {
        is_refused(table, &record, Reason::Missing(column))?;
    }
    // Only an empty field is empty.
    for (id, title) in [(" tt1", "Up\t"), (" ", "Up"), ("tt1", " "), ("0", "\u{a0}")] {
        let expected = film(id, title, 2009, Some(96.0), Some("Comedy"), None);
        is_film(table, &COLUMNS, &[id, title, "2009", "96", "Comedy", ""], &expected)?;
    }
    Ok(())
}

fn texts_are_no_numbers(table: &Contract, _: &mut Cases) -> Outcome {
    for (record, column) in [
        (["tt1", "Up", "MMIX", "96", "Comedy", ""], "year"),
        (["tt1", "Up", "2009-05-13", "96", "Comedy", ""], "year"),
        (["tt1", "Up", "2009", "96 min", "Comedy", ""], "runtime_min"),
        (["tt1", "Up", "2009", "96", "Comedy", "n/a"], "box_office_usd"),
        (["tt1", "Up", "2009", "96", "Comedy", "inf"], "box_office_usd"),
        (["tt1", "Up", "2009", "1e999", "Comedy", ""], "runtime_min"),
        (["tt1", "Up", "2009", " ", "Comedy", ""], "runtime_min"),
        (["tt1", "Up", "2009", "96", "Comedy", "735 "], "box_office_usd"),
    ] {
        is_refused(table, &record, Reason::NotANumber(column))?;
    }
    for year in ["2009.5", "2009.0", "-3", "2e3", "70000", "67545", "NaN", " 2009", "2009 ", " ", "'09"] {
        is_refused(table, &["tt1", "Up", year, "96", "Comedy", ""], Reason::NotANumber("year"))?;
    }
    for year in [0, 999, 40000, u16::MAX] {
        let expected = film("tt1", "Up", year, Some(96.0), Some("Comedy"), None);
        is_film(table, &COLUMNS, &["tt1", "Up", &year.to_string(), "96", "Comedy", ""], &expected)?;
    }
    Ok(())
}

fn line_of_a_row(table: &Contract, cases: &mut Cases) -> Outcome {
    // Where the row itself begins, and where the crate csv begins to read it.
    for (bytes, starts) in [
        ("a,b\n1,2\n3,4\n", [(0, 1), (4, 2), (8, 3)]),
        ("a,b\n\"x\ny\",2\n3,4\n", [(0, 1), (4, 2), (12, 4)]),
        ("a,b\r\n1,2\r\n3,4\r\n", [(5, 2), (4, 2), (9, 3)]),
        ("a,b\n\n\n1,2\n\n3,4\n", [(6, 4), (4, 4), (10, 6)]),
        ("a,b\r\n\r\n\r\n1,2\r\n", [(4, 4), (5, 4), (3, 4)]),
        ("\n\na,b\n1,2\n", [(0, 3), (2, 3), (5, 4)]),
        // A line of blanks is a row.
        ("a,b\n  \n1,2\n \t\n3", [(4, 2), (3, 2), (10, 4)]),
    ] {
        for (start, line) in starts {
            is_line(table, bytes, start, line)?;
        }
    }
    let line = (table.line_of)(format!("a{}1,2", "\n".repeat(1100)).as_bytes(), 150);
    equal("line", &line, &1101).given("a letter, 1100 line ends and \"1,2\", start 150")?;
    let (mut bytes, mut lines) = ("a,b".to_owned(), 1);
    let line_end = if cases.index(0..2) == 0 { "\n" } else { "\r\n" };
    for row in 0..8 {
        let (start, ends) = (bytes.len(), 1 + cases.index(0..3));
        bytes += &line_end.repeat(ends);
        bytes += &format!("{row},{row}");
        lines += ends;
        is_line(table, &bytes, start, lines)?;
    }
    Ok(())
}

fn quotes(table: &Contract, _: &mut Cases) -> Outcome {
    let bytes = file(
        "tt1,\"I, Robot\",2004,115,Action,347234916\n\
         tt2,\"Waiting for \"\"Superman\"\"\",2010,111,\"Documentary\",6417135\n\
         tt3,\"Birdman\nor\nIgnorance\",2014,119,Comedy,103215094\n\
         tt4,\"Up\",\"2009\",\"96\",\"Comedy\",\"735099082\"\n\
         tt5, Up ,2009,96,Comedy ,735099082\n",
    );
    let films = [
        film("tt1", "I, Robot", 2004, Some(115.0), Some("Action"), Some(347_234_916.0)),
        film("tt2", "Waiting for \"Superman\"", 2010, Some(111.0), Some("Documentary"), Some(6_417_135.0)),
        film("tt3", "Birdman\nor\nIgnorance", 2014, Some(119.0), Some("Comedy"), Some(103_215_094.0)),
        film("tt4", "Up", 2009, Some(96.0), Some("Comedy"), Some(735_099_082.0)),
        // Without quotes too, a field stays as it stands.
        film("tt5", " Up ", 2009, Some(96.0), Some("Comedy "), Some(735_099_082.0)),
    ];
    has_films(table, bytes.as_bytes(), &films).map(|_| ())
}

/// A byte order mark, line ends of two bytes, and none after the last row.
fn windows(table: &Contract, _: &mut Cases) -> Outcome {
    let unix = "imdb_id,title,year,runtime_min,genres,box_office_usd\n\
                tt1,Up,2009,96,Comedy,735099082\n\
                tt2,Amélie,2001,122,Romance,174200000";
    let windows = unix.replace('\n', "\r\n");
    let films = [
        film("tt1", "Up", 2009, Some(96.0), Some("Comedy"), Some(735_099_082.0)),
        film("tt2", "Amélie", 2001, Some(122.0), Some("Romance"), Some(174_200_000.0)),
    ];
    for text in [unix.to_owned(), windows.clone(), format!("\u{feff}{unix}"), format!("\u{feff}{windows}")] {
        has_films(table, text.as_bytes(), &films)?;
    }
    Ok(())
}

fn short_and_long(table: &Contract, _: &mut Cases) -> Outcome {
    let bytes = file(
        "tt1,Up,2009,96,Comedy,735\n\
         tt2,Heat,1995\n\
         tt3,Alien,1979,117,Horror,185\n\
         tt4,I, Robot,2004,115,Action,347\n\
         tt5,Shrek,2001,90,Comedy\n\
         tt6,Brazil,1985,132,Drama,9\n\
         tt7\n\
         \x20\x20\n\
         \"\"\n\
         tt8,Jaws,1975,124,Horror,470,\n\
         tt9,Antz,1998,83,,\n",
    );
    let films = [
        film("tt1", "Up", 2009, Some(96.0), Some("Comedy"), Some(735.0)),
        film("tt3", "Alien", 1979, Some(117.0), Some("Horror"), Some(185.0)),
        film("tt6", "Brazil", 1985, Some(132.0), Some("Drama"), Some(9.0)),
        film("tt9", "Antz", 1998, Some(83.0), None, None),
    ];
    let reasons = [3, 7, 5, 1, 1, 1, 7].map(Reason::FieldCount);
    has_films_and_reasons(table, bytes.as_bytes(), &films, &reasons)?;
    // More fields than a byte counts.
    let bytes = file(&",".repeat(300));
    let given = "a header of six columns, and a row of 300 commas";
    let read = answer("read_table", (table.read_table)(bytes.as_bytes())).given(given)?;
    same_items("bad_rows", &read.bad_rows, &listed(&[(2, Reason::FieldCount(301))])).given(given)
}

/// In Latin-1 an é is the single byte 0xE9.
fn not_utf8(table: &Contract, _: &mut Cases) -> Outcome {
    let bytes = [
        file("").as_bytes(),
        b"tt1,Up,2009,96,Comedy,735\n",
        b"tt2,Am\xe9lie,2001,122,Romance,174\n",
        b"tt3,Alien,1979,117,Com\xe9die,185\n",
        b"tt4,Heat,1995,170,Drama,187\n",
    ]
    .concat();
    let films = [
        film("tt1", "Up", 2009, Some(96.0), Some("Comedy"), Some(735.0)),
        film("tt4", "Heat", 1995, Some(170.0), Some("Drama"), Some(187.0)),
    ];
    has_films_and_reasons(table, &bytes, &films, &[Reason::NotUtf8, Reason::NotUtf8])?;
    // A column that no film is made of.
    let bytes = [
        format!("note,{}\n", COLUMNS.join(",")).as_bytes(),
        b"x,tt1,Up,2009,96,Comedy,735\n",
        b"\xe9t\xe9,tt2,Jaws,1975,124,Horror,470\n",
        b"y,tt4,Heat,1995,170,Drama,187\n",
    ]
    .concat();
    has_films_and_reasons(table, &bytes, &films, &[Reason::NotUtf8])
}

fn lines_of_bad_rows(table: &Contract, _: &mut Cases) -> Outcome {
    let unix = file("tt1,\"U\np\",2009,96,Comedy,735\n\n\ntt2,Heat\n\ntt3,Alien,1979\n");
    let windows = file("tt1,Up,2009,96,Comedy,735\ntt2,Heat\n\ntt3,Alien,1979\n").replace('\n', "\r\n");
    let begun_late = format!("\n\n{}", file("tt1,Up\ntt2,Up,2009,96,Comedy,735\ntt3,Alien,1979\n"));
    for (text, lines) in [(unix, [6, 8]), (windows, [3, 5]), (begun_late, [4, 6])] {
        let given = in_bytes(text.as_bytes());
        let read = answer("read_table", (table.read_table)(text.as_bytes())).given(&given)?;
        let bad_rows = listed(&[(lines[0], Reason::FieldCount(2)), (lines[1], Reason::FieldCount(3))]);
        same_items("bad_rows", &read.bad_rows, &bad_rows).given(&given)?;
    }
    // More rows than a buffer holds, and the last one without a line end.
    let text = file(&"a,b,0,,,\n".repeat(1024)) + "a,b";
    let given = "a file of 1025 rows, the last of which has two fields and no line end";
    let read = answer("read_table", (table.read_table)(text.as_bytes())).given(given)?;
    equal("the number of films", &read.films.len(), &1024).given(given)?;
    same_items("bad_rows", &read.bad_rows, &listed(&[(1026, Reason::FieldCount(2))])).given(given)
}

fn no_row_is_lost(table: &Contract, cases: &mut Cases) -> Outcome {
    for (name, films, bad_rows) in DAMAGED {
        let bytes = damaged(name)?;
        let given = format!("the file datasets/damaged/{name}");
        let read = answer("read_table", (table.read_table)(&bytes)).given(&given)?;
        same_items("bad_rows", &read.bad_rows, &listed(bad_rows)).given(&given)?;
        equal("the number of films", &read.films.len(), films).given(&given)?;
    }
    rows_without_a_value(table)?;
    agrees_on_random_damage(table, cases)
}

/// A row of commas is a row.
fn rows_without_a_value(table: &Contract) -> Outcome {
    let text = file("tt1,Up,2009,96,Comedy,735\n,,,,,\ntt2,Up,2009,96,Comedy,735\n\"\",,,,,");
    let read = answer("read_table", (table.read_table)(text.as_bytes())).given(in_bytes(text.as_bytes()))?;
    let lines: Vec<usize> = read.bad_rows.iter().map(|bad| bad.line).collect();
    same_items("lines of the bad_rows", &lines, &[3, 5]).given(in_bytes(text.as_bytes()))?;
    equal("the number of films", &read.films.len(), &2).given(in_bytes(text.as_bytes()))
}

/// Eight rows, each good or damaged in a way of its own.
fn agrees_on_random_damage(table: &Contract, cases: &mut Cases) -> Outcome {
    let (mut bytes, mut films, mut bad_rows, mut line) = (file("").into_bytes(), Vec::new(), Vec::new(), 2);
    for number in 1..9 {
        let (row, reason): (&[u8], _) = match cases.index(0..8) {
            0 => (b"Heat", Some(Reason::FieldCount(2))),
            1 => (b"I, Robot,2004,115,Action,347", Some(Reason::FieldCount(7))),
            2 => (b"Am\xe9lie,2001,122,Romance,174", Some(Reason::NotUtf8)),
            3 => (b"\"\",2009,96,Comedy,735", Some(Reason::Missing("title"))),
            4 => (b"Alien,1979,117 min,Horror,185", Some(Reason::NotANumber("runtime_min"))),
            5 => (b"\"U\np\",2009,96,Comedy,735", None),
            _ => (b"Up,2009,96,Comedy,735", None),
        };
        let id = format!("tt{number}");
        match reason {
            Some(reason) => bad_rows.push((line, reason)),
            None => {
                let title = if row.contains(&b'\n') { "U\np" } else { "Up" };
                films.push(film(&id, title, 2009, Some(96.0), Some("Comedy"), Some(735.0)));
            }
        }
        bytes.extend([id.as_bytes(), b",", row, b"\n"].concat());
        line += 1 + row.iter().filter(|byte| **byte == b'\n').count();
    }
    let read = has_films(table, &bytes, &films)?;
    same_items("bad_rows", &read.bad_rows, &listed(&bad_rows)).given(in_bytes(&bytes))
}

fn missing_column(table: &Contract, _: &mut Cases) -> Outcome {
    for (text, column) in [
        ("imdb_id,title,runtime_min,genres,box_office_usd\ntt1,Up,96,,\n", "year"),
        ("imdb_id,name,year,runtime,genres,box_office_usd\ntt1,Up,2009,96,,\n", "title"),
        ("year,imdb_id,name\n2009,tt1,Up\n", "title"),
        ("imdb_id,Title,year,runtime_min,genres,box_office_usd\ntt1,Up,2009,96,,\n", "title"),
        ("imdb_id,title,year,runtime_min, genres,box_office_usd\ntt1,Up,2009,96,,\n", "genres"),
        (" imdb_id,title,year,runtime_min,genres,box_office_usd\ntt1,Up,2009,96,,\n", "imdb_id"),
        ("imdb_id,title,year,runtime_min,genres,box_office_usd_2020\ntt1,Up,2009,96,,\n", "box_office_usd"),
        ("tt1,Up,2009,96,,\ntt2,Heat,1995,170,,\n", "imdb_id"),
        ("", "imdb_id"),
    ] {
        lacks(table, text.as_bytes(), column)?;
    }
    lacks(table, b"imdb_id,titl\xe9,year,runtime_min,genres,box_office_usd\ntt1,Up,2009,96,,\n", "title")?;
    for lacking in COLUMNS {
        let others: Vec<&str> = COLUMNS.into_iter().filter(|column| *column != lacking).collect();
        lacks(table, others.join(",").as_bytes(), lacking)?;
    }
    // A header is enough.
    has_films(table, COLUMNS.join(",").as_bytes(), &[]).map(|_| ())
}

fn lacks(table: &Contract, bytes: &[u8], column: &'static str) -> Outcome {
    let films = (table.read_table)(bytes).map(|read| read.films);
    refuses("read_table", &films, &NoColumn(column)).given(in_bytes(bytes))
}

/// The line of a bad row, and what is wrong with it.
type Bad = (usize, Reason);

/// The files of `datasets/damaged/`: how many films can be read, and which rows cannot.
const DAMAGED: &[(&str, usize, &[Bad])] = &[
    ("cut_off.csv", 9, &[(11, Reason::FieldCount(5))]),
    ("open_quote.csv", 5, &[(7, Reason::FieldCount(2))]),
    (
        "latin1.csv",
        4,
        &[
            (3, Reason::NotUtf8),
            (5, Reason::NotUtf8),
            (7, Reason::NotUtf8),
            (8, Reason::NotUtf8),
            (10, Reason::NotUtf8),
            (11, Reason::NotUtf8),
        ],
    ),
    ("windows.csv", 10, &[(9, Reason::Missing("year")), (14, Reason::FieldCount(4))]),
    (
        "export.csv",
        100,
        &[
            (2, Reason::FieldCount(13)),
            (22, Reason::FieldCount(13)),
            (23, Reason::FieldCount(9)),
            (31, Reason::NotUtf8),
            (36, Reason::NotANumber("runtime_min")),
            (40, Reason::FieldCount(13)),
            (41, Reason::FieldCount(13)),
            (46, Reason::FieldCount(13)),
            (48, Reason::NotANumber("box_office_usd")),
            (56, Reason::NotUtf8),
            (58, Reason::Missing("title")),
            (64, Reason::FieldCount(9)),
            (67, Reason::NotUtf8),
            (80, Reason::NotANumber("runtime_min")),
            (91, Reason::NotUtf8),
            (93, Reason::Missing("year")),
            (103, Reason::FieldCount(9)),
            (108, Reason::NotUtf8),
            (119, Reason::NotUtf8),
            (120, Reason::NotUtf8),
        ],
    ),
];

fn film(
    imdb_id: &str,
    title: &str,
    year: u16,
    runtime_min: Option<f64>,
    genres: Option<&str>,
    box_office_usd: Option<f64>,
) -> Film {
    let genres = genres.map(str::to_owned);
    Film { imdb_id: imdb_id.to_owned(), title: title.to_owned(), year, runtime_min, genres, box_office_usd }
}

/// The six columns as the header, and these rows below it.
fn file(rows: &str) -> String {
    format!("{}\n{rows}", COLUMNS.join(","))
}

fn listed(bad_rows: &[Bad]) -> Vec<BadRow> {
    bad_rows.iter().map(|(line, reason)| BadRow { line: *line, reason: *reason }).collect()
}

fn has_films(table: &Contract, bytes: &[u8], films: &[Film]) -> Result<Table, Failure> {
    let read = answer("read_table", (table.read_table)(bytes)).given(in_bytes(bytes))?;
    same_items("films", &read.films, films).given(in_bytes(bytes))?;
    Ok(read)
}

fn has_films_and_reasons(table: &Contract, bytes: &[u8], films: &[Film], reasons: &[Reason]) -> Outcome {
    let bad_rows = has_films(table, bytes, films)?.bad_rows;
    let found: Vec<Reason> = bad_rows.iter().map(|bad_row| bad_row.reason).collect();
    same_items("reasons of the bad_rows", &found, reasons).given(in_bytes(bytes))
}

fn is_film(table: &Contract, header: &[&str], record: &[&str], expected: &Film) -> Outcome {
    let given = format!("header {header:?}, record {record:?}");
    let film = (table.film)(&StringRecord::from(header), &StringRecord::from(record));
    equal("film", &answer("film", film).given(&given)?, expected).given(given)
}

fn is_refused(table: &Contract, record: &[&str], reason: Reason) -> Outcome {
    let film = (table.film)(&StringRecord::from(&COLUMNS[..]), &StringRecord::from(record));
    equal("film", &film, &Err(reason)).given(format!("header {COLUMNS:?}, record {record:?}"))
}

fn is_line(table: &Contract, text: &str, start: usize, expected: usize) -> Outcome {
    let line = (table.line_of)(text.as_bytes(), start);
    equal("line", &line, &expected).given(format!("{}, start {start}", in_bytes(text.as_bytes())))
}

/// As Rust reads it: a byte string.
fn in_bytes(bytes: &[u8]) -> String {
    format!("b\"{}\"", bytes.escape_ascii())
}
