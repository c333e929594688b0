//! The guided session on a real pseudo-terminal.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::desk::{Desk, Exercise, exercise, exercises};
use crate::terminal::Terminal;

#[test]
fn a_session_grades_every_save_and_takes_keys() {
    let desk = Desk::new("session");
    let kmeans = exercise("kmeans");
    let finished = &kmeans.finished;
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[]);
    session.wait_for("Welcome to mlings");
    session.wait_for("not begun");
    session.wait_for("q quit");

    // As many editors save: a new file, renamed into place.
    desk.write("exercises/08_unsupervised/01_kmeans.rs~", finished.replace("if size > 0 {", "if size < usize::MAX {"));
    let file = desk.folder.join(&kmeans.file);
    std::fs::rename(desk.folder.join("exercises/08_unsupervised/01_kmeans.rs~"), &file).expect("renamed");
    session.wait_for("divides by the size of an empty cluster");
    session.wait_for("85/100");

    // Read while a guide is open, a save is told of. As others save: emptied first, then written in two steps.
    session.press("g");
    session.wait_for("Find groups of similar rows");
    std::fs::write(&file, "").expect("emptied");
    let (first, second) = finished.split_at(finished.len() / 2);
    let mut steps = File::options().append(true).open(&file).expect("the file");
    steps.write_all(first.as_bytes()).and_then(|()| steps.write_all(second.as_bytes())).expect("written");
    session.wait_for("saved: 100/100 · esc shows why");
    session.press("\u{1b}");
    session.wait_for("k-means is done");
    session.wait_for("s compares yours with the solution");
    session.wait_for("caught: divides by the size of an empty cluster");
    assert!(!session.screen().contains("b times yours"), "this desk has no benchmarks:\n{}", session.screen());

    // What was shown can be read again; only the key for more takes one more.
    session.press("h");
    session.wait_for("Hint 1 of 5");
    session.press("m");
    session.wait_for("Hint 2 of 5");
    session.press("\u{1b}");
    session.wait_for("k-means is done");
    session.press("h");
    session.wait_for("Hint 2 of 5");
    assert!(!session.screen().contains("Hint 3"), "{}", session.screen());
    (0..3).for_each(|_| session.press("m"));
    session.wait_for("That was the last hint");
    session.press("\u{1b}");
    session.wait_for("k-means is done");

    // A guide keeps its place, finds words, and is closed by esc and q alone.
    session.press("g");
    session.wait_for("Find groups of similar rows");
    session.press("/inertia\r");
    session.wait_for("\"inertia\" is in ");
    session.press("G zD\t");
    session.press("\u{1b}[F");
    session.wait_for("Least squares quantization");
    session.press("q");
    session.wait_for("k-means is done");
    session.press("g");
    session.wait_for("Least squares quantization");
    session.press("d");
    session.wait_for("ndarray in a dozen lines");
    session.press("\u{1b}");
    session.wait_for("Least squares quantization");
    session.press("\u{1b}");
    session.wait_for("k-means is done");
    // The picture itself, and behind it where it lies.
    session.press("o");
    session.wait_for("clusters.png");
    session.wait_for("▀");
    session.press("q");
    session.wait_for("Plots, drawn from your functions");
    session.wait_for("plot: plots/kmeans/");
    session.press("\u{1b}");
    session.wait_for("k-means is done");
    session.press("s");
    session.wait_for("The reference for k-means");
    session.press("\u{1b}");
    session.wait_for("k-means is done");

    let first = exercises().next().expect("an exercise");
    session.press("l");
    session.wait_for("Junior takes ");
    session.press("/");
    session.press(&first.id);
    session.wait_for(&format!("/{}_", first.id));
    session.press("\r\r");
    session.wait_for("not begun");
    session.wait_for(&first.title);
    session.press("p");
    session.wait_for("this is the first exercise");
    session.press("l/k-means\r\r");
    session.wait_for("k-means is done");

    // What is asked for first is done only if it is wanted.
    session.press("x");
    session.wait_for("Reset it?");
    session.press("n");
    session.wait_for("k-means is done");
    session.press("x");
    session.press("y");
    session.wait_for("01_kmeans.backup1.rs");
    session.press("\u{1b}");
    session.wait_for("not begun");

    desk.write(&kmeans.file, finished.replace("f64", "f65"));
    session.wait_for("error[E");
    session.resize(40, 12);
    session.wait_for("n next · h hints · ? keys · q quit");
    session.press("q");
    session.ends();
    assert!(desk.read("progress.json").contains("\"best\": 100"));
}

