//! The session as its page shows it.

use std::path::PathBuf;

use mlings_verdict::page::{Exercise, Hint, Lacking, Level, Listed, Outcome, Plot, State, Track};
use mlings_verdict::{Drawing, Verdict};

use super::Session;
use super::actions::DOZEN_LINES;
use crate::practice::catalog::EXERCISES;
use crate::practice::guide::Guide;
use crate::practice::{check, hint, level, list};
use crate::report;

impl Session<'_> {
    /// All of it.
    pub(super) fn state(&self) -> State {
        let id = &self.exercise.id;
        let record = self.progress.of(id);
        let guide = Guide::read(self.workplace, &self.exercise);
        let (hints, n_hints) = hint::each_so_far(self.workplace, &self.exercise, &record).unwrap_or_default();
        State {
            exercise: self.of_exercise(guide.as_ref().ok()),
            status: self.said().to_owned(),
            is_grading: self.page.is_grading,
            attempt: self.page.attempt,
            outcome: self.of_outcome(),
            notes: self.notes.clone(),
            plots: self.of_plots(),
            guide: guide.map_or_else(
                |problem| problem.to_string(),
                |guide| guide.with_hints_as("One at a time: key h, beside."),
            ),
            dozen_lines: self.dozen_lines_text(),
            hints: hints.into_iter().map(|(number, text)| Hint { number, text }).collect(),
            n_hints,
            history: record.history,
            caught: self.progress.caught(id).into_iter().map(str::to_owned).collect(),
            tracks: self.of_tracks(),
            level: self.of_level(),
            text: self.page.text.clone(),
        }
    }

    fn of_exercise(&self, guide: Option<&Guide>) -> Exercise {
        let catalog = &self.workplace.catalog;
        let id = &self.exercise.id;
        Exercise {
            id: id.clone(),
            title: self.exercise.title.clone(),
            track: catalog.track_of(id).map_or(String::new(), |track| track.title.clone()),
            summary: self.exercise.summary.clone(),
            effort: guide.and_then(Guide::effort).unwrap_or_default().to_owned(),
            file: self.exercise.file.display().to_string(),
            place: catalog.exercises().position(|other| other.id == *id).unwrap_or(0) + 1,
            of: catalog.exercises().count(),
            best: self.progress.best(id),
            can_be_timed: self.can_be_timed(),
        }
    }

    fn of_outcome(&self) -> Outcome {
        match &self.outcome {
            None => Outcome::Nothing,
            Some(Err(problem)) => Outcome::Problem(problem.to_string()),
            Some(Ok(report)) => match &report.outcome {
                report::Outcome::Uncompiled(said) => {
                    let said = check::compile_error(&self.exercise, said, self.workplace);
                    Outcome::Uncompiled(anstream::adapter::strip_str(&said).to_string())
                }
                report::Outcome::Graded(verdict) => {
                    serde_json::to_value(verdict).map_or(Outcome::Nothing, Outcome::Graded)
                }
            },
        }
    }

    /// Those of the verdict; where there is none, those that were drawn before.
    fn of_plots(&self) -> Vec<Plot> {
        match self.graded() {
            Some(verdict) if verdict.is_unstarted() => Vec::new(),
            Some(verdict) => of_verdict(verdict, |file| self.workplace.root.join(file)),
            None => {
                let file = |file: &PathBuf| {
                    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let words = vec!["drawn from your functions as they were before".to_owned()];
                    Plot { name, file: Some(file.with_extension("svg")), words }
                };
                self.plots_before().iter().map(file).collect()
            }
        }
    }

    fn of_tracks(&self) -> Vec<Track> {
        let listed = |exercise: &crate::practice::catalog::Exercise| Listed {
            id: exercise.id.clone(),
            title: exercise.title.clone(),
            summary: exercise.summary.clone(),
            aliases: exercise.aliases.clone(),
            best: self.progress.best(&exercise.id),
            caught: self.progress.caught(&exercise.id).into_iter().map(str::to_owned).collect(),
        };
        let track = |track: &crate::practice::catalog::Track| Track {
            number: list::number(track).trim().to_owned(),
            title: track.title.clone(),
            exercises: track.exercises.iter().map(listed).collect(),
        };
        self.workplace.catalog.tracks.iter().map(track).collect()
    }

    fn of_level(&self) -> Level {
        let ladder = level::ladder(&self.workplace.catalog, &self.progress);
        let lacking = |lacking: &report::level::Lacking| Lacking {
            title: lacking.title.clone(),
            points: lacking.of.saturating_sub(lacking.points),
            of: lacking.of,
            or_another: !lacking.or.is_empty(),
        };
        Level {
            name: ladder.name().to_owned(),
            next: ladder.next().map(|next| next.name.to_owned()),
            lacking: ladder.next().map_or(Vec::new(), |next| next.lacking.iter().map(lacking).collect()),
        }
    }

    /// The section of `exercises/README.md` that shows what one needs of ndarray.
    pub(super) fn dozen_lines_text(&self) -> String {
        let readme = std::fs::read_to_string(self.workplace.root.join(EXERCISES).join("README.md")).unwrap_or_default();
        let section = Guide::parse(&readme).section(DOZEN_LINES);
        section.unwrap_or_else(|| "They are missing in exercises/README.md.\n".to_owned())
    }
}

fn of_verdict(verdict: &Verdict, at: impl Fn(&PathBuf) -> PathBuf) -> Vec<Plot> {
    let plots = verdict.plots.iter().map(|plot| match &plot.drawing {
        Drawing::Drawn { files, words } => {
            Plot { name: plot.name.clone(), file: files.first().map(&at), words: words.clone() }
        }
        Drawing::NotDrawn { reason } => Plot { name: plot.name.clone(), file: None, words: vec![reason.clone()] },
    });
    plots.collect()
}
