//! `prove`: for authors. Shows that an exercise's checks catch what is wrong, or where they do not.
//!
//! Four parts: what must hold for every exercise, versions by readers of its guide, small changes of the reference
//! (mutants), and the reference with somebody who tampers with what it is given and what it answers (saboteurs).

mod allowed;
mod mutants;
mod prover;
pub(super) mod readers;
mod report;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mlings_verdict::Limits;
use mlings_verdict::proof::{End, Finding, How, Trial};

use super::build::{Toolset, compile_aside};
use super::catalog::Exercise;
use super::command_line::{Grading, ProofPart, ProveArguments};
use super::grade::{Stage, Work};
use super::output::{print, status};
use super::run::Cancel;
use super::store::Store;
use super::workplace::Workplace;
use super::{NOT_WELL, Problem, check, starter};
use crate::report::json;
use allowed::Allowed;
use prover::Prover;
use report::{Ending, Proof, Tried};

/// So many seeds the reference is tried with, and every mistake; and the same where it must be quick.
const SEEDS: (u64, u64) = (20, 3);
const QUICK_SEEDS: (u64, u64) = (2, 1);
/// The seeds for mutants and saboteurs.
const FEW: [u64; 3] = [1, 2, 3];
/// Seconds that a check may take with a mutant, and with a saboteur, whose program is right.
const SECONDS_FOR_MUTANTS: f64 = 2.0;
const SECONDS_FOR_SABOTEURS: f64 = 5.0;

pub(super) fn run(workplace: &Workplace, wanted: &ProveArguments, cancel: &Cancel) -> Result<ExitCode, Problem> {
    let chosen: Vec<&Exercise> = match &wanted.exercise {
        Some(name) => vec![workplace.exercise(name)?],
        None => workplace.catalog.exercises().collect(),
    };
    let mut proofs = Vec::new();
    for exercise in chosen {
        let came = prove(workplace, exercise, wanted, cancel);
        status("");
        let proof = match came {
            // One that cannot be proven keeps no other one from it.
            Err(problem) if wanted.all && problem != Problem::called_off() => {
                Proof { faults: vec![problem.to_string()], ..Proof::new(&exercise.id, PathBuf::new()) }
            }
            came => came?,
        };
        if !wanted.json {
            print(&proof.text())?;
        }
        proofs.push(proof);
    }
    if wanted.json {
        print(&match &proofs[..] {
            [proof] if !wanted.all => json::text(proof),
            proofs => json::text(&proofs),
        })?;
    } else if proofs.len() > 1 {
        print(&report::sum(&proofs))?;
    }
    Ok(if proofs.iter().all(Proof::holds) { ExitCode::SUCCESS } else { ExitCode::from(NOT_WELL) })
}

/// What is needed to prove one exercise.
struct Desk<'a> {
    workplace: &'a Workplace,
    exercise: &'a Exercise,
    store: Store,
    toolset: Toolset,
    source: String,
    allowed: Allowed,
    cancel: &'a Cancel,
}

fn prove(
    workplace: &Workplace,
    exercise: &Exercise,
    wanted: &ProveArguments,
    cancel: &Cancel,
) -> Result<Proof, Problem> {
    let id = &exercise.id;
    let mut stage = |stage: Stage| match stage {
        Stage::Building { track } => status(&format!("building the track {track}")),
        stage => check::say(stage),
    };
    let toolset = Work::new(workplace, &Grading::default(), cancel)?.prepared(exercise, &mut stage)?;
    let store = Store::of(&workplace.root)?;
    let _hold = store.hold(&format!("prove-{id}"), cancel, || status("waiting for another prove"))?;
    let folder = workplace.track_of(exercise)?.references.join(id);
    let allowed = Allowed::read(&workplace.root, &folder)?;
    let source = workplace.reference(exercise)?;
    let desk = Desk { workplace, exercise, store, toolset, source, allowed, cancel };
    let is_wanted = |part| wanted.only.is_none_or(|only| only == part);
    let mut proof = Proof::new(id, desk.allowed.file.clone());
    proof.faults.extend(desk.unfounded()?);
    if is_wanted(ProofPart::Lesson) {
        desk.lesson(&mut proof, if wanted.quick { QUICK_SEEDS } else { SEEDS })?;
    }
    if is_wanted(ProofPart::Readers) {
        desk.readers(&mut proof)?;
    }
    if is_wanted(ProofPart::Saboteurs) {
        desk.saboteurs(&mut proof)?;
    }
    if is_wanted(ProofPart::Mutants) {
        desk.mutants(&mut proof, wanted.quick)?;
    }
    Ok(proof)
}

