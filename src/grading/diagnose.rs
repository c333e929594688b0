//! Names the mistake whose wrong answer equals the learner's.
//!
//! Every known mistake is running code, so the grader can give it the same input. An attempt at a mistake explains a
//! failed check when it fails that check with the same wrong answer, and again with the inputs of other seeds: an
//! agreement by chance does not come three times. It is contradicted by every passed check that it would have failed,
//! and doubted by every failed one that it would have failed otherwise: there something else is at work as well.
//!
//! A wrong name costs more than none. So a mistake that is contradicted is never named; what explains all that went
//! wrong is named without reserve, and the rest as a guess, if it explains enough.

use rayon::prelude::*;

use mlings_verdict::{LooksLike, Status};

use super::{Cases, Lesson, Named};

/// Runs one of the learner's checks again, with another seed.
pub type Again<'a> = dyn FnMut(usize, u64) -> Status + 'a;

/// For every check, the mistake that best explains its status. Passed checks have none.
///
/// # Panics
/// When there are more statuses than the exercise has checks, and one of them is a wrong answer.
pub fn diagnose(lesson: &dyn Lesson, seed: u64, statuses: &[Status], again: &mut Again<'_>) -> Vec<Option<LooksLike>> {
    if !statuses.iter().any(is_wrong) {
        return vec![None; statuses.len()];
    }
    let mistakes = lesson.mistakes();
    let attempts = |(mistake, named): (usize, &Named)| (0..named.attempts).map(move |attempt| (mistake, attempt));
    let all: Vec<(usize, usize)> = mistakes.iter().enumerate().flat_map(attempts).collect();
    let seen = Seen { seed, statuses };
    let single = |attempt: &(usize, usize)| {
        suspect(&*lesson.with_attempt(attempt.0, attempt.1), &seen)
            .map(|found| Suspect { attempts: vec![*attempt], ..found })
    };
    let mut suspects: Vec<Suspect> = all.par_iter().filter_map(single).collect();
    suspects.extend(pairs(lesson, &seen, &suspects));
    confirm(lesson, &seen, &mut suspects, again);
    if std::env::var_os("MLINGS_DIAGNOSE").is_some() {
        for s in &suspects {
            let names: Vec<_> = s.attempts.iter().map(|a| format!("{}#{}", mistakes[a.0].name, a.1)).collect();
            eprintln!(
                "DIAG {:?} explains {:?} contradicted {} doubted {} unexplained {}",
                names, s.explains, s.contradicted, s.doubted, s.unexplained
            );
        }
    }
    (0..statuses.len()).map(|check| named(&mistakes, &suspects, check)).collect()
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
    /// Which attempts at which mistakes.
    attempts: Vec<(usize, usize)>,
    /// The checks that it fails with the same wrong answer.
    explains: Vec<usize>,
    /// How many passed checks it would have failed.
    contradicted: usize,
    /// How many failed checks it would have failed otherwise.
    doubted: usize,
    /// How many failed checks it would have passed.
    unexplained: usize,
}

/// Tries wrong functions on every check that was attempted; the failed ones first, since most mistakes end there.
fn suspect(wrong: &dyn Lesson, seen: &Seen<'_>) -> Option<Suspect> {
    let mut suspect =
        Suspect { attempts: Vec::new(), explains: Vec::new(), contradicted: 0, doubted: 0, unexplained: 0 };
    for (check, status) in seen.wrong() {
        let theirs = wrong.check(check, seen.seed);
        if same(status, &theirs) {
            suspect.explains.push(check);
        } else if theirs == Status::Passed {
            suspect.unexplained += 1;
        } else {
            suspect.doubted += 1;
        }
    }
    if suspect.explains.is_empty() {
        return None;
    }
    let passed = (0..seen.statuses.len()).filter(|check| seen.statuses[*check] == Status::Passed);
    suspect.contradicted = passed.filter(|check| wrong.check(*check, seen.seed) != Status::Passed).count();
    Some(suspect)
}

