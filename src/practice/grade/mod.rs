//! From an exercise's file to its report: build, grade, record.

mod judge;
mod site;

use std::collections::BTreeMap;
use std::sync::atomic::AtomicUsize;
use std::sync::mpsc;
use std::thread;

use mlings_verdict::{Limits, Verdict, fresh_seed, seed_from_environment};

use super::Problem;
use super::build::Toolset;
use super::cache::Cache;
use super::catalog::{Exercise, Track};
use super::command_line::Grading;
use super::grader::Graders;
use super::progress::Progress;
use super::run::{Cancel, Priority};
use super::stamp::content_hash;
use super::store::Store;
use super::workplace::Workplace;
use crate::report::Report;
use judge::Judge;
use site::Site;

/// How exercises are graded, and where.
pub(super) struct Work<'a> {
    workplace: &'a Workplace,
    seed: u64,
    limits: Limits,
    cancel: &'a Cancel,
    store: Store,
    graders: Graders,
    /// How a track is built.
    priority: Priority,
}

/// What is being done.
#[derive(Debug, PartialEq)]
pub(super) enum Stage<'a> {
    /// Cargo builds a track, which it does once.
    Building { track: &'a str },
    /// Somebody else has the exercise.
    Waiting { id: &'a str },
    /// The compiler works.
    Compiling,
    /// An exercise compiled, with or without warnings.
    Compiled { warnings: &'a str },
    /// So many of the checks are done.
    Grading { done: usize, of: usize },
    /// All checks are judged; the plots are still being drawn, and nothing is recorded yet.
    Judged(&'a Verdict),
}

impl<'a> Work<'a> {
    /// Limits and seed come from the command line, then from the environment; without either the seed is a fresh one.
    pub fn new(workplace: &'a Workplace, grading: &Grading, cancel: &'a Cancel) -> Result<Work<'a>, Problem> {
        const A_DAY: f64 = 86_400.0;
        let limits = Limits::from_environment();
        Ok(Work {
            workplace,
            seed: grading.seed.or_else(seed_from_environment).unwrap_or_else(fresh_seed),
            limits: Limits {
                // A number without end has no place in a request.
                seconds: grading.seconds.filter(|seconds| *seconds > 0.0).unwrap_or(limits.seconds).min(A_DAY),
                memory_mib: grading.memory_mib.unwrap_or(limits.memory_mib),
                ..limits
            },
            cancel,
            store: Store::of(&workplace.root)?,
            graders: Graders::default(),
            priority: Priority::Normal,
        })
    }

    /// The same while its user does something else, and with graders that run already.
    pub fn in_background(self, graders: Graders) -> Work<'a> {
        Work { graders, priority: Priority::Low, ..self }
    }

    /// The graders that run, for the next time.
    pub fn into_graders(self) -> Graders {
        self.graders
    }

    /// Builds and grades the exercises, and records what came of each.
    pub fn grade(
        &mut self,
        chosen: &[&Exercise],
        progress: &mut Progress,
        stage: &mut dyn FnMut(Stage),
    ) -> Result<Vec<Report>, Problem> {
        let toolsets = self.toolsets(chosen, stage)?;
        stage(Stage::Compiling);
        let Work { workplace, store, graders, cancel, .. } = self;
        let processors = thread::available_parallelism().map_or(1, usize::from);
        if let Some((exercise, toolset)) = chosen.first().zip(toolsets.first()).filter(|_| processors > 1) {
            graders.expect(workplace, toolset, &exercise.id);
        }
        let judge = Judge {
            workplace,
            store,
            seed: self.seed,
            limits: self.limits,
            cancel,
            cache: Cache::of(store, workplace),
            graders,
            progress,
        };
        let jobs: Vec<(&Exercise, &Toolset)> = chosen.iter().copied().zip(&toolsets).collect();
        let site = Site { workplace, store, cancel, jobs: &jobs, next: AtomicUsize::new(0) };
        // One text is compiled while another one is graded.
        let hands = processors.min(jobs.len());
        thread::scope(|scope| {
            let (sender, news) = mpsc::sync_channel(1);
            for _ in 0..hands {
                let (site, sender) = (&site, sender.clone());
                scope.spawn(move || site.prepare(&sender));
            }
            drop(sender);
            // Nobody goes on with what nobody waits for.
            judge.all(&jobs, news, stage).inspect_err(|_| cancel.cancel())
        })
    }

    /// The same, but a text that was graded before by the same grader is not graded again.
    pub fn grade_changed(
        &mut self,
        chosen: &[&Exercise],
        progress: &mut Progress,
        stage: &mut dyn FnMut(Stage),
    ) -> Result<Vec<Report>, Problem> {
        let known: Vec<Option<Verdict>> = self.known(chosen);
        let pairs = chosen.iter().copied().zip(&known);
        let new: Vec<&Exercise> = pairs.filter(|(_, known)| known.is_none()).map(|(exercise, _)| exercise).collect();
        let graded = if new.is_empty() { Vec::new() } else { self.grade(&new, progress, stage)? };
        let mut graded = graded.into_iter();
        Ok(known.into_iter().filter_map(|known| known.map(Report::graded).or_else(|| graded.next())).collect())
    }

    /// The verdicts that still hold.
    fn known(&self, chosen: &[&Exercise]) -> Vec<Option<Verdict>> {
        let cache = Cache::of(&self.store, self.workplace);
        let mut toolsets: BTreeMap<&str, Option<Toolset>> = BTreeMap::new();
        let known = |exercise: &&Exercise| {
            let track = self.workplace.catalog.track_of(&exercise.id)?;
            let remembered = || Toolset::remembered(&self.store, self.workplace, track);
            let toolset = toolsets.entry(&track.folder).or_insert_with(remembered).as_ref()?;
            cache.get(&exercise.id, &content_hash(&self.workplace.file(exercise)), toolset)
        };
        chosen.iter().map(known).collect()
    }

    /// What an exercise is compiled and graded with.
    pub fn prepared(&self, exercise: &Exercise, stage: &mut dyn FnMut(Stage)) -> Result<Toolset, Problem> {
        self.toolset(self.workplace.track_of(exercise)?, exercise, stage)
    }

    /// What each of the exercises is compiled and graded with.
    fn toolsets(&self, chosen: &[&Exercise], stage: &mut dyn FnMut(Stage)) -> Result<Vec<Toolset>, Problem> {
        let mut known: BTreeMap<&str, Toolset> = BTreeMap::new();
        let mut of_each = Vec::new();
        for exercise in chosen {
            let track = self.workplace.track_of(exercise)?;
            let toolset = match known.remove(track.folder.as_str()) {
                Some(toolset) => toolset,
                None => self.toolset(track, exercise, stage)?,
            };
            known.insert(&track.folder, toolset.clone());
            of_each.push(toolset);
        }
        Ok(of_each)
    }

    fn toolset(&self, track: &Track, exercise: &Exercise, stage: &mut dyn FnMut(Stage)) -> Result<Toolset, Problem> {
        if let Some(toolset) = Toolset::remembered(&self.store, self.workplace, track) {
            return Ok(toolset);
        }
        stage(Stage::Building { track: &track.title });
        // Cargo wants to see the file of the exercise that it is asked about.
        let is_there = |exercise: &&Exercise| self.workplace.file(exercise).is_file();
        let exercise = [exercise].into_iter().chain(&track.exercises).find(is_there).unwrap_or(exercise);
        Toolset::learn(&self.store, self.workplace, track, exercise, self.priority, self.cancel)
    }
}
