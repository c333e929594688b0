//! Lists of words, flags and numbers of rows.

use std::fmt::Debug;

use super::numeric::Number;
use super::words::{SEEN_AT_ONCE, SHOWN_WHOLE, instead_of, shortened};
use crate::outcome::Outcome;
use mlings_verdict::Seen;

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
    Err(instead_of(wanted).got(came, Seen::numbers(vec![values.len()], &values)))
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

/// Requires equal items in the same order: words, flags, numbers of rows. Long lists are shown by the first
/// item that differs.
pub fn same_items<T: Debug + PartialEq>(what: &str, got: &[T], expected: &[T]) -> Outcome {
    let longer = got.len().max(expected.len());
    let Some(first) = (0..longer).find(|item| got.get(*item) != expected.get(*item)) else {
        return Ok(());
    };
    let seen = Seen::Words(format!("{got:?}"));
    let item = |list: &[T]| match list.get(first) {
        Some(item) => format!("{} ({} in all)", shortened(&format!("{item:?}")), list.len()),
        None => format!("nothing ({} in all)", list.len()),
    };
    let (wanted, came) = if longer <= SEEN_AT_ONCE {
        (format!("{what} = {expected:?}"), format!("{got:?}"))
    } else if longer <= SHOWN_WHOLE {
        let with = |list: &[T]| format!("{list:?}, with [{first}] = {}", item(list));
        (format!("{what} = {}", with(expected)), with(got))
    } else {
        (format!("{what}[{first}] = {}", item(expected)), item(got))
    };
    Err(instead_of(wanted).got(came, seen))
}
