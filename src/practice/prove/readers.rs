//! Versions by people who knew the guide and the learner's file alone: right ones must have full marks, wrong ones not.

use std::path::{Path, PathBuf};

use mlings_verdict::Limits;
use mlings_verdict::proof::{Finding, Lost, Trial};

use super::report::{Ending, Proof, Tried};
use super::{Desk, FEW, Prover, SECONDS_FOR_SABOTEURS};
use crate::practice::Problem;
use crate::practice::output::status;

/// Below it a folder for each exercise, and in that `right` and `wrong`.
pub(in crate::practice) const FOLDER: &str = "tests/readers";

impl Desk<'_> {
    /// Every version that was kept, with every seed.
    pub(super) fn readers(&self, proof: &mut Proof) -> Result<(), Problem> {
        let id = &self.exercise.id;
        let mut prover = self.prover()?;
        for kind in ["right", "wrong"] {
            let versions = versions(&self.workplace.root.join(FOLDER).join(id).join(kind));
            for (number, version) in versions.iter().enumerate() {
                status(&format!("{id}: reader's version {number} of {}, {kind}", versions.len()));
                let name = self.workplace.short(version).display().to_string();
                let text = std::fs::read_to_string(version).map_err(|error| {
                    Problem::new(format!("{name} cannot be read ({error})"), "it must be a text that you may read")
                })?;
                let folder = Path::new("prove").join(id);
                let Some(program) = self.compiled(&folder, &text)? else {
                    proof.faults.push(format!("{name} does not compile"));
                    continue;
                };
                let lost = of_each_seed(&mut prover, &program)?;
                if kind == "wrong" {
                    proof.readers.push(Tried { name, of: None, line: None, ending: caught(&lost) });
                } else if let Some(lost) = lost.iter().flatten().next() {
                    proof.faults.push(format!("{name} is right and loses points in \"{}\"", lost.check));
                }
            }
        }
        Ok(())
    }
}

/// The checks that a program fails, for each seed.
fn of_each_seed(prover: &mut Prover<'_>, program: &Path) -> Result<Vec<Vec<Lost>>, Problem> {
    let mut of_each = Vec::new();
    for seed in FEW {
        let limits = Limits { seconds: SECONDS_FOR_SABOTEURS, ..Limits::default() };
        let trial = Trial::Program { program: program.to_owned(), seeds: vec![seed], limits };
        if let Finding::Program { lost } = prover.try_it(&trial, &mut |_, _| ())? {
            of_each.push(lost);
        }
    }
    Ok(of_each)
}

/// A wrong version must lose points whatever the seed.
fn caught(lost: &[Vec<Lost>]) -> Ending {
    match lost.iter().position(Vec::is_empty) {
        Some(at) => Ending::Hole { why: format!("keeps all points with seed {}", FEW[at]) },
        None => Ending::Caught { by: lost.first().into_iter().flatten().map(|lost| lost.check.clone()).collect() },
    }
}

/// The Rust files of a folder that may not be there, by name.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut versions: Vec<PathBuf> =
        entries.filter(|file| file.extension().is_some_and(|ending| ending == "rs")).collect();
    versions.sort();
    versions
}
