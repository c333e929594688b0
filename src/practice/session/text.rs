//! A text to read: guides, hints, problems. It is laid out anew whenever it is drawn, for the terminal's width.

use crossterm::event::KeyCode;

use super::screen;
use crate::practice::guide::{reflowed, with_strong_headings};

/// A text, from some line on.
pub(super) struct Text {
    text: String,
    is_guide: bool,
    top: usize,
}

impl Text {
    /// A text whose lines are lines.
    pub fn new(text: &str) -> Text {
        Text { text: text.to_owned(), is_guide: false, top: 0 }
    }

    /// A guide, whose paragraphs are filled.
    pub fn guide(text: &str) -> Text {
        Text { is_guide: true, ..Text::new(text) }
    }

    /// The same, from its last lines on.
    pub fn at_its_end(self) -> Text {
        Text { top: usize::MAX, ..self }
    }

    /// Moves in the text. False where the key is not for that.
    pub fn press(&mut self, code: KeyCode, width: usize, rows: usize) -> bool {
        let last = self.lines(width).len().saturating_sub(rows);
        let top = self.top.min(last);
        self.top = match code {
            KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => (top + 1).min(last),
            KeyCode::PageUp | KeyCode::Char('b') => top.saturating_sub(rows),
            KeyCode::PageDown | KeyCode::Char(' ') => (top + rows).min(last),
            _ => return false,
        };
        true
    }

    /// As many lines as there is room for.
    pub fn draw(&self, width: usize, rows: usize) -> String {
        let (lines, rows) = (self.lines(width), rows.max(1));
        let top = self.top.min(lines.len().saturating_sub(rows));
        lines.iter().skip(top).take(rows).map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn lines(&self, width: usize) -> Vec<String> {
        let filled = if self.is_guide { with_strong_headings(&reflowed(&self.text, width)) } else { self.text.clone() };
        filled.lines().flat_map(|line| screen::wrapped(line, width)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_laid_out_for_the_width_it_is_drawn_at() {
        let mut text = Text::new("one two three four\nfive");
        assert_eq!(text.draw(20, 9), "one two three four\nfive");
        assert_eq!(text.draw(9, 9), "one two\nthree\nfour\nfive");
        assert!(text.press(KeyCode::PageDown, 9, 3) && !text.press(KeyCode::Esc, 9, 3));
        assert_eq!(text.draw(9, 3), "three\nfour\nfive");
        assert_eq!(text.draw(20, 3), "one two three four\nfive", "nothing is left out where there is room");
        assert_eq!(Text::new("a\nb\nc").at_its_end().draw(9, 2), "b\nc");
        assert_eq!(Text::guide("one\ntwo").draw(20, 2), "one two");
    }
}
