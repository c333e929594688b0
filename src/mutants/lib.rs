//! Small changes of a Rust file, each of which most likely makes it wrong: another comparison, another bound, a
//! statement less.
//!
//! `mlings prove` compiles each and grades it. What keeps all points shows a hole in an exercise's checks. A crate of
//! its own, so that nobody builds a parser of Rust who does not prove anything.

mod finder;
mod swaps;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use mlings_verdict::proof::Mutant;

/// A change of a text.
#[derive(Clone, Debug)]
struct Edit {
    function: String,
    /// What is replaced.
    range: Range<usize>,
    with: String,
    /// What a person sees of the text around it.
    shown: Range<usize>,
    /// What a person sees instead, where that is too long.
    label: Option<String>,
}

/// Every small change of a Rust file, in the order of the text.
///
/// # Errors
/// When it is no Rust.
pub fn mutants(source: &str) -> syn::Result<Vec<Mutant>> {
    let mut edits = finder::edits(source)?;
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut seen = BTreeSet::from([source.to_owned()]);
    let mut occurrences: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut mutants = Vec::new();
    for edit in edits {
        let text = format!("{}{}{}", &source[..edit.range.start], edit.with, &source[edit.range.end..]);
        if !seen.insert(text.clone()) {
            continue;
        }
        let (before, after) = edit.words(source);
        let occurrence = occurrences.entry((edit.function.clone(), before.clone(), after.clone())).or_default();
        *occurrence += 1;
        mutants.push(Mutant {
            line: 1 + source[..edit.range.start].matches('\n').count(),
            function: edit.function,
            before,
            after,
            occurrence: *occurrence,
            text,
        });
    }
    Ok(mutants)
}

/// So much is shown on each side of a change.
const AROUND: usize = 40;
/// So much of what is taken out.
const LONGEST: usize = 90;

impl Edit {
    /// What stood there and what stands there now, on one line each.
    fn words(&self, source: &str) -> (String, String) {
        let replaced = &source[self.range.clone()];
        if self.shown == self.range {
            return (self.label.clone().unwrap_or_else(|| shortened(replaced)), one_line(&self.with));
        }
        let (mut start, mut end) = (self.shown.start, self.shown.end);
        if self.shown.len() > LONGEST {
            start = source.ceil_char_boundary(start.max(self.range.start.saturating_sub(AROUND)));
            end = source.floor_char_boundary(end.min(self.range.end + AROUND));
        }
        let (left, right) = (&source[start..self.range.start], &source[self.range.end..end]);
        let whole = |middle: &str| format!("{left}{middle}{right}");
        (one_line(&whole(&shortened(replaced))), one_line(&whole(&self.with)))
    }
}

fn shortened(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{} ...", line[..cut].trim_end()),
        None => line,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(source: &str) -> Vec<String> {
        mutants(source).expect("Rust").iter().map(Mutant::name).collect()
    }

    fn has(source: &str, wanted: &[&str]) {
        let names = names(source);
        for name in wanted {
            assert!(names.iter().any(|other| other == name), "{name}: {names:#?}");
        }
    }

    #[test]
    fn comparisons_arithmetic_and_both_sides_of_a_condition_are_changed() {
        has(
            "fn f(a: f64, b: f64) -> bool { a < b && a + 1.0 > 0.0 }",
            &[
                "f: `a < b` -> `a <= b`",
                "f: `a < b` -> `a >= b`",
                "f: `a < b && a + 1.0 > 0.0` -> `a < b || a + 1.0 > 0.0`",
                "f: `a < b && a + 1.0 > 0.0` -> `a < b`",
                "f: `a + 1.0` -> `a - 1.0`",
                "f: `a + 1.0` -> `a + 2.0`",
                "f: `a + 1.0` -> `a + 0.0`",
            ],
        );
    }

    #[test]
    fn ranges_constants_and_axes_are_changed() {
        has(
            "fn f(x: &A) -> usize { (0..x.len()).map(|i| x.sum(Axis(0)) + i).sum() }",
            &["f: `0..x.len()` -> `0..=x.len()`", "f: `0..x.len()` -> `1..x.len()`", "f: `Axis(0)` -> `Axis(1)`"],
        );
    }

    #[test]
    fn statements_and_guards_are_taken_out_and_conditions_are_fixed() {
        has(
            "fn f(x: &[f64]) -> Option<f64> { if x.is_empty() { return None; } check(x)?; Some(x[0].max(1.0)) }",
            &[
                "f: without `if x.is_empty()`",
                "f: without `check(x)?;`",
                "f: `if x.is_empty()` -> `if true`",
                "f: `x[0].max(1.0)` -> `x[0].min(1.0)`",
                "f: `x[0].max(1.0)` -> `x[0]`",
                "f: `Some(x[0].max(1.0))` -> `None`",
                "f: `{ ... }` -> `{ Some(Default::default()) }`",
            ],
        );
    }

    #[test]
    fn floats_are_sorted_stably_or_not() {
        assert!(!names("fn f() { x.sort_by(f64::total_cmp); }").iter().any(|name| name.contains("unstable")));
        has("fn f() { x.sort_by(g); }", &["f: `x.sort_by(g)` -> `x.sort_unstable_by(g)`"]);
    }

    #[test]
    fn the_same_change_twice_has_a_number_and_no_change_depends_on_lines() {
        let source = "fn f(a: f64) -> f64 { g(a + 1.0) * g(a + 1.0) }";
        has(source, &["f: `a + 1.0` -> `a - 1.0`", "f: `a + 1.0` -> `a - 1.0` (2)"]);
        assert_eq!(names(source), names(&format!("// A remark.\n\n{source}")));
    }

    #[test]
    fn every_change_is_rust_and_another_text() {
        let source = include_str!("finder.rs");
        let mutants = mutants(source).expect("Rust");
        assert!(mutants.len() > 50);
        for mutant in mutants {
            assert!(syn::parse_file(&mutant.text).is_ok(), "{}", mutant.name());
            assert_ne!(mutant.text, source);
        }
    }
}
