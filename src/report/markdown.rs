//! A report as Markdown, for a teacher or a pull request.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Component, Path};

use mlings_verdict::{Drawing, Graded, Label, Status, Verdict};

use super::level::Ladder;
use super::words::{explanation, in_columns, on_one_line, plain};
use super::{Entry, Outcome, Report, Totals, seed};

/// The whole report. `workplace` is the way from the report to the folder that plots are named from.
pub fn document(entries: &[Entry], ladder: &Ladder, workplace: &Path) -> String {
    let sections: String = entries.iter().map(|entry| section(entry.report)).collect();
    let level = format!("Level: {}. {}\n", ladder.name(), escaped(&ladder.way()));
    let (sum, table) = (sum(entries), table(entries));
    format!("# mlings report\n\n{sum}{level}\n{table}{sections}{}", plots(entries, workplace))
}

fn sum(entries: &[Entry]) -> String {
    let totals = Totals::of(entries.iter().map(|entry| entry.report));
    let Totals { score, out_of, .. } = totals;
    let mut text = format!("{score} of {out_of} points; {} have full marks.\n", totals.full_in_words());
    if let Some(seed) = seed(entries) {
        let _ = writeln!(text, "The same inputs again: `--seed {seed}`.");
    }
    text
}

fn table(entries: &[Entry]) -> String {
    let mut text = "| track | exercise | score | best |\n|---|---|---:|---:|\n".to_owned();
    for Entry { track, best, report } in entries {
        let score = match &report.outcome {
            Outcome::Uncompiled(_) => "does not compile".to_owned(),
            Outcome::Graded(verdict) if verdict.is_unstarted() => "not attempted".to_owned(),
            Outcome::Graded(verdict) => format!("{}/{}", verdict.score, verdict.out_of),
        };
        let best = best.map_or("–".to_owned(), |best| best.to_string());
        let _ = writeln!(text, "| {} | {} | {score} | {best} |", escaped(track), escaped(&report.title));
    }
    text
}

/// What went wrong in an exercise; nothing where nothing did, or where nothing is written yet.
fn section(report: &Report) -> String {
    match &report.outcome {
        Outcome::Graded(verdict) if verdict.is_full() || verdict.is_unstarted() => String::new(),
        Outcome::Graded(verdict) => failures(verdict),
        Outcome::Uncompiled(said) => {
            format!("{}does not compile:\n\n{}", heading(&report.title, &report.file), fenced(said))
        }
    }
}

fn heading(title: &str, file: &str) -> String {
    format!("\n## {}\n\n`{}` ", escaped(title), on_one_line(file))
}

fn failures(verdict: &Verdict) -> String {
    let mut text = heading(&verdict.title, &verdict.file);
    let _ = writeln!(text, "has {} of {} points.", verdict.score, verdict.out_of);
    let mut advised = BTreeSet::new();
    for check in &verdict.checks {
        if check.is_lost() {
            text += &failure(check, &mut advised);
        }
    }
    let unwritten = verdict.checks.iter().filter(|check| check.status == Status::NotAttempted);
    let unwritten: Vec<String> = unwritten.map(|check| format!("- {}\n", escaped(&check.name))).collect();
    if !unwritten.is_empty() {
        let _ = write!(text, "\n### Not attempted\n\n{}", unwritten.concat());
    }
    text
}

/// The values stand as code, so that nothing in them is taken for Markdown; the words to the learner as text.
/// What the code printed is left out: it is for the learner, and long.
fn failure(check: &Graded, advised: &mut BTreeSet<String>) -> String {
    let lines = explanation(check, advised).into_iter();
    let (advice, values): (Vec<_>, Vec<_>) =
        lines.filter(|(label, _)| *label != Label::Printed).partition(|(label, _)| label.is_advice());
    let mut text = format!("\n### ✗ {} (0/{})\n\n", escaped(&check.name), check.points);
    text += &fenced(&in_columns(&values));
    for (number, (label, words)) in advice.iter().enumerate() {
        let gap = if number == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}- {}: {}", label.words(), escaped(words));
    }
    text
}

