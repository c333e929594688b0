//! The grader's comparators. They look at the shape first, and NaN never passes as a number.

use std::fmt::Debug;

use ndarray::{ArrayBase, Data, Dimension};

use super::outcome::{Failure, Mismatch, Outcome, Seen};

/// Something the graded functions return that is made of numbers.
pub trait Numbers {
    /// The lengths of the axes; empty for a single number.
    fn shape(&self) -> Vec<usize>;
    /// Every number, row by row.
    fn values(&self) -> Vec<f64>;
}

/// One number: a float or a label.
pub trait Number: Copy {
    /// The number as a float.
    fn float(self) -> f64;
}

impl Number for f64 {
    fn float(self) -> f64 {
        self
    }
}

impl Number for usize {
    fn float(self) -> f64 {
        self as f64
    }
}

impl<N: Number> Numbers for N {
    fn shape(&self) -> Vec<usize> {
        Vec::new()
    }

    fn values(&self) -> Vec<f64> {
        vec![self.float()]
    }
}

impl<N: Number, S: Data<Elem = N>, D: Dimension> Numbers for ArrayBase<S, D> {
    fn shape(&self) -> Vec<usize> {
        ArrayBase::shape(self).to_vec()
    }

    fn values(&self) -> Vec<f64> {
        self.iter().map(|number| number.float()).collect()
    }
}

