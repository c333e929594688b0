//! A report as JUnit's XML, which most services that run tests can show.
//!
//! A test suite is an exercise, a test case is a check. A failed check is a failure, one that was not
//! attempted is skipped, and what the learner is not to blame for, or what does not compile, is an error.

use std::io;

use mlings_verdict::{Graded, Label, Status, Verdict};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::words::{in_columns, on_one_line, plain};
use super::{Outcome, Report};

type Xml = Writer<Vec<u8>>;

/// The whole report.
pub fn document(reports: &[Report]) -> io::Result<String> {
    let all: Vec<Suite> = reports.iter().map(Suite::new).collect();
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let count = |kind| all.iter().map(|suite| suite.count(kind)).sum::<usize>().to_string();
    xml.create_element("testsuites")
        .with_attribute(("name", "mlings"))
        .with_attribute(("tests", all.iter().map(|suite| suite.cases.len()).sum::<usize>().to_string().as_str()))
        .with_attribute(("failures", count(Kind::Failure).as_str()))
        .with_attribute(("errors", count(Kind::Error).as_str()))
        .write_inner_content(|xml| all.iter().try_for_each(|suite| suite.write(xml)))?;
    String::from_utf8(xml.into_inner()).map(|text| text + "\n").map_err(io::Error::other)
}

/// One exercise.
struct Suite<'a> {
    id: &'a str,
    file: &'a str,
    properties: Vec<(&'static str, String)>,
    cases: Vec<Case>,
}

/// One check.
struct Case {
    /// One line.
    name: String,
    outcome: Option<NotPassed>,
    printed: String,
}

/// Why a check did not pass.
struct NotPassed {
    kind: Kind,
    /// A word for the way it went.
    category: &'static str,
    /// One line.
    message: String,
    /// All that is known.
    text: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Failure,
    Error,
    Skipped,
}

impl Kind {
    fn element(self) -> &'static str {
        match self {
            Kind::Failure => "failure",
            Kind::Error => "error",
            Kind::Skipped => "skipped",
        }
    }
}

impl Suite<'_> {
    fn new(report: &Report) -> Suite<'_> {
        let title = ("title", report.title.clone());
        let (properties, cases) = match &report.outcome {
            Outcome::Graded(verdict) => (properties(verdict), verdict.checks.iter().map(Case::new).collect()),
            Outcome::Uncompiled(said) => (Vec::new(), vec![Case::compiles_not(said)]),
        };
        let properties = [title].into_iter().chain(properties).collect();
        Suite { id: &report.id, file: &report.file, properties, cases }
    }

    fn count(&self, kind: Kind) -> usize {
        self.cases.iter().filter(|case| case.outcome.as_ref().is_some_and(|outcome| outcome.kind == kind)).count()
    }

    fn write(&self, xml: &mut Xml) -> io::Result<()> {
        let count = |kind| self.count(kind).to_string();
        xml.create_element("testsuite")
            .with_attribute(("name", self.id))
            .with_attribute(("file", on_one_line(self.file).as_str()))
            .with_attribute(("tests", self.cases.len().to_string().as_str()))
            .with_attribute(("failures", count(Kind::Failure).as_str()))
            .with_attribute(("errors", count(Kind::Error).as_str()))
            .with_attribute(("skipped", count(Kind::Skipped).as_str()))
            .write_inner_content(|xml| {
                xml.create_element("properties").write_inner_content(|xml| {
                    self.properties.iter().try_for_each(|property| write_property(xml, property))
                })?;
                self.cases.iter().try_for_each(|case| case.write(self.id, xml))
            })?;
        Ok(())
    }
}

/// What replays the verdict, and what it came to.
fn properties(verdict: &Verdict) -> Vec<(&'static str, String)> {
    let Verdict { seed, score, out_of, .. } = verdict;
    vec![("seed", seed.to_string()), ("score", score.to_string()), ("out_of", out_of.to_string())]
}

fn write_property(xml: &mut Xml, (name, value): &(&str, String)) -> io::Result<()> {
    let element = xml.create_element("property").with_attribute(("name", *name));
    element.with_attribute(("value", on_one_line(value).as_str())).write_empty()?;
    Ok(())
}

impl Case {
    fn new(check: &Graded) -> Case {
        Case { name: on_one_line(&check.name), outcome: NotPassed::new(check), printed: check.printed.clone() }
    }

    fn compiles_not(said: &str) -> Case {
        let (kind, category, message) = (Kind::Error, "compile_error", "does not compile".to_owned());
        let outcome = NotPassed { kind, category, message, text: said.to_owned() };
        Case { name: "compiles".to_owned(), outcome: Some(outcome), printed: String::new() }
    }

    fn write(&self, exercise: &str, xml: &mut Xml) -> io::Result<()> {
        let element = xml
            .create_element("testcase")
            .with_attribute(("classname", exercise))
            .with_attribute(("name", &*self.name));
        if self.outcome.is_none() && self.printed.is_empty() {
            element.write_empty()?;
            return Ok(());
        }
        element.write_inner_content(|xml| {
            self.outcome.iter().try_for_each(|outcome| outcome.write(xml))?;
            if !self.printed.is_empty() {
                xml.create_element("system-out").write_text_content(BytesText::new(&plain(&self.printed)))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}

impl NotPassed {
    fn new(check: &Graded) -> Option<NotPassed> {
        let (kind, category, message) = match &check.status {
            Status::Passed => return None,
            Status::NotAttempted => (Kind::Skipped, "not_attempted", "not attempted".to_owned()),
            Status::Failed(mismatch) => {
                (Kind::Failure, "failed", format!("expected {}, got {}", mismatch.expected, mismatch.got))
            }
            Status::Panicked { message, .. } => (Kind::Failure, "panicked", format!("panicked: {message}")),
            Status::Stopped { message } => (Kind::Failure, "stopped", message.clone()),
            Status::Trouble { message } => (Kind::Error, "trouble", message.clone()),
        };
        let lines = check.explanation().into_iter();
        // What was printed has an element of its own.
        let lines: Vec<_> = lines.filter(|(label, _)| *label != Label::Printed).collect();
        Some(NotPassed { kind, category, message: shortened(&on_one_line(&message)), text: in_columns(&lines) })
    }

    fn write(&self, xml: &mut Xml) -> io::Result<()> {
        let element = xml.create_element(self.kind.element()).with_attribute(("type", self.category));
        let element = element.with_attribute(("message", self.message.as_str()));
        match plain(&self.text).trim_end() {
            "" => element.write_empty()?,
            text => element.write_text_content(BytesText::new(text))?,
        };
        Ok(())
    }
}

/// The beginning of a long line; the whole of it stands in the text.
fn shortened(line: &str) -> String {
    const MOST: usize = 200;
    match line.char_indices().nth(MOST) {
        Some((cut, _)) => format!("{} ...", &line[..cut]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
