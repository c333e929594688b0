//! What must hold for every exercise, whatever it is about.
//!
//! The reference has full marks on every seed; every mistake loses points and is the one that is named, without
//! reserve, in every check that it fails; every check is failed by a mistake; points sum to 100; names are unique.

use std::collections::BTreeSet;

use mlings_verdict::{FULL_MARKS, Graded, Status, Verdict};

use crate::diagnose::Mistakes;
use crate::{Lesson, grade_beside, grade_here};

/// What does not hold, a sentence for each. So many seeds are tried for the reference, and so many for every mistake.
pub fn faults(lesson: &dyn Lesson, seeds: u64, seeds_for_mistakes: u64) -> Vec<String> {
    let mut faults = words(lesson);
    faults.extend(reference(lesson, seeds));
    faults.extend(mistakes(lesson, seeds_for_mistakes));
    faults
}

/// Points that do not sum to 100, too few checks or mistakes, names that stand twice, advice that says too little.
pub fn words(lesson: &dyn Lesson) -> Vec<String> {
    let (checks, mistakes, id) = (lesson.checks(), lesson.mistakes(), lesson.about().id);
    let points: u32 = checks.iter().map(|check| check.points).sum();
    let names: BTreeSet<&str> = checks.iter().chain(&mistakes).map(|named| named.name).collect();
    let stand_twice = names.len() < checks.len() + mistakes.len();
    let short = mistakes.iter().filter(|mistake| mistake.advice.len() <= SHORTEST_ADVICE);
    let mut faults = Vec::new();
    let mut require = |holds: bool, fault: String| faults.extend((!holds).then_some(fault));
    require(points == FULL_MARKS, format!("{id}: the points sum to {points}"));
    require(CHECKS.contains(&checks.len()), format!("{id} has {} checks; write 8 to 14", checks.len()));
    require(mistakes.len() >= FEWEST_MISTAKES, format!("{id} has {} mistakes; write 6 or more", mistakes.len()));
    require(!stand_twice, format!("{id}: a name stands twice"));
    faults.extend(short.map(|mistake| format!("{id}: the advice of \"{}\" says too little", mistake.name)));
    faults
}

const CHECKS: std::ops::RangeInclusive<usize> = 8..=14;
const FEWEST_MISTAKES: usize = 6;
const SHORTEST_ADVICE: usize = 40;

/// Checks that the reference fails, and verdicts that are not the same twice.
pub fn reference(lesson: &dyn Lesson, seeds: u64) -> Vec<String> {
    let id = lesson.about().id;
    let mut faults = Vec::new();
    for seed in 0..seeds {
        let verdict = grade_here(lesson, seed);
        faults.extend(
            lost(&verdict).map(|check| {
                format!("{id}: the reference fails \"{}\" with seed {seed}: {:?}", check.name, check.status)
            }),
        );
    }
    if grade_here(lesson, 7) != grade_here(lesson, 7) {
        faults.push(format!("{id}: the reference gets two verdicts with one seed"));
    }
    faults
}

/// Mistakes that keep all points, or are not named without reserve in a check that they fail; checks that none fails.
pub fn mistakes(lesson: &dyn Lesson, seeds: u64) -> Vec<String> {
    let (id, known) = (lesson.about().id, Mistakes::of(lesson));
    let mut never_failed: BTreeSet<&str> = lesson.checks().iter().map(|check| check.name).collect();
    let mut faults = Vec::new();
    for (index, mistake) in lesson.mistakes().iter().enumerate() {
        for (attempt, seed) in (0..mistake.attempts).flat_map(|attempt| (0..seeds).map(move |seed| (attempt, seed))) {
            let wrong = lesson.with_attempt(index, attempt);
            let verdict = grade_beside(&known, &*wrong, seed);
            let which = if attempt == 0 { String::new() } else { format!(", attempt {attempt},") };
            let about = format!("{id}: \"{}\"{which} with seed {seed}", mistake.name);
            if verdict.is_full() {
                faults.push(format!("{about} gets full marks"));
            }
            for check in lost(&verdict) {
                never_failed.remove(check.name.as_str());
                if !matches!(check.status, Status::Failed(_) | Status::Panicked { .. }) {
                    faults.push(format!("{about} is not a wrong answer: {:?}", check.status));
                }
                let named = check.looks_like.as_ref().map(|cause| (cause.mistake.as_str(), cause.consistent));
                if named != Some((mistake.name, true)) {
                    faults.push(format!("{about}, check \"{}\": named {named:?}", check.name));
                }
            }
            if (index, attempt, seed) == (0, 0, 0) && verdict != grade_here(&*wrong, seed) {
                faults.push(format!("{about} gets two verdicts"));
            }
        }
    }
    faults.extend(never_failed.iter().map(|check| format!("{id}: no mistake fails \"{check}\"")));
    faults
}

fn lost(verdict: &Verdict) -> impl Iterator<Item = &Graded> {
    verdict.checks.iter().filter(|check| check.status != Status::Passed)
}
