//! The command line from outside: what a learner types, and what comes.

#[cfg(target_os = "linux")]
mod background;
mod bench;
mod browser;
mod desk;
mod doctor;
mod forgery;
mod fresh;
mod honest;
#[cfg(target_os = "linux")]
mod page;
mod programs;
mod progress;
mod prove;
mod report;
mod schema;
#[cfg(target_os = "linux")]
mod session;
#[cfg(target_os = "linux")]
mod terminal;
mod unlucky;
#[cfg(target_os = "linux")]
mod webdriver;
mod workplace;

use desk::{Desk, exercise, exercises};

#[test]
fn unstarted_exercises_compile_without_a_warning_and_are_all_not_attempted() {
    let desk = Desk::new("unstarted");
    let said = desk.mlings(&["check", "--all", "--json"]).ends_with(1);
    assert_eq!(said.err, "");
    let verdicts = said.json();
    assert_eq!(verdicts.as_array().map(Vec::len), Some(exercises().count()));
    for check in verdicts.as_array().into_iter().flatten().flat_map(|verdict| verdict["checks"].as_array()).flatten() {
        assert_eq!(check["status"], "not_attempted", "{check}");
    }
    assert!(!desk.folder.join("progress.json").exists(), "nothing was attempted, so there is nothing to record");
    desk.mlings(&[]).ends_with(0).says("01 Numbers  ").says("0/").says("not attempted").says("begin: ");
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn finished_exercises_get_full_marks_and_are_remembered() {
    let desk = Desk::new("finished");
    exercises().for_each(|exercise| desk.finish(&exercise.id));
    desk.mlings(&["check", "--all"]).ends_with(0).says("exercises have full marks");
    desk.mlings(&[]).ends_with(0).says("All exercises are done");
    // What was graded is not graded again, so these are the verdicts of the first time.
    let verdicts = desk.mlings(&["check", "--all", "--json"]).ends_with(0).json();
    for verdict in verdicts.as_array().expect("an array") {
        let id = verdict["id"].as_str().expect("an id");
        desk.mlings(&["solution", id]).ends_with(0).says("The reference for").says(&format!("mlings::grade!({id}"));
        let plots = verdict["plots"].as_array().expect("plots");
        assert!(!plots.is_empty(), "{id} has no plot");
        for file in plots.iter().flat_map(|plot| plot["files"].as_array().expect("files")) {
            assert!(desk.folder.join(file.as_str().expect("a path")).exists(), "{id}: {file}");
        }
    }
    let listed = desk.mlings(&["list", "--json"]).ends_with(0).json();
    let all = listed["exercises"].as_array().expect("an array");
    assert_eq!(all.len(), exercises().count());
    assert!(all.iter().all(|exercise| exercise["best"] == 100), "{listed}");
    assert_eq!((&listed["level"], &listed["next_level"]), (&"Team Lead".into(), &serde_json::Value::Null));
    desk.mlings(&["list"]).ends_with(0).says("Level: Team Lead\nThere is no higher one.\n");
}

#[test]
fn solved_and_unchanged_work_is_not_graded_again_until_something_changes() {
    let desk = Desk::new("cached");
    let kmeans = exercise("kmeans");
    exercises().for_each(|exercise| desk.finish(&exercise.id));
    let seed = |said: &desk::Said, id: &str| {
        let all = said.json();
        let of = all.as_array().into_iter().flatten().find(|verdict| verdict["id"] == id).cloned();
        of.unwrap_or_default()["seed"].clone()
    };
    let all = ["check", "--all", "--json"];
    let first = desk.mlings(&all).ends_with(0);
    let again = desk.mlings(&all).ends_with(0);
    assert_eq!(first.out, again.out, "every grading has a seed of its own, so this one was not done again");
    desk.write(&kmeans.file, format!("{}// a remark\n", kmeans.finished));
    let changed = desk.mlings(&all).ends_with(0);
    assert_ne!(seed(&first, "kmeans"), seed(&changed, "kmeans"), "another text");
    assert_eq!(seed(&first, "impute"), seed(&changed, "impute"), "the same text");
    std::fs::remove_file(desk.folder.join("plots/kmeans/clusters.png")).expect("a plot");
    assert_ne!(seed(&changed, "kmeans"), seed(&desk.mlings(&all).ends_with(0), "kmeans"), "a plot is gone");
    desk.write("Cargo.lock", &(desk.read("Cargo.lock") + "\n"));
    assert_ne!(seed(&first, "impute"), seed(&desk.mlings(&all).ends_with(0), "impute"), "other crates");
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn an_exercise_that_does_not_compile_shows_rustc_and_blocks_no_other() {
    let desk = Desk::new("broken");
    let last = exercises().last().expect("an exercise");
    desk.write(&last.file, last.finished.replace("f64::", "f65::").replace("<f64>", "<f65>"));
    exercises().filter(|exercise| exercise.id != last.id).for_each(|exercise| desk.finish(&exercise.id));

    let said = desk.mlings(&["check", &last.id]).ends_with(1).says("error[E").says("-->").says("f65");
    assert!(!said.out.contains("could not compile") && !said.out.contains("Compiling"), "{said:#?}");
    assert!(!said.out.contains('\u{1b}'), "colours belong on a terminal: {said:#?}");
    desk.mlings(&["--color", "always", "check", &last.id]).ends_with(1).says("\u{1b}[");
    let all = desk.mlings(&["check", "--all", "--json"]).ends_with(1).json();
    let reports: Vec<_> = all.as_array().into_iter().flatten().collect();
    assert!(reports.last().is_some_and(|report| report["compile_error"].as_str().is_some()), "{all}");
    assert!(reports.iter().rev().skip(1).all(|report| report["score"] == 100), "{all}");
    desk.mlings(&["check", "--all"]).ends_with(1).says("does not compile");

    // A bare `cargo test` leaves all exercises out, the broken one too.
    desk.cargo(&["test", "--package", "*-exercises"]).ends_with(0);
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_changed_signature_is_a_type_error_at_the_last_line() {
    let desk = Desk::new("signature");
    let file = &exercise("kmeans").file;
    desk.write(file, desk.read(file).replace("max_iterations: usize", "max_iterations: u8"));
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("mismatched types").says("mlings::grade!");
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn exercises_speak_libtest() {
    let desk = Desk::new("libtest");
    let file = &exercise("kmeans").file;
    desk.write(file, exercise("kmeans").with("if size > 0 {", "if size < usize::MAX {"));

    let list = desk.cargo(&["test", "--test", "kmeans", "--", "--list"]).ends_with(0);
    assert_eq!(list.out.lines().filter(|line| line.ends_with(": test")).count(), 13, "{list:#?}");
    let all = desk.cargo(&["test", "--test", "kmeans"]).ends_with(101);
    all.says("11 passed; 2 failed").says("divides by the size of an empty cluster").says("85/100 points, seed ");
    let filtered = desk.cargo(&["test", "--test", "kmeans", "--", "inertia"]).ends_with(0);
    filtered.says("4 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out");
    let exact = ["test", "--test", "kmeans", "--", "--exact", "a tie goes to the lowest index"];
    desk.cargo(&exact).ends_with(0).says("1 passed; 0 failed");
    desk.cargo(&["test", "--test", "kmeans", "--", "--skip", "empty", "--seed", "5"]).ends_with(0).says("seed 5");
    desk.cargo(&["bench", "--profile", "dev", "--package", "unsupervised-exercises"]).ends_with(0);
}

#[test]
fn exercises_speak_nextest() {
    let desk = Desk::new("nextest");
    if desk.cargo(&["nextest", "--version"]).code != 0 {
        eprintln!("skipped: cargo-nextest is not installed");
        return;
    }
    // Not the exercise of another test: cargo builds both desks' programs in one place.
    desk.finish("moments");
    let run = desk.cargo(&["nextest", "run", "--test", "moments"]).ends_with(0);
    run.complains(" passed, 0 skipped");
}

#[test]
fn hints_come_one_by_one_and_the_solution_waits() {
    let desk = Desk::new("hints");
    let first = desk.mlings(&["hint", "kmeans"]).ends_with(0).says("Hint 1 of 5");
    assert!(!first.out.contains("Hint 2"), "{first:#?}");
    desk.mlings(&["hint", "kmeans"]).says("Hint 2 of 5");
    for _ in 0..4 {
        desk.mlings(&["hint", "kmeans"]).ends_with(0);
    }
    desk.mlings(&["hint", "kmeans"]).says("That was the last hint");
    desk.mlings(&["solution", "kmeans"]).ends_with(2).complains("after full marks").complains("--reveal");
    desk.mlings(&["solution", "kmeans", "--reveal"]).ends_with(0).says("fn squared_distance");
    assert!(desk.read("progress.json").contains("\"revealed\": true"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_that_is_gone_is_no_error_and_a_full_disk_is() {
    let desk = Desk::new("output");
    let shell = |script: &str| {
        let script = script.replace("mlings", env!("CARGO_BIN_EXE_mlings"));
        desk::run(desk.prepared("bash").args(["-c", &script]).current_dir(&desk.folder))
    };
    for command in ["list", "guide kmeans", "reset --all", "generate", "list --json"] {
        shell(&format!("set -o pipefail; mlings {command} | true")).ends_with(0);
        shell(&format!("mlings {command} > /dev/full"))
            .ends_with(2)
            .complains("could not be written to the standard output");
    }
}

#[test]
fn the_same_seed_gives_the_same_verdict_and_a_dataset_that_is_missing_is_no_mistake() {
    let desk = Desk::new("seed");
    desk.finish("kmeans");
    let once = desk.mlings(&["check", "kmeans", "--json", "--seed", "11"]).ends_with(0).json();
    assert_eq!(once["seed"], 11);
    assert_eq!(once, desk.mlings(&["check", "kmeans", "--json", "--seed", "11"]).json());

    desk.own_datasets();
    desk.remove("datasets/penguins_raw.csv");
    let said = desk.mlings(&["check", "kmeans"]).ends_with(2).says("penguins_raw.csv cannot be opened");
    said.complains("not every check could be graded").complains("git checkout -- datasets");
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_file_that_comes_back_with_an_old_date_is_graded_anew() {
    let desk = Desk::new("old_date");
    let file = desk.folder.join(&exercise("kmeans").file);
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("0/100");
    desk.finish("kmeans");
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let opened = std::fs::File::options().append(true).open(&file).expect("the file");
    opened.set_modified(long_ago).expect("a modification time");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}
