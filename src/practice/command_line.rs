//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::report::gradescope;

/// Guided, graded machine-learning exercises.
///
/// Without a command: on a terminal the guided session with the next unfinished exercise; elsewhere the
/// progress and its verdict, once.
#[derive(Parser)]
#[command(name = "mlings", version, max_term_width = 100)]
#[command(mut_arg("color", |color| color.value_name("COLOR").help(COLOUR)))]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub color: colorchoice_clap::Color,
}

const COLOUR: &str = "Colours: on a terminal, always or never. NO_COLOR is respected";

#[derive(Subcommand)]
pub(super) enum Command {
    /// Grade an exercise at every save, with keys for all the rest
    Watch {
        /// Its name, the beginning of its name, or its file; the next unfinished one if left out
        exercise: Option<String>,
        /// Open every exercise and its guide with this command, for instance code
        #[arg(long, value_name = "COMMAND")]
        editor: Option<String>,
    },
    /// The same, with a page in your browser that follows it; without a terminal the page alone
    Page {
        /// Its name, the beginning of its name, or its file; the next unfinished one if left out
        exercise: Option<String>,
        /// Open every exercise and its guide with this command, for instance code
        #[arg(long, value_name = "COMMAND")]
        editor: Option<String>,
        /// Only say the address, and open no browser
        #[arg(long)]
        no_open: bool,
    },
    /// Show all tracks and exercises with their scores, and your level
    ///
    /// The level follows from the best points over the tracks; README.md says what each one asks for.
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Grade an exercise; exit code 0 only at full marks
    Check {
        /// Its name, the beginning of its name, or its file; the next unfinished one if left out
        exercise: Option<String>,
        /// Grade every exercise
        #[arg(long, conflicts_with = "exercise")]
        all: bool,
        /// The verdict as JSON
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        grading: Grading,
    },
    /// Show the guide of an exercise
    Guide {
        /// Its name, the beginning of its name, or its file
        exercise: String,
    },
    /// Show one more hint at each call
    Hint {
        /// Its name, the beginning of its name, or its file
        exercise: String,
    },
    /// Show the reference and how yours differs, after full marks
    Solution {
        /// Its name, the beginning of its name, or its file
        exercise: String,
        /// Show it now; this is recorded
        #[arg(long)]
        reveal: bool,
    },
    /// Make the exercise's file as it was at first; yours is kept as a backup
    Reset {
        /// Its name, the beginning of its name, or its file
        #[arg(required_unless_present = "all")]
        exercise: Option<String>,
        /// Reset every exercise
        #[arg(long, conflicts_with = "exercise")]
        all: bool,
    },
    /// Time your main function beside the reference and linfa, over growing sizes
    Bench {
        /// Its name, the beginning of its name, or its file
        exercise: String,
        /// Measure for less than 20 seconds, and less exactly
        #[arg(long)]
        quick: bool,
        /// The times as JSON
        #[arg(long)]
        json: bool,
    },
    /// Grade every exercise, or some, and write a report
    Report(ReportArguments),
    /// Look for what is wrong with this workplace and say how to mend it; exit code 0 if nothing is
    Doctor {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Prove that an exercise's checks catch what is wrong; exit code 0 only without holes
    ///
    /// The reference, the starter and every mistake are graded; then small changes of the reference, and the reference
    /// with somebody who tampers with what it is given and what it answers. What keeps all points is a hole.
    Prove(ProveArguments),
    /// Write the skeleton of an exercise (for those who work on mlings)
    #[command(hide = true)]
    New {
        /// The track, for instance unsupervised
        track: String,
        /// The id: small letters, digits and _; stable for ever
        id: String,
    },
    /// Write every exercise's file anew from its solution (for those who work on mlings)
    #[command(hide = true)]
    Generate {
        /// Write nothing; fail if a file is not as it would be written
        #[arg(long)]
        check: bool,
    },
}

/// How to grade.
#[derive(Args, Clone, Copy, Default, PartialEq)]
pub(super) struct Grading {
    /// Replay the inputs of an earlier run
    #[arg(long)]
    pub seed: Option<u64>,
    /// Seconds that one check may take [default: 10]
    #[arg(long, value_name = "N")]
    pub seconds: Option<f64>,
    /// Mebibytes that one check may allocate [default: 2048]
    #[arg(long, value_name = "N")]
    pub memory_mib: Option<usize>,
}

/// What is reported, how and where to.
#[derive(Args)]
pub(super) struct ReportArguments {
    /// Only these: names, beginnings of names, or files; every exercise if left out
    pub exercises: Vec<String>,
    /// How it is written
    #[arg(long, value_enum, default_value = "md")]
    pub format: Format,
    /// Write it to this file instead of the standard output. On a terminal, HTML goes to report.html beside Cargo.toml
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// When students see the checks; only with --format gradescope [default: visible]
    #[arg(long, value_enum, value_name = "WHEN")]
    pub visibility: Option<Visibility>,
    #[command(flatten)]
    pub grading: Grading,
}

/// What is proven, and how.
#[derive(Args)]
pub(super) struct ProveArguments {
    /// Its name, the beginning of its name, or its file
    #[arg(required_unless_present = "all")]
    pub exercise: Option<String>,
    /// Prove every exercise
    #[arg(long, conflicts_with = "exercise")]
    pub all: bool,
    /// Fewer seeds, and a sample of the changes
    #[arg(long)]
    pub quick: bool,
    /// Only this part of the proof
    #[arg(long, value_enum, value_name = "PART")]
    pub only: Option<ProofPart>,
    /// The report as JSON
    #[arg(long)]
    pub json: bool,
}

/// A part of the proof.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum ProofPart {
    /// The reference, the starter and the mistakes
    Lesson,
    /// Versions by readers of the guide, right and wrong
    Readers,
    /// The reference with tampered values
    Saboteurs,
    /// Small changes of the reference
    Mutants,
}

/// How a report is written.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(super) enum Format {
    /// Markdown, for people and pull requests
    Md,
    /// One page for a browser, with the plots in it
    Html,
    /// JSON, for programs
    Json,
    /// JUnit's XML, for services that run tests
    Junit,
    /// results.json of an autograder on Gradescope
    Gradescope,
}

/// When students see the checks, in Gradescope's words.
#[derive(Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum Visibility {
    Hidden,
    AfterDueDate,
    AfterPublished,
    Visible,
}

impl From<Visibility> for gradescope::Visibility {
    fn from(visibility: Visibility) -> Self {
        match visibility {
            Visibility::Hidden => gradescope::Visibility::Hidden,
            Visibility::AfterDueDate => gradescope::Visibility::AfterDueDate,
            Visibility::AfterPublished => gradescope::Visibility::AfterPublished,
            Visibility::Visible => gradescope::Visibility::Visible,
        }
    }
}
