//! From an exercise's file to its report: build, grade, record.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use mlings_verdict::{Drawing, Limits, Request, Verdict, fresh_seed, seed_from_environment};

use super::Problem;
use super::build::{Compiled, Source, Toolset, Unreadable, compile};
use super::cache::Cache;
use super::catalog::{Exercise, Track};
use super::command_line::Grading;
use super::grader::Graders;
use super::progress::Progress;
use super::run::{Cancel, Priority};
use super::stamp::content_hash;
use super::store::{Hold, Store};
use super::workplace::Workplace;
use crate::report::{Report, Uncompiled};

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
    /// So many of the checks and plots are done.
    Grading { done: usize, of: usize },
}

/// An exercise that was compiled and is held until its verdict is recorded.
struct Prepared {
    hold: Hold,
    /// The hash of the text, and the program that it became; or why there is none.
    came: Result<(String, Compiled), Unreadable>,
}

/// What those who compile have to say.
enum News {
    Waiting(usize),
    Prepared(usize, Result<Prepared, Problem>),
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
        let hands = thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
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
        Ok(known.into_iter().filter_map(|known| known.map(Report::Graded).or_else(|| graded.next())).collect())
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

/// Where exercises are compiled, by several hands.
struct Site<'a> {
    workplace: &'a Workplace,
    store: &'a Store,
    cancel: &'a Cancel,
    jobs: &'a [(&'a Exercise, &'a Toolset)],
    /// The job that nobody has begun yet.
    next: AtomicUsize,
}

impl Site<'_> {
    /// Compiles one exercise after the other, until none is left or nobody wants them any more. Everybody takes them
    /// in one order, so nobody waits for somebody who waits for them.
    fn prepare(&self, news: &SyncSender<News>) {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let Some((exercise, toolset)) = self.jobs.get(number) else { return };
            let prepared = self.prepare_one(number, exercise, toolset, news);
            let has_failed = prepared.is_err();
            if news.send(News::Prepared(number, prepared)).is_err() || has_failed {
                return;
            }
        }
    }

    fn prepare_one(
        &self,
        number: usize,
        exercise: &Exercise,
        toolset: &Toolset,
        news: &SyncSender<News>,
    ) -> Result<Prepared, Problem> {
        let hold = self.store.hold(&exercise.id, self.cancel, || drop(news.send(News::Waiting(number))))?;
        let came = match Source::read(self.workplace, exercise) {
            Err(unreadable) => Err(unreadable),
            Ok(source) => {
                let compiled = compile(self.store, self.workplace, toolset, exercise, &source, self.cancel)?;
                Ok((source.hash, compiled))
            }
        };
        Ok(Prepared { hold, came })
    }
}

/// Where programs get their verdicts, one after the other.
struct Judge<'a> {
    workplace: &'a Workplace,
    store: &'a Store,
    seed: u64,
    limits: Limits,
    cancel: &'a Cancel,
    cache: Cache,
    graders: &'a mut Graders,
    progress: &'a mut Progress,
}

impl Judge<'_> {
    /// The reports on all jobs, in their order.
    fn all(
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
        let uncompiled = |words| Ok(Report::Uncompiled(Uncompiled::new(id, title, file, words)));
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
        let mut done = |done, of| stage(Stage::Grading { done, of });
        let asked = self.graders.ask(self.workplace, toolset, &request, self.cancel, &mut done);
        self.store.distrust(&kept);
        let verdict = asked.inspect_err(|_| self.progress.restore(id, &before))?;
        let verdict = self.for_people(exercise, verdict);
        self.progress.record(&before, &verdict, &content);
        if verdict.trouble().is_none() {
            self.cache.put(&verdict, &content, toolset);
        }
        Ok(Report::Graded(verdict))
    }

    /// Names files as a learner would type them.
    fn for_people(&self, exercise: &Exercise, mut verdict: Verdict) -> Verdict {
        verdict.file = exercise.file.display().to_string();
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
