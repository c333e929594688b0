//! Reports for programs.
//!
//! | command | prints |
//! |---|---|
//! | `check ID --json` | one [exercise](#an-exercise) |
//! | `check --all --json` | an array of exercises |
//! | `report --format json` | the [report](#the-report) on all exercises |
//! | `list --json` | the [list](#the-list) of all exercises |
//!
//! # What the version promises
//!
//! `schema` is the version of everything on this page; it is 1. As long as it stays 1, no field changes its
//! name, its type or its meaning, and none that is always there goes away. New fields and new values of
//! `status` may come: skip fields that you do not know, and take a check whose status you do not know for
//! not passed. The order of checks and exercises is that of the catalog and may change; `id` never does.
//!
//! The same files and the same `seed` give the same JSON: it holds no times and no names of machines. Only
//! checks that were stopped for time or memory may go otherwise on another machine.
//!
//! # The report
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `schema` | integer | the version, 1 |
//! | `exercises` | array | every exercise, in order |
//! | `score` | integer | the sum of their points |
//! | `out_of` | integer | the points there are to earn; 100 for an exercise that does not compile |
//!
//! # The list
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `schema` | integer | the version, 1 |
//! | `level` | string or null | the level that is reached: `Junior`, `Middle`, `Senior` or `Team Lead` |
//! | `next_level` | object or null | the next one: its `level`, what it `asks` for in words, and what is `lacking`: an array of objects with a `track` and the `points` that it takes there; where one of several tracks is enough, `or` holds the others, as objects of the same shape |
//! | `exercises` | array | every exercise, in order: `track` (a folder), `id`, `title`, `file`, the `best` score (integer or null), `out_of`, and, only where there are some, `caught`: the names of mistakes that were made and mended |
//!
//! # An exercise
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `schema` | integer | the version, 1 |
//! | `id` | string | its name on the command line; stable |
//! | `title` | string | its name for people |
//! | `file` | string | the learner's file, relative to the folder that holds `exercises/` |
//! | `compile_error` | string | only if it did not compile: what the compiler said, without escape codes. None of the following fields is there then |
//! | `seed` | integer, 64 bits | `--seed` with it gives the same inputs again |
//! | `score` | integer | points earned: the sum over the checks that passed |
//! | `out_of` | integer | points there are to earn |
//! | `checks` | array | every [check](#a-check), in order |
//! | `plots` | array | every [plot](#a-plot), in order |
//!
//! # A check
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `name` | string | the requirement, for people; unique within the exercise |
//! | `points` | integer | what it is worth; a check earns all of its points or none |
//! | `status` | string | how it ended, see below |
//! | `looks_like` | object | only if the answer is that of a known mistake: which one, see below |
//! | `printed` | string | only if the code printed something: the beginning of it, exactly as it was printed |
//! | `functions` | array of strings | only if any were: the functions that the check asked |
//!
//! | `status` | means | further fields |
//! |---|---|---|
//! | `passed` | the requirement holds | |
//! | `failed` | something else was returned | `given` (string or null): the input. `expected`, `got` (strings): the answers. `within` (number or null): the tolerance |
//! | `not_attempted` | a `todo!()` was reached | |
//! | `panicked` | the code panicked | `message` (string). `at` (string or null): file, line and column. `given` (string): the call that panicked, where it is known |
//! | `stopped` | the code ended the process or used too much time, memory or output | `message` (string) |
//! | `trouble` | the grader could not do its work; the code is not to blame, and the exit code is 2 | `message` (string) |
//!
//! Fields of `looks_like`:
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `mistake` | string | completes the sentence "the code ..." |
//! | `advice` | string | what to think about |
//! | `consistent` | boolean | whether every other check went as with that mistake; if not, it is a guess |
//!
//! # A plot
//!
//! | field | type | meaning |
//! |---|---|---|
//! | `name` | string | its file name without an ending |
//! | `status` | string | `drawn` or `not_drawn` |
//! | `files` | array of strings | only if drawn: the SVG and the PNG, relative as `file` is |
//! | `words` | array of strings | only if drawn: what belongs beside the picture, line by line; often nothing |
//! | `reason` | string | only if not drawn: why |

use mlings_verdict::SCHEMA;
use serde::{Serialize, Serializer};

use super::{Outcome, Report, Totals};

/// The report on all exercises.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    exercises: &'a [Report],
    score: u32,
    out_of: u32,
}

/// The report on these exercises.
pub fn document(reports: &[Report]) -> String {
    let Totals { score, out_of, .. } = Totals::of(reports);
    text(&Document { schema: SCHEMA, exercises: reports, score, out_of })
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Report { id, title, file, outcome } = self;
        match outcome {
            Outcome::Graded(verdict) => verdict.serialize(serializer),
            Outcome::Uncompiled(said) => {
                let compile_error = anstream::adapter::strip_str(said).to_string();
                Uncompiled { schema: SCHEMA, id, title, file, compile_error }.serialize(serializer)
            }
        }
    }
}

/// An exercise that did not compile.
#[derive(Serialize)]
struct Uncompiled<'a> {
    schema: u32,
    id: &'a str,
    title: &'a str,
    file: &'a str,
    compile_error: String,
}

/// Plain data as JSON that people can read too.
pub fn text(data: &impl Serialize) -> String {
    // Plain data with text keys is what JSON can always hold.
    serde_json::to_string_pretty(data).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::super::samples;
    use super::*;

    fn keys(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
            Value::Object(fields) => fields.iter().for_each(|(key, value)| {
                found.insert(key.clone());
                keys(value, found);
            }),
            _ => {}
        }
    }

    /// Names between backticks in the tables above.
    fn documented() -> BTreeSet<&'static str> {
        let rows = include_str!("json.rs").lines().filter(|line| line.starts_with("//! |"));
        rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect()
    }

    #[test]
    fn every_field_and_every_status_is_documented() {
        let document: Value = serde_json::from_str(&document(&samples::all())).expect("JSON");
        let mut found = BTreeSet::new();
        keys(&document, &mut found);
        let undocumented: Vec<_> = found.iter().filter(|key| !documented().contains(key.as_str())).collect();
        assert!(undocumented.is_empty(), "{undocumented:?}");
        let checks = document["exercises"].as_array().into_iter().flatten().flat_map(|one| one["checks"].as_array());
        let statuses: BTreeSet<_> = checks.flatten().filter_map(|check| check["status"].as_str()).collect();
        assert_eq!(statuses.len(), 6, "a sample of each: {statuses:?}");
        assert!(statuses.is_subset(&documented()), "{statuses:?}");
    }

    /// Programs of others read these bytes, so a change of them is a change of the version.
    #[test]
    fn what_is_written_stays_byte_for_byte() {
        assert_eq!(document(&samples::all()), include_str!("samples.json"));
    }

    #[test]
    fn points_are_added_up_and_what_does_not_compile_could_have_earned_100() {
        let document: Value = serde_json::from_str(&document(&samples::all())).expect("JSON");
        assert_eq!(
            (&document["schema"], &document["score"], &document["out_of"]),
            (&1.into(), &10.into(), &200.into())
        );
    }

    #[test]
    fn what_the_compiler_said_holds_no_escape_codes() {
        let document: Value = serde_json::from_str(&document(&samples::all())).expect("JSON");
        let words = &document["exercises"][1]["compile_error"];
        assert_eq!(words, "error[E0425]: cannot find value `f65` in <this> & that\n");
    }
}