/// Two mistakes at once, where each explains something and neither explains all.
fn pairs(lesson: &dyn Lesson, seen: &Seen<'_>, singles: &[Suspect]) -> Vec<Suspect> {
    let partial: Vec<&Suspect> = singles.iter().filter(|suspect| suspect.contradicted == 0).collect();
    if partial.iter().any(|suspect| suspect.doubted + suspect.unexplained == 0) {
        return Vec::new();
    }
    let pairs = (0..partial.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    let of_two = |(one, other): (usize, usize)| {
        let [one, other] = [partial[one].attempts[0], partial[other].attempts[0]];
        if one.0 == other.0 {
            return None;
        }
        let both = lesson.with_both(one, other)?;
        suspect(&*both, seen).map(|found| Suspect { attempts: vec![one, other], ..found })
    };
    pairs.take(MOST_PAIRS).par_bridge().filter_map(of_two).collect()
}

/// Asks the same questions with other seeds, and drops the agreements that do not come again. A check that asks the same
/// with every seed is not run again.
fn confirm(lesson: &dyn Lesson, seen: &Seen<'_>, suspects: &mut Vec<Suspect>, again: &mut Again<'_>) {
    let checks = lesson.checks();
    for (check, _) in seen.wrong() {
        for seed in [seen.seed.wrapping_add(1), seen.seed.wrapping_add(2)] {
            let explains = suspects.par_iter_mut().filter(|suspect| suspect.explains.contains(&check));
            let theirs: Vec<(&mut Suspect, Status, bool)> = explains
                .map(|suspect| {
                    let mut cases = Cases::new(seed, checks[check].name);
                    let status = suspect.functions(lesson).check_on(check, &mut cases);
                    (suspect, status, cases.is_used())
                })
                .collect();
            if !theirs.iter().any(|(.., is_new)| *is_new) {
                break;
            }
            let learners = again(check, seed);
            for (suspect, status, _) in theirs {
                if !same(&learners, &status) {
                    suspect.explains.retain(|explained| *explained != check);
                    suspect.doubted += 1;
                }
            }
        }
    }
    suspects.retain(|suspect| !suspect.explains.is_empty());
}

impl Suspect {
    fn functions(&self, lesson: &dyn Lesson) -> Box<dyn Lesson> {
        match self.attempts[..] {
            [one, other] => lesson.with_both(one, other).expect("both were tried together before"),
            _ => lesson.with_attempt(self.attempts[0].0, self.attempts[0].1),
        }
    }
}

/// So many pairs of mistakes are tried at most.
const MOST_PAIRS: usize = 200;

/// The name of the mistake that explains this check best, if one is good enough.
fn named(mistakes: &[Named], suspects: &[Suspect], check: usize) -> Option<LooksLike> {
    let candidates = suspects.iter().filter(|suspect| suspect.explains.contains(&check));
    let suspect = candidates.min_by_key(|suspect| {
        (suspect.contradicted + suspect.doubted, suspect.attempts.len(), usize::MAX - suspect.explains.len())
    })?;
    let named: Vec<Named> = suspect.attempts.iter().map(|(mistake, _)| mistakes[*mistake]).collect();
    let of = |part: fn(&Named) -> &str, between: &str| named.iter().map(part).collect::<Vec<_>>().join(between);
    Some(LooksLike {
        mistake: of(|named| named.name, ", and "),
        advice: of(|named| named.advice, " "),
        consistent: suspect.contradicted + suspect.doubted == 0,
    })
}

/// Whether there is a wrong answer to explain.
fn is_wrong(status: &Status) -> bool {
    matches!(status, Status::Failed(_) | Status::Panicked { .. })
}

/// Whether a mistake went wrong in just the same way, or neither went wrong.
fn same(learner: &Status, mistake: &Status) -> bool {
    match (learner, mistake) {
        (Status::Failed(ours), Status::Failed(theirs)) => {
            ours.expected == theirs.expected && ours.given == theirs.given && ours.seen.agrees_with(&theirs.seen)
        }
        (Status::Panicked { message: ours, .. }, Status::Panicked { message: theirs, .. }) => ours == theirs,
        (Status::Passed, Status::Passed) => true,
        _ => false,
    }
}
