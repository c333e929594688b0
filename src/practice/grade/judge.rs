//! Where programs get their verdicts.

use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;

use mlings_verdict::{Drawing, Limits, Request, Verdict};

use super::Stage;
use super::site::{News, Prepared};
use crate::practice::Problem;
use crate::practice::build::{Compiled, Toolset, Unreadable};
use crate::practice::cache::Cache;
use crate::practice::catalog::Exercise;
use crate::practice::grader::{self, Graders};
use crate::practice::progress::Progress;
use crate::practice::run::Cancel;
use crate::practice::store::Store;
use crate::practice::workplace::Workplace;
use crate::report::{Outcome, Report};

/// Where programs get their verdicts, one after the other.
pub(super) struct Judge<'a> {
    pub workplace: &'a Workplace,
    pub store: &'a Store,
    pub seed: u64,
    pub limits: Limits,
    pub cancel: &'a Cancel,
    pub cache: Cache,
    pub graders: &'a mut Graders,
    pub progress: &'a mut Progress,
}

impl Judge<'_> {
    /// The reports on all jobs, in their order.
    pub fn all(
        mut self,
        jobs: &[(&Exercise, &Toolset)],
        news: Receiver<News>,
        stage: &mut dyn FnMut(Stage),
    ) -> Result<Vec<Report>, Problem> {
        let mut early: BTreeMap<usize, Prepared> = BTreeMap::new();
        let mut reports = Vec::new();
        while let Some((exercise, toolset)) = jobs.get(reports.len()) {
            if let Some(prepared) = early.remove(&reports.len()) {
                reports.push(self.one(exercise, toolset, prepared, stage)?);
                continue;
            }
            match news.recv().map_err(|_| Problem::called_off())? {
                News::Waiting(number) => stage(Stage::Waiting { id: &jobs[number].0.id }),
                News::Prepared(number, prepared) => drop(early.insert(number, prepared?)),
            }
        }
        Ok(reports)
    }

    fn one(
        &mut self,
        exercise: &Exercise,
        toolset: &Toolset,
        prepared: Prepared,
        stage: &mut dyn FnMut(Stage),
    ) -> Result<Report, Problem> {
        let Prepared { hold: _hold, came } = prepared;
        let Exercise { id, title, file, .. } = exercise;
        let uncompiled = |said| {
            let (id, title, file) = (id.clone(), title.clone(), file.display().to_string());
            Ok(Report { id, title, file, outcome: Outcome::Uncompiled(said) })
        };
        let (content, program) = match came {
            Err(Unreadable(words)) => return uncompiled(words),
            Ok((_, Compiled::Failed { said })) => return uncompiled(said),
            Ok((content, Compiled::Program { program, warnings })) => {
                stage(Stage::Compiled { warnings: &warnings });
                (content, program)
            }
        };
        let (plots, limits) = (self.workplace.root.join("plots"), self.limits);
        let request = Request { id: id.clone(), program, seed: self.seed, plots, limits };
        let (before, kept) = (self.progress.of_now(id), self.store.kept());
        let (workplace, graders, cancel) = (self.workplace, &mut *self.graders, self.cancel);
        let asked = graders.ask(workplace, toolset, &request, cancel, &mut |progress| match progress {
            grader::Progress::Done { done, of } => stage(Stage::Grading { done, of }),
            grader::Progress::Judged(verdict) => stage(Stage::Judged(&for_people(workplace, exercise, verdict))),
        });
        self.store.distrust(&kept);
        let verdict = asked.inspect_err(|_| self.progress.restore(id, &before))?;
        let verdict = for_people(self.workplace, exercise, verdict);
        self.progress.record(&before, &verdict, &content);
        if verdict.trouble().is_none() {
            self.cache.put(&verdict, &content, toolset);
        }
        Ok(Report::graded(verdict))
    }
}

/// Names files as a learner would type them.
fn for_people(workplace: &Workplace, exercise: &Exercise, mut verdict: Verdict) -> Verdict {
    verdict.file = exercise.file.display().to_string();
    for plot in &mut verdict.plots {
        if let Drawing::Drawn { files, .. } = &mut plot.drawing {
            for file in files {
                *file = workplace.short(file).to_owned();
            }
        }
    }
    verdict
}
