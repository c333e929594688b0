//! `solution`: the reference, and how the learner's version differs from it.

use std::io::Write;
use std::process::ExitCode;

use similar::{ChangeTag, TextDiff};

use super::progress::Progress;
use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::curriculum::starter;
use crate::report::terminal::{BAD, FAINT, GOOD, STRONG, styled};

pub(super) fn run(workplace: &Workplace, name: &str, reveal: bool) -> Result<ExitCode, Problem> {
    let lesson = workplace.lesson(name)?;
    let about = lesson.about();
    let mut progress = Progress::load(&workplace.root);
    let best = progress.best(about.id).unwrap_or(0);
    if best < 100 && !reveal {
        return Err(Problem::new(
            format!("the solution of {} is shown after full marks; the best so far is {best}/100", about.id),
            format!("to see it now, which is recorded: {} solution {} --reveal", invocation(), about.id),
        ));
    }
    if best < 100 {
        progress.change(about.id, |record| record.revealed = true);
    }
    let reference = starter::finished(&about);
    let mut text = format!("{}\n\n{reference}\n", styled(STRONG, format!("The reference for {}", about.title)));
    let file = workplace.file(lesson);
    match std::fs::read_to_string(&file) {
        Ok(yours) if yours == starter::unstarted(&about) => {}
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
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
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
            let line = change.value().trim_end_matches(['\n', '\r']);
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