fn plots(entries: &[Entry], workplace: &Path) -> String {
    let verdicts = entries.iter().filter_map(|entry| entry.report.verdict());
    let lines: String = verdicts.filter_map(|verdict| pictures(verdict, workplace)).collect();
    if lines.is_empty() { lines } else { format!("\n## Plots\n\n{lines}") }
}

/// The links to an exercise's pictures, if any was drawn.
fn pictures(verdict: &Verdict, workplace: &Path) -> Option<String> {
    let link = |name: &str, file: &Path| format!("[{}]({})", escaped(name), address(&workplace.join(file)));
    let drawn = verdict.plots.iter().filter_map(|plot| match &plot.drawing {
        Drawing::Drawn { files, .. } => files.last().map(|file| link(&plot.name, file)),
        Drawing::NotDrawn { .. } => None,
    });
    let links: Vec<String> = drawn.collect();
    let said = verdict.plots.iter().flat_map(|plot| match &plot.drawing {
        Drawing::Drawn { words, .. } => words.as_slice(),
        Drawing::NotDrawn { .. } => &[],
    });
    let words: String = said.map(|line| format!("  - {}\n", escaped(line))).collect();
    (!links.is_empty()).then(|| format!("- {}: {}\n{words}", escaped(&verdict.title), links.join(", ")))
}

/// Text on one line in which nothing is taken for Markdown, HTML or the end of a table's cell.
fn escaped(text: &str) -> String {
    const SPECIAL: &str = r"\`*_[]<>|~$&#";
    let mut safe = String::new();
    for character in on_one_line(text).chars() {
        if SPECIAL.contains(character) {
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}

/// A block of code, in a fence that is longer than any row of backticks in it.
fn fenced(text: &str) -> String {
    let text = plain(text);
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}text\n{}\n{fence}\n", text.trim_end())
}

/// A relative path as the address of a link.
fn address(path: &Path) -> String {
    let part = |component: Component| {
        let text = component.as_os_str().to_string_lossy().into_owned();
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    path.components().map(part).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn sample() -> String {
        let reports = samples::all();
        let entries: Vec<Entry> =
            reports.iter().map(|report| Entry { track: "Sa|mples", best: Some(60), report }).collect();
        document(&entries, &samples::ladder(), Path::new(".."))
    }

    #[test]
    fn a_table_keeps_its_columns_whatever_stands_in_it() {
        let text = sample();
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), 4, "{text}");
        for row in rows {
            assert_eq!(row.replace(r"\|", "").matches('|').count(), 5, "{row}");
        }
        assert!(text.contains(r"| Sa\|mples | A \| sample \<b\> | 10/100 | 60 |"), "{text}");
        assert!(text.contains("| does not compile | 60 |"), "{text}");
    }

    #[test]
    fn a_failed_check_says_what_was_given_expected_and_returned_and_what_it_looks_like() {
        let text = sample();
        let lines = "given       points [[0.0, 1.0],\n             [2.0, 3.0]]\nexpected    [1.0]\ngot         [NaN]\nwithin      1e-9\n";
        assert!(text.contains(lines), "{text}");
        assert!(text.contains("- looks like: divides by n\\_samples \\| 0\n- think: What is \\*0/0\\*?\n"), "{text}");
        assert!(text.contains("### Not attempted\n\n- is not written\n"), "{text}");
        assert!(text.contains("error[E0425]: cannot find value `f65` in <this> & that"), "{text}");
        assert!(!text.contains("### ✗ passes") && !text.contains('\u{1b}') && !text.contains('\0'), "{text}");
    }

    #[test]
    fn a_fence_cannot_be_closed_from_within() {
        assert_eq!(fenced("a ```` b\n```"), "`````text\na ```` b\n```\n`````\n");
    }

    #[test]
    fn plots_are_linked_from_where_the_report_is() {
        let linked = "[clusters](../plots/sample/a%20b.png)\n  - 1. a \\<film\\>\n";
        assert!(sample().contains(linked), "{}", sample());
    }

    #[test]
    fn full_marks_and_unwritten_files_need_no_words() {
        for status in [Status::NotAttempted, Status::Passed] {
            let mut verdict = samples::verdict();
            verdict.checks.iter_mut().for_each(|check| check.status = status.clone());
            assert_eq!(section(&Report::graded(verdict)), "");
        }
    }
}
