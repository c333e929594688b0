//! All tracks and exercises, with a cursor and a filter.

use ratatui_core::text::Line;

use super::picture::{cut, lines};
use super::reader::{Way, gone};
use crate::practice::catalog::{Catalog, Exercise, Track};
use crate::practice::progress::Progress;
use crate::practice::{level, list, overview};
use crate::report::terminal::{FAINT, GOOD, STRONG, styled};

/// Which exercises are shown, and which one the cursor is on.
pub(super) struct List {
    filter: String,
    is_typing: bool,
    cursor: usize,
    /// How many rows there were for exercises when it was drawn last.
    rows: usize,
}

impl List {
    /// Everything, with the cursor on this exercise.
    pub fn at(exercise: &Exercise, catalog: &Catalog) -> List {
        let cursor = catalog.exercises().position(|other| other.id == exercise.id).unwrap_or(0);
        List { filter: String::new(), is_typing: false, cursor, rows: 1 }
    }

    /// The exercise under the cursor.
    pub fn chosen<'a>(&self, catalog: &'a Catalog) -> Option<&'a Exercise> {
        self.shown(catalog).get(self.cursor).map(|(_, exercise)| *exercise)
    }

    /// Moves the cursor.
    pub fn go(&mut self, way: Way, catalog: &Catalog) {
        let n_shown = self.shown(catalog).len();
        self.cursor = match way {
            Way::Pages(pages) => gone(self.cursor, Way::Lines(pages * self.rows as isize), (1, n_shown)),
            way => gone(self.cursor, way, (1, n_shown)),
        };
    }

    /// Begins to type a filter.
    pub fn look_for(&mut self) {
        self.is_typing = true;
    }

    /// Whether letters belong to the filter.
    pub fn is_typing(&self) -> bool {
        self.is_typing
    }

    /// Adds a letter to the filter, or takes one away.
    pub fn type_letter(&mut self, letter: Option<char>) {
        match letter {
            Some(letter) => self.filter.push(letter),
            None => drop(self.filter.pop()),
        }
        self.cursor = 0;
    }

    /// Ends the typing; the filter stays, unless it is not wanted.
    pub fn stop_typing(&mut self, is_wanted: bool) {
        self.is_typing = false;
        if !is_wanted {
            self.filter.clear();
        }
    }

    /// The level, as many lines around the cursor as there is room for, and what there is to say of the chosen one.
    pub fn draw(&mut self, catalog: &Catalog, progress: &Progress, width: usize, rows: usize) -> Vec<Line<'static>> {
        let mut all = Vec::new();
        let mut at = 0;
        let mut track_before = "";
        for (number, (track, exercise)) in self.shown(catalog).into_iter().enumerate() {
            if track.folder != track_before {
                all.push(heading(track, progress));
                track_before = &track.folder;
            }
            if number == self.cursor {
                at = all.len();
            }
            all.push(line(exercise, number == self.cursor, progress, width));
        }
        if all.is_empty() {
            all.push(styled(FAINT, "no exercise matches"));
        }
        let ladder = level::ladder(catalog, progress);
        let filter = match (&self.filter[..], self.is_typing) {
            ("", false) => String::new(),
            (filter, typing) => format!("/{filter}{}\n", if typing { "_" } else { "" }),
        };
        let head = lines(&format!("{filter}{}", styled(FAINT, ladder.way())), width);
        let tail = self.chosen(catalog).map_or(Vec::new(), |exercise| lines(&details(exercise, progress), width));
        let room = rows.saturating_sub(head.len() + tail.len() + 2).max(3);
        self.rows = room;
        let blank = || Line::default();
        let body = around(at, all, room).into_iter().flat_map(|text| lines(&text, width));
        head.into_iter().chain([blank()]).chain(body).chain([blank()]).chain(tail).collect()
    }

    /// The exercises whose name, other names, title, summary or track holds the filter, with their track.
    fn shown<'a>(&self, catalog: &'a Catalog) -> Vec<(&'a Track, &'a Exercise)> {
        let wanted = self.filter.to_lowercase();
        let all = catalog.tracks.iter().flat_map(|track| std::iter::repeat(track).zip(&track.exercises));
        let matches = |(track, exercise): &(&Track, &Exercise)| {
            let Exercise { id, title, summary, aliases, .. } = exercise;
            let names = [&track.title, id, title, summary].into_iter().chain(aliases);
            names.into_iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        all.filter(matches).collect()
    }
}

/// The lines around one of them, with a sign where there are more above or below.
fn around(at: usize, all: Vec<String>, rows: usize) -> Vec<String> {
    if all.len() <= rows {
        return all;
    }
    // Two rows are for the signs.
    let room = rows.saturating_sub(2).max(1);
    let last_top = all.len().saturating_sub(room);
    let top = at.saturating_sub(room / 2).min(last_top);
    let sign = |sign: &str, is_needed: bool| if is_needed { styled(FAINT, sign) } else { String::new() };
    let shown = all.into_iter().skip(top).take(room);
    [sign("↑ more", top > 0)].into_iter().chain(shown).chain([sign("↓ more", top < last_top)]).collect()
}

fn heading(track: &Track, progress: &Progress) -> String {
    let (done, of) = overview::done(track, progress);
    let number = styled(FAINT, list::number(track));
    format!("{number} {} {} {done}/{of}", styled(STRONG, &track.title), styled(FAINT, overview::bar(done, of)))
}

fn line(exercise: &Exercise, is_chosen: bool, progress: &Progress, width: usize) -> String {
    let (sign, best) = list::sign(progress.standing(&exercise.id));
    let cursor = if is_chosen { ">" } else { " " };
    let name = cut(&format!("{:<22} {}", exercise.id, exercise.title), width.saturating_sub(9));
    let name = if is_chosen { styled(STRONG, name) } else { name };
    format!("{cursor} {sign} {best:>3}  {name}")
}

/// What it is about, and which mistakes were met in it.
fn details(exercise: &Exercise, progress: &Progress) -> String {
    let caught = progress.caught(&exercise.id);
    let caught = caught.iter().map(|mistake| format!("\n{} {mistake}", styled(GOOD, "caught:")));
    format!("{}{}", styled(FAINT, &exercise.summary), caught.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_says_where_there_is_more() {
        let shown = |at, rows| {
            let all = around(at, (0..9).map(|line| line.to_string()).collect(), rows);
            all.iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect::<Vec<_>>()
        };
        assert_eq!(shown(0, 9).len(), 9);
        assert_eq!(shown(0, 6), ["", "0", "1", "2", "3", "↓ more"]);
        assert_eq!(shown(4, 6), ["↑ more", "2", "3", "4", "5", "↓ more"]);
        assert_eq!(shown(8, 6), ["↑ more", "5", "6", "7", "8", ""]);
    }

    #[test]
    fn typing_narrows_the_list_and_the_cursor_stays_in_it() {
        let catalog = Catalog::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
        let mut list = List { filter: String::new(), is_typing: true, cursor: 0, rows: 1 };
        let all = list.shown(&catalog).len();
        list.go(Way::End, &catalog);
        assert_eq!(list.cursor, all - 1);
        for word in ["k-means", "imputation", "find groups"] {
            word.chars().for_each(|letter| list.type_letter(Some(letter)));
            assert!(list.chosen(&catalog).is_some(), "{word:?} finds nothing");
            word.chars().for_each(|_| list.type_letter(None));
        }
        list.type_letter(Some('?'));
        assert!(list.chosen(&catalog).is_none());
        list.stop_typing(false);
        assert_eq!(list.shown(&catalog).len(), all);
    }
}
