//! The grader's comparators. They look at the shape first, and NaN never passes as a number.

mod answers;
mod differing;
mod lists;
mod numbers;
mod numeric;
mod slopes;
mod words;

pub use answers::{answer, equal, holds, refuses, refuses_numbers};
pub use lists::{same_items, same_rows};
pub use numbers::{at_most, close, finite, has_shape, identical, same_partition};
pub use numeric::{Number, Numbers};
pub use slopes::same_slopes;
pub use words::{Expected, instead_of, shown};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::{Failure, Outcome};
    use mlings_verdict::Seen;
    use ndarray::array;

    fn words(outcome: Outcome) -> String {
        match outcome {
            Err(Failure::Mismatch(mismatch)) => format!("expected {}, got {}", mismatch.expected, mismatch.got),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn nan_is_never_close_to_a_number() {
        assert!(close("x", &f64::NAN, &1.0, 1e9).is_err());
        assert!(close("x", &1.0, &f64::NAN, 1e9).is_err());
        assert!(close("x", &f64::NAN, &f64::NAN, 0.0).is_ok());
        assert!(at_most("x", f64::NAN, 1.0).is_err());
    }

    #[test]
    fn an_infinity_is_close_to_itself_alone() {
        for wrong in [5.0, f64::MAX, f64::NEG_INFINITY, f64::NAN] {
            assert!(close("x", &wrong, &f64::INFINITY, 1e-9).is_err(), "{wrong}");
        }
        assert!(close("x", &f64::INFINITY, &f64::INFINITY, 0.0).is_ok());
        assert!(close("x", &f64::INFINITY, &1.0, 1e-9).is_err());
    }

    #[test]
    fn what_is_not_finite_is_found() {
        assert!(finite("fills", &array![0.0, -1.0]).is_ok());
        assert_eq!(words(finite("fills", &array![0.0, f64::NAN])), "expected fills of finite numbers, got NaN at [1]");
        assert_eq!(words(finite("loss", &f64::NAN)), "expected loss of finite numbers, got NaN");
    }

    #[test]
    fn the_shape_is_said_before_any_number() {
        let outcome = close("centroids", &array![[1.0, 2.0]], &array![[1.0], [2.0]], 1e-9);
        assert_eq!(words(outcome), "expected centroids of shape [2, 1], got shape [1, 2]");
    }

    #[test]
    fn small_arrays_are_shown_whole_and_large_ones_by_their_first_difference() {
        let small = close("x", &array![0.5, f64::NAN], &array![0.5, 9.0], 1e-9);
        assert_eq!(words(small), "expected x = [0.5, 9.0], got [0.5, NaN]");
        let ten = array![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0];
        let mut other = ten.clone();
        other[6] = -6.0;
        let whole = "[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]";
        assert_eq!(
            words(close("x", &other, &ten, 1e-9)),
            format!(
                "expected x = {whole}, with 6.0 at [6], got {}, with -6.0 at [6] (1 of 10 numbers differ)",
                whole.replace(" 6", " -6")
            )
        );
        let expected = ndarray::Array2::<f64>::zeros((20, 3));
        let mut got = expected.clone();
        got[[17, 2]] = 0.25;
        assert_eq!(
            words(close("x", &got, &expected, 1e-9)),
            "expected x = 0.0 at [17, 2], got 0.25 at [17, 2] (1 of 60 numbers differ)"
        );
    }

    #[test]
    fn labels_are_written_as_whole_numbers() {
        let outcome = identical("labels", &array![0_usize, 2], &array![0_usize, 1]);
        assert_eq!(words(outcome), "expected labels = [0, 1], got [0, 2]");
        assert_eq!(words(close("x", &0.3, &(0.3 + 1e-14), 0.0)), "expected x = 0.30000000000001, got 0.3");
    }

    #[test]
    fn identical_sees_the_last_bit_and_says_so() {
        let outcome = identical("means", &array![0.1 + 0.2], &array![0.3]);
        assert_eq!(words(outcome), "expected means = [0.3], got [0.30000000000000004]");
    }

    #[test]
    fn one_nan_is_as_good_as_another() {
        assert!(identical("means", &-f64::NAN, &f64::NAN).is_ok());
        assert_eq!(words(identical("means", &-0.0, &0.0)), "expected means = 0.0, got -0.0");
    }

    #[test]
    fn a_partition_does_not_depend_on_the_numbers_of_its_groups() {
        assert!(same_partition("labels", &array![2_usize, 2, 0], &array![0_usize, 0, 1]).is_ok());
        assert!(same_partition("labels", &array![2_usize, 0, 0], &array![0_usize, 0, 1]).is_err());
    }

    #[test]
    fn what_is_not_a_number_is_compared_as_it_is_written() {
        assert!(equal("unit", &Some("kg"), &Some("kg")).is_ok());
        assert_eq!(words(equal("unit", &Some("g"), &None)), "expected unit = None, got Some(\"g\")");
    }

    #[test]
    fn a_fact_holds_or_is_said_to_be_false() {
        assert!(holds("every row is in a fold", true).is_ok());
        let expected = "expected every row is in a fold = true, got false";
        assert_eq!(words(holds("every row is in a fold", false)), expected);
    }

    #[test]
    fn lists_are_shown_whole_or_by_their_first_difference() {
        assert!(same_items("names", &["a", "b"], &["a", "b"]).is_ok());
        assert_eq!(words(same_items("names", &["a"], &["a", "b"])), "expected names = [\"a\", \"b\"], got [\"a\"]");
        let ten: Vec<usize> = (0..10).collect();
        assert_eq!(
            words(same_items("rows", &ten[..9], &ten)),
            "expected rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], with [9] = 9 (10 in all), \
             got [0, 1, 2, 3, 4, 5, 6, 7, 8], with [9] = nothing (9 in all)"
        );
        let rows: Vec<usize> = (0..30).collect();
        assert_eq!(
            words(same_items("rows", &rows[..29], &rows)),
            "expected rows[29] = 29 (30 in all), got nothing (29 in all)"
        );
    }

    #[test]
    fn rows_may_stand_in_any_order_but_each_as_often() {
        assert!(same_rows("test", &[3, 0, 1], &[0, 1, 3]).is_ok());
        assert_eq!(words(same_rows("test", &[3, 1, 1], &[0, 1, 3])), "expected test = [0, 1, 3], got [1, 1, 3]");
        let all: Vec<usize> = (0..30).collect();
        let got: Vec<usize> = (7..30).chain([40, 8]).collect();
        assert_eq!(
            words(same_rows("test", &got, &all)),
            "expected test: 30 rows, got 25 rows, without 0, 1, 2, 3, 4 and 2 more, with 8, 40"
        );
    }

    #[test]
    fn an_error_is_required_by_name() {
        let wrong: Result<f64, &str> = Err("other");
        assert_eq!(words(refuses("fit", &wrong, &"collinear")), "expected fit: Err(\"collinear\"), got Err(\"other\")");
        assert!(refuses("fit", &Err::<f64, _>("collinear"), &"collinear").is_ok());
        assert!(answer("fit", wrong).is_err());
        let answered: Result<_, &str> = Ok((array![1.0, 2.0], 3));
        assert!(words(refuses("fit", &answered, &"no")).ends_with("got Ok(([1.0, 2.0], 3))"));
    }

    #[test]
    fn numbers_that_came_in_place_of_an_error_are_remembered() {
        let (refused, other): (Result<f64, &str>, Result<f64, &str>) = (Err("none"), Err("other"));
        assert!(refuses_numbers("mean", &refused, &"none").is_ok());
        assert_eq!(words(refuses_numbers("mean", &other, &"none")), words(refuses("mean", &other, &"none")));
        let seen = |value: f64| match refuses_numbers("mean", &Ok(value), &"none") {
            Err(Failure::Mismatch(mismatch)) => (mismatch.expected, mismatch.got, mismatch.seen),
            other => panic!("{other:?}"),
        };
        let words = |got: &str| ("mean: Err(\"none\")".to_owned(), got.to_owned());
        assert_eq!(seen(0.0), (words("").0, words("Ok(0.0)").1, Seen::numbers(vec![], &[0.0])));
        assert!(!seen(0.0).2.agrees_with(&seen(f64::NAN).2));
    }
}
