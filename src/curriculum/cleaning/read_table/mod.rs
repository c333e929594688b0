//! Reading a table: CSV text to typed rows, and a list of the rows that cannot be read.

mod checks;
mod mistakes;
mod plot;
pub mod solution;

pub use mlings::read_table::*;
use mlings_datasets as datasets;
use mlings_grading::{About, Exercise};

const SOLUTION: Contract = Contract {
    number: solution::number,
    film: solution::film,
    line_of: solution::line_of,
    read_table: solution::read_table,
};

/// The exercise.
pub static EXERCISE: Exercise<Contract> = Exercise {
    about: About { id: "read_table", title: "Reading a table" },
    functions: SOLUTION,
    checks: checks::CHECKS,
    mistakes: mistakes::MISTAKES,
    plots: plot::PLOTS,
};

/// A file of `datasets/damaged/` is not there.
#[derive(Debug, thiserror::Error)]
#[error("datasets/damaged/{file} cannot be opened ({reason}); restore it with: git checkout -- datasets/damaged")]
struct NoDamagedFile {
    file: &'static str,
    reason: String,
}

/// A damaged piece of the films, as it is kept where learners can open it too.
fn damaged(file: &'static str) -> Result<Vec<u8>, NoDamagedFile> {
    let path = datasets::folder().join("damaged").join(file);
    std::fs::read(path).map_err(|error| NoDamagedFile { file, reason: error.to_string() })
}
