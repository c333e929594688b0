//! Slopes against those by central differences.

use super::differing::Differing;
use super::numbers::has_shape;
use super::numeric::Numbers;
use super::words::Style;
use crate::outcome::Outcome;

/// Requires every slope within a millionth of the sizes of both together, so that a small slope must be as right as
/// a large one. Only below a thousandth is the difference measured by that: there the slopes by central differences are
/// made of rounding. NaN and infinities never pass.
pub fn same_slopes(what: &str, got: &impl Numbers, expected: &impl Numbers) -> Outcome {
    has_shape(what, got, &expected.shape())?;
    let is_same = |a: f64, b: f64| a.is_finite() && b.is_finite() && (a - b).abs() <= allowed(a, b);
    let within = |a: f64, b: f64| Some(allowed(a, b)).filter(|allowed| allowed.is_finite());
    Differing::slopes(got, expected, is_same).report(what, Style::Short, within)
}

/// Slopes whose sizes together are below this are measured by it.
const FLAT: f64 = 1e-3;

/// By how much two slopes may differ.
fn allowed(one: f64, other: f64) -> f64 {
    const RELATIVE: f64 = 1e-6;
    RELATIVE * (one.abs() + other.abs()).max(FLAT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Failure;
    use mlings_verdict::Mismatch;
    use ndarray::{Array2, array};

    fn is_same(got: f64, expected: f64) -> bool {
        same_slopes("slope", &got, &expected).is_ok()
    }

    fn mismatch_of(outcome: Outcome) -> Mismatch {
        match outcome {
            Err(Failure::Mismatch(mismatch)) => *mismatch,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_small_slope_must_be_as_right_as_a_large_one() {
        for size in [1e-3, 1.0, 1e6] {
            for (share, passes) in [(1.0, true), (1.0 + 1.9e-6, true), (1.0 - 1.9e-6, true), (1.0 + 2.1e-6, false)] {
                assert_eq!(is_same(share * size, size), passes, "{share} of {size}");
                assert_eq!(is_same(size, share * size), passes, "{size} for {share} of it");
            }
        }
    }

    #[test]
    fn zero_is_as_near_to_zero_as_rounding_leaves_it() {
        assert!(is_same(0.0, 0.0) && is_same(-0.0, 0.0) && is_same(0.0, 9e-10) && is_same(9e-10, -0.0));
        assert!(!is_same(0.0, 1.1e-9) && !is_same(1e-6, 0.0));
    }

    #[test]
    fn the_sign_counts() {
        for slope in [1e-8, 0.5, 1e9] {
            assert!(is_same(-slope, -slope) && !is_same(-slope, slope), "{slope}");
        }
    }

    #[test]
    fn what_is_not_finite_is_no_slope() {
        for (got, expected) in [(f64::NAN, 1.0), (1.0, f64::NAN), (f64::NAN, f64::NAN), (f64::INFINITY, 1.0)] {
            assert!(!is_same(got, expected), "{got} for {expected}");
        }
        assert!(!is_same(f64::INFINITY, f64::INFINITY) && !is_same(1.0, f64::NEG_INFINITY));
        assert_eq!(mismatch_of(same_slopes("slope", &f64::INFINITY, &1.0)).within, None);
    }

    #[test]
    fn the_shape_is_said_before_any_slope() {
        let mismatch = mismatch_of(same_slopes("slopes", &array![1.0, 2.0], &array![1.0]));
        assert_eq!((mismatch.expected.as_str(), mismatch.got.as_str()), ("slopes of shape [1]", "shape [2]"));
    }

    #[test]
    fn the_message_names_the_coordinate_both_slopes_and_the_error_that_was_allowed() {
        let words = |mismatch: Mismatch| (mismatch.expected, mismatch.got, mismatch.within);
        let small = same_slopes("slopes", &array![0.5, 0.3, 0.0], &array![0.5, 0.2, 1.0]);
        let expected = "slopes = [0.5, 0.2, 1.0], with 0.2 at [1]".to_owned();
        let got = "[0.5, 0.3, 0.0], with 0.3 at [1] (2 of 3 slopes differ)".to_owned();
        assert_eq!(words(mismatch_of(small)), (expected, got, Some(5e-7)));

        let one = mismatch_of(same_slopes("slope", &0.0, &1e-6));
        assert_eq!(words(one), ("slope = 1e-6".to_owned(), "0.0".to_owned(), Some(1e-9)));

        let expected = Array2::<f64>::zeros((10, 3));
        let mut got = expected.clone();
        got[[7, 2]] = 0.25;
        let large = mismatch_of(same_slopes("slopes", &got, &expected));
        let (expected, got) = ("slopes = 0.0 at [7, 2]", "0.25 at [7, 2] (1 of 30 slopes differ)");
        assert_eq!(words(large), (expected.to_owned(), got.to_owned(), Some(2.5e-7)));
    }
}
