//! A text in Markdown as a terminal shows it: filled to a width, with tables drawn and emphasis made visible.

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use textwrap::core::display_width;
use textwrap::{WordSplitter, wrap};

use crate::report::terminal::{FAINT, STRONG, styled};

/// What a link leads to, said behind its text; nothing where the text is enough.
pub(in crate::practice) type Signpost = fn(&str) -> Option<String>;

/// A literal: code, a name, a formula.
const CODE: Style = AnsiColor::Cyan.on_default();
const TITLE: Style = Style::new().bold().underline();
const EMPHASIS: Style = Style::new().italic();
const LINK: Style = Style::new().underline();
/// A space at which no line is broken.
const GLUE: char = '\u{a0}';

/// Lays a text out for so many columns. Colours are plain escape codes.
pub(in crate::practice) fn laid_out(markdown: &str, width: usize, signpost: Signpost) -> String {
    let mut page = Page { width: width.max(20), signpost, ..Page::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        page.take(event);
    }
    page.end_block();
    page.text
}

/// A page that is being written.
struct Page {
    width: usize,
    signpost: Signpost,
    text: String,
    /// The words of the block that is not at its end yet.
    words: String,
    /// How the words that come are shown.
    styles: Vec<Style>,
    /// What stands left of every line of the items that are open.
    indents: Vec<String>,
    /// What stands left of the next line alone: an item's mark.
    mark: Option<String>,
    /// The next number of every open list, where it has numbers.
    numbers: Vec<Option<u64>>,
    links: Vec<String>,
    in_code: bool,
    table: Option<Vec<Vec<String>>>,
}

impl Default for Page {
    fn default() -> Page {
        Page {
            width: 80,
            signpost: |_| None,
            text: String::new(),
            words: String::new(),
            styles: Vec::new(),
            indents: Vec::new(),
            mark: None,
            numbers: Vec::new(),
            links: Vec::new(),
            in_code: false,
            table: None,
        }
    }
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.in_code => self.code_lines(&text),
            Event::Text(text) => self.say(&text),
            Event::Code(code) => {
                let code = styled(CODE, code.replace(' ', &GLUE.to_string()));
                self.words += &code;
            }
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            Event::Rule => self.gap(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.gap();
                self.styles.push(if level == HeadingLevel::H1 { TITLE } else { STRONG });
            }
            Tag::Paragraph => self.gap(),
            Tag::CodeBlock(_) => {
                self.end_block();
                self.gap();
                self.in_code = true;
            }
            Tag::List(first) => {
                self.end_block();
                if self.numbers.is_empty() {
                    self.gap();
                }
                self.numbers.push(first);
            }
            Tag::Item => {
                let number = self.numbers.last_mut().and_then(Option::as_mut);
                let mark = number.map_or("- ".to_owned(), |number| {
                    *number += 1;
                    format!("{}. ", *number - 1)
                });
                self.indents.push(" ".repeat(mark.len()));
                self.mark = Some(mark);
            }
            Tag::Emphasis => self.styles.push(EMPHASIS),
            Tag::Strong => self.styles.push(STRONG),
            Tag::Link { dest_url, .. } => {
                self.links.push(dest_url.into_string());
                self.styles.push(LINK);
            }
            Tag::Table(_) => {
                self.gap();
                self.table = Some(Vec::new());
            }
            Tag::TableHead | Tag::TableRow => self.table.iter_mut().for_each(|table| table.push(Vec::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.end_block();
                self.styles.pop();
            }
            TagEnd::Paragraph => self.end_block(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::List(_) => drop(self.numbers.pop()),
            TagEnd::Item => {
                self.end_block();
                self.indents.pop();
                self.mark = None;
            }
            TagEnd::Emphasis | TagEnd::Strong => drop(self.styles.pop()),
            TagEnd::Link => {
                self.styles.pop();
                let link = self.links.pop().unwrap_or_default();
                if let Some(words) = (self.signpost)(&link) {
                    self.words +=
                        &format!(" {}", styled(FAINT, format!("({})", words.replace(' ', &GLUE.to_string()))));
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.words);
                self.table.iter_mut().filter_map(|table| table.last_mut()).for_each(|row| row.push(cell.clone()));
            }
            TagEnd::Table => {
                let table = self.table.take().unwrap_or_default();
                self.text += &drawn(&table, self.width, &self.indent());
            }
            _ => {}
        }
    }

