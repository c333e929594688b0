//! A verdict for a terminal. Colours are plain escape codes; whoever prints takes them out where they are not wanted.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::io::IsTerminal;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use mlings_verdict::{Drawing, Graded, Label, Status, Verdict};
use textwrap::core::display_width;

use super::words::{self, visible};

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

/// The terminal's columns and rows. One that does not tell, or says that it has none, counts as 80 by 24.
pub fn size() -> (usize, usize) {
    told(crossterm::terminal::size().unwrap_or_default())
}

fn told((columns, rows): (u16, u16)) -> (usize, usize) {
    let or = |size: u16, otherwise: usize| if size == 0 { otherwise } else { size.into() };
    (or(columns, 80), or(rows, 24))
}

/// The width to write for, between 40 and 110 columns; 100 where nobody reads on a terminal.
pub fn width() -> usize {
    let is_on_terminal = std::io::stdout().is_terminal() || std::io::stderr().is_terminal();
    if is_on_terminal { size().0.clamp(40, 110) } else { 100 }
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
    unfolded(verdict, width, |_| true).concat()
}

/// A line for every check, with its explanation where it is unfolded.
pub fn unfolded(verdict: &Verdict, width: usize, is_unfolded: impl Fn(usize) -> bool) -> Vec<String> {
    let mut advised = BTreeSet::new();
    let checks = verdict.checks.iter().enumerate();
    checks.map(|(number, check)| one(check, width, is_unfolded(number), &mut advised)).collect()
}

fn one(check: &Graded, width: usize, is_unfolded: bool, advised: &mut BTreeSet<String>) -> String {
    let (sign, style, worth) = match check.status {
        Status::Passed => ("✓", GOOD, format!("{0}/{0}", check.points)),
        Status::NotAttempted => ("·", FAINT, "not attempted".to_owned()),
        _ => ("✗", BAD, format!("0/{}", check.points)),
    };
    let mut text = format!("  {} {}\n", styled(style, sign), filled(&check.name, &worth, width.saturating_sub(4)));
    if is_unfolded {
        for (label, words) in words::shortened(check, advised) {
            text.push_str(&labelled(label, &visible(&words), width));
        }
    }
    text
}

/// One explanation, its label on the left and its words wrapped beside it.
fn labelled(label: Label, words: &str, width: usize) -> String {
    const INDENT: usize = 6;
    const LABEL: usize = 12;
    let style = if label.is_advice() { NOTE } else { Style::new() };
    let room = (width - INDENT).saturating_sub(LABEL).max(20);
    let mut text = String::new();
    let options = textwrap::Options::new(room).word_splitter(textwrap::WordSplitter::NoHyphenation);
    let lines = words.lines().flat_map(|line| textwrap::wrap(line, &options));
    for (number, line) in lines.enumerate() {
        let label = if number == 0 { label.words() } else { "" };
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

/// The score. Where points were lost, the seed with which the same inputs come again.
pub fn score(verdict: &Verdict, best: Option<u32>) -> String {
    let style = if verdict.is_full() { GOOD } else { STRONG };
    let mut text = format!("  {}", styled(style, format!("{}/{}", verdict.score, verdict.out_of)));
    if let Some(best) = best {
        let _ = write!(text, " · best {best}");
    }
    if verdict.checks.iter().any(Graded::is_lost) {
        let _ = write!(text, " · seed {}", verdict.seed);
    }
    text + "\n"
}

/// Where the plots are, with what belongs beside them, or why there are none.
pub fn plots(verdict: &Verdict, root: &Path) -> String {
    let mut text = String::new();
    if verdict.is_unstarted() {
        return text;
    }
    for plot in &verdict.plots {
        let _ = match &plot.drawing {
            Drawing::Drawn { files, words: lines } => {
                if let Some(file) = files.last() {
                    let _ = writeln!(text, "  plot: {}", link(file, root));
                }
                lines.iter().try_for_each(|line| writeln!(text, "    {}", visible(&words::on_one_line(line))))
            }
            Drawing::NotDrawn { reason } => {
                writeln!(text, "  {}", styled(FAINT, format!("no plot \"{}\": {}", plot.name, visible(reason))))
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
    fn a_terminal_without_columns_and_rows_is_taken_for_one_of_80_by_24() {
        assert_eq!([told((0, 0)), told((132, 0)), told((30, 10))], [(80, 24), (132, 24), (30, 10)]);
    }

    #[test]
    fn what_belongs_beside_a_picture_stands_below_its_path() {
        let text = anstream::adapter::strip_str(&plots(&samples::verdict(), Path::new("/"))).to_string();
        let lines: Vec<&str> = text.lines().collect();
        let plot = lines.iter().position(|line| line.contains("plot: ")).expect("a plot");
        assert_eq!(lines[plot + 1], "    1. a <film>");
    }

    #[test]
    fn a_folded_check_is_a_line_and_advice_is_given_where_it_is_first_seen() {
        let verdict = samples::verdict();
        let lost = verdict.checks.iter().position(Graded::is_lost).expect("a lost check");
        let plain = |chosen: usize| {
            let text = unfolded(&verdict, 80, |check| check == chosen).concat();
            anstream::adapter::strip_str(&text).to_string()
        };
        assert!(plain(lost).contains("What is *0/0*?"), "{}", plain(lost));
        assert_eq!(plain(usize::MAX).lines().count(), verdict.checks.len());
    }
}
