//! Small changes of the reference, each compiled and graded as a learner's file is.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use mlings_verdict::Limits;
use mlings_verdict::proof::{Finding, Mutant, Trial};

use super::report::{Ending, Proof, Tried};
use super::{Desk, FEW, KEPT, SECONDS_FOR_MUTANTS};
use crate::practice::build::program;
use crate::practice::output::status;
use crate::practice::run::{Ended, Line, run};
use crate::practice::{Problem, starter};

/// The program that knows the changes. The command is built without it.
const FINDER: &str = "mlings-mutants";
/// So many are tried where it must be quick.
const SAMPLE: usize = 40;

impl Desk<'_> {
    /// Every small change of the reference, or a sample of them.
    pub(super) fn mutants(&self, proof: &mut Proof, is_sample: bool) -> Result<(), Problem> {
        let all = self.found()?;
        let step = if is_sample { all.len().div_ceil(SAMPLE).max(1) } else { 1 };
        let chosen: Vec<&Mutant> = all.iter().step_by(step).collect();
        let next = AtomicUsize::new(0);
        let hands = thread::available_parallelism().map_or(1, usize::from).min(chosen.len());
        let came: Result<Vec<Vec<(usize, Tried)>>, Problem> = thread::scope(|scope| {
            let (chosen, next) = (&chosen, &next);
            let hands: Vec<_> = (0..hands).map(|hand| scope.spawn(move || self.work(hand, chosen, next))).collect();
            let came = hands.into_iter().map(|hand| hand.join().unwrap_or_else(|_| Err(Problem::called_off())));
            came.collect()
        });
        let mut came: Vec<(usize, Tried)> = came?.into_iter().flatten().collect();
        came.sort_by_key(|(number, _)| *number);
        proof.mutants = came.into_iter().map(|(_, tried)| tried).collect();
        let is_allowed = |tried: &&Tried| matches!(tried.ending, Ending::Allowed { .. });
        let used: BTreeSet<String> = proof.mutants.iter().filter(is_allowed).map(|tried| tried.name.clone()).collect();
        if !is_sample {
            proof.stale(self.allowed.stale_mutants(&used));
        }
        Ok(())
    }

    /// Tries one after the other until none is left. Every hand has a folder and a grader of its own.
    fn work(&self, hand: usize, chosen: &[&Mutant], next: &AtomicUsize) -> Result<Vec<(usize, Tried)>, Problem> {
        let id = &self.exercise.id;
        let folder = Path::new("prove").join(id).join(hand.to_string());
        let mut prover = self.prover()?;
        let mut tried = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = chosen.get(number) else { return Ok(tried) };
            status(&format!("{id}: mutant {number} of {}", chosen.len()));
            let text = starter::finished(id, &mutant.text);
            let Some(program) = self.compiled(&folder, &text)? else { continue };
            let limits = Limits { seconds: SECONDS_FOR_MUTANTS, ..Limits::default() };
            let trial = Trial::Program { program, seeds: FEW.to_vec(), limits };
            let Finding::Program { lost } = prover.try_it(&trial, &mut |_, _| ())? else { continue };
            let name = mutant.name();
            let ending = match (lost.is_empty(), self.allowed.mutant(&name)) {
                (false, _) => Ending::Caught { by: lost.into_iter().map(|lost| lost.check).collect() },
                (true, Some(reason)) => Ending::Allowed { why: reason.to_owned() },
                (true, None) => Ending::Hole { why: KEPT.to_owned() },
            };
            tried.push((number, Tried { name, of: None, line: Some(mutant.line), ending }));
        }
    }

    /// Every small change of the reference, found by a program of its own.
    fn found(&self) -> Result<Vec<Mutant>, Problem> {
        let file = self.workplace.track_of(self.exercise)?.reference(&self.exercise.id);
        status("building what finds the mutants");
        // A pack's own workspace has no such program; then it is one that was installed.
        let finder = program(self.workplace, FINDER, self.cancel)?.unwrap_or_else(|| PathBuf::from(FINDER));
        let mut command = Command::new(&finder);
        command.current_dir(&self.workplace.root).arg(&file);
        let (mut printed, mut complained) = (String::new(), String::new());
        let ended = run(command, None, self.cancel, |line| {
            match line {
                Line::Printed(line) => printed += &line,
                Line::Complained(line) => complained += &line,
            }
            ControlFlow::Continue(())
        });
        let without = |reason: &str| {
            Problem::new(
                format!("the mutants of {} could not be found ({reason})", file.display()),
                format!("install what finds them: cargo install {FINDER}"),
            )
        };
        match ended.map_err(|error| without(&error.to_string()))? {
            Ended::ByItself(status) if status.success() => {
                serde_json::from_str(&printed).map_err(|error| without(&error.to_string()))
            }
            Ended::ByItself(_) => Err(without(&complained)),
            Ended::CalledOff | Ended::Late | Ended::Enough => Err(Problem::called_off()),
        }
    }
}
