//! The verdict as the session shows it: the first lost check and the score are seen at once, without a key.

use std::collections::BTreeSet;
use std::path::PathBuf;

use mlings_verdict::Verdict;

use super::{Session, screen};
use crate::practice::{check, invocation};
use crate::report::Outcome;
use crate::report::terminal::{self, NOTE, link, styled};

impl Session<'_> {
    /// The verdict in so many rows. What does not fit is left for `check` to show.
    pub(super) fn verdict_text(&self, width: usize, rows: usize) -> String {
        let id = &self.exercise.id;
        let heading = check::heading(&self.exercise, self.workplace, width);
        let body = match &self.outcome {
            None => String::new(),
            Some(Err(problem)) => format!("\n{problem}\n"),
            Some(Ok(report)) => match &report.outcome {
                Outcome::Uncompiled(said) => {
                    format!("\n{}\n", check::compile_error(&self.exercise, said, self.workplace).trim_end())
                }
                Outcome::Graded(verdict) => terminal::checks(verdict, width),
            },
        };
        let graded = self.graded();
        let score = graded.map(|verdict| terminal::score(verdict, self.progress.best(id))).unwrap_or_default();
        let plots = graded.map(|verdict| terminal::plots(verdict, &self.workplace.root)).unwrap_or_default();
        let notes = self.notes.iter().map(|note| format!("  {}\n", styled(NOTE, format!("note: {note}"))));
        let end = self.what_next() + &notes.collect::<String>();
        let whole = format!("{heading}{body}{score}{plots}{end}");
        if screen::rows(&whole, width) <= rows {
            return whole;
        }
        let rest = format!("  too long for this window; in full: {} check {id}\n", invocation());
        let around = screen::rows(&format!("{heading}{rest}{score}{end}"), width);
        // In a window of a few rows the rest scrolls out above.
        let room = rows.saturating_sub(around).max(3);
        let body = match graded {
            Some(verdict) => terminal::checks_within(verdict, width, room),
            None => screen::first_rows(&body, width, room),
        };
        format!("{heading}{body}{rest}{score}{end}")
    }

    /// The verdict, if the last grading came to one.
    fn graded(&self) -> Option<&Verdict> {
        self.outcome.as_ref()?.as_ref().ok()?.verdict()
    }

    /// The keys and commands that help most now.
    fn what_next(&self) -> String {
        match self.graded() {
            None if self.is_building => {
                "  meanwhile g shows the guide; what you save is graded after that\n".to_owned()
            }
            None => String::new(),
            Some(verdict) if verdict.is_full() => {
                let more = check::after_full_marks(&verdict.id, self.workplace);
                format!("  done; n goes to the next exercise\n{more}")
            }
            Some(verdict) if verdict.is_unstarted() => "  g shows the guide; write, and save\n".to_owned(),
            Some(_) => "  h gives a hint\n".to_owned(),
        }
    }

    /// Which plots there are, and what the others wait for.
    pub(super) fn plots_text(&self) -> String {
        if let Some(verdict) = self.graded() {
            return format!(
                "Plots, drawn from your functions at every save:\n\n{}",
                terminal::plots(verdict, &self.workplace.root)
            );
        }
        let entries = std::fs::read_dir(self.workplace.plots(&self.exercise.id)).into_iter().flatten().flatten();
        let is_plot = |file: &PathBuf| file.extension() == Some("png".as_ref()) && !file.ends_with("benchmark.png");
        let files: BTreeSet<PathBuf> = entries.map(|entry| entry.path()).filter(is_plot).collect();
        let there: Vec<String> = files.iter().map(|file| link(file, &self.workplace.root)).collect();
        if there.is_empty() {
            return "No plots yet: they are drawn from your functions at every save that compiles.\n".to_owned();
        }
        format!("Drawn from your functions as they were before:\n\n  {}\n", there.join("\n  "))
    }
}
