//! The pieces that a formula is written in.

/// A piece, and whether a blank stands before it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub blank: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Number(String),
    Word(String),
    /// Signs below the line, as they would stand on it.
    Below(String),
    Above(String),
    Sum,
    Root,
    Plus(char),
    Times,
    Slash,
    Relation(char),
    Separator(char),
    Open(char),
    Close(char),
    /// `|` or `‖`, which open and close.
    Bar(char),
    Dots,
    Caret,
}

/// All pieces of a formula; `None` where a sign has no place in one.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let (mut at, mut blank) = (0, false);
    while let Some(letter) = letters.get(at).copied() {
        if letter == ' ' {
            (at, blank) = (at + 1, true);
            continue;
        }
        let (kind, length) = next(&letters[at..], tokens.last().filter(|_| !blank))?;
        tokens.push(Token { kind, blank });
        (at, blank) = (at + length, false);
    }
    Some(tokens)
}

/// The first piece and its length. `before` is what it touches.
fn next(letters: &[char], before: Option<&Token>) -> Option<(Kind, usize)> {
    let run = |holds: &dyn Fn(char) -> bool| letters.iter().take_while(|letter| holds(**letter)).count();
    let mapped = |map: fn(char) -> Option<char>| -> (String, usize) {
        let text: String = letters.iter().map_while(|letter| map(*letter)).collect();
        let length = text.chars().count();
        (text, length)
    };
    let first = *letters.first()?;
    if below(first).is_some() {
        let (text, length) = mapped(below);
        return Some((Kind::Below(text), length));
    }
    if above(first).is_some() {
        let (text, length) = mapped(above);
        return Some((Kind::Above(text), length));
    }
    let kind = match first {
        'Σ' => Kind::Sum,
        '√' => Kind::Root,
        '+' => Kind::Plus('+'),
        '−' => Kind::Plus('−'),
        '-' if letters.get(1) != Some(&'-') => Kind::Plus('−'),
        '·' => Kind::Times,
        '/' => Kind::Slash,
        '=' | '<' | '>' | '≤' | '≥' | '≈' | '←' | '→' | '∈' | '≠' if letters.get(1) != Some(&'=') => {
            Kind::Relation(first)
        }
        ',' | ':' | ';' => Kind::Separator(first),
        '(' | '[' | '{' | '⌈' | '⌊' => Kind::Open(first),
        ')' | ']' | '}' | '⌉' | '⌋' => Kind::Close(first),
        '|' | '‖' => Kind::Bar(first),
        '^' => Kind::Caret,
        '½' => Kind::Number("½".to_owned()),
        '.' if letters.starts_with(&['.', '.', '.']) => return Some((Kind::Dots, 3)),
        digit if digit.is_ascii_digit() => {
            let whole = run(&|letter| letter.is_ascii_digit());
            let rest = &letters[whole..];
            let is_decimal = rest.first() == Some(&'.') && rest.get(1).is_some_and(char::is_ascii_digit);
            let digits = rest.iter().skip(1).take_while(|letter| letter.is_ascii_digit()).count();
            let length = if is_decimal { whole + 1 + digits } else { whole };
            return Some((Kind::Number(letters[..length].iter().collect()), length));
        }
        letter if is_letter(letter) => {
            // What touches an index or a power is a product of single letters, as in XᵀX.
            let touches = before.is_some_and(|before| matches!(before.kind, Kind::Below(_) | Kind::Above(_)));
            let length = word(letters, touches);
            return Some((Kind::Word(letters[..length].iter().collect()), length));
        }
        _ => return None,
    };
    Some((kind, 1))
}

/// How long the word at the beginning is.
fn word(letters: &[char], is_single: bool) -> usize {
    let is_mark = |letter: char| letter == '\'' || ('\u{300}'..'\u{370}').contains(&letter);
    let letter_at = |at: usize| letters.get(at).is_some_and(|letter| is_letter(*letter));
    let mut length = 1;
    while let Some(letter) = letters.get(length).copied() {
        let goes_on = is_letter(letter)
            || letter.is_ascii_digit()
            || (letter == '_' && letter_at(length + 1))
            || (letter == '-' && letter_at(length + 1) && letter_at(length - 1));
        if !is_mark(letter) && (is_single || !goes_on) {
            break;
        }
        length += 1;
    }
    length
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && below(letter).is_none() && above(letter).is_none() && letter != 'Σ'
}

/// What a sign below the line stands for.
pub(super) fn below(letter: char) -> Option<char> {
    found(letter, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+−=()aehijklmnoprstuvx")
}

/// What a sign above the line stands for.
pub(super) fn above(letter: char) -> Option<char> {
    found(letter, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0123456789+−=()niTabcdefghjklmoprstuvwxyz")
}

fn found(letter: char, signs: &str, stand_for: &str) -> Option<char> {
    let at = signs.chars().position(|sign| sign == letter)?;
    stand_for.chars().nth(at)
}
