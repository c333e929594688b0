//! Words that several formats share, and what a document cannot hold.

use std::collections::BTreeSet;

use crate::grading::Status;
use crate::grading::verdict::Graded;

/// The check's explanation; advice that was given already is not repeated.
pub(super) fn explanation(check: &Graded, advised: &mut BTreeSet<String>) -> Vec<(&'static str, String)> {
    let lines = check.explanation().into_iter();
    lines.filter(|(label, words)| *label != "think" || advised.insert(words.clone())).collect()
}

/// The same, with what it printed cut short.
pub(super) fn shortened(check: &Graded, advised: &mut BTreeSet<String>) -> Vec<(&'static str, String)> {
    let most = if check.status == Status::Passed { 3 } else { 12 };
    let lines = explanation(check, advised).into_iter();
    lines.map(|(label, words)| (label, if label == "printed" { first_lines(&words, most) } else { words })).collect()
}

fn first_lines(text: &str, most: usize) -> String {
    let rest = text.lines().count().saturating_sub(most);
    let first = text.lines().take(most).collect::<Vec<_>>().join("\n");
    if rest == 0 { first } else { format!("{first}\n... and {rest} lines more") }
}

/// Labelled lines with their words in one column, and without what would disturb a document.
pub(super) fn in_columns(lines: &[(&str, String)]) -> String {
    const LABEL: usize = 11;
    let mut text = String::new();
    for (label, words) in lines {
        for (number, line) in plain(words).lines().enumerate() {
            let label = if number == 0 { label } else { "" };
            text += format!("{label:<LABEL$} {line}").trim_end();
            text.push('\n');
        }
    }
    text
}

/// A text without escape codes and without the characters that XML forbids or that a reader cannot see.
pub(super) fn plain(text: &str) -> String {
    let is_text = |character: &char| match character {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !character.is_control(),
    };
    anstream::adapter::strip_str(text).to_string().chars().filter(is_text).collect()
}

/// A text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    plain(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_cannot_hold_is_left_out() {
        assert_eq!(plain("\u{1b}[31mred\u{1b}[0m\u{0}\u{7}\r\n\tä\u{ffff}"), "red\n\tä");
        assert_eq!(on_one_line(" one\n\n two\u{8} "), "one two");
    }

    #[test]
    fn words_of_several_lines_stay_in_their_column() {
        let lines = [("got", "[1,\n 2]".to_owned()), ("within", "0.1".to_owned())];
        assert_eq!(in_columns(&lines), "got         [1,\n             2]\nwithin      0.1\n");
    }
}
