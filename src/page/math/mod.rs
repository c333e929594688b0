//! Formulas as the guides write them, in plain text, set as MathML: `inertia = Σᵢ ‖xᵢ − c(i)‖²`.
//!
//! Subscripts, superscripts and signs are those of Unicode; ` / ` between blanks is a fraction; words of several letters
//! are words; three blanks end a formula and begin the next one, or a remark. What is not understood whole is no formula.

mod parser;
#[cfg(test)]
mod tests;
mod token;

use parser::{Part, parse};
use token::tokens;

/// A text that holds none of these is no formula: it could as well be a table, or code.
const SIGNS: &str = "Σ√‖²·−½←≥≤⌈";

/// A block of formulas, a row for each line; `None` where it is something else.
pub fn block(text: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let is_formula = |line: &&str| line.contains(" = ") || has_sign(line);
    if !lines.iter().any(is_formula) || !lines.iter().any(|line| has_sign(line) || line.contains(" / ")) {
        return None;
    }
    let rows: Option<Vec<String>> = lines.iter().map(|line| row(line)).collect();
    Some(format!("<math display=\"block\"><mtable displaystyle=\"true\">{}</mtable></math>", rows?.concat()))
}

/// A formula within a sentence; `None` where it is something else.
pub fn inline(text: &str) -> Option<String> {
    if !has_sign(text) {
        return None;
    }
    let parts = parse(&tokens(text)?, true)?;
    Some(format!("<math>{}</math>", parts.iter().map(Part::markup).collect::<String>()))
}

fn has_sign(text: &str) -> bool {
    text.contains(|letter| SIGNS.contains(letter) || token::below(letter).is_some() || token::above(letter).is_some())
}

/// A line: what stands left of the first relation, the relation and the rest, and what stands beside it.
fn row(line: &str) -> Option<String> {
    let mut beside = String::new();
    let mut first = None;
    for segment in segments(line) {
        let parts = parse(&tokens(segment)?, false)?;
        if first.is_none() {
            first = Some(parts);
        } else {
            let markup: String = parts.iter().map(Part::markup).collect();
            beside += &format!("<mtd class=\"beside\">{markup}</mtd>");
        }
    }
    let parts = first?;
    let at = parts.iter().position(|part| matches!(part, Part::Relation(_))).unwrap_or(0);
    let (left, right) = parts.split_at(at);
    let [left, right] = [left, right].map(|parts| parts.iter().map(Part::markup).collect::<String>());
    Some(format!("<mtr><mtd class=\"left\">{left}</mtd><mtd class=\"right\">{right}</mtd>{beside}</mtr>"))
}

/// What three blanks or more take apart, unless an operator stands at the gap: then they only align.
fn segments(line: &str) -> Vec<&str> {
    let joins = |letter: Option<char>| letter.is_some_and(|letter| "=+−-·/←→≤≥,:".contains(letter));
    let mut found = Vec::new();
    let (mut begin, mut from) = (0, 0);
    while let Some(gap) = line[from..].find("   ").map(|at| from + at) {
        let rest = line[gap..].trim_start();
        let behind = line.len() - rest.len();
        let before = line[begin..gap].trim();
        if !before.is_empty() && !joins_left(before) && !joins(rest.chars().next()) {
            found.push(before);
            begin = behind;
        }
        from = behind;
    }
    found.push(line[begin..].trim());
    found
}

/// Whether what follows belongs to it still: it ends with an operator. A comma ends something.
fn joins_left(text: &str) -> bool {
    text.chars().next_back().is_some_and(|letter| "=+−-·/←→≤≥:".contains(letter))
}
