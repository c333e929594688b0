//! Wrong versions without a source: a right program, and somebody between it and the grader who tampers with what it
//! is given or with what it answers. A saboteur that keeps all points is a hole in the checks.

mod known;
mod list;
mod way;
mod work;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use mlings_contract::trace::ANSWER;
use mlings_verdict::proof::{End, Sabotage};
use mlings_verdict::{Limits, Status};

use crate::Lesson;
use crate::grade::Prober;
use known::Watcher;
use list::saboteurs_of;
use way::Way;
use work::AtWork;

/// Who tampers with what, and how.
#[derive(Clone, Debug, PartialEq)]
struct Saboteur {
    function: &'static str,
    place: Place,
    way: Way,
    /// Whether checks should give an input that it changes.
    is_demanded: bool,
}

/// What is tampered with.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// Arguments. The first one is meant; the others go with it, row by row.
    Arguments(Vec<&'static str>),
    /// What is returned, or what is handed back.
    Answer(&'static str),
}

impl Saboteur {
    /// The function, and what of it.
    fn of(&self) -> String {
        let what = match &self.place {
            Place::Arguments(names) => names.join(" and "),
            Place::Answer(name) if *name == ANSWER => ANSWER.to_owned(),
            Place::Answer(name) => format!("{name} as it comes back"),
        };
        format!("{}: {what}", self.function)
    }
}

/// Lets every saboteur stand between the grader and the reference's program, and says what came of each; or why that
/// cannot be tried.
///
/// # Errors
/// When the program cannot be started.
pub fn try_all(
    lesson: &'static dyn Lesson,
    program: &Path,
    seeds: &[u64],
    limits: Limits,
    progress: &mut dyn FnMut(usize, usize),
) -> io::Result<Result<Vec<Sabotage>, String>> {
    let mut prober = Prober::new(lesson, program, limits)?;
    let checks = lesson.checks();
    let watcher = Arc::new(Watcher::default());
    for seed in seeds {
        for (check, named) in checks.iter().enumerate() {
            watcher.check.store(check, Ordering::Relaxed);
            let status = prober.status(check, *seed, Some(watcher.clone()))?;
            if status != Status::Passed {
                return Ok(Err(format!("the reference fails \"{}\" with seed {seed}: {status:?}", named.name)));
            }
        }
    }
    let known = Arc::new(watcher.take_known());
    let saboteurs: Vec<Saboteur> =
        known.functions.iter().flat_map(|(name, function)| saboteurs_of(name, function)).collect();
    let mut ends = Vec::new();
    for (done, saboteur) in saboteurs.iter().enumerate() {
        progress(done, saboteurs.len());
        prober.forget_slowness();
        let at_work = Arc::new(AtWork::new(saboteur.clone(), known.clone()));
        let end = try_one(&mut prober, &at_work, &checks, seeds)?;
        ends.push(Sabotage { of: saboteur.of(), way: saboteur.way.words(), end });
    }
    Ok(Ok(ends))
}

fn try_one(prober: &mut Prober, at_work: &Arc<AtWork>, checks: &[crate::Named], seeds: &[u64]) -> io::Result<End> {
    let function = &at_work.known.functions[at_work.saboteur.function];
    for seed in seeds {
        let mut by = Vec::new();
        for check in &function.checks {
            if prober.status(*check, *seed, Some(at_work.clone()))? != Status::Passed {
                by.push(checks[*check].name.to_owned());
            }
        }
        if !by.is_empty() {
            return Ok(End::Caught { by });
        }
    }
    let state = at_work.state();
    let Saboteur { way, is_demanded, .. } = at_work.saboteur;
    Ok(match (state.has_changed, state.has_effect) {
        (false, _) => End::Idle { is_hole: is_demanded },
        (true, false) if way == Way::Contiguous => End::Idle { is_hole: is_demanded },
        (true, false) if way.is_order() => End::Alike,
        (true, _) => End::Kept,
    })
}
