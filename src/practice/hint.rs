//! `hint`: one more rung of the ladder at each call.

use std::collections::BTreeSet;
use std::process::ExitCode;

use super::catalog::Exercise;
use super::guide::{Guide, laid_out};
use super::output::print;
use super::progress::{Progress, Record, Standing};
use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::report::terminal;

pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let exercise = workplace.exercise(name)?;
    let mut progress = Progress::load(&workplace.root);
    let Hints { mut text, is_last } = one_more(workplace, exercise, &mut progress)?;
    let id = &exercise.id;
    text += &if is_last {
        let reveal = if progress.standing(id) == Standing::Full { "" } else { " --reveal" };
        format!("\nThat was the last hint. The solution: `{} solution {id}{reveal}`\n", invocation())
    } else {
        format!("\nOne more: `{} hint {id}`\n", invocation())
    };
    print(&laid_out(&text, terminal::width(), |_| None))?;
    Ok(ExitCode::SUCCESS)
}

/// The hints that were asked for so far.
pub(super) struct Hints {
    /// In Markdown, the newest one last.
    pub text: String,
    /// Whether there is none after these.
    pub is_last: bool,
}

/// The hints so far.
pub(super) fn so_far(workplace: &Workplace, exercise: &Exercise, record: &Record) -> Result<Hints, Problem> {
    let all = Guide::read(workplace, exercise)?.hints();
    Ok(written(&all, &record.shown_hints()))
}

/// The hints so far, each with its number from 1, and how many there are.
pub(super) fn each_so_far(
    workplace: &Workplace,
    exercise: &Exercise,
    record: &Record,
) -> Result<(Vec<(usize, String)>, usize), Problem> {
    let all = Guide::read(workplace, exercise)?.hints();
    let shown = record.shown_hints().into_iter().filter_map(|number| Some((number + 1, all.get(number)?.clone())));
    Ok((shown.collect(), all.len()))
}

/// The hints so far and the next one, which is remembered: the first that speaks of what does not pass yet.
pub(super) fn one_more(workplace: &Workplace, exercise: &Exercise, progress: &mut Progress) -> Result<Hints, Problem> {
    let all = Guide::read(workplace, exercise)?.hints();
    let functions = workplace.reference(exercise).map(|source| functions(&source)).unwrap_or_default();
    progress.change(&exercise.id, |record| {
        let mut shown = record.shown_hints();
        shown.extend(next(&all, &shown, &functions, &record.open));
        record.hints = shown.len();
        record.hinted = shown;
    });
    Ok(written(&all, &progress.of(&exercise.id).shown_hints()))
}

/// The first hint that was not shown and speaks of an open function, or of none; where there is no such, the first.
fn next(
    all: &[String],
    shown: &BTreeSet<usize>,
    functions: &BTreeSet<String>,
    open: &BTreeSet<String>,
) -> Option<usize> {
    let helps = |hint: &str| {
        let mut named = functions.iter().filter(|function| names(hint, function)).peekable();
        open.is_empty() || named.peek().is_none() || named.any(|function| open.contains(function))
    };
    let left = || (0..all.len()).filter(|hint| !shown.contains(hint));
    left().find(|hint| helps(&all[*hint])).or_else(|| left().next())
}

/// Whether a hint names a function, as code.
fn names(hint: &str, function: &str) -> bool {
    hint.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).any(|word| word == function)
        && (hint.contains(&format!("`{function}")) || hint.contains(&format!("{function}(")))
}

/// The functions of a reference.
fn functions(source: &str) -> BTreeSet<String> {
    let name = |line: &str| {
        let rest = line.strip_prefix("pub fn ")?;
        Some(rest.split(['(', '<']).next()?.to_owned())
    };
    source.lines().filter_map(name).collect()
}

/// Hints as Markdown, the newest of them last.
fn written(all: &[String], shown: &BTreeSet<usize>) -> Hints {
    let texts = shown.iter().filter_map(|number| Some((number, all.get(*number)?)));
    let text = texts.map(|(number, hint)| format!("## Hint {} of {}\n\n{hint}\n\n", number + 1, all.len())).collect();
    Hints { text, is_last: shown.len() >= all.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_hint_is_about_what_does_not_pass_yet() {
        let all = ["Begin with `assign`.", "Squares do.", "`update` counts.", "`fit` calls `update`."];
        let all: Vec<String> = all.map(str::to_owned).to_vec();
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<String>>();
        let functions = functions("pub fn assign(a: f64) {}\nfn help() {}\npub fn update<T>() {}\npub fn fit() {}\n");
        assert_eq!(functions, set(&["assign", "fit", "update"]));
        let ladder = |open: &[&str]| {
            let mut shown = BTreeSet::new();
            let mut order = Vec::new();
            while let Some(hint) = next(&all, &shown, &functions, &set(open)) {
                shown.insert(hint);
                order.push(hint);
            }
            order
        };
        assert_eq!(ladder(&[]), [0, 1, 2, 3]);
        assert_eq!(ladder(&["update"]), [1, 2, 3, 0]);
        assert_eq!(ladder(&["fit"]), [1, 3, 0, 2]);
    }
}
