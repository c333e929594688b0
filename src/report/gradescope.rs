//! A report as `results.json`, which Gradescope reads from an autograder:
//! <https://gradescope-autograders.readthedocs.io/en/latest/specs/>.
//!
//! A test is a check. An exercise that does not compile is one test, and everybody sees it whatever is hidden: it has
//! to do with no answer, and who hands it in must know. Gradescope adds up the scores of the tests by itself.

use std::time::Duration;

use mlings_verdict::{FULL_MARKS, Graded, Status, Verdict};
use serde::Serialize;

use super::words::{in_columns, on_one_line, plain};
use super::{Entry, Outcome, Report};

/// When students see a test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Never.
    Hidden,
    /// When the assignment's time is over.
    AfterDueDate,
    /// When the grades are published.
    AfterPublished,
    /// Always.
    #[default]
    Visible,
}

#[derive(Serialize)]
struct Results<'a> {
    execution_time: f64,
    visibility: Visibility,
    /// What the command printed is for teachers.
    stdout_visibility: Visibility,
    test_output_format: Format,
    test_name_format: Format,
    tests: Vec<Test<'a>>,
}

#[derive(Serialize)]
struct Test<'a> {
    name: String,
    /// Exercise and check, both from 1.
    number: String,
    score: u32,
    max_score: u32,
    status: Mark,
    output: String,
    output_format: Format,
    tags: [&'a str; 1],
    visibility: Visibility,
    extra_data: Extra<'a>,
}

/// What a program may want to know.
#[derive(Serialize)]
struct Extra<'a> {
    exercise: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<u64>,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Mark {
    Passed,
    Failed,
}

/// Words are shown as they are: nothing in them is taken for HTML or Markdown.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    Text,
}

/// The whole report; `visibility` is that of every check, `took` the time of the grading.
pub fn document(entries: &[Entry], visibility: Visibility, took: Duration) -> String {
    let tests = entries.iter().zip(1..).flat_map(|(entry, number)| match &entry.report.outcome {
        Outcome::Graded(verdict) => checks(entry, verdict, number, visibility),
        Outcome::Uncompiled(said) => vec![does_not_compile(entry, said, number)],
    });
    super::json::text(&Results {
        execution_time: (took.as_secs_f64() * 1e3).round() / 1e3,
        visibility,
        stdout_visibility: Visibility::Hidden,
        test_output_format: Format::Text,
        test_name_format: Format::Text,
        tests: tests.collect(),
    })
}

fn checks<'a>(entry: &Entry<'a>, verdict: &'a Verdict, number: usize, visibility: Visibility) -> Vec<Test<'a>> {
    let test = |(check, place): (&Graded, usize)| {
        let passed = check.status == Status::Passed;
        Test {
            name: on_one_line(&format!("{}: {}", verdict.title, check.name)),
            number: format!("{number}.{place}"),
            score: check.earned(),
            max_score: check.points,
            status: if passed { Mark::Passed } else { Mark::Failed },
            output: output(check),
            output_format: Format::Text,
            tags: [entry.track],
            visibility,
            extra_data: Extra { exercise: &verdict.id, seed: Some(verdict.seed) },
        }
    };
    verdict.checks.iter().zip(1..).map(test).collect()
}

fn does_not_compile<'a>(entry: &Entry<'a>, said: &str, number: usize) -> Test<'a> {
    let Report { id, title, file, .. } = entry.report;
    Test {
        name: on_one_line(&format!("{title}: {file} compiles")),
        number: format!("{number}.1"),
        score: 0,
        max_score: FULL_MARKS,
        status: Mark::Failed,
        output: plain(said),
        output_format: Format::Text,
        tags: [entry.track],
        visibility: Visibility::Visible,
        extra_data: Extra { exercise: id, seed: None },
    }
}

fn output(check: &Graded) -> String {
    match check.status {
        Status::NotAttempted => "not attempted\n".to_owned(),
        _ => in_columns(&check.explanation()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::samples;
    use super::*;

    fn results(visibility: Visibility) -> Value {
        let reports = samples::all();
        let entries: Vec<Entry> = reports.iter().map(|report| Entry { track: "Samples", best: None, report }).collect();
        let text = document(&entries, visibility, Duration::from_micros(1_234_567));
        serde_json::from_str(&text).expect("JSON")
    }

    #[test]
    fn every_check_is_a_test_with_its_points() {
        let results = results(Visibility::Visible);
        let tests = results["tests"].as_array().expect("tests");
        assert_eq!(tests.len(), samples::verdict().checks.len() + 1);
        let sum = |field: &str| tests.iter().filter_map(|test| test[field].as_u64()).sum::<u64>();
        assert_eq!((sum("score"), sum("max_score"), &results["execution_time"]), (10, 200, &1.235.into()));
        assert_eq!((&tests[1]["number"], &tests[1]["status"]), (&"1.2".into(), &"failed".into()));
        let output = tests[1]["output"].as_str().unwrap_or_default();
        assert!(output.contains("got         [NaN]") && output.contains("looks like  divides by"), "{output}");
        assert!(!results.to_string().contains("\\u001b"), "{results}");
    }

    #[test]
    fn checks_can_be_hidden_but_not_that_something_does_not_compile() {
        for (visibility, name) in [
            (Visibility::Hidden, "hidden"),
            (Visibility::AfterDueDate, "after_due_date"),
            (Visibility::AfterPublished, "after_published"),
        ] {
            let results = results(visibility);
            let tests = results["tests"].as_array().expect("tests");
            let (last, checks) = tests.split_last().expect("a test");
            assert!(checks.iter().all(|test| test["visibility"] == name), "{results:#}");
            assert_eq!((&last["visibility"], &results["visibility"]), (&"visible".into(), &name.into()));
        }
    }
}
