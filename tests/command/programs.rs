//! From a save to a program: cargo is asked once, and again as soon as anything but the text has changed; and a verdict
//! is of the text that was read, whatever else there is.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::desk::{Desk, Said, exercise, run};

/// A desk whose cargo counts how often it is asked.
#[cfg(unix)]
struct Counted {
    desk: Desk,
    cargo: PathBuf,
}

#[cfg(unix)]
impl Counted {
    fn new(name: &str) -> Counted {
        use std::os::unix::fs::PermissionsExt;
        let desk = Desk::new(name);
        let cargo = desk.folder.join("counting-cargo");
        desk.write("counting-cargo", format!("#!/bin/sh\necho asked >> asked\nexec {} \"$@\"\n", env!("CARGO")));
        std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).expect("a program");
        Counted { desk, cargo }
    }

    fn check(&self) -> Said {
        self.check_in("kmeans", &[])
    }

    fn check_in(&self, id: &str, environment: &[(&str, &str)]) -> Said {
        let mut command: Command = self.desk.prepared(env!("CARGO_BIN_EXE_mlings"));
        command.args(["check", id]).current_dir(&self.desk.folder).env("CARGO", &self.cargo);
        run(command.envs(environment.iter().copied()))
    }

    /// Whether cargo was asked since this was called last.
    fn was_asked(&self) -> bool {
        std::fs::remove_file(self.desk.folder.join("asked")).is_ok()
    }

    fn write(&self, text: &str) {
        self.desk.write(&exercise("kmeans").file, text);
    }
}

#[cfg(unix)]
#[test]
fn saves_alone_need_no_cargo_and_get_the_right_verdicts() {
    let counted = Counted::new("short");
    let kmeans = exercise("kmeans");
    let finished = &kmeans.finished;
    counted.check().ends_with(1).says("0/100");
    assert!(counted.was_asked());

    counted.write(finished);
    counted.check().ends_with(0).says("100/100");
    counted.check().ends_with(0).says("100/100");
    counted.write(&kmeans.with("if size > 0 {", "if size < usize::MAX {"));
    counted.check().ends_with(1).says("divides by the size of an empty cluster");
    counted.write(&kmeans.with("f64", "f65"));
    let said = counted.check().ends_with(1).says("error[E").says("--> exercises/08_unsupervised/01_kmeans.rs:");
    assert!(!said.out.contains("aborting due to"), "{said:#?}");
    counted.write(&kmeans.with("let mut sums", "let unused = 1;\n    let mut sums"));
    counted.check().ends_with(0).complains("unused variable");
    counted.check().ends_with(0).complains("unused variable");
    counted.write(finished);
    assert_eq!(counted.check().ends_with(0).says("100/100").err, "");
    // Neither does another exercise of the track.
    counted.check_in("silhouette", &[]).ends_with(1).says("0/100");
    // What the compiler reads from the environment is what cargo says.
    let named = "assert_eq!(env!(\"CARGO_PKG_NAME\"), \"unsupervised-exercises\");\n    let mut sums";
    counted.write(&kmeans.with("let mut sums", named));
    counted.check().ends_with(0).says("100/100");
    assert!(!counted.was_asked());
}

#[cfg(unix)]
#[test]
fn harm_costs_its_check_and_no_other() {
    let counted = Counted::new("harm");
    counted.check().ends_with(1);
    assert!(counted.was_asked());
    for (harm, said) in [
        ("let hoard = vec![0u8; 100_000_000_000]; std::hint::black_box(&hoard);", "256 MiB of memory"),
        (
            "let mut hoard = Vec::new(); loop { hoard.push(vec![0u8; 1 << 22]); std::hint::black_box(&hoard); }",
            "256 MiB of memory",
        ),
        ("fn deep(n: u64) -> u64 { std::hint::black_box(deep(n + 1)) + n } deep(0);", "ran out of stack"),
        ("std::process::abort();", "aborted the whole program"),
        ("std::process::exit(0);", "exit code 0"),
        ("panic!(\"boom\");", "boom"),
    ] {
        let harmful = format!("{harm}\n    #[allow(unreachable_code)]\n    let mut sums =");
        counted.write(&exercise("kmeans").with("let mut sums =", &harmful));
        let said = counted.check_in("kmeans", &[("MLINGS_MEMORY_MIB", "256")]).ends_with(1).says(said);
        assert!(said.out.contains("✓ every point joins its nearest centroid"), "{said:#?}");
    }
    assert!(!counted.was_asked());
}

/// A set of one kind and a map of another: what is given back must be counted as what was taken.
#[test]
fn correct_code_does_not_run_out_of_memory() {
    let desk = Desk::new("sets");
    let content_based = exercise("content_based");
    let counts = "let mut counts = std::collections::BTreeMap::<String, usize>::new();\n    \
                  for item in items {\n        \
                  let unique: std::collections::HashSet<&String> = item.iter().collect();\n        \
                  for feature in unique {\n            *counts.entry(feature.clone()).or_insert(0) += 1;\n        }\n    }\n    \
                  std::hint::black_box(&counts);";
    let finished = &content_based.finished;
    let body = finished.find("pub fn fit(").and_then(|at| finished[at..].find("{\n").map(|brace| at + brace + 1));
    let at = body.expect("the function fit");
    for round in 0..3 {
        let text = format!("{}\n    {counts}{}// {round}\n", &finished[..at], &finished[at..]);
        desk.write(&content_based.file, text);
        desk.mlings(&["check", "content_based"]).ends_with(0).says("100/100");
    }
}

