//! The guide of an exercise, and the ladder of hints in it.

use std::process::ExitCode;

use super::catalog::Exercise;
use super::output::print;
use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::report::terminal::{self, STRONG, styled};

/// The section whose items come one by one.
const HINTS: &str = "Hints";

/// A guide in its parts. Line ends are line feeds, whatever the file has.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Guide {
    /// What stands above the first section: title and summary.
    head: Vec<String>,
    sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq)]
struct Section {
    name: String,
    /// Everything below the heading.
    lines: Vec<String>,
}

impl Guide {
    /// Reads the guide of an exercise.
    pub fn read(workplace: &Workplace, exercise: &Exercise) -> Result<Guide, Problem> {
        let guide = exercise.guide.display();
        let text = std::fs::read_to_string(workplace.root.join(&exercise.guide)).map_err(|error| {
            Problem::new(
                format!("the guide {guide} cannot be read ({error})"),
                format!("restore it with: git checkout -- {guide}"),
            )
        })?;
        Ok(Guide::parse(&text))
    }

    /// Takes a guide apart. Headings in a block of code are code.
    pub fn parse(text: &str) -> Guide {
        let mut guide = Guide { head: Vec::new(), sections: Vec::new() };
        let mut in_code = false;
        for line in text.lines() {
            in_code ^= line.trim_start().starts_with("```");
            match line.strip_prefix("## ") {
                Some(name) if !in_code => {
                    guide.sections.push(Section { name: name.trim().to_owned(), lines: Vec::new() });
                }
                _ => guide
                    .sections
                    .last_mut()
                    .map_or(&mut guide.head, |section| &mut section.lines)
                    .push(line.to_owned()),
            }
        }
        guide
    }

    /// The heading of the whole.
    pub fn title(&self) -> Option<&str> {
        let title = self.head.first()?.strip_prefix("# ")?.trim();
        (!title.is_empty()).then_some(title)
    }

    /// The first paragraph, a sentence, as the end of another one: without its full stop, and begun small where it
    /// begins with a word and not with an abbreviation.
    pub fn summary(&self) -> Option<String> {
        let behind = self.head.iter().skip(1).map(|line| line.trim());
        let paragraph: Vec<&str> =
            behind.skip_while(|line| line.is_empty()).take_while(|line| !line.is_empty()).collect();
        let sentence = paragraph.join(" ");
        let sentence = sentence.strip_suffix('.').unwrap_or(&sentence);
        let mut letters = sentence.chars();
        let first = letters.next()?;
        let is_word = letters.clone().next().is_none_or(|second| !second.is_uppercase());
        Some(if is_word { first.to_lowercase().chain(letters).collect() } else { sentence.to_owned() })
    }

    /// The numbered hints, from nudge to near-code.
    pub fn hints(&self) -> Vec<String> {
        let mut hints: Vec<String> = Vec::new();
        let section = self.sections.iter().find(|section| section.name == HINTS);
        for line in section.into_iter().flat_map(|section| &section.lines) {
            let next = format!("{}. ", hints.len() + 1);
            if let Some(first) = line.strip_prefix(&next) {
                hints.push(first.to_owned());
            } else if let Some(hint) = hints.last_mut() {
                // Continuations are indented as Markdown asks.
                hint.push('\n');
                hint.push_str(line.strip_prefix("   ").unwrap_or(line));
            }
        }
        hints.iter().map(|hint| hint.trim_end().to_owned()).collect()
    }

    /// The text without the hints, in whose place stands how to get them.
    pub fn without_hints(&self, id: &str) -> String {
        let one_by_one = [String::new(), format!("One at a time: {} hint {id}", invocation()), String::new()];
        let mut text: String = self.head.iter().map(|line| format!("{line}\n")).collect();
        for Section { name, lines } in &self.sections {
            let lines = if name == HINTS { &one_by_one[..] } else { lines };
            text += &format!("## {name}\n");
            text.extend(lines.iter().map(|line| format!("{line}\n")));
        }
        text
    }
}

/// `guide`: shows the guide with its headings made strong.
pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let exercise = workplace.exercise(name)?;
    let guide = Guide::read(workplace, exercise)?.without_hints(&exercise.id);
    print(&with_strong_headings(&reflowed(&guide, terminal::width())))?;
    Ok(ExitCode::SUCCESS)
}

