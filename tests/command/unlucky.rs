//! What can be wrong around a learner's work: each is said in one line with one of what to do, or it just works.

use std::path::Path;
use std::process::Command;

use crate::desk::{Desk, exercise, run};

#[test]
fn line_ends_of_windows_are_as_good_as_any() {
    let desk = Desk::new("crlf");
    desk.write(&exercise("kmeans").file, exercise("kmeans").finished.replace('\n', "\r\n"));
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}

#[test]
fn a_file_that_is_not_text_is_said() {
    let desk = Desk::new("bytes");
    let file = &exercise("kmeans").file;
    let mut bytes = desk.read(file).into_bytes();
    bytes.extend([0xff, 0xfe, b'\n']);
    desk.write(file, bytes);
    desk.mlings(&["check", "kmeans"]).ends_with(1).says("01_kmeans.rs").says("UTF-8");
}

#[test]
fn blanks_and_letters_of_any_language_in_the_path_do_no_harm() {
    let desk = Desk::new("Übung mit Leerzeichen");
    desk.finish("kmeans");
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100").says("plots/kmeans/clusters.png");
    // The short way has to find its way too.
    desk.write(&exercise("kmeans").file, format!("{}// again\n", exercise("kmeans").finished));
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
    assert!(desk.folder.join("plots/kmeans/clusters.svg").exists());
}

#[test]
fn neither_a_home_nor_a_network_is_needed() {
    let desk = Desk::new("homeless");
    desk.finish("kmeans");
    let check = |command: &mut Command| run(command.args(["check", "kmeans"]).current_dir(&desk.folder));
    let mut homeless = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
    // Where cargo keeps its crates is all that it needs to know.
    let cargo_home = std::env::var_os("CARGO_HOME")
        .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cargo").into_os_string()));
    check(homeless.env_remove("HOME").envs(cargo_home.map(|home| ("CARGO_HOME", home)))).ends_with(0).says("100/100");
    desk.write(&exercise("kmeans").file, format!("{}// again\n", exercise("kmeans").finished));
    let mut offline = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
    check(offline.env("CARGO_NET_OFFLINE", "true")).ends_with(0).says("100/100");
}

#[test]
fn without_cargo_it_says_where_to_get_it() {
    let desk = Desk::new("cargoless");
    let mut command = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
    command.args(["check", "kmeans"]).current_dir(&desk.folder).env("CARGO", "/nowhere/cargo");
    run(&mut command).ends_with(2).complains("cargo could not be started").complains("rustup.rs");
}

#[test]
fn a_manifest_that_cargo_cannot_read_is_told_in_its_words() {
    let desk = Desk::new("manifest");
    desk.write("Cargo.toml", &(desk.read("Cargo.toml") + "\n[[test]\n"));
    desk.mlings(&["check", "kmeans"])
        .ends_with(2)
        .complains("could not build")
        .complains("Cargo.toml")
        .complains("help: ");
}

#[cfg(unix)]
#[test]
fn a_compiler_that_can_make_no_program_at_all_is_not_laid_to_the_learner() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new("linkerless");
    desk.finish("kmeans");
    desk.mlings(&["check", "kmeans"]).ends_with(0);
    let linker = desk.folder.join("bin/cc");
    desk.write("bin/cc", "#!/bin/sh\necho no space left on device >&2\nexit 1\n");
    std::fs::set_permissions(&linker, std::fs::Permissions::from_mode(0o755)).expect("a program");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = [desk.folder.join("bin")].into_iter().chain(std::env::split_paths(&path));
    let path = std::env::join_paths(folders).expect("folders");
    let mut command = desk.prepared(env!("CARGO_BIN_EXE_mlings"));
    command.args(["check", "kmeans"]).current_dir(&desk.folder).env("PATH", path);
    let said =
        run(&mut command).ends_with(2).complains("kmeans could not be compiled, and the reason is not in its file");
    assert_eq!(said.complains("no space left on device").out, "");
}

/// Runs `mlings check kmeans` behind a shell script that may mount. `None` where that is not allowed.
#[cfg(target_os = "linux")]
fn behind_mount(desk: &Desk, mount: &str) -> Option<crate::desk::Said> {
    let allowed = Command::new("unshare").args(["--mount", "true"]).status();
    if !allowed.is_ok_and(|status| status.success()) {
        eprintln!("skipped: this user may not mount");
        return None;
    }
    let mut command = desk.prepared("unshare");
    let script = format!("{mount} && cd \"$PWD\" && exec {} check kmeans", env!("CARGO_BIN_EXE_mlings"));
    Some(run(command.args(["--mount", "sh", "-c", &script]).current_dir(&desk.folder)))
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_checkout_grades_and_says_what_it_cannot_keep() {
    let desk = Desk::new("sealed");
    // Whoever seals a checkout has its lock file in it; this desk's is made by the first build.
    desk.mlings(&["check", "kmeans"]).ends_with(1);
    desk.finish("kmeans");
    let Some(said) = behind_mount(&desk, "mount --bind . . && mount -o remount,ro,bind .") else { return };
    said.ends_with(0).says("100/100").says("could not be written").complains("progress.json cannot be written");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_grades_and_says_what_it_cannot_keep() {
    let desk = Desk::new("full");
    desk.finish("kmeans");
    let fill =
        "mkdir -p plots && mount -t tmpfs -o size=16k none plots && (cat /dev/zero > plots/filler 2> /dev/null; true)";
    let Some(said) = behind_mount(&desk, fill) else { return };
    said.ends_with(0).says("100/100").says("could not be written");
}

#[test]
fn a_file_of_an_earlier_version_still_compiles() {
    let desk = Desk::new("earlier");
    let kmeans = exercise("kmeans");
    desk.write(&kmeans.file, kmeans.with("use mlings::kmeans::", "use mlings::curriculum::kmeans::"));
    desk.mlings(&["check", "kmeans"]).ends_with(0).says("100/100");
}
