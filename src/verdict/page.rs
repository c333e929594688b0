//! What `mlings page` and the program that serves the page say to each other: a line of JSON for each state of the
//! session, a line of JSON back for each thing that its user wants.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// From the session to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// The session is like this now.
    State(Box<State>),
    /// The session is over.
    End,
}

/// From the page to the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Heard {
    /// The page is served at this address, which holds a secret.
    Listening {
        /// For the browser.
        address: String,
    },
    /// Its user wants something.
    Wants(Action),
    /// The page cannot be served.
    Trouble(String),
}

/// What the user of a page can want. Each is a key of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "does", rename_all = "snake_case")]
pub enum Action {
    /// The exercise behind this one.
    Next,
    /// The exercise before this one.
    Previous,
    /// The exercise of this name.
    Go {
        /// Its name.
        id: String,
    },
    /// One more hint.
    Hint,
    /// Grade what stands in the file once more.
    Run,
    /// Open the file in the editor.
    Edit,
    /// Show the solution.
    Solution {
        /// Also before full marks.
        reveal: bool,
    },
    /// Make the file as it was at first.
    Reset,
    /// Time the exercise.
    Time,
    /// Open the plots in the viewer of the system.
    ViewPlots,
    /// Close the text that the last action brought.
    Close,
    /// End the session.
    Quit,
}

/// A session, as its page shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The exercise.
    pub exercise: Exercise,
    /// What is going on, in a few words; often nothing.
    pub status: String,
    /// Whether it is being graded.
    pub is_grading: bool,
    /// Counts the gradings that came to an end.
    pub attempt: usize,
    /// What came of the last one.
    pub outcome: Outcome,
    /// What should be known.
    pub notes: Vec<String>,
    /// The exercise's plots.
    pub plots: Vec<Plot>,
    /// The guide in Markdown, without hints.
    pub guide: String,
    /// What one needs of ndarray, in Markdown.
    pub dozen_lines: String,
    /// The hints that were shown so far, in Markdown, the newest last.
    pub hints: Vec<Hint>,
    /// How many hints there are.
    pub n_hints: usize,
    /// The points of the last different versions of the file, the newest last.
    pub history: Vec<u32>,
    /// Mistakes that were named, and mended.
    pub caught: Vec<String>,
    /// All exercises.
    pub tracks: Vec<Track>,
    /// The level, and what the next one takes.
    pub level: Level,
    /// What an action brought to read.
    pub text: Option<Text>,
}

/// The exercise of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Exercise {
    /// Its stable name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// The title of its track.
    pub track: String,
    /// What will have been written.
    pub summary: String,
    /// How hard it is and how long it takes.
    pub effort: String,
    /// The learner's file, from the workplace.
    pub file: String,
    /// Which one it is, from 1.
    pub place: usize,
    /// Of how many.
    pub of: usize,
    /// The most points so far.
    pub best: Option<u32>,
    /// Whether it has a benchmark that can be run now.
    pub can_be_timed: bool,
}

/// What came of a grading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// Nothing yet.
    #[default]
    Nothing,
    /// It could not be graded.
    Problem(String),
    /// It did not compile: what the compiler said, without escape codes.
    Uncompiled(String),
    /// A verdict, as `check --json` prints it.
    Graded(Value),
}

/// A plot, or why there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plot {
    /// Its name.
    pub name: String,
    /// Its SVG, in the exercise's folder of plots.
    pub file: Option<PathBuf>,
    /// What belongs beside it, or why it is not drawn.
    pub words: Vec<String>,
}

/// A hint that was shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Hint {
    /// Which one, from 1.
    pub number: usize,
    /// In Markdown.
    pub text: String,
}

/// A track and how far one is in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Track {
    /// Its number in two places, or nothing.
    pub number: String,
    /// The name that people read.
    pub title: String,
    /// Its exercises.
    pub exercises: Vec<Listed>,
}

/// An exercise in the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// Its stable name.
    pub id: String,
    /// The name that people read.
    pub title: String,
    /// What will have been written.
    pub summary: String,
    /// Other names that people look for it by.
    pub aliases: Vec<String>,
    /// The most points so far.
    pub best: Option<u32>,
    /// Mistakes that were named in it, and mended.
    pub caught: Vec<String>,
}

/// A level, and what the next one takes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Level {
    /// The one that is reached, in words.
    pub name: String,
    /// The next one, unless there is no higher one.
    pub next: Option<String>,
    /// What it takes.
    pub lacking: Vec<Lacking>,
}

/// Points that a level takes in a track.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Lacking {
    /// The track's title.
    pub title: String,
    /// The points there are already.
    pub points: u32,
    /// The points that are needed.
    pub of: u32,
    /// Whether another track would do as well.
    pub or_another: bool,
}

/// Something to read, as it is: a solution, times, what became of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// What it is.
    pub title: String,
    /// The text, line by line.
    pub text: String,
}
