//! Words that several formats share, and what a document cannot hold.

use std::collections::BTreeSet;

use mlings_verdict::{Graded, Label, Status};

/// The check's explanation. Advice and tolerances that were given already are not repeated, and what "perhaps" means is
/// said where it is first read.
pub(super) fn explanation(check: &Graded, said: &mut BTreeSet<String>) -> Vec<(Label, String)> {
    let lines = check.explanation().into_iter().filter_map(|(label, words)| match label {
        Label::Think | Label::Within => said.insert(words.clone()).then_some((label, words)),
        Label::Perhaps if said.insert(A_GUESS.to_owned()) => Some((label, format!("{words} ({A_GUESS})"))),
        _ => Some((label, words)),
    });
    lines.collect()
}

const A_GUESS: &str = "a guess: not every check fits it";

/// The same, with what it printed cut short.
pub(super) fn shortened(check: &Graded, advised: &mut BTreeSet<String>) -> Vec<(Label, String)> {
    let most = if check.status == Status::Passed { 3 } else { 12 };
    let lines = explanation(check, advised).into_iter();
    lines
        .map(|(label, words)| (label, if label == Label::Printed { first_lines(&words, most) } else { words }))
        .collect()
}

fn first_lines(text: &str, most: usize) -> String {
    let rest = text.lines().count().saturating_sub(most);
    let first = text.lines().take(most).collect::<Vec<_>>().join("\n");
    if rest == 0 { first } else { format!("{first}\n... and {rest} lines more") }
}

/// Labelled lines with their words in one column, and without what would disturb a document.
pub(super) fn in_columns(lines: &[(Label, String)]) -> String {
    const LABEL: usize = 11;
    let mut text = String::new();
    for (label, words) in lines {
        for (number, line) in plain(words).lines().enumerate() {
            let label = if number == 0 { label.words() } else { "" };
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
        _ => !is_command(*character),
    };
    anstream::adapter::strip_str(text).to_string().chars().filter(is_text).collect()
}

/// A text that a terminal shows and does not obey: what would move the cursor, change colours or turn the order of
/// letters round is written out.
pub(super) fn visible(text: &str) -> String {
    let mut shown = String::new();
    for character in text.replace("\r\n", "\n").chars() {
        match character {
            '\n' | '\t' => shown.push(character),
            _ if is_command(character) => shown.extend(character.escape_default()),
            _ => shown.push(character),
        }
    }
    shown
}

/// Whether a character commands instead of being shown: control characters, and those that set the direction of text.
fn is_command(character: char) -> bool {
    let sets_direction = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    character.is_control() || sets_direction
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
        assert_eq!(plain("a\u{202e}b\u{2066}c"), "abc");
        assert_eq!(on_one_line(" one\n\n two\u{8} "), "one two");
    }

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(
            visible("\u{1b}[2Ja\u{7}\u{9b}b\r\nc\td\r\u{202e}é"),
            r"\u{1b}[2Ja\u{7}\u{9b}b".to_owned() + "\nc\td" + r"\r\u{202e}é"
        );
    }

    #[test]
    fn words_of_several_lines_stay_in_their_column() {
        let lines = [(Label::Got, "[1,\n 2]".to_owned()), (Label::Within, "0.1".to_owned())];
        assert_eq!(in_columns(&lines), "got         [1,\n             2]\nwithin      0.1\n");
    }
}