#[test]
fn a_verdict_can_be_read_whole_however_small_the_window() {
    let desk = Desk::new("window");
    let quantiles = exercise("quantiles");
    let mut session = Terminal::start(&desk, &["watch", "quantiles"], &[]);
    session.resize(60, 16);
    session.wait_for("not begun");

    let bodies = ["Ok(values[0])", "Ok(3.0 * values[0])", "Ok(())"];
    let wrong = bodies.iter().fold(desk.read(&quantiles.file), |text, body| text.replacen("todo!()", body, 1));
    desk.write(&quantiles.file, &wrong);
    session.wait_for("5/100");
    session.wait_for("lines more");
    let screen = session.screen();
    for words in ["Quantiles", "expected    "] {
        assert!(screen.contains(words), "no {words:?} in\n{screen}");
    }
    // Page by page to the end, where the plots are.
    while session.screen().contains(" more") {
        let before = session.screen();
        session.press(" ");
        let began = Instant::now();
        while session.screen() == before {
            assert!(began.elapsed() < Duration::from_secs(20), "it does not scroll:\n{before}");
            thread::sleep(Duration::from_millis(10));
        }
    }
    session.wait_for("plot: plots/quantiles/");
    session.press("\u{1b}[H");
    session.wait_for("lines more");
    session.resize(100, 150);
    session.wait_for("plot: plots/quantiles/");
    assert!(!session.screen().contains("lines more"), "{}", session.screen());

    session.resize(60, 16);
    desk.write(&quantiles.file, wrong.replace("f64", "f65"));
    session.wait_for("error[E");
    session.wait_for("lines more");
    session.press("o");
    session.wait_for("sugar.png");
    session.press("q");
    session.wait_for("as they were before");
    session.press("\u{1b}");
    session.wait_for("error[E");
    session.press("q");
    session.ends();
}

/// Compares with what was kept; `MLINGS_KEEP_SCREENS=1` keeps it anew.
fn require_as_kept(file: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("MLINGS_KEEP_SCREENS").is_some() {
        std::fs::write(&path, now).expect("written");
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let differs = before.lines().zip(now.lines()).find(|(before, now)| before != now);
    assert!(before == now, "{file} is no longer what is shown: {differs:?}\n{now}");
}

/// What is on the screen at the sizes that people have, kept as text, and a picture of it for README.md.
#[test]
fn screens_are_as_they_were_when_somebody_looked_at_them() {
    let kmeans = exercise("kmeans");
    let wrong = kmeans.finished.replace("if size > 0 {", "if size > 1 {");
    for (columns, rows) in [(100, 32), (80, 24), (40, 15)] {
        let size = format!("{columns}x{rows}");
        let desk = Desk::new(&format!("screens_{size}"));
        let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("MLINGS_SEED", "1")]);
        session.resize(columns, rows);
        let (mut kept, mut picture) = (String::new(), String::new());
        let mut keep = |session: &Terminal, what: &str, words: &str| {
            session.wait_for(words);
            // The whole picture is sent at once, but may be read in two parts.
            thread::sleep(Duration::from_millis(300));
            let lines = session.screen().lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
            kept += &format!("== {what}\n{lines}\n");
            if what == "a mistake" {
                picture = session.picture();
            }
        };
        keep(&session, "the first start", "not begun");
        session.press("g");
        keep(&session, "the guide", "Find groups of similar");
        session.press("q");
        desk.write(&kmeans.file, &wrong);
        keep(&session, "a mistake", "79/100");
        session.press("h");
        keep(&session, "a hint", "m one more hint");
        session.press("q");
        session.wait_for("79/100");
        session.press("?");
        keep(&session, "all keys", "At a verdict");
        session.press("q");
        desk.write(&kmeans.file, &kmeans.finished);
        keep(&session, "full marks", "is done");
        session.press("l");
        keep(&session, "the list", "> ✓ 100  kmeans");
        session.press("q");
        session.wait_for("is done");
        session.press("q");
        session.ends();

        require_as_kept(&format!("tests/fixtures/screens/{size}.txt"), &kept);
        if size == "100x32" {
            require_as_kept("examples/pictures/session.svg", &picture);
        }
    }
}

