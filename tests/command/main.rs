//! The command line from outside: what a learner types, and what comes.

mod bench;
mod browser;
mod desk;
mod doctor;
mod report;
mod schema;
#[cfg(target_os = "linux")]
mod session;
#[cfg(unix)]
mod shortcut;
mod unlucky;

use desk::{Desk, about};
use mlings::curriculum::{lessons, starter};

#[test]
fn unstarted_exercises_compile_without_a_warning_and_are_all_not_attempted() {
    let desk = Desk::new("unstarted");
    let said = desk.mlings(&["check", "--all", "--json"]).ends_with(1);
    assert_eq!(said.err, "");
    let verdicts = said.json();
    assert_eq!(verdicts.as_array().map(Vec::len), Some(lessons().count()));
    for check in verdicts.as_array().into_iter().flatten().flat_map(|verdict| verdict["checks"].as_array()).flatten() {
        assert_eq!(check["status"], "not_attempted", "{check}");
    }
    assert!(!desk.folder.join("progress.json").exists(), "nothing was attempted, so there is nothing to record");
    desk.mlings(&[]).ends_with(0).says("01 Numbers  ").says("0/").says("not attempted").says("begin: ");
}

#[test]
fn finished_exercises_get_full_marks_and_are_remembered() {
    let desk = Desk::new("finished");
    for lesson in lessons() {
        desk.finish(lesson);
    }
    desk.mlings(&["check", "--all"]).ends_with(0).says("exercises have full marks");
    desk.mlings(&[]).ends_with(0).says("All exercises are done");
    for lesson in lessons() {
        let id = lesson.about().id;
        desk.mlings(&["solution", id]).ends_with(0).says("The reference for").says(&format!("mlings::grade!({id}"));
        for plot in lesson.plots() {
            assert!(desk.folder.join("plots").join(id).join(format!("{plot}.png")).exists(), "{id}: {plot}");
        }
    }
    let listed = desk.mlings(&["list", "--json"]).ends_with(0).json();
    let exercises = listed["exercises"].as_array().expect("an array");
    assert_eq!(exercises.len(), lessons().count());
    assert!(exercises.iter().all(|exercise| exercise["best"] == 100), "{listed}");
    assert_eq!((&listed["level"], &listed["next_level"]), (&"Team Lead".into(), &serde_json::Value::Null));
    desk.mlings(&["list"]).ends_with(0).says("Level: Team Lead\nThere is no higher one.\n");
}

#[test]
fn solved_and_unchanged_work_is_not_graded_again_until_something_changes() {
    let desk = Desk::new("cached");
    let kmeans = about("kmeans");
    lessons().for_each(|lesson| desk.finish(lesson));
    let seed = |said: &desk::Said, id: &str| {
        let all = said.json();
        let of = all.as_array().into_iter().flatten().find(|verdict| verdict["id"] == id).cloned();
        of.unwrap_or_default()["seed"].clone()
    };
    let all = ["check", "--all", "--json"];
    let first = desk.mlings(&all).ends_with(0);
    let again = desk.mlings(&all).ends_with(0);
    assert_eq!(first.out, again.out, "every grading has a seed of its own, so this one was not done again");
    desk.write(kmeans.file(), &(starter::finished(&kmeans) + "// a remark\n"));
    let changed = desk.mlings(&all).ends_with(0);
    assert_ne!(seed(&first, "kmeans"), seed(&changed, "kmeans"), "another text");
    assert_eq!(seed(&first, "impute"), seed(&changed, "impute"), "the same text");
    std::fs::remove_file(desk.folder.join("plots/kmeans/clusters.png")).expect("a plot");
    assert_ne!(seed(&changed, "kmeans"), seed(&desk.mlings(&all).ends_with(0), "kmeans"), "a plot is gone");
    desk.write("Cargo.lock", &(desk.read("Cargo.lock") + "\n"));
    assert_ne!(seed(&first, "impute"), seed(&desk.mlings(&all).ends_with(0), "impute"), "other crates");
}

