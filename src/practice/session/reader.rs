//! A text to read: guides, hints, plots, problems. It is laid out anew whenever it is drawn, for the terminal's width.

use ratatui_core::style::Modifier;
use ratatui_core::text::Line;

use super::picture::lines;

/// What is read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Subject {
    Guide,
    /// Hints, with more to come.
    Hints,
    LastHint,
    Plots,
    /// A solution, the keys, a problem.
    Other,
}

/// A text, from some line on.
pub(super) struct Reader {
    pub subject: Subject,
    text: Content,
    top: usize,
    /// What is looked for, and whether it is still being typed.
    search: Option<(String, bool)>,
    /// The line that was found last.
    found: Option<usize>,
    /// How the last drawing came out: rows seen, and lines there are.
    seen: (usize, usize),
}

/// What a text is before it is laid out.
enum Content {
    /// Lines with escape codes.
    Lines(String),
    /// Markdown, and how it is laid out.
    Markdown(String, fn(&str, usize) -> String),
}

/// A way to go in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Way {
    Lines(isize),
    Pages(isize),
    Top,
    End,
}

impl Reader {
    /// A text whose lines are lines.
    pub fn new(subject: Subject, text: impl Into<String>) -> Reader {
        Reader { subject, text: Content::Lines(text.into()), top: 0, search: None, found: None, seen: (1, 1) }
    }

    /// A text in Markdown.
    pub fn markdown(subject: Subject, text: String, laid_out: fn(&str, usize) -> String) -> Reader {
        Reader { text: Content::Markdown(text, laid_out), ..Reader::new(subject, "") }
    }

    /// The same, from a line on.
    pub fn at(self, top: usize) -> Reader {
        Reader { top, ..self }
    }

    /// The same, from its last lines on.
    pub fn at_its_end(self) -> Reader {
        self.at(usize::MAX)
    }

    /// The line that is at the top.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Moves in the text.
    pub fn go(&mut self, way: Way) {
        self.top = gone(self.top, way, self.seen);
    }

    /// Begins to type what is looked for.
    pub fn look_for(&mut self) {
        self.search = Some((String::new(), true));
        self.found = None;
    }

    /// Whether letters belong to what is looked for.
    pub fn is_typing(&self) -> bool {
        self.search.as_ref().is_some_and(|(_, is_typed)| *is_typed)
    }

    /// Adds a letter to what is looked for, or takes one away.
    pub fn type_letter(&mut self, letter: Option<char>) {
        if let Some((words, _)) = &mut self.search {
            match letter {
                Some(letter) => words.push(letter),
                None => drop(words.pop()),
            }
        }
    }

    /// Ends the typing: with the search or without it.
    pub fn stop_typing(&mut self, is_wanted: bool) {
        self.search =
            self.search.take().filter(|(words, _)| is_wanted && !words.is_empty()).map(|(words, _)| (words, false));
    }

    /// Goes to the next line that holds what is looked for; behind the last one to the first.
    pub fn next_match(&mut self, width: usize) {
        let Some((words, _)) = &self.search else { return };
        let all = matches(&self.lines(width), words);
        let behind = |line: &&usize| self.found.map_or(**line >= self.top, |found| **line > found);
        self.found = all.iter().find(behind).or(all.first()).copied();
        self.top = self.found.unwrap_or(self.top);
    }

    /// What is looked for, in words for the status.
    pub fn searched(&self, width: usize) -> Option<String> {
        let (words, is_typed) = self.search.as_ref()?;
        if *is_typed {
            return Some(format!("/{words}_"));
        }
        let count = matches(&self.lines(width), words).len();
        Some(match count {
            0 => format!("{words:?} is not in this text"),
            count => format!("{words:?} is in {count} lines · n goes to the next"),
        })
    }

    /// As many lines as there is room for.
    pub fn draw(&mut self, width: usize, rows: usize) -> Vec<Line<'static>> {
        let mut lines = self.lines(width);
        if let Some((words, _)) = &self.search {
            for line in matches(&lines, words) {
                lines[line] = lines[line].clone().patch_style(Modifier::REVERSED);
            }
        }
        self.seen = (rows.max(1), lines.len());
        self.top = self.top.min(lines.len().saturating_sub(rows.max(1)));
        lines.into_iter().skip(self.top).take(rows).collect()
    }

    /// How many lines are below what is seen.
    pub fn below(&self) -> usize {
        self.seen.1.saturating_sub(self.top + self.seen.0)
    }

    fn lines(&self, width: usize) -> Vec<Line<'static>> {
        match &self.text {
            Content::Lines(text) => lines(text, width),
            Content::Markdown(text, laid_out) => lines(&laid_out(text, width), width),
        }
    }
}

/// The top line after going some way, where so many rows are seen of so many lines.
pub(super) fn gone(top: usize, way: Way, (rows, of): (usize, usize)) -> usize {
    let last = of.saturating_sub(rows);
    let page = rows.saturating_sub(1).max(1) as isize;
    let to = match way {
        Way::Lines(step) => top.min(last).saturating_add_signed(step),
        Way::Pages(step) => top.min(last).saturating_add_signed(step * page),
        Way::Top => 0,
        Way::End => last,
    };
    to.min(last)
}

fn matches(lines: &[Line<'_>], words: &str) -> Vec<usize> {
    let words = words.to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let holds = |line: &Line<'_>| line.to_string().to_lowercase().contains(&words);
    lines.iter().enumerate().filter(|(_, line)| holds(line)).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(reader: &mut Reader, width: usize, rows: usize) -> Vec<String> {
        reader.draw(width, rows).iter().map(|line| line.to_string().trim_end().to_owned()).collect()
    }

    #[test]
    fn a_text_is_laid_out_for_the_width_it_is_drawn_at() {
        let mut reader = Reader::new(Subject::Other, "one two three four\nfive");
        assert_eq!(shown(&mut reader, 20, 9), ["one two three four", "five"]);
        assert_eq!(shown(&mut reader, 9, 3), ["one two", "three", "four"]);
        reader.go(Way::Pages(1));
        assert_eq!(shown(&mut reader, 9, 3), ["three", "four", "five"]);
        assert_eq!(reader.below(), 0);
        assert_eq!(shown(&mut reader, 20, 3).len(), 2, "nothing is left out where there is room");
        let mut reader = Reader::new(Subject::Other, "a\nb\nc").at_its_end();
        assert_eq!(shown(&mut reader, 9, 2), ["b", "c"]);
    }

    #[test]
    fn a_search_goes_from_match_to_match_and_round() {
        let mut reader = Reader::new(Subject::Guide, "a\nb Word\nc\nd\nword e\nf\ng");
        shown(&mut reader, 20, 2);
        reader.look_for();
        "word".chars().for_each(|letter| reader.type_letter(Some(letter)));
        assert!(reader.is_typing());
        reader.stop_typing(true);
        let tops: Vec<usize> = (0..3)
            .map(|_| {
                reader.next_match(20);
                reader.top()
            })
            .collect();
        assert_eq!(tops, [1, 4, 1]);
        assert!(reader.searched(20).is_some_and(|words| words.contains("2 lines")));
    }
}
