//! Names the mistake whose wrong answer equals the learner's.
//!
//! Every known mistake is running code, so the grader can give it the same input. An attempt at a mistake explains a
//! failed check when it fails that check with the same wrong answer, and again with the inputs of other seeds: an
//! agreement by chance does not come three times. It is contradicted by every passed check that it would have failed,
//! and doubted by every failed one that it would have failed otherwise: there something else is at work as well.
//!
//! A wrong name costs more than none. So a mistake that is contradicted is never named. What explains all that went
//! wrong is named without reserve; what explains half of it, or all together with one other, as a guess.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use mlings_verdict::{LooksLike, Status};

use super::{Cases, Lesson, Named};

/// Runs one of the learner's checks again, with another seed.
pub type Again<'a> = dyn FnMut(usize, u64) -> Status + 'a;

/// An exercise's mistakes, and how they did in the checks that they were tried on so far.
pub struct Mistakes<'a> {
    lesson: &'a dyn Lesson,
    names: Vec<Named>,
    known: Mutex<HashMap<Question, Arc<Came>>>,
}

/// Which attempts, which check, and which seed.
type Question = (Vec<Attempt>, usize, u64);

/// The number of a mistake, and which of its attempts.
type Attempt = (usize, usize);

/// How wrong functions did in a check.
struct Came {
    status: Status,
    /// Whether another seed would have asked something else.
    has_seed: bool,
}

impl<'a> Mistakes<'a> {
    /// Those of an exercise that has its reference's functions.
    pub fn of(lesson: &'a dyn Lesson) -> Mistakes<'a> {
        Mistakes { lesson, names: lesson.mistakes(), known: Mutex::default() }
    }

    /// For every check, the mistake that best explains its status. Passed checks have none.
    ///
    /// # Panics
    /// When there are more statuses than the exercise has checks, and one of them is a wrong answer.
    pub fn behind(&self, seed: u64, statuses: &[Status], again: &mut Again<'_>) -> Vec<Option<LooksLike>> {
        let seen = Seen { seed, statuses };
        let wrong = seen.wrong().count();
        if wrong == 0 {
            return vec![None; statuses.len()];
        }
        let attempts = |(mistake, named): (usize, &Named)| (0..named.attempts).map(move |attempt| (mistake, attempt));
        let all: Vec<Attempt> = self.names.iter().enumerate().flat_map(attempts).collect();
        let mut suspects: Vec<Suspect> =
            all.par_iter().filter_map(|attempt| self.suspect(vec![*attempt], &seen)).collect();
        suspects.extend(self.pairs(&seen, &suspects));
        self.confirm(&seen, &mut suspects, again);
        (0..statuses.len()).map(|check| self.named(&suspects, wrong, check)).collect()
    }

    /// How these attempts do in a check.
    fn came(&self, attempts: &[Attempt], check: usize, seed: u64) -> Option<Arc<Came>> {
        let question = (attempts.to_vec(), check, seed);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(came) = known().get(&question) {
            return Some(Arc::clone(came));
        }
        let wrong = match *attempts {
            [one, other] => self.lesson.with_both(one, other)?,
            _ => self.lesson.with_attempt(attempts[0].0, attempts[0].1),
        };
        let mut cases = Cases::new(seed, self.lesson.checks()[check].name);
        let status = wrong.check_on(check, &mut cases);
        let came = Arc::new(Came { status, has_seed: cases.is_used() });
        known().insert(question, Arc::clone(&came));
        Some(came)
    }

    /// Tries wrong functions on every check that was attempted; the failed ones first, since most mistakes end there.
    /// `None` for those that explain nothing or are contradicted.
    fn suspect(&self, attempts: Vec<Attempt>, seen: &Seen<'_>) -> Option<Suspect> {
        let (mut explains, mut doubted, mut unexplained) = (Vec::new(), 0, 0);
        for (check, status) in seen.wrong() {
            let theirs = self.came(&attempts, check, seen.seed)?;
            if same(status, &theirs.status) {
                explains.push(check);
            } else if theirs.status == Status::Passed {
                unexplained += 1;
            } else {
                doubted += 1;
            }
        }
        let mut passed = (0..seen.statuses.len()).filter(|check| seen.statuses[*check] == Status::Passed);
        let passes = |check| self.came(&attempts, check, seen.seed).is_some_and(|came| came.status == Status::Passed);
        let is_possible = !explains.is_empty() && passed.all(passes);
        is_possible.then_some(Suspect { attempts, explains, doubted, unexplained })
    }

    /// Two mistakes at once, where each explains something and neither explains all.
    fn pairs(&self, seen: &Seen<'_>, singles: &[Suspect]) -> Vec<Suspect> {
        if singles.iter().any(|suspect| suspect.doubted + suspect.unexplained == 0) {
            return Vec::new();
        }
        let pairs = (0..singles.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        let of_two = |(one, other): (usize, usize)| {
            let [one, other] = [singles[one].attempts[0], singles[other].attempts[0]];
            if one.0 == other.0 { None } else { self.suspect(vec![one, other], seen) }
        };
        pairs.take(MOST_PAIRS).par_bridge().filter_map(of_two).collect()
    }

    /// Asks the same questions with other seeds, and drops the agreements that do not come again. A check that asks the
    /// same with every seed is not run again.
    fn confirm(&self, seen: &Seen<'_>, suspects: &mut Vec<Suspect>, again: &mut Again<'_>) {
        for (check, _) in seen.wrong() {
            for seed in [seen.seed.wrapping_add(1), seen.seed.wrapping_add(2)] {
                let explains = suspects.par_iter_mut().filter(|suspect| suspect.explains.contains(&check));
                let theirs: Vec<(&mut Suspect, Arc<Came>)> = explains
                    .filter_map(|suspect| Some((self.came(&suspect.attempts, check, seed)?, suspect)))
                    .map(|(came, suspect)| (suspect, came))
                    .collect();
                if !theirs.iter().any(|(_, came)| came.has_seed) {
                    break;
                }
                let learners = again(check, seed);
                for (suspect, came) in theirs {
                    if !same(&learners, &came.status) {
                        suspect.explains.retain(|explained| *explained != check);
                        suspect.doubted += 1;
                    }
                }
            }
        }
        suspects.retain(|suspect| !suspect.explains.is_empty());
    }

    /// The name of the mistake that explains this check best, if one is good enough: one that fails no check that was
    /// passed, and explains at least half of what went wrong, or all of it together with one other.
    fn named(&self, suspects: &[Suspect], wrong: usize, check: usize) -> Option<LooksLike> {
        let is_good = |suspect: &&Suspect| {
            2 * suspect.explains.len() >= wrong || suspects.iter().any(|other| suspect.completes(other, wrong))
        };
        let candidates = suspects.iter().filter(|suspect| suspect.explains.contains(&check)).filter(is_good);
        let suspect =
            candidates.min_by_key(|suspect| (suspect.doubted + suspect.unexplained, suspect.attempts.len()))?;
        let named: Vec<Named> = suspect.attempts.iter().map(|(mistake, _)| self.names[*mistake]).collect();
        let of = |part: fn(&Named) -> &str, between: &str| named.iter().map(part).collect::<Vec<_>>().join(between);
        Some(LooksLike {
            mistake: of(|named| named.name, ", and "),
            advice: of(|named| named.advice, " "),
            consistent: suspect.doubted + suspect.unexplained == 0,
        })
    }
}

/// What the learner's functions did.
struct Seen<'a> {
    seed: u64,
    statuses: &'a [Status],
}

impl Seen<'_> {
    fn wrong(&self) -> impl Iterator<Item = (usize, &Status)> {
        self.statuses.iter().enumerate().filter(|(_, status)| is_wrong(status))
    }
}