#[test]
fn a_save_during_a_run_restarts_the_run() {
    let desk = Desk::new("restart");
    let kmeans = exercise("kmeans");
    let finished = &kmeans.finished;
    let endless = finished.replace(
        "let mut sums =",
        "loop {\n        std::hint::spin_loop();\n    }\n    #[allow(unreachable_code)]\n    let mut sums =",
    );
    desk.write(&kmeans.file, &endless);
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("MLINGS_SECONDS", "1000")]);
    session.wait_for("grading 1 of");
    desk.write(&kmeans.file, finished);
    session.wait_for("100/100");
    session.press("q");
    session.ends();
}

#[test]
fn a_signal_or_ctrl_c_ends_a_session_that_grades_and_leaves_a_sane_terminal() {
    let desk = Desk::new("signals");
    let kmeans = exercise("kmeans");
    desk.write(
        &kmeans.file,
        kmeans.finished.replace("let mut sums =", "loop {}\n    #[allow(unreachable_code)]\n    let mut sums ="),
    );
    let slow = [("MLINGS_SECONDS", "1000")];
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &slow);
    session.wait_for("grading 1 of");
    session.press("\u{3}");
    session.ends();
    let session = Terminal::start(&desk, &["watch", "kmeans"], &slow);
    session.wait_for("grading 1 of");
    let process = Pid::from_child(&session.child);
    kill_process(process, Signal::TERM).expect("a running session");
    session.ends();
    // The innermost process ends by itself when it notices that it is alone.
    let is_left = || {
        let left = Command::new("pgrep").args(["-f", "/desks/signals/.*--mlings-worker"]).output();
        left.is_ok_and(|left| !left.stdout.is_empty())
    };
    let began = Instant::now();
    while is_left() {
        assert!(began.elapsed() < Duration::from_secs(20), "a grading process is left");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_session_that_is_stopped_gives_the_terminal_back_and_draws_again_when_it_goes_on() {
    let desk = Desk::new("stopped");
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[]);
    session.wait_for("not begun");
    let process = Pid::from_child(&session.child);
    let is_stopped = || {
        let state = std::fs::read_to_string(format!("/proc/{}/stat", process.as_raw_nonzero())).expect("it is there");
        state.rsplit(") ").next().is_some_and(|rest| rest.starts_with('T'))
    };
    for by_key in [true, false] {
        if by_key {
            session.press("\u{1a}");
        } else {
            kill_process(process, Signal::TSTP).expect("a running session");
        }
        let began = Instant::now();
        while !is_stopped() {
            assert!(began.elapsed() < Duration::from_secs(20), "it is not stopped");
            thread::sleep(Duration::from_millis(20));
        }
        assert!(!session.is_raw(), "the shell gets a raw terminal");
        kill_process(process, Signal::CONT).expect("a stopped session");
        while !session.is_raw() {
            assert!(began.elapsed() < Duration::from_secs(20), "it does not go on");
            thread::sleep(Duration::from_millis(20));
        }
        session.press("g");
        session.wait_for("Find groups of similar rows");
        session.press("q");
        session.wait_for("q quit");
    }
    session.press("q");
    session.ends();
}

#[test]
fn a_terminal_that_cannot_draw_gets_no_drawing() {
    let desk = Desk::new("dumb");
    let mut terminal = Terminal::start(&desk, &[], &[("TERM", "dumb")]);
    assert!(terminal.child.wait().expect("an end").success());
    terminal.wait_for("Numbers");
    let screen = terminal.written();
    assert!(!screen.contains("\u{1b}[?1049h") && !screen.contains("\u{1b}[?25"), "{screen:?}");
}

#[test]
fn a_terminal_that_says_it_has_no_columns_is_taken_for_an_ordinary_one() {
    let desk = Desk::new("no_columns");
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[]);
    session.resize(80, 24);
    session.resize(0, 0);
    session.wait_for("q quit");
    session.wait_for("not begun");
    session.press("g");
    session.wait_for("Find groups of similar rows");
    let screen = session.screen();
    let widest = screen.lines().map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|widest| (60..=80).contains(&widest)), "{widest:?}:\n{screen}");
    session.press("q");
    session.press("q");
    session.ends();
}