impl Desk<'_> {
    /// What the author allows and should not.
    fn unfounded(&self) -> Result<Vec<String>, Problem> {
        let guide = &self.exercise.guide;
        let text = std::fs::read_to_string(self.workplace.root.join(guide)).map_err(|error| {
            Problem::new(format!("{} cannot be read ({error})", guide.display()), "write it: an exercise has a guide")
        })?;
        let file = self.allowed.file.display();
        Ok(self.allowed.unfounded(&text).into_iter().map(|fault| format!("{file}: {fault}")).collect())
    }

    /// The reference, the mistakes, and the file as it is at first.
    fn lesson(&self, proof: &mut Proof, (seeds, seeds_for_mistakes): (u64, u64)) -> Result<(), Problem> {
        let id = &self.exercise.id;
        status(&format!("{id}: the reference and the mistakes"));
        let mut prover = self.prover()?;
        let trial = Trial::Lesson { seeds, seeds_for_mistakes };
        if let Finding::Lesson { checks, mistakes, faults } = prover.try_it(&trial, &mut |_, _| ())? {
            proof.checks = checks.into_iter().map(|check| check.name).collect();
            proof.mistakes = mistakes;
            proof.faults.extend(faults);
        }
        let program = self.program(&starter::unstarted(self.exercise, &self.source))?;
        let limits = Limits { seconds: SECONDS_FOR_SABOTEURS, ..Limits::default() };
        let trial = Trial::Program { program, seeds: vec![1], limits };
        if let Finding::Program { lost } = prover.try_it(&trial, &mut |_, _| ())? {
            for check in &proof.checks {
                let how = lost.iter().find(|lost| lost.check == *check).map(|lost| lost.how);
                if how != Some(How::NotAttempted) {
                    proof.faults.push(format!("{id}: unstarted, \"{check}\" is {how:?} and not \"not attempted\""));
                }
            }
        }
        Ok(())
    }

    /// The reference's own program, with tampered values.
    fn saboteurs(&self, proof: &mut Proof) -> Result<(), Problem> {
        let id = &self.exercise.id;
        let program = self.program(&starter::finished(id, &self.source))?;
        let limits = Limits { seconds: SECONDS_FOR_SABOTEURS, ..Limits::default() };
        let trial = Trial::Saboteurs { program, seeds: FEW.to_vec(), limits };
        let mut progress = |done, of| status(&format!("{id}: saboteur {done} of {of}"));
        let Finding::Saboteurs(came) = self.prover()?.try_it(&trial, &mut progress)? else { return Ok(()) };
        let mut used = BTreeSet::new();
        for sabotage in came {
            let name = sabotage.name();
            let ending = match sabotage.end {
                End::Caught { by } => Ending::Caught { by },
                End::Alike => Ending::Alike,
                End::Idle { is_hole: false } => Ending::Idle,
                End::Kept | End::Idle { is_hole: true } => {
                    let listed = self.allowed.saboteur(&name).map(str::to_owned);
                    let why = if sabotage.end == End::Kept { KEPT } else { NEVER_TRIED };
                    match listed {
                        Some(sentence) => {
                            used.insert(name.clone());
                            Ending::Allowed { why: sentence }
                        }
                        None => Ending::Hole { why: why.to_owned() },
                    }
                }
            };
            proof.saboteurs.push(Tried { name, of: Some(sabotage.of), line: None, ending });
        }
        proof.stale(self.allowed.stale_saboteurs(&used));
        Ok(())
    }

    fn prover(&self) -> Result<Prover<'_>, Problem> {
        Prover::start(self.workplace, &self.toolset, &self.exercise.id, self.cancel)
    }

    /// The program that a text of our own becomes.
    fn program(&self, text: &str) -> Result<PathBuf, Problem> {
        let id = &self.exercise.id;
        self.compiled(&Path::new("prove").join(id), text)?.ok_or_else(|| {
            let reference = format!("what is made of the reference of {id} does not compile");
            Problem::new(reference, "see why with: cargo test --test proof, and with generate --check")
        })
    }

    fn compiled(&self, folder: &Path, text: &str) -> Result<Option<PathBuf>, Problem> {
        compile_aside(&self.store, self.workplace, &self.toolset, self.exercise, folder, text, self.cancel)
    }
}

const KEPT: &str = "keeps all points";
const NEVER_TRIED: &str = "changed nothing: no check gives such an input";
