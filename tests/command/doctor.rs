//! `doctor`: says what is wrong and changes nothing.

use serde_json::Value;

use crate::desk::{Desk, Said, exercise, exercises};

/// What was found under a name. Leftover processes are the machine's, not the desk's.
fn found(said: &Said, name: &str) -> Vec<Value> {
    let findings = said.json()["findings"].as_array().cloned().unwrap_or_default();
    findings.into_iter().filter(|finding| finding["name"] == name).collect()
}

#[test]
fn a_fresh_desk_is_well() {
    let desk = Desk::new("well");
    let said = desk.mlings(&["doctor", "--json"]);
    let all = said.json();
    assert_eq!(all["schema"], 1);
    let is_ours = |finding: &&Value| finding["name"] != "leftover_processes";
    let findings: Vec<&Value> = all["findings"].as_array().into_iter().flatten().filter(is_ours).collect();
    assert_eq!(findings.len(), 12, "{all:#}");
    for finding in findings {
        assert_eq!((&finding["well"], &finding["mend"]), (&true.into(), &Value::Null), "{finding}");
    }
    assert_eq!(said.code, i32::from(all["well"] != true));
    desk.mlings(&["doctor"]).says("✓ rustc ").says("✓ 20 dataset files").says("✓ plots can be created");
}

#[test]
fn what_is_missing_damaged_or_in_the_way_is_named_with_what_mends_it() {
    let desk = Desk::new("ill");
    desk.remove(&exercise("kmeans").file);
    desk.remove(exercise("impute").guide());
    desk.own_datasets();
    desk.write("plots", "a file where a folder should be");
    desk.write("progress.json", "{ half a file");
    desk.write("datasets/iris.csv", "changed");
    let said = desk.mlings(&["doctor", "--json"]).ends_with(1);
    for (name, what, mend) in [
        ("exercise_files", "01_kmeans.rs is missing", "mlings reset kmeans"),
        ("guides", "02_impute.md is missing", "git checkout -- exercises/02_cleaning/02_impute.md"),
        ("plots_folder", "plots cannot be written", "mv plots plots.aside"),
        ("progress", "progress.json is damaged", "mlings list"),
        ("datasets", "iris.csv is changed", "git checkout -- datasets"),
    ] {
        let findings = found(&said, name);
        assert_eq!(findings.len(), 1, "{name}: {said:#?}");
        assert_eq!(findings[0]["well"], false);
        assert!(findings[0]["what"].as_str().is_some_and(|text| text.contains(what)), "{findings:?}");
        let command = findings[0]["mend"].as_str().unwrap_or_default();
        assert_eq!(command.replace("cargo run --", "mlings").replace('\\', "/"), mend);
    }
    assert_eq!(desk.read("progress.json"), "{ half a file", "the doctor only looks");
    desk.mlings(&["doctor"]).ends_with(1).says("✗ progress.json is damaged").says("\n    mv plots plots.aside\n");
}

#[test]
fn what_mends_mends() {
    let desk = Desk::new("mended");
    exercises().take(2).for_each(|exercise| desk.remove(&exercise.file));
    desk.write("progress.json", "[]");
    let said = desk.mlings(&["doctor", "--json"]).ends_with(1);
    let ill = [found(&said, "exercise_files"), found(&said, "progress")].concat();
    assert_eq!(ill.len(), 3, "{said:#?}");
    for finding in &ill {
        let command = finding["mend"].as_str().unwrap_or_default();
        let words = command.rsplit_once("-- ").map_or(command, |(_, words)| words).trim_start_matches("mlings ");
        desk.mlings(&words.split(' ').collect::<Vec<_>>()).ends_with(0);
    }
    let said = desk.mlings(&["doctor", "--json"]);
    let now = [found(&said, "exercise_files"), found(&said, "progress")].concat();
    assert!(now.len() == 2 && now.iter().all(|finding| finding["well"] == true), "{now:?}");
}

#[test]
fn progress_of_a_newer_version_and_a_manifest_that_cargo_cannot_read_are_ill() {
    let desk = Desk::new("newer_and_broken");
    desk.write("progress.json", r#"{ "version": 9 }"#);
    desk.write("Cargo.toml", "[package]\nname = \"mlings\"\nbroken");
    let said = desk.mlings(&["doctor"]).ends_with(1).says("newer mlings (version 9").says("git pull");
    said.says("cargo cannot read Cargo.toml").says("git checkout -- Cargo.toml");
}
