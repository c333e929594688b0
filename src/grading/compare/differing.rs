//! Says which numbers of an answer differ from those that were expected.

use super::numeric::Numbers;
use super::words::{SEEN_AT_ONCE, SHOWN_WHOLE, Style, instead_of, position, told_apart, write};
use crate::outcome::Outcome;
use mlings_verdict::Seen;

/// An answer beside the expected one, both of one shape, and the places where they differ.
pub(super) struct Differing {
    shape: Vec<usize>,
    ours: Vec<f64>,
    theirs: Vec<f64>,
    places: Vec<usize>,
    kind: Kind,
}

/// What the numbers are.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Numbers,
    /// Of a gradient: each stands for a coordinate of its own, so the first that differs is always named.
    Slopes,
}

impl Differing {
    /// Compares two answers of one shape, number by number: ours first, then the expected one.
    pub(super) fn numbers(got: &impl Numbers, expected: &impl Numbers, same: impl Fn(f64, f64) -> bool) -> Differing {
        let (ours, theirs) = (got.values(), expected.values());
        let places = (0..ours.len()).filter(|i| !same(ours[*i], theirs[*i])).collect();
        Differing { shape: got.shape(), ours, theirs, places, kind: Kind::Numbers }
    }

    /// As [`Differing::numbers`], for slopes.
    pub(super) fn slopes(got: &impl Numbers, expected: &impl Numbers, same: impl Fn(f64, f64) -> bool) -> Differing {
        Differing { kind: Kind::Slopes, ..Differing::numbers(got, expected, same) }
    }

    /// A mismatch when any number differs; `within` says by how much the first that does might have.
    pub(super) fn report(self, what: &str, style: Style, within: impl Fn(f64, f64) -> Option<f64>) -> Outcome {
        let Some(&first) = self.places.first() else {
            return Ok(());
        };
        let (wanted, came) = self.words(first, style);
        let tolerance = within(self.ours[first], self.theirs[first]);
        let seen = Seen::numbers(self.shape, &self.ours);
        Err(instead_of(format!("{what} = {wanted}")).within(tolerance).got(came, seen))
    }

    /// What was expected and what came: whole where that can be read at a glance, otherwise the first that differs.
    fn words(&self, first: usize, style: Style) -> (String, String) {
        let whole = |style| (write(&self.shape, &self.theirs, style), write(&self.shape, &self.ours, style));
        let is_small = self.ours.len() <= SHOWN_WHOLE;
        let is_seen_at_once = self.kind == Kind::Numbers && self.ours.len() <= SEEN_AT_ONCE;
        if self.shape.is_empty() || is_seen_at_once {
            return told_apart(style, whole);
        }
        let (wanted, came) =
            told_apart(style, |style| (style.write(self.theirs[first]), style.write(self.ours[first])));
        let at = position(&self.shape, first);
        let called = if self.kind == Kind::Slopes { "slopes" } else { "numbers" };
        let count = format!("({} of {} {called} differ)", self.places.len(), self.ours.len());
        let (wanted, came) = (format!("{wanted} at {at}"), format!("{came} at {at} {count}"));
        if !is_small {
            return (wanted, came);
        }
        let (theirs, ours) = whole(style);
        (format!("{theirs}, with {wanted}"), format!("{ours}, with {came}"))
    }
}
