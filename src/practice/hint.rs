//! `hint`: one more rung of the ladder at each call.

use std::process::ExitCode;

use super::catalog::Exercise;
use super::guide::Guide;
use super::output::print;
use super::progress::{Progress, Standing};
use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::report::terminal::{FAINT, STRONG, styled};

pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let exercise = workplace.exercise(name)?;
    let mut progress = Progress::load(&workplace.root);
    let Hints { mut text, is_last } = one_more(workplace, exercise, &mut progress)?;
    let id = &exercise.id;
    text += &if is_last {
        let reveal = if progress.standing(id) == Standing::Full { "" } else { " --reveal" };
        format!("That was the last hint. The solution: {} solution {id}{reveal}\n", invocation())
    } else {
        format!("One more: {} hint {id}\n", invocation())
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The hints that were asked for so far.
pub(super) struct Hints {
    pub text: String,
    /// Whether there is none after these.
    pub is_last: bool,
}

/// The hints so far and the next one, which is remembered.
pub(super) fn one_more(workplace: &Workplace, exercise: &Exercise, progress: &mut Progress) -> Result<Hints, Problem> {
    let hints = Guide::read(workplace, exercise)?.hints();
    progress.change(&exercise.id, |record| record.hints = record.hints.saturating_add(1).min(hints.len()));
    let shown = progress.of(&exercise.id).hints;
    let mut text = String::new();
    for (number, hint) in hints.iter().enumerate().take(shown) {
        let heading = format!("Hint {} of {}", number + 1, hints.len());
        let hint = if number + 1 == shown { hint.clone() } else { styled(FAINT, hint) };
        text += &format!("{}\n{hint}\n\n", styled(STRONG, heading));
    }
    Ok(Hints { text, is_last: shown >= hints.len() })
}
