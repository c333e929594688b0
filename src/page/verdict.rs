//! What came of a grading, as the page shows it.

use mlings_verdict::page::Outcome;
use mlings_verdict::{Status, Verdict};
use serde::Deserialize;
use serde_json::{Value, json};

/// For the browser: text only, in the words of the other reports.
pub(crate) fn shown(outcome: &Outcome) -> Value {
    match outcome {
        Outcome::Nothing => json!({ "kind": "nothing" }),
        Outcome::Problem(words) => json!({ "kind": "problem", "words": words }),
        Outcome::Uncompiled(said) => json!({ "kind": "uncompiled", "words": said }),
        Outcome::Graded(report) => match Verdict::deserialize(report) {
            Ok(verdict) => graded(&verdict),
            Err(error) => json!({ "kind": "problem", "words": format!("the verdict cannot be read ({error})") }),
        },
    }
}

fn graded(verdict: &Verdict) -> Value {
    let best = verdict.most_telling();
    let checks: Vec<Value> = verdict
        .checks
        .iter()
        .enumerate()
        .map(|(number, check)| {
            let lines: Vec<Value> = check
                .explanation()
                .into_iter()
                .map(|(label, text)| json!({ "label": label.words(), "text": text, "is_advice": label.is_advice() }))
                .collect();
            json!({
                "name": check.name, "points": check.points, "earned": check.earned(), "status": word(&check.status),
                "lines": lines, "is_open": best == Some(number),
            })
        })
        .collect();
    let kind = if verdict.is_unstarted() { "unstarted" } else { "graded" };
    json!({
        "kind": kind, "score": verdict.score, "out_of": verdict.out_of, "is_full": verdict.is_full(),
        "seed": verdict.seed.to_string(), "checks": checks,
    })
}

fn word(status: &Status) -> &'static str {
    match status {
        Status::Passed => "passed",
        Status::Failed(_) => "failed",
        Status::NotAttempted => "not attempted",
        Status::Panicked { .. } => "panicked",
        Status::Stopped { .. } => "stopped",
        Status::Trouble { .. } => "not graded",
    }
}