#[test]
fn an_exercise_that_does_not_compile_shows_rustc_and_blocks_no_other() {
    let desk = Desk::new("broken");
    let last = lessons().last().expect("an exercise").about();
    desk.write(last.file(), &starter::finished(&last).replace("f64::", "f65::").replace("<f64>", "<f65>"));
    let others: Vec<_> = lessons().filter(|lesson| lesson.about().id != last.id).collect();
    others.iter().for_each(|lesson| desk.finish(*lesson));

    let said = desk.mlings(&["check", last.id]).ends_with(1).says("error[E").says("-->").says("f65");
    assert!(!said.out.contains("could not compile") && !said.out.contains("Compiling"), "{said:#?}");
    assert!(!said.out.contains('\u{1b}'), "colours belong on a terminal: {said:#?}");
    desk.mlings(&["--color", "always", "check", last.id]).ends_with(1).says("\u{1b}[");
    let all = desk.mlings(&["check", "--all", "--json"]).ends_with(1).json();
    let reports: Vec<_> = all.as_array().into_iter().flatten().collect();
    assert!(reports.last().is_some_and(|report| report["compile_error"].as_str().is_some()), "{all}");
    assert!(reports.iter().rev().skip(1).all(|report| report["score"] == 100), "{all}");
    desk.mlings(&["check", "--all"]).ends_with(1).says("does not compile");

    // A bare `cargo test` leaves all exercises out, the broken one too.
    desk.cargo(&["test"]).ends_with(0);
}

#[test]
fn a_changed_signature_is_a_type_error_at_the_last_line() {
    let desk = Desk::new("signature");
    let text = starter::unstarted(&about("kmeans")).replace("max_iterations: usize", "max_iterations: u8");
    desk.write(about("kmeans").file(), &text);
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("mismatched types").says("mlings::grade!");
}

#[test]
fn exercises_speak_libtest() {
    let desk = Desk::new("libtest");
    let file = about("kmeans").file();
    let kept = |written: &str| starter::finished(&about("kmeans")).replace("if size > 0 {", written);
    desk.write(&file, &kept("if size < usize::MAX {"));

    let list = desk.cargo(&["test", "--test", "kmeans", "--", "--list"]).ends_with(0);
    assert_eq!(list.out.lines().filter(|line| line.ends_with(": test")).count(), 13, "{list:#?}");
    let all = desk.cargo(&["test", "--test", "kmeans"]).ends_with(101);
    all.says("11 passed; 2 failed").says("divides by the size of an empty cluster").says("85/100 points, seed ");
    let filtered = desk.cargo(&["test", "--test", "kmeans", "--", "inertia"]).ends_with(0);
    filtered.says("4 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out");
    let exact = ["test", "--test", "kmeans", "--", "--exact", "a tie goes to the lowest index"];
    desk.cargo(&exact).ends_with(0).says("1 passed; 0 failed");
    desk.cargo(&["test", "--test", "kmeans", "--", "--skip", "empty", "--seed", "5"]).ends_with(0).says("seed 5");
    desk.cargo(&["bench", "--profile", "dev"]).ends_with(0);
}

#[test]
fn exercises_speak_nextest() {
    let desk = Desk::new("nextest");
    if desk.cargo(&["nextest", "--version"]).code != 0 {
        eprintln!("skipped: cargo-nextest is not installed");
        return;
    }
    lessons().filter(|lesson| lesson.about().id == "kmeans").for_each(|lesson| desk.finish(lesson));
    let run = desk.cargo(&["nextest", "run", "--test", "kmeans"]).ends_with(0);
    run.complains("13 tests run: 13 passed");
}

