//! What came of grading, for people and for programs. Everything is made from the one [`Verdict`].

pub mod terminal;

use serde::Serialize;

use crate::grading::About;
use crate::grading::verdict::{SCHEMA, Verdict};

/// What came of one exercise: a verdict, or what the compiler said.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Report {
    /// It compiled and was graded.
    Graded(Verdict),
    /// It did not compile.
    Uncompiled(Uncompiled),
}

/// An exercise that did not compile.
#[derive(Clone, Debug, Serialize)]
pub struct Uncompiled {
    /// The version of this JSON, as in [`Verdict`].
    pub schema: u32,
    /// The exercise's stable name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// The learner's file, relative to the workplace.
    pub file: String,
    /// The compiler's own words.
    pub compile_error: String,
}

impl Uncompiled {
    /// Keeps the compiler's words, as they are shown on a terminal.
    pub fn new(about: About, compile_error: String) -> Uncompiled {
        Uncompiled {
            schema: SCHEMA,
            id: about.id.to_owned(),
            title: about.title.to_owned(),
            file: about.file().display().to_string(),
            compile_error,
        }
    }
}

impl Report {
    /// Whether every check passed.
    pub fn is_full(&self) -> bool {
        matches!(self, Report::Graded(verdict) if verdict.is_full())
    }
}
