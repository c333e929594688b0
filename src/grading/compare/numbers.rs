//! Numbers and arrays of them.

use super::differing::Differing;
use super::numeric::Numbers;
use super::words::{Style, instead_of, position, show};
use crate::outcome::Outcome;
use mlings_verdict::Seen;

/// Requires every number within `tolerance`, absolute below 1 and relative above.
/// NaN is equal to NaN alone, so it passes only where the contract itself says NaN; so is either infinity.
pub fn close(what: &str, got: &impl Numbers, expected: &impl Numbers, tolerance: f64) -> Outcome {
    let within = |a: f64, b: f64| b.is_finite() && (a - b).abs() <= tolerance * b.abs().max(1.0);
    let near = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan()) || within(a, b);
    has_shape(what, got, &expected.shape())?;
    Differing::numbers(got, expected, near).report(what, Style::of(got, false), |_, _| Some(tolerance))
}

/// Requires the very same bits: for labels, and for fitted parameters that held-out rows must not touch.
pub fn identical(what: &str, got: &impl Numbers, expected: &impl Numbers) -> Outcome {
    has_shape(what, got, &expected.shape())?;
    // What stands in the bits of a NaN nobody can see.
    let same = |a: f64, b: f64| a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan());
    Differing::numbers(got, expected, same).report(what, Style::of(got, true), |_, _| None)
}

/// Requires numbers: neither NaN nor infinite. For answers that a check compares with the learner's own.
pub fn finite(what: &str, got: &impl Numbers) -> Outcome {
    let values = got.values();
    let Some(first) = values.iter().position(|value| !value.is_finite()) else {
        return Ok(());
    };
    let seen = Seen::numbers(got.shape(), &values);
    let came = show(values[first]);
    let got = if got.shape().is_empty() { came } else { format!("{came} at {}", position(&got.shape(), first)) };
    Err(instead_of(format!("{what} of finite numbers")).got(got, seen))
}

/// Requires the same groups, whatever the groups are numbered.
pub fn same_partition(what: &str, got: &impl Numbers, expected: &impl Numbers) -> Outcome {
    let renumbered = |labels: &[f64]| -> Vec<f64> {
        let mut met: Vec<u64> = Vec::new();
        let number = |label: &f64| {
            let known = met.iter().position(|seen| *seen == label.to_bits());
            known.unwrap_or_else(|| {
                met.push(label.to_bits());
                met.len() - 1
            }) as f64
        };
        labels.iter().map(number).collect()
    };
    has_shape(what, got, &expected.shape())?;
    let (ours, theirs) = (renumbered(&got.values()), renumbered(&expected.values()));
    if ours == theirs {
        return Ok(());
    }
    let row = ours.iter().zip(&theirs).position(|(a, b)| a != b).unwrap_or(0);
    let apart = ours.iter().zip(&theirs).filter(|(a, b)| a != b).count();
    let others =
        format!("other groups: the first row that is grouped differently is {row} ({apart} of {} differ)", ours.len());
    Err(instead_of(format!("{what}: the same groups, under any numbering"))
        .got(others, Seen::numbers(got.shape(), &ours)))
}

/// Requires `got` to be at most `bound`, up to rounding. NaN is not.
pub fn at_most(what: &str, got: f64, bound: f64) -> Outcome {
    if got <= bound + 1e-9 * bound.abs().max(1.0) {
        return Ok(());
    }
    Err(instead_of(format!("{what} of at most {}", show(bound))).got(show(got), Seen::numbers(vec![], &[got])))
}

/// Requires these lengths of the axes, before a check may look inside.
pub fn has_shape(what: &str, got: &impl Numbers, expected: &[usize]) -> Outcome {
    if got.shape() == expected {
        return Ok(());
    }
    let seen = Seen::numbers(got.shape(), &got.values());
    Err(instead_of(format!("{what} of shape {expected:?}")).got(format!("shape {:?}", got.shape()), seen))
}
