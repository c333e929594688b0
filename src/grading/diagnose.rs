//! Names the mistake whose wrong answer equals the learner's.
//!
//! Every known mistake is running code, so the grader can give it the same input. A mistake explains a
//! failed check when it fails that check with the same wrong answer. It is contradicted by every passed
//! check that it would have failed, and doubted by every failed one that it would have failed otherwise:
//! there another mistake may be at work beside it. What is contradicted more often than it explains is not
//! named at all; what is neither contradicted nor doubted is named without reserve.

use rayon::prelude::*;

use mlings_verdict::{LooksLike, Status};

use super::Lesson;

/// For every check, the mistake that best explains its status. Passed checks have none.
///
/// # Panics
/// When there are more statuses than the exercise has checks, and one of them is a wrong answer.
pub fn diagnose(lesson: &dyn Lesson, seed: u64, statuses: &[Status]) -> Vec<Option<LooksLike>> {
    if !statuses.iter().any(is_wrong) {
        return vec![None; statuses.len()];
    }
    let mistakes = lesson.mistakes();
    let all = (0..mistakes.len()).into_par_iter();
    let suspects: Vec<Suspect> = all.filter_map(|mistake| suspect(lesson, mistake, seed, statuses)).collect();
    let best = |check: usize| {
        let candidates = suspects.iter().filter(|suspect| suspect.explains.contains(&check));
        let suspect = candidates
            .min_by_key(|suspect| (suspect.contradicted + suspect.doubted, usize::MAX - suspect.explains.len()))?;
        let named = mistakes[suspect.mistake];
        Some(LooksLike {
            mistake: named.name.to_owned(),
            advice: named.advice.to_owned(),
            consistent: suspect.contradicted + suspect.doubted == 0,
        })
    };
    (0..statuses.len()).map(best).collect()
}

/// A mistake that may be behind the wrong answers.
struct Suspect {
    mistake: usize,
    /// The checks that it fails with the same wrong answer.
    explains: Vec<usize>,
    /// How many passed checks it would have failed.
    contradicted: usize,
    /// How many failed checks it would have failed otherwise.
    doubted: usize,
}

/// Tries a mistake on every check that was attempted; the failed ones first, since most mistakes end there.
fn suspect(lesson: &dyn Lesson, mistake: usize, seed: u64, statuses: &[Status]) -> Option<Suspect> {
    let wrong = lesson.with_mistake(mistake);
    let (mut explains, mut doubted) = (Vec::new(), 0);
    for (check, status) in statuses.iter().enumerate().filter(|(_, status)| is_wrong(status)) {
        let theirs = wrong.check(check, seed);
        if same(status, &theirs) {
            explains.push(check);
        } else if theirs != Status::Passed {
            doubted += 1;
        }
    }
    if explains.is_empty() {
        return None;
    }
    let passed = (0..statuses.len()).filter(|check| statuses[*check] == Status::Passed);
    let contradicted = passed.filter(|check| wrong.check(*check, seed) != Status::Passed).count();
    (explains.len() >= contradicted).then_some(Suspect { mistake, explains, contradicted, doubted })
}

/// Whether there is a wrong answer to explain.
fn is_wrong(status: &Status) -> bool {
    matches!(status, Status::Failed(_) | Status::Panicked { .. })
}

/// Whether a mistake went wrong in just the same way.
fn same(learner: &Status, mistake: &Status) -> bool {
    match (learner, mistake) {
        (Status::Failed(ours), Status::Failed(theirs)) => {
            ours.expected == theirs.expected && ours.given == theirs.given && ours.seen.agrees_with(&theirs.seen)
        }
        (Status::Panicked { message: ours, .. }, Status::Panicked { message: theirs, .. }) => ours == theirs,
        _ => false,
    }
}
