//! A report as JUnit's XML, which most services that run tests can show.
//!
//! A test suite is an exercise, a test case is a check. A failed check is a failure, one that was not
//! attempted is skipped, and what the learner is not to blame for, or what does not compile, is an error.

use std::io;

use mlings_verdict::{Graded, Label, Status, Verdict};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;

use super::words::{in_columns, on_one_line, plain};
use super::{Report, Uncompiled};

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
        match report {
            Report::Graded(verdict) => Suite::graded(verdict),
            Report::Uncompiled(uncompiled) => Suite::uncompiled(uncompiled),
        }
    }

    fn graded(verdict: &Verdict) -> Suite<'_> {
        Suite {
            id: &verdict.id,
            file: &verdict.file,
            properties: vec![
                ("title", verdict.title.clone()),
                ("seed", verdict.seed.to_string()),
                ("score", verdict.score.to_string()),
                ("out_of", verdict.out_of.to_string()),
            ],
            cases: verdict.checks.iter().map(Case::new).collect(),
        }
    }

    fn uncompiled(uncompiled: &Uncompiled) -> Suite<'_> {
        let outcome = NotPassed {
            kind: Kind::Error,
            category: "compile_error",
            message: "does not compile".to_owned(),
            text: uncompiled.compile_error.clone(),
        };
        Suite {
            id: &uncompiled.id,
            file: &uncompiled.file,
            properties: vec![("title", uncompiled.title.clone())],
            cases: vec![Case { name: "compiles".to_owned(), outcome: Some(outcome), printed: String::new() }],
        }
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

fn write_property(xml: &mut Xml, (name, value): &(&str, String)) -> io::Result<()> {
    let element = xml.create_element("property").with_attribute(("name", *name));
    element.with_attribute(("value", on_one_line(value).as_str())).write_empty()?;
    Ok(())
}

impl Case {
    fn new(check: &Graded) -> Case {
        Case { name: on_one_line(&check.name), outcome: NotPassed::new(check), printed: check.printed.clone() }
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
mod tests {
    use std::collections::BTreeMap;

    use quick_xml::escape::unescape;
    use quick_xml::events::BytesStart;
    use quick_xml::reader::Reader;

    use super::super::samples;
    use super::*;

    /// What a reader of XML finds: every element with its attributes and its text, in order.
    #[derive(Debug, Default)]
    struct Element {
        name: String,
        attributes: BTreeMap<String, String>,
        text: String,
    }

    fn parsed(text: &str) -> Vec<Element> {
        let mut reader = Reader::from_str(text);
        let (mut found, mut open) = (Vec::<Element>::new(), Vec::<usize>::new());
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(start) => {
                    open.push(found.len());
                    found.push(element(&start));
                }
                Event::Empty(start) => found.push(element(&start)),
                Event::End(_) => drop(open.pop()),
                Event::Text(text) => {
                    if let Some(at) = open.last() {
                        found[*at].text += &text;
                    }
                }
                Event::GeneralRef(name) => {
                    let character = unescape(&format!("&{};", &*name)).expect("an entity").into_owned();
                    if let Some(at) = open.last() {
                        found[*at].text += &character;
                    }
                }
                Event::Eof => return found,
                _ => {}
            }
        }
    }

    fn element(start: &BytesStart) -> Element {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            (attribute.key.as_ref().to_owned(), unescape(&attribute.value).expect("a value").into_owned())
        });
        Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new() }
    }

    fn named<'a>(elements: &'a [Element], name: &str) -> Vec<&'a Element> {
        elements.iter().filter(|element| element.name == name).collect()
    }

    #[test]
    fn it_can_be_read_again_and_counts_what_it_holds() {
        let elements = parsed(&document(&samples::all()).expect("a document"));
        let counts = |element: &Element| {
            ["tests", "failures", "errors", "skipped"]
                .map(|name| element.attributes.get(name).cloned().unwrap_or_default())
        };
        let suites = named(&elements, "testsuite");
        assert_eq!(
            suites.iter().map(|suite| counts(suite)).collect::<Vec<_>>(),
            [["6", "3", "1", "1"], ["1", "0", "1", "0"]]
        );
        assert_eq!(counts(named(&elements, "testsuites")[0]), ["7", "3", "2", ""]);
        let found = ["testcase", "failure", "error", "skipped", "system-out"].map(|name| named(&elements, name).len());
        assert_eq!(found, [7, 3, 2, 1, 1]);
    }

    #[test]
    fn words_come_through_whatever_they_hold() {
        let text = document(&samples::all()).expect("a document");
        assert!(text.chars().all(|character| character == '\n' || !character.is_control()), "{text:?}");
        let elements = parsed(&text);
        let failures = named(&elements, "failure");
        assert_eq!(failures[0].attributes["message"], "expected [1.0], got [NaN]");
        assert!(failures[0].text.contains("points [[0.0, 1.0],\n"), "{failures:?}");
        assert!(
            failures[0].text.contains("looks like  divides by n_samples | 0\nthink       What is *0/0*?"),
            "{failures:?}"
        );
        assert_eq!(failures[1].attributes["message"], "panicked: index out");
        assert_eq!(named(&elements, "testcase")[1].attributes["name"], "keeps a_b \"as is\" <1>");
        assert_eq!(named(&elements, "system-out")[0].text, "loud & <b>\n```\n]]>");
        let errors = named(&elements, "error");
        assert_eq!(errors[1].text, "error[E0425]: cannot find value `f65` in <this> & that");
    }

    #[test]
    fn a_long_message_is_cut_between_characters() {
        assert_eq!(shortened(&"ä".repeat(201)), format!("{} ...", "ä".repeat(200)));
    }
}
