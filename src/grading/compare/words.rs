//! How answers are written for people.

use super::numeric::Numbers;
use mlings_verdict::{Mismatch, Seen};

use crate::outcome::Failure;

/// Larger arrays are shown by the first number that differs.
pub(super) const SHOWN_WHOLE: usize = 24;
/// Where there are more, the first that differs is named too.
pub(super) const SEEN_AT_ONCE: usize = 8;

/// Begins to say what is wrong with an answer: `instead_of("2 rows").got("3 rows", seen)`.
pub fn instead_of(expected: impl Into<String>) -> Expected {
    Expected { words: expected.into(), within: None }
}

/// What was required, before it is said what came.
#[must_use]
pub struct Expected {
    words: String,
    within: Option<f64>,
}

impl Expected {
    /// By how much an answer may differ; `None` where nothing may, or where no number says it.
    pub fn within(self, within: Option<f64>) -> Expected {
        Expected { within, ..self }
    }

    /// What came instead: in words for people, and as it was seen, for telling mistakes apart.
    pub fn got(self, words: impl Into<String>, seen: Seen) -> Failure {
        let Expected { words: expected, within } = self;
        Failure::Mismatch(Box::new(Mismatch { given: None, expected, got: words.into(), within, seen: seen.kept() }))
    }
}

/// How numbers are written.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Style {
    /// Labels and counts.
    Whole,
    /// Ten significant digits at most: enough to see a difference, short enough to read.
    Short,
    /// All digits.
    Exact,
}

impl Style {
    pub(super) fn of(numbers: &impl Numbers, exact: bool) -> Style {
        match (numbers.are_whole(), exact) {
            (true, _) => Style::Whole,
            (false, true) => Style::Exact,
            (false, false) => Style::Short,
        }
    }

    pub(super) fn write(self, value: f64) -> String {
        match self {
            Style::Whole => format!("{value:.0}"),
            Style::Short => format!("{:?}", format!("{value:.9e}").parse().unwrap_or(value)),
            Style::Exact => format!("{value:?}"),
        }
    }
}

pub(super) fn show(value: f64) -> String {
    Style::Short.write(value)
}

/// Writes two answers, with all digits where fewer would hide the difference.
pub(super) fn told_apart(style: Style, write: impl Fn(Style) -> (String, String)) -> (String, String) {
    let (one, two) = write(style);
    if one == two { write(Style::Exact) } else { (one, two) }
}

/// An array as `ndarray::array!` reads it.
pub(super) fn write(shape: &[usize], values: &[f64], style: Style) -> String {
    let Some((length, inner)) = shape.split_first() else {
        return style.write(values[0]);
    };
    let stride = inner.iter().product::<usize>();
    let rows: Vec<String> =
        (0..*length).map(|row| write(inner, &values[row * stride..(row + 1) * stride], style)).collect();
    format!("[{}]", rows.join(", "))
}

/// An array as a check may show it in what was given.
pub fn shown(array: &impl Numbers) -> String {
    let (shape, values) = (array.shape(), array.values());
    if values.len() > SHOWN_WHOLE {
        return format!("an array of shape {shape:?}");
    }
    write(&shape, &values, Style::of(array, false))
}

pub(super) fn position(shape: &[usize], flat: usize) -> String {
    let mut rest = flat;
    let mut index: Vec<usize> = shape
        .iter()
        .rev()
        .map(|length| {
            let along = rest % length;
            rest /= length;
            along
        })
        .collect();
    index.reverse();
    format!("{index:?}")
}

/// An answer's debug text on one line, without what ndarray says of its memory.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    mlings_contract::on_one_line(text, LONGEST)
}