#[cfg(unix)]
#[test]
fn whatever_else_changes_is_cargos_business_again() {
    let counted = Counted::new("long");
    let finished = &exercise("kmeans").finished;
    counted.write(finished);
    counted.check().ends_with(0);
    assert!(counted.was_asked());
    counted.check().ends_with(0);
    assert!(!counted.was_asked());
    let requires_cargo = |what: &str| {
        counted.write(&format!("{finished}// {what}\n"));
        counted.check().ends_with(0);
        assert!(counted.was_asked(), "cargo is not asked after a change of {what}");
        counted.write(&format!("{finished}// {what}, learned\n"));
        counted.check().ends_with(0);
        assert!(!counted.was_asked(), "what cargo said is forgotten after a change of {what}");
    };
    let append = |file: &str, text: &str| counted.desk.write(file, counted.desk.read(file) + text);
    append("Cargo.toml", "\n# a remark\n");
    requires_cargo("the manifest");
    append("exercises/08_unsupervised/Cargo.toml", "\n# a remark\n");
    requires_cargo("the track's manifest");
    append("Cargo.lock", "\n");
    requires_cargo("the lock file");
    counted.desk.write(".cargo/config.toml", "[term]\nquiet = false\n");
    requires_cargo("cargo's settings");
    counted.desk.remove(".cargo/config.toml");
    requires_cargo("cargo's settings that are gone");

    counted.write(&format!("{finished}// flags\n"));
    counted.check_in("kmeans", &[("CARGO_TERM_QUIET", "false")]).ends_with(0);
    assert!(counted.was_asked(), "cargo is not asked in another environment");
}

#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_copy_or_a_moved_workplace_gets_the_verdict_on_its_own_text() {
    let desk = Desk::new("original");
    desk.finish("kmeans");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
    let copy = desk.folder.with_file_name("a copy");
    let _ = std::fs::remove_dir_all(&copy);
    let copied = Command::new("cp").arg("-a").arg(&desk.folder).arg(&copy).status();
    if !copied.is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no cp -a");
        return;
    }
    let copy = Desk { folder: copy };
    copy.mlings(&["reset", "kmeans"]).ends_with(0);
    copy.remove("progress.json");
    copy.mlings(&["check", "kmeans"]).ends_with(1).says("0/100");
    assert!(!copy.folder.join("progress.json").exists());
    desk.mlings(&["check", "--all", "--json"]).ends_with(1);

    let moved = copy.folder.with_file_name("moved");
    let _ = std::fs::remove_dir_all(&moved);
    std::fs::rename(&copy.folder, &moved).expect("moved");
    let moved = Desk { folder: moved };
    moved.mlings(&["check", "kmeans"]).ends_with(1).says("0/100");
    moved.finish("kmeans");
    moved.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
    desk.mlings(&["reset", "kmeans"]).ends_with(0);
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("0/100");
}

/// Two processes save, check, save again while that goes on, and undo. Whatever text each of them read, its score is of
/// that text: the record, which has both, says so after every check.
#[test]
#[ignore = "takes long: .ci/run has it"]
fn a_verdict_is_of_the_text_that_was_read_however_many_save_and_check() {
    save_and_check("races", 12);
}

#[test]
#[ignore = "takes ten minutes"]
fn a_verdict_is_of_the_text_that_was_read_a_thousand_times() {
    save_and_check("many_races", 500);
}

fn save_and_check(name: &str, rounds: u64) {
    let desk = Desk::new(name);
    let kmeans = exercise("kmeans");
    let texts = [
        (kmeans.finished.clone(), 100),
        (kmeans.with("if size > 0 {", "if size < usize::MAX {"), 85),
        (kmeans.with("if *number < lowest.1 {", "if *number <= lowest.1 {"), 94),
    ];
    let hash = |text: &str| hmac_sha256::Hash::hash(text.as_bytes()).map(|byte| format!("{byte:02x}")).concat();
    let truth: Vec<(String, u64)> = texts.iter().map(|(text, score)| (hash(text), *score)).collect();
    desk.write(&kmeans.file, &texts[0].0);
    desk.mlings(&["check", "kmeans"]).ends_with(0);
    let save = |hand: u64, text: &str| {
        // Renamed into place: nobody reads half of it.
        let beside = format!("exercises/08_unsupervised/{hand}.tmp");
        desk.write(&beside, text);
        std::fs::rename(desk.folder.join(beside), desk.folder.join(&kmeans.file)).expect("renamed");
    };
    let round = |hand: u64, number: u64| {
        let chosen = |step: u64| &texts[((number * 7 + hand * 5 + step * (number + 1)) % 3) as usize].0;
        save(hand, chosen(0));
        let mut command = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
        command.args(["check", "kmeans"]).current_dir(&desk.folder).stdout(Stdio::null());
        let mut child = command.spawn().expect("mlings");
        for step in 1..3 {
            std::thread::sleep(Duration::from_millis((number * 37 + hand * 11 + step * 53) % 150));
            save(hand, chosen(step));
        }
        assert!(child.wait().expect("an end").code().is_some_and(|code| code < 2));
        let progress: serde_json::Value = serde_json::from_str(&desk.read("progress.json")).expect("JSON");
        let of = &progress["exercises"]["kmeans"];
        let said = (of["content"].as_str().unwrap_or_default().to_owned(), of["last"].as_u64().unwrap_or(0));
        assert!(truth.contains(&said), "{said:?} is not the truth: {truth:?}");
    };
    std::thread::scope(|scope| {
        for hand in 0..2 {
            let round = &round;
            scope.spawn(move || (0..rounds).for_each(|number| round(hand, number)));
        }
    });
    // Alone again, each text gets its own score, though programs of the others are about.
    for (text, score) in &texts {
        desk.write(&kmeans.file, text);
        assert_eq!(desk.mlings(&["check", "kmeans", "--json"]).json()["score"], *score);
    }
}
