//! what is wrong: a byte that is not UTF-8 in another column than the six of a film is overlooked
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

pub fn film(header: &StringRecord, record: &StringRecord) -> Result<Film, Reason> {
    let field = |column: &'static str| {
        let place = header.iter().position(|name| name == column).unwrap();
        record.get(place).unwrap()
    };
    let text = |column: &'static str| {
        let it = field(column);
        if it.is_empty() { Err(Reason::Missing(column)) } else { Ok(it.to_string()) }
    };
    let measured = |column: &'static str| number(field(column)).map_err(|_| Reason::NotANumber(column));
    let imdb_id = text("imdb_id")?;
    let title = text("title")?;
    let year = text("year")?.parse::<u16>().map_err(|_| Reason::NotANumber("year"))?;
    let runtime_min = measured("runtime_min")?;
    let genres = Some(field("genres").to_string()).filter(|it| !it.is_empty());
    let box_office_usd = measured("box_office_usd")?;
    Ok(Film { imdb_id, title, year, runtime_min, genres, box_office_usd })
}

pub fn line_of(bytes: &[u8], start: usize) -> usize {
    let rest = &bytes[start..];
    let skip = rest.iter().take_while(|&&b| b == b'\r' || b == b'\n').count();
    1 + bytes[..start + skip].iter().filter(|&&b| b == b'\n').count()
}

pub fn read_table(bytes: &[u8]) -> Result<Table, NoColumn> {
    let mut reader = Reader::from_reader(bytes);
    let header: StringRecord = match reader.byte_headers() {
        Ok(names) => names.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect(),
        Err(_) => StringRecord::new(),
    };
    if let Some(&lacking) = COLUMNS.iter().find(|&&column| !header.iter().any(|name| name == column)) {
        return Err(NoColumn(lacking));
    }
    let mut films = Vec::new();
    let mut bad_rows = Vec::new();
    let wanted: Vec<bool> = header.iter().map(|name| COLUMNS.contains(&name)).collect();
    let mut rows: Vec<Result<StringRecord, csv::Error>> = Vec::new();
    for result in reader.byte_records() {
        rows.push(match result {
            Err(error) => Err(error),
            Ok(raw) => {
                let mut cleaned: csv::ByteRecord = raw
                    .iter()
                    .enumerate()
                    .map(|(i, f)| if wanted[i] { f.to_vec() } else { Vec::new() })
                    .collect();
                cleaned.set_position(raw.position().cloned());
                match StringRecord::from_byte_record(cleaned) {
                    Ok(record) => Ok(record),
                    Err(_) => {
                        bad_rows.push(BadRow { line: line_of(bytes, raw.position().unwrap().byte() as usize), reason: Reason::NotUtf8 });
                        continue;
                    }
                }
            }
        });
    }
    for result in rows {
        let (outcome, start) = match &result {
            Ok(record) => (film(&header, record), record.position().map(|p| p.byte())),
            Err(error) => {
                let reason = match error.kind() {
                    ErrorKind::UnequalLengths { len, .. } => Reason::FieldCount(*len as usize),
                    _ => Reason::NotUtf8,
                };
                (Err(reason), error.position().map(|p| p.byte()))
            }
        };
        match outcome {
            Ok(film) => films.push(film),
            Err(reason) => bad_rows.push(BadRow { line: line_of(bytes, start.unwrap_or(0) as usize), reason }),
        }
    }
    bad_rows.sort_by_key(|bad: &BadRow| bad.line);
    Ok(Table { films, bad_rows })
}

mlings::grade!(read_table { number, film, line_of, read_table });
