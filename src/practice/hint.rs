//! `hint`: one more rung of the ladder at each call.

use std::io::Write;
use std::process::ExitCode;

use super::progress::Progress;
use super::workplace::Workplace;
use super::{Problem, guide, invocation};
use crate::grading::Lesson;
use crate::report::terminal::{FAINT, STRONG, styled};

pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let lesson = workplace.lesson(name)?;
    let mut progress = Progress::load(&workplace.root);
    let mut text = one_more(workplace, lesson, &mut progress)?;
    let id = lesson.about().id;
    text += &if progress.of(id).hints < guide::hints(&guide::read(workplace, lesson)?).len() {
        format!("One more: {} hint {id}\n", invocation())
    } else {
        let reveal = if progress.best(id) == Some(100) { "" } else { " --reveal" };
        format!("That was the last hint. The solution: {} solution {id}{reveal}\n", invocation())
    };
    let _ = anstream::stdout().lock().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The hints so far and the next one, which is remembered.
pub(super) fn one_more(workplace: &Workplace, lesson: &dyn Lesson, progress: &mut Progress) -> Result<String, Problem> {
    let id = lesson.about().id;
    let hints = guide::hints(&guide::read(workplace, lesson)?);
    progress.change(id, |record| record.hints = (record.hints + 1).min(hints.len()));
    let shown = progress.of(id).hints;
    let mut text = String::new();
    for (number, hint) in hints.iter().enumerate().take(shown) {
        let heading = format!("Hint {} of {}", number + 1, hints.len());
        let hint = if number + 1 == shown { hint.clone() } else { styled(FAINT, hint) };
        text += &format!("{}\n{hint}\n\n", styled(STRONG, heading));
    }
    Ok(text)
}
