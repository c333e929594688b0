//! What a benchmark measured, as it left it in the workplace.

use std::path::{Path, PathBuf};

use mlings_verdict::benchmark::{Benchmark, SCHEMA};

/// What was measured last of an exercise whose plots are in this folder. A file that is not there, is damaged or has
/// another version says nothing.
pub fn read(plots: &Path) -> Option<Benchmark> {
    let text = std::fs::read_to_string(written(plots)).ok()?;
    serde_json::from_str(&text).ok().filter(|benchmark: &Benchmark| benchmark.schema == SCHEMA)
}

/// Whether the exercise's file was saved after it was timed last.
pub fn is_older_than(plots: &Path, file: &Path) -> bool {
    let saved = |path: &Path| path.metadata().and_then(|about| about.modified()).ok();
    saved(&written(plots)) < saved(file)
}

/// Where a benchmark writes what it has measured.
pub fn written(plots: &Path) -> PathBuf {
    plots.join("benchmark.json")
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use mlings_verdict::benchmark::{Row, Timing};

    use super::*;

    fn measured() -> Benchmark {
        let row = Row {
            size: 1000,
            yours: Some(Timing { estimate: 2.0, low: 1.0, high: 3.0 }),
            reference: None,
            linfa: None,
        };
        Benchmark {
            schema: SCHEMA,
            id: "dbscan".into(),
            workload: "fit".into(),
            counts: "rows".into(),
            quick: false,
            rows: vec![row],
        }
    }

    #[test]
    fn what_was_measured_is_read_again_and_a_damaged_or_newer_file_is_passed_over() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (plots, exercise) = (folder.path(), folder.path().join("dbscan.rs"));
        let file = written(plots);
        assert_eq!(read(plots), None);
        let text = serde_json::to_string(&measured()).expect("JSON");
        std::fs::write(&file, &text).expect("a file");
        assert_eq!(read(plots), Some(measured()));
        std::fs::write(&exercise, "").expect("a file");
        let time = |file: &Path, second: u64| {
            let file = std::fs::File::options().append(true).open(file).expect("a file");
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(second)).expect("another time");
        };
        for (timed, saved) in [(1, 2), (2, 1)] {
            time(&file, timed);
            time(&exercise, saved);
            assert_eq!(is_older_than(plots, &exercise), timed < saved);
        }
        for other in ["{", &text.replace("\"schema\":1", "\"schema\":2")] {
            std::fs::write(&file, other).expect("a file");
            assert_eq!(read(plots), None, "{other}");
        }
    }
}
