//! A track that is built while a session goes on.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::desk::Desk;
use crate::terminal::Terminal;

/// A cargo that waits before it does anything, and notes how often it was asked and how it gives way to others.
fn waiting_cargo(desk: &Desk) -> String {
    let script =
        format!("#!/bin/sh\nnice >> asked\nuntil [ -e go ]; do sleep 0.098765; done\nexec {} \"$@\"\n", env!("CARGO"));
    desk.write("waiting-cargo", script);
    let cargo = desk.folder.join("waiting-cargo");
    std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).expect("a program");
    cargo.display().to_string()
}

#[test]
fn a_track_is_built_while_its_first_guide_is_read_and_no_longer_than_the_session_lasts() {
    let desk = Desk::new("background");
    let cargo = waiting_cargo(&desk);
    let asked = || std::fs::read_to_string(desk.folder.join("asked")).unwrap_or_default();
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("CARGO", &cargo)]);
    session.wait_for("building the track Unsupervised learning in the background");
    session.wait_for("g shows the guide");
    session.press("g");
    session.wait_for("Find groups of similar rows");
    session.wait_for("building the track Unsupervised learning in the background");
    let own = Command::new("nice").output().expect("nice is everywhere");
    let number = |text: &str| text.trim().parse::<i32>().expect("a number");
    let own = number(&String::from_utf8_lossy(&own.stdout));
    assert_eq!(number(&asked()), (own + 10).min(19), "it gives way to whatever else goes on");
    session.press("q");
    session.press("q");
    session.ends();
    let is_left = || {
        let left = Command::new("pgrep").args(["-f", "/desks/background/waiting-cargo"]).output();
        left.is_ok_and(|left| !left.stdout.is_empty())
    };
    assert!(!is_left(), "the build goes on when the session is over");
}

#[test]
fn what_is_saved_while_a_track_is_built_is_graded_then_and_builds_nothing_twice() {
    let desk = Desk::new("saved_while_built");
    let cargo = waiting_cargo(&desk);
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("CARGO", &cargo)]);
    session.wait_for("building the track");
    desk.finish("kmeans");
    session.press("r");
    // Long enough for the save to be noticed.
    thread::sleep(Duration::from_millis(1500));
    session.wait_for("building the track");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
    desk.write("go", "");
    session.wait_for("100/100");
    assert_eq!(desk.read("asked").lines().count(), 2, "once for the grader, and once for how exercises are compiled");
    session.press("q");
    session.ends();
}