#[test]
fn an_exercise_goes_by_name_beginning_or_file() {
    let desk = Desk::new("names");
    let file = about("kmeans").file().display().to_string();
    for name in ["kmeans", "km", &file, "08_unsupervised/01_kmeans", "01_kmeans.rs", "01_kmeans.md"] {
        desk.mlings(&["guide", name]).ends_with(0).says("# k-means");
    }
    let below = desk.folder.join("exercises/08_unsupervised");
    desk.mlings_in(&below, &["guide", "01_kmeans.rs"]).ends_with(0).says("# k-means");
    desk.mlings(&["guide", "kmaens"]).ends_with(2).complains("did you mean kmeans?");
    desk.mlings(&["guide", "xyzzy"]).ends_with(2).complains("list");
    desk.mlings(&["guide", ""]).ends_with(2).complains("no exercise is called");
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    desk.mlings_in(nowhere.path(), &["list"]).ends_with(2).complains("no exercises folder").complains("help: ");
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

#[test]
fn reset_keeps_what_was_written() {
    let desk = Desk::new("reset");
    let file = about("kmeans").file();
    let unstarted = desk.read(&file);
    desk.mlings(&["reset", "kmeans"]).ends_with(0).says("untouched already");
    for (number, mine) in [(1, "// my work\n"), (2, "// my second work\n")] {
        desk.write(&file, mine);
        let backup = file.with_extension(format!("backup{number}.rs"));
        desk.mlings(&["reset", "kmeans"]).ends_with(0).says(&backup.display().to_string());
        assert_eq!((desk.read(&file), desk.read(backup).as_str()), (unstarted.clone(), mine));
    }
    std::fs::remove_file(desk.folder.join(&file)).expect("the file");
    desk.mlings(&["reset", "--all"]).ends_with(0).says("is there again");
    assert_eq!(desk.read(&file), unstarted);
    desk.mlings(&["reset"]).ends_with(2);
    desk.mlings(&["generate", "--check"]).ends_with(0);
    desk.write(&file, "// my work\n");
    desk.mlings(&["generate", "--check"]).ends_with(2).complains("01_kmeans.rs");
}

#[test]
fn damaged_progress_is_set_aside_and_said() {
    let desk = Desk::new("damaged");
    desk.write("progress.json", "{ half a file");
    desk.mlings(&["hint", "kmeans"]).ends_with(0).complains("damaged").complains("progress.json.damaged-1");
    assert_eq!(desk.read("progress.json.damaged-1"), "{ half a file");
    assert!(desk.read("progress.json").contains("\"hints\": 1"));
    std::fs::write(desk.folder.join("progress.json"), [0xff, 0xfe, 0x00]).expect("a file");
    desk.mlings(&["list"]).ends_with(0).complains("progress.json.damaged-2");
}

#[cfg(unix)]
#[test]
fn progress_is_whole_whenever_the_command_is_killed() {
    let desk = Desk::new("killed");
    desk.mlings(&["hint", "kmeans"]).ends_with(0);
    let mut before = 1;
    for round in 0..60 {
        let mut command = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
        command.args(["hint", if round % 2 == 0 { "impute" } else { "kmeans" }]).current_dir(&desk.folder);
        let mut child = command.stdout(std::process::Stdio::null()).spawn().expect("mlings");
        std::thread::sleep(std::time::Duration::from_micros(300 * round));
        child.kill().and_then(|()| child.wait()).expect("killed");
        let progress: serde_json::Value = serde_json::from_str(&desk.read("progress.json")).expect("a whole file");
        let hints = |id: &str| progress["exercises"][id]["hints"].as_u64().unwrap_or(0);
        let now = hints("kmeans") + hints("impute");
        assert!(now == before || now == before + 1, "{before} hints became {now}");
        before = now;
    }
    let left = std::fs::read_dir(&desk.folder).expect("the desk").flatten();
    let left = left.filter(|file| file.file_name().to_string_lossy().starts_with("progress.json")).count();
    assert!(left <= 3, "{left} files: the progress, its lock and the next one at most");
}

#[test]
fn two_sessions_at_once_lose_nothing_of_each_other() {
    let desk = Desk::new("at_once");
    std::thread::scope(|scope| {
        for id in ["kmeans", "impute"].repeat(4) {
            let desk = &desk;
            scope.spawn(move || desk.mlings(&["hint", id]).ends_with(0));
        }
    });
    let progress: serde_json::Value = serde_json::from_str(&desk.read("progress.json")).expect("JSON");
    let hints = ["kmeans", "impute"].map(|id| progress["exercises"][id]["hints"].clone());
    assert_eq!(hints, [4, 4]);
}

#[test]
fn progress_of_a_newer_version_is_left_alone() {
    let desk = Desk::new("newer");
    let newer = r#"{ "version": 9, "exercises": { "kmeans": { "best": "excellent" } } }"#;
    desk.write("progress.json", newer);
    desk.mlings(&["hint", "kmeans"]).ends_with(0).complains("newer mlings (version 9").complains("left alone");
    assert_eq!(desk.read("progress.json"), newer);
}

#[test]
fn unknown_exercises_and_fields_are_kept() {
    let desk = Desk::new("unknown");
    desk.write(
        "progress.json",
        r#"{ "version": 1, "teacher": "Ada", "exercises": { "gone": { "best": 70, "medal": "tin" }, "kmeans": { "best": 40, "attempts": 2 } } }"#,
    );
    desk.mlings(&["hint", "kmeans"]).ends_with(0);
    let kept = serde_json::from_str::<serde_json::Value>(&desk.read("progress.json")).expect("JSON");
    assert_eq!((&kept["teacher"], &kept["exercises"]["gone"]["medal"]), (&"Ada".into(), &"tin".into()));
    assert_eq!((&kept["exercises"]["kmeans"]["best"], &kept["exercises"]["kmeans"]["hints"]), (&40.into(), &1.into()));
}

#[test]
fn progress_that_cannot_be_read_or_written_is_said_and_left_alone() {
    let desk = Desk::new("unwritable");
    desk.write("progress.json/in_the_way", "");
    desk.mlings(&["hint", "kmeans"]).ends_with(0).says("Hint 1").complains("cannot be read").complains("left alone");
    assert!(desk.folder.join("progress.json/in_the_way").exists());
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_said_and_harms_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new("read_only");
    let before = r#"{ "version": 1, "exercises": {} }"#;
    desk.write("progress.json", before);
    let permit =
        |mode| std::fs::set_permissions(&desk.folder, std::fs::Permissions::from_mode(mode)).expect("permissions");
    permit(0o555);
    let is_fenced = std::fs::write(desk.folder.join("probe"), "").is_err();
    let said = desk.mlings(&["hint", "kmeans"]);
    permit(0o755);
    if is_fenced {
        said.ends_with(0).says("Hint 1").complains("cannot be written").complains("not recorded");
        assert_eq!(desk.read("progress.json"), before);
    } else {
        eprintln!("skipped: this user may write everywhere");
    }
}

#[test]
fn the_same_seed_gives_the_same_verdict_and_a_dataset_that_is_missing_is_no_mistake() {
    let desk = Desk::new("seed");
    lessons().filter(|lesson| lesson.about().id == "kmeans").for_each(|lesson| desk.finish(lesson));
    let once = desk.mlings(&["check", "kmeans", "--json", "--seed", "11"]).ends_with(0).json();
    assert_eq!(once["seed"], 11);
    assert_eq!(once, desk.mlings(&["check", "kmeans", "--json", "--seed", "11"]).json());

    std::fs::create_dir(desk.folder.join("datasets")).expect("an empty folder");
    let said = desk.mlings(&["check", "kmeans"]).ends_with(2).says("penguins_raw.csv cannot be opened");
    said.complains("not every check could be graded").complains("git checkout -- datasets");
}

#[test]
fn a_file_that_comes_back_with_an_old_date_is_graded_anew() {
    let desk = Desk::new("old_date");
    let file = desk.folder.join(about("kmeans").file());
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("0/100");
    lessons().filter(|lesson| lesson.about().id == "kmeans").for_each(|lesson| desk.finish(lesson));
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    let opened = std::fs::File::options().append(true).open(&file).expect("the file");
    opened.set_modified(long_ago).expect("a modification time");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}

#[test]
fn a_missing_exercise_file_names_the_command_that_brings_it_back() {
    let desk = Desk::new("missing");
    std::fs::remove_file(desk.folder.join(about("kmeans").file())).expect("the file");
    desk.mlings(&["check", "kmeans"]).ends_with(2).complains("01_kmeans.rs").complains("reset");
}

#[test]
fn a_new_exercise_is_written_and_listed() {
    let desk = Desk::new("new");
    let repository = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["Cargo.toml", "src/curriculum/unsupervised/mod.rs", "tests/alternatives/main.rs"] {
        desk.write(file, &std::fs::read_to_string(repository.join(file)).expect("a file of ours"));
    }
    desk.mlings(&["new", "unsupervised", "mean_shift"]).ends_with(0).says("mean_shift/solution.rs").says("Next: ");
    assert!(desk.read("Cargo.toml").contains("name = \"mean_shift\"\npath = \"exercises/08_unsupervised/"));
    let track = desk.read("src/curriculum/unsupervised/mod.rs");
    assert!(track.contains("pub mod mean_shift;") && track.contains("&mean_shift::EXERCISE"), "{track}");
    assert!(desk.read("tests/alternatives/main.rs").contains("alternatives!(mean_shift, "));
    assert!(desk.read("src/curriculum/unsupervised/mean_shift/mod.rs").contains("id: \"mean_shift\""));
    desk.mlings(&["new", "nowhere", "x"]).ends_with(2).complains("no track is called").complains("08_unsupervised");
    desk.mlings(&["new", "unsupervised", "Mean-Shift"]).ends_with(2).complains("cannot be an id");
    desk.mlings(&["new", "unsupervised", "kmeans"]).ends_with(2).complains("there is an exercise kmeans already");
}
