//! The short way from a save to a verdict is as good as cargo's, and is left as soon as anything else has changed.

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use mlings::curriculum::starter;

use crate::desk::{Desk, Said, about, run};

/// A desk whose cargo counts how often it is asked.
struct Counted {
    desk: Desk,
    cargo: PathBuf,
}

impl Counted {
    fn new(name: &str) -> Counted {
        let desk = Desk::new(name);
        let cargo = desk.folder.join("counting-cargo");
        desk.write("counting-cargo", &format!("#!/bin/sh\necho asked >> asked\nexec {} \"$@\"\n", env!("CARGO")));
        std::fs::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).expect("a program");
        Counted { desk, cargo }
    }

    fn check(&self) -> Said {
        self.check_in(&[])
    }

    fn check_in(&self, environment: &[(&str, &str)]) -> Said {
        let mut command: Command = self.desk.prepared(env!("CARGO_BIN_EXE_mlings"));
        command.args(["check", "kmeans"]).current_dir(&self.desk.folder).env("CARGO", &self.cargo);
        run(command.envs(environment.iter().copied()))
    }

    /// How often cargo was asked since this was called last.
    fn asked(&self) -> usize {
        let asked = std::fs::read_to_string(self.desk.folder.join("asked")).unwrap_or_default().lines().count();
        let _ = std::fs::remove_file(self.desk.folder.join("asked"));
        asked
    }

    fn write(&self, text: &str) {
        self.desk.write(about("kmeans").file(), text);
    }
}

#[test]
fn saves_alone_need_no_cargo_and_get_the_right_verdicts() {
    let counted = Counted::new("short");
    let finished = starter::finished(&about("kmeans"));
    counted.check().ends_with(1).says("0/100");
    assert_eq!(counted.asked(), 1);

    counted.write(&finished);
    counted.check().ends_with(0).says("100/100");
    counted.check().ends_with(0).says("100/100");
    counted.write(&finished.replace("if size > 0 {", "if size < usize::MAX {"));
    counted.check().ends_with(1).says("divides by the size of an empty cluster");
    counted.write(&finished.replace("f64", "f65"));
    let said = counted.check().ends_with(1).says("error[E").says("-->");
    assert!(!said.out.contains("aborting due to"), "{said:#?}");
    counted.write(&finished.replace("let mut sums", "let unused = 1;\n    let mut sums"));
    counted.check().ends_with(0).complains("unused variable");
    counted.check().ends_with(0).complains("unused variable");
    counted.write(&finished);
    assert_eq!(counted.check().ends_with(0).says("100/100").err, "");
    assert_eq!(counted.asked(), 0);
}

/// The library is shared then, and so is the allocator: the limits hold all the same.
#[test]
fn harm_done_by_the_short_way_costs_its_check_and_no_other() {
    let counted = Counted::new("harm");
    let finished = starter::finished(&about("kmeans"));
    counted.check().ends_with(1);
    assert_eq!(counted.asked(), 1);
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
        let harmful =
            finished.replace("let mut sums =", &format!("{harm}\n    #[allow(unreachable_code)]\n    let mut sums ="));
        counted.write(&harmful);
        let said = counted.check_in(&[("MLINGS_MEMORY_MIB", "256")]).ends_with(1).says(said);
        assert!(said.out.contains("every point joins its nearest centroid"), "{said:#?}");
    }
    assert_eq!(counted.asked(), 0);
}

/// A set of one kind and a map of another: one is freed by the program, the other by the shared library.
#[test]
fn correct_code_by_the_short_way_does_not_run_out_of_memory() {
    let counted = Counted::new("sets");
    let about = about("content_based");
    let finished = starter::finished(&about);
    let counts = "let mut counts = std::collections::BTreeMap::<String, usize>::new();\n    \
                  for item in items {\n        \
                  let unique: std::collections::HashSet<&String> = item.iter().collect();\n        \
                  for feature in unique {\n            *counts.entry(feature.clone()).or_insert(0) += 1;\n        }\n    }\n    \
                  std::hint::black_box(&counts);";
    let body = finished.find("pub fn fit(").and_then(|at| finished[at..].find("{\n").map(|brace| at + brace + 1));
    let at = body.expect("the function fit");
    for round in 0..4 {
        counted.desk.write(about.file(), &format!("{}\n    {counts}{}// {round}\n", &finished[..at], &finished[at..]));
        let mut command: Command = counted.desk.prepared(env!("CARGO_BIN_EXE_mlings"));
        command.args(["check", "content_based"]).current_dir(&counted.desk.folder).env("CARGO", &counted.cargo);
        run(&mut command).ends_with(0).says("100/100");
    }
    assert_eq!(counted.asked(), 1);
}

#[test]
fn whatever_else_changes_is_cargos_business_again() {
    let counted = Counted::new("long");
    let finished = starter::finished(&about("kmeans"));
    counted.write(&finished);
    counted.check().ends_with(0);
    counted.check().ends_with(0);
    assert_eq!(counted.asked(), 1);
    let requires_cargo = |what: &str| {
        counted.write(&format!("{finished}// {what}\n"));
        counted.check().ends_with(0);
        assert!(counted.asked() > 0, "cargo is not asked after a change of {what}");
        counted.write(&format!("{finished}// {what}, learned\n"));
        counted.check().ends_with(0);
        assert_eq!(counted.asked(), 0, "the short way is not found again after a change of {what}");
    };
    let append = |file: &str, text: &str| counted.desk.write(file, &(counted.desk.read(file) + text));
    append("Cargo.toml", "\n# a remark\n");
    requires_cargo("the manifest");
    append("Cargo.lock", "\n");
    requires_cargo("the lock file");
    counted.desk.write(".cargo/config.toml", "[term]\nquiet = false\n");
    requires_cargo("cargo's settings");
    std::fs::remove_file(counted.desk.folder.join(".cargo/config.toml")).expect("the settings");
    requires_cargo("cargo's settings that are gone");

    counted.write(&format!("{finished}// flags\n"));
    counted.check_in(&[("CARGO_TERM_QUIET", "false")]).ends_with(0);
    assert!(counted.asked() > 0, "cargo is not asked in another environment");

    // What the compiler reads from the environment only cargo can provide.
    counted.write(&finished.replace("let mut sums", "let _ = env!(\"CARGO_PKG_NAME\");\n    let mut sums"));
    counted.check().ends_with(0);
    counted.check().ends_with(0);
    assert!(counted.asked() > 1, "cargo is not asked for its variables");
}