    /// Adds words as they are shown now, each with its style around it: a line may end between any two.
    fn say(&mut self, text: &str) {
        let style = self.styles.iter().fold(Style::new(), |whole, style| merged(whole, *style));
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            if !word.is_empty() {
                self.words += &styled(style, word);
            }
            if word.len() < piece.len() {
                self.words.push(' ');
            }
        }
    }

    fn code_lines(&mut self, code: &str) {
        for line in code.lines() {
            let indent = self.next_indent();
            self.text += format!("{indent}  {}", styled(CODE, line)).trim_end();
            self.text.push('\n');
        }
    }

    /// Writes the words of a block.
    fn end_block(&mut self) {
        let words = std::mem::take(&mut self.words);
        if words.trim().is_empty() {
            return;
        }
        let (first, rest) = (self.next_indent(), self.indent());
        let options = textwrap::Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .word_splitter(WordSplitter::NoHyphenation);
        self.text += &textwrap::fill(words.trim(), options).replace(GLUE, " ");
        self.text.push('\n');
    }

    fn indent(&self) -> String {
        self.indents.concat()
    }

    /// What stands left of the next line: the mark of an item whose first line it is.
    fn next_indent(&mut self) -> String {
        match (self.mark.take(), self.indents.split_last()) {
            (Some(mark), Some((_, outer))) => outer.concat() + &mark,
            _ => self.indent(),
        }
    }

    /// An empty line before the next block, but not behind the mark of an item.
    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") && self.mark.is_none() {
            self.text.push('\n');
        }
    }
}

fn merged(a: Style, b: Style) -> Style {
    a.effects(a.get_effects() | b.get_effects()).fg_color(b.get_fg_color().or(a.get_fg_color()))
}

/// A table whose cells are wrapped so that it fits.
fn drawn(rows: &[Vec<String>], width: usize, indent: &str) -> String {
    const GAP: usize = 3;
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cell = |row: &Vec<String>, column: usize| row.get(column).map_or(String::new(), |cell| cell.trim().to_owned());
    let widest = |column: usize| rows.iter().map(|row| display_width(&cell(row, column))).max().unwrap_or(0);
    let widths = fitting(
        (0..n_columns).map(widest).collect(),
        width.saturating_sub(GAP * n_columns.saturating_sub(1) + indent.len()),
    );
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<Vec<String>> = (0..n_columns)
            .map(|column| {
                let options = textwrap::Options::new(widths[column].max(1)).word_splitter(WordSplitter::NoHyphenation);
                wrap(&cell(row, column), options).into_iter().map(|line| line.replace(GLUE, " ")).collect()
            })
            .collect();
        for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let columns = cells.iter().zip(&widths).map(|(cell, width)| {
                let words = cell.get(line).map_or("", String::as_str);
                let words = if number == 0 { styled(STRONG, words) } else { words.to_owned() };
                let gap = width.saturating_sub(display_width(&words));
                format!("{words}{:gap$}", "")
            });
            let columns = columns.collect::<Vec<_>>().join(" │ ");
            text += &format!("{indent}{}\n", columns.trim_end());
        }
        if number == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            text += &format!("{indent}{}\n", styled(FAINT, rules.join("─┼─")));
        }
    }
    text
}

/// Takes columns from the widest ones until all of them fit.
fn fitting(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    const LEAST: usize = 6;
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > LEAST) else { break };
        *widest -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(markdown: &str, width: usize) -> String {
        let signpost: Signpost = |link| link.starts_with("http").then(|| link.to_owned());
        anstream::adapter::strip_str(&laid_out(markdown, width, signpost)).to_string()
    }

    #[test]
    fn paragraphs_and_items_are_filled_and_code_is_kept() {
        let guide = "# Title\n\nOne two\nthree four.\n\n- item one\n  goes on\n- two\n\n```\na  b\n```\n\n1. first\n2. second\n";
        let narrow =
            "Title\n\nOne two\nthree\nfour.\n\n- item one\n  goes on\n- two\n\n  a  b\n\n1. first\n2. second\n";
        assert_eq!(plain(guide, 20).lines().nth(2), Some("One two three four."));
        let mut page = Page { width: 10, ..Page::default() };
        Parser::new_ext(guide, Options::ENABLE_TABLES).for_each(|event| page.take(event));
        page.end_block();
        assert_eq!(anstream::adapter::strip_str(&page.text).to_string(), narrow);
    }

    #[test]
    fn code_is_not_broken_and_a_link_says_where_it_leads() {
        let text = plain("See `a b c d` and [the book](https://a.b) or [here](x.md).", 20);
        assert!(text.contains("a b c d") && text.contains("book (https://a.b)"), "{text}");
        assert!(text.contains("here.") && !text.contains("x.md"), "{text}");
    }

    #[test]
    fn a_table_fits_by_breaking_its_widest_column() {
        let table = "| a | b |\n|---|---|\n| one | two three four five six seven |\n";
        let text = plain(table, 24);
        let rows: Vec<&str> = text.lines().filter(|line| !line.contains('┼')).collect();
        assert_eq!(rows, ["a   │ b", "one │ two three four", "    │ five six seven"]);
        assert!(text.lines().all(|line| display_width(line) <= 24), "{text}");
    }

    #[test]
    fn emphasis_is_shown_and_its_signs_are_not() {
        let text = laid_out("**One two** and *three*.", 40, |_| None);
        assert_eq!(
            text,
            format!("{} {} and {}.\n", styled(STRONG, "One"), styled(STRONG, "two"), styled(EMPHASIS, "three"))
        );
    }
}