/// Requires every number within `tolerance`, absolute below 1 and relative above.
/// NaN is equal to NaN alone, so it passes only where the contract itself says NaN.
pub fn close(what: &str, got: &impl Numbers, expected: &impl Numbers, tolerance: f64) -> Outcome {
    let near = |a: f64, b: f64| a == b || (a.is_nan() && b.is_nan()) || (a - b).abs() <= tolerance * b.abs().max(1.0);
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

/// Requires the same row numbers, each as often, in any order.
pub fn same_rows(what: &str, got: &[usize], expected: &[usize]) -> Outcome {
    let ascending = |rows: &[usize]| {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        rows
    };
    let (ours, theirs) = (ascending(got), ascending(expected));
    if ours == theirs {
        return Ok(());
    }
    let (wanted, came) = if ours.len().max(theirs.len()) <= SHOWN_WHOLE {
        (format!("{what} = {theirs:?}"), format!("{ours:?}"))
    } else {
        let (absent, surplus) =
            (in_words("without", &left_of(&theirs, &ours)), in_words("with", &left_of(&ours, &theirs)));
        (format!("{what}: {} rows", theirs.len()), format!("{} rows{absent}{surplus}", ours.len()))
    };
    let values: Vec<f64> = ours.iter().map(|row| row.float()).collect();
    Err(mismatch(wanted, came, None, Seen::numbers(vec![values.len()], &values)))
}

/// What is left of `rows` when each of `others` takes away one of its like; both ascend.
fn left_of(rows: &[usize], others: &[usize]) -> Vec<usize> {
    let mut others = others.iter().peekable();
    let is_left = |row: &&usize| {
        while others.next_if(|other| other < row).is_some() {}
        others.next_if(|other| other == row).is_none()
    };
    rows.iter().filter(is_left).copied().collect()
}

/// The first few rows after a word; nothing when there are none.
fn in_words(word: &str, rows: &[usize]) -> String {
    const NAMED: usize = 5;
    let named: Vec<String> = rows.iter().take(NAMED).map(usize::to_string).collect();
    match rows.len() {
        0 => String::new(),
        n if n <= NAMED => format!(", {word} {}", named.join(", ")),
        n => format!(", {word} {} and {} more", named.join(", "), n - NAMED),
    }
}

/// Requires `got` to be at most `bound`, up to rounding. NaN is not.
pub fn at_most(what: &str, got: f64, bound: f64) -> Outcome {
    if got <= bound + 1e-9 * bound.abs().max(1.0) {
        return Ok(());
    }
    Err(mismatch(format!("{what} of at most {}", show(bound)), show(got), None, Seen::numbers(vec![], &[got])))
}

/// Requires an answer where the learner's function may also return an error.
pub fn answer<T, E: Debug>(what: &str, result: Result<T, E>) -> Result<T, Failure> {
    result.map_err(|error| {
        let got = format!("Err({error:?})");
        let seen = Seen::Words(got.clone());
        mismatch(format!("{what}: Ok(...)"), got, None, seen)
    })
}

/// Requires this very error.
pub fn refuses<T: Debug, E: Debug + PartialEq>(what: &str, result: &Result<T, E>, expected: &E) -> Outcome {
    let (got, seen) = match result {
        Err(error) if error == expected => return Ok(()),
        Err(error) => (format!("Err({error:?})"), format!("Err({error:?})")),
        Ok(answer) => (shortened(&format!("Ok({answer:?})")), "an answer".to_owned()),
    };
    Err(mismatch(format!("{what}: Err({expected:?})"), got, None, Seen::Words(seen)))
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
    let (wanted, came) = if ours.len() <= SHOWN_WHOLE {
        let exact = within.is_none();
        (write(&shape, &theirs, exact), write(&shape, &ours, exact))
    } else {
        let at = position(&shape, *first);
        (
            format!("{} at {at}", show(theirs[*first])),
            format!(
                "{} at {at} ({} of {} numbers differ)",
                exactly(ours[*first], theirs[*first]),
                differing.len(),
                ours.len()
            ),
        )
    };
    Err(mismatch(format!("{what} = {wanted}"), came, within, Seen::numbers(shape, &ours)))
}

/// Larger arrays are shown by the first number that differs.
const SHOWN_WHOLE: usize = 24;

fn mismatch(expected: String, got: String, within: Option<f64>, seen: Seen) -> Failure {
    Failure::Mismatch(Box::new(Mismatch { given: None, expected, got, within, seen }))
}

/// An array as `ndarray::array!` reads it.
fn write(shape: &[usize], values: &[f64], exact: bool) -> String {
    let Some((length, inner)) = shape.split_first() else {
        return if exact { format!("{:?}", values[0]) } else { show(values[0]) };
    };
    let stride = inner.iter().product::<usize>();
    let rows: Vec<String> =
        (0..*length).map(|row| write(inner, &values[row * stride..(row + 1) * stride], exact)).collect();
    format!("[{}]", rows.join(", "))
}

/// An array as a check may show it in what was given.
pub fn shown(array: &impl Numbers) -> String {
    let (shape, values) = (array.shape(), array.values());
    if values.len() <= SHOWN_WHOLE { write(&shape, &values, false) } else { format!("an array of shape {shape:?}") }
}

/// Ten significant digits at most: enough to see a difference, short enough to read.
fn show(value: f64) -> String {
    let rounded: f64 = format!("{value:.9e}").parse().unwrap_or(value);
    format!("{rounded:?}")
}

/// All digits where ten would hide the difference.
fn exactly(got: f64, expected: f64) -> String {
    if show(got) == show(expected) { format!("{got:?}") } else { show(got) }
}

fn position(shape: &[usize], flat: usize) -> String {
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
fn shortened(text: &str) -> String {
    const LONGEST: usize = 160;
    let mut parts = text.split(", shape=[");
    let first = parts.next().unwrap_or_default().to_owned();
    let plain = parts.fold(first, |plain, part| {
        let rest =
            part.split_once("ndim=").map_or("", |(_, rest)| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        plain + rest
    });
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST { words } else { words.chars().take(LONGEST).collect::<String>() + " ..." }
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn what_is_not_finite_is_found() {
        assert!(finite("fills", &array![0.0, -1.0]).is_ok());
        assert_eq!(words(finite("fills", &array![0.0, f64::NAN])), "expected fills of finite numbers, got NaN at [1]");
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
        let expected = ndarray::Array2::<f64>::zeros((20, 3));
        let mut got = expected.clone();
        got[[17, 2]] = 0.25;
        assert_eq!(
            words(close("x", &got, &expected, 1e-9)),
            "expected x = 0.0 at [17, 2], got 0.25 at [17, 2] (1 of 60 numbers differ)"
        );
    }

    #[test]
    fn identical_sees_the_last_bit_and_says_so() {
        let outcome = identical("means", &array![0.1 + 0.2], &array![0.3]);
        assert_eq!(words(outcome), "expected means = [0.3], got [0.30000000000000004]");
    }

    #[test]
    fn a_partition_does_not_depend_on_the_numbers_of_its_groups() {
        assert!(same_partition("labels", &array![2_usize, 2, 0], &array![0_usize, 0, 1]).is_ok());
        assert!(same_partition("labels", &array![2_usize, 0, 0], &array![0_usize, 0, 1]).is_err());
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
}
