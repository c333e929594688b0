//! What is on the screen: a head that stays, a body that scrolls, a foot that stays.

use ansi_to_tui::IntoText;
use anstream::ColorChoice;
use ratatui_core::layout::{Constraint, Layout};
use ratatui_core::style::Style;
use ratatui_core::terminal::Frame;
use ratatui_core::text::{Line, Span, StyledGrapheme, Text};
use textwrap::core::display_width;

/// All that is drawn.
pub(super) struct Picture {
    /// What stands above, whatever is scrolled.
    pub head: Vec<Line<'static>>,
    /// The rows of the body that are seen.
    pub body: Vec<Line<'static>>,
    /// What is going on, and the keys.
    pub foot: Vec<Line<'static>>,
}

impl Picture {
    /// Draws it. In a window of a few rows the body gives way first, then the head.
    pub fn draw(self, frame: &mut Frame<'_>) {
        let rows = |lines: &Vec<Line<'_>>| Constraint::Length(lines.len() as u16);
        let layout = Layout::vertical([rows(&self.head), Constraint::Fill(1), rows(&self.foot)]);
        let places: [_; 3] = layout.areas(frame.area());
        for (lines, place) in [self.head, self.body, self.foot].into_iter().zip(places) {
            frame.render_widget(Text::from(lines), place);
        }
    }
}

/// A text with escape codes as lines of at most so many columns. Where no colours are wanted there are none.
pub(super) fn lines(text: &str, width: usize) -> Vec<Line<'static>> {
    if text.is_empty() {
        return Vec::new();
    }
    let plain = || anstream::adapter::strip_str(text).to_string();
    let coloured = match anstream::AutoStream::choice(&std::io::stdout()) {
        ColorChoice::Never => None,
        _ => text.into_text().ok(),
    };
    let text = coloured.unwrap_or_else(|| Text::raw(plain()));
    text.lines.iter().flat_map(|line| wrapped(line, width.max(1))).collect()
}

/// A line as lines that fit, broken between words where that can be.
fn wrapped(line: &Line<'_>, width: usize) -> Vec<Line<'static>> {
    let mut rows = vec![Vec::new()];
    let (mut used, mut space) = (0, None);
    for StyledGrapheme { symbol, style } in line.styled_graphemes(Style::default()) {
        let wide = display_width(symbol);
        if used + wide > width
            && let Some(row) = rows.last_mut()
        {
            let rest = space.map_or(Vec::new(), |at: usize| row.split_off(at + 1));
            used = rest.iter().map(|(symbol, _): &(String, Style)| display_width(symbol)).sum();
            rows.push(rest);
            space = None;
        }
        let Some(row) = rows.last_mut() else { continue };
        // An indentation is no place between words.
        if symbol == " " && row.iter().any(|(symbol, _)| symbol != " ") {
            space = Some(row.len());
        }
        row.push((symbol.to_owned(), style));
        used += wide;
    }
    rows.into_iter().map(joined).collect()
}

/// Letters of one style as one span.
fn joined(row: Vec<(String, Style)>) -> Line<'static> {
    let mut spans: Vec<Span<'static>> = Vec::new();
    for (symbol, style) in row {
        match spans.last_mut().filter(|last| last.style == style) {
            Some(last) => last.content.to_mut().push_str(&symbol),
            None => spans.push(Span::styled(symbol, style)),
        }
    }
    Line::from(spans)
}

/// Two texts with escape codes at the ends of a line; where there is room for one only, the left one is cut.
pub(super) fn at_both_ends(left: &str, right: &str, width: usize) -> String {
    let room = width.saturating_sub(display_width(right) + 2);
    let left = cut(left, room);
    let gap = width.saturating_sub(display_width(&left) + display_width(right));
    format!("{left}{:gap$}{right}", "")
}

/// A text without escape codes cut to so many columns, with a sign where something is missing.
pub(super) fn cut(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for letter in text.chars() {
        if display_width(&short) + display_width(&letter.to_string()) >= width {
            break;
        }
        short.push(letter);
    }
    short + if width > 0 { "…" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn lines_are_broken_between_words_and_keep_their_styles() {
        let text = "\u{1b}[1mone two\u{1b}[0m three";
        let lines = lines_of(text, 8);
        assert_eq!(plain(&lines), ["one two ", "three"]);
        assert_eq!(plain(&lines_of("  abcdefgh", 5)), ["  abc", "defgh"]);
        assert_eq!(plain(&lines_of("日本語", 4)), ["日本", "語"]);
        assert_eq!(plain(&lines_of("a\n\nb", 4)), ["a", "", "b"]);
    }

    fn lines_of(text: &str, width: usize) -> Vec<Line<'static>> {
        let text = text.into_text().expect("a text");
        text.lines.iter().flat_map(|line| wrapped(line, width)).collect()
    }

    #[test]
    fn the_left_of_a_line_gives_way_to_its_right() {
        assert_eq!(at_both_ends("left", "right", 12), "left   right");
        assert_eq!(at_both_ends("longer left", "right", 12), "long…  right");
        assert_eq!((cut("abc", 3), cut("abc", 2), cut("abc", 0)), ("abc".into(), "a…".into(), String::new()));
    }
}
