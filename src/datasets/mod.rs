//! Typed loaders for the files in `datasets/`, whose datasheets stand in `datasets/README.md`.
//!
//! Every file is read once in a process. A row that cannot be read is an error that names file, line
//! and column; a missing file is an error that says which and what to do.

mod cars;
mod penguins;
mod table;

pub use cars::{CAR_FEATURES, Car, cars, complete_cars, read_cars};
pub use penguins::{PENGUIN_MEASUREMENTS, Penguin, measured_bills, measurements, penguins, read_penguins};
pub use table::{DatasetError, folder};
