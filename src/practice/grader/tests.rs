//! Graders that do not do what they should: shell scripts, which talk on the socket that is their standard input.

use std::os::unix::fs::PermissionsExt;

use mlings_verdict::{Graded, Limits, Status};

use super::*;
use crate::practice::catalog::Track;

/// A grader that runs this script when it is asked.
struct Fake {
    folder: tempfile::TempDir,
    toolset: Toolset,
    graders: Graders,
}

const QUESTIONS: &str = r#"{"Questions":[{"name":"a","points":60},{"name":"b","points":40}]}"#;

fn verdict() -> Verdict {
    let check = |name: &str, points, status| Graded {
        name: name.to_owned(),
        points,
        status,
        looks_like: None,
        printed: String::new(),
        functions: Default::default(),
    };
    Verdict::new(
        "sums",
        "Sums",
        7,
        vec![check("a", 60, Status::Passed), check("b", 40, Status::NotAttempted)],
        Vec::new(),
    )
}

/// The words of the shell that say this on the line.
fn says(text: &str) -> String {
    format!("echo '{text}' >&0\n")
}

fn says_verdict(verdict: &Verdict) -> String {
    says(&serde_json::to_string(&Answer::Verdict(Box::new(verdict.clone()))).expect("JSON"))
}

impl Fake {
    fn new(script: &str) -> Fake {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let program = folder.path().join("a-grader");
        std::fs::write(&program, format!("#!/bin/sh\nread request\n{script}")).expect("a script");
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
        let track = Track {
            folder: "01_a".into(),
            number: Some(1),
            title: "A".into(),
            grader: "a-grader".into(),
            references: PathBuf::new(),
            exercises: Vec::new(),
        };
        let toolset = Toolset::for_test(&Workplace::at(folder.path()), &track, program);
        Fake { folder, toolset, graders: Graders { silence: Duration::from_millis(300), ..Graders::default() } }
    }

    fn ask(&mut self) -> Result<Verdict, String> {
        let request = Request {
            id: "sums".to_owned(),
            program: "sums".into(),
            seed: 7,
            plots: "plots".into(),
            limits: Limits::default(),
        };
        let workplace = Workplace::at(self.folder.path());
        let asked = self.graders.ask(&workplace, &self.toolset, &request, &Cancel::default(), &mut |_| ());
        asked.map_err(|problem| problem.to_string())
    }
}

#[test]
fn a_verdict_on_what_was_asked_is_taken_and_the_grader_may_be_asked_again() {
    let once =
        says("\"Alive\"") + &says(QUESTIONS) + &says(r#"{"Progress":{"done":1,"of":2}}"#) + &says_verdict(&verdict());
    let mut fake = Fake::new(&format!("{once}read again\n{once}read more\n"));
    assert_eq!(fake.ask(), Ok(verdict()));
    assert_eq!(fake.ask(), Ok(verdict()));
}

#[test]
fn a_verdict_on_anything_else_is_none() {
    let full = |verdict: Verdict| says(QUESTIONS) + &says_verdict(&verdict);
    let wrong = [
        ("of another exercise", full(Verdict { id: "means".to_owned(), ..verdict() })),
        ("of 1000 points", full(Verdict { score: 1000, out_of: 1000, ..verdict() })),
        ("without checks", full(Verdict { score: 100, checks: Vec::new(), ..verdict() })),
        ("of another seed", full(Verdict { seed: 8, ..verdict() })),
        ("on fewer questions", says(r#"{"Questions":[{"name":"a","points":60}]}"#) + &says_verdict(&verdict())),
        ("without questions", says_verdict(&verdict())),
        ("after two lists of questions", says(QUESTIONS) + &full(verdict())),
        ("in no JSON", says("100 points")),
    ];
    for (what, script) in wrong {
        let problem = Fake::new(&script).ask().expect_err(what);
        assert!(problem.starts_with("the grader of sums "), "{what}: {problem}");
    }
}

#[test]
fn a_grader_that_ends_or_is_stopped_is_said_with_its_last_words() {
    let problem = Fake::new("echo its last words >&2; exit 3").ask().expect_err("no verdict");
    assert!(problem.contains("ended without a verdict (exit status: 3; its last words)"), "{problem}");
    let problem = Fake::new(&(says(QUESTIONS) + "kill -STOP $$")).ask().expect_err("no verdict");
    assert!(problem.contains("said nothing for") && problem.contains("was ended"), "{problem}");
    let mut gone = Fake::new("");
    std::fs::remove_file(&gone.toolset.grader).expect("the program");
    assert!(gone.ask().expect_err("no verdict").contains("written to"));
}

#[test]
fn a_grader_that_was_replaced_while_it_graded_gives_no_verdict_and_is_removed() {
    let replaced = "cp \"$0\" other; echo '# forged' >> other; mv other \"$0\"\n";
    let mut fake = Fake::new(&(says(QUESTIONS) + replaced + &says_verdict(&verdict())));
    let problem = fake.ask().expect_err("no verdict");
    assert!(problem.contains("a-grader, was written to while it graded sums"), "{problem}");
    assert!(!fake.toolset.grader.exists());
    // The same program in its place, as cargo puts it there, is no other one.
    let mut fake =
        Fake::new(&(says(QUESTIONS) + "cp \"$0\" other; mv other \"$0\"\n" + &says_verdict(&verdict()) + "read more"));
    assert_eq!(fake.ask(), Ok(verdict()));
}
