//! Which key does what.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::list::List;
use super::screen;
use super::{Session, View};
use crate::curriculum::lessons;
use crate::grading::Lesson;
use crate::practice::hint;
use crate::report::terminal::{STRONG, styled};

/// The keys of a view, as the bottom line names them.
pub(super) type Keys = &'static [(&'static str, &'static str)];

pub(super) const VERDICT: Keys = &[
    ("n", "next"),
    ("p", "previous"),
    ("l", "list"),
    ("h", "hint"),
    ("g", "guide"),
    ("e", "edit"),
    ("o", "plots"),
    ("r", "run again"),
    ("q", "quit"),
];
pub(super) const LIST: Keys = &[("↑↓", "move"), ("letters", "filter"), ("enter", "go there"), ("esc", "back")];
pub(super) const TEXT: Keys = &[("↑↓ space", "scroll"), ("esc", "back")];

/// The line at the bottom, wrapped where the terminal is narrow.
pub(super) fn bar(keys: Keys, width: usize) -> String {
    let plain: Vec<String> =
        keys.iter().map(|(key, does)| format!("{key}\u{a0}{}", does.replace(' ', "\u{a0}"))).collect();
    let mut text = textwrap::fill(&plain.join(" · "), width).replace('\u{a0}', " ");
    for (key, does) in keys {
        text = text.replacen(&format!("{key} {does}"), &format!("{} {does}", styled(STRONG, key)), 1);
    }
    text
}

impl Session<'_> {
    /// Does what the key says. False when the session is to end.
    pub(super) fn press(&mut self, key: KeyEvent) -> bool {
        if key.modifiers.contains(KeyModifiers::CONTROL) && matches!(key.code, KeyCode::Char('c' | 'd')) {
            return false;
        }
        match &mut self.view {
            View::Verdict => return self.press_at_verdict(key.code),
            View::List(list) => match key.code {
                KeyCode::Enter => {
                    if let Some(lesson) = list.chosen() {
                        self.go_to(lesson);
                    }
                }
                KeyCode::Esc => self.view = View::Verdict,
                code => list.press(code),
            },
            View::Text { lines, top } => {
                let page = screen::size().1.saturating_sub(4).max(1);
                let last = lines.len().saturating_sub(page);
                match key.code {
                    KeyCode::Up | KeyCode::Char('k') => *top = top.saturating_sub(1),
                    KeyCode::Down | KeyCode::Char('j') => *top = (*top + 1).min(last),
                    KeyCode::PageUp | KeyCode::Char('b') => *top = top.saturating_sub(page),
                    KeyCode::PageDown | KeyCode::Char(' ') => *top = (*top + page).min(last),
                    KeyCode::Char('h') => self.hint(),
                    _ => self.view = View::Verdict,
                }
            }
        }
        true
    }

    fn press_at_verdict(&mut self, code: KeyCode) -> bool {
        match code {
            KeyCode::Char('q') => return false,
            KeyCode::Char('n') => self.go_to(neighbour(self.lesson, 1)),
            KeyCode::Char('p') => self.go_to(neighbour(self.lesson, -1)),
            KeyCode::Char('l') => self.view = View::List(List::at(self.lesson)),
            KeyCode::Char('h') => self.hint(),
            KeyCode::Char('g') => self.read_guide(),
            KeyCode::Char('r') => self.grade(),
            KeyCode::Char('o') => self.read(&self.plots_text()),
            KeyCode::Char('e') => self.edit(),
            _ => {}
        }
        true
    }

    fn hint(&mut self) {
        let text = match hint::one_more(self.workplace, self.lesson, &mut self.progress) {
            Ok(text) => text,
            Err(problem) => problem.to_string(),
        };
        self.read(&format!("{text}\nh: one more hint\n"));
        // The newest hint is the last one.
        let page = screen::size().1.saturating_sub(4).max(1);
        if let View::Text { lines, top } = &mut self.view {
            *top = lines.len().saturating_sub(page);
        }
    }

    /// An editor in this terminal gets the terminal to itself; afterwards the exercise is graded.
    fn edit(&mut self) {
        let opened = if self.editor.needs_this_terminal() {
            let (screen, editor) = (&mut self.screen, &self.editor);
            screen.lend(|| editor.open(self.workplace, self.lesson))
        } else {
            self.editor.open(self.workplace, self.lesson)
        };
        match opened {
            Ok(()) => self.status.clear(),
            Err(problem) => self.read(&problem.to_string()),
        }
    }
}

/// The exercise before or behind this one; from the last one on to the first.
fn neighbour(lesson: &dyn Lesson, step: isize) -> &'static dyn Lesson {
    let all: Vec<&'static dyn Lesson> = lessons().collect();
    let here = all.iter().position(|other| other.about().id == lesson.about().id).unwrap_or(0);
    all[(here as isize + step).rem_euclid(all.len() as isize) as usize]
}