#[test]
fn an_editor_opens_the_exercise_and_its_guide() {
    let desk = Desk::new("editors");
    // One with a window of its own by its name, one that draws in the terminal.
    for name in ["code", "terminal-editor"] {
        // The one in the terminal ends on a line that is typed: whoever else reads keys would take it away.
        let ends = if name == "code" { "" } else { "echo edits; read line" };
        desk.write(name, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > {name}.opened\n{ends}\n"));
        let program = desk.folder.join(name);
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    }
    let waits_for = |name: &str, exercise: &Exercise| {
        let expected =
            [exercise.file.clone(), exercise.guide()].map(|file| desk.folder.join(file).display().to_string());
        let opened = || std::fs::read_to_string(desk.folder.join(format!("{name}.opened"))).unwrap_or_default();
        let began = Instant::now();
        while opened().lines().ne(expected.iter().map(String::as_str)) {
            assert!(began.elapsed() < Duration::from_secs(60), "{name} opened {:?}, not {expected:?}", opened());
            thread::sleep(Duration::from_millis(20));
        }
    };
    let program = |name: &str| desk.folder.join(name).display().to_string();

    // Named on the command line, it opens every exercise that is gone to.
    let mut session = Terminal::start(&desk, &["watch", "kmeans", "--editor", &program("code")], &[]);
    session.wait_for("not begun");
    waits_for("code", exercise("kmeans"));
    session.press("p");
    let before = exercises().take_while(|exercise| exercise.id != "kmeans").last();
    waits_for("code", before.expect("kmeans is not the first"));
    session.press("q");
    session.ends();

    // Named by the environment, it opens on the key, and the session is back when it ends.
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("EDITOR", &program("terminal-editor"))]);
    session.wait_for("not begun");
    session.press("e");
    session.wait_for("edits");
    session.press("five words for the editor\n");
    waits_for("terminal-editor", exercise("kmeans"));
    while session.screen().contains("edits") {
        thread::sleep(Duration::from_millis(20));
    }
    session.press("q");
    session.ends();

    // Where none is named, vi; where there is no vi either, it is said what to do.
    desk.write("bin/vi", "#!/bin/sh\necho the old editor; read line\n");
    let vi = desk.folder.join("bin/vi");
    std::fs::set_permissions(&vi, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = |folder: &str| format!("{folder}:{}", std::env::var("PATH").expect("a path"));
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("PATH", &path(&program("bin")))]);
    session.wait_for("not begun");
    session.press("e");
    session.wait_for("the old editor");
    session.press("\n");
    session.wait_for("opened in vi");
    session.press("q");
    session.ends();

    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("EDITOR", "no-such-editor")]);
    session.wait_for("not begun");
    session.press("e");
    session.wait_for("no-such-editor could not be started");
    session.wait_for("name one: cargo run -- watch --editor code");
    session.press("\u{1b}");
    session.wait_for("q quit");
    session.press("q");
    session.ends();
}

#[test]
fn no_color_is_respected_and_without_a_terminal_watch_says_so() {
    let desk = Desk::new("plain");
    let mut session = Terminal::start(&desk, &["watch", "kmeans"], &[("NO_COLOR", "1")]);
    session.wait_for("q quit");
    session.wait_for("not begun");
    assert!(!session.is_coloured(), "{:?}", session.written());
    session.press("q");
    session.ends();
    desk.mlings(&["watch"]).ends_with(2).complains("watch needs a terminal").complains("check");
}

#[test]
fn a_page_for_a_browser_is_not_poured_over_the_terminal() {
    let desk = Desk::new("page_on_terminal");
    let mut terminal = Terminal::start(&desk, &["report", "moments", "--format", "html"], &[]);
    terminal.wait_for("the report is in report.html");
    assert!(terminal.child.wait().expect("an end").success());
    assert!(!terminal.screen().contains("<html"), "{}", terminal.screen());
    assert!(desk.read("report.html").starts_with("<!DOCTYPE html>"));
}
