//! `solution`: the reference, and how the learner's version differs from it.

use std::io::IsTerminal;
use std::process::ExitCode;

use mlings_verdict::FULL_MARKS;
use similar::{ChangeTag, TextDiff};

use super::catalog::Exercise;
use super::output;
use super::progress::{Progress, Standing};
use super::workplace::Workplace;
use super::{Problem, invocation, starter};
use crate::report::terminal::{BAD, FAINT, GOOD, STRONG, styled};

pub(super) fn run(workplace: &Workplace, name: &str, reveal: bool) -> Result<ExitCode, Problem> {
    let exercise = workplace.exercise(name)?;
    let mut progress = Progress::load(&workplace.root);
    let text = text(workplace, exercise, &mut progress, reveal)?;
    if std::io::stdout().is_terminal() {
        output::page(&text)?
    } else {
        output::print(&text)?
    }
    Ok(ExitCode::SUCCESS)
}

/// How the learner's version differs, and then the reference. Before full marks only where it is to be revealed, and
/// that is remembered.
pub(super) fn text(
    workplace: &Workplace,
    exercise: &Exercise,
    progress: &mut Progress,
    reveal: bool,
) -> Result<String, Problem> {
    let id = &exercise.id;
    let is_full = progress.standing(id) == Standing::Full;
    if !is_full && !reveal {
        let best = progress.best(id).unwrap_or(0);
        return Err(Problem::new(
            format!("the solution of {id} is shown after full marks; the best so far is {best}/{FULL_MARKS}"),
            format!("to see it now: {} solution {id} --reveal", invocation()),
        ));
    }
    let source = workplace.reference(exercise)?;
    if !is_full {
        progress.change(id, |record| record.revealed = true);
    }
    let reference = starter::finished(id, &source);
    let file = workplace.file(exercise);
    let mut text = String::new();
    // Line ends of another system are no difference.
    match std::fs::read_to_string(&file).map(|yours| yours.replace("\r\n", "\n")) {
        Ok(yours) if yours == starter::unstarted(exercise, &source) => {}
        Ok(yours) => {
            let names = format!("- {}   + the reference", workplace.short(&file).display());
            let heading = styled(STRONG, "How yours differs");
            text += &format!("{heading}\n{}\n{}\n", styled(FAINT, names), diff(code(&yours), code(&reference)));
        }
        Err(error) => {
            let short = workplace.short(&file).display().to_string();
            text += &format!("{short} cannot be read ({error}), so there is no comparison\n\n");
        }
    }
    Ok(format!("{text}{}\n\n{reference}", styled(STRONG, format!("The reference for {}", exercise.title))))
}

/// A file without what stands above its imports.
fn code(file: &str) -> &str {
    file.find("\nuse ").map_or(file, |at| &file[at + 1..])
}

/// Changed lines with three lines around them.
fn diff(yours: &str, reference: &str) -> String {
    let diff = TextDiff::from_lines(yours, reference);
    let mut text = String::new();
    for hunk in diff.grouped_ops(3) {
        text += &styled(FAINT, "...\n");
        for change in hunk.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let line = change.value().trim_end_matches('\n');
            text += &match change.tag() {
                ChangeTag::Delete => styled(BAD, format!("- {line}")),
                ChangeTag::Insert => styled(GOOD, format!("+ {line}")),
                ChangeTag::Equal => format!("  {line}"),
            };
            text.push('\n');
        }
    }
    text
}
