//! The guide of an exercise, and the ladder of hints in it.

use std::io::Write;
use std::process::ExitCode;

use super::workplace::Workplace;
use super::{Problem, invocation};
use crate::grading::Lesson;
use crate::report::terminal::{self, STRONG, styled};

/// The numbered hints of a guide's section "Hints", from nudge to near-code.
pub fn hints(guide: &str) -> Vec<String> {
    let section =
        guide.lines().skip_while(|line| *line != "## Hints").skip(1).take_while(|line| !line.starts_with("## "));
    let mut hints: Vec<String> = Vec::new();
    for line in section {
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

/// `guide`: shows the guide with its headings made strong.
pub(super) fn run(workplace: &Workplace, name: &str) -> Result<ExitCode, Problem> {
    let lesson = workplace.lesson(name)?;
    let guide = without_hints(&read(workplace, lesson)?, lesson.about().id);
    let _ = anstream::stdout().lock().write_all(with_strong_headings(&reflowed(&guide, terminal::width())).as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// The guide without its hints, which come one by one.
pub(super) fn without_hints(guide: &str, id: &str) -> String {
    let (before, hints) = guide.split_once("## Hints\n").unwrap_or((guide, ""));
    let behind = hints.find("\n## ").map_or("", |at| &hints[at..]);
    format!("{before}## Hints\n\nOne at a time: {} hint {id}\n{behind}", invocation())
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

/// The guide's text.
pub(super) fn read(workplace: &Workplace, lesson: &dyn Lesson) -> Result<String, Problem> {
    let guide = lesson.about().guide();
    std::fs::read_to_string(workplace.root.join(&guide)).map_err(|error| {
        Problem::new(
            format!("the guide {} cannot be read ({error})", guide.display()),
            format!("restore it with: git checkout -- {}", guide.display()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::hints;

    #[test]
    fn paragraphs_are_filled_and_all_else_is_kept() {
        let guide = "## Why\n\nOne two\nthree four.\n\n- item one\n  goes on\n- two\n\n```\na  b\n```\n| x | y |\n";
        let narrow = "## Why\n\nOne two\nthree\nfour.\n\n- item one\n  goes on\n- two\n\n```\na  b\n```\n| x | y |\n";
        assert_eq!(super::reflowed(guide, 10), narrow);
        assert!(super::reflowed(guide, 80).contains("One two three four.\n\n- item one goes on\n- two\n"));
    }

    #[test]
    fn hints_are_the_numbered_items_of_their_section() {
        let guide = "## Example\n1. no hint\n## Hints\n\n1. Think\n   of it.\n2. Code:\n\n   ```\n   x\n   ```\n## Going further\n3. no\n";
        assert_eq!(hints(guide), ["Think\nof it.", "Code:\n\n```\nx\n```"]);
    }
}
