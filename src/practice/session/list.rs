//! All tracks and exercises, with a cursor and a filter.

use crossterm::event::KeyCode;

use crate::curriculum::TRACKS;
use crate::grading::Lesson;
use crate::practice::level;
use crate::practice::progress::Progress;
use crate::report::terminal::{FAINT, GOOD, STRONG, styled};

/// Which exercises are shown, and which one the cursor is on.
pub(super) struct List {
    filter: String,
    cursor: usize,
}

impl List {
    /// Everything, with the cursor on this exercise.
    pub fn at(lesson: &dyn Lesson) -> List {
        let mut list = List { filter: String::new(), cursor: 0 };
        list.cursor = list.shown().iter().position(|(_, other)| other.about().id == lesson.about().id).unwrap_or(0);
        list
    }

    /// The exercise under the cursor.
    pub fn chosen(&self) -> Option<&'static dyn Lesson> {
        self.shown().get(self.cursor).map(|(_, lesson)| *lesson)
    }

    /// Moves the cursor or changes the filter.
    pub fn press(&mut self, code: KeyCode) {
        match code {
            KeyCode::Up => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Down => self.cursor += 1,
            KeyCode::PageUp => self.cursor = self.cursor.saturating_sub(PAGE),
            KeyCode::PageDown => self.cursor += PAGE,
            KeyCode::Home => self.cursor = 0,
            KeyCode::End => self.cursor = usize::MAX,
            KeyCode::Char(letter) => {
                self.filter.push(letter);
                self.cursor = 0;
            }
            KeyCode::Backspace => {
                self.filter.pop();
                self.cursor = 0;
            }
            _ => {}
        }
        self.cursor = self.cursor.min(self.shown().len().saturating_sub(1));
    }

    /// The level, and as many lines around the cursor as there is room for below it.
    pub fn draw(&self, progress: &Progress, width: usize, rows: usize) -> String {
        let mut lines = Vec::new();
        let mut at = 0;
        let mut track_before = "";
        for (number, (track, lesson)) in self.shown().into_iter().enumerate() {
            if track != track_before {
                lines.push(styled(STRONG, track));
                track_before = track;
            }
            if number == self.cursor {
                at = lines.len();
            }
            lines.push(line(lesson, number == self.cursor, progress, width));
        }
        if lines.is_empty() {
            lines.push(styled(FAINT, "no exercise matches"));
        }
        let ladder = level::ladder(progress);
        let way: String = textwrap::wrap(&ladder.way(), width).iter().map(|line| styled(FAINT, line) + "\n").collect();
        let head = format!("filter: {}_  level: {}\n{way}", self.filter, ladder.name());
        let room = rows.saturating_sub(head.lines().count());
        head + &around(at, lines, room)
    }

    /// The exercises whose name, title or track holds the filter, with their track's title.
    fn shown(&self) -> Vec<(&'static str, &'static dyn Lesson)> {
        let wanted = self.filter.to_lowercase();
        let all = TRACKS.iter().flat_map(|track| track.lessons.iter().map(move |lesson| (track.title, *lesson)));
        let matches = |(track, lesson): &(&'static str, &'static dyn Lesson)| {
            let about = lesson.about();
            [track, about.id, about.title].iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        all.filter(matches).collect()
    }
}

const PAGE: usize = 10;

/// The lines around one of them, with a sign where there are more above or below.
fn around(at: usize, lines: Vec<String>, rows: usize) -> String {
    if lines.len() <= rows {
        return lines.join("\n");
    }
    // Two rows are for the signs.
    let room = rows.saturating_sub(2).max(3);
    let last_top = lines.len().saturating_sub(room);
    let top = at.saturating_sub(room / 2).min(last_top);
    let sign = |sign: &str, is_needed: bool| if is_needed { styled(FAINT, sign) } else { String::new() };
    let shown: Vec<String> = lines.into_iter().skip(top).take(room).collect();
    format!("{}\n{}\n{}", sign("↑ more", top > 0), shown.join("\n"), sign("↓ more", top < last_top))
}

fn line(lesson: &dyn Lesson, is_chosen: bool, progress: &Progress, width: usize) -> String {
    let about = lesson.about();
    let (sign, score) = match progress.best(about.id) {
        Some(100) => (styled(GOOD, "✓"), "100".to_owned()),
        Some(best) => ("✗".to_owned(), format!("{best:>3}")),
        None => ("·".to_owned(), "  -".to_owned()),
    };
    let cursor = if is_chosen { ">" } else { " " };
    let name: String = format!("{score}  {}", about.title).chars().take(width.saturating_sub(6)).collect();
    let name = if is_chosen { styled(STRONG, name) } else { name };
    format!("{cursor} {sign} {name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_says_where_there_is_more() {
        let shown = |at, rows| {
            let text = around(at, (0..9).map(|line| line.to_string()).collect(), rows);
            let plain = anstream::adapter::strip_str(&text).to_string();
            plain.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(shown(0, 9).len(), 9);
        assert_eq!(shown(0, 6), ["", "0", "1", "2", "3", "↓ more"]);
        assert_eq!(shown(4, 6), ["↑ more", "2", "3", "4", "5", "↓ more"]);
        assert_eq!(shown(8, 6), ["↑ more", "5", "6", "7", "8"]);
    }

    #[test]
    fn typing_narrows_the_list_and_the_cursor_stays_in_it() {
        let mut list = List { filter: String::new(), cursor: 0 };
        let all = list.shown().len();
        list.press(KeyCode::End);
        assert_eq!(list.cursor, all - 1);
        "k-means".chars().for_each(|letter| list.press(KeyCode::Char(letter)));
        assert_eq!(list.chosen().map(|lesson| lesson.about().id), Some("kmeans"));
        list.press(KeyCode::Char('?'));
        assert!(list.chosen().is_none());
        (0..8).for_each(|_| list.press(KeyCode::Backspace));
        assert_eq!(list.shown().len(), all);
    }
}
