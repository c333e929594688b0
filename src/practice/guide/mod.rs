//! The guide of an exercise, and the ladder of hints in it.

mod page;

use std::io::IsTerminal;
use std::process::ExitCode;

use super::catalog::Exercise;
use super::output::{self, print};
use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::report::terminal;
pub(super) use page::laid_out;

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

    /// How hard it is and how long it takes, as the guide says it.
    pub fn effort(&self) -> Option<&str> {
        self.head.iter().map(|line| line.trim()).find(|line| line.starts_with("Difficulty: "))
    }

    /// What stands in a section.
    pub fn section(&self, name: &str) -> Option<String> {
        let section = self.sections.iter().find(|section| section.name == name)?;
        Some(section.lines.iter().map(|line| format!("{line}\n")).collect())
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
        self.with_hints_as(&format!("One at a time: {} hint {id}", invocation()))
    }

    /// The text with these words in place of the hints.
    pub fn with_hints_as(&self, words: &str) -> String {
        let one_by_one = [String::new(), words.to_owned(), String::new()];
        let mut text: String = self.head.iter().map(|line| format!("{line}\n")).collect();
        for Section { name, lines } in &self.sections {
            let lines = if name == HINTS { &one_by_one[..] } else { lines };
            text += &format!("## {name}\n");
            text.extend(lines.iter().map(|line| format!("{line}\n")));
        }
        text
    }
}

/// `guide`: shows the guide. On a terminal it is laid out and paged; elsewhere it is the Markdown that it is.
pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let exercise = workplace.exercise(name)?;
    let guide = Guide::read(workplace, exercise)?.without_hints(&exercise.id);
    if std::io::stdout().is_terminal() {
        output::page(&laid_out(&guide, terminal::width(), |link| {
            Some(link.to_owned()).filter(|link| is_outside(link))
        }))?;
    } else {
        print(&guide)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a link leads out of the workplace.
pub(super) fn is_outside(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUIDE: &str = "# Sums\n\nAdd up numbers.\n\n## Example\n1. no hint\n```\n## Hints\n```\n## Hints\n\n1. Think\n   of it.\n2. Code:\n\n   ```\n   x\n   ```\n## Going further\n3. no\n";

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
