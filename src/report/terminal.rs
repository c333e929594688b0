//! A verdict for a terminal. Colours are plain escape codes; whoever prints takes them out where they are not wanted.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use textwrap::core::display_width;

use super::words;
use crate::grading::verdict::Verdict;
use crate::grading::{Drawing, Status};

/// What passed, and full marks.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What failed.
pub const BAD: Style = AnsiColor::Red.on_default();
/// What the learner should look at.
pub const NOTE: Style = AnsiColor::Yellow.on_default();
/// Headings.
pub const STRONG: Style = Style::new().bold();
/// What may be overlooked.
pub const FAINT: Style = Style::new().dimmed();

/// The terminal's width, between 40 and 110 columns; 100 where there is none.
pub fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0)).clamp(40, 110)
}

/// Puts a style around a text.
pub fn styled(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// A path below the workplace, which terminals that can do so make clickable.
pub fn link(path: &Path, root: &Path) -> String {
    let short = path.strip_prefix(root).unwrap_or(path).display().to_string();
    let whole = root.join(path);
    if supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout)
        && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
    {
        format!("\u{1b}]8;;file://{}\u{1b}\\{short}\u{1b}]8;;\u{1b}\\", whole.display())
    } else {
        short
    }
}

/// The heading of an exercise: its title and, where there is room, its file on the right.
pub fn heading(title: &str, file: &Path, root: &Path, width: usize) -> String {
    let short = file.strip_prefix(root).unwrap_or(file).display().to_string();
    let file = styled(FAINT, link(file, root));
    match width.checked_sub(display_width(title) + display_width(&short)) {
        Some(gap @ 2..) => format!("{}{:gap$}{file}\n", styled(STRONG, title), ""),
        _ => format!("{}\n{file}\n", styled(STRONG, title)),
    }
}

/// Every check, with what went wrong and what to think about.
pub fn checks(verdict: &Verdict, width: usize) -> String {
    let mut text = String::new();
    let mut advised = BTreeSet::new();
    for check in &verdict.checks {
        let (sign, style, worth) = match check.status {
            Status::Passed => ("✓", GOOD, format!("{0}/{0}", check.points)),
            Status::NotAttempted => ("·", FAINT, "not attempted".to_owned()),
            _ => ("✗", BAD, format!("0/{}", check.points)),
        };
        let _ = writeln!(text, "  {} {}", styled(style, sign), filled(&check.name, &worth, width - 4));
        for (label, words) in words::shortened(check, &mut advised) {
            text.push_str(&labelled(label, &words, width));
        }
    }
    text
}

/// One explanation, its label on the left and its words wrapped beside it.
fn labelled(label: &str, words: &str, width: usize) -> String {
    const INDENT: usize = 6;
    const LABEL: usize = 12;
    let style = match label {
        "looks like" | "perhaps" | "think" => NOTE,
        _ => Style::new(),
    };
    let room = (width - INDENT).saturating_sub(LABEL).max(20);
    let mut text = String::new();
    let options = textwrap::Options::new(room).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = words.lines().flat_map(|line| textwrap::wrap(line, &options));
    for (number, line) in lines.enumerate() {
        let label = if number == 0 { label } else { "" };
        let _ = writeln!(text, "{:INDENT$}{}{}", "", styled(FAINT, format!("{label:<LABEL$}")), styled(style, line));
    }
    text
}

/// A text with something at the right end of the line, or right behind it where there is no room.
fn filled(text: &str, right: &str, width: usize) -> String {
    match width.checked_sub(display_width(text) + display_width(right)) {
        Some(gap @ 1..) => format!("{text}{:gap$}{right}", ""),
        _ => textwrap::wrap(&format!("{text} ({right})"), width).join("\n    "),
    }
}

/// The score, and where the plots are.
pub fn closing(verdict: &Verdict, best: Option<u32>, root: &Path) -> String {
    let style = if verdict.is_full() { GOOD } else { STRONG };
    let mut text = format!("  {}", styled(style, format!("{}/{}", verdict.score, verdict.out_of)));
    if let Some(best) = best {
        let _ = write!(text, " · best {best}");
    }
    let _ = writeln!(text, " · seed {}", verdict.seed);
    for plot in &verdict.plots {
        let _ = match &plot.drawing {
            Drawing::Drawn { files, words: lines } => {
                if let Some(file) = files.last() {
                    let _ = writeln!(text, "  plot: {}", link(file, root));
                }
                lines.iter().try_for_each(|line| writeln!(text, "    {}", words::on_one_line(line)))
            }
            Drawing::NotDrawn { reason } => {
                writeln!(text, "  {}", styled(FAINT, format!("no plot \"{}\": {reason}", plot.name)))
            }
        };
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn what_belongs_beside_a_picture_stands_below_its_path() {
        let text = anstream::adapter::strip_str(&closing(&samples::verdict(), None, Path::new("/"))).to_string();
        let lines: Vec<&str> = text.lines().collect();
        let plot = lines.iter().position(|line| line.contains("plot: ")).expect("a plot");
        assert_eq!(lines[plot + 1], "    1. a <film>");
    }
}
