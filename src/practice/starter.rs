//! Generates the learner's file from the reference: documentation and signatures stay, bodies go.
//!
//! The reference needs no marks: every `pub fn` of `solution.rs` is the learner's to write, every
//! private item is the reference's own. It must be formatted by rustfmt.

use super::catalog::Exercise;

/// The learner's file before anything is written.
pub(super) fn unstarted(exercise: &Exercise, source: &str) -> String {
    let items = items(source);
    let functions: Vec<String> = items.iter().filter(|item| item.is_task()).map(Item::without_body).collect();
    let kept = functions.join("\n");
    let mut imports: Vec<String> = items.iter().filter_map(|item| item.import(&kept)).collect();
    // The reference groups its imports; so few of them need no groups.
    imports.sort();
    let Exercise { id, title, summary, guide, .. } = exercise;
    let guide = guide.display();
    let header =
        format!("//! {title}: {summary}.\n//!\n//! Guide: {guide}\n//! Grade: cargo run -- check {id}\n\n{UNUSED}\n");
    format!("{header}\n{}\n{kept}\n{}", imports.join(""), grade_line(id, source))
}

/// The learner's file with the reference in it: what a finished exercise may look like.
pub(super) fn finished(id: &str, source: &str) -> String {
    format!("{source}\n{}", grade_line(id, source))
}

/// Without this line every argument of an unwritten function would be warned about.
const UNUSED: &str = "#![allow(unused_variables)] // for the bodies that are not written yet";

/// The end of the learner's file, which hands the functions to the grader.
pub(super) fn grade_line(id: &str, source: &str) -> String {
    grading(id, &items(source).iter().filter_map(Item::task_name).collect::<Vec<&str>>())
}

/// One line, or one for each name where it would be too long: as rustfmt has it.
fn grading(id: &str, names: &[&str]) -> String {
    const MAX_WIDTH: usize = 120;
    let line = format!("mlings::grade!({id} {{ {} }});\n", names.join(", "));
    if line.trim_end().len() <= MAX_WIDTH {
        return line;
    }
    format!("mlings::grade!({id} {{\n    {}\n}});\n", names.join(",\n    "))
}

/// A top-level item with its documentation, each line ended by a line feed.
struct Item {
    docs: String,
    code: String,
}

impl Item {
    fn is_task(&self) -> bool {
        self.code.starts_with("pub fn ")
    }

    fn task_name(&self) -> Option<&str> {
        let name = self.code.strip_prefix("pub fn ")?;
        name.find(['(', '<']).map(|end| &name[..end])
    }

    fn without_body(&self) -> String {
        let signature = self.code.split_inclusive('\n').scan(false, |done, line| {
            let keep = !*done;
            *done |= line.ends_with("{\n");
            keep.then_some(line)
        });
        format!("{}{}    todo!()\n}}\n", self.docs, signature.collect::<String>())
    }

    /// The import as the learner's file needs it: without the names that only the bodies used.
    fn import(&self, kept: &str) -> Option<String> {
        let path = self.code.strip_prefix("use ")?.trim_end().trim_end_matches(';');
        let used = |name: &&str| has_word(kept, name);
        let Some((parent, group)) = path.split_once("::{") else {
            let name = path.rsplit("::").next().unwrap_or(path);
            return used(&name).then(|| format!("use {path};\n"));
        };
        let names: Vec<&str> = group
            .trim_end_matches('}')
            .split(',')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .filter(used)
            .collect();
        match names[..] {
            [] => None,
            [name] => Some(format!("use {parent}::{name};\n")),
            _ => Some(format!("use {parent}::{{{}}};\n", names.join(", "))),
        }
    }
}

fn has_word(text: &str, word: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|candidate| candidate == word)
}

/// Splits rustfmt's output at the ends of its top-level items.
fn items(source: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut docs, mut code) = (String::new(), String::new());
    for line in source.split_inclusive('\n') {
        if code.is_empty() && (line.starts_with("///") || line.starts_with("#[")) {
            docs.push_str(line);
        } else if code.is_empty() && (line.starts_with("//") || line.trim().is_empty()) {
            continue;
        } else {
            code.push_str(line);
            let ends = line.starts_with('}') || (!line.starts_with(' ') && line.trim_end().ends_with(';'));
            if ends {
                items.push(Item { docs: std::mem::take(&mut docs), code: std::mem::take(&mut code) });
            }
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\
//! How it is done.

use std::ops::AddAssign;

use ndarray::{Array1, ArrayView1, Axis};

use mlings::sums::{
    Error, Total,
};

/// Adds up.
///
/// Returns the total.
pub fn total(
    values: ArrayView1<f64>,
) -> Result<Total, Error> {
    if values.is_empty() {
        return Err(Error);
    }
    helper(values)
}

/// Only the reference has this.
fn helper(values: ArrayView1<f64>) -> Result<Total, Error> {
    todo(values)
}

pub fn one() -> f64 {
    1.0
}
";

    fn exercise() -> Exercise {
        Exercise {
            id: "sums".into(),
            title: "Sums".into(),
            summary: "add up".into(),
            aliases: Vec::new(),
            file: "exercises/01_numbers/09_sums.rs".into(),
            guide: "exercises/01_numbers/09_sums.md".into(),
        }
    }

    #[test]
    fn bodies_private_items_and_their_imports_go() {
        let expected = "\
//! Sums: add up.
//!
//! Guide: exercises/01_numbers/09_sums.md
//! Grade: cargo run -- check sums

#![allow(unused_variables)] // for the bodies that are not written yet

use mlings::sums::{Error, Total};
use ndarray::ArrayView1;

/// Adds up.
///
/// Returns the total.
pub fn total(
    values: ArrayView1<f64>,
) -> Result<Total, Error> {
    todo!()
}

pub fn one() -> f64 {
    todo!()
}

mlings::grade!(sums { total, one });
";
        assert_eq!(unstarted(&exercise(), SOURCE), expected);
    }

    #[test]
    fn many_functions_are_handed_over_line_by_line() {
        assert_eq!(grading("sums", &["total", "one"]), "mlings::grade!(sums { total, one });\n");
        let many = grading("sums", &["one_function_with_a_name_of_forty_letters"; 3]);
        assert_eq!(many.lines().count(), 5, "{many}");
        assert!(many.ends_with("letters\n});\n"), "{many}");
    }

    #[test]
    fn a_finished_file_is_the_reference_and_the_grade_line() {
        let finished = finished("sums", SOURCE);
        assert!(finished.contains("use mlings::sums::{") && finished.contains("fn helper("));
        assert!(finished.ends_with("mlings::grade!(sums { total, one });\n"));
    }
}
