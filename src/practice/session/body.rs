//! What is on the screen, in words.

use std::collections::BTreeSet;
use std::path::PathBuf;

use mlings_verdict::Verdict;
use ratatui_core::text::Line;

use super::keys::neighbour;
use super::picture::{Picture, at_both_ends, cut, lines};
use super::{Session, View};
use crate::practice::guide::Guide;
use crate::practice::progress::Standing;
use crate::practice::{bench, check, level, list, overview};
use crate::report::Outcome;
use crate::report::terminal::{self, BAD, FAINT, GOOD, NOTE, STRONG, link, styled};

/// Texts are hard to read in longer lines.
const WIDEST: usize = 110;

impl Session<'_> {
    pub(super) fn draw(&mut self) {
        if self.screen.is_none() {
            return;
        }
        // The screen is drawn by the session that owns it.
        let size = terminal::size();
        let picture = self.picture(size.0, size.1);
        if let Some(screen) = &mut self.screen {
            screen.show(|_, _| picture);
        }
    }

    fn picture(&mut self, width: usize, height: usize) -> Picture {
        self.width = width.min(WIDEST);
        let width = self.width;
        let bar = self.bar(width);
        let head = self.head(width, height);
        // The status has a row of its own.
        let rows = height.saturating_sub(head.len() + bar.len() + 1).max(1);
        let body = self.body(width, rows);
        let foot = [self.status_line(width)].into_iter().chain(bar).collect();
        Picture { head, body, foot }
    }

    /// Where one is: the track, the exercise, how it stands.
    fn head(&self, width: usize, height: usize) -> Vec<Line<'static>> {
        let catalog = &self.workplace.catalog;
        let (id, title) = (&self.exercise.id, &self.exercise.title);
        let place = catalog.exercises().position(|other| other.id == *id).unwrap_or(0) + 1;
        let level = level::ladder(catalog, &self.progress);
        let right = format!("{place} of {} · level: {}", catalog.exercises().count(), level.name());
        let track = catalog.track_of(id).map_or(String::new(), |track| {
            let (done, of) = overview::done(track, &self.progress);
            format!("{} {} {} {done}/{of}", list::number(track).trim(), track.title, overview::bar(done, of))
        });
        let file = self.exercise.file.display().to_string();
        let name = if title.chars().count() + file.chars().count() + 2 <= width {
            let gap = width - title.chars().count() - file.chars().count();
            format!("{}{:gap$}{}", styled(STRONG, title), "", styled(FAINT, file))
        } else {
            styled(STRONG, cut(title, width))
        };
        let whole = format!("{}\n{name}\n{}\n", styled(FAINT, at_both_ends(&track, &right, width)), self.standing());
        let rows = if height < 12 { 2 } else { 3 };
        let lines = lines(&whole, width);
        let skipped = lines.len().saturating_sub(rows).min(usize::from(height < 12));
        let gap = (height > 20).then(Line::default);
        lines.into_iter().skip(skipped).take(rows).chain(gap).collect()
    }

    /// The score as a bar and a number, or what stands in its place.
    fn standing(&self) -> String {
        let best = self.progress.best(&self.exercise.id);
        let best = |score: Option<u32>| match best {
            Some(best) if Some(best) != score => format!(" · best {best}"),
            _ => String::new(),
        };
        match &self.outcome {
            None => styled(FAINT, format!("not graded yet{}", best(None))),
            Some(Err(_)) => styled(BAD, format!("not graded{}", best(None))),
            Some(Ok(report)) => match report.verdict() {
                None => format!("{}{}", styled(BAD, "does not compile"), best(None)),
                Some(verdict) if verdict.is_unstarted() => styled(FAINT, format!("not begun{}", best(None))),
                Some(verdict) => {
                    let style = if verdict.is_full() { GOOD } else { STRONG };
                    let bar = overview::bar(verdict.score as usize, verdict.out_of as usize);
                    let score = styled(style, format!("{bar} {}/{}", verdict.score, verdict.out_of));
                    format!("{score}{}", best(Some(verdict.score)))
                }
            },
        }
    }

    fn body(&mut self, width: usize, rows: usize) -> Vec<Line<'static>> {
        if let View::Verdict = self.view {
            let (above, below) = (self.above(width), self.below());
            let outcome = self.outcome.as_ref().and_then(|outcome| outcome.as_ref().ok());
            let verdict = outcome.and_then(|report| report.verdict()).filter(|verdict| !verdict.is_unstarted());
            return self.unfolded.draw(&above, verdict, &below, width, rows);
        }
        match &mut self.view {
            View::List(list) => list.draw(&self.workplace.catalog, &self.progress, width, rows),
            View::Reader(reader) => reader.draw(width, rows),
            View::Question(question) => lines(&question.words, width),
            View::Verdict => Vec::new(),
        }
    }

    /// What goes on, what is searched, and how much is below.
    fn status_line(&self, width: usize) -> Line<'static> {
        let (words, below) = match &self.view {
            View::Reader(reader) => (reader.searched(width), reader.below()),
            View::Verdict => (None, self.unfolded.below()),
            View::List(_) | View::Question(_) => (None, 0),
        };
        let page = || self.page.address().map(|address| format!("the page: {address}"));
        let words = words.or_else(page).filter(|_| self.said().is_empty()).unwrap_or_else(|| self.said().to_owned());
        let more = match below {
            0 => String::new(),
            1 => "↓ 1 line more".to_owned(),
            lines => format!("↓ {lines} lines more"),
        };
        let text = styled(FAINT, at_both_ends(&words, &more, width));
        lines(&text, width).into_iter().next().unwrap_or_default()
    }

    /// What stands above the checks, or in their place.
    fn above(&self, width: usize) -> String {
        match &self.outcome {
            None if self.progress.standing(&self.exercise.id) == Standing::New => self.first_step(None, width),
            None => String::new(),
            Some(Err(problem)) => format!("{problem}\n"),
            Some(Ok(report)) => match &report.outcome {
                Outcome::Uncompiled(said) => {
                    format!("{}\n", check::compile_error(&self.exercise, said, self.workplace).trim_end())
                }
                Outcome::Graded(verdict) if verdict.is_unstarted() => self.first_step(Some(verdict), width),
                Outcome::Graded(verdict) if verdict.is_full() => self.done(),
                Outcome::Graded(_) => String::new(),
            },
        }
    }

    /// What to do with an exercise that nothing is written of yet.
    fn first_step(&self, verdict: Option<&Verdict>, width: usize) -> String {
        let mut text = String::new();
        if self.progress.is_new() {
            text += "Welcome to mlings. Every exercise is a guide to read and a file to complete. When you save the file, you \
                     see here what holds, what does not, and why.\n\n";
        }
        let mut letters = self.exercise.summary.chars();
        let summary: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let effort = Guide::read(self.workplace, &self.exercise).ok();
        let effort = effort.as_ref().and_then(Guide::effort).unwrap_or_default();
        let checks = verdict.map_or(String::new(), |verdict| format!(" {} checks look at it.", verdict.checks.len()));
        text += &format!("{summary}. {effort}\n\n");
        text += &format!(
            "First step: {} shows the guide. Then write in {} ({} opens it) and save.{checks}\n",
            styled(STRONG, "g"),
            self.exercise.file.display(),
            styled(STRONG, "e"),
        );
        let paragraphs = text.lines().map(|line| {
            let options = textwrap::Options::new(width).initial_indent("  ").subsequent_indent("  ");
            textwrap::fill(line, options) + "\n"
        });
        paragraphs.collect()
    }

    /// Full marks: what that moves, and where to go from here.
    fn done(&self) -> String {
        let catalog = &self.workplace.catalog;
        let id = &self.exercise.id;
        let mut text = format!("  {}\n\n", styled(GOOD.bold(), format!("✓ {} is done", self.exercise.title)));
        if let Some(track) = catalog.track_of(id) {
            let (done, of) = overview::done(track, &self.progress);
            text += &format!("  {:<24} {} {done}/{of} exercises\n", track.title, styled(GOOD, overview::bar(done, of)));
        }
        let ladder = level::ladder(catalog, &self.progress);
        if ladder.name() != self.level_before {
            text += &format!("  {}\n", styled(GOOD.bold(), format!("Your level is now {}.", ladder.name())));
        }
        if let Some(next) = ladder.next() {
            text += &format!("\n  To {}:\n", next.name);
            for lacking in &next.lacking {
                let (there, of) = ((lacking.of - lacking.points) as usize, lacking.of as usize);
                let or = if lacking.or.is_empty() { "" } else { ", or another track of models" };
                text += &format!("  {:<24} {} {there}/{of} points{or}\n", lacking.title, overview::bar(there, of));
            }
        }
        let caught: String = self
            .progress
            .caught(id)
            .iter()
            .map(|mistake| format!("  {} {mistake}\n", styled(GOOD, "caught:")))
            .collect();
        if !caught.is_empty() {
            text += &format!("\n{caught}");
        }
        let key = |key: &str, does: &str| format!("  {} {does}\n", styled(STRONG, key));
        text.push('\n');
        if let Some(next) = neighbour(catalog, &self.exercise, 1) {
            text += &key("n", &format!("goes on to {}", next.title));
        }
        text += &key("s", "compares yours with the solution");
        if bench::is_there(self.workplace, id) {
            text += &key("b", "times yours beside the reference");
        }
        text + "\n"
    }

    /// What stands below the checks: plots, and what should be known.
    fn below(&self) -> String {
        let begun = self.graded().filter(|verdict| !verdict.is_unstarted());
        let plots = begun.map(|verdict| terminal::plots(verdict, &self.workplace.root)).unwrap_or_default();
        let notes = self.notes.iter().map(|note| format!("  {}\n", styled(NOTE, format!("note: {note}"))));
        plots + &notes.collect::<String>()
    }

    /// The verdict, if the last grading came to one.
    pub(super) fn graded(&self) -> Option<&Verdict> {
        self.outcome.as_ref()?.as_ref().ok()?.verdict()
    }

    /// Which plots there are, and what the others wait for.
    pub(super) fn plots_text(&self) -> String {
        if let Some(verdict) = self.graded() {
            let plots = terminal::plots(verdict, &self.workplace.root);
            return format!("Plots, drawn from your functions at every save:\n\n{plots}");
        }
        let there: Vec<String> = self.plots_before().iter().map(|file| link(file, &self.workplace.root)).collect();
        if there.is_empty() {
            return "No plots yet: they are drawn from your functions at every save that compiles.\n".to_owned();
        }
        format!("Drawn from your functions as they were before:\n\n  {}\n", there.join("\n  "))
    }

    /// The pictures that are there, from whichever verdict.
    pub(super) fn plots_before(&self) -> BTreeSet<PathBuf> {
        let entries = std::fs::read_dir(self.workplace.plots(&self.exercise.id)).into_iter().flatten().flatten();
        let is_plot = |file: &PathBuf| file.extension() == Some("png".as_ref()) && !file.ends_with("benchmark.png");
        entries.map(|entry| entry.path()).filter(is_plot).collect()
    }

    /// What stays on the terminal when the session is over: the last verdict.
    pub(super) fn last_words(&self) -> String {
        match &self.outcome {
            Some(Ok(report)) if !report.is_unstarted() => {
                check::one(&self.exercise, report, &self.progress, self.workplace, terminal::width())
            }
            _ => String::new(),
        }
    }
}
