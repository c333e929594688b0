//! `solution`: the reference, and how the learner's version differs from it.

use std::process::ExitCode;

use mlings_verdict::FULL_MARKS;
use similar::{ChangeTag, TextDiff};

use super::output::print;
use super::progress::{Progress, Standing};
use super::workplace::Workplace;
use super::{Problem, invocation, starter};
use crate::report::terminal::{BAD, FAINT, GOOD, STRONG, styled};

pub(super) fn run(workplace: &Workplace, name: &str, reveal: bool) -> Result<ExitCode, Problem> {
    let exercise = workplace.exercise(name)?;
    let id = &exercise.id;
    let mut progress = Progress::load(&workplace.root);
    let is_full = progress.standing(id) == Standing::Full;
    if !is_full && !reveal {
        let best = progress.best(id).unwrap_or(0);
        return Err(Problem::new(
            format!("the solution of {id} is shown after full marks; the best so far is {best}/{FULL_MARKS}"),
            format!("to see it now, which is recorded: {} solution {id} --reveal", invocation()),
        ));
    }
    let source = workplace.reference(exercise)?;
    if !is_full {
        progress.change(id, |record| record.revealed = true);
    }
    let reference = starter::finished(id, &source);
    let mut text = format!("{}\n\n{reference}\n", styled(STRONG, format!("The reference for {}", exercise.title)));
    let file = workplace.file(exercise);
    // Line ends of another system are no difference.
    match std::fs::read_to_string(&file).map(|yours| yours.replace("\r\n", "\n")) {
        Ok(yours) if yours == starter::unstarted(exercise, &source) => {}
        Ok(yours) => {
            let names = format!("- {}   + the reference", workplace.short(&file).display());
            text += &format!(
                "{}\n{}\n{}",
                styled(STRONG, "How yours differs"),
                styled(FAINT, names),
                diff(code(&yours), code(&reference))
            );
        }
        Err(error) => {
            text +=
                &format!("{} cannot be read ({error}), so there is no comparison\n", workplace.short(&file).display())
        }
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
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
