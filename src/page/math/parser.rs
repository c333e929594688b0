//! Pieces of a formula, put together as MathML.

use super::token::{Kind, Token};

/// A part of a formula at its outermost level.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// `=` and its like.
    Relation(String),
    Other(String),
}

impl Part {
    pub fn markup(&self) -> &str {
        match self {
            Part::Relation(markup) | Part::Other(markup) => markup,
        }
    }
}

/// The whole formula, or nothing. Within a sentence fractions stay on the line.
pub(super) fn parse(tokens: &[Token], is_inline: bool) -> Option<Vec<Part>> {
    let mut parser = Parser { tokens, at: 0, closers: Vec::new(), is_inline };
    let parts = parser.sequence()?;
    (parser.at == tokens.len() && !parts.is_empty()).then_some(parts)
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    /// What closes the brackets that are open.
    closers: Vec<char>,
    is_inline: bool,
}

/// Something that can be multiplied.
struct Factor {
    markup: String,
    is: Is,
}

#[derive(Clone, PartialEq)]
enum Is {
    Number,
    /// Of several letters.
    Word,
    /// Between round brackets, which a fraction or a root does without: what is between them.
    Bracketed(String),
    Sum,
    Sign,
    Other,
}

const GAP: &str = "<mspace width=\"0.35em\"></mspace>";

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    fn next(&mut self) -> Option<Kind> {
        let kind = self.peek().cloned();
        self.at += usize::from(kind.is_some());
        kind
    }

    /// Whether the next piece touches the one before.
    fn touches(&self) -> bool {
        self.tokens.get(self.at).is_some_and(|token| !token.blank)
    }

    /// Sums with relations and commas between them.
    fn sequence(&mut self) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        loop {
            match self.peek() {
                Some(Kind::Relation(sign)) => {
                    parts.push(Part::Relation(operator(*sign)));
                    self.at += 1;
                }
                Some(Kind::Separator(sign)) => {
                    parts.push(Part::Other(format!("{}{GAP}", operator(*sign))));
                    self.at += 1;
                }
                Some(Kind::Plus(_)) => parts.push(Part::Other(self.sum()?)),
                Some(_) if self.begins_factor() => parts.push(Part::Other(self.sum()?)),
                _ => return Some(parts),
            }
        }
    }

    fn sum(&mut self) -> Option<String> {
        let mut markup = String::new();
        loop {
            let sign = match self.peek() {
                Some(Kind::Plus(sign)) => Some(*sign),
                _ => None,
            };
            if let Some(sign) = sign {
                markup += &operator(sign);
                self.at += 1;
            }
            markup += &self.product()?;
            if !matches!(self.peek(), Some(Kind::Plus(_))) {
                return Some(markup);
            }
        }
    }

    fn product(&mut self) -> Option<String> {
        let mut factors: Vec<Factor> = Vec::new();
        loop {
            match self.peek() {
                Some(Kind::Times) if !factors.is_empty() => {
                    self.at += 1;
                    factors.push(sign('·'));
                    factors.push(self.factor()?);
                }
                Some(Kind::Slash) if !factors.is_empty() => self.quotient(&mut factors)?,
                Some(_) if self.begins_factor() => {
                    let factor = self.factor()?;
                    join(&mut factors, factor)?;
                }
                _ => break,
            }
        }
        (!factors.is_empty()).then(|| all(&factors))
    }

    /// All that was multiplied so far, above what comes; a sum sign stays outside, as what comes may hold its index.
    fn quotient(&mut self, factors: &mut Vec<Factor>) -> Option<()> {
        let is_fraction = !self.touches() && !self.is_inline;
        self.at += 1;
        if !is_fraction {
            factors.push(sign('/'));
            factors.push(self.factor()?);
            return Some(());
        }
        let mut below = Vec::new();
        while self.begins_factor() {
            let factor = self.factor()?;
            join(&mut below, factor)?;
            // A bracket behind a blank is the next factor.
            if !matches!(self.peek(), Some(Kind::Word(_))) {
                break;
            }
        }
        if below.is_empty() {
            return None;
        }
        let sums_both = below.iter().any(|factor| factor.is == Is::Sum);
        let from = factors.iter().rposition(|factor| factor.is == Is::Sum && !sums_both).map_or(0, |sum| sum + 1);
        let above = factors.split_off(from);
        if above.is_empty() {
            return None;
        }
        // What is summed up below goes on as long as it touches.
        while sums_both && self.begins_factor() {
            let factor = self.factor()?;
            join(&mut below, factor)?;
        }
        let markup = format!("<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>", bare(&above), bare(&below));
        factors.push(Factor { markup, is: Is::Other });
        Some(())
    }

    fn begins_factor(&self) -> bool {
        match self.peek() {
            Some(Kind::Bar(bar)) => self.closers.last() != Some(bar),
            Some(Kind::Number(_) | Kind::Word(_) | Kind::Sum | Kind::Root | Kind::Open(_) | Kind::Dots) => true,
            _ => false,
        }
    }

    fn factor(&mut self) -> Option<Factor> {
        let base = match self.next()? {
            Kind::Number(digits) => Factor { markup: format!("<mn>{digits}</mn>"), is: Is::Number },
            Kind::Word(word) => self.word(&word)?,
            Kind::Sum => return self.sum_sign(),
            Kind::Root => {
                let inner = self.factor()?;
                Factor { markup: format!("<msqrt><mrow>{}</mrow></msqrt>", bare(&[inner])), is: Is::Other }
            }
            Kind::Open(open) => {
                let (markup, inner) = self.bracket(open)?;
                Factor { markup, is: if open == '(' { Is::Bracketed(inner) } else { Is::Other } }
            }
            Kind::Bar(bar) => Factor { markup: self.between(bar, bar)?.0, is: Is::Other },
            Kind::Dots => Factor { markup: "<mi>…</mi>".to_owned(), is: Is::Other },
            // A sign before a factor: 2 · -3 is not written so.
            _ => return None,
        };
        self.scripts(base)
    }

    /// A variable, a word, or a function with what it is called with.
    fn word(&mut self, word: &str) -> Option<Factor> {
        let n_letters = word.chars().filter(|letter| letter.is_alphanumeric()).count();
        let shown = word.replace('\'', "′");
        let markup = match shown.split_once('_') {
            // An index that has no sign of its own.
            Some((base, index)) if base.chars().count() == 1 || index.chars().count() == 1 => {
                format!("<msub>{}{}</msub>", identifier(base), identifier(index))
            }
            _ => identifier(&shown),
        };
        let is_call = matches!(self.peek(), Some(Kind::Open('(' | '['))) && self.touches();
        if is_call && let Some(Kind::Open(open)) = self.next() {
            return Some(Factor { markup: markup + &self.bracket(open)?.0, is: Is::Other });
        }
        Some(Factor { markup, is: if n_letters > 1 { Is::Word } else { Is::Other } })
    }

    fn sum_sign(&mut self) -> Option<Factor> {
        let sign = "<mo>∑</mo>";
        let markup = match self.peek().cloned() {
            Some(Kind::Below(index)) if self.touches() => {
                self.at += 1;
                let place = if self.is_inline { "msub" } else { "munder" };
                format!("<{place}>{sign}{}</{place}>", script(&index))
            }
            _ => sign.to_owned(),
        };
        Some(Factor { markup, is: Is::Sum })
    }

    /// The bracket, and what is between.
    fn bracket(&mut self, open: char) -> Option<(String, String)> {
        let close = match open {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '⌈' => '⌉',
            _ => '⌋',
        };
        self.between(open, close)
    }

    fn between(&mut self, open: char, close: char) -> Option<(String, String)> {
        self.closers.push(close);
        let inner: String = self.sequence()?.iter().map(Part::markup).collect();
        self.closers.pop();
        let is_closed = match self.next()? {
            Kind::Close(sign) | Kind::Bar(sign) => sign == close,
            _ => false,
        };
        // As high as what is between them only where that is more than a line.
        let stretchy = ["<mfrac", "<munder"].iter().any(|high| inner.contains(high));
        let fence = |sign: char, form: &str| {
            let stretchy = if stretchy { "" } else { " stretchy=\"false\"" };
            format!("<mo form=\"{form}\" fence=\"true\"{stretchy}>{sign}</mo>")
        };
        if !is_closed || inner.is_empty() {
            return None;
        }
        Some((format!("<mrow>{}{inner}{}</mrow>", fence(open, "prefix"), fence(close, "postfix")), inner))
    }

    /// What stands below and above a factor.
    fn scripts(&mut self, base: Factor) -> Option<Factor> {
        let (mut below, mut above) = (None, None);
        while self.touches() {
            match self.peek().cloned() {
                Some(Kind::Below(text)) if below.is_none() => below = Some(script(&text)),
                Some(Kind::Above(text)) if above.is_none() => above = Some(script(&text)),
                Some(Kind::Caret) if above.is_none() => {
                    self.at += 1;
                    above = Some(self.factor()?.markup);
                    continue;
                }
                _ => break,
            }
            self.at += 1;
        }
        let Factor { markup, is } = base;
        let scripted = match (below, above) {
            (None, None) => return Some(Factor { markup, is }),
            (Some(below), None) => format!("<msub>{markup}{below}</msub>"),
            (None, Some(above)) => format!("<msup>{markup}{above}</msup>"),
            (Some(below), Some(above)) => format!("<msubsup>{markup}{below}{above}</msubsup>"),
        };
        // The argument of log₂(x) comes behind the index.
        if is == Is::Word && self.touches() && matches!(self.peek(), Some(Kind::Open('('))) {
            self.at += 1;
            return Some(Factor { markup: scripted + &self.bracket('(')?.0, is: Is::Other });
        }
        Some(Factor { markup: scripted, is: if is == Is::Word { Is::Word } else { Is::Other } })
    }
}

