//! Reading a CSV file into typed rows.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

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

/// The folder of the datasets: `MLINGS_DATASETS` where it is set, otherwise the one of this package.
pub fn folder() -> PathBuf {
    match std::env::var_os("MLINGS_DATASETS") {
        Some(folder) => PathBuf::from(folder),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("datasets"),
    }
}

/// Reads every row, or says where the first bad one is.
pub(super) fn read<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, DatasetError> {
    let unreadable = |reason: String| DatasetError::Unreadable { path: path.to_owned(), reason };
    let mut reader = csv::Reader::from_path(path).map_err(|error| unreadable(error.to_string()))?;
    let header = reader.headers().map_err(|error| unreadable(error.to_string()))?.clone();
    let rows: Result<Vec<T>, DatasetError> =
        reader.deserialize().map(|row| row.map_err(|error| bad_row(path, &header, &error))).collect();
    match rows {
        Ok(rows) if rows.is_empty() => Err(DatasetError::Empty { path: path.to_owned() }),
        rows => rows,
    }
}

/// Reads a file of [`folder`] once in this process.
pub(super) fn read_once<T: DeserializeOwned>(
    cache: &'static OnceLock<Result<Vec<T>, DatasetError>>,
    file: &str,
) -> Result<&'static [T], DatasetError> {
    let rows = cache.get_or_init(|| read(&folder().join(file)));
    rows.as_deref().map_err(Clone::clone)
}

fn bad_row(path: &Path, header: &csv::StringRecord, error: &csv::Error) -> DatasetError {
    let line = error.position().map_or(0, csv::Position::line);
    let (column, reason) = match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => {
            let name = err.field().map(|field| header.get(field as usize).map_or(field.to_string(), str::to_owned));
            (name.unwrap_or_else(|| "unknown".to_owned()), err.kind().to_string())
        }
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            (len.to_string(), format!("the row has {len} fields, the header {expected_len}"))
        }
        _ => ("unknown".to_owned(), error.to_string()),
    };
    DatasetError::BadRow { path: path.to_owned(), line, column, reason }
}

/// A number that may be missing: empty or `NA`.
pub(super) fn optional_number<'de, D: Deserializer<'de>>(field: D) -> Result<Option<f64>, D::Error> {
    let text = String::deserialize(field)?;
    match text.trim() {
        "" | "NA" => Ok(None),
        number => number.parse().map(Some).map_err(|_| serde::de::Error::custom(format!("{number:?} is not a number"))),
    }
}

/// A word that may be missing: empty or `NA`.
pub(super) fn optional_word<'de, D: Deserializer<'de>>(field: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(field)?;
    Ok(if text.is_empty() || text == "NA" { None } else { Some(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Row {
        #[serde(rename = "Mass (g)", deserialize_with = "optional_number")]
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
        let rows: Vec<Row> = read(&path).expect("three rows");
        assert_eq!(rows.iter().map(|row| row.mass).collect::<Vec<_>>(), [Some(3750.0), None, None]);
    }

    #[test]
    fn a_bad_number_is_found_by_line_and_column() {
        let (_folder, path) = written("Id,Mass (g)\n1,3750\n2,heavy\n");
        let error = read::<Row>(&path).expect_err("heavy is no number");
        let DatasetError::BadRow { line, column, reason, .. } = error else { panic!("{error:?}") };
        assert_eq!((line, column.as_str(), reason.contains("heavy")), (3, "Mass (g)", true));
    }

    #[test]
    fn a_short_row_is_found_by_line() {
        let (_folder, path) = written("Id,Mass (g)\n1\n");
        let error = read::<Row>(&path).expect_err("a field is missing");
        assert!(error.to_string().contains("line 2, column 1: the row has 1 fields, the header 2"), "{error}");
    }

    #[test]
    fn a_missing_and_an_empty_file_say_which_and_what_to_do() {
        let (folder, path) = written("Id,Mass (g)\n");
        assert_eq!(read::<Row>(&path).expect_err("no rows"), DatasetError::Empty { path });
        let nowhere = folder.path().join("nowhere.csv");
        let error = read::<Row>(&nowhere).expect_err("no file").to_string();
        assert!(error.contains("nowhere.csv") && error.contains("git checkout -- datasets"), "{error}");
    }
}
