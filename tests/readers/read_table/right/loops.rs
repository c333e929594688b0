use csv::{ByteRecord, ReaderBuilder, StringRecord};
use mlings::read_table::{BadRow, COLUMNS, Film, NoColumn, NotANumber, Reason, Table};

pub fn number(field: &str) -> Result<Option<f64>, NotANumber> {
    if field == "" {
        Ok(None)
    } else {
        let value: f64 = field.parse().map_err(|_| NotANumber)?;
        if value.is_nan() || value.is_infinite() {
            return Err(NotANumber);
        }
        Ok(Some(value))
    }
}

pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    let mut fields = [""; 6];
    for c in 0..6 {
        for place in 0..header.len() {
            if &header[place] == COLUMNS[c] {
                fields[c] = &record[place];
                break;
            }
        }
    }
    let at = |name: &str| fields[COLUMNS.iter().position(|c| *c == name).unwrap()];
    // numbers first, then what is missing: any reason will do
    let runtime_min = match number(at("runtime_min")) {
        Ok(v) => v,
        Err(_) => return Err(Reason::NotANumber("runtime_min")),
    };
    let box_office_usd = match number(at("box_office_usd")) {
        Ok(v) => v,
        Err(_) => return Err(Reason::NotANumber("box_office_usd")),
    };
    for column in ["year", "title", "imdb_id"] {
        if at(column).len() == 0 {
            return Err(Reason::Missing(column));
        }
    }
    let year = match at("year").parse::<u16>() {
        Ok(y) => y,
        Err(_) => return Err(Reason::NotANumber("year")),
    };
    let genres = if at("genres") == "" { None } else { Some(at("genres").to_owned()) };
    Ok(Film {
        imdb_id: at("imdb_id").to_owned(),
        title: at("title").to_owned(),
        year,
        runtime_min,
        genres,
        box_office_usd,
    })
}

pub fn line_of(bytes: &[u8], start: usize) -> usize {
    let mut line = 1;
    let mut i = 0;
    while i < bytes.len() {
        let end = bytes[i] == b'\n' || bytes[i] == b'\r';
        if i >= start && !end {
            break;
        }
        if bytes[i] == b'\n' {
            line += 1;
        }
        i += 1;
    }
    line
}

pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut raw = ByteRecord::new();
    let mut header = StringRecord::new();
    if reader.read_byte_record(&mut raw).unwrap_or(false) {
        for name in raw.iter() {
            header.push_field(&String::from_utf8_lossy(name));
        }
    }
    for column in COLUMNS {
        let mut found = false;
        for name in header.iter() {
            if name == column {
                found = true;
            }
        }
        if !found {
            return Err(NoColumn(column));
        }
    }
    let mut table = Table { films: vec![], bad_rows: vec![] };
    while reader.read_byte_record(&mut raw).unwrap_or(false) {
        let start = raw.position().unwrap().byte() as usize;
        let reason = match StringRecord::from_byte_record(raw.clone()) {
            Err(_) => Reason::NotUtf8,
            Ok(record) => {
                if record.len() != header.len() {
                    Reason::FieldCount(record.len())
                } else {
                    match film(&header, &record) {
                        Ok(one) => {
                            table.films.push(one);
                            continue;
                        }
                        Err(reason) => reason,
                    }
                }
            }
        };
        table.bad_rows.push(BadRow { line: line_of(bytes, start), reason });
    }
    Ok(table)
}

mlings::grade!(read_table { number, film, line_of, read_table });