/// A mistake, or two at once, that may be behind the wrong answers.
struct Suspect {
    attempts: Vec<Attempt>,
    /// The checks that it fails with the same wrong answer.
    explains: Vec<usize>,
    /// How many failed checks it would have failed otherwise.
    doubted: usize,
    /// How many failed checks it would have passed.
    unexplained: usize,
}

impl Suspect {
    /// Whether the two together explain all, each a part of its own, and nothing speaks against either.
    fn completes(&self, other: &Suspect, wrong: usize) -> bool {
        let are_apart = self.explains.iter().all(|check| !other.explains.contains(check));
        are_apart && self.doubted + other.doubted == 0 && self.explains.len() + other.explains.len() == wrong
    }
}

/// So many pairs of mistakes are tried at most.
const MOST_PAIRS: usize = 200;

/// Whether there is a wrong answer to explain.
fn is_wrong(status: &Status) -> bool {
    matches!(status, Status::Failed(_) | Status::Panicked { .. })
}

/// What `unwrap` and `expect` say behind their own words, which everybody chooses otherwise: the error.
fn cause(message: &str) -> Option<&str> {
    message.rsplit_once(": ").map(|(_, cause)| cause)
}

/// Whether a mistake went wrong in just the same way, or neither went wrong.
fn same(learner: &Status, mistake: &Status) -> bool {
    match (learner, mistake) {
        (Status::Failed(ours), Status::Failed(theirs)) => {
            ours.expected == theirs.expected && ours.given == theirs.given && ours.seen.agrees_with(&theirs.seen)
        }
        (Status::Panicked { message: ours, .. }, Status::Panicked { message: theirs, .. }) => {
            ours == theirs || cause(ours).is_some_and(|cause_of_ours| Some(cause_of_ours) == cause(theirs))
        }
        (Status::Passed, Status::Passed) => true,
        _ => false,
    }
}
