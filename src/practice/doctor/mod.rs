//! `doctor`: what is wrong with the workplace, and the command that mends it. It looks, and changes nothing.

mod datasets;
mod exercises;
mod folders;
#[cfg(target_os = "linux")]
mod leftovers;
mod mend;
mod record;
mod saves;
mod tools;

use std::process::ExitCode;

use serde::Serialize;

use super::output::print;
use super::workplace::Workplace;
use super::{NOT_WELL, Problem};
use crate::report::json;
use crate::report::terminal::{self, BAD, GOOD, STRONG, styled};

/// Everything that is looked at, in order.
const LOOKS: &[fn(&Workplace) -> Vec<Finding>] = &[
    tools::rust,
    tools::cargo,
    datasets::unchanged,
    exercises::tracks,
    exercises::files,
    exercises::guides,
    folders::exercises,
    folders::plots,
    folders::progress,
    folders::target,
    record::readable,
    saves::told,
    #[cfg(target_os = "linux")]
    leftovers::ended,
];

/// What one look found.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Finding {
    /// What was looked at; stable.
    name: &'static str,
    /// Whether it is as it should be.
    well: bool,
    /// What was seen.
    what: String,
    /// The command that mends it; none where nothing is to be mended.
    mend: Option<String>,
}

impl Finding {
    fn well(name: &'static str, what: impl Into<String>) -> Finding {
        Finding { name, well: true, what: what.into(), mend: None }
    }

    fn ill(name: &'static str, what: impl Into<String>, mend: impl Into<String>) -> Finding {
        Finding { name, well: false, what: what.into(), mend: Some(mend.into()) }
    }
}

/// The findings, for programs.
#[derive(Serialize)]
struct Examination<'a> {
    schema: u32,
    well: bool,
    findings: &'a [Finding],
}

/// The version of the JSON; it changes when a field changes its meaning.
const SCHEMA: u32 = 1;

pub(super) fn run(workplace: &Workplace, as_json: bool) -> Result<ExitCode, Problem> {
    let findings: Vec<Finding> = LOOKS.iter().flat_map(|look| look(workplace)).collect();
    let well = findings.iter().all(|finding| finding.well);
    let text = if as_json {
        json::text(&Examination { schema: SCHEMA, well, findings: &findings })
    } else {
        as_text(&findings, terminal::width())
    };
    print(&text)?;
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::from(NOT_WELL) })
}

fn as_text(findings: &[Finding], width: usize) -> String {
    let lines: String = findings.iter().map(|finding| line(finding, width)).collect();
    let closing = match findings.iter().filter(|finding| !finding.well).count() {
        0 => "All is well".to_owned(),
        1 => "One thing is to be mended: do what stands below it".to_owned(),
        many => format!("{many} things are to be mended: do what stands below each"),
    };
    format!("{lines}{}\n", styled(STRONG, closing))
}

fn line(finding: &Finding, width: usize) -> String {
    let sign = if finding.well { styled(GOOD, "✓") } else { styled(BAD, "✗") };
    let what = textwrap::wrap(&finding.what, width - 2).join("\n  ");
    // A command stays on its line, so that it can be copied.
    let mend = finding.mend.iter().map(|mend| format!("    {}\n", styled(STRONG, mend)));
    format!("{sign} {what}\n{}", mend.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ill_is_followed_by_what_mends_it() {
        let findings = [Finding::well("one", "one is well"), Finding::ill("two", "two is not well at all", "mend two")];
        let text = anstream::adapter::strip_str(&as_text(&findings, 14)).to_string();
        assert!(text.starts_with("✓ one is well\n✗ two is not\n  well at all\n    mend two\nOne thing"), "{text}");
    }
}
