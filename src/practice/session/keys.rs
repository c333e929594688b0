//! Which key does what.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::list::List;
use super::text::Text;
use super::{Session, View, screen};
use crate::practice::catalog::{Catalog, Exercise};
use crate::practice::hint;
use crate::report::terminal::{STRONG, styled};

/// A key as the bottom line names it.
type Named = (&'static str, &'static str);

/// A key at a verdict: the letter, what it does in a word, and how.
pub(super) struct Key {
    letter: &'static str,
    does: &'static str,
    act: for<'a> fn(&mut Session<'a>),
}

const fn key(letter: &'static str, does: &'static str, act: for<'a> fn(&mut Session<'a>)) -> Key {
    Key { letter, does, act }
}

const VERDICT: &[Key] = &[
    key("n", "next", |session| session.go_by(1)),
    key("p", "previous", |session| session.go_by(-1)),
    key("l", "list", |session| session.view = View::List(List::at(&session.exercise, &session.workplace.catalog))),
    key("h", "hint", |session| session.hint()),
    key("g", "guide", |session| session.read_guide()),
    key("e", "edit", |session| session.edit()),
    key("o", "plots", |session| session.view = View::Text(Text::new(&session.plots_text()))),
    key("r", "run again", |session| session.grade_again()),
    key("q", "quit", |session| session.is_over = true),
];
const LIST: &[Named] = &[("↑↓", "move"), ("letters", "filter"), ("enter", "go there"), ("esc", "back")];
const TEXT: &[Named] = &[("↑↓ space", "scroll"), ("esc", "back")];

/// The keys of a view.
pub(super) fn of(view: &View) -> Vec<Named> {
    match view {
        View::Verdict => VERDICT.iter().map(|key| (key.letter, key.does)).collect(),
        View::List(_) => LIST.to_vec(),
        View::Text(_) => TEXT.to_vec(),
    }
}

/// The line at the bottom, wrapped where the terminal is narrow.
pub(super) fn bar(keys: &[Named], width: usize) -> String {
    let plain: Vec<String> =
        keys.iter().map(|(key, does)| format!("{key}\u{a0}{}", does.replace(' ', "\u{a0}"))).collect();
    let mut text = textwrap::fill(&plain.join(" · "), width).replace('\u{a0}', " ");
    for (key, does) in keys {
        text = text.replacen(&format!("{key} {does}"), &format!("{} {does}", styled(STRONG, key)), 1);
    }
    text
}

impl Session<'_> {
    /// Does what the key says.
    pub(super) fn press(&mut self, key: KeyEvent) {
        if key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd')) {
            self.is_over = true;
            return;
        }
        #[cfg(unix)]
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('z') {
            return self.suspend();
        }
        let catalog = &self.workplace.catalog;
        match &mut self.view {
            View::Verdict => self.press_at_verdict(key.code),
            View::List(list) => match key.code {
                KeyCode::Enter => {
                    if let Some(exercise) = list.chosen(catalog) {
                        self.go_to(exercise);
                    }
                }
                KeyCode::Esc => self.view = View::Verdict,
                code => list.press(code, catalog),
            },
            View::Text(text) => {
                let (width, height) = screen::size();
                match key.code {
                    KeyCode::Char('h') => self.hint(),
                    code if text.press(code, width, height.saturating_sub(4).max(1)) => {}
                    _ => self.view = View::Verdict,
                }
            }
        }
    }

    fn press_at_verdict(&mut self, code: KeyCode) {
        let KeyCode::Char(letter) = code else { return };
        if let Some(key) = VERDICT.iter().find(|key| key.letter.starts_with(letter)) {
            (key.act)(self);
        }
    }

    fn hint(&mut self) {
        let text = match hint::one_more(self.workplace, &self.exercise, &mut self.progress) {
            Ok(hints) => hints.text,
            Err(problem) => problem.to_string(),
        };
        // The newest hint is the last one.
        self.view = View::Text(Text::new(&format!("{text}\nh: one more hint\n")).at_its_end());
    }

    fn go_by(&mut self, step: isize) {
        if let Some(exercise) = neighbour(&self.workplace.catalog, &self.exercise, step) {
            self.go_to(exercise);
        }
    }

    /// An editor in this terminal gets the terminal to itself; afterwards the exercise is graded.
    fn edit(&mut self) {
        let opened = if self.editor.needs_this_terminal() {
            let (screen, editor) = (&mut self.screen, &self.editor);
            screen.lend(|| editor.open(self.workplace, &self.exercise))
        } else {
            self.editor.open(self.workplace, &self.exercise)
        };
        if let Err(problem) = opened {
            self.view = View::Text(Text::new(&problem.to_string()));
        }
    }
}

/// The exercise before or behind this one; from the last one on to the first.
fn neighbour<'a>(catalog: &'a Catalog, exercise: &Exercise, step: isize) -> Option<&'a Exercise> {
    let all: Vec<&Exercise> = catalog.exercises().collect();
    let here = all.iter().position(|other| other.id == exercise.id).unwrap_or(0);
    all.get((here as isize + step).rem_euclid(all.len().max(1) as isize) as usize).copied()
}
