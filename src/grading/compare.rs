//! The grader's comparators. They look at the shape first, and NaN never passes as a number.

use std::fmt::Debug;

use ndarray::{ArrayBase, Data, Dimension};

use super::outcome::{Failure, Mismatch, Outcome, Seen};

/// Something the graded functions return that is made of numbers.
pub trait Numbers {
    /// Whether they are whole numbers, such as labels.
    fn are_whole(&self) -> bool;
    /// The lengths of the axes; empty for a single number.
    fn shape(&self) -> Vec<usize>;
    /// Every number, row by row.
    fn values(&self) -> Vec<f64>;
}

/// One number: a float or a label.
pub trait Number: Copy {
    /// Whether it is a whole number.
    const WHOLE: bool;
    /// The number as a float.
    fn float(self) -> f64;
}

impl Number for f64 {
    const WHOLE: bool = false;

    fn float(self) -> f64 {
        self
    }
}

impl Number for usize {
    const WHOLE: bool = true;

    fn float(self) -> f64 {
        self as f64
    }
}

impl<N: Number> Numbers for N {
    fn are_whole(&self) -> bool {
        N::WHOLE
    }

    fn shape(&self) -> Vec<usize> {
        Vec::new()
    }

    fn values(&self) -> Vec<f64> {
        vec![self.float()]
    }
}

impl<N: Number, S: Data<Elem = N>, D: Dimension> Numbers for ArrayBase<S, D> {
    fn are_whole(&self) -> bool {
        N::WHOLE
    }

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

/// As [`refuses`], where the answer would be made of numbers: those that came tell one mistake from another.
pub fn refuses_numbers<T: Numbers, E: Debug + PartialEq>(what: &str, result: &Result<T, E>, expected: &E) -> Outcome {
    let Ok(numbers) = result else {
        return refuses(what, &result.as_ref().map(|_| ()), &expected);
    };
    let seen = Seen::numbers(numbers.shape(), &numbers.values());
    Err(mismatch(format!("{what}: Err({expected:?})"), format!("Ok({})", shown(numbers)), None, seen))
}

/// Requires an equal value, for answers that are not numbers.
pub fn equal<T: Debug + PartialEq>(what: &str, got: &T, expected: &T) -> Outcome {
    if got == expected {
        return Ok(());
    }
    let words = |value: &T| shortened(&format!("{value:?}"));
    Err(mismatch(format!("{what} = {}", words(expected)), words(got), None, Seen::Words(format!("{got:?}"))))
}

/// Requires equal items in the same order: words, flags, numbers of rows. Long lists are shown by the first
/// item that differs.
pub fn same_items<T: Debug + PartialEq>(what: &str, got: &[T], expected: &[T]) -> Outcome {
    let longer = got.len().max(expected.len());
    let Some(first) = (0..longer).find(|item| got.get(*item) != expected.get(*item)) else {
        return Ok(());
    };
    let seen = Seen::Words(format!("{got:?}"));
    if longer <= SHOWN_WHOLE {
        return Err(mismatch(format!("{what} = {expected:?}"), format!("{got:?}"), None, seen));
    }
    let item = |list: &[T]| match list.get(first) {
        Some(item) => format!("{} ({} in all)", shortened(&format!("{item:?}")), list.len()),
        None => format!("nothing ({} in all)", list.len()),
    };
    Err(mismatch(format!("{what}[{first}] = {}", item(expected)), item(got), None, seen))
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

/// Larger arrays are shown by the first number that differs.
const SHOWN_WHOLE: usize = 24;

fn mismatch(expected: String, got: String, within: Option<f64>, seen: Seen) -> Failure {
    Failure::Mismatch(Box::new(Mismatch { given: None, expected, got, within, seen }))
}

/// How numbers are written.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// Labels and counts.
    Whole,
    /// Ten significant digits at most: enough to see a difference, short enough to read.
    Short,
    /// All digits.
    Exact,
}

impl Style {
    fn of(numbers: &impl Numbers, exact: bool) -> Style {
        match (numbers.are_whole(), exact) {
            (true, _) => Style::Whole,
            (false, true) => Style::Exact,
            (false, false) => Style::Short,
        }
    }

    fn write(self, value: f64) -> String {
        match self {
            Style::Whole => format!("{value:.0}"),
            Style::Short => format!("{:?}", format!("{value:.9e}").parse().unwrap_or(value)),
            Style::Exact => format!("{value:?}"),
        }
    }
}

fn show(value: f64) -> String {
    Style::Short.write(value)
}

/// Writes two answers, with all digits where fewer would hide the difference.
fn told_apart(style: Style, write: impl Fn(Style) -> (String, String)) -> (String, String) {
    let (one, two) = write(style);
    if one == two { write(Style::Exact) } else { (one, two) }
}

/// An array as `ndarray::array!` reads it.
fn write(shape: &[usize], values: &[f64], style: Style) -> String {
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
    fn lists_are_shown_whole_or_by_their_first_difference() {
        assert!(same_items("names", &["a", "b"], &["a", "b"]).is_ok());
        assert_eq!(words(same_items("names", &["a"], &["a", "b"])), "expected names = [\"a\", \"b\"], got [\"a\"]");
        let rows: Vec<usize> = (0..30).collect();
        assert_eq!(
            words(same_items("rows", &rows[..29], &rows)),
            "expected rows[29] = 29 (30 in all), got nothing (29 in all)"
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