/// The guide as a terminal shows it.
pub(super) fn with_strong_headings(guide: &str) -> String {
    let line = |line: &str| if line.starts_with('#') { styled(STRONG, line) + "\n" } else { format!("{line}\n") };
    guide.lines().map(line).collect()
}
/// Paragraphs and list items filled to the width; tables, code and headings as they are.
pub(super) fn reflowed(guide: &str, width: usize) -> String {
    let (mut text, mut paragraph, mut in_code) = (String::new(), Paragraph::default(), false);
    for line in guide.lines() {
        let words = line.trim_start();
        let is_fence = words.starts_with("```");
        if is_fence
            || in_code
            || words.is_empty()
            || words.starts_with('|')
            || words.starts_with("# ")
            || words.starts_with("## ")
        {
            text += &paragraph.take(width);
            text += &format!("{line}\n");
            in_code ^= is_fence;
        } else {
            if let Some(marker) = list_marker(words) {
                text += &paragraph.take(width);
                paragraph.indent = line.len() - words.len() + marker;
            }
            paragraph.add(line);
        }
    }
    text + &paragraph.take(width)
}

/// Lines that belong together.
#[derive(Default)]
struct Paragraph {
    first: String,
    words: String,
    /// How far the lines behind the first one are moved in.
    indent: usize,
}

impl Paragraph {
    fn add(&mut self, line: &str) {
        if self.words.is_empty() {
            self.first = " ".repeat(line.len() - line.trim_start().len());
        }
        self.words += &format!("{} ", line.trim());
    }

    fn take(&mut self, width: usize) -> String {
        let Paragraph { first, words, indent } = std::mem::take(self);
        if words.is_empty() {
            return String::new();
        }
        let hanging = " ".repeat(indent.max(first.len()));
        let options = textwrap::Options::new(width).initial_indent(&first).subsequent_indent(&hanging);
        textwrap::fill(words.trim_end(), options) + "\n"
    }
}

/// The length of "- " or "1. ", where a line begins with one.
fn list_marker(words: &str) -> Option<usize> {
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    if words.starts_with("- ") {
        Some(2)
    } else if digits > 0 && words[digits..].starts_with(". ") {
        Some(digits + 2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = "# Sums\n\nAdd up numbers.\n\n## Example\n1. no hint\n```\n## Hints\n```\n## Hints\n\n1. Think\n   of it.\n2. Code:\n\n   ```\n   x\n   ```\n## Going further\n3. no\n";

    #[test]
    fn paragraphs_are_filled_and_all_else_is_kept() {
        let guide = "## Why\n\nOne two\nthree four.\n\n- item one\n  goes on\n- two\n\n```\na  b\n```\n| x | y |\n";
        let narrow = "## Why\n\nOne two\nthree\nfour.\n\n- item one\n  goes on\n- two\n\n```\na  b\n```\n| x | y |\n";
        assert_eq!(reflowed(guide, 10), narrow);
        assert!(reflowed(guide, 80).contains("One two three four.\n\n- item one goes on\n- two\n"));
    }

    #[test]
    fn hints_are_the_numbered_items_of_their_section() {
        assert_eq!(Guide::parse(GUIDE).hints(), ["Think\nof it.", "Code:\n\n```\nx\n```"]);
    }

    #[test]
    fn hints_are_left_out_of_what_is_shown() {
        let shown = Guide::parse(GUIDE).without_hints("sums");
        assert!(
            shown.contains("## Hints\n\nOne at a time: ") && shown.ends_with("\n## Going further\n3. no\n"),
            "{shown}"
        );
        assert!(!shown.contains("Think") && shown.contains("```\n## Hints\n```"), "{shown}");
    }

    #[test]
    fn line_ends_of_windows_change_nothing() {
        assert_eq!(Guide::parse(&GUIDE.replace('\n', "\r\n")), Guide::parse(GUIDE));
    }

    #[test]
    fn a_summary_is_the_first_sentence_begun_small() {
        let summary = |text: &str| Guide::parse(&format!("# T\n\n{text}\n\n## Why\n")).summary();
        assert_eq!(summary("Add up\nnumbers.").as_deref(), Some("add up numbers"));
        assert_eq!(summary("SQL in rows.").as_deref(), Some("SQL in rows"));
        assert_eq!(summary(""), None);
    }
}
