//! From an exercise's file to its report: build, grade, record.

use super::Problem;
use super::cache::Cache;
use super::cargo;
use super::command_line::Grading;
use super::freshness::content_hash;
use super::progress::Progress;
use super::run::Cancel;
use super::workplace::Workplace;
use crate::grading::harness::{Request, fresh_seed, seed_from_environment};
use crate::grading::limits::Limits;
use crate::grading::verdict::Verdict;
use crate::grading::{Drawing, Lesson};
use crate::report::{Report, Uncompiled};

/// How exercises are graded, and where.
pub(super) struct Work<'a> {
    workplace: &'a Workplace,
    request: Request,
    cancel: &'a Cancel,
}

/// What is being done.
pub(super) enum Stage<'a> {
    /// The compiler works.
    Compiling,
    /// An exercise compiled, with or without warnings.
    Compiled { warnings: &'a str },
    /// So many of the checks and plots are done.
    Grading { done: usize, of: usize },
}

impl Work<'_> {
    /// Limits and seed come from the command line, then from the environment; without either the seed is a fresh one.
    pub fn new<'a>(workplace: &'a Workplace, grading: &Grading, cancel: &'a Cancel) -> Work<'a> {
        let limits = Limits::from_environment();
        let request = Request {
            seed: grading.seed.or_else(seed_from_environment).unwrap_or_else(fresh_seed),
            plots: workplace.root.join("plots"),
            limits: Limits {
                seconds: grading.seconds.filter(|seconds| *seconds > 0.0).unwrap_or(limits.seconds),
                memory_mib: grading.memory_mib.unwrap_or(limits.memory_mib),
                ..limits
            },
        };
        Work { workplace, request, cancel }
    }

    /// Builds and grades the exercises, and records what came of them.
    pub fn grade(
        &self,
        chosen: &[&dyn Lesson],
        progress: &mut Progress,
        stage: &mut dyn FnMut(Stage),
    ) -> Result<Vec<Report>, Problem> {
        stage(Stage::Compiling);
        let built = cargo::build(self.workplace, chosen, self.cancel)?;
        let cache = Cache::of(&self.workplace.root);
        let (mut reports, mut graded) = (Vec::new(), Vec::new());
        for lesson in chosen {
            let about = lesson.about();
            let Some(built) = built.get(about.id) else { continue };
            let Some(program) = &built.program else {
                reports.push(Report::Uncompiled(Uncompiled::new(about, built.said.clone())));
                continue;
            };
            stage(Stage::Compiled { warnings: &built.said });
            let mut done = |done, of| stage(Stage::Grading { done, of });
            let verdict = cargo::ask(self.workplace, *lesson, program, &self.request, self.cancel, &mut done)?;
            let verdict = self.with_short_paths(verdict);
            if verdict.trouble().is_none() {
                cache.put(&verdict, &built.content);
            }
            graded.push((verdict.clone(), built.content.clone()));
            reports.push(Report::Graded(verdict));
        }
        progress.record(&graded);
        Ok(reports)
    }

    /// The same, but a text that was graded before by the same grader is not graded again.
    pub fn grade_changed(
        &self,
        chosen: &[&dyn Lesson],
        progress: &mut Progress,
        stage: &mut dyn FnMut(Stage),
    ) -> Result<Vec<Report>, Problem> {
        let cache = Cache::of(&self.workplace.root);
        let known = |lesson: &&dyn Lesson| cache.get(lesson.about().id, &content_hash(&self.workplace.file(*lesson)));
        let known: Vec<Option<Verdict>> = chosen.iter().map(known).collect();
        let pairs = || chosen.iter().copied().zip(&known);
        let new: Vec<&dyn Lesson> = pairs().filter(|(_, known)| known.is_none()).map(|(lesson, _)| lesson).collect();
        let graded = if new.is_empty() { Vec::new() } else { self.grade(&new, progress, stage)? };
        let mut graded = graded.into_iter();
        Ok(known.into_iter().filter_map(|known| known.map(Report::Graded).or_else(|| graded.next())).collect())
    }

    /// Plots are shown as a learner would type their paths.
    fn with_short_paths(&self, mut verdict: Verdict) -> Verdict {
        for plot in &mut verdict.plots {
            if let Drawing::Drawn { files, .. } = &mut plot.drawing {
                for file in files {
                    *file = self.workplace.short(file).to_owned();
                }
            }
        }
        verdict
    }
}
