//! All tracks and exercises, with a cursor and a filter.

use crossterm::event::KeyCode;

use crate::practice::catalog::{Catalog, Exercise};
use crate::practice::progress::Progress;
use crate::practice::{level, list};
use crate::report::terminal::{FAINT, STRONG, styled};

/// Which exercises are shown, and which one the cursor is on.
pub(super) struct List {
    filter: String,
    cursor: usize,
}

impl List {
    /// Everything, with the cursor on this exercise.
    pub fn at(exercise: &Exercise, catalog: &Catalog) -> List {
        let cursor = catalog.exercises().position(|other| other.id == exercise.id).unwrap_or(0);
        List { filter: String::new(), cursor }
    }

    /// The exercise under the cursor.
    pub fn chosen<'a>(&self, catalog: &'a Catalog) -> Option<&'a Exercise> {
        self.shown(catalog).get(self.cursor).map(|(_, exercise)| *exercise)
    }

    /// Moves the cursor or changes the filter.
    pub fn press(&mut self, code: KeyCode, catalog: &Catalog) {
        match code {
            KeyCode::Up => self.cursor = self.cursor.saturating_sub(1),
            KeyCode::Down => self.cursor = self.cursor.saturating_add(1),
            KeyCode::PageUp => self.cursor = self.cursor.saturating_sub(PAGE),
            KeyCode::PageDown => self.cursor = self.cursor.saturating_add(PAGE),
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
        self.cursor = self.cursor.min(self.shown(catalog).len().saturating_sub(1));
    }

    /// The level, and as many lines around the cursor as there is room for below it.
    pub fn draw(&self, catalog: &Catalog, progress: &Progress, width: usize, rows: usize) -> String {
        let mut lines = Vec::new();
        let mut at = 0;
        let mut track_before = "";
        for (number, (track, exercise)) in self.shown(catalog).into_iter().enumerate() {
            if track != track_before {
                lines.push(styled(STRONG, track));
                track_before = track;
            }
            if number == self.cursor {
                at = lines.len();
            }
            lines.push(line(exercise, number == self.cursor, progress, width));
        }
        if lines.is_empty() {
            lines.push(styled(FAINT, "no exercise matches"));
        }
        let ladder = level::ladder(catalog, progress);
        let way: String = textwrap::wrap(&ladder.way(), width).iter().map(|line| styled(FAINT, line) + "\n").collect();
        let head = format!("filter: {}_  level: {}\n{way}", self.filter, ladder.name());
        let room = rows.saturating_sub(head.lines().count());
        head + &around(at, lines, room)
    }

    /// The exercises whose name, title or track holds the filter, with their track's title.
    fn shown<'a>(&self, catalog: &'a Catalog) -> Vec<(&'a str, &'a Exercise)> {
        let wanted = self.filter.to_lowercase();
        let all = catalog.tracks.iter().flat_map(|track| std::iter::repeat(track.title.as_str()).zip(&track.exercises));
        let matches = |(track, exercise): &(&str, &Exercise)| {
            [track, exercise.id.as_str(), &exercise.title].iter().any(|text| text.to_lowercase().contains(&wanted))
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

fn line(exercise: &Exercise, is_chosen: bool, progress: &Progress, width: usize) -> String {
    let (sign, best) = list::sign(progress.standing(&exercise.id));
    let cursor = if is_chosen { ">" } else { " " };
    let name: String = format!("{best:>3}  {}", exercise.title).chars().take(width.saturating_sub(6)).collect();
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
        let catalog = Catalog::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
        let mut list = List { filter: String::new(), cursor: 0 };
        let all = list.shown(&catalog).len();
        list.press(KeyCode::End, &catalog);
        assert_eq!(list.cursor, all - 1);
        "k-means".chars().for_each(|letter| list.press(KeyCode::Char(letter), &catalog));
        assert_eq!(list.chosen(&catalog).map(|exercise| exercise.id.as_str()), Some("kmeans"));
        list.press(KeyCode::Char('?'), &catalog);
        assert!(list.chosen(&catalog).is_none());
        (0..8).for_each(|_| list.press(KeyCode::Backspace, &catalog));
        assert_eq!(list.shown(&catalog).len(), all);
    }
}
