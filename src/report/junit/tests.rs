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
        ["tests", "failures", "errors", "skipped"].map(|name| element.attributes.get(name).cloned().unwrap_or_default())
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