/// One more factor without a sign between: words keep their distance, and two numbers are no product.
fn join(factors: &mut Vec<Factor>, factor: Factor) -> Option<()> {
    if let Some(last) = factors.last() {
        if last.is == Is::Number && factor.is == Is::Number {
            return None;
        }
        if (last.is == Is::Word || factor.is == Is::Word) && last.is != Is::Sum {
            factors.push(Factor { markup: GAP.to_owned(), is: Is::Sign });
        }
    }
    factors.push(factor);
    Some(())
}

fn all(factors: &[Factor]) -> String {
    factors.iter().map(|factor| factor.markup.as_str()).collect()
}

/// The same, without round brackets around all of it.
fn bare(factors: &[Factor]) -> String {
    let markup = all(factors);
    match factors {
        [Factor { is: Is::Bracketed(inner), .. }] => inner.clone(),
        _ => markup,
    }
}

fn sign(sign: char) -> Factor {
    Factor { markup: operator(sign), is: Is::Sign }
}

fn operator(sign: char) -> String {
    match sign {
        '<' => "<mo>&lt;</mo>".to_owned(),
        '>' => "<mo>&gt;</mo>".to_owned(),
        // Commas and colons end something, and a slash joins; as operators they would stand apart from it.
        ',' | ':' | ';' | '/' => format!("<mo lspace=\"0\" rspace=\"0\">{sign}</mo>"),
        sign => format!("<mo>{sign}</mo>"),
    }
}

/// A single letter is set slanted, a word upright: that is what MathML does with it.
fn identifier(word: &str) -> String {
    let is_number = word.chars().all(|letter| letter.is_ascii_digit());
    if is_number { format!("<mn>{word}</mn>") } else { format!("<mi>{word}</mi>") }
}

/// Signs below or above the line.
fn script(text: &str) -> String {
    let mut markup = String::new();
    let mut digits = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            markup += &format!("<mn>{}</mn>", std::mem::take(&mut digits));
        }
        markup += &if letter.is_alphabetic() { identifier(&letter.to_string()) } else { operator(letter) };
    }
    if !digits.is_empty() {
        markup += &format!("<mn>{digits}</mn>");
    }
    format!("<mrow>{markup}</mrow>")
}
