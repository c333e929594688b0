//! Numbers and arrays of them.

use super::numeric::Numbers;
use super::words::{SHOWN_WHOLE, Style, mismatch, position, show, told_apart, write};
use crate::outcome::Outcome;
use mlings_verdict::Seen;

/// Requires every number within `tolerance`, absolute below 1 and relative above.
/// NaN is equal to NaN alone, so it passes only where the contract itself says NaN; so is either infinity.
pub fn close(what: &str, got: &impl Numbers, expected: &impl Numbers, tolerance: f64) -> Outcome {
    let within = |a: f64, b: f64| b.is_finite() && (a - b).abs() <= tolerance * b.abs().max(1.0);
    let near = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan()) || within(a, b);
    compare(what, got, expected, Some(tolerance), near)
}

/// Requires the very same bits: for labels, and for fitted parameters that held-out rows must not touch.
pub fn identical(what: &str, got: &impl Numbers, expected: &impl Numbers) -> Outcome {
    compare(what, got, expected, None, |a, b| a.to_bits() == b.to_bits())
}

/// Requires numbers: neither NaN nor infinite. For answers that a check compares with the learner's own.
pub fn finite(what: &str, got: &impl Numbers) -> Outcome {
    let values = got.values();
    let Some(first) = values.iter().position(|value| !value.is_finite()) else {
        return Ok(());
    };
    let seen = Seen::numbers(got.shape(), &values);
    let got = format!("{} at {}", show(values[first]), position(&got.shape(), first));
    Err(mismatch(format!("{what} of finite numbers"), got, None, seen))
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
    Err(mismatch(
        format!("{what}: the same groups, under any numbering"),
        format!("other groups: the first row that is grouped differently is {row} ({apart} of {} differ)", ours.len()),
        None,
        Seen::numbers(got.shape(), &ours),
    ))
}

/// Requires `got` to be at most `bound`, up to rounding. NaN is not.
pub fn at_most(what: &str, got: f64, bound: f64) -> Outcome {
    if got <= bound + 1e-9 * bound.abs().max(1.0) {
        return Ok(());
    }
    Err(mismatch(format!("{what} of at most {}", show(bound)), show(got), None, Seen::numbers(vec![], &[got])))
}

/// Requires these lengths of the axes, before a check may look inside.
pub fn has_shape(what: &str, got: &impl Numbers, expected: &[usize]) -> Outcome {
    if got.shape() == expected {
        return Ok(());
    }
    let seen = Seen::numbers(got.shape(), &got.values());
    Err(mismatch(format!("{what} of shape {expected:?}"), format!("shape {:?}", got.shape()), None, seen))
}

fn compare(
    what: &str,
    got: &impl Numbers,
    expected: &impl Numbers,
    within: Option<f64>,
    same: impl Fn(f64, f64) -> bool,
) -> Outcome {
    has_shape(what, got, &expected.shape())?;
    let (ours, theirs) = (got.values(), expected.values());
    let differing: Vec<usize> = (0..ours.len()).filter(|i| !same(ours[*i], theirs[*i])).collect();
    let Some(first) = differing.first() else {
        return Ok(());
    };
    let shape = got.shape();
    let style = Style::of(got, within.is_none());
    let (wanted, came) = if ours.len() <= SHOWN_WHOLE {
        told_apart(style, |style| (write(&shape, &theirs, style), write(&shape, &ours, style)))
    } else {
        let at = position(&shape, *first);
        let (wanted, came) = told_apart(style, |style| (style.write(theirs[*first]), style.write(ours[*first])));
        let count = format!("({} of {} numbers differ)", differing.len(), ours.len());
        (format!("{wanted} at {at}"), format!("{came} at {at} {count}"))
    };
    Err(mismatch(format!("{what} = {wanted}"), came, within, Seen::numbers(shape, &ours)))
}
