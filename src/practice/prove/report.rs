//! What came of a proof, for people and for programs.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::NEVER_TRIED;
use crate::report::terminal::{BAD, GOOD, STRONG, styled};

/// What came of proving one exercise.
#[derive(Debug, Serialize)]
pub(super) struct Proof {
    pub id: String,
    /// The names of its checks; empty where that part was not wanted.
    pub checks: Vec<String>,
    /// How many mistakes it has.
    pub mistakes: usize,
    /// What does not hold.
    pub faults: Vec<String>,
    /// Wrong versions by readers of the guide.
    pub readers: Vec<Tried>,
    pub mutants: Vec<Tried>,
    pub saboteurs: Vec<Tried>,
    /// Where the author lists what is allowed.
    pub allowed: PathBuf,
}

/// A wrong version that was tried.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Tried {
    pub name: String,
    /// Of a saboteur, the function and what of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// The line of the reference where it was changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(flatten)]
    pub ending: Ending,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "ending", rename_all = "snake_case")]
pub(super) enum Ending {
    /// It lost points in these checks.
    Caught { by: Vec<String> },
    /// The author says why it is right.
    Allowed { why: String },
    /// It changed what the function does not look at.
    Alike,
    /// It changed nothing, and nobody must give such an input.
    Idle,
    /// The checks do not see it.
    Hole { why: String },
}

impl Proof {
    pub fn new(id: &str, allowed: PathBuf) -> Proof {
        Proof {
            id: id.to_owned(),
            checks: Vec::new(),
            mistakes: 0,
            faults: Vec::new(),
            readers: Vec::new(),
            mutants: Vec::new(),
            saboteurs: Vec::new(),
            allowed,
        }
    }

    /// Whether there is neither a fault nor a hole.
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.holes().next().is_none()
    }

    /// Entries of the list that say nothing any more.
    pub fn stale<'a>(&mut self, names: impl Iterator<Item = &'a String>) {
        let file = self.allowed.display();
        let fault = |name: &String| format!("{file}: this is listed and is no hole any more, take it out: {name}");
        let faults: Vec<String> = names.map(fault).collect();
        self.faults.extend(faults);
    }

    pub fn holes(&self) -> impl Iterator<Item = &Tried> {
        self.tried().filter(|tried| matches!(tried.ending, Ending::Hole { .. }))
    }

    fn tried(&self) -> impl Iterator<Item = &Tried> {
        self.readers.iter().chain(&self.mutants).chain(&self.saboteurs)
    }

    /// For people.
    pub fn text(&self) -> String {
        let (style, sign) = if self.holds() { (GOOD, "✓") } else { (BAD, "✗") };
        let mut text = format!("{} {}\n", styled(style, sign), styled(STRONG, &self.id));
        if !self.checks.is_empty() {
            let holds = if self.faults.is_empty() { "all as it must be" } else { "not as it must be" };
            text += &format!("  lesson     {} checks, {} mistakes: {holds}\n", self.checks.len(), self.mistakes);
        }
        for (name, all, allowed) in [
            ("readers", &self.readers, "allowed"),
            ("mutants", &self.mutants, "equivalent"),
            ("saboteurs", &self.saboteurs, "allowed"),
        ] {
            if !all.is_empty() {
                text += &format!("  {name:<9}  {}: {}\n", all.len(), counts(all, allowed));
            }
        }
        text += &self.by_check();
        for fault in &self.faults {
            text += &format!("  {} {fault}\n", styled(BAD, "fault"));
        }
        text += &self.holes_in_words();
        if self.holes().next().is_some() {
            let allowed = self.allowed.display();
            text += &format!(
                "  {}: add a case that only this decides; or list it in {allowed}, a mutant as equivalent with a reason, \
                 a saboteur as allowed with the sentence of the guide\n",
                styled(STRONG, "help")
            );
        }
        text
    }

    /// A line for each hole; one for all the inputs that no check gives to an argument.
    fn holes_in_words(&self) -> String {
        let mut text = String::new();
        let mut never: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for Tried { name, of, line, ending } in self.holes() {
            match (ending, of) {
                (Ending::Hole { why }, Some(of)) if why == NEVER_TRIED => {
                    never.entry(of).or_default().push(name[of.len()..].trim());
                }
                (Ending::Hole { why }, _) => {
                    let line = line.map_or(String::new(), |line| format!("line {line}, "));
                    text += &format!("  {} {line}{name}: {why}\n", styled(BAD, "hole"));
                }
                _ => {}
            }
        }
        for (of, ways) in never {
            let ways = ways.join("; ");
            text += &format!(
                "  {} {of}: no check gives an input that is another one when it is {ways}\n",
                styled(BAD, "hole")
            );
        }
        text
    }

    /// How many each check catches, and how many it alone.
    fn by_check(&self) -> String {
        let mut caught: BTreeMap<&str, (usize, usize)> =
            self.checks.iter().map(|name| (name.as_str(), (0, 0))).collect();
        for tried in self.tried() {
            if let Ending::Caught { by } = &tried.ending {
                for check in by {
                    let (all, alone) = caught.entry(check).or_default();
                    *all += 1;
                    *alone += usize::from(by.len() == 1);
                }
            }
        }
        let line = |name: &str| {
            let (all, alone) = caught.get(name).copied().unwrap_or_default();
            format!("    {all:>4} caught, {alone:>3} by it alone   {name}\n")
        };
        if self.tried().next().is_none() {
            return String::new();
        }
        self.checks.iter().map(|name| line(name)).collect()
    }
}

fn counts(all: &[Tried], allowed: &str) -> String {
    let count = |is_it: fn(&Ending) -> bool| all.iter().filter(|tried| is_it(&tried.ending)).count();
    let parts = [
        (count(|ending| matches!(ending, Ending::Caught { .. })), "caught"),
        (count(|ending| matches!(ending, Ending::Allowed { .. })), allowed),
        (count(|ending| *ending == Ending::Alike), "without effect"),
        (count(|ending| *ending == Ending::Idle), "idle"),
        (count(|ending| matches!(ending, Ending::Hole { .. })), "holes"),
    ];
    let shown = parts.iter().filter(|(n, name)| *n > 0 || *name == "holes");
    shown.map(|(n, name)| format!("{n} {name}")).collect::<Vec<_>>().join(", ")
}

/// The sum over several exercises.
pub(super) fn sum(proofs: &[Proof]) -> String {
    let holes: usize = proofs.iter().map(|proof| proof.holes().count()).sum();
    let faults: usize = proofs.iter().map(|proof| proof.faults.len()).sum();
    let proven = proofs.iter().filter(|proof| proof.holds()).count();
    format!("{proven} of {} exercises are proven; {holes} holes, {faults} faults\n", proofs.len())
}
