//! Which key does what: one table for each view. The line at the bottom, the page of all keys and what happens come
//! from the same rows.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::list::List;
use super::picture::lines;
use super::reader::{Reader, Subject, Way};
use super::{Session, View};
use crate::practice::catalog::{Catalog, Exercise};
use crate::report::terminal::{STRONG, styled};

/// A key: which it is, how it is written, what it does in a few words, and how.
pub(super) struct Key {
    codes: &'static [KeyCode],
    written: &'static str,
    does: &'static str,
    act: for<'a> fn(&mut Session<'a>),
    /// Whether it does anything now.
    is_there: When,
    /// Whether the line at the bottom names it, where it has room.
    is_in_bar: When,
}

type When = for<'a> fn(&Session<'a>) -> bool;

const fn key(
    codes: &'static [KeyCode],
    written: &'static str,
    does: &'static str,
    act: for<'a> fn(&mut Session<'a>),
) -> Key {
    Key { codes, written, does, act, is_there: |_| true, is_in_bar: |_| false }
}

impl Key {
    const fn in_bar(self) -> Key {
        self.in_bar_where(|_| true)
    }

    const fn in_bar_where(self, is_in_bar: When) -> Key {
        Key { is_in_bar, ..self }
    }

    const fn only_where(self, is_there: When) -> Key {
        Key { is_there, ..self }
    }
}

use KeyCode::{BackTab, Char, Down, End, Enter, Esc, Home, PageDown, PageUp, Tab, Up};

const VERDICT: &[Key] = &[
    key(&[Char('n')], "n", "next", |session| session.go_by(1)).in_bar(),
    key(&[Char('h')], "h", "hints", |session| session.hints()).in_bar(),
    key(&[Char('g')], "g", "guide", |session| session.read_guide()).in_bar(),
    key(&[Char('e')], "e", "edit", |session| session.edit()).in_bar(),
    key(&[Char('o')], "o", "plots", |session| session.plots()).in_bar(),
    key(&[Char('s')], "s", "solution", |session| session.solution()).in_bar_where(|session| session.is_full()),
    key(&[Char('b')], "b", "bench", |session| session.time()).in_bar().only_where(|session| session.can_be_timed()),
    key(&[Tab], "tab", "next failure", |session| session.step(true))
        .in_bar()
        .only_where(|session| session.has_failures()),
    key(&[BackTab], "shift tab", "failure before", |session| session.step(false))
        .only_where(|session| session.has_failures()),
    key(&[Char('a')], "a", "unfold all", |session| session.unfolded.toggle())
        .only_where(|session| session.has_failures()),
    key(&[Char('l')], "l", "list", |session| {
        session.view = View::List(List::at(&session.exercise, &session.workplace.catalog));
    })
    .in_bar(),
    key(&[Char('p')], "p", "previous", |session| session.go_by(-1)),
    key(&[Char('w')], "w", "page in the browser", |session| session.open_page()),
    key(&[Char('d')], "d", "ndarray in a dozen lines", |session| session.dozen_lines()),
    key(&[Char('r')], "r", "run again", |session| session.grade_again()),
    key(&[Char('x')], "x", "reset the file", |session| session.ask_to_reset()),
    key(&[Down, Char('j')], "↓ j", "a line down", |session| session.unfolded.go(Way::Lines(1))),
    key(&[Up, Char('k')], "↑ k", "a line up", |session| session.unfolded.go(Way::Lines(-1))),
    key(&[PageDown, Char(' ')], "space", "a page down", |session| session.unfolded.go(Way::Pages(1))),
    key(&[PageUp], "page up", "a page up", |session| session.unfolded.go(Way::Pages(-1))),
    key(&[Home], "home", "to the top", |session| session.unfolded.go(Way::Top)),
    key(&[End], "end", "to the end", |session| session.unfolded.go(Way::End)),
    key(&[Char('?')], "?", "keys", |session| session.all_keys()).in_bar(),
    key(&[Char('q')], "q", "quit", |session| session.is_over = true).in_bar(),
];

const LIST: &[Key] = &[
    key(&[Enter], "enter", "go there", |session| session.go_to_chosen()).in_bar(),
    key(&[Char('/')], "/", "filter", |session| session.with_list(List::look_for)).in_bar(),
    key(&[Esc, Char('q'), Char('l')], "esc", "back", |session| session.back()).in_bar(),
    key(&[Down, Char('j')], "↓ j", "down", |session| session.go_in_list(Way::Lines(1))),
    key(&[Up, Char('k')], "↑ k", "up", |session| session.go_in_list(Way::Lines(-1))),
    key(&[PageDown, Char(' ')], "space", "a page down", |session| session.go_in_list(Way::Pages(1))),
    key(&[PageUp], "page up", "a page up", |session| session.go_in_list(Way::Pages(-1))),
    key(&[Home], "home", "to the first", |session| session.go_in_list(Way::Top)),
    key(&[End], "end", "to the last", |session| session.go_in_list(Way::End)),
    key(&[Char('?')], "?", "keys", |session| session.all_keys()).in_bar(),
];

