//! Typed loaders for the files in `datasets/`, whose datasheets stand in `datasets/README.md`.
//!
//! Every file is read once in a process. A row that cannot be read is an error that names file, line
//! and column; a missing file is an error that says which and what to do.

mod bikeshare;
mod birdstrikes;
mod busiest;
mod cars;
mod co2;
mod films;
mod labelled;
mod patients;
mod penguins;
mod retail;
mod row;
mod standardised;
mod table;
mod traffic;
mod vowels;

pub use bikeshare::*;
pub use birdstrikes::*;
pub use busiest::*;
pub use cars::*;
pub use co2::*;
pub use films::*;
pub use labelled::*;
pub use mlings_data::folder;
pub use patients::*;
pub use penguins::*;
pub use retail::*;
pub use standardised::standardised;
pub use table::{DatasetError, read};
pub use traffic::*;
pub use vowels::*;

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows that `datasets/README.md` counts.
    #[test]
    fn every_file_is_read_to_its_last_row() {
        assert_eq!(bike_hours().map(<[_]>::len), Ok(8645));
        assert_eq!(bird_strikes().map(<[_]>::len), Ok(3334));
        assert_eq!(cars().map(<[_]>::len), Ok(406));
        assert_eq!(carbon_dioxide().map(<[_]>::len), Ok(741));
        assert_eq!(films().map(<[_]>::len), Ok(2966));
        assert_eq!(movies().map(<[_]>::len), Ok(1029));
        assert_eq!(ratings().map(<[_]>::len), Ok(63122));
        assert_eq!(patients().map(<[_]>::len), Ok(303));
        assert_eq!(penguins().map(<[_]>::len), Ok(344));
        assert_eq!(invoice_lines().map(<[_]>::len), Ok(9313));
        assert_eq!(customers().map(<[_]>::len), Ok(5942));
        assert_eq!(traffic_hours().map(<[_]>::len), Ok(10768));
        assert_eq!(vowel_frames().map(<[_]>::len), Ok(9961));
        let shape = |table: Result<&'static Labelled, DatasetError>| table.map(|table| table.records.dim());
        assert_eq!(shape(wine_quality()), Ok((1599, 11)));
        assert_eq!(shape(iris()), Ok((150, 4)));
        assert_eq!(shape(breast_cancer()), Ok((569, 30)));
        assert_eq!(shape(digits()), Ok((1797, 64)));
        assert_eq!(shape(card_payments()), Ok((7272, 30)));
    }

    #[test]
    fn missing_fields_are_counted_as_the_datasheets_do() {
        assert_eq!(patients().expect("patients").iter().filter(|patient| patient.vessels.is_none()).count(), 4);
        assert_eq!(invoice_lines().expect("lines").iter().filter(|line| line.customer_id.is_none()).count(), 2898);
        assert_eq!(bird_strikes().expect("strikes").iter().filter(|strike| strike.speed.is_none()).count(), 946);
        assert_eq!(bird_strikes().expect("strikes").iter().filter(|strike| strike.damage.is_empty()).count(), 0);
        assert_eq!(films().expect("films").iter().filter(|film| film.box_office_usd.is_none()).count(), 1521);
        assert_eq!(cars().expect("cars").iter().filter(|car| car.horsepower.is_none()).count(), 6);
        assert_eq!(measurements().expect("penguins").iter().filter(|value| value.is_nan()).count(), 2 * 4 + 14 + 13);
    }
}
