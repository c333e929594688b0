//! What a learner's code does to its surroundings raises no score, and what it prints commands no terminal.

#[cfg(target_os = "linux")]
use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use crate::desk::{Desk, exercise};

/// k-means with something done before the first line of `update` that counts.
fn with(harm: &str) -> String {
    exercise("kmeans").with("let mut sums =", &format!("{harm}\n    #[allow(unreachable_code)]\n    let mut sums ="))
}

#[test]
fn what_is_written_into_the_record_or_the_store_meanwhile_raises_nothing() {
    let desk = Desk::new("forged");
    let kmeans = exercise("kmeans");
    let folder = desk.folder.display();
    let forged =
        r##"let all = r#"{ "version": 1, "exercises": { "kmeans": { "best": 100, "last": 100, "attempts": 1 } } }"#;"##;
    let harm = format!(
        "{forged}\n    std::fs::write(\"{folder}/progress.json\", all).unwrap();\n    \
         let kept = std::fs::read(\"{folder}/.mlings/verdicts/impute.json\").unwrap();\n    \
         std::fs::write(\"{folder}/.mlings/verdicts/split.json\", kept).unwrap();\n    panic!(\"done\");"
    );
    desk.mlings(&["check", "impute"]).ends_with(1);
    desk.write(&kmeans.file, with(&harm));
    let verdict = desk.mlings(&["check", "kmeans", "--json"]).ends_with(1).json();
    let score = verdict["score"].as_u64().expect("a score");
    assert!(score < 100, "{verdict:#}");
    let progress: serde_json::Value = serde_json::from_str(&desk.read("progress.json")).expect("JSON");
    assert_eq!(progress["exercises"]["kmeans"]["best"], score, "{progress:#}");
    assert!(!desk.folder.join(".mlings/verdicts/split.json").exists(), "what a worker writes there is not kept");

    // With nothing written that would count as an attempt, too.
    let unstarted = desk.mlings(&["reset", "kmeans"]).ends_with(0);
    let text = desk.read(&kmeans.file).replacen("todo!()", &harm.replace("panic!(\"done\")", "todo!()"), 1);
    desk.write(&kmeans.file, text);
    desk.mlings(&["check", "kmeans"]).ends_with(1);
    let progress: serde_json::Value = serde_json::from_str(&desk.read("progress.json")).expect("JSON");
    assert_eq!(progress["exercises"]["kmeans"]["best"], score, "{unstarted:#?} {progress:#}");
}

#[cfg(unix)]
#[test]
fn whoever_kills_the_grader_gets_no_verdict() {
    let desk = Desk::new("killer");
    let kill = "std::process::Command::new(\"kill\").args([\"-9\", &std::os::unix::process::parent_id().to_string()]).status().unwrap();";
    desk.write(&exercise("kmeans").file, with(kill));
    let said = desk.mlings(&["check", "kmeans"]).ends_with(2).complains("the grader of kmeans ended without a verdict");
    assert_eq!(said.out, "");
    assert!(!desk.folder.join("progress.json").exists());
    desk.finish("kmeans");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}

/// Nobody can go on with a grader that was stopped, and nobody waits for it for ever.
#[cfg(target_os = "linux")]
#[test]
fn whoever_stops_the_grader_gets_no_verdict_and_nothing_stays_behind() {
    let desk = Desk::new("stopper");
    let file = &exercise("kmeans").file;
    desk.mlings(&["check", "kmeans"]).ends_with(1);
    let stop = "let grader = std::os::unix::process::parent_id().to_string();\n    \
                std::fs::write(\"grader\", &grader).unwrap();\n    \
                std::process::Command::new(\"sh\").args([\"-c\", \"kill -STOP $0\", &grader]).status().unwrap();\n    \
                loop {}";
    desk.write(file, with(stop));
    let began = Instant::now();
    let said = desk.mlings(&["check", "kmeans", "--seconds", "1"]).ends_with(2);
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    let said = said.complains("the grader of kmeans said nothing for 3 s, so it was ended").complains("help: ");
    assert_eq!(said.out, "");
    assert!(!desk.folder.join("progress.json").exists());
    let grader = Path::new("/proc").join(desk.read("grader"));
    assert!(!grader.exists(), "{} is left", grader.display());
    let is_left = || {
        let left = Command::new("pgrep").args(["-f", "/desks/stopper/.*--mlings-worker"]).output();
        left.is_ok_and(|left| !left.stdout.is_empty())
    };
    // The worker ends by itself when it notices that it is alone.
    while is_left() {
        assert!(began.elapsed() < Duration::from_secs(60), "a worker is left");
        std::thread::sleep(Duration::from_millis(50));
    }

    // The parent of a shell is the worker itself: that costs the check and no more.
    let stop = "std::process::Command::new(\"sh\").args([\"-c\", \"kill -STOP $PPID\"]).status().unwrap();";
    desk.write(file, with(stop));
    let said = desk.mlings(&["check", "kmeans", "--seconds", "1"]).ends_with(1).says("did not return within 1 s");
    said.says("✓ every point joins its nearest centroid");
    desk.finish("kmeans");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}

#[test]
fn what_is_printed_or_panicked_with_is_shown_and_not_obeyed() {
    let desk = Desk::new("escapes");
    let harm = r#"println!("\u{1b}[2Jcleared\u{7}"); panic!("\u{202e}turned\u{1b}]0;title\u{7}");"#;
    desk.write(&exercise("kmeans").file, with(harm));
    let said = desk.mlings(&["--color", "always", "check", "kmeans"]).ends_with(1);
    let said = said.says(r"\u{1b}[2Jcleared\u{7}").says(r"\u{202e}turned\u{1b}]0;title\u{7}");
    for obeyed in ["\u{1b}[2J", "\u{7}", "\u{202e}", "\u{1b}]0"] {
        assert!(!said.out.contains(obeyed), "{obeyed:?} is obeyed: {said:#?}");
    }
}

#[test]
fn numbers_without_end_are_limits_too() {
    let desk = Desk::new("endless_numbers");
    desk.finish("kmeans");
    for (option, number) in
        [("--seconds", "inf"), ("--seconds", "1e300"), ("--seconds", "NaN"), ("--seed", "18446744073709551615")]
    {
        desk.mlings(&["check", "kmeans", option, number]).ends_with(0).says("100/100");
    }
}

/// A minute long: so long the compiler is waited for.
#[test]
#[ignore = "takes more than a minute"]
fn a_computation_that_never_ends_while_it_is_compiled_does_not_compile() {
    let desk = Desk::new("endless_const");
    let endless = "#![allow(long_running_const_eval)]\nconst N: u64 = {\n    let mut n = 0u64;\n    while n < u64::MAX {\n        n += 1;\n    }\n    n\n};\n";
    desk.write(&exercise("kmeans").file, format!("{endless}{}", exercise("kmeans").finished));
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("did not finish");
}

#[test]
fn a_computation_that_takes_long_while_it_is_compiled_is_refused_by_the_compiler() {
    let desk = Desk::new("long_const");
    let long = "const N: u64 = {\n    let mut n = 0u64;\n    while n < u64::MAX {\n        n += 1;\n    }\n    n\n};\n";
    desk.write(&exercise("kmeans").file, format!("{}{long}", exercise("kmeans").finished));
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("constant evaluation is taking a long time");
}
