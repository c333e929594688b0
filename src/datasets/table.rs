//! Reading a CSV file into typed rows.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use csv::StringRecord;
use mlings_data::folder;
use serde::de::DeserializeOwned;

use super::row::{BadField, Row};

/// Why a dataset could not be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DatasetError {
    /// The file is not there or cannot be opened.
    #[error("the dataset {} cannot be opened ({reason}); restore it with: git checkout -- datasets", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        reason: String,
    },
    /// The file has no rows.
    #[error("the dataset {} has no rows; restore it with: git checkout -- datasets", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Rows are missing, or there are more than there should be.
    #[error("the dataset {} has {found} rows in place of {expected}; restore it with: git checkout -- datasets", path.display())]
    Incomplete {
        /// The file.
        path: PathBuf,
        /// How many rows there are.
        found: usize,
        /// How many it has.
        expected: usize,
    },
    /// A row does not fit its type.
    #[error("the dataset {} cannot be read at line {line}, column {column}: {reason}; restore it with: git checkout -- datasets", path.display())]
    BadRow {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1, the header's line included.
        line: u64,
        /// The column's name, or its number where the header has none.
        column: String,
        /// What does not fit.
        reason: String,
    },
}

/// Reads every row of a CSV file with a header line into a type whose fields are named as the columns.
/// A field that is empty or `missing` is an absent `Option`.
///
/// # Errors
/// When the file is missing or empty, or a row does not fit the type: then the first such row is named.
pub fn read<T: DeserializeOwned>(path: &Path, missing: &str) -> Result<Vec<T>, DatasetError> {
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for_each_row(path, |header, record| {
        rows.push(T::deserialize(Row { record, header, missing, columns: &mut columns })?);
        Ok(())
    })?;
    Ok(rows)
}

/// Hands the header and each row of a CSV file to `take`. Returns the header.
pub(super) fn for_each_row(
    path: &Path,
    mut take: impl FnMut(&StringRecord, &StringRecord) -> Result<(), BadField>,
) -> Result<StringRecord, DatasetError> {
    let unreadable = |error: csv::Error| DatasetError::Unreadable { path: path.to_owned(), reason: error.to_string() };
    let mut reader = csv::Reader::from_path(path).map_err(unreadable)?;
    let header = reader.headers().map_err(unreadable)?.clone();
    let (mut record, mut n_rows) = (StringRecord::new(), 0_usize);
    while reader.read_record(&mut record).map_err(|error| torn_row(path, &error))? {
        take(&header, &record).map_err(|bad| DatasetError::BadRow {
            path: path.to_owned(),
            line: record.position().map_or(0, csv::Position::line),
            column: bad.column.unwrap_or_else(|| "unknown".to_owned()),
            reason: bad.reason,
        })?;
        n_rows += 1;
    }
    if n_rows == 0 { Err(DatasetError::Empty { path: path.to_owned() }) } else { Ok(header) }
}

/// Requires as many rows as the file has: one that was cut off must not be taken for a learner's mistake.
pub(super) fn require_rows(path: &Path, found: usize, expected: usize) -> Result<(), DatasetError> {
    let incomplete = || DatasetError::Incomplete { path: path.to_owned(), found, expected };
    if found == expected { Ok(()) } else { Err(incomplete()) }
}

/// Reads a file of [`folder`], which has so many rows, once in this process.
pub(super) fn read_once<T: DeserializeOwned>(
    cache: &'static OnceLock<Result<Vec<T>, DatasetError>>,
    file: &str,
    missing: &str,
    n_rows: usize,
) -> Result<&'static [T], DatasetError> {
    let read_whole = || {
        let path = folder().join(file);
        let rows = read(&path, missing)?;
        require_rows(&path, rows.len(), n_rows).map(|()| rows)
    };
    let rows = cache.get_or_init(read_whole);
    rows.as_deref().map_err(Clone::clone)
}

/// What is wrong with a row that cannot be taken apart into fields.
fn torn_row(path: &Path, error: &csv::Error) -> DatasetError {
    let (column, reason) = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            (len.to_string(), format!("the row has {len} fields, the header {expected_len}"))
        }
        _ => ("unknown".to_owned(), error.to_string()),
    };
    DatasetError::BadRow {
        path: path.to_owned(),
        line: error.position().map_or(0, csv::Position::line),
        column,
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Row {
        #[serde(rename = "Mass (g)")]
        mass: Option<f64>,
    }

    fn written(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("birds.csv");
        std::fs::write(&path, text).expect("a file in it");
        (folder, path)
    }

    #[test]
    fn missing_values_are_read_as_such() {
        let (_folder, path) = written("Id,Mass (g)\n1,3750\n2,NA\n3,\n");
        let rows: Vec<Row> = read(&path, "NA").expect("three rows");
        assert_eq!(rows.iter().map(|row| row.mass).collect::<Vec<_>>(), [Some(3750.0), None, None]);
    }

    #[test]
    fn a_bad_number_is_found_by_line_and_column() {
        let (_folder, path) = written("Id,Mass (g)\n1,3750\n2,heavy\n");
        let error = read::<Row>(&path, "NA").expect_err("heavy is no number");
        let DatasetError::BadRow { line, column, reason, .. } = error else { panic!("{error:?}") };
        assert_eq!((line, column.as_str(), reason.as_str()), (3, "Mass (g)", "invalid float literal"));
    }

    #[test]
    fn a_number_must_be_finite() {
        for number in ["nan", "-inf", "1e999"] {
            let (_folder, path) = written(&format!("Id,Mass (g)\n1,{number}\n"));
            let error = read::<Row>(&path, "NA").expect_err("no mass is like that");
            assert!(error.to_string().contains("line 2, column Mass (g): not a finite number"), "{error}");
        }
    }

    #[test]
    fn a_file_that_was_cut_off_between_two_rows_is_noticed() {
        let path = Path::new("birds.csv");
        assert_eq!(require_rows(path, 344, 344), Ok(()));
        let error = require_rows(path, 300, 344).expect_err("44 birds too few");
        assert!(error.to_string().starts_with("the dataset birds.csv has 300 rows in place of 344"), "{error}");
    }

    #[test]
    fn a_column_that_is_not_there_is_named() {
        let (_folder, path) = written("Id,Mass (kg)\n1,3.75\n");
        let error = read::<Row>(&path, "NA").expect_err("no mass in grams");
        assert!(error.to_string().contains("line 2, column Mass (g): there is no such column"), "{error}");
    }

    #[test]
    fn a_short_row_is_found_by_line() {
        let (_folder, path) = written("Id,Mass (g)\n1\n");
        let error = read::<Row>(&path, "NA").expect_err("a field is missing");
        assert!(error.to_string().contains("line 2, column 1: the row has 1 fields, the header 2"), "{error}");
    }

    #[test]
    fn a_missing_and_an_empty_file_say_which_and_what_to_do() {
        let (folder, path) = written("Id,Mass (g)\n");
        assert_eq!(read::<Row>(&path, "NA").expect_err("no rows"), DatasetError::Empty { path });
        let nowhere = folder.path().join("nowhere.csv");
        let error = read::<Row>(&nowhere, "NA").expect_err("no file").to_string();
        assert!(error.contains("nowhere.csv") && error.contains("git checkout -- datasets"), "{error}");
    }
}
