//! Names the mistake whose wrong answer equals the learner's.
//!
//! Every known mistake is running code, so the grader can give it the same input. A mistake is a
//! candidate for a failed check when it fails that check with the same wrong answer. Among several
//! candidates the best is the one that contradicts the fewest passed checks (the mistake would have
//! failed them) and explains the most failed ones.

use super::verdict::LooksLike;
use super::{Lesson, Status};

/// For every check, the mistake that best explains its status. Passed checks have none.
pub fn diagnose(lesson: &dyn Lesson, seed: u64, statuses: &[Status]) -> Vec<Option<LooksLike>> {
    let failed: Vec<usize> = (0..statuses.len()).filter(|check| is_wrong(&statuses[*check])).collect();
    let passed: Vec<usize> = (0..statuses.len()).filter(|check| statuses[*check] == Status::Passed).collect();
    let suspects: Vec<Suspect> = lesson
        .mistakes()
        .iter()
        .enumerate()
        .filter_map(|(index, mistake)| {
            let wrong = lesson.with_mistake(index);
            let explains: Vec<usize> =
                failed.iter().copied().filter(|check| same(&statuses[*check], &wrong.check(*check, seed))).collect();
            if explains.is_empty() {
                return None;
            }
            let contradicts = passed.iter().filter(|check| wrong.check(**check, seed) != Status::Passed).count();
            Some(Suspect { name: mistake.name, advice: mistake.advice, explains, contradicts })
        })
        .collect();
    let best = |check: usize| {
        let candidates = suspects.iter().filter(|suspect| suspect.explains.contains(&check));
        let suspect = candidates.min_by_key(|suspect| (suspect.contradicts, usize::MAX - suspect.explains.len()))?;
        Some(LooksLike {
            mistake: suspect.name.to_owned(),
            advice: suspect.advice.to_owned(),
            consistent: suspect.contradicts == 0,
        })
    };
    (0..statuses.len()).map(best).collect()
}

/// A mistake that gives the same wrong answer in at least one check.
struct Suspect {
    name: &'static str,
    advice: &'static str,
    explains: Vec<usize>,
    contradicts: usize,
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
