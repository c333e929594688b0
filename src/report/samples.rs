//! Reports for the tests of this room: one of each kind, with words that would break a careless document.

use mlings_verdict::{Drawing, Graded, LooksLike, Mismatch, Plotted, Seen, Status, Verdict};

use super::level::{Lacking, Ladder, Level};
use super::{Outcome, Report};

/// An exercise with a check of every status, and one that does not compile.
pub(super) fn all() -> Vec<Report> {
    let graded = Report::graded(verdict());
    vec![graded.clone(), Report { outcome: Outcome::Uncompiled(COMPILE_ERROR.to_owned()), ..graded }]
}

const ID: &str = "sample";
const TITLE: &str = "A | sample <b>";
const FILE: &str = "exercises/09_samples/01_sample.rs";

const COMPILE_ERROR: &str = "\u{1b}[1m\u{1b}[91merror[E0425]\u{1b}[0m: cannot find value `f65` in <this> & that\n";

pub(super) fn verdict() -> Verdict {
    let checks = vec![
        Graded {
            printed: "\u{1b}[31mloud\u{1b}[0m\u{7} & <b>\n```\n]]>".to_owned(),
            ..graded("passes", 10, Status::Passed)
        },
        Graded {
            looks_like: Some(LooksLike {
                mistake: "divides by n_samples | 0".to_owned(),
                advice: "What is *0/0*?".to_owned(),
                consistent: true,
            }),
            ..graded("keeps a_b \"as is\" <1>", 20, Status::Failed(mismatch()))
        },
        graded("is not written", 20, Status::NotAttempted),
        graded(
            "panics",
            20,
            Status::Panicked { message: "index\n\u{0}out".to_owned(), at: Some("a.rs:1:2".to_owned()), given: None },
        ),
        graded("never ends", 20, Status::Stopped { message: "did not return within 10 s".to_owned() }),
        graded("has no data", 10, Status::Trouble { message: "the dataset iris.csv cannot be opened".to_owned() }),
    ];
    let files = vec!["plots/sample/a b.svg".into(), "plots/sample/a b.png".into()];
    let plots = vec![
        Plotted {
            name: "clusters".to_owned(),
            drawing: Drawing::Drawn { files, words: vec!["1. a <film>".to_owned()] },
        },
        Plotted { name: "path".to_owned(), drawing: Drawing::NotDrawn { reason: "the functions panicked".to_owned() } },
    ];
    Verdict { file: FILE.to_owned(), ..Verdict::new(ID, TITLE, 11, checks, plots) }
}

/// A plot as graders write them, with this title and this name of its axis.
pub(super) fn plot(title: &str, across: &str) -> String {
    let (title, across) = (quick_xml::escape::escape(title), quick_xml::escape::escape(across));
    include_str!("sample.svg").replace("TITLE", &title).replace("ACROSS", &across)
}

/// One level that is reached, and one that is not.
pub(super) fn ladder() -> Ladder {
    let lacking = [("01_a", "A & B", 30), ("02_c", "C", 5)];
    let lacking = lacking.map(|(track, title, points)| Lacking::new(track, title, points)).to_vec();
    let level = |name, lacking| Level { name, asks: "50 % in <A>".to_owned(), lacking };
    Ladder(vec![level("Junior", Vec::new()), level("Middle", lacking)])
}

fn graded(name: &str, points: u32, status: Status) -> Graded {
    Graded {
        name: name.to_owned(),
        points,
        status,
        looks_like: None,
        printed: String::new(),
        functions: Default::default(),
    }
}

fn mismatch() -> Mismatch {
    Mismatch {
        given: Some("points [[0.0, 1.0],\n [2.0, 3.0]]".to_owned()),
        expected: "[1.0]".to_owned(),
        got: "[NaN]".to_owned(),
        within: Some(1e-9),
        seen: Seen::Nothing,
    }
}
