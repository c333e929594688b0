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
    lines(verdict.checks.iter().map(|check| (check, true)), width)
}

/// The checks in so many rows, where all that is to be said of them takes more. One begins with the first lost check,
/// so it is explained in any case, and as many of the others as there is room for. Where there is too little even for
/// a line each, what is not lost is left out, and then what stands last.
pub fn checks_within(verdict: &Verdict, width: usize, rows: usize) -> String {
    let all_lost = verdict.checks.iter().filter(|check| check.is_lost()).count();
    let explaining = |most: usize| {
        let mut lost = 0;
        verdict.checks.iter().map(move |check| {
            lost += usize::from(check.is_lost());
            (check, check.is_lost() && lost <= most)
        })
    };
    let fits = |text: &String| text.lines().count() <= rows;
    let least = all_lost.min(1);
    (least..=all_lost).rev().map(|most| lines(explaining(most), width)).find(fits).unwrap_or_else(|| {
        let left = explaining(least).filter(|(check, _)| all_lost == 0 || check.is_lost());
        lines(left, width).split_inclusive('\n').take(rows).collect()
    })
}

/// A line for every check, with its explanation where that is wanted.
fn lines<'a>(checks: impl Iterator<Item = (&'a Graded, bool)>, width: usize) -> String {
    let mut text = String::new();
    let mut advised = BTreeSet::new();
    for (check, is_explained) in checks {
        let (sign, style, worth) = match check.status {
            Status::Passed => ("✓", GOOD, format!("{0}/{0}", check.points)),
            Status::NotAttempted => ("·", FAINT, "not attempted".to_owned()),
            _ => ("✗", BAD, format!("0/{}", check.points)),
        };
        let _ = writeln!(text, "  {} {}", styled(style, sign), filled(&check.name, &worth, width - 4));
        if is_explained {
            for (label, words) in words::shortened(check, &mut advised) {
                text.push_str(&labelled(label, &visible(&words), width));
            }
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

/// The score.
pub fn score(verdict: &Verdict, best: Option<u32>) -> String {
    let style = if verdict.is_full() { GOOD } else { STRONG };
    let mut text = format!("  {}", styled(style, format!("{}/{}", verdict.score, verdict.out_of)));
    if let Some(best) = best {
        let _ = write!(text, " · best {best}");
    }
    let _ = writeln!(text, " · seed {}", verdict.seed);
    text
}

/// Where the plots are, with what belongs beside them, or why there are none.
pub fn plots(verdict: &Verdict, root: &Path) -> String {
    let mut text = String::new();
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
    fn however_few_the_rows_the_first_lost_check_is_explained() {
        let verdict = samples::verdict();
        let all = checks(&verdict, 80).lines().count();
        let plain = |rows| anstream::adapter::strip_str(&checks_within(&verdict, 80, rows)).to_string();
        for rows in 8..all {
            let text = plain(rows);
            assert!(text.lines().count() <= rows, "{rows} rows:\n{text}");
            assert!(text.contains("What is *0/0*?"), "{rows} rows:\n{text}");
        }
        let only_lost = plain(8 + 3);
        assert!(only_lost.contains("has no data") && !only_lost.contains("passes"), "{only_lost}");
        let a_line_each = plain(7 + verdict.checks.len());
        assert!(a_line_each.contains("passes") && !a_line_each.contains("panicked"), "{a_line_each}");
        let two_explained = plain(all - 3);
        assert!(two_explained.contains("panicked"), "{two_explained}");
        assert_eq!(plain(2).lines().count(), 2);
    }
}
