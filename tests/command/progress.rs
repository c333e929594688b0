//! `progress.json`: whole whatever happens, never lost in silence, and never in the way.

use crate::desk::Desk;

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
fn what_is_no_file_in_the_place_of_the_record_is_said_and_keeps_nobody_waiting() {
    let desk = Desk::new("no_file");
    for (make, mend) in
        [(&["mkfifo", "progress.json"][..], "pipe"), (&["ln", "-s", "/dev/zero", "progress.json"], "device")]
    {
        let made = std::process::Command::new(make[0]).args(&make[1..]).current_dir(&desk.folder).status();
        assert!(made.expect("a program").success());
        let said = desk.mlings(&["hint", "kmeans"]).ends_with(0).says("Hint 1").complains("cannot be read");
        said.complains(mend).complains("left alone");
        desk.mlings(&["doctor"]).ends_with(1).says("mv progress.json progress.aside");
        desk.remove("progress.json");
    }
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
