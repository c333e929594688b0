//! What was given, expected and returned instead.

use serde::{Deserialize, Serialize};

/// One wrong answer, in a form that a learner can paste into a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mismatch {
    /// The input, where the check says it.
    pub given: Option<String>,
    /// What is required.
    pub expected: String,
    /// What came.
    pub got: String,
    /// The tolerance, where there is one.
    pub within: Option<f64>,
    /// What came, in full: a mistake is recognised by it.
    #[serde(default, skip_serializing_if = "Seen::is_nothing")]
    pub seen: Seen,
}

/// A wrong answer in a form that two attempts can be compared by.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Not kept: a verdict that leaves the grader does without.
    #[default]
    Nothing,
    /// Words, such as the name of an error.
    Words(String),
    /// Numbers and the shape they stand in. Kept as bits, since JSON has no NaN.
    Numbers {
        /// The lengths of the axes; empty for a single number.
        shape: Vec<usize>,
        /// The bits of every number, row by row.
        bits: Vec<u64>,
    },
}

impl Seen {
    /// Keeps numbers: enough of them to tell one mistake from another, however many came.
    pub fn numbers(shape: Vec<usize>, values: &[f64]) -> Seen {
        Seen::Numbers { shape, bits: values.iter().take(MOST_KEPT).map(|value| value.to_bits()).collect() }
    }

    /// The same, with words cut to a length that can be sent.
    pub fn kept(self) -> Seen {
        match self {
            Seen::Words(words) => Seen::Words(words.chars().take(MOST_KEPT).collect()),
            other => other,
        }
    }

    /// Whether nothing was kept.
    pub fn is_nothing(&self) -> bool {
        *self == Seen::Nothing
    }

    /// Whether two attempts gave the same wrong answer, up to rounding.
    pub fn agrees_with(&self, other: &Seen) -> bool {
        match (self, other) {
            (Seen::Words(one), Seen::Words(two)) => one == two,
            (Seen::Numbers { shape: one, bits: ones }, Seen::Numbers { shape: two, bits: twos }) => {
                one == two && ones.iter().zip(twos).all(|(a, b)| nearly(f64::from_bits(*a), f64::from_bits(*b)))
            }
            _ => false,
        }
    }
}

/// So many numbers, or letters, of a wrong answer are kept.
const MOST_KEPT: usize = 4096;

/// Equal up to the rounding that another order of the same sums brings. An infinite number is near itself alone.
fn nearly(a: f64, b: f64) -> bool {
    let scale = a.abs().max(b.abs()).clamp(1e-3, f64::MAX);
    a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-9 * scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_answers_agree_up_to_rounding_and_infinity_is_no_rounding() {
        let agree = |a: f64, b: f64| Seen::numbers(vec![], &[a]).agrees_with(&Seen::numbers(vec![], &[b]));
        assert!(agree(0.3, 0.1 + 0.2) && agree(f64::NAN, f64::NAN) && agree(f64::INFINITY, f64::INFINITY));
        assert!(!agree(1.0, 1.001) && !agree(f64::NAN, 1.0));
        assert!(!agree(f64::INFINITY, 1.0) && !agree(f64::NEG_INFINITY, f64::INFINITY));
    }
}