const READER: &[Key] = &[
    key(&[Char('m')], "m", "one more hint", |session| session.one_more_hint())
        .in_bar()
        .only_where(|session| session.has_more_hints()),
    key(&[Char('v')], "v", "open in a viewer", |session| session.view_plots())
        .in_bar()
        .only_where(|session| session.reads_plots()),
    key(&[PageDown, Char(' ')], "space", "on", |session| session.go_in_text(Way::Pages(1))).in_bar(),
    key(&[Char('/')], "/", "search", |session| session.with_reader(Reader::look_for)).in_bar(),
    key(&[Char('n')], "n", "next match", |session| session.next_match()),
    key(&[Char('d')], "d", "ndarray in a dozen lines", |session| session.dozen_lines()),
    key(&[Esc, Char('q')], "esc", "back", |session| session.back()).in_bar(),
    key(&[Down, Char('j')], "↓ j", "a line down", |session| session.go_in_text(Way::Lines(1))),
    key(&[Up, Char('k')], "↑ k", "a line up", |session| session.go_in_text(Way::Lines(-1))),
    key(&[PageUp, Char('b')], "b", "a page up", |session| session.go_in_text(Way::Pages(-1))),
    key(&[Home], "home", "to the top", |session| session.go_in_text(Way::Top)),
    key(&[End], "end", "to the end", |session| session.go_in_text(Way::End)),
    key(&[Char('?')], "?", "keys", |session| session.all_keys()),
];

const QUESTION: &[Key] = &[
    key(&[Char('y')], "y", "yes", |session| session.agree()).in_bar(),
    key(&[Esc, Char('n'), Char('q')], "n", "no", |session| session.back()).in_bar(),
];

/// Letters that are typed.
const TYPING: &[(&str, &str)] = &[("letters", "search"), ("enter", "keep"), ("esc", "give up")];

/// The keys of a view.
fn of(view: &View) -> &'static [Key] {
    match view {
        View::Verdict => VERDICT,
        View::List(_) => LIST,
        View::Reader(_) => READER,
        View::Question(_) => QUESTION,
    }
}

impl Session<'_> {
    /// The line at the bottom: as many keys as there is room for, the last of them in any case.
    pub(super) fn bar(&self, width: usize) -> Vec<ratatui_core::text::Line<'static>> {
        let keys: Vec<(&str, &str)> = if self.is_typing() {
            TYPING.to_vec()
        } else {
            let shown = of(&self.view).iter().filter(|key| (key.is_in_bar)(self) && (key.is_there)(self));
            shown.map(|key| (key.written, key.does)).collect()
        };
        let length = |keys: &[(&str, &str)]| -> usize {
            keys.iter().map(|(key, does)| key.chars().count() + does.chars().count() + 4).sum::<usize>()
        };
        let mut keys = keys;
        let kept = 2;
        while keys.len() > kept && length(&keys) > width + 3 {
            keys.remove(keys.len() - 1 - kept);
        }
        let words: Vec<String> = keys.iter().map(|(key, does)| format!("{} {does}", styled(STRONG, key))).collect();
        lines(&words.join(" · "), width).into_iter().take(1).collect()
    }

    /// Does what the key says.
    pub(super) fn press(&mut self, key: KeyEvent) {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            match key.code {
                Char('c') => self.is_over = true,
                #[cfg(unix)]
                Char('z') => self.suspend(),
                _ => {}
            }
            return;
        }
        if self.is_typing() {
            return self.type_key(key.code);
        }
        let meant = of(&self.view).iter().find(|known| known.codes.contains(&key.code) && (known.is_there)(self));
        if let Some(meant) = meant {
            self.status.clear();
            (meant.act)(self);
        }
    }

    fn is_typing(&self) -> bool {
        match &self.view {
            View::List(list) => list.is_typing(),
            View::Reader(reader) => reader.is_typing(),
            View::Verdict | View::Question(_) => false,
        }
    }

    fn type_key(&mut self, code: KeyCode) {
        let width = self.width;
        match (&mut self.view, code) {
            (View::List(list), Char(letter)) => list.type_letter(Some(letter)),
            (View::List(list), KeyCode::Backspace) => list.type_letter(None),
            (View::List(list), Enter | Down | Up) => list.stop_typing(true),
            (View::List(list), Esc) => list.stop_typing(false),
            (View::Reader(reader), Char(letter)) => reader.type_letter(Some(letter)),
            (View::Reader(reader), KeyCode::Backspace) => reader.type_letter(None),
            (View::Reader(reader), Enter) => {
                reader.stop_typing(true);
                reader.next_match(width);
            }
            (View::Reader(reader), Esc) => reader.stop_typing(false),
            _ => {}
        }
    }

    fn all_keys(&mut self) {
        let table = |title: &str, keys: &[Key]| {
            let rows =
                keys.iter().map(|key| format!("  {}  {}\n", styled(STRONG, format!("{:<10}", key.written)), key.does));
            format!("{}\n{}\n", styled(STRONG, title), rows.collect::<String>())
        };
        let text = table("At a verdict", VERDICT) + &table("In the list", LIST) + &table("In a text", READER);
        self.read(Reader::new(Subject::Other, text));
    }
}

/// The exercise before or behind this one, if there is one.
pub(super) fn neighbour<'a>(catalog: &'a Catalog, exercise: &Exercise, step: isize) -> Option<&'a Exercise> {
    let here = catalog.exercises().position(|other| other.id == exercise.id)?;
    catalog.exercises().nth(here.checked_add_signed(step)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_of_a_view_does_two_things_at_once() {
        for keys in [VERDICT, LIST, READER, QUESTION] {
            for (number, key) in keys.iter().enumerate() {
                let others =
                    keys[..number].iter().filter(|other| other.codes.iter().any(|code| key.codes.contains(code)));
                assert_eq!(others.count(), 0, "{} is there twice", key.written);
            }
        }
    }

    #[test]
    fn the_first_and_the_last_exercise_have_no_neighbour_beyond() {
        let catalog = Catalog::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
        let all: Vec<&Exercise> = catalog.exercises().collect();
        assert!(neighbour(&catalog, all[0], -1).is_none() && neighbour(&catalog, all[all.len() - 1], 1).is_none());
        assert_eq!(neighbour(&catalog, all[0], 1), Some(all[1]));
    }
}
